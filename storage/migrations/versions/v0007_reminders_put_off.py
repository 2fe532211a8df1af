"""Reminders that somebody puts off. Nobody's are, until somebody asks for it."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDatetime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "snooze",
        sa.Column(
            "reference", sa.String, sa.ForeignKey("referral.reference", name="snooze_reference_known"), nullable=False
        ),
        sa.Column("person", sa.Integer, sa.ForeignKey("person.id", name="snooze_person_known"), nullable=False),
        sa.Column("since", UtcDatetime(), nullable=False),
        sa.Column("until", UtcDatetime(), nullable=False),
        sa.PrimaryKeyConstraint("reference", "person", name="snooze_key"),
    )


def downgrade() -> None:
    """Drop it: everybody is reminded then."""
    op.drop_table("snooze")
