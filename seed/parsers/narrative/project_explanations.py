"""Projects that a budget explains under headings of their own (`森林防火项目经费情况说明`), and their money."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from seed.parsers.outline import Section as Heading
from seed.parsers.outline import sections
from seed.parsers.remembering import remembered
from seed.parsers.wording.printed_values import NUMBER, number
from seed.sources.model import Source

TITLE = re.compile(r"(?P<name>[^，。；：]{2,40}?)(?:项目)?经费(?:的)?情况说明")
NO_NAME = re.compile(
    r"^(?:[0-9]{4}年度?)?(?:[（(]?[一二三四五六七八九十0-9]{0,3}[）)、.]?)?(?:项目|部门|单位|机关运行|[“\"]?三公[”\"]?)*$"
)
BUDGET = re.compile(r"(?:年度|当年|[0-9]{4}年)?(?:预算|资金|经费)(?:安排|金额)?(?:情况)?$")
STATED = re.compile(
    rf"^(?P<words>[^，。；：]{{0,40}}?)[：:]?(?P<amount>{NUMBER})(?P<unit>[万亿]?元|[万亿](?=[，。；、）)]|$))"
)
PLANNED = re.compile("季度|用款|上年|去年|已")


@dataclass(frozen=True, slots=True)
class Explained:
    """A project under a heading of its own: its name, the heading, and its budget where one is stated."""

    name: str
    title: str
    heading: Heading
    budget: Heading | None = None
    amount: str = ""
    unit: str = ""


@remembered
def explained_projects(source: Source) -> tuple[Explained, ...]:
    """The projects that a document explains, in order."""
    return tuple(_explained(source))


def _explained(source: Source) -> Iterator[Explained]:
    parts: dict[str, list[Heading]] = {}
    for section in sections(source):
        if section.path and TITLE.fullmatch(section.path[0]):
            parts.setdefault(section.path[0], []).append(section)
    for title, below in parts.items():
        match = TITLE.fullmatch(title)
        if match is None or NO_NAME.match(match["name"]):
            continue
        stated = next(filter(None, map(_stated, below)), None)
        if stated is None:
            yield Explained(match["name"], title, below[0])
        else:
            section, amount = stated
            unit = amount["unit"] if amount["unit"].endswith("元") else f"{amount['unit']}元"
            yield Explained(match["name"], title, below[0], section, number(amount["amount"]), unit)


def _stated(section: Heading) -> tuple[Heading, re.Match[str]] | None:
    """The budget that the text under a heading of its own begins with."""
    if not BUDGET.search(section.title):
        return None
    amount = STATED.match(section.passage.text)
    return None if amount is None or PLANNED.search(amount["words"]) else (section, amount)
