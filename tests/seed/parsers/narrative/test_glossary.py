"""The terms of a glossary, each with its number; explanations stay in the document."""

from collections.abc import Callable

from seed.parsers.narrative.glossary import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source

GLOSSARY = """
第四部分 名词解释
一、财政拨款收入：指本级财政拨付的资金。
二、“三公”经费，是指因公出国（境）费、公务用车费和公务接待费。
三、农林水支出（类）林业和草原（款）森林资源培育（项）：反映
造林支出。农林水支出（类）林业和草原（款）林业防灾减灾（项）：反映防火支出。
四、没有解释的一句话。
"""


def test_every_term_has_its_number_and_line(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    terms = PARSER.parse(text(GLOSSARY), known()).rows["glossary_terms"]
    assert [(term["ordinal"], term["line"], term["term"]) for term in terms] == [
        ("1", "2", "财政拨款收入"),
        ("2", "3", "“三公”经费"),
        ("3", "4", "农林水支出（类）林业和草原（款）森林资源培育（项）"),
        ("3", "5", "农林水支出（类）林业和草原（款）林业防灾减灾（项）"),
    ]


def test_an_item_that_explains_nothing_is_reported(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    (warning,) = PARSER.parse(text(GLOSSARY), known()).warnings
    assert warning.line == 6


def test_only_a_glossary_explains_terms(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    assert PARSER.recognises(text(GLOSSARY), known())
    assert not PARSER.recognises(text("第四部分 情况说明\n一、收入：1万元。"), known())
