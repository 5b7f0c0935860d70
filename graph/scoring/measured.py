"""Quantities that the standard criteria of project evaluations are defined by, computed from published amounts.

The framework of criteria of the Ministry of Finance (项目支出绩效评价管理办法, 财预〔2020〕10号, annex) defines the
execution rate as money spent over money received, and the saving rate as what was saved over what was planned.
A rate printed in a report is rounded; the amounts that it comes from are not.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from graph.money import AmountUnit, Money
from graph.scoring.outcome import HUNDRED, shown
from graph.values import ProjectBudget

EXECUTION_RATE = "预算执行率"
SAVING_RATE = "成本节约率"


class Measured(NamedTuple):
    """A quantity, and how it is computed from amounts in wan yuan; the computation is empty where it is printed."""

    value: Fraction
    computation: str = ""


def from_amounts(criterion: str, budget: ProjectBudget | None) -> Measured | None:
    """The rate that a standard criterion is about, from a project's money of the year; None where it is no such."""
    compute = STANDARD.get(criterion)
    if compute is None or budget is None or budget.executed is None:
        return None
    planned = budget.adjusted or budget.approved
    return compute(planned, budget.executed) if planned is not None and planned.fen else None


def _execution(planned: Money, spent: Money) -> Measured:
    rate = Fraction(spent.fen, planned.fen) * HUNDRED
    return Measured(rate, f"{_wan(spent)}/{_wan(planned)}={shown(rate)}%")


def _saving(planned: Money, spent: Money) -> Measured:
    rate = Fraction(planned.fen - spent.fen, planned.fen) * HUNDRED
    return Measured(rate, f"({_wan(planned)}-{_wan(spent)})/{_wan(planned)}={shown(rate)}%")


def _wan(money: Money) -> str:
    return f"{money.in_unit(AmountUnit.WAN_YUAN):f}"


STANDARD: Mapping[str, Callable[[Money, Money], Measured]] = {EXECUTION_RATE: _execution, SAVING_RATE: _saving}
"""The criteria whose quantity follows from a project's money, by their standard names."""
