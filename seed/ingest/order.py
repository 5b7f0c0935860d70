"""Which document has the say where several print the same thing."""

from collections.abc import Callable
from typing import TypeAlias

from seed.parsers.parsed import Row

Precedence: TypeAlias = Callable[[Row], tuple[int | str, ...]]
"""From the row of a document to its rank; the lowest has the say."""


def EARLIEST_FIRST(document: Row) -> tuple[int | str, ...]:  # noqa: N802 - a precedence like those below
    """For what stands on its own: the document of the earliest year."""
    return int(document["fiscal_year"]), document["key"]


def _by_kind(*kinds: str) -> Precedence:
    """Documents of the kinds named first, in their order, then all others; among equals the earliest."""
    ranks = {kind: rank for rank, kind in enumerate(kinds)}
    return lambda document: (
        ranks.get(document["kind"], len(ranks)),
        int(document["fiscal_year"]),
        document["key"],
    )


BUDGETS_FIRST = _by_kind("UNIT_BUDGET", "DEPARTMENT_BUDGET", "FINAL_ACCOUNTS", "OVERALL_EVALUATION")
"""For targets, which budgets set and the others repeat."""

ACCOUNTS_FIRST = _by_kind("FINAL_ACCOUNTS", "DEPARTMENT_BUDGET", "UNIT_BUDGET", "OVERALL_EVALUATION")
"""For what a whole department is and does, which its final accounts tell most fully."""

UNITS_FIRST = _by_kind("UNIT_BUDGET", "FINAL_ACCOUNTS", "DEPARTMENT_BUDGET", "OVERALL_EVALUATION")
"""For budget units, whose codes their own budgets print."""
