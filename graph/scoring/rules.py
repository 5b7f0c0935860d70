"""The scoring formulae by the word for their rule, and their application to one scored row."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from graph.scoring.bands import qualitative_bands, ratio_bands
from graph.scoring.conditions import condition_and_band, conditions, deductions, judgement
from graph.scoring.outcome import Case, Outcome, summed, unknown
from graph.scoring.percents import per_percent
from graph.scoring.ratios import by_target, proportional, quarterly
from graph.scoring.terms import Terms
from graph.vocabulary import ScoringRule


def outcome(case: Case) -> Outcome:
    """What the row's rule admits; a row made of parts has the sum of what its parts admit."""
    if case.rule is None:
        return unknown("no scoring rule is published for the row")
    parts = case.terms.parts
    return summed([_part(case, part) for part in parts]) if parts else FORMULAE[case.rule](case)


def _part(case: Case, terms: Terms) -> Outcome:
    named = terms.get("rule", "")
    rule = ScoringRule(named) if named in ScoringRule.__members__ else case.rule
    assert rule is not None  # noqa: S101 - for the type checker: a case without a rule has no parts
    measured = terms.number("input") if "input" in terms else case.measured
    return FORMULAE[rule](replace(case, rule=rule, terms=terms, weight=terms.number("weight"), measured=measured))


def _full_when_met(case: Case) -> Outcome:
    return by_target(case, in_proportion="formula" in case.terms)


def _other(case: Case) -> Outcome:
    if any(name.startswith("deduct_per_") for name in case.terms):
        return deductions(case)
    if "condition_share" in case.terms:
        return condition_and_band(case)
    return ratio_bands(case) if "driver" in case.terms else unknown("the rule is no formula")


FORMULAE: Mapping[ScoringRule, Callable[[Case], Outcome]] = {
    ScoringRule.CONDITIONS: conditions,
    ScoringRule.PER_PERCENT: per_percent,
    ScoringRule.PROPORTIONAL: proportional,
    ScoringRule.QUALITATIVE_BANDS: qualitative_bands,
    ScoringRule.RATIO_BANDS: ratio_bands,
    ScoringRule.QUARTERLY: quarterly,
    ScoringRule.FULL_WHEN_MET: _full_when_met,
    ScoringRule.JUDGEMENT: judgement,
    ScoringRule.OTHER: _other,
}
"""The formula of every rule there is a word for."""
