"""What a sentence says about each of its figures: whose figure it is, and how it relates to another.

The grammar is small. A figure is preceded by what it measures (`本年收入合计…万元`), by a verb of change
(`比年初预算减少`), by a share (`占本年支出合计的`) or by what it completes (`完成年初预算的`). What a clause leaves out
- the subject, the year compared with - is that of the clause before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from seed.parsers.figures import Figure, figures
from seed.parsers.item_forms import path_in
from seed.parsers.numbered import enumerated


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
REACHED = re.compile(rf"^(?P<name>.*?)(?:进一步|逐步|再)?(?:{FALLS}|{RISES})(?:为|到|至)$")
ADJUSTMENT = re.compile(
    r"^(?:.*?(?:，|主要|并|通过|因此|全年|年中|共))?(?P<verb>调增|调减|追加|核减|压缩|核增)(?:了)?(?P<name>[^减增]{2,20}?)$"
)
SHARE = re.compile(r"^(?P<name>.*?)(?:占比(?:为|达)?|占(?P<whole>[^，]{0,30}?)(?:的)?(?:比例|比重)?(?:为|达|约)?)$")
COMPLETION = re.compile(r"^(?P<name>.*?)(?:为|是)?完成(?P<whole>[^，]{0,16}?预算(?:数|安排)?)的$")
LINK = re.compile(r"(?:共计|合计为|总计为|累计达?|达到|达|分别为|为|是|共有|共|约|有|安排|涉及|不少于|不低于|各)+$")

COMPARED = re.compile(
    r"(?:比|较|与)(?:对标年)?(?P<year>20[0-9]{2})年(?:度)?(?:同期|预算|决算|当年|执行|数|[（(][^）)]{1,12}[)）])*|(?P<last>(?:比|较|与)(?:上一?年|去年|上年度)|同比)"
)
INITIAL = re.compile(
    r"(?:比|较|与)年初(?:部门)?预算|(?:决算|执行|支出)数(?:大于|小于|高于|低于|等于)(?:年初|全年|调整)?预算数?"
)
CAUSE = re.compile(r"主要(?:原因|是因为|是由于)|(?:增加|减少|下降|增长|变化)(?:的)?(?:主要)?原因")
NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[)）][、.]?|[0-9]{1,2}[.、](?![0-9])|[一二三四五六七八九十]是)"
)
OPENING = re.compile(
    r"^(?:其中|[\u4e00-\u9fff]{0,30}?所属各(?:预算)?单位(?:开支)?(?:财政拨款的)?|主要原因(?:是因为|是由于|是|为)?|(?:是)?(?:由于|因为)|截[至止]至?[^，]{0,16}?日|截[至止][^，]{0,12}?底|20[0-9]{2}年(?:度|末|当年|底)?|本年度"
    r"|全年(?!预算|执行|支出)|当年(?!预算)|年末(?!结转|财政)|我[办局委厅区市县]|本(?:部门|单位|区|市|街道)|(?:部门|单位)预算安排(?=购置)|安排(?=因公出国)|列明|财政拨款的"
    r"|同时|另外?|并|以及|及|和|与|、|主要(?=是|为|有|包括|用于|调)|包括|一是|二是|三是|四是"
    r"|累计|共有|共|已经?|均|各(?!级)|含|先后|分别|通过|按|再|又|也|自[^，]{2,10}起)[:：，,]?"
)
CLOSING = re.compile(r"(?:等)?(?:较年初完成|共计|累计|达到|达|分别为|为|是|共有|共|约|有|逾|近|超过|各|和|及|与|以及)$")
FIGURE_WORDS = re.compile(
    r"(?:的)?(?:年初(?:批复)?预算(?:数|总额)?|(?<!拨款)支出决算数?|决算数|(?<=[费出])决算|(?:当年|全年)?预算执行数|全年预算数?|调整后?(?:的)?预算数?|执行数|实际支出|实际执行|预算安排)$"
)
EMPTY_WORDS = frozenset(
    {"对", "将", "把", "从", "在", "由", "向", "为", "以", "用", "等", "共", "个", "的", "年度", "本年", "当年"}
)
LONGEST_NOUN = 24
LONGEST_NEAR = 200
"""How many characters before a figure can say what it is."""

NOUN_ENDS = re.compile(r"(?<=..)(?:的|财政拨款|开展|实施|进行|编报|纳入|参加|参与)")
"""Where what is counted ends and what is told of it begins: `2个预算单位开展了自评`."""

OWNED = re.compile(r"(?:^|[^\u4e00-\u9fff]|包括|以及|和|及|有|的|局|委|办|处|部|会|中心|政府)(?P<of>下属|所属)$")
SET_UP = re.compile(r"(?:内设|下设|设有?|设置|下辖)$")

NOTE = re.compile(r"^[（(][^（）()]{0,30}[)）]")
BOUNDARY = re.compile(r"[，；：。,;:]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with the words it belongs to.

    `name` is what is measured; `part_of` the head of the list it stands in, if any; `sign` -1 where a word says fall;
    `against` the year compared with, `initial` where the comparison is with the initial budget; `whole` what a share
    is of; `cause` where the figure is part of a stated reason; `before` and `after` the words on both sides.
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
    opened: list[str] = field(default_factory=list)


def readings(text: str, thread: Thread, year: int) -> Iterator[Reading]:
    """The readings of the figures of a sentence, in order; `thread` is carried on."""
    item = path_in(text)
    found = figures(text)
    thread.cause = False
    if item is not None and not any(figure.start < item[1] for figure in found):
        thread.head = thread.current = name_of(text[slice(*item)])
    position = 0
    listed = ""
    for index, figure in enumerate(found):
        before = _without_counted(text[position : figure.start], found[index - 1] if index else None)
        after = text[figure.end : found[index + 1].start if index + 1 < len(found) else len(text)]
        listed = _follow(thread, before, listed, year)
        reading = _reading(figure, before, after, thread, listed)
        if reading.relation is Relation.VALUE and not listed and not thread.opened and not reading.cause:
            thread.head = reading.name
        if not reading.cause:
            thread.current = reading.name
        yield reading
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
    if INITIAL.search(words):
        thread.initial = True
    if "；" in words and not re.search(r"；[一二三四五]是", words):
        thread.cause = False
        words = words[words.rindex("；") :]
    if CAUSE.search(words):
        thread.cause = True
    if re.search(r"其中|包括[：:]|以下方面[：:]", words):
        return thread.current or thread.head
    return "" if re.search(r"[。]", words) else listed


def _reading(figure: Figure, before: str, after: str, thread: Thread, listed: str) -> Reading:
    """What the words before a figure say about it."""
    near = _near(before)
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
    counted = _noun_after(plain.after, plain.figure)
    owned = OWNED.search(words)
    if counted and owned:
        return replace(plain, name=owned["of"] + _noun(counted))
    if counted and (re.search("[和及与、]$", words) or SET_UP.search(words)):
        return replace(plain, name=_noun(counted))
    return replace(plain, name=name_of(words) or _body(counted) or thread.current)


def _noun_after(after: str, figure: Figure) -> str:
    """What is counted, where the noun follows its number (`3个部门内部述职`)."""
    if figure.is_money or figure.is_share:
        return ""
    return name_of(re.split(r"[，。；、：（(,;]", after, maxsplit=1)[0])[:LONGEST_NOUN]


def _noun(counted: str) -> str:
    """The noun with which the words after a number begin."""
    return NOUN_ENDS.split(counted, maxsplit=1)[0]


def _body(counted: str) -> str:
    """What the words after a number name: bodies alone, without what they did, and else all of it."""
    noun = _noun(counted)
    return noun if noun.endswith(("单位", "部门")) else counted


def _without_counted(before: str, counted: Figure | None) -> str:
    """The words before a figure without what the number before them counts (`1家事业单位财政拨款的经费为217万元`)."""
    if counted is None or counted.is_money or counted.is_share or BOUNDARY.match(before):
        return before
    noun = NOUN_ENDS.search(before.split("，", maxsplit=1)[0])
    return before[noun.start() :] if noun and before[noun.start() :].startswith("财政拨款的") else before


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


def name_of(words: str) -> str:
    """What words before a figure name: without numbering, dates and linking verbs."""
    name = words
    for _ in range(8):
        shorter = OPENING.sub("", NUMBERING.sub("", name.lstrip("、，：:）)”")))
        shorter = CLOSING.sub("", shorter)
        if shorter == name:
            break
        name = shorter
    name = FIGURE_WORDS.sub("", name.strip("，：:、。；的了"))
    if name.startswith("“") and name.endswith("”") and name.count("“") == 1:
        name = name[1:-1]
    return "" if name in EMPTY_WORDS else name


BOTH_WAYS = re.compile(r"进、?出口")
PAIRED_RATES = re.compile(r"(?P<first>[^，和]{2,20}率)[和与](?P<second>[^，和]{2,20}率)")
BY_QUARTER = re.compile(r"分季|各季度|四季度|四个季度")


def distributed(found: list[Reading]) -> Iterator[Reading]:
    """The readings, with names that one phrase gives to several figures dealt out among them.

    `进、出口整体通关时间分别为42.16小时和2.51小时` are a figure of imports and one of exports; `A率和B率100%` are two
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
