"""Chinese texts are read in whatever encoding they are written."""

import pytest

from graph.errors import DamagedSourceError
from seed.sources.encoding import decoded

TEXT = "灯塔管理局预算\n单位：万元"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_a_text_is_the_same_in_every_encoding(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding), "a.txt") == TEXT


def test_a_page_that_declares_another_encoding_than_it_has_is_still_read() -> None:
    assert decoded(TEXT.encode("gb18030"), "a.html", "utf-8") == TEXT
    assert decoded(TEXT.encode(), "a.html", "no-such-encoding") == TEXT


def test_a_few_control_characters_are_dropped_and_many_are_no_text() -> None:
    assert decoded(b"a\x00" + b"b" * 200, "a.txt") == "a" + "b" * 200
    with pytest.raises(DamagedSourceError, match=r"a\.txt: no text"):
        decoded(b"\x01\x02" * 50, "a.txt")
