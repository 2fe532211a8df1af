"""Roles as they are given, changed and ended: what holds whoever does it, in the chat or at the machine.

A day is always one at the desk whose role it is. Nobody's own time zone moves when a role begins or ends.
"""

from dataclasses import replace
from datetime import date, datetime

from liaison_bot.network.cover import gaps
from liaison_bot.network.notices import tell_coordinators
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import CASE_ROLES, Person, Role, Tenure
from liaison_bot.store import UnitOfWork


def not_over(directory: Directory, person: Person, day: date) -> tuple[Tenure, ...]:
    """The roles somebody holds on this day, or will hold later."""
    return tuple(one for one in directory.tenures_of(person.id) if one.holds(day) or one.lasts_beyond(day))


def end_roles(uow: UnitOfWork, person: Person, day: date, now: datetime, *, by: int | None) -> bool:
    """End all of somebody's roles on a day, that day excluded. An end that was set before is replaced.

    What they were asked is dropped when it is today. Tell whether that leaves nobody at the desk who acts; the
    coordinators are told of that, but for `by`.
    """
    today = uow.directory.today(person.desk, now)
    ending = not_over(uow.directory, person, today)
    for tenure in ending:
        uow.members.add_tenure(replace(tenure, ends=day))
    if day <= today:
        for link in uow.directory.links:
            if link.person == person.id:
                uow.conversations.drop(link.account)
    acted = any(tenure.role in CASE_ROLES for tenure in ending)
    if not acted or next(gaps(uow.directory, person.desk, day, day), None) is None:
        return False
    tell_coordinators(uow, person.desk, day, now, but=by)
    return True


def keep_roles(uow: UnitOfWork, person: Person, now: datetime) -> bool:
    """Take back the end of somebody's roles that is still to come; tell whether there was one."""
    found = False
    for tenure in not_over(uow.directory, person, uow.directory.today(person.desk, now)):
        if tenure.ends is not None:
            uow.members.add_tenure(replace(tenure, ends=None))
            found = True
    return found


def titulars(directory: Directory, desk: str, day: date, *, but: int) -> tuple[Tenure, ...]:
    """Who else is titular of a desk on this day or later."""
    return tuple(
        tenure
        for person in directory.people_at(desk)
        if person.id != but
        for tenure in not_over(directory, person, day)
        if tenure.role is Role.TITULAR
    )


def give_role(uow: UnitOfWork, person: Person, role: Role, starts: date, ends: date | None, now: datetime) -> None:
    """Let somebody hold a role from a day on, until another (excluded).

    Where they hold it already and still do by then, it gets this end; one that was to begin later is replaced.

    A desk has one titular: whoever else is, is titular no longer from that day; and who becomes it for good is no
    alternate any more.
    """
    directory = uow.directory
    if role is Role.TITULAR:
        ending = list(titulars(directory, person.desk, starts, but=person.id))
        if ends is None:
            ending += [one for one in not_over(directory, person, starts) if one.role is Role.ALTERNATE]
        for tenure in ending:
            uow.members.add_tenure(replace(tenure, ends=max(starts, tenure.starts)))
    given, today = Tenure(person.id, role, starts, ends), directory.today(person.desk, now)
    for tenure in not_over(directory, person, today):
        if tenure.role is not role:
            continue
        if tenure.starts > today:
            uow.members.add_tenure(replace(tenure, ends=tenure.starts))
        elif tenure.ends is None or tenure.ends >= starts:
            given = replace(tenure, ends=ends)
    uow.members.add_tenure(given)
