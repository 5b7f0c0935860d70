"""Which labels of a form with two sides stand on the side of expenditure."""

import re
from dataclasses import dataclass

from seed.parsers.codes import CodeBook
from seed.parsers.statements.enumerators import taken_apart

WHOLE_LABEL = re.compile("(本年)?支出(合计|总计)|(年末|年终)结转(和|及)?结余|结转下年(支出)?")
"""Labels that only the side of expenditure has, beside the names of classes."""

CLASS_DIGITS = 3


@dataclass(frozen=True, slots=True)
class ExpenditureSide:
    """What the side of expenditure prints in a year: the classes of the functional classification, and its totals."""

    codes: CodeBook
    year: int

    def names(self, label: str) -> bool:
        """Whether a label, or a part of one, names expenditure: a class, or by its own words."""
        words = taken_apart(label).words
        return self._is_class(words) or ("支出" in words and "收入" not in words)

    def has(self, label: str) -> bool:
        """Whether a text is one of its labels, from the first letter to the last."""
        words = taken_apart(label).words
        return self._is_class(words) or WHOLE_LABEL.fullmatch(words) is not None

    def _is_class(self, words: str) -> bool:
        return self.codes.named("FUNCTIONAL", words, self.year, digits=CLASS_DIGITS) is not None
