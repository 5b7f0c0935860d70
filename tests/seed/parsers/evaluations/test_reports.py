"""Evaluation reports: the document itself, or reports appended to it."""

from collections.abc import Callable

from seed.parsers.evaluations.reports import reports
from seed.parsers.parsed import Context
from seed.sources.model import Source

APPENDED = """
第五部分 附件
2022年度云溪市林业局森林防火经费支出部门评价报告
一、基本情况
防火经费800万元。
附件1 项目支出绩效评价指标体系
一级指标
2022年度部门整体支出绩效自评报告
一、基本情况
全年支出1,200万元。
"""


def test_a_document_may_be_a_report(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    title = "云溪市林业局2022年度森林防火经费项目支出绩效评价报告"
    (report,) = reports(text("一、基本情况\n防火经费800万元。"), known("PROJECT_EVALUATION", title=title))
    assert (report.project, report.year, report.kind) == ("森林防火经费", "2022", "DEPARTMENT")
    assert report.key == "999900/云溪市林业局/森林防火经费/2022/DEPARTMENT"


def test_reports_are_appended_to_accounts(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    first, second = reports(text(APPENDED), known())
    assert (first.project, first.kind, first.line) == ("森林防火经费", "DEPARTMENT", 2)
    assert (second.project, second.kind, second.subject) == ("", "OVERALL", ("DEPARTMENT", "999900/云溪市林业局"))


def test_annexes_are_no_prose_of_a_report(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    first = reports(text(APPENDED), known())[0]
    assert [section.line for section in first.sections] == [2, 3, 5]
    assert [section.line for section in first.prose] == [2, 3]


def test_a_fiscal_evaluation_and_a_self_evaluation_are_told_apart(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    kinds = []
    for words in ("财政重点评价", "绩效自评", "绩效评价"):
        title = f"云溪市林业局2022年度造林补助项目支出{words}报告"
        kinds += [each.kind for each in reports(text("一、结论\n无。"), known("PROJECT_EVALUATION", title=title))]
    assert kinds == ["FISCAL", "SELF", "DEPARTMENT"]
