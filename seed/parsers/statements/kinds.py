"""Which of the model forms a statement is, told by the words of its title and, where they do not, of its columns."""

import re
from collections.abc import Iterable

from seed.parsers.wording.normal import plain

BY_TITLE = (
    (re.compile("三公|机关运行经费"), "THREE_PUBLIC"),
    (re.compile("购买服务|项目支出|人员编制|转移支付"), "OTHER"),
    (re.compile("采购"), "PROCUREMENT"),
    (re.compile("政府性基金"), "GOVERNMENT_FUND"),
    (re.compile("国有资本经营"), "STATE_CAPITAL"),
    (re.compile("基本支出.*政府(预算)?(支出)?经济|政府(预算)?(支出)?经济.*基本支出"), "BASIC_BY_GOVERNMENT_ECONOMIC"),
    (re.compile("基本支出"), "BASIC_BY_DEPARTMENT_ECONOMIC"),
    (re.compile("财政拨款(收支|收入支出|收入.?支出)"), "APPROPRIATIONS"),
    (re.compile("(一般公共预算|公共财政预算).*支出"), "GENERAL_BUDGET_EXPENDITURE"),
    (re.compile("收支|收入.{0,2}支出"), "REVENUE_AND_EXPENDITURE"),
    (re.compile("收入"), "REVENUE"),
    (re.compile("支出"), "EXPENDITURE"),
)
"""Tried from top to bottom: what a form is about comes before whether it shows revenue or expenditure."""

BY_COLUMNS = (
    (re.compile("出国.*公务接待|公务接待.*出国"), "THREE_PUBLIC"),
    (re.compile("采购"), "PROCUREMENT"),
    (re.compile("政府(预算)?(支出)?经济"), "BASIC_BY_GOVERNMENT_ECONOMIC"),
    (re.compile("经济(分类)?科目"), "BASIC_BY_DEPARTMENT_ECONOMIC"),
)


def kind_of(title: str, columns: Iterable[str] = (), codes: Iterable[str] = ()) -> str:
    """The word of `StatementKind` for a statement with this title, these column headings and these codes."""
    text = plain(title)
    kind = next((kind for pattern, kind in BY_TITLE if pattern.search(text)), "")
    heads = plain(" ".join(columns))
    if not kind:
        return next((kind for pattern, kind in BY_COLUMNS if pattern.search(heads)), "OTHER")
    if kind == "BASIC_BY_DEPARTMENT_ECONOMIC" and (_of_government(codes) or BY_COLUMNS[2][0].search(heads)):
        return "BASIC_BY_GOVERNMENT_ECONOMIC"
    return kind


def _of_government(codes: Iterable[str]) -> bool:
    """Whether codes are those of the government's economic classification, which all begin with a five."""
    first = [code[0] for code in codes if code]
    return bool(first) and first.count("5") * 2 > len(first)
