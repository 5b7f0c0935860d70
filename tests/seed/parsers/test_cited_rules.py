"""What a document cites: laws, notices, plans and meetings, each once and with its number where one is printed."""

from collections.abc import Callable

import pytest

from seed.parsers.cited_rules import PARSER, kind_of, titles
from seed.parsers.parsed import Context
from seed.sources.model import Source

PROSE = """
一、立项依据
依据《云溪市森林防火条例》《云溪市财政局关于印发〈项目支出绩效评价管理办法〉的通知》
（云财绩〔2020〕7号）和云政发〔2021〕3号《云溪市造林绿化规划（2021年版）》实施，
落实云溪市政府三届十二次常务会议精神，纳入云溪市“十四五”林业发展规划。再次依据《云溪市森林防火条例》。
电视台《绿色云溪》栏目作了报道。
"""


def test_a_rule_is_cited_once_with_its_number(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    rules = PARSER.parse(text(PROSE), known()).rows["cited_rules"]
    assert [(rule["title"], rule["number"], rule["kind"], rule["line"]) for rule in rules] == [
        ("云溪市森林防火条例", "", "REGULATION", "2"),
        ("云溪市财政局关于印发<项目支出绩效评价管理办法>的通知", "云财绩〔2020〕7号", "NOTICE", "2"),
        ("云溪市造林绿化规划（2021年版）", "云政发〔2021〕3号", "PLAN", "3"),
        ("市政府三届十二次常务会议精神", "", "MEETING", "4"),
        ("云溪市“十四五”林业发展规划", "", "PLAN", "4"),
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("中华人民共和国森林法", "LAW"),
        ("云溪市造林补助办法（试行）", "MEASURES"),
        ("防火手册", "MANUAL"),
        ("绿色云溪", None),
    ],
)
def test_the_last_word_of_a_title_says_what_it_is(title: str, kind: str | None) -> None:
    assert kind_of(title) == kind


def test_the_basis_of_a_target_cites_each_rule_once() -> None:
    assert titles("按《造林办法》和《防火条例》，《造林办法》第二条") == ["造林办法", "防火条例"]


def test_rules_are_cited_inside_tables_too(tables: Callable[..., Source], known: Callable[..., Context]) -> None:
    source = tables([["指标", "依据"], ["造林面积", "《造林技术规程》"]], above="一、绩效目标")
    (rule,) = PARSER.parse(source, known()).rows["cited_rules"]
    assert (rule["title"], rule["kind"], rule["line"]) == ("造林技术规程", "PROCEDURE", "3")


def test_where_a_rule_is_cited_again_is_noted(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    places = PARSER.parse(text(PROSE), known()).rows["mentions"]
    assert [(each["kind"], each["key"], each["line"], each["locator"]) for each in places] == [
        ("CITED_RULE", "云溪市森林防火条例", "4", "一、立项依据")
    ]
