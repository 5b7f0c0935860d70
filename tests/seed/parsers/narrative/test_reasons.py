"""The reasons that a text gives, and the figures that they explain."""

from collections.abc import Callable

import pytest

from seed.parsers.narrative.observations import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source


@pytest.mark.parametrize(
    ("told", "explained"),
    [
        (
            "支出合计120万元，比上年增加20万元，增长20%，主要原因是新建苗圃。其中：护林费30万元，比上年减少1万元。",
            [("支出合计", "20", "新建苗圃"), ("支出合计", "20", "新建苗圃"), ("护林费", "-1", "")],
        ),
        ("支出合计120万元，比上年增加20万元。主要原因：新建苗圃。", [("支出合计", "20", "新建苗圃")]),
        (
            "护林费30万元，比上年减少1万元，主要是由于林区缩小；防火费9万元，比上年增加2万元。",
            [("护林费", "-1", "林区缩小"), ("防火费", "2", "")],
        ),
        (
            "护林费支出比上年减少1万元；防火费支出比上年增加2万元。防火费支出增加的主要原因是气候干燥。",
            [("护林费支出", "-1", ""), ("防火费支出", "2", "气候干燥")],
        ),
        (
            "年初预算为100万元，支出决算为90万元，完成年初预算的90%。决算数小于预算数的主要原因：造林推迟。",
            [("防火费", "90", "造林推迟")],
        ),
        ("支出合计120万元，比上年增加20万元。同时加强管理。主要原因是新建苗圃。", [("支出合计", "20", "")]),
        (
            "支出合计120万元，比上年增加20万元，主要原因是防火费增加18万元。",
            [("支出合计", "20", "防火费增加18万元"), ("支出合计 / 防火费", "18", "")],
        ),
    ],
)
def test_a_reason_explains_the_changes_before_it(
    told: str, explained: list[tuple[str, str, str]], text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    source = text(f"一、情况\n防火费1元。{told}\n二、其他情况的说明列在下面，本段没有数字，只为让行的宽度超过标题。")
    rows = PARSER.parse(source, known()).rows["observations"]
    signed = {"change_amount", "change_rate", "execution_rate"}
    assert [(row["name"], row["value"], row["reason"]) for row in rows if row["measure"] in signed] == explained


def test_a_reason_for_a_difference_from_the_budget_stands_with_what_was_spent_where_no_rate_is_told(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    told = "防火费年初预算为100万元，支出决算为90万元。决算数小于预算数的主要原因：造林推迟。"
    rows = PARSER.parse(text(told), known()).rows["observations"]
    assert [(row["measure"], row["reason"]) for row in rows] == [
        ("initial_budget", ""),
        ("executed_amount", "造林推迟"),
    ]
