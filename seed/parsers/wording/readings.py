"""What a sentence says about each of its figures: whose figure it is, and how it relates to another.

The grammar is small. A figure is preceded by what it measures (`本年收入合计…万元`), by a verb of change
(`比年初预算减少`), by a share (`占本年支出合计的`) or by what it completes (`完成年初预算的`). What a clause leaves out
- the subject, the year compared with - is that of the clause before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from seed.parsers.wording.figure_names import NUMBERING, OWNED, SET_UP, body, name_of, noun, noun_after, without_counted
from seed.parsers.wording.figures import Figure, figures
from seed.parsers.wording.item_forms import path_in
from seed.parsers.wording.numbered import enumerated


class Relation(StrEnum):
    """How a figure relates to what it is of."""

    VALUE = "value"
    CHANGE = "change"
    ADJUSTMENT = "adjustment"
    SHARE = "share"
    COMPLETION = "completion"


CLOSED_NOTE = r"[（(][^（）()]{0,40}[)）]"
FALLS = "减少|下降|降低|减|压减|调减|核减|缩减|负增长|下调|压缩|缩短"
RISES = "增加|增长|提高|上升|增|调增|追加|提升|上调|新增"
EITHER = re.compile(rf"[（(或/](?:{FALLS}|{RISES})[)）]?$")
"""A word of change that a form offers beside another and nobody struck out: `下降（增长）`."""

AIMS = re.compile(r"提升$|[稳促保扩]增长$")
"""Verbs that name an aim where money follows: `支持能力提升80万元` tells what the money is for."""

CHANGE = re.compile(
    rf"^(?P<name>.*?)(?P<base>(?:同比|环比|(?:比|较|与)(?:[^，（(]|{CLOSED_NOTE}){{1,24}}?(?:相比)?))?(?:各|均|分别|又|再|共|进一步|累计)*"
    rf"(?P<verb>{FALLS}|{RISES})(?:了|额为|率为|幅度为)?(?:约|逾|近|超过?)?$"
)
CHANGED_CLAUSE = re.compile(rf"(?P<name>[^，。：；]{{2,24}}?)(?:有所)?(?:{FALLS}|{RISES})，[^，。：；]*$")
NEW_COMPARISON = re.compile(r"(?<![增减])(?<![加少长降])，(?:比|较|与|同)(?:上一?年|去年|20[0-9]{2}年)[^，。；]{0,12}$")
"""Words after a reason that go on with the figures that it explained, not with the reason."""

REACHED = re.compile(rf"^(?P<name>.*?)(?:进一步|逐步|再)?(?:{FALLS}|{RISES})(?:为|到|至)$")
ADJUSTMENT = re.compile(
    r"^(?:.*?(?:，|主要|并|通过|因此|全年|年中|共))?(?P<verb>调增|调减|追加|核减|压缩|核增)(?:了)?(?P<name>[^减增]{2,20}?)$"
)
SHARE = re.compile(r"^(?P<name>.*?)(?:占比(?:为|达)?|占(?P<whole>[^，]{0,30}?)(?:的)?(?:比例|比重)?(?:为|达|约)?)$")
COMPLETION = re.compile(r"^(?P<name>.*?)(?:为|是)?完成(?P<whole>[^，]{0,16}?预算(?:数|安排)?)(?:的)?$")
OF_BUDGET = re.compile(r"^(?:为|是)?完成(?P<whole>[^，]{0,8}预算数?)(?:为)?$")
"""The budget of which the share that follows was spent: `完成预算810万元的98.8%`."""

BASE = re.compile(r"^(?:比|较|与)(?P<base>[^，]{0,30}(?:预算|决算)数?)(?:为)?$")
"""The amount compared with: `比2022年决算数8万元减少1万元`."""

SPENT = re.compile(r"^(?:实际)?(?:支出)?决算数?(?:为)?$|完成[^，]{0,12}预算")
"""Words that tell what became of a budget: what they are of is not the budget itself."""

BUDGET_END = re.compile(r"预算数?$")
SUBJECT = re.compile(r"(?P<name>[^，。；：0-9“]{2,30})[。：]")
"""A sentence that only names what the next ones are about: `1.公务接待费。`"""

COMPARED = re.compile(
    r"(?:比|较|与)(?:对标年)?(?P<year>20[0-9]{2})年(?![^，。；0-9]{0,16}年初)(?:度)?(?:同期|预算|决算|当年|执行|数|[（(][^）)]{1,12}[)）])*|(?P<last>(?:比|较|与)(?:上一?年|去年|上年度)|同比)"
)
INITIAL = re.compile(
    r"(?:比|较|与)(?:20[0-9]{2}年度?|本年度?|当年)?[^，。；0-9]{0,16}年初(?:部门)?预算|(?:决算|执行|支出)数(?:大于|小于|高于|低于|等于)(?:年初|全年|调整)?预算数?"
)
CAUSE = re.compile(r"主要(?:变动)?(?:原因|是因为|是由于|情况是)|(?:增加|减少|下降|增长|变化)(?:的)?(?:主要)?原因")
LONGEST_NEAR = 200
"""How many characters before a figure can say what it is."""

NOTE = re.compile(r"^[（(][^（）()]{0,30}[)）]")
BOUNDARY = re.compile(r"[，；：。,;:]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with the words it belongs to.

    `name` is what is measured; `part_of` the head of the list it stands in, if any; `sign` -1 where a word says fall;
    `against` the year compared with, `initial` where the comparison is with the initial budget; `whole` what a share
    is of; `cause` where the figure is part of a stated reason; `before` and `after` the words on both sides;
    `of_year` the year of the amount where that is the one compared with; `aside` where the
    figure is of something else that is told of the same subject.
    """

    figure: Figure
    name: str
    relation: Relation
    near: str = ""
    part_of: str = ""
    sign: int = 1
    against: str = ""
    initial: bool = False
    whole: str = ""
    cause: bool = False
    nested: bool = False
    before: str = ""
    after: str = ""
    explicit: bool = False
    period: str = ""
    of_year: str = ""
    aside: bool = False


@dataclass(slots=True)
class Thread:
    """What carries over from clause to clause and sentence to sentence under one heading."""

    head: str = ""
    current: str = ""
    against: str = ""
    explicit: bool = False
    initial: bool = False
    cause: bool = False
    adjusting: int = 0
    completing: str = ""
    opened: list[str] = field(default_factory=list)


def readings(text: str, thread: Thread, year: int) -> Iterator[Reading]:
    """The readings of the figures of a sentence, in order; `thread` is carried on."""
    item = path_in(text)
    found = figures(text)
    thread.cause = False
    if item is not None and not any(figure.start < item[1] for figure in found):
        thread.head = thread.current = name_of(text[slice(*item)])
    bare = text.removeprefix("其中").lstrip("：:，")
    numbered = NUMBERING.match(bare)
    if numbered and not found and (named := SUBJECT.fullmatch(bare, numbered.end())):
        thread.head = thread.current = name_of(named["name"]) or thread.current
    position = 0
    listed = ""
    for index, figure in enumerate(found):
        before = text[position : figure.start]
        if index and not (found[index - 1].is_money or found[index - 1].is_share):
            before = without_counted(before)
        after = text[figure.end : found[index + 1].start if index + 1 < len(found) else len(text)]
        listed = _follow(thread, before, listed, year)
        reading = _reading(figure, before, after, thread, listed)
        if (
            reading.relation is Relation.VALUE
            and not listed
            and not thread.opened
            and not (reading.cause or reading.aside)
        ):
            thread.head = reading.name
        if not reading.cause and not reading.aside:
            thread.current = reading.name
        yield reading
        thread.completing = completed["whole"] if (completed := OF_BUDGET.match(reading.near)) else ""
        position = figure.end
    _follow(thread, text[position:], listed, year)
    thread.opened.clear()


def _follow(thread: Thread, words: str, listed: str, year: int) -> str:
    """Carry the thread over some words; the head of the list that stands open after them."""
    for mark in re.finditer(r"[（(]|[)）]", words):
        if mark.group() in "（(":
            thread.opened.append(thread.current)
        elif thread.opened:
            thread.opened.pop()
    compared = None
    for compared in COMPARED.finditer(words):
        thread.against, thread.explicit = compared["year"] or str(year - 1), compared["year"] is not None
        thread.initial = False
    initial = [match.start() for match in INITIAL.finditer(words)]
    if initial:
        thread.initial = compared is None or initial[-1] >= compared.start()
    if "；" in words and not re.search(r"；[一二三四五]是", words):
        thread.cause = False
        words = words[words.rindex("；") :]
    if CAUSE.search(words):
        thread.cause = True
    if thread.cause and NEW_COMPARISON.search(words):
        thread.cause = False
    if re.search(r"其中|包括[：:]|以下方面[：:]", words):
        return thread.current or thread.head
    return "" if re.search(r"[。]", words) else listed


def _reading(figure: Figure, before: str, after: str, thread: Thread, listed: str) -> Reading:
    """What the words before a figure say about it."""
    near = _near(before)
    if SPENT.search(near):
        thread.current = BUDGET_END.sub("", thread.current) or thread.current
    plain = Reading(
        figure=figure,
        name=thread.current,
        relation=Relation.VALUE,
        near=near,
        part_of=thread.head if thread.cause else listed,
        against=thread.against,
        explicit=thread.explicit,
        initial=thread.initial,
        cause=thread.cause,
        nested=bool(thread.opened),
        before=before,
        after=after,
    )
    if figure.is_share and thread.completing and before == "的":
        return replace(plain, relation=Relation.COMPLETION, whole=thread.completing)
    if figure.is_money and (OF_BUDGET.match(near) or BASE.match(near)):
        return _of_other(plain, near)
    for relation, pattern in ((Relation.COMPLETION, COMPLETION), (Relation.SHARE, SHARE)):
        match = pattern.match(near) if figure.is_share else None
        if match is not None:
            name = name_of(match["name"]) or thread.current
            return replace(plain, name=name, relation=relation, whole=match.groupdict().get("whole") or "")
    near = EITHER.sub("", near)
    change = CHANGE.match(near)
    if change is not None and not (figure.is_money and AIMS.search(near)):
        sign = -1 if change["verb"] in FALLS.split("|") else 1
        name = name_of(change["name"]) or _changed_before(plain) or thread.current
        return replace(plain, name=name, relation=Relation.CHANGE, sign=sign)
    return _adjusted(plain, thread) or _valued(plain, thread)


def _of_other(plain: Reading, near: str) -> Reading:
    """The budget that was completed, or the amount of another year that a change is told against."""
    completed = OF_BUDGET.match(near)
    if completed is not None:
        unnamed = completed["whole"].startswith("预算")
        return replace(plain, name=f"{plain.name}预算" if unnamed else plain.name, aside=True)
    return replace(plain, of_year="" if plain.initial else plain.against, aside=True)


def _changed_before(plain: Reading) -> str:
    """In a stated reason, what the clause before says has changed: `项目支出增加，较上年增加30万元`."""
    changed = CHANGED_CLAUSE.search(plain.before) if plain.cause else None
    return name_of(changed["name"]) if changed else ""


def _adjusted(plain: Reading, thread: Thread) -> Reading | None:
    """A change of the budget whose verb stands before its object (`调增了项目支出经费…万元及人员经费…万元`)."""
    if not plain.figure.is_money:
        return None
    match = ADJUSTMENT.match(plain.near)
    if match is not None:
        thread.adjusting = -1 if match["verb"] in {"调减", "核减", "压缩"} else 1
        return replace(plain, name=plain.near.lstrip("主要并"), relation=Relation.ADJUSTMENT, sign=thread.adjusting)
    if thread.adjusting and re.match(r"[、及和]", plain.before):
        return replace(plain, name=name_of(plain.near), relation=Relation.ADJUSTMENT, sign=thread.adjusting)
    return None


def _valued(plain: Reading, thread: Thread) -> Reading:
    """A plain value, or one that a change arrived at (`下降为38.49小时`)."""
    thread.adjusting = 0
    reached = REACHED.match(plain.near)
    words = reached["name"] if reached else plain.near
    counted = "" if plain.figure.is_money or plain.figure.is_share else noun_after(plain.after)
    owned = OWNED.search(words)
    if counted and owned:
        return replace(plain, name=owned["of"] + noun(counted))
    if counted and (re.search("[和及与、]$", words) or SET_UP.search(words)):
        return replace(plain, name=noun(counted))
    return replace(plain, name=name_of(words) or body(counted) or thread.current)


def _near(before: str) -> str:
    """The words of the clause in which a figure stands, up to the figure."""
    bare = NOTE.sub("", before[-LONGEST_NEAR:])
    inside = {place for note in re.finditer(CLOSED_NOTE, bare) for place in range(*note.span())}
    start = depth = 0
    for position, character in enumerate(bare):
        depth += (character in "“《") - (character in "”》")
        if depth <= 0 and position not in inside and (BOUNDARY.match(character) or character in "（("):
            start = start if character in "，," and bare[:position].endswith("的") else position + 1
    return bare[start:].replace("的，", "的").lstrip("、）)")


BOTH_WAYS = re.compile(r"进、?出口")
PAIRED_RATES = re.compile(r"(?P<first>[^，和]{2,20}率)[和与](?P<second>[^，和]{2,20}率)")
BY_QUARTER = re.compile(r"分季|各季度|四季度|四个季度")


def distributed(found: list[Reading]) -> Iterator[Reading]:
    """The readings, with names that one phrase gives to several figures dealt out among them.

    `甲、乙两灯的射程分别为12.50海里和8.25海里` are a figure of each lamp; `A率和B率100%` are two
    figures; four figures of the quarters are one for each.
    """
    for group in _groups(found):
        name = group[0].name
        if len(group) == 2 and BOTH_WAYS.search(name):  # noqa: PLR2004 - imports and exports
            for reading, way in zip(group, ("进口", "出口"), strict=True):
                yield replace(reading, name=BOTH_WAYS.sub(way, name))
        elif len(group) == 4 and BY_QUARTER.search(group[0].near):  # noqa: PLR2004 - quarters
            for number, reading in enumerate(group, 1):
                yield replace(reading, name=name, period=f"Q{number}")
        elif len(group) > 1 and len(enumerated(name.replace("和", "、"))) == len(group):
            for reading, own in zip(group, enumerated(name.replace("和", "、")), strict=True):
                yield replace(reading, name=own)
        else:
            for reading in group:
                paired = PAIRED_RATES.fullmatch(reading.name)
                names = paired.groups() if paired else (reading.name,)
                yield from (replace(reading, name=own) for own in names)


def _groups(found: list[Reading]) -> Iterator[list[Reading]]:
    """The readings, those together that `分别` joins: figures of one unit with nothing but `、`, `和`, `及` between."""
    group: list[Reading] = []
    for reading in found:
        if group and group[-1].figure.unit == reading.figure.unit and reading.before in {"、", "和", "及", "，"}:
            first = group[0]
            group.append(replace(reading, name=first.name, relation=first.relation, sign=first.sign, near=first.near))
            continue
        if group:
            yield group
        group = [reading]
        if "分别" not in reading.near and not BOTH_WAYS.search(reading.name):
            yield group
            group = []
    if group:
        yield group
