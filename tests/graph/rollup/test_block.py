"""A statement's cells are told apart: which of them repeat which others, by codes, headings and numbering."""

from collections.abc import Sequence

import pytest

from graph.codes import Codes
from graph.model import Entity
from graph.money import Money
from graph.rollup.block import Block, Place, blocks_of
from graph.rollup.request import CODED, Side
from graph.vocabulary import Phase
from tests.graph.rollup.statement_builder import (
    BASIC,
    BY_FUND,
    EVERYTHING,
    EXPENDITURE,
    OUTLINE,
    PROCUREMENT,
    SUMMARY,
    THREE_PUBLIC,
    engine_of,
    head,
    lines_of,
    table,
)


def blocks(*tables: Sequence[Entity]) -> list[Block]:
    engine = engine_of(*tables)
    lines = [line for each in tables for line in lines_of(each)]
    codes = Codes(engine)
    codes.load(key for line in lines for attribute in CODED.values() if (key := getattr(line, attribute)))
    return list(blocks_of(lines, codes).values())


def leaves(block: Block) -> list[Place]:
    repeated = {place for places in block.above.values() for place in places}
    return sorted(place for place in block.lines if place not in repeated)


def below(block: Block, place: Place) -> list[Place]:
    return [leaf for leaf in leaves(block) if place in block.above[leaf]]


@pytest.mark.parametrize("entities", EVERYTHING, ids=lambda entities: entities[0].key)
def test_leaves_sum_to_every_cell_above_them(entities: Sequence[Entity]) -> None:
    for block in blocks(entities):
        for place, line in block.lines.items():
            under = below(block, place)
            if under:
                assert sum((block.lines[leaf].money for leaf in under), Money(0, 4)) == line.money, line.label
            assert block.weight[place] == max(len(under), 1)


def test_sides_and_phases_are_blocks_of_their_own() -> None:
    keys = [block.key for block in blocks(SUMMARY, THREE_PUBLIC)]
    assert [(key.side, key.phase) for key in keys] == [
        (Side.SOURCES, Phase.EXECUTED),
        (Side.USES, Phase.EXECUTED),
        (Side.USES, Phase.APPROVED),
        (Side.USES, Phase.EXECUTED),
    ]


def test_a_parent_code_and_a_total_column_repeat_the_same_leaf() -> None:
    [block] = blocks(EXPENDITURE)
    assert block.above[3, 2] == {(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)}
    assert leaves(block) == [(row, column) for row in (3, 4, 6) for column in (2, 3)]


def test_a_total_of_the_year_leaves_out_balances_and_a_grand_total_does_not() -> None:
    sources, uses = blocks(SUMMARY)
    assert below(sources, (3, 1)) == [(1, 1), (2, 1)]
    assert below(sources, (5, 1)) == [(1, 1), (2, 1), (4, 1)]
    assert below(uses, (8, 2)) == [(6, 2), (7, 2)]
    assert below(uses, (10, 2)) == [(6, 2), (7, 2), (9, 2)]


def test_a_fund_that_is_made_of_others_repeats_them() -> None:
    [block] = blocks(BY_FUND)
    assert below(block, (1, 1)) == [(1, 2), (1, 3)]
    assert len(below(block, (3, 1))) == 4


def test_a_column_that_repeats_a_part_is_aside_and_a_code_in_two_rows_is_two_leaves() -> None:
    [block] = blocks(PROCUREMENT)
    assert block.aside == {4}
    assert block.layer((2, 4)) == 4
    assert block.layer((2, 2)) is None
    assert below(block, (1, 1)) == [(row, column) for row in (2, 3, 4) for column in (2, 3)]
    assert below(block, (1, 4)) == [(2, 4), (3, 4), (4, 4)]


def test_headings_say_what_is_part_of_what_where_columns_stand_for_the_same() -> None:
    approved, executed = blocks(THREE_PUBLIC)
    assert below(approved, (1, 1)) == [(1, 2), (1, 4), (1, 5)]
    assert below(approved, (1, 3)) == [(1, 4), (1, 5)]
    assert below(executed, (1, 6)) == [(1, 7)]


def test_numbering_says_what_is_part_of_what_where_rows_stand_for_the_same() -> None:
    [block] = blocks(OUTLINE)
    assert below(block, (1, 1)) == [(2, 1), (4, 1), (5, 1), (6, 1)]
    assert below(block, (3, 1)) == [(4, 1), (5, 1)]


def test_a_closing_total_repeats_the_rows_above_it() -> None:
    rows = [(head("一、出国"), ("1.00",)), (head("二、接待"), ("2.00",)), (head("合计", total=True), ("3.00",))]
    [block] = blocks(table([head("金额")], rows))
    assert below(block, (3, 1)) == [(1, 1), (2, 1)]


def test_a_statement_of_totals_alone_is_made_of_those_that_repeat_no_other() -> None:
    columns = [head("小计", total=True), head("基本", total=True), head("项目", total=True)]
    [block] = blocks(table(columns, [(head("合计", total=True), ("0.00", "0.00", "0.00"))]))
    assert leaves(block) == [(1, 1), (1, 2), (1, 3)]


def test_the_totals_of_a_set_of_cells_are_those_that_repeat_exactly_them() -> None:
    [block] = blocks(EXPENDITURE)
    class_201 = [(3, 2), (3, 3), (4, 2), (4, 3)]
    assert [line.key for line in block.totals(class_201)] == ["doc/3/2/1"]
    assert [line.key for line in block.totals([(3, 2), (4, 2)])] == ["doc/3/2/2"]
    assert block.totals([(3, 2), (6, 2)]) == []
    assert [line.key for line in block.totals(leaves(block))] == ["doc/3/1/1"]


def test_a_single_row_is_no_total_of_itself_unless_it_says_so() -> None:
    [block] = blocks(BASIC)
    assert [line.key for line in block.totals([(3, 1)])] == ["doc/6/1/1", "doc/6/2/1"]
    [empty] = blocks(table([head("合计", total=True)], [(head("合计", total=True), ("0.00",))]))
    assert [line.key for line in empty.totals([(1, 1)])] == ["doc/1/1/1"]
