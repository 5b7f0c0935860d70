"""Sums are answered page by page, with every entity that proves them fetched."""

import pytest

from graph.errors import IncompatibleLinesError, InvalidArgumentError, InvalidCursorError
from graph.memory import MemoryEngine
from graph.rollup.aggregate import Reason
from graph.rollup.request import Dimension
from graph.selection import Condition, Operator
from graph.vocabulary import BudgetDirection, Phase
from resolvers.aggregates import AggregateGroup, AggregatePage, aggregates, counted_lines, request_of
from tests.graph.rollup.statement_builder import EVERYTHING, engine_of, wan

SPENT = (Condition("direction", Operator.EQ, BudgetDirection.EXPENDITURE),)
D = Dimension


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return engine_of(*EVERYTHING)


def groups(page: AggregatePage) -> list[AggregateGroup]:
    return [edge.node for edge in page.edges]  # type: ignore[attr-defined]  # the edges of a page hold its groups


def test_every_parent_gets_the_same_answer(engine: MemoryEngine) -> None:
    first, second = aggregates(engine, [object(), object()], group_by=[], where=SPENT, phase=Phase.EXECUTED)
    assert first is second
    [group] = groups(first)
    assert (group.label, str(wan(group.group.money)), group.line_count) == ("total", "60.00", 6)


def test_pages_go_on_where_the_last_one_ended(engine: MemoryEngine) -> None:
    def page(after: str | None) -> AggregatePage:
        [found] = aggregates(
            engine, [None], group_by=[D.FUNCTIONAL], where=SPENT, phase=Phase.EXECUTED, first=2, after=after
        )
        return found

    start = page(None)
    assert start.total_count == 3
    assert start.page_info.has_next_page
    assert [group.label for group in groups(start)] == ["20101 20101", "20102 20102"]
    rest = page(start.page_info.end_cursor)
    assert [group.label for group in groups(rest)] == ["20801 20801"]
    assert not rest.page_info.has_next_page


def test_a_cursor_of_other_groups_is_refused(engine: MemoryEngine) -> None:
    [page] = aggregates(engine, [None], group_by=[D.FUNCTIONAL], where=SPENT, phase=Phase.EXECUTED)
    cursor = page.page_info.end_cursor
    with pytest.raises(InvalidCursorError):
        aggregates(engine, [None], group_by=[D.FUND_SOURCE], where=SPENT, phase=Phase.EXECUTED, after=cursor)
    with pytest.raises(InvalidCursorError):
        aggregates(
            engine, [None], group_by=[D.FUNCTIONAL], where=SPENT, phase=Phase.EXECUTED, functional_level=1, after=cursor
        )


def test_what_is_left_out_is_told_in_words(engine: MemoryEngine) -> None:
    [page] = aggregates(engine, [None], group_by=[], where=SPENT, phase=Phase.EXECUTED)
    told = {out.reason: out.description for out in page.left_out}
    assert told[Reason.REPEATS_COUNTED] == "in doc/3 these lines repeat the sum of lines that are counted"
    assert told[Reason.OTHER_STATEMENT].endswith("is counted in doc/3")
    assert page.line_count + sum(out.lines for out in page.left_out) == page.lines_matched


def test_the_printed_total_comes_with_its_difference(engine: MemoryEngine) -> None:
    [page] = aggregates(engine, [None], group_by=[], where=SPENT, phase=Phase.EXECUTED)
    [group] = groups(page)
    assert group.published_total is not None
    assert group.published_total.line.key == "doc/3/1/1"
    assert wan(group.published_total.difference) == 0
    assert group.published_total.severity is None


def test_the_lines_of_a_group_are_those_that_are_counted(engine: MemoryEngine) -> None:
    [page] = aggregates(engine, [None], group_by=[D.FUNCTIONAL], where=SPENT, phase=Phase.EXECUTED)
    shown = groups(page)
    pages = counted_lines(engine, shown, first=1)
    assert [each.total_count for each in pages] == [2, 2, 2]
    assert pages[0].page_info.has_next_page


def test_levels_start_at_one() -> None:
    with pytest.raises(InvalidArgumentError, match="functionalLevel"):
        request_of([D.FUNCTIONAL], functional_level=0)
    assert request_of([D.COFOG], cofog_level=2).levels == {D.COFOG: 2}
    both = {D.DEPARTMENT_ECONOMIC: 1, D.GOVERNMENT_ECONOMIC: 1}
    assert request_of([D.DEPARTMENT_ECONOMIC], economic_level=1).levels == both


def test_what_must_not_be_added_is_refused(engine: MemoryEngine) -> None:
    with pytest.raises(IncompatibleLinesError):
        aggregates(engine, [None], group_by=[])
