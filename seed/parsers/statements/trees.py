"""The columns of a form from the words of its head alone, read row by row: which words stand under which.

The words of a head are printed level by level: first all cells of the highest level from left to right, then those
below them. What is missing is how many cells of the next level belong to each. That follows from what words can stand
under what - codes and names under `项目`, a block under `收入`, a total and its parts under anything else - from the
lines on which they are printed, and from the number of figures in a row.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from seed.parsers.statements.words import HeadWord

ROW_NUMBER = re.compile("行次|序号|行号")
CODE = re.compile("(?!.*名称).*(编码|代码)|[类款项]")
LABEL = re.compile(".*(名称|科目|品目|类别|目录|方式|单位)|项目([（(].*[)）])?|(支出|收入)项目.*|备注")
REMARK = re.compile("备注")
LABEL_GROUP = re.compile(".*科目(编码|代码)?|项目")
ONLY_GROUP = re.compile(".*科目")
STAGE = re.compile("(年初|调整|全年|本年|上年|当年|20[0-9]{2}年度?)?(预算|决算|执行|完成|支出|收入)数")
SUBTOTAL = re.compile("小计")
TOTAL = re.compile("合计|小计|总计")
SIDE = re.compile("(本年|财政拨款|部门|单位)?(收入|支出)(预算|决算)?")
LIST = re.compile("人员(经费|支出)|(日常)?公用(经费|支出)")
HEADS_BLOCK = re.compile(f"{SIDE.pattern}|{LIST.pattern}")

STAGES = "((年初|调整|全年|本年|上年|当年|20[0-9]{2}年度?)?(预算|决算|执行|完成|支出|收入)数|20[0-9]{2}年度?)"
FUNDS = "(一般公共预算|政府性基金|国有资本经营).*"
REVENUES = "(财政拨款|财政专户|事业|上级补助|附属单位|其他|非财政拨款|单位资金|.*经营).*(收入|资金)?"
VEHICLES = "公务用车购置(及|和)运行(维护)?费"
TRAVEL = f"因公出国.*|公务接待费|{VEHICLES}|(公务用车)?(购置|运行|运行维护)费"

PARTS = tuple(
    (re.compile(group), re.compile(f"合计|小计|总计|{parts}"))
    for group, parts in (
        (VEHICLES, "(公务用车)?(购置|运行|运行维护)费"),
        (".*基本支出", "人员(经费|支出)|(日常)?公用(经费|支出)"),
        (".*三公.*", TRAVEL),
        (STAGES, f"{TRAVEL}|.*(支出|收入)|{FUNDS}|人员经费|公用经费"),
        ("财政拨款(收入|支出)?", f"{FUNDS}|{STAGES}"),
        ("资金(来源|性质)", f"财政拨款.*|{FUNDS}|财政专户.*|单位资金|.*结余|.*结转.*|其他资金|{REVENUES}"),
        ("(本年|部门|单位)?收入(预算|决算)?", f"{REVENUES}|{FUNDS}|.*结转.*"),
        (f"((本年|部门|单位)?支出(预算|决算)?|{FUNDS}支出(预算|决算)?)", f".*支出|人员经费|公用经费|{FUNDS}|{STAGES}"),
        (f"合计|小计|{TRAVEL}", STAGES),
    )
)
"""Which words can stand under which over columns of amounts; words that are not here have nothing under them."""

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


def is_amount(word: str) -> bool:
    """Whether a word of a head can stand over a column of amounts."""
    return not (ROW_NUMBER.fullmatch(word) or CODE.fullmatch(word) or LABEL.fullmatch(word))


def trees(words: Sequence[HeadWord], amounts: int) -> Iterator[list[tuple[str, ...]]]:
    """The headings of the columns, left to right, for each way to nest the words that has so many of amounts."""
    search = _Nesting(words)
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

    def __init__(self, words: Sequence[HeadWord]) -> None:
        self.words = words
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
            if words[0].line > node.line and can_stand_under(node.word, [word.text for word in words]):
                node.children = [Node(*word) for word in words]
                yield from self.fill(level, index + 1, [*below, *node.children], at + count)
        node.children = []


def is_group(word: str) -> bool:
    """Whether other words can stand under a word."""
    groups = (LABEL_GROUP, SIDE, LIST, *(group for group, _ in PARTS))
    return any(group.fullmatch(word) for group in groups)


def can_stand_under(word: str, words: Sequence[str]) -> bool:
    """Whether these words can be the cells directly under a word."""
    if LABEL_GROUP.fullmatch(word):
        parts = sum(len(one) == 1 for one in words)
        return all(CODE.fullmatch(one) or LABEL.fullmatch(one) for one in words) and parts in {0, len(words)}
    if SIDE.fullmatch(word) and not is_amount(words[0]):
        return _alternations(words) == 1 and is_amount(words[-1])
    if LIST.fullmatch(word) and CODE.fullmatch(words[0]):
        return is_amount(words[-1])
    totals = [TOTAL.fullmatch(one) is not None for one in words]
    allowed = next((parts for group, parts in PARTS if group.fullmatch(word)), None)
    return allowed is not None and not any(totals[1:]) and all(map(allowed.fullmatch, words))


def _alternations(words: Sequence[str]) -> int:
    """How often words go over from labels to amounts or back."""
    kinds = [is_amount(word) for word in words]
    return sum(one != other for one, other in itertools.pairwise(kinds))
