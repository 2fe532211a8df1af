"""The desk at a glance: what waits for it, and whom it waits for. Nothing that cannot be asked for by words."""

from collections.abc import Iterable, Mapping

from liaison_bot.chat import Button, ButtonStyle, Item, Message
from liaison_bot.commands import Context
from liaison_bot.records.network import CASE_ROLES
from liaison_bot.records.referrals import Box, Clock, FileState, Referral, State
from liaison_bot.referrals.commands import acts, lists
from liaison_bot.referrals.lifecycle import possible, side_of
from liaison_bot.referrals.views import bounds, move_button, rows

_ROWS = 10
_LOOKED_AT = 40


def glance(ctx: Context) -> Message:
    """What somebody finds on their desk now, by when it is due. For those without one, what they can do."""
    help_button = Button(ctx.words("liaison-first-help"), ctx.line("liaison", "help"))
    title = ctx.words("desk-title", desk=ctx.desk_name(ctx.actor.desk.code))
    if not lists(ctx.actor):
        return Message(title=title, paragraphs=(ctx.words("desk-none"),), buttons=(help_button,))
    own = ctx.uow.referrals.page(Box.WAITING, ctx.actor.desk.code, ctx.now, skip=0, most=_ROWS)
    items = (
        Item(ctx.words("box-waiting"), heading=True),
        *(rows(ctx, own) or (Item(ctx.words("box-waiting-empty")),)),
        Item(ctx.words("desk-others"), heading=True),
        *(rows(ctx, _awaited(ctx)) or (Item(ctx.words("desk-others-empty")),)),
    )
    return Message(title=title, items=items, buttons=(*_buttons(ctx), help_button))


def agenda(ctx: Context, referrals: Iterable[Referral]) -> tuple[Item, ...]:
    """A row for each referral that this viewer may know of here, with the next thing to do about it where it is theirs.

    A decision is made on the whole: its next thing is to open it.
    """
    items = []
    for referral in referrals:
        for row in rows(ctx, [referral]):
            verb = _next(ctx, referral)
            items.append(Item(row.text, move_button(ctx, referral.reference, verb)) if verb else row)
    return tuple(items)


_NEXT: Mapping[Clock, str] = {
    Clock.RECEIPT: "ack",
    Clock.ANSWER: "answer",
    Clock.PROGRESS: "update",
    Clock.CONFIRMATION: "close",
    Clock.WITHDRAWAL: "receipt",
}


def _next(ctx: Context, referral: Referral) -> str:
    """The move that is this person's desk's to make now; empty where there is none, or none to make at one press."""
    desk = ctx.actor.desk.code
    side = side_of(referral, desk)
    if side is None or not ctx.in_private or not ctx.actor.is_any(CASE_ROLES):
        return ""
    verb = _NEXT.get(referral.clock, "") if referral.clock and referral.turn == desk else ""
    if referral.turn != desk and referral.file_turn == desk:
        verb = "file-received" if referral.file is FileState.SENT else "file-sent"
    return verb if verb in possible(referral, side, ctx.now, bounds(ctx)) else ""


def _awaited(ctx: Context) -> list[Referral]:
    """The desk's open referrals in which it is another's turn, the one that is due first at the top."""
    desk = ctx.actor.desk.code
    found = {
        referral.reference: referral
        for box in (Box.SENT, Box.RECEIVED)
        for referral in ctx.uow.referrals.page(box, desk, ctx.now, skip=0, most=_LOOKED_AT)
    }
    others = [one for one in found.values() if one.turn not in {None, "", desk} and one.state is not State.DRAFT]
    others.sort(key=lambda one: (one.due is None, one.due or ctx.now, one.reference))
    return others[:_ROWS]


def _buttons(ctx: Context) -> tuple[Button, ...]:
    new = Button(ctx.words("liaison-first-new"), ctx.line("referral", "new"), ButtonStyle.PRIMARY)
    waiting = Button(ctx.words("do-referral-list"), ctx.line("referral", "list"))
    return (new, waiting) if acts(ctx.actor) else (waiting,)
