"""The words of which the heads of forms are made, and the cutting of a head's text into them.

Where a format gives no geometry, the head of a table is text in which cells are broken over lines and run into one
another. All its words are known, though: forms everywhere use those of the model forms.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

FUND = r"(?:一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)(?:财政拨款|拨款|资金)?"
FLOW = r"(?:基本支出|支出|收入)"
STAGE = r"(?:年初|调整|全年|本年|上年|当年|20[0-9]{2}年(?:度)?)?(?:预算|决算|执行|完成|支出|收入)数"

WORD = re.compile(
    "|".join(
        (
            "行次|序号|行号",
            r"栏次",
            r"(?:支出)?(?:功能|(?:部门|单位|政府)?(?:预算)?(?:支出)?经济)?(?:分类)?科目(?:编码及名称|编码|代码|名称)?",
            r"科目(?:编码|代码|名称)|(?:单位|项目|部门|部门[（(]单位[)）]|预算单位)(?:编码|代码|名称)|编码|名称|类|款|项",
            r"采购(?:品目|类别|项目|目录|方式)(?:名称|编码|代码)?|采购(?:金额|预算)(?:合计)?|预算单位|备注",
            r"项目(?:单位|类别|类型)|类型|类别|规格(?:型号)?|计量单位|数量|单价",
            r"(?:支出|收入)?项目(?:[（(]按.{2,8}[)）])?",
            r"合计|小计|总计|金额|数额",
            STAGE,
            rf"(?:本年|20[0-9]{{2}}年(?:度)?)?{FUND}(?:预算)?{FLOW}?(?:合计)?",
            rf"{STAGE}(?:与|比|较){STAGE}(?:相比)?(?:增减(?:变化|情况)?)?|(?:增减|增长)(?:额|率|幅度|比例|[%％])?",
            r"(?:本年|财政拨款|部门|单位)?(?:收入|支出)(?:预算|决算)?(?:合计|总计)?",
            r"财政拨款(?:收入|支出)?|财政专户(?:管理)?(?:资金)?(?:收入)?|单位资金(?:收入)?|非财政拨款收入",
            r"(?:事业单位)?经营(?:收入|支出)|事业收入|上级补助收入|附属单位上缴收入|其他(?:收入|资金)",
            r"本年(?:财政)?拨款|(?:使用)?非财政拨款结余|(?:上年|年初|年末|年终|财政拨款|(?:上年|年初)财政拨款)结转(?:和)?(?:结余)?(?:资金)?|结转下年",
            r"基本支出|项目支出|上缴上级支出|对附属单位补助支出|人员(?:经费|支出)|(?:日常)?公用(?:经费|支出)",
            r"资金(?:来源|性质)|中小微?企业预留份额",
            r"因公出国[（(]境[)）]费用?|公务接待费|公务用车(?:购置(?:及|和)运行(?:维护)?|购置|运行(?:维护)?)费|购置费|运行(?:维护)?费",
            r"(?:20[0-9]{2}年(?:度)?)?[“\"]?三公[”\"]?经费(?:预算数|决算数|合计)?|机关运行经费(?:预算数)?",
        )
    )
)

LONGEST = 24
"""The letters that a word of a head may have."""

SEGMENTATIONS = 24
"""How many ways of cutting a head's text are tried."""

STEPS = 20_000

BROKEN = 100
"""What a word costs that is broken over lines, in words that are not."""


@dataclass(frozen=True, slots=True)
class HeadText:
    """The text of a head without blanks: where in it a word cannot go on, and where a line ends."""

    text: str
    walls: frozenset[int]
    breaks: tuple[int, ...]


def head_text(lines: Sequence[str]) -> HeadText:
    """The text of the lines of a head; letters that are set apart by blanks belong together."""
    text, walls, breaks = "", set(), []
    for line in lines:
        breaks.append(len(text))
        before = ""
        for piece in line.split():
            if before and not len(piece) == len(before) == 1:
                walls.add(len(text))
            text, before = text + piece, piece
    return HeadText(text, frozenset(walls), tuple(breaks[1:]))


class HeadWord(NamedTuple):
    """A word of a head and the line, from 0, on which it begins."""

    text: str
    line: int


def segmentations(head: HeadText) -> Iterator[list[HeadWord]]:
    """The ways to cut a head's text into known words, the likeliest first.

    A word never goes on over a blank within a line, and over the end of a line only where it has to: of two ways the
    one with fewer broken words is the likelier, then the one with fewer words.
    """
    search = _Search(head)
    if search.cost[0] is not None:
        search.collect(0, 0, [])
        yield from (words for _, words in sorted(search.found)[:SEGMENTATIONS])


class _Search:
    """The cutting of one head's text."""

    def __init__(self, head: HeadText) -> None:
        self.head = head
        self.steps = STEPS
        self.found: list[tuple[int, list[HeadWord]]] = []
        self.cost = self._cheapest()

    def _cheapest(self) -> list[int | None]:
        """For each place in the text the cost of the cheapest way to cut the rest of it; None where there is none."""
        size = len(self.head.text)
        cost: list[int | None] = [None] * size + [0]
        for start in range(size - 1, -1, -1):
            ways = [(cost[end], price) for end, price in self._words(start)]
            cost[start] = min((rest + price for rest, price in ways if rest is not None), default=None)
        return cost

    def _words(self, start: int) -> Iterator[tuple[int, int]]:
        """The known words that begin at a place: where they end and what they cost."""
        text = self.head.text
        last = min(len(text), start + LONGEST)
        last = min((wall for wall in self.head.walls if start < wall <= last), default=last)
        for end in range(last, start, -1):
            if WORD.fullmatch(text, start, end):
                yield end, 1 + BROKEN * sum(start < place < end for place in self.head.breaks)

    def collect(self, start: int, paid: int, words: list[HeadWord]) -> None:
        """Find all ways from a place on, up to a number of steps."""
        self.steps -= 1
        if self.steps < 0 or len(self.found) >= 4 * SEGMENTATIONS:
            return
        if start == len(self.head.text):
            self.found.append((paid, list(words)))
            return
        for end, price in sorted(self._words(start), key=lambda way: way[1] + (self.cost[way[0]] or 0)):
            if self.cost[end] is not None:
                words.append(HeadWord(self.head.text[start:end], bisect_right(self.head.breaks, start)))
                self.collect(end, paid + price, words)
                words.pop()
