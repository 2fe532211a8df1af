"""Rooms: which are approved, for what; and what happens when one is read by others than it was approved for.

An approval is a coordinator's word about a room, and holds no longer than what it was given for. What a platform
cannot find out for a moment is no reason to take it back; what it knows to be otherwise is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from liaison_bot.chat import Audience, Button, Fact, Message, Option, Reply, Where
from liaison_bot.chat.text import fold
from liaison_bot.commands import Context, Line, Values
from liaison_bot.commands.command import Notice
from liaison_bot.errors import Refused
from liaison_bot.network.fields import button, desk_options, language_options, pick, typed
from liaison_bot.network.room_guard import guard_button, guard_fact, is_about_guard, switched
from liaison_bot.privacy.disclosure import person_shown
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.digests import Kind, nothing_chosen, room_target
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import COORDINATORS, Actor, Person, Room, RoomClass
from liaison_bot.records.outbox import Parcel
from liaison_bot.records.places import FITS, drifted
from liaison_bot.store import UnitOfWork

CHANGED = "room-changed"
SUSPENDED = "room-suspended"
MOVED = "room-moved"
GUARD = "room-guard"
_NONE = "none"
_CLASSES = (RoomClass.NETWORK, RoomClass.DESK, RoomClass.SHARED)
_MILLISECONDS = 1000


def may_approve(actor: Actor) -> bool:
    """Coordinators, and whoever acts as titular for their own desk's room."""
    return actor.is_any(COORDINATORS) or actor.acts_as_titular


def room(ctx: Context, line: Line, _values: Values) -> Reply:
    """Say what the room is in which this is typed, approve it, or take the approval back.

    It asks nothing: it is about the room, and a question would be put in the person's own conversation.
    """
    if ctx.in_private:
        raise Refused("liaison-room-direct", line=ctx.line("liaison", "room"))
    words, here = typed(line).split(), ctx.uow.directory.room(ctx.where)
    if not words:
        return _as_it_is(ctx, here)
    if is_about_guard(ctx, words):
        return _guard(ctx, words[1:], here)
    kind = pick(_class_options(ctx), words[0], "liaison-room-unknown")
    _require_right(ctx, kind, here)
    wanted = None if kind == _NONE else _wanted(ctx, RoomClass(kind), words[1:], here)
    if wanted is None and (here is None or words[1:]):
        raise Refused("too-many-words" if here else "liaison-room-none-yet")
    if wanted == here:
        return _as_it_is(ctx, here)
    if wanted is None:
        ctx.uow.members.drop_room(ctx.where)
    else:
        ctx.uow.members.save_room(wanted)
        _begin_digest(ctx.uow, here, wanted, ctx.now)
    ctx.entry = replace(ctx.entry, reference=_name(ctx.where), before=_told(here), after=_told(wanted))
    others = (one for one in ctx.uow.directory.coordinators(ctx.now) if one.id != ctx.actor.person.id)
    _tell(ctx.uow, others, CHANGED, ctx.where, ctx.actor.person.id, ctx.now)
    key = "liaison-room-set" if wanted else "liaison-room-dropped"
    return Message(title=ctx.words("do-liaison-room"), paragraphs=(ctx.words(key),), facts=_facts(ctx, wanted))


def _guard(ctx: Context, said: Sequence[str], here: Room | None) -> Reply:
    """Ask for the guard in this room, or for its end; the other coordinators are told."""
    wanted = switched(ctx, said, here)
    if wanted == here:
        return _as_it_is(ctx, here)
    ctx.uow.members.save_room(wanted)
    ctx.entry = replace(ctx.entry, reference=_name(ctx.where), before=_told(here), after=_told(wanted))
    others = (one for one in ctx.uow.directory.coordinators(ctx.now) if one.id != ctx.actor.person.id)
    _tell(ctx.uow, others, GUARD, ctx.where, ctx.actor.person.id, ctx.now)
    told = ctx.words(f"liaison-room-guard-set-{'on' if wanted.guarded else 'off'}")
    return Message(title=ctx.words("do-liaison-room"), paragraphs=(told,), facts=_facts(ctx, wanted))


def is_drifted(directory: Directory, where: Where, audience: Audience) -> bool:
    """Tell whether a room is approved for others than those who can, for certain, read it now."""
    here = directory.room(where)
    return here is not None and drifted(here, audience)


def suspend_if_drifted(uow: UnitOfWork, where: Where, audience: Audience, now: datetime) -> bool:
    """Take an approval back when it is certain that others can read the room now; the coordinators are told.

    Says whether one was taken back.
    """
    here = uow.directory.room(where)
    if here is None or not drifted(here, audience):
        return False
    uow.members.drop_room(where)
    uow.audit.append(_entry(SUSPENDED, where, now, before=_told(here), code=audience.value))
    _tell(uow, uow.directory.coordinators(now), SUSPENDED, where, 0, now)
    return True


def follow(uow: UnitOfWork, old: Where, new: Where, now: datetime) -> None:
    """Let the room that replaces another take its approval along, and what was chosen for its digest.

    A room with an approval of its own keeps that.
    """
    before, there = uow.directory.room(old), uow.directory.room(new)
    if before is None or old == new:
        return
    after = there or replace(before, platform=new.platform, id=new.id)
    uow.members.save_room(after)
    for kind in Kind if there is None else ():
        wish = uow.directory.wish(kind, room_target(old))
        if wish:
            uow.members.save_wish(replace(wish, target=room_target(new), since=now))
    uow.members.drop_room(old)
    uow.audit.append(_entry(MOVED, old, now, before=_told(before), after=_told(after), code=_name(new)))


def changed(ctx: Context, parcel: Parcel) -> Message | None:
    """Another coordinator, or a titular, approved a room or took its approval back: told as it is now."""
    by = ctx.uow.directory.person(parcel.number)
    name = person_shown(by, ctx.place).get("name") if by else None
    if not name or not ctx.in_private:
        return None
    where = _where(parcel.subject)
    named = {"name": str(name), "room": where.id, "platform": where.platform}
    here = ctx.uow.directory.room(where)
    if here is None:
        return Message(paragraphs=(ctx.words("liaison-notice-room-dropped", **named),))
    return Message(paragraphs=(ctx.words("liaison-notice-room", **named, kind=_kind_text(ctx, here)),))


def suspended(ctx: Context, parcel: Parcel) -> Message | None:
    """A room is read by others than it was approved for. Nothing to say when it has been approved anew."""
    where = _where(parcel.subject)
    if ctx.uow.directory.room(where) or not ctx.in_private:
        return None
    line = ctx.line("liaison", "room")
    told = ctx.words("liaison-notice-room-suspended", room=where.id, platform=where.platform, line=line)
    return Message(paragraphs=(told,))


def guard_switched(ctx: Context, parcel: Parcel) -> Message | None:
    """Somebody has asked for the guard in a room, or for its end. It tells how it stands by now."""
    by = ctx.uow.directory.person(parcel.number)
    name = person_shown(by, ctx.place).get("name") if by else None
    where = _where(parcel.subject)
    here = ctx.uow.directory.room(where)
    if not name or here is None or not ctx.in_private:
        return None
    key = f"liaison-notice-room-guard-{'on' if here.guarded else 'off'}"
    return Message(paragraphs=(ctx.words(key, name=str(name), room=where.id, platform=where.platform),))


NOTICES: Mapping[str, Notice] = {CHANGED: changed, SUSPENDED: suspended, GUARD: guard_switched}


def _begin_digest(uow: UnitOfWork, before: Room | None, after: Room, now: datetime) -> None:
    """A room that is approved for something else than before has a digest of another kind, from now on."""
    begun = nothing_chosen(after, now)
    if begun and (before is None or before.kind is not after.kind):
        uow.members.save_wish(begun)


def _require_right(ctx: Context, kind: str, here: Room | None) -> None:
    """A coordinator approves any room; a titular makes a room their desk's, or takes that back, and no other's."""
    if not ctx.actor.is_any(COORDINATORS) and not (_own(ctx, here) and kind in {RoomClass.DESK, _NONE}):
        raise _not_yours(ctx)


def _own(ctx: Context, here: Room | None) -> bool:
    """Tell whether the room is this person's desk's, or nobody's yet."""
    return here is None or (here.kind is RoomClass.DESK and here.desk == ctx.actor.desk.code)


def _wanted(ctx: Context, kind: RoomClass, words: Sequence[str], here: Room | None) -> Room:
    """The room as it is asked for: behind the class come a desk and a language, where they are said."""
    said = _language(ctx, words[-1]) if words else None
    left = " ".join(words[:-1] if said else words)
    desk = _desk(ctx, left) if kind is RoomClass.DESK else ""
    if kind is not RoomClass.DESK and left:
        raise Refused("too-many-words")
    if ctx.audience not in FITS[kind]:
        shared = ctx.line("liaison", "room", _class_word(ctx, RoomClass.SHARED))
        raise Refused(_UNFIT.get(ctx.audience, "liaison-room-unread"), line=shared)
    language = said or (here.language if here else "") or ctx.actor.person.language
    return Room(ctx.where.platform, ctx.where.id, kind, language, desk, here.guarded if here else False)


_UNFIT = {
    Audience.UNKNOWN: "liaison-room-unread",
    Audience.OPEN: "liaison-room-open",
    Audience.OUTSIDERS: "liaison-room-outsiders",
}


def _desk(ctx: Context, said: str) -> str:
    own = ctx.actor.desk.code
    if not said:
        if ctx.actor.acts_as_titular:
            return own
        raise Refused("liaison-room-whose", line=ctx.line("liaison", "room", _class_word(ctx, RoomClass.DESK)))
    active = (desk.code for desk in ctx.uow.directory.desks if desk.active)
    code = pick(desk_options(ctx, active), said, "liaison-who-unknown")
    if code != own and not ctx.actor.is_any(COORDINATORS):
        raise _not_yours(ctx)
    return code


def _not_yours(ctx: Context) -> Refused:
    return Refused("liaison-room-not-yours", line=ctx.line("liaison", "room", _class_word(ctx, RoomClass.DESK)))


def _language(ctx: Context, word: str) -> str | None:
    options = language_options(ctx)
    return next((one.value for one in options if fold(word) in map(fold, (one.value, one.label, *one.also))), None)


def _class_options(ctx: Context) -> tuple[Option, ...]:
    """What a room can be, or no longer be, by its words in every language."""
    every = ctx.services.catalogues
    return tuple(
        Option(value, _class_word(ctx, value), tuple(every.typed(f"word-room-{value}"))) for value in (*_CLASSES, _NONE)
    )


def _class_word(ctx: Context, value: str) -> str:
    return ctx.words.typed(f"word-room-{value}")[0]


def _as_it_is(ctx: Context, here: Room | None) -> Message:
    """What the room is now, with what it could be."""
    told = [] if here else [ctx.words("liaison-room-not-approved")]
    if ctx.actor.is_any(COORDINATORS):
        example = ctx.line("liaison", "room", _class_word(ctx, RoomClass.DESK), "Honduras")
        told.append(ctx.words("liaison-room-how", line=example))
    return Message(
        title=ctx.words("do-liaison-room"),
        paragraphs=tuple(told),
        facts=_facts(ctx, here),
        buttons=tuple(_changes(ctx, here)),
    )


def _changes(ctx: Context, here: Room | None) -> Iterable[Button]:
    """What this person can make of the room as it is read now."""
    if not ctx.actor.is_any(COORDINATORS) and not _own(ctx, here):
        return
    for kind in _CLASSES:
        allowed = ctx.actor.acts_as_titular if kind is RoomClass.DESK else ctx.actor.is_any(COORDINATORS)
        if allowed and ctx.audience in FITS[kind] and (here is None or here.kind is not kind):
            label = ctx.words(f"room-{kind.value}")
            yield button(ctx, "room", _class_word(ctx, kind), label=label)
    guard = guard_button(ctx, here) if here else None
    if guard:
        yield guard
    if here:
        yield button(ctx, "room", _class_word(ctx, _NONE), label=ctx.words("liaison-room-drop"))


def _facts(ctx: Context, here: Room | None) -> tuple[Fact, ...]:
    facts = []
    if here:
        facts.append(Fact(ctx.words("liaison-fact-room"), _kind_text(ctx, here)))
        facts.append(Fact(ctx.words("liaison-field-language"), ctx.words.language_name(here.language)))
        facts.append(guard_fact(ctx, here))
    facts.append(Fact(ctx.words("liaison-fact-readers"), ctx.words(f"audience-{ctx.audience.value}")))
    return tuple(facts)


def _kind_text(ctx: Context, here: Room) -> str:
    label = ctx.words(f"room-{here.kind.value}")
    return ctx.words("labelled", label=label, value=ctx.desk_name(here.desk)) if here.desk else label


def _tell(uow: UnitOfWork, people: Iterable[Person], notice: str, where: Where, number: int, now: datetime) -> None:
    at = int(now.timestamp() * _MILLISECONDS)
    subject = _name(where)
    uow.outbox.put(
        Parcel(
            key=f"{notice}:{subject}:{at}:{person.id}",
            person=person.id,
            notice=notice,
            subject=subject,
            number=number,
            made=now,
        )
        for person in people
    )


def _entry(command: str, where: Where, now: datetime, *, before: str, after: str = "", code: str = "") -> AuditEntry:
    """A line of the trail about what happened to a room by nobody's command."""
    return AuditEntry(
        at=now,
        person=None,
        desk="",
        roles="",
        command=command,
        reference=_name(where),
        before=before,
        after=after,
        code=code,
        result="done",
    )


def _told(here: Room | None) -> str:
    """A room's class as the trail has it, with its desk, and whether what is typed there is guarded."""
    guarded = "guarded" if here and here.guarded else ""
    return "" if here is None else " ".join(filter(None, (here.kind.value, here.desk, guarded)))


def _name(where: Where) -> str:
    return f"{where.platform} {where.id}"


def _where(name: str) -> Where:
    platform, _, number = name.partition(" ")
    return Where(platform, number)
