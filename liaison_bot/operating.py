"""What an operator does at the machine with the Network's people and desks. Each act is in the trail, as nobody's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from liaison_bot.commands.command import Services
from liaison_bot.errors import ConfigError
from liaison_bot.network.dismissal import AHEAD
from liaison_bot.network.invitations import LONGEST_NAME, issue_invitation, name_problem, open_desk
from liaison_bot.network.notices import tell_of_roles
from liaison_bot.network.tenures import end_roles, not_over
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import ROLES_OF, Person, Role
from liaison_bot.records.referrals import Box
from liaison_bot.store import Store, UnitOfWork
from liaison_bot.toml_file import show

_PAGE = 500


def operators_entry(
    now: datetime, command: str, *, reference: str = "", before: str = "", after: str = "", code: str = ""
) -> AuditEntry:
    """A line of the trail about what was done at the machine, where nobody's account is known."""
    return AuditEntry(
        at=now,
        person=None,
        desk="",
        roles="",
        command=f"operator-{command}",
        reference=reference,
        before=before,
        after=after,
        code=code,
        result="done",
    )


def invite(
    store: Store, services: Services, now: datetime, *, desk: str, role: str, name: str, language: str
) -> tuple[str, datetime]:
    """Issue a one-time code; the code and until when it works. Raises `Refused` and `ConfigError`."""
    seats = {seat.code.upper(): seat for seat in services.rulebook.seats}
    seat, known = seats.get(desk.strip().upper()), services.catalogues.all
    role, language = role.strip().lower(), language.strip().lower()
    held = ROLES_OF[seat.kind] if seat else frozenset(Role) - {Role.PRESIDENCY}
    allowed = ", ".join(one for one in Role if one in held)
    problems = []
    if seat is None:
        problems.append(f"--desk: {show(desk)} is no desk; there are: {', '.join(sorted(seats))}")
    if role not in held:
        where = f"is not a role at desk {seat.code}" if seat else "is no role"
        problems.append(f"--role: {show(role)} {where}; there are: {allowed}")
    if name_problem(" ".join(name.split())):
        problems.append(f"--name: a name has letters, and {LONGEST_NAME} characters at most")
    if language not in known:
        problems.append(f"--language: {show(language)} is not used here; there are: {', '.join(known)}")
    if seat is None or problems:
        raise ConfigError(*problems)
    expires = now + services.limits.invitation
    with store.begin() as uow:
        opened = open_desk(uow, services.rulebook, seat.code)
        issued = issue_invitation(uow, expires, desk=opened, role=Role(role), name=name, language=language)
        uow.audit.append(operators_entry(now, "invite", after=opened.code, code=role))
        uow.commit()
    return issued, expires


def people(store: Store, now: datetime) -> Iterator[tuple[str, ...]]:
    """Everybody in the Network: desk, name, number, roles, language, accounts by platform or that there is none."""
    with store.begin(read_only=True) as uow:
        directory = uow.directory
    for person in sorted(directory.people, key=lambda person: (person.desk, person.name)):
        actor = directory.member(person.id, now)
        roles = ", ".join(role for role in Role if actor and role in actor.roles) or "no role today"
        accounts = sorted({link.account.platform for link in directory.links if link.person == person.id})
        yield person.desk, person.name, str(person.id), roles, person.language, ", ".join(accounts) or "not joined"


@dataclass(frozen=True, slots=True)
class Dismissed:
    """Whose roles end: from which day, by the date at their desk, and whether that leaves nobody there who acts."""

    person: Person
    day: date
    today: bool
    empty: bool


def dismiss(store: Store, now: datetime, *, person: int, on: str) -> Dismissed:
    """End all roles of anybody, on a day at their desk (today where none is given). Raises `ConfigError`."""
    with store.begin() as uow:
        found = _person(uow.directory, person)
        today = uow.directory.today(found.desk, now)
        day = _day(on, today)
        held = not_over(uow.directory, found, today)
        if not held:
            raise ConfigError(f"--person: {person} ({found.name}, {found.desk}) has no role that could end")
        empty = end_roles(uow, found, day, now, by=None)
        tell_of_roles(uow, found, now, but=None)
        roles = " ".join(sorted({tenure.role for tenure in held}))
        reference = f"person {found.id}"
        uow.audit.append(operators_entry(now, "dismiss", reference=reference, before=roles, code=day.isoformat()))
        uow.commit()
    return Dismissed(found, day, day <= today, empty)


def unlink(store: Store, now: datetime, *, person: int, platform: str) -> tuple[Person, int, int]:
    """Take somebody's accounts on a platform away; the person, how many went, how many stay. Raises `ConfigError`."""
    with store.begin() as uow:
        found = _person(uow.directory, person)
        own = [link for link in uow.directory.links if link.person == person]
        going = [link for link in own if link.account.platform == platform.strip().lower()]
        if not going:
            there = ", ".join(sorted({link.account.platform for link in own})) or "none"
            raise ConfigError(f"--platform: person {person} has no account on {show(platform)}; there are: {there}")
        for link in going:
            uow.members.unlink(link.account)
            uow.conversations.drop(link.account)
        before = going[0].account.platform
        uow.audit.append(operators_entry(now, "unlink", reference=f"person {person}", before=before))
        uow.commit()
    return found, len(going), len(own) - len(going)


@dataclass(frozen=True, slots=True)
class DeskState:
    """A desk that was closed or opened: its code, whether that changed anything, who is there, what is open there."""

    code: str
    changed: bool
    people: int
    sent: int
    received: int


def set_desk(store: Store, now: datetime, *, code: str, active: bool) -> DeskState:
    """Close a desk, or open it again. Raises `ConfigError` for one that does not exist."""
    with store.begin() as uow:
        desks = {desk.code.upper(): desk for desk in uow.directory.desks}
        desk = desks.get(code.strip().upper())
        if desk is None:
            raise ConfigError(f"CODE: {show(code)} is no desk; there are: {', '.join(sorted(desks))}")
        if desk.active != active:
            uow.members.save_desk(replace(desk, active=active))
            state = "open" if active else "closed"
            uow.audit.append(operators_entry(now, "desk", before=desk.code, after=state))
        people = sum(
            bool(not_over(uow.directory, person, uow.directory.today(desk.code, now)))
            for person in uow.directory.people_at(desk.code)
        )
        sent, received = (_count(uow, box, desk.code, now) for box in (Box.SENT, Box.RECEIVED))
        uow.commit()
    return DeskState(desk.code, desk.active != active, people, sent, received)


def _person(directory: Directory, number: int) -> Person:
    found = directory.person(number)
    if found is None:
        raise ConfigError(f"--person: {number} is nobody's number; liaison-bot people lists them")
    return found


def _day(on: str, today: date) -> date:
    try:
        day = date.fromisoformat(on.strip()) if on else today
    except ValueError:
        raise ConfigError(f"--on: {show(on)} is no day; write it as {today}") from None
    if not today <= day <= today + AHEAD:
        raise ConfigError(f"--on: {day} will not do; a day from {today} to {today + AHEAD} at their desk will")
    return day


def _count(uow: UnitOfWork, box: Box, desk: str, now: datetime) -> int:
    """How many referrals stand in one of a desk's lists."""
    count = 0
    while page := uow.referrals.page(box, desk, now, skip=count, most=_PAGE):
        count += len(page)
    return count
