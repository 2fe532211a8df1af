"""What a desk has to do, for each of its officers: in full what is theirs to do next, the rest as counts."""

from datetime import datetime, time, timedelta

from liaison_bot.chat import Button, Item, Message
from liaison_bot.commands import Context
from liaison_bot.digests.wording import MOST, headed, manage_button
from liaison_bot.records.digests import Tally
from liaison_bot.records.referrals import PAGE, Box, Referral

_OVERDUE, _TODAY, _LATER = "digest-overdue", "digest-today", "digest-later"


def officer_digest(ctx: Context, *, always: bool = False) -> Message | None:
    """What is overdue, due today, and waiting later; how much waits for others.

    None where there is nothing to do, unless the desk has chosen to be told so, or it is `always` told.
    """
    if not ctx.in_private:
        return Message(paragraphs=(ctx.words("news-elsewhere"),))
    desk = ctx.actor.desk
    day_ends = datetime.combine(ctx.today + timedelta(days=1), time(), ctx.zone)
    tally = ctx.uow.digests.tally(desk.code, ctx.now, day_ends)
    if tally.is_empty and not (always or desk.always_told):
        return None
    found = ctx.uow.referrals.page(Box.WAITING, desk.code, ctx.now, skip=0, most=MOST)
    return Message(
        title=headed(ctx, "digest-officer-title", desk=ctx.desk_name(desk.code)),
        paragraphs=tuple(_paragraphs(ctx, tally)),
        items=_items(ctx, tally, found, day_ends),
        buttons=_buttons(ctx, tally),
    )


def _paragraphs(ctx: Context, tally: Tally) -> list[str]:
    told = [] if tally.own else [ctx.words("digest-nothing")]
    if tally.others:
        told.append(ctx.words("digest-others", count=tally.others, overdue=tally.others_overdue))
    return told


def _items(ctx: Context, tally: Tally, found: tuple[Referral, ...], day_ends: datetime) -> tuple[Item, ...]:
    """The desk's own, in the order in which they are due, under what each group of them is."""
    counts = {_OVERDUE: tally.own_overdue, _TODAY: tally.own_today}
    counts[_LATER] = tally.own - tally.own_overdue - tally.own_today
    items: list[Item] = []
    for key, count in counts.items():
        rows = ctx.services.agenda(ctx, (one for one in found if _group(ctx, one, day_ends) == key))
        if rows:
            items += [Item(ctx.words(key, count=count), heading=True), *rows]
    left = tally.own - len(found)
    if left > 0:
        line = ctx.line("referral", "list", f"{MOST // PAGE + 1}")
        items.append(Item(ctx.words("digest-more", count=left), Button(ctx.words("digest-see-more"), line)))
    return tuple(items)


def _group(ctx: Context, referral: Referral, day_ends: datetime) -> str:
    desk = ctx.actor.desk.code
    waits = ((referral.turn, referral.due), (referral.file_turn, referral.file_due))
    due = min((until for turn, until in waits if turn == desk and until), default=None)
    if due is None or due >= day_ends:
        return _LATER
    return _OVERDUE if due < ctx.now else _TODAY


def _buttons(ctx: Context, tally: Tally) -> tuple[Button, ...]:
    own = Button(ctx.words("do-referral-list"), ctx.line("referral", "list"))
    late = Button(ctx.words("box-overdue"), ctx.line("referral", "list", ctx.words.typed("word-box-overdue")[0]))
    return (own, *((late,) if tally.own_overdue or tally.others_overdue else ()), manage_button(ctx))
