"""A benchmark as printed in a rubric, read as a target: `≤ 5568.93万元`, `≥95%`, `= 10`, `有序推进`."""

import re
from decimal import Decimal
from unicodedata import normalize

from graph.values import Measure
from graph.vocabulary import Comparison

SIGNS = {
    "≥": Comparison.GE,
    "≤": Comparison.LE,
    "=": Comparison.EQ,
    ">": Comparison.GT,
    "<": Comparison.LT,
    "": Comparison.EQ,
}
"""How a sign compares; a number without one is to be met exactly."""

_PRINTED = re.compile(r"([≥≤=><]?)\s*(-?\d+(?:\.\d+)?)\s*([^\d\s]*)")


def target_of(benchmark: str | None) -> Measure | None:
    """The target that a benchmark states: compared with a number, or in words; None where none is printed."""
    if not benchmark:
        return None
    found = _PRINTED.fullmatch(normalize("NFKC", benchmark).strip())  # full-width signs are the same signs
    if found is None:
        return Measure(comparison=Comparison.QUALITATIVE, text=benchmark)
    return Measure(comparison=SIGNS[found[1]], value=Decimal(found[2]), unit=found[3] or None, text=benchmark)
