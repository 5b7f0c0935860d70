"""Statements from tables whose geometry is known: which table has which title, which goes on over the page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from seed.parsers.parsed import Section
from seed.parsers.statements.bodies import Body, Chunk
from seed.parsers.statements.captions import is_caption, is_note, says_no_data, title_of
from seed.parsers.statements.headings import Sections, heading_of, year_of_title
from seed.parsers.statements.kinds import kind_of
from seed.parsers.statements.model import Form
from seed.parsers.wording.normal import plain
from seed.sources.model import Grid, Line, MediaType, Source

Event: TypeAlias = Line | Chunk

TEXTS_IN_CAPTION = 3
"""A row of a table with more texts than this is no caption."""


def forms_of_grids(source: Source) -> tuple[list[Form], Section]:
    """The statements of a document whose tables have geometry, and warnings for what was left out of them."""
    reading = _Reading(source)
    for event in _events(source):
        if isinstance(event, Line):
            reading.line(event)
        else:
            reading.chunk(event)
    reading.close()
    reading.report_titles_without_tables()
    return reading.forms, reading.section


def _events(source: Source) -> Iterator[Event]:
    """The lines outside tables and the tables in reading order; captions printed inside a table count as lines."""
    grids = {grid.line: grid for grid in source.grids}
    for line in source.lines:
        grid = grids.get(line.number)
        if grid is not None:
            yield from _parts(grid)
        elif line.number not in source.tabular:
            yield line


def _parts(grid: Grid) -> Iterator[Event]:
    """A table cut where a title, a unit or a note is printed across it, and these as lines."""
    first = 0
    for index, row in enumerate(grid.rows):
        texts = [text for text in row.cells if text]
        if _is_caption_row(texts):
            yield from _chunk(grid, first, index)
            yield from (Line(row.line, grid.page, text) for text in texts)
            first = index + 1
    yield from _chunk(grid, first, len(grid.rows))


def _chunk(grid: Grid, first: int, last: int) -> Iterator[Chunk]:
    if any(any(row.cells) for row in grid.rows[first:last]):
        yield Chunk(grid, first, last)


def _is_caption_row(texts: list[str]) -> bool:
    around = (is_caption(text) or is_note(text) or year_of_title(text) for text in texts)
    return 0 < len(texts) <= TEXTS_IN_CAPTION and all(around)


def _same(title: str, other: str) -> bool:
    """Whether two titles are of one statement: one may have more words, but none that make it of another kind."""
    return (title in other or other in title) and kind_of(title) == kind_of(other)


@dataclass(slots=True)
class _Reading:
    """Where the reading of a document's tables stands: the lines since the last table, the statement being read."""

    source: Source
    section: Section = field(default_factory=Section)
    forms: list[Form] = field(default_factory=list)
    sections: Sections = field(default_factory=Sections)
    pending: list[Line] = field(default_factory=list)
    titles: dict[str, Line] = field(default_factory=dict)
    body: Body | None = None

    def line(self, line: Line) -> None:
        """Read a line outside tables."""
        self.sections.see(line.text)
        title = title_of(line.text)
        if title is not None:
            self.titles[plain(title.text)] = line
        if not is_note(line.text):
            self.pending.append(line)
        elif not (says_no_data(line.text) and self._without_table(line)) and self.body is not None:
            self.body.notes.append(line.text)

    def _without_table(self, note: Line) -> bool:
        """Take up a statement that has no table but a note that there is nothing to report; False where it has one."""
        heading = heading_of(self.pending, self.sections)
        if heading is None or not heading.unit:
            return False
        self.close()
        self.forms.append(Form(heading, (), notes=[note.text]))
        self.pending.clear()
        return True

    def chunk(self, chunk: Chunk) -> None:
        """Read a table: the next statement's, more of the last one's, or none."""
        if chunk.names_indicators():
            self.close()
            self.pending.clear()
            return
        heading = heading_of(self.pending, self.sections)
        if heading is not None:
            if self.body is None or not heading.repeats(self.body.heading) or not self.body.take(chunk):
                self.close()
                self.body = Body(heading, [chunk])
        elif self.body is None or self._interrupted() or not self.body.take(chunk):
            adjacent = self.body is not None and not self._interrupted()
            if chunk.looks_like_statement() or (adjacent and chunk.has_amounts()):
                text = "a table of amounts that neither has the title of a statement nor goes on with one: left out"
                self.section.warn(self.source, chunk.line, text)
            self.close()
        self.pending.clear()

    def _interrupted(self) -> bool:
        """Whether something is printed between two tables that does not belong to either."""
        return any(not is_caption(line.text) for line in self.pending)

    def close(self) -> None:
        """Finish the statement being read."""
        if self.body is not None:
            self.forms.append(self.body.form(self.source, self.section))
        self.body = None

    def report_titles_without_tables(self) -> None:
        """Warn of statements that are announced, as a table of contents does, and that no table was found for."""
        read = [plain(form.heading.title) for form in self.forms]
        # The name of a sheet, which stands above its table, may be another name for the statement on it.
        sheets = {self.source.page_of(form.heading.line) for form in self.forms}
        for title, line in self.titles.items():
            on_sheet = self.source.media_type is MediaType.XLSX and line.page in sheets
            if not on_sheet and not any(_same(title, one) for one in read):
                self.section.warn(self.source, line.number, f"no table was found for the statement `{line.text}`")
