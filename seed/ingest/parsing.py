"""The one seam to the parsers: from the bytes of a file to the rows that it prints."""

from seed.parsers.parsed import Parsed
from seed.parsers.recognise import parse
from seed.sources.read import read


def parse_document(content: bytes, name: str) -> Parsed:
    """The rows of a document; SourceError where the file cannot be read, or is no budget document."""
    return parse(read(content, name))
