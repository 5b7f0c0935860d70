"""The columns of a form from the words of its head alone, read row by row: which words stand under which.

The words of a head are printed level by level: first all cells of the highest level from left to right, then those
below them. What is missing is how many cells of the next level belong to each. That follows from what words can stand
under what - codes and names under `项目`, a block under `收入`, a total and its parts under anything else - from the
lines on which they are printed, and from the number of figures in a row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from seed.parsers.statements.nesting import (
    CODE,
    HEADS_BLOCK,
    ONLY_GROUP,
    REMARK,
    ROW_NUMBER,
    STAGE,
    SUBTOTAL,
    TOTAL,
    can_stand_under,
    is_amount,
)
from seed.parsers.statements.words import HeadWord

STEPS = 50_000


@dataclass(slots=True)
class Node:
    """A cell of a head and the cells below it."""

    word: str
    line: int = 0
    children: list["Node"] = field(default_factory=list)

    def leaves(self, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        """The headings of each column under the cell from the top down, left to right."""
        path = (*above, self.word)
        if not self.children:
            yield path
        for child in self.children:
            yield from child.leaves(path)


def trees(words: Sequence[HeadWord], amounts: int, *, rarely: bool) -> Iterator[list[tuple[str, ...]]]:
    """The headings of the columns, left to right, for each way to nest the words that has so many of amounts.

    `rarely` lets words stand under others that mostly have none.
    """
    search = _Nesting(words, rarely=rarely)
    seen: set[tuple[tuple[str, ...], ...]] = set()
    for count in range(len(words), 0, -1):
        top = [Node(*word) for word in words[:count]]
        for _ in search.fill(top, 0, [], count):
            columns = tuple(leaf for node in top for leaf in node.leaves())
            if columns not in seen and _is_form(top, columns, amounts):
                seen.add(columns)
                yield list(columns)


def _is_form(top: Sequence[Node], columns: Sequence[tuple[str, ...]], amounts: int) -> bool:
    """Whether cells of the highest level and the columns below them are those of a form."""
    leaves = [path[-1] for path in columns if not REMARK.fullmatch(path[-1])]
    return (
        sum(map(is_amount, leaves)) == amounts
        and is_amount(leaves[-1])
        and not (_has_names(leaves) and any(ONLY_GROUP.fullmatch(leaf) for leaf in leaves))
        and not any(SUBTOTAL.fullmatch(path[-1]) for path in columns if len(path) == 1)
        and _named_by_codes(leaves)
        and _labels_first(columns)
        and _totals_first(top)
        and _sides_alike(top)
        and _stages_alike(top)
    )


def _labels_first(columns: Sequence[tuple[str, ...]]) -> bool:
    """Whether every block begins with labels, if any does, and all blocks stand under headings or none does."""
    kinds = [is_amount(path[-1]) for path in columns if not ROW_NUMBER.fullmatch(path[-1])]
    labels = [path for path in columns if not is_amount(path[-1]) and not ROW_NUMBER.fullmatch(path[-1])]
    starts = [
        path
        for before, path in zip([None, *columns], columns, strict=False)
        if path in labels and (before is None or is_amount(before[-1]))
    ]
    grouped = {len(path) > 1 for path in starts}
    return not labels or (not kinds[0] and (len(starts) < 2 or len(grouped) == 1))  # noqa: PLR2004 - one block is no two


def _has_names(leaves: Sequence[str]) -> bool:
    """Whether codes or names have columns of their own, so that `科目` can only stand above them."""
    return any(CODE.fullmatch(leaf) or leaf.endswith("名称") for leaf in leaves)


def _named_by_codes(leaves: Sequence[str]) -> bool:
    """Whether labels are called `项目` only where there are no codes, and codes stand in one column or in parts."""
    codes = [leaf for leaf in leaves if CODE.fullmatch(leaf)]
    in_parts = [len(code) == 1 for code in codes]
    return not (codes and "项目" in leaves) and (all(in_parts) or not any(in_parts))


def _totals_first(top: Sequence[Node]) -> bool:
    """Whether a total over all columns stands before those that it totals."""
    amounts = [node.word for node in top if node.children or is_amount(node.word)]
    amounts = [word for word in amounts if is_amount(word)]
    return not any(TOTAL.fullmatch(word) for word in amounts[1:])


def _sides_alike(top: Sequence[Node]) -> bool:
    """Whether either no cell of the highest level stands over labels and amounts, or all do."""
    blocks = [
        bool(node.children) and HEADS_BLOCK.fullmatch(node.word) is not None and not is_amount(node.children[0].word)
        for node in top
    ]
    alike = all(block or ROW_NUMBER.fullmatch(node.word) for block, node in zip(blocks, top, strict=True))
    return alike or not any(blocks)


def _stages_alike(nodes: Sequence[Node]) -> bool:
    """Whether stages of the budget side by side have the same columns."""
    stages = [[child.word for child in node.children] for node in nodes if STAGE.fullmatch(node.word)]
    return all(stage == stages[0] for stage in stages) and all(_stages_alike(node.children) for node in nodes)


class _Nesting:
    """The search for ways to nest words; it gives up after a number of steps."""

    def __init__(self, words: Sequence[HeadWord], *, rarely: bool) -> None:
        self.words = words
        self.rarely = rarely
        self.steps = STEPS

    def fill(self, level: list[Node], index: int, below: list[Node], at: int) -> Iterator[None]:
        """Give the words from `at` on to the cells of a level from `index` on; yield for each complete way."""
        self.steps -= 1
        if self.steps < 0:
            return
        if index == len(level):
            if at == len(self.words):
                yield
            elif below:
                yield from self.fill(below, 0, [], at)
            return
        node = level[index]
        yield from self.fill(level, index + 1, below, at)
        for count in range(len(self.words) - at, 1, -1):
            words = self.words[at : at + count]
            texts = [word.text for word in words]
            if words[0].line > node.line and can_stand_under(node.word, texts, rarely=self.rarely):
                node.children = [Node(*word) for word in words]
                yield from self.fill(level, index + 1, [*below, *node.children], at + count)
        node.children = []
