"""Digests: what somebody, or a room, wants of them, and what they are made from.

A digest's hour is a wall clock's, in a time zone; the moment is worked out when it is asked for. Which digests were
made is noted by kind, target and local day, in the same commit as what they make the bot say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from liaison_bot.chat.inbound import Where
from liaison_bot.records.network import Room, RoomClass
from liaison_bot.records.referrals import State


class Kind(StrEnum):
    """What a digest tells, and so to whom."""

    OFFICER = "officer"
    """What a desk has to do, to each of its officers."""
    NETWORK = "network"
    """Where the Network is stuck, by reference only, to its coordinators and in its own room."""
    PARTNERS = "partners"
    """Figures that single out nobody, in a room shared with partners."""


ROOM_KINDS: Mapping[RoomClass, Kind] = {RoomClass.NETWORK: Kind.NETWORK, RoomClass.SHARED: Kind.PARTNERS}
"""Which digest a room has, by what it is approved for. A desk's own room has none: its officers have theirs."""


class Rhythm(StrEnum):
    """How often a digest comes: on each working day, on the first working day of each week, or never."""

    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRules:
    """What holds for those who have chosen nothing. `at` is by the clock of the person, or of the room.

    `charts`: the coordinators' digests have one.
    """

    at: time = time(8)
    officers: Rhythm = Rhythm.DAILY
    coordinators: Rhythm = Rhythm.WEEKLY
    partners: Rhythm = Rhythm.WEEKLY
    charts: bool = True

    def rhythm(self, kind: Kind) -> Rhythm:
        """How often a digest of this kind comes."""
        return {Kind.OFFICER: self.officers, Kind.NETWORK: self.coordinators, Kind.PARTNERS: self.partners}[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestWish:
    """What was chosen for a person's or a room's digest of a kind; None: nothing, so what holds for all does.

    `target` is made by `person_target` and `room_target`. `zone` is the time zone of a room; a person has one already.
    `since`: when it was chosen. A digest whose moment had passed by then is not made up for.
    """

    kind: Kind
    target: str
    since: datetime
    rhythm: Rhythm | None = None
    at: time | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many referrals wait for a desk, and how many it waits for; of each, those that are overdue."""

    own: int = 0
    own_overdue: int = 0
    own_today: int = 0
    others: int = 0
    others_overdue: int = 0

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is to be done, nor to be asked for: others who are in time need nobody."""
        return not self.own and not self.others_overdue


@dataclass(frozen=True, slots=True)
class Answered:
    """How long a desk took for something: from sending to receipt, or to the decision."""

    desk: str
    decided: bool
    took: timedelta


Counts = Mapping[tuple[State, str], int]
"""Open referrals of the whole Network, by state and level of urgency."""


def person_target(person: int) -> str:
    """What a person's digests are noted under."""
    return f"person {person}"


def room_target(where: Where) -> str:
    """What a room's digests are noted under."""
    return f"room {where.platform} {where.id}"


def nothing_chosen(room: Room, now: datetime) -> DigestWish | None:
    """What a room's digest begins with when the room is approved: none is made up for. None for a room without one."""
    kind = ROOM_KINDS.get(room.kind)
    return DigestWish(kind=kind, target=room_target(Where(room.platform, room.id)), since=now) if kind else None


def week_of(day: date) -> str:
    """The week a day is in, as ISO 8601 names it."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
