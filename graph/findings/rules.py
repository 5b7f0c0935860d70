"""The one registry of rules: what each checks, on whose authority, and the function that does.

A rule reads `Facts` and yields a `Contradiction` for each place that does not agree; it stays silent where a figure
it needs is not published. Rules are declared with `@rule` in the module of their family, in the order in which the
documentation lists them; `graph.findings.check` imports the families and runs them all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts

Check: TypeAlias = Callable[[Facts], Iterable[Contradiction]]


class Family(StrEnum):
    """What kind of agreement a rule asks for; the value is the heading in the documentation."""

    STATEMENTS = "Identities of statements"
    NARRATIVE = "Narrative against tables"
    EVALUATIONS = "Evaluations"
    ACROSS = "Across documents and years"
    FORM = "Form"


class Authority(StrEnum):
    """Why the published figures must agree."""

    IDENTITY = "identity"
    SCORING_RULE = "scoring rule"
    NOTE = "the document's own words"
    CONSISTENCY = "said twice"
    FORM = "the form"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which what is published can contradict itself; `words` say what must hold."""

    name: str
    family: Family
    authority: Authority
    words: str
    check: Check


_DECLARED: list[Rule] = []


def rule(name: str, family: Family, authority: Authority, words: str) -> Callable[[Check], Check]:
    """Declare the decorated function as the check of a rule; `name` is kebab-case and never changes."""

    def declare(check: Check) -> Check:
        _DECLARED.append(Rule(name, family, authority, words, check))
        return check

    return declare


def declared() -> tuple[Rule, ...]:
    """Every rule declared so far, in order of declaration."""
    return tuple(_DECLARED)
