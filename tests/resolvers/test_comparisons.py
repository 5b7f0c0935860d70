"""Comparisons put two figures side by side, each with what prints it."""

from decimal import Decimal

import pytest

from graph.comparison import AmountComparison, ScoreComparison
from graph.errors import InvalidArgumentError, InvalidCursorError, UnknownEntityError
from graph.memory import MemoryEngine
from graph.model import Classification, Department
from graph.rollup.request import Dimension
from graph.selection import Condition, Operator
from graph.vocabulary import BudgetDirection, EntityKind, EvaluationKind, Phase
from resolvers import comparisons
from resolvers.comparisons import YearAndPhase
from resolvers.paging import Page
from tests import invented
from tests.invented.keys import wan

ENGINE = MemoryEngine(invented.dataset(2), invented.RELEASE)
EXECUTED, APPROVED = YearAndPhase(2022, Phase.EXECUTED), YearAndPhase(2023, Phase.APPROVED)
SPENT = Condition("direction", Operator.EQ, BudgetDirection.EXPENDITURE)
FIRST = Condition("department_key", Operator.EQ, invented.FIRST.department.key)


def amounts(page: Page) -> dict[str, AmountComparison]:
    found = [edge.node for edge in page.edges]  # type: ignore[attr-defined]  # a page's edges hold what it lists
    return {each.label: each for each in found}


def scores(page: Page) -> list[ScoreComparison]:
    return [edge.node for edge in page.edges]  # type: ignore[attr-defined]  # a page's edges hold what it lists


def test_codes_are_compared_year_against_year_as_statements_print_them() -> None:
    [page] = comparisons.functional(ENGINE, [None], base=EXECUTED, other=APPROVED, department="901")
    found = amounts(page)
    assert list(found) == ["2010301 行政运行", "2010302 一般行政管理事务"]
    administration = found["2010301 行政运行"]
    assert administration.base is not None
    assert administration.other is not None
    assert (administration.base.money, administration.other.money) == (wan("70.00"), wan("80.00"))
    assert administration.ratio == Decimal("1.1429")
    assert administration.subject is not None
    assert administration.subject.KIND is EntityKind.CLASSIFICATION
    assert administration.base.sources[0].document_key == invented.FIRST.accounts


def test_a_phase_that_nobody_publishes_is_missing_and_not_zero() -> None:
    [page] = comparisons.functional(ENGINE, [None], base=YearAndPhase(2022, Phase.APPROVED), other=EXECUTED)
    for each in amounts(page).values():
        assert each.base is None
        assert each.other is not None
        assert each.difference is None


def test_sums_of_lines_are_compared_group_by_group() -> None:
    where = [(SPENT, FIRST, Condition("phase", Operator.EQ, phase)) for phase in (Phase.EXECUTED, Phase.APPROVED)]
    [page] = comparisons.amounts(
        ENGINE, [None], base=where[0], other=where[1], group_by=[Dimension.EXPENDITURE_TYPE, Dimension.JURISDICTION]
    )
    found = amounts(page)
    assert {label: each.difference for label, each in found.items()} == {
        "BASIC · 青禾市": wan("10.00"),
        "PROJECT · 青禾市": wan("10.00"),
    }
    [whole] = comparisons.amounts(ENGINE, [None], base=where[0], other=where[1])
    assert list(amounts(whole)) == ["total"]
    assert [each.subject for side in (found, amounts(whole)) for each in side.values()] == [None] * 3


def test_the_group_of_one_dimension_is_the_entity_it_stands_for() -> None:
    where = (SPENT, FIRST, Condition("phase", Operator.EQ, Phase.EXECUTED))
    for dimension, kind in {Dimension.DEPARTMENT: Department, Dimension.FUNCTIONAL: Classification}.items():
        [page] = comparisons.amounts(ENGINE, [None], base=where, other=where, group_by=[dimension])
        found = amounts(page)
        assert {type(each.subject) for each in found.values()} == {kind}
        assert all(each.subject and each.subject.label in label for label, each in found.items())
    [page] = comparisons.amounts(ENGINE, [None], base=where, other=where, group_by=[Dimension.EXPENDITURE_TYPE])
    assert {each.subject for each in amounts(page).values()} == {None}


def test_projects_are_compared_between_phases_and_years() -> None:
    base = YearAndPhase(2022, Phase.APPROVED)
    [page] = comparisons.projects(ENGINE, [None], base=base, other=EXECUTED, where=(FIRST,))
    found = amounts(page)
    assert {label: each.ratio for label, each in found.items()} == {
        "灯塔维护专项资金": Decimal("0.8000"),
        "灯具更新": Decimal("0.6667"),
        "航标巡检": Decimal("1.0000"),
    }
    [years] = comparisons.projects(ENGINE, [None], base=EXECUTED, other=APPROVED, where=(FIRST,))
    appeared = amounts(years)["灯具节能更新"]
    assert appeared.base is None
    assert appeared.other is not None
    assert appeared.other.money == wan("35.00")


def test_a_funds_evaluation_stands_beside_the_self_evaluations_of_its_projects() -> None:
    [page] = comparisons.evaluations(ENGINE, [None], fiscal_year=2022)
    for each in scores(page):
        assert [each.base.score, each.other.score, each.difference] == [96, 90, -6]
        assert [one.label for one in each.base.printed_by] == ["2022 灯具更新 SELF"]
        assert each.subject is not None
        assert each.subject.label == "灯塔维护专项资金"
    assert len(scores(page)) == 2


def test_a_departments_evaluation_stands_beside_those_of_its_projects() -> None:
    [page] = comparisons.evaluations(
        ENGINE, [None], fiscal_year=2022, base=EvaluationKind.DEPARTMENT, other=EvaluationKind.OVERALL
    )
    assert [str(each.difference) for each in scores(page)] == ["2.50", "2.50"]


def test_one_kind_is_compared_over_the_years_and_not_with_itself() -> None:
    kind = EvaluationKind.DEPARTMENT
    [page] = comparisons.evaluations(ENGINE, [None], fiscal_year=2022, base=kind, other=kind, base_fiscal_year=2021)
    assert [str(each.difference) for each in scores(page)] == ["5", "5"]
    with pytest.raises(InvalidArgumentError, match="another kind"):
        comparisons.evaluations(ENGINE, [None], fiscal_year=2022, base=kind, other=kind)


def test_two_departments_are_compared_by_what_both_publish() -> None:
    [found] = comparisons.departments(ENGINE, [None], base="901", other="990100/902", fiscal_year=2022)
    assert (found.base.code, found.other.code) == ("901", "902")
    assert {each.label: each.difference for each in found.evaluations} == {
        "SELF": Decimal(0),
        "DEPARTMENT": Decimal(0),
        "OVERALL": Decimal(0),
    }
    output = next(each for each in found.criteria if each.label == "产出")
    assert output.base.score == output.other.score == 44
    assert found.amounts == ()


def test_a_department_is_found_by_its_name_too_and_an_unknown_one_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="another department"):
        comparisons.departments(ENGINE, [None], base="901", other="灯塔局", fiscal_year=2022)
    with pytest.raises(UnknownEntityError):
        comparisons.departments(ENGINE, [None], base="901", other="nobody", fiscal_year=2022)


def test_pages_of_comparisons_go_on_where_they_ended() -> None:
    base = YearAndPhase(2022, Phase.APPROVED)
    [start] = comparisons.projects(ENGINE, [None], base=base, other=EXECUTED, first=2)
    assert start.total_count == 6
    [rest] = comparisons.projects(ENGINE, [None], base=base, other=EXECUTED, first=25, after=start.page_info.end_cursor)
    assert len(rest.edges) == 4
    with pytest.raises(InvalidCursorError):
        comparisons.evaluations(ENGINE, [None], fiscal_year=2022, after=start.page_info.end_cursor)
