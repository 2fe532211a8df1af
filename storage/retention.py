"""What age ends."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, String, bindparam, delete, func, select, update

from liaison_bot.records.referrals import Referral, State
from liaison_bot.records.retention import Kept
from storage.boxes import COLUMNS, ENDED
from storage.referrals import read_referral
from storage.statement import Statement
from storage.tables import chase, conversation, referral, snooze, step
from storage.tables import retention as table
from storage.transaction import Transaction
from storage.types import UtcDatetime

_SHELF: Mapping[Kept, str] = {
    Kept.CONTENTS: ENDED,
    Kept.DRAFT: State.DRAFT.value,
    Kept.DISCARDED: State.CANCELLED.value,
    Kept.SKELETON: ENDED,
}
_OF_DESK = (
    referral.c.from_desk == bindparam("desk", type_=String),
    referral.c.shelf == bindparam("its_shelf", type_=String),
)
_OLD = (*_OF_DESK, referral.c.since <= bindparam("until", type_=UtcDatetime))
_THERE = referral.c.erased.is_(None)
_THIS_RUN = (*_OF_DESK, _THERE, referral.c.announced == bindparam("run", type_=UtcDatetime))
_THIS = bindparam("its_reference", type_=String)

_ROW = Statement(select(table.c.finished, table.c.lingers))
_FINISH = Statement(update(table).values(finished=bindparam("run")))
_LINGERS = Statement(update(table).values(lingers=bindparam("now")))
_ANNOUNCE = Statement(
    update(referral).where(*_OLD, _THERE, referral.c.announced.is_(None)).values(announced=bindparam("run"))
)
_ANNOUNCED = Statement(
    select(*COLUMNS).where(*_THIS_RUN).order_by(referral.c.since, referral.c.reference).limit(bindparam("most"))
)
_COUNT = Statement(select(func.count()).select_from(referral).where(*_THIS_RUN))
_FOUND = select(referral.c.reference).where(*_OLD).order_by(referral.c.since, referral.c.reference)
_AT_MOST = _FOUND.limit(bindparam("most")).with_for_update(skip_locked=True)
_TOLD = Statement(_AT_MOST.where(_THERE, referral.c.announced <= bindparam("announced_by", type_=UtcDatetime)))
_UNTOLD = Statement(_AT_MOST.where(_THERE))
_BARE = Statement(_AT_MOST.where(referral.c.erased.is_not(None)))
_DUE: Mapping[Kept, Statement] = {
    Kept.CONTENTS: _TOLD,
    Kept.DRAFT: _TOLD,
    Kept.DISCARDED: _UNTOLD,
    Kept.SKELETON: _BARE,
}
_FORGET_FORMS = Statement(delete(conversation).where(conversation.c.form.like(bindparam("about", type_=String))))
_EMPTY = (
    Statement(update(step).where(step.c.reference == _THIS, step.c.facts.is_not(None)).values(facts=None)),
    Statement(update(referral).where(referral.c.reference == _THIS).values(content=None, erased=bindparam("now"))),
)
_DROP = (
    Statement(delete(snooze).where(snooze.c.reference == _THIS)),
    Statement(delete(chase).where(chase.c.reference == _THIS)),
    Statement(delete(step).where(step.c.reference == _THIS)),
    Statement(update(referral).where(referral.c.follows == _THIS).values(follows=None)),
    Statement(delete(referral).where(referral.c.reference == _THIS)),
)


class SqlRetention:
    """Desk by desk, from the index of what is not erased yet."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def finished(self) -> datetime | None:
        """The day's run that was done last."""
        found: datetime | None = self._transaction.one(_ROW)[0]
        return found

    def lingers(self) -> datetime | None:
        """When something was erased last that may still be found in the database's files."""
        found: datetime | None = self._transaction.one(_ROW)[1]
        return found

    def finish(self, run: datetime) -> None:
        """A day's run is done."""
        self._transaction.change_soon(_FINISH, {"run": run})

    def announce(self, kind: Kept, desk: str, until: datetime, run: datetime) -> int:
        """Note that a desk is told; of how many."""
        values = {"desk": desk, "its_shelf": _SHELF[kind], "until": until, "run": run}
        return self._transaction.change(_ANNOUNCE, values)

    def announced(self, kind: Kept, desk: str, run: datetime, most: int) -> tuple[tuple[Referral, ...], int]:
        """What a run announced and is still so, and how many there are."""
        values = {"desk": desk, "its_shelf": _SHELF[kind], "run": run}
        rows = self._transaction.rows(_ANNOUNCED, {**values, "most": most})
        (count,) = self._transaction.one(_COUNT, values)
        return tuple(read_referral(self._transaction, row) for row in rows), count

    def due(self, kind: Kept, desk: str, until: datetime, announced: datetime, most: int) -> tuple[str, ...]:
        """References of what is to be erased, locked."""
        values = {"desk": desk, "its_shelf": _SHELF[kind], "until": until, "most": most, "announced_by": announced}
        return tuple(reference for (reference,) in self._transaction.rows(_DUE[kind], values))

    def erase(self, kind: Kept, references: Iterable[str], now: datetime) -> None:
        """Erase them, and the forms under way about them."""
        every = tuple(references)
        self._transaction.change_soon(_FORGET_FORMS, *({"about": f"% {reference}"} for reference in every))
        for statement in _EMPTY if kind is Kept.CONTENTS else _DROP:
            self._transaction.change_soon(statement, *({"its_reference": one, "now": now} for one in every))
        if every:
            self._transaction.change_soon(_LINGERS, {"now": now})


def is_gone(connection: Connection, lingers: datetime) -> None:
    """Note that what was erased up to then is in no file any more, unless more was erased meanwhile."""
    connection.execute(update(table).where(table.c.lingers == lingers).values(lingers=None))
