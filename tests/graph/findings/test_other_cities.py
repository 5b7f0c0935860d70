"""Documents of a city whose forms and words the rules were not written for: only what is wrong in print is found.

The documents lie beside the repository; what parsers read of them is checked, so that a figure that is misread
shows here as well.
"""

from pathlib import Path

import pytest

from graph.findings.check import find
from graph.model import Finding
from graph.vocabulary import Severity
from seed.ingest.assembling import assembled
from seed.ingest.parsing import parse_document
from seed.ingest.soundness import sound

WRONG_IN_PRINT = {
    ("base-is-possible", "1421.25", "0"),  # a rise of 1421.25 to nothing at all
    ("funds-equal-budget", "1090.304300", "1141.904300"),  # 10,903,043 in all, 11,419,043 of them this year's
    ("growth-over-published-base", "314.82", "289.12"),  # 45.41 after 11.67
    ("growth-over-published-base", "60.54", "66.40"),  # 220.63 after 132.59; the rate of the item above it
    ("narrative-agrees-with-statements", "352.67", "350.3499"),  # 350.35 in the same sentence
    ("narrative-agrees-with-statements", "441.25", "220.6272"),  # the amount of the item above it
}
"""What the four documents contradict, by rule, published and expected figure."""


@pytest.fixture(scope="module")
def findings(shared: Path) -> tuple[Finding, ...]:
    files = sorted((shared / "sources" / "pdf").glob("shanghai-*.pdf"))
    parsed = [parse_document(file.read_bytes(), file.name) for file in files]
    return find(assembled(sound(each)[0].encoded() for each in parsed).dataset)


def test_only_what_is_wrong_in_print_is_found(findings: tuple[Finding, ...]) -> None:
    above = [each for each in findings if each.severity is not Severity.ROUNDING and each.published is not None]
    assert {(each.rule, str(each.published), str(each.expected)) for each in above} == WRONG_IN_PRINT


def test_what_is_rounded_is_off_by_a_step_or_two(findings: tuple[Finding, ...]) -> None:
    rounded = [each.difference for each in findings if each.severity is Severity.ROUNDING]
    assert rounded
    assert all(difference is not None and abs(difference) <= 1 for difference in rounded)
