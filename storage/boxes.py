"""A desk's lists of referrals, each read from indexes in the order it is shown in.

A list is put together from branches. A branch is one index, read from its start and no further than the page's end; so
a page costs the same however many referrals there are. Branches may name the same referral (its turn, and the file's);
it stands where its earliest place is, and that place is within reach in the branch it comes from.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, func, select, union_all

from liaison_bot.records.referrals import OWN, TERMINAL, Box, Referral, State
from storage.statement import Statement
from storage.tables import referral
from storage.transaction import names_of
from storage.types import UtcDatetime

OPEN, ENDED = "open", "ended"

COLUMNS = tuple(referral.c[name] for name in names_of(Referral))
"""A referral's row in the order of the record's fields."""


def shelf_of(state: State) -> str:
    """Where a referral in this state stands: `open`, `ended`, or apart as its sender's own, `draft` or `cancelled`."""
    if state in OWN:
        return state.value
    return ENDED if state in TERMINAL else OPEN


def page_of(box: Box) -> Statement:
    """A page's statement. It takes `whose` (a desk), `now`, `skip`, `most`, and `reach`: skip and most together."""
    return _PAGES[box]


_DESK, _NOW = bindparam("whose", type_=String), bindparam("now", type_=UtcDatetime)
_TABLE = referral.c


def _on(column: ColumnElement[Any], shelf: str) -> Select[Any]:
    return _branch(_TABLE.since, column == _DESK, _TABLE.shelf == shelf, newest_first=True)


def _whose_turn(column: ColumnElement[Any], until: ColumnElement[Any]) -> Select[Any]:
    return _branch(until, column == _DESK)


def _sent_late(until: ColumnElement[Any]) -> Select[Any]:
    return _branch(until, _TABLE.from_desk == _DESK, until < _NOW)


def _received_late(until: ColumnElement[Any]) -> Select[Any]:
    hidden = (_TABLE.shelf != State.DRAFT.value, _TABLE.shelf != State.CANCELLED.value)
    return _branch(until, _TABLE.to_desk == _DESK, until < _NOW, *hidden)


def _order(
    place: ColumnElement[Any], reference: ColumnElement[Any], *, newest_first: bool
) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    if newest_first:
        return place.desc(), reference.desc()
    return place.asc().nulls_last(), reference.asc()


def _branch(place: ColumnElement[Any], *which: ColumnElement[bool], newest_first: bool = False) -> Select[Any]:
    ordered = (
        select(_TABLE.reference, place.label("place"))
        .where(*which)
        .order_by(*_order(place, _TABLE.reference, newest_first=newest_first))
        .limit(bindparam("reach"))
    )
    return select(ordered.subquery())


def _page(branches: Sequence[Select[Any]], *, newest_first: bool = False) -> Statement:
    order = partial(_order, newest_first=newest_first)
    within_reach = union_all(*branches).subquery()
    place = func.min(within_reach.c.place)
    page = (
        select(within_reach.c.reference, place.label("place"))
        .group_by(within_reach.c.reference)
        .order_by(*order(place, within_reach.c.reference))
        .limit(bindparam("most"))
        .offset(bindparam("skip"))
        .subquery()
    )
    return Statement(
        select(*COLUMNS)
        .join(page, page.c.reference == _TABLE.reference)
        .order_by(*order(page.c.place, page.c.reference))
    )


_PAGES = {
    Box.WAITING: _page([_whose_turn(_TABLE.turn, _TABLE.due), _whose_turn(_TABLE.file_turn, _TABLE.file_due)]),
    Box.SENT: _page([_on(_TABLE.from_desk, OPEN), _on(_TABLE.from_desk, State.DRAFT.value)], newest_first=True),
    Box.RECEIVED: _page([_on(_TABLE.to_desk, OPEN)], newest_first=True),
    Box.OVERDUE: _page(
        [late(until) for late in (_sent_late, _received_late) for until in (_TABLE.due, _TABLE.file_due)]
    ),
    Box.CLOSED: _page(
        [
            _on(_TABLE.from_desk, ENDED),
            _on(_TABLE.from_desk, State.CANCELLED.value),
            _on(_TABLE.to_desk, ENDED),
        ],
        newest_first=True,
    ),
}
