"""What the commands about people and desks ask for, and how the answers are found among what is typed."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from liaison_bot.chat import Button, ButtonStyle, Field, FieldKind, Option
from liaison_bot.chat.text import fold
from liaison_bot.commands import Context, Line
from liaison_bot.errors import Refused
from liaison_bot.records.network import Person, Role, Tenure
from liaison_bot.words import Words
from liaison_bot.words.dates import read_day

_CLOSE = 0.6
_ONE_DAY = timedelta(days=1)


def ask(
    ctx: Context,
    name: str,
    kind: FieldKind,
    *,
    options: tuple[Option, ...] = (),
    value: tuple[str, ...] = (),
    longest: int = 280,
    check: Callable[[str], str | None] = lambda _text: None,
    required: bool = True,
    hint: str = "",
    today: date | None = None,
) -> Field:
    """A question with its words from the catalogues, which goes by its names in every language.

    `today` is what a day is counted from where that is not the person's own date.
    """
    key = f"liaison-field-{name}"
    language = ctx.words.language
    return Field(
        name=name,
        kind=kind,
        label=ctx.words(key),
        hint=hint or (ctx.words(f"{key}-hint") if ctx.words.has(f"{key}-hint") else ""),
        required=required,
        options=options,
        value=value,
        longest=longest,
        also=tuple(words(key) for words in ctx.services.catalogues.all.values()),
        check=check,
        read_date=lambda typed: read_day(typed, language, today or ctx.today),
    )


def from_today(today: date, at_most: timedelta) -> Callable[[str], str | None]:
    """Make the check of a day that may not have passed, nor be further away than this."""

    def check(day: str) -> str | None:
        asked = date.fromisoformat(day)
        if asked < today:
            return "liaison-mistake-past"
        return "liaison-mistake-far" if asked > today + at_most else None

    return check


def desk_options(ctx: Context, codes: Iterable[str]) -> tuple[Option, ...]:
    """Desks by their names in every language, and by the other words that people type for them."""
    seats = {seat.code: seat for seat in ctx.services.rulebook.seats}
    found = []
    for code in codes:
        also = (*seats[code].names.values(), *seats[code].also) if code in seats else ()
        found.append(Option(code, ctx.desk_name(code), also))
    return tuple(found)


def language_options(ctx: Context) -> tuple[Option, ...]:
    """The languages there is a catalogue for, by their names in each of them."""
    every = ctx.services.catalogues.all
    return tuple(
        Option(code, every[code].language_name(code), tuple(words.language_name(code) for words in every.values()))
        for code in sorted(every)
    )


def role_options(ctx: Context, roles: Iterable[Role]) -> tuple[Option, ...]:
    """Roles, in their order of rank, by their names in every language."""
    wanted = frozenset(roles)
    every = ctx.services.catalogues
    return tuple(
        Option(
            role.value,
            role_name(ctx.words, role),
            (*(role_name(words, role) for words in every.all.values()), *every.typed(f"word-role-{role.value}")),
        )
        for role in Role
        if role in wanted
    )


def code_options(ctx: Context, codes: str) -> tuple[Option, ...]:
    """The entries of a code list."""
    return tuple(
        Option(code.code, ctx.label(codes, code.code), (*code.labels.values(), *code.also))
        for code in ctx.services.rulebook.codes(codes).codes
    )


def typed(line: Line) -> str:
    """All that was typed behind a command that takes one answer, with or without the answer's name."""
    named = [value for values in line.named.values() for value in values]
    return " ".join((*line.rest, *named)).strip()


def pick(options: Sequence[Option], wanted: str, unknown: str) -> str:
    """The value of the option somebody means.

    Raises `Refused` with the key `unknown` and all that is allowed, or, when an option is near, with that key and
    `-near`.
    """
    by_word = {
        fold(word): option for option in options for word in reversed((option.value, option.label, *option.also))
    }
    meant = by_word.get(fold(wanted))
    if meant:
        return meant.value
    near = difflib.get_close_matches(fold(wanted), by_word, n=1, cutoff=_CLOSE)
    if near:
        raise Refused(f"{unknown}-near", near=by_word[near[0]].label)
    raise Refused(unknown, allowed=" · ".join(option.label for option in options))


def role_name(words: Words, role: Role) -> str:
    """What a role is called."""
    return words(f"role-{role.value}")


def roles_text(words: Words, roles: Iterable[Role]) -> str:
    """Roles in a row, the highest first."""
    held = frozenset(roles)
    return words.all_of(role_name(words, role) for role in Role if role in held)


def roles_and_days(ctx: Context, person: Person) -> list[str]:
    """The roles somebody holds now or later, each with its days; the Presidency is no role of its own."""
    directory = ctx.uow.directory
    today = directory.today(person.desk, ctx.now)
    tenures = directory.tenures_of(person.id)
    return [tenure_text(ctx.words, one, today) for one in tenures if one.holds(today) or one.lasts_beyond(today)]


def tenure_text(words: Words, tenure: Tenure, today: date) -> str:
    """A role with its first day, and where it ends, its last."""
    role, since = role_name(words, tenure.role), words.day(tenure.starts)
    if tenure.ends is not None:
        return words("liaison-role-until", role=role, since=since, until=words.day(tenure.ends - _ONE_DAY))
    return words("liaison-role-since" if tenure.starts <= today else "liaison-role-later", role=role, since=since)


def button(ctx: Context, verb: str, *rest: str, label: str = "", style: ButtonStyle = ButtonStyle.PLAIN) -> Button:
    """A button for a command of this topic."""
    return Button(label or ctx.words(f"do-liaison-{verb}"), ctx.line("liaison", verb, *rest), style)


def require_direct(ctx: Context) -> None:
    """Refuse what is between one person and the bot anywhere else."""
    if not ctx.in_private:
        raise Refused("liaison-direct-only")
