"""Forms whose cells a text prints below each other."""

from collections.abc import Callable

from seed.parsers.evaluations.form_lines import indicator_rows, line_forms, payment_plan
from seed.parsers.outline import sections
from seed.sources.model import Source
from tests.seed.parsers.paper import TARGET_LINES


def test_a_form_is_read_from_lines(text: Callable[[str], Source]) -> None:
    (form,) = (form for heading in sections(text(TARGET_LINES)) for form in line_forms(heading))
    assert (form.text("name"), form.text("code")) == ("森林防火经费", "99990023T000000000001")
    assert (form.amount("annual"), form.amount("fiscal"), form.amount("other")) == ("1200.50", "1200.50", "0.00")
    assert (form.money_unit, form.text("purpose"), form.goals) == ("万元", "防火物资采购及巡护支出", (11, 12))


def test_fewer_amounts_than_dates_stand_under_the_last_and_say_so(text: Callable[[str], Source]) -> None:
    plan = payment_plan(text("3月底 6月底 9月底 12月底\n300.00 600.00 1200.50").lines)
    assert [(each.heading, each.amount) for each in plan] == [
        ("6月底", "300.00"),
        ("9月底", "600.00"),
        ("12月底", "1200.50"),
    ]
    assert all("3 amounts under 4 dates" in each.doubt for each in plan)


def test_as_many_amounts_as_dates_leave_no_doubt(text: Callable[[str], Source]) -> None:
    plan = payment_plan(text("6月底 12月底\n600.00 1200.50").lines)
    assert [(each.heading, each.amount, each.doubt) for each in plan] == [
        ("6月底", "600.00", ""),
        ("12月底", "1200.50", ""),
    ]


def test_more_amounts_than_dates_are_no_plan(text: Callable[[str], Source]) -> None:
    assert payment_plan(text("6月底 12月底\n1.00 2.00 3.00").lines) == ()


def test_rows_of_indicators_are_told_by_levels_and_signs(text: Callable[[str], Source]) -> None:
    lines = text(TARGET_LINES).lines
    rows, unread = indicator_rows(lines[12:])
    assert [(row["level1"], row["level2"], row["name"], row["target"], row["basis"]) for row in rows] == [
        ("产出指标", "数量指标", "巡护里程", "≥300公里", "工作计划"),
        ("产出指标", "质量指标", "隐患整改率", "=100%", "工作计划"),
        ("效益指标", "社会效益指标", "群众满意度", "≥95%", "历史标准"),
    ]
    assert unread == []


def test_a_row_without_a_target_is_not_guessed(text: Callable[[str], Source]) -> None:
    rows, unread = indicator_rows(text("一级指标 二级指标 三级指标 指标值\n产出指标 数量指标\n巡护里程").lines)
    assert (rows, [line for _, line in unread]) == ([], [2])
