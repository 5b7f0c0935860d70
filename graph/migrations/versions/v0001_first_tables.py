"""The first tables: releases, the entities of every kind, the links they keep many of, documents as received.

Every row is a state that stands from the release that introduced it until the one that retired it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Text sorts by code point on every database.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "text": TEXT,
    "key": TEXT,
    "whole": sa.BigInteger(),
    "flag": sa.Boolean(),
    "json": JSON,
}

# The columns of every kind beside those that all kinds have: name and type, `?` where NULL is allowed;
# a `key` is indexed text.
ENTITIES = {
    "jurisdiction": "name text, code text, level whole?",
    "department": "name text, code text?, aliases json, jurisdiction_key key, duties json",
    "budget_unit": "name text, code text?, aliases json, department_key key",
    "office": """
        name text, ordinal whole, summary text?, external_names json, published_as text?, department_key key,
        unit_key key?
    """,
    "recipient": "name text, aliases json",
    "classification": """
        name text, scheme text, code text, edition whole, editions json, level whole, parent_key key?,
        basis text, evidence text?, mappings json
    """,
    "project": """
        name text, code text?, aliases json, ordinal whole?, fiscal_years json, department_key key,
        unit_key key?, parent_key key?, note text?, funding json, budgets json, payment_plan json,
        allocations json, successions json
    """,
    "indicator": """
        name text, fiscal_year whole, ordinal whole, subject_kind text, subject_key key, level1 text,
        level2 text?, description text?, target json?, original_target json?, actual json?, weight text?,
        score text?, met flag?, basis text?, cited_rule_keys json, deviation_reason text?, ambiguous flag,
        note text?
    """,
    "evaluation": """
        fiscal_year whole, evaluation_kind text, subject_kind text, subject_key key, subject_name text,
        score text, full_score text, grade text?, grade_bands json, deductions json, using_unit text?,
        ordinal whole?, document_key key, ambiguous flag, note text?
    """,
    "score_item": """
        name text, evaluation_key key, criterion_key key, ordinal whole, level whole, fiscal_year whole,
        weight text?, score text?, score_basis text, rate text?, benchmark text?, detail text?, rule text?,
        rule_terms text?, rule_summary text?, input_value text?, input_text text?, deduction text?,
        ambiguous flag, note text?
    """,
    "criterion": "name text, path json, parent_key key?",
    "document": """
        title text, document_kind text, fiscal_year whole, publisher_key key, sha256 text?, note text?
    """,
    "statement": """
        number whole, title text, statement_kind text, document_key key, unit text?, printed_number text?,
        note text?
    """,
    "budget_line": """
        document_key key, statement_key key, statement_number whole, statement_kind text, row whole,
        column whole, row_code text?, row_label text, column_label text, money_fen whole, money_step whole,
        fiscal_year whole, phase text, direction text, is_total flag, expenditure_type text?,
        department_key key, unit_key key?, functional_key key?, department_economic_key key?,
        government_economic_key key?, procurement_key key?, fund_source_key key?, revenue_source_key key?,
        ambiguous flag, note text?
    """,
    "observation": """
        name text, measure text, measure_label text?, subject_kind text, subject_key key, document_key key,
        fiscal_year whole, period text?, compared_with text?, value text?, text text?, unit text?,
        approximation text?, published text?, qualifier text?, classification_key key?, reason text?,
        ambiguous flag, note text?, order whole
    """,
    "glossary_term": "term text, occurrences json",
    "cited_rule": "title text, number text?, rule_kind text?, note text?",
    "finding": """
        rule text, severity text, message text, published text?, expected text?, unit text?, computation text?,
        terms json, subjects json, document_keys json
    """,
}


def upgrade() -> None:
    """Make the tables of an empty store."""
    op.create_table(
        "release",
        sa.Column("number", sa.Integer(), autoincrement=False, primary_key=True),
        *_columns("name text, built_at text"),
        sa.Column("entity_count", sa.Integer(), nullable=False),
        sa.Column("relation_count", sa.Integer(), nullable=False),
    )
    for name, notation in ENTITIES.items():
        _create_dated_table(name, f"position key, digest text, sources json, {notation}")
    _create_dated_table("ingested_document", "sha256 key, size whole, original_name text, received_at text")
    _create_dated_table(
        "link",
        "target_kind text, target_key text, basis text, note text?",
        sa.Column("relation", TEXT, primary_key=True),
        sa.Column("ordinal", sa.Integer(), primary_key=True),
    )
    op.create_index("ix_link_target", "link", ["target_key", "target_kind", "relation"])


def downgrade() -> None:
    """Leave an empty store."""
    for name in ("link", "ingested_document", *ENTITIES, "release"):
        op.drop_table(name)


def _create_dated_table(name: str, notation: str, *more: sa.Column[Any]) -> None:
    """A table of states: key, the releases that introduced and retired it, and the columns in `notation`."""
    op.create_table(
        name,
        sa.Column("key", TEXT, primary_key=True),
        sa.Column("introduced", sa.Integer(), sa.ForeignKey("release.number"), primary_key=True),
        sa.Column("retired", sa.Integer(), sa.ForeignKey("release.number")),
        *more,
        *_columns(notation),
    )
    indexed = [column for column, word in _words(notation) if word.startswith("key")]
    for column in ("introduced", "retired", *indexed):
        op.create_index(f"ix_{name}_{column}", name, [column])


def _columns(notation: str) -> list[sa.Column[Any]]:
    return [
        sa.Column(name, TYPES[word.removesuffix("?")], nullable=word.endswith("?")) for name, word in _words(notation)
    ]


def _words(notation: str) -> list[list[str]]:
    return [column.split() for column in notation.split(",")]
