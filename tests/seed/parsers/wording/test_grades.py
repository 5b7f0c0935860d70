"""Bands of scores and the grades they stand for."""

import pytest

from seed.parsers.wording.grades import bands, grade_of
from seed.parsers.wording.passages import Passage


def stated(text: str) -> list[tuple[str, str, str, bool, bool]]:
    found = bands(Passage(text, (0,), (1,)))
    return [(band.grade, band.lower, band.upper, band.lower_inclusive, band.upper_inclusive) for band in found]


def test_what_the_brackets_include_belongs_to_a_band() -> None:
    assert stated("90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。") == [
        ("EXCELLENT", "90", "100", True, True),
        ("GOOD", "80", "90", True, False),
        ("FAIR", "60", "80", True, False),
        ("POOR", "0", "60", True, False),
    ]


def test_bands_may_be_named_before_they_are_told() -> None:
    assert stated("分为优秀（90-100分）、良好（80-89分）、合格（60-79分）、不合格（60分以下）。") == [
        ("EXCELLENT", "90", "100", True, True),
        ("GOOD", "80", "89", True, True),
        ("FAIR", "60", "79", True, True),
        ("POOR", "0", "60", True, False),
    ]


def test_one_band_alone_divides_nothing() -> None:
    assert stated("90-100分为优。") == []


@pytest.mark.parametrize(("words", "grade"), [("“优”", "EXCELLENT"), ("合格", "FAIR"), ("较差", "POOR"), ("尚可", "")])
def test_words_stand_for_four_grades(words: str, grade: str) -> None:
    assert grade_of(words) == grade
