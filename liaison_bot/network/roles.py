"""Roles with their days: a colleague who is to be titular from January, or alternate until summer.

Given by those who may invite to the role, and to people who have joined: what somebody may do begins with a day, and
not with an invitation that may be used on any.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from liaison_bot.chat import Button, ButtonStyle, Field, FieldKind, Form, Message, Option, Reply
from liaison_bot.commands import Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.network.dismissal import (
    AHEAD,
    day_at,
    people_with_roles,
    person_meant,
    person_options,
    refuse_others,
)
from liaison_bot.network.fields import ask, button, from_today, require_direct, role_options, roles_and_days
from liaison_bot.network.invitations import BY_OPERATORS, BY_TITULARS
from liaison_bot.network.notices import tell_of_roles
from liaison_bot.network.tenures import give_role, titulars
from liaison_bot.records.network import ROLES_OF, Actor, DeskKind, Person, Role

_ONE_DAY = timedelta(days=1)


def may_give_roles(actor: Actor) -> bool:
    """Whoever acts as titular, and the Technical Secretariat."""
    return actor.acts_as_titular or Role.SECRETARIAT in actor.roles


def role_form(ctx: Context, line: Line) -> Form:
    """Ask whom, which role, from which day and until which."""
    require_direct(ctx)
    own = [one for one in people_with_roles(ctx) if one.id != ctx.actor.person.id and _roles(ctx, one)]
    refuse_others(ctx, line, own, "liaison-role-self")
    if not own:
        raise Refused("liaison-role-nobody", line=ctx.line("liaison", "invite"))
    roles = {role for one in own for role in _roles(ctx, one)}
    today = ctx.uow.directory.today(ctx.actor.desk.code, ctx.now)
    hint = ctx.words("liaison-role-hint") if Role.TITULAR in roles else ""
    yes = Option("yes", ctx.words("liaison-role-yes"), tuple(ctx.services.catalogues.typed("word-yes")))
    return Form(
        id="liaison role",
        title=ctx.words("do-liaison-role"),
        submit=ctx.words("form-save"),
        fields=(
            ask(ctx, "person", FieldKind.CHOICE, options=person_options(ctx, own)),
            ask(ctx, "role", FieldKind.CHOICE, options=role_options(ctx, roles), hint=hint),
            _day(ctx, "from", today),
            _day(ctx, "to", today),
            replace(ask(ctx, "confirm", FieldKind.CHOICE, options=(yes,), required=False), more=True),
        ),
    )


def role(ctx: Context, _line: Line, values: Values) -> Reply:
    """Give a role for some days, or from a day on. A new titular takes the place of the one before, who is named."""
    require_direct(ctx)
    person, wanted = person_meant(ctx, values), Role(values["role"][0])
    if wanted not in _roles(ctx, person):
        raise Refused("liaison-invite-role-elsewhere", role=f"<role-{wanted.value}>")
    starts = day_at(ctx, person.desk, values.get("from"))
    last = date.fromisoformat(values["to"][0]) if values.get("to") else None
    if last and last < starts:
        raise Refused("liaison-away-order")
    before = titulars(ctx.uow.directory, person.desk, starts, but=person.id) if wanted is Role.TITULAR else ()
    former = [one for one in map(ctx.uow.directory.person, {tenure.person for tenure in before}) if one]
    if former and not values.get("confirm"):
        return _confirm(ctx, person, former, starts, last)
    give_role(ctx.uow, person, wanted, starts, last + _ONE_DAY if last else None, ctx.now)
    by = ctx.actor.person.id
    for one in (person, *former):
        tell_of_roles(ctx.uow, one, ctx.now, but=by)
    days = f"{starts}/{last or ''}"
    ctx.entry = replace(ctx.entry, reference=f"person {person.id}", after=wanted.value, code=days)
    held = "; ".join(roles_and_days(ctx, person))
    told = [ctx.words("liaison-role-set", name=person.name, roles=held)]
    if former:
        names = ctx.words.all_of(one.name for one in former)
        told.append(ctx.words("liaison-role-former", names=names, day=ctx.words.day(starts)))
    return Message(
        title=ctx.words("do-liaison-role"), paragraphs=tuple(told), buttons=(button(ctx, "who", person.desk),)
    )


def _confirm(ctx: Context, person: Person, former: Iterable[Person], starts: date, last: date | None) -> Message:
    """A desk has one titular: say whose role ends, and ask before anything is done."""
    ctx.entry = replace(ctx.entry, result="asked")
    names = ctx.words.all_of(one.name for one in former)
    said = f"person=p{person.id} role={Role.TITULAR.value} from={starts}"
    until = f" to={last}" if last else ""
    line = f"{ctx.line('liaison', 'role')} {said}{until} confirm=yes"
    told = ctx.words("liaison-role-confirm", names=names, name=person.name, day=ctx.words.day(starts))
    return Message(
        title=ctx.words("do-liaison-role"),
        paragraphs=(told,),
        buttons=(Button(ctx.words("liaison-role-yes"), line, ButtonStyle.DANGER),),
    )


def _roles(ctx: Context, person: Person) -> frozenset[Role]:
    """The roles this person may be given by the one who asks.

    Only a titular hands their post on; who stands in for one that is away does not.
    """
    actor, desk = ctx.actor, ctx.uow.directory.desk(person.desk)
    if desk is None:
        return frozenset()
    if person.desk == actor.person.desk and actor.acts_as_titular:
        today = ctx.uow.directory.today(person.desk, ctx.now)
        theirs = titulars(ctx.uow.directory, person.desk, today, but=actor.person.id)
        return BY_TITULARS - {Role.TITULAR} if theirs and Role.TITULAR not in actor.roles else BY_TITULARS
    if Role.SECRETARIAT in actor.roles and desk.kind is not DeskKind.COUNTRY:
        return ROLES_OF[desk.kind] - BY_OPERATORS
    return frozenset()


def _day(ctx: Context, name: str, today: date) -> Field:
    hint = ctx.words(f"liaison-role-{name}-hint")
    return ask(ctx, name, FieldKind.DATE, check=from_today(today, AHEAD), required=False, hint=hint, today=today)
