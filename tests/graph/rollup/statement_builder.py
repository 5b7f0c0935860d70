"""Statements drawn as tables: codes and cells, from which lines, codes and an engine are made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from graph.dataset import Dataset, checked
from graph.memory import MemoryEngine
from graph.model import BudgetLine, Classification, Department, Document, Entity, Jurisdiction, Statement
from graph.money import AmountUnit, Money
from graph.values import Mapping
from graph.vocabulary import (
    Basis,
    BudgetDirection,
    DocumentKind,
    ExpenditureType,
    Phase,
    Scheme,
    StatementKind,
)
from tests.invented import RELEASE

ATTRIBUTES = {
    Scheme.FUNCTIONAL: "functional_key",
    Scheme.DEPARTMENT_ECONOMIC: "department_economic_key",
    Scheme.PROCUREMENT: "procurement_key",
    Scheme.FUND_SOURCE: "fund_source_key",
    Scheme.REVENUE_SOURCE: "revenue_source_key",
}


def key(scheme: Scheme, code: str, edition: int = 2022) -> str:
    """A classification's key."""
    return f"{scheme.value}/{code}/{edition}"


def code(  # noqa: PLR0913 - a code has an edition, a parent and mappings
    scheme: Scheme,
    digits: str,
    parent: str | None = None,
    *,
    edition: int = 2022,
    editions: tuple[int, ...] = (2021, 2022, 2023),
    mappings: tuple[Mapping, ...] = (),
) -> Classification:
    """A code below another of the same edition."""
    above = None if parent is None else key(scheme, parent, edition)
    return Classification(
        key=key(scheme, digits, edition), name=digits, scheme=scheme, code=digits, edition=edition, editions=editions,
        level=1, parent_key=above, basis=Basis.PUBLISHED, mappings=mappings,
    )  # fmt: skip


CODES = (
    code(Scheme.FUNCTIONAL, "201"),
    code(Scheme.FUNCTIONAL, "20101", "201"),
    code(Scheme.FUNCTIONAL, "20102", "201"),
    code(Scheme.FUNCTIONAL, "208"),
    code(Scheme.FUNCTIONAL, "20801", "208"),
    code(Scheme.DEPARTMENT_ECONOMIC, "301"),
    code(Scheme.DEPARTMENT_ECONOMIC, "30101", "301"),
    code(Scheme.PROCUREMENT, "A"),
    code(Scheme.PROCUREMENT, "C"),
    code(Scheme.FUND_SOURCE, "FISCAL"),
    code(Scheme.FUND_SOURCE, "GENERAL", "FISCAL"),
    code(Scheme.FUND_SOURCE, "FUND", "FISCAL"),
    code(Scheme.REVENUE_SOURCE, "APPROPRIATION"),
    code(Scheme.REVENUE_SOURCE, "OTHER"),
    code(Scheme.REVENUE_SOURCE, "CARRY_OVER"),
)


@dataclass(frozen=True)
class Head:
    """A column's or a row's heading and what its cells stand for."""

    label: str
    codes: tuple[tuple[Scheme, str], ...] = ()
    total: bool = False
    kind: ExpenditureType | None = None
    direction: BudgetDirection | None = None
    phase: Phase | None = None


def head(label: str, **meaning: Any) -> Head:  # noqa: ANN401 - whatever a heading means
    """A heading: `head("201", functional="201", total=True)`."""
    schemes = {name.lower(): scheme for name, scheme in Scheme.__members__.items()}
    codes = tuple((schemes[name], meaning.pop(name)) for name in list(meaning) if name in schemes)
    return Head(label, codes, **meaning)


def table(  # noqa: PLR0913 - a statement has a place and a kind
    columns: Sequence[Head],
    rows: Sequence[tuple[Head, Sequence[str | None]]],
    *,
    number: int = 1,
    kind: StatementKind = StatementKind.EXPENDITURE,
    document: str = "doc",
    year: int = 2022,
    phase: Phase = Phase.EXECUTED,
    department: str = "990100/1",
    unit: str | None = None,
) -> list[Entity]:
    """The statement and its lines."""
    printed = f"{document}/{number}"
    statement = Statement(
        key=printed, number=number, title=printed, statement_kind=kind, document_key=document, unit="万元"
    )
    lines: list[Entity] = [statement]
    for at, (row, amounts) in enumerate(rows, start=1):
        for across, (column, amount) in enumerate(zip(columns, amounts, strict=True), start=1):
            if amount is None:
                continue
            held: dict[str, Any] = {
                ATTRIBUTES[scheme]: key(scheme, digits) for scheme, digits in (*row.codes, *column.codes)
            }
            lines.append(
                BudgetLine(
                    key=f"{printed}/{at}/{across}",
                    document_key=document,
                    statement_key=printed,
                    statement_number=number,
                    statement_kind=kind,
                    row=at,
                    column=across,
                    row_label=row.label,
                    column_label=column.label,
                    money=Money.parse(amount, AmountUnit.WAN_YUAN),
                    fiscal_year=year,
                    phase=column.phase or phase,
                    direction=row.direction or column.direction or BudgetDirection.EXPENDITURE,
                    is_total=row.total or column.total,
                    expenditure_type=row.kind or column.kind,
                    department_key=department,
                    unit_key=unit,
                    **held,
                )
            )
    return lines


def lines_of(entities: Iterable[Entity]) -> list[BudgetLine]:
    """The lines among entities."""
    return [entity for entity in entities if isinstance(entity, BudgetLine)]


def dataset_of(*tables: Sequence[Entity], codes: Sequence[Classification] = CODES) -> Dataset:
    """A dataset of statements, with the documents and departments that they name."""
    entities = [entity for table_ in tables for entity in table_]
    lines = lines_of(entities)
    documents = {
        line.document_key: Document(
            key=line.document_key, title=line.document_key, document_kind=DocumentKind.FINAL_ACCOUNTS,
            fiscal_year=line.fiscal_year, publisher_key=line.department_key,
        )
        for line in lines
    }  # fmt: skip
    departments = {
        line.department_key: Department(key=line.department_key, name=line.department_key, jurisdiction_key="990100")
        for line in lines
    }
    place = Jurisdiction(key="990100", name="q", code="990100")
    return checked([place, *departments.values(), *documents.values(), *codes, *entities])


def engine_of(*tables: Sequence[Entity], codes: Sequence[Classification] = CODES) -> MemoryEngine:
    """An engine over statements."""
    return MemoryEngine(dataset_of(*tables, codes=codes), RELEASE)


def misprinted(entities: Sequence[Entity], key_: str, amount: str) -> list[Entity]:
    """The statement with another amount in one cell."""
    money = Money.parse(amount, AmountUnit.WAN_YUAN)
    return [
        replace(entity, money=money) if isinstance(entity, BudgetLine) and entity.key == key_ else entity
        for entity in entities
    ]


def wan(money: Money) -> Decimal:
    """An amount in wan yuan."""
    return money.in_unit(AmountUnit.WAN_YUAN)


EXPENDITURE = table(
    [
        head("合计", total=True),
        head("基本支出", kind=ExpenditureType.BASIC),
        head("项目支出", kind=ExpenditureType.PROJECT),
    ],
    [
        (head("合计", total=True), ("60.00", "20.00", "40.00")),
        (head("201", functional="201", total=True), ("50.00", "15.00", "35.00")),
        (head("20101", functional="20101"), ("30.00", "10.00", "20.00")),
        (head("20102", functional="20102"), ("20.00", "5.00", "15.00")),
        (head("208", functional="208", total=True), ("10.00", "5.00", "5.00")),
        (head("20801", functional="20801"), ("10.00", "5.00", "5.00")),
    ],
    number=3,
)
"""Expenditure by function and type: 60 = 30 + 20 + 10."""

BALANCE, REVENUE = BudgetDirection.BALANCE, BudgetDirection.REVENUE

SUMMARY = table(
    [head("收入", direction=REVENUE), head("支出")],
    [
        (head("一、拨款", revenue_source="APPROPRIATION", fund_source="GENERAL"), ("58.00", None)),
        (head("二、其他", revenue_source="OTHER"), ("3.00", None)),
        (head("本年收入合计", total=True), ("61.00", None)),
        (head("年初结转和结余", revenue_source="CARRY_OVER", direction=BALANCE), ("4.00", None)),
        (head("总计", total=True), ("65.00", None)),
        (head("一、一般公共服务支出", functional="201"), (None, "50.00")),
        (head("八、社会保障和就业支出", functional="208"), (None, "10.00")),
        (head("本年支出合计", total=True), (None, "60.00")),
        (head("年末结转和结余", direction=BALANCE), (None, "5.00")),
        (head("总计", total=True), (None, "65.00")),
    ],
    number=1,
    kind=StatementKind.REVENUE_AND_EXPENDITURE,
)
"""Both sides: 61 + 4 = 60 + 5."""

BY_FUND = table(
    [
        head("支出 / 合计", total=True, fund_source="FISCAL"),
        head("支出 / 一般公共预算", fund_source="GENERAL"),
        head("支出 / 政府性基金", fund_source="FUND"),
    ],
    [
        (head("一、一般公共服务支出", functional="201"), ("48.00", "46.00", "2.00")),
        (head("八、社会保障和就业支出", functional="208"), ("10.00", "10.00", "0.00")),
        (head("本年支出合计", total=True), ("58.00", "56.00", "2.00")),
    ],
    number=4,
    kind=StatementKind.APPROPRIATIONS,
)
"""Fiscal expenditure by function and fund: 58 = 56 + 2, two less than all expenditure."""

BASIC = table(
    [head("金额", kind=ExpenditureType.BASIC, fund_source="GENERAL")],
    [
        (head("合计", total=True), ("19.00",)),
        (head("301", department_economic="301", total=True), ("19.00",)),
        (head("30101", department_economic="30101"), ("19.00",)),
    ],
    number=6,
    kind=StatementKind.BASIC_BY_DEPARTMENT_ECONOMIC,
)
"""Basic expenditure from the general budget by economic code."""

PROCUREMENT = table(
    [
        head("资金来源 / 合计", total=True),
        head("资金来源 / 一般公共预算", fund_source="GENERAL"),
        head("资金来源 / 政府性基金", fund_source="FUND"),
        head("小微企业份额"),
    ],
    [
        (head("合计", total=True), ("9.00", "7.00", "2.00", "6.00")),
        (head("灯", procurement="A"), ("4.00", "4.00", "0.00", "4.00")),
        (head("灯", procurement="A"), ("3.00", "1.00", "2.00", "0.00")),
        (head("服务", procurement="C"), ("2.00", "2.00", "0.00", "2.00")),
    ],
    number=10,
    kind=StatementKind.PROCUREMENT,
)
"""What is bought, with one item in two rows and a column that repeats a part: 9 = 7 + 2, of it 6."""

THREE_PUBLIC = table(
    [
        head("预算数 / 合计", total=True, phase=Phase.APPROVED),
        head("预算数 / 出国", phase=Phase.APPROVED),
        head("预算数 / 车 / 小计", total=True, phase=Phase.APPROVED),
        head("预算数 / 车 / 购置", phase=Phase.APPROVED),
        head("预算数 / 车 / 运行", phase=Phase.APPROVED),
        head("决算数 / 合计", total=True),
        head("决算数 / 出国"),
    ],
    [(head("三公"), ("7.00", "1.00", "6.00", "2.00", "4.00", "1.00", "1.00"))],
    number=7,
    kind=StatementKind.THREE_PUBLIC,
)
"""One row without codes: approved 7 = 1 + (2 + 4), executed 1."""

OUTLINE = table(
    [head("金额")],
    [
        (head("合计", total=True), ("9.00",)),
        (head("一、出国"), ("1.00",)),
        (head("二、车", total=True), ("6.00",)),
        (head("其中:购置"), ("2.00",)),
        (head("运行"), ("4.00",)),
        (head("三、接待"), ("2.00",)),
    ],
    number=9,
    kind=StatementKind.THREE_PUBLIC,
)
"""Rows without codes, told apart by their numbering: 9 = 1 + (2 + 4) + 2."""

EVERYTHING = (SUMMARY, EXPENDITURE, BY_FUND, BASIC, PROCUREMENT, THREE_PUBLIC, OUTLINE)
