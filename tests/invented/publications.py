"""What a lighthouse authority publishes: documents, the tables in them, and what they state besides.

A table is written down as it is printed: a heading for every column, and for every row its code, its label and
its amounts. A cell is a total where its row or its column is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.model import BudgetLine, CitedRule, Document, Entity, GlossaryTerm, Observation, Statement
from graph.values import Occurrence, SourceRef
from graph.vocabulary import (
    Approximation,
    BudgetDirection,
    DocumentKind,
    ExpenditureType,
    Phase,
    Scheme,
    StatementKind,
)
from tests.invented.keys import Keys, code, on_line, statement, wan


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of amounts."""

    label: str
    is_total: bool = False
    direction: BudgetDirection = BudgetDirection.EXPENDITURE
    scheme: Scheme
    expenditure_type: ExpenditureType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as it is printed; None where a column is left empty, `code` where one is printed."""

    label: str
    amounts: tuple[str | None, ...]
    code: str | None = None
    is_total: bool = False
    is_balance: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A statement with everything that is printed in it."""

    number: int
    title: str
    kind: StatementKind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def _total(label: str, *amounts: str | None, code: str | None = None) -> Row:
    return Row(label=label, amounts=amounts, code=code, is_total=True)


def _leaf(code: str, label: str, *amounts: str | None) -> Row:
    return Row(label=label, amounts=amounts, code=code)


def _amounts(scheme: Scheme) -> tuple[Column, ...]:
    return (Column(label="金额", scheme=scheme),)


_BY_TYPE = (
    Column(label="合计", is_total=True, scheme=Scheme.FUNCTIONAL),
    Column(label="基本支出", scheme=Scheme.FUNCTIONAL, expenditure_type=ExpenditureType.BASIC),
    Column(label="项目支出", scheme=Scheme.FUNCTIONAL, expenditure_type=ExpenditureType.PROJECT),
)

ACCOUNTS = (
    Table(
        number=1,
        title="收入支出决算总表",
        kind=StatementKind.REVENUE_AND_EXPENDITURE,
        columns=(
            Column(label="收入", direction=BudgetDirection.REVENUE, scheme=Scheme.REVENUE_SOURCE),
            Column(label="支出", scheme=Scheme.FUNCTIONAL),
        ),
        rows=(
            Row(label="一、财政拨款收入", code="APPROPRIATION", amounts=("100.00", None)),
            Row(label="二、其他收入", code="OTHER", amounts=("20.00", None)),
            Row(label="一、一般公共服务支出", code="201", amounts=(None, "110.00")),
            _total("本年合计", "120.00", "110.00"),
            Row(label="年末结转和结余", amounts=(None, "10.00"), is_balance=True),
            _total("总计", "120.00", "120.00"),
        ),
    ),
    Table(
        number=2,
        title="支出决算表",
        kind=StatementKind.EXPENDITURE,
        columns=_BY_TYPE,
        rows=(
            _total("合计", "110.00", "70.00", "40.00"),
            _total("一般公共服务支出", "110.00", "70.00", "40.00", code="201"),
            _total("政府办公厅（室）及相关机构事务", "110.00", "70.00", "40.00", code="20103"),
            _leaf("2010301", "行政运行", "70.00", "70.00", "0.00"),
            _leaf("2010302", "一般行政管理事务", "40.00", "0.00", "40.00"),
        ),
    ),
    Table(
        number=3,
        title="基本支出决算表",
        kind=StatementKind.BASIC_BY_DEPARTMENT_ECONOMIC,
        columns=_amounts(Scheme.DEPARTMENT_ECONOMIC),
        rows=(
            _total("合计", "70.00"),
            _total("工资福利支出", "50.00", code="301"),
            _leaf("30101", "基本工资", "30.00"),
            _leaf("30102", "津贴补贴", "20.00"),
            _total("商品和服务支出", "20.00", code="302"),
            _leaf("30201", "办公费", "15.00"),
            _leaf("30211", "差旅费", "5.00"),
        ),
    ),
)
"""The statements of the final accounts of 2022."""

BUDGET = (
    Table(
        number=1,
        title="支出预算表",
        kind=StatementKind.EXPENDITURE,
        columns=_BY_TYPE,
        rows=(
            _total("合计", "130.00", "80.00", "50.00"),
            _total("一般公共服务支出", "130.00", "80.00", "50.00", code="201"),
            _total("政府办公厅（室）及相关机构事务", "130.00", "80.00", "50.00", code="20103"),
            _leaf("2010301", "行政运行", "80.00", "80.00", "0.00"),
            _leaf("2010302", "一般行政管理事务", "50.00", "0.00", "50.00"),
        ),
    ),
    Table(
        number=2,
        title="基本支出预算表（政府经济分类）",
        kind=StatementKind.BASIC_BY_GOVERNMENT_ECONOMIC,
        columns=_amounts(Scheme.GOVERNMENT_ECONOMIC),
        rows=(
            _total("合计", "80.00"),
            _total("机关工资福利支出", "60.00", code="501"),
            _leaf("50101", "工资奖金津补贴", "60.00"),
            _total("机关商品和服务支出", "20.00", code="502"),
            _leaf("50201", "办公经费", "20.00"),
        ),
    ),
    Table(
        number=3,
        title="政府采购预算表",
        kind=StatementKind.PROCUREMENT,
        columns=_amounts(Scheme.PROCUREMENT),
        rows=(
            _total("合计", "33.00"),
            _total("货物", "30.00", code="A"),
            _leaf("A05", "灯具", "30.00"),
            _leaf("C", "服务", "3.00"),
        ),
    ),
)
"""The statements of the unit budget of 2023."""


def entities(keys: Keys) -> Iterator[Entity]:
    """Documents, statements, lines, observations, terms and cited rules."""
    yield from _documents(keys)
    yield from _printed(keys, keys.accounts, 2022, Phase.EXECUTED, ACCOUNTS)
    yield from _printed(keys, keys.budget, 2023, Phase.APPROVED, BUDGET)
    yield from _observations(keys)
    for term, documents in (("基本支出", (keys.accounts, keys.budget)), ("项目支出", (keys.accounts,))):
        yield GlossaryTerm(
            key=f"{keys.department.key}/{term}",
            sources=on_line(keys.accounts, 80, "名词解释"),
            term=term,
            occurrences=tuple(Occurrence(document_key=document, ordinal=1) for document in documents),
        )
    yield CitedRule(
        key=f"{keys.department.key}/青禾市灯塔管理办法",
        sources=on_line(keys.budget, 42),
        title="青禾市灯塔管理办法",
        number="青灯发〔2020〕1号",
        rule_kind="MEASURES",
    )


def _documents(keys: Keys) -> Iterator[Document]:
    for key, title, kind, year in (
        (keys.accounts, "青禾市灯塔管理局2022年度部门决算", DocumentKind.FINAL_ACCOUNTS, 2022),
        (keys.budget, "青禾市灯塔管理局2023年单位预算", DocumentKind.UNIT_BUDGET, 2023),
        (keys.report(2021), "灯塔维护专项资金2021年绩效评价报告", DocumentKind.PROJECT_EVALUATION, 2021),
        (keys.report(2022), "灯塔维护专项资金2022年绩效评价报告", DocumentKind.PROJECT_EVALUATION, 2022),
    ):
        yield Document(
            key=key,
            title=title,
            document_kind=kind,
            fiscal_year=year,
            publisher_key=keys.department.key,
            sha256=f"{keys.number}{year}{len(title)}".ljust(64, "0"),
        )


def _printed(keys: Keys, document: str, year: int, phase: Phase, tables: tuple[Table, ...]) -> Iterator[Entity]:
    for table in tables:
        yield Statement(
            key=statement(document, table.number),
            sources=on_line(document, 100 * table.number),
            number=table.number,
            title=table.title,
            statement_kind=table.kind,
            document_key=document,
            unit="万元",
            printed_number=f"公开{table.number:02}表",
        )
        for at, row in enumerate(table.rows, start=1):
            for across, (column, amount) in enumerate(zip(table.columns, row.amounts, strict=True), start=1):
                if amount is not None:
                    yield _line(keys, document, year, phase, table, (at, across), row, column, amount)


def _line(  # noqa: PLR0913, PLR0917 - a cell has a place in everything around it
    keys: Keys,
    document: str,
    year: int,
    phase: Phase,
    table: Table,
    place: tuple[int, int],
    row: Row,
    column: Column,
    amount: str,
) -> BudgetLine:
    at, across = place
    printed_in = statement(document, table.number)
    keyed = {column.scheme: code(column.scheme, row.code)} if row.code else {}
    return BudgetLine(
        key=f"{printed_in}/{at}/{across}",
        sources=(
            SourceRef(
                document_key=document,
                statement_key=printed_in,
                locator=f"公开{table.number:02}表",
                page=table.number,
                row=at,
                column=column.label,
                line=100 * table.number + at,
            ),
        ),
        document_key=document,
        statement_key=printed_in,
        statement_number=table.number,
        statement_kind=table.kind,
        row=at,
        column=across,
        row_code=row.code if row.code and row.code[:1].isdigit() else None,
        row_label=row.label,
        column_label=column.label,
        money=wan(amount),
        fiscal_year=year,
        phase=phase,
        direction=BudgetDirection.BALANCE if row.is_balance else column.direction,
        is_total=row.is_total or column.is_total,
        expenditure_type=column.expenditure_type,
        department_key=keys.department.key,
        unit_key=keys.unit.key,
        functional_key=keyed.get(Scheme.FUNCTIONAL),
        department_economic_key=keyed.get(Scheme.DEPARTMENT_ECONOMIC),
        government_economic_key=keyed.get(Scheme.GOVERNMENT_ECONOMIC),
        procurement_key=keyed.get(Scheme.PROCUREMENT),
        revenue_source_key=keyed.get(Scheme.REVENUE_SOURCE),
        fund_source_key=code(Scheme.FUND_SOURCE, "GENERAL_PUBLIC_BUDGET") if row.code == "APPROPRIATION" else None,
    )


def _observations(keys: Keys) -> Iterator[Observation]:
    def stated(order: int, name: str, measure: str) -> Observation:
        return Observation(
            key=f"{keys.accounts}/{name}/{measure}/{order}",
            sources=on_line(keys.accounts, 70 + order, "情况说明"),
            name=name,
            measure=measure,
            subject=keys.department,
            document_key=keys.accounts,
            fiscal_year=2022,
            order=order,
        )

    staff = stated(1, "在职人员", "count")
    yield replace(staff, measure_label="数量", value=Decimal(12), unit="人", published="12")
    for quarter, share in enumerate(("25", "50", "75", "100"), start=1):
        progress = stated(1 + quarter, "预算执行进度", "execution_rate")
        period = f"2022Q{quarter}"
        yield replace(progress, subject=keys.fund, period=period, value=Decimal(share), unit="%", published=share)
    yield replace(
        stated(6, "差旅费", "change_rate"),
        compared_with="2021",
        value=Decimal("-16.67"),
        unit="%",
        published="16.67",
        reason="fewer inspections by boat: 5 instead of 6",
        classification_key=code(Scheme.DEPARTMENT_ECONOMIC, "30211"),
    )
    yield replace(
        stated(7, "过往船舶", "count"),
        subject=keys.unit,
        value=Decimal(1200),
        unit="艘次",
        published="1200",
        approximation=Approximation.OVER,
    )
    yield replace(stated(8, "船舶满意度", "satisfaction"), text="较好", ambiguous=True, note="no figure is printed")
