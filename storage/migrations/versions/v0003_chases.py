"""Deadlines that are chased, and which form a conversation asks. What is open is chased from its next step on."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDatetime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table and the column. A conversation that is under way is of no known form."""
    op.add_column("conversation", sa.Column("form", sa.String, nullable=True))
    op.create_table(
        "chase",
        sa.Column(
            "reference", sa.String, sa.ForeignKey("referral.reference", name="chase_reference_known"), nullable=False
        ),
        sa.Column("hand", sa.String, nullable=False),
        sa.Column("desk", sa.String, nullable=False),
        sa.Column("urgency", sa.String, nullable=False),
        sa.Column("since", UtcDatetime(), nullable=False),
        sa.Column("due", UtcDatetime(), nullable=False),
        sa.Column("stage", sa.Integer, nullable=False),
        sa.Column("reminded", sa.Integer, nullable=False),
        sa.Column("next", UtcDatetime(), nullable=True),
        sa.PrimaryKeyConstraint("reference", "hand", name="chase_key"),
    )
    op.create_index(
        "chase_next",
        "chase",
        ["next"],
        sqlite_where=sa.text("next IS NOT NULL"),
        postgresql_where=sa.text("next IS NOT NULL"),
    )


def downgrade() -> None:
    """Drop it: nobody is reminded then."""
    op.drop_index("chase_next", "chase")
    op.drop_table("chase")
    op.drop_column("conversation", "form")
