"""What the text says about the money of projects: budgets and their execution, and who receives it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from seed.parsers.evaluations.reports import Report, reports
from seed.parsers.narrative.project_explanations import explained_projects
from seed.parsers.narrative.project_names import ADJUSTED, RATED, RATED_REST, ProjectNames, project_names
from seed.parsers.outline import Section as Heading
from seed.parsers.outline import sections
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import jurisdiction, mention, row
from seed.parsers.wording.numbered import enumerated
from seed.parsers.wording.passages import Passage, plain
from seed.parsers.wording.printed_values import NUMBER, number
from seed.sources.model import Source

MONEY = rf"(?P<amount>{NUMBER})(?P<unit>[万亿]?元)"
GAP = r"(?:[^0-9，。；]{0,24}?)"
APPROVED = re.compile(
    rf"(?:年初(?:批复|安排)?[^0-9，。；]{{0,16}}?预算(?:数|金额|资金)?(?:为|安排)?|年初，?{GAP}预算安排{GAP}|预算安排{GAP}){MONEY}"
)
ADJUSTED_TO = re.compile(
    rf"(?:调整后?(?:的)?预算(?:数)?为?|(?:调整|追加)预算[^。；]{{0,20}}?(?:共计|增加至|调整为)|共计|全年预算数?为|实际预算安排{GAP}){MONEY}"
)
EXECUTED = re.compile(
    rf"(?:(?:实际|预算)(?:执行|支出|使用)(?:数)?为?|(?<=[，。])执行数为|支出决算为|全年执行数为?|累计支出){MONEY}"
)
RATE = re.compile(
    rf"(?:(?:预算)?执行率(?:均)?(?:为|达到?)?|完成(?:全年|年初|调整后?)?(?:年初)?预算(?:数)?的){GAP}(?P<rate>{NUMBER})%"
)
ALL_SPENT = re.compile(r"全部(?:开支完毕|执行完毕|支出完毕|支付完毕|使用完毕|拨付到位并支出)")
SUMMARISED = re.compile(r"(?P<name>[^。；：，0-9][^。；：，]{2,50}?)(?:项目)?(?:支出)?绩效自评(?:综述|情况)[：:]")
FUND_SECTION = re.compile(r"项目概况|基本情况|项目基本|预算执行情况")
SUPPORTED = re.compile(r"(?:支持|补助|拨付给?|资助|对象是)(?P<names>[^。，]{4,400}?)等(?P<count>[0-9]{1,3})[家个]")
SHARE = re.compile(rf"(?P<name>[\u4e00-\u9fff（）]{{2,24}}?){MONEY}(?=[，。；、])")
BODY = re.compile(
    r"[\u4e00-\u9fff（）]{1,24}(?:海关|局|总站|检查站|站|中心|公司|集团|学校|大学|学院|医院|研究院|研究所|院|所|队|厂|社|场"
    r"|委员会|委|办公室|办|处|厅|部|街道|办事处|区|县|市|镇|乡|村|社区|协会|学会|联合会|馆|园|水库|灌区)"
)


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a text states of a project's budget, with the line of the first figure and the section."""

    cells: Mapping[str, str]
    line: int
    section: Heading


def recognises(source: Source, _context: Context) -> bool:
    """Whether the text speaks of budgets and their execution."""
    return any(re.search(r"预算|执行", plain(line.text)) for line in source.lines)


def parse(source: Source, context: Context) -> Section:
    """Budgets of projects, recipients of funds and what each was given, one row for a project and year."""
    result = Section()
    names = project_names(source, context)
    found: dict[tuple[str, str], Row] = {}
    for project, year, amounts in _budgets(source, context, names):
        if (project, year) not in found:
            cells = {"project": project, "fiscal_year": year, **amounts.cells}
            found[project, year] = row("project_budgets", context, amounts.section, amounts.line, **cells)
    result.rows["project_budgets"] = list(found.values())
    for report in reports(source, context):
        if report.project:
            _add_recipients(result, context, report, found.get((report.subject[1], report.year)))
    return result


def _budgets(source: Source, context: Context, names: ProjectNames) -> Iterator[tuple[str, str, Amounts]]:
    """Project, year and amounts of every statement, the fullest first."""
    for report in reports(source, context):
        if report.project:
            amounts = _of_fund(report)
            if amounts is not None:
                yield report.subject[1], report.year, amounts
    year = str(context.fiscal_year)
    for each in explained_projects(source):
        known = names.of(each.name)
        if known is not None and each.budget is not None:
            line = each.budget.passage.line()
            yield known.key, year, Amounts({"approved": each.amount, "unit": each.unit}, line, each.budget)
    for section in sections(source):
        yield from ((project, year, amounts) for project, amounts in _summarised(section, names))
        yield from ((project, year, amounts) for project, amounts in _adjusted(section, names))
        yield from ((project, year, amounts) for project, amounts in _rated(section, names))


def _of_fund(report: Report) -> Amounts | None:
    """The budget of the project that a report is about, from the first section that states one."""
    for section in report.prose:
        if section.under(FUND_SECTION.pattern):
            amounts = _stated(section, section.passage)
            if amounts is not None and "approved" in amounts.cells:
                return amounts
    return None


def _stated(section: Heading, text: Passage) -> Amounts | None:
    """The amounts of one budget in a text."""
    cells: dict[str, str] = {}
    units: set[str] = set()
    lines: list[int] = []
    adjusted = ADJUSTED_TO.search(text.text)
    matches = {"adjusted": adjusted, "executed": EXECUTED.search(text.text)}
    approved = APPROVED.search(text.text)
    if approved is not None and not (adjusted and adjusted.start() < approved.start("amount") <= adjusted.end()):
        matches["approved"] = approved
    for name, match in matches.items():
        if match is not None:
            cells[name] = number(match["amount"])
            units.add(match["unit"])
            lines.append(text.line(match.start("amount")))
    rate = RATE.search(text.text)
    if rate is not None:
        cells["execution_rate"] = rate["rate"]
        lines.append(text.line(rate.start("rate")))
    if "executed" not in cells and ALL_SPENT.search(text.text) and cells.get("execution_rate") == "100":
        cells["executed"] = cells.get("adjusted", cells.get("approved", ""))
        cells["note"] = "executed from the statement that everything was spent and the rate of 100%"
    if not lines or len(units) > 1:
        return None
    return Amounts({**cells, "unit": units.pop() if units else "万元"}, min(lines), section)


def _summarised(section: Heading, names: ProjectNames) -> Iterator[tuple[str, Amounts]]:
    """The paragraphs that sum up the self-evaluation of one project each."""
    text = section.passage
    starts = list(SUMMARISED.finditer(text.text))
    for position, match in enumerate(starts):
        end = starts[position + 1].start() if position + 1 < len(starts) else len(text.text)
        known = names.of(match["name"].lstrip("0123456789.、"))
        amounts = _stated(section, _upto(text, match.end(), end))
        if known is not None and amounts is not None:
            yield known.key, amounts


def _upto(text: Passage, start: int, end: int) -> Passage:
    """The first sentences of a part of a text, where its amounts stand."""
    part = text.part(start, end)
    stop = [match.end() for match in re.finditer("。", part.text)][:2]
    return part.part(0, stop[-1]) if stop else part


def _adjusted(section: Heading, names: ProjectNames) -> Iterator[tuple[str, Amounts]]:
    """Projects whose budget was changed from one amount to another."""
    text = section.passage
    for match in ADJUSTED.finditer(text.text):
        known = names.of(match["name"])
        amounts = list(re.finditer(MONEY, match.group()))
        if known is not None and len({each["unit"] for each in amounts}) == 1:
            cells = {
                "approved": number(amounts[0]["amount"]),
                "adjusted": number(amounts[-1]["amount"]),
                "unit": amounts[0]["unit"],
            }
            yield known.key, Amounts(cells, text.line(match.start() + amounts[0].start()), section)


def _rated(section: Heading, names: ProjectNames) -> Iterator[tuple[str, Amounts]]:
    """Projects of which only the execution rate is stated, several at once."""
    text = section.passage
    for pattern in (RATED, RATED_REST):
        for match in pattern.finditer(text.text):
            rate = re.search(rf"({NUMBER})%$", match.group())
            printed = enumerated(match["names"]) if pattern is RATED else [match["name"]]
            for name in printed:
                known = names.of(name)
                if known is not None and rate is not None:
                    note = (
                        "no amounts published"
                        if len(printed) == 1
                        else f"one rate printed for {len(printed)} projects; no amounts published"
                    )
                    cells = {"execution_rate": rate[1], "unit": "万元", "note": note}
                    yield known.key, Amounts(cells, text.line(match.start()), section)


def _add_recipients(result: Section, context: Context, report: Report, budget: Row | None) -> None:
    """Who a fund supports, in the order in which the report lists them, and what each was given."""
    listed = next(_listed(report), None)
    if listed is None:
        return
    heading, bodies = listed
    known = {each["key"] for each in result.rows["recipients"]}
    given = _given(report, budget)
    for ordinal, (name, line) in enumerate(bodies, 1):
        key = f"{jurisdiction(context)}/{name}"
        if key not in known:
            result.rows["recipients"].append(row("recipients", context, heading, line, key=key, name=name))
        result.rows["mentions"] += _named_again(context, report, name, key, line)
        where, at, cells = given.get(name, (heading, bodies[0][1], {"unit": budget["unit"] if budget else "万元"}))
        cells = {**cells, "project": report.subject[1], "recipient": key, "fiscal_year": report.year}
        own = row("allocations", context, where, at, ordinal=ordinal, **cells)
        result.rows["allocations"].append(own)
        result.rows["mentions"] += _listed_again(context, report, name, own)


def _named_again(context: Context, report: Report, name: str, key: str, first: int) -> Iterator[Row]:
    """The further lines of a report on which a body is named."""
    seen = {first}
    for section in report.prose:
        for match in re.finditer(re.escape(name), section.passage.text):
            line = section.passage.line(match.start())
            if line not in seen:
                seen.add(line)
                yield mention(context, section, line, "RECIPIENT", key)


def _listed_again(context: Context, report: Report, name: str, given: Row) -> Iterator[Row]:
    """The further lists of a report of those who share in the fund, as places of what a body was given."""
    key = f"{given['project']}/{given['recipient']}/{given['fiscal_year']}"
    for heading, bodies in _listed(report):
        for body, line in bodies:
            if body == name and str(line) != given["line"]:
                yield mention(context, heading, line, "ALLOCATION", key)


def _listed(report: Report) -> Iterator[tuple[Heading, list[tuple[str, int]]]]:
    """The lists of supported bodies whose number is the one stated."""
    for section in report.prose:
        text = section.passage
        for match in SUPPORTED.finditer(text.text):
            names = [name for part in re.split(r"；", match["names"]) for name in enumerated(part)]
            if len(names) != int(match["count"]) or not all(BODY.fullmatch(name) for name in names):
                continue
            offset, bodies = match.start("names"), []
            for name in names:
                offset = text.text.index(name, offset)
                bodies.append((name, text.line(offset)))
                offset += len(name)
            yield section, bodies


def _given(report: Report, budget: Row | None) -> dict[str, tuple[Heading, int, dict[str, str]]]:
    """What each body was given, from the sentence that divides the fund among several."""
    for section in report.prose:
        text = section.passage
        for start in re.finditer("其中：", text.text):
            division = _upto(text, start.end(), len(text.text))
            shares = list(SHARE.finditer(division.text, 0, division.text.find("。") + 1))
            if len(shares) > 1 and all(BODY.fullmatch(share["name"]) for share in shares):
                column = _column(shares, budget, text.text[max(start.start() - 60, 0) : start.start()])
                return {
                    share["name"]: (section, division.line(share.start("amount")), _share(share, division, column))
                    for share in shares
                }
    return {}


def _column(shares: Sequence[re.Match[str]], budget: Row | None, before: str) -> str:
    """Which budget is divided: the one that the shares add up to, else the one named before them."""
    if budget is None:
        return "approved"
    total = sum(Decimal(number(share["amount"])) for share in shares)
    whole = [number(each["amount"]) for each in re.finditer(MONEY, before)][-1:]
    for column in ("approved", "adjusted"):
        if budget[column] and (Decimal(budget[column]) == total or [budget[column]] == whole):
            return column
    return "approved"


def _share(share: re.Match[str], division: Passage, column: str) -> dict[str, str]:
    """The cells of a share of the budget in a column; spent where all together is said to be spent."""
    amount = number(share["amount"])
    cells = {column: amount, "unit": share["unit"]}
    rate = RATE.search(division.text)
    if ALL_SPENT.search(division.text) and rate is not None and rate["rate"] == "100":
        cells |= {"executed": amount, "execution_rate": "100", "note": "executed and rate stated for all together"}
    return cells


PARSER = SectionParser("spending of projects", recognises, parse)
