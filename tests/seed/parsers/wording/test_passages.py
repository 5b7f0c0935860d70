"""Running text put together from printed lines keeps the line of every character."""

import pytest

from seed.parsers.wording.passages import clauses, passage, plain, sentences
from seed.sources.model import Line

PRINTED = (
    Line(3, 1, "全年支出 1,200.50 万元，比上年"),
    Line(5, 1, "减少 30 万元。"),
    Line(6, 2, "其中：防火经费800万元；其余为苗木款。"),
)


def test_blanks_of_the_typesetting_are_no_words() -> None:
    assert passage(PRINTED[:2]).text == "全年支出1,200.50万元，比上年减少30万元。"


def test_every_character_knows_the_line_it_was_printed_on() -> None:
    whole = passage(PRINTED)
    assert whole.line(whole.text.index("支出")) == 3
    assert whole.line(whole.text.index("减少")) == 5
    assert whole.line(whole.text.index("苗木")) == 6


def test_a_part_keeps_the_lines_of_the_whole() -> None:
    first, second = sentences(passage(PRINTED))
    assert first.text.endswith("减少30万元。")
    assert [second.text, second.line(), second.lines] == ["其中：防火经费800万元；其余为苗木款。", 6, (6,)]


def test_clauses_end_with_semicolons_too() -> None:
    assert [each.line() for each in clauses(passage(PRINTED))] == [3, 6, 6]


def test_no_lines_are_an_empty_passage() -> None:
    assert [passage([]).text, passage([]).line(), list(sentences(passage([])))] == ["", 0, []]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("".join(chr(0xFEE0 + ord(sign)) for sign in "85.3%"), "85.3%"),
        (r"合格率 = $\Sigma (80\% + 90\%) \div 2 \geq 85\%$", "合格率=Σ(80%+90%)÷2≥85%"),
        ("一次 $ 5 的旧账", "一次$5的旧账"),
    ],
)
def test_full_width_digits_and_typeset_formulas_are_plain_signs(printed: str, meant: str) -> None:
    assert plain(printed) == meant
