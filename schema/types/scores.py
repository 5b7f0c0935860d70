"""Scores recomputed by their own published rules."""

from decimal import Decimal

import strawberry

from graph.scoring import outcome, rubric
from schema.fields import computed, domain_type


@domain_type(outcome.Span)
class AdmittedScores:
    """Scores that a published rule admits; one score where lowest and highest are equal."""

    @computed
    def lowest(self: outcome.Span) -> Decimal:
        """The lowest, to four decimals, for example 2.25."""
        return outcome.shown(self.low)

    @computed
    def highest(self: outcome.Span) -> Decimal:
        """The highest, to four decimals."""
        return outcome.shown(self.high)

    @computed
    def reading(self: outcome.Span) -> str | None:
        """How the rule is read, where it can be read in more than one way: `only whole per cents count`."""
        return self.reading or None


@domain_type(rubric.Recomputed)
class Recomputation:
    """A score recomputed from what is published."""

    score: Decimal | None = strawberry.field(
        description="The score, to four decimals: 4.8205; null where the rule cannot be computed."
    )
    basis: rubric.RecomputationBasis | None = strawberry.field(
        description="What it follows from; null where it is null."
    )
    note: str | None = strawberry.field(
        description="Why there is no score, or how the rule was read; null where there is nothing to say."
    )
    computation: str | None = strawberry.field(description="The computation, for example `5568.93/5776.25*5=4.8205`.")
    admitted: list[AdmittedScores] = strawberry.field(
        description="The scores that the rule admits: one for a formula, several for conditions, a range for degrees."
    )
