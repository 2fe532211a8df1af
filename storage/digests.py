"""Digests: which were made, and what they are made from."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    union_all,
)

from liaison_bot.records.digests import Answered, Counts, Kind, Tally
from liaison_bot.records.referrals import Referral, State
from storage.boxes import COLUMNS, OPEN
from storage.referrals import read_referral
from storage.statement import Statement, insert_new
from storage.tables import digest, digest_figures, referral, step
from storage.transaction import Transaction
from storage.types import UtcDatetime

_CLAIM = insert_new(digest, unique=("kind", "target", "day"))
_MADE = Statement(select(digest.c.kind, digest.c.target, digest.c.day).where(digest.c.day >= bindparam("first")))
_FORGET = Statement(delete(digest).where(digest.c.day < bindparam("before")))
_KEEP_FIGURES = insert_new(digest_figures, unique=("week",))
_FIGURES = Statement(select(digest_figures.c.body).where(digest_figures.c.week == bindparam("its_week")))

_TABLE = referral.c
_DESK, _NOW = bindparam("whose", type_=String), bindparam("now", type_=UtcDatetime)
_UNTIL = bindparam("until", type_=UtcDatetime)


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)


def _own(column: ColumnElement[Any]) -> Select[Any]:
    return select(_TABLE.reference, _TABLE.turn, _TABLE.due, _TABLE.file_turn, _TABLE.file_due).where(column == _DESK)


def _before(moment: ColumnElement[datetime], whose: FromClause) -> ColumnElement[bool]:
    """The desk should have acted by then."""
    own_turn = and_(whose.c.turn == _DESK, whose.c.due < moment)
    return or_(own_turn, and_(whose.c.file_turn == _DESK, whose.c.file_due < moment))


_MINE = _own(_TABLE.turn).union(_own(_TABLE.file_turn)).subquery()
_OWN = Statement(
    select(
        func.count().label("all"),
        _count(_before(_NOW, _MINE)).label("overdue"),
        _count(_before(_UNTIL, _MINE)).label("by_then"),
    ).select_from(_MINE)
)
_AWAITED = (
    _TABLE.shelf == OPEN,
    or_(_TABLE.turn.is_not(None), _TABLE.file_turn.is_not(None)),
    _TABLE.turn.is_distinct_from(_DESK),
    _TABLE.file_turn.is_distinct_from(_DESK),
)
_THEIRS = union_all(
    *(select(_TABLE.due, _TABLE.file_due).where(own == _DESK, *_AWAITED) for own in (_TABLE.from_desk, _TABLE.to_desk))
).subquery()
_OTHERS = Statement(
    select(
        func.count().label("all"), _count(or_(_THEIRS.c.due < _NOW, _THEIRS.c.file_due < _NOW)).label("overdue")
    ).select_from(_THEIRS)
)
_COUNTS = Statement(
    select(_TABLE.state, _TABLE.urgency, func.count().label("many"))
    .where(_TABLE.shelf == OPEN)
    .group_by(_TABLE.state, _TABLE.urgency)
)
_LATE = (_TABLE.turn.is_not(None), _TABLE.due < _NOW)
_LATE_BY_DESK = Statement(
    select(_TABLE.turn, func.count().label("many")).where(*_LATE).group_by(_TABLE.turn).order_by(_TABLE.turn)
)
_OVERDUE = Statement(select(*COLUMNS).where(*_LATE).order_by(_TABLE.due, _TABLE.reference).limit(bindparam("most")))
_DECISIONS = ("accept", "reject")
_ANSWERED = Statement(
    select(step.c.desk, step.c.did, step.c.before, step.c.at, referral.c.sent)
    .join(referral, referral.c.reference == step.c.reference)
    .where(
        step.c.at >= bindparam("start", type_=UtcDatetime),
        step.c.at < bindparam("end", type_=UtcDatetime),
        or_(step.c.before == State.SENT, step.c.did.in_([bindparam(f"did_{one}", one) for one in _DECISIONS])),
        step.c.desk == referral.c.to_desk,
        step.c.before != step.c.after,
        referral.c.sent.is_not(None),
    )
)


class SqlDigests:
    """Each digest once, by kind, target and local day."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def claim(self, kind: Kind, target: str, day: date, now: datetime) -> bool:
        """Note a digest as made; False when it is noted already."""
        values = {"kind": kind, "target": target, "day": day, "made": now}
        return self._transaction.change(_CLAIM, values) == 1

    def made(self, first: date) -> frozenset[tuple[Kind, str, date]]:
        """Those that were made for this day or a later one."""
        return frozenset((kind, target, day) for kind, target, day in self._transaction.rows(_MADE, {"first": first}))

    def forget(self, before: date) -> int:
        """Drop the notes of days before this one; how many."""
        return self._transaction.change(_FORGET, {"before": before})

    def tally(self, desk: str, now: datetime, until: datetime) -> Tally:
        """What waits for a desk, what of it until then, and what it waits for."""
        values = {"whose": desk, "now": now, "until": until}
        own, overdue, by_then = self._transaction.one(_OWN, values)
        return Tally(own, overdue, by_then - overdue, *self._transaction.one(_OTHERS, values))

    def counts(self) -> Counts:
        """All that is open, by state and urgency."""
        return {(state, urgency): many for state, urgency, many in self._transaction.rows(_COUNTS)}

    def late(self, now: datetime) -> Mapping[str, int]:
        """How many deadlines have passed, by the desk whose turn it is."""
        return dict(self._transaction.rows(_LATE_BY_DESK, {"now": now}))

    def overdue(self, now: datetime, most: int) -> tuple[Referral, ...]:
        """Those whose deadline has passed, longest overdue first."""
        rows = self._transaction.rows(_OVERDUE, {"now": now, "most": most})
        return tuple(read_referral(self._transaction, row) for row in rows)

    def answered(self, start: datetime, end: datetime) -> tuple[Answered, ...]:
        """How long receiving desks took for the first answer, and for the decision, of what they answered then."""
        found = []
        for desk, did, before, at, sent in self._transaction.rows(_ANSWERED, {"start": start, "end": end}):
            if before is State.SENT:
                found.append(Answered(desk, decided=False, took=at - sent))
            if did in _DECISIONS:
                found.append(Answered(desk, decided=True, took=at - sent))
        return tuple(found)

    def figures(self, week: str) -> Mapping[str, int] | None:
        """What was shown to partners in a week, if anything was."""
        row = self._transaction.row(_FIGURES, {"its_week": week})
        return None if row is None else dict(json.loads(row[0]))

    def keep_figures(self, week: str, figures: Mapping[str, int]) -> None:
        """Keep what partners are shown in a week; the first figures stay."""
        self._transaction.change_soon(_KEEP_FIGURES, {"week": week, "body": json.dumps(dict(figures))})
