"""What the notes under a form say of its scoring."""

from seed.parsers.evaluations.form_notes import noted
from seed.parsers.wording.passages import passage
from seed.sources.model import Line

NOTES = (
    "定性指标按照指标分值的100-80%（含80%）、80-60%（含60%）、",
    "60-0%来记分。预算执行率10%、绩效指标90%。",
    "自评得分在80分以下的，要说明原因。",
)


def told(*lines: str) -> list[tuple[str, str, int]]:
    found = noted(passage(Line(number, 1, text) for number, text in enumerate(lines, 1)))
    return [(cells["measure"], cells.get("text") or cells["value"], line) for cells, line in found]


def test_bands_shares_and_threshold_are_told_with_their_lines() -> None:
    assert told(*NOTES) == [
        ("score_band", "100-80%（含80%）", 1),
        ("score_band", "80-60%（含60%）", 1),
        ("score_band", "60-0%", 2),
        ("weight_share", "10", 2),
        ("weight_share", "90", 2),
        ("threshold", "80", 3),
    ]


def test_bands_that_do_not_join_are_none() -> None:
    assert told("100-80%（含80%）、70-50%（含50%）、50-0%") == []
