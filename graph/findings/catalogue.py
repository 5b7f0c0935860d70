"""The page that documents every rule, made from the registry; a test keeps `docs/findings.md` equal to it."""

from collections.abc import Sequence

from graph.findings.check import RULES
from graph.findings.rules import Authority, Family, Rule

OPENING = """\
# Findings

Published budgets contradict arithmetic, their own scoring rules, themselves and each other. budgetgraph keeps what
is printed and says, as a finding, what it should have been: which figures were compared, how the expected one is
computed, where every term is printed. Findings are made at ingest and on demand (`budgetgraph check --findings`),
and are served as `findings`, beside the entity concerned, and as subjects of the relation `CONCERNS`.

This page is made from the registry of rules (`graph/findings/`).

## Severity

| severity | means |
|---|---|
| `ROUNDING` | rounding alone explains the difference (below) |
| `MINOR` | less than a tenth of the larger figure, or words that differ |
| `MAJOR` | a tenth and more, or a target that cannot be missed |

Rounding explains a sum that is off by the step to which its figures are printed times the number of terms that are
not zero, and a rate that some value within the last digit of each of its figures gives, rounded or cut off.

A rule that needs a figure which is not printed, or a heading whose words it does not know, says nothing.
"""

AUTHORITIES: dict[Authority, str] = {
    Authority.IDENTITY: "arithmetic: the form says that one is the sum, the difference or the ratio of the others",
    Authority.SCORING_RULE: "the scoring rule that the document prints",
    Authority.NOTE: "the document's own words about what a figure is made of",
    Authority.CONSISTENCY: "the same thing is said twice",
    Authority.FORM: "the form that is filled in",
}


def page(rules: Sequence[Rule] = RULES) -> str:
    """The whole page: severities, sources, and a table of rules for each family, in order of declaration."""
    parts = [OPENING, _authorities()]
    for family in Family:
        own = [rule for rule in rules if rule.family is family]
        parts.append(_family(family, own))
    return "\n".join(parts)


def _authorities() -> str:
    rows = [f"| {authority.value} | {words} |" for authority, words in AUTHORITIES.items()]
    return "\n".join(["## Sources", "", "| source | says |", "|---|---|", *rows, ""])


def _family(family: Family, rules: Sequence[Rule]) -> str:
    rows = [f"| `{rule.name}` | {rule.words} | {rule.authority.value} |" for rule in rules]
    return "\n".join([f"## {family.value}", "", "| rule | what must hold | source |", "|---|---|---|", *rows, ""])
