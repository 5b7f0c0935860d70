"""Which meaning of a code a year refers to: codes are reused, so scheme and code alone name nothing."""

from collections import defaultdict
from collections.abc import Iterable

from seed.table import Row

CODES = {
    "functional": "FUNCTIONAL",
    "department_economic": "DEPARTMENT_ECONOMIC",
    "government_economic": "GOVERNMENT_ECONOMIC",
    "procurement": "PROCUREMENT",
    "fund_source": "FUND_SOURCE",
    "revenue_source": "REVENUE_SOURCE",
}
"""The columns that hold a code, and its scheme."""


def classification_key(scheme: str, code: str, edition: int) -> str:
    """The key of a classification: `FUNCTIONAL/2010301/2021`."""
    return f"{scheme}/{code}/{edition}"


class Editions:
    """The classifications of the `classifications` table by scheme, code and the years they hold."""

    def __init__(self, classifications: Iterable[Row]) -> None:
        self._keys: dict[tuple[str, str, int], str] = {}
        self._years: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for row in classifications:
            scheme, code = row["scheme"], row["code"]
            key = classification_key(scheme, code, row["edition"])
            for year in row["editions"]:
                self._keys.setdefault((scheme, code, year), key)
            self._years[scheme, code].extend(row["editions"])

    def find(self, scheme: str, code: str | None, year: int) -> str | None:
        """The key of the classification that the code means in a year; None for no code, or one without meaning."""
        return None if code is None else self._keys.get((scheme, code, year))

    def key(self, scheme: str, code: str, year: int) -> str:
        """The key of the classification that the code means in a year; KeyError where it means nothing."""
        return self._keys[scheme, code, year]

    def years(self, scheme: str, code: str) -> list[int]:
        """The years for which the code has a meaning."""
        return self._years[scheme, code]
