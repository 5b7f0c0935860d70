"""What a rule reports: two figures or words that should agree and do not, before it is put into words.

A rule says which entities disagree and how the expected figure is computed; the name of the rule, the key, the
message and the places where the terms are printed are added once, in `graph.findings.wording`.
"""

from dataclasses import dataclass
from decimal import Decimal

from graph.identity import Ref
from graph.model import FindingTerm
from graph.values import SourceRef
from graph.vocabulary import Severity

MAJOR_SHARE = Decimal("0.1")
"""From this share of the larger figure on, a difference is MAJOR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One place where what is published does not agree.

    `what` names the figure in a phrase. `subjects` are the entities concerned, the one whose figure is doubted
    first; with `aspect` it makes the finding's key, so that an unchanged contradiction keeps its id. `tolerance` is
    the difference that rounding alone explains, in `unit`: the rounding step times the number of terms.
    `severity` is given where size does not decide; `places` say where the figures are printed that are part of an
    entity and no entity themselves, such as a project's budget. `published_text` and `expected_text` are what is
    compared where it is not numbers.
    """

    what: str
    subjects: tuple[Ref, ...]
    published: Decimal | None = None
    expected: Decimal | None = None
    published_text: str | None = None
    expected_text: str | None = None
    unit: str | None = None
    computation: str | None = None
    terms: tuple[FindingTerm, ...] = ()
    tolerance: Decimal = Decimal(0)
    severity: Severity | None = None
    aspect: str = ""
    places: tuple[SourceRef, ...] = ()

    @property
    def judged(self) -> Severity:
        """The severity given, or by the size of the difference: explained by rounding, below a tenth, or not."""
        if self.severity is not None or self.published is None or self.expected is None:
            return self.severity or Severity.MINOR
        difference = abs(self.published - self.expected)
        if difference <= self.tolerance:
            return Severity.ROUNDING
        larger = max(abs(self.published), abs(self.expected))
        return Severity.MAJOR if difference >= larger * MAJOR_SHARE else Severity.MINOR
