"""A move on a referral, from the request to what is kept and who is told: one path for all of them."""

from dataclasses import replace

from liaison_bot.chat import Message
from liaison_bot.commands import Context, Values
from liaison_bot.errors import Refused
from liaison_bot.privacy.disclosure import about_referrals
from liaison_bot.records.audit import SENSITIVE
from liaison_bot.records.network import CASE_ROLES, Person
from liaison_bot.records.outbox import Parcel
from liaison_bot.records.referrals import BROAD_SERVICE, OWN, Referral, State, Step
from liaison_bot.referrals.chasing import changes, scheduled
from liaison_bot.referrals.forms import brought, missing
from liaison_bot.referrals.lifecycle import MOVES, By, Side, check, make, side_of
from liaison_bot.referrals.views import bounds, card, state_name, step_news

STEP = "referral-step"
"""The notice of a step to those whom it concerns."""
CARD = "referral-card"
"""The notice that shows a referral to whoever asked for something where it may not be shown."""
_OF_STEP_ONLY = frozenset({"note", "urgency", "file_step", "file_date", "lowering", "question"})
"""Facts that belong to one step, and not to the referral as it stands."""
_UNDONE = {"return": {"outcome"}, "reopen": {"outcome", "closure"}}
"""What no longer holds once the work goes on."""


def known_referral(ctx: Context, reference: str, *, for_change: bool = False) -> Referral:
    """A referral this viewer may know of here. One that they may not is refused like one that does not exist."""
    if not about_referrals(ctx.place, ctx.actor):
        raise Refused("refused-place")
    referral = ctx.uow.referrals.get(reference, for_change=for_change)
    if referral is None or ctx.services.disclosure.referral(referral, ctx.actor, ctx.place) is None:
        raise Refused("referral-unknown", reference=reference)
    return referral


def own_side(ctx: Context, referral: Referral) -> Side:
    """Which party the person acts for. Raises `Refused` for those who may know of it but not act on it."""
    side = side_of(referral, ctx.actor.desk.code)
    if side is None or not ctx.actor.is_any(CASE_ROLES):
        raise Refused("refused-not-party")
    return side


def checked(ctx: Context, reference: str, verb: str, *, for_change: bool = False) -> Referral:
    """The referral, when this person could make this move on it now. Raises `Refused`."""
    referral = known_referral(ctx, reference, for_change=for_change)
    side = own_side(ctx, referral)
    if verb.startswith("file-") and not ctx.in_private:  # where the file is, is the two desks' affair
        raise Refused("refused-in-private", line=ctx.line("referral", "file", reference))
    try:
        check(referral, verb, side, ctx.now, bounds(ctx))
    except Refused as refused:
        if refused.key != "refused-state":
            raise
        state = state_name(ctx, State(str(refused.values["state"])))
        last = ctx.uow.referrals.steps(reference)[-1]
        twice = (last.did, last.desk) == (verb, ctx.actor.desk.code)  # pressed again, or by a colleague
        raise Refused("refused-already" if twice else "refused-state", reference=reference, state=state) from None
    return referral


def move(ctx: Context, reference: str, verb: str, values: Values) -> Message:
    """Make a move: keep it, tell those whom it concerns, and answer with the referral as it is then."""
    before = checked(ctx, reference, verb, for_change=True)
    lifecycle_move = MOVES[verb]
    if verb == "send":
        check_sendable(ctx, before)
    changed = with_values(ctx, before, verb, values)
    by = By(ctx.actor.person.id, ctx.actor.desk.code, ctx.now)
    facts = _told(before, verb, values)
    after, step = make(changed, lifecycle_move, by, ctx.services.rulebook.pace(changed.urgency), facts)
    keep(ctx, before, after, step)
    ctx.entry = replace(
        ctx.entry, before=step.before.value, after=step.after.value, code=code_of(ctx, lifecycle_move.asks, values)
    )
    return answered(ctx, after, f"done-{verb}")


def keep(ctx: Context, before: Referral, after: Referral, step: Step) -> None:
    """Keep a changed referral with its step and its deadlines, and tell those whom it concerns."""
    ctx.uow.referrals.save(after)
    ctx.uow.referrals.add_step(step)
    for hand, begun in changes(before, after, step.at):
        if begun is None:
            ctx.uow.chases.drop(after.reference, hand)
        else:
            desk = ctx.uow.directory.desk(begun.desk)
            pace = ctx.services.rulebook.pace(begun.urgency)
            ctx.uow.chases.keep(scheduled(begun, pace, desk.zone if desk else "UTC"))
    if step.after not in OWN:
        ctx.tell(concerned(ctx, after), STEP, after.reference, step.number)


def concerned(ctx: Context, referral: Referral) -> list[Person]:
    """Those on duty at both desks, and those who handled it: everybody but the one who acts now."""
    directory = ctx.uow.directory
    people: dict[int, Person] = {}
    for desk, handled in (
        (referral.from_desk, (referral.opened_by, referral.sent_by)),
        (referral.to_desk, (referral.received_by,)),
    ):
        for person in directory.on_duty(desk, ctx.now):
            people[person.id] = person
        for number in handled:
            actor = directory.member(number, ctx.now) if number is not None else None
            if actor and actor.desk.code == desk and actor.is_any(CASE_ROLES):
                people[actor.person.id] = actor.person
    people.pop(ctx.actor.person.id, None)
    return list(people.values())


def step_notice(ctx: Context, parcel: Parcel) -> Message | None:
    """Tell somebody of a step, with the referral as it stands when this is read."""
    referral = ctx.uow.referrals.get(parcel.subject)
    step = ctx.uow.referrals.step(parcel.subject, parcel.number)
    if referral is None or step is None:
        return None
    shown = ctx.services.disclosure.step(step, referral, ctx.actor, ctx.place)
    if shown is None:  # in a room, that there is news; in private, what they may not know of any more
        return None if ctx.in_private else Message(paragraphs=(ctx.words("news-elsewhere"),))
    asked = step.did == "erase" and ctx.actor.desk.code == referral.to_desk
    return card(ctx, referral, *step_news(ctx, shown), *([ctx.words("erased-elsewhere")] if asked else []))


def check_sendable(ctx: Context, referral: Referral) -> None:
    """Refuse to send what lacks something, what nobody would receive, or an override that only a titular can authorise.

    Consent is recorded, or overridden with a coded reason by a titular (General Comment 6; inter-agency case management
    guidelines); an alternate may while the titular is away.
    """
    lacking = missing(ctx, referral.content)
    if lacking:
        raise Refused("refused-incomplete", reference=referral.reference, fields=" · ".join(lacking))
    basis = ctx.services.rulebook.codes("consent_basis").get(referral.content["consent_basis"][0])
    if basis is not None and basis.override and not ctx.actor.acts_as_titular:
        raise Refused("refused-override", reference=referral.reference)
    check_recipient(ctx, referral.to_desk)


def check_recipient(ctx: Context, code: str) -> None:
    """Refuse a desk without an agreement to take part in referrals, or where nobody has joined who could answer."""
    agreed = {seat.code for seat in ctx.services.rulebook.seats if seat.refers}
    if ctx.actor.desk.code not in agreed or code not in agreed:
        raise Refused("refused-no-agreement")
    directory = ctx.uow.directory
    linked = {link.person for link in directory.links}
    if not any(person.id in linked for person in directory.on_duty(code, ctx.now)):
        raise Refused("refused-recipient", desk=ctx.desk_name(code))


def with_values(ctx: Context, referral: Referral, verb: str, values: Values) -> Referral:
    """The referral with what a move's form brought."""
    if verb in {"raise", "lower"}:
        return replace(referral, urgency=values["urgency"][0])
    if verb == "edit":
        return edited(ctx, referral, values)
    kept = {name: given for name, given in referral.content.items() if name not in _UNDONE.get(verb, ())}
    brought = {name: given for name, given in values.items() if name not in _OF_STEP_ONLY}
    return replace(referral, content={**kept, **brought})


def edited(ctx: Context, referral: Referral, values: Values) -> Referral:
    """A draft with the form's answers: some are its skeleton, the rest its content. A service may be both."""
    skeleton = {"to", "urgency", "service", "follows"}
    content = {name: given for name, given in values.items() if name not in skeleton}
    (service,) = values["service"]
    code = ctx.services.rulebook.codes("service").get(service)
    if code is None or code.sensitive:
        content["service"] = (service,)
        service = BROAD_SERVICE
    return replace(referral, to_desk=values["to"][0], urgency=values["urgency"][0], service=service, content=content)


def _told(before: Referral, verb: str, values: Values) -> dict[str, tuple[str, ...]]:
    """What a step tells of what its form brought: codes and notes, and of an answer what was not known before."""
    if verb == "edit":
        return {}
    if verb == "answer":
        return brought(before, values)
    return {name: given for name, given in values.items() if name != "file_step"}


def answered(ctx: Context, referral: Referral, key: str) -> Message:
    """The referral as it is now, after what was done is said.

    Where it may not be shown, not even that is said: the answer goes to the person's direct conversation.
    """
    said = [ctx.words(key, reference=referral.reference, desk=ctx.desk_name(_other(ctx, referral)))]
    if key == "done-send":
        people = ctx.uow.directory.on_duty(referral.to_desk, ctx.now)
        said.append(ctx.words("on-duty", names=ctx.words.all_of(person.name for person in people)))
    shown = card(ctx, referral, *said)
    if shown is None and not ctx.in_private:
        ctx.tell([ctx.actor.person], CARD, referral.reference, referral.version, account=ctx.account)
        return Message(paragraphs=(ctx.words("answered-in-private"),))
    return shown or Message(paragraphs=tuple(said))


def card_notice(ctx: Context, parcel: Parcel) -> Message | None:
    """Show somebody a referral: the answer to what they did in a room where it may not be shown."""
    referral = ctx.uow.referrals.get(parcel.subject)
    return card(ctx, referral) if referral else None


def _other(ctx: Context, referral: Referral) -> str:
    return referral.from_desk if ctx.actor.desk.code == referral.to_desk else referral.to_desk


def code_of(ctx: Context, asks: str, values: Values) -> str:
    """A move's code as the trail may hold it: where it tells something about a child, no more than that it does."""
    if asks not in values:
        return ""
    given = values[asks][0]
    listed = ctx.services.rulebook.lists.get(asks)
    code = listed.get(given) if listed else None
    return SENSITIVE if code is None or code.sensitive or code.asylum else given
