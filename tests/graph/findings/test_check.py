"""All rules together: on the packaged documents, on an authority that adds up, and as part of a dataset."""

import re

import pytest

from graph.dataset import Dataset, checked
from graph.findings.check import MODULES, RULES, find, with_findings
from graph.findings.facts import Facts
from graph.findings.rules import Family
from graph.model import Finding
from graph.vocabulary import EntityKind, Severity
from seed.dataset import load_dataset
from tests import invented


@pytest.fixture(scope="module")
def packaged() -> Dataset:
    """The packaged documents."""
    return load_dataset()


@pytest.fixture(scope="module")
def findings(packaged: Dataset) -> tuple[Finding, ...]:
    """What they contradict."""
    return find(packaged)


def test_every_rule_has_a_stable_name_of_its_own() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    assert {rule.family for rule in RULES} == set(Family)
    assert {rule.check.__module__ for rule in RULES} == {module.__name__ for module in MODULES}


def test_every_finding_names_what_it_is_about_and_where_it_is_printed(
    packaged: Dataset, findings: tuple[Finding, ...]
) -> None:
    facts = Facts(packaged)
    for finding in findings:
        assert all(facts.get(ref) for ref in finding.subjects)
        assert all(facts.get(term.ref) for term in finding.terms if term.ref is not None)
        assert finding.subjects, finding.key
        assert finding.sources, finding.key
        assert "; printed in " in finding.message
        assert finding.message.count("published ") == 1
        assert "E+" not in finding.message


def test_findings_are_the_same_whenever_they_are_made(packaged: Dataset, findings: tuple[Finding, ...]) -> None:
    again = with_findings(packaged)
    assert again.of(EntityKind.FINDING) == findings
    assert find(again) == findings
    assert checked(again).of(EntityKind.FINDING) == findings


def test_rules_may_be_asked_one_by_one(packaged: Dataset, findings: tuple[Finding, ...]) -> None:
    one = next(rule for rule in RULES if rule.name == "grand-total")
    assert find(packaged, [one]) == tuple(finding for finding in findings if finding.rule == one.name)


def test_an_authority_that_adds_up_is_accused_of_nothing_but_its_one_mistake_and_its_other_names() -> None:
    found = [each for each in find(invented.DATASET) if each.severity is not Severity.ROUNDING]
    assert sorted({each.rule for each in found}) == ["execution-rate-of-projects", "project-has-one-name"]
    [mistake] = [each for each in found if each.rule == "execution-rate-of-projects"]
    assert (str(mistake.published), str(mistake.expected)) == ("85.00", "80.00")
    mended = {each.rule for each in find(invented.CORRECTED) if each.severity is not Severity.ROUNDING}
    assert mended == {"project-has-one-name"}


def test_an_authority_that_is_repeated_repeats_its_findings_and_gets_no_others() -> None:
    once, thrice = find(invented.DATASET), find(invented.dataset(authorities=3))
    assert len(thrice) == 3 * len(once)
