"""An indicator is one in the budget that sets it and in the accounts that tell what came of it."""

from typing import Any

from seed.ingest.indicators import aligned
from seed.ingest.merging import merged
from tests.invented.papers import DEPARTMENT, paper, rows_of

LAMPS = f"{DEPARTMENT}/灯具更新"


def indicator(ordinal: int, name: str, **cells: Any) -> dict[str, Any]:  # noqa: ANN401 - cells
    return {
        "key": f"{LAMPS}/2022/i{ordinal}",
        "subject_kind": "PROJECT",
        "subject": LAMPS,
        "fiscal_year": 2022,
        "ordinal": ordinal,
        "level1": "产出指标",
        "name": name,
        **cells,
    }


def test_target_and_outcome_meet_by_name_whatever_their_numbers() -> None:
    voted = paper(
        "b",
        kind="UNIT_BUDGET",
        indicators=[indicator(1, "更换数量", target_text="≥20盏"), indicator(2, "验收合格率", target_text="100%")],
    )
    told = paper(
        "a", indicators=[indicator(1, "验收 合格率", actual_text="98%"), indicator(2, "节电量", actual_text="3%")]
    )
    rows = merged(aligned(rows_of(told, voted))).rows["indicators"]
    found = {row["key"]: (row["name"], row["ordinal"], row["target_text"], row["actual_text"]) for row in rows}
    assert found == {
        f"{LAMPS}/2022/i1": ("更换数量", "1", "≥20盏", ""),
        f"{LAMPS}/2022/i2": ("验收合格率", "2", "100%", "98%"),
        f"{LAMPS}/2022/i3": ("节电量", "3", "", "3%"),
    }


def test_mentions_follow_the_number_of_their_indicator() -> None:
    voted = paper("b", kind="UNIT_BUDGET", indicators=[indicator(1, "更换数量")])
    mention = {"kind": "INDICATOR", "key": f"{LAMPS}/2022/i1", "line": 8}
    told = paper("a", indicators=[indicator(1, "节电量")], mentions=[mention])
    _, found = aligned(rows_of(voted, told))
    assert [row["key"] for row in found.of("mentions")] == [f"{LAMPS}/2022/i2"]


def test_two_indicators_of_one_name_are_told_apart_by_their_levels() -> None:
    voted = paper(
        "b",
        kind="UNIT_BUDGET",
        indicators=[indicator(1, "满意度", level2="群众"), indicator(2, "满意度", level2="船员")],
    )
    told = paper("a", indicators=[indicator(1, "满意度", level2="船员", actual_text="96%")])
    rows = merged(aligned(rows_of(voted, told))).rows["indicators"]
    assert {(row["level2"], row["actual_text"]) for row in rows} == {("群众", ""), ("船员", "96%")}
