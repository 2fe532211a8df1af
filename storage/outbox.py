"""What is still to be said.

A parcel that was said or given up stays as a row, so that its key is never used again.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, update

from liaison_bot.records.outbox import Leased, Parcel
from liaison_bot.store import OutboxState
from storage.statement import Statement, insert_new
from storage.tables import given_up, outbox, waiting
from storage.transaction import Transaction, names_of

_NAMES = names_of(Parcel)
_THIS = outbox.c.id == bindparam("its_id")
_PUT = insert_new(outbox, *_NAMES, "due", "attempts", "why", unique=("key",))
_DUE = Statement(
    select(outbox.c.id, outbox.c.attempts, *(outbox.c[name] for name in _NAMES))
    .where(waiting, outbox.c.due <= bindparam("now"))
    .order_by(outbox.c.due, outbox.c.made, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_LEASE = Statement(update(outbox).where(_THIS).values(due=bindparam("until"), attempts=outbox.c.attempts + 1))
_SETTLE = Statement(update(outbox).where(_THIS).values(settled=bindparam("now")))
_POSTPONE = Statement(update(outbox).where(_THIS).values(due=bindparam("until"), why=bindparam("reason")))
_GIVE_UP = Statement(update(outbox).where(_THIS).values(given_up=bindparam("now"), why=bindparam("reason")))
_WAITING = Statement(select(func.count(), func.min(outbox.c.made)).select_from(outbox).where(waiting))
_GIVEN_UP = Statement(select(func.count()).select_from(outbox).where(given_up))


class SqlOutbox:
    """Parcels by when they may be taken."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, parcels: Iterable[Parcel]) -> None:
        """Add parcels; one whose key is known already is not added again."""
        rows = [
            {
                "key": parcel.key,
                "person": parcel.person,
                "notice": parcel.notice,
                "subject": parcel.subject,
                "number": parcel.number,
                "made": parcel.made,
                "due": parcel.made,
                "attempts": 0,
                "why": "",
            }
            for parcel in parcels
        ]
        self._transaction.change_soon(_PUT, *rows)

    def lease(self, now: datetime, length: timedelta, most: int) -> tuple[Leased, ...]:
        """Take parcels that are due, oldest first. A lease that runs out is nobody's, and the parcel is due again."""
        rows = self._transaction.rows(_DUE, {"now": now, "most": most})
        self._transaction.change_soon(_LEASE, *({"its_id": number, "until": now + length} for number, *_ in rows))
        return tuple(
            Leased(number, Parcel(**dict(zip(_NAMES, fields, strict=True))), attempts + 1)
            for number, attempts, *fields in rows
        )

    def settle(self, parcel: int, now: datetime) -> None:
        """It was said."""
        self._transaction.change_soon(_SETTLE, {"its_id": parcel, "now": now})

    def postpone(self, parcel: int, until: datetime, why: str) -> None:
        """It could not be said now."""
        self._transaction.change_soon(_POSTPONE, {"its_id": parcel, "until": until, "reason": why})

    def give_up(self, parcel: int, now: datetime, why: str) -> None:
        """It can never be said."""
        self._transaction.change_soon(_GIVE_UP, {"its_id": parcel, "now": now, "reason": why})

    def state(self) -> OutboxState:
        """How the outbox stands: two counts over small indexes."""
        count, oldest = self._transaction.one(_WAITING)
        return OutboxState(count, oldest, self._transaction.one(_GIVEN_UP)[0])
