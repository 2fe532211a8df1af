"""What age ends: when it was announced and erased, and which day's erasing was done. Nothing is announced before."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDatetime

revision = "0006"
down_revision = "0005"

_SEALED = (("referral", "content"), ("step", "facts"), ("inbox", "answer"), ("conversation", "body"))


def upgrade() -> None:
    """Add the columns, their indexes, and the row that stands alone in its table."""
    op.add_column("referral", sa.Column("announced", UtcDatetime(), nullable=True))
    op.add_column("referral", sa.Column("erased", UtcDatetime(), nullable=True))
    op.create_index(
        "referral_unerased",
        "referral",
        ["from_desk", "shelf", "since", "reference"],
        sqlite_where=sa.text("erased IS NULL"),
        postgresql_where=sa.text("erased IS NULL"),
    )
    op.create_index(
        "referral_follows",
        "referral",
        ["follows"],
        sqlite_where=sa.text("follows IS NOT NULL"),
        postgresql_where=sa.text("follows IS NOT NULL"),
    )
    op.create_table(
        "retention",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("finished", UtcDatetime(), nullable=True),
        sa.Column("lingers", UtcDatetime(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("retention_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("retention_key")),
    )
    op.execute("INSERT INTO retention (id) VALUES (1)")
    if op.get_bind().dialect.name == "postgresql":  # its planner keeps samples of every column, and those outlive rows
        for table, column in _SEALED:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")


def downgrade() -> None:
    """Drop them: what was erased stays so, and nothing says when."""
    op.drop_table("retention")
    op.drop_index("referral_follows", "referral")
    op.drop_index("referral_unerased", "referral")
    op.drop_column("referral", "erased")
    op.drop_column("referral", "announced")
