"""Where in a plain text its statements stand: from the captions of each to the note, caption or prose after it."""

from dataclasses import dataclass, field

from seed.parsers.statements.captions import is_caption, is_note, title_of, unit_of
from seed.parsers.statements.headings import PART, SENTENCE, Sections, heading_of
from seed.parsers.statements.model import Heading
from seed.sources.model import Line, Source

CAPTIONS_BELOW = 4
"""How many lines below its title the unit of a statement may be printed."""


@dataclass(slots=True)
class Region:
    """A statement in a text: its heading, the lines of its table, its notes."""

    heading: Heading
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Finder:
    """Goes through a text line by line."""

    sections: Sections = field(default_factory=Sections)
    pending: list[Line] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    current: Region | None = None

    def see(self, line: Line, following: list[Line]) -> None:
        """Take in the next line."""
        text = line.text
        self.sections.see(text)
        if self.current is not None and not self._goes_on(line):
            self.current = None
        if self.current is not None:
            if is_note(text):
                self.current.notes.append(text)
            elif not self.current.notes:
                self.current.lines.append(line)
            return
        self.pending.append(line)
        if title_of(text) is not None or is_caption(text):
            self._open(following)

    def _goes_on(self, line: Line) -> bool:
        """Whether a line can belong to the statement being read."""
        text = line.text
        if is_note(text):
            return True
        if unit_of(text) or title_of(text) is not None or PART.match(text) or SENTENCE.search(text):
            return False
        return not (self.current is not None and self.current.notes)

    def _open(self, following: list[Line]) -> None:
        """Begin a statement where its title and its unit have both been seen and no caption follows."""
        if any(is_caption(line.text) for line in following[:1]):
            return
        heading = heading_of(self.pending, self.sections)
        if heading is None or not heading.unit:
            return
        last = self.regions[-1] if self.regions else None
        if last is not None and not last.notes and heading.repeats(last.heading):
            self.current = last
        else:
            self.current = Region(heading)
            self.regions.append(self.current)
        self.pending.clear()


def regions(source: Source) -> list[Region]:
    """The statements of a plain text, in their order."""
    finder = _Finder()
    lines = list(source.lines)
    for position, line in enumerate(lines):
        finder.see(line, lines[position + 1 : position + 1 + CAPTIONS_BELOW])
    return finder.regions
