"""What the coordinators are told when somebody cannot be reached: who, and about which referral. Nothing of it."""

from datetime import datetime

from liaison_bot.chat import Message
from liaison_bot.commands.command import Context
from liaison_bot.ids import read_reference
from liaison_bot.privacy.disclosure import desk_shown, person_shown
from liaison_bot.records.outbox import NOBODY, Parcel
from liaison_bot.store import UnitOfWork

UNDELIVERED = "undelivered"
"""The notice that another notice was given up."""


def tell_of_undelivered(uow: UnitOfWork, lost: Parcel, now: datetime) -> None:
    """Let the coordinators know, at most once a day for each person or room; never of this very notice."""
    if lost.notice == UNDELIVERED:
        return
    room = f"{lost.room.platform} {lost.room.id}" if lost.room else ""
    uow.outbox.put(
        Parcel(
            key=f"{UNDELIVERED}:{room or lost.person}:{now:%Y-%m-%d}:{coordinator.id}",
            person=coordinator.id,
            notice=UNDELIVERED,
            subject=room or read_reference(lost.subject) or "",
            number=lost.person,
            made=now,
        )
        for coordinator in uow.directory.coordinators(now)
        if coordinator.id != lost.person
    )


def undelivered(ctx: Context, parcel: Parcel) -> Message | None:
    """Somebody could not be reached. The reference stands there only for those who may know of it."""
    if parcel.number == NOBODY:
        return _in_room(ctx, parcel.subject)
    lost = ctx.uow.directory.person(parcel.number)
    if lost is None:
        return None
    name = person_shown(lost, ctx.place).get("name")
    desk = ctx.uow.directory.desk(lost.desk)
    if not name or desk is None or "code" not in desk_shown(desk, ctx.place):
        return Message(paragraphs=(ctx.words("news-elsewhere"),))
    referral = ctx.uow.referrals.get(parcel.subject) if parcel.subject else None
    told = {"name": name, "desk": ctx.desk_name(desk.code)}
    if referral and ctx.services.disclosure.referral(referral, ctx.actor, ctx.place):
        return Message(paragraphs=(ctx.words("notice-undelivered-about", reference=referral.reference, **told),))
    return Message(paragraphs=(ctx.words("notice-undelivered", **told),))


def _in_room(ctx: Context, name: str) -> Message:
    """A room could not be reached. Which one is for a direct conversation alone."""
    if not ctx.in_private:
        return Message(paragraphs=(ctx.words("news-elsewhere"),))
    platform, _, room = name.partition(" ")
    return Message(paragraphs=(ctx.words("notice-undelivered-room", room=room, platform=platform),))
