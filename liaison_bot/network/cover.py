"""Who is there for a desk, and when nobody is."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from liaison_bot.commands import Context
from liaison_bot.network.fields import roles_text
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import CASE_ROLES, Person


def gaps(directory: Directory, desk: str, start: date, end: date, now: datetime) -> Iterator[tuple[date, date]]:
    """Stretches of days, first and last, on which nobody who acts at this desk is there."""
    acting = [actor.person.id for actor in directory.members(desk, now) if actor.is_any(CASE_ROLES)]
    absences = [[one for one in directory.absences if one.person == number] for number in acting]
    opened: date | None = None
    for count in range((end - start).days + 1):
        day = start + timedelta(days=count)
        nobody = all(any(one.covers(day) for one in own) for own in absences)
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
