"""Reading plain text: its lines, by their own numbers; form feeds part pages."""

from seed.sources.assembly import Assembly
from seed.sources.encoding import decoded
from seed.sources.furniture import is_page_number
from seed.sources.joining import tidy

PAGE_BREAK = "\f"


def read_text(content: bytes, name: str) -> tuple[Assembly, int]:
    """The lines of a text file, and how many pages its form feeds make of it."""
    text = decoded(content, name).replace("\r\n", "\n").replace("\r", "\n")
    assembly = Assembly()
    page = 1
    for line in text.split("\n"):
        page += line.count(PAGE_BREAK)
        shown = "\t".join(tidy(cell) for cell in line.split("\t"))
        if is_page_number(shown):
            assembly.skip()
        else:
            assembly.text(page, shown if shown.strip() else "")
    return assembly, page
