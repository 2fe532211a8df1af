"""Deadlines that are chased."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from liaison_bot.records.chases import Chase, Hand, Snooze
from storage.statement import Statement, insert_or_replace
from storage.tables import chase as table
from storage.tables import snooze
from storage.transaction import Transaction, names_of

_NAMES = names_of(Chase)
_COLUMNS = tuple(table.c[name] for name in _NAMES)
_THIS = (table.c.reference == bindparam("its_reference"), table.c.hand == bindparam("its_hand"))
_GET = Statement(select(*_COLUMNS).where(*_THIS))
_KEEP = insert_or_replace(table)
_DROP = Statement(delete(table).where(*_THIS))
_DUE = Statement(
    select(*_COLUMNS)
    .where(table.c.next <= bindparam("now"))
    .order_by(table.c.next, table.c.reference, table.c.hand)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_WAITING = Statement(select(func.count()).select_from(table).where(table.c.next <= bindparam("now")))
_SNOOZE_NAMES = names_of(Snooze)
_SNOOZE = insert_or_replace(snooze)
_SNOOZED = Statement(
    select(*(snooze.c[name] for name in _SNOOZE_NAMES)).where(snooze.c.reference == bindparam("its_reference"))
)
_WAKE = Statement(delete(snooze).where(snooze.c.reference == bindparam("its_reference")))


class SqlChases:
    """At most one for each hand of a referral's clock."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, reference: str, hand: Hand) -> Chase | None:
        """The chase that is on."""
        found = self._transaction.row(_GET, _this(reference, hand))
        return None if found is None else _chase(found)

    def keep(self, chase: Chase) -> None:
        """Begin a chase, or keep how far it has gone; another of the same hand is over."""
        self._transaction.change_soon(_KEEP, {name: getattr(chase, name) for name in _NAMES})

    def drop(self, reference: str, hand: Hand) -> None:
        """It is over."""
        self._transaction.change_soon(_DROP, _this(reference, hand))
        if hand is Hand.REFERRAL:
            self._transaction.change_soon(_WAKE, {"its_reference": reference})

    def due(self, now: datetime, most: int) -> tuple[Chase, ...]:
        """Those with something to be done by now, longest overdue first; nobody else is given them meanwhile."""
        return tuple(_chase(row) for row in self._transaction.rows(_DUE, {"now": now, "most": most}))

    def waiting(self, now: datetime) -> int:
        """How many have something to be done by now."""
        (count,) = self._transaction.one(_WAITING, {"now": now})
        return int(count)

    def snooze(self, asked: Snooze) -> None:
        """Put somebody's reminders off; another time they asked for is replaced."""
        self._transaction.change_soon(_SNOOZE, {name: getattr(asked, name) for name in _SNOOZE_NAMES})

    def snoozed(self, reference: str) -> Mapping[int, Snooze]:
        """Who asked for it, by person."""
        rows = self._transaction.rows(_SNOOZED, {"its_reference": reference})
        found = (Snooze(**dict(zip(_SNOOZE_NAMES, row, strict=True))) for row in rows)
        return {asked.person: asked for asked in found}


def _this(reference: str, hand: Hand) -> dict[str, Any]:
    return {"its_reference": reference, "its_hand": hand}


def _chase(row: tuple[Any, ...]) -> Chase:
    return Chase(**dict(zip(_NAMES, row, strict=True)))
