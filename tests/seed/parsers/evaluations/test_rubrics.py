"""Criteria and score items of a report, parents before children."""

from collections.abc import Callable

from seed.parsers.evaluations.rubrics import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source
from tests.seed.parsers.paper import REPORT, REPORT_TITLE, RUBRIC


def report(known: Callable[..., Context]) -> Context:
    return known("PROJECT_EVALUATION", title=REPORT_TITLE)


def test_a_rubric_gives_criteria_with_weights_scores_and_rules(
    tables: Callable[..., Source], known: Callable[..., Context]
) -> None:
    items = PARSER.parse(tables(RUBRIC, above=REPORT), report(known)).rows["score_items"]
    told = [tuple(item[column] for column in ("ordinal", "criterion", "weight", "score", "rule")) for item in items]
    assert told == [
        ("1", "决策", "20", "20", ""),
        ("2", "决策 > 项目立项", "20", "", ""),
        ("3", "决策 > 项目立项 > 立项依据充分性", "20", "20", "CONDITIONS"),
        ("4", "产出", "80", "72", ""),
        ("5", "产出 > 产出数量", "80", "", ""),
        ("6", "产出 > 产出数量 > 实际完成率", "80", "72", "PER_PERCENT"),
    ]
    assert items[-1]["deduction"] == "8"


def test_every_criterion_has_its_parent(tables: Callable[..., Source], known: Callable[..., Context]) -> None:
    criteria = PARSER.parse(tables(RUBRIC, above=REPORT), report(known)).rows["criteria"]
    paths = {each["path"] for each in criteria}
    assert all(not each["parent"] or each["parent"] in paths for each in criteria)


def test_a_report_without_a_rubric_has_the_points_of_its_text(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    items = PARSER.parse(text(REPORT), report(known)).rows["score_items"]
    assert [(item["criterion"], item["weight"], item["score"]) for item in items] == [
        ("决策", "20", "20"),
        ("产出", "80", "72"),
    ]


def test_a_rule_of_unknown_wording_is_reported(tables: Callable[..., Source], known: Callable[..., Context]) -> None:
    rows = [[cell.replace("4项各占1/4权重分", "视情况给分") if cell else cell for cell in row] for row in RUBRIC]
    found = PARSER.parse(tables(rows, above=REPORT), report(known))
    assert found.rows["score_items"][2]["rule"] == ""
    assert ["立项依据充分性" in warning.text for warning in found.warnings] == [True]


def test_where_the_text_states_points_of_a_level_of_the_rubric_is_noted(
    tables: Callable[..., Source], known: Callable[..., Context]
) -> None:
    source = tables(RUBRIC, above=REPORT)
    places = PARSER.parse(source, report(known)).rows["mentions"]
    (line,) = (each.number for each in source.lines if "决策指标满分20分" in each.text)
    key = "999900/云溪市林业局/森林防火经费/2022/DEPARTMENT"
    assert {(each["kind"], each["key"], each["line"]) for each in places} == {
        ("SCORE_ITEM", f"{key}/决策", str(line)),
        ("SCORE_ITEM", f"{key}/产出", str(line)),
    }
