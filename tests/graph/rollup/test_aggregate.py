"""Money is added up once, with the proof; what must not be added is refused with an alternative."""

from collections.abc import Sequence
from typing import Any

import pytest

from graph.engine import Engine
from graph.errors import IncompatibleLinesError, InvalidArgumentError
from graph.memory import MemoryEngine
from graph.model import Classification, Entity
from graph.rollup.aggregate import Group, Reason, Rollup, aggregate
from graph.rollup.request import Dimension, Request
from graph.selection import Condition, Operator
from graph.values import Mapping
from graph.vocabulary import (
    Basis,
    BudgetDirection,
    Confidence,
    ExpenditureType,
    MappingKind,
    Phase,
    Scheme,
    Severity,
    StatementKind,
)
from tests import invented
from tests.graph.rollup.statement_builder import (
    BY_FUND,
    CODES,
    EVERYTHING,
    EXPENDITURE,
    PROCUREMENT,
    SUMMARY,
    THREE_PUBLIC,
    code,
    engine_of,
    head,
    key,
    misprinted,
    table,
    wan,
)

D = Dimension
SPENT: dict[str, Any] = {"direction": BudgetDirection.EXPENDITURE, "phase": Phase.EXECUTED}


def ask(
    engine: Engine,
    *dimensions: Dimension,
    levels: dict[Dimension, int] | None = None,
    as_of: int | None = None,
    **where: Any,  # noqa: ANN401 - whatever an attribute is compared with
) -> Rollup:
    conditions = [
        Condition(name, Operator.IN if isinstance(value, frozenset) else Operator.EQ, value)
        for name, value in where.items()
    ]
    return aggregate(engine, conditions, Request(dimensions=dimensions, levels=levels or {}, as_of_edition=as_of))


def sums(rollup: Rollup) -> dict[tuple[str | None, ...], str]:
    return {group.values: str(wan(group.money)) for group in rollup.groups}


def only(rollup: Rollup) -> Group:
    [group] = rollup.groups
    return group


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return engine_of(*EVERYTHING)


def test_a_parent_is_never_added_to_its_children_nor_a_total_to_its_parts(engine: MemoryEngine) -> None:
    whole = only(ask(engine, **SPENT))
    assert str(wan(whole.money)) == "60.00"
    assert len(whole.lines) == 6
    assert [total.key for total in whole.totals] == ["doc/3/1/1"]
    assert whole.severity(whole.totals[0]) is None


def test_the_same_money_is_never_taken_from_two_statements(engine: MemoryEngine) -> None:
    rollup = ask(engine, **SPENT)
    assert [use.statement_key for use in only(rollup).uses] == ["doc/3"]
    reasons = {(out.reason, out.statement_key, out.instead) for out in rollup.left_out}
    assert (Reason.OTHER_STATEMENT, "doc/1", "doc/3") in reasons
    assert (Reason.REPEATS_COUNTED, "doc/3", "doc/3") in reasons
    assert (Reason.PART_OF_OTHERS, "doc/10", "doc/3") in reasons


def test_every_line_asked_for_is_counted_or_left_out_for_a_reason(engine: MemoryEngine) -> None:
    for dimensions in ((), (D.FUNCTIONAL,), (D.FUND_SOURCE,), (D.DEPARTMENT_ECONOMIC,), (D.STATEMENT_KIND,)):
        rollup = ask(engine, *dimensions, **SPENT)
        assert rollup.counted + sum(out.lines for out in rollup.left_out) == rollup.matched


def test_codes_are_cut_at_a_level_and_proved_by_the_printed_parent(engine: MemoryEngine) -> None:
    rollup = ask(engine, D.FUNCTIONAL, levels={D.FUNCTIONAL: 1}, **SPENT)
    assert sums(rollup) == {(key(Scheme.FUNCTIONAL, "201"),): "50.00", (key(Scheme.FUNCTIONAL, "208"),): "10.00"}
    assert [[total.key for total in group.totals] for group in rollup.groups] == [
        ["doc/3/2/1"],
        ["doc/3/5/1", "doc/3/6/1"],
    ]
    finest = ask(engine, D.FUNCTIONAL, **SPENT)
    assert [group.values[0] for group in finest.groups] == [
        key(Scheme.FUNCTIONAL, digits) for digits in ("20101", "20102", "20801")
    ]


def test_the_statement_that_carries_the_dimension_is_used_and_its_scope_told(engine: MemoryEngine) -> None:
    by_fund = ask(engine, D.FUND_SOURCE, **SPENT)
    assert sums(by_fund) == {(key(Scheme.FUND_SOURCE, "FUND"),): "2.00", (key(Scheme.FUND_SOURCE, "GENERAL"),): "56.00"}
    assert {use.scope.fund for group in by_fund.groups for use in group.uses} == {("FISCAL",)}
    economic = only(ask(engine, D.DEPARTMENT_ECONOMIC, levels={D.DEPARTMENT_ECONOMIC: 1}, **SPENT))
    assert (economic.uses[0].scope.fund, economic.uses[0].scope.kind) == (("FISCAL", "GENERAL"), ("BASIC",))


def test_lines_without_the_asked_code_make_a_group_of_their_own(engine: MemoryEngine) -> None:
    rollup = ask(engine, D.FUND_SOURCE, direction=BudgetDirection.REVENUE)
    assert sums(rollup) == {(key(Scheme.FUND_SOURCE, "GENERAL"),): "58.00", (None,): "3.00"}


def test_the_two_sides_hold_their_balances_and_are_proved_by_the_grand_totals(engine: MemoryEngine) -> None:
    rollup = ask(engine, D.SIDE, phase=Phase.EXECUTED)
    assert sums(rollup) == {("SOURCES",): "65.00", ("USES",): "65.00"}
    assert [[total.key for total in group.totals] for group in rollup.groups] == [["doc/1/5/1"], ["doc/1/10/2"]]


def test_directions_are_each_taken_from_the_statement_made_for_them(engine: MemoryEngine) -> None:
    rollup = ask(engine, D.DIRECTION, D.SIDE, phase=Phase.EXECUTED)
    assert sums(rollup) == {
        ("BALANCE", "SOURCES"): "4.00",
        ("BALANCE", "USES"): "5.00",
        ("EXPENDITURE", "USES"): "60.00",
        ("REVENUE", "SOURCES"): "61.00",
    }


def test_a_filter_on_totals_of_one_kind_is_answered_by_those_totals(engine: MemoryEngine) -> None:
    by_class = ask(engine, expenditure_type=ExpenditureType.BASIC, functional_key=key(Scheme.FUNCTIONAL, "201"))
    assert str(wan(only(by_class).money)) == "15.00"
    assert [total.key for total in only(by_class).totals] == ["doc/3/2/2"]


def test_statements_that_show_a_part_are_used_only_where_they_are_asked_for(engine: MemoryEngine) -> None:
    with pytest.raises(IncompatibleLinesError, match=r"THREE_PUBLIC.*`statementKind`"):
        ask(engine, phase=Phase.APPROVED)
    approved = only(ask(engine, phase=Phase.APPROVED, statement_kind=StatementKind.THREE_PUBLIC))
    assert str(wan(approved.money)) == "7.00"
    assert [total.key for total in approved.totals] == ["doc/7/1/1"]
    bought = ask(engine, D.PROCUREMENT, **SPENT)
    assert sums(bought) == {(key(Scheme.PROCUREMENT, "A"),): "7.00", (key(Scheme.PROCUREMENT, "C"),): "2.00"}


def test_a_column_aside_is_added_up_only_when_it_alone_is_asked_for(engine: MemoryEngine) -> None:
    aside = only(ask(engine, column_label="小微企业份额"))
    assert str(wan(aside.money)) == "6.00"
    assert [total.key for total in aside.totals] == ["doc/10/1/4"]
    both = ask(engine, statement_kind=StatementKind.PROCUREMENT)
    assert str(wan(only(both).money)) == "9.00"
    assert Reason.ASIDE in {out.reason for out in both.left_out}


def test_two_columns_aside_are_not_added_to_each_other() -> None:
    columns = [head("合计", total=True), head("一", fund_source="GENERAL"), head("份额甲"), head("份额乙")]
    rows = [(head("灯", procurement="A"), ("5.00", "5.00", "1.00", "2.00"))]
    engine = engine_of(table(columns, rows, kind=StatementKind.PROCUREMENT))
    with pytest.raises(IncompatibleLinesError, match="columns that each repeat a part"):
        ask(engine, column_label=frozenset({"份额甲", "份额乙"}))


@pytest.mark.parametrize(
    ("dimensions", "where", "reason"),
    [
        (
            (),
            {"direction": BudgetDirection.EXPENDITURE, "statement_kind": StatementKind.THREE_PUBLIC},
            "phases APPROVED, EXECUTED",
        ),
        ((), {"phase": Phase.EXECUTED}, "where money comes from and where it goes"),
        ((D.DIRECTION,), {"phase": Phase.EXECUTED}, "where money comes from and where it goes"),
        (
            (D.FUNCTIONAL, D.DEPARTMENT_ECONOMIC),
            SPENT,
            "no statement .* by FUNCTIONAL, DEPARTMENT_ECONOMIC",
        ),
        ((), {**SPENT, "is_total": True, "statement_number": 3}, "both hold"),
    ],
)
def test_what_must_not_be_added_is_refused(
    engine: MemoryEngine, dimensions: Sequence[Dimension], where: dict[str, Any], reason: str
) -> None:
    with pytest.raises(IncompatibleLinesError, match=reason) as refused:
        ask(engine, *dimensions, **where)
    assert refused.value.alternative


def test_a_dimension_is_asked_for_once(engine: MemoryEngine) -> None:
    with pytest.raises(InvalidArgumentError, match="each dimension once"):
        ask(engine, D.PHASE, D.PHASE)


def test_nothing_asked_for_is_nothing_answered(engine: MemoryEngine) -> None:
    assert ask(engine, fiscal_year=1999) == Rollup(groups=(), matched=0, counted=0, left_out=(), mapped=(), unmapped=())


def test_a_misprinted_total_is_told_beside_the_sum() -> None:
    engine = engine_of(misprinted(EXPENDITURE, "doc/3/1/1", "90.00"))
    whole = only(ask(engine, **SPENT))
    assert str(wan(whole.money)) == "60.00"
    assert whole.severity(whole.totals[0]) is Severity.MAJOR


@pytest.mark.parametrize(("printed", "severity"), [("60.06", Severity.ROUNDING), ("60.07", Severity.MINOR)])
def test_a_step_a_term_is_rounding(printed: str, severity: Severity) -> None:
    whole = only(ask(engine_of(misprinted(EXPENDITURE, "doc/3/1/1", printed)), **SPENT))
    assert whole.severity(whole.totals[0]) is severity


def later(year: int, **place: Any) -> list[Entity]:  # noqa: ANN401 - where and whose the statement is
    """Another document with 5.00 on one class."""
    return table([head("金额")], [(head("201", functional="201"), ("5.00",))], year=year, **place)


def test_years_of_flows_add_up_and_years_of_balances_do_not() -> None:
    engine = engine_of(EXPENDITURE, later(2023, document="later"))
    assert str(wan(only(ask(engine, **SPENT)).money)) == "65.00"
    carried = table(
        [head("支出")], [(head("年末结余", direction=BudgetDirection.BALANCE), ("5.00",))], year=2023, document="b"
    )
    with pytest.raises(IncompatibleLinesError, match="balances of the years 2022, 2023"):
        ask(engine_of(SUMMARY, carried), D.SIDE, direction=BudgetDirection.BALANCE)


def test_money_of_different_scope_is_not_added() -> None:
    engine = engine_of(BY_FUND, later(2023, document="later"))
    with pytest.raises(IncompatibleLinesError, match="all money, fund FISCAL"):
        ask(engine, **SPENT)
    assert len(ask(engine, D.FISCAL_YEAR, **SPENT).groups) == 2


def test_departments_add_up_and_are_told_apart() -> None:
    engine = engine_of(EXPENDITURE, later(2022, document="other", department="990100/2"))
    assert str(wan(only(ask(engine, **SPENT)).money)) == "65.00"
    assert sums(ask(engine, D.JURISDICTION, D.DEPARTMENT, **SPENT)) == {
        ("990100", "990100/1"): "60.00",
        ("990100", "990100/2"): "5.00",
    }


def test_a_unit_is_not_added_to_the_department_that_holds_it() -> None:
    units = [later(2022, document=f"unit{unit}", unit=unit) for unit in ("u1", "u2")]
    assert str(wan(only(ask(engine_of(EXPENDITURE, *units), **SPENT)).money)) == "60.00"
    assert str(wan(only(ask(engine_of(*units), **SPENT)).money)) == "10.00"
    assert sums(ask(engine_of(EXPENDITURE, *units), D.BUDGET_UNIT, **SPENT)) == {("u1",): "5.00", ("u2",): "5.00"}


def test_documents_about_the_same_money_are_each_counted_when_they_are_told_apart() -> None:
    engine = engine_of(EXPENDITURE, later(2022, document="again"))
    assert str(wan(only(ask(engine, **SPENT)).money)) == "60.00"
    assert sums(ask(engine, D.DOCUMENT, **SPENT)) == {("again",): "5.00", ("doc",): "60.00"}


def corresponding(digits: str, *targets: str) -> tuple[Mapping, ...]:
    return tuple(
        Mapping(
            target_key=f"COFOG/{target}/1999", kind=MappingKind.CORRESPONDS, basis=Basis.INFERRED,
            confidence=Confidence.MEDIUM if digits == "20101" else Confidence.HIGH,
        )
        for target in targets
    )  # fmt: skip


COFOG = tuple(
    code(Scheme.COFOG, digits, parent, edition=1999, editions=(1999,))
    for digits, parent in (("01", None), ("01.1", "01"), ("01.2", "01"), ("10", None))
)


def mapped_codes(**links: tuple[str, ...]) -> list[Classification]:
    """The codes with correspondences to COFOG for some functional codes."""
    found = []
    for each in CODES:
        targets = links.get(f"f{each.code}") if each.scheme is Scheme.FUNCTIONAL else None
        above = each.parent_key.split("/")[1] if each.parent_key else None
        mappings = corresponding(each.code, *targets) if targets else ()
        found.append(code(each.scheme, each.code, above, mappings=mappings))
    return [*found, *COFOG]


def test_functions_are_told_in_cofog_with_the_share_that_could_not_be() -> None:
    engine = engine_of(EXPENDITURE, codes=mapped_codes(f201=("01",), f20101=("01.1",)))
    rollup = ask(engine, D.COFOG, **SPENT)
    assert sums(rollup) == {("COFOG/01.1/1999",): "30.00", ("COFOG/01/1999",): "20.00", (None,): "10.00"}
    [share] = rollup.mapped
    assert (str(wan(share.mapped)), str(wan(share.unmapped)), str(share.share)) == ("50.00", "10.00", "0.8333")
    assert share.confidence is Confidence.MEDIUM
    [lost] = rollup.unmapped
    assert lost.reason == "no correspondence is known for 20801"
    assert rollup.groups[0].keys[0].confidence is Confidence.MEDIUM


def test_a_code_that_corresponds_to_several_is_told_by_what_they_have_in_common() -> None:
    engine = engine_of(EXPENDITURE, codes=mapped_codes(f201=("01.1", "01.2"), f208=("01.1", "10")))
    rollup = ask(engine, D.COFOG, levels={D.COFOG: 1}, **SPENT)
    assert sums(rollup) == {("COFOG/01/1999",): "50.00", (None,): "10.00"}
    assert rollup.unmapped[0].reason == "208 corresponds to codes that have nothing in common"
    too_deep = ask(engine, D.COFOG, D.FUNCTIONAL, levels={D.COFOG: 1, D.FUNCTIONAL: 1}, **SPENT)
    assert len(too_deep.groups) == 2


def test_codes_are_told_as_of_another_year() -> None:
    renamed = Mapping(target_key=key(Scheme.FUNCTIONAL, "299", 2014), kind=MappingKind.RENAMED, basis=Basis.PUBLISHED)
    older = code(Scheme.FUNCTIONAL, "299", edition=2014, editions=(2014,))
    codes = [code(Scheme.FUNCTIONAL, "201", mappings=(renamed,)), older, *CODES[1:]]
    rollup = ask(engine_of(EXPENDITURE, codes=codes), D.FUNCTIONAL, levels={D.FUNCTIONAL: 1}, as_of=2014, **SPENT)
    assert sums(rollup) == {(key(Scheme.FUNCTIONAL, "299", 2014),): "50.00", (None,): "10.00"}
    assert str(rollup.mapped[0].share) == "0.8333"


@pytest.mark.parametrize("authorities", [1, 3])
def test_the_invented_authorities_add_up(authorities: int) -> None:
    engine = MemoryEngine(invented.dataset(authorities), invented.RELEASE)
    rollup = ask(engine, D.PHASE, D.EXPENDITURE_TYPE, direction=BudgetDirection.EXPENDITURE)
    assert sums(rollup) == {
        ("APPROVED", "BASIC"): f"{80 * authorities}.00",
        ("APPROVED", "PROJECT"): f"{50 * authorities}.00",
        ("EXECUTED", "BASIC"): f"{70 * authorities}.00",
        ("EXECUTED", "PROJECT"): f"{40 * authorities}.00",
    }


def test_procurement_of_the_invented_authority_is_added_up_at_the_top() -> None:
    engine = MemoryEngine(invented.DATASET, invented.RELEASE)
    rollup = ask(engine, D.PROCUREMENT, levels={D.PROCUREMENT: 1}, phase=Phase.APPROVED)
    assert sums(rollup) == {("PROCUREMENT/A/2022",): "30.00", ("PROCUREMENT/C/2022",): "3.00"}


def test_three_public_expenses_are_told_apart_by_statement_kind() -> None:
    engine = engine_of(EXPENDITURE, THREE_PUBLIC, PROCUREMENT)
    rollup = ask(engine, D.STATEMENT_KIND, **SPENT)
    assert sums(rollup) == {("EXPENDITURE",): "60.00", ("PROCUREMENT",): "9.00", ("THREE_PUBLIC",): "1.00"}
