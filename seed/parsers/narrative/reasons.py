"""The reasons that a text gives for a change, in its own words, and which changes they are given for."""

import re
from collections.abc import Iterable

from seed.parsers.parsed import Row

REASON = re.compile(
    r"(?P<about>[^，。：；]{0,40}?)的?(?:主要(?:变动)?(?:原因(?:是因为|是由于|是|为|在于)?|是因为|是由于|情况是?)|(?<=[元%次个]，)主要是)[：:，]?是?"
    r"(?P<words>[^。；]{2,300}?)(?=[。；]|$|(?<![增减])(?<![加少长降])，(?:比|较|与|同)(?:上一?年|去年|20[0-9]{2}年))"
)
STATED_NEXT = re.compile(r"^[^，。：；]{0,40}?主要(?:变动)?(?:原因|是因为|是由于|情况)")
OF_THE_BUDGET = re.compile(r"(?:支出)?(?:决算|执行|支出|预决算)数?(?:大于|小于|高于|低于|超过|与|同|差异|存在).*$")
CHANGED = re.compile(r"(?:支出|费用?|经费|收入|总计)?(?:决算数?)?(?:有所)?(?:增加|减少|增长|下降|变动|变化|增减).*$")
LEAD = re.compile(r"^(?:其中|其|20[0-9]{2}年度?|本年度?)+")
QUOTES = re.compile("[“”]")
EXPLAINED = frozenset({"change_amount", "change_rate", "change_vs_initial_budget", "execution_rate"})


def explain(rows: Iterable[tuple[int, Row]], text: str, after: str) -> None:
    """Write the reasons of a sentence, and of the one after it, to the rows of the figures that they explain.

    Rows come with the place of their figure in the sentence. A reason explains the changes before it, back to the one
    that has a reason already; where it names what has changed, only those of that name; and where nothing has changed
    what was spent, against what was planned.
    """
    waiting = [(place, row) for place, row in rows if not row["qualifier"].startswith("主要原因")]
    for match in REASON.finditer(text):
        earlier = [row for place, row in waiting if place < match.start("words")]
        waiting = [(place, row) for place, row in waiting if place >= match.start("words")]
        _write(earlier, match)
    following = REASON.match(after) if STATED_NEXT.match(after) else None
    if following is not None:
        _write([row for _, row in waiting], following)


def _write(rows: list[Row], reason: re.Match[str]) -> None:
    of_budget = OF_THE_BUDGET.search(reason["about"])
    measures = {"execution_rate"} if of_budget else EXPLAINED
    explained = [row for row in rows if row["measure"] in measures]
    if of_budget and not explained:
        explained = [row for row in rows if row["measure"] in {"executed_amount", "change_vs_initial_budget"}][-1:]
    about = QUOTES.sub("", LEAD.sub("", (OF_THE_BUDGET if of_budget else CHANGED).sub("", reason["about"])))
    last = explained[-1]["name"] if explained else ""
    for row in explained:
        if about in QUOTES.sub("", row["name"]) if about else row["name"] == last:
            row["reason"] = row["reason"] or reason["words"]
