"""What age ends: contents of ended referrals, drafts nobody sent, and later the skeletons. By rule, and announced.

Once a day, at night, for all that is due by then. The desk that sent is told a week before, in one message for a day,
and nothing is erased of which it was not told for so long: not after an upgrade, nor when a setting is shortened, nor
when the bot was down. The other desk is not told: its access to the contents ended with the referral.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day

from liaison_bot.chat import Button, Item, Message
from liaison_bot.commands import Context, Services
from liaison_bot.commands.command import Limits, Notice
from liaison_bot.privacy.told import recall
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.network import CASE_ROLES
from liaison_bot.records.outbox import Parcel
from liaison_bot.records.retention import ANNOUNCED, NOTICE, Kept, last_run
from liaison_bot.referrals.views import rows
from liaison_bot.store import UnitOfWork

_NOTICES = {Kept.CONTENTS: "retention-contents", Kept.DRAFT: "retention-draft"}
_MOST_SHOWN = 20


def is_due(uow: UnitOfWork, now: datetime) -> bool:
    """Tell whether the day's erasing is still to be done."""
    finished = uow.retention.finished()
    return finished is None or finished < last_run(now)


def announce(uow: UnitOfWork, services: Services, desk: str, now: datetime) -> None:
    """Tell a desk what will be erased in a week, at an hour at which it can be read."""
    run = last_run(now)
    for kind in ANNOUNCED:
        if uow.retention.announce(kind, desk, run + NOTICE - _kept_for(services.limits, kind), run):
            uow.outbox.put(_parcels(uow, services, kind, desk, now))


def erase(uow: UnitOfWork, services: Services, now: datetime, most: int) -> int:
    """Erase at most so many; how many it was. Fewer than that: the day's erasing is done."""
    run, count = last_run(now), 0
    for desk in uow.directory.desks:
        for kind in Kept:
            until = run - _kept_for(services.limits, kind)
            found = uow.retention.due(kind, desk.code, until, run - NOTICE, most - count)
            erase_now(uow, kind, found, now)
            for reference in found:
                uow.audit.append(_entry(desk.code, kind, reference, now))
            count += len(found)
            if count == most:
                return count
    uow.retention.finish(run)
    return count


def erase_now(uow: UnitOfWork, kind: Kept, references: Sequence[str], now: datetime) -> None:
    """Erase them, and have what the chats tell of them taken back."""
    uow.retention.erase(kind, references, now)
    recall(uow, references, now)


def told(ctx: Context, parcel: Parcel) -> Message | None:
    """What will be erased and when, what can be done about it, and which referrals; nothing where none is left."""
    kind = next(kind for kind, notice in _NOTICES.items() if notice == parcel.notice)
    if ctx.actor.desk.code != parcel.subject or not ctx.actor.is_any(CASE_ROLES):
        return None
    run = last_run(datetime.combine(date.fromordinal(parcel.number), time_of_day.max, UTC))
    found, count = ctx.uow.retention.announced(kind, parcel.subject, run, _MOST_SHOWN)
    if not count:
        return None
    on = ctx.day(run + NOTICE)
    shown = rows(ctx, found)
    more = (Item(ctx.words("retention-more", count=count - len(shown))),) if count > len(shown) else ()
    listing = Button(ctx.words("do-referral-list"), ctx.line("referral", "list"))
    return Message(
        title=ctx.words(f"{parcel.notice}-title", day=on),
        paragraphs=(ctx.words(parcel.notice, count=count, day=on), ctx.words(f"{parcel.notice}-do")),
        items=(*shown, *more),
        buttons=(listing,),
    )


def _kept_for(limits: Limits, kind: Kept) -> timedelta:
    lengths = {
        Kept.CONTENTS: limits.contents,
        Kept.DRAFT: limits.drafts,
        Kept.DISCARDED: limits.drafts,
        Kept.SKELETON: limits.skeleton,
    }
    return lengths[kind]


def _parcels(uow: UnitOfWork, services: Services, kind: Kept, desk: str, now: datetime) -> list[Parcel]:
    """One for each person on duty. It is made at the next hour that is theirs to read what is not urgent."""
    least = max(services.rulebook.urgencies, key=lambda level: level.rank)
    found = uow.directory.desk(desk)
    readable = services.rulebook.pace(least.code).readable(desk, found.zone if found else "UTC", now)
    day = last_run(now).toordinal()
    return [
        Parcel(
            key=f"{_NOTICES[kind]}:{desk}:{day}:{person.id}",
            person=person.id,
            notice=_NOTICES[kind],
            subject=desk,
            number=day,
            made=readable,
        )
        for person in uow.directory.on_duty(desk, now)
    ]


def _entry(desk: str, kind: Kept, reference: str, now: datetime) -> AuditEntry:
    return AuditEntry(
        at=now,
        person=None,
        desk=desk,
        roles="",
        command="erased-by-age",
        reference=reference,
        code=kind.value,
        result="done",
    )


NOTICES: Mapping[str, Notice] = dict.fromkeys(_NOTICES.values(), told)
