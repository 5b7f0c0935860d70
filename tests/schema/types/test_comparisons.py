"""Clients compare two figures and get both with their sources."""

from tests.invented import FIRST
from tests.schema.conftest import Ask


def test_phases_of_projects_are_compared_with_both_sources(ask: Ask) -> None:
    found = ask(
        """{ compareProjects(base: {fiscalYear: 2022, phase: APPROVED}, other: {fiscalYear: 2022, phase: EXECUTED},
                            where: {name: {eq: "灯具更新"}}) { totalCount edges { node {
             label subject { kind } difference inYuan: difference(unit: YUAN) ratio
             base { amount printedBy { label } sources { line document { key } } } other { amount } } } } }"""
    )["compareProjects"]
    [edge] = found["edges"]
    assert edge["node"] == {
        "label": "灯具更新",
        "subject": {"kind": "PROJECT"},
        "difference": "-10.00",
        "inYuan": "-100000",
        "ratio": "0.6667",
        "base": {
            "amount": "30.00",
            "printedBy": [{"label": "灯具更新"}],
            "sources": [{"line": 50, "document": {"key": FIRST.accounts}}],
        },
        "other": {"amount": "20.00"},
    }


def test_codes_and_sums_are_compared_year_against_year(ask: Ask) -> None:
    answer = ask(
        """{ codes: compareFunctional(base: {fiscalYear: 2022, phase: EXECUTED}, other: {fiscalYear: 2023, phase: APPROVED},
                                    department: "901") { edges { node { label base { amount } other { amount } } } }
             sums: compareAmounts(base: {phase: {eq: EXECUTED}, direction: {eq: EXPENDITURE}},
                                  other: {phase: {eq: APPROVED}, direction: {eq: EXPENDITURE}}) {
               edges { node { label difference ratio } } } }"""
    )
    assert [edge["node"]["other"]["amount"] for edge in answer["codes"]["edges"]] == ["80.00", "50.00"]
    assert answer["sums"]["edges"] == [{"node": {"label": "total", "difference": "20.00", "ratio": "1.1818"}}]


def test_evaluations_are_compared_by_default_self_with_department(ask: Ask) -> None:
    [edge] = ask(
        """{ compareEvaluations(fiscalYear: 2022) { edges { node { label subject { label } difference ratio
             base { score fullScore rate lowest highest printedBy { label } } other { score } } } } }"""
    )["compareEvaluations"]["edges"]
    assert edge["node"]["base"]["score"] == "96"
    assert edge["node"]["other"]["score"] == "90"
    assert (edge["node"]["difference"], edge["node"]["ratio"]) == ("-6", "0.9375")


def test_an_unknown_department_is_refused(refusal: Ask) -> None:
    assert "there is no DEPARTMENT `nobody`" in refusal(
        '{ compareDepartments(base: "901", other: "nobody", fiscalYear: 2022) { fiscalYear } }'
    )
