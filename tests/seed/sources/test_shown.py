"""A number is shown as its format says, to the last digit."""

import datetime

import pytest

from seed.sources.model import UNREADABLE
from seed.sources.shown import shown


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (2.675, "0.00", "2.68"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "-1234.50"),
        (1_234_567, "0.00,", "1234.57"),
        (12, '0.00"万元"', "12.00"),
        (5, "0.##", "5"),
        (1e20, "General", "100000000000000000000"),
        (float("inf"), "0.00", UNREADABLE),
        (1_234_567, "0,.00", "1234.57"),
        (123456, "0!.0,", UNREADABLE),
        (123456, '0"."0,', UNREADABLE),
        (True, "General", "TRUE"),
        (datetime.datetime(2023, 3, 1), "yyyy", "2023-03-01"),  # noqa: DTZ001 - a sheet knows no time zones
    ],
)
def test_a_number_is_shown_as_its_format_says(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text
