"""Who reads which digest, when, and by whose choice. Worked out anew each time, so what changes holds at once.

What counts is, in this order: what the person or the room has chosen, then the operator's configuration.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from liaison_bot.chat import Where
from liaison_bot.digests.days import IsWorkingDay
from liaison_bot.records.digests import ROOM_KINDS, DigestRules, DigestWish, Kind, Rhythm, person_target, room_target
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import CASE_ROLES, COORDINATORS, DeskKind, Person, Role, Room
from liaison_bot.records.outbox import NOBODY
from liaison_bot.rulebook import Rulebook

_SATURDAY = 5


class Source(StrEnum):
    """By whose choice something is as it is."""

    PERSON = "person"
    DESK = "desk"
    ROOM = "room"
    NETWORK = "network"
    """The Network's rules, as they ship or as the operator's files have them."""
    CONFIGURATION = "configuration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A digest as it is in effect for a person, or for a room. `desk`: whose working days count."""

    kind: Kind
    target: str
    desk: str
    zone: str
    since: datetime
    rhythm: Rhythm
    rhythm_by: Source
    at: time
    at_by: Source
    person: int = NOBODY
    room: Where | None = None

    def today(self, now: datetime) -> date:
        """The reader's date."""
        return now.astimezone(ZoneInfo(self.zone)).date()


def kinds_of(roles: frozenset[Role]) -> tuple[Kind, ...]:
    """The digests of somebody with these roles."""
    return tuple(kind for kind, readers in _READERS.items() if roles & readers)


_READERS = {Kind.OFFICER: CASE_ROLES, Kind.NETWORK: COORDINATORS}


def of_person(directory: Directory, rules: DigestRules, person: Person, kind: Kind) -> Reading:
    """Somebody's digest of a kind. It begins with their first account: before it, there was nowhere to send it to."""
    target = person_target(person.id)
    since = min((link.since for link in directory.links_of(person.id)), default=_EVER)
    choice = _Choice(directory.wish(kind, target), Source.PERSON)
    return choice.reading(rules, kind, target, person=person.id, desk=person.desk, zone=person.zone, since=since)


def of_room(directory: Directory, rules: DigestRules, room: Room) -> Reading | None:
    """A room's digest; None for a room that has none."""
    kind = ROOM_KINDS.get(room.kind)
    if kind is None:
        return None
    where = Where(room.platform, room.id)
    target, reader = room_target(where), directory.reader_of(room)
    choice = _Choice(directory.wish(kind, target), Source.ROOM)
    return choice.reading(rules, kind, target, room=where, desk=reader.desk.code, zone=reader.person.zone, since=_EVER)


def working_days(rulebook: Rulebook, desk: str) -> IsWorkingDay:
    """On which days a desk works: those of its country; where it is no country's, from Monday to Friday."""
    office = rulebook.office(desk)
    return office.is_working_day if office else lambda day: day.weekday() < _SATURDAY


def everybody(directory: Directory, rules: DigestRules, now: datetime) -> Iterator[Reading]:
    """All digests that could be anybody's, by their desks, and those of rooms. Who may read one, `may_read` tells."""
    presiding = directory.presiding(now)
    coordinating = {desk.code for desk in directory.desks if desk.kind is DeskKind.SECRETARIAT or desk == presiding}
    for person in directory.people:
        yield of_person(directory, rules, person, Kind.OFFICER)
        if person.desk in coordinating:
            yield of_person(directory, rules, person, Kind.NETWORK)
    for room in directory.rooms:
        reading = of_room(directory, rules, room)
        if reading:
            yield reading


def may_read(directory: Directory, reading: Reading, now: datetime) -> bool:
    """Tell whether it is somebody's now: a person's with the role that it is for; or a room's, approved for it."""
    if reading.room:
        room = directory.room(reading.room)
        return room is not None and ROOM_KINDS.get(room.kind) is reading.kind
    return reading.kind in kinds_of(directory.roles(reading.person, now))


def is_there(directory: Directory, reading: Reading, now: datetime) -> bool:
    """Tell whether it would be read: whoever is away has none, and who has no account has nowhere to read it."""
    person = directory.person(reading.person)
    return person is None or (bool(directory.links_of(person.id)) and not directory.is_away(person, now))


@dataclass(frozen=True, slots=True)
class _Choice:
    wish: DigestWish | None
    source: Source

    def reading(self, rules: DigestRules, kind: Kind, target: str, **whose: Any) -> Reading:
        """The digest with what was chosen, and for the rest, what is configured."""
        wish = self.wish or DigestWish(kind=kind, target=target, since=_EVER)
        whose["since"] = max(whose["since"], wish.since)
        return Reading(
            kind=kind,
            target=target,
            rhythm=wish.rhythm or rules.rhythm(kind),
            rhythm_by=self.source if wish.rhythm else Source.CONFIGURATION,
            at=wish.at if wish.at is not None else rules.at,
            at_by=Source.CONFIGURATION if wish.at is None else self.source,
            **whose,
        )


_EVER = datetime.min.replace(tzinfo=UTC)
