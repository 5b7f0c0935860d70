"""A figure of one year that is stated twice has one value, under whatever name."""

from graph.identity import Ref
from graph.model import Observation
from graph.vocabulary import Approximation, EntityKind
from tests.graph.findings.paper import figures, found, project, told, words

PART = Ref(EntityKind.PROJECT, "part")
FUND = Ref(EntityKind.PROJECT, "p")


def counted(name: str, value: str, unit: str = "座", **more: object) -> Observation:
    return told(name, "actual_value", value, unit, **more)


def test_two_values_under_one_name_are_found() -> None:
    first, second = counted("维护灯塔", "7", key="1"), counted("维护灯塔", "8", key="2")
    [each] = found("stated-twice", first, second)
    assert (figures(each), each.computation, each.aspect) == (("7", "8"), "7-8=-1", "2")
    assert found("stated-twice", first, counted("维护灯塔", "8", fiscal_year=2021)) == []
    assert found("stated-twice", first, counted("维护灯塔", "8", "处")) == []


def test_two_names_of_one_thing_are_compared_within_a_fund() -> None:
    paper = (project("part", parent_key="p"), project("p"))
    first, second = counted("保障LNG安全运输", "684", subject=FUND), counted("LNG海上安全运输保障", "723", subject=PART)
    [each] = found("stated-twice", paper, first, second)
    assert set(figures(each)) == {"684", "723"}
    assert found("stated-twice", first, second) == []


def test_a_softened_figure_admits_what_it_says() -> None:
    over = counted("维护灯塔", "60", approximation=Approximation.OVER, qualifier="概数", published="60余座", key="2")
    assert found("stated-twice", counted("维护灯塔", "65", key="1"), over) == []
    [same] = found("stated-twice", counted("维护灯塔", "60", published="60座", key="1"), over)
    assert (words(same), same.published) == (("60座", "60余座"), None)
    [less] = found("stated-twice", counted("维护灯塔", "55", key="1"), over)
    assert words(less) == ("55 座", "60余座")


def test_nearly_and_about_admit_what_is_below_and_around() -> None:
    nearly = counted("维护灯塔", "60", approximation=Approximation.NEARLY, key="2")
    assert found("stated-twice", counted("维护灯塔", "58", key="1"), nearly) == []
    assert len(found("stated-twice", counted("维护灯塔", "61", key="1"), nearly)) == 1
    about = counted("维护灯塔", "60", approximation=Approximation.ABOUT, key="2")
    assert found("stated-twice", counted("维护灯塔", "63", key="1"), about) == []
    assert len(found("stated-twice", counted("维护灯塔", "70", key="1"), about)) == 1


def test_qualified_figures_are_of_different_things() -> None:
    north, south = (
        counted("维护灯塔", "7", qualifier="北岸", key="1"),
        counted("维护灯塔", "8", qualifier="南岸", key="2"),
    )
    assert found("stated-twice", north, south) == []


def test_a_line_as_qualifier_says_that_the_name_is_not_enough() -> None:
    assert found("stated-twice", counted("计接待", "287"), counted("计接待", "0", qualifier="第808行", key="2")) == []


def test_satisfaction_is_compared_in_points_and_per_cent() -> None:
    score = told("公众满意度得分", "satisfaction_score", "86.34", "分")
    softened = told("满意度", "satisfaction_rate", "85", "%", approximation=Approximation.OVER, qualifier="概数")
    [each] = found("stated-twice", score, softened, told("满意度", "satisfaction_rate", "85.34", "%"))
    assert set(figures(each)) == {"86.34", "85.34"}


def test_events_are_described_alike_by_two_projects_of_a_department() -> None:
    paper = (project("part"), project("p"))
    one = told("港口正式开放", "actual_text", None, "", subject=PART, text="双港口城市")
    other = told("港口岸正式对外开放", "actual_text", None, "", subject=FUND, text="多港口城市")
    [each] = found("stated-twice", paper, one, other)
    assert set(words(each)) == {"双港口城市", "多港口城市"}


def test_amounts_of_budgets_are_compared_by_what_they_are_instead() -> None:
    assert (
        found("stated-twice", told("基本支出", "amount", "1.00", key="1"), told("基本支出", "amount", "2.00", key="2"))
        == []
    )
