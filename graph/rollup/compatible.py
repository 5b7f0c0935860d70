"""What must not be added: phases, the two sides of a budget, balances of several years, money of different scope."""

from collections.abc import Iterable, Sequence

from graph.errors import IncompatibleLinesError
from graph.rollup.candidate import Candidate, Scope
from graph.rollup.request import Dimension, Request
from graph.vocabulary import BudgetDirection


def refuse_mixtures(candidates: Sequence[Candidate]) -> None:
    """IncompatibleLinesError where one group would add the lines of these candidates and must not."""
    keys = [each.block.key for each in candidates]
    phases = {key.phase.value for key in keys}
    if len(phases) > 1:
        raise IncompatibleLinesError(f"they are of the phases {_listed(phases)}", "give `phase`, or group by PHASE too")
    sides = {key.side.value for key in keys}
    if len(sides) > 1:
        raise IncompatibleLinesError(
            "they are both where money comes from and where it goes",
            "filter `direction`, or group by SIDE or DIRECTION too",
        )
    years = {key.fiscal_year for key in keys}
    if len(years) > 1 and any(BudgetDirection.BALANCE in each.directions for each in candidates):
        raise IncompatibleLinesError(
            f"they hold balances of the years {_listed(map(str, years))}, which carry the same money on",
            "group by FISCAL_YEAR too, or filter `direction`",
        )
    scopes = {each.scope for each in candidates}
    if len(scopes) > 1:
        raise IncompatibleLinesError(
            f"the statements that carry what is asked cover different money: {_listed(map(words, scopes))}",
            "filter `statementKind`, `fundSource` or `expenditureType`, or group by FISCAL_YEAR or DOCUMENT too",
        )


def refuse_nothing(request: Request, candidates: Sequence[Candidate]) -> None:
    """IncompatibleLinesError that says why no statement serves, given all that have lines that were asked for."""
    dimensions = ", ".join(each.value for each in request.dimensions if each not in _ALWAYS)
    if any(each.is_viable for each in candidates):
        kinds = _listed({each.sample.statement_kind.value for each in candidates})
        raise IncompatibleLinesError(
            f"only statements that show a part of a budget's money have such lines ({kinds})",
            "ask for one of them with `statementKind`",
        )
    raise IncompatibleLinesError(
        f"no statement classifies its lines by {dimensions or 'what is asked'} together, at the levels asked",
        "group by fewer dimensions or at a higher level",
    )


def words(scope: Scope) -> str:
    """What money a scope covers, in words."""
    parts = [
        *([f"the part shown by {scope.part.value}"] if scope.part else []),
        *([f"fund {scope.fund[-1]}"] if scope.fund else []),
        *([f"type {scope.kind[-1]}"] if scope.kind else []),
    ]
    return " of ".join(parts) or "all money"


_ALWAYS = frozenset(
    {
        Dimension.JURISDICTION,
        Dimension.DEPARTMENT,
        Dimension.BUDGET_UNIT,
        Dimension.FISCAL_YEAR,
        Dimension.PHASE,
        Dimension.SIDE,
        Dimension.DIRECTION,
        Dimension.DOCUMENT,
        Dimension.STATEMENT_KIND,
    }
)
"""Dimensions that every line has."""


def _listed(values: Iterable[str]) -> str:
    return ", ".join(sorted(values))
