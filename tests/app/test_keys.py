"""API keys are shown once and kept as hashes; without one, what they guard is off."""

import stat
from hashlib import sha256
from pathlib import Path

import pytest

from app import keys as keys_module
from app.keys import Keys
from graph.errors import InvalidArgumentError, KeysError


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "var" / "keys")


def test_without_a_file_no_key_fits(keys: Keys) -> None:
    assert not keys.are_there
    assert keys.name_of("bg_nightly_" + "x" * 43) is None


def test_a_new_key_fits_and_only_that_one(keys: Keys, tmp_path: Path) -> None:
    secret, other = keys.new("nightly"), keys.new("other-2")
    for known in (keys, Keys(tmp_path / "var" / "keys")):
        assert known.are_there
        assert known.name_of(secret) == "nightly"
        assert known.name_of(secret) == "nightly", "the second time without hashing"
        assert known.name_of(other) == "other-2"
        assert known.name_of(secret[:-1] + ("A" if secret[-1] != "A" else "B")) is None
        assert known.name_of(secret.replace("nightly", "other-2")) is None
        assert known.name_of("") is None


def test_the_file_holds_no_secret_and_is_nobody_elses(keys: Keys, tmp_path: Path) -> None:
    secret = keys.new("nightly")
    file = tmp_path / "var" / "keys"
    text = file.read_text()
    assert secret not in text
    assert secret.rpartition("_")[2] not in text
    assert sha256(secret.encode()).hexdigest() not in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_keys_of_one_secret_would_have_two_hashes(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_module, "token_urlsafe", lambda length: "s" * length)
    keys.new("one")
    keys.new("two")
    one, two = keys.all()
    assert one.digest != two.digest


def test_a_key_that_is_taken_back_is_refused_also_by_who_has_seen_it(keys: Keys, tmp_path: Path) -> None:
    secret = keys.new("nightly")
    server = Keys(tmp_path / "var" / "keys")
    assert server.name_of(secret) == "nightly"
    keys.revoke("nightly")
    assert server.name_of(secret) is None
    with pytest.raises(InvalidArgumentError, match="key list"):
        keys.revoke("nightly")


@pytest.mark.parametrize("name", ["", "Nightly", "a b", "a_b", "x" * 41])
def test_a_name_is_small_letters_digits_and_hyphens(keys: Keys, name: str) -> None:
    with pytest.raises(InvalidArgumentError, match="small letters"):
        keys.new(name)


def test_a_name_is_given_once(keys: Keys) -> None:
    keys.new("nightly")
    with pytest.raises(InvalidArgumentError, match="a name that no other key has"):
        keys.new("nightly")


def test_a_file_that_cannot_be_read_lets_nobody_in(keys: Keys, tmp_path: Path) -> None:
    secret = keys.new("nightly")
    (tmp_path / "var" / "keys").write_text("nightly not-base64 x y z\n")
    with pytest.raises(KeysError, match="see who may read the file, or remove it"):
        keys.name_of(secret)
