"""Who the bot takes somebody for, and what they can set for themselves: language and time zone."""

from collections.abc import Iterator
from dataclasses import replace

from liaison_bot.chat import Button, Fact, Message, Reply
from liaison_bot.commands import Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.network import zones
from liaison_bot.network.desks import leave_button
from liaison_bot.network.fields import button, language_options, pick, require_direct, role_name, roles_and_days, typed
from liaison_bot.records.network import Role
from liaison_bot.words import Words


def me(ctx: Context, _line: Line, _values: Values) -> Reply:
    """Show everything that is known of the person who asks."""
    require_direct(ctx)
    person, words = ctx.actor.person, ctx.words
    accounts = [link.account for link in ctx.uow.directory.links if link.person == person.id]
    now_there = zones.time_of_day(words, ctx.now, person.zone)
    return Message(
        title=words("do-liaison-me"),
        facts=(
            Fact(words("liaison-field-name"), person.name),
            Fact(words("liaison-field-desk"), ctx.desk_name(person.desk)),
            Fact(words("liaison-field-role"), "; ".join(_roles(ctx))),
            Fact(words("liaison-field-language"), words.language_name(person.language)),
            Fact(words("liaison-field-zone"), words("labelled", label=person.zone, value=now_there)),
            Fact(
                words("liaison-fact-accounts"),
                " · ".join(words("labelled", label=one.platform, value=one.user) for one in accounts),
            ),
            Fact(words("liaison-fact-away"), "; ".join(_absences(ctx)) or words("liaison-away-none")),
        ),
        buttons=(*(button(ctx, verb) for verb in _changes(ctx)), leave_button(ctx)),
    )


def language(ctx: Context, line: Line, _values: Values) -> Reply:
    """Speak another language to somebody from now on."""
    options = language_options(ctx)
    wanted = typed(line)
    if not wanted:
        choices = tuple(button(ctx, "language", option.value, label=option.label) for option in options)
        return Message(paragraphs=(ctx.words("liaison-language-which"),), buttons=choices)
    chosen = pick(options, wanted, "liaison-language-unknown")
    ctx.uow.members.save_person(replace(ctx.actor.person, language=chosen))
    ctx.entry = replace(ctx.entry, before=ctx.actor.person.language, after=chosen)
    words = ctx.services.catalogues.of(chosen)
    return Message(paragraphs=(words("liaison-language-set"),), buttons=(_help(ctx, words),))


def timezone(ctx: Context, line: Line, _values: Values) -> Reply:
    """Keep somebody's time by another zone from now on."""
    wanted = typed(line)
    if not wanted:
        return _which_zone(ctx)
    languages = tuple(sorted(ctx.services.catalogues.all))
    countries = tuple(country.code for country in ctx.services.rulebook.countries)
    zone = zones.find_zone(wanted, languages, countries)
    if zone is None:
        near = zones.near_zone(wanted, languages, countries)
        if near:
            raise Refused("liaison-zone-unknown-near", near=near, city=ctx.words.zone(near))
        raise Refused("liaison-zone-unknown")
    ctx.uow.members.save_person(replace(ctx.actor.person, zone=zone))
    ctx.entry = replace(ctx.entry, before=ctx.actor.person.zone, after=zone)
    now_there = ctx.words.moment(ctx.now, zone)
    return Message(paragraphs=(ctx.words("liaison-zone-set", moment=now_there),), buttons=(button(ctx, "me"),))


def _which_zone(ctx: Context) -> Message:
    """Offer the zones of the member countries; any other is typed."""
    now_there = ctx.moment(ctx.now)
    choices = tuple(
        button(ctx, "timezone", zone, label=ctx.words.zone(zone)) for zone in zones.offered(ctx.services.rulebook)
    )
    example = ctx.line("liaison", "timezone", "San Pedro Sula")
    return Message(paragraphs=(ctx.words("liaison-zone-which", moment=now_there, line=example),), buttons=choices)


def _roles(ctx: Context) -> Iterator[str]:
    """The roles held now or later, each with its days."""
    yield from roles_and_days(ctx, ctx.actor.person)
    if Role.PRESIDENCY in ctx.actor.roles:
        yield role_name(ctx.words, Role.PRESIDENCY)


def _absences(ctx: Context) -> Iterator[str]:
    for one in ctx.uow.directory.absences:
        if one.person == ctx.actor.person.id and one.ends >= ctx.today:
            days = {"from": ctx.words.day(one.starts), "to": ctx.words.day(one.ends)}
            yield ctx.words("liaison-away-days", **days)


def _changes(ctx: Context) -> tuple[str, ...]:
    away = ctx.uow.directory.is_away(ctx.actor.person, ctx.now)
    accounts = [link for link in ctx.uow.directory.links if link.person == ctx.actor.person.id]
    return ("language", "timezone", "back" if away else "away", "link", *(("unlink",) if len(accounts) > 1 else ()))


def _help(ctx: Context, words: Words) -> Button:
    return Button(words("do-liaison-help"), ctx.services.grammar.line(words, "liaison", "help"))
