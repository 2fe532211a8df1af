"""What the Network's people are told unasked: a new colleague, and a desk where nobody is."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from liaison_bot.chat import Button, Message
from liaison_bot.commands import Context
from liaison_bot.commands.command import Notice
from liaison_bot.network import rooms
from liaison_bot.network.cover import gaps
from liaison_bot.network.fields import button, roles_and_days, roles_text
from liaison_bot.privacy.disclosure import desk_shown, person_shown
from liaison_bot.records.network import CASE_ROLES, Actor, Invitation, Link, Person
from liaison_bot.records.outbox import Parcel
from liaison_bot.store import UnitOfWork

JOINED = "member-joined"
UNCOVERED = "desk-uncovered"
ROLES = "roles-changed"
INVITED = "member-invited"
LINKED = "account-linked"
_MILLISECONDS = 1000
_LOOK_AHEAD = timedelta(days=366)


def tell_of_new_colleague(uow: UnitOfWork, invitation: Invitation, member: Actor, now: datetime) -> None:
    """Let the desk, and whoever issued the invitation, know who has come: nobody joins unseen.

    Where nobody acts at the desk who could see it, the coordinators are told too.
    """
    directory, number = uow.directory, member.person.id
    at_desk = [actor for actor in directory.members(member.desk.code, now) if actor.person.id != number]
    told = {actor.person.id for actor in at_desk} | {invitation.issued_by}
    if not any(actor.is_any(CASE_ROLES) for actor in at_desk):
        told |= {person.id for person in directory.coordinators(now)}
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


def tell_of_invitation(uow: UnitOfWork, desk: str, by: Person, now: datetime) -> None:
    """Let the other coordinators know of an invitation to a country's desk at which nobody acts."""
    at = int(now.timestamp() * _MILLISECONDS)
    uow.outbox.put(
        Parcel(
            key=f"{INVITED}:{desk}:{at}:{by.id}:{person.id}",
            person=person.id,
            notice=INVITED,
            subject=desk,
            number=by.id,
            made=now,
        )
        for person in uow.directory.coordinators(now)
        if person.id != by.id
    )


def tell_of_account(uow: UnitOfWork, link: Link) -> None:
    """Let somebody know, on every other account of theirs, that one more acts in their name from now on."""
    at = int(link.since.timestamp() * _MILLISECONDS)
    others = [one.account for one in uow.directory.links if one.person == link.person and one.account != link.account]
    uow.outbox.put(
        Parcel(
            key=f"{LINKED}:{link.person}:{at}:{number}",
            person=link.person,
            notice=LINKED,
            subject=f"{link.account.platform} {link.account.user}",
            number=link.person,
            made=link.since,
            account=account,
        )
        for number, account in enumerate(others)
    )


def tell_coordinators(uow: UnitOfWork, desk: str, start: date, now: datetime, *, but: int | None) -> None:
    """Let the coordinators know, but for whoever did it, that from a day on nobody is at a desk."""
    uow.outbox.put(
        Parcel(
            key=f"{UNCOVERED}:{desk}:{start.toordinal()}:{person.id}",
            person=person.id,
            notice=UNCOVERED,
            subject=desk,
            number=start.toordinal(),
            made=now,
        )
        for person in uow.directory.coordinators(now)
        if person.id != but
    )


def tell_of_roles(uow: UnitOfWork, person: Person, now: datetime, *, but: int | None) -> None:
    """Let somebody's desk and the coordinators know, but for whoever did it, that their roles have changed."""
    directory = uow.directory
    desk = {actor.person.id for actor in directory.members(person.desk, now)}
    told = desk | {one.id for one in directory.coordinators(now)}
    at = int(now.timestamp() * _MILLISECONDS)
    uow.outbox.put(
        Parcel(
            key=f"{ROLES}:{person.id}:{at}:{reader}",
            person=reader,
            notice=ROLES,
            subject=person.desk,
            number=person.id,
            made=now,
        )
        for reader in sorted(told)
        if reader != but
    )


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


def invited(ctx: Context, parcel: Parcel) -> Message | None:
    """A coordinator invited somebody to a desk at which nobody acts."""
    by = ctx.uow.directory.person(parcel.number)
    name = person_shown(by, ctx.place).get("name") if by else None
    if not name:
        return None
    told = ctx.words("liaison-notice-invited", name=str(name), desk=ctx.desk_name(parcel.subject))
    return Message(paragraphs=(told,), buttons=(button(ctx, "invitations"),))


def linked(ctx: Context, parcel: Parcel) -> Message | None:
    """Another account was linked to the person who reads this. Nothing to say where it was taken away since."""
    own = {
        f"{link.account.platform} {link.account.user}"
        for link in ctx.uow.directory.links
        if link.person == ctx.actor.person.id
    }
    if not ctx.in_private or parcel.subject not in own:
        return None
    platform, _, user = parcel.subject.partition(" ")
    account = ctx.words("labelled", label=platform, value=user)
    told = ctx.words("liaison-notice-linked", account=account, line=ctx.line("liaison", "unlink"))
    return Message(paragraphs=(told,), buttons=(button(ctx, "unlink"),))


def roles_changed(ctx: Context, parcel: Parcel) -> Message | None:
    """Somebody's roles, as they are now, after they were changed by another."""
    person = ctx.uow.directory.person(parcel.number)
    name = person_shown(person, ctx.place).get("name") if person else None
    if person is None or not name:
        return None
    said = {"name": str(name), "desk": ctx.desk_name(person.desk)}
    held = roles_and_days(ctx, person)
    if held:
        told = ctx.words("liaison-notice-roles", **said, roles="; ".join(held))
    else:
        told = ctx.words("liaison-notice-roles-none", **said)
    return Message(paragraphs=(told,), buttons=_look(ctx, person.desk))


def _gaps_from(ctx: Context, desk: str, start: date) -> Iterator[tuple[date, date]]:
    return gaps(ctx.uow.directory, desk, start, start + _LOOK_AHEAD)


def _look(ctx: Context, desk: str) -> tuple[Button, ...]:
    return (Button(ctx.words("do-liaison-who"), ctx.line("liaison", "who", desk)),)


NOTICES: Mapping[str, Notice] = {
    JOINED: joined,
    UNCOVERED: uncovered,
    ROLES: roles_changed,
    INVITED: invited,
    LINKED: linked,
    **rooms.NOTICES,
}
