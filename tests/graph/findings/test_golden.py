"""The contradictions that people found in the packaged documents are found by the rules, with the right terms.

Each record of the sample is answered by one rule or more; a record that is words misread or misspelt, and nothing
that can be computed, is listed as such with the reason.
"""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from graph.findings.check import find
from graph.model import Finding
from graph.vocabulary import Severity
from seed.dataset import load_dataset


class Answer(NamedTuple):
    """The rule that finds a record, words of its finding, and figures that it must show."""

    rule: str
    words: str
    figures: str = ""
    severity: Severity | None = None


ROUNDING, MINOR, MAJOR = Severity.ROUNDING, Severity.MINOR, Severity.MAJOR

ANSWERS: dict[str, Answer] = {
    "公开01表 支出侧总计": Answer("grand-total", "公开01表", "19894.03 19894.02 19817.07 76.95", ROUNDING),
    "行政运行/一般公共服务支出 differs": Answer(
        "statements-agree", "2010301, GENERAL in", "18758.64 18758.63", ROUNDING
    ),
    "三公 decreases": Answer(
        "narrative-adds-up", "CHANGE INITIAL three public", "126.05 126.04 88.18 32.83 5.03", ROUNDING
    ),
    "专项业务费 2021 execution rate": Answer(
        "execution-rate-of-projects", "专项业务费", "99.99 100.00 5577.92", ROUNDING
    ),
    "2021 special operations rubric, 绩效目标合理性": Answer(
        "score-is-weight-times-rate", "绩效目标合理性", "0.5 1.5", MAJOR
    ),
    "政务热线 受话满意 2021": Answer("outcome-as-reported", "受话满意", "97 98.51 1.51", MINOR),
    "overall self-evaluation row target 有效改进": Answer(
        "outcome-in-words-of-target", "published 有效推进; expected 有效改进"
    ),
    "2021 special operations, 绩效指标明确性": Answer(
        "score-admitted-by-conditions", "绩效指标明确性", "1.35 0.65 0.6667"
    ),
    "口岸进出口总值": Answer("growth-over-published-base", "口岸进出口总值", "21692.5 23.8 85.85 11672 17522.2", MAJOR),
    "全市外贸进出口总值": Answer(
        "growth-over-published-base", "全市进出口总值", "8498.4 32.4 32.64 6407 6418.7", MINOR
    ),
    "project names: narrative adds": Answer(
        "project-has-one-name", "published 口岸通关补助-购买山东海事局查验服务经费"
    ),
    "fund name differs by year": Answer("project-has-one-name", "published 口岸大通关补助资金"),
    "grade bands": Answer("grade-bands-differ", "FAIR", "60 70", MINOR),
    "execution-rate rule applied differently": Answer(
        "formula-read-one-way", "预算执行率", "1.9 1.9852 99.8516 99.9989"
    ),
    "2020 special rubric, 绩效目标合理性": Answer(
        "score-admitted-by-conditions", "绩效目标合理性; published 2.5", "0.75 0.5"
    ),
    "99.45%": Answer("rate-without-amounts", "其他专项业务经费", "99.45 9.48 1723.64", MINOR),
    "公开表6 合计 vs": Answer(
        "total-equals-rows", "column 一般公共预算基本支出 / 合计", "8723.41 8723.42 6634.79 85.25", ROUNDING
    ),
    "公开信息总数": Answer(
        "one-quantity-one-indicator", "published 经济效益指标: 公开信息总数; expected 社会效益指标", "10000"
    ),
    "企业满意度": Answer("one-indicator-one-target", "published ≥85百分比; expected ≥95%", "85 95", MINOR),
    "unit oddities": Answer("unit-of-target", "published ≤5部/次; expected 部 or 次"),
    "project name differs between the summary": Answer("project-has-one-name", "published 政务信息化运维项目"),
    "glossary 对下级单位补助支出": Answer(
        "term-as-in-statements", "published 对下级单位补助支出; expected 对附属单位补助支出"
    ),
    "vehicles": Answer("categories-renamed", "领导干部用车, 实物保障用车", "26 27 9 10", MINOR),
    "预算编制合理性 loses": Answer("score-admitted-by-conditions", "预算编制合理性; published 4.9", "4 5"),
    "quarters below target": Answer(
        "quarters-below-target", "expected 第一季度、第三季度、第四季度", "85.07 80.56 94.29"
    ),
    "heading four doubles a word": Answer("heading-says-it-once", "评价评价指标得分情况"),
}
"""The record whose `what` begins like the key is found by the rule."""

NOT_COMPUTABLE: dict[str, str] = {
    "overall self-evaluation indicator name": "a misprinted character",
    "hotline named": "two words for one body in running text",
    "资金到位率 explanation": "the text of a rule, which the dataset does not hold",
    "voice service": "whether two names are of one service is judged by a reader",
}


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    """What the packaged documents contradict."""
    return find(load_dataset())


def records(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "golden" / "discrepancies.sample.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def shown(finding: Finding) -> set[Decimal]:
    """Every number that a finding shows, without signs."""
    text = (
        f"{finding.message.split('; printed in')[0]} {' '.join(f'{term.label} {term.value}' for term in finding.terms)}"
    )
    return {Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}


def test_every_record_that_can_be_computed_is_found_with_its_figures(
    shared: Path, findings: tuple[Finding, ...]
) -> None:
    missing = []
    for record in records(shared):
        what = record["what"]
        if any(what.startswith(words) for words in NOT_COMPUTABLE):
            continue
        answer = next(answer for words, answer in ANSWERS.items() if what.startswith(words))
        wanted = {Decimal(figure) for figure in answer.figures.split()}
        found = [each for each in findings if each.rule == answer.rule and answer.words in each.message]
        fitting = [each for each in found if wanted <= shown(each)]
        if not fitting or (answer.severity is not None and fitting[0].severity is not answer.severity):
            missing.append((what, [each.message for each in found]))
    assert missing == []


def test_every_figure_compared_is_printed_by_an_entity(findings: tuple[Finding, ...]) -> None:
    for answer in ANSWERS.values():
        for finding in findings:
            if finding.rule == answer.rule and finding.expected is not None:
                assert finding.sources
                assert finding.subjects
