"""The guard in rooms: whoever types there what it would refuse is told so, alone and at once, and it is never repeated.

Only in rooms where somebody who may has asked for it, and only while the room's approval lasts. What is typed there is
looked at and forgotten: neither it nor what was found in it is kept, but for which kind of thing it was.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from liaison_bot.chat import Button, Fact, Message, Overheard
from liaison_bot.chat.text import fold
from liaison_bot.commands import Context
from liaison_bot.errors import Refused
from liaison_bot.network.fields import button
from liaison_bot.privacy.guard import screen
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.network import COORDINATORS, Room
from liaison_bot.records.places import Place
from liaison_bot.store import UnitOfWork
from liaison_bot.words import Catalogues

OVERHEARD = "room-overheard"
_UTC = ZoneInfo("UTC")


def refused_there(room: Room, text: str, now: datetime) -> str:
    """What the guard would refuse in something typed in a room, as a catalogue key; empty where it is not asked to."""
    found = screen(text, now.astimezone(_UTC).date()) if room.guarded else ()
    return f"guard-{found[0].value}" if found else ""


def tell_author(
    uow: UnitOfWork, catalogues: Catalogues, room: Room, overheard: Overheard, now: datetime
) -> Message | None:
    """Tell somebody what they typed that the room should not hold, in their language, and leave a line in the trail."""
    refused = refused_there(room, overheard.text, now)
    if not refused:
        return None
    actor = uow.directory.actor(overheard.account, now)
    entry = AuditEntry(
        at=now,
        person=actor.person.id if actor else None,
        desk=actor.desk.code if actor else "",
        roles=" ".join(sorted(actor.roles)) if actor else "",
        command=OVERHEARD,
        place=Place(room.kind).kind.value,
        result=refused,
    )
    uow.audit.append(entry)
    words = catalogues.of(actor.person.language if actor else room.language)
    return Message(paragraphs=(words(refused), words("guard-take-away")), error=True)


def is_about_guard(ctx: Context, said: Sequence[str]) -> bool:
    """Tell whether `liaison room …` is about the guard."""
    return bool(said) and fold(said[0]) in ctx.services.catalogues.typed("word-room-guard")


def switched(ctx: Context, said: Sequence[str], here: Room | None) -> Room:
    """The room with the guard as it is asked for behind “guard”. Raises `Refused`."""
    if here is None:
        raise Refused("liaison-room-guard-unapproved")
    if not may_switch(ctx, here):
        raise Refused("liaison-room-guard-not-yours")
    wanted = _wanted(ctx, said)
    if wanted and not ctx.hears_all:
        raise Refused("liaison-room-guard-no-ear")
    return replace(here, guarded=wanted)


def may_switch(ctx: Context, here: Room) -> bool:
    """A coordinator, in any room; whoever acts as titular, in their own desk's."""
    own = bool(here.desk) and here.desk == ctx.actor.desk.code
    return ctx.actor.is_any(COORDINATORS) or (own and ctx.actor.acts_as_titular)


def guard_fact(ctx: Context, here: Room) -> Fact:
    """How the guard stands in a room, as far as it can hear there."""
    state = ("on" if ctx.hears_all else "no-ear") if here.guarded else "off"
    return Fact(ctx.words("liaison-fact-guard"), ctx.words(f"room-guard-{state}"))


def guard_button(ctx: Context, here: Room) -> Button | None:
    """What switches it, for those who may, where it would do anything."""
    if not may_switch(ctx, here) or not (ctx.hears_all or here.guarded):
        return None
    turn = "off" if here.guarded else "on"
    line = (ctx.words.typed("word-room-guard")[0], ctx.words.typed(f"word-room-{turn}")[0])
    return button(ctx, "room", *line, label=ctx.words(f"liaison-room-guard-turn-{turn}"))


def _wanted(ctx: Context, said: Sequence[str]) -> bool:
    every = ctx.services.catalogues
    word = fold(said[0]) if len(said) == 1 else ""
    if word in every.typed("word-room-on"):
        return True
    if word in every.typed("word-room-off"):
        return False
    guard, on, off = (ctx.words.typed(f"word-room-{one}")[0] for one in ("guard", "on", "off"))
    raise Refused(
        "liaison-room-guard-unknown",
        on=ctx.line("liaison", "room", guard, on),
        off=ctx.line("liaison", "room", guard, off),
    )
