"""A dataset as rules read it: entities by reference and by attribute, each index made once and when first asked for.

All indexes are one pass over the entities of a kind, so that a rule that walks an index is linear in what is
published.
"""

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from graph.dataset import Dataset
from graph.findings.quantities import Quantity, Stated, stated
from graph.findings.spoken import body_of_observation, spoken
from graph.findings.tables import Table, table_of
from graph.identity import Ref
from graph.model import BudgetLine, Document, Entity, Observation, Statement

if TYPE_CHECKING:
    from graph.vocabulary import EntityKind

E = TypeVar("E", bound=Entity)


class Facts:
    """What rules know of a dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self.memo: dict[str, Any] = {}
        self._entities: dict[EntityKind, dict[str, Entity]] = {}
        self._groups: dict[tuple[EntityKind, tuple[str, ...]], dict[tuple[Any, ...], list[Any]]] = {}

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """The entities of a type in published order: `facts.of(BudgetLine)`."""
        return cast("tuple[E, ...]", self._dataset.of(kind.KIND))

    def get(self, ref: Ref) -> Entity | None:
        """The entity that a reference names, or None."""
        known = self._entities.get(ref.kind)
        if known is None:
            known = self._entities[ref.kind] = {each.key: each for each in self._dataset.of(ref.kind)}
        return known.get(ref.key)

    def one(self, kind: type[E], key: str | None) -> E | None:
        """The entity of a type by its key, or None."""
        return None if key is None else cast("E | None", self.get(Ref(kind.KIND, key)))

    def grouped(self, kind: type[E], *attributes: str) -> dict[tuple[Any, ...], list[E]]:
        """The entities of a type by the values of `attributes`, each group in published order."""
        index = (kind.KIND, attributes)
        if index not in self._groups:
            groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
            for each in self.of(kind):
                groups[tuple([getattr(each, name) for name in attributes])].append(each)
            self._groups[index] = dict(groups)
        return self._groups[index]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every statement that has cells, as a table, in published order."""
        lines = self.grouped(BudgetLine, "statement_key")
        return tuple(
            table_of(statement, lines[statement.key,]) for statement in self.of(Statement) if (statement.key,) in lines
        )

    @cached_property
    def stated(self) -> dict[Quantity, list[Stated]]:
        """The cells that state each quantity, in published order."""
        groups: dict[Quantity, list[Stated]] = defaultdict(list)
        for table in self.tables:
            for each in stated(table):
                groups[each.quantity].append(each)
        return dict(groups)

    @cached_property
    def spoken(self) -> dict[Quantity, list[Observation]]:
        """The observations that state each quantity, in published order; those that are softened are left out."""
        kinds = {document.key: document.document_kind for document in self.of(Document)}
        groups: dict[Quantity, list[Observation]] = defaultdict(list)
        for each in self.of(Observation):
            if each.value is not None and each.approximation is None:
                quantity = spoken(each, kinds[each.document_key], body_of_observation(each))
                if quantity is not None:
                    groups[quantity].append(each)
        return dict(groups)
