"""The blocks of statements, made once for a release: they follow from what is printed, whatever is asked.

Kept as long as the release is served, and for so many lines; of an engine that asks a database, which is for what does
not fit into memory, nothing is kept.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from weakref import WeakKeyDictionary

from graph.codes import Codes
from graph.engine import Engine
from graph.model import BudgetLine
from graph.rollup.block import Block, BlockKey, blocks_of
from graph.rollup.request import CODED
from graph.selection import Condition, Operator, Selection
from graph.vocabulary import EntityKind

MOST_LINES = 20_000
"""Of a release; a line in a block takes about a kilobyte."""


class Statement(NamedTuple):
    """A statement as blocks, and the codes that its lines carry."""

    blocks: dict[BlockKey, Block]
    codes: frozenset[str]

    @property
    def size(self) -> int:
        """How many lines it has."""
        return sum(len(block.lines) for block in self.blocks.values())


_kept: WeakKeyDictionary[Engine, dict[str, Statement]] = WeakKeyDictionary()


def blocks_of_statements(engine: Engine, keys: Iterable[str]) -> tuple[dict[BlockKey, Block], Codes]:
    """The blocks of whole statements, and the codes of their lines, loaded."""
    wanted = dict.fromkeys(keys)
    kept = {} if engine.waits else _kept.setdefault(engine, {})
    known = {key: kept[key] for key in wanted if key in kept}
    codes = Codes(engine)
    codes.load({code for each in known.values() for code in each.codes})
    if missing := frozenset(wanted) - known.keys():
        made = _made(engine, missing, codes)
        known |= made
        if sum(each.size for each in (*kept.values(), *made.values())) > MOST_LINES:
            kept.clear()
        if sum(each.size for each in made.values()) <= MOST_LINES:
            kept |= made
    return {each: block for key in wanted if key in known for each, block in known[key].blocks.items()}, codes


def _made(engine: Engine, keys: frozenset[str], codes: Codes) -> dict[str, Statement]:
    found = engine.select(Selection(EntityKind.BUDGET_LINE, (Condition("statement_key", Operator.IN, keys),)))
    by_statement: defaultdict[str, list[BudgetLine]] = defaultdict(list)
    for line in found:
        if isinstance(line, BudgetLine):
            by_statement[line.statement_key].append(line)
    carried = {key: frozenset(_codes_of(lines)) for key, lines in by_statement.items()}
    codes.load({code for each in carried.values() for code in each})
    return {key: Statement(blocks_of(lines, codes), carried[key]) for key, lines in by_statement.items()}


def _codes_of(lines: Iterable[BudgetLine]) -> Iterable[str]:
    return (key for line in lines for attribute in CODED.values() if (key := getattr(line, attribute)))
