"""What time brings to digests: those whose hour has come, each once, and never so many at a time that anybody waits.

That a digest was made, and what it makes the bot say, are one commit, under a row of its own. What it says is put
together when it is delivered: for whoever may read it then, of what is so then. Where many are due at one hour, they
are spread: each has a place of its own behind that hour, always the same, and so has what they make the bot say.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from itertools import islice
from zoneinfo import ZoneInfo

from liaison_bot.chat import Message
from liaison_bot.commands import Context, Services
from liaison_bot.commands.command import Notice
from liaison_bot.digests.days import comes_on, has_come, is_open, moment
from liaison_bot.digests.network import network_digest
from liaison_bot.digests.officer import officer_digest
from liaison_bot.digests.partners import partners_digest, settle_figures
from liaison_bot.digests.readers import Reading, everybody, is_there, may_read, of_person, of_room, working_days
from liaison_bot.records.digests import Kind, Rhythm
from liaison_bot.records.outbox import Parcel
from liaison_bot.store import UnitOfWork

SPACING = timedelta(milliseconds=200)
"""Between two digests: five in a second, which every platform takes beside all that it is asked for otherwise."""
_TEST = 0
"""The number of a digest that somebody asked for: it is of no day."""
_MILLISECONDS = 1000
_WHOLE = 2**32
_TWO_DAYS = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Due:
    """A digest whose hour has come, and the local day that it is of."""

    reading: Reading
    day: date
    since: datetime


def due(uow: UnitOfWork, services: Services, now: datetime, most: int) -> Sequence[Due]:
    """At most so many of the digests that are due and were not made, those that have waited longest first."""
    return tuple(islice(_unmade(uow, services, now, is_open), most))


def unmade(uow: UnitOfWork, services: Services, now: datetime) -> Sequence[Due]:
    """Today's digests whose hour has come and that were not made: those that are due, and those it is too late for."""
    return tuple(_unmade(uow, services, now, has_come))


def _unmade(
    uow: UnitOfWork, services: Services, now: datetime, counts: Callable[[datetime, time, str], bool]
) -> Iterator[Due]:
    """Today's digests that were not made, of those whose hour counts now, those that have waited longest first."""
    directory = uow.directory
    made = uow.digests.made(now.date() - _TWO_DAYS)
    hours = cache(partial(_hour, now, counts))
    found = []
    for reading in everybody(directory, services.limits.digests, now):
        hour = hours(reading.at, reading.zone)
        if hour is None or reading.since > hour.begins or (reading.kind, reading.target, hour.day) in made:
            continue
        place = hour.begins + _behind(reading, len(directory.people))
        if place <= now and comes_on(hour.day, reading.rhythm, working_days(services.rulebook, reading.desk)):
            found.append(Due(reading, hour.day, place))
    found.sort(key=lambda one: (one.since, one.reading.target, one.reading.kind))
    return (one for one in found if may_read(directory, one.reading, now) and is_there(directory, one.reading, now))


@dataclass(frozen=True, slots=True)
class _Hour:
    day: date
    begins: datetime


def _hour(now: datetime, counts: Callable[[datetime, time, str], bool], at: time, zone: str) -> _Hour | None:
    """Today's hour of a clock, where it counts now."""
    if not counts(now, at, zone):
        return None
    day = now.astimezone(ZoneInfo(zone)).date()
    return _Hour(day, moment(day, at, zone))


def make(uow: UnitOfWork, services: Services, every: Sequence[Due], now: datetime, first: datetime) -> int:
    """Make digests that nobody has made meanwhile; how many. They are said from `first` on, one after the other."""
    parcels: list[Parcel] = []
    for one in every:
        reading = one.reading
        if not uow.digests.claim(reading.kind, reading.target, one.day, now):
            continue
        if reading.kind is Kind.PARTNERS:
            settle_figures(uow, services.rulebook, now)
        key = f"{notice_of(reading.kind)}:{reading.target}:{one.day.isoformat()}"
        parcels.append(_parcel(reading, key, one.day.toordinal(), first + len(parcels) * SPACING))
    uow.outbox.put(parcels)
    return len(parcels)


def make_test(ctx: Context, reading: Reading) -> None:
    """Send a digest now, by the way that it always takes."""
    if reading.kind is Kind.PARTNERS:
        settle_figures(ctx.uow, ctx.services.rulebook, ctx.now)
    at = int(ctx.now.timestamp() * _MILLISECONDS)
    ctx.uow.outbox.put([_parcel(reading, f"{notice_of(reading.kind)}:{reading.target}:test:{at}", _TEST, ctx.now)])


def notice_of(kind: Kind) -> str:
    """The notice that says a digest of this kind."""
    return f"digest-{kind.value}"


def said(ctx: Context, parcel: Parcel) -> Message | None:
    """A digest as it is now; nothing where it is of another day, is not wanted any more, or has nothing to say."""
    kind = next(kind for kind in Kind if notice_of(kind) == parcel.notice)
    reading = _as_it_is(ctx, parcel, kind)
    is_test = parcel.number == _TEST
    if reading is None or not may_read(ctx.uow.directory, reading, ctx.now):
        return None
    if is_test:
        return SAID[kind](ctx, always=True)
    is_todays = reading.rhythm is not Rhythm.OFF and reading.today(ctx.now).toordinal() == parcel.number
    return SAID[kind](ctx) if is_todays and is_there(ctx.uow.directory, reading, ctx.now) else None


def _as_it_is(ctx: Context, parcel: Parcel, kind: Kind) -> Reading | None:
    directory, rules = ctx.uow.directory, ctx.services.limits.digests
    if parcel.room is None:
        return of_person(directory, rules, ctx.actor.person, kind)
    room = directory.room(parcel.room)
    return of_room(directory, rules, room) if room else None


def _behind(reading: Reading, people: int) -> timedelta:
    """How long after its hour a digest has its place: always as long, and in a small Network hardly at all.

    Where the day ends sooner, its place is the last moment of it.
    """
    share = zlib.crc32(f"{reading.kind} {reading.target}".encode()) / _WHOLE
    left = (_DAY_ENDS - timedelta(hours=reading.at.hour, minutes=reading.at.minute)) / 2
    return min(share * people * SPACING, left)


_DAY_ENDS = timedelta(hours=24)


def _parcel(reading: Reading, key: str, number: int, made: datetime) -> Parcel:
    return Parcel(
        key=key,
        person=reading.person,
        notice=notice_of(reading.kind),
        subject="",
        number=number,
        made=made,
        room=reading.room,
        unhurried=True,
    )


SAID = {Kind.OFFICER: officer_digest, Kind.NETWORK: network_digest, Kind.PARTNERS: partners_digest}
NOTICES: Mapping[str, Notice] = {notice_of(kind): said for kind in Kind}
