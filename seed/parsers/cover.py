"""What a document says of itself before anything else: its title, and by it its kind and year."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seed.parsers.statements.captions import publisher_of, title_of
from seed.parsers.statements.headings import PART
from seed.parsers.wording.normal import compact, plain
from seed.parsers.wording.years import YEAR, year_of
from seed.sources.model import Line, MediaType, Source

FRONT_LINES = 40
"""How many lines from the beginning the title may stand."""

TITLE_LINES = 3
"""Over how many lines it may be broken."""

ANNEX = re.compile(r"^附件?[0-9一二三四五六七八九十]{0,2}[:：]?(?=.{4})")
TITLE = re.compile(
    rf"(?P<before>[^。；;，,：:0-9]{{0,50}}){YEAR}(?P<what>[^。；;，,：:]{{0,50}}"
    r"(?:预算|决算|预决算|评价报告|自评报告|绩效报告))(?:公开|说明|报告|情况|草案|[（()）])*"
)
HEADING = re.compile(
    rf"(?P<before>[^。；;，,：:0-9]{{0,50}}){YEAR}(?:部门|单位|区级|市级|本级)*(?:预算|决算)(?:公开)?表"
)
ANNEXED = re.compile(
    rf"(?:附件?[:：]?)?{YEAR}(?P<what>[\u4e00-\u9fff]{{2,30}}?)(?:项目)?(?:支出)?(?:绩效)?(?:评价)?指标体系"
)
FORM = r"(?:绩效目标(?:申报|批复|公开)?表|(?:绩效)?自评(?:情况|结果)?(?:汇总|公开|信息公开)?表?)"
FORM_TITLE = re.compile(
    rf"(?P<before>[^。；;，,：:0-9]{{0,50}}){YEAR}(?P<what>[^。；;，,：:]{{0,40}}?{FORM})(?:公开)?"
    rf"|(?P<name>[^。；;，,：:0-9]{{0,40}}?)(?:部门|单位|预算)*(?:整体|项目)(?:支出)?{FORM}"
    rf"[（(]{YEAR.replace('year', 'year_after')}[)）]"
)
"""The title of a document that is nothing but forms of performance."""

KIND_WORDS = re.compile("(?:区级|市级|省级|县级|本级)*(?:部门|单位)*(?:预算|决算|预决算)$")

KINDS = (
    (re.compile("绩效目标(申报|批复|公开)?表"), "DEPARTMENT_BUDGET"),
    (re.compile("整体.{0,6}(绩效|评价)"), "OVERALL_EVALUATION"),
    (re.compile("评价|自评|绩效报告"), "PROJECT_EVALUATION"),
    (re.compile("(?<!预)决算"), "FINAL_ACCOUNTS"),
    (re.compile("单位预算|预算单位"), "UNIT_BUDGET"),
    (re.compile("部门预算|预算(主管)?部门"), "DEPARTMENT_BUDGET"),
)

YEARS_NAMED = re.compile("(20[0-9]{2})年")


@dataclass(frozen=True, slots=True)
class Cover:
    """What was found of a document's title: the text without blanks, its line, and what of it had to be composed.

    `before` and `after` are what stands before the year and between it and the kind of document: often one of them
    is the name of the publisher.
    """

    title: str
    line: int
    year: int
    before: str = ""
    after: str = ""
    note: str = ""


def cover_of(source: Source) -> Cover | None:
    """The title of a document: as printed on its cover, else composed from the heading of its part of statements."""
    lines = source.lines
    return _printed(lines[:FRONT_LINES]) or _of_part(lines) or _of_annex(lines) or _of_forms(lines)


def _printed(lines: Sequence[Line]) -> Cover | None:
    for start in range(len(lines)):
        for count in range(TITLE_LINES, 0, -1):
            text = _joined(lines[start : start + count])
            match = TITLE.fullmatch(text) if text else None
            if match is not None:
                after = KIND_WORDS.sub("", match["what"])
                return Cover(text, lines[start].number, year_of(match["year"]), match["before"], after)
    return None


def _joined(lines: Sequence[Line]) -> str:
    """The text of lines that can be one title; "" for lines of which one is something else."""
    texts = [compact(line.text) for line in lines]
    if any(publisher_of(text) or title_of(text) or PART.match(text) for text in texts):
        return ""
    return ANNEX.sub("", "".join(texts))


def _of_part(lines: Sequence[Line]) -> Cover | None:
    """The title that the heading above the statements gives: it is that of the document and the word for tables."""
    for position, line in enumerate(lines):
        inside = PART.match(line.text)
        rest = line.text[inside.end() :] if inside else line.text
        for count in range(TITLE_LINES + 1):
            text = compact(rest + "".join(one.text for one in lines[position + 1 : position + 1 + count]))
            match = HEADING.fullmatch(text)
            if match is not None:
                first = line if compact(rest) else lines[position + 1]
                note = "title composed from the heading of the part with the statements"
                title = re.sub("(公开)?表$", "", text)
                return Cover(title, first.number, year_of(match["year"]), match["before"], note=note)
    return None


def _of_annex(lines: Sequence[Line]) -> Cover | None:
    """The title of a report that prints none but names its year and subject in the head of an annex."""
    for line in lines:
        match = ANNEXED.fullmatch(compact(line.text))
        if match is not None:
            year = year_of(match["year"])
            note = "title composed: the text has no title; the head of its annex names year and subject"
            return Cover(f"{year}年度{match['what']}绩效评价报告", lines[0].number, year, note=note)
    return None


def _of_forms(lines: Sequence[Line]) -> Cover | None:
    """The title of a document that holds forms of performance and no statement."""
    if any(title_of(line.text) is not None for line in lines):
        return None
    front = lines[:FRONT_LINES]
    for start in range(len(front)):
        for count in (2, 1):
            text = "".join(compact(line.text) for line in front[start : start + count])
            match = FORM_TITLE.fullmatch(text)
            if match is not None:
                before, year = match["before"] or match["name"] or "", match["year"] or match["year_after"]
                return Cover(text, front[start].number, year_of(year), before)
    return None


def kind_of_title(title: str) -> str:
    """The kind of document that a title names; "" where it names none."""
    text = plain(title)
    return next((kind for pattern, kind in KINDS if pattern.search(text)), "")


def kind_of_contents(source: Source) -> str:
    """The kind of document that its statements and words show; "" where they show none."""
    titles = [plain(title.text) for line in source.lines if (title := title_of(line.text)) is not None]
    accounts = sum("决算" in title for title in titles)
    budgets = sum("预算" in title and "决算" not in title for title in titles)
    text = plain("".join(line.text for line in source.lines))
    if max(accounts, budgets) > 1:
        if accounts >= budgets:
            return "FINAL_ACCOUNTS"
        units = text.count("单位预算") + text.count("预算单位") + text.count("编制单位")
        return "UNIT_BUDGET" if units > text.count("部门预算") + text.count("编制部门") else "DEPARTMENT_BUDGET"
    if "绩效" in text and "评价" in text:
        return "OVERALL_EVALUATION" if text.count("部门整体") > text.count("项目") else "PROJECT_EVALUATION"
    return ""


def year_of_contents(source: Source) -> int | None:
    """The year that a document names most often together with 年度, or else at all; None where it names none."""
    for pattern in (re.compile("(20[0-9]{2})年度"), YEARS_NAMED):
        years = Counter(year for line in source.lines for year in pattern.findall(compact(line.text)))
        if years:
            return int(years.most_common(1)[0][0])
    return None


def names_in_captions(source: Source) -> Iterator[tuple[str, int]]:
    """The names that captions such as `编制单位：` give for who publishes, with their lines.

    Spreadsheets print their captions in cells of the same sheet as the table.
    """
    lines = source.prose if source.geometric and source.media_type is not MediaType.XLSX else source.lines
    for line in lines:
        name = publisher_of(line.text)
        if name:
            yield name, line.number
