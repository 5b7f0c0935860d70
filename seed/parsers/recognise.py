"""What a document is: its kind, its year, who published it, for which territory; and all that it holds.

Everything is told by titles, captions and words. What cannot be told is not guessed: the document is refused with an
error that says what is missing.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePath

from graph.errors import UnrecognisedDocumentError
from seed.parsers.codes import CodeBook
from seed.parsers.cover import Cover, cover_of, kind_of_contents, kind_of_title, names_in_captions, year_of_contents
from seed.parsers.divisions import Division, Divisions
from seed.parsers.parsed import Context, Parsed, ParseWarning, Row, Section, merged
from seed.parsers.registry import sections
from seed.parsers.wording.normal import compact
from seed.sources.model import Source

OWN_LEVEL = re.compile(r"[（(]?(?:本级|本部|机关本级|机关)[)）]?$")
BODY = re.compile(
    "(政府|厅|局|委|委员会|办公室|办|院|会|部|处|中心|学校|大学|医院|所|站|队|馆|校|署|厂|社|团|园|社区|街道|镇|乡)[)）]?$"
)
SHORT_NAME = re.compile(
    "(?P<at>我?[省市区县])(?P<name>[\u4e00-\u9fff]{2,6}?(?:办公厅|办公室|办|委员会|局|委))(?=根据|按照|负责|组织|严格)"
)
UNIT_CODE = re.compile(r"(?P<code>[0-9]{6})[-—_ ]?(?P<name>[\u4e00-\u9fff（()）]{4,40})")
KEY_CHARACTERS = re.compile(r"[\s/\\|]+")

FIGURED = ("budget_lines", "project_budgets", "indicators", "evaluations", "score_items")
"""The tables whose rows are, or carry, figures of a document."""

PLACEHOLDER = re.compile(r"[X×x\uff38]{2,}\s*(?:万?元|%|\uff05|个|辆|人次)")

DEPARTMENT_DIGITS = 3
"""The code of a department is the first digits of the codes of its units."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published a document: the department, and the unit whose figures it holds where it is that of one unit."""

    department: str
    unit: str
    code: str
    line: int
    note: str = ""


def parse(source: Source, codes: CodeBook | None = None, divisions: Divisions | None = None) -> Parsed:
    """The rows that a document gives.

    UnrecognisedDocumentError where its kind, year, publisher or territory cannot be told, SeveralDocumentsError where
    the file holds more than one document.
    """
    document, own = recognised(source, divisions or Divisions.published())
    found = merged([own, sections(source, Context(document, codes or CodeBook.published()))])
    _require_figures(source, found)
    unread = [ParseWarning(line.page, line.number, line.text) for line in source.unread]
    return Parsed(source, document, found.rows, tuple(sorted([*unread, *found.warnings])))


def _require_figures(source: Source, found: Section) -> None:
    """Refuse a document that holds no figure at all: a form that nobody filled in, or a list about documents.

    One whose figures were all left out, as warnings say, holds some.
    """
    stated = any(row["value"] and not row["note"] for row in found.rows["observations"])
    left_out = any("left out" in warning.text for warning in found.warnings)
    if stated or left_out or any(found.rows[table] for table in FIGURED):
        return
    blanks = sum(bool(PLACEHOLDER.search(line.text)) for line in source.lines)
    form = f"; {blanks} lines print XX where figures stand" if blanks else ""
    remedy = "a blank form or a checklist is no source: take the document that was filled in and published"
    raise UnrecognisedDocumentError(
        source.name, f"it shows no figure of a budget, of accounts or of an evaluation{form}", remedy, page=1
    )


def recognised(source: Source, divisions: Divisions) -> tuple[Row, Section]:
    """The row of a document, and the rows of who published it and for which territory."""
    cover = cover_of(source)
    kind = (kind_of_title(cover.title) if cover else "") or kind_of_contents(source)
    year = cover.year if cover else year_of_contents(source)
    if not kind or not year:
        missing = "neither title nor statements" if not kind else "no year"
        raise _unrecognised(source, f"{missing} of a budget, of final accounts or of an evaluation report")
    publisher = _publisher(source, cover, kind)
    if publisher is None:
        raise _unrecognised(source, "no name of a department or unit that published it")
    territory = divisions.of_body(publisher.department, (line.text for line in source.lines))
    if territory is None:
        raise _unrecognised(source, f"no territory for `{publisher.department}`")
    if publisher.department[0] == territory.name[-1]:
        publisher = replace(publisher, department=territory.name + publisher.department[1:])
    return _rows(source, cover or Cover("", source.lines[0].number, int(year)), kind, publisher, territory)


def _unrecognised(source: Source, missing: str) -> UnrecognisedDocumentError:
    remedy = (
        "see whether it is the right file; a title such as `X局2023年部门预算` on its first page is what is looked for"
    )
    return UnrecognisedDocumentError(source.name, f"it shows {missing}", remedy, page=1)


def _publisher(source: Source, cover: Cover | None, kind: str) -> Publisher | None:
    """Who published a document, by its captions, else its title, else the short name by which it speaks of itself."""
    named = [(name, line) for name, line in names_in_captions(source) if BODY.search(OWN_LEVEL.sub("", name))]
    note = ""
    if named:
        name = Counter(name for name, _ in named).most_common(1)[0][0]
        line = next(line for one, line in named if one == name)
    elif cover is not None and (names := [name for name in (cover.before, cover.after) if BODY.search(name)]):
        name, line = names[0], cover.line
    else:
        found = _short_name(source)
        if found is None:
            return None
        name, line = found
        note = f"publisher told only by the name `{name}` in the text"
    department = OWN_LEVEL.sub("", name) or name
    of_unit = kind == "UNIT_BUDGET" or (cover is not None and "单位决算" in cover.title)
    return Publisher(department, name if of_unit else "", _code(source, name), line, note)


def _short_name(source: Source) -> tuple[str, int] | None:
    """The name of an office that acts in the text, such as `市口岸办`, and its first line.

    The finance bureau acts in every such text: it gives the money.
    """
    found = [
        (match["at"].lstrip("我") + match["name"], line.number)
        for line in source.lines
        for match in SHORT_NAME.finditer(line.text)
        if "财政" not in match["name"]
    ]
    if not found:
        return None
    name = Counter(name for name, _ in found).most_common(1)[0][0]
    return name, next(line for one, line in found if one == name)


def _code(source: Source, name: str) -> str:
    """The code of a unit that is printed before its name; "" for none."""
    wanted = _without_brackets(OWN_LEVEL.sub("", name))
    for line in source.lines:
        match = UNIT_CODE.search(line.text)
        if match is not None and OWN_LEVEL.sub("", _without_brackets(match["name"])) == wanted:
            return match["code"]
    return ""


def _without_brackets(name: str) -> str:
    return re.sub("[（()）]", "", compact(name))


def _rows(source: Source, cover: Cover, kind: str, publisher: Publisher, territory: Division) -> tuple[Row, Section]:
    """The row of the document and those of its territory, department and unit."""
    key = KEY_CHARACTERS.sub("-", PurePath(source.name).stem.strip()) or source.sha256[:12]
    title = _title(cover, kind, publisher)
    department = f"{territory.code}/{publisher.code[:DEPARTMENT_DIGITS] or publisher.department}"
    unit = f"{territory.code}/{publisher.code or publisher.unit}" if publisher.unit else ""
    document = {
        "key": key,
        "title": title,
        "kind": kind,
        "fiscal_year": str(cover.year),
        "publisher": department,
        "unit": unit,
        "sha256": source.sha256,
        "line": str(cover.line),
        "page_lines": ";".join(map(str, source.page_lines)),
        "note": "; ".join(filter(None, (cover.note or ("" if cover.title else "title composed"), publisher.note))),
    }
    place = {"document": key, "section": title, "line": str(publisher.line)}
    section = Section()
    section.rows["jurisdictions"].append(
        {"code": territory.code, "name": territory.name, "level": str(territory.level)} | place
    )
    body = {"aliases": ""} | place
    section.rows["departments"].append(
        {
            "key": department,
            "code": publisher.code[:DEPARTMENT_DIGITS],
            "name": publisher.department,
            "jurisdiction": territory.code,
        }
        | body
    )
    if unit:
        section.rows["budget_units"].append(
            {"key": unit, "code": publisher.code, "name": publisher.unit, "department": department} | body
        )
    return document, section


WORDS = {
    "DEPARTMENT_BUDGET": "年部门预算",
    "UNIT_BUDGET": "年单位预算",
    "FINAL_ACCOUNTS": "年度部门决算",
    "PROJECT_EVALUATION": "年度项目绩效评价报告",
    "OVERALL_EVALUATION": "年度部门整体绩效评价报告",
}
"""What follows the year in a title that has to be composed."""


def _title(cover: Cover, kind: str, publisher: Publisher) -> str:
    """The printed title, or what has to be composed of publisher, year and kind."""
    if not cover.title:
        return f"{publisher.unit or publisher.department}{cover.year}{WORDS[kind]}"
    return cover.title if cover.before or not cover.note else _with_name(cover.title, publisher)


def _with_name(title: str, publisher: Publisher) -> str:
    """A title composed from a heading without the publisher's name, with it in front; a report's stays as it is."""
    return f"{publisher.unit or publisher.department}{title}" if title.endswith(("预算", "决算")) else title
