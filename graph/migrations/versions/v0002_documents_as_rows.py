"""What releases are made of: documents as rows, how each release came about, and the work that makes them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "document_rows",
        sa.Column("key", TEXT, primary_key=True),
        sa.Column("introduced", sa.Integer(), sa.ForeignKey("release.number"), primary_key=True),
        sa.Column("retired", sa.Integer(), sa.ForeignKey("release.number")),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    for column in ("introduced", "retired"):
        op.create_index(f"ix_document_rows_{column}", "document_rows", [column])
    op.create_table(
        "release_report",
        sa.Column("number", sa.Integer(), sa.ForeignKey("release.number"), primary_key=True, autoincrement=False),
        sa.Column("content", JSON, nullable=False),
    )
    op.create_table(
        "job",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.Column("content", JSON, nullable=False),
    )


def downgrade() -> None:
    """Leave the tables of the first revision."""
    for name in ("job", "release_report", "document_rows"):
        op.drop_table(name)
