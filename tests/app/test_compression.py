"""The coding of an answer: what the client takes, and of that the best we write."""

import gzip

import pytest

from app.compression import coding_for

BODY = b'{"data":{"budgetLines":[]}}' * 100


def chosen(accept_encoding: bytes) -> bytes | None:
    coding = coding_for(accept_encoding)
    return coding.name if coding else None


@pytest.mark.parametrize(
    ("accept_encoding", "expected"),
    [
        (b"", None),
        (b"identity", None),
        (b"gzip", b"gzip"),
        (b"deflate, GZIP, br", b"gzip"),
        (b"br, deflate", None),
        (b"gzip;q=0", None),
        (b"gzip;q=0.5, identity;q=0.9", None),
        (b"gzip;q=0.5, identity;q=0.1", b"gzip"),
        (b"gzip; q=abc", None),
        (b"zstd;q=0, *", b"gzip"),
        (b"*;q=0", None),
    ],
)
def test_the_coding_is_one_that_the_client_takes(accept_encoding: bytes, expected: bytes | None) -> None:
    assert chosen(accept_encoding) == expected


def test_zstd_is_preferred_where_both_can() -> None:
    pytest.importorskip("zstandard")
    assert chosen(b"gzip, deflate, br, zstd") == b"zstd"
    assert chosen(b"gzip, zstd;q=0.5") == b"gzip"


def test_what_is_written_can_be_read() -> None:
    coding = coding_for(b"gzip")
    assert coding is not None
    assert gzip.decompress(coding.write(BODY)) == BODY


def test_what_zstd_writes_can_be_read() -> None:
    zstandard = pytest.importorskip("zstandard")
    coding = coding_for(b"zstd")
    assert coding is not None
    assert zstandard.decompress(coding.write(BODY)) == BODY
