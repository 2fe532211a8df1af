"""Digests: which were made, what was chosen, and parcels that go to rooms or are in no hurry. None are, until then."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDatetime

revision = "0008"
down_revision = "0007"

_NEW = (("desk", "always_told"), ("outbox", "unhurried"))


def upgrade() -> None:
    """Add the tables, the columns, and the index; a value for the rows there are is said once, and is no default."""
    op.create_table(
        "digest",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made", UtcDatetime(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "target", "day", name=op.f("digest_key")),
    )
    op.create_index("digest_day", "digest", ["day"])
    op.create_table(
        "digest_wish",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("since", UtcDatetime(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=True),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("zone", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "target", name=op.f("digest_wish_key")),
    )
    op.create_table(
        "digest_figures",
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("week", name=op.f("digest_figures_key")),
    )
    op.add_column("outbox", sa.Column("room", sa.String(), nullable=True))
    for table, column in _NEW:
        op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))
        with op.batch_alter_table(table) as batch:
            batch.alter_column(column, existing_type=sa.Boolean(), server_default=None)
    op.create_index("step_at", "step", ["at"])


def downgrade() -> None:
    """Drop them; what waits for a room could not be delivered any more, and goes."""
    op.execute("DELETE FROM outbox WHERE room IS NOT NULL")
    op.drop_index("step_at", "step")
    for table, column in (*_NEW, ("outbox", "room")):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
    for table in ("digest_figures", "digest_wish", "digest"):
        op.drop_table(table)
