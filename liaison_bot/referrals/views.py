"""What a referral looks like: its card, its history, a desk's list of them. Made from what disclosure let through."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from liaison_bot.chat import Button, ButtonStyle, Fact, Item, Message
from liaison_bot.commands import Context
from liaison_bot.privacy.disclosure import PARTIES, Shown, Standing, person_shown
from liaison_bot.records.network import CASE_ROLES, Role
from liaison_bot.records.referrals import Box, Clock, FileState, Referral, State, Step
from liaison_bot.records.retention import NOTICE
from liaison_bot.referrals.forms import asked
from liaison_bot.referrals.lifecycle import Bounds, possible, side_of

FOLLOWED = frozenset({State.REJECTED, State.WITHDRAWN})
"""What a new referral may follow."""
_PRIMARY = frozenset(
    {"send", "ack", "answer", "accept", "start", "complete", "close", "receipt", "file-sent", "file-received"}
)
_DANGER = frozenset({"cancel", "reject", "withdraw", "erase"})
_CONFIRMED = frozenset({"send", "cancel"})
"""What cannot be taken back and asks nothing else: asked once more before it is done."""
_PROCESS = ("institution", "progress", "outcome", "closure", "rejection", "suggested", "withdrawal", "reopening")
"""Facts of the process that a card tells, and their code lists."""
_OF_STATE = {
    "outcome": frozenset({State.COMPLETED, State.CLOSED}),
    "closure": frozenset({State.CLOSED}),
    "rejection": frozenset({State.REJECTED}),
    "suggested": frozenset({State.REJECTED}),
    "withdrawal": frozenset({State.WITHDRAWN}),
    "reopening": frozenset({State.ACCEPTED, State.IN_PROGRESS}),
}


def card(ctx: Context, referral: Referral, *said: str) -> Message | None:
    """A referral on one screen: state, since when, whose turn, by when, what can be done, and the facts shown here.

    `said` stands first: what has just happened. None when this viewer may not know of it here.
    """
    shown = ctx.services.disclosure.referral(referral, ctx.actor, ctx.place)
    if shown is None:
        return None
    state = State(shown.get("state"))
    since = ctx.words("since", state=state_name(ctx, state), moment=ctx.moment(shown.get("since")))
    lines = [*said, since, *turns(ctx, shown), *_decision(ctx, shown), *_elsewhere(ctx, shown), *_age(ctx, shown)]
    return Message(
        title=headline(ctx, shown),
        paragraphs=tuple(line for line in lines if line),
        facts=_facts(ctx, shown, state),
        buttons=_buttons(ctx, referral, shown),
        card=str(shown.get("reference")),
    )


def history(ctx: Context, referral: Referral, steps: Iterable[Step]) -> Message | None:
    """The whole ordered trail, as far as it is shown here."""
    shown = ctx.services.disclosure.referral(referral, ctx.actor, ctx.place)
    if shown is None:
        return None
    found = (ctx.services.disclosure.step(step, referral, ctx.actor, ctx.place) for step in steps)
    items = tuple(
        Item(ctx.words("labelled", label=ctx.moment(step.get("at")), value=step_line(ctx, step)))
        for step in found
        if step
    )
    back = Button(ctx.words("do-referral-show"), ctx.line("referral", "show", referral.reference))
    title = f"{headline(ctx, shown)} – {ctx.words('history-title')}"
    return Message(title=title, paragraphs=_age(ctx, shown), items=items, buttons=(back,), tells_contents=True)


def listing(ctx: Context, box: Box, page: int, referrals: Sequence[Referral], *, more: bool) -> Message:
    """One page of a desk's list. `more`: there is another page."""
    title = ctx.words(f"box-{box.value}")
    items = rows(ctx, referrals)
    empty = () if items else (ctx.words(f"box-{box.value}-empty" if page == 1 else "page-empty"),)
    if page > 1:
        title = f"{title} – {ctx.words('page', number=page)}"
    return Message(title=title, paragraphs=empty, items=items, buttons=_pages(ctx, box, page, more=more))


def rows(ctx: Context, referrals: Iterable[Referral]) -> tuple[Item, ...]:
    """A row for each referral that this viewer may know of here, with the way to open it."""
    items = []
    for referral in referrals:
        shown = ctx.services.disclosure.referral(referral, ctx.actor, ctx.place)
        if shown:
            button = Button(ctx.words("do-referral-show"), ctx.line("referral", "show", referral.reference))
            items.append(Item(_row(ctx, shown), button))
    return tuple(items)


def headline(ctx: Context, shown: Shown) -> str:
    """A referral in one line: reference, from whom to whom, how urgent."""
    ends = f"{ctx.desk_name(shown.get('from_desk'))} → {ctx.desk_name(shown.get('to_desk'))}"
    return f"{shown.get('reference')} · {ends} · {urgency_name(ctx, shown.get('urgency'))}"


def step_line(ctx: Context, step: Shown) -> str:
    """What happened in one step, in one line, with its code and its note where they are shown."""
    return " – ".join(step_news(ctx, step))


def step_news(ctx: Context, step: Shown) -> tuple[str, ...]:
    """What happened in one step: who did what, which may stand on a lock screen; then what they said, which may not."""
    who = _person_name(ctx, step.get("person"))
    told = ctx.words(f"did-{step.get('did')}", person=who, desk=ctx.desk_name(step.get("desk")))
    facts = step.facts
    codes = [_labelled(ctx, name, fact_text(ctx, name, values)) for name, values in facts.items() if name != "note"]
    notes = [ctx.words("quoted", text=note) for note in facts.get("note", ())]
    said = " – ".join((*codes, *notes))
    return (told, said) if said else (told,)


def _labelled(ctx: Context, name: str, text: str) -> str:
    """A fact of the minimum data set with what it is about; a code of the process says that itself."""
    indicator = next((one for one in ctx.services.rulebook.indicators if one.name == name), None)
    return ctx.words("labelled", label=indicator.labels[ctx.words.language], value=text) if indicator else text


def fact_text(ctx: Context, name: str, values: tuple[str, ...]) -> str:
    """A coded fact's values in the reader's language."""
    return ctx.words.all_of(_value_text(ctx, name, value) for value in values)


def state_name(ctx: Context, state: State) -> str:
    """A state in the reader's language."""
    return ctx.words(f"state-{state.value}")


def urgency_name(ctx: Context, code: str) -> str:
    """A level of urgency in the reader's language."""
    return ctx.label("urgency", code)


def bounds(ctx: Context) -> Bounds:
    """What the operator decided that moves depend on."""
    ranks = {level.code: level.rank for level in ctx.services.rulebook.urgencies}
    return Bounds(ranks, ctx.services.limits.reopen)


def is_overdue(ctx: Context, due: datetime | None) -> bool:
    """Tell whether a deadline has passed."""
    return due is not None and due < ctx.now


def turns(ctx: Context, shown: Shown) -> tuple[str, ...]:
    """Whose turn it is and by when, for the referral and for the child's file."""
    lines = []
    if shown.get("clock"):
        lines.append(_turn_line(ctx, shown, f"turn-{shown.get('clock')}", shown.get("turn"), shown.get("due")))
    if shown.get("file_turn"):
        waits = "file-send" if shown.get("file") in {FileState.NONE, FileState.MISSING} else "file-receive"
        lines.append(_turn_line(ctx, shown, f"turn-{waits}", shown.get("file_turn"), shown.get("file_due")))
    return tuple(lines)


def _decision(ctx: Context, shown: Shown) -> tuple[str, ...]:
    """By when the decision is expected, while it is the receipt that is waited for."""
    if shown.get("clock") is not Clock.RECEIPT or not shown.get("decide_by"):
        return ()
    return (ctx.words("decide-by", moment=ctx.moment(shown.get("decide_by"))),)


def _turn_line(ctx: Context, shown: Shown, key: str, turn: str, due: datetime | None) -> str:
    own = "yes" if turn == ctx.actor.desk.code and ctx.in_private else "no"
    told = ctx.words(key, own=own, desk=ctx.desk_name(turn))
    if due is None:
        return told
    by = ctx.words("due-past" if is_overdue(ctx, due) else "due-by", moment=ctx.moment(due))
    working = ctx.services.rulebook.pace(shown.get("urgency")).office(turn) is not None
    return " ".join((told, by, *([ctx.words("due-working", desk=ctx.desk_name(turn))] if working else [])))


def _elsewhere(ctx: Context, shown: Shown) -> tuple[str, ...]:
    """Say that there is more than is shown here, and where."""
    if shown.get("erased"):
        return ()
    if shown.standing in PARTIES and "content" not in shown:
        return (ctx.words("more-in-private"),)
    if shown.standing is Standing.FORMER:
        return (ctx.words("access-ended"),)
    return ()


def _age(ctx: Context, shown: Shown) -> tuple[str, ...]:
    """Say that the contents were erased by age, and when; or that all that is here will be, and when."""
    erased, announced = shown.get("erased"), shown.get("announced")
    if erased:
        return (ctx.words("erased", day=ctx.day(erased)),)
    if announced:
        key = "erased-soon-draft" if shown.get("state") is State.DRAFT else "erased-soon"
        return (ctx.words(key, day=ctx.day(announced + NOTICE)),)
    return ()


def _facts(ctx: Context, shown: Shown, state: State) -> tuple[Fact, ...]:
    pairs = [
        ("field-service", _service(ctx, shown)),
        ("fact-sent-by", _person_name(ctx, shown.get("sent_by") or shown.get("opened_by"))),
        ("fact-received-by", _person_name(ctx, shown.get("received_by"))),
        ("field-follows", shown.get("follows") or ""),
    ]
    facts = [Fact(ctx.words(key), text) for key, text in pairs if text]
    content = shown.facts
    for indicator in asked(ctx):
        if indicator.name in content:
            text = fact_text(ctx, indicator.name, content[indicator.name])
            facts.append(Fact(indicator.labels[ctx.words.language], text))
    facts.extend(
        Fact(ctx.words(f"field-{name}"), fact_text(ctx, name, content[name]))
        for name in _PROCESS
        if name in content and state in _OF_STATE.get(name, frozenset(State))
    )
    if shown.get("file") not in {None, FileState.NONE}:
        facts.append(Fact(ctx.words("field-file-step"), ctx.words(f"file-step-{shown.get('file')}")))
    return tuple(facts)


def _service(ctx: Context, shown: Shown) -> str:
    (service,) = shown.facts.get("service", (shown.get("service"),))
    return ctx.label("service", service)


def _buttons(ctx: Context, referral: Referral, shown: Shown) -> tuple[Button, ...]:
    """What this viewer may do now, and where else to look. In a room, others could press what is one person's to do."""
    buttons = []
    side = side_of(referral, ctx.actor.desk.code)
    if side and ctx.actor.is_any(CASE_ROLES) and ctx.in_private:
        verbs = possible(referral, side, ctx.now, bounds(ctx))
        buttons = [move_button(ctx, referral.reference, verb) for verb in verbs if _may(ctx, referral, verb)]
        if referral.state in FOLLOWED and shown.standing is Standing.SENDER:
            words = f"{ctx.line('referral', 'new')} follows={referral.reference}"
            buttons.append(Button(ctx.words("do-referral-follow"), words))
    history_line = ctx.line("referral", "history", referral.reference)
    buttons.append(Button(ctx.words("do-referral-history"), history_line))
    return tuple(sorted(buttons, key=lambda button: _ORDER.index(button.style)))


def _may(ctx: Context, referral: Referral, verb: str) -> bool:
    """Tell whether it is this officer's to do, where it is not every officer's of the desk."""
    return verb != "erase" or may_erase(ctx, referral)


def may_erase(ctx: Context, referral: Referral) -> bool:
    """Tell whether this officer of the sending desk may: the titular, an organisation's focal point; any, a draft.

    A discarded draft, that is, which nobody else has seen.
    """
    answers = ctx.actor.acts_as_titular or Role.PARTNER in ctx.actor.roles
    return answers or referral.state is State.CANCELLED


def move_button(ctx: Context, reference: str, verb: str) -> Button:
    """A move by one press, or what asks for what it needs."""
    command, step = verb, ""
    if verb.startswith("file-"):
        command, step = "file", verb.removeprefix("file-")
    elif verb == "receipt":
        command = "ack"
    rest = (reference, (ctx.words.typed(f"word-file-{step}") or (step,))[0]) if step else (reference,)
    style = ButtonStyle.PRIMARY if verb in _PRIMARY else ButtonStyle.DANGER if verb in _DANGER else ButtonStyle.PLAIN
    confirm = ctx.words(f"confirm-{verb}", reference=reference) if verb in _CONFIRMED else ""
    deny = ctx.words("confirm-no") if confirm else ""
    return Button(ctx.words(f"do-referral-{verb}"), ctx.line("referral", command, *rest), style, confirm, deny)


def _row(ctx: Context, shown: Shown) -> str:
    told = turns(ctx, shown)
    return "\n".join((headline(ctx, shown), " ".join((f"{state_name(ctx, State(shown.get('state')))}.", *told))))


def _pages(ctx: Context, box: Box, page: int, *, more: bool) -> tuple[Button, ...]:
    line = ctx.line("referral", "list", (ctx.words.typed(f"word-box-{box.value}") or (box.value,))[0])
    buttons = []
    if page > 1:
        buttons.append(Button(ctx.words("page-before"), f"{line} {page - 1}"))
    if more:
        buttons.append(Button(ctx.words("page-after"), f"{line} {page + 1}"))
    return tuple(buttons)


def _person_name(ctx: Context, number: int | None) -> str:
    person = ctx.uow.directory.person(number)
    return str(person_shown(person, ctx.place).get("name") or "") if person else ""


_ORDER = (ButtonStyle.PRIMARY, ButtonStyle.PLAIN, ButtonStyle.DANGER)
"""What most come for stands first, what cannot be taken back last."""
_KINDS = {"urgency": "urgency", "suggested": "desk", "file_date": "date"}
"""How the facts of the process are read that are not codes of a list of their own name."""


def _value_text(ctx: Context, name: str, value: str) -> str:
    """One stored value as it is read: a code's label, a country, a month, a date, or the text itself."""
    rulebook, language = ctx.services.rulebook, ctx.words.language
    indicator = next((one for one in rulebook.indicators if one.name == name), None)
    kind, codes = (indicator.kind, indicator.list or "") if indicator else (_KINDS.get(name, "choice"), name)
    country = next((one for one in rulebook.countries if one.code == value), None) if kind == "country" else None
    if country:
        return country.names[language]
    readers: dict[str, Callable[[], str]] = {
        "urgency": lambda: urgency_name(ctx, value),
        "desk": lambda: ctx.desk_name(value),
        "date": lambda: ctx.words.stored_day(value),
        "month": lambda: ctx.words.stored_month(value),
        "text": lambda: value,
    }
    return readers[kind]() if kind in readers else rulebook.label(codes, value, language)
