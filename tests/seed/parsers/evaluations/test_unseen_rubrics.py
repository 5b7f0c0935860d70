"""Rubrics that no parser was written for: every criterion with weight, score and rule, and none made up."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.parsers.codes import CodeBook
from seed.parsers.parsed import Parsed
from seed.parsers.recognise import parse
from seed.sources.read import read
from tests.documents.forms import NAME
from tests.documents.office import excel, word
from tests.documents.pdf import PdfStyle, pdf
from tests.documents.printed import PrintedDocument
from tests.documents.rubrics import PROJECT, ROWS, SHARES, STYLES, TOTAL, RubricStyle, report, rubric
from tests.documents.web import page
from tests.seed.parsers.statements.reading import DIVISIONS

WRITERS: dict[str, Callable[[PrintedDocument], bytes]] = {"pdf": pdf, "docx": word, "html": page, "xlsx": excel}
SUBJECT = f"990100/{NAME}/{PROJECT}"


def parsed(content: bytes, kind: str) -> Parsed:
    return parse(read(content, f"report.{kind}"), CodeBook.published(), DIVISIONS)


def scored(found: Parsed) -> list[tuple[str, str, str, str]]:
    return [
        (row["criterion"], row["weight"], row["score"], row["rule"])
        for row in found.rows["score_items"]
        if row["criterion"].count(" > ") > 1
    ]


WANTED = [
    (
        f"{each.level1} > {each.level2} > {each.name}",
        each.weight,
        each.score,
        "CONDITIONS" if each.rule == SHARES else "PER_PERCENT",
    )
    for each in ROWS
]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", STYLES)
def test_a_rubric_gives_its_criteria_under_their_levels_each_once(name: str, kind: str) -> None:
    found = parsed(WRITERS[kind](report(rubric(STYLES[name]))), kind)
    assert scored(found) == WANTED
    criteria = [row["criterion"] for row in found.rows["score_items"]]
    assert len(criteria) == len(set(criteria)) == len(ROWS) + 4 + 7
    assert {row["evaluation"] for row in found.rows["score_items"]} == {f"{SUBJECT}/2023/DEPARTMENT"}


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
@pytest.mark.parametrize("name", STYLES)
def test_the_evaluation_has_the_total_and_the_full_score(name: str, kind: str) -> None:
    found = parsed(WRITERS[kind](report(rubric(STYLES[name]))), kind)
    (evaluation,) = found.rows["evaluations"]
    assert (evaluation["score"], evaluation["full_score"], evaluation["grade"]) == (TOTAL, "100", "EXCELLENT")
    assert evaluation["ambiguous"] == "false"
    assert found.warnings == ()


@pytest.mark.parametrize("height", [40.0, 70.0])
@pytest.mark.parametrize("name", STYLES)
def test_a_rubric_over_several_pages_is_one(name: str, height: float) -> None:
    content = pdf(report(rubric(STYLES[name], body=True)), PdfStyle(row_height=height))
    assert scored(parsed(content, "pdf")) == WANTED


HEADS = {
    "weight": ("分值", "权重", "权重（%）", "标准分", "参考分值", "指标分值", "满分", "分数"),
    "rule": ("评分标准", "评价标准", "评分细则", "评分办法", "评价要点", "计分标准", "评分规则"),
    "score": ("得分", "评价得分", "实际得分", "自评得分", "综合得分", "评分"),
    "explanation": ("指标解释", "指标说明", "指标内涵"),
    "lost": ("扣分原因", "评分说明", "备注"),
}


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_columns_may_stand_in_any_order_under_any_of_their_heads(data: st.DataObject) -> None:
    levels = {"level1": "一级指标", "level2": "二级指标", "name": data.draw(st.sampled_from(["三级指标", "指标名称"]))}
    order = data.draw(st.permutations(sorted(HEADS)))
    style = RubricStyle(
        levels | {role: data.draw(st.sampled_from(HEADS[role])) for role in order},
        level_points=data.draw(st.sampled_from(["", "（{}分）", "（{}%）"])),
        repeated=data.draw(st.booleans()),
        total=data.draw(st.sampled_from(["合计", "总分", "总计", ""])),
    )
    assert scored(parsed(page(report(rubric(style))), "html")) == WANTED


def test_an_evaluation_is_marked_where_a_row_of_its_rubric_has_no_score() -> None:
    rows = [replace(each, score="见附表") if each.name == "实际完成率" else each for each in ROWS]
    found = parsed(page(report(rubric(STYLES["explained"], rows))), "html")
    (evaluation,) = found.rows["evaluations"]
    assert (evaluation["ambiguous"], evaluation["score"]) == ("true", TOTAL)
    assert "read in part: 1 of its scored rows" in evaluation["note"]
    assert "has no score" in found.warnings[0].text


@pytest.mark.parametrize("name", STYLES)
def test_of_a_rubric_without_ruling_lines_nothing_is_kept_and_that_is_said(name: str) -> None:
    found = parsed(pdf(report(rubric(STYLES[name])), PdfStyle(ruled=False)), "pdf")
    assert scored(found) == []
    assert any("could not be" in each.text for each in found.warnings), found.warnings
