"""The Network: its desks, the people at them, the roles they hold, and the accounts they use.

Roles are dated: each holds from a day up to, and not including, another. The Presidency Pro-Tempore is not a role that
somebody is given but follows from which country presides on a day (Decision 33 and 36: it changes every year).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from liaison_bot.chat.inbound import Account


class DeskKind(StrEnum):
    """Whose seat a desk is."""

    COUNTRY = "country"
    SECRETARIAT = "secretariat"
    ORGANISATION = "organisation"


class Role(StrEnum):
    """What somebody is at their desk."""

    TITULAR = "titular"
    ALTERNATE = "alternate"
    SUPERVISOR = "supervisor"
    SECRETARIAT = "secretariat"
    PARTNER = "partner"
    CIVIL_SOCIETY = "civil-society"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    PRESIDENCY = "presidency"
    """Held by the titular and alternates of the presiding country, never stored."""


OFFICERS = frozenset({Role.TITULAR, Role.ALTERNATE})
"""Liaison officers: those who act on referrals for a country."""
CASE_ROLES = OFFICERS | {Role.PARTNER}
"""Who may act on the referrals of their own desk."""
COORDINATORS = frozenset({Role.SECRETARIAT, Role.PRESIDENCY})
"""Who sees references and counts of the whole Network, and never a case's content."""
ROLES_OF: dict[DeskKind, frozenset[Role]] = {
    DeskKind.COUNTRY: OFFICERS | {Role.SUPERVISOR, Role.AUDITOR},
    DeskKind.SECRETARIAT: frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR, Role.AUDITOR}),
    DeskKind.ORGANISATION: frozenset({Role.PARTNER, Role.CIVIL_SOCIETY}),
}
"""The roles that can be held at each kind of desk."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A country's or an organisation's seat. Recipients are desks; people are members of desks.

    `code` is the ISO 3166 code of a country, or the organisation's short name. `file_channel` is a code of the list of
    secure channels by which this desk receives files, empty while unknown. `always_told`: its officers get their digest
    also when nothing is pending, and it says so.
    """

    code: str
    kind: DeskKind
    zone: str
    language: str
    file_channel: str = ""
    active: bool = True
    always_told: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a desk. `language` is a catalogue's code, `zone` an IANA time zone."""

    id: int
    desk: str
    name: str
    language: str
    zone: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """A role held by a person from a day (included) until another (excluded; None: open)."""

    person: int
    role: Role
    starts: date
    ends: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the role is held on this day."""
        return self.starts <= day and (self.ends is None or day < self.ends)

    def lasts_beyond(self, day: date) -> bool:
        """Tell whether the role is held on some day after this one."""
        return self.ends is None or self.ends > max(self.starts, day + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from a day to another, both included, in their own time zone."""

    person: int
    starts: date
    ends: date

    def covers(self, day: date) -> bool:
        """Tell whether the person is away on this day."""
        return self.starts <= day <= self.ends


@dataclass(frozen=True, slots=True)
class Term:
    """The Presidency Pro-Tempore of a country, from a day until the next term starts."""

    desk: str
    starts: date


@dataclass(frozen=True, slots=True)
class Link:
    """An account that is a person's, confirmed by a code issued to them."""

    account: Account
    person: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time code, kept only as its hash.

    With `person`, it links one more account to somebody who is here already; without, it makes a new member.
    """

    code_hash: str
    desk: str
    role: Role
    name: str
    language: str
    expires: datetime
    issued_by: int | None = None
    person: int | None = None


class RoomClass(StrEnum):
    """What a place is for, and so what may be said in it, from the most to the least."""

    DIRECT = "direct"
    DESK = "desk"
    NETWORK = "network"
    SHARED = "shared"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Room:
    """A room a coordinator approved, with its class and its language. `desk` is set for a desk's own room.

    `guarded`: who types there what the guard would refuse is told so, though they did not speak to the bot.
    """

    platform: str
    id: str
    kind: RoomClass
    language: str
    desk: str = ""
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """A known person who asks for something now, with the roles they hold today."""

    person: Person
    desk: Desk
    roles: frozenset[Role]
    covers_titular: bool = False
    """An alternate whose desk's titular is away, or has none: may do what only a titular may."""

    def is_any(self, roles: Iterable[Role]) -> bool:
        """Tell whether at least one of these roles is held."""
        return not self.roles.isdisjoint(roles)

    @property
    def acts_as_titular(self) -> bool:
        """Tell whether this person may authorise what is reserved to the titular (domain: consent override)."""
        return Role.TITULAR in self.roles or self.covers_titular
