"""What the words of forms mean: funds, kinds of revenue and of expenditure, balances, totals, phases, years.

Forms of all cities use the words of the Ministry of Finance's model forms with small variations. Each list is tried
from top to bottom; the first pattern found in the words decides.
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

from seed.parsers.wording.normal import plain

Meanings: TypeAlias = Sequence[tuple[re.Pattern[str], str]]


def _meanings(*pairs: tuple[str, str]) -> Meanings:
    return [(re.compile(pattern), meaning) for pattern, meaning in pairs]


FUNDS = _meanings(
    ("非财政拨款结余|非财政拨款资金结余", "NON_FISCAL_SURPLUS"),
    ("(上年|年初|以前年度)(结转|结余)", "CARRY_OVER"),
    ("一般公共预算|公共财政预算|公共预算财政拨款", "GENERAL_PUBLIC_BUDGET"),
    ("政府性基金", "GOVERNMENT_FUND"),
    ("国有资本经营", "STATE_CAPITAL"),
    ("财政专户", "SPECIAL_ACCOUNT"),
    ("单位资金", "UNIT_FUNDS"),
    ("财政拨款|财政资金", "FISCAL"),
)
"""The fund that money is paid from."""

REVENUES = _meanings(
    ("非财政拨款结余|非财政拨款资金结余|用事业基金弥补", "NON_FISCAL_SURPLUS"),
    ("(上年|年初|以前年度).{0,4}(结转|结余)", "CARRY_OVER"),
    ("一般公共预算|公共财政预算|公共预算财政拨款", "GENERAL_PUBLIC_BUDGET_APPROPRIATION"),
    ("政府性基金", "GOVERNMENT_FUND_APPROPRIATION"),
    ("国有资本经营", "STATE_CAPITAL_APPROPRIATION"),
    ("财政专户", "SPECIAL_ACCOUNT"),
    ("经营收入", "BUSINESS"),
    ("事业收入", "INSTITUTIONAL"),
    ("上级补助", "SUPERIOR_SUBSIDY"),
    ("附属单位.{0,2}上缴|附属单位.{0,2}缴款", "AFFILIATE_REMITTANCE"),
    ("其他收入", "OTHER"),
    ("财政拨款", "FISCAL_APPROPRIATION"),
)
"""Where revenue comes from."""

EXPENDITURE_TYPES = _meanings(
    ("人员(经费|支出)", "PERSONNEL"),
    ("公用(经费|支出)", "OPERATING"),
    ("上缴上级", "REMITTED_UP"),
    ("对附属单位.{0,2}补助", "AFFILIATE_SUBSIDY"),
    ("项目支出", "PROJECT"),
    ("经营支出", "BUSINESS"),
    ("基本支出", "BASIC"),
)
"""The kind of expenditure."""

UNIT_FUNDS = frozenset({"INSTITUTIONAL", "BUSINESS", "SUPERIOR_SUBSIDY", "AFFILIATE_REMITTANCE", "OTHER"})
"""The revenue that budgets put together as the unit's own funds, in the years whose forms know such funds."""

BALANCE = re.compile("结转|结余")
CLOSING = re.compile("年末|年终|期末|结转下年|结余分配")
TOTAL = re.compile("(合计|总计|小计|共计)$")
GRAND_TOTAL = re.compile("总计$|^(合计|小计|共计)$")

NO_MONEY = re.compile("比例|比重|占比|增减|增长|增幅|完成率|执行率|进度|率$|%|人数|数量|单价|编制数|面积|辆|批次|人次")
"""Columns that hold something else than amounts of the budget: rates, counts, differences between years."""

REMARKS = re.compile("^(备注|说明|备注说明|批注|文号|资金用途|主要用途)$")

EXECUTED = re.compile("决算|执行|实际|完成数")
ADJUSTED = re.compile("调整|全年预算")
APPROVED = re.compile("预算|计划")
FUND_NAMES = re.compile("一般公共预算|公共财政预算|政府性基金预算|国有资本经营预算")

YEAR = re.compile("(20[0-9]{2})年?")
YEAR_BEFORE = re.compile("上年|上一年|去年")
ABOUT_THE_MONEY = re.compile("(上年|上一年).{0,4}(结转|结余)")


def meaning(words: str, meanings: Meanings) -> str:
    """The first meaning whose pattern is found in the words; "" where none is."""
    text = plain(words)
    return next((one for pattern, one in meanings if pattern.search(text)), "")


def fund(words: str) -> str:
    """The fund that words name; "" where they name none."""
    return meaning(words, FUNDS)


def revenue(words: str) -> str:
    """The source of revenue that words name; "" where they name none."""
    return meaning(words, REVENUES)


def expenditure_type(words: str) -> str:
    """The kind of expenditure that words name; "" where they name none."""
    return meaning(words, EXPENDITURE_TYPES)


def is_balance(words: str) -> bool:
    """Whether words name what is left at the beginning or the end of a year."""
    return BALANCE.search(plain(words)) is not None


def is_closing(words: str) -> bool:
    """Whether words name what is left at the end of a year."""
    return is_balance(words) and CLOSING.search(plain(words)) is not None


def is_total(words: str) -> bool:
    """Whether words name a sum."""
    return TOTAL.search(plain(words)) is not None


def is_grand_total(words: str) -> bool:
    """Whether words name the sum of a whole column."""
    return GRAND_TOTAL.search(plain(words)) is not None


def phase(words: str, default: str) -> str:
    """The stage of the budget cycle that the heading of a column names; `default` where it names none."""
    text = FUND_NAMES.sub("", plain(words))
    if EXECUTED.search(text):
        return "EXECUTED"
    if ADJUSTED.search(text):
        return "ADJUSTED"
    return "APPROVED" if APPROVED.search(text) else default


def fiscal_year(words: str, year: int) -> int:
    """The year that the heading of a column names; `year` where it names none.

    Money carried over from the year before is money of this year.
    """
    text = ABOUT_THE_MONEY.sub("", plain(words))
    named = YEAR.search(text)
    if named is not None:
        return int(named[1])
    return year - 1 if YEAR_BEFORE.search(text) else year
