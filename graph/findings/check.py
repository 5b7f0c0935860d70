"""Checking a dataset against itself: all rules, and the findings they make."""

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

FAMILIES: tuple[ModuleType, ...] = (
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
"""The modules that declare rules; importing them fills the registry."""

RULES: tuple[Rule, ...] = declared()
"""Every rule there is, by family, in the order in which they are documented."""


def find(dataset: Dataset) -> tuple[Finding, ...]:
    """Every contradiction of a dataset as a finding, in the order of findings; each key once.

    Findings that the dataset already holds are not looked at.
    """
    facts = Facts(dataset)
    found: dict[str, Finding] = {}
    for rule in RULES:
        for contradiction in rule.check(facts):
            finding = finding_of(rule.name, contradiction, facts)
            found.setdefault(finding.key, finding)
    return tuple(sorted(found.values(), key=lambda each: each.position))


def with_findings(dataset: Dataset) -> Dataset:
    """The dataset with its findings, in place of any it holds."""
    return Dataset({**dataset.entities, EntityKind.FINDING: find(dataset)})
