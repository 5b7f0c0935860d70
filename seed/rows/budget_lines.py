"""The printed cells of the numbered statements."""

from collections.abc import Iterator

from graph.model import BudgetLine
from graph.values import SourceRef
from graph.vocabulary import BudgetDirection, ExpenditureType, Phase, StatementKind
from seed.amounts import amount
from seed.editions import CODES, Editions
from seed.rows.places import page_of
from seed.table import Row, Tables


def budget_lines(tables: Tables, editions: Editions) -> Iterator[BudgetLine]:
    """The cells in published order; the key of one is `<statement>/<row>/<column>`."""
    documents = {row["key"]: row for row in tables["documents"]}
    by_statement = tables["budget_lines"].by("statement")
    for statement in tables["statements"]:
        document = documents[statement["document"]]
        for row in by_statement[statement["key"]]:
            yield _budget_line(row, statement, document, editions)


def _budget_line(row: Row, statement: Row, document: Row, editions: Editions) -> BudgetLine:
    codes = {
        f"{column}_key": editions.find(scheme, row[column], row["fiscal_year"]) for column, scheme in CODES.items()
    }
    return BudgetLine(
        key=f"{statement['key']}/{row['row']}/{row['column']}",
        sources=(_place(row, statement, document),),
        document_key=document["key"],
        statement_key=statement["key"],
        statement_number=statement["number"],
        statement_kind=StatementKind(statement["kind"]),
        row=row["row"],
        column=row["column"],
        row_code=row["row_code"],
        row_label=row["row_label"],
        column_label=row["column_label"],
        money=amount(row, "amount"),
        fiscal_year=row["fiscal_year"],
        phase=Phase(row["phase"]),
        direction=BudgetDirection(row["direction"]),
        is_total=row["is_total"],
        expenditure_type=ExpenditureType(row["expenditure_type"]) if row["expenditure_type"] else None,
        department_key=document["publisher"],
        unit_key=document["unit"],
        **codes,
        ambiguous=row["ambiguous"],
        note=row["note"],
    )


def _place(row: Row, statement: Row, document: Row) -> SourceRef:
    return SourceRef(
        document_key=statement["document"],
        statement_key=statement["key"],
        locator=statement["printed_number"],
        page=page_of(document, row["line"]),
        row=row["row"],
        column=str(row["column"]),
        line=row["line"],
    )
