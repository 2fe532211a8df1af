"""The first tables."""

import sqlalchemy as sa
from alembic import op

from storage.types import Duration, LongNumber, UtcDatetime

revision = "0001"
down_revision = None

_REFUSING = {
    "sqlite": (
        "CREATE TRIGGER audit_keeps_{what} BEFORE {what} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
    ),
    "postgresql": (
        "CREATE TRIGGER audit_keeps_{what} BEFORE {what} ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
    ),
}


def upgrade() -> None:
    """Make all tables, and the rows that stand alone in theirs."""
    _the_network()
    _the_chat()
    _the_referrals()
    _the_trail_and_the_keys()
    _refuse_changes_to_the_trail()
    op.execute("INSERT INTO network (id, version) VALUES (1, 0)")


def downgrade() -> None:
    """Drop all tables, with everything in them."""
    order = (
        "step referral outbox conversation inbox attempt invitation room link term absence tenure person desk network"
    )
    for table in ("seal_check", "audit", *order.split()):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_append_only")


def _refuse_changes_to_the_trail() -> None:
    dialect = op.get_bind().dialect.name
    changes = ["UPDATE", "DELETE"]
    if dialect == "postgresql":
        changes.append("TRUNCATE")
        op.execute(
            "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$"
        )
    for change in changes:
        op.execute(_REFUSING[dialect].format(what=change))


def _the_network() -> None:
    op.create_table(
        "network",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", LongNumber, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("network_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("network_key")),
    )
    op.create_table(
        "desk",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("file_channel", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("desk_key")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desk.code"], name=op.f("person_desk_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("person_key")),
    )
    op.create_table(
        "tenure",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("tenure_person_known")),
        sa.PrimaryKeyConstraint("person", "role", "starts", name=op.f("tenure_key")),
    )
    op.create_table(
        "absence",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("absence_person_known")),
        sa.PrimaryKeyConstraint("person", "starts", name=op.f("absence_key")),
    )
    op.create_table(
        "term",
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desk.code"], name=op.f("term_desk_known")),
        sa.PrimaryKeyConstraint("starts", name=op.f("term_key")),
    )
    op.create_table(
        "link",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("since", UtcDatetime(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("link_person_known")),
        sa.PrimaryKeyConstraint("platform", "team", "user", name=op.f("link_key")),
    )
    op.create_table(
        "room",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "id", name=op.f("room_key")),
    )
    op.create_table(
        "invitation",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("expires", UtcDatetime(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("used", UtcDatetime(), nullable=True),
        sa.ForeignKeyConstraint(["desk"], ["desk.code"], name=op.f("invitation_desk_known")),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name=op.f("invitation_issued_by_known")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("invitation_person_known")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("invitation_key")),
    )
    op.create_table(
        "attempt",
        sa.Column("id", LongNumber, nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("at", UtcDatetime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("attempt_key")),
    )
    op.create_index("attempt_account", "attempt", ["platform", "team", "user", "at"])
    op.create_index("attempt_at", "attempt", ["at"])


def _the_chat() -> None:
    op.create_table(
        "inbox",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("at", UtcDatetime(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("platform", "event", name=op.f("inbox_key")),
    )
    op.create_index("inbox_at", "inbox", ["at"])
    op.create_table(
        "conversation",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("at", UtcDatetime(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "team", "user", name=op.f("conversation_key")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", LongNumber, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made", UtcDatetime(), nullable=False),
        sa.Column("due", UtcDatetime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("settled", UtcDatetime(), nullable=True),
        sa.Column("given_up", UtcDatetime(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("outbox_key")),
        sa.UniqueConstraint("key", name=op.f("outbox_key_unique")),
    )
    op.create_index(
        "outbox_given_up",
        "outbox",
        ["id"],
        sqlite_where=sa.text("given_up IS NOT NULL"),
        postgresql_where=sa.text("given_up IS NOT NULL"),
    )
    op.create_index(
        "outbox_waiting",
        "outbox",
        ["due", "made", "id"],
        sqlite_where=sa.text("settled IS NULL AND given_up IS NULL"),
        postgresql_where=sa.text("settled IS NULL AND given_up IS NULL"),
    )


def _the_referrals() -> None:
    op.create_table(
        "referral",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("from_desk", sa.String(), nullable=False),
        sa.Column("to_desk", sa.String(), nullable=False),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", UtcDatetime(), nullable=False),
        sa.Column("opened", UtcDatetime(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("sent", UtcDatetime(), nullable=True),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("received_by", sa.Integer(), nullable=True),
        sa.Column("follows", sa.String(), nullable=True),
        sa.Column("turn", sa.String(), nullable=True),
        sa.Column("clock", sa.String(), nullable=True),
        sa.Column("due", UtcDatetime(), nullable=True),
        sa.Column("decide_by", UtcDatetime(), nullable=True),
        sa.Column("decision_left", Duration(), nullable=True),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("file_turn", sa.String(), nullable=True),
        sa.Column("file_due", UtcDatetime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shelf", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["from_desk"], ["desk.code"], name=op.f("referral_from_desk_known")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("referral_opened_by_known")),
        sa.ForeignKeyConstraint(["received_by"], ["person.id"], name=op.f("referral_received_by_known")),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name=op.f("referral_sent_by_known")),
        sa.ForeignKeyConstraint(["to_desk"], ["desk.code"], name=op.f("referral_to_desk_known")),
        sa.PrimaryKeyConstraint("reference", name=op.f("referral_key")),
    )
    op.create_index(
        "referral_file_turn",
        "referral",
        ["file_turn", "file_due", "reference"],
        sqlite_where=sa.text("file_turn IS NOT NULL"),
        postgresql_where=sa.text("file_turn IS NOT NULL"),
    )
    op.create_index("referral_received", "referral", ["to_desk", "shelf", "since", "reference"])
    op.create_index(
        "referral_received_due",
        "referral",
        ["to_desk", "due", "reference"],
        sqlite_where=sa.text("due IS NOT NULL"),
        postgresql_where=sa.text("due IS NOT NULL"),
    )
    op.create_index(
        "referral_received_file_due",
        "referral",
        ["to_desk", "file_due", "reference"],
        sqlite_where=sa.text("file_due IS NOT NULL"),
        postgresql_where=sa.text("file_due IS NOT NULL"),
    )
    op.create_index("referral_sent", "referral", ["from_desk", "shelf", "since", "reference"])
    op.create_index(
        "referral_sent_due",
        "referral",
        ["from_desk", "due", "reference"],
        sqlite_where=sa.text("due IS NOT NULL"),
        postgresql_where=sa.text("due IS NOT NULL"),
    )
    op.create_index(
        "referral_sent_file_due",
        "referral",
        ["from_desk", "file_due", "reference"],
        sqlite_where=sa.text("file_due IS NOT NULL"),
        postgresql_where=sa.text("file_due IS NOT NULL"),
    )
    op.create_index(
        "referral_turn",
        "referral",
        ["turn", "due", "reference"],
        sqlite_where=sa.text("turn IS NOT NULL"),
        postgresql_where=sa.text("turn IS NOT NULL"),
    )
    op.create_table(
        "step",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UtcDatetime(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("did", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["desk"], ["desk.code"], name=op.f("step_desk_known")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("step_person_known")),
        sa.ForeignKeyConstraint(["reference"], ["referral.reference"], name=op.f("step_reference_known")),
        sa.PrimaryKeyConstraint("reference", "number", name=op.f("step_key")),
        sqlite_with_rowid=False,
    )


def _the_trail_and_the_keys() -> None:
    op.create_table(
        "audit",
        sa.Column("number", LongNumber, autoincrement=False, nullable=False),
        sa.Column("at", UtcDatetime(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("audit_key")),
    )
    op.create_table(
        "seal_check",
        sa.Column("key_name", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key_name", name=op.f("seal_check_key")),
    )
