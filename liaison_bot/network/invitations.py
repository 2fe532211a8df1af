"""One-time codes: for a new colleague, and for one's own second account.

Only a code's hash is kept. A slow, salted hash is for what people choose; a code is 60 random bits that live for days
at most and work once, so trying ten thousand million of them a second would take two years on average, against the
stored hash; and through the chat, tries are counted.
"""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from liaison_bot.chat import Fact, FieldKind, Form, Message, Reply
from liaison_bot.commands import Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.ids import new_join_code, read_join_code
from liaison_bot.network.fields import ask, desk_options, language_options, require_direct, role_name, role_options
from liaison_bot.network.notices import tell_of_invitation
from liaison_bot.records.network import CASE_ROLES, COORDINATORS, ROLES_OF, Actor, Desk, DeskKind, Invitation, Role
from liaison_bot.rulebook import Rulebook
from liaison_bot.store import UnitOfWork

LONGEST_NAME = 80
LINK_LASTS = timedelta(hours=1)
BY_TITULARS = frozenset({Role.TITULAR, Role.ALTERNATE, Role.SUPERVISOR})
"""What a desk's own titular names there: a successor, alternates, supervisors."""
BY_OPERATORS = frozenset({Role.ADMINISTRATOR})
"""Who installs and keeps the bot is named at the machine, not in the chat."""


def hash_code(code: str) -> str:
    """What is kept of a code, however it was typed."""
    return hashlib.sha256(read_join_code(code).encode()).hexdigest()


def open_desk(uow: UnitOfWork, rulebook: Rulebook, code: str) -> Desk:
    """The desk of this code, opened with what the rules say where it is not there yet. Raises `KeyError`."""
    desk = uow.directory.desk(code)
    if desk is None:
        seat = rulebook.seat(code)
        desk = Desk(seat.code, seat.kind, seat.zone, seat.language)
        uow.members.save_desk(desk)
    return desk


def issue_invitation(
    uow: UnitOfWork,
    expires: datetime,
    *,
    desk: Desk,
    role: Role,
    name: str,
    language: str,
    issued_by: int | None = None,
    person: int | None = None,
) -> str:
    """Make a one-time code and keep its hash. With `person`, it links one more account to them.

    Raises `Refused` when the role cannot be held at this desk, the desk was closed, or the name will not do.
    """
    tidy = " ".join(name.split())
    wrong = name_problem(tidy)
    if wrong:
        raise Refused(wrong)
    if not desk.active:
        raise Refused("liaison-desk-closed")
    if role not in ROLES_OF[desk.kind]:
        raise Refused("liaison-invite-role-elsewhere", role=f"<role-{role.value}>")
    code = new_join_code()
    uow.invitations.add(Invitation(hash_code(code), desk.code, role, tidy, language, expires, issued_by, person))
    return code


def name_problem(name: str) -> str | None:
    """What is wrong with somebody's name, as a catalogue key."""
    fine = name.isprintable() and any(character.isalpha() for character in name) and len(name) <= LONGEST_NAME
    return None if fine else "liaison-mistake-name"


def may_invite(actor: Actor) -> bool:
    """Coordinators, and whoever acts as titular for their own desk."""
    return actor.is_any(COORDINATORS) or actor.acts_as_titular


def require_may_invite(ctx: Context, desk: Desk, role: Role) -> None:
    """Refuse what is another's to invite to, and say whose.

    Whoever coordinates the Network fills a country's desk only while nobody there could: otherwise they could name
    themselves to any.
    """
    actor, own = ctx.actor, desk.code == ctx.actor.desk.code
    if own and actor.acts_as_titular and role in BY_TITULARS:
        return
    if role in BY_OPERATORS or not actor.is_any(COORDINATORS):
        raise Refused("refused-role")
    if desk.kind is DeskKind.COUNTRY and role in BY_TITULARS:
        acting = acting_with_account(ctx.uow, desk.code, ctx.now)
        if acting:
            there = [one for one in acting if not ctx.uow.directory.is_away(one.person, ctx.now)] or acting
            names = ctx.words.all_of(one.person.name for one in there if one.acts_as_titular)
            key = "liaison-invite-theirs" if names else "liaison-invite-their-desk"
            raise Refused(key, desk=ctx.desk_name(desk.code), names=names)


def acting_with_account(uow: UnitOfWork, desk: str, now: datetime) -> tuple[Actor, ...]:
    """Who acts at a desk and has an account to do so from."""
    linked = {link.person for link in uow.directory.links}
    return tuple(one for one in uow.directory.members(desk, now) if one.is_any(CASE_ROLES) and one.person.id in linked)


def invite_form(ctx: Context, _line: Line) -> Form:
    """Ask which desk, which role, which language, and the name."""
    require_direct(ctx)
    desks = desk_options(ctx, _desks(ctx))
    kinds = {seat.kind for seat in ctx.services.rulebook.seats}
    roles = {role for kind in kinds for role in _roles(ctx.actor, kind)}
    only = (desks[0].value,) if len(desks) == 1 else ()
    return Form(
        id="liaison invite",
        title=ctx.words("do-liaison-invite"),
        submit=ctx.words("do-liaison-invite"),
        intro=ctx.words("liaison-invite-intro"),
        fields=(
            ask(ctx, "desk", FieldKind.CHOICE, options=desks, value=only),
            ask(ctx, "role", FieldKind.CHOICE, options=role_options(ctx, roles)),
            ask(ctx, "language", FieldKind.CHOICE, options=language_options(ctx)),
            ask(ctx, "name", FieldKind.TEXT, longest=LONGEST_NAME, check=name_problem),
        ),
    )


def invite(ctx: Context, _line: Line, values: Values) -> Reply:
    """Issue a code for a new colleague."""
    require_direct(ctx)
    desk = open_desk(ctx.uow, ctx.services.rulebook, values["desk"][0])
    role, language = Role(values["role"][0]), values["language"][0]
    if role in ROLES_OF[desk.kind]:
        require_may_invite(ctx, desk, role)
    expires = ctx.now + ctx.services.limits.invitation
    name = values["name"][0]
    code = issue_invitation(
        ctx.uow, expires, desk=desk, role=role, name=name, language=language, issued_by=ctx.actor.person.id
    )
    ctx.entry = replace(ctx.entry, after=desk.code, code=role.value)
    if desk.kind is DeskKind.COUNTRY and not acting_with_account(ctx.uow, desk.code, ctx.now):
        tell_of_invitation(ctx.uow, desk.code, ctx.actor.person, ctx.now)
    theirs = ctx.services.catalogues.of(language)
    line = ctx.services.grammar.line(theirs, "liaison", "join")
    forward = theirs("liaison-invite-forward", line=f"{line} {code}", moment=theirs.moment(expires, desk.zone))
    return Message(
        title=ctx.words("liaison-invite-title"),
        paragraphs=(ctx.words("liaison-invite-how"), forward, *_second_titular(ctx, desk, role)),
        facts=(
            Fact(ctx.words("liaison-field-name"), " ".join(name.split())),
            Fact(ctx.words("liaison-field-desk"), ctx.desk_name(desk.code)),
            Fact(ctx.words("liaison-field-role"), role_name(ctx.words, role)),
            Fact(ctx.words("liaison-fact-code"), code),
            Fact(ctx.words("liaison-fact-expires"), ctx.moment(expires)),
        ),
    )


def link(ctx: Context, _line: Line, _values: Values) -> Reply:
    """Issue a code for one's own second account."""
    require_direct(ctx)
    person, expires = ctx.actor.person, ctx.now + LINK_LASTS
    role = next(role for role in Role if role in ctx.actor.roles and role is not Role.PRESIDENCY)
    code = issue_invitation(
        ctx.uow,
        expires,
        desk=ctx.actor.desk,
        role=role,
        name=person.name,
        language=person.language,
        issued_by=person.id,
        person=person.id,
    )
    return Message(
        title=ctx.words("do-liaison-link"),
        paragraphs=(ctx.words("liaison-link-how", line=ctx.line("liaison", "join", code)),),
        facts=(
            Fact(ctx.words("liaison-fact-code"), code),
            Fact(ctx.words("liaison-fact-expires"), ctx.moment(expires)),
        ),
    )


def _desks(ctx: Context) -> tuple[str, ...]:
    """Coordinators invite to any desk the rules know that was not closed; a titular to their own."""
    if not ctx.actor.is_any(COORDINATORS):
        return (ctx.actor.desk.code,)
    closed = {desk.code for desk in ctx.uow.directory.desks if not desk.active}
    return tuple(seat.code for seat in ctx.services.rulebook.seats if seat.code not in closed)


def _roles(actor: Actor, kind: DeskKind) -> frozenset[Role]:
    """The roles at a kind of desk that this person may invite to."""
    if actor.is_any(COORDINATORS):
        return ROLES_OF[kind] - BY_OPERATORS
    return ROLES_OF[kind] & BY_TITULARS


def _second_titular(ctx: Context, desk: Desk, role: Role) -> tuple[str, ...]:
    """A desk has one titular: say who would have to leave."""
    if role is not Role.TITULAR:
        return ()
    names = [one.person.name for one in ctx.uow.directory.members(desk.code, ctx.now) if role in one.roles]
    leave = ctx.line("liaison", "leave")
    return (ctx.words("liaison-invite-second-titular", names=ctx.words.all_of(names), line=leave),) if names else ()
