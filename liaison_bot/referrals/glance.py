"""The desk at a glance: what waits for it, and whom it waits for. Nothing that cannot be asked for by words."""

from liaison_bot.chat import Button, ButtonStyle, Item, Message
from liaison_bot.commands import Context
from liaison_bot.records.referrals import Box, Referral, State
from liaison_bot.referrals.commands import acts, lists
from liaison_bot.referrals.views import rows

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
