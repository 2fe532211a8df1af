"""Being away: for how long, and who stands in. Traffic goes to the desk, so it never waits for one person."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from liaison_bot.chat import FieldKind, Form, Message, Reply
from liaison_bot.commands import Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.network.cover import gaps, people_text, standing_in
from liaison_bot.network.fields import ask, button, from_today
from liaison_bot.network.notices import tell_coordinators
from liaison_bot.records.network import CASE_ROLES, Absence

LONGEST = timedelta(days=366)


def away_form(ctx: Context, _line: Line) -> Form:
    """Ask for the first and the last day."""
    first_check, last_check = from_today(ctx.today, LONGEST), from_today(ctx.today, 2 * LONGEST)
    return Form(
        id="liaison away",
        title=ctx.words("do-liaison-away"),
        submit=ctx.words("form-save"),
        fields=(
            ask(ctx, "from", FieldKind.DATE, check=first_check),
            ask(ctx, "to", FieldKind.DATE, check=last_check),
        ),
    )


def away(ctx: Context, _line: Line, values: Values) -> Reply:
    """Note an absence, and say who stands in."""
    start, end = (date.fromisoformat(values[name][0]) for name in ("from", "to"))
    if end < start:
        raise Refused("liaison-away-order")
    if end - start > LONGEST:
        raise Refused("liaison-mistake-far")
    ctx.uow.members.add_absence(Absence(ctx.actor.person.id, start, end))
    ctx.entry = replace(ctx.entry, after=f"{start}/{end}")
    noted = ctx.words("liaison-away-noted", **{"from": ctx.words.day(start), "to": ctx.words.day(end)})
    return Message(
        title=ctx.words("do-liaison-away"),
        paragraphs=(noted, *_covered(ctx, start, end)),
        buttons=(button(ctx, "back"), button(ctx, "me")),
    )


def back(ctx: Context, _line: Line, _values: Values) -> Reply:
    """End an absence, and drop those that were planned."""
    person = ctx.actor.person
    coming = [one for one in ctx.uow.directory.absences if one.person == person.id and one.ends >= ctx.today]
    if not coming:
        raise Refused("liaison-back-not-away")
    ctx.uow.members.drop_absences(person.id, ctx.today)
    key = "liaison-back-noted" if any(one.covers(ctx.today) for one in coming) else "liaison-back-planned"
    return Message(paragraphs=(ctx.words(key),), buttons=(button(ctx, "status"), button(ctx, "away")))


def _covered(ctx: Context, start: date, end: date) -> tuple[str, ...]:
    """Who the desk's traffic goes to meanwhile, or that nobody is there: the coordinators are told of that."""
    if not ctx.actor.is_any(CASE_ROLES):
        return ()
    directory, desk = ctx.uow.directory, ctx.actor.desk.code
    found = list(gaps(directory, desk, start, end))
    at = datetime.combine(start, time(12), ctx.zone)
    there = standing_in(directory, desk, max(at, ctx.now))
    told = []
    if there:
        told.append(ctx.words("liaison-away-covered", desk=ctx.desk_name(desk), people=people_text(ctx, there)))
    for first, last in found:
        tell_coordinators(ctx.uow, desk, first, ctx.now, but=ctx.actor.person.id)
        days = {"from": ctx.words.day(first), "to": ctx.words.day(last)}
        told.append(ctx.words("liaison-away-uncovered", desk=ctx.desk_name(desk), **days))
    return tuple(told)
