"""The words of the published forms: what a heading of a row or a column stands for.

Cities print the same form with other words (`本年支出合计`, `合计`, `支出合计`), so that rules ask for a role and never
for a label. A heading that fits no pattern has no role, and rules that need one stay silent.
"""

import re
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What a row or a column holds."""

    TOTAL = "TOTAL"
    YEAR_TOTAL = "YEAR_TOTAL"
    YEAR = "YEAR"
    GRAND_TOTAL = "GRAND_TOTAL"
    OPENING = "OPENING"
    CLOSING = "CLOSING"
    SURPLUS_USED = "SURPLUS_USED"
    SURPLUS_DISTRIBUTED = "SURPLUS_DISTRIBUTED"
    PERSONNEL_TOTAL = "PERSONNEL_TOTAL"
    OPERATING_TOTAL = "OPERATING_TOTAL"
    ASIDE = "ASIDE"
    BASIC = "BASIC"
    PERSONNEL = "PERSONNEL"
    OPERATING = "OPERATING"
    PROJECT = "PROJECT"
    REMITTED_UP = "REMITTED_UP"
    BUSINESS = "BUSINESS"
    AFFILIATE_SUBSIDY = "AFFILIATE_SUBSIDY"
    THREE_PUBLIC = "THREE_PUBLIC"
    ABROAD = "ABROAD"
    VEHICLES = "VEHICLES"
    VEHICLE_PURCHASE = "VEHICLE_PURCHASE"
    VEHICLE_RUNNING = "VEHICLE_RUNNING"
    RECEPTION = "RECEPTION"
    OPERATION_OF_OFFICES = "OPERATION_OF_OFFICES"
    PROCUREMENT = "PROCUREMENT"
    GOODS = "GOODS"
    WORKS = "WORKS"
    SERVICES = "SERVICES"
    FISCAL = "FISCAL"
    GENERAL = "GENERAL"
    GOVERNMENT_FUND = "GOVERNMENT_FUND"
    STATE_CAPITAL = "STATE_CAPITAL"
    SPECIAL_ACCOUNT = "SPECIAL_ACCOUNT"
    SUPERIOR_SUBSIDY = "SUPERIOR_SUBSIDY"
    INSTITUTIONAL = "INSTITUTIONAL"
    BUSINESS_REVENUE = "BUSINESS_REVENUE"
    AFFILIATE_REMITTANCE = "AFFILIATE_REMITTANCE"
    OTHER_REVENUE = "OTHER_REVENUE"
    UNIT_FUNDS = "UNIT_FUNDS"


BALANCES = frozenset({Role.OPENING, Role.CLOSING, Role.SURPLUS_USED, Role.SURPLUS_DISTRIBUTED})
"""Money that is carried between years."""

FUNDS = frozenset({Role.GENERAL, Role.GOVERNMENT_FUND, Role.STATE_CAPITAL})
"""The three budgets that make up fiscal appropriations."""

PARTS: dict[Role, frozenset[Role]] = {
    Role.BASIC: frozenset({Role.PERSONNEL, Role.OPERATING}),
    Role.FISCAL: FUNDS,
    Role.VEHICLES: frozenset({Role.VEHICLE_PURCHASE, Role.VEHICLE_RUNNING}),
    Role.THREE_PUBLIC: frozenset({Role.ABROAD, Role.VEHICLES, Role.RECEPTION}),
    Role.PROCUREMENT: frozenset({Role.GOODS, Role.WORKS, Role.SERVICES}),
}
"""What is made up of what wherever both are printed side by side."""

_BUDGET_WORDS = "(财政拨款|拨款|资金)?"
_PATTERNS: tuple[tuple[str, Role], ...] = (
    # totals and balances before what they are totals and balances of
    (r"三公经费.*", Role.THREE_PUBLIC),
    (r"(人员经费|人员支出)(合计|小计)", Role.PERSONNEL_TOTAL),
    (r"(日常)?公用(经费|支出)(合计|小计)", Role.OPERATING_TOTAL),
    (r".*总计", Role.GRAND_TOTAL),
    (r"本年(收入|支出)?(预算|决算)?(合计|小计)", Role.YEAR_TOTAL),
    (r"本年(收入|支出)", Role.YEAR),
    (r"合计|小计|(收入|支出)(预算|决算)?合计", Role.TOTAL),
    (r"使用.*结余", Role.SURPLUS_USED),
    (r"结余分配", Role.SURPLUS_DISTRIBUTED),
    (r"(年初|上年|期初).*结(转|余).*", Role.OPENING),
    (r"(年末|年终|期末).*结(转|余).*|结转下年.*", Role.CLOSING),
    (r".*预留.*|.*备注.*|.*单价.*|.*数量.*", Role.ASIDE),
    # the three public expenses
    (r"因公出国.*", Role.ABROAD),
    (r"公务用车购置及运行.*", Role.VEHICLES),
    (r"公务用车购置费?|购置费", Role.VEHICLE_PURCHASE),
    (r"(公务用车)?运行(维护)?费", Role.VEHICLE_RUNNING),
    (r"公务接待费", Role.RECEPTION),
    (r".*机关运行经费.*", Role.OPERATION_OF_OFFICES),
    # kinds of expenditure
    (r"(.*拨款)?基本支出(预算|经费|小计)?", Role.BASIC),
    (r"人员(经费|支出)(预算|支出)?", Role.PERSONNEL),
    (r"(日常)?公用(经费|支出)(预算|支出)?", Role.OPERATING),
    (r"项目支出(预算|经费|小计)?", Role.PROJECT),
    (r"上缴上级.*", Role.REMITTED_UP),
    (r"(事业单位)?经营支出", Role.BUSINESS),
    (r"对(附属|下级)单位补助.*", Role.AFFILIATE_SUBSIDY),
    # what is bought
    (r"(政府采购)?货物(采购)?(支出|预算|类)?(金额|总额)?", Role.GOODS),
    (r"(政府采购)?工程(采购)?(支出|预算|类)?(金额|总额)?", Role.WORKS),
    (r"(政府采购)?服务(采购)?(支出|预算|类)?(金额|总额)?", Role.SERVICES),
    (r"政府采购(支出|预算)?(金额|总额|合计)?", Role.PROCUREMENT),
    # where the money comes from
    (rf"一般公共预算{_BUDGET_WORDS}(收入)?", Role.GENERAL),
    (rf"政府性基金(预算)?{_BUDGET_WORDS}(收入)?", Role.GOVERNMENT_FUND),
    (rf"国有资本经营(预算)?{_BUDGET_WORDS}(收入)?", Role.STATE_CAPITAL),
    (r"财政(预算)?拨款(收入)?", Role.FISCAL),
    (r"财政专户.*", Role.SPECIAL_ACCOUNT),
    (r"上级补助收入", Role.SUPERIOR_SUBSIDY),
    (r"事业收入", Role.INSTITUTIONAL),
    (r"(事业单位)?经营收入", Role.BUSINESS_REVENUE),
    (r"附属单位上缴收入", Role.AFFILIATE_REMITTANCE),
    (r"其他收入", Role.OTHER_REVENUE),
    (r"单位(自有)?资金.*", Role.UNIT_FUNDS),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), role) for pattern, role in _PATTERNS)

_NUMBERING = re.compile(
    r"(?P<section>[一二三四五六七八九十百]+、)|(?P<part>[（(][一二三四五六七八九十]+[)）])"
    r"|(?P<item>\d+[.\uff0e、])|(?P<sub>[（(]\d+[)）])"
)
_LEVELS = ("section", "part", "item", "sub")
_NOISE = re.compile(r"[\s“”\"'‘’《》]")
_INCLUDING = re.compile(r"其中[:：]?")
_FORM_WORDS = frozenset({"金额", "决算数", "预算数", "全年预算数", "年初预算数", "执行数", "全年执行数"})


@lru_cache(maxsize=8192)
def plain(label: str) -> str:
    """A label without blanks, quotes, numbering and `其中`: `一、“三公”经费` is `三公经费`."""
    words = _NOISE.sub("", label)
    while True:
        shorter = _NUMBERING.sub("", words, count=1) if _NUMBERING.match(words) else words
        shorter = _INCLUDING.sub("", shorter, count=1) if _INCLUDING.match(shorter) else shorter
        if shorter == words:
            return words.replace("（", "(").replace("）", ")")
        words = shorter


@lru_cache(maxsize=8192)
def role(label: str) -> Role | None:
    """What a heading stands for, or None where its words are not known."""
    words = plain(label)
    return next((role for pattern, role in _COMPILED if pattern.fullmatch(words)), None)


@lru_cache(maxsize=8192)
def numbering(label: str) -> int | None:
    """How deep a heading's number stands: 0 for `一、`, 1 for `（一）`, 2 for `1.`, 3 for `（1）`; None without one."""
    found = _NUMBERING.match(_INCLUDING.sub("", _NOISE.sub("", label), count=1))
    return None if found is None else _LEVELS.index(str(found.lastgroup))


def is_including(label: str) -> bool:
    """Whether a row names only some of the parts of the row above it (`其中：`)."""
    return _INCLUDING.match(_NOISE.sub("", label)) is not None


@lru_cache(maxsize=2048)
def heading(column_label: str) -> tuple[str, ...]:
    """The levels of a column's heading that tell it from its neighbours: `支出 / 合计` is `支出`, `合计`.

    Words that only say that the cell is an amount of the budget or of the accounts are left out: which of the two
    it is, is the phase of the line.
    """
    parts = tuple(part.strip() for part in column_label.split(" / "))
    return tuple(part for part in parts if _NOISE.sub("", part) not in _FORM_WORDS)
