"""Documents, each parsed, validated and measured once, and the cache that remembers them.

A document is known by its text. The cache is bounded by number and by weight, so that clients who never send
the same text twice cannot grow the process; what is refused is not remembered.
"""

from collections import OrderedDict
from collections.abc import Mapping
from sys import getsizeof
from threading import Lock

import strawberry
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    OverlappingFieldsCanBeMergedRule,
    parse,
    specified_rules,
    validate,
)
from graphql.validation.validate import ValidationAbortedError
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from schema.errors import Code, RefusedError, coded, with_code
from schema.execution.merging import FieldsCanBeMergedRule
from schema.limits import Extent, Limits, exceeding, limit_error, size_of_variable, survey

_RULES = (
    *(FieldsCanBeMergedRule if rule is OverlappingFieldsCanBeMergedRule else rule for rule in specified_rules),
    MaybeNullValidationRule,
    OneOfInputValidationRule,
)
_MOST_ERRORS = 20
"""Validation stops after this many errors; nobody mends more at once."""

_TOKEN_WEIGHT = 600
"""Bytes that a token of a document costs when parsed: 290 to 610 were measured with graphql-core 3.3."""

_DOCUMENT_WEIGHT = 4_096
"""Bytes that any document costs, its extents among them."""

_MOST_EXTENTS = 64
_ABSENT = -1
_SHOWN = 80


class Operation:
    """An operation of a document, with all that is known of it before it runs."""

    def __init__(
        self,
        node: OperationDefinitionNode,
        ast: DocumentNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        schema: GraphQLSchema,
        limits: Limits,
    ) -> None:
        self.node = node
        self.ast = ast
        self.fragments = fragments
        self._schema = schema
        self._limits = limits
        self.seconds: float | None = None
        """How long it took to be answered when it was last, where that was noted."""
        self._sizing_variables: tuple[str, ...] | None = None
        self._extents: dict[tuple[int | None, ...], tuple[Extent, list[GraphQLError]]] = {}

    @property
    def name(self) -> str | None:
        """The operation's name, where it has one."""
        return self.node.name.value if self.node.name else None

    @property
    def type(self) -> OperationType:
        """Query, mutation or subscription."""
        return self.node.operation

    def extent(self, variables: Mapping[str, object]) -> Extent:
        """How large the operation is; RefusedError naming every limit that it exceeds.

        Surveyed once, or once for each set of page sizes where variables give them.
        """
        known = None if self._sizing_variables is None else self._extents.get(self._sizes(variables))
        if known is None:
            extent = survey(self._schema, self.fragments, self.node, variables)
            self._sizing_variables = tuple(sorted(extent.sizing_variables))
            if len(self._extents) >= _MOST_EXTENTS:
                self._extents.clear()
            known = self._extents[self._sizes(variables)] = extent, exceeding(extent, self._limits)
        extent, errors = known
        if errors:
            raise RefusedError(errors)
        return extent

    def _sizes(self, variables: Mapping[str, object]) -> tuple[int | None, ...]:
        names = self._sizing_variables
        if not names:
            return ()
        return tuple(size_of_variable(variables[name]) if name in variables else _ABSENT for name in names)


class Document:
    """A parsed document with its operations. They do not point back: what is forgotten is freed at once."""

    def __init__(self, text: str, ast: DocumentNode, schema: GraphQLSchema, limits: Limits, tokens: int) -> None:
        self.text = text
        self.ast = ast
        self.weight = _DOCUMENT_WEIGHT + getsizeof(text) + tokens * _TOKEN_WEIGHT
        fragments = {each.name.value: each for each in ast.definitions if isinstance(each, FragmentDefinitionNode)}
        self._operations = [
            Operation(each, ast, fragments, schema, limits)
            for each in ast.definitions
            if isinstance(each, OperationDefinitionNode)
        ]

    def operation(self, name: str | None) -> Operation:
        """The operation of that name, or the only one; RefusedError where that is not clear."""
        known = self._operations
        named = [each for each in known if each.name == name] if name is not None else known
        if len(named) == 1:
            return named[0]
        if not known:
            found = "the document has no operation, only fragments; add `query { ... }`"
        elif name is not None:
            found = f"the document has no operation named `{name[:_SHOWN]}`; {self._offer()}"
        else:
            found = f"the document has {len(known)} operations, the request no `operationName`; {self._offer()}"
        raise RefusedError([coded(found, Code.OPERATION_UNRESOLVED)])

    def _offer(self) -> str:
        names = ", ".join(f"`{each.name}`" for each in self._operations[:10] if each.name)
        return f"it has {names}" if names else "its operation has no name: leave `operationName` out"


class Documents:
    """Gives the document of a text, from memory or by parsing and validating it."""

    def __init__(
        self,
        schema: strawberry.Schema,
        limits: Limits,
        *,
        suggestions: bool = True,
        most_entries: int = 1_000,
        most_bytes: int = 64 * 2**20,
    ) -> None:
        self._schema: GraphQLSchema = schema._schema  # noqa: SLF001 - strawberry has no other way to it
        self._limits = limits
        self._suggestions = suggestions
        self._most_entries = most_entries
        self._most_bytes = most_bytes
        self._known: OrderedDict[str, Document] = OrderedDict()
        self._lock = Lock()
        self.weight = 0

    def __len__(self) -> int:
        return len(self._known)

    def known(self, text: str) -> Document | None:
        """The valid document of the text, where it is remembered."""
        with self._lock:
            known = self._known.get(text)
            if known is not None:
                self._known.move_to_end(text)
            return known

    def parsed(self, text: str) -> Document:
        """The document of the text, known or new; RefusedError where it cannot be parsed.

        A new one is not yet known to fit the schema: `validated` must follow.
        """
        if (known := self.known(text)) is not None:
            return known
        if len(text) > self._limits.characters:
            raise RefusedError([limit_error("characters", self._limits.characters, len(text))])
        try:
            ast = parse(text, max_lexical_tokens=self._limits.tokens, max_comments=self._limits.tokens)
        except GraphQLSyntaxError as error:
            raise self._unparsed(error) from None
        return Document(text, ast, self._schema, self._limits, _unlinked(ast))

    def validated(self, document: Document) -> Document:
        """The document, remembered; RefusedError with all the reasons why it does not fit the schema."""
        if self._known.get(document.text) is document:
            return document
        hide = not self._suggestions
        errors = validate(self._schema, document.ast, _RULES, _MOST_ERRORS, hide_suggestions=hide)
        if errors:
            raise RefusedError(with_code(map(_explained, errors), Code.VALIDATION_FAILED))
        self._remember(document)
        return document

    def _remember(self, document: Document) -> None:
        if document.weight > self._most_bytes:
            return
        with self._lock:
            replaced = self._known.pop(document.text, None)
            self.weight += document.weight - (replaced.weight if replaced else 0)
            self._known[document.text] = document
            while len(self._known) > self._most_entries or self.weight > self._most_bytes:
                _, oldest = self._known.popitem(last=False)
                self.weight -= oldest.weight

    def _unparsed(self, error: GraphQLSyntaxError) -> RefusedError:
        if error.message.endswith((" tokens. Parsing aborted.", " comments. Parsing aborted.")):
            allowed = self._limits.tokens
            return RefusedError([limit_error("tokens", allowed, allowed + 1, at_least=True)])
        if error.message.endswith("Parsing aborted."):
            return RefusedError([_too_deep(error)])
        return RefusedError(with_code([error.with_traceback(None)], Code.PARSE_FAILED))


def _too_deep(error: GraphQLSyntaxError) -> GraphQLError:
    """What the parser says of selections or values within each other that it has no room for."""
    return GraphQLError(
        "the document is nested too deeply to be read; write its selections and values flatter",
        source=error.source,
        positions=error.positions,
        extensions={"code": str(Code.LIMIT_EXCEEDED), "limit": "nesting"},
    )


def _explained(error: GraphQLError) -> GraphQLError:
    """The error, or what it means where the library says only that it gave up."""
    if not isinstance(error, ValidationAbortedError) or error.message != "Validation aborted.":
        return error
    return coded(
        "validation was stopped: fragments nest too deeply, or fields of one name repeat too often; "
        "write the operation flatter, and each field once",
        Code.LIMIT_EXCEEDED,
        None,
        limit="validation",
    )


def _unlinked(ast: DocumentNode) -> int:
    """Cut the chain of tokens that the parser leaves behind, and say how many there were.

    The chain points both ways: as one cycle it would keep every document alive until the garbage collector
    comes. Errors need only the positions that each node has.
    """
    count = 0
    token = ast.loc.start_token if ast.loc else None
    while token is not None:
        following = token.next
        token.prev = token.next = None
        token, count = following, count + 1
    return count
