"""Names get numbers and grams by which a database finds them."""

from graph.naming import grams, number_of, numbered


def test_names_are_counted_each_once_and_share_a_number_where_only_width_and_case_differ() -> None:
    found = list(numbered(["Ａ处", "灯光处", "a处", "灯光处"]))
    assert [(ordinal, name) for ordinal, name, _ in found] == [(0, "Ａ处"), (1, "灯光处"), (2, "a处")]
    assert found[0][2] == found[2][2] != found[1][2]


def test_a_number_fits_a_column_of_64_bits_and_depends_on_the_text_only() -> None:
    assert number_of("灯光处") == 4908411124026182120
    assert all(-(2**63) <= number_of(str(each)) < 2**63 for each in range(1000))


def test_a_folded_form_is_kept_once_by_its_characters_and_pairs() -> None:
    found = list(grams(["Ａ处", "a处"]))
    assert [(each.gram, each.size) for each in found] == [("a", 3), ("a处", 3), ("处", 3)]
    assert {each.folded for each in found} == {number_of("a处")}
