"""By what the larger tables are read: the indexes that hold only what is waited for, and those beside them.

Migrations make them, and no statement names them. They are apart from the tables because an index with a condition on
PostgreSQL makes SQLAlchemy load all that it knows of PostgreSQL, and a bot on SQLite has no need of that.
"""

from sqlalchemy import Index

from storage.tables import chase, given_up, inbox, metadata, outbox, referral, step, waiting

METADATA = metadata
"""The tables, with these indexes."""

Index("outbox_waiting", outbox.c.due, outbox.c.made, outbox.c.id, sqlite_where=waiting, postgresql_where=waiting)
Index("outbox_line", outbox.c.person, outbox.c.made, outbox.c.id, sqlite_where=waiting, postgresql_where=waiting)
Index("outbox_given_up", outbox.c.id, sqlite_where=given_up, postgresql_where=given_up)

_tells = inbox.c.about.is_not(None)
Index("inbox_about", inbox.c.about, sqlite_where=_tells, postgresql_where=_tells)

# Each list of a desk is read from these, in its order; `reference` makes the order total. Those that hold only what is
# waited for stay small, however many referrals there have been.
Index("referral_sent", referral.c.from_desk, referral.c.shelf, referral.c.since, referral.c.reference)
Index("referral_received", referral.c.to_desk, referral.c.shelf, referral.c.since, referral.c.reference)


def _index_of_waiting(name: str, whose: str, until: str, only: str) -> None:
    column = referral.c
    there = column[only].is_not(None)
    Index(name, column[whose], column[until], column.reference, sqlite_where=there, postgresql_where=there)


_index_of_waiting("referral_turn", "turn", "due", "turn")
_index_of_waiting("referral_file_turn", "file_turn", "file_due", "file_turn")
_index_of_waiting("referral_sent_due", "from_desk", "due", "due")
_index_of_waiting("referral_received_due", "to_desk", "due", "due")
_index_of_waiting("referral_sent_file_due", "from_desk", "file_due", "file_due")
_index_of_waiting("referral_received_file_due", "to_desk", "file_due", "file_due")

_unerased, _follows = referral.c.erased.is_(None), referral.c.follows.is_not(None)
Index(
    "referral_unerased",
    referral.c.from_desk,
    referral.c.shelf,
    referral.c.since,
    referral.c.reference,
    sqlite_where=_unerased,
    postgresql_where=_unerased,
)
"""What age has not ended yet: years of erased skeletons are not walked through to find it."""
Index("referral_follows", referral.c.follows, sqlite_where=_follows, postgresql_where=_follows)

_left = chase.c.next.is_not(None)
Index("chase_next", chase.c.next, sqlite_where=_left, postgresql_where=_left)

Index("step_at", step.c.at)
"""How long desks took lately: two weeks of steps are read, and not the years before them."""
