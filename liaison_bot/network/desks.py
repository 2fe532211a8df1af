"""What happens at a desk: how it receives files, how it stands, who leaves it; and which country presides."""

from dataclasses import replace
from datetime import date, timedelta

import tzdata

from liaison_bot.chat import Button, ButtonStyle, Fact, FieldKind, Form, Message, Option, Reply
from liaison_bot.commands import Context, Line, Values
from liaison_bot.network.cover import people_text, standing_in
from liaison_bot.network.fields import ask, button, code_options, desk_options, from_today, pick, require_direct, typed
from liaison_bot.network.tenures import end_roles
from liaison_bot.privacy.disclosure import about_referrals, desk_shown
from liaison_bot.records.network import CASE_ROLES, Actor, DeskKind, Role, Term
from liaison_bot.records.referrals import Box

COUNTED = 10
"""More than this is told as “10+”."""
HANDOVER_AHEAD = timedelta(days=2 * 366)


def may_set_channel(actor: Actor) -> bool:
    """Whoever acts as titular, or is the focal point of an organisation."""
    return actor.acts_as_titular or Role.PARTNER in actor.roles


def files(ctx: Context, line: Line, _values: Values) -> Reply:
    """Say by which secure channel one's own desk receives files."""
    require_direct(ctx)
    options = code_options(ctx, "file_channel")
    wanted, desk = typed(line), ctx.actor.desk
    if not wanted:
        now = ctx.label("file_channel", desk.file_channel) if desk.file_channel else ctx.words("liaison-files-none")
        choices = tuple(button(ctx, "files", option.value, label=option.label) for option in options)
        told = ctx.words("liaison-files-which", desk=ctx.desk_name(desk.code), channel=now)
        return Message(paragraphs=(told,), buttons=choices)
    chosen = pick(options, wanted, "liaison-files-unknown")
    ctx.uow.members.save_desk(replace(desk, file_channel=chosen))
    ctx.entry = replace(ctx.entry, before=desk.file_channel, after=chosen)
    label = ctx.label("file_channel", chosen)
    told = ctx.words("liaison-files-set", desk=ctx.desk_name(desk.code), channel=label)
    return Message(paragraphs=(told,))


def presidency_form(ctx: Context, _line: Line) -> Form:
    """Ask which country presides, and from which day."""
    countries = [desk.code for desk in ctx.uow.directory.desks if desk.active and desk.kind is DeskKind.COUNTRY]
    return Form(
        id="liaison presidency",
        title=ctx.words("do-liaison-presidency"),
        submit=ctx.words("do-liaison-presidency"),
        intro=ctx.words("liaison-presidency-intro"),
        fields=(
            ask(ctx, "country", FieldKind.CHOICE, options=desk_options(ctx, countries)),
            ask(ctx, "from", FieldKind.DATE, check=from_today(ctx.today, HANDOVER_AHEAD)),
        ),
    )


def presidency(ctx: Context, _line: Line, values: Values) -> Reply:
    """Hand the Presidency over on a day."""
    country, start = values["country"][0], date.fromisoformat(values["from"][0])
    ctx.uow.members.add_term(Term(country, start))
    ctx.entry = replace(ctx.entry, after=country, code=start.isoformat())
    told = ctx.words("liaison-presidency-set", desk=ctx.desk_name(country), **{"from": ctx.words.day(start)})
    terms = sorted((term for term in ctx.uow.directory.terms if term.starts >= ctx.today), key=lambda one: one.starts)
    presiding = ctx.uow.directory.presiding(ctx.now)
    facts = [Fact(ctx.words("liaison-fact-today"), ctx.desk_name(presiding.code))] if presiding else []
    facts += [Fact(ctx.words.day(term.starts), ctx.desk_name(term.desk)) for term in terms]
    return Message(
        title=ctx.words("do-liaison-presidency"),
        paragraphs=(told, ctx.words("liaison-presidency-correct")),
        facts=tuple(facts),
    )


def leave_form(ctx: Context, _line: Line) -> Form:
    """Ask whether somebody really leaves, and say what that leaves behind."""
    require_direct(ctx)
    yes = Option("yes", ctx.words("liaison-leave-yes"), tuple(ctx.services.catalogues.typed("word-yes")))
    desk = ctx.actor.desk.code
    waits = ctx.words("liaison-leave-intro", desk=ctx.desk_name(desk), waiting=_waiting(ctx, Box.WAITING))
    return Form(
        id="liaison leave",
        title=ctx.words("do-liaison-leave"),
        submit=ctx.words("do-liaison-leave"),
        fields=(replace(ask(ctx, "confirm", FieldKind.CHOICE, options=(yes,)), hint=waits),),
    )


def leave(ctx: Context, _line: Line, _values: Values) -> Reply:
    """End all of one's own roles today. The desk keeps its referrals."""
    require_direct(ctx)
    person, desk = ctx.actor.person, ctx.actor.desk.code
    today = ctx.uow.directory.today(desk, ctx.now)
    ctx.entry = replace(ctx.entry, before=" ".join(sorted(ctx.actor.roles)))
    paragraphs = [ctx.words("liaison-leave-done", name=person.name, desk=ctx.desk_name(desk))]
    if end_roles(ctx.uow, person, today, ctx.now, by=person.id):
        paragraphs.append(ctx.words("liaison-leave-empty", desk=ctx.desk_name(desk)))
    return Message(title=ctx.words("do-liaison-leave"), paragraphs=tuple(paragraphs))


def leave_button(ctx: Context) -> Button:
    """Leaving by one press, asked once more before."""
    confirmed = f"{ctx.words('liaison-field-confirm').lower()}={ctx.words.typed('word-yes')[0]}"
    words = ctx.line("liaison", "leave", confirmed)
    return Button(ctx.words("do-liaison-leave"), words, ButtonStyle.DANGER, ctx.words("liaison-leave-sure"))


def status(ctx: Context, _line: Line, _values: Values) -> Reply:
    """Show how things stand: the bot, the Presidency, one's own desk, as far as this place may know."""
    facts = []
    directory, desk = ctx.uow.directory, ctx.actor.desk
    if about_referrals(ctx.place, ctx.actor) and ctx.actor.is_any({*CASE_ROLES, Role.SUPERVISOR}):
        facts.append(Fact(ctx.words("liaison-fact-waiting"), _waiting(ctx, Box.WAITING)))
        facts.append(Fact(ctx.words("liaison-fact-overdue"), _waiting(ctx, Box.OVERDUE)))
    if "code" in desk_shown(desk, ctx.place):
        facts.insert(0, Fact(ctx.words("liaison-field-desk"), ctx.desk_name(desk.code)))
        there = standing_in(directory, desk.code, ctx.now)
        presiding = directory.presiding(ctx.now)
        if desk.kind is not DeskKind.SECRETARIAT:  # which takes no referrals, and so has nobody on duty for them
            facts.append(Fact(ctx.words("liaison-fact-on-duty"), people_text(ctx, there) or _nobody(ctx)))
        name = ctx.desk_name(presiding.code) if presiding else ctx.words("liaison-presidency-none")
        facts.append(Fact(ctx.words("liaison-fact-presidency"), name))
        facts.append(Fact(ctx.words("liaison-fact-your-time"), ctx.moment(ctx.now)))
    facts.append(Fact(ctx.words("liaison-fact-tzdata"), tzdata.IANA_VERSION))
    told = ctx.words("liaison-status-up")
    return Message(title=ctx.words("do-liaison-status"), paragraphs=(told,), facts=tuple(facts))


def _nobody(ctx: Context) -> str:
    empty = not ctx.uow.directory.members(ctx.actor.desk.code, ctx.now)
    return ctx.words("liaison-who-nobody-yet" if empty else "liaison-who-all-away")


def _waiting(ctx: Context, box: Box) -> str:
    """How many referrals stand in one of the desk's lists that this person may know of."""
    page = ctx.uow.referrals.page(box, ctx.actor.desk.code, ctx.now, skip=0, most=COUNTED + 1)
    shown = [one for one in page if ctx.services.disclosure.referral(one, ctx.actor, ctx.place)]
    return f"{COUNTED}+" if len(shown) > COUNTED else str(len(shown))
