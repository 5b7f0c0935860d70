"""API keys for what not everybody may do: made here, shown once, kept as hashes.

A key is `bg_<name>_<secret>`. The file keeps a line for each: name, salt and scrypt hash of the secret, and when it
was made; it is read anew when it changes, so a key that is taken back is refused from then on. Without a file, or a
line in it, there is no key that fits: what keys guard is off.
"""

import hmac
import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import scrypt, sha256
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from threading import Lock

from graph.errors import InvalidArgumentError, KeysError

_NAME = re.compile(r"[a-z0-9-]{1,40}")
_KEY = re.compile(r"bg_(?P<name>[a-z0-9-]{1,40})_(?P<secret>[A-Za-z0-9_-]{20,100})")
_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
"""16 MiB and a twentieth of a second for a guess."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept: its name, the salted hash of its secret, and when it was made."""

    name: str
    salt: bytes
    digest: bytes
    made_at: str

    @classmethod
    def read(cls, line: str) -> "Key":
        """The key of a line of the file; ValueError where it is none."""
        name, salt, digest, made_at = line.split()
        return cls(name, b64decode(salt, validate=True), b64decode(digest, validate=True), made_at)

    @property
    def line(self) -> str:
        """The key as a line of the file."""
        return " ".join((self.name, b64encode(self.salt).decode(), b64encode(self.digest).decode(), self.made_at))


class Keys:
    """The keys in a file; threads may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._read_at: tuple[int, int] | None = None
        self._keys: dict[str, Key] = {}
        self._proven: set[bytes] = set()

    @property
    def are_there(self) -> bool:
        """Whether there is any key."""
        return bool(self._current())

    def all(self) -> list[Key]:
        """Every key, oldest first; KeysError where the file cannot be read."""
        return list(self._current().values())

    def new(self, name: str) -> str:
        """A new key of a name, to be shown once; InvalidArgumentError for a name that is no name or is taken."""
        if _NAME.fullmatch(name) is None:
            raise InvalidArgumentError("NAME", name, "1 to 40 small letters, digits and hyphens")
        if name in self._current():
            raise InvalidArgumentError("NAME", name, "a name that no other key has; `budgetgraph key list` shows them")
        secret, salt = token_urlsafe(32), token_bytes(16)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        self._write([*self.all(), Key(name, salt, _hash(secret, salt), made_at)])
        return f"bg_{name}_{secret}"

    def revoke(self, name: str) -> None:
        """Take a key back; InvalidArgumentError where there is none of that name."""
        if name not in self._current():
            raise InvalidArgumentError("NAME", name, "the name of a key; `budgetgraph key list` shows them")
        self._write([key for key in self.all() if key.name != name])

    def name_of(self, given: str) -> str | None:
        """The name of a key that somebody shows; None where it is none of these.

        Hashing is slow on purpose. It is done only for a name that is known, and once for a key that fits.
        """
        found = _KEY.fullmatch(given)
        key = self._current().get(found["name"]) if found else None
        if found is None or key is None:
            return None
        seen = sha256(given.encode() + key.salt).digest()
        if seen in self._proven:
            return key.name
        if not hmac.compare_digest(_hash(found["secret"], key.salt), key.digest):
            return None
        self._proven.add(seen)
        return key.name

    def _current(self) -> dict[str, Key]:
        """The keys as the file holds them now."""
        try:
            stat = self._path.stat()
            with self._lock:
                if self._read_at != (stat.st_mtime_ns, stat.st_size):
                    lines = self._path.read_text("utf-8").splitlines()
                    self._keys = {key.name: key for key in map(Key.read, filter(str.strip, lines))}
                    self._proven.clear()
                    self._read_at = (stat.st_mtime_ns, stat.st_size)
                return self._keys
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, Base64Error):
            raise KeysError(str(self._path)) from None

    def _write(self, keys: list[Key]) -> None:
        """Put the keys into the file, whole, for nobody else to read."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_name(f"{self._path.name}.partial")
        partial.touch(mode=0o600)
        partial.write_text("".join(f"{key.line}\n" for key in keys), "utf-8")
        partial.replace(self._path)


def _hash(secret: str, salt: bytes) -> bytes:
    return scrypt(secret.encode(), salt=salt, **_COST)
