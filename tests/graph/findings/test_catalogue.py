"""The page of rules is the registry, printed."""

from pathlib import Path

from graph.findings.catalogue import page
from graph.findings.check import RULES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "findings.md"


def test_the_page_is_what_the_registry_says() -> None:
    assert PAGE.read_text("utf-8") == page(), "write it anew: PAGE.write_text(page())"


def test_every_rule_has_a_line_that_says_what_must_hold() -> None:
    text = page()
    for rule in RULES:
        assert f"| `{rule.name}` | {rule.words} | {rule.authority.value} |" in text
