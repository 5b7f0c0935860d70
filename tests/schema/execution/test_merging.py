"""Fields that answer to one name: told in one pass what graphql-core's rule tells by comparing every two of them."""

from collections.abc import Iterator
from random import Random

import pytest
from graphql import GraphQLError, OverlappingFieldsCanBeMergedRule, build_schema, parse, validate

from schema.build import build_schema as build_own_schema
from schema.execution import merging
from schema.execution.merging import FieldsCanBeMergedRule, doubt
from tests.docs.examples import pages

SCHEMA = build_schema(
    """
    interface Being { name(first: Int, tags: [String], like: Like): String! friend: Being friends: [Being!]! age: Int }
    input Like { a: Int b: [Int] }
    type Cat implements Being {
        name(first: Int, tags: [String], like: Like): String! friend: Cat friends: [Being!]! age: Int lives: Int mood: String
    }
    type Dog implements Being {
        name(first: Int, tags: [String], like: Like): String! friend: Dog friends: [Being!]! age: Int barks: Int! mood: [String]
    }
    union Any = Cat | Dog
    type Query { being(id: ID): Being cat: Cat dog: Dog any: Any many: [Any!] beings(first: Int): [Being!]! }
    """
)
FIELDS = {
    "Being": ["name", "friend", "friends", "age", "__typename"],
    "Cat": ["name", "friend", "friends", "age", "lives", "mood", "__typename"],
    "Dog": ["name", "friend", "friends", "age", "barks", "mood", "__typename"],
    "Any": ["__typename"],
    "Query": ["being", "cat", "dog", "any", "many", "beings", "__typename"],
}
LEADS_TO = {
    ("Being", "friend"): "Being", ("Cat", "friend"): "Cat", ("Dog", "friend"): "Dog", ("Being", "friends"): "Being",
    ("Cat", "friends"): "Being", ("Dog", "friends"): "Being", ("Query", "being"): "Being", ("Query", "cat"): "Cat",
    ("Query", "dog"): "Dog", ("Query", "any"): "Any", ("Query", "many"): "Any", ("Query", "beings"): "Being",
}  # fmt: skip
ARGUMENTS = {
    "name": ["", "", "", "(first: 1)", "(first: $n)", "(first: null)", '(tags: ["a"])', '(tags: ["a", "b"])', "(like: {a: 1, b: [2]})",
             "(like: {b: [2], a: 1})", '(tags: """a""")', "(first: 1, tags: [])", "(tags: [], first: 1)", "(first: 1, first: 1)"],
    "being": ["", "(id: 1)", '(id: "1")', "(id: $n)"], "beings": ["", "(first: 1)", "(first: 2)"],
}  # fmt: skip
FRAGMENTS = {"A": "Being", "B": "Cat", "C": "Dog", "D": "Query", "E": "Any", "F": "Being"}
ON = ["Being", "Cat", "Dog", "Any"]


class Documents:
    """Random documents in which fields often answer to one name, and fragments are spread within each other."""

    def __init__(self, seed: int, *, odd: float) -> None:
        self._chosen = Random(seed)  # noqa: S311 - the same documents each time
        self._odd = odd

    def __iter__(self) -> Iterator[str]:
        while True:
            fragments = (f"fragment {name} on {on} {self._selection(on, 2)}" for name, on in FRAGMENTS.items())
            yield f"query ($n: Int) {self._selection('Query', 4)} {' '.join(fragments)}"

    def _selection(self, on: str, depth: int) -> str:
        return "{ " + " ".join(self._one(on, depth) for _ in range(self._chosen.choice((1, 1, 2, 3, 4)))) + " }"

    def _one(self, on: str, depth: int) -> str:
        kind = self._chosen.random()
        if kind < 0.15 and depth:
            inner = "Query" if on == "Query" else self._chosen.choice(ON)
            return f"... on {inner} {self._selection(inner, depth - 1)}"
        if kind < 0.2 and depth:
            return f"... @include(if: true) {self._selection(on, depth - 1)}"
        if kind < 0.35:
            return f"...{self._chosen.choice([name for name, of in FRAGMENTS.items() if (of == 'Query') == (on == 'Query')])}"
        return self._field(on, depth)

    def _field(self, on: str, depth: int) -> str:
        name = self._chosen.choice(FIELDS[on])
        if self._chosen.random() < self._odd:
            name = self._chosen.choice(["missing", "mood", "name", "lives"])
        leads_to = LEADS_TO.get((on, name))
        if leads_to is not None and not depth:
            name, leads_to = "__typename", None
        alias = f"{self._chosen.choice(['x', 'name', 'age', 'friend'])}: " if self._chosen.random() < 0.15 else ""
        arguments = self._chosen.choice(ARGUMENTS.get(name, [""])) if self._chosen.random() < 0.3 else ""
        below = self._selection(leads_to, depth - 1) if leads_to is not None else ""
        return f"{alias}{name}{arguments} {below}"


@pytest.fixture
def _unbounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST_COMPARISONS", 10**9)
    monkeypatch.setattr("graphql.validation.rules.overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET", 10**9)


def told_by_graphql_core(text: str) -> list[GraphQLError]:
    return validate(SCHEMA, parse(text), [OverlappingFieldsCanBeMergedRule])


def told_by_ours(text: str) -> list[GraphQLError]:
    return validate(SCHEMA, parse(text), [FieldsCanBeMergedRule])


@pytest.mark.usefixtures("_unbounded")
@pytest.mark.parametrize(("odd", "count"), [(0.0, 800), (0.05, 300)])
def test_the_same_errors_are_told_of_random_documents(odd: float, count: int) -> None:
    kept = broken = 0
    for _, text in zip(range(count), Documents(7, odd=odd), strict=False):
        errors = told_by_graphql_core(text)
        assert told_by_ours(text) == errors, text
        kept, broken = kept + (not errors), broken + bool(errors)
        # Nothing is left to the rule that need not be, as long as arguments are given once.
        if "first: 1, first: 1" not in text:
            assert (doubt(SCHEMA, parse(text)) is not None) is bool(errors), text
    assert kept > count / 10
    assert broken > count / 10


@pytest.mark.parametrize(
    ("text", "merged"),
    [
        ("{ cat { name name } }", True),
        ("{ cat { name } cat { name age } }", True),
        ("{ cat { name: age } cat { name } }", False),
        ("{ cat { name(first: 1) name } }", False),
        ("{ cat { name(like: {a: 1, b: 2}) } cat { name(like: {b: 2, a: 1}) } }", True),
        ('{ cat { name(tags: "a") } cat { name(tags: """a""") } }', False),
        ("{ cat { name(first: 1, first: 1) name(first: 1) } }", False),
        ("{ any { ... on Cat { x: lives } ... on Dog { x: age } } }", True),
        ("{ any { ... on Cat { x: lives } ... on Dog { x: barks } } }", False),
        ("{ any { ... on Cat { mood } ... on Dog { mood } } }", False),
        ("{ being { x: name ... on Cat { x: name } ... on Dog { x: name } } }", True),
        ("{ being { x: age ... on Cat { x: lives } } }", False),
        ("{ any { ... on Cat { f: friend { x: lives } } ... on Dog { f: friend { x: age } } } }", True),
        ("{ any { ... on Cat { f: friend { x: lives } } ... on Dog { f: friend { x: mood } } } }", False),
        ("{ any { ... on Cat { f: friend { x: lives } } ... on Being { f: friend { x: age } } } }", False),
        ("{ x: __typename any { x: __typename } }", True),
        ("{ any { ... on Cat { x: __typename } ... on Dog { x: barks } } }", True),
        ("{ being { ...A } } fragment A on Being { friend { ...A name } name }", True),
        ("{ being { ...A } } fragment A on Being { friend { ...A } friend { name: age } name }", False),
        ("{ cat { missing missing { name } } }", True),
        ("{ cat { missing { name name: age } } }", False),
        ("{ cat { ... on Missing { name } name name { age } } }", True),
        ("{ cat { ...Missing } }", True),
        ("mutation { a a: b }", False),
        ("mutation { a a }", True),
        ("{ __schema { types { name } } }", False),
        ("{ beings @stream(initialCount: 1) { name } }", False),
        ("{ being { name } } fragment Unused on Being { name name: age }", False),
    ],
)
@pytest.mark.usefixtures("_unbounded")
def test_what_is_certain_is_told_and_the_rest_left_to_the_rule(text: str, *, merged: bool) -> None:
    assert (doubt(SCHEMA, parse(text)) is None) is merged
    assert told_by_ours(text) == told_by_graphql_core(text)


def test_every_example_page_is_told_in_one_pass() -> None:
    schema = build_own_schema()._schema
    assert all(doubt(schema, parse(page.example.query)) is None for page in pages())


@pytest.mark.parametrize(
    "text",
    [
        "{ " + "cat { name friend { age } } " * 2_000 + "}",
        "{ cat { " + "name(first: 1) " * 4_000 + "} }",
        "{ " + "... { beings { ... on Cat { lives } friends { name } } } " * 1_000 + "}",
        "{ being { " + "...A " * 1_000 + "} } fragment A on Being { " + "name " * 2_000 + "}",
        "{ being { " + "".join(f"a{n}: friend {{ ...A }} " for n in range(1_000)) + "} } fragment A on Being { " + "name " * 1_000 + "}",
        "{ being { ...A0 } } " + " ".join(f"fragment A{n} on Being {{ a: friend {{ ...A{n + 1} }} b: friend {{ ...A{n + 1} }} }}" for n in range(200)) + "fragment A200 on Being { age }",
        "{ any { " + "".join(f"... on {on} {{ a: name friend {{ age }} }} " for on in ("Cat", "Dog")) * 1_000 + "} }",
    ],
    ids=["objects", "arguments", "inline fragments", "one fragment often", "one fragment in many places", "fragments in fragments", "types"],
)  # fmt: skip
def test_what_repeats_is_looked_at_about_once(text: str) -> None:
    document = parse(text)
    levels = merging._Levels(SCHEMA, document)
    levels.look()
    assert levels._looks < 3 * text.count(" ")


def test_fragments_that_multiply_are_looked_at_only_so_often_and_then_left_to_the_rule_which_gives_up_as_soon() -> None:
    many = range(400)
    text = (
        "{ being { " + "".join(f"a{n}: friend {{ ...All ...G{n} }} " for n in many) + "} }"
        " fragment All on Being { "
        + "name " * 2_000
        + "} "
        + " ".join(f"fragment G{n} on Being {{ name }}" for n in many)
    )
    document = parse(text)
    assert doubt(SCHEMA, document) is not None
    rules: list[FieldsCanBeMergedRule] = []

    class Noted(FieldsCanBeMergedRule):
        def __init__(self, *given: object) -> None:
            super().__init__(*given)  # type: ignore[arg-type]
            rules.append(self)

    [error] = validate(SCHEMA, document, [Noted])
    assert error.message == "Validation aborted."
    assert rules[0].rule_context.remaining_complexity_budget >= -10


NAMES = "name " * 500


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{{ cat {{ {NAMES} name: age }} }}", "'name' and 'age' are different fields"),
        (f"{{ cat {{ {NAMES} name(first: 1) }} }}", "they have differing arguments"),
        (
            f"{{ any {{ ... on Cat {{ {NAMES} }} ... on Dog {{ name: barks }} }} }}",
            "they return conflicting types 'String!' and 'Int!'",
        ),
    ],
)
def test_where_the_rule_gives_up_one_conflict_is_told_all_the_same(text: str, reason: str) -> None:
    conflict, given_up = validate(SCHEMA, parse(text), [FieldsCanBeMergedRule])
    assert conflict.message == f"Fields 'name' conflict because {reason}."
    assert len(conflict.locations or ()) == 2
    assert given_up.message == "Validation aborted."
