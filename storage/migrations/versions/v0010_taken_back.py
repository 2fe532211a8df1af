"""Where the chats tell of a referral, and what is to be taken back. Nothing is known of what was said before."""

import sqlalchemy as sa
from alembic import op

from storage.types import LongNumber, PlaceText, UtcDatetime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "told",
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("place", PlaceText(), nullable=False),
        sa.Column("since", UtcDatetime(), nullable=False),
        sa.PrimaryKeyConstraint("about", "place", name=op.f("told_key")),
    )
    op.create_table(
        "recall",
        sa.Column("id", LongNumber, nullable=False),
        sa.Column("place", PlaceText(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("since", UtcDatetime(), nullable=False),
        sa.Column("until", UtcDatetime(), nullable=False),
        sa.Column("first_due", UtcDatetime(), nullable=False),
        sa.Column("due", UtcDatetime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("recall_key")),
    )
    op.create_index("recall_due", "recall", ["due"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("recall")
    op.drop_table("told")
