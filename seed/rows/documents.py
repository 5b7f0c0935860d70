"""Documents with their statements, the terms they explain and the rules they cite."""

from collections.abc import Iterator

from graph.model import CitedRule, Document, GlossaryTerm, Statement
from graph.values import Occurrence, SourceRef
from graph.vocabulary import DocumentKind, StatementKind
from seed.rows.places import Places, page_of
from seed.table import Row, Tables


def documents(tables: Tables) -> Iterator[Document]:
    """The published documents."""
    for row in tables["documents"]:
        yield Document(
            key=row["key"],
            sources=(_title_page(row),),
            title=row["title"],
            document_kind=DocumentKind(row["kind"]),
            fiscal_year=row["fiscal_year"],
            publisher_key=row["publisher"],
            sha256=row["sha256"],
            note=row["note"],
        )


def _title_page(row: Row) -> SourceRef:
    page = page_of(row, row["line"])
    return SourceRef(document_key=row["key"], locator=row["title"], page=page, line=row["line"])


def statements(tables: Tables, places: Places) -> Iterator[Statement]:
    """The numbered tables of documents."""
    for row in tables["statements"]:
        yield Statement(
            key=row["key"],
            sources=(places.at(row),),
            number=row["number"],
            title=row["title"],
            statement_kind=StatementKind(row["kind"]),
            document_key=row["document"],
            unit=row["unit"],
            printed_number=row["printed_number"],
            note=row["note"],
        )


def glossary_terms(tables: Tables, places: Places) -> Iterator[GlossaryTerm]:
    """The terms that documents explain, each with its number in every one of them."""
    for term, rows in tables["glossary_terms"].by("term").items():
        yield GlossaryTerm(
            key=term,
            sources=tuple(places.at(row) for row in rows),
            term=term,
            occurrences=tuple(Occurrence(document_key=row["document"], ordinal=row["ordinal"]) for row in rows),
        )


def cited_rules(tables: Tables, places: Places) -> Iterator[CitedRule]:
    """The rules that documents rely on, by title."""
    for row in tables["cited_rules"]:
        yield CitedRule(
            key=row["title"],
            sources=places.of("CITED_RULE", row["title"], row),
            title=row["title"],
            number=row["number"],
            rule_kind=row["kind"],
            note=row["note"],
        )
