"""Changes to the Network."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Integer, bindparam, delete, insert, update

from liaison_bot.chat.inbound import Account, Where
from liaison_bot.records.digests import DigestWish
from liaison_bot.records.network import Absence, Desk, Link, Person, Room, Tenure, Term
from storage import tables
from storage.statement import Statement, insert_or_replace
from storage.tables import absence, link, network, person, tenure
from storage.transaction import Transaction, names_of

_WHOSE, _DAY = bindparam("whose", type_=Integer), bindparam("day", type_=Date)
_GROW = Statement(update(network).values(version=network.c.version + 1))
_SAVE_DESK = insert_or_replace(tables.desk)
_PERSON = ("desk", "name", "language", "zone")
_ADD_PERSON = Statement(insert(person).values({name: bindparam(name) for name in _PERSON}).returning(person.c.id))
_SAVE_PERSON = Statement(
    update(person).where(person.c.id == bindparam("its_id")).values({name: bindparam(name) for name in _PERSON})
)
_ADD_TENURE = insert_or_replace(tenure)
_ADD_ABSENCE = insert_or_replace(absence)
_DROP_ABSENCES = Statement(delete(absence).where(absence.c.person == _WHOSE, absence.c.starts >= _DAY))
_CUT_ABSENCES = Statement(
    update(absence)
    .where(absence.c.person == _WHOSE, absence.c.starts < _DAY, absence.c.ends >= _DAY)
    .values(ends=bindparam("last"))
)
_ADD_TERM = insert_or_replace(tables.term)
_LINK = insert_or_replace(link)
_UNLINK = Statement(
    delete(link).where(
        link.c.platform == bindparam("its_platform"),
        link.c.team == bindparam("its_team"),
        link.c.user == bindparam("its_user"),
    )
)
_SAVE_ROOM = insert_or_replace(tables.room)
_SAVE_WISH = insert_or_replace(tables.digest_wish)
_DROP_ROOM = Statement(
    delete(tables.room).where(
        tables.room.c.platform == bindparam("its_platform"), tables.room.c.id == bindparam("its_room")
    )
)


class SqlMembers:
    """Each change makes the directory's version grow; `changed` is called so that nobody uses an older one."""

    def __init__(self, transaction: Transaction, changed: Callable[[], None]) -> None:
        self._transaction = transaction
        self._changed = changed

    def save_desk(self, desk: Desk) -> None:
        """Add a desk, or change it."""
        self._change(_SAVE_DESK, _values(desk))

    def add_person(self, desk: str, name: str, language: str, zone: str) -> Person:
        """Add somebody and give them a number."""
        self._grow()
        values = {"desk": desk, "name": name, "language": language, "zone": zone}
        return Person(self._transaction.one(_ADD_PERSON, values)[0], **values)

    def save_person(self, person: Person) -> None:
        """Change somebody's name, language, zone or desk. Raises `LookupError` for somebody who is not here."""
        values = _values(person)
        values["its_id"] = values.pop("id")
        if self._change(_SAVE_PERSON, values) == 0:
            raise LookupError(f"there is no person {person.id}")

    def add_tenure(self, tenure: Tenure) -> None:
        """Give a role from a day on. The same role from the same day again replaces its end."""
        self._change(_ADD_TENURE, _values(tenure))

    def add_absence(self, absence: Absence) -> None:
        """Note that somebody is away. A second absence from the same day replaces the first."""
        self._change(_ADD_ABSENCE, _values(absence))

    def drop_absences(self, person: int, from_day: date) -> None:
        """Somebody is back: absences from this day on go, and one that covers it ends the day before."""
        self._change(_DROP_ABSENCES, {"whose": person, "day": from_day})
        last = from_day - timedelta(days=1)
        self._transaction.change(_CUT_ABSENCES, {"whose": person, "day": from_day, "last": last})

    def add_term(self, term: Term) -> None:
        """Note from when a country presides."""
        self._change(_ADD_TERM, _values(term))

    def link(self, link: Link) -> None:
        """Give an account to a person, taking it from whoever had it."""
        self._change(_LINK, {**_account(link.account), "person": link.person, "since": link.since})

    def unlink(self, account: Account) -> None:
        """Take an account from its person."""
        self._change(_UNLINK, {f"its_{name}": value for name, value in _account(account).items()})

    def save_room(self, room: Room) -> None:
        """Approve a room, or change its class or language."""
        self._change(_SAVE_ROOM, _values(room))

    def drop_room(self, where: Where) -> None:
        """Take a room's approval back."""
        self._change(_DROP_ROOM, {"its_platform": where.platform, "its_room": where.id})

    def save_wish(self, wish: DigestWish) -> None:
        """Keep what was chosen for a digest."""
        self._change(_SAVE_WISH, _values(wish))

    def _change(self, statement: Statement, values: dict[str, Any]) -> int:
        self._grow()
        return self._transaction.change(statement, values)

    def _grow(self) -> None:
        """Before the change itself: the version's row is the lock by which changes follow one another."""
        self._changed()
        self._transaction.change(_GROW)


def _values(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names_of(type(record))}


def _account(account: Account) -> dict[str, Any]:
    return {"platform": account.platform, "team": account.team, "user": account.user}
