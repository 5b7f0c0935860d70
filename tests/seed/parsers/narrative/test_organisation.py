"""Duties by number, offices and budget units by name, from lists, tables and sentences."""

from collections.abc import Callable

from seed.parsers.narrative.organisation import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source

LISTED = """
第一部分 部门概况
一、主要职责
（一）组织全市造林绿化。
（二）管理林木采伐，
保护湿地。
（三）组织森林防火。
二、机构设置
1.办公室。负责文电，对外以云溪市绿化委员会办公室名义开展工作。
2.资源管理科。负责采伐，加挂行政审批科牌子。
3-5.林政一至三科。负责执法。
三、单位构成
云溪市林业局部门预算单位包括：云溪市林业局（本级）、云溪市林木种苗站。
"""
TABLE = [["序号", "内设机构", "主要职能"], ["1", "办公室", "文电"], ["2", "防火科", "防火，挂森林防火指挥部牌子"]]


def test_duties_are_counted_and_not_copied(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    found = PARSER.parse(text(LISTED), known())
    assert [(duty["ordinal"], duty["line"], duty["summary"]) for duty in found.rows["duties"]] == [
        ("1", "3", ""),
        ("2", "4", ""),
        ("3", "6", ""),
    ]
    (counted,) = found.rows["observations"]
    assert (counted["measure"], counted["value"], counted["unit"]) == ("duties_count", "3", "项")


def test_a_collective_item_is_as_many_offices_as_it_says(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    offices = PARSER.parse(text(LISTED), known()).rows["offices"]
    assert [(office["ordinal"], office["name"]) for office in offices] == [
        ("1", "办公室"),
        ("2", "资源管理科"),
        ("3", "林政一科"),
        ("4", "林政二科"),
        ("5", "林政三科"),
    ]
    assert offices[3]["published_as"] == "3-5.林政一至三科"


def test_offices_may_bear_other_names_outwards(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    offices = PARSER.parse(text(LISTED), known()).rows["offices"]
    assert [office["external_names"] for office in offices[:2]] == ["云溪市绿化委员会办公室", "行政审批科"]


def test_a_sentence_may_name_the_budget_units(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    units = PARSER.parse(text(LISTED), known()).rows["budget_units"]
    assert [unit["name"] for unit in units] == ["云溪市林业局（本级）", "云溪市林木种苗站"]


def test_offices_may_stand_in_a_table(tables: Callable[..., Source], known: Callable[..., Context]) -> None:
    source = tables(TABLE, above="第一部分 部门概况\n一、机构设置")
    offices = PARSER.parse(source, known()).rows["offices"]
    assert [(office["name"], office["external_names"]) for office in offices] == [
        ("办公室", ""),
        ("防火科", "森林防火指挥部"),
    ]


def test_a_sentence_may_name_the_offices(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    source = text("一、机构设置\n云溪市林业局内设机构包括：办公室、资源管理科、防火科。")
    assert [office["name"] for office in PARSER.parse(source, known()).rows["offices"]] == [
        "办公室",
        "资源管理科",
        "防火科",
    ]


def test_duties_may_be_one_sentence(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    source = text("一、主要职能\n主要职责是：组织造林；保护湿地；\n组织森林防火。内设2个科室。")
    duties = PARSER.parse(source, known()).rows["duties"]
    assert [(duty["ordinal"], duty["line"]) for duty in duties] == [("1", "2"), ("2", "2"), ("3", "3")]


def test_a_gap_in_the_numbers_is_reported(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    found = PARSER.parse(text("一、主要职责\n1.组织造林。\n2-3.保护湿地。\n4.组织防火。"), known())
    assert [duty["ordinal"] for duty in found.rows["duties"]] == ["1", "2", "4"]
    assert [warning.line for warning in found.warnings] == [2]


def test_duties_of_a_second_unit_are_not_those_of_the_first(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    body = "（一）组织全市造林绿化，保护湿地。\n（二）组织森林防火。"
    duties = PARSER.parse(text(f"一、主要职责\n{body}\n一、主要职责\n{body}\n（三）治虫。"), known()).rows["duties"]
    assert [duty["line"] for duty in duties] == ["2", "3"]


def test_a_document_without_such_headings_has_no_organisation(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    assert not PARSER.recognises(text("一、收支情况\n收入1万元。"), known())


def test_units_are_listed_after_how_many_of_each_kind_there_are(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    source = text(
        "云溪市林业局机构设置\n本部门中，行政单位1家，参公单位1家，具体包括（列示至基层预算单位）：\n"
        "1.云溪市林业局本部\n2.下属事业单位云溪市林木种苗站不单列预算，并入本部。"
    )
    units = PARSER.parse(source, known()).rows["budget_units"]
    assert [unit["name"] for unit in units] == ["云溪市林业局本部", "云溪市林木种苗站"]
