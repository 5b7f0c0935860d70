"""The money of an invented authority: invented at random, and yet all of it adds up."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

FUNCTIONS: Sequence[tuple[str, str]] = (
    ("201", "一般公共服务支出"),
    ("20103", "政府办公厅（室）及相关机构事务"),
    ("2010301", "行政运行"),
    ("2010302", "一般行政管理事务"),
    ("20105", "统计信息事务"),
    ("2010507", "专项普查活动"),
    ("206", "科学技术支出"),
    ("20607", "科学技术普及"),
    ("2060702", "科普活动"),
    ("208", "社会保障和就业支出"),
    ("20805", "行政事业单位养老支出"),
    ("2080505", "机关事业单位基本养老保险缴费支出"),
    ("2080506", "机关事业单位职业年金缴费支出"),
    ("214", "交通运输支出"),
    ("21499", "其他交通运输支出"),
    ("2149988", "灯塔与航标维护"),
    ("221", "住房保障支出"),
    ("22102", "住房改革支出"),
    ("2210201", "住房公积金"),
)
"""Functional codes, the last of them known to nobody."""

ECONOMIC: Sequence[tuple[str, str]] = (
    ("301", "工资福利支出"),
    ("30101", "基本工资"),
    ("30102", "津贴补贴"),
    ("30108", "机关事业单位基本养老保险缴费"),
    ("302", "商品和服务支出"),
    ("30201", "办公费"),
    ("30206", "电费"),
    ("30211", "差旅费"),
    ("30231", "公务用车运行维护费"),
    ("303", "对个人和家庭的补助"),
    ("30302", "退休费"),
    ("310", "资本性支出"),
    ("31002", "办公设备购置"),
)

PERSONNEL = ("301", "303")


@dataclass(frozen=True)
class Money:
    """An amount by kind of expenditure, in fen."""

    personnel: int = 0
    operating: int = 0
    projects: int = 0

    def __add__(self, other: "Money") -> "Money":
        return Money(self.personnel + other.personnel, self.operating + other.operating, self.projects + other.projects)

    @property
    def basic(self) -> int:
        return self.personnel + self.operating

    @property
    def total(self) -> int:
        return self.basic + self.projects


@dataclass(frozen=True)
class Budget:
    """A year's money of an authority: by function, by economic code, by what it is spent on under a public eye."""

    functions: dict[str, Money]
    economic: dict[str, Money]
    other_revenue: int
    carried_over: int
    travel: int
    vehicles_bought: int
    vehicles_run: int
    hospitality: int

    @property
    def total(self) -> Money:
        return sum((self.functions[code] for code, _ in FUNCTIONS if len(code) == 3), Money())

    @property
    def appropriated(self) -> int:
        return self.total.total - self.other_revenue - self.carried_over


def budget(seed: int, step: int = 1) -> Budget:
    """The money that a seed gives; every amount is a whole number of `step` fen."""
    random = Random(seed)  # noqa: S311 - figures, not secrets

    def some(most: int) -> int:
        return random.choice((0, 1, 1, 1)) * random.randrange(1, most) * step

    economic = {
        code: Money(personnel=some(900_000)) if code.startswith(PERSONNEL) else Money(operating=some(300_000))
        for code, _ in ECONOMIC
        if len(code) == 5
    }
    basic = sum(economic.values(), Money())
    leaves = [code for code, _ in FUNCTIONS if len(code) == 7]
    functions = {code: Money(projects=some(2_000_000)) for code in leaves}
    functions[leaves[0]] += Money(basic.personnel // 2 // step * step, basic.operating)
    functions[leaves[-1]] += Money(basic.personnel - basic.personnel // 2 // step * step)
    return Budget(
        _with_parents(functions, [code for code, _ in FUNCTIONS]),
        _with_parents(economic, [code for code, _ in ECONOMIC]),
        other_revenue=some(200_000),
        carried_over=some(100_000),
        travel=some(90_000),
        vehicles_bought=some(300_000),
        vehicles_run=some(90_000),
        hospitality=some(50_000),
    )


def _with_parents(leaves: dict[str, Money], codes: Sequence[str]) -> dict[str, Money]:
    return {code: sum((money for leaf, money in leaves.items() if leaf.startswith(code)), Money()) for code in codes}


def printed(fen: int, unit: str, *, separators: bool = True) -> str:
    """An amount in yuan or wan yuan with two decimals, as forms print it."""
    value = Decimal(fen).scaleb(-2 if unit == "元" else -6)
    return f"{value:,.2f}" if separators else f"{value:.2f}"
