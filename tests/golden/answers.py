"""What the API answers to a record of the samples: one rule for each kind of subject the reader named.

A rule finds the entities the record can mean and reads the reader's attribute from them; it answers with every value
it finds, with unit and printed places. The reader's attribute names are mapped here and nowhere else.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.golden.records import Fact
from tests.golden.served import Entity, Served

Value = str | int | None


class Answer(NamedTuple):
    """A value the API serves, its unit, where it is printed, and whether it is served as ambiguous."""

    value: Value
    unit: str | None = None
    sources: tuple[Entity, ...] = ()
    ambiguous: bool = False


Answers = Iterator[Answer]

GRADES = {"EXCELLENT": "优", "GOOD": "良", "FAIR": "中", "POOR": "差"}
BANDS = {"excellent": "EXCELLENT", "good": "GOOD", "medium": "FAIR", "poor": "POOR"}
OPERATORS = {"GE": "≥", "LE": "≤", "EQ": "=", "GT": ">", "LT": "<"}
POINTS, PER_CENT, WAN_YUAN = "分", "%", "万元"


def answers(fact: Fact, served: Served) -> Answers:
    """Everything the API has to say to a record."""
    return RULES[fact.subject_kind](fact, served)


def _answer(value: Value, unit: str | None, printed: Entity) -> Answer:
    return Answer(value, unit, tuple(printed["sources"]), bool(printed.get("ambiguous")))


def _observations(fact: Fact, served: Served) -> Answers:
    """A figure stated in prose: its name is the reader's subject, its measure the reader's attribute."""
    for each in served["observations"]:
        if (each["name"], each["fiscalYear"]) != (fact.subject, fact.year):
            continue
        if fact.attribute == "comparison_year":
            yield _answer(each["comparedWith"], None, each)
        elif each["measure"] == fact.attribute:
            yield _observed(each)


def _observed(each: Entity) -> Answer:
    return _answer(each["text"] if each["value"] is None else each["value"], each["unit"], each)


def _observations_of(subject: Entity, fact: Fact, served: Served) -> Answers:
    """The figures of an entity whose measure is the reader's attribute."""
    for each in served["observations"]:
        if (each["subject"]["id"], each["measure"], each["fiscalYear"]) == (subject["id"], fact.attribute, fact.year):
            yield _observed(each)


def _evaluations(fact: Fact, served: Served) -> Answers:
    """An evaluation of the year by its own document; the reader's subject says whether it is the overall one."""
    kind = "OVERALL" if "整体" in fact.subject else "DEPARTMENT"
    for each in served["evaluations"]:
        if (each["fiscalYear"], each["evaluationKind"], each["document"]["key"]) == (fact.year, kind, fact.doc):
            yield from _evaluation_values(each, fact)
            yield from _observations_of(each, fact, served)


def _evaluation_values(each: Entity, fact: Fact) -> Answers:
    values: dict[str, tuple[Value, str | None]] = {
        "score": (each["score"], POINTS),
        "full_score": (each["fullScore"], POINTS),
        "weight": (each["fullScore"], POINTS),  # the total row of a rubric: all weights together
        "grade": (GRADES.get(each["grade"]), None),
        "department": (each["subject"]["name"], None),
        "using_unit": (each["usingUnit"], None),
        "ordinal": (each["ordinal"], None),
    }
    if fact.attribute in values:
        yield _answer(*values[fact.attribute], each)
    for word, grade in BANDS.items():
        if fact.attribute == f"grade_band_{word}":
            for band in each["gradeBands"]:
                if band["grade"] == grade:
                    left = "[" if band["fromInclusive"] else "("
                    right = "]" if band["toInclusive"] else ")"
                    yield _answer(f"{left}{band['from']},{band['to']}{right}", POINTS, band)


def _score_items(fact: Fact, served: Served) -> Answers:
    """A row of a rubric, by its name or path, in the section the reader names (two rubrics share a document)."""
    path = fact.subject.split(" / ")
    for evaluation in served["evaluations"]:
        for item in evaluation["scoreItems"]:
            names = item["criterion"]["path"]
            if item["fiscalYear"] != fact.year or names[-len(path) :] != path:
                continue
            if fact.attribute == "deduction":
                for deduction in evaluation["deductions"]:
                    if deduction["criterion"] == " > ".join(names):
                        yield _answer(deduction["amount"], POINTS, deduction)
            elif any(source["locator"] == fact.section for source in item["sources"]):
                yield _answer(*_score_value(item, names, fact.attribute), item)


def _score_value(item: Entity, names: list[str], attribute: str) -> tuple[Value, str | None]:
    if attribute.startswith("level") and attribute != "level4":
        return names[int(attribute[-1]) - 1], None
    units = {"weight": POINTS, "score": POINTS, "score_rate": PER_CENT}
    return item["rate" if attribute == "score_rate" else attribute], units.get(attribute)


def _indicators(fact: Fact, served: Served) -> Answers:
    """An indicator by its name, in its year."""
    sides = {"target": "target", "original_target": "originalTarget", "actual": "actual"}
    fields = {"level3": "name"}
    for each in served["indicators"]:
        if (each["name"], each["fiscalYear"]) != (fact.subject, fact.year):
            continue
        side, _, part = fact.attribute.rpartition("_")
        if side in sides:
            measure = each[sides[side]]
            if measure is not None:
                yield _answer(*_measure_value(measure, part), each)
        elif fact.attribute == "project":
            yield _answer(each["subject"]["name"], None, each)
        else:
            unit = POINTS if fact.attribute in {"weight", "score"} else None
            yield _answer(each[fields.get(fact.attribute, fact.attribute)], unit, each)


def _measure_value(measure: Entity, part: str) -> tuple[Value, str | None]:
    if part == "operator":
        return OPERATORS.get(measure["comparison"]), None
    return measure[part], measure["unit"] if part == "value" else None


def _projects(fact: Fact, served: Served) -> Answers:
    """A project by any name: what it is, its budget of the year, its self-evaluation, its figures."""
    for each in served["projects"]:
        if fact.subject not in {each["name"], *each["aliases"]}:
            continue
        yield from _project_values(each, fact)
        for budget in each["budgets"]:
            if budget["fiscalYear"] == fact.year:
                yield from _budget_values(budget, fact.attribute)
        for step in each["paymentPlan"]:
            if (fact.attribute, step["fiscalYear"]) == ("payment_plan_amount", fact.year):
                yield _answer(step["amount"], WAN_YUAN, step)
        for evaluation in served["evaluations"]:
            if (evaluation["subject"]["id"], evaluation["fiscalYear"]) == (each["id"], fact.year):
                yield from _evaluation_values(evaluation, fact)
        yield from _observations_of(each, fact, served)


def _project_values(each: Entity, fact: Fact) -> Answers:
    if fact.attribute == "code":
        yield _answer(each["code"], None, each)
        if each["unit"]:  # the reader also noted the code of the unit that the form prints beside the project's
            yield _answer(each["unit"]["code"], None, each)
    elif fact.attribute == "ordinal":
        yield _answer(each["ordinal"], None, each)
    elif fact.attribute == "parent" and each["parent"]:
        yield _answer(each["parent"]["name"], None, each)


def _budget_values(budget: Entity, attribute: str) -> Answers:
    amounts = {
        "initial_budget": "approved",
        "adjusted_budget": "adjusted",
        "executed_amount": "executed",
        "fiscal_amount": "fiscalFunds",
    }
    if attribute in amounts:
        yield _answer(budget[amounts[attribute]], WAN_YUAN, budget)
    elif attribute == "execution_rate":
        yield _answer(budget["publishedRate"], PER_CENT, budget)


def _recipients(fact: Fact, served: Served) -> Answers:
    """A recipient's share of a project of the year."""
    fields: dict[str, tuple[str, str | None]] = {
        "ordinal": ("ordinal", None),
        "execution_rate": ("publishedRate", PER_CENT),
        "adjusted_budget": ("adjusted", WAN_YUAN),
        "executed_amount": ("executed", WAN_YUAN),
    }
    for project in served["projects"]:
        for share in project["beneficiaries"]:
            names = {share["recipient"]["name"], *share["recipient"]["aliases"]}
            if fact.subject not in names or share["fiscalYear"] != fact.year:
                continue
            if fact.attribute == "project":
                yield from (_answer(name, None, share) for name in (project["name"], *project["aliases"]))
            else:
                field, unit = fields[fact.attribute]
                yield _answer(share[field], unit, share)


def _offices(fact: Fact, served: Served) -> Answers:
    """An office by its name: number in the list, where it belongs, names under which it acts."""
    for each in served["offices"]:
        if each["name"] != fact.subject:
            continue
        if fact.attribute == "ordinal":
            yield _answer(each["ordinal"], None, each)
        elif fact.attribute == "external_name":
            yield from (_answer(name, None, each) for name in each["externalNames"])
        else:
            yield _answer((each["unit"] or each["department"])["name"], None, each)


def _departments(fact: Fact, served: Served) -> Answers:
    """A department by its name: its jurisdiction, or a figure of it."""
    for each in served["departments"]:
        if fact.subject in {each["name"], *each["aliases"]}:
            if fact.attribute == "jurisdiction":
                yield _answer(each["jurisdiction"]["name"], None, each)
            yield from _observations_of(each, fact, served)


def _jurisdictions(fact: Fact, served: Served) -> Answers:
    """The departments of a jurisdiction."""
    for each in served["departments"]:
        if each["jurisdiction"]["name"] == fact.subject:
            yield _answer(each["name"], None, each)


def _terms(fact: Fact, served: Served) -> Answers:
    """A term's number in the glossary of the document."""
    for each in served["glossary"]:
        if each["term"] == fact.subject:
            for place in each["occurrences"]:
                if place["document"]["key"] == fact.doc:
                    yield _answer(place["ordinal"], None, each)


def _rules(fact: Fact, served: Served) -> Answers:
    """The number of a cited rule, whose title the reader puts in 《》."""
    for each in served["citedRules"]:
        if each["title"] == fact.subject.strip("《》"):
            yield _answer(each["number"], None, each)


Rule = Callable[[Fact, Served], Answers]

RULES: dict[str, Rule] = {
    "asset": _observations,
    "criterion": _score_items,
    "department": _departments,
    "evaluation": _evaluations,
    "glossary": _terms,
    "indicator": _indicators,
    "jurisdiction": _jurisdictions,
    "law": _rules,
    "observation": _observations,
    "office": _offices,
    "project": _projects,
    "recipient": _recipients,
    "statement_note": _observations,
    "subproject": _projects,
}
"""The rule for each kind of subject that the reader names."""
