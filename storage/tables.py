"""The tables. A column that holds a record's field is called like the field.

Every change here needs a migration in `migrations/versions`; a test compares the two. The larger tables have more
indexes than stand here: `storage.indexes`.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Time,
    and_,
)

from liaison_bot.records.chases import Hand
from liaison_bot.records.digests import Kind, Rhythm
from liaison_bot.records.network import DeskKind, Role, RoomClass
from liaison_bot.records.referrals import Clock, FileState, State
from storage.types import Coded, Duration, LongNumber, PlaceText, UtcDatetime

SCHEMA = "0010"
"""The newest migration. Kept here so that opening a database need not load the migration scripts."""

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_key",
        "fk": "%(table_name)s_%(column_0_name)s_known",
        "uq": "%(table_name)s_%(column_0_name)s_unique",
        "ck": "%(table_name)s_%(constraint_name)s",
        "ix": "%(table_name)s_%(column_0_name)s",
    }
)

# The Network

network = Table(
    "network",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", LongNumber, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""One row: the directory's version."""

desk = Table(
    "desk",
    metadata,
    Column("code", String, primary_key=True),
    Column("kind", Coded(DeskKind), nullable=False),
    Column("zone", String, nullable=False),
    Column("language", String, nullable=False),
    Column("file_channel", String, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("always_told", Boolean, nullable=False),
)
person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("desk", ForeignKey("desk.code"), nullable=False),
    Column("name", String, nullable=False),
    Column("language", String, nullable=False),
    Column("zone", String, nullable=False),
)
tenure = Table(
    "tenure",
    metadata,
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("role", Coded(Role), primary_key=True),
    Column("starts", Date, primary_key=True),
    Column("ends", Date),
)
absence = Table(
    "absence",
    metadata,
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("starts", Date, primary_key=True),
    Column("ends", Date, nullable=False),
)
term = Table(
    "term",
    metadata,
    Column("starts", Date, primary_key=True),
    Column("desk", ForeignKey("desk.code"), nullable=False),
)
link = Table(
    "link",
    metadata,
    Column("platform", String, primary_key=True),
    Column("team", String, primary_key=True),
    Column("user", String, primary_key=True),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("since", UtcDatetime, nullable=False),
)
room = Table(
    "room",
    metadata,
    Column("platform", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("kind", Coded(RoomClass), nullable=False),
    Column("language", String, nullable=False),
    Column("desk", String, nullable=False),
    Column("guarded", Boolean, nullable=False),
)
invitation = Table(
    "invitation",
    metadata,
    Column("code_hash", String, primary_key=True),
    Column("desk", ForeignKey("desk.code"), nullable=False),
    Column("role", Coded(Role), nullable=False),
    Column("name", String, nullable=False),
    Column("language", String, nullable=False),
    Column("expires", UtcDatetime, nullable=False),
    Column("issued_by", ForeignKey("person.id")),
    Column("person", ForeignKey("person.id")),
    Column("used", UtcDatetime),
)
attempt = Table(
    "attempt",
    metadata,
    Column("id", LongNumber, primary_key=True),
    Column("platform", String, nullable=False),
    Column("team", String, nullable=False),
    Column("user", String, nullable=False),
    Column("at", UtcDatetime, nullable=False),
    Index("attempt_account", "platform", "team", "user", "at"),
    Index("attempt_at", "at"),
)
"""How often accounts that are nobody's tried a code."""

# Chat

inbox = Table(
    "inbox",
    metadata,
    Column("platform", String, primary_key=True),
    Column("event", String, primary_key=True),
    Column("at", UtcDatetime, nullable=False),
    Column("answer", LargeBinary),
    Column("about", String),
    Index("inbox_at", "at"),
)
"""`about`: the referral that the answer tells of, so that it goes when that is erased."""
conversation = Table(
    "conversation",
    metadata,
    Column("platform", String, primary_key=True),
    Column("team", String, primary_key=True),
    Column("user", String, primary_key=True),
    Column("form", String, primary_key=True),
    Column("at", UtcDatetime, nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""`asked`: the next thing its person types is an answer. `form` was not noted before 0003; it is empty then."""
outbox = Table(
    "outbox",
    metadata,
    Column("id", LongNumber, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("person", Integer, nullable=False),
    Column("notice", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("made", UtcDatetime, nullable=False),
    Column("due", UtcDatetime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("settled", UtcDatetime),
    Column("given_up", UtcDatetime),
    Column("why", String, nullable=False),
    Column("account", PlaceText),
    Column("first_tried", UtcDatetime),
    Column("stumbled", UtcDatetime),
    Column("room", PlaceText),
    Column("unhurried", Boolean, nullable=False),
)
"""`due` is when the parcel may be taken: as soon as it is made, after a postponement, or when a lease has run out.

`first_tried` is moved on by the time in which it lay due and nobody tried, so that an outage does not count. `stumbled`
is when it could not be delivered for a reason of its own: those behind it in its line need not wait for it any more.
"""

waiting = and_(outbox.c.settled.is_(None), outbox.c.given_up.is_(None))
given_up = outbox.c.given_up.is_not(None)

told = Table(
    "told",
    metadata,
    Column("about", String, primary_key=True),
    Column("place", PlaceText, primary_key=True),
    Column("platform", String, nullable=False),
    Column("since", UtcDatetime, nullable=False),
)
"""Where the chats tell of a referral, so that it can be taken back. It outlives the referral's own row."""
recall = Table(
    "recall",
    metadata,
    Column("id", LongNumber, primary_key=True),
    Column("platform", String, nullable=False),
    Column("place", PlaceText, nullable=False),
    Column("about", String, nullable=False),
    Column("since", UtcDatetime, nullable=False),
    Column("until", UtcDatetime, nullable=False),
    Column("first_due", UtcDatetime, nullable=False),
    Column("due", UtcDatetime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Index("recall_due", "platform", "due"),
    Index("recall_place", "place"),
)
"""What is to be taken back from `due` on. Doing it twice does no harm, so nobody takes it for themselves."""

# Digests

digest = Table(
    "digest",
    metadata,
    Column("kind", Coded(Kind), primary_key=True),
    Column("target", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("made", UtcDatetime, nullable=False),
    Index("digest_day", "day"),
)
"""Which were made, each once. `day` is the local date of whoever reads it."""
digest_wish = Table(
    "digest_wish",
    metadata,
    Column("kind", Coded(Kind), primary_key=True),
    Column("target", String, primary_key=True),
    Column("since", UtcDatetime, nullable=False),
    Column("rhythm", Coded(Rhythm)),
    Column("at", Time),
    Column("zone", String),
)
digest_figures = Table(
    "digest_figures",
    metadata,
    Column("week", String, primary_key=True),
    Column("body", String, nullable=False),
)
"""What partners are shown in a week: as it is shown, and nothing that is not."""

# Referrals

referral = Table(
    "referral",
    metadata,
    Column("reference", String, primary_key=True),
    Column("from_desk", ForeignKey("desk.code"), nullable=False),
    Column("to_desk", ForeignKey("desk.code"), nullable=False),
    Column("urgency", String, nullable=False),
    Column("service", String, nullable=False),
    Column("state", Coded(State), nullable=False),
    Column("since", UtcDatetime, nullable=False),
    Column("opened", UtcDatetime, nullable=False),
    Column("opened_by", ForeignKey("person.id"), nullable=False),
    Column("sent", UtcDatetime),
    Column("sent_by", ForeignKey("person.id")),
    Column("received_by", ForeignKey("person.id")),
    Column("follows", String),
    Column("turn", String),
    Column("clock", Coded(Clock)),
    Column("due", UtcDatetime),
    Column("decide_by", UtcDatetime),
    Column("decision_left", Duration),
    Column("file", Coded(FileState), nullable=False),
    Column("file_turn", String),
    Column("file_due", UtcDatetime),
    Column("version", Integer, nullable=False),
    Column("announced", UtcDatetime),
    Column("erased", UtcDatetime),
    Column("shelf", String, nullable=False),
    Column("content", LargeBinary),
)
"""`shelf` follows from the state: which lists a referral stands in (`storage.boxes`)."""

step = Table(
    "step",
    metadata,
    Column("reference", ForeignKey("referral.reference"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDatetime, nullable=False),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("desk", ForeignKey("desk.code"), nullable=False),
    Column("did", String, nullable=False),
    Column("before", Coded(State), nullable=False),
    Column("after", Coded(State), nullable=False),
    Column("facts", LargeBinary),
    sqlite_with_rowid=False,  # a referral's steps lie side by side
)

chase = Table(
    "chase",
    metadata,
    Column("reference", ForeignKey("referral.reference"), primary_key=True),
    Column("hand", Coded(Hand), primary_key=True),
    Column("desk", String, nullable=False),
    Column("urgency", String, nullable=False),
    Column("since", UtcDatetime, nullable=False),
    Column("due", UtcDatetime, nullable=False),
    Column("stage", Integer, nullable=False),
    Column("reminded", Integer, nullable=False),
    Column("next", UtcDatetime),
)

snooze = Table(
    "snooze",
    metadata,
    Column("reference", ForeignKey("referral.reference"), primary_key=True),
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("since", UtcDatetime, nullable=False),
    Column("until", UtcDatetime, nullable=False),
)

# What is kept about the database itself

audit = Table(
    "audit",
    metadata,
    Column("number", LongNumber, primary_key=True, autoincrement=False),
    Column("at", UtcDatetime, nullable=False),
    Column("person", Integer),
    Column("desk", String, nullable=False),
    Column("roles", String, nullable=False),
    Column("command", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("before", String, nullable=False),
    Column("after", String, nullable=False),
    Column("code", String, nullable=False),
    Column("place", String, nullable=False),
    Column("result", String, nullable=False),
    Column("hash", String, nullable=False),
)
"""Append-only: triggers refuse anything else. It points at no other table, so nothing that is erased can block it."""

retention = Table(
    "retention",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("finished", UtcDatetime),
    Column("lingers", UtcDatetime),
    CheckConstraint("id = 1", name="one_row"),
)
"""One row: the day's erasing that was done last, and what was erased last and may still be in the files."""

beat = Table(
    "beat",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("last", UtcDatetime),
    Column("late_since", UtcDatetime),
    Column("late_until", UtcDatetime),
    Column("late_missed", Integer),
    Column("told", UtcDatetime),
    CheckConstraint("id = 1", name="one_row"),
)
"""One row: when was last looked at what is due, the last time nobody did for long, and what the operator was told."""

seal_check = Table(
    "seal_check",
    metadata,
    Column("key_name", String, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""A known text sealed with every key that something in the database may be sealed with."""
