"""The directory as people read it: who is at which desk, who is there now, and what time it is for them."""

from collections.abc import Iterator

from liaison_bot.chat import Button, Fact, Item, Message, Reply
from liaison_bot.commands import Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.network import zones
from liaison_bot.network.cover import standing_in
from liaison_bot.network.fields import button, desk_options, pick, roles_text, tenure_text, typed
from liaison_bot.privacy.disclosure import Shown, desk_shown, person_shown
from liaison_bot.records.network import CASE_ROLES, Actor, Desk, DeskKind, Person, Role

_ORDER = list(DeskKind)


def who(ctx: Context, line: Line, _values: Values) -> Reply:
    """Show all desks with who is there, or one desk with everybody at it."""
    _require_shown(ctx, ctx.actor.desk)
    wanted = typed(line)
    desks = sorted(
        (desk for desk in ctx.uow.directory.desks if desk.active),
        key=lambda desk: (_ORDER.index(desk.kind), ctx.desk_name(desk.code)),
    )
    if not wanted:
        return _overview(ctx, desks)
    code = pick(desk_options(ctx, (desk.code for desk in desks)), wanted, "liaison-who-unknown")
    return _details(ctx, next(desk for desk in desks if desk.code == code))


def _overview(ctx: Context, desks: list[Desk]) -> Message:
    presiding = ctx.uow.directory.presiding(ctx.now)
    told = (_presiding(ctx, presiding),) if presiding else ()
    items = tuple(
        Item(_row(ctx, desk), Button(ctx.words("liaison-who-more"), ctx.line("liaison", "who", desk.code)))
        for desk in desks
    )
    return Message(title=ctx.words("do-liaison-who"), paragraphs=told, items=items)


def _row(ctx: Context, desk: Desk) -> str:
    """A desk in one line: who is there, and their time."""
    shown = _require_shown(ctx, desk)
    people = [person_shown(actor.person, ctx.place).get("name") for actor in _there(ctx, desk)]
    if people:
        there = ctx.words.all_of(people)
    else:
        empty = not ctx.uow.directory.members(desk.code, ctx.now)
        there = ctx.words("liaison-who-nobody-yet" if empty else "liaison-who-all-away")
    now = zones.time_of_day(ctx.words, ctx.now, shown.get("zone"))
    return ctx.words("labelled", label=ctx.desk_name(shown.get("code")), value=f"{there} · {now}")


def _details(ctx: Context, desk: Desk) -> Message:
    """A desk with everybody at it, and in private, how it receives files."""
    shown = _require_shown(ctx, desk)
    directory = ctx.uow.directory
    there = _there(ctx, desk)
    items = tuple(Item(_member(ctx, actor, there)) for actor in directory.members(desk.code, ctx.now))
    expected = tuple(_expected(ctx, desk))
    told = []
    if not there:
        told.append(ctx.words("liaison-who-all-away" if items else "liaison-who-nobody-yet"))
    presiding = directory.presiding(ctx.now)
    if presiding and presiding.code == desk.code:
        told.append(_presiding(ctx, presiding))
    return Message(
        title=ctx.desk_name(shown.get("code")),
        paragraphs=tuple(told),
        facts=_facts(ctx, shown),
        items=(*items, *expected),
        buttons=(button(ctx, "who", label=ctx.words("liaison-who-all")),),
    )


def _facts(ctx: Context, shown: Shown) -> tuple[Fact, ...]:
    facts = [Fact(ctx.words("liaison-fact-time"), ctx.words.moment(ctx.now, shown.get("zone")))]
    if "file_channel" in shown:
        channel = shown.get("file_channel")
        label = ctx.label("file_channel", channel) if channel else ctx.words("liaison-files-none")
        facts.append(Fact(ctx.words("liaison-field-channel"), label))
    if "language" in shown:
        facts.append(Fact(ctx.words("liaison-field-language"), ctx.words.language_name(shown.get("language"))))
    return tuple(facts)


def _member(ctx: Context, actor: Actor, there: tuple[Actor, ...]) -> str:
    """Somebody at a desk in one line: name, roles, whether they are there, and the time where that is another."""
    shown = person_shown(actor.person, ctx.place)
    away = ctx.uow.directory.is_away(actor.person, ctx.now)
    parts = [str(shown.get("name")), roles_text(ctx.words, actor.roles)]
    if away:
        parts.append(ctx.words("liaison-who-away"))
    elif actor in there and actor.is_any(CASE_ROLES):
        parts.append(ctx.words("liaison-who-on-duty"))
    if shown.get("zone") != actor.desk.zone:
        parts.append(zones.time_of_day(ctx.words, ctx.now, shown.get("zone")))
    parts += _to_come(ctx, actor.person)
    return " · ".join(parts)


def _to_come(ctx: Context, person: Person) -> Iterator[str]:
    """The roles that will end or begin, each with its days."""
    today = ctx.uow.directory.today(person.desk, ctx.now)
    for tenure in ctx.uow.directory.tenures_of(person.id):
        ending = tenure.holds(today) and tenure.ends is not None
        coming = tenure.starts > today and tenure.lasts_beyond(today)
        if ending or coming:
            yield tenure_text(ctx.words, tenure, today)


def _expected(ctx: Context, desk: Desk) -> Iterator[Item]:
    """Those at a desk who have no role yet, but will have one."""
    for person in ctx.uow.directory.people_at(desk.code):
        coming = tuple(_to_come(ctx, person))
        if coming and ctx.uow.directory.member(person.id, ctx.now) is None:
            yield Item(" · ".join((str(person_shown(person, ctx.place).get("name")), *coming)))


def _there(ctx: Context, desk: Desk) -> tuple[Actor, ...]:
    """Who is there for a desk: those who act on referrals, or at a desk that has none of them, everybody."""
    directory = ctx.uow.directory
    members = directory.members(desk.code, ctx.now)
    if any(actor.is_any(CASE_ROLES) for actor in members):
        numbers = {person.id for person in standing_in(directory, desk.code, ctx.now)}
        return tuple(actor for actor in members if actor.person.id in numbers)
    return tuple(
        actor
        for actor in members
        if actor.is_any({Role.SECRETARIAT, Role.CIVIL_SOCIETY}) and not directory.is_away(actor.person, ctx.now)
    )


def _presiding(ctx: Context, desk: Desk) -> str:
    return ctx.words("liaison-presiding", desk=ctx.desk_name(desk.code))


def _require_shown(ctx: Context, desk: Desk) -> Shown:
    """What may be shown of a desk here; where not even that it exists, nothing is."""
    shown = desk_shown(desk, ctx.place)
    if "code" not in shown:
        raise Refused("liaison-who-not-here")
    return shown
