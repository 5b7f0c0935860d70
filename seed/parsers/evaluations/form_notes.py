"""What the notes under a form of self-evaluation say of its scoring: bands in words, shares of weights, a threshold."""

import re
from collections.abc import Iterator, Mapping

from seed.parsers.wording.passages import Passage
from seed.parsers.wording.printed_values import NUMBER

BANDS = re.compile(
    r"(?P<high>(?P<a>[0-9]{1,3})-(?P<b>[0-9]{1,3})%[（(]含(?P=b)%[)）])、"
    r"(?P<middle>(?P=b)-(?P<c>[0-9]{1,3})%[（(]含(?P=c)%[)）])、(?P<low>(?P=c)-0%)"
)
"""The three bands of a target in words, of the points of an indicator: reached, reached in part, not reached."""

SHARES = re.compile(rf"预算执行率(?P<rate>{NUMBER})%[、，和]绩效指标(?P<rest>{NUMBER})%")
EXPLAINED_BELOW = re.compile(rf"得分在(?P<points>{NUMBER})分以下")

Noted = tuple[Mapping[str, str], int]
"""The cells of an observation and its line."""


def noted(notes: Passage) -> Iterator[Noted]:
    """The bands, the shares of execution and indicators in all points, and below which score reasons are asked for."""
    bands = BANDS.search(notes.text)
    if bands is not None:
        for group, name in (("high", "完成预期指标"), ("middle", "部分完成预期指标"), ("low", "未完成预期指标")):
            cells = {"name": f"定性指标得分区间 / {name}", "measure": "score_band", "qualifier": "占指标分值"}
            yield {**cells, "text": bands[group], "unit": "%"}, notes.line(bands.start(group))
    shares = SHARES.search(notes.text)
    if shares is not None:
        for group, name in (("rate", "预算执行率"), ("rest", "绩效指标")):
            cells = {"name": name, "measure": "weight_share", "qualifier": "原则权重", "unit": "%"}
            value = {"value": shares[group], "published": f"{shares[group]}%"}
            yield {**cells, **value}, notes.line(shares.start(group))
    below = EXPLAINED_BELOW.search(notes.text)
    if below is not None:
        cells = {"name": "自评得分须说明原因的界线", "measure": "threshold", "qualifier": "以下", "unit": "分"}
        value = {"value": below["points"], "published": f"{below['points']}分"}
        yield {**cells, **value}, notes.line(below.start("points"))
