"""What the invented entities are called by: natural keys, formed as those of the real dataset are."""

from typing import NamedTuple

from graph.identity import Ref
from graph.money import AmountUnit, Money
from graph.values import SourceRef
from graph.vocabulary import EntityKind, Scheme

JURISDICTION = "990100"


class Keys(NamedTuple):
    """The keys of one lighthouse authority, by the number of its department."""

    number: int

    @property
    def department(self) -> Ref:
        return Ref(EntityKind.DEPARTMENT, f"{JURISDICTION}/{self.number}")

    @property
    def unit(self) -> Ref:
        return Ref(EntityKind.BUDGET_UNIT, f"{JURISDICTION}/{self.number}001")

    @property
    def accounts(self) -> str:
        """The final accounts of 2022."""
        return f"lighthouse-{self.number}-2022-accounts"

    @property
    def budget(self) -> str:
        """The unit budget of 2023."""
        return f"lighthouse-{self.number}-2023-budget"

    @property
    def fund(self) -> Ref:
        return self._project("灯塔维护专项资金")

    @property
    def lamps(self) -> Ref:
        """The lamps of 2022; in 2023 the fund pays `new_lamps` instead."""
        return self._project("灯具更新")

    @property
    def buoys(self) -> Ref:
        return self._project("航标巡检")

    @property
    def new_lamps(self) -> Ref:
        """The only project with a code of 21 characters."""
        return Ref(EntityKind.PROJECT, f"{JURISDICTION}{self.number:04}P230000LAMP")

    def report(self, year: int) -> str:
        """The report of a department evaluation of the fund, of 2021 or 2022."""
        return f"lighthouse-{self.number}-{year}-evaluation"

    def recipient(self, name: str) -> Ref:
        return Ref(EntityKind.RECIPIENT, f"{JURISDICTION}/{self.number}/{name}")

    def _project(self, name: str) -> Ref:
        return Ref(EntityKind.PROJECT, f"{self.department.key}/{name}")


def code(scheme: Scheme, digits: str, edition: int = 2022) -> str:
    """The key of a classification code."""
    return f"{scheme.value}/{digits}/{edition}"


def statement(document: str, number: int) -> str:
    """The key of a document's statement."""
    return f"{document}/{number:02}"


def wan(printed: str) -> Money:
    """An amount printed in wan yuan."""
    return Money.parse(printed, AmountUnit.WAN_YUAN)


def on_line(document: str, line: int, locator: str = "") -> tuple[SourceRef, ...]:
    """The one place at which a fact is printed in running text."""
    return (SourceRef(document_key=document, locator=locator, line=line),)
