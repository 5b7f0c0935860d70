"""Everything that can be wrong with what budgetgraph is given, as one tree of errors.

Each class is one fact with a stable `code`, carries its data as attributes and says what was found, what was
expected, where, and what to do. `docs/errors.md` has a heading for every code. Anything that is not in this
tree is a defect: it is logged whole and masked for clients.
"""

from typing import ClassVar


class BudgetgraphError(Exception):
    """The root: an error whose message may be shown to whoever caused it."""

    code: ClassVar[str] = "BUDGETGRAPH_ERROR"

    @property
    def message(self) -> str:
        """The sentence shown to the caller."""
        return str(self)


class InvalidIdError(BudgetgraphError):
    """A global id that no version of budgetgraph can have made."""

    code = "INVALID_ID"

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            f"{_quoted(given)} is not an id of this graph; ids are opaque: pass one exactly as a query returned it"
        )


class InvalidCursorError(BudgetgraphError):
    """A cursor that does not belong to the list it is used on."""

    code = "INVALID_CURSOR"

    def __init__(self, given: str, reason: str) -> None:
        self.given = given
        self.reason = reason
        super().__init__(
            f"{_quoted(given)} is not a cursor of this list ({reason}); "
            "pass `pageInfo.endCursor` of the same field with the same `orderBy`"
        )


class InvalidArgumentError(BudgetgraphError):
    """An argument whose type is right and whose value is not."""

    code = "INVALID_ARGUMENT"

    def __init__(self, argument: str, given: object, expected: str) -> None:
        self.argument = argument
        self.given = given
        self.expected = expected
        super().__init__(f"`{argument}` is {_quoted(given)}; expected {expected}")


class MissingArgumentError(InvalidArgumentError):
    """A question without any of the arguments that say what is looked for."""

    def __init__(self, *arguments: str) -> None:
        named = " or ".join(f"`{each}`" for each in arguments)
        super().__init__(arguments[0], None, f"{named} to look for")
        self.args = (f"it is not said what to look for; give {named}",)


class UnknownEntityError(BudgetgraphError):
    """A well-formed id, key or code that names nothing in this release."""

    code = "NOT_FOUND"

    def __init__(self, kind: str, given: str) -> None:
        self.kind = kind
        self.given = given
        super().__init__(f"there is no {kind} {_quoted(given)} in this release; find what there is with `search`")


class IncompatibleLinesError(BudgetgraphError):
    """An aggregate that would add money which must not be added."""

    code = "INCOMPATIBLE_LINES"

    def __init__(self, reason: str, alternative: str) -> None:
        self.reason = reason
        self.alternative = alternative
        super().__init__(f"these lines cannot be added: {reason}; {alternative}")


class DatasetError(BudgetgraphError):
    """A table of the dataset that cannot be loaded; nothing of the dataset is loaded then."""

    code = "INVALID_DATASET"

    def __init__(self, problems: "list[DatasetProblem]") -> None:
        self.problems = problems
        shown = "\n".join(f"  {problem}" for problem in problems[:20])
        more = f"\n  ... and {len(problems) - 20} more" if len(problems) > 20 else ""  # noqa: PLR2004 - one screen
        super().__init__(f"the dataset was not loaded; {len(problems)} problem(s):\n{shown}{more}")


class DatasetProblem(BudgetgraphError):  # noqa: N818 - a line of a report, raised only as part of DatasetError
    """One broken cell or row of a table."""

    code = "INVALID_ROW"

    def __init__(self, file: str, line: int, column: str, found: object, expected: str) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.found = found
        self.expected = expected
        super().__init__(f"{file}:{line}: column `{column}`: found {_quoted(found)}, expected {expected}")


class CorrectionsError(BudgetgraphError):
    """A corrections file that cannot be used; none of its corrections is applied, and nothing is stored."""

    code = "INVALID_CORRECTIONS"

    def __init__(self, problems: "list[DatasetProblem]") -> None:
        self.problems = problems
        shown = "\n".join(f"  {problem}" for problem in problems[:20])
        more = f"\n  ... and {len(problems) - 20} more" if len(problems) > 20 else ""  # noqa: PLR2004 - one screen
        super().__init__(f"nothing was stored; {len(problems)} problem(s) in the corrections:\n{shown}{more}")


class UnsoundDocumentError(BudgetgraphError):
    """Documents whose rows break the rules of the tables beside those of the other documents; none is stored."""

    code = "UNSOUND_DOCUMENT"

    def __init__(self, problems: "dict[str, list[str]]") -> None:
        self.problems = problems
        shown = "\n".join(f"  {key}: {words[0]} ({len(words)} in all)" for key, words in list(problems.items())[:20])
        super().__init__(
            f"the rows of {len(problems)} document(s) do not fit the others:\n{shown}\n"
            "mend the documents or their corrections, or report a defect of the parsers"
        )


class StoreError(BudgetgraphError):
    """A database that does not hold what this version of budgetgraph can read."""

    code = "STORE_UNUSABLE"

    def __init__(self, where: str, found: str, remedy: str) -> None:
        self.where = where
        self.found = found
        self.remedy = remedy
        super().__init__(f"the store at {where} cannot be used: {found}; {remedy}")


class StoreChangedError(BudgetgraphError):
    """A release that was to follow one that is no longer the newest; nothing was saved."""

    code = "STORE_CHANGED"

    def __init__(self, where: str, expected: int, found: int) -> None:
        self.where = where
        self.expected = expected
        self.found = found
        super().__init__(
            f"release {found} was saved in {where} while the one to follow release {expected} was made; "
            "nothing was saved: do it again"
        )


class SettingError(BudgetgraphError):
    """A setting from the environment that cannot be used."""

    code = "INVALID_SETTING"

    def __init__(self, name: str, given: object, expected: str) -> None:
        self.name = name
        self.given = given
        self.expected = expected
        super().__init__(f"setting {name} is {_quoted(given)}; expected {expected}")


class ListenError(BudgetgraphError):
    """An address that the service cannot listen on."""

    code = "CANNOT_LISTEN"

    def __init__(self, host: str, port: int, found: str, remedy: str) -> None:
        self.host = host
        self.port = port
        self.found = found
        self.remedy = remedy
        super().__init__(f"cannot listen on {_quoted(host)}, port {port}: {found}; {remedy}")


class HistoryUnavailableError(BudgetgraphError):
    """A question about releases to a service that knows only one."""

    code = "HISTORY_UNAVAILABLE"

    def __init__(self) -> None:
        super().__init__("this service knows the current release only; ask one that serves from a store")


class IngestDisabledError(BudgetgraphError):
    """Documents for a service that takes none in."""

    code = "INGEST_DISABLED"

    def __init__(self) -> None:
        super().__init__("this service takes no documents in; its operator makes a key with `budgetgraph key new NAME`")


class IntakeFullError(BudgetgraphError):
    """Documents for a service that has as many waiting as it holds."""

    code = "INTAKE_FULL"

    def __init__(self, waiting: int) -> None:
        self.waiting = waiting
        super().__init__(f"{waiting} jobs wait already; send the files again when some of them are done")


class KeysError(BudgetgraphError):
    """A file of API keys that cannot be read; nobody is let in."""

    code = "KEYS_UNREADABLE"

    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__(
            f"the keys in {file} cannot be read; see who may read the file, or remove it and make new keys with "
            "`budgetgraph key new NAME`"
        )


class SourceError(BudgetgraphError):
    """A file that cannot be read as a published document; nothing of it is stored."""

    code = "UNREADABLE_SOURCE"

    def __init__(self, file: str, found: str, remedy: str, page: int | None = None) -> None:
        self.file = file
        self.found = found
        self.remedy = remedy
        self.page = page
        where = file if page is None else f"{file}, page {page}"
        super().__init__(f"{where}: {found}; {remedy}")


class EmptySourceError(SourceError):
    """A file in which nothing is printed."""

    code = "EMPTY_SOURCE"


class UnsupportedSourceError(SourceError):
    """A file in a format that is not read."""

    code = "UNSUPPORTED_SOURCE"


class WrongExtensionError(SourceError):
    """A file whose name says another format than its content has."""

    code = "WRONG_EXTENSION"


class DamagedSourceError(SourceError):
    """A file that breaks the rules of its format."""

    code = "DAMAGED_SOURCE"


class EncryptedSourceError(SourceError):
    """A file that asks for a password."""

    code = "ENCRYPTED_SOURCE"


class OversizedSourceError(SourceError):
    """A file that has, or would unpack to, more than any published document."""

    code = "OVERSIZED_SOURCE"


class HostileSourceError(SourceError):
    """A file that uses what no document needs and attacks do, such as XML entities."""

    code = "HOSTILE_SOURCE"


class ScannedSourceError(SourceError):
    """A file that holds pictures of pages instead of their text."""

    code = "SCANNED_SOURCE"


class UnrecognisedDocumentError(SourceError):
    """A file that was read and is no budget document of a known kind, year and publisher."""

    code = "UNRECOGNISED_DOCUMENT"


class SeveralDocumentsError(SourceError):
    """A file that holds more than one published document."""

    code = "SEVERAL_DOCUMENTS"


class DuplicateDocumentError(SourceError):
    """Two files of one ingest that claim to be the same document and differ."""

    code = "DUPLICATE_DOCUMENT"


class ReaderStoppedError(SourceError):
    """A file whose reading had to be ended: it took too long or too much memory, or ended the process."""

    code = "READER_STOPPED"


_SHOWN = 80


def _quoted(given: object) -> str:
    """The value as given, cut where it would drown the message."""
    text = given if isinstance(given, str) else repr(given)
    return f"`{text[:_SHOWN]}…`" if len(text) > _SHOWN else f"`{text}`"
