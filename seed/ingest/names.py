"""When two names are the same name: by how they are printed, and by what publishers add to them and leave out."""

import re
from functools import lru_cache
from unicodedata import normalize

_TYPOGRAPHY = re.compile(r"[\s\"'“”‘’「」『』《》〈〉<>·•,，、。\uff0e]+")
_DASHES = re.compile(r"[-\u2010-\u2015－─~～]+")
_SQUARE = str.maketrans("[]{}【】〔〕", "()()()()")

_OWN_OFFICE = re.compile(r"\(?(?:机关本级|本级|机关)\)?$")
_YEAR = re.compile(r"^(?:19|20)[0-9]{2}年?度?")
_MONEY_WORDS = ("专项业务", "专项资金", "专项经费", "业务费", "经费", "资金", "工作", "项目", "专项")
"""What publishers add to the name of a project or leave out: the words for money and for being a project."""

_HIGHER_TERRITORY = 8
"""How many characters of higher territories may stand before the territory of a body."""

_ORGANS = ("人民政府", "政府", "委", "人大", "政协")
"""What a single 省, 市, 区 or 县 stands before as the short name of its territory: 市政府, but not 市场."""

SHORTEST_CORE = 4
"""A shorter remainder of a name says too little to tell one project from another."""


@lru_cache(maxsize=200_000)
def printed_alike(name: str) -> str:
    """A form that names share which differ only in how they are printed: width, spaces, quotes, kinds of brackets."""
    plain = normalize("NFKC", name.translate(_SQUARE)).translate(_SQUARE)
    return _DASHES.sub("-", _TYPOGRAPHY.sub("", plain)).casefold()


@lru_cache(maxsize=50_000)
def body_core(name: str, jurisdiction: str) -> str:
    """A form that the names of a public body share: without its territory, and with 人民政府 said shortly."""
    core = _without_territory(printed_alike(name), printed_alike(jurisdiction))
    return core.replace("人民政府", "政府")


def department_core(name: str, jurisdiction: str) -> str:
    """A form that the names of a department share: like `body_core`, and without 本级."""
    core = body_core(name, jurisdiction)
    return _OWN_OFFICE.sub("", core) or core


def unit_core(name: str, jurisdiction: str) -> str:
    """A form that the names of a budget unit share: 本级 with or without brackets."""
    core = body_core(name, jurisdiction)
    return f"{_OWN_OFFICE.sub('', core)}本级" if _OWN_OFFICE.search(core) else core


@lru_cache(maxsize=200_000)
def project_core(name: str, department: str, jurisdiction: str) -> str:
    """A form that the names of a project share: without year, department and the words for money.

    Where too little would remain, the name as it is printed.
    """
    whole = printed_alike(name)
    core = _YEAR.sub("", whole)
    core = _without_start(core, department, jurisdiction)
    return _without_money(core) if len(core) >= SHORTEST_CORE else whole


def added_words(one: str, other: str) -> str:
    """What one of two names has and the other has not, for the words of an evidence."""
    short, long = sorted((printed_alike(one), printed_alike(other)), key=len)
    if short and short in long:
        before, _, after = long.partition(short)
        return " … ".join(filter(None, (before, after)))
    return ""


def likeness(one: str, other: str) -> float:
    """How alike two forms are, from 0 to 1: the share of neighbouring pairs of characters that both have."""
    pairs, others = _pairs(one), _pairs(other)
    return len(pairs & others) / len(pairs | others) if pairs and others else 0.0


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _without_territory(core: str, territory: str) -> str:
    """A name without its territory, which may stand below a higher one (上海市普陀区…) or be shortened (市政府…)."""
    if not territory:
        return core
    start = core.find(territory)
    if 0 <= start <= _HIGHER_TERRITORY and len(core) > start + len(territory) + 1:
        return core[start + len(territory) :]
    if core.startswith(tuple(territory[-1] + word for word in _ORGANS)):
        return core[1:]
    return core


def _without_start(core: str, department: str, jurisdiction: str) -> str:
    """A project's name without the department that it begins with, in full or shortened from the left."""
    bodies = {printed_alike(department), body_core(department, jurisdiction)}
    starts = {body[at:] for body in bodies for at in range(len(body) - 2)}
    territory = printed_alike(jurisdiction)
    starts |= {f"{start}{body}" for start in (territory, territory[-1:]) for body in bodies} | {territory}
    longest = max((each for each in starts if each and core.startswith(each)), key=len, default="")
    rest = core.removeprefix(longest).removeprefix("的")
    return rest if len(rest) >= SHORTEST_CORE else core


def _without_money(core: str) -> str:
    """A name without the words for money at its end, as long as enough of it remains."""
    while True:
        shorter = next((core.removesuffix(words) for words in _MONEY_WORDS if core.endswith(words)), "")
        if len(shorter) < SHORTEST_CORE:
            return core
        core = shorter
