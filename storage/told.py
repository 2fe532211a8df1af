"""Where the chats tell of what, and what is to be taken back."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, func, insert, select, update

from liaison_bot.chat.inbound import Account, Where
from liaison_bot.chat.platform import Telling
from liaison_bot.records.told import Recall
from storage.statement import Statement, insert_new, insert_row
from storage.tables import inbox, recall, referral, told
from storage.transaction import Transaction
from storage.types import UtcDatetime

_NOTE = insert_new(told, unique=("about", "place"))
_ABOUT = told.c.about == bindparam("its_about")
_KNOWN = Statement(select(told.c.since).where(_ABOUT, told.c.place == bindparam("its_place", type_=told.c.place.type)))
_NAMES = ("platform", "place", "about", "since", "until", "first_due", "due", "attempts")
_MOMENT = UtcDatetime()
_RECALL = Statement(
    insert(recall)
    .from_select(
        _NAMES,
        select(
            told.c.platform,
            told.c.place,
            told.c.about,
            told.c.since,
            bindparam("until", type_=_MOMENT),
            bindparam("first_due", type_=_MOMENT),
            bindparam("due", type_=_MOMENT),
            bindparam("attempts", type_=recall.c.attempts.type),
        ).where(_ABOUT),
    )
    .inline()
)
_THERE_LATER = (
    recall.c.place.in_(select(told.c.place).where(_ABOUT)),
    recall.c.first_due > bindparam("then", type_=_MOMENT),
)
_FORGET_ANSWERS = Statement(
    update(inbox).where(inbox.c.about.in_(select(recall.c.about).where(*_THERE_LATER))).values(answer=None, about=None)
)
_HASTEN = Statement(update(recall).where(*_THERE_LATER).values(first_due=bindparam("then"), due=bindparam("then")))
_FORGET = Statement(delete(told).where(_ABOUT))
_FORGET_REST = Statement(delete(told).where(~exists().where(referral.c.reference == told.c.about)))
_RECALL_ONE = insert_row(recall, *_NAMES)
_THIS = recall.c.id == bindparam("its_id")
_DUE = Statement(
    select(
        recall.c.id,
        recall.c.place,
        recall.c.about,
        recall.c.since,
        recall.c.until,
        recall.c.first_due,
        recall.c.attempts,
    )
    .where(recall.c.platform == bindparam("its_platform"), recall.c.due <= bindparam("now"))
    .order_by(recall.c.due, recall.c.id)
    .limit(bindparam("most"))
)
_PUT_OFF = Statement(
    update(recall).where(_THIS).values(due=bindparam("until"), attempts=recall.c.attempts + bindparam("tries"))
)
_DROP = Statement(delete(recall).where(_THIS))
_OVERDUE = Statement(
    select(recall.c.platform, func.count(recall.c.place.distinct()), func.min(recall.c.first_due))
    .where(recall.c.first_due <= bindparam("now", type_=_MOMENT))
    .group_by(recall.c.platform)
    .order_by(recall.c.platform)
)


class SqlTold:
    """Two tables: what stands in the chats, and what of it is to go."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def note(self, about: str, place: Account | Where, now: datetime) -> None:
        """It is told there from now on, unless it was before."""
        values = {"about": about, "place": place, "platform": place.platform, "since": now}
        self._transaction.change_soon(_NOTE, values)

    def known(self, about: str, place: Account | Where) -> bool:
        """Tell whether it is told there."""
        return self._transaction.row(_KNOWN, {"its_about": about, "its_place": place}) is not None

    def recall(self, abouts: Iterable[str], until: datetime, due: datetime) -> None:
        """What was told of them up to a moment is to be taken back, wherever that was; and what may have been of them.

        That is what is to go from those places by itself one day, with what was answered so.
        """
        values = {"until": until, "first_due": due, "due": due, "attempts": 0}
        for about in abouts:
            self._transaction.change_soon(_FORGET_ANSWERS, {"its_about": about, "then": due})
            self._transaction.change_soon(_HASTEN, {"its_about": about, "then": due})
            self._transaction.change_soon(_RECALL, {**values, "its_about": about})
            self._transaction.change_soon(_FORGET, {"its_about": about})

    def recall_one(self, telling: Telling, place: Account | Where, due: datetime) -> None:
        """What is told in one place is to be taken back from it."""
        said = {"about": telling.about, "since": telling.since, "until": telling.until}
        where = {"platform": place.platform, "place": place}
        self._transaction.change_soon(_RECALL_ONE, {**said, **where, "first_due": due, "due": due, "attempts": 0})

    def due(self, platform: str, now: datetime, most: int) -> tuple[Recall, ...]:
        """What is to be taken back by now, on one platform."""
        rows = self._transaction.rows(_DUE, {"its_platform": platform, "now": now, "most": most})
        return tuple(
            Recall(number, place, Telling(about, since, until), first_due, attempts)
            for number, place, about, since, until, first_due, attempts in rows
        )

    def put_off(self, recall: int, until: datetime, *, failed: bool) -> None:
        """It could not be done now."""
        self._transaction.change_soon(_PUT_OFF, {"its_id": recall, "until": until, "tries": int(failed)})

    def drop(self, recall: int) -> None:
        """It was done, or cannot be."""
        self._transaction.change_soon(_DROP, {"its_id": recall})

    def forget(self) -> int:
        """Drop the notes of what there is no more; how many."""
        return self._transaction.change(_FORGET_REST, {})

    def overdue(self, now: datetime) -> Mapping[str, tuple[int, datetime]]:
        """By platform: in how many places something was to be taken back by now, and since when the first of it."""
        rows = self._transaction.rows(_OVERDUE, {"now": now})
        return {platform: (count, oldest) for platform, count, oldest in rows}
