"""What an operator does at the machine with the Network's people and desks. Each act is in the trail, as nobody's."""

from collections.abc import Iterator
from datetime import datetime

from liaison_bot.commands.command import Services
from liaison_bot.errors import ConfigError
from liaison_bot.network.invitations import LONGEST_NAME, issue_invitation, name_problem, open_desk
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.network import ROLES_OF, Role
from liaison_bot.store import Store
from liaison_bot.toml_file import show


def operators_entry(now: datetime, command: str, *, after: str = "", code: str = "") -> AuditEntry:
    """A line of the trail about what was done at the machine, where nobody's account is known."""
    return AuditEntry(
        at=now,
        person=None,
        desk="",
        roles="",
        command=f"operator-{command}",
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
    with store.begin() as uow:
        directory = uow.directory
    for person in sorted(directory.people, key=lambda person: (person.desk, person.name)):
        actor = directory.member(person.id, now)
        roles = ", ".join(role for role in Role if actor and role in actor.roles) or "no role today"
        accounts = sorted({link.account.platform for link in directory.links if link.person == person.id})
        yield person.desk, person.name, str(person.id), roles, person.language, ", ".join(accounts) or "not joined"
