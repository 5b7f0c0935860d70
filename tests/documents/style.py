"""How cities print their forms: stage, unit, numbers, codes, blanks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tests.documents.figures import printed
from tests.documents.printed import PrintedFigure

FULL_WIDTH = {ord(narrow): ord(narrow) + 0xFEE0 for narrow in "0123456789.,"}
HALF_WIDTH = {wide: narrow for narrow, wide in FULL_WIDTH.items()}


class Label(NamedTuple):
    """What names a row: its number, its code or "", its words."""

    row: int
    code: str
    words: str


@dataclass(frozen=True)
class Style:
    """How a city prints its forms."""

    stage: str = "预算"
    year: int = 2023
    unit: str = "万元"
    number: str = "公开{:02}表"
    code_columns: int = 1
    zero: str = "0.00"
    total_first: bool = True
    separators: bool = True
    full_width: bool = False
    column_numbers: bool = False
    row_numbers: bool = False
    project_table: bool = False
    list_in_columns: bool = False
    travel_in_rows: bool = False
    three_public_unit: str = ""
    merged_total: bool = False
    reverse: bool = False
    numbers_beside_parts: bool = False
    """Whether columns are numbered in the row of `类`, `款`, `项`, and not below it."""

    @property
    def amount_heading(self) -> str:
        return f"{self.stage}数"

    def amount(self, fen: int, unit: str = "") -> str:
        """The text of a cell."""
        if not fen:
            return self.zero
        text = printed(fen, unit or self.unit, separators=self.separators)
        return text.translate(FULL_WIDTH) if self.full_width else text

    def figures(
        self, label: Label, headings: Sequence[str], amounts: Sequence[str], first: int = 1
    ) -> Iterator[PrintedFigure]:
        """What a reader should find in a row: columns are numbered from `first`, empty cells hold no figure."""
        for column, (heading, amount) in enumerate(zip(headings, amounts, strict=True), start=first):
            if amount not in {"", "-"}:
                plain = amount.translate(HALF_WIDTH).replace(",", "")
                yield PrintedFigure(label.row, label.code, label.words, column, heading, plain)


STYLES: dict[str, Style] = {
    "plain": Style(),
    "accounts in yuan": Style(
        stage="决算", unit="元", number="", code_columns=3, zero="", total_first=False, merged_total=True
    ),
    "numbered rows and columns": Style(
        row_numbers=True, column_numbers=True, number="公开表{}", three_public_unit="元"
    ),
    "accounts on the national form": Style(
        stage="决算",
        code_columns=3,
        zero="",
        column_numbers=True,
        numbers_beside_parts=True,
        list_in_columns=True,
        merged_total=True,
    ),
    "codes beside names": Style(code_columns=0, zero="-", number="附表{}", travel_in_rows=True),
    "full width and lists": Style(full_width=True, list_in_columns=True, stage="决算", zero="0.00"),
    "ten tables backwards": Style(
        reverse=True, project_table=True, separators=False, number="表{}", travel_in_rows=True, zero=""
    ),
}
"""The styles of cities that do not exist."""

assert all(one != other for one, other in pairwise(STYLES.values()))
