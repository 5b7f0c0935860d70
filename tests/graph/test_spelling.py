"""Traditional characters are written as simplified ones; these stay as they are."""

import pytest

from graph.spelling import _PAIRS, simplified


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("財政撥款", "财政拨款"),
        ("績效評價", "绩效评价"),
        ("一般公共服務", "一般公共服务"),
        ("三公經費", "三公经费"),
        ("A4 paper", "A4 paper"),
    ],
)
def test_words_of_budgets_are_read_in_either_script(written: str, read: str) -> None:
    assert simplified(written) == simplified(read) == read


def test_each_character_has_one_form_that_stays_as_it_is() -> None:
    traditional, forms = _PAIRS[::2], _PAIRS[1::2]
    assert len(set(traditional)) == len(traditional) == len(forms)
    assert simplified(forms) == forms
