"""Codes are followed from year to year along mappings; what splits is not shared out by guess."""

from collections.abc import Sequence

import pytest

from graph.codes import Codes
from graph.editions import Editions, Told, holds, lowest
from graph.model import Classification
from graph.values import Mapping
from graph.vocabulary import Basis, Confidence, MappingKind, Scheme
from tests.graph.rollup.statement_builder import code, engine_of, key

F = Scheme.FUNCTIONAL
OLD, NEW = 2014, 2021


def link(kind: MappingKind, target: str, edition: int = NEW, sure: Confidence | None = Confidence.HIGH) -> Mapping:
    return Mapping(target_key=key(F, target, edition), kind=kind, basis=Basis.DERIVED, confidence=sure)


def old(digits: str, *mappings: Mapping, parent: str | None = None) -> Classification:
    return code(F, digits, parent, edition=OLD, editions=(2014, 2017), mappings=mappings)


def new(digits: str, *mappings: Mapping, parent: str | None = None) -> Classification:
    return code(F, digits, parent, edition=NEW, editions=(2021, 2023), mappings=mappings)


def told(codes: Sequence[Classification], digits: str, edition: int, year: int) -> Told:
    engine = engine_of(codes=codes)
    start = key(F, digits, edition)
    chains = Codes(engine)
    chains.load([start])
    return Editions(engine, year, [start]).told(chains.chain(start))


def last(answer: Told) -> str | None:
    return answer.chain[-1].split("/")[1] if answer.chain else None


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_a_code_stays_itself_in_its_years_and_between_them(year: int) -> None:
    assert told([new("201")], "201", NEW, year) == Told((key(F, "201", NEW),), None, None)


def test_a_code_of_no_year_before_it_leads_nowhere_and_says_so() -> None:
    answer = told([new("201")], "201", NEW, 2019)
    assert answer.chain == ()
    assert answer.reason == "no mapping leads from 201 of 2021 to a code of 2019"


def test_a_year_between_belongs_to_the_namesake_that_is_known_for_it() -> None:
    early = code(F, "207", edition=OLD, editions=(2014, 2021))
    late = code(F, "207", edition=2018, editions=(2018,))
    assert holds(early, 2018)
    assert not holds(early, 2018, [early, late])
    assert holds(early, 2016, [early, late])


@pytest.mark.parametrize("kind", [MappingKind.SAME, MappingKind.RENAMED])
def test_renamed_codes_are_followed_both_ways(kind: MappingKind) -> None:
    codes = [old("207", link(kind, "206")), new("206")]
    assert last(told(codes, "207", OLD, 2021)) == "206"
    assert last(told(codes, "206", NEW, 2014)) == "207"


def test_a_chain_of_mappings_is_as_sure_as_its_least_sure_link() -> None:
    unsure = link(MappingKind.RENAMED, "3", sure=Confidence.LOW)
    middle = code(F, "2", edition=2018, editions=(2018,), mappings=(unsure,))
    codes = [old("1", link(MappingKind.RENAMED, "2", 2018)), middle, new("3")]
    answer = told(codes, "1", OLD, 2021)
    assert (last(answer), answer.confidence) == ("3", Confidence.LOW)


def test_merged_codes_lead_to_the_one_that_holds_them_and_not_back() -> None:
    codes = [old("1", link(MappingKind.MERGED, "3")), old("2", link(MappingKind.MERGED, "3")), new("3")]
    assert last(told(codes, "1", OLD, 2021)) == "3"
    back = told(codes, "3", NEW, 2014)
    assert back.chain == ()
    assert back.reason == "3 of 2021 is split between codes of 2014"


def test_a_split_code_is_told_by_what_its_parts_have_in_common() -> None:
    split = old("1", link(MappingKind.SPLIT, "301"), link(MappingKind.SPLIT, "302"))
    under_one = [split, new("3"), new("301", parent="3"), new("302", parent="3")]
    assert last(told(under_one, "1", OLD, 2021)) == "3"
    apart = [split, new("301"), new("302")]
    assert told(apart, "1", OLD, 2021).reason == "1 of 2014 is split between codes of 2021"
    assert last(told(apart, "301", NEW, 2014)) == "1"


def test_a_part_of_a_split_is_not_the_whole() -> None:
    assert told([old("1", link(MappingKind.SPLIT, "3")), new("3")], "1", OLD, 2021).chain == ()


def test_a_code_that_cannot_be_followed_is_told_by_the_one_above_it_with_the_reason() -> None:
    codes = [old("2", link(MappingKind.RENAMED, "3")), old("201", parent="2"), new("3")]
    answer = told(codes, "201", OLD, 2021)
    assert last(answer) == "3"
    assert answer.reason == "no mapping leads from 201 of 2014 to a code of 2021"


def test_mappings_to_other_schemes_are_not_editions() -> None:
    codes = [old("1", link(MappingKind.CORRESPONDS, "3")), new("3")]
    assert told(codes, "1", OLD, 2021).chain == ()


def test_the_least_sure_of_several_counts_and_none_said_is_none() -> None:
    assert lowest([Confidence.HIGH, None, Confidence.MEDIUM]) is Confidence.MEDIUM
    assert lowest([None]) is None
