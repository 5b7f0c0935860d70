"""The projects that a document names, each once: in forms and lists, in the titles of reports, in its text.

A name that differs only by a suffix (经费, 资金, 项目) or by quotes is the same project; which names of two documents
are one project is not decided here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from seed.parsers.evaluations.reports import reports
from seed.parsers.evaluations.self_evaluations import listed_projects
from seed.parsers.evaluations.targets import form_projects
from seed.parsers.narrative.project_explanations import explained_projects
from seed.parsers.outline import Section as Heading
from seed.parsers.outline import sections
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.publisher import publisher_names, without_publisher
from seed.parsers.remembering import remembered
from seed.parsers.rows import department, project_key, row, unit
from seed.parsers.wording.numbered import enumerated
from seed.parsers.wording.passages import plain
from seed.parsers.wording.printed_values import NUMBER
from seed.sources.model import Source

QUOTED = r"[“\"][^”\"。；]{2,40}[”\"]"
QUOTED_PROJECTS = re.compile(
    rf"(?P<names>{QUOTED}(?:[、和]?{QUOTED}){{0,30}})(?:等(?P<count>[0-9]{{1,3}})?个?)?(?:市级|预算)?项目(?!化|库|组|部)"
)
QUOTED_SUBJECT = re.compile(rf"(?<=；)(?P<names>{QUOTED})(?=因|由于)")
SUMMARISED = re.compile(
    r"(?:^|[。；])(?:[0-9]{1,2}[.、])?(?P<name>[^。；：，]{3,50}?)(?:项目)?(?:支出)?绩效自评(?:综述|情况|结果)[：:]"
)
ADJUSTED = re.compile(
    rf"(?<=[：:；，。])(?P<name>[\u4e00-\u9fff（）]{{2,24}}?)由(?:{NUMBER})(?:万|亿)?元(?:调整|调增|调减|增加|减少)(?:为|到|至)(?:{NUMBER})(?:万|亿)?元"
)
RATED = re.compile(
    rf"(?:其中[：:]|；(?!其中))(?P<names>[^。；]{{4,200}}?)等(?P<group>[^。；，]{{0,12}}?)(?:经费|项目|资金)(?:预算)?执行率(?:均?为|达到?)?{NUMBER}%"
)
RATED_REST = re.compile(
    rf"(?:致|，|；)(?P<name>其[他余][^。；，]{{2,14}}?(?:经费|项目|资金))(?:预算)?执行率(?:均?为|达到?)?{NUMBER}%"
)
BUILDING = re.compile(
    r"(?<=[。；：，])(?P<names>[^。；：，（）]{4,120}?(?:工程|项目|建设))(?:进展|已立项|已开工|已竣工|已完工|已建成|正式开工|顺利推进|有序推进)"
)
INCLUDED = re.compile(r"包括(?P<names>[^。；：，（）]{3,120}?项目)(?=[。；])")
BUILT = re.compile(r"[^，。；：“”]{2,30}(?:工程|项目|建设)")
SUFFIX = re.compile(r"(专项经费|专项资金|工作经费|经费|资金|项目|专项)$")
MARKS = re.compile(r"[“”\"'（）()《》\-—–、，,·]")


@dataclass
class Named:
    """A project: its key, name and other names, where it is named first and whether a form, list or title does so."""

    key: str
    name: str
    heading: Heading
    line: int
    cells: Mapping[str, str] = field(default_factory=dict)
    aliases: dict[str, None] = field(default_factory=dict)


class ProjectNames:
    """The projects of a document, found by any name under which it prints them."""

    def __init__(self) -> None:
        self._found: dict[str, Named] = {}
        self._keys: dict[str, str] = {}

    def __iter__(self) -> Iterator[Named]:
        return iter(self._found.values())

    def add(self, named: Named) -> None:
        """Take up a project, or another name of one that is known."""
        known = self.of(named.name)
        if known is None:
            self._found[named.key] = named
            self._keys[named.name] = named.key
            self._keys.setdefault(normal(named.name), named.key)
        elif named.name != known.name:
            known.aliases.setdefault(named.name)
            self._keys[named.name] = known.key

    def of(self, name: str) -> Named | None:
        """The project that is printed under a name; None for an unknown one."""
        key = self._keys.get(name) or self._keys.get(normal(name))
        return self._found.get(key) if key else None


def normal(name: str) -> str:
    """A name without marks and without the suffix that texts drop or add."""
    bare = MARKS.sub("", plain(name))
    return SUFFIX.sub("", bare) or bare


@remembered
def project_names(source: Source, context: Context) -> ProjectNames:
    """All projects that a document names: forms and lists first, whose spelling is the fullest."""
    found = ProjectNames()
    for named in _printed(source, context):
        found.add(named)
    for named in _in_text(source, context):
        found.add(named)
    return found


def _printed(source: Source, context: Context) -> Iterator[Named]:
    for heading, line, cells in (*form_projects(source), *listed_projects(source)):
        key = project_key(context, cells["name"], cells.get("code", ""))
        yield Named(key, cells["name"], heading, line, cells)
    for each in explained_projects(source):
        yield Named(project_key(context, each.name), each.name, each.heading, each.heading.line)
    for report in reports(source, context):
        if report.project:
            yield Named(report.subject[1], report.project, report.sections[0], report.line)


def _in_text(source: Source, context: Context) -> Iterator[Named]:
    publishers = publisher_names(source, context)
    for section in sections(source):
        for name, line in _names(section):
            bare = without_publisher(name, publishers)
            yield Named(project_key(context, bare), bare, section, line)


def _names(section: Heading) -> Iterator[tuple[str, int]]:
    """The names in the text under a heading, each with its line."""
    text = section.passage
    for pattern, split in (
        (QUOTED_PROJECTS, _quoted),
        (QUOTED_SUBJECT, _quoted),
        (SUMMARISED, _single),
        (ADJUSTED, _single),
        (RATED, _listed),
        (RATED_REST, _single),
        (BUILDING, _built),
        (INCLUDED, _built),
    ):
        for match in pattern.finditer(text.text):
            for name in split(match):
                yield name, text.line(text.text.find(name, match.start()))


def _quoted(match: re.Match[str]) -> list[str]:
    names = [quoted[1:-1] for quoted in re.findall(QUOTED, match["names"])]
    return [name for name in names if not name.isdecimal()]


def _single(match: re.Match[str]) -> list[str]:
    return [match["name"]]


def _listed(match: re.Match[str]) -> list[str]:
    return enumerated(match["names"])


def _built(match: re.Match[str]) -> list[str]:
    names = enumerated(match["names"])
    return names if all(BUILT.fullmatch(name) for name in names) else []


def recognises(source: Source, _context: Context) -> bool:
    """Whether the document speaks of projects at all."""
    return any("项目" in plain(line.text) or "经费" in plain(line.text) for line in source.lines)


def parse(source: Source, context: Context) -> Section:
    """A row for every project that the document names."""
    result = Section()
    result.rows["projects"] = [_row(context, named) for named in project_names(source, context)]
    return result


def _row(context: Context, named: Named) -> Row:
    return row(
        "projects",
        context,
        named.heading,
        named.line,
        key=named.key,
        code=named.cells.get("code", ""),
        name=named.name,
        aliases=";".join(named.aliases),
        department=department(context),
        unit=unit(context),
        ordinal=named.cells.get("ordinal", ""),
    )


PARSER = SectionParser("projects", recognises, parse)
