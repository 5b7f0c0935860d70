"""What SQL orders decimals by and finds names by, made from the rows that a store holds already."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import insert

from graph.columns import sortable_decimal
from graph.naming import grams, numbered

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")

# The decimals of every kind, each of which gets a column that sorts as it does.
DECIMALS = {
    "indicator": ("weight", "score"),
    "evaluation": ("score", "full_score"),
    "score_item": ("weight", "score", "rate", "input_value", "deduction"),
    "observation": ("value",),
    "finding": ("published", "expected"),
}

# The columns that the names of every kind were in, when this revision was written; `{}` where words join them.
NAMES = {
    "jurisdiction": ("name",),
    "department": ("name", "aliases", "code"),
    "budget_unit": ("name", "aliases", "code"),
    "office": ("name", "external_names"),
    "recipient": ("name", "aliases"),
    "classification": ("name", "code"),
    "project": ("name", "aliases", "code"),
    "indicator": ("name",),
    "evaluation": ("{fiscal_year} {subject_name} {evaluation_kind}",),
    "score_item": ("name",),
    "criterion": ("name",),
    "document": ("title", "key"),
    "statement": ("title",),
    "observation": ("name",),
    "glossary_term": ("term",),
    "cited_rule": ("title", "number"),
    "finding": ("rule",),
}
BATCH = 5_000


def upgrade() -> None:
    """Make columns and tables, and fill them."""
    for table, names in DECIMALS.items():
        for name in names:
            op.add_column(table, sa.Column(f"{name}_sort", TEXT))
        _fill_sorted(table, names)
    _create_tables()
    for table in NAMES:
        _fill_names(table)


def downgrade() -> None:
    """Leave the tables of the second revision."""
    op.drop_table("name_gram")
    op.drop_table("entity_name")
    for table, names in DECIMALS.items():
        for name in names:
            op.drop_column(table, f"{name}_sort")


def _create_tables() -> None:
    op.create_table(
        "entity_name",
        sa.Column("key", TEXT, primary_key=True),
        sa.Column("introduced", sa.Integer(), sa.ForeignKey("release.number"), primary_key=True),
        sa.Column("retired", sa.Integer(), sa.ForeignKey("release.number")),
        sa.Column("kind", TEXT, primary_key=True),
        sa.Column("ordinal", sa.Integer(), primary_key=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_entity_name_name", "entity_name", ["name", "kind"])
    for column in ("introduced", "retired", "folded"):
        op.create_index(f"ix_entity_name_{column}", "entity_name", [column])
    op.create_table(
        "name_gram",
        sa.Column("gram", TEXT, primary_key=True),
        sa.Column("folded", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("size", sa.Integer(), nullable=False),
    )


def _fill_sorted(name: str, decimals: tuple[str, ...]) -> None:
    table = _reflected(name)
    change = (
        sa.update(table)
        .where(table.c.key == sa.bindparam("its_key"), table.c.introduced == sa.bindparam("its_release"))
        .values({f"{each}_sort": sa.bindparam(f"its_{each}") for each in decimals})
    )
    rows = op.get_bind().execute(sa.select(table.c.key, table.c.introduced, *(table.c[each] for each in decimals)))
    _execute(
        change,
        [
            {"its_key": key, "its_release": introduced}
            | {f"its_{each}": _sorted(value) for each, value in zip(decimals, values, strict=True)}
            for key, introduced, *values in rows
        ],
    )


def _sorted(printed: str | None) -> str | None:
    return None if printed is None else sortable_decimal(Decimal(printed))


def _fill_names(name: str) -> None:
    table, names, folded = _reflected(name), _reflected("entity_name"), _reflected("name_gram")
    rows: list[dict[str, Any]] = []
    for row in op.get_bind().execute(sa.select(table)).mappings():
        dated = {"kind": name.upper(), "key": row["key"], "introduced": row["introduced"], "retired": row["retired"]}
        rows += [
            {**dated, "ordinal": ordinal, "name": each, "folded": number}
            for ordinal, each, number in numbered(_names(row, NAMES[name]))
        ]
    _execute(sa.insert(names), rows)
    found = [gram._asdict() for gram in grams(row["name"] for row in rows)]
    _execute(insert(folded).on_conflict_do_nothing(), found)


def _names(row: sa.RowMapping, columns: tuple[str, ...]) -> Iterator[str]:
    """The names of an entity; the first is its label, codes and numbers are names where there are any."""
    for at, column in enumerate(columns):
        held = column.format(**row) if "{" in column else row[column]
        if isinstance(held, list):
            yield from held
        elif held or (held is not None and at == 0):
            yield held


def _reflected(name: str) -> sa.Table:
    return sa.Table(name, sa.MetaData(), autoload_with=op.get_bind(), resolve_fks=False)


def _execute(statement: sa.Executable, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), BATCH):
        op.get_bind().execute(statement, rows[start : start + BATCH])
