"""What is still to be said.

A parcel that was said or given up stays as a row for a while, so that its key is not used again. The parcels of one
person or room, or of one account where they are for it alone, are a line: none is taken while an earlier one is being
delivered, or waits to be tried again. What is in no hurry is a line of its own, and taken after everything else.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, update

from liaison_bot.records.outbox import Leased, Parcel
from liaison_bot.store import OutboxState
from storage.statement import Statement, insert_new
from storage.tables import given_up, outbox, waiting
from storage.transaction import Transaction, names_of
from storage.types import UtcDatetime

_NAMES = names_of(Parcel)
_NONE = timedelta(0)
_THIS = outbox.c.id == bindparam("its_id")
_PUT = insert_new(outbox, *_NAMES, "due", "attempts", "why", unique=("key",))
_before = outbox.alias("before")
_HELD_BACK = exists().where(
    _before.c.person == outbox.c.person,
    _before.c.account.is_not_distinct_from(outbox.c.account),
    _before.c.room.is_not_distinct_from(outbox.c.room),
    _before.c.unhurried == outbox.c.unhurried,
    _before.c.settled.is_(None),
    _before.c.given_up.is_(None),
    _before.c.stumbled.is_(None),
    _before.c.due > bindparam("now"),
    or_(_before.c.made < outbox.c.made, and_(_before.c.made == outbox.c.made, _before.c.id < outbox.c.id)),
)
"""Another parcel of the same line is earlier, and somebody works on it or it has to wait."""
_DUE = Statement(
    select(outbox.c.id, outbox.c.attempts, outbox.c.due, outbox.c.first_tried, *(outbox.c[name] for name in _NAMES))
    .where(waiting, outbox.c.due <= bindparam("now"), ~_HELD_BACK)
    .order_by(outbox.c.unhurried, outbox.c.made, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_LEASE = Statement(
    update(outbox)
    .where(_THIS)
    .values(due=bindparam("until"), attempts=outbox.c.attempts + 1, first_tried=bindparam("tried"))
)
_SETTLE = Statement(update(outbox).where(_THIS).values(settled=bindparam("now")))
_POSTPONE = Statement(
    update(outbox)
    .where(_THIS)
    .values(
        due=bindparam("until"),
        why=bindparam("reason"),
        stumbled=func.coalesce(bindparam("stumbled", type_=UtcDatetime), outbox.c.stumbled),
    )
)
_GIVE_UP = Statement(update(outbox).where(_THIS).values(given_up=bindparam("now"), why=bindparam("reason")))
_FORGET = Statement(
    delete(outbox).where(or_(outbox.c.settled < bindparam("before"), outbox.c.given_up < bindparam("before")))
)
_WAIT = select(func.count(), func.min(outbox.c.made)).select_from(outbox).where(waiting)
_GONE = select(func.count()).select_from(outbox).where(given_up, outbox.c.given_up >= bindparam("since"))
_OF_NOTICE = outbox.c.notice == bindparam("of_notice")
_WAITING, _WAITING_OF = Statement(_WAIT), Statement(_WAIT.where(_OF_NOTICE))
_GIVEN_UP, _GIVEN_UP_OF = Statement(_GONE), Statement(_GONE.where(_OF_NOTICE))
_BY_PERSON = Statement(
    select(outbox.c.person, func.count())
    .where(waiting, outbox.c.room.is_(None))
    .group_by(outbox.c.person)
    .order_by(outbox.c.person)
)


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
                "account": parcel.account,
                "room": parcel.room,
                "unhurried": parcel.unhurried,
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
        leased = tuple(
            Leased(
                number,
                Parcel(**dict(zip(_NAMES, fields, strict=True))),
                attempts + 1,
                first_tried + max(now - due, _NONE) if first_tried else now,
            )
            for number, attempts, due, first_tried, *fields in rows
        )
        until = now + length
        self._transaction.change_soon(
            _LEASE, *({"its_id": taken.id, "until": until, "tried": taken.first_tried} for taken in leased)
        )
        return leased

    def settle(self, parcel: int, now: datetime) -> None:
        """It was said."""
        self._transaction.change_soon(_SETTLE, {"its_id": parcel, "now": now})

    def postpone(self, parcel: int, until: datetime, why: str, stumbled: datetime | None = None) -> None:
        """It could not be said now."""
        values = {"its_id": parcel, "until": until, "reason": why, "stumbled": stumbled}
        self._transaction.change_soon(_POSTPONE, values)

    def give_up(self, parcel: int, now: datetime, why: str) -> None:
        """It can never be said."""
        self._transaction.change_soon(_GIVE_UP, {"its_id": parcel, "now": now, "reason": why})

    def forget(self, before: datetime) -> int:
        """Drop the parcels that were said, or given up, before then; how many."""
        return self._transaction.change(_FORGET, {"before": before})

    def state(self, given_up_since: datetime) -> OutboxState:
        """How the outbox stands: two counts over small indexes."""
        count, oldest = self._transaction.one(_WAITING)
        return OutboxState(count, oldest, self._transaction.one(_GIVEN_UP, {"since": given_up_since})[0])

    def state_of(self, notice: str, given_up_since: datetime) -> OutboxState:
        """How it stands with the parcels of one notice: the same counts, of these alone."""
        values = {"of_notice": notice, "since": given_up_since}
        count, oldest = self._transaction.one(_WAITING_OF, values)
        return OutboxState(count, oldest, self._transaction.one(_GIVEN_UP_OF, values)[0])

    def waiting_for(self) -> dict[int, int]:
        """How many parcels wait, by person."""
        return dict(self._transaction.rows(_BY_PERSON))
