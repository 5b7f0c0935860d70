"""What the text of a report concludes."""

from collections.abc import Callable

from seed.parsers.evaluations.conclusions import conclusion
from seed.parsers.evaluations.reports import reports
from seed.parsers.parsed import Context
from seed.sources.model import Source
from tests.seed.parsers.paper import REPORT, REPORT_TITLE


def test_score_grade_and_full_score_are_stated(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    (report,) = reports(text(REPORT), known("PROJECT_EVALUATION", title=REPORT_TITLE))
    stated = conclusion(report)
    assert (stated.score, stated.grade, stated.full_score) == ("92", "EXCELLENT", "100")
    assert [band.grade for band, _ in stated.bands] == ["EXCELLENT", "GOOD", "FAIR", "POOR"]


def test_points_of_levels_and_points_lost_are_stated(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    (report,) = reports(text(REPORT), known("PROJECT_EVALUATION", title=REPORT_TITLE))
    stated = conclusion(report)
    assert {name: (level.weight, level.score) for name, level in stated.levels.items()} == {
        "决策": ("20", "20"),
        "产出": ("80", "72"),
    }
    assert [(lost.name, lost.amount) for lost in stated.lost] == [("实际完成率", "8")]
    assert (stated.deducted("实际完成率"), stated.deducted("质量达标率")) == ("8", "")


def test_rates_are_known_by_name(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    (report,) = reports(text(REPORT), known("PROJECT_EVALUATION", title=REPORT_TITLE))
    assert conclusion(report).rates["预算执行率"] == ("90", "执行率为90%")


def test_a_report_that_concludes_nothing_has_no_score(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    (report,) = reports(text("一、基本情况\n无。"), known("PROJECT_EVALUATION", title=REPORT_TITLE))
    assert (conclusion(report).score, conclusion(report).levels, conclusion(report).lost) == ("", {}, [])
