"""Ending somebody else's role: a colleague who left, was moved, or should no longer have access.

A desk ends its own people's roles. The Technical Secretariat ends those at its own desk and at organisations, never an
officer's: whoever coordinates the Network must not be able to take over a country's desk.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from liaison_bot.chat import Button, ButtonStyle, FieldKind, Form, Message, Option, Reply
from liaison_bot.chat.text import fold
from liaison_bot.commands import Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.network.fields import ask, button, from_today, require_direct, roles_text
from liaison_bot.network.notices import tell_of_roles
from liaison_bot.network.tenures import end_roles, keep_roles, not_over
from liaison_bot.records.network import Actor, DeskKind, Person, Role

AHEAD = timedelta(days=2 * 366)
"""No role is given, or ended, further ahead than this."""
_KEEP = "stay"


def may_dismiss(actor: Actor) -> bool:
    """Whoever acts as titular, supervisors, and the Technical Secretariat."""
    return actor.acts_as_titular or actor.is_any({Role.SUPERVISOR, Role.SECRETARIAT})


def dismiss_form(ctx: Context, line: Line) -> Form:
    """Ask whom, from which day, and whether really; somebody whom it is not for this person to dismiss is refused."""
    require_direct(ctx)
    own = [one for one in people_with_roles(ctx) if _may_end(ctx, one)]
    refuse_others(ctx, line, own, "liaison-dismiss-self")
    if not own:
        raise Refused("liaison-dismiss-nobody")
    today = ctx.uow.directory.today(ctx.actor.desk.code, ctx.now)
    every = ctx.services.catalogues
    confirm = (
        Option("yes", ctx.words("liaison-dismiss-yes"), tuple(every.typed("word-yes"))),
        Option(_KEEP, ctx.words("liaison-dismiss-stay"), tuple(every.typed("word-stay"))),
    )
    return Form(
        id="liaison dismiss",
        title=ctx.words("do-liaison-dismiss"),
        submit=ctx.words("do-liaison-dismiss"),
        intro=ctx.words("liaison-dismiss-intro"),
        fields=(
            ask(ctx, "person", FieldKind.CHOICE, options=person_options(ctx, own)),
            ask(
                ctx,
                "from",
                FieldKind.DATE,
                check=from_today(today, AHEAD),
                required=False,
                hint=ctx.words("liaison-dismiss-from-hint"),
                today=today,
            ),
            ask(ctx, "confirm", FieldKind.CHOICE, options=confirm),
        ),
    )


def dismiss(ctx: Context, _line: Line, values: Values) -> Reply:
    """End all roles of somebody on a day; or take that back while the day is still to come."""
    require_direct(ctx)
    person = person_meant(ctx, values)
    desk, by = ctx.desk_name(person.desk), ctx.actor.person.id
    ctx.entry = replace(ctx.entry, reference=f"person {person.id}", before=_held(ctx, person))
    if values["confirm"] == (_KEEP,):
        if not keep_roles(ctx.uow, person, ctx.now):
            raise Refused("liaison-dismiss-stays", name=person.name)
        tell_of_roles(ctx.uow, person, ctx.now, but=by)
        ctx.entry = replace(ctx.entry, after=_held(ctx, person))
        return Message(paragraphs=(ctx.words("liaison-dismiss-kept", name=person.name),), buttons=_look(ctx, person))
    day = day_at(ctx, person.desk, values.get("from"))
    today = ctx.uow.directory.today(person.desk, ctx.now)
    readers_told = day > today  # whoever loses access today reads no notice any more
    empty = end_roles(ctx.uow, person, day, ctx.now, by=by)
    tell_of_roles(ctx.uow, person, ctx.now, but=by)
    ctx.entry = replace(ctx.entry, code=day.isoformat())
    key = "liaison-dismiss-later" if readers_told else "liaison-dismiss-done"
    told = [ctx.words(key, name=person.name, desk=desk, day=ctx.words.day(day))]
    if empty:
        told.append(ctx.words("liaison-dismiss-empty", desk=desk))
    if readers_told:
        back = f"{ctx.line('liaison', 'dismiss')} person=p{person.id} confirm={_KEEP}"
        buttons: tuple[Button, ...] = (Button(ctx.words("liaison-dismiss-back"), back), *_look(ctx, person))
    else:
        told.append(ctx.words("liaison-dismiss-undo", line=ctx.line("liaison", "invite")))
        buttons = _look(ctx, person)
    return Message(title=ctx.words("do-liaison-dismiss"), paragraphs=tuple(told), buttons=buttons)


def people_with_roles(ctx: Context) -> Iterable[Person]:
    """Everybody at an open desk who has a role now or later, by desk and name."""
    directory = ctx.uow.directory
    for person in sorted(directory.people, key=lambda one: (one.desk, one.name, one.id)):
        desk = directory.desk(person.desk)
        if desk and desk.active and not_over(directory, person, directory.today(person.desk, ctx.now)):
            yield person


def person_options(ctx: Context, people: Iterable[Person]) -> tuple[Option, ...]:
    """People by name and roles. A name that two of them have means neither; a value is never a bare number."""
    every = list(people)
    names = [fold(one.name) for one in every]
    found = []
    for one in every:
        roles = roles_text(ctx.words, _roles(ctx, one))
        alone = names.count(fold(one.name)) == 1
        label = f"{one.name} · {roles}" if alone else f"{one.name} · {roles} · {one.id}"
        found.append(Option(f"p{one.id}", label, (one.name,) if alone else ()))
    return tuple(found)


def person_meant(ctx: Context, values: Values) -> Person:
    """The person who was chosen."""
    person = ctx.uow.directory.person(int(values["person"][0].removeprefix("p")))
    if person is None:
        raise Refused("refused-state-gone")
    return person


def day_at(ctx: Context, desk: str, given: tuple[str, ...] | None) -> date:
    """The day that is meant at a desk: today there, where none is given or it is today where the one who asks works."""
    directory = ctx.uow.directory
    there = directory.today(desk, ctx.now)
    asked = date.fromisoformat(given[0]) if given else there
    return there if asked <= directory.today(ctx.actor.desk.code, ctx.now) else max(asked, there)


def refuse_others(ctx: Context, line: Line, own: Iterable[Person], oneself: str) -> None:
    """Refuse whoever is named in a line and not among one's own, with who can do it."""
    typed = {fold(word) for word in (*line.rest, *(value for values in line.named.values() for value in values))}
    allowed = {one.id for one in own}
    if not typed.isdisjoint(
        fold(word) for one in ctx.uow.directory.people if one.id in allowed for word in _names(one)
    ):
        return
    for person in people_with_roles(ctx):
        if typed.isdisjoint(map(fold, _names(person))):
            continue
        if person.id == ctx.actor.person.id:
            raise Refused(oneself, line=ctx.line("liaison", "leave"))
        desk = ctx.uow.directory.desk(person.desk)
        country = desk is not None and desk.kind is DeskKind.COUNTRY
        raise Refused(
            "liaison-dismiss-country" if country else "liaison-dismiss-secretariat", desk=ctx.desk_name(person.desk)
        )


def _names(person: Person) -> tuple[str, ...]:
    return person.name, f"p{person.id}"


def _may_end(ctx: Context, person: Person) -> bool:
    """Tell whether it is for this person to end somebody's roles. Who stands in for a titular does not end theirs."""
    actor, directory = ctx.actor, ctx.uow.directory
    if person.id == actor.person.id:
        return False
    if person.desk == actor.person.desk and (actor.acts_as_titular or Role.SUPERVISOR in actor.roles):
        senior = actor.is_any({Role.TITULAR, Role.SUPERVISOR})
        return senior or Role.TITULAR not in _roles(ctx, person)
    desk = directory.desk(person.desk)
    return Role.SECRETARIAT in actor.roles and desk is not None and desk.kind is not DeskKind.COUNTRY


def _roles(ctx: Context, person: Person) -> frozenset[Role]:
    today = ctx.uow.directory.today(person.desk, ctx.now)
    return frozenset(one.role for one in not_over(ctx.uow.directory, person, today))


def _held(ctx: Context, person: Person) -> str:
    return " ".join(sorted(_roles(ctx, person)))


def _look(ctx: Context, person: Person) -> tuple[Button, ...]:
    return (button(ctx, "who", person.desk, style=ButtonStyle.PLAIN),)
