"""Where facts are printed: the place of a row, then the further places that `mentions` lists."""

from collections import defaultdict
from collections.abc import Iterable

from graph.values import SourceRef
from seed.table import Row


def place(row: Row) -> SourceRef:
    """The place that the row itself names."""
    return SourceRef(document_key=row["document"], locator=row["section"], line=row["line"])


class Places:
    """Every place of a fact, the one of its row first."""

    def __init__(self, mentions: Iterable[Row]) -> None:
        self._further: defaultdict[tuple[str, str], tuple[SourceRef, ...]] = defaultdict(tuple)
        for row in mentions:
            self._further[row["kind"], row["key"]] += (_mention(row),)

    def of(self, kind: str, key: str, row: Row) -> tuple[SourceRef, ...]:
        """The places that print the fact which `row` states under a kind and a key of the `mentions` table."""
        return (place(row), *self._further.get((kind, key), ()))


def _mention(row: Row) -> SourceRef:
    return SourceRef(
        document_key=row["document"],
        statement_key=row["statement"],
        locator=row["locator"] or "",
        page=row["page"],
        row=row["row"],
        column=row["column"],
        line=row["line"],
    )
