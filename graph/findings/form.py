"""The form of indicators and plans: units, signs, names, limits, bases, amounts and dates, row numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import MONEY_UNITS
from graph.findings.labels import plain
from graph.findings.rules import Authority, Family, rule
from graph.model import CitedRule, FindingTerm, Indicator, Project
from graph.vocabulary import Comparison, Severity

_UNIT = re.compile(r"^[≥≤\uff1e\uff1c>=<\s]*[\d.,]+\s*(?P<unit>.*)$")
_SIGN = re.compile(r"[≥≤\uff1e\uff1c><=]|不(低|少|高|超|小|大)|以上|以下|达到|不超过|不低于")
_STANDARD: dict[str, str] = {"个数": "个", "百分比": "%", "百分数": "%", "次数": "次", "人数": "人", "元钱": "元"}
_JOINED_RATES = re.compile(r"(?P<one>\S{2,}率)[及和与、](?P<other>\S{2,}率)")
_COUNTED = re.compile(r"(\d+)\s*个")
_ANNUAL = re.compile(r"(?P<year>20\d\d)年?(?=\D*(要点|计划|措施|安排|任务|目标|通知|方案))")
DAY = Decimal(24)
ALL = Decimal(100)
MOST_HAVE = 2


def _minor(  # noqa: PLR0913 - what a finding of form is made of
    what: str, indicator: Indicator, published: str, expected: str, *, computation: str | None = None,
    severity: Severity = Severity.MINOR,
) -> Contradiction:  # fmt: skip
    target = indicator.target
    terms = (
        (FindingTerm(label=f"{indicator.name} {target.text}", value=target.value, ref=indicator.ref),)
        if target is not None and target.value is not None
        else ()
    )
    return Contradiction(
        what=f"{indicator.fiscal_year} {what}",
        subjects=(indicator.ref, indicator.subject),
        published_text=published,
        expected_text=expected,
        computation=computation,
        terms=terms,
        severity=severity,
    )


def _printed_unit(indicator: Indicator) -> str | None:
    """The unit as the target prints it; None where the target is words."""
    target = indicator.target
    if target is None or target.value is None:
        return None
    found = _UNIT.match(target.text)
    return found.group("unit").strip() if found else None


@rule(
    "unit-of-target", Family.FORM, Authority.FORM,
    "a target in figures has one unit, in the words that are usual for it",
)  # fmt: skip
def units(facts: Facts) -> Iterator[Contradiction]:
    """Units that are missing, that name two things at once, or that a usual word or sign exists for."""
    for each in facts.of(Indicator):
        unit = _printed_unit(each)
        text = each.target.text if each.target is not None else ""
        if unit is None:
            continue
        if unit in _STANDARD:
            yield _minor(f"unit of {each.name}", each, text, _STANDARD[unit])
        elif "/" in unit and not unit.startswith(("元", "万元")):
            yield _minor(f"unit of {each.name}", each, text, " or ".join(unit.split("/")))
        elif unit == "" and each.target is not None and each.target.unit is None:
            yield _minor(f"unit of {each.name}", each, text, "a unit")


@rule(
    "sign-of-target", Family.FORM, Authority.FORM,
    "a target in figures has a sign of comparison where the others of its table have one",
)  # fmt: skip
def signs(facts: Facts) -> Iterator[Contradiction]:
    """Bare numbers as targets among targets with ≥, ≤ or =."""
    for indicators in facts.grouped(Indicator, "subject", "fiscal_year").values():
        numeric = [each for each in indicators if _printed_unit(each) is not None]
        bare = [each for each in numeric if each.target is not None and not _SIGN.search(each.target.text)]
        if len(numeric) - len(bare) < MOST_HAVE:
            continue
        for each in bare:
            if each.target is not None:
                yield _minor(
                    f"target of {each.name}, without a sign",
                    each,
                    each.target.text,
                    f"={each.target.text} or ≥{each.target.text}",
                )


@rule(
    "target-can-be-missed", Family.FORM, Authority.FORM,
    "a target is not one that every outcome meets: up to 24 hours of a day, up to 100 per cent, at least nothing",
)  # fmt: skip
def empty_targets(facts: Facts) -> Iterator[Contradiction]:
    """Limits at the end of what can happen."""
    for each in facts.of(Indicator):
        target = each.target
        if target is None or target.value is None:
            continue
        upper = target.comparison is Comparison.LE
        whole_day = target.unit == "小时" and target.value >= DAY and re.search("全天|每天|每日|一天", each.name)
        whole = target.unit in {"%", "百分比"} and target.value >= ALL and not re.search("超|增", each.name)
        nothing = target.comparison is Comparison.GE and target.value <= 0
        if (upper and (whole_day or whole)) or nothing:
            flipped = f"≥{target.text.lstrip('≤<= ')}" if upper else "a value above nothing"
            what = f"target of {each.name}, which every outcome meets"
            yield _minor(what, each, target.text, flipped, severity=Severity.MAJOR)


@rule(
    "one-target-one-measure", Family.FORM, Authority.FORM,
    "an indicator measures one thing",
)  # fmt: skip
def joined(facts: Facts) -> Iterator[Contradiction]:
    """Names that join two rates under one target."""
    for each in facts.of(Indicator):
        found = _JOINED_RATES.search(each.name)
        if found and each.target is not None:
            yield _minor(
                f"{each.name}: two measures under one target", each, each.target.text,
                f"a target each for {found.group('one')} and {found.group('other')}",
            )  # fmt: skip


@rule(
    "name-is-short", Family.FORM, Authority.FORM,
    "the name of an indicator is a name: not a sentence, and not its own description",
)  # fmt: skip
def names(facts: Facts) -> Iterator[Contradiction]:
    """Names that end in a full stop or repeat the description or the basis."""
    for each in facts.of(Indicator):
        repeated = plain(each.name) in {plain(each.description or ""), plain(each.basis or "")}
        if each.name.endswith(("。", "；")) or repeated:
            yield _minor("name of an indicator, which is a sentence", each, each.name, "a short name")


@rule(
    "target-counts-what-is-named", Family.FORM, Authority.FORM,
    "a target that is the sum of the numbers in the indicator's name has their unit",
)  # fmt: skip
def named_counts(facts: Facts) -> Iterator[Contradiction]:
    """Numbers of things in a name, added up in a target of another unit."""
    for each in facts.of(Indicator):
        numbers = [Decimal(number) for number in _COUNTED.findall(each.name)]
        target = each.target
        if target is None or len(numbers) < MOST_HAVE or target.unit in {None, "个"}:
            continue
        if sum(numbers, Decimal(0)) == target.value:
            computation = f"{'+'.join(f'{number}' for number in numbers)}={target.value}"
            yield _minor(f"unit of {each.name}", each, target.text, f"{target.value} 个", computation=computation)


@rule(
    "budget-is-a-ceiling", Family.FORM, Authority.FORM,
    "a target does not let a project spend more than its budget",
)  # fmt: skip
def overspending(facts: Facts) -> Iterator[Contradiction]:
    """Allowed shares of overspending, with the amount they come to."""
    for each in facts.of(Indicator):
        target = each.target
        if target is None or not re.search("超(出)?预算|超支", each.name) or target.comparison is not Comparison.LE:
            continue
        if target.value is None or target.value <= 0:
            continue
        project = facts.one(Project, each.subject.key)
        budgets = [budget for budget in project.budgets if budget.fiscal_year == each.fiscal_year] if project else []
        latest = (budgets[0].adjusted or budgets[0].approved) if budgets else None
        amount = latest.in_unit(MONEY_UNITS["万元"]) if latest is not None else None
        allowed = None if amount is None else amount * (1 + target.value / ALL)
        yield _minor(
            f"{each.name}: a project may spend more than its budget", each, target.text, "≤0%",
            computation=None if allowed is None else f"{amount:f}*(1+{target.value}%)={allowed:.2f}",
        )  # fmt: skip


@rule(
    "reduction-rises-with-speed", Family.FORM, Authority.FORM,
    "an indicator of a reduction is measured so that it grows as the thing is reduced",
)  # fmt: skip
def reductions(facts: Facts) -> Iterator[Contradiction]:
    """Reductions by name that are described as the ratio of what is left, with a target of at least."""
    for each in facts.of(Indicator):
        target = each.target
        reduced = re.search("(缩短|压缩|下降|降低|减少)(幅度|率|比例)?$", each.name)
        if target is None or target.value is None or target.comparison is not Comparison.GE or not reduced:
            continue
        described = each.description or ""
        if re.search("之比|[\uff0f/÷]", described) and not re.search("缩短|压缩|减|1[-－]", described):
            yield _minor(
                f"{each.name}: the ratio that is described falls when it is reduced", each, target.text,
                f"≤{ALL - target.value}% of what it was", computation=f"100%-{target.value}%={ALL - target.value}%",
                severity=Severity.MAJOR,
            )  # fmt: skip


@rule(
    "basis-of-the-year", Family.FORM, Authority.FORM,
    "a target rests on the plan of its year",
)  # fmt: skip
def bases(facts: Facts) -> Iterator[Contradiction]:
    """Cited plans and priorities whose title names an earlier year, and bases that do."""
    for each in facts.of(Indicator):
        titles = [rule.title for key in each.cited_rule_keys if (rule := facts.one(CitedRule, key)) is not None]
        for title in dict.fromkeys((*titles, each.basis or "")):
            found = _ANNUAL.search(title)
            if found and int(found.group("year")) < each.fiscal_year:
                published = f"{title}"
                yield _minor(f"basis of {each.name}", each, published, f"the plan of {each.fiscal_year}")
                break
