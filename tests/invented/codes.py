"""The invented town's jurisdiction and the classification codes that all its authorities share."""

from collections.abc import Iterator

from graph.model import Classification, Entity, Jurisdiction
from graph.values import Mapping
from graph.vocabulary import Basis, Confidence, MappingKind, Scheme
from tests.invented.keys import JURISDICTION, Keys, code, on_line

NAMES: dict[Scheme, dict[str, str]] = {
    Scheme.FUNCTIONAL: {
        "201": "一般公共服务支出",
        "20103": "政府办公厅（室）及相关机构事务",
        "2010301": "行政运行",
        "2010302": "一般行政管理事务",
    },
    Scheme.DEPARTMENT_ECONOMIC: {
        "301": "工资福利支出",
        "30101": "基本工资",
        "30102": "津贴补贴",
        "302": "商品和服务支出",
        "30201": "办公费",
        "30211": "差旅费",
    },
    Scheme.GOVERNMENT_ECONOMIC: {
        "501": "机关工资福利支出",
        "50101": "工资奖金津补贴",
        "502": "机关商品和服务支出",
        "50201": "办公经费",
    },
    Scheme.PROCUREMENT: {"A": "货物", "A05": "灯具", "C": "服务"},
    Scheme.FUND_SOURCE: {"GENERAL_PUBLIC_BUDGET": "一般公共预算"},
    Scheme.REVENUE_SOURCE: {"APPROPRIATION": "财政拨款收入", "OTHER": "其他收入"},
    Scheme.COFOG: {"01": "General public services"},
}
"""Every code of edition 2022 with its name; a code's parent is the longest code that it begins with."""

_EDITIONS = (2022, 2023)


def parent(scheme: Scheme, digits: str) -> str | None:
    """The code above, if the scheme has one."""
    above = [other for other in NAMES[scheme] if digits.startswith(other) and other != digits]
    return max(above, key=len, default=None)


def level(scheme: Scheme, digits: str) -> int:
    """Depth in the scheme, from 1."""
    above = parent(scheme, digits)
    return 1 if above is None else level(scheme, above) + 1


def entities(keys: Keys) -> Iterator[Entity]:
    """The jurisdiction, which the accounts of `keys` name, and every code; 2010302 meant something else until 2014."""
    yield Jurisdiction(key=JURISDICTION, sources=on_line(keys.accounts, 1), name="青禾市", code=JURISDICTION, level=2)
    for scheme, names in NAMES.items():
        for digits, name in names.items():
            above = parent(scheme, digits)
            yield Classification(
                key=code(scheme, digits),
                name=name,
                scheme=scheme,
                code=digits,
                edition=_EDITIONS[0],
                editions=_EDITIONS,
                level=level(scheme, digits),
                parent_key=above and code(scheme, above),
                basis=Basis.PUBLISHED,
                mappings=tuple(_mappings(scheme, digits)),
            )
    yield Classification(
        key=code(Scheme.FUNCTIONAL, "2010302", 2014),
        name="机关服务",
        scheme=Scheme.FUNCTIONAL,
        code="2010302",
        edition=2014,
        editions=(2014,),
        level=3,
        basis=Basis.INFERRED,
        evidence="named so in the functional list of 2014",
    )


def _mappings(scheme: Scheme, digits: str) -> Iterator[Mapping]:
    to = Scheme.DEPARTMENT_ECONOMIC
    match scheme, digits:
        case Scheme.GOVERNMENT_ECONOMIC, "50101":
            for target in ("30101", "30102"):
                yield Mapping(
                    target_key=code(to, target),
                    kind=MappingKind.CROSSWALK,
                    basis=Basis.PUBLISHED,
                    confidence=Confidence.HIGH,
                )
        case Scheme.GOVERNMENT_ECONOMIC, "50201":
            yield Mapping(
                target_key=code(to, "30201"),
                kind=MappingKind.CROSSWALK,
                basis=Basis.INFERRED,
                confidence=Confidence.MEDIUM,
                note="the amounts agree in 2023; no table says so",
            )
        case Scheme.FUNCTIONAL, "201":
            yield Mapping(
                target_key=code(Scheme.COFOG, "01"),
                kind=MappingKind.CORRESPONDS,
                basis=Basis.INFERRED,
                confidence=Confidence.LOW,
                note="by name",
            )
        case _:
            return
