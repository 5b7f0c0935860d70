"""Evaluations with grade bands and deductions, and results that a document only mentions."""

from collections.abc import Callable

from seed.parsers.evaluations.evaluation_reports import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source
from tests.seed.parsers.paper import REPORT, REPORT_TITLE, RUBRIC

KEY = "999900/云溪市林业局/森林防火经费/2022/DEPARTMENT"


def report(known: Callable[..., Context]) -> Context:
    return known("PROJECT_EVALUATION", title=REPORT_TITLE)


def test_a_report_is_an_evaluation_with_bands(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    found = PARSER.parse(text(REPORT), report(known))
    (evaluation,) = found.rows["evaluations"]
    assert [evaluation[column] for column in ("key", "score", "full_score", "grade")] == [
        KEY,
        "92",
        "100",
        "EXCELLENT",
    ]
    assert [band["lower"] for band in found.rows["grade_bands"]] == ["90", "80", "60", "0"]


def test_points_lost_belong_to_a_criterion_of_the_rubric(
    tables: Callable[..., Source], known: Callable[..., Context]
) -> None:
    (lost,) = PARSER.parse(tables(RUBRIC, above=REPORT), report(known)).rows["deductions"]
    assert (lost["evaluation"], lost["criterion"], lost["amount"]) == (KEY, "产出 > 产出数量 > 实际完成率", "8")


def test_without_a_rubric_the_framework_of_the_ministry_tells_the_path(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    (lost,) = PARSER.parse(text(REPORT), report(known)).rows["deductions"]
    assert (lost["criterion"], lost["amount"]) == ("产出 > 产出数量 > 实际完成率", "8")
    assert "framework" in lost["note"]


def test_points_lost_on_an_unknown_criterion_are_reported(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    found = PARSER.parse(text(REPORT.replace("实际完成率扣8分", "林区面貌扣8分")), report(known))
    assert not found.rows["deductions"]
    assert "林区面貌" in found.warnings[0].text


def test_a_report_without_a_score_is_reported(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    found = PARSER.parse(text("一、基本情况\n无。"), report(known))
    assert not found.rows["evaluations"]
    assert "states no score" in found.warnings[0].text


def test_a_result_that_is_only_mentioned_is_an_evaluation_too(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    source = text("一、财政评价项目\n“森林防火经费”项目，绩效评价得分为88.5分，等级为“良”。")
    (evaluation,) = PARSER.parse(source, known()).rows["evaluations"]
    assert (evaluation["kind"], evaluation["score"], evaluation["grade"]) == ("FISCAL", "88.5", "GOOD")


def test_a_mention_of_a_report_that_is_there_is_a_further_place_of_it(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    mentioned = "一、部门评价结果\n“森林防火经费”项目，绩效评价综合得分为92分，等级为“优”。\n"
    for score, places in (("92", ["2"]), ("90", [])):
        source = text(f"{mentioned.replace('92', score)}{REPORT_TITLE}\n{REPORT}")
        found = PARSER.parse(source, known())
        assert [each["key"] for each in found.rows["evaluations"]] == [KEY]
        assert [each["line"] for each in found.rows["mentions"] if each["key"] == KEY] == places
