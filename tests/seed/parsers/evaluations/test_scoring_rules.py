"""The wordings by which points are given, as rules with constants."""

import pytest

from seed.parsers.evaluations.scoring_rules import cleaned, scoring_rule


@pytest.mark.parametrize(
    ("words", "name", "terms"),
    [
        (
            "以上4项各占1/4权重分，每有一项不满足，扣除相应权重分。出现重大问题一票否决。",
            "CONDITIONS",
            "conditions=4;share=equal;veto=true",
        ),
        ("全部符合则得满分，少一项扣除25%权重分。", "CONDITIONS", "conditions=4;share=equal;cost=25"),
        (
            "到位率达到100%得满分，每降低1%扣2%权重分，扣完为止。",
            "PER_PERCENT",
            "target=100;step=1;cost=2;floor=0",
        ),
        (
            "效果分为好、一般、差，分别可得100%、60%、0%的权重分。",
            "QUALITATIVE_BANDS",
            "bands=好:100,一般:60,差:0",
        ),
        ("执行率*该指标分值，最高不得超过分值上限。", "PROPORTIONAL", "formula=rate*weight;cap=weight"),
        (
            "1.利用率≥90%的，得1分。2.90%>利用率≥75%的，得0.7分。3.利用率<75%的，得0分。",
            "RATIO_BANDS",
            "bands=[90,inf):1|[75,90):0.7|[0,75):0",
        ),
        ("1.制度健全（1分）。2.执行有效（1分）。", "CONDITIONS", "conditions=2;share=equal;points=1|1"),
        ("由专家判断酌情扣分。", "JUDGEMENT", ""),
    ],
)
def test_a_known_wording_is_a_rule_with_its_constants(words: str, name: str, terms: str) -> None:
    rule = scoring_rule(words)
    assert rule is not None
    assert (rule.name, rule.terms) == (name, terms)


@pytest.mark.parametrize("words", ["", "视情况给分。", "得分率较高。", "达到90%得分。"])
def test_an_unknown_wording_is_no_rule(words: str) -> None:
    assert scoring_rule(words) is None


def test_marks_of_web_pages_and_typesetting_are_no_words() -> None:
    assert cleaned("利用率$\\geq 90\\%$的<br/>，得1分") == "利用率≥90%的，得1分"
    assert cleaned("60%<利用率<75%的，得1分") == "60%<利用率<75%的，得1分"
