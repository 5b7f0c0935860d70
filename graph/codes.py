"""Classification codes with everything above them, fetched a level at a time and each once."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from graph.engine import Engine
from graph.identity import Ref
from graph.model import Classification
from graph.vocabulary import EntityKind

Chain: TypeAlias = tuple[str, ...]
"""A code as the keys from its root down to itself; empty for none."""


class Codes:
    """Classifications by key, with the chains of codes above them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, Classification] = {}
        self._chains: dict[str, Chain] = {}

    def load(self, keys: Iterable[str]) -> list[Classification]:
        """The codes of the keys, in order, fetched with everything above them; unknown keys are left out."""
        asked = list(keys)
        wanted: Sequence[str] = [key for key in dict.fromkeys(asked) if key not in self._known]
        while wanted:
            found = self._engine.fetch([Ref(EntityKind.CLASSIFICATION, key) for key in wanted])
            fetched = [each for each in found if isinstance(each, Classification)]
            self._known.update((each.key, each) for each in fetched)
            above = dict.fromkeys(each.parent_key for each in fetched if each.parent_key)
            wanted = [key for key in above if key not in self._known]
        return [self._known[key] for key in asked if key in self._known]

    def get(self, key: str) -> Classification:
        """A loaded code."""
        return self._known[key]

    def known(self) -> list[Classification]:
        """Everything that is loaded."""
        return list(self._known.values())

    def chain(self, key: str | None) -> Chain:
        """The keys from the root of a loaded code's scheme down to the code; empty for none."""
        if key is None:
            return ()
        if key not in self._chains:
            code = self._known.get(key)
            self._chains[key] = (*self.chain(code.parent_key if code else None), key)
        return self._chains[key]


def common(chains: Sequence[Chain]) -> Chain:
    """What several chains have in common from the root down."""
    shared = []
    for level in zip(*chains, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)
