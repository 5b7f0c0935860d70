"""Paper to contradict: statements written as they are printed, figures told in prose, the budget of a project.

All of it belongs to one department (`d`, of the town `990100`) unless said otherwise; amounts are in wan yuan.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from graph.dataset import Dataset
from graph.findings.check import RULES
from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.identity import Ref
from graph.model import (
    BudgetLine,
    Classification,
    Department,
    Document,
    Entity,
    Indicator,
    Observation,
    Project,
    Statement,
)
from graph.values import Mapping, Measure, ProjectBudget, SourceRef
from graph.vocabulary import (
    Basis,
    BudgetDirection,
    Comparison,
    DocumentKind,
    EntityKind,
    MappingKind,
    Phase,
    Scheme,
    StatementKind,
)
from tests.invented.keys import wan

ACCOUNTS, BUDGET = "accounts", "budget"
DEPARTMENT = Ref(EntityKind.DEPARTMENT, "d")
KINDS = {ACCOUNTS: DocumentKind.FINAL_ACCOUNTS, BUDGET: DocumentKind.UNIT_BUDGET}
YEARS = {ACCOUNTS: 2022, BUDGET: 2023}

R, E, B = BudgetDirection.REVENUE, BudgetDirection.EXPENDITURE, BudgetDirection.BALANCE

Printed = Sequence[tuple[str, Sequence[str | None]]]
"""Rows as they are printed: code and label, or a label alone, and an amount or nothing for every column."""


def statement(  # noqa: PLR0913 - what is printed above, beside and in a table
    number: int,
    kind: StatementKind,
    columns: Sequence[str],
    rows: Printed,
    *,
    document: str = ACCOUNTS,
    directions: Sequence[BudgetDirection] = (),
    phases: Sequence[Phase] = (),
    numbers: Sequence[int] = (),
    classes: dict[str, str] | None = None,
    year: int | None = None,
    **more: Any,  # noqa: ANN401 - whatever else a line has
) -> list[Entity]:
    """A statement and its lines; `directions` and `phases` are those of the columns, `classes` name codes of labels."""
    key = f"{document}/{number:02}"
    found: list[Entity] = [
        Statement(
            key=key, number=number, title=f"表{number}", statement_kind=kind, document_key=document, unit="万元",
            printed_number=f"公开{number:02}表",
            sources=(SourceRef(document_key=document, locator=f"公开{number:02}表"),),
        )
    ]  # fmt: skip
    for order, (head, amounts) in enumerate(rows, start=1):
        code, label = _head(head)
        for across, amount in enumerate(amounts, start=1):
            if amount is None:
                continue
            at = numbers[order - 1] if numbers else order
            functional = code if code and code[0] == "2" else (classes or {}).get(label)
            found.append(
                BudgetLine(
                    key=f"{key}/{at}/{across}" if not numbers else f"{key}/{order}/{across}",
                    document_key=document, statement_key=key, statement_number=number, statement_kind=kind,
                    row=at, column=across, row_code=code, row_label=label, column_label=columns[across - 1],
                    money=wan(amount), fiscal_year=year or YEARS[document],
                    phase=phases[across - 1] if phases else _phase(document),
                    direction=directions[across - 1] if directions else E, is_total=False, department_key="d",
                    functional_key=functional and f"FUNCTIONAL/{functional}/2022",
                    sources=(SourceRef(document_key=document, statement_key=key, locator=f"公开{number:02}表", row=at,
                                       column=str(across), line=100 * number + order),),
                    **more,
                )
            )  # fmt: skip
    return found


def _head(head: str) -> tuple[str | None, str]:
    first, _, rest = head.partition(" ")
    return (first, rest) if rest and first.isascii() and first.isalnum() else (None, head)


def _phase(document: str) -> Phase:
    return Phase.EXECUTED if document == ACCOUNTS else Phase.APPROVED


def told(name: str, measure: str, value: str | None, unit: str = "万元", **more: Any) -> Observation:  # noqa: ANN401
    """A figure of the narrative; `value` is None where it is words."""
    document = more.pop("document", ACCOUNTS)
    section = more.pop("section", "情况说明")
    told_apart = [str(more.get(name, "")) for name in ("fiscal_year", "period", "qualifier")]
    key = "/".join((document, name, measure, *told_apart))
    return Observation(
        key=more.pop("key", f"{key}/{value}"),
        sources=(SourceRef(document_key=document, locator=section, line=more.pop("line", 1)),),
        name=name,
        measure=measure,
        subject=more.pop("subject", DEPARTMENT),
        document_key=document,
        fiscal_year=more.pop("fiscal_year", YEARS.get(document, 2022)),
        value=None if value is None else Decimal(value),
        unit=unit,
        **more,
    )


def project(key: str = "p", **more: Any) -> Project:  # noqa: ANN401 - whatever a project has
    """A project of the department."""
    source = (SourceRef(document_key=ACCOUNTS, locator="项目", line=5),)
    return Project(key=key, name=more.pop("name", key), department_key="d", sources=source, **more)


def budget(year: int = 2022, **amounts: Any) -> ProjectBudget:  # noqa: ANN401
    """The budget of a project: `approved`, `adjusted`, `executed`, `fiscal_funds` as printed, `rate` in per cent."""
    rate = amounts.pop("rate", None)
    source = (SourceRef(document_key=ACCOUNTS, locator="项目", line=6),)
    money: dict[str, Any] = {name: wan(value) for name, value in amounts.items()}
    return ProjectBudget(
        fiscal_year=year, published_rate=None if rate is None else Decimal(rate), sources=source, **money
    )


def indicator(name: str, target: str, **more: Any) -> Indicator:  # noqa: ANN401
    """An indicator of 2022; the target is given as printed: `≥95%`, `≤5部/次`, `41场`, `明显提高`."""
    ordinal = more.pop("ordinal", 1)
    subject = more.pop("subject", Ref(EntityKind.PROJECT, "p"))
    actual = more.pop("actual", None)
    return Indicator(
        key=more.pop("key", f"{subject.key}/2022/i{ordinal}"),
        sources=(SourceRef(document_key=more.pop("document", ACCOUNTS), locator="绩效目标", line=20 + ordinal),),
        name=name, fiscal_year=more.pop("fiscal_year", 2022), ordinal=ordinal, subject=subject,
        level1=more.pop("level1", "产出指标"), target=measure(target),
        actual=None if actual is None else measure(actual), **more,
    )  # fmt: skip


def measure(text: str) -> Measure:
    """A measure as it is printed."""
    signs = {"≥": Comparison.GE, "≤": Comparison.LE, "=": Comparison.EQ}
    words = text.lstrip("≥≤=")
    number = "".join(character for character in words if character in "0123456789.")
    if not number or not words.startswith(number):
        return Measure(comparison=Comparison.QUALITATIVE, text=text)
    unit = words.removeprefix(number) or None
    return Measure(comparison=signs.get(text[0], Comparison.EQ), value=Decimal(number), unit=unit, text=text)


def code(scheme: Scheme, digits: str, name: str, *targets: str) -> Classification:
    """A code of edition 2022; government economic codes correspond to the department economic `targets`."""
    mappings = tuple(
        Mapping(target_key=f"DEPARTMENT_ECONOMIC/{target}/2022", kind=MappingKind.CROSSWALK, basis=Basis.PUBLISHED)
        for target in targets
    )
    return Classification(
        key=f"{scheme.value}/{digits}/2022", name=name, scheme=scheme, code=digits, edition=2022, editions=(2022,),
        level=1, basis=Basis.PUBLISHED, mappings=mappings,
        parent_key=f"{scheme.value}/{digits[:-2]}/2022" if len(digits) > 3 else None,
    )  # fmt: skip


def dataset(*parts: Entity | Iterable[Entity]) -> Dataset:
    """The paper as a dataset, with the department and the documents it is printed in."""
    entities: list[Entity] = [Department(key="d", name="灯塔管理局", jurisdiction_key="990100")]
    entities += [
        Document(key=key, title=key, document_kind=kind, fiscal_year=YEARS[key], publisher_key="d")
        for key, kind in KINDS.items()
    ]
    for part in parts:
        entities += [part] if isinstance(part, Entity) else part
    by_kind: dict[EntityKind, list[Entity]] = {}
    for entity in entities:
        by_kind.setdefault(entity.kind, []).append(entity)
    return Dataset({kind: tuple(sorted(each, key=lambda e: e.position)) for kind, each in by_kind.items()})


def found(rule: str, *parts: Entity | Iterable[Entity]) -> list[Contradiction]:
    """What a rule finds in the paper."""
    [check] = [each.check for each in RULES if each.name == rule]
    return list(check(Facts(dataset(*parts))))


def figures(contradiction: Contradiction) -> tuple[str, str]:
    """Published and expected, as text."""
    return str(contradiction.published), str(contradiction.expected)


def words(contradiction: Contradiction) -> tuple[str | None, str | None]:
    """Published and expected where they are words."""
    return contradiction.published_text, contradiction.expected_text
