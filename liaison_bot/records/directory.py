"""The whole Network at one moment, in memory: a few dozen desks and people. Who may do what follows from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from typing import TypeVar
from zoneinfo import ZoneInfo

from liaison_bot.chat.inbound import Account, Where
from liaison_bot.records.digests import DigestWish, Kind, room_target
from liaison_bot.records.network import (
    CASE_ROLES,
    COORDINATORS,
    OFFICERS,
    Absence,
    Actor,
    Desk,
    DeskKind,
    Link,
    Person,
    Role,
    Room,
    RoomClass,
    Tenure,
    Term,
)
from liaison_bot.records.outbox import NOBODY

_K = TypeVar("_K")
_V = TypeVar("_V")
_NO_DESK = Desk("", DeskKind.SECRETARIAT, "UTC", "")


@dataclass(frozen=True)
class Directory:
    """Everything that is known of the Network. `version` grows with every change."""

    version: int
    desks: tuple[Desk, ...]
    people: tuple[Person, ...]
    tenures: tuple[Tenure, ...]
    absences: tuple[Absence, ...]
    terms: tuple[Term, ...]
    links: tuple[Link, ...]
    rooms: tuple[Room, ...]
    wishes: tuple[DigestWish, ...] = ()

    @cached_property
    def _wishes(self) -> Mapping[tuple[Kind, str], DigestWish]:
        return {(wish.kind, wish.target): wish for wish in self.wishes}

    @cached_property
    def _desks(self) -> Mapping[str, Desk]:
        return {desk.code: desk for desk in self.desks}

    @cached_property
    def _people(self) -> Mapping[int, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _people_at(self) -> Mapping[str, tuple[Person, ...]]:
        return _by(attrgetter("desk"), self.people)

    @cached_property
    def _tenures_of(self) -> Mapping[int, tuple[Tenure, ...]]:
        return _by(attrgetter("person"), self.tenures)

    @cached_property
    def _absences_of(self) -> Mapping[int, tuple[Absence, ...]]:
        return _by(attrgetter("person"), self.absences)

    @cached_property
    def _links(self) -> Mapping[Account, Link]:
        return {link.account: link for link in self.links}

    @cached_property
    def _links_of(self) -> Mapping[int, tuple[Link, ...]]:
        return _by(attrgetter("person"), self.links)

    @cached_property
    def _rooms(self) -> Mapping[tuple[str, str], Room]:
        return {(room.platform, room.id): room for room in self.rooms}

    def desk(self, code: str) -> Desk | None:
        """The desk of this code."""
        return self._desks.get(code)

    def person(self, number: int | None) -> Person | None:
        """The person of this number."""
        return None if number is None else self._people.get(number)

    def people_at(self, desk: str) -> tuple[Person, ...]:
        """Everybody who belongs to a desk, with a role or without."""
        return self._people_at.get(desk, ())

    def links_of(self, person: int) -> tuple[Link, ...]:
        """Somebody's accounts, those they have had longest first."""
        return self._links_of.get(person, ())

    def tenures_of(self, person: int) -> tuple[Tenure, ...]:
        """All roles somebody held, holds or will hold, by their first days."""
        return self._tenures_of.get(person, ())

    def today(self, desk: str, now: datetime) -> date:
        """The date at a desk, by which its people's roles begin and end. Their own zones are their own choice."""
        return self._today(self._desks[desk].zone, now)

    def expected(self, account: Account, now: datetime) -> tuple[Person, date] | None:
        """Who uses this account and has no role yet, with the first day of the one to come."""
        link = self._links.get(account)
        person = self._people.get(link.person) if link else None
        if person is None or not self._desks[person.desk].active or self._roles(person, now):
            return None
        today = self.today(person.desk, now)
        coming = [one.starts for one in self.tenures_of(person.id) if one.starts > today and one.lasts_beyond(today)]
        return (person, min(coming)) if coming else None

    def room(self, where: Where) -> Room | None:
        """The approved room this place is, if it is one."""
        return self._rooms.get((where.platform, where.id))

    def wish(self, kind: Kind, target: str) -> DigestWish | None:
        """What was chosen for a digest of this kind, if anything was."""
        return self._wishes.get((kind, target))

    def actor(self, account: Account, now: datetime) -> Actor | None:
        """Who uses this account, with the roles of today; None for a stranger, and for one whose roles have ended."""
        link = self._links.get(account)
        return self.member(link.person, now) if link else None

    def member(self, number: int, now: datetime) -> Actor | None:
        """This person with the roles they hold now; None without a role or at a desk that was closed."""
        person = self._people.get(number)
        desk = self._desks.get(person.desk) if person else None
        if person is None or desk is None or not desk.active:
            return None
        roles = self._roles(person, now)
        if not roles:
            return None
        covers = Role.ALTERNATE in roles and not self._with_role(desk.code, Role.TITULAR, now)
        return Actor(person, desk, roles, covers)

    def roles(self, number: int, now: datetime) -> frozenset[Role]:
        """The roles this person holds now; none at a desk that was closed. For who they are besides: `member`."""
        person = self._people.get(number)
        return self._roles(person, now) if person and self._desks[person.desk].active else frozenset()

    def reader_of(self, room: Room) -> Actor:
        """Whoever reads what is said in a room unasked: nobody in particular, by the Secretariat's clock or the room's.

        They see what may be seen there: in the Network's room what coordinators do, elsewhere nothing of any referral.
        """
        desk = next((one for one in self.desks if one.kind is DeskKind.SECRETARIAT), _NO_DESK)
        target = room_target(Where(room.platform, room.id))
        wishes = (self.wish(kind, target) for kind in Kind)
        zone = next((wish.zone for wish in wishes if wish and wish.zone), desk.zone)
        roles = frozenset({Role.SECRETARIAT} if room.kind is RoomClass.NETWORK else ())
        return Actor(Person(NOBODY, desk.code, "", room.language, zone), desk, roles)

    def presiding(self, now: datetime) -> Desk | None:
        """The desk that holds the Presidency Pro-Tempore, by the date at that desk."""
        begun = [term for term in self.terms if term.starts <= self._today(self._desks[term.desk].zone, now)]
        return self._desks[max(begun, key=lambda term: term.starts).desk] if begun else None

    def members(self, desk: str, now: datetime) -> tuple[Actor, ...]:
        """Everybody with a role at this desk now, titulars first."""
        found = [self.member(person.id, now) for person in self._people_at.get(desk, ())]
        order = list(Role)
        return tuple(
            sorted(
                (actor for actor in found if actor),
                key=lambda actor: (min(order.index(role) for role in actor.roles), actor.person.name),
            )
        )

    def is_away(self, person: Person, now: datetime) -> bool:
        """Tell whether somebody is away on today's date where they are."""
        day = self._today(person.zone, now)
        return any(absence.covers(day) for absence in self._absences_of.get(person.id, ()))

    def on_duty(self, desk: str, now: datetime) -> tuple[Person, ...]:
        """Who a desk's traffic goes to: its titular; while away, its alternates; with all away, everybody."""
        acting = [actor for actor in self.members(desk, now) if actor.is_any(CASE_ROLES)]
        present = [actor for actor in acting if not self.is_away(actor.person, now)]
        first = [actor for actor in present if actor.is_any(CASE_ROLES - {Role.ALTERNATE})]
        return tuple(actor.person for actor in first or present or acting)

    def coordinators(self, now: datetime) -> tuple[Person, ...]:
        """Everybody who coordinates the Network now: the Technical Secretariat and the Presidency."""
        actors = (self.member(person.id, now) for person in self.people)
        return tuple(actor.person for actor in actors if actor and actor.is_any(COORDINATORS))

    def account(self, person: int, platforms: frozenset[str]) -> Account | None:
        """Where to write to somebody: the account they have had longest, on a platform that is connected.

        Who gets hold of a code and links an account of theirs is not sent what was meant for the person, and the
        person learns of it.
        """
        own = [link for link in self.links_of(person) if link.account.platform in platforms]
        return min(own, key=lambda link: link.since).account if own else None

    def _roles(self, person: Person, now: datetime) -> frozenset[Role]:
        day = self.today(person.desk, now)
        roles = frozenset(tenure.role for tenure in self._tenures_of.get(person.id, ()) if tenure.holds(day))
        if roles & OFFICERS:
            presiding = self.presiding(now)
            if presiding and presiding.code == person.desk:
                roles |= {Role.PRESIDENCY}
        return roles

    def _with_role(self, desk: str, role: Role, now: datetime) -> tuple[Person, ...]:
        """Those of a desk who hold the role and are not away."""
        return tuple(
            person
            for person in self._people_at.get(desk, ())
            if role in self._roles(person, now) and not self.is_away(person, now)
        )

    @staticmethod
    def _today(zone: str, now: datetime) -> date:
        return now.astimezone(ZoneInfo(zone)).date()


def _by(key: Callable[[_V], _K], every: Iterable[_V]) -> Mapping[_K, tuple[_V, ...]]:
    """Things in groups, each in the order they came in."""
    found: dict[_K, tuple[_V, ...]] = {}
    for one in every:
        found[key(one)] = (*found.get(key(one), ()), one)
    return found
