"""Search: exact names first, then prefixes, then substrings, then likeness; Chinese and Latin alike."""

from hypothesis import given
from hypothesis import strategies as st

from graph.search import NameIndex, fold

NAMES = ("专项业务费", "专项业务费（2020）", "市级专项业务费", "业务专项费用", "口岸大通关补助专项资金", "GraphQL 专线")
INDEX = NameIndex((number, (name,)) for number, name in enumerate(NAMES))


def found(text: str) -> list[str]:
    return [match.name for match in INDEX.search(text)]


def test_an_exact_name_comes_before_a_prefix_and_a_prefix_before_a_substring() -> None:
    assert found("专项业务费")[:3] == ["专项业务费", "专项业务费（2020）", "市级专项业务费"]


def test_a_similar_name_is_found_after_those_that_contain_the_text() -> None:
    assert "业务专项费用" in found("专项业务费")[3:]


def test_full_and_half_width_and_case_make_no_difference() -> None:
    assert found("专项业务费(2020)")[0] == "专项业务费（2020）"
    assert found("graphql")[0] == "GraphQL 专线"


def test_one_character_is_enough() -> None:
    assert set(found("岸")) == {"口岸大通关补助专项资金"}


def test_text_without_characters_finds_nothing() -> None:
    assert found("") == found("  ") == []


def test_an_entry_is_found_once_by_its_best_name() -> None:
    index = NameIndex([(7, ("口岸大通关补助资金", "口岸大通关补助专项资金"))])
    [match] = index.search("口岸大通关补助专项资金")
    assert (match.entry, match.name, match.score) == (7, "口岸大通关补助专项资金", 1.0)


def test_of_names_that_match_alike_the_first_one_counts() -> None:
    [match] = NameIndex([(7, ("灯塔维护", "灯塔修理"))]).search("灯塔")
    assert match.name == "灯塔维护"


@given(st.lists(st.text(min_size=1), min_size=1, max_size=20), st.data())
def test_every_part_of_a_name_finds_the_name_and_scores_never_rise(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([fold(name) for name in names]))
    start = data.draw(st.integers(0, len(name)))
    part = fold(name[start : data.draw(st.integers(start, len(name)))])
    matches = NameIndex((number, (each,)) for number, each in enumerate(names)).search(part)
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    containing = {number for number, each in enumerate(names) if part and part in fold(each)}
    assert containing <= {match.entry for match in matches}
