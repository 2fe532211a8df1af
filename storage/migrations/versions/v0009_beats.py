"""How regularly time was kept. Nothing is known of the time before."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDatetime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the table and its one row."""
    op.create_table(
        "beat",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", UtcDatetime(), nullable=True),
        sa.Column("late_since", UtcDatetime(), nullable=True),
        sa.Column("late_until", UtcDatetime(), nullable=True),
        sa.Column("late_missed", sa.Integer(), nullable=True),
        sa.Column("told", UtcDatetime(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("beat_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("beat_key")),
    )
    op.execute("INSERT INTO beat (id) VALUES (1)")


def downgrade() -> None:
    """Drop it."""
    op.drop_table("beat")
