"""A lighthouse authority itself: department, unit, offices, projects and those who get money from them."""

from collections.abc import Iterator
from decimal import Decimal

from graph.model import BudgetUnit, Department, Entity, Office, Project, Recipient
from graph.values import Allocation, Duty, Funding, PaymentStep, ProjectBudget, Succession
from graph.vocabulary import Basis, Scheme
from tests.invented.keys import JURISDICTION, Keys, code, on_line, wan

OFFICES = ("办公室", "灯光处", "航标处")
STATIONS = {"北岸灯塔站": "12.00", "南岸灯塔站": "8.00"}
"""What the buoys project gives each station in 2022."""

_ADMINISTRATION = code(Scheme.FUNCTIONAL, "2010302")


def entities(keys: Keys) -> Iterator[Entity]:
    """Everything of the authority that does not print figures in tables."""
    yield _department(keys)
    yield BudgetUnit(
        key=keys.unit.key,
        sources=on_line(keys.budget, 2),
        name="青禾市灯塔管理局（本级）",
        code=f"{keys.number}001",
        aliases=("灯塔局本级",),
        department_key=keys.department.key,
    )
    for ordinal, name in enumerate(OFFICES, start=1):
        yield Office(
            key=f"{keys.department.key}/office/{name}",
            sources=on_line(keys.budget, 10 + ordinal, "机构设置"),
            name=name,
            ordinal=ordinal,
            summary="keeps the lamps burning" if name == "灯光处" else None,
            external_names=("值班室",) if ordinal == 1 else (),
            published_as=f"{ordinal}.{name}",
            department_key=keys.department.key,
            unit_key=keys.unit.key,
        )
    for name in STATIONS:
        aliases = ("南站",) if name == "南岸灯塔站" else ()
        yield Recipient(key=keys.recipient(name).key, sources=on_line(keys.accounts, 60), name=name, aliases=aliases)
    yield from (_fund(keys), _lamps(keys), _buoys(keys), _new_lamps(keys))


def _department(keys: Keys) -> Department:
    return Department(
        key=keys.department.key,
        sources=on_line(keys.accounts, 1),
        name="青禾市灯塔管理局",
        code=str(keys.number),
        aliases=("灯塔局",),
        jurisdiction_key=JURISDICTION,
        duties=(
            Duty(ordinal=1, summary="keeps the lighthouses", sources=on_line(keys.accounts, 3, "部门职责")),
            Duty(ordinal=2, summary="marks the fairway", sources=on_line(keys.accounts, 4, "部门职责")),
        ),
    )


def _fund(keys: Keys) -> Project:
    return Project(
        key=keys.fund.key,
        sources=on_line(keys.accounts, 50),
        name="灯塔维护专项资金",
        aliases=("灯塔维护资金",),
        ordinal=1,
        fiscal_years=(2021, 2022, 2023),
        department_key=keys.department.key,
        unit_key=keys.unit.key,
        funding=_funding(keys, Basis.PUBLISHED, 2022, 2023),
        budgets=(_spent(keys, "50.00", "45.00", "40.00", "88.89"), _voted(keys, "50.00")),
    )


def _lamps(keys: Keys) -> Project:
    return Project(
        key=keys.lamps.key,
        sources=on_line(keys.accounts, 51),
        name="灯具更新",
        aliases=("灯具更新经费", "灯具更新项目"),
        ordinal=2,
        fiscal_years=(2022,),
        department_key=keys.department.key,
        unit_key=keys.unit.key,
        parent_key=keys.fund.key,
        funding=_funding(keys, Basis.DERIVED, 2022),
        budgets=(_spent(keys, "30.00", "25.00", "20.00", "85.00"),),
    )


def _buoys(keys: Keys) -> Project:
    return Project(
        key=keys.buoys.key,
        sources=on_line(keys.accounts, 52),
        name="航标巡检",
        ordinal=3,
        fiscal_years=(2022, 2023),
        department_key=keys.department.key,
        unit_key=keys.unit.key,
        parent_key=keys.fund.key,
        funding=_funding(keys, Basis.DERIVED, 2022, 2023),
        budgets=(_spent(keys, "20.00", "20.00", "20.00", "100.00"), _voted(keys, "15.00")),
        allocations=tuple(
            Allocation(
                project_key=keys.buoys.key,
                recipient_key=keys.recipient(station).key,
                fiscal_year=2022,
                ordinal=ordinal,
                executed=wan(amount),
                sources=on_line(keys.accounts, 60 + ordinal),
            )
            for ordinal, (station, amount) in enumerate(STATIONS.items(), start=1)
        ),
    )


def _new_lamps(keys: Keys) -> Project:
    return Project(
        key=keys.new_lamps.key,
        sources=on_line(keys.budget, 40),
        name="灯具节能更新",
        code=keys.new_lamps.key,
        ordinal=1,
        fiscal_years=(2023,),
        department_key=keys.department.key,
        unit_key=keys.unit.key,
        parent_key=keys.fund.key,
        note="the only project with a printed code",
        funding=_funding(keys, Basis.PUBLISHED, 2023),
        budgets=(_voted(keys, "35.00"),),
        payment_plan=tuple(
            PaymentStep(
                fiscal_year=2023,
                position=position,
                heading=heading,
                amount=wan(amount),
                ambiguous=heading is None,
                note=None if heading else "printed between two headings",
                sources=on_line(keys.budget, 41),
            )
            for position, (heading, amount) in enumerate(
                (("6月底", "10.00"), ("10月底", "10.00"), (None, "15.00")), start=1
            )
        ),
        successions=(
            Succession(
                target_key=keys.lamps.key,
                basis=Basis.INFERRED,
                note="same purpose and the same office; no document says so",
                sources=on_line(keys.budget, 40),
            ),
        ),
    )


def _funding(keys: Keys, basis: Basis, *years: int) -> tuple[Funding, ...]:
    note = None if basis is Basis.PUBLISHED else "the accounts show all project expenditure on this code"
    return tuple(
        Funding(
            target_key=_ADMINISTRATION,
            fiscal_year=year,
            basis=basis,
            note=note,
            sources=on_line(keys.budget if year == 2023 else keys.accounts, 49),
        )
        for year in years
    )


def _spent(keys: Keys, approved: str, adjusted: str, executed: str, rate: str) -> ProjectBudget:
    return ProjectBudget(
        fiscal_year=2022,
        approved=wan(approved),
        adjusted=wan(adjusted),
        executed=wan(executed),
        published_rate=Decimal(rate),
        sources=on_line(keys.accounts, 50, "项目支出绩效"),
    )


def _voted(keys: Keys, approved: str) -> ProjectBudget:
    return ProjectBudget(
        fiscal_year=2023,
        approved=wan(approved),
        fiscal_funds=wan(approved),
        other_funds=wan("0.00"),
        sources=on_line(keys.budget, 40, "绩效目标"),
    )
