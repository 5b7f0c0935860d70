"""Whatever the amounts and the request: groups partition the whole, order does not matter, totals are proved."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import IncompatibleLinesError
from graph.memory import MemoryEngine
from graph.model import Entity
from graph.rollup.aggregate import Rollup, aggregate
from graph.rollup.request import Dimension, Request
from graph.selection import Condition, Operator
from graph.vocabulary import BudgetDirection, ExpenditureType, Phase
from tests import invented
from tests.graph.rollup.statement_builder import engine_of, head, table

D = Dimension
KINDS = (ExpenditureType.PERSONNEL, ExpenditureType.OPERATING, ExpenditureType.PROJECT)
ITEMS = ("20101", "20102", "20801")
DIMENSIONS = (D.FISCAL_YEAR, D.FUNCTIONAL, D.EXPENDITURE_TYPE, D.DOCUMENT, D.DEPARTMENT, D.BUDGET_UNIT)

amounts = st.lists(st.integers(-(10**6), 10**8), min_size=9, max_size=9)


def statement(cents: Sequence[int], year: int) -> list[Entity]:
    """A table of three items by three types with every total there is: row, column, parent, basic, grand."""
    cells = {(item, kind): cents[3 * at + across] for at, item in enumerate(ITEMS) for across, kind in enumerate(KINDS)}

    def row(*items: str) -> list[str]:
        personnel, operating, project = (sum(cells[item, kind] for item in items) for kind in KINDS)
        basic = personnel + operating
        return [f"{each / 100:.2f}" for each in (basic + project, basic, personnel, operating, project)]

    return table(
        [
            head("合计", total=True),
            head("基本支出小计", total=True, kind=ExpenditureType.BASIC),
            head("人员", kind=ExpenditureType.PERSONNEL),
            head("公用", kind=ExpenditureType.OPERATING),
            head("项目", kind=ExpenditureType.PROJECT),
        ],
        [
            (head("合计", total=True), row(*ITEMS)),
            (head("201", functional="201", total=True), row("20101", "20102")),
            (head("20101", functional="20101"), row("20101")),
            (head("20102", functional="20102"), row("20102")),
            (head("208", functional="208", total=True), row("20801")),
            (head("20801", functional="20801"), row("20801")),
        ],
        document=f"d{year}",
        year=year,
    )


def ask(engine: MemoryEngine, dimensions: Sequence[Dimension], levels: dict[Dimension, int] | None = None) -> Rollup:
    where = [
        Condition("direction", Operator.EQ, BudgetDirection.EXPENDITURE),
        Condition("phase", Operator.EQ, Phase.EXECUTED),
    ]
    return aggregate(engine, where, Request(dimensions=tuple(dimensions), levels=levels or {}))


@given(amounts, amounts, st.permutations(DIMENSIONS), st.integers(0, len(DIMENSIONS)))
@settings(max_examples=60, deadline=None)
def test_groups_partition_the_whole_and_their_order_does_not_matter(
    first: list[int], second: list[int], order: Sequence[Dimension], size: int
) -> None:
    engine = engine_of(statement(first, 2021), statement(second, 2022))
    asked = list(order[:size])
    rollup = ask(engine, asked)
    keys = [line.key for group in rollup.groups for line in group.lines]
    assert len(keys) == len(set(keys)) == 18
    assert sum(group.money.fen for group in rollup.groups) == (sum(first) + sum(second)) * 10**4
    again = ask(engine, list(reversed(asked)))
    assert {frozenset(group.values): group.money for group in again.groups} == {
        frozenset(group.values): group.money for group in rollup.groups
    }


@given(amounts)
@settings(max_examples=60, deadline=None)
def test_every_printed_total_is_reproduced(cents: list[int]) -> None:
    entities = statement(cents, 2022)
    engine = engine_of(entities)
    proved = set()
    for dimensions in ((), (D.FUNCTIONAL,), (D.EXPENDITURE_TYPE,), (D.FUNCTIONAL, D.EXPENDITURE_TYPE)):
        for level in (1, 2):
            for group in ask(engine, dimensions, {D.FUNCTIONAL: level}).groups:
                for total in group.totals:
                    assert group.money.fen == total.money.fen
                    proved.add((total.row, total.column))
    totals = {(row, column) for row in (1, 2, 5) for column in (1, 2, 3, 4, 5)}
    basic = {(row, 2) for row in range(1, 7)}
    assert proved >= totals - basic


@given(amounts, st.sampled_from(ITEMS), st.sampled_from([1, 2]))
@settings(max_examples=40, deadline=None)
def test_a_coarser_level_is_the_sum_of_the_finer(cents: list[int], item: str, level: int) -> None:
    engine = engine_of(statement(cents, 2022))
    finest: defaultdict[str, int] = defaultdict(int)
    for group in ask(engine, [D.FUNCTIONAL]).groups:
        code = str(group.values[0]).split("/")[1]
        finest[code[:3] if level == 1 else code] += group.money.fen
    coarse = {
        str(group.values[0]).split("/")[1]: group.money.fen
        for group in ask(engine, [D.FUNCTIONAL], {D.FUNCTIONAL: level}).groups
    }
    assert coarse == dict(finest)
    assert item[:3] in {code[:3] for code in coarse}


def test_every_request_of_the_invented_authority_is_answered_once_or_refused_with_an_alternative() -> None:
    engine = MemoryEngine(invented.dataset(2), invented.RELEASE)
    answered, alternatives = 0, set[str]()
    for asked in permutations(Dimension, 2):
        try:
            rollup = aggregate(engine, [], Request(dimensions=asked))
        except IncompatibleLinesError as error:
            alternatives.add(error.alternative)
            continue
        answered += 1
        counted = [line.key for group in rollup.groups for line in group.lines]
        assert len(counted) == len(set(counted)) == rollup.counted
        assert rollup.counted + sum(out.lines for out in rollup.left_out) == rollup.matched
    assert answered
    assert "" not in alternatives
