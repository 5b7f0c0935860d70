"""Clients ask for sums and get them with their proof."""

from typing import Any

from tests.schema.conftest import Ask

QUERY = """query ($by: [AggregateDimension!]!, $phase: BudgetPhase, $level: Int) {
  aggregate(groupBy: $by, where: {direction: {eq: EXPENDITURE}}, phase: $phase, functionalLevel: $level) {
    totalCount linesMatched linesCounted
    leftOut { reason description lines statement { printedNumber } countedInstead { printedNumber } }
    mappings { dimension share mapped unmapped confidence } unmapped { dimension reason amount code { code } }
    edges { cursor node {
      label amount yuan: amount(unit: YUAN) linesCounted
      keys { dimension value label confidence entity { kind label } }
      lines(first: 1) { totalCount edges { node { label } } }
      statements { scope lines statement { printedNumber } }
      leftOut { reason lines } publishedTotal { difference severity line { label } } publishedTotals { line { label } }
    } } } }"""


def groups(answer: Any) -> dict[str, Any]:  # noqa: ANN401 - an answer of the interface
    return {edge["node"]["label"]: edge["node"] for edge in answer["aggregate"]["edges"]}


def test_a_sum_comes_with_its_keys_lines_statements_and_printed_total(ask: Ask) -> None:
    found = groups(ask(QUERY, by=["PHASE", "FUNCTIONAL"], level=1))
    assert list(found) == ["APPROVED · 201 一般公共服务支出", "EXECUTED · 201 一般公共服务支出"]
    executed = found["EXECUTED · 201 一般公共服务支出"]
    assert (executed["amount"], executed["yuan"], executed["linesCounted"]) == ("110.00", "1100000", 4)
    assert executed["keys"][1] == {
        "dimension": "FUNCTIONAL",
        "value": "201",
        "label": "201 一般公共服务支出",
        "confidence": None,
        "entity": {"kind": "CLASSIFICATION", "label": "一般公共服务支出"},
    }
    assert executed["lines"]["totalCount"] == 4
    assert executed["statements"] == [{"scope": "all money", "lines": 4, "statement": {"printedNumber": "公开02表"}}]
    assert executed["publishedTotal"]["difference"] == "0.00"
    assert executed["publishedTotal"]["severity"] is None
    assert len(executed["publishedTotals"]) == 3
    assert {out["reason"] for out in executed["leftOut"]} == {"REPEATS_COUNTED", "OTHER_STATEMENT"}


def test_every_line_is_accounted_for(ask: Ask) -> None:
    answer = ask(QUERY, by=["PHASE"])["aggregate"]
    assert answer["linesCounted"] + sum(out["lines"] for out in answer["leftOut"]) == answer["linesMatched"]
    assert all(out["description"] for out in answer["leftOut"])


def test_cofog_is_reached_through_mappings_and_the_share_is_told(ask: Ask) -> None:
    answer = ask(QUERY, by=["COFOG"], phase="EXECUTED")["aggregate"]
    [share] = answer["mappings"]
    assert share == {
        "dimension": "COFOG", "share": "1.0000", "mapped": "110.00", "unmapped": "0.00", "confidence": "LOW",
    }  # fmt: skip
    assert answer["unmapped"] == []
    [edge] = answer["edges"]
    assert edge["node"]["keys"][0]["confidence"] == "LOW"


def test_codes_of_a_year_that_has_none_of_them_stand_in_a_group_without_a_value(ask: Ask) -> None:
    told = ask(
        """{ aggregate(groupBy: [FUNCTIONAL], phase: EXECUTED, asOfEdition: 2014,
                      where: {direction: {eq: EXPENDITURE}}) {
             mappings { share unmapped } unmapped { code { code } amount reason } edges { node { label amount } } } }"""
    )["aggregate"]
    assert told["mappings"] == [{"share": "0.0000", "unmapped": "110.00"}]
    assert told["edges"] == [{"node": {"label": "none", "amount": "110.00"}}]
    assert [(each["code"]["code"], each["amount"]) for each in told["unmapped"]] == [
        ("2010301", "70.00"),
        ("2010302", "40.00"),
    ]
    assert told["unmapped"][0]["reason"] == "no mapping leads from 2010301 of 2022 to a code of 2014"


def test_what_must_not_be_added_is_refused_with_an_alternative(refusal: Ask) -> None:
    message = refusal("{ aggregate(groupBy: []) { totalCount } }")
    assert message.startswith("these lines cannot be added: they are of the phases APPROVED, EXECUTED; give `phase`")
