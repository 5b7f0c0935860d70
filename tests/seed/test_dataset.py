"""The packaged dataset: it holds what the five documents publish, and every fact says where it is printed."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

from graph import vocabulary
from graph.dataset import Dataset
from graph.model import (
    ENTITY_TYPES,
    BudgetLine,
    CitedRule,
    Classification,
    Criterion,
    Department,
    Document,
    Entity,
    Evaluation,
    GlossaryTerm,
    Indicator,
    Observation,
    Office,
    Project,
    ScoreItem,
)
from graph.money import AmountUnit, Money
from graph.vocabulary import Basis, EntityKind, EvaluationKind, Scheme
from seed.dataset import load_dataset

E = TypeVar("E", bound=Entity)

QINGDAO, SHENZHEN = "370200/103", "440300/深圳市人民政府口岸办公室"
SPECIAL, PORT = f"{QINGDAO}/专项业务费", f"{QINGDAO}/口岸大通关补助专项资金"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset()


def each(dataset: Dataset, cls: type[E]) -> Iterator[E]:
    """The entities of a class."""
    for entity in dataset.of(cls.KIND):
        assert isinstance(entity, cls)
        yield entity


def one(dataset: Dataset, cls: type[E], key: str) -> E:
    """The entity of a class with a key."""
    return next(entity for entity in each(dataset, cls) if entity.key == key)


def wan_yuan(money: Money | None) -> str | None:
    return None if money is None else str(money.in_unit(AmountUnit.WAN_YUAN))


def test_there_are_as_many_of_each_as_are_published(dataset: Dataset) -> None:
    counts = {kind.value: len(dataset.of(kind)) for kind in ENTITY_TYPES}
    assert counts == {
        "JURISDICTION": 2,
        "DEPARTMENT": 2,
        "BUDGET_UNIT": 1,
        "OFFICE": 35,
        "RECIPIENT": 9,
        "CLASSIFICATION": 4881,
        "PROJECT": 47,
        "INDICATOR": 82,
        "EVALUATION": 27,
        "SCORE_ITEM": 176,
        "CRITERION": 102,
        "DOCUMENT": 5,
        "STATEMENT": 19,
        "BUDGET_LINE": 1486,
        "OBSERVATION": 672,
        "GLOSSARY_TERM": 27,
        "CITED_RULE": 52,
        "FINDING": 0,
    }


def test_the_two_departments_have_29_and_6_offices_and_20_and_8_duties(dataset: Dataset) -> None:
    offices = Counter(office.department_key for office in each(dataset, Office))
    duties = {department.key: len(department.duties) for department in each(dataset, Department)}
    assert offices == {QINGDAO: 29, SHENZHEN: 6}
    assert duties == {QINGDAO: 20, SHENZHEN: 8}


def test_items_8_to_12_of_the_qingdao_list_are_five_offices(dataset: Dataset) -> None:
    offices = [office for office in each(dataset, Office) if office.published_as == "8-12.秘书一至五处"]
    assert [(office.ordinal, office.name) for office in offices] == [
        (8, "秘书一处"),
        (9, "秘书二处"),
        (10, "秘书三处"),
        (11, "秘书四处"),
        (12, "秘书五处"),
    ]


def test_a_duty_printed_in_two_documents_is_one_duty_with_two_places(dataset: Dataset) -> None:
    duties = one(dataset, Department, QINGDAO).duties
    assert {len(duty.sources) for duty in duties} == {2}
    assert [source.document_key for source in duties[0].sources] == [
        "qingdao-2021-final-accounts",
        "qingdao-2023-unit-budget",
    ]


def test_every_printed_cell_is_a_budget_line_of_its_statement(dataset: Dataset) -> None:
    cells = Counter((line.document_key, line.statement_number) for line in each(dataset, BudgetLine))
    accounts = [cells["qingdao-2021-final-accounts", number] for number in range(1, 10)]
    budget = [cells["qingdao-2023-unit-budget", number] for number in range(1, 11)]
    assert accounts == [42, 77, 66, 125, 33, 90, 12, 6, 3]
    assert budget == [45, 110, 77, 141, 55, 78, 255, 3, 28, 240]


def test_a_cell_keeps_its_printed_precision_and_place(dataset: Dataset) -> None:
    line = one(dataset, BudgetLine, "qingdao-2021-final-accounts/03/1/1")
    assert (line.row_label, line.column_label, wan_yuan(line.money)) == ("合计", "本年支出合计", "19817.07")
    (source,) = line.sources
    assert (source.statement_key, source.locator) == ("qingdao-2021-final-accounts/03", "公开03表")
    assert (source.row, source.column) == (1, "1")


def test_everything_says_where_in_its_document_it_is_printed(dataset: Dataset) -> None:
    told = [source for kind in EntityKind for entity in dataset.of(kind) for source in entity.sources]
    assert told
    assert [source for source in told if not source.locator] == []


def test_a_code_in_a_line_means_what_it_means_in_the_year_of_the_line(dataset: Dataset) -> None:
    keys = {
        (line.fiscal_year, line.functional_key)
        for line in each(dataset, BudgetLine)
        if line.functional_key and line.functional_key.startswith("FUNCTIONAL/210/")
    }
    assert keys == {(2021, "FUNCTIONAL/210/2021"), (2023, "FUNCTIONAL/210/2021")}
    assert one(dataset, Classification, "FUNCTIONAL/210/2021").name == "卫生健康支出"
    assert one(dataset, Classification, "FUNCTIONAL/210/2014").name == "医疗卫生与计划生育支出"


def test_classification_trees_are_whole(dataset: Dataset) -> None:
    schemes = Counter(code.scheme for code in each(dataset, Classification))
    assert schemes[Scheme.PROCUREMENT] == 4304
    assert schemes[Scheme.COFOG] == 188
    assert set(schemes) == set(Scheme)
    item = one(dataset, Classification, "FUNCTIONAL/2010301/2021")
    section = one(dataset, Classification, str(item.parent_key))
    assert (section.key, section.parent_key) == ("FUNCTIONAL/20103/2021", "FUNCTIONAL/201/2014")


def test_a_code_is_printed_where_lines_of_it_are(dataset: Dataset) -> None:
    item = one(dataset, Classification, "GOVERNMENT_ECONOMIC/50101/2023")
    assert [(source.statement_key, source.row) for source in item.sources] == [("qingdao-2023-unit-budget/07", 3)]
    assert one(dataset, Classification, "COFOG/01.1/1999").sources == ()


def test_unverified_rows_of_the_crosswalk_are_only_inferred(dataset: Dataset) -> None:
    crosswalk = Counter(
        mapping.basis
        for code in each(dataset, Classification)
        for mapping in code.mappings
        if mapping.kind is vocabulary.MappingKind.CROSSWALK
    )
    assert crosswalk == {Basis.PUBLISHED: 31, Basis.DERIVED: 9, Basis.INFERRED: 62}


def test_the_32_indicators_of_2023_have_targets(dataset: Dataset) -> None:
    indicators = [indicator for indicator in each(dataset, Indicator) if indicator.fiscal_year == 2023]
    assert Counter(indicator.subject.key for indicator in indicators) == {
        "37020023P880028106842": 13,
        "37020023P21000110008U": 10,
        "37020023P130004101455": 9,
    }
    assert all(indicator.target for indicator in indicators)


def test_units_in_words_are_given_as_signs_beside_the_printed_text(dataset: Dataset) -> None:
    target = one(dataset, Indicator, "37020023P880028106842/2023/i13").target
    assert target is not None
    assert (str(target.value), target.unit, target.text) == ("97", "%", "≥97百分比")


def test_every_evaluation_has_its_published_score(dataset: Dataset) -> None:
    scores = {
        (evaluation.subject.key, evaluation.fiscal_year): str(evaluation.score)
        for evaluation in each(dataset, Evaluation)
        if evaluation.evaluation_kind is not EvaluationKind.SELF
    }
    assert scores == {
        (QINGDAO, 2021): "96",
        (SHENZHEN, 2021): "93.78",
        (SPECIAL, 2020): "98.4",
        (SPECIAL, 2021): "98.85",
        (PORT, 2020): "96.65",
        (PORT, 2021): "96.15",
    }


def test_21_projects_of_2021_evaluate_themselves(dataset: Dataset) -> None:
    own = [item for item in each(dataset, Evaluation) if item.evaluation_kind is EvaluationKind.SELF]
    assert [item.ordinal for item in own] == list(range(1, 22))
    parents = Counter(one(dataset, Project, item.subject.key).parent_key for item in own)
    assert parents == {PORT: 9, SPECIAL: 12}
    assert {(band.grade.value, str(band.lower)) for band in own[0].grade_bands} == {
        ("EXCELLENT", "90"),
        ("GOOD", "80"),
        ("FAIR", "60"),
        ("POOR", "0"),
    }


def test_leaves_of_a_rubric_add_up_to_the_score_but_for_one_misprint(dataset: Dataset) -> None:
    items = list(each(dataset, ScoreItem))
    differences = {}
    for evaluation in each(dataset, Evaluation):
        own = [item for item in items if item.evaluation_key == evaluation.key]
        leaves = [a for a in own if not any(b.criterion_key.startswith(f"{a.criterion_key} > ") for b in own)]
        total = sum((item.score or Decimal(0) for item in leaves), Decimal(0))
        if own and total != evaluation.score:
            differences[evaluation.key] = evaluation.score - total
    # 绩效目标合理性 is printed with the 0.5 points it lost instead of the 1.5 it kept
    assert differences == {f"{SPECIAL}/2021/DEPARTMENT": Decimal(1)}


def test_a_score_that_is_not_printed_is_the_derived_sum_of_its_rows(dataset: Dataset) -> None:
    key = f"{SPECIAL}/2020/DEPARTMENT"
    derived = one(dataset, ScoreItem, f"{key}/决策 > 资金投入")
    assert (str(derived.score), derived.score_basis) == ("7.5", Basis.DERIVED)
    nested = one(dataset, ScoreItem, f"{key}/效益 > 项目效益")
    assert (str(nested.score), nested.score_basis) == ("25", Basis.DERIVED)
    printed = one(dataset, ScoreItem, f"{key}/决策")
    assert (str(printed.score), printed.score_basis) == ("18.5", Basis.PUBLISHED)


def test_a_criterion_is_shared_by_evaluations_and_lies_under_its_parent(dataset: Dataset) -> None:
    criterion = one(dataset, Criterion, "过程 > 资金管理 > 预算执行率")
    assert criterion.parent_key == "过程 > 资金管理"
    assert {source.document_key for source in criterion.sources} == {
        "qingdao-2020-special-operations-evaluation",
        "qingdao-2021-final-accounts",
    }
    for each_criterion in each(dataset, Criterion):
        assert each_criterion.parent_key == (" > ".join(each_criterion.path[:-1]) or None)


def test_a_fund_has_its_money_of_each_year_and_all_its_names(dataset: Dataset) -> None:
    fund = one(dataset, Project, PORT)
    assert fund.fiscal_years == (2020, 2021)
    assert "口岸大通关补助资金" in fund.aliases
    amounts = [(b.fiscal_year, wan_yuan(b.approved), wan_yuan(b.adjusted), wan_yuan(b.executed)) for b in fund.budgets]
    assert amounts == [(2020, "4241", "6548.5", "6548.5"), (2021, "5306", "4641", "4641")]


def test_the_nine_recipients_share_the_port_fund_of_2021(dataset: Dataset) -> None:
    fund = one(dataset, Project, PORT)
    shares = [allocation.executed for allocation in fund.allocations if allocation.fiscal_year == 2021]
    assert len(shares) == 9
    assert sum(share.fen for share in shares if share) == 4641 * 10**6
    assert [a.executed for a in fund.allocations if a.fiscal_year == 2020] == [None] * 9


def test_the_projects_of_2023_add_up_and_are_paid_from_one_code(dataset: Dataset) -> None:
    projects = [project for project in each(dataset, Project) if project.code]
    approved = sum(money.fen for project in projects for money in [project.budgets[0].approved] if money)
    assert approved == 860921 * 10**4
    assert {funding.target_key for project in projects for funding in project.funding} == {"FUNCTIONAL/2010301/2021"}
    assert {succession.basis for project in projects for succession in project.successions} == {Basis.INFERRED}


def test_payments_that_may_stand_under_other_dates_are_ambiguous(dataset: Dataset) -> None:
    plan = one(dataset, Project, "37020023P880028106842").payment_plan
    assert [(step.heading, wan_yuan(step.amount), step.ambiguous) for step in plan] == [
        ("6月底", "3000.00", True),
        ("10月底", "6000.00", True),
        ("12月底", "7104.00", True),
    ]


def test_a_figure_carries_the_sign_that_its_words_state(dataset: Dataset) -> None:
    name = "qingdao-2021-final-accounts/370200/103/收、支总计/change_amount/2021"
    change = one(dataset, Observation, name)
    assert (str(change.value), change.published, change.compared_with) == ("-2323.29", "减少2,323.29万元", "2020")
    assert change.measure_label == "增减额"


def test_the_key_of_an_observation_says_who_states_what(dataset: Dataset) -> None:
    for figure in each(dataset, Observation):
        parts = (figure.document_key, figure.subject.key, figure.name, figure.measure, str(figure.fiscal_year))
        assert figure.key == "/".join(filter(None, (*parts, figure.period, figure.qualifier)))


def test_observations_stand_in_published_order(dataset: Dataset) -> None:
    lines: dict[str, list[int]] = {}
    for figure in each(dataset, Observation):
        lines.setdefault(figure.document_key, []).append(figure.sources[0].line or 0)
    assert all(numbers == sorted(numbers) for numbers in lines.values())


def test_a_figure_is_a_number_or_words(dataset: Dataset) -> None:
    assert all((figure.value is None) != (figure.text is None) for figure in each(dataset, Observation))


def test_a_term_knows_its_number_in_both_glossaries(dataset: Dataset) -> None:
    term = one(dataset, GlossaryTerm, "基本支出")
    assert [(o.document_key, o.ordinal) for o in term.occurrences] == [
        ("qingdao-2021-final-accounts", 11),
        ("qingdao-2023-unit-budget", 9),
    ]


def test_a_rule_cited_in_two_documents_is_one_rule(dataset: Dataset) -> None:
    rule = one(dataset, CitedRule, "青岛市口岸大通关补助专项资金管理办法")
    assert {source.document_key for source in rule.sources} == {
        "qingdao-2020-port-subsidy-evaluation",
        "qingdao-2021-final-accounts",
    }


def test_everything_says_where_it_is_printed(dataset: Dataset) -> None:
    for entity in dataset:
        if isinstance(entity, Classification):
            assert entity.evidence, entity.key
        else:
            assert entity.sources, entity.ref
            assert all(source.line for source in entity.sources), entity.ref
    for project in each(dataset, Project):
        assert all(budget.sources for budget in project.budgets), project.key
        assert all(step.sources for step in project.payment_plan), project.key
        assert all(funding.sources for funding in project.funding), project.key
        assert all(succession.sources for succession in project.successions), project.key
        assert all(allocation.sources for allocation in project.allocations), project.key
    for evaluation in each(dataset, Evaluation):
        assert all(band.sources for band in evaluation.grade_bands), evaluation.key
        assert all(deduction.sources for deduction in evaluation.deductions), evaluation.key


def test_every_place_is_a_line_of_its_document(dataset: Dataset, shared: Path) -> None:
    lengths = {
        document.key: len((shared / "sources" / f"{document.key}.txt").read_text(encoding="utf-8").split("\n"))
        for document in each(dataset, Document)
    }
    for entity in dataset:
        for source in entity.sources:
            assert source.line is not None
            assert source.line <= lengths[source.document_key], entity.ref


def test_documents_carry_the_hash_of_their_text(dataset: Dataset, shared: Path) -> None:
    for document in each(dataset, Document):
        data = (shared / "sources" / f"{document.key}.txt").read_bytes()
        assert document.sha256 == hashlib.sha256(data).hexdigest()
