"""Whether two names say the same thing in other words.

A published name is shortened, lengthened or turned round from one page to the next: `二级预算项目支出绩效目标` and
`项目支出绩效目标申报表`, `保障LNG安全运输` and `LNG海上安全运输保障`. Two names are taken for one where almost all of
the shorter is in the longer, or where the end of one is the beginning of the other; names that differ in a word
that tells things apart (import and export, initial and adjusted) are not.
"""

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from graph.findings.labels import plain

SHORTEST = 6
"""Shorter names hold too few characters to tell chance from sameness."""

ADDED = 4
"""More characters than these added to a name make it the name of something else."""

OVERLAP = 8
"""The end of one name that begins another must be this long."""

APART = (
    ("进口", "出口"), ("入境", "出入境"), ("国内", "国（境）外"), ("年初", "年末"), ("内部", "公开"), ("已", ""),
    ("非", ""), ("购置", "运行"), ("流动", "非流动"),
)  # fmt: skip
"""Words that tell apart what is called alike otherwise; the empty word stands for its absence."""


@lru_cache(maxsize=65536)
def one_thing(first: str, second: str) -> bool:
    """Whether two different names stand for one thing."""
    one, other = sorted((plain(first), plain(second)), key=len)
    if one == other or len(one) < SHORTEST or any(_told_apart(one, other, *words) for words in APART):
        return False
    added = len(other) - len(one)
    if added <= ADDED and not Counter(one) - Counter(other):
        return True
    return _overlaps(one, other) or _overlaps(other, one)


def _told_apart(one: str, other: str, word: str, against: str) -> bool:
    if not against:
        return (word in one) != (word in other)
    return (word in one, against in one) != (word in other, against in other)


def _overlaps(left: str, right: str) -> bool:
    """Whether a long end of the left name is the beginning of the right one."""
    longest = min(len(left), len(right)) - 1
    return any(left.endswith(right[:size]) for size in range(longest, OVERLAP - 1, -1))


def common_end(first: str, second: str) -> str:
    """The longest end that two names share, without the words for rates and degrees: `受话满意`."""
    one, other = (plain(name).rstrip("率度数量") for name in (first, second))
    size = next(
        (count for count, (a, b) in enumerate(zip(reversed(one), reversed(other), strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return one[len(one) - size :]


def common_run(first: str, second: str) -> str:
    """The longest run of characters that two names share."""
    one, other = plain(first), plain(second)
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[match.a : match.a + match.size]
