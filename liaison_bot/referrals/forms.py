"""What each command of a referral asks, most of it choices from code lists, in the reader's language."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from liaison_bot.chat import Field, FieldKind, Form, Option
from liaison_bot.chat.inbound import Answers
from liaison_bot.commands import Context
from liaison_bot.ids import read_reference
from liaison_bot.privacy.guard import screen
from liaison_bot.records.network import DeskKind
from liaison_bot.records.referrals import Facts, FileState, Referral
from liaison_bot.referrals.lifecycle import MOVES, Side
from liaison_bot.rulebook import ASKED_BEFORE, Code, Indicator
from liaison_bot.words.dates import read_day, recent_months

_LATELY = timedelta(days=366)
NOTE = "note"
NOBODY = "nobody"
"""The code for who gave consent where an override takes its place."""


def guarded(today: date) -> Callable[[str], str | None]:
    """What is wrong with a free text, as a catalogue key: it holds something that must never travel in a chat."""

    def check(text: str) -> str | None:
        found = screen(text, today)
        return f"guard-{found[0].value}" if found else None

    return check


def lately(today: date) -> Callable[[str], str | None]:
    """What is wrong with a date of the process, as a catalogue key: it is to come, or so long ago that it is another's.

    A date of birth is no date of the process, and does not fit in its place.
    """

    def check(day: str) -> str | None:
        return None if today - _LATELY <= date.fromisoformat(day) <= today else "mistake-date-lately"

    return check


def referral_form(ctx: Context, form_id: str, title: str, submit: str, known: Facts, *more: Field) -> Form:
    """The minimum data set, with what is known filled in; `more` is asked after it."""
    fields = [
        recipient_field(ctx, "to", known.get("to", ())),
        urgency_field(ctx, known.get("urgency", ()), range(len(ctx.services.rulebook.urgencies))),
        code_field(ctx, "service", "service", value=known.get("service", ())),
        *_fields(ctx, asked(ctx), known),
        *more,
    ]
    intro = ctx.words("referral-form-intro")
    return Form(form_id, title, submit, tuple(fields), intro, together=_consented(ctx))


def _consented(ctx: Context) -> Callable[[Answers], tuple[str, str] | None]:
    """What is wrong with a consent that nobody gave: that is none, and takes an override to be sent without."""
    bases = ctx.services.rulebook.codes("consent_basis")

    def check(answers: Answers) -> tuple[str, str] | None:
        basis = bases.get(next(iter(answers.get("consent_basis", ())), ""))
        nobody = tuple(answers.get("consent_by", ())) == (NOBODY,)
        return ("consent_by", "mistake-consent-nobody") if nobody and basis and not basis.override else None

    return check


def move_form(ctx: Context, referral: Referral, verb: str, fields: Iterable[Field], intro: str = "") -> Form:
    """The form of one move: its code, and a short note where one may help."""
    return Form(
        id=f"referral {verb} {referral.reference}",
        title=f"{referral.reference} · {ctx.words(f'do-referral-{verb}')}",
        submit=ctx.words("form-save" if verb == "file" else f"do-referral-{verb}"),
        fields=tuple(fields),
        intro=intro,
    )


def answer_form(ctx: Context, referral: Referral, question: str) -> Form:
    """What answers a question: the facts it asks for, a note, and whatever else is not known yet.

    Codes first: what a fact can say needs no words. Something must be said, or there is no answer.
    """
    code = ctx.services.rulebook.codes("question").get(question)
    named = code.asks if code else ()
    open_ones = [
        one for one in asked(ctx) if one.name not in referral.content and one.name not in {*named, *ASKED_BEFORE, NOTE}
    ]
    wanted = [one for name in named for one in asked(ctx) if one.name == name]
    fields = [
        *(replace(one, required=False, more=False) for one in _fields(ctx, wanted, referral.content)),
        note_field(ctx),
        *(replace(one, required=False, more=True) for one in _fields(ctx, open_ones, {})),
    ]

    def something_new(answers: Answers) -> tuple[str, str] | None:
        return None if brought(referral, answers) else (fields[0].name, "mistake-answer-empty")

    intro = ctx.words("referral-answer-intro", question=ctx.label("question", question)) if code else ""
    form = move_form(ctx, referral, "answer", fields, intro)
    return replace(form, together=something_new)


def brought(referral: Referral, answers: Facts) -> dict[str, tuple[str, ...]]:
    """What answers tell that is not known of a referral."""
    return {name: given for name, given in answers.items() if name == NOTE or referral.content.get(name) != given}


def move_fields(ctx: Context, referral: Referral, verb: str) -> tuple[Field, ...]:
    """What a move asks: its mandatory code first."""
    if verb in {"raise", "lower"}:
        return _urgency_fields(ctx, referral, verb)
    asks = MOVES[verb].asks
    fields = [code_field(ctx, asks, asks)] if asks else []
    if verb == "reject":
        fields.append(suggested_field(ctx, referral))
    if verb in {"ask", "reject", "update", "complete", "return", "withdraw"}:
        fields.append(note_field(ctx))
    return tuple(fields)


def file_form(ctx: Context, referral: Referral, side: Side) -> Form:
    """The steps with the child's file: sent, through which secure channel and when; or received, or missing."""
    if side is Side.RECEIVER:
        return move_form(ctx, referral, "file", (_step_field(ctx, (FileState.RECEIVED, FileState.MISSING)),))
    desk = ctx.uow.directory.desk(referral.to_desk)
    known = (desk.file_channel,) if desk and desk.file_channel else ()
    channel = code_field(ctx, "file_channel", "file_channel", value=known)
    return move_form(
        ctx, referral, "file", (_step_field(ctx, (FileState.SENT,)), channel, date_field(ctx, "file_date"))
    )


def asked(ctx: Context) -> tuple[Indicator, ...]:
    """The fields of the minimum data set that are in use."""
    return tuple(indicator for indicator in ctx.services.rulebook.indicators if not indicator.off)


def missing(ctx: Context, content: Facts) -> tuple[str, ...]:
    """The labels of what a referral needs and does not have."""
    return tuple(
        indicator.labels[ctx.words.language]
        for indicator in asked(ctx)
        if indicator.required and not content.get(indicator.name)
    )


def indicator_field(ctx: Context, indicator: Indicator, value: tuple[str, ...]) -> Field:
    """One field of the minimum data set."""
    language = ctx.words.language
    kinds = {"choices": FieldKind.CHOICES, "text": FieldKind.TEXT, "date": FieldKind.DATE}
    return Field(
        name=indicator.name,
        kind=kinds.get(indicator.kind, FieldKind.CHOICE),
        label=indicator.labels[language],
        hint=indicator.hints.get(language, ""),
        required=indicator.required,
        more=indicator.more,
        options=_indicator_options(ctx, indicator),
        value=value,
        longest=indicator.longest,
        also=tuple(indicator.labels.values()),
        check={"text": guarded(ctx.today), "date": lately(ctx.today)}.get(indicator.kind, _fine),
        read_date=lambda typed: read_day(typed, language, ctx.today),
    )


def code_field(ctx: Context, name: str, codes: str, *, required: bool = True, value: tuple[str, ...] = ()) -> Field:
    """One code of a list."""
    options = _code_options(ctx, ctx.services.rulebook.codes(codes).codes)
    return replace(field_of(ctx, name, FieldKind.CHOICE), options=options, required=required, value=value)


def note_field(ctx: Context) -> Field:
    """A short free text, screened."""
    return replace(field_of(ctx, NOTE, FieldKind.TEXT), required=False, check=guarded(ctx.today))


def date_field(ctx: Context, name: str) -> Field:
    """A day, today where nothing is said."""
    field = field_of(ctx, name, FieldKind.DATE)
    return replace(field, required=False, value=(ctx.today.isoformat(),), check=lately(ctx.today))


def recipient_field(ctx: Context, name: str, value: tuple[str, ...] = ()) -> Field:
    """The desk a referral goes to: any other country, or an organisation whose agreement allows it."""
    return replace(field_of(ctx, name, FieldKind.CHOICE), options=_recipients(ctx, {ctx.actor.desk.code}), value=value)


def suggested_field(ctx: Context, referral: Referral) -> Field:
    """Who might do it instead, said by a desk that rejects."""
    options = _recipients(ctx, {referral.from_desk, referral.to_desk})
    return replace(field_of(ctx, "suggested", FieldKind.CHOICE), options=options, required=False)


def urgency_field(ctx: Context, value: tuple[str, ...], ranks: Iterable[int]) -> Field:
    """A level of urgency, of those with these ranks."""
    levels = ctx.services.rulebook.urgencies
    options = tuple(
        Option(level.code, level.labels[ctx.words.language], (*level.labels.values(), *level.also))
        for level in levels
        if level.rank in ranks
    )
    return replace(field_of(ctx, "urgency", FieldKind.CHOICE), options=options, value=value)


def follows_field(ctx: Context, value: tuple[str, ...]) -> Field:
    """The rejected or withdrawn referral that a new one follows."""

    def is_reference(typed: str) -> str | None:
        return None if read_reference(typed) else "mistake-reference"

    field = field_of(ctx, "follows", FieldKind.TEXT)
    return replace(field, required=False, more=True, value=value, check=is_reference)


def _fields(ctx: Context, indicators: Iterable[Indicator], known: Facts) -> tuple[Field, ...]:
    return tuple(indicator_field(ctx, indicator, known.get(indicator.name, ())) for indicator in indicators)


def _urgency_fields(ctx: Context, referral: Referral, verb: str) -> tuple[Field, ...]:
    now = ctx.services.rulebook.pace(referral.urgency).hours.rank
    levels = range(now) if verb == "raise" else range(now + 1, len(ctx.services.rulebook.urgencies))
    field = urgency_field(ctx, (), levels)
    return (field,) if verb == "raise" else (field, code_field(ctx, "lowering", "lowering"))


def _step_field(ctx: Context, steps: Iterable[FileState]) -> Field:
    options = tuple(
        Option(
            step.value,
            ctx.words(f"file-step-{step.value}"),
            tuple(ctx.services.catalogues.typed(f"word-file-{step.value}")),
        )
        for step in steps
    )
    return replace(field_of(ctx, "file_step", FieldKind.CHOICE), options=options)


def _recipients(ctx: Context, but: set[str]) -> tuple[Option, ...]:
    """Desks that can be referred to, countries first, each by its name in any language."""
    directory, language = ctx.uow.directory, ctx.words.language
    seats = [seat for seat in ctx.services.rulebook.seats if seat.refers and seat.code not in but]
    seats.sort(key=lambda seat: (seat.kind is not DeskKind.COUNTRY, seat.names[language]))
    found = []
    for seat in seats:
        desk = directory.desk(seat.code)
        if desk and desk.active:
            found.append(Option(seat.code, seat.names[language], (*seat.names.values(), *seat.also)))
    return tuple(found)


def _indicator_options(ctx: Context, indicator: Indicator) -> tuple[Option, ...]:
    match indicator.kind:
        case "month":
            return recent_months(ctx.today, ctx.words.language)
        case "country":
            extra = ctx.services.rulebook.codes(indicator.list).codes if indicator.list else ()
            own = tuple(
                Option(country.code, country.names[ctx.words.language], (*country.names.values(), *country.also))
                for country in ctx.services.rulebook.countries
            )
            return own + _code_options(ctx, extra)
        case "choice" | "choices" if indicator.list:
            return _code_options(ctx, ctx.services.rulebook.codes(indicator.list).codes)
        case _:
            return ()


def _code_options(ctx: Context, codes: Iterable[Code]) -> tuple[Option, ...]:
    return tuple(
        Option(code.code, code.labels[ctx.words.language], (*code.labels.values(), *code.also)) for code in codes
    )


def field_of(ctx: Context, name: str, kind: FieldKind) -> Field:
    """A field of the process, with its words from the catalogues, and its names in the other languages."""
    key = f"field-{name.replace('_', '-')}"
    hint = f"{key}-hint"
    also = tuple(words(key) for words in ctx.services.catalogues.all.values())
    language = ctx.words.language
    return Field(
        name=name,
        kind=kind,
        label=ctx.words(key),
        hint=ctx.words(hint) if ctx.words.has(hint) else "",
        also=also,
        read_date=lambda typed: read_day(typed, language, ctx.today),
    )


def _fine(_text: str) -> str | None:
    return None
