"""Contents erased on demand: by the sending desk, once a referral has ended, with the reason. It cannot be undone.

Whose data it is may ask for it at any time, and so may an authority (the field's information-sharing protocols;
consent withdrawn, IARF). The titular officer answers for it; a discarded draft, which nobody else has seen, any officer
of its desk can erase. The other desk is told, so that it can do the same with what it holds elsewhere.
"""

from dataclasses import replace
from datetime import timedelta

from liaison_bot.chat import Form, Message, Reply
from liaison_bot.commands import Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.privacy.told import TAKEN_BACK_AFTER, note
from liaison_bot.records.referrals import OPEN, Referral, State
from liaison_bot.records.retention import Kept
from liaison_bot.referrals.forms import move_fields, move_form
from liaison_bot.referrals.lifecycle import MOVES, By, Side, make
from liaison_bot.referrals.moves import STEP, answered, checked, code_of, concerned, known_referral, own_side
from liaison_bot.referrals.retaining import erase_now
from liaison_bot.referrals.views import may_erase

_VERB = "erase"
_TOLD_AFTER = TAKEN_BACK_AFTER + timedelta(minutes=5)
"""By when what was said before was taken back: what is told earlier would go with that, or draw it anew."""


def erase_form(ctx: Context, line: Line) -> Form:
    """Ask why, and say what goes and what stays before it is done."""
    referral = _erasable(ctx, line.reference)
    intro = ctx.words("referral-erase-intro-whole" if referral.state is State.CANCELLED else "referral-erase-intro")
    return move_form(ctx, referral, _VERB, move_fields(ctx, referral, _VERB), intro)


def erase(ctx: Context, line: Line, values: Values) -> Reply:
    """Erase the contents of a referral that has ended; a discarded draft, whole."""
    before = _erasable(ctx, line.reference, for_change=True)
    note(ctx.uow, Message(about=before.reference), ctx.answered_in, ctx.now)  # this answer is taken back, too
    code = code_of(ctx, MOVES[_VERB].asks, values)
    ctx.entry = replace(ctx.entry, before=before.state.value, after=before.state.value, code=code)
    if before.state is State.CANCELLED:
        erase_now(ctx.uow, Kept.DISCARDED, (before.reference,), ctx.now)
        return Message(paragraphs=(ctx.words("done-erase-whole", reference=before.reference),))
    by = By(ctx.actor.person.id, ctx.actor.desk.code, ctx.now)
    after, step = make(before, MOVES[_VERB], by, ctx.services.rulebook.pace(before.urgency))
    ctx.uow.referrals.save(after)
    ctx.uow.referrals.add_step(step)
    erase_now(ctx.uow, Kept.CONTENTS, (before.reference,), ctx.now)
    ctx.tell(concerned(ctx, after), STEP, after.reference, step.number, after=_TOLD_AFTER)
    return answered(ctx, known_referral(ctx, before.reference), "done-erase")


def _erasable(ctx: Context, reference: str, *, for_change: bool = False) -> Referral:
    """The referral, when this person may erase its contents now. Raises `Refused`, and says what to do first."""
    referral = known_referral(ctx, reference)
    if own_side(ctx, referral) is Side.RECEIVER:
        raise Refused("refused-erase-receiver", desk=ctx.desk_name(referral.from_desk))
    if referral.state in OPEN | {State.DRAFT}:
        verb = "cancel" if referral.state is State.DRAFT else "withdraw"
        raise Refused(f"refused-erase-{verb}", reference=reference, line=ctx.line("referral", verb, reference))
    if not may_erase(ctx, referral):
        raise Refused("refused-erase-titular")
    return checked(ctx, reference, _VERB, for_change=for_change)
