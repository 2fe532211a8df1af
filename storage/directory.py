"""The directory, read whole: a few dozen desks and people."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, select

from liaison_bot.chat.inbound import Account
from liaison_bot.records.digests import DigestWish
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import Absence, Desk, Link, Person, Room, Tenure, Term
from storage import tables
from storage.statement import Statement
from storage.transaction import Transaction, names_of


def _all(table: Table, record: type[Any], *order: str) -> Statement:
    columns = (table.c[name] for name in names_of(record))
    return Statement(select(*columns).order_by(*(table.c[name] for name in order)))


_VERSION = Statement(select(tables.network.c.version))
_DESKS = _all(tables.desk, Desk, "code")
_PEOPLE = _all(tables.person, Person, "id")
_TENURES = _all(tables.tenure, Tenure, "person", "starts", "role")
_ABSENCES = _all(tables.absence, Absence, "person", "starts")
_TERMS = _all(tables.term, Term, "starts")
_ROOMS = _all(tables.room, Room, "platform", "id")
_WISHES = _all(tables.digest_wish, DigestWish, "kind", "target")
_WISH_NAMES = names_of(DigestWish)
_LINK = tables.link.c
_LINKS = Statement(
    select(_LINK.platform, _LINK.team, _LINK.user, _LINK.person, _LINK.since).order_by(
        _LINK.since, _LINK.platform, _LINK.team, _LINK.user
    )
)


def version(transaction: Transaction) -> int:
    """The directory's version as this transaction sees it."""
    found: int = transaction.one(_VERSION)[0]
    return found


def load(transaction: Transaction) -> Directory:
    """Read the directory as this transaction sees it.

    Every change raises the version in its own transaction, so tables that were read between two equal versions
    belong together, even where another transaction may commit between two statements.
    """
    before = version(transaction)
    while True:
        found = _load(transaction, before)
        after = version(transaction)
        if after == before:
            return found
        before = after


def _load(transaction: Transaction, at: int) -> Directory:
    def read(statement: Statement, make: Callable[..., Any]) -> tuple[Any, ...]:
        return tuple(make(*row) for row in transaction.rows(statement))

    return Directory(
        version=at,
        desks=read(_DESKS, Desk),
        people=read(_PEOPLE, Person),
        tenures=read(_TENURES, Tenure),
        absences=read(_ABSENCES, Absence),
        terms=read(_TERMS, Term),
        links=read(_LINKS, lambda platform, team, user, *rest: Link(Account(platform, team, user), *rest)),
        rooms=read(_ROOMS, Room),
        wishes=read(_WISHES, lambda *row: DigestWish(**dict(zip(_WISH_NAMES, row, strict=True)))),
    )
