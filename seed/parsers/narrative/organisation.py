"""What a department is: its duties as ordinals, its internal offices, the budget units under it.

Duties are prose, and prose is not copied: a row says that the document lists a duty of that number on that line.
"""

import re
from collections.abc import Iterator, Sequence

from seed.parsers.outline import Section as Heading
from seed.parsers.outline import sections
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import department, jurisdiction, observation, row, unit
from seed.parsers.tables import table_of, tables_in
from seed.parsers.wording.numbered import CHINESE_DIGITS, Item, enumerated, items
from seed.parsers.wording.passages import passage, plain
from seed.sources.model import Line, Source

DUTIES = re.compile(r"(职责|职能)(情况|概述)?$")
BODIES = re.compile(r"(机构设置|内设机构|机构情况|单位构成|机构及人员)|(职责|职能)(情况|概述)?$")
DUTIES_IN_PROSE = re.compile(r"(?:主要)?(?:职责|职能)(?:是|为|有|包括)?[：:]")
OFFICE_LIST = re.compile(
    r"(?:内设|下设)?(?:机构|处室|科室)[^。；]{0,20}?(?:包括|分别(?:为|是)|为|有)[：:]?(?P<names>[^。；：:]{4,800})"
)
UNIT_LIST = re.compile(
    r"(?:预算单位|决算编制范围|决算汇编范围|预算编制范围|编制范围|汇编范围|事业单位|行政单位|参公单位|所属单位)[^。；]{0,60}?包括(?:[（(][^（()）]{0,20}[)）])?[：:](?P<names>[^。]{0,800})"
)
BODY_ALONE = re.compile(r"^(?:下属)?(?:事业|行政|参公)单位(?=.{4})|不?(?:单列|单独编制)预算$")
"""What a list of units says of one beside its name."""

OFFICE_NAME = re.compile(
    r"[^，。；：:]{1,30}?(?:处|科|室|厅|部|局|股|队|所|站|办|中心|党委|党组|纪委|委员会|团委|工会)(?:（[^）]{1,30}）)?"
)
OUTWARD = re.compile(
    r"对外可?以(?P<abroad>[^，。；以]{2,40}?)(?:的)?名义|以(?P<under>[^，。；以]{2,40}?)(?:的)?名义(?:对外)?开展工作"
    r"|(?:加挂|挂)(?P<plate>[^，。；]{2,60}?)(?:的)?牌子?"
)
COLLECTIVE = re.compile(r"(?P<stem>.+?)(?P<first>[一二三四五六七八九])至(?P<last>[一二三四五六七八九])(?P<end>.{1,6})")


def recognises(source: Source, _context: Context) -> bool:
    """Whether a heading announces duties, offices or units."""
    return any(BODIES.search(section.title) for section in sections(source))


def parse(source: Source, context: Context) -> Section:
    """Duties, offices and budget units; the first list of each, since some documents print it twice."""
    result = Section()
    for heading, lines in _regions(source):
        if not result.rows["duties"] and heading.level != "table" and DUTIES.search(heading.title):
            result.rows["duties"] = list(_duties(context, heading, lines))
        if not result.rows["offices"]:
            result.rows["offices"] = list(_offices(source, context, heading, lines))
        if not result.rows["budget_units"]:
            result.rows["budget_units"] = list(_units(source, context, heading, lines))
    _warn_of_gaps(source, result)
    result.rows["observations"] += _counted(context, result)
    return result


def _regions(source: Source) -> Iterator[tuple[Heading, Sequence[Line]]]:
    """The headings that announce an organisation, each with all lines down to the next heading that is not below."""
    found = sections(source)
    end = source.lines[-1].number + 1 if source.lines else 1
    for position, heading in enumerate(found):
        if BODIES.search(heading.title):
            after = (found[i].line for i in range(position + 1, len(found)) if not _is_below(found[i], heading))
            first = heading.lines[0].number if heading.lines else heading.line + 1
            yield heading, tuple(source.between(first, next(after, end)))


def _is_below(other: Heading, heading: Heading) -> bool:
    """Whether a section stands under a heading; one of the same words is another of its kind."""
    depth = len(heading.path)
    return len(other.path) > depth and other.path[:depth] == heading.path


def _duties(context: Context, heading: Heading, lines: Sequence[Line]) -> Iterator[Row]:
    listed = items(lines)
    numbers = [(item.first, item.line) for item in listed] or list(_duties_in_prose(lines))
    for ordinal, line in numbers:
        key = f"{department(context)}/duty/{ordinal}"
        yield row("duties", context, heading, line, key=key, department=department(context), ordinal=ordinal)


def _duties_in_prose(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Duties that one sentence lists with semicolons."""
    whole = passage(lines)
    start = DUTIES_IN_PROSE.search(whole.text)
    if start is None:
        return
    end = whole.text.find("。", start.end())
    sentence = whole.text[start.end() : end if end >= 0 else len(whole.text)]
    offset = start.end()
    for ordinal, words in enumerate(sentence.split("；"), 1):
        yield ordinal, whole.line(offset)
        offset += len(words) + 1


def _offices(source: Source, context: Context, heading: Heading, lines: Sequence[Line]) -> Iterator[Row]:
    """Offices from a table, else from a numbered list, else from a sentence that lists them."""
    ordinal = 1
    for name, printed, outward, line in _printed_offices(source, lines):
        for each in _names(name):
            yield row(
                "offices",
                context,
                heading,
                line,
                key=f"{department(context)}/office/{each}",
                department=department(context),
                unit=unit(context),
                ordinal=ordinal,
                name=each,
                external_names=";".join(outward),
                published_as=printed,
            )
            ordinal += 1


def _printed_offices(source: Source, lines: Sequence[Line]) -> Iterator[tuple[str, str, list[str], int]]:
    """The name of each office, as it is printed, the names it may bear outwards, and its line."""
    found = list(_offices_in_tables(source, lines)) or list(_offices_in_lists(lines))
    yield from found or _offices_in_prose(lines)


def _offices_in_tables(source: Source, lines: Sequence[Line]) -> Iterator[tuple[str, str, list[str], int]]:
    for rows in tables_in(source, lines):
        table = table_of(rows, {"name": r"内设机构|(机构|处室|科室)名称", "duty": r".{0,6}(职能|职责).{0,6}"})
        if table is None:
            continue
        for record in table.records():
            name = plain(record["name"])
            if OFFICE_NAME.fullmatch(name):
                yield name, name, _outward(plain(record["duty"])), record.line


def _offices_in_lists(lines: Sequence[Line]) -> Iterator[tuple[str, str, list[str], int]]:
    listed = items(lines)
    named = [(item, _head(item)) for item in listed]
    if not listed or sum(bool(OFFICE_NAME.fullmatch(name)) for _, name in named) < len(named) * 0.8:
        return
    if UNIT_LIST.search(passage(line for line in lines if line.number < listed[0].line).text):
        return
    for item, name in named:
        yield name, f"{item.number}{name}", _outward(item.passage.text), item.line


def _offices_in_prose(lines: Sequence[Line]) -> Iterator[tuple[str, str, list[str], int]]:
    whole = passage(lines)
    for match in OFFICE_LIST.finditer(whole.text):
        names = enumerated(re.sub(r"等[0-9一二三四五六七八九十]*个?(机构|处室|科室)?$", "", match["names"]))
        if len(names) > 1 and all(OFFICE_NAME.fullmatch(name) for name in names):
            offset = match.start("names")
            for name in names:
                offset = whole.text.index(name, offset)
                yield name, name, [], whole.line(offset)
            return


def _head(item: Item) -> str:
    """The name with which an item starts."""
    return re.split(r"[。：:；，]", item.passage.text, maxsplit=1)[0]


def _names(name: str) -> Iterator[str]:
    """The offices that a name stands for: 秘书一至五处 are five."""
    match = COLLECTIVE.fullmatch(name)
    if match is None:
        yield name
        return
    words = {number: word for word, number in CHINESE_DIGITS.items() if word not in "两零"}
    for number in range(CHINESE_DIGITS[match["first"]], CHINESE_DIGITS[match["last"]] + 1):
        yield f"{match['stem']}{words[number]}{match['end']}"


def _outward(text: str) -> list[str]:
    return [name for match in OUTWARD.finditer(text) for name in enumerated(next(filter(None, match.groups())))]


def _units(source: Source, context: Context, heading: Heading, lines: Sequence[Line]) -> Iterator[Row]:
    """Budget units from a table, a numbered list or the sentence that announces them."""
    for name, line in _printed_units(source, lines):
        yield row(
            "budget_units",
            context,
            heading,
            line,
            key=f"{jurisdiction(context)}/{name}",
            name=name,
            department=department(context),
        )


def _printed_units(source: Source, lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    for rows in tables_in(source, lines):
        table = table_of(rows, {"ordinal": r"序号", "name": r"单位名称"})
        if table is not None:
            yield from ((plain(each["name"]), each.line) for each in table.records() if plain(each["name"]))
            return
    whole = passage(lines)
    match = UNIT_LIST.search(whole.text)
    if match is None:
        return
    start = whole.line(match.start("names")) if match["names"] else whole.line(match.end() - 1) + 1
    listed = items([line for line in lines if line.number >= start])
    if listed:
        yield from ((BODY_ALONE.sub("", _head(item)), item.line) for item in listed)
    elif not re.search(r"序号|单位名称", match["names"]):
        offset = match.start("names")
        for name in enumerated(match["names"]):
            yield name, whole.line(whole.text.index(name, offset))


def _counted(context: Context, result: Section) -> Iterator[Row]:
    """How many duties the document lists."""
    duties = result.rows["duties"]
    if duties:
        own = ("BUDGET_UNIT", unit(context)) if unit(context) else ("DEPARTMENT", department(context))
        heading = Heading((duties[0]["section"],), "", int(duties[0]["line"]), ())
        cells = {"name": "主要职责", "measure": "duties_count", "value": str(len(duties)), "unit": "项"}
        note = "derived: counted items of the list"
        year = context.fiscal_year
        yield observation(context, heading, heading.line, subject=own, fiscal_year=year, note=note, **cells)


def _warn_of_gaps(source: Source, result: Section) -> None:
    for table in ("duties", "offices"):
        ordinals = [int(each["ordinal"]) for each in result.rows[table]]
        if ordinals != list(range(1, len(ordinals) + 1)):
            result.warn(source, int(result.rows[table][0]["line"]), f"the numbers of the {table} have gaps: {ordinals}")


PARSER = SectionParser("organisation", recognises, parse)
