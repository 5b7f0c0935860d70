"""An invented city large enough to measure: 100 projects with 10 indicators each, and eight years of accounts.

Everything is derived from numbers, so every run of every server has the same data.
"""

from collections.abc import Iterator
from decimal import Decimal

from graph.dataset import Dataset, checked
from graph.history import release_of
from graph.identity import Ref
from graph.memory import MemoryEngine
from graph.model import (
    BudgetLine,
    Classification,
    Criterion,
    Department,
    Document,
    Entity,
    Evaluation,
    Indicator,
    Jurisdiction,
    Project,
    ScoreItem,
    Statement,
)
from graph.money import AmountUnit, Money
from graph.values import Measure, SourceRef
from graph.vocabulary import (
    Basis,
    BudgetDirection,
    Comparison,
    DocumentKind,
    EntityKind,
    EvaluationKind,
    ExpenditureType,
    Grade,
    Phase,
    Scheme,
    StatementKind,
)

PROJECTS = 100
INDICATORS = 10
YEARS = range(2016, 2024)
CITY = "990200"
DEPARTMENT = Ref(EntityKind.DEPARTMENT, f"{CITY}/101")
CLASSES = ("201", "204", "205", "206", "208", "210", "211", "212", "213", "214")

_SOURCE = (SourceRef(document_key="accounts-2023", locator="公开05表", page=7, row=3),)


def dataset() -> Dataset:
    """The city's entities."""
    return checked(_entities())


def engine() -> MemoryEngine:
    """The engine that serves the city."""
    held = dataset()
    return MemoryEngine(held, release_of(held, number=1, built_at="2024-01-31T08:00:00+00:00"))


def project_key(number: int) -> str:
    """The key of a project, from 0."""
    return f"{DEPARTMENT.key}/P{number:03}"


def _entities() -> Iterator[Entity]:
    yield Jurisdiction(key=CITY, name="测试市", code=CITY, level=2, sources=_SOURCE)
    yield Department(key=DEPARTMENT.key, name="测试市港航管理局", code="101", jurisdiction_key=CITY, sources=_SOURCE)
    yield from _codes()
    yield from _criteria()
    for year in YEARS:
        yield from _accounts(year)
    for number in range(PROJECTS):
        yield from _project(number)


def _codes() -> Iterator[Classification]:
    for class_ in CLASSES:
        yield _code(class_, f"第{class_}类支出", None, 1)
        yield _code(f"{class_}01", f"第{class_}类第一款", class_, 2)
        for item in range(1, 11):
            yield _code(f"{class_}01{item:02}", f"第{class_}类第{item}项", f"{class_}01", 3)


def _code(digits: str, name: str, above: str | None, level: int) -> Classification:
    return Classification(
        key=code_key(digits),
        scheme=Scheme.FUNCTIONAL,
        code=digits,
        name=name,
        edition=YEARS[0],
        editions=tuple(YEARS),
        level=level,
        parent_key=None if above is None else code_key(above),
        basis=Basis.PUBLISHED,
    )


def code_key(digits: str) -> str:
    """The key of a functional code."""
    return f"{Scheme.FUNCTIONAL.value}/{digits}/{YEARS[0]}"


def _criteria() -> Iterator[Criterion]:
    yield Criterion(key="产出", name="产出", path=("产出",), sources=_SOURCE)
    for number in range(INDICATORS):
        name = f"产出指标{number}"
        yield Criterion(key=f"产出 > {name}", name=name, path=("产出", name), parent_key="产出", sources=_SOURCE)


def _accounts(year: int) -> Iterator[Entity]:
    """The final accounts of a year: one statement, a row for each of 100 items, three columns."""
    key = f"accounts-{year}"
    yield Document(
        key=key,
        title=f"{year}年度部门决算",
        document_kind=DocumentKind.FINAL_ACCOUNTS,
        fiscal_year=year,
        publisher_key=DEPARTMENT.key,
    )
    yield Statement(
        key=f"{key}/5",
        number=5,
        title="一般公共预算财政拨款支出决算表",
        statement_kind=StatementKind.GENERAL_BUDGET_EXPENDITURE,
        document_key=key,
        unit="万元",
    )
    row = 0
    for class_ in CLASSES:
        for item in range(1, 11):
            row += 1
            yield from _row(year, key, row, f"{class_}01{item:02}")


def _row(year: int, document: str, row: int, digits: str) -> Iterator[BudgetLine]:
    basic, project = (year * 7 + row * 31) % 9_000 + 100, (year * 13 + row * 17) % 5_000
    columns = (
        ("合计", basic + project, None),
        ("基本支出", basic, ExpenditureType.BASIC),
        ("项目支出", project, ExpenditureType.PROJECT),
    )
    for column, (label, hundredths, type_) in enumerate(columns, 1):
        yield BudgetLine(
            key=f"{document}/5/{row}/{column}",
            document_key=document,
            statement_key=f"{document}/5",
            statement_number=5,
            statement_kind=StatementKind.GENERAL_BUDGET_EXPENDITURE,
            row=row,
            column=column,
            row_code=digits,
            row_label=f"第{digits[:3]}类第{int(digits[5:])}项",
            column_label=label,
            money=Money.parse(f"{hundredths / 100:.2f}", AmountUnit.WAN_YUAN),
            fiscal_year=year,
            phase=Phase.EXECUTED,
            direction=BudgetDirection.EXPENDITURE,
            is_total=type_ is None,
            expenditure_type=type_,
            department_key=DEPARTMENT.key,
            functional_key=code_key(digits),
        )


def _project(number: int) -> Iterator[Entity]:
    key = project_key(number)
    ref = Ref(EntityKind.PROJECT, key)
    yield Project(
        key=key,
        name=f"港航设施维护项目{number:03}",
        code=f"{CITY}23P{number:012}",
        ordinal=number + 1,
        fiscal_years=(2023,),
        department_key=DEPARTMENT.key,
        note="按年度计划实施，逐月检查",
        sources=_SOURCE,
    )
    for at in range(INDICATORS):
        yield _indicator(ref, number, at)
    evaluation = f"{key}/2023/SELF"
    yield Evaluation(
        key=evaluation,
        fiscal_year=2023,
        evaluation_kind=EvaluationKind.SELF,
        subject=ref,
        subject_name=f"港航设施维护项目{number:03}",
        score=Decimal(8_000 + number * 19 % 2_000) / 100,
        full_score=Decimal(100),
        grade=Grade.GOOD,
        document_key="accounts-2023",
        ordinal=number + 1,
        sources=_SOURCE,
    )
    for at in range(INDICATORS):
        yield ScoreItem(
            key=f"{evaluation}/{at}",
            evaluation_key=evaluation,
            criterion_key=f"产出 > 产出指标{at}",
            ordinal=at + 1,
            name=f"产出指标{at}",
            level=2,
            fiscal_year=2023,
            weight=Decimal(10),
            score=Decimal(700 + (number * 7 + at * 13) % 300) / 100,
            sources=_SOURCE,
        )


def _indicator(subject: Ref, number: int, at: int) -> Indicator:
    goal, reached = 90 + at, 85 + (number + at) % 15
    return Indicator(
        key=f"{subject.key}/2023/{at}",
        name=f"维护完成情况{at}",
        fiscal_year=2023,
        ordinal=at + 1,
        subject=subject,
        level1="产出指标",
        level2="数量指标",
        target=Measure(comparison=Comparison.GE, value=Decimal(goal), unit="%", text=f"≥{goal}%"),
        actual=Measure(comparison=Comparison.EQ, value=Decimal(reached), unit="%", text=f"{reached}%"),
        weight=Decimal(10),
        score=Decimal(700 + (number * 7 + at * 13) % 300) / 100,
        met=reached >= goal,
        sources=_SOURCE,
    )
