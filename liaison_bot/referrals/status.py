"""A referral in one line: where it stands, whose turn it is, by when, and with whom."""

from liaison_bot.chat import Button, Message, Reply
from liaison_bot.commands import Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.privacy.disclosure import Shown, person_shown
from liaison_bot.records.referrals import State
from liaison_bot.referrals.moves import known_referral
from liaison_bot.referrals.snoozing import told_of_snooze
from liaison_bot.referrals.views import state_name, turns


def status(ctx: Context, line: Line, _values: Values) -> Reply:
    """What disclosure lets through here, in one line; and the way to the rest."""
    referral = known_referral(ctx, line.reference)
    shown = ctx.services.disclosure.referral(referral, ctx.actor, ctx.place)
    if shown is None:
        raise Refused("referral-unknown", reference=line.reference)
    state = state_name(ctx, State(shown.get("state")))
    told = (
        f"{shown.get('reference')} · {state}.",
        *(turns(ctx, shown) or _nobody(ctx)),
        *_with(ctx, shown),
        *told_of_snooze(ctx, referral),
    )
    button = Button(ctx.words("do-referral-show"), ctx.line("referral", "show", referral.reference))
    return Message(paragraphs=(" ".join(told),), buttons=(button,))


def _nobody(ctx: Context) -> tuple[str, ...]:
    return (ctx.words("turn-nobody"),)


def _with(ctx: Context, shown: Shown) -> tuple[str, ...]:
    """Who is on duty at the desk whose turn it is, as far as people are shown here."""
    desk = shown.get("turn")
    if desk is None:
        return ()
    on_duty = (person_shown(person, ctx.place).get("name") for person in ctx.uow.directory.on_duty(desk, ctx.now))
    names = [name for name in on_duty if name]
    return (ctx.words("turn-with", desk=ctx.desk_name(desk), names=ctx.words.all_of(names)),) if names else ()
