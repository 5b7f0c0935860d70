"""The headings of a document are found by their numbering and words, however freely publishers number."""

from collections.abc import Callable

from seed.parsers.outline import section_at, sections, without_contents
from seed.sources.model import Source

BUDGET = """
云溪市林业局2022年部门预算
目 录
第一部分 部门概况.......1
第二部分 部门预算表.....3
第一部分 部门概况
一、主要职责
（一）保护全市的森林、湿地和古树名木，组织开展森林防火与病虫害防治工作，监督管理
林木采伐。
二、机构设置
云溪市林业局内设机构3个。
第二部分
2022年部门预算表
一、收支预算总表
1,200.50 1,200.50
第三部分 情况说明
一、收支情况
（1）收入
收入预算1,200.50万元。
1.财政拨款
财政拨款1,200.50万元。
"""


def test_headings_stand_under_the_parts_they_are_printed_in(text: Callable[[str], Source]) -> None:
    locators = [section.locator for section in sections(text(BUDGET))]
    assert locators[1:] == [
        "第一部分 部门概况",
        "第一部分 部门概况 > 一、主要职责",
        "第一部分 部门概况 > 二、机构设置",
        "第二部分 2022年部门预算表",
        "第三部分 情况说明",
        "第三部分 情况说明 > 一、收支情况",
        "第三部分 情况说明 > 一、收支情况 > （1）收入",
        "第三部分 情况说明 > 一、收支情况 > （1）收入 > 1.财政拨款",
    ]


def test_the_table_of_contents_is_no_list_of_headings(text: Callable[[str], Source]) -> None:
    left = [line.text for line in without_contents(text(BUDGET).lines)]
    assert left[:2] == ["云溪市林业局2022年部门预算", "第一部分 部门概况"]


def test_a_sentence_that_starts_with_a_number_is_no_heading(text: Callable[[str], Source]) -> None:
    found = {section.locator: section for section in sections(text(BUDGET))}
    duties = found["第一部分 部门概况 > 一、主要职责"]
    assert duties.passage.text.startswith("（一）保护全市的森林")
    assert duties.passage.text.endswith("监督管理林木采伐。")


def test_an_open_numbering_is_closed_by_its_own_next_number(text: Callable[[str], Source]) -> None:
    body = "各项工作均已完成，资金全部拨付到位。"
    source = text(f"一、甲\n（2）乙\n1.丙\n{body}\n（3）丁\n{body}\n二、戊\n{body}")
    assert [section.path[-1:] for section in sections(source)[1:]] == [
        ("一、甲",),
        ("（2）乙",),
        ("1.丙",),
        ("（3）丁",),
        ("二、戊",),
    ]
    assert sections(source)[4].path == ("一、甲", "（3）丁")


def test_an_appended_report_starts_headings_of_its_own(text: Callable[[str], Source]) -> None:
    source = text("第五部分 附件\n2022年度云溪市林业局\n森林防火经费支出部门评价报告\n一、基本情况\n防火经费800万元。")
    assert sections(source)[-1].path == (
        "第五部分 附件",
        "2022年度云溪市林业局森林防火经费支出部门评价报告",
        "一、基本情况",
    )


def test_a_document_without_headings_is_one_section(text: Callable[[str], Source]) -> None:
    only = sections(text("林业支出1,200.50万元。"))
    assert [(each.locator, each.title, len(each.lines)) for each in only] == [("", "", 1)]


def test_a_line_stands_under_the_last_heading_above_it(text: Callable[[str], Source]) -> None:
    found = sections(text(BUDGET))
    assert section_at(found, 8).title == "一、主要职责"
    assert section_at(found, 10).title == "二、机构设置"
    assert section_at(found, 0) is found[0]
    assert section_at(found, 1000) is found[-1]
