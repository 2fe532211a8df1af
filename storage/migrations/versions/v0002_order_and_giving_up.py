"""Notices to one account, in order, and given up by the time in which they were tried."""

import sqlalchemy as sa
from alembic import op

from storage.types import PlaceText, UtcDatetime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what a parcel is delivered by. Those that wait already are tried from now on."""
    op.add_column("outbox", sa.Column("account", PlaceText(), nullable=True))
    op.add_column("outbox", sa.Column("first_tried", UtcDatetime(), nullable=True))
    op.add_column("outbox", sa.Column("stumbled", UtcDatetime(), nullable=True))
    op.create_index(
        "outbox_line",
        "outbox",
        ["person", "made", "id"],
        sqlite_where=sa.text("settled IS NULL AND given_up IS NULL"),
        postgresql_where=sa.text("settled IS NULL AND given_up IS NULL"),
    )


def downgrade() -> None:
    """Drop it again. What was for one account goes to the newest one then."""
    op.drop_index("outbox_line", "outbox")
    for column in ("stumbled", "first_tried", "account"):
        op.drop_column("outbox", column)
