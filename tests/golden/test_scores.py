"""The documents' own scoring rules, applied to their own figures, give what a careful reader computed."""

from decimal import Decimal

import pytest

from graph.findings.check import find
from graph.findings.facts import Facts
from graph.findings.rubrics import Rubric, rubrics
from graph.model import Finding
from graph.scoring.rubric import RecomputationBasis
from graph.vocabulary import Severity
from seed.dataset import load_dataset

FACTS = Facts(load_dataset())
SPECIAL_2020, SPECIAL_2021 = "370200/103/专项业务费/2020/DEPARTMENT", "370200/103/专项业务费/2021/DEPARTMENT"
PORT_2021 = "370200/103/口岸大通关补助专项资金/2021/DEPARTMENT"
OVERALL = "370200/103/2021/OVERALL"
SHENZHEN = "440300/深圳市人民政府口岸办公室/2021/OVERALL"


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return list(find(load_dataset()))


def rubric(key: str) -> Rubric:
    [found] = [each for each in rubrics(FACTS) if each.evaluation.key == key]
    return found


@pytest.mark.parametrize(
    ("key", "name", "score"),
    [
        (SPECIAL_2020, "预算执行率", "1.9852"),
        (SPECIAL_2021, "预算执行率", "4.9997"),
        (SPECIAL_2021, "绩效目标合理性", "1.5"),
        (OVERALL, "人员经费支出", "4.8205"),
        (OVERALL, "公用经费支出", "2.5907"),
        (OVERALL, "政府服务热线人工接通率", "7.5"),
        (SHENZHEN, "预算执行率", "5.413"),
        (SHENZHEN, "编外人员控制率", "0"),
        (SHENZHEN, "公众或服务对象满意度", "2"),
        (SHENZHEN, "项目完成及时性", "5.5714"),
    ],
)
def test_rows_are_recomputed_by_their_own_rules(key: str, name: str, score: str) -> None:
    found = rubric(key)
    [item] = [each for each in found.items if each.name == name]
    assert found.rescored.items[item.key].score == Decimal(score)


@pytest.mark.parametrize(
    ("key", "total"),
    [
        (SPECIAL_2020, "98.4852"),
        (SPECIAL_2021, "98.8497"),
        (PORT_2021, "96.15"),
        (OVERALL, "97.4112"),
        (SHENZHEN, "93.7844"),
    ],
)
def test_totals_are_recomputed_from_their_rows(key: str, total: str) -> None:
    assert rubric(key).rescored.total.score == Decimal(total)


def test_rows_without_a_recomputed_score_say_why() -> None:
    silent = [
        item.key
        for each in rubrics(FACTS)
        for item in each.items
        if each.rescored.items[item.key].score is None and not each.rescored.items[item.key].note
    ]
    assert silent == []


def test_most_scored_rows_can_be_recomputed() -> None:
    leaves = [(each, leaf.item) for each in rubrics(FACTS) for leaf in each.leaves]
    bases = [each.rescored.items[item.key].basis for each, item in leaves]
    assert bases.count(RecomputationBasis.RULE) >= 34
    assert bases.count(RecomputationBasis.RATE) >= 52
    assert bases.count(None) <= 21


FOUND = {
    "score-is-weight-times-rate": {("0.5", "1.5")},
    "score-equals-rows": {("8.85", "7.85")},
    "total-score-equals-rows": {("98.85", "97.85")},
    "deductions-are-points-lost": {("0.5", "1.5")},
    "score-by-formula": {("1.9", "1.9852"), ("4", "4.8205"), ("2", "2.5907")},
    "score-admitted-by-conditions": {
        ("2.5", "2.25"), ("2.5", "2"), ("3.5", "3"), ("1.35", "1.3333"), ("5", "4.5"), ("5.4", "4.8"), ("4.9", "4"),
    },
    "score-needs-a-reading": {("2.9", "2.869"), ("5.41", "5.4413")},
    "formula-read-one-way": {("1.9", "1.9852")},
    "score-follows-its-driver": {("4", "5")},
}  # fmt: skip
"""What a careful reader found by the documents' own scoring rules: published and expected points."""


@pytest.mark.parametrize("rule", FOUND)
def test_what_a_careful_reader_found_is_found_and_nothing_else(findings: list[Finding], rule: str) -> None:
    assert {(str(each.published), str(each.expected)) for each in findings if each.rule == rule} == FOUND[rule]


def test_the_computation_is_told_from_the_amounts_and_not_from_the_rounded_rate(findings: list[Finding]) -> None:
    [read] = [each for each in findings if each.rule == "formula-read-one-way"]
    assert read.computation is not None
    assert "6377.02/6386.50=99.8516%" in read.computation
    assert "5577.92/5577.98=99.9989%" in read.computation
    assert len(read.document_keys) == 2


def test_a_target_said_in_other_words_is_found(findings: list[Finding]) -> None:
    [each] = [each for each in findings if each.rule == "outcome-in-words-of-target"]
    assert "published 有效推进; expected 有效改进" in each.message


def test_a_wrong_score_is_major_and_a_missed_step_is_not(findings: list[Finding]) -> None:
    severities = {each.rule: each.severity for each in findings if each.rule in FOUND}
    assert severities["score-is-weight-times-rate"] is Severity.MAJOR
    assert severities["score-admitted-by-conditions"] is Severity.MINOR


def test_an_evaluation_has_the_findings_about_its_rows(findings: list[Finding]) -> None:
    subjects = {ref.key for each in findings if each.rule == "score-admitted-by-conditions" for ref in each.subjects}
    assert {SPECIAL_2020, SPECIAL_2021, PORT_2021, SHENZHEN} <= subjects
