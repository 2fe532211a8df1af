"""Who is there for a desk, and when nobody is."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from liaison_bot.commands import Context
from liaison_bot.network.fields import roles_text
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import CASE_ROLES, Person


def gaps(directory: Directory, desk: str, start: date, end: date) -> Iterator[tuple[date, date]]:
    """Stretches of days, first and last, on which nobody who acts at this desk is there."""
    seat = directory.desk(desk)
    people = directory.people_at(desk) if seat and seat.active else ()
    acting = [
        (
            [one for one in directory.tenures_of(person.id) if one.role in CASE_ROLES],
            [one for one in directory.absences if one.person == person.id],
        )
        for person in people
    ]
    opened: date | None = None
    for count in range((end - start).days + 1):
        day = start + timedelta(days=count)
        nobody = not any(
            any(one.holds(day) for one in roles) and not any(one.covers(day) for one in absences)
            for roles, absences in acting
        )
        if nobody and opened is None:
            opened = day
        elif not nobody and opened is not None:
            yield opened, day - timedelta(days=1)
            opened = None
    if opened is not None:
        yield opened, end


def standing_in(directory: Directory, desk: str, at: datetime) -> tuple[Person, ...]:
    """Who is there for a desk's traffic; nobody where all are away."""
    return tuple(person for person in directory.on_duty(desk, at) if not directory.is_away(person, at))


def people_text(ctx: Context, people: Sequence[Person]) -> str:
    """People with their roles, in a row."""
    found = [(person, ctx.uow.directory.member(person.id, ctx.now)) for person in people]
    return ctx.words.all_of(
        f"{person.name} ({roles_text(ctx.words, actor.roles)})" if actor else person.name for person, actor in found
    )
