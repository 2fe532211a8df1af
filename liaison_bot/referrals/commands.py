"""What people can ask about referrals. Each is also a button wherever the state and the viewer's rights allow it."""

from collections.abc import Callable
from dataclasses import replace

from liaison_bot.chat import Form, Reply
from liaison_bot.chat.text import fold
from liaison_bot.commands import Command, Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.ids import new_reference, read_reference
from liaison_bot.privacy.disclosure import about_referrals
from liaison_bot.records.network import CASE_ROLES, COORDINATORS, Actor, Role
from liaison_bot.records.referrals import BROAD_SERVICE, PAGE, Box, Facts, Referral, State, Step
from liaison_bot.referrals import reminding, retaining, snoozing
from liaison_bot.referrals.erasing import erase, erase_form
from liaison_bot.referrals.forms import answer_form, file_form, follows_field, move_fields, move_form, referral_form
from liaison_bot.referrals.lifecycle import Side
from liaison_bot.referrals.moves import (
    CARD,
    answered,
    card_notice,
    check_recipient,
    checked,
    edited,
    known_referral,
    move,
    own_side,
    step_notice,
)
from liaison_bot.referrals.moves import STEP as STEP_NOTICE
from liaison_bot.referrals.reminding import told_of_chase
from liaison_bot.referrals.snoozing import snooze, snooze_form, told_of_snooze
from liaison_bot.referrals.status import status
from liaison_bot.referrals.views import FOLLOWED, card, history, listing
from liaison_bot.store import ReferenceTaken

_TRIES = 5


def acts(actor: Actor) -> bool:
    """Who may act on the referrals of their own desk."""
    return actor.is_any(CASE_ROLES)


def lists(actor: Actor) -> bool:
    """Who may see a desk's lists: those who act for it, and their supervisors."""
    return actor.is_any(CASE_ROLES | {Role.SUPERVISOR})


def reads(actor: Actor) -> bool:
    """Who may read something of referrals: those who act, their supervisors, the Network's coordinators."""
    return actor.is_any(CASE_ROLES | COORDINATORS | {Role.SUPERVISOR})


def new_form(ctx: Context, line: Line) -> Form:
    """The form of a new referral, filled in from the one it follows, if it follows one."""
    _check_place(ctx)
    known: Facts = {}
    for given in line.named.get("follows", ()):
        old = _followed(ctx, given)
        kept = {name: given for name, given in old.content.items() if not name.startswith("consent_")}
        if old.service != BROAD_SERVICE:  # behind which another may stand that was erased
            kept = {"service": (old.service,), **kept}
        known = {**kept, "urgency": (old.urgency,), "follows": (old.reference,)}
    title, submit = ctx.words("referral-new-title"), ctx.words("referral-new-submit")
    return referral_form(ctx, "referral new", title, submit, known, follows_field(ctx, known.get("follows", ())))


def new(ctx: Context, _line: Line, values: Values) -> Reply:
    """Open a draft: nothing of it is visible to others until it is sent."""
    _check_place(ctx)
    follows = _followed(ctx, values["follows"][0]).reference if "follows" in values else None
    check_recipient(ctx, values["to"][0])
    opened = Referral(
        reference="",
        from_desk=ctx.actor.desk.code,
        to_desk="",
        urgency="",
        service="",
        state=State.DRAFT,
        since=ctx.now,
        opened=ctx.now,
        opened_by=ctx.actor.person.id,
        follows=follows,
    )
    draft = _add(ctx, edited(ctx, opened, values))
    ctx.uow.referrals.add_step(
        Step(
            reference=draft.reference,
            number=0,
            at=ctx.now,
            person=ctx.actor.person.id,
            desk=ctx.actor.desk.code,
            did="new",
            before=State.DRAFT,
            after=State.DRAFT,
        )
    )
    ctx.entry = replace(ctx.entry, reference=draft.reference, after=State.DRAFT.value)
    return answered(ctx, draft, "done-new")


def edit_form(ctx: Context, line: Line) -> Form:
    """A draft's form, filled in."""
    draft = checked(ctx, line.reference, "edit")
    skeleton: Facts = {
        "to": (draft.to_desk,),
        "urgency": (draft.urgency,),
        "service": draft.content.get("service", (draft.service,)),
    }
    title = f"{draft.reference} · {ctx.words('do-referral-edit')}"
    return referral_form(
        ctx,
        f"referral edit {draft.reference}",
        title,
        ctx.words("do-referral-edit-submit"),
        {**draft.content, **skeleton},
    )


def show(ctx: Context, line: Line, _values: Values) -> Reply:
    """One referral, on one screen, with what was done about its deadline so far."""
    referral = known_referral(ctx, line.reference)
    return card(ctx, referral, *told_of_chase(ctx, referral), *told_of_snooze(ctx, referral))


def show_history(ctx: Context, line: Line, _values: Values) -> Reply:
    """The whole ordered trail of one referral."""
    referral = known_referral(ctx, line.reference)
    return history(ctx, referral, ctx.uow.referrals.steps(referral.reference))


def show_list(ctx: Context, line: Line, _values: Values) -> Reply:
    """One page of one of the desk's lists: `list [waiting|sent|received|overdue|closed] [page]`."""
    _check_place(ctx)
    box, page = _box_and_page(ctx, line)
    found = ctx.uow.referrals.page(box, ctx.actor.desk.code, ctx.now, skip=(page - 1) * PAGE, most=PAGE + 1)
    return listing(ctx, box, page, found[:PAGE], more=len(found) > PAGE)


def file_step_form(ctx: Context, line: Line) -> Form:
    """What can be said of the child's file now."""
    side = own_side(ctx, known_referral(ctx, line.reference))
    referral = checked(ctx, line.reference, "file-sent" if side is Side.SENDER else "file-received")
    return file_form(ctx, referral, side)


def file_step(ctx: Context, line: Line, values: Values) -> Reply:
    """Mark where the child's file is; the file itself travels outside the bot."""
    return move(ctx, line.reference, f"file-{values['file_step'][0]}", values)


def answer(ctx: Context, line: Line) -> Form:
    """The form that answers what the receiving desk asked last."""
    referral = checked(ctx, line.reference, "answer")
    asked = [step for step in ctx.uow.referrals.steps(referral.reference) if step.did == "ask"]
    (question,) = asked[-1].facts.get("question", ("",)) if asked else ("",)
    return answer_form(ctx, referral, question)


def ack(ctx: Context, line: Line, values: Values) -> Reply:
    """Confirm receipt: of a referral, or of its withdrawal."""
    referral = known_referral(ctx, line.reference)
    return move(ctx, line.reference, "receipt" if referral.state is State.WITHDRAWN else "ack", values)


def _mover(verb: str) -> Callable[[Context, Line, Values], Reply]:
    def run(ctx: Context, line: Line, values: Values) -> Reply:
        return move(ctx, line.reference, verb, values)

    return run


def _asker(verb: str) -> Callable[[Context, Line], Form]:
    def form(ctx: Context, line: Line) -> Form:
        referral = checked(ctx, line.reference, verb)
        return move_form(ctx, referral, verb, move_fields(ctx, referral, verb))

    return form


def _on_one(verb: str, run: Callable[[Context, Line, Values], Reply] | None = None) -> Command:
    """A move without questions."""
    return Command(topic="referral", verb=verb, may=acts, run=run or _mover(verb), takes_reference=True)


def _asking(verb: str) -> Command:
    """A move that asks for its code."""
    return Command(topic="referral", verb=verb, may=acts, run=_mover(verb), form=_asker(verb), takes_reference=True)


COMMANDS: tuple[Command, ...] = (
    Command(topic="referral", verb="new", may=acts, run=new, form=new_form),
    Command(topic="referral", verb="list", may=lists, run=show_list, takes_words=True),
    Command(topic="referral", verb="show", may=reads, run=show, takes_reference=True),
    Command(topic="referral", verb="status", may=reads, run=status, takes_reference=True),
    Command(topic="referral", verb="history", may=reads, run=show_history, takes_reference=True),
    Command(topic="referral", verb="edit", may=acts, run=_mover("edit"), form=edit_form, takes_reference=True),
    _on_one("send"),
    _on_one("cancel"),
    _on_one("ack", ack),
    _asking("ask"),
    Command(topic="referral", verb="answer", may=acts, run=_mover("answer"), form=answer, takes_reference=True),
    _asking("accept"),
    _asking("reject"),
    _on_one("start"),
    _asking("update"),
    _asking("complete"),
    _asking("close"),
    _asking("return"),
    _asking("reopen"),
    _asking("withdraw"),
    _asking("raise"),
    _asking("lower"),
    Command(topic="referral", verb="snooze", may=acts, run=snooze, form=snooze_form, takes_reference=True),
    Command(topic="referral", verb="erase", may=acts, run=erase, form=erase_form, takes_reference=True),
    Command(topic="referral", verb="file", may=acts, run=file_step, form=file_step_form, takes_reference=True),
)
NOTICES = {STEP_NOTICE: step_notice, CARD: card_notice, **reminding.NOTICES, **retaining.NOTICES, **snoozing.NOTICES}


def _add(ctx: Context, referral: Referral) -> Referral:
    """Keep a new referral under a reference that nobody has."""
    for _ in range(_TRIES):
        named = replace(referral, reference=new_reference())
        try:
            ctx.uow.referrals.add(named)
        except ReferenceTaken:
            continue
        return named
    raise ReferenceTaken


def _followed(ctx: Context, typed: str) -> Referral:
    """The ended referral of the same desk that a new one follows."""
    reference = read_reference(typed)
    if reference is None:
        raise Refused("mistake-reference")
    old = known_referral(ctx, reference)
    if old.from_desk != ctx.actor.desk.code or old.state not in FOLLOWED:
        raise Refused("refused-follows", reference=reference)
    return old


def _check_place(ctx: Context) -> None:
    if not about_referrals(ctx.place, ctx.actor):
        raise Refused("refused-place")


def _box_and_page(ctx: Context, line: Line) -> tuple[Box, int]:
    words = (*line.rest, *(value for values in line.named.values() for value in values))
    numbers = [word for word in words if word.isdecimal()]
    page = max(int(numbers[-1][:6]), 1) if numbers else 1
    names = [word for word in words if not word.isdecimal()]
    if not names:
        return Box.WAITING, page
    typed = {fold(name) for name in (" ".join(names), *names)}
    for box in Box:
        if typed & ctx.services.catalogues.typed(f"word-box-{box.value}"):
            return box, page
    known = " · ".join((ctx.words.typed(f"word-box-{box.value}") or (box.value,))[0] for box in Box)
    raise Refused("unknown-box", boxes=known)
