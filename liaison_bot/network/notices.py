"""What the Network's people are told unasked: a new colleague, and a desk where nobody is."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from liaison_bot.chat import Button, Message
from liaison_bot.commands import Context
from liaison_bot.commands.command import Notice
from liaison_bot.network import rooms
from liaison_bot.network.cover import gaps
from liaison_bot.network.fields import roles_text
from liaison_bot.privacy.disclosure import desk_shown, person_shown
from liaison_bot.records.network import Actor, Invitation
from liaison_bot.records.outbox import Parcel
from liaison_bot.store import UnitOfWork

JOINED = "member-joined"
UNCOVERED = "desk-uncovered"
_LOOK_AHEAD = timedelta(days=366)


def tell_of_new_colleague(uow: UnitOfWork, invitation: Invitation, member: Actor, now: datetime) -> None:
    """Let the desk, and whoever issued the invitation, know who has come: nobody joins unseen."""
    directory = uow.directory
    told = {actor.person.id for actor in directory.members(member.desk.code, now)} | {invitation.issued_by}
    number = member.person.id
    uow.outbox.put(
        Parcel(
            key=f"{JOINED}:{number}:{person}",
            person=person,
            notice=JOINED,
            subject=member.desk.code,
            number=number,
            made=now,
        )
        for person in sorted(told - {None, number}, key=lambda one: one or 0)
        if person is not None
    )


def tell_coordinators(ctx: Context, desk: str, start: date) -> None:
    """Let the coordinators know that from a day on nobody is at a desk."""
    others = [one for one in ctx.uow.directory.coordinators(ctx.now) if one.id != ctx.actor.person.id]
    ctx.tell(others, UNCOVERED, desk, start.toordinal())


def joined(ctx: Context, parcel: Parcel) -> Message | None:
    """Somebody new is at the desk."""
    member = ctx.uow.directory.member(parcel.number, ctx.now)
    name = person_shown(member.person, ctx.place).get("name") if member else None
    if member is None or not name:
        return None
    desk, roles = ctx.desk_name(member.desk.code), roles_text(ctx.words, member.roles)
    told = ctx.words("liaison-notice-joined", name=name, desk=desk, roles=roles)
    return Message(paragraphs=(told,), buttons=_look(ctx, parcel.subject))


def uncovered(ctx: Context, parcel: Parcel) -> Message | None:
    """From a day on nobody is at a desk. Nothing to say when somebody is, after all."""
    start = date.fromordinal(parcel.number)
    found = next(_gaps_from(ctx, parcel.subject, start), None)
    desk_now = ctx.uow.directory.desk(parcel.subject)
    if found is None or found[0] != start or desk_now is None or "code" not in desk_shown(desk_now, ctx.place):
        return None
    desk = ctx.desk_name(parcel.subject)
    from_day, to_day = (ctx.words.day(day) for day in found)
    endless = found[1] == start + _LOOK_AHEAD
    key = "liaison-notice-nobody" if endless else "liaison-notice-uncovered"
    return Message(
        paragraphs=(ctx.words(key, desk=desk, **{"from": from_day, "to": to_day}),), buttons=_look(ctx, parcel.subject)
    )


def _gaps_from(ctx: Context, desk: str, start: date) -> Iterator[tuple[date, date]]:
    return gaps(ctx.uow.directory, desk, start, start + _LOOK_AHEAD, ctx.now)


def _look(ctx: Context, desk: str) -> tuple[Button, ...]:
    return (Button(ctx.words("do-liaison-who"), ctx.line("liaison", "who", desk)),)


NOTICES: Mapping[str, Notice] = {JOINED: joined, UNCOVERED: uncovered, **rooms.NOTICES}
