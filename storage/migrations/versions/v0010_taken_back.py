"""Where the chats tell of a referral, what is to be taken back, and what a kept answer tells of.

Nothing is known of what was said before.
"""

import sqlalchemy as sa
from alembic import op

from storage.types import LongNumber, PlaceText, UtcDatetime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the two tables, and the column with its index."""
    op.add_column("inbox", sa.Column("about", sa.String(), nullable=True))
    known = sa.text("about IS NOT NULL")
    op.create_index("inbox_about", "inbox", ["about"], sqlite_where=known, postgresql_where=known)
    op.create_table(
        "told",
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("place", PlaceText(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("since", UtcDatetime(), nullable=False),
        sa.PrimaryKeyConstraint("about", "place", name=op.f("told_key")),
    )
    op.create_table(
        "recall",
        sa.Column("id", LongNumber, nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("place", PlaceText(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("since", UtcDatetime(), nullable=False),
        sa.Column("until", UtcDatetime(), nullable=False),
        sa.Column("first_due", UtcDatetime(), nullable=False),
        sa.Column("due", UtcDatetime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("recall_key")),
    )
    op.create_index("recall_due", "recall", ["platform", "due"])
    op.create_index("recall_place", "recall", ["place"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("recall")
    op.drop_table("told")
    op.drop_index("inbox_about", "inbox")
    op.drop_column("inbox", "about")
