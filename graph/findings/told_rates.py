"""Rates of the narrative recomputed from the figures that it prints beside them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.figures import MONEY_UNITS, Figure, in_unit, observed_figure, sum_contradiction, sum_of
from graph.findings.labels import plain, role
from graph.findings.quantities import Quantity
from graph.findings.rates import HUNDRED, growth, quotient, rate_contradiction
from graph.findings.rules import Authority, Family, rule
from graph.findings.spoken import OWN_PHASE, named
from graph.model import Document, Observation
from graph.vocabulary import EntityKind

SHARED = ("amount", "executed_amount", "adjusted_budget", "initial_budget", "planned_amount", "amount_covered")
"""What a share may be a share of, in the order in which a part's own amount is looked for."""

SPENT = ("executed_amount", "amount")
"""What an execution rate is the share of, the most particular first."""

BUDGETS = ("adjusted_budget", "planned_amount", "initial_budget")
"""What an execution rate compares with; the initial budget comes first where the words say so."""

RATES = ("execution_rate", "control_rate", "utilisation_rate", "spending_progress")
_RATE_WORDS = re.compile(r"(预算)?(执行|完成|控制|使用)率$|支出进度$|(调整)?比例$")
_OF = re.compile(r"^占")
_TIDY = re.compile(r"部门预算|金额$|总额$")


def spot(observation: Observation) -> tuple[object, ...]:
    """The sentence that prints an observation, as exactly as it is known."""
    source = observation.sources[0] if observation.sources else None
    place = (source.locator, source.page, source.line) if source is not None else (None, None, None)
    return (observation.document_key, observation.subject, observation.fiscal_year, observation.period, *place)


def _named(facts: Facts) -> dict[tuple[object, ...], dict[str, Observation]]:
    """The observations by document, subject, name, year and period, and then by measure; without qualified doubles."""
    if "named" not in facts.memo:
        groups: dict[tuple[object, ...], dict[str, Observation]] = {}
        for each in facts.of(Observation):
            key = (each.document_key, each.subject, plain(each.name), each.fiscal_year, each.period)
            groups.setdefault(key, {}).setdefault(each.measure, each)
        facts.memo["named"] = groups
    known: dict[tuple[object, ...], dict[str, Observation]] = facts.memo["named"]
    return known


def _spots(facts: Facts) -> dict[tuple[object, ...], list[Observation]]:
    if "spots" not in facts.memo:
        groups: dict[tuple[object, ...], list[Observation]] = {}
        for each in facts.of(Observation):
            groups.setdefault(spot(each), []).append(each)
        facts.memo["spots"] = groups
    known: dict[tuple[object, ...], list[Observation]] = facts.memo["spots"]
    return known


def _first(group: dict[str, Observation], measures: tuple[str, ...]) -> Figure | None:
    for measure in measures:
        figure = observed_figure(group[measure]) if measure in group else None
        if figure is not None:
            return figure
    return None


@rule(
    "change-rate", Family.NARRATIVE, Authority.IDENTITY,
    "a rate of change is the change in per cent of what was there before it",
)  # fmt: skip
def change_rates(facts: Facts) -> Iterator[Contradiction]:
    """Rates told with the amount and its change, against an earlier year or against the initial budget."""
    for group in _named(facts).values():
        rate = observed_figure(group["change_rate"]) if "change_rate" in group else None
        amount = _first(group, (*SPENT, "initial_budget", "adjusted_budget", "actual_value"))
        if rate is None or amount is None:
            continue
        against = group["change_rate"].compared_with
        yearly = [each for each in (group.get("change_amount"),) if each is not None and each.compared_with == against]
        initial = [group["change_vs_initial_budget"]] if not against and "change_vs_initial_budget" in group else []
        for told in [*yearly, *initial][:1]:
            change = observed_figure(told)
            if change is not None:
                contradiction = rate_contradiction(
                    f"{told.fiscal_year} rate of change of {told.name}", rate, [amount, change], growth
                )
                if contradiction is not None:
                    yield contradiction


@rule(
    "base-is-possible", Family.NARRATIVE, Authority.IDENTITY,
    "a rise is not more than the amount that it led to",
)  # fmt: skip
def bases(facts: Facts) -> Iterator[Contradiction]:
    """Amounts told with a change that implies that there was less than nothing before."""
    for group in _named(facts).values():
        amount = _first(group, (*SPENT, "initial_budget", "adjusted_budget"))
        for measure in ("change_amount", "change_vs_initial_budget"):
            change = observed_figure(group[measure]) if measure in group else None
            same = in_unit(change, amount.unit) if change is not None and amount is not None else None
            if same is None or amount is None or amount.value < 0 or same.value <= amount.value:
                continue
            base = amount.value - same.value
            contradiction = sum_contradiction(
                f"{group[measure].fiscal_year} rise of {group[measure].name}", same, [amount]
            )
            if contradiction is not None:
                computation = f"{amount.value:f}-{same.value:f}={base:f} before"
                yield replace(contradiction, computation=computation, expected_text=f"at most {amount.value:f}")


@rule(
    "told-execution-rate", Family.NARRATIVE, Authority.IDENTITY,
    "a rate of execution, use or control is what was spent or used in per cent of what was there for it",
)  # fmt: skip
def execution_rates(facts: Facts) -> Iterator[Contradiction]:
    """Rates with both amounts under one name, or alone with them in a sentence, or of a subject that has one pair."""
    for observation in facts.of(Observation):
        rate = observed_figure(observation) if observation.measure in RATES else None
        if rate is None or _is_of_quarter(facts, observation):
            continue
        pair = _by_name(facts, observation) or _in_sentence(facts, observation) or _of_subject(facts, observation)
        if pair is not None:
            contradiction = rate_contradiction(
                f"{observation.fiscal_year} {observation.name}, {observation.measure_label or observation.measure}",
                rate, pair, quotient,
            )  # fmt: skip
            if contradiction is not None:
                yield contradiction


def _is_of_quarter(facts: Facts, observation: Observation) -> bool:
    """Whether a rate is made of progress instead of amounts, as quarterly rates are."""
    measures = {each.measure for each in _spots(facts)[spot(observation)]}
    return observation.measure == "execution_rate" and ("scheduled_progress" in measures or "平均" in observation.name)


def _pair(group: dict[str, Observation], observation: Observation) -> list[Figure] | None:
    initial = "年初" in (observation.qualifier or "")
    budgets = ("initial_budget",) if initial else BUDGETS
    spent, budget = _first(group, SPENT), _first(group, budgets)
    return [spent, budget] if spent is not None and budget is not None else None


def _by_name(facts: Facts, observation: Observation) -> list[Figure] | None:
    name = plain(observation.name)
    names = dict.fromkeys((name, _RATE_WORDS.sub("", name)))
    for each in names:
        key = (observation.document_key, observation.subject, each, observation.fiscal_year, observation.period)
        group = _named(facts).get(key)
        pair = _pair(group, observation) if group is not None else None
        if pair is not None:
            return pair
    return None


def _in_sentence(facts: Facts, observation: Observation) -> list[Figure] | None:
    """The one amount spent and the one budget of the sentence; or its two amounts, the total and the part in use."""
    beside = [each for each in _spots(facts)[spot(observation)] if each.unit in MONEY_UNITS and each.value is not None]
    spent = [each for each in beside if each.measure == "executed_amount"]
    budgets = [each for each in beside if each.measure in BUDGETS]
    if len(spent) == len(budgets) == 1 and len(beside) == 2:  # noqa: PLR2004 - and nothing else
        return _figures(spent[0], budgets[0])
    totals = [each for each in beside if each.name.endswith(("总额", "合计", "总数"))]
    others = [each for each in beside if each not in totals]
    if observation.measure == "utilisation_rate" and len(totals) == len(others) == 1:
        return _figures(others[0], totals[0])
    return None


def _of_subject(facts: Facts, observation: Observation) -> list[Figure] | None:
    """The one pair of amounts that a document tells of an evaluation, whatever they are called."""
    if observation.subject.kind is not EntityKind.EVALUATION or observation.period is not None:
        return None
    told = facts.grouped(Observation, "document_key", "subject", "fiscal_year")
    beside = told[observation.document_key, observation.subject, observation.fiscal_year]
    spent = [each for each in beside if each.measure == "executed_amount"]
    budgets = [each for each in beside if each.measure in BUDGETS]
    return _figures(spent[0], budgets[0]) if len(spent) == len(budgets) == 1 else None


def _figures(*observations: Observation) -> list[Figure] | None:
    figures = [figure for each in observations if (figure := observed_figure(each)) is not None]
    return figures if len(figures) == len(observations) else None


@rule(
    "adjustment-rate", Family.NARRATIVE, Authority.IDENTITY,
    "the share by which a budget was adjusted is the change in per cent of the initial budget",
)  # fmt: skip
def adjustment_rates(facts: Facts) -> Iterator[Contradiction]:
    """The rate of adjustment with the change and the initial budget of the same sentence."""
    for observation in facts.of(Observation):
        rate = observed_figure(observation) if observation.measure == "adjustment_rate" else None
        if rate is None:
            continue
        beside = {each.measure: each for each in _spots(facts)[spot(observation)]}
        change, initial = (_first(beside, (each,)) for each in ("change_vs_initial_budget", "initial_budget"))
        if change is not None and initial is not None:
            contradiction = rate_contradiction(
                f"{observation.fiscal_year} {observation.name}", rate, [change, initial], quotient
            )
            if contradiction is not None:
                yield contradiction


@rule(
    "share-of-whole", Family.NARRATIVE, Authority.IDENTITY,
    "a share is the part in per cent of the whole that the words name",
)  # fmt: skip
def shares(facts: Facts) -> Iterator[Contradiction]:
    """Shares told with their amount, where the whole is told too or is the sum of the parts in the sentence."""
    for observation, part, whole in _shares(facts):
        rate = observed_figure(observation)
        if rate is not None:
            contradiction = rate_contradiction(
                f"{observation.fiscal_year} share of {observation.name}", rate, [part, whole], quotient
            )
            if contradiction is not None:
                yield contradiction


@rule(
    "shares-add-up", Family.NARRATIVE, Authority.IDENTITY,
    "the shares of parts that make up a whole add up to 100 per cent",
)  # fmt: skip
def all_shares(facts: Facts) -> Iterator[Contradiction]:
    """Shares of one whole, where their amounts come to within rounding of it."""
    groups: dict[object, list[tuple[Figure, Figure]]] = {}
    wholes: dict[object, tuple[str, Figure]] = {}
    for observation, part, whole in _shares(facts):
        rate = observed_figure(observation)
        if rate is not None:
            whose = (observation.document_key, observation.subject, observation.fiscal_year)
            key = (whose, observation.qualifier, whole.ref)
            groups.setdefault(key, []).append((rate, part))
            wholes[key] = (observation.qualifier or "", whole)
    for group, members in groups.items():
        qualifier, whole = wholes[group]
        parts = [figure for _, part in members if (figure := in_unit(part, whole.unit)) is not None]
        if len(members) > 1 and abs(sum_of(parts) - whole.value) <= whole.step * len(parts):
            hundred = Figure("the whole", HUNDRED, members[0][0].step, "%", None)
            rates = [rate for rate, _ in members]
            contradiction = sum_contradiction(f"shares of {whole.label}", hundred, rates, aspect=qualifier)
            if contradiction is not None:
                yield replace(contradiction, published=contradiction.expected, expected=HUNDRED)


def _shares(facts: Facts) -> Iterator[tuple[Observation, Figure, Figure]]:
    """Every share with its part and its whole."""
    for observation in facts.of(Observation):
        if observation.measure != "share" or observation.unit != "%":
            continue
        key = (observation.document_key, observation.subject, plain(observation.name), observation.fiscal_year,
               observation.period)  # fmt: skip
        part = _first(_named(facts)[key], SHARED)
        if part is None:
            continue
        whole = _named_whole(facts, observation) if observation.qualifier else _summed_whole(facts, observation)
        if whole is not None:
            yield observation, part, whole


def _named_whole(facts: Facts, observation: Observation) -> Figure | None:
    """What the words after 占 stand for: a figure of that name, or the quantity of the statements that it names."""
    words = _OF.sub("", observation.qualifier or "")
    for name in dict.fromkeys((words, _TIDY.sub("", words))):
        key = (observation.document_key, observation.subject, plain(name), observation.fiscal_year, observation.period)
        figure = _first(_named(facts).get(key, {}), SHARED)
        if figure is not None:
            return figure
    document = facts.one(Document, observation.document_key)
    phase = OWN_PHASE.get(document.document_kind) if document is not None else None
    wanted = role(_TIDY.sub("", words))
    if phase is None or wanted is None:
        return None
    quantity = named(_TIDY.sub("", words), "", None, (observation.subject, observation.fiscal_year, phase))
    return _anywhere(facts, quantity) if quantity is not None else None


def _anywhere(facts: Facts, quantity: Quantity) -> Figure | None:
    if quantity in facts.stated:
        return facts.stated[quantity][0].figure
    told = facts.spoken.get(quantity, ())
    return observed_figure(told[0]) if told else None


def _summed_whole(facts: Facts, observation: Observation) -> Figure | None:
    """Where no whole is named: the figure of the sentence that the parts with a share in it add up to."""
    beside = _spots(facts)[spot(observation)]
    named_shares = {plain(each.name) for each in beside if each.measure == "share"}
    amounts = [
        (each, figure) for each in beside
        if each.unit in MONEY_UNITS and (figure := observed_figure(each)) is not None
    ]  # fmt: skip
    parts = [figure for each, figure in amounts if plain(each.name) in named_shares]
    wholes = [figure for each, figure in amounts if plain(each.name) not in named_shares]
    fitting = [figure for figure in wholes if figure.value == sum_of(parts) and figure.unit == parts[0].unit]
    return fitting[0] if len(parts) > 1 and fitting else None
