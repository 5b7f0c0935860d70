"""Which quantity of a budget a figure of the narrative states, by the words of its name and of the heading above it.

The stage of a quantity is a word: that of a phase for amounts, `CHANGE INITIAL` for a change against the initial
budget, `CHANGE 2020` for a change against a year. Where the words are not known, nothing is answered.
"""

import re
from functools import lru_cache

from graph.findings.figures import MONEY_UNITS
from graph.findings.labels import Role, plain, role
from graph.findings.quantities import ALL, PUBLIC_ITEMS, SOURCES, TYPES, Quantity
from graph.identity import Ref
from graph.model import Observation
from graph.vocabulary import DocumentKind, EntityKind, Phase

AMOUNTS: dict[str, Phase | None] = {
    "amount": None, "initial_budget": Phase.APPROVED, "adjusted_budget": Phase.ADJUSTED,
    "executed_amount": Phase.EXECUTED,
}  # fmt: skip
"""The measures that are amounts, and the phase they speak of; a bare amount is of its document's own phase."""

OWN_PHASE: dict[DocumentKind, Phase] = {
    DocumentKind.FINAL_ACCOUNTS: Phase.EXECUTED,
    DocumentKind.DEPARTMENT_BUDGET: Phase.APPROVED,
    DocumentKind.UNIT_BUDGET: Phase.APPROVED,
}
CHANGE_INITIAL = "CHANGE INITIAL"
ANY = "ANY"
"""The fund of a code that the narrative tells of without saying whose money it is."""

WHOLE_YEAR = re.compile(r"\d{4}(-12-31)?")

_FUNDS = (
    (re.compile("一般公共预算"), Role.GENERAL.value),
    (re.compile("政府性基金"), Role.GOVERNMENT_FUND.value),
    (re.compile("国有资本经营"), Role.STATE_CAPITAL.value),
    (re.compile("财政拨款"), Role.FISCAL.value),
)
_SUM = re.compile(r"(财政拨款)?(收、?支|收入支出|收支)(总计|预算)|(财政拨款)?(收入总计|支出总计|收入预算)")
_ALL_EXPENDITURE = re.compile(
    r"本年支出合计|(部门)?支出预算|部门预算支出|(整体支出|年初|全年|部门年初)预算(总规模|总额|数)|全年支出数"
)
_FUND_EXPENDITURE = re.compile(
    r"(一般公共预算|政府性基金(预算)?|国有资本经营(预算)?)?(财政拨款|拨款)?支出(预算)?(总额)?"
)
_PREFIX = re.compile(r"^(一般公共预算)?财政拨款(?=三公|基本|项目)|^部门预算(?=项目|基本)")
_FUNCTIONAL = "FUNCTIONAL/"


def stage_of(observation: Observation, kind: DocumentKind) -> str | None:
    """The stage that the measure of an observation speaks of; None where it is no amount of a budget."""
    if observation.measure in AMOUNTS:
        return AMOUNTS[observation.measure] or OWN_PHASE.get(kind)
    if observation.measure == "change_vs_initial_budget":
        return CHANGE_INITIAL
    if observation.measure == "change_amount" and observation.compared_with:
        return f"CHANGE {observation.compared_with}"
    return None


def fund_in(words: str) -> str | None:
    """The fund that words name, the most particular first."""
    return next((fund for pattern, fund in _FUNDS if pattern.search(words)), None)


def spoken(observation: Observation, kind: DocumentKind, body: Ref | None) -> Quantity | None:
    """The quantity that an observation of a body's budget states, or None."""
    stage = stage_of(observation, kind)
    period = observation.period
    if stage is None or body is None or observation.unit not in MONEY_UNITS:
        return None
    if period is not None and not WHOLE_YEAR.fullmatch(period):
        return None
    section = observation.sources[0].locator if observation.sources else ""
    code = None
    if observation.classification_key is not None:
        if not observation.classification_key.startswith(_FUNCTIONAL):
            return None
        code = observation.classification_key.split("/")[1]
    return named(observation.name, section, code, (body, observation.fiscal_year, stage))


def named(name: str, section: str, code: str | None, whose: tuple[Ref, int, str]) -> Quantity | None:
    """The quantity that a name stands for under a heading; `whose` is the body, the year and the stage."""
    found = _meaning(name, section, code)
    if found is None:
        return None
    aspect, fund, kind = found
    body, year, stage = whose
    return Quantity(body, year, stage, aspect, fund, kind, code)


@lru_cache(maxsize=4096)
def _meaning(name: str, section: str, code: str | None) -> tuple[str, str, str] | None:
    """Aspect, fund and kind of what a name stands for; in a composed name `whole / part` the whole gives the fund."""
    whole, _, part = name.rpartition(" / ")
    words = _PREFIX.sub("", plain(part))
    kind = role(words)
    headings = reversed(section.split(" > "))
    fund = fund_in(whole or part) or next(filter(None, map(fund_in, headings)), None)
    type_of = TYPES.get(kind, ALL) if kind is not None else ALL
    if code is not None:
        return ("E", fund or ANY, type_of) if not whole or type_of != ALL else None
    if type_of != ALL:
        return ("E", fund or ALL, type_of)
    return None if whole else _whole_meaning(words, kind)


def _whole_meaning(words: str, kind: Role | None) -> tuple[str, str, str] | None:
    if kind in PUBLIC_ITEMS:
        return ("PUBLIC", Role.FISCAL.value, kind.value)
    if kind in SOURCES and words.endswith("收入"):
        return ("R", ALL, SOURCES[kind])
    if kind is Role.YEAR_TOTAL and "收入" in words:
        return ("R", ALL, ALL)
    if _SUM.fullmatch(words):
        return ("SUM", Role.FISCAL.value if words.startswith("财政拨款") else ALL, ALL)
    if _ALL_EXPENDITURE.fullmatch(words):
        return ("E", ALL, ALL)
    fund = fund_in(words)
    return ("E", fund, ALL) if fund is not None and _FUND_EXPENDITURE.fullmatch(words) else None


def body_of_observation(observation: Observation) -> Ref | None:
    """Whose budget an observation of a department or a unit speaks of."""
    if observation.subject.kind in (EntityKind.DEPARTMENT, EntityKind.BUDGET_UNIT):
        return observation.subject
    return None
