"""What an aggregate is asked for: dimensions to group by, levels of their codes, the edition of the codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from graph.codes import Chain
from graph.model import BudgetLine
from graph.vocabulary import BudgetDirection, ExpenditureType


class Dimension(StrEnum):
    """What money can be grouped by."""

    JURISDICTION = "JURISDICTION"
    DEPARTMENT = "DEPARTMENT"
    BUDGET_UNIT = "BUDGET_UNIT"
    FISCAL_YEAR = "FISCAL_YEAR"
    PHASE = "PHASE"
    SIDE = "SIDE"
    DIRECTION = "DIRECTION"
    FUNCTIONAL = "FUNCTIONAL"
    DEPARTMENT_ECONOMIC = "DEPARTMENT_ECONOMIC"
    GOVERNMENT_ECONOMIC = "GOVERNMENT_ECONOMIC"
    PROCUREMENT = "PROCUREMENT"
    FUND_SOURCE = "FUND_SOURCE"
    REVENUE_SOURCE = "REVENUE_SOURCE"
    EXPENDITURE_TYPE = "EXPENDITURE_TYPE"
    COFOG = "COFOG"
    GFS_EXPENSE = "GFS_EXPENSE"
    DOCUMENT = "DOCUMENT"
    STATEMENT_KIND = "STATEMENT_KIND"


class Side(StrEnum):
    """Where money comes from, opening balances included, or where it goes, closing balances included."""

    SOURCES = "SOURCES"
    USES = "USES"


CODED: Mapping[Dimension, str] = MappingProxyType(
    {
        Dimension.FUNCTIONAL: "functional_key",
        Dimension.DEPARTMENT_ECONOMIC: "department_economic_key",
        Dimension.GOVERNMENT_ECONOMIC: "government_economic_key",
        Dimension.PROCUREMENT: "procurement_key",
        Dimension.FUND_SOURCE: "fund_source_key",
        Dimension.REVENUE_SOURCE: "revenue_source_key",
    }
)
"""The dimensions that are codes which lines carry, and the attribute that holds them."""

CORRESPONDING: Mapping[Dimension, tuple[Dimension, ...]] = MappingProxyType(
    {
        Dimension.COFOG: (Dimension.FUNCTIONAL,),
        Dimension.GFS_EXPENSE: (Dimension.DEPARTMENT_ECONOMIC, Dimension.GOVERNMENT_ECONOMIC),
    }
)
"""The dimensions that lines reach by the mapping of a code they carry, and the schemes of such codes."""

EXPENDITURE_TYPES: Mapping[ExpenditureType, Chain] = MappingProxyType(
    {
        each: (ExpenditureType.BASIC.value, each.value)
        if each in {ExpenditureType.PERSONNEL, ExpenditureType.OPERATING}
        else (each.value,)
        for each in ExpenditureType
    }
)
"""The types of expenditure as a tree: basic expenditure is personnel and operating."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked: groups by `dimensions`, codes cut at `levels`, told in the codes of `as_of_edition`."""

    dimensions: tuple[Dimension, ...] = ()
    levels: Mapping[Dimension, int] = field(default_factory=dict)
    as_of_edition: int | None = None


def side_of(line: BudgetLine) -> Side:
    """The side a line stands on; a balance that is a source of money is an opening one."""
    if line.direction is BudgetDirection.BALANCE:
        return Side.SOURCES if line.revenue_source_key else Side.USES
    return Side.SOURCES if line.direction is BudgetDirection.REVENUE else Side.USES
