"""Whatever a file holds, every parser answers: no exception, no endless loop, in time linear in its length."""

from collections.abc import Sequence
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.parsers.parsed import Context, SectionParser
from seed.parsers.registry import SECTION_PARSERS
from seed.parsers.rows import table_columns
from seed.parsers.statements import STATEMENTS
from seed.sources.model import Source
from tests.seed.parsers import paper

PARSERS = [parser for parser in SECTION_PARSERS if parser is not STATEMENTS]
"""The statements have tests of their own."""

NUMBERS = "5 90 100% 1,234.56 ≥95% ≤ = + ÷ × $ < > - — / 2022年12月31日 第一季度 万元 % 个百分点 辆 批次 等3家"
HEADINGS = (
    "一、 （一） 1. 2-9. （3） 附件1 目录 第一部分 名词解释 主要职责 内设机构 项目名称 项目编码 绩效目标 一级指标 "
    "二级指标 三级指标 指标值 评价指标体系 部门整体支出绩效自评表 项目支出绩效评价报告 产出指标 数量指标 "
    "绩效自评综述： 自评等级 指标名称 指标性质 度量单位 完成值 权重 分值 评分标准 年初预算数 全年执行数 总额 总分"
)
PHRASES = (
    "得分 扣 得满分 每降低1% 扣1%权重分 酌情扣分 收入合计 支出 年初预算 决算 执行率 完成 占 比上年 较2017年 减少 "
    "增加 下降 主要原因是 其中： 分别为 由 调整为 荣获 全国第一 各 和 无 优 秘书一至五处 ， 。 ； ： 、 “ ” （ ） 《 》"
)
WORDS = f"{NUMBERS} {HEADINGS} {PHRASES}".split()
REPEATED = sorted({"项目、", "（", "1,", "其中：甲1万元、", "（一）甲。\n", "甲 1 1\n", "\t1\n", *WORDS[::4]})
BODY = "各项工作均已完成并验收合格，资金全部拨付到位。\n"
PARTS = (
    f"一、主要职责\n（一）甲。\n（二）乙。\n{BODY}",
    f"一、甲\n项目名称\t自评得分\t自评等级\n甲\t90\t优\n{BODY}",
    f"2022年度云溪市林业局造林经费支出部门评价报告\n一、评价结论\n综合评价得分为92分。\n{BODY}",
    f"造林目标申报表\n项目名称 甲\n一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 甲 ≥3次\n{BODY}",
    f"第四部分 名词解释\n一、甲：乙\n{BODY}",
)
KINDS = ("PROJECT_EVALUATION", "OVERALL_EVALUATION", "FINAL_ACCOUNTS", "UNIT_BUDGET")
CHAPTERS = (
    "",
    paper.REPORT,
    paper.TARGET_LINES,
    "第四部分 名词解释\n",
    "2022年度部门整体支出绩效自评表\n",
    "一、主要职责及机构设置\n",
)
FORMS = (paper.TARGETS, paper.OUTCOMES, paper.RUBRIC, paper.OVERALL)

LONG = 20_000
LONGEST_SECONDS = 1.5
"""What a document of that length may cost a parser; a tenth of it costs some hundredths of a second."""

often = settings(max_examples=40, deadline=None)


def evenly(rows: Sequence[Sequence[str | None]]) -> paper.Cells:
    width = max(map(len, rows))
    return [[*row, *[None] * (width - len(row))] for row in rows]


lines = st.lists(st.sampled_from([*WORDS, "\t", " "]) | st.text(max_size=6), max_size=14).map(
    lambda words: "".join(words).replace("\n", "")
)
texts = st.builds(
    lambda chapter, found: paper.text(chapter + "\n".join(found)),
    st.sampled_from(CHAPTERS),
    st.lists(lines, max_size=24),
)
cells = st.none() | st.lists(st.sampled_from(WORDS), max_size=4).map("".join)
grids = st.lists(st.lists(cells, min_size=1, max_size=7), min_size=1, max_size=9).map(evenly)
torn_forms = st.sampled_from(FORMS).flatmap(st.permutations).map(evenly)
papers = st.builds(
    lambda chapter, found: paper.tables(*found, above=chapter),
    st.sampled_from(CHAPTERS),
    st.lists(grids | torn_forms, max_size=3),
)
contexts = st.sampled_from(KINDS).map(lambda kind: paper.known(kind, title=paper.REPORT_TITLE))


def read(parser: SectionParser, source: Source, context: Context) -> None:
    """Read a document and look at the rows: every column of their table, on a line of the document."""
    if not parser.recognises(source, context):
        return
    found = parser.parse(source, context)
    last = source.lines[-1].number if source.lines else 0
    for table, rows in found.rows.items():
        for row in rows:
            assert table == "criteria" or row.keys() == set(table_columns()[table])
            assert 0 <= int(row.get("line") or 0) <= last + 1
    assert all(warning.text for warning in found.warnings)


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.name)
@given(source=texts | papers, context=contexts)
@often
def test_no_document_breaks_a_parser(parser: SectionParser, source: Source, context: Context) -> None:
    read(parser, source, context)


@pytest.mark.parametrize("unit", [*REPEATED, *PARTS])
def test_long_repetition_costs_no_more_than_its_length(unit: str) -> None:
    for chapter in ("一、评价结论\n", "第四部分 名词解释\n"):
        source = paper.text(chapter + unit * (LONG // len(unit)))
        for parser in PARSERS:
            before = process_time()
            read(parser, source, paper.known("PROJECT_EVALUATION", title=paper.REPORT_TITLE))
            assert process_time() - before < LONGEST_SECONDS, parser.name


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_document_holds_nothing_but_its_title(kind: str) -> None:
    context = paper.known(kind, title=paper.REPORT_TITLE)
    for parser in PARSERS:
        assert not parser.recognises(paper.text(""), context) or not [
            table for table, rows in parser.parse(paper.text(""), context).rows.items() if rows and table != "projects"
        ]
