"""Reminders of one's own put off until a day, within the deadline. Nobody else's are, and never the ladder.

It ends by itself: on that day, with one reminder, and before it with the deadline it was asked for. The day begins
where the person is.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile

from liaison_bot.chat import Button, FieldKind, Form, Message, Reply
from liaison_bot.chat.text import fold
from liaison_bot.commands import Context, Line, Values
from liaison_bot.commands.command import Notice
from liaison_bot.errors import Refused
from liaison_bot.records.chases import Chase, Hand, Snooze
from liaison_bot.records.outbox import Parcel
from liaison_bot.records.referrals import Referral
from liaison_bot.referrals.forms import field_of
from liaison_bot.referrals.moves import known_referral, own_side
from liaison_bot.referrals.views import card
from liaison_bot.words.dates import read_day

SNOOZED = "referral-snoozed"
"""The notice of a reminder that was put off, on the day it was put off to."""
_UNTIL = "until"


def snooze_form(ctx: Context, line: Line) -> Form:
    """Ask until which day; what stands in the way of any is said at once."""
    referral, chase = _own_chase(ctx, line.reference)
    hint = ctx.words("snooze-hint", moment=ctx.moment(chase.due), day=_last(ctx, chase).isoformat())
    field = replace(field_of(ctx, _UNTIL, FieldKind.DATE), hint=hint, check=_within(ctx, chase), read_date=_reader(ctx))
    return Form(
        id=f"referral snooze {referral.reference}",
        title=f"{referral.reference} · {ctx.words('do-referral-snooze')}",
        submit=ctx.words("do-referral-snooze"),
        fields=(field,),
    )


def snooze(ctx: Context, line: Line, values: Values) -> Reply:
    """Put the person's own reminders off; until today, let them come again."""
    referral, chase = _own_chase(ctx, line.reference)
    day = date.fromisoformat(values[_UNTIL][0])
    asked = Snooze(reference=referral.reference, person=ctx.actor.person.id, since=chase.since, until=_begins(ctx, day))
    ctx.uow.chases.snooze(asked)
    ctx.entry = replace(ctx.entry, after=day.isoformat())
    if asked.until <= ctx.now:
        return card(ctx, referral, ctx.words("snoozed-no-more"))
    ctx.uow.outbox.put([_reminder(ctx, chase, asked)])
    return card(ctx, referral, ctx.words("snoozed", day=ctx.words.day(day)))


def put_off(ctx: Context, parcel: Parcel) -> Message | None:
    """The reminder on the day that somebody chose; nothing where it is over, or they have chosen another since."""
    chase = ctx.uow.chases.get(parcel.subject, Hand.REFERRAL)
    referral = ctx.uow.referrals.get(parcel.subject)
    asked = ctx.uow.chases.snoozed(parcel.subject).get(parcel.person)
    if chase is None or referral is None or asked is None or chase.desk != ctx.actor.desk.code:
        return None
    if asked.since != chase.since or _number(asked) != parcel.number or chase.due <= ctx.now:
        return None
    return card(ctx, referral, ctx.words("snooze-over"))


def told_of_snooze(ctx: Context, referral: Referral) -> tuple[str, ...]:
    """Until when the reader's own reminders are put off, for the reader alone."""
    if not ctx.in_private:
        return ()
    chase = ctx.uow.chases.get(referral.reference, Hand.REFERRAL)
    asked = ctx.uow.chases.snoozed(referral.reference).get(ctx.actor.person.id)
    if chase is None or asked is None or chase.desk != ctx.actor.desk.code or not asked.covers(chase, ctx.now):
        return ()
    return (ctx.words("snoozed", day=ctx.day(asked.until)),)


def snooze_buttons(ctx: Context, referral: Referral) -> tuple[Button, ...]:
    """The way to put reminders off, for those who could now."""
    try:
        _own_chase(ctx, referral.reference)
    except Refused:
        return ()
    line = ctx.line("referral", "snooze", referral.reference)
    return (Button(ctx.words("do-referral-snooze"), line),)


def _reminder(ctx: Context, chase: Chase, asked: Snooze) -> Parcel:
    """One for the day, however often that is asked for, at an hour at which it can be read."""
    desk, number = ctx.actor.desk, _number(asked)
    pace = ctx.services.rulebook.pace(chase.urgency)
    return Parcel(
        key=f"{SNOOZED}:{asked.reference}:{int(asked.since.timestamp())}:{number}:{asked.person}",
        person=asked.person,
        notice=SNOOZED,
        subject=asked.reference,
        number=number,
        made=pace.readable(desk.code, desk.zone, asked.until),
    )


def _number(asked: Snooze) -> int:
    """A day's own number, for the parcel that comes then."""
    return asked.until.astimezone(UTC).toordinal()


def _own_chase(ctx: Context, reference: str) -> tuple[Referral, Chase]:
    """The deadline of which this person is reminded. Raises `Refused` where there is none, or nothing left of it."""
    referral = known_referral(ctx, reference)
    own_side(ctx, referral)
    if not ctx.in_private:  # it is one person's own affair, and so is the answer
        raise Refused("refused-in-private", line=ctx.line("referral", "snooze", reference))
    chase = ctx.uow.chases.get(reference, Hand.REFERRAL)
    if referral.turn != ctx.actor.desk.code:
        raise Refused("refused-snooze-turn", reference=reference)
    if chase is None:
        raise Refused("refused-snooze-no-deadline", reference=reference)
    if chase.due <= ctx.now:
        raise Refused("refused-snooze-late", reference=reference)
    if _last(ctx, chase) <= ctx.today:
        raise Refused("refused-snooze-soon", reference=reference, moment=ctx.moment(chase.due))
    return referral, chase


def _within(ctx: Context, chase: Chase) -> Callable[[str], str | None]:
    def check(day: str) -> str | None:
        asked = date.fromisoformat(day)
        if asked < ctx.today:
            return "mistake-snooze-past"
        return "mistake-snooze-after" if asked > _last(ctx, chase) else None

    return check


def _reader(ctx: Context) -> Callable[[str], date | None]:
    """Read a day as everywhere, without the words before it that people write: “until tomorrow”."""
    before = ctx.services.catalogues.typed("word-until")

    def read(typed: str) -> date | None:
        day = " ".join(dropwhile(lambda word: fold(word) in before, typed.split()))
        try:
            return date.fromisoformat(day)
        except ValueError:
            return read_day(day, ctx.words.language, ctx.today)

    return read


def _last(ctx: Context, chase: Chase) -> date:
    """The last day that begins before the deadline."""
    return (chase.due.astimezone(ctx.zone) - timedelta(microseconds=1)).date()


def _begins(ctx: Context, day: date) -> datetime:
    return datetime.combine(day, time(), ctx.zone)


NOTICES: Mapping[str, Notice] = {SNOOZED: put_off}
