"""Checking a dataset against itself: all rules, and the findings they make."""

from collections.abc import Sequence
from types import ModuleType

from graph.dataset import Dataset
from graph.findings import (
    agreement,
    counts,
    crosswalk,
    form,
    formulae,
    identities,
    layout,
    names,
    narrative,
    outcomes,
    periods,
    project_changes,
    projects,
    scales,
    scores,
    targets,
    told_rates,
    twice,
    years,
)
from graph.findings.facts import Facts
from graph.findings.rules import Rule, declared
from graph.findings.wording import finding_of
from graph.model import Finding
from graph.vocabulary import EntityKind

MODULES: tuple[ModuleType, ...] = (
    identities,
    agreement,
    crosswalk,
    narrative,
    told_rates,
    periods,
    counts,
    projects,
    project_changes,
    twice,
    outcomes,
    years,
    targets,
    scales,
    names,
    scores,
    formulae,
    form,
    layout,
)
"""The modules that declare rules, in the order in which their rules are run and documented."""

_ORDER = {module.__name__: position for position, module in enumerate(MODULES)}
RULES: tuple[Rule, ...] = tuple(sorted(declared(), key=lambda rule: _ORDER[rule.check.__module__]))
"""Every rule there is."""


def find(dataset: Dataset, rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """Every contradiction of a dataset as a finding, in the order of findings; each key once.

    Findings that the dataset already holds are not looked at. `rules` are all there are unless fewer are wanted.
    """
    facts = Facts(dataset)
    found: dict[str, Finding] = {}
    for rule in rules:
        for contradiction in rule.check(facts):
            finding = finding_of(rule.name, contradiction, facts)
            found.setdefault(finding.key, finding)
    return tuple(sorted(found.values(), key=lambda each: each.position))


def with_findings(dataset: Dataset) -> Dataset:
    """The dataset with its findings, in place of any it holds."""
    return Dataset({**dataset.entities, EntityKind.FINDING: find(dataset)})
