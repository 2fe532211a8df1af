"""What can be asked of digests: one now, how often, at which hour, never; by each person, and for a room.

In a direct conversation it is about the person's own. Whoever acts for a desk and coordinates the Network too has two,
and says `network` behind the command for the Network's. In a room it is about the room's, which coordinators decide.
Nothing here needs an undo: each command is taken back by another.
"""

from dataclasses import replace
from datetime import time

from liaison_bot.chat import Button, Fact, Message, Reply
from liaison_bot.chat.text import fold
from liaison_bot.commands import Command, Context, Line, Values
from liaison_bot.digests.making import SAID, make_test
from liaison_bot.digests.partners import settle_figures
from liaison_bot.digests.readers import Reading, kinds_of, of_person, of_room
from liaison_bot.digests.settings import next_day, settings, told
from liaison_bot.errors import Refused
from liaison_bot.records.digests import DigestWish, Kind, Rhythm
from liaison_bot.records.network import CASE_ROLES, COORDINATORS, Actor, Role
from liaison_bot.words.dates import read_time

_TOPIC = "digest"
_OFFERED = (time(7), time(8), time(9))


def may_have(actor: Actor) -> bool:
    """Whoever has a digest, or decides over a room's."""
    return actor.is_any(CASE_ROLES | COORDINATORS)


def may_choose_for_desk(actor: Actor) -> bool:
    """Whoever acts as titular, or is the focal point of an organisation."""
    return actor.acts_as_titular or Role.PARTNER in actor.roles


def how(ctx: Context, line: Line, _values: Values) -> Reply:
    """Say which digests there are here, when they come, by whose choice, and what can be done."""
    _refuse_rest(_words(line))
    readings = _readings(ctx)
    if readings[0].room and not ctx.actor.is_any(COORDINATORS):
        return _as_it_is(ctx, readings, ())
    return _as_it_is(ctx, readings, _buttons(ctx, readings))


def now(ctx: Context, line: Line, _values: Values) -> Reply:
    """The digest as it would be at this moment."""
    reading, rest = _meant(ctx, line)
    _refuse_rest(rest)
    ctx.entry = replace(ctx.entry, code=reading.kind.value)
    if reading.kind is Kind.PARTNERS:
        settle_figures(ctx.uow, ctx.services.rulebook, ctx.now)
    return SAID[reading.kind](ctx, always=True)


def daily(ctx: Context, line: Line, _values: Values) -> Reply:
    """One on each working day."""
    return _change(ctx, line, Rhythm.DAILY)


def weekly(ctx: Context, line: Line, _values: Values) -> Reply:
    """One on the first working day of each week."""
    return _change(ctx, line, Rhythm.WEEKLY)


def off(ctx: Context, line: Line, _values: Values) -> Reply:
    """None any more."""
    return _change(ctx, line, Rhythm.OFF)


def at(ctx: Context, line: Line, _values: Values) -> Reply:
    """Another hour, by the clock where the person is; a room's, by that of whoever says so."""
    reading, rest = _meant(ctx, line)
    if not rest:
        choices = tuple(_button(ctx, reading, "at", f"{hour:%H:%M}", label=f"{hour:%H:%M}") for hour in _OFFERED)
        return Message(
            paragraphs=(ctx.words("digest-at-which", line=ctx.line(_TOPIC, "at", "07:30")),), buttons=choices
        )
    hour = read_time(" ".join(rest))
    if hour is None:
        raise Refused("digest-at-unknown", line=ctx.line(_TOPIC, "at", "07:30"))
    wish = _wish(ctx, reading)
    zone = ctx.actor.person.zone if reading.room else None
    return _keep(ctx, reading, replace(wish, at=hour, zone=zone), f"{hour:%H:%M}")


def test(ctx: Context, line: Line, _values: Values) -> Reply:
    """One sent now, by the way that it always takes, to see that it arrives."""
    reading, rest = _meant(ctx, line)
    _refuse_rest(rest)
    make_test(ctx, reading)
    ctx.entry = replace(ctx.entry, code=reading.kind.value)
    return Message(paragraphs=(ctx.words("digest-test-sent"),))


def always(ctx: Context, line: Line, _values: Values) -> Reply:
    """Let the desk's officers have their digest also when nothing is pending."""
    return _for_desk(ctx, line, wanted=True)


def quiet(ctx: Context, line: Line, _values: Values) -> Reply:
    """Let nothing be said when nothing is pending."""
    return _for_desk(ctx, line, wanted=False)


def _for_desk(ctx: Context, line: Line, *, wanted: bool) -> Message:
    _refuse_rest(_words(line))
    if not ctx.in_private:
        raise Refused("digest-not-here", line=ctx.line(_TOPIC, "how"))
    desk = ctx.actor.desk
    ctx.uow.members.save_desk(replace(desk, always_told=wanted))
    ctx.entry = replace(ctx.entry, before=str(desk.always_told).lower(), after=str(wanted).lower())
    key = "digest-always-set" if wanted else "digest-quiet-set"
    back = "quiet" if wanted else "always"
    buttons = (Button(ctx.words(f"do-digest-{back}"), ctx.line(_TOPIC, back)),)
    return Message(paragraphs=(ctx.words(key, desk=ctx.desk_name(desk.code)),), buttons=buttons)


def _change(ctx: Context, line: Line, rhythm: Rhythm) -> Message:
    reading, rest = _meant(ctx, line)
    _refuse_rest(rest)
    if reading.kind is Kind.PARTNERS and rhythm is Rhythm.DAILY:
        raise Refused("digest-partners-weekly")
    return _keep(ctx, reading, replace(_wish(ctx, reading), rhythm=rhythm), rhythm.value)


def _keep(ctx: Context, reading: Reading, wish: DigestWish, code: str) -> Message:
    """Keep what was chosen, and say what holds now and when the next digest comes."""
    ctx.uow.members.save_wish(wish)
    after = next(one for one in _readings(ctx) if one.kind is reading.kind)
    before, then = (f"{one.rhythm.value} {one.at:%H:%M}" for one in (reading, after))
    room = reading.target if reading.room else ""
    ctx.entry = replace(ctx.entry, reference=room, code=f"{reading.kind.value} {code}", before=before, after=then)
    return _as_it_is(ctx, (after,), _buttons(ctx, (after,)))


def _wish(ctx: Context, reading: Reading) -> DigestWish:
    """What was chosen so far, as if it were chosen now."""
    known = ctx.uow.directory.wish(reading.kind, reading.target)
    wish = known or DigestWish(kind=reading.kind, target=reading.target, since=ctx.now)
    return replace(wish, since=ctx.now)


def _readings(ctx: Context) -> tuple[Reading, ...]:
    """The digests that are meant here. Raises `Refused` where there are none."""
    directory, rules = ctx.uow.directory, ctx.services.limits.digests
    if ctx.in_private:
        return tuple(of_person(directory, rules, ctx.actor.person, kind) for kind in kinds_of(ctx.actor.roles))
    room = directory.room(ctx.where)
    reading = of_room(directory, rules, room) if room and ctx.place.kind is room.kind else None
    if reading is None:
        raise Refused("digest-not-here", line=ctx.line(_TOPIC, "how"))
    return (reading,)


def _meant(ctx: Context, line: Line) -> tuple[Reading, tuple[str, ...]]:
    """The one digest that a command is about, and what else was typed. Raises `Refused` where others decide."""
    readings, words = _readings(ctx), _words(line)
    if readings[0].room:
        if not ctx.actor.is_any(COORDINATORS):
            raise Refused("digest-not-yours", line=ctx.line(_TOPIC, "how"))
        return readings[0], words
    typed = ctx.services.catalogues.typed("word-room-network")
    rest = tuple(word for word in words if fold(word) not in typed)
    if len(rest) == len(words):
        return readings[0], rest
    found = [one for one in readings if one.kind is Kind.NETWORK]
    if not found:
        raise Refused("digest-network-not-yours")
    return found[0], rest


def _words(line: Line) -> tuple[str, ...]:
    return (*line.rest, *(value for values in line.named.values() for value in values))


def _refuse_rest(words: tuple[str, ...]) -> None:
    if words:
        raise Refused("too-many-words")


def _as_it_is(ctx: Context, readings: tuple[Reading, ...], buttons: tuple[Button, ...]) -> Message:
    """When each of these digests comes, by whose choice, and when next."""
    facts = []
    for reading in readings:
        facts.append(Fact(ctx.words(f"digest-kind-{reading.kind.value}"), told(ctx, reading)))
        day = next_day(ctx, reading)
        if day:
            facts.append(Fact(ctx.words("digest-next"), ctx.words.day(day)))
    paragraphs = (ctx.words("digest-two", line=_line(ctx, readings[-1], "weekly")),) if len(readings) > 1 else ()
    return Message(title=ctx.words("do-digest-how"), paragraphs=paragraphs, facts=tuple(facts), buttons=buttons)


def _buttons(ctx: Context, readings: tuple[Reading, ...]) -> tuple[Button, ...]:
    """Each thing that would make a difference, for each digest."""
    buttons = []
    for reading in readings:
        prefix = f"{ctx.words(f'digest-kind-{reading.kind.value}')}: " if len(readings) > 1 else ""
        verbs = ["now", *(rhythm.value for rhythm in Rhythm if rhythm is not reading.rhythm)]
        if reading.kind is Kind.PARTNERS and "daily" in verbs:
            verbs.remove("daily")
        buttons += [
            _button(ctx, reading, verb, label=f"{prefix}{ctx.words(f'do-digest-{verb}')}")
            for verb in (*verbs, "at", "test")
        ]
    if readings[0].kind is Kind.OFFICER and may_choose_for_desk(ctx.actor):
        verb = "quiet" if ctx.actor.desk.always_told else "always"
        buttons.append(Button(ctx.words(f"do-digest-{verb}"), ctx.line(_TOPIC, verb)))
    return tuple(buttons)


def _button(ctx: Context, reading: Reading, verb: str, *rest: str, label: str) -> Button:
    return Button(label, _line(ctx, reading, verb, *rest))


def _line(ctx: Context, reading: Reading, verb: str, *rest: str) -> str:
    """A command about one of somebody's digests: that of the Network is named where there is another."""
    named: tuple[str, ...] = ()
    if not reading.room and reading.kind is Kind.NETWORK and len(kinds_of(ctx.actor.roles)) > 1:
        named = ctx.words.typed("word-room-network")[:1]
    return ctx.line(_TOPIC, verb, *rest, *named)


COMMANDS: tuple[Command, ...] = (
    Command(topic=_TOPIC, verb="how", may=may_have, run=how, takes_words=True, alone=True),
    Command(topic=_TOPIC, verb="now", may=may_have, run=now, takes_words=True),
    Command(topic=_TOPIC, verb="daily", may=may_have, run=daily, takes_words=True),
    Command(topic=_TOPIC, verb="weekly", may=may_have, run=weekly, takes_words=True),
    Command(topic=_TOPIC, verb="off", may=may_have, run=off, takes_words=True),
    Command(topic=_TOPIC, verb="at", may=may_have, run=at, takes_words=True),
    Command(topic=_TOPIC, verb="test", may=may_have, run=test, takes_words=True),
    Command(topic=_TOPIC, verb="always", may=may_choose_for_desk, run=always, takes_words=True),
    Command(topic=_TOPIC, verb="quiet", may=may_choose_for_desk, run=quiet, takes_words=True),
    Command(topic="liaison", verb="settings", may=lambda _actor: True, run=settings),
)
