"""Counts are held against the lists that the document prints, and categories against their total."""

from decimal import Decimal
from typing import Any

from graph.identity import Ref
from graph.model import Evaluation, Observation, Office
from graph.values import Allocation, SourceRef
from graph.vocabulary import EntityKind, EvaluationKind, Grade, StatementKind
from tests.graph.findings.paper import ACCOUNTS, BUDGET, figures, found, project, statement, told

PROJECT = Ref(EntityKind.PROJECT, "p")
GRADES = (Grade.EXCELLENT, Grade.EXCELLENT, Grade.GOOD)


def office(name: str, unit: str | None = None) -> Office:
    source = (SourceRef(document_key=ACCOUNTS),)
    return Office(key=name, name=name, ordinal=1, department_key="d", unit_key=unit, sources=source)


def evaluations() -> list[Evaluation]:
    return [
        Evaluation(
            key=f"e{number}", fiscal_year=2022, evaluation_kind=EvaluationKind.SELF, subject=PROJECT, subject_name="p",
            score=Decimal(90), full_score=Decimal(100), grade=grade, document_key=ACCOUNTS,
        )
        for number, grade in enumerate(GRADES)
    ]  # fmt: skip


def count(name: str, measure: str, value: str, **more: Any) -> Observation:  # noqa: ANN401
    return told(name, measure, value, "个", **more)


def test_offices_are_counted_in_the_document_and_the_body_that_lists_them() -> None:
    offices = (office("办公室"), office("灯光处", "u"))
    assert found("count-matches-list", offices, count("内设机构", "offices_count", "2")) == []
    [each] = found("count-matches-list", offices, count("内设机构", "offices_count", "3"))
    assert (figures(each), len(each.subjects)) == (("3", "2"), 3)
    of_unit = count("内设机构", "offices_count", "2", subject=Ref(EntityKind.BUDGET_UNIT, "u"))
    assert [figures(each) for each in found("count-matches-list", offices, of_unit)] == [("2", "1")]
    elsewhere = count("内设机构", "offices_count", "3", document=BUDGET)
    assert found("count-matches-list", offices, elsewhere) == []


def test_recipients_are_those_of_the_project_or_of_its_evaluation() -> None:
    shares = tuple(Allocation(project_key="p", recipient_key=key, fiscal_year=2022) for key in "abc")
    paper = (project(allocations=shares), *evaluations())
    assert found("count-matches-list", paper, count("查验单位", "recipients_count", "3", subject=PROJECT)) == []
    of_evaluation = count("查验单位", "recipients_count", "9", subject=Ref(EntityKind.EVALUATION, "e0"))
    assert [figures(each) for each in found("count-matches-list", paper, of_evaluation)] == [("9", "3")]
    assert found("count-matches-list", count("查验单位", "recipients_count", "9")) == []


def test_evaluated_projects_are_counted_by_grade_and_in_all() -> None:
    def told_of(name: str, value: str, qualifier: str | None = None) -> list[tuple[str, str]]:
        observed = count(name, "projects_count", value, qualifier=qualifier)
        return [figures(each) for each in found("count-matches-list", evaluations(), project(), observed)]

    assert told_of("自评等级", "1", "自评等级 优") == [("1", "2")]
    assert told_of("自评等级为差", "0") == []
    assert told_of("项目支出绩效自评", "4") == [("4", "3")]
    assert told_of("部门评价", "4") == []
    assert told_of("项目支出绩效自评表", "5") == []


def test_counts_that_are_derived_are_not_published() -> None:
    derived = count("内设机构", "offices_count", "9", note="derived: count of the list")
    assert found("count-matches-list", office("办公室"), derived) == []


def vehicles(**amounts: str) -> list[Observation]:
    return [told("车辆", f"vehicles_{use}", amount, "辆") for use, amount in amounts.items()]


def test_categories_add_up_to_the_last_one() -> None:
    assert found("categories-add-up", vehicles(total="26", official="9", other="17")) == []
    [each] = found("categories-add-up", vehicles(total="27", official="9", other="17"))
    assert (figures(each), each.judged.value) == (("27", "26"), "MINOR")
    assert found("categories-add-up", vehicles(total="27", official="9")) == []


def test_categories_may_have_names_of_their_own_in_the_section_of_the_total() -> None:
    total = told("车辆", "vehicles_total", "7", "辆")
    uses = [told(f"{use}用车", f"vehicles_{use}", count, "辆") for use, count in (("official", "3"), ("other", "5"))]
    bought = told("其他用车", "vehicles_purchased", "1", "辆")
    [each] = found("categories-add-up", total, uses, bought)
    assert figures(each) == ("7", "8")
    subtotal = told("一般公务用车", "vehicles_total", "3", "辆")
    assert found("categories-add-up", total, subtotal, uses) == []
    few = [told(f"{use}用车", f"vehicles_{use}", count, "辆") for use, count in (("official", "3"), ("other", "1"))]
    assert found("categories-add-up", total, few, told("一般公务用车", "count", "3", "辆")) == []
    assert len(found("categories-add-up", total, few, told("一般公务用车", "count", "2", "辆"))) == 1
    elsewhere = [
        told("车辆", "vehicles_official", "3", "辆", section="别处"),
        told("车辆", "vehicles_other", "5", "辆", section="别处"),
    ]
    assert found("categories-add-up", total, elsewhere) == []


def test_purchases_by_category_are_those_of_the_statement() -> None:
    rows = (("合计", ("9.00",)), ("A01 车辆", ("4.00",)), ("C99 服务", ("3.00",)), ("C02 服务", ("2.00",)))
    paper = statement(10, StatementKind.PROCUREMENT, ("合计",), rows)
    wrong = [
        told(name, "amount", "6.00")
        for name in ("政府采购货物预算", "政府采购服务预算", "政府采购预算总额", "三公经费")
    ]
    expected = sorted(figures(each)[1] for each in found("procurement-by-category", paper, wrong))
    assert expected == ["4.00", "5.00", "9.00"]
    assert found("procurement-by-category", wrong) == []
