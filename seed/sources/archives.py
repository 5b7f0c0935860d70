"""Looking into the archives that Office documents are, before anything in them is unpacked."""

import io
import zipfile

from graph.errors import DamagedSourceError, EncryptedSourceError, HostileSourceError, OversizedSourceError
from seed.sources import limits

ENCRYPTED = 0x1
DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def is_archive(content: bytes) -> bool:
    """Whether a file is a ZIP archive."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def names_of(content: bytes, name: str) -> frozenset[str]:
    """The names of the files in an archive."""
    with _opened(content, name) as archive:
        return frozenset(archive.namelist())


def require_harmless(content: bytes, name: str) -> None:
    """Raise an error for an archive that unpacks to more than a document has, or whose XML declares entities."""
    with _opened(content, name) as archive:
        parts = archive.infolist()
        _require_size(parts, name)
        for part in parts:
            if part.flag_bits & ENCRYPTED:
                raise EncryptedSourceError(
                    name, f"its part `{part.filename}` is encrypted", "save it without a password"
                )
            if part.filename.endswith((".xml", ".rels")):
                _require_no_entities(_unpacked(archive, part, name), part.filename, name)


def part_of(content: bytes, part: str, name: str) -> bytes | None:
    """The content of a file in an archive; None where there is none of that name."""
    with _opened(content, name) as archive:
        try:
            return _unpacked(archive, archive.getinfo(part), name)
        except KeyError:
            return None


def _opened(content: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise _damaged(name, error) from None


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bytes:
    try:
        return archive.read(part)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, ValueError, EOFError, OSError) as error:
        raise _damaged(name, error) from None
    except Exception as error:  # noqa: BLE001 - decompressors raise errors of their own (zlib, lzma, bz2)
        raise _damaged(name, error) from None


def _damaged(name: str, error: Exception) -> DamagedSourceError:
    return DamagedSourceError(name, f"a damaged archive ({error})", "get an undamaged copy of it")


def _require_size(parts: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > limits.PARTS or unpacked > limits.UNPACKED_BYTES:
        found = f"{len(parts)} parts that unpack to {unpacked:,} bytes"
        raise OversizedSourceError(name, found, "save only the sheets or pages that are published")
    for part in parts:
        bomb = part.file_size > limits.SMALL_PART_BYTES and part.file_size > limits.PACKING_RATIO * part.compress_size
        if bomb:
            found = f"its part `{part.filename}` unpacks from {part.compress_size:,} to {part.file_size:,} bytes"
            raise HostileSourceError(name, found, "do not open it; get the document from where it was published")


def _require_no_entities(xml: bytes, part: str, name: str) -> None:
    if any(declaration in xml for declaration in DECLARATIONS):
        found = f"its part `{part}` declares XML entities or a document type"
        raise HostileSourceError(name, found, "do not open it; get the document from where it was published")
