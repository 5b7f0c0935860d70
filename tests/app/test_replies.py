"""Replies that are kept: within a bound, of one release, the ones asked for last."""

from app.replies import Replies
from app.reply import Reply
from tests.invented_schema import engine_of

ONE, TWO = engine_of("1"), engine_of("2")


def reply(size: int = 100) -> Reply:
    return Reply(status=200, headers=(), body=b"x" * size, lasting=True)


def test_a_reply_is_kept_for_the_same_request_of_the_same_release() -> None:
    replies = Replies(100_000)
    kept = reply()
    replies.keep(ONE, (b"a",), kept)
    assert replies.get(ONE, (b"a",)) is kept
    assert replies.get(ONE, (b"b",)) is None
    assert replies.get(TWO, (b"a",)) is None


def test_another_release_drives_out_all_replies_of_the_one_before() -> None:
    replies = Replies(100_000)
    replies.keep(ONE, (b"a",), reply())
    replies.keep(TWO, (b"b",), reply())
    assert len(replies) == 1
    assert replies.get(ONE, (b"a",)) is None


def test_the_bound_holds_and_the_reply_that_was_not_asked_for_the_longest_goes_first() -> None:
    replies = Replies(20_000)
    for number in range(100):
        replies.keep(ONE, (b"%d" % number,), reply())
        replies.get(ONE, (b"0",))
    assert replies.size <= 20_000
    assert replies.get(ONE, (b"0",)) is not None
    assert replies.get(ONE, (b"1",)) is None


def test_a_reply_that_would_drive_out_all_others_is_not_kept() -> None:
    replies = Replies(20_000)
    replies.keep(ONE, (b"a",), reply(10_000))
    assert len(replies) == 0


def test_a_reply_to_the_same_request_takes_the_place_of_the_one_before() -> None:
    replies = Replies(20_000)
    for size in (100, 200, 300):
        replies.keep(ONE, (b"a",), reply(size))
    assert len(replies) == 1
    assert replies.size == 1_000 + 300 + 1
