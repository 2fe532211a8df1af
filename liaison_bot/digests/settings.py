"""What is in effect for somebody, or for a room, and by whose choice: nothing here has to be guessed."""

from collections.abc import Iterator
from datetime import date

from babel.dates import get_day_names

from liaison_bot.chat import Button, Fact, Message, Reply
from liaison_bot.commands import Context, Line, Values
from liaison_bot.digests.days import coming
from liaison_bot.digests.readers import Reading, Source, kinds_of, of_person, of_room, working_days
from liaison_bot.errors import Refused
from liaison_bot.records.digests import Rhythm
from liaison_bot.records.network import CASE_ROLES, COORDINATORS, Room
from liaison_bot.records.places import tells_readers


def settings(ctx: Context, _line: Line, _values: Values) -> Reply:
    """Show each value that holds here: in a direct conversation the person's own, in a room the room's."""
    if ctx.in_private:
        return Message(
            title=ctx.words("do-liaison-settings"), facts=tuple(_of_person(ctx)), buttons=tuple(_changes(ctx))
        )
    room = ctx.uow.directory.room(ctx.where)
    if room is None or ctx.place.kind is not room.kind:
        raise Refused("settings-not-here", line=ctx.line("liaison", "settings"))
    return Message(title=ctx.words("settings-room"), facts=tuple(_of_room(ctx, room)))


def told(ctx: Context, reading: Reading) -> str:
    """When a digest comes, and by whose choice."""
    rhythm = ctx.words(f"digest-rhythm-{reading.rhythm.value}")
    if reading.rhythm is Rhythm.OFF:
        return _by(ctx, rhythm, reading.rhythm_by)
    hour = ctx.words("digest-hour", at=f"{reading.at:%H:%M}", zone=ctx.words.zone(reading.zone))
    if reading.rhythm_by is reading.at_by:
        return _by(ctx, f"{rhythm}, {hour}", reading.at_by)
    return f"{_by(ctx, rhythm, reading.rhythm_by)}; {_by(ctx, hour, reading.at_by)}"


def next_day(ctx: Context, reading: Reading) -> date | None:
    """The day of the next digest, for those who will be there; None where none is in sight."""
    away = [one for one in ctx.uow.directory.absences if one.person == reading.person]
    is_working_day = working_days(ctx.services.rulebook, reading.desk)
    days = coming(ctx.now, reading.at, reading.zone, reading.rhythm, is_working_day)
    return next((day for day in days if not any(one.covers(day) for one in away)), None)


def _of_person(ctx: Context) -> Iterator[Fact]:
    words, person, desk = ctx.words, ctx.actor.person, ctx.actor.desk
    yield _fact(ctx, "liaison-field-language", words.language_name(person.language), Source.PERSON)
    yield _fact(
        ctx, "liaison-field-zone", words("labelled", label=person.zone, value=words.zone(person.zone)), Source.PERSON
    )
    for kind in kinds_of(ctx.actor.roles):
        reading = of_person(ctx.uow.directory, ctx.services.limits.digests, person, kind)
        yield Fact(words(f"digest-kind-{kind.value}"), told(ctx, reading))
    yield _fact(ctx, "settings-days", _days(ctx, desk.code), Source.NETWORK)
    if not ctx.actor.is_any(CASE_ROLES):
        return
    yield _fact(ctx, "settings-nothing", words("settings-yes" if desk.always_told else "settings-no"), Source.DESK)
    channel = ctx.label("file_channel", desk.file_channel) if desk.file_channel else words("liaison-files-none")
    yield _fact(ctx, "liaison-field-channel", channel, Source.DESK)
    limits = ctx.services.limits
    for key, length in (
        ("settings-contents", limits.contents),
        ("settings-drafts", limits.drafts),
        ("settings-reopen", limits.reopen),
    ):
        yield _fact(ctx, key, words("settings-length", days=length.days), Source.CONFIGURATION)


def _of_room(ctx: Context, room: Room) -> Iterator[Fact]:
    label = ctx.words(f"room-{room.kind.value}")
    kind = ctx.words("labelled", label=label, value=ctx.desk_name(room.desk)) if room.desk else label
    yield _fact(ctx, "liaison-fact-room", kind, Source.ROOM)
    yield _fact(ctx, "liaison-field-language", ctx.words.language_name(room.language), Source.ROOM)
    yield _fact(ctx, "liaison-fact-guard", ctx.words("settings-yes" if room.guarded else "settings-no"), Source.ROOM)
    reading = of_room(ctx.uow.directory, ctx.services.limits.digests, room)
    if reading:
        yield Fact(ctx.words(f"digest-kind-{reading.kind.value}"), told(ctx, reading))
    if tells_readers(ctx.audience):
        yield Fact(ctx.words("liaison-fact-readers"), ctx.words(f"audience-{ctx.audience.value}"))


def _days(ctx: Context, desk: str) -> str:
    """A desk's working days, with its office hours where it has any."""
    office = ctx.services.rulebook.office(desk)
    names = get_day_names("wide", context="stand-alone", locale=ctx.words.language)
    weekend = office.country.weekend if office else _WEEKEND
    days = ctx.words.all_of(names[day] for day in sorted(names) if day not in weekend)
    if office is None:
        return days
    hours = f"{office.country.opens:%H:%M}–{office.country.closes:%H:%M}"
    return ctx.words("settings-hours", days=days, hours=hours, desk=ctx.desk_name(desk))


_WEEKEND = frozenset({5, 6})


def _changes(ctx: Context) -> Iterator[Button]:
    for verb in ("language", "timezone"):
        yield Button(ctx.words(f"do-liaison-{verb}"), ctx.line("liaison", verb))
    if ctx.actor.is_any(CASE_ROLES | COORDINATORS):
        yield Button(ctx.words("do-digest-how"), ctx.line("digest", "how"))


def _fact(ctx: Context, key: str, value: str, source: Source) -> Fact:
    return Fact(ctx.words(key), _by(ctx, value, source))


def _by(ctx: Context, value: str, source: Source) -> str:
    return ctx.words("settings-by", value=value, source=ctx.words(f"settings-source-{source.value}"))
