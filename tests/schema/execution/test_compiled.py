"""The compiled lane: what it answers, what it leaves, what it remembers and for how long."""

import asyncio
import gc
import tracemalloc
import weakref
from typing import Any

import orjson
import pytest

from graph.memory import MemoryEngine
from graph.vocabulary import EntityKind
from schema.build import build_schema
from schema.context import Context
from schema.errors import RefusedError
from schema.execution.compiled import Compiled
from schema.execution.documents import Documents, Operation
from schema.execution.executor import Executor
from schema.execution.request import GraphQLRequest
from schema.limits import Limits
from tests.invented import CORRECTED, DATASET, FIRST, RELEASE
from tests.schema.execution.lanes import Lanes

SCHEMA = build_schema()
ENGINE = MemoryEngine(DATASET, RELEASE)
LAMPS = "灯具更新"


def operation_of(query: str) -> Operation:
    return Executor(SCHEMA, Context).operation(GraphQLRequest(query=query))


def compared(query: str, **variables: Any) -> Any:  # noqa: ANN401 - whatever is asked
    """The data that both lanes answer; the compiled lane must answer."""
    _, data = asyncio.run(Lanes(SCHEMA).compare(ENGINE, query, variables))
    assert data is not None
    return orjson.loads(data)


def left(query: str, **variables: Any) -> str:  # noqa: ANN401 - whatever is asked
    """Where the compiled lane left the operation to the reference."""
    compiled = Compiled(SCHEMA)
    assert compiled.data(operation_of(query), variables, ENGINE) is None
    [place] = compiled.left
    return place


class TestFields:
    def test_stand_in_the_order_in_which_each_is_first_asked_fragments_included(self) -> None:
        query = """{ project(name: "灯具更新") { ...A name b: code ...A department { code } ... { aliases } } }
            fragment A on Project { note department { name } ... on Entity { kind } }"""
        project = compared(query)["project"]
        assert list(project) == ["note", "department", "kind", "name", "b", "aliases"]
        assert list(project["department"]) == ["name", "code"]

    def test_of_one_key_are_merged_wherever_they_are_asked(self) -> None:
        query = """{ node(id: "%s") { ... on Project { department { name } } ... on Entity { label }
            ... on Project { department { code offices { name } } label } } }"""
        node = compared(query % FIRST_LAMPS)["node"]
        assert list(node) == ["department", "label"]
        assert list(node["department"]) == ["name", "code", "offices"]

    def test_of_other_types_are_left_out_and_every_object_names_its_own(self) -> None:
        query = '{ search(text: "灯", first: 20) { edges { node { __typename ... on Project { code } label } } } }'
        nodes = [edge["node"] for edge in compared(query)["search"]["edges"]]
        assert len({node["__typename"] for node in nodes}) > 2
        assert all(("code" in node) == (node["__typename"] == "Project") for node in nodes)

    def test_are_skipped_and_included_by_variables_each_truth_with_a_plan_of_its_own(self) -> None:
        query = """query ($a: Boolean!, $b: Boolean = true)
            { project(name: "灯具更新") { name @skip(if: $a) ...B @include(if: $b) } }
            fragment B on Project { code @include(if: $a) kind }"""
        assert compared(query, a=True) == {"project": {"code": None, "kind": "PROJECT"}}
        assert compared(query, a=False, b=False) == {"project": {"name": LAMPS}}
        assert compared(query, a=True, b=False) == {"project": {}}

    def test_may_all_be_skipped(self) -> None:
        assert compared("{ __typename @skip(if: true) }") == {}

    def test_of_nothing_found_are_null(self) -> None:
        assert compared('{ project(name: "nobody") { name } nodes(ids: []) { id } }') == {"project": None, "nodes": []}

    def test_may_be_asked_fifty_times_under_aliases(self) -> None:
        query = " ".join(f'p{n}: project(name: "灯具更新") {{ n{n}: name }}' for n in range(50))
        assert len(compared(f"{{ {query} }}")) == 50


class TestArguments:
    def test_may_be_absent_null_or_a_default_which_is_not_the_same(self) -> None:
        query = """query ($year: Int = 2023) { project(name: "灯具更新经费") { budgets(fiscalYear: $year) { fiscalYear } } }"""
        assert compared(query) == {"project": {"budgets": []}}
        assert compared(query, year=None) == {"project": {"budgets": [{"fiscalYear": 2022}]}}
        assert compared(query, year=2022) == {"project": {"budgets": [{"fiscalYear": 2022}]}}

    def test_are_inputs_with_variables_inside(self) -> None:
        query = """query ($phase: BudgetPhase, $codes: [String!]) { budgetLines(first: 3,
            where: { phase: { eq: $phase }, functional: { in: $codes, under: "2010302" } }) { totalCount } }"""
        assert compared(query, phase="EXECUTED", codes=["2010302"])["budgetLines"]["totalCount"] > 0

    def test_that_differ_give_pages_that_differ_from_one_plan(self) -> None:
        query = "query ($n: Int, $c: String) { offices(first: $n, after: $c) { edges { node { name } } pageInfo { endCursor } } }"
        first = compared(query, n=1)["offices"]
        second = compared(query, n=1, c=first["pageInfo"]["endCursor"])["offices"]
        assert first["edges"] != second["edges"]

    def test_below_an_entity_are_kept_apart(self) -> None:
        query = """query ($year: Int, $unit: AmountUnit = WAN_YUAN) { project(name: "灯具更新经费") {
            budgets(fiscalYear: $year) { approved(unit: $unit) } } }"""
        operation, compiled = operation_of(query), Compiled(SCHEMA)
        answers = [
            compiled.data(operation, variables, ENGINE)
            for variables in ({}, {"year": 2022}, {"year": 1999}, {"unit": "YUAN"}, {"year": None}) * 2
        ]
        assert answers[:5] == answers[5:]
        assert answers[0] == answers[1] == answers[4] != answers[2] != answers[3]


class TestWhatIsLeft:
    @pytest.mark.parametrize(
        "query",
        [
            "{ __schema { queryType { name } } }",
            '{ __type(name: "Project") { name } }',
            '{ project(name: "灯具更新") { name } __schema { description } }',
        ],
    )
    def test_is_introspection(self, query: str) -> None:
        assert left(query).startswith("Query.__")

    def test_is_what_a_resolver_refuses(self) -> None:
        assert left("{ projects(first: 0) { totalCount } }") == "InvalidArgumentError"

    def test_is_a_variable_that_does_not_fit(self) -> None:
        assert left("query ($n: Int!) { projects(first: $n) { totalCount } }", n="three") == "variables"

    def test_is_counted_by_place_and_not_compiled_again(self) -> None:
        compiled, operation = Compiled(SCHEMA), operation_of("{ __schema { description } }")
        for _ in range(3):
            assert compiled.data(operation, {}, ENGINE) is None
        assert compiled.left == {"Query.__schema": 3}
        assert compiled.answered == 0


class TestKeptBytes:
    def test_are_of_one_release_only(self) -> None:
        query = "{ departments { edges { node { offices { name } } } } }"
        operation, compiled = operation_of(query), Compiled(SCHEMA)
        before = compiled.data(operation, {}, ENGINE)
        after = compiled.data(operation, {}, MemoryEngine(CORRECTED, RELEASE))
        assert before != after
        assert compiled.data(operation, {}, ENGINE) == before

    def test_go_with_the_engine_they_were_made_from(self) -> None:
        compiled, engine = Compiled(SCHEMA), MemoryEngine(DATASET, RELEASE)
        compiled.data(operation_of("{ projects { edges { node { name } } } }"), {}, engine)
        kept = weakref.ref(compiled._fragments.of(engine))
        assert len(compiled._fragments._known) == 1
        del engine
        gc.collect()
        assert len(compiled._fragments._known) == 0
        assert kept() is None

    def test_stay_within_their_bound_and_answers_stay_the_same(self) -> None:
        small = Compiled(SCHEMA, fragment_bytes=20_000)
        query = "query ($n: Int) { departments { edges { node { projects(first: $n) { edges { node { name code kind id sources { locator } } } } } } } }"
        operation = operation_of(query)
        for number in range(1, 200):
            variables = {"n": number}
            fresh = Compiled(SCHEMA, fragment_bytes=0).data(operation, variables, ENGINE)
            assert small.data(operation, variables, ENGINE) == fresh
        kept = small._fragments.of(ENGINE)
        assert kept is not None
        assert kept.size <= 20_000


class TestMemory:
    def test_plans_are_forgotten_with_their_documents(self) -> None:
        documents = Documents(SCHEMA, Limits(), most_entries=10)
        compiled = Compiled(SCHEMA)
        for number in range(50):
            ask(documents, compiled, number)
        assert len(documents) == 10
        gc.collect()
        assert len(compiled) <= 11

    def test_what_is_refused_is_not_compiled(self) -> None:
        with pytest.raises(RefusedError):
            operation_of("{ nothing }")

    @pytest.mark.soak
    def test_ten_thousand_documents_in_a_row_do_not_grow_the_process(self) -> None:
        documents = Documents(SCHEMA, Limits(), most_entries=200)
        compiled = Compiled(SCHEMA, fragment_bytes=2**20)
        tracemalloc.start()
        for number in range(2_000):
            ask(documents, compiled, number)
        gc.collect()
        settled, _ = tracemalloc.get_traced_memory()
        for number in range(2_000, 12_000):
            ask(documents, compiled, number)
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - settled
        tracemalloc.stop()
        assert grown < 2**20


def ask(documents: Documents, compiled: Compiled, number: int) -> None:
    """Ask a document that nobody has asked before."""
    query = f'{{ p{number}: project(name: "{LAMPS}") {{ name indicators {{ a{number}: name target {{ text }} }} }} }}'
    document = documents.validated(documents.parsed(query))
    assert compiled.data(document.operation(None), {}, ENGINE) is not None


FIRST_LAMPS = next(each.id for each in DATASET if each.ref == FIRST.lamps)


def test_an_engine_that_is_no_longer_served_is_forgotten_with_all_that_was_made_of_it() -> None:
    engine = MemoryEngine(DATASET, RELEASE)
    compiled = Compiled(SCHEMA)
    ids = f'from: "{FIRST_LAMPS}", to: "{DATASET.of(EntityKind.OFFICE)[0].id}"'
    for query in (
        '{ search(text: "灯") { totalCount edges { node { label } } } }',
        "{ aggregate(groupBy: [SIDE], phase: EXECUTED) { totalCount edges { node { label amount lines { totalCount } } } } }",
        f"{{ path({ids}) {{ length nodes {{ label }} }} }}",
        f'{{ neighbourhood(root: "{FIRST_LAMPS}") {{ nodes {{ label }} }} }}',
        "{ projects { totalCount edges { node { indicators { name } } } } }",
    ):
        assert compiled.data(operation_of(query), {}, engine) is not None, compiled.left
    gone = weakref.ref(engine)
    del engine
    gc.collect()
    assert gone() is None
