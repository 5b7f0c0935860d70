"""Where facts are printed: the place of a row, then the further places that `mentions` lists."""

from bisect import bisect_right
from collections import defaultdict

from graph.values import SourceRef
from seed.table import Row, Tables


def page_of(document: Row, line: int | None) -> int | None:
    """The page of a document on which a line stands, from 1; None where the document has no pages."""
    return None if line is None else bisect_right(document["page_lines"], line) or None


class Places:
    """Every place of a fact, the one of its row first."""

    def __init__(self, tables: Tables) -> None:
        self._documents = {row["key"]: row for row in tables["documents"]}
        self._further: defaultdict[tuple[str, str], tuple[SourceRef, ...]] = defaultdict(tuple)
        for row in tables["mentions"]:
            self._further[row["kind"], row["key"]] += (self._mention(row),)

    def at(self, row: Row) -> SourceRef:
        """The place that the row itself names."""
        page = self._page(row["document"], row["line"])
        return SourceRef(document_key=row["document"], locator=row["section"], page=page, line=row["line"])

    def of(self, kind: str, key: str, row: Row) -> tuple[SourceRef, ...]:
        """The places that print the fact which `row` states under a kind and a key of the `mentions` table."""
        return (self.at(row), *self._further.get((kind, key), ()))

    def _mention(self, row: Row) -> SourceRef:
        return SourceRef(
            document_key=row["document"],
            statement_key=row["statement"],
            locator=row["locator"] or "",
            page=row["page"] or self._page(row["document"], row["line"]),
            row=row["row"],
            column=row["column"],
            line=row["line"],
        )

    def _page(self, document: str, line: int | None) -> int | None:
        return page_of(self._documents[document], line)
