"""Search: exact names first, then prefixes, then substrings, then likeness; Chinese and Latin alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.search import NameIndex, fold, weight_of
from graph.vocabulary import EntityKind

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


def test_punctuation_does_not_count_where_only_it_differs() -> None:
    names = ("三公经费控制率", "“三公”经费", "三公经费", "10.3", "103")
    index = NameIndex(enumerate((name,) for name in names))
    assert [match.name for match in index.search("三公经费")] == ["三公经费", "“三公”经费", "三公经费控制率"]
    assert [match.name for match in index.search("103")] == ["103"]


def test_a_name_is_found_by_its_pieces_in_order_and_by_words_in_any() -> None:
    names = ("青岛市政府2021年度部门决算", "青岛市2020年预算", "决算表")
    index = NameIndex(enumerate((name,) for name in names))
    assert index.search("2021年决算")[0].name == names[0]
    assert index.search("决算 2021 青岛")[0] == index.search("青岛 2021 决算")[0]
    assert index.search("决算 2021 青岛")[0].name == names[0]
    assert index.search("2021 2022") == []


def test_codes_with_digits_in_common_are_not_alike() -> None:
    index = NameIndex(enumerate((name,) for name in ("2010301", "A02010301", "2010302", "2130101")))
    assert [match.name for match in index.search("2010301")] == ["2010301", "A02010301"]


@pytest.mark.parametrize("text", ["口岸大通關補助專項資金", "口岸大通关补助专项资金"])
def test_traditional_characters_find_simplified_ones(text: str) -> None:
    assert INDEX.search(text)[0].score == 1


def test_what_is_sought_by_name_comes_before_what_mentions_it() -> None:
    weights = {
        "finding": weight_of(EntityKind.FINDING, "x"),
        "goods": weight_of(EntityKind.CLASSIFICATION, "PROCUREMENT/A02/2022"),
        "code": weight_of(EntityKind.CLASSIFICATION, "FUNCTIONAL/201/2007"),
        "project": weight_of(EntityKind.PROJECT, "x"),
    }
    kinds = list(weights)
    index = NameIndex(
        ((number, (f"口岸{'专' * number}",)) for number in range(len(kinds))), list(weights.values()).__getitem__
    )
    assert [kinds[match.entry] for match in index.search("口岸")] == ["project", "code", "finding", "goods"]
    assert all(0 <= match.score <= 1 for match in index.search("口岸"))
