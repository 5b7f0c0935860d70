"""Codes are loaded with everything above them, each once."""

from graph.codes import Codes, common
from graph.memory import MemoryEngine
from graph.vocabulary import Scheme
from tests.invented import DATASET, RELEASE
from tests.invented.keys import code

ITEM = code(Scheme.FUNCTIONAL, "2010301")
CHAIN = tuple(code(Scheme.FUNCTIONAL, digits) for digits in ("201", "20103", "2010301"))


def test_a_code_comes_with_its_chain_from_the_root() -> None:
    codes = Codes(MemoryEngine(DATASET, RELEASE))
    assert [each.code for each in codes.load([ITEM])] == ["2010301"]
    assert codes.chain(ITEM) == CHAIN
    assert {each.code for each in codes.known()} == {"201", "20103", "2010301"}
    assert codes.get(ITEM).name == "行政运行"


def test_no_code_has_an_empty_chain_and_an_unknown_one_stands_alone() -> None:
    codes = Codes(MemoryEngine(DATASET, RELEASE))
    assert codes.load(["FUNCTIONAL/999/2022"]) == []
    assert codes.chain(None) == ()
    assert codes.chain("FUNCTIONAL/999/2022") == ("FUNCTIONAL/999/2022",)


def test_chains_have_in_common_what_they_begin_with() -> None:
    assert common([("a", "b", "c"), ("a", "b", "d")]) == ("a", "b")
    assert common([("a",), ("b",)]) == ()
    assert common([("a", "b")]) == ("a", "b")
    assert common([]) == ()
