"""What time brings to referrals: the next stage of each chase that is due, and what it says to whom.

A stage is done once by construction: that it was done, and what it makes the bot say, are one commit, and its row is
locked meanwhile. What was missed while the bot was down is said late, once, and at the stage that holds by then.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from liaison_bot.chat import Message
from liaison_bot.commands import Context, Services
from liaison_bot.commands.command import Notice
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.chases import Chase, Hand
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import CASE_ROLES, Role
from liaison_bot.records.outbox import Parcel
from liaison_bot.records.referrals import Referral
from liaison_bot.referrals.chasing import Rung, Stage, reached, scheduled, stages
from liaison_bot.referrals.snoozing import snooze_buttons
from liaison_bot.referrals.views import card
from liaison_bot.rulebook import Pace
from liaison_bot.store import UnitOfWork

CHASED = {Hand.REFERRAL: "referral-chased", Hand.FILE: "file-chased"}
"""The notices of a chase, by whose hand of the clock it is."""


def chase_due(uow: UnitOfWork, services: Services, now: datetime, most: int) -> int:
    """Do what is due of at most so many chases; how many there were."""
    due = uow.chases.due(now, most)
    for chase in due:
        _go_on(uow, services, chase, now)
    return len(due)


def chased(ctx: Context, parcel: Parcel) -> Message | None:
    """A reminder, a rung of the ladder, or to the other side what was done on their behalf; nothing once it is over."""
    hand = next(hand for hand, notice in CHASED.items() if notice == parcel.notice)
    chase = ctx.uow.chases.get(parcel.subject, hand)
    referral = ctx.uow.referrals.get(parcel.subject)
    if chase is None or referral is None or parcel.made < chase.since:
        return None
    pace = ctx.services.rulebook.pace(chase.urgency)
    stage = stages(chase, pace)[parcel.number]
    return _reminder(ctx, referral, " ".join((_said(ctx, chase, stage), *_late(ctx, chase, pace, stage, parcel.made))))


def _late(ctx: Context, chase: Chase, pace: Pace, stage: Stage, made: datetime) -> Iterator[str]:
    """That a notice comes late, where nobody looked when it was due: hours at which it is not sent are no delay."""
    desk = ctx.uow.directory.desk(chase.desk)
    due = pace.readable(chase.desk, desk.zone if desk else "UTC", stage.at)
    if made - due > ctx.services.limits.late:
        yield ctx.words("chase-sent-late", moment=ctx.moment(due))


def _reminder(ctx: Context, referral: Referral, said: str) -> Message | None:
    """The referral, with the way to put the next reminder off for those who could."""
    shown = card(ctx, referral, said)
    return replace(shown, buttons=(*shown.buttons, *snooze_buttons(ctx, referral))) if shown else None


def told_of_chase(ctx: Context, referral: Referral) -> tuple[str, ...]:
    """What was done so far about the referral's deadline, for those who see it."""
    chase = ctx.uow.chases.get(referral.reference, Hand.REFERRAL)
    if chase is None or chase.stage == 0:
        return ()
    stage = stages(chase, ctx.services.rulebook.pace(chase.urgency))[chase.stage - 1]
    return (_done_so_far(ctx, chase, stage),)


def _go_on(uow: UnitOfWork, services: Services, chase: Chase, now: datetime) -> None:
    pace = services.rulebook.pace(chase.urgency)
    desk = uow.directory.desk(chase.desk)
    zone = desk.zone if desk else "UTC"
    if pace.readable(chase.desk, zone, now) > now:  # the bot was away until an hour at which nobody reads it
        uow.chases.keep(replace(chase, next=pace.readable(chase.desk, zone, now)))
        return
    number, stage = _reached(uow.directory, chase, pace, now)
    people = _reaches(uow.directory, chase, stage.rung, now)
    later = _put_off(uow, chase, stage)
    nobody_now = bool(people) and people <= later
    reminded = chase.reminded + (stage.rung is Rung.ON_DUTY and not nobody_now)
    uow.chases.keep(scheduled(replace(chase, stage=number + 1, reminded=reminded), pace, zone))
    referral = uow.referrals.get(chase.reference)
    people -= later
    if referral and stage.is_late:
        people |= _other_side(uow.directory, referral, chase, now)
    uow.outbox.put(_parcels(chase, number, people, now))
    uow.audit.append(
        AuditEntry(
            at=now,
            person=None,
            desk=chase.desk,
            roles="",
            command=CHASED[chase.hand],
            reference=chase.reference,
            code=f"{stage.rung.value} {stage.percent}",
            result="done",
        )
    )


def _reached(directory: Directory, chase: Chase, pace: Pace, now: datetime) -> tuple[int, Stage]:
    """The stage that is due by now. A rung where nobody new stands is passed over: nobody waits for an empty office."""
    every = stages(chase, pace)
    number = reached(chase, pace, now)
    while number + 1 < len(every) and not _adds(directory, chase, every[number].rung, now):
        number += 1
    return number, every[number]


def _adds(directory: Directory, chase: Chase, rung: Rung, now: datetime) -> bool:
    """Tell whether a rung reaches anybody whom the ones below it did not."""
    if rung is Rung.ON_DUTY:
        return True
    order = list(Rung)
    below = set().union(*(_stand_on(directory, chase.desk, lower, now) for lower in order[: order.index(rung)]))
    return bool(_stand_on(directory, chase.desk, rung, now) - below)


def _reaches(directory: Directory, chase: Chase, rung: Rung, now: datetime) -> set[int]:
    """Whom a stage reaches: those on its rung; and where everybody at the desk is away, the coordinators at once."""
    people = _stand_on(directory, chase.desk, rung, now)
    acting = [member.person for member in directory.members(chase.desk, now) if member.is_any(CASE_ROLES)]
    if chase.hand is Hand.REFERRAL and all(directory.is_away(person, now) for person in acting):
        people |= _stand_on(directory, chase.desk, Rung.COORDINATORS, now)
    return people


def _stand_on(directory: Directory, desk: str, rung: Rung, now: datetime) -> set[int]:
    match rung:
        case Rung.ON_DUTY:
            return {person.id for person in directory.on_duty(desk, now)}
        case Rung.OFFICERS:
            return {one.person.id for one in directory.members(desk, now) if one.is_any(CASE_ROLES)}
        case Rung.SUPERVISOR:
            return {one.person.id for one in directory.members(desk, now) if Role.SUPERVISOR in one.roles}
        case Rung.COORDINATORS:
            return {person.id for person in directory.coordinators(now)}


def _other_side(directory: Directory, referral: Referral, chase: Chase, now: datetime) -> set[int]:
    """Those who wait: on duty at the other desk."""
    other = referral.from_desk if chase.desk == referral.to_desk else referral.to_desk
    return {person.id for person in directory.on_duty(other, now)}


def _put_off(uow: UnitOfWork, chase: Chase, stage: Stage) -> set[int]:
    """Who asked not to be reminded at that time. What comes with the deadline and after it is for all."""
    if chase.hand is not Hand.REFERRAL or stage.is_late:
        return set()
    return {person for person, asked in uow.chases.snoozed(chase.reference).items() if asked.covers(chase, stage.at)}


def _parcels(chase: Chase, number: int, people: Iterable[int], now: datetime) -> Iterable[Parcel]:
    notice, began = CHASED[chase.hand], int(chase.since.timestamp())
    return [
        Parcel(
            key=f"{notice}:{chase.reference}:{began}:{number}:{person}",
            person=person,
            notice=notice,
            subject=chase.reference,
            number=number,
            made=now,
        )
        for person in sorted(people)
    ]


def _said(ctx: Context, chase: Chase, stage: Stage) -> str:
    """A stage in the words for whoever reads it."""
    desk = ctx.desk_name(chase.desk)
    if ctx.actor.desk.code == chase.desk and ctx.actor.is_any(CASE_ROLES):
        key = "chase-late" if stage.is_late else "chase-remind"
        return ctx.words(key, percent=stage.percent)
    if ctx.actor.desk.code == chase.desk and Role.SUPERVISOR in ctx.actor.roles:
        return ctx.words("chase-supervisor")
    if ctx.actor.is_any(CASE_ROLES):
        return _done_so_far(ctx, chase, stage)
    return ctx.words("chase-coordinators", desk=desk)


def _done_so_far(ctx: Context, chase: Chase, stage: Stage) -> str:
    """How often a desk was reminded, and who was told in the end."""
    directory, desk = ctx.uow.directory, ctx.desk_name(chase.desk)
    reached = _stand_on(directory, chase.desk, stage.rung, ctx.now)
    names = ctx.words.all_of(person.name for person in directory.people if person.id in reached)
    return ctx.words("chase-told", desk=desk, count=chase.reminded, rung=stage.rung.value, names=names)


NOTICES: Mapping[str, Notice] = dict.fromkeys(CHASED.values(), chased)
