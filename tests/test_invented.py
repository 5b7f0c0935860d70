"""The invented authority adds up, and leaves out nothing that the graph can hold."""

from collections import defaultdict
from decimal import Decimal

import pytest

from graph.model import BudgetLine, Classification, Evaluation, Project, ScoreItem
from graph.relations import RELATIONS, Relation
from graph.vocabulary import EntityKind
from tests import invented
from tests.invented.keys import wan

KEY_COLUMNS = (
    "functional_key",
    "department_economic_key",
    "government_economic_key",
    "procurement_key",
)

ZERO = wan("0.00")


def lines() -> list[BudgetLine]:
    return [line for line in invented.DATASET.of(EntityKind.BUDGET_LINE) if isinstance(line, BudgetLine)]


def under(key: str) -> set[str]:
    """A code and all codes below it."""
    found = {key}
    for code in invented.DATASET.of(EntityKind.CLASSIFICATION):
        assert isinstance(code, Classification)
        if code.parent_key in found:
            found.add(code.key)
    return found


@pytest.mark.parametrize("kind", EntityKind)
def test_there_is_an_entity_of_every_kind(kind: EntityKind) -> None:
    assert invented.DATASET.of(kind)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_there_is_a_link_of_every_relation(relation: Relation) -> None:
    assert any(link for entity in invented.DATASET.of(relation.holder) for link in relation.links(entity))


@pytest.mark.parametrize("attribute", KEY_COLUMNS)
def test_the_leaves_of_a_column_sum_to_every_total_above_them(attribute: str) -> None:
    columns: defaultdict[tuple[str, int], dict[str | None, BudgetLine]] = defaultdict(dict)
    for line in lines():
        if getattr(line, attribute) or line.row_label == "合计":
            columns[line.statement_key, line.column][getattr(line, attribute)] = line
    coded = [column for column in columns.values() if any(column)]
    assert coded
    for column in coded:
        leaves = [key for key in column if key and under(key) & column.keys() == {key}]
        for key, line in column.items():
            assert sum((column[leaf].money for leaf in leaves if key is None or leaf in under(key)), ZERO) == line.money
            assert line.is_total or key in leaves


def test_the_two_sides_of_the_accounts_are_equal() -> None:
    revenue, expenditure = (line.money for line in lines() if line.statement_number == 1 and line.row_label == "总计")
    assert revenue == expenditure == wan("120.00")


def test_a_fund_has_the_money_of_its_projects() -> None:
    projects = {project.ref: project for project in invented.DATASET.of(EntityKind.PROJECT)}
    fund = projects[invented.FIRST.fund]
    assert isinstance(fund, Project)
    for budget in fund.budgets:
        parts = [
            part
            for project in projects.values()
            if isinstance(project, Project) and project.parent_key == fund.key
            for part in project.budgets
            if part.fiscal_year == budget.fiscal_year
        ]
        for phase in ("approved", "adjusted", "executed"):
            amounts = [amount for part in parts if (amount := getattr(part, phase)) is not None]
            assert sum(amounts, ZERO) == (getattr(budget, phase) or ZERO)


def test_a_project_allocates_and_plans_what_it_has() -> None:
    projects = {project.ref: project for project in invented.DATASET.of(EntityKind.PROJECT)}
    buoys, lamps = projects[invented.FIRST.buoys], projects[invented.FIRST.new_lamps]
    assert isinstance(buoys, Project)
    assert isinstance(lamps, Project)
    allocated = [each.executed for each in buoys.allocations if each.executed]
    assert sum(allocated, ZERO) == buoys.budgets[0].executed
    assert sum((step.amount for step in lamps.payment_plan), ZERO) == lamps.budgets[0].approved
    assert len(lamps.key) == 21


def test_deductions_are_what_scores_lack_and_rows_sum_to_the_rows_above() -> None:
    items: defaultdict[str, list[ScoreItem]] = defaultdict(list)
    for item in invented.DATASET.of(EntityKind.SCORE_ITEM):
        assert isinstance(item, ScoreItem)
        items[item.evaluation_key].append(item)
    for evaluation in invented.DATASET.of(EntityKind.EVALUATION):
        assert isinstance(evaluation, Evaluation)
        rows = items[evaluation.key]
        if rows:
            lacking = sum((each.amount for each in evaluation.deductions), Decimal(0))
            assert evaluation.score + lacking == evaluation.full_score
        for row in rows:
            below = [each.score or 0 for each in rows if each.criterion_key.startswith(f"{row.criterion_key} > ")]
            assert not below or sum(below) == row.score


def test_more_authorities_share_codes_and_nothing_else() -> None:
    one, two = invented.dataset(1), invented.dataset(2)
    shared = (EntityKind.JURISDICTION, EntityKind.CLASSIFICATION, EntityKind.CRITERION)
    for kind in EntityKind:
        assert len(two.of(kind)) == len(one.of(kind)) * (1 if kind in shared else 2)


def test_the_corrected_edition_differs_in_what_was_mended() -> None:
    before, after = set(invented.DATASET), set(invented.CORRECTED)
    assert {entity.label for entity in before - after} == {
        "灯具更新",
        "航标处",
        "EXECUTION_RATE: 灯具更新: the printed rate is not executed divided by adjusted",
    }
    assert {entity.label for entity in after - before} == {"灯具更新", "雾号处"}
