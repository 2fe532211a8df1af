"""How regularly time was kept, and until when the operator was told of what went wrong: one row."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from liaison_bot.records.beats import Lateness
from storage.statement import Statement
from storage.tables import beat as table
from storage.transaction import Transaction

_ROW = Statement(select(table.c.last, table.c.told, table.c.late_since, table.c.late_until, table.c.late_missed))
_NOTE = Statement(update(table).values(last=bindparam("now")))
_LATE = Statement(
    update(table).values(late_since=bindparam("since"), late_until=bindparam("until"), late_missed=bindparam("missed"))
)
_TELL = Statement(update(table).values(told=bindparam("now")))


class SqlBeats:
    """The last look at what is due, and the last time there was none for long."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def last(self) -> datetime | None:
        """When somebody last looked."""
        found: datetime | None = self._transaction.one(_ROW)[0]
        return found

    def note(self, now: datetime) -> None:
        """Somebody looks now."""
        self._transaction.change_soon(_NOTE, {"now": now})

    def lateness(self) -> Lateness | None:
        """The last time nobody looked for long."""
        _, _, since, until, missed = self._transaction.one(_ROW)
        return None if since is None else Lateness(since, until, missed)

    def note_late(self, late: Lateness) -> None:
        """Nobody looked for long."""
        values = {"since": late.since, "until": late.until, "missed": late.missed}
        self._transaction.change_soon(_LATE, values)

    def told(self) -> datetime | None:
        """Up to when the operator's room was told of what went wrong."""
        found: datetime | None = self._transaction.one(_ROW)[1]
        return found

    def tell(self, now: datetime) -> None:
        """The operator's room was told."""
        self._transaction.change_soon(_TELL, {"now": now})
