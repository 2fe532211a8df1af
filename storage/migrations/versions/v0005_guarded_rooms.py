"""Rooms in which what is typed is looked at by the guard. None is, until somebody asks for it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; the value for the rooms there are is said once, and is no default."""
    op.add_column("room", sa.Column("guarded", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("room") as batch:
        batch.alter_column("guarded", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    """Drop it: nothing is looked at then but what is said to the bot."""
    with op.batch_alter_table("room") as batch:
        batch.drop_column("guarded")
