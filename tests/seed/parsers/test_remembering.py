"""What several parsers ask about a document is worked out once."""

from collections.abc import Callable

from seed.parsers.remembering import KEPT, remembered
from seed.sources.model import Source


def test_an_answer_is_worked_out_once_for_a_document(text: Callable[[str], Source]) -> None:
    asked: list[Source] = []

    @remembered
    def lines_in(source: Source) -> int:
        asked.append(source)
        return len(source.lines)

    budget = text("收入1万元。\n支出1万元。")
    assert [lines_in(budget), lines_in(budget), len(asked)] == [2, 2, 1]


def test_documents_that_look_alike_are_asked_each_and_old_ones_again(text: Callable[[str], Source]) -> None:
    asked: list[Source] = []

    @remembered
    def first_line(source: Source) -> str:
        asked.append(source)
        return source.lines[0].text

    documents = [text("支出1万元。") for _ in range(KEPT + 1)]
    for document in (*documents, documents[0]):
        first_line(document)
    assert len(asked) == KEPT + 2
