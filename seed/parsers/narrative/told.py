"""The observations of a document, each told once, however often its text tells it."""

from seed.parsers.parsed import Row
from seed.parsers.rows import told_again
from seed.parsers.wording.units import is_money

SAME_BREATH = 4
"""Within how many lines a figure that is told twice is told once."""

SAID = ("subject_kind", "subject", "name", "measure", "fiscal_year", "qualifier", "value", "text", "unit")

MANY = 100
"""More figures of one name on one line than any text has."""


class Told:
    """The observations of a document, each told once."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self._scopes: dict[str, str] = {}
        self._at_any_time: dict[tuple[str, ...], Row] = {}
        self.again: list[Row] = []
        """Where they are told again, as rows of `mentions`."""

    def take(self, row: Row, *, inherited: bool = False, scope: str = "") -> None:
        """Take up an observation, unless it is told again; others of its key are told apart by scope, else by line.

        Told again is what another section says with the same words - with or without their date - and what the next
        words say without naming it.
        """
        same_but_for_time = self._at_any_time.setdefault(tuple(row[column] for column in SAID), row)
        if same_but_for_time["section"] != row["section"] and not (same_but_for_time["period"] and row["period"]):
            self._note(same_but_for_time, row)
            return
        known, first = self.rows.setdefault(row["key"], row), self._scopes.setdefault(row["key"], scope)
        if known is not row and not _again(known, row, inherited=inherited, apart=scope != first):
            base = "；".join(filter(None, (row["qualifier"], f"第{row['line']}行")))
            named = "；".join(filter(None, (row["qualifier"], scope)))
            for qualifier in (*([named] if scope else []), base, *(f"{base}第{place}" for place in range(2, MANY))):
                key = f"{row['key']}/{qualifier}"
                if key not in self.rows:
                    self.rows[key] = row | {"key": key, "qualifier": qualifier}
                    return
        elif known is not row:
            self._note(known, row)

    def _note(self, known: Row, row: Row) -> None:
        """Note where an observation that is kept is told again."""
        if self.rows.get(known["key"]) is known and known["line"] != row["line"]:
            self.again.append(told_again("OBSERVATION", known["key"], row))


def _again(known: Row, row: Row, *, inherited: bool, apart: bool) -> bool:
    """Whether a row of the key of another says the same again; one of another scope does not."""
    if row["measure"] == "presence":
        return True
    same = all(known[column] == row[column] for column in ("value", "text", "unit"))
    near = inherited and int(row["line"]) - int(known["line"]) <= SAME_BREATH
    if known["section"] != row["section"]:
        return same
    return same and not apart and (near or is_money(row["unit"]) or known["line"] == row["line"])
