"""Forms that were left half-way, beside the one that is asked: an account has one row for each form."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDatetime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Keep what is under way: all of it is asked. Where its form was not noted, it has an empty one."""
    op.execute("UPDATE conversation SET form = '' WHERE form IS NULL")
    before = _table(sa.Column("form", sa.String(), nullable=True), key=("platform", "team", "user"))
    with op.batch_alter_table("conversation", copy_from=before) as batch:
        batch.add_column(sa.Column("asked", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch.alter_column("form", existing_type=sa.String(), nullable=False)
        batch.drop_constraint("conversation_key", type_="primary")
        batch.create_primary_key("conversation_key", ["platform", "team", "user", "form"])
    with op.batch_alter_table("conversation", copy_from=_now(default=True)) as batch:
        batch.alter_column("asked", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    """Drop what was left half-way: nothing is asked there."""
    op.execute("DELETE FROM conversation WHERE NOT asked")
    with op.batch_alter_table("conversation", copy_from=_now(default=False)) as batch:
        batch.drop_column("asked")
        batch.drop_constraint("conversation_key", type_="primary")
        batch.create_primary_key("conversation_key", ["platform", "team", "user"])
        batch.alter_column("form", existing_type=sa.String(), nullable=True)


def _now(*, default: bool) -> sa.Table:
    asked: sa.Column[Any] = sa.Column(
        "asked", sa.Boolean(), nullable=False, server_default=sa.true() if default else None
    )
    form: sa.Column[Any] = sa.Column("form", sa.String(), nullable=False)
    return _table(form, asked, key=("platform", "team", "user", "form"))


def _table(*more: sa.Column[Any], key: tuple[str, ...]) -> sa.Table:
    """The table as it stands, for SQLite, which makes it anew to change it."""
    return sa.Table(
        "conversation",
        sa.MetaData(),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("at", UtcDatetime(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        *more,
        sa.PrimaryKeyConstraint(*key, name="conversation_key"),
    )
