"""The pass over an operation against the simplest thing that could be right: writing all fragments out.

Generated operations are random but small; fragments nest, and are spread several times.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    parse,
    validate,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schema.execution.executor import Executor
from schema.execution.request import GraphQLRequest
from schema.limits import Extent, Limits, survey
from tests.invented_schema import CONTEXT, SCHEMA, engine_of

CITY: GraphQLSchema = SCHEMA._schema
SELF_SUFFICIENT = {"Entity": ("label", "__typename"), "Project": ("code", "label"), "Department": ("staff",)}


@dataclass
class Writer:
    """Writes a random document: fragment n spreads only fragments after n, so that there is no cycle."""

    draw: st.DrawFn
    fragments: int
    plain: bool = False
    aliases: int = 0
    spread: set[int] = field(default_factory=set)

    def document(self) -> str:
        count = 0 if self.plain else self.draw(st.integers(0, self.fragments))
        parts = ["{ " + self.root(count) + " }"]
        for number in range(count):
            if number not in self.spread:
                continue  # spreads come from the operation and from earlier fragments, so it is never used
            on = self.draw(st.sampled_from(sorted(SELF_SUFFICIENT)))
            parts.append(
                f"fragment F{number} on {on} {self.directive()} {{ {self.selections(on, 2, number + 1, count)} }}"
            )
        return " ".join(parts)

    def root(self, count: int) -> str:
        fields = self.draw(st.integers(1, 2))
        return " ".join(f"{self.alias()} entity {{ {self.selections('Entity', 3, 0, count)} }}" for _ in range(fields))

    def selections(self, on: str, depth: int, first: int, count: int) -> str:
        several = self.draw(st.integers(1, 3))
        return " ".join(self.selection(on, depth, first, count) for _ in range(several))

    def selection(self, on: str, depth: int, first: int, count: int) -> str:
        kinds = ["leaf"] + ["list", "page"] * (depth > 0)
        if not self.plain:
            kinds += ["inline"] * (depth > 0) + ["spread"] * (first < count)
        match self.draw(st.sampled_from(kinds)):
            case "list":
                return f"{self.alias()} children {{ {self.selections('Entity', depth - 1, first, count)} }}"
            case "page":
                size, within = self.draw(st.integers(0, 3)), self.selections("Entity", depth - 1, first, count)
                return f"{self.alias()} related(first: {size}) {{ edges {{ node {{ {within} }} }} }}"
            case "inline":
                condition = self.draw(st.sampled_from(["Entity", "Project", "Department"]))
                within = self.selections(condition, depth - 1, first, count)
                return f"... on {condition} {self.directive()} {{ {within} }}"
            case "spread":
                self.spread.add(number := self.draw(st.integers(first, count - 1)))
                return f"...F{number} {self.directive()}"
            case _:
                return f"{self.alias()} {self.draw(st.sampled_from(SELF_SUFFICIENT[on]))} {self.directive()}"

    def alias(self) -> str:
        self.aliases += 1
        return f"a{self.aliases}:"

    def directive(self) -> str:
        return self.draw(st.sampled_from(["", "", "@include(if: true)"]))


@st.composite
def documents(draw: st.DrawFn, *, fragments: int = 4, plain: bool = False) -> str:
    return Writer(draw, fragments, plain=plain).document()


def written_out(document: DocumentNode) -> OperationDefinitionNode:
    """The operation with each spread replaced by what it stands for, again and again."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}

    def out(selections: SelectionSetNode) -> SelectionSetNode:
        return SelectionSetNode(selections=tuple(each(selection) for selection in selections.selections))

    def each(selection: SelectionNode) -> SelectionNode:
        if isinstance(selection, FragmentSpreadNode):
            fragment = fragments[selection.name.value]
            return InlineFragmentNode(
                type_condition=fragment.type_condition,
                directives=(*(selection.directives or ()), *(fragment.directives or ())),
                selection_set=out(fragment.selection_set),
            )
        if isinstance(selection, InlineFragmentNode):
            return InlineFragmentNode(
                type_condition=selection.type_condition,
                directives=selection.directives,
                selection_set=out(selection.selection_set),
            )
        assert isinstance(selection, FieldNode)
        within = out(selection.selection_set) if selection.selection_set else None
        return FieldNode(
            alias=selection.alias,
            name=selection.name,
            arguments=selection.arguments,
            directives=selection.directives,
            selection_set=within,
        )

    [operation] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    return OperationDefinitionNode(operation=operation.operation, selection_set=out(operation.selection_set))


def surveyed(document: DocumentNode) -> Extent:
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    [operation] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    return survey(CITY, fragments, operation, {})


def depth_of(selections: SelectionSetNode) -> int:
    depths = [0]
    for selection in selections.selections:
        within = getattr(selection, "selection_set", None)
        depths.append(isinstance(selection, FieldNode) + (depth_of(within) if within else 0))
    return max(depths)


def count_of(selections: SelectionSetNode, what: str) -> int:
    total = 0
    for selection in selections.selections:
        held: Any = getattr(selection, what, None)
        total += len(held or ()) if isinstance(held, tuple | list) else int(held is not None)
        within = getattr(selection, "selection_set", None)
        total += count_of(within, what) if within else 0
    return total


def values_in(answer: object) -> int:
    match answer:
        case dict():
            return 1 + sum(map(values_in, answer.values()))
        case list():
            return sum(map(values_in, answer))
        case _:
            return 1


BEYOND = Limits(
    characters=10**7, tokens=10**6, depth=1_000, aliases=10**5, directives=10**5, root_fields=10**5, cost=10**9
)
"""No generated operation is refused by these."""


def data_of(text: str) -> dict[str, Any]:
    executor = Executor(SCHEMA, CONTEXT, limits=BEYOND)
    answer = asyncio.run(executor.execute(GraphQLRequest(query=text), engine_of("1"), request_id="test"))
    entries: dict[str, Any] = orjson.loads(answer.body)
    assert "errors" not in entries, entries
    data: dict[str, Any] = entries["data"]
    return data


@settings(deadline=None, max_examples=200)
@given(documents())
def test_the_pass_says_what_writing_all_fragments_out_says(text: str) -> None:
    document = parse(text)
    naive = written_out(document)
    extent = surveyed(document)
    assert extent == survey(CITY, {}, naive, {})
    assert extent.depth == depth_of(naive.selection_set)
    assert extent.aliases == count_of(naive.selection_set, "alias")
    assert extent.directives == count_of(naive.selection_set, "directives")


@settings(deadline=None, max_examples=60)
@given(documents(plain=True))
def test_without_fragments_the_cost_is_the_number_of_values_in_the_answer(text: str) -> None:
    extent = surveyed(parse(text))
    assume(extent.cost < 20_000)
    assert values_in(data_of(text)) - 1 == extent.cost


@settings(deadline=None, max_examples=60)
@given(documents(fragments=2))
def test_with_fragments_the_cost_is_never_too_low(text: str) -> None:
    document = parse(text)
    assume(not validate(CITY, document))
    extent = surveyed(document)
    assume(extent.cost < 20_000)
    assert values_in(data_of(text)) - 1 <= extent.cost
