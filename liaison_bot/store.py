"""The storage port: what the core asks of a database, and no more.

One unit of work is one transaction, used by one thread. Leaving it without `commit` undoes everything. Writers are
serialised where they meet (a referral that is locked, the audit trail's end), so two officers who press at once are
answered one after the other, each seeing what the other did. One that only reads sees one moment, and neither waits for
a writer nor keeps one waiting.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from liaison_bot.chat.conversations import Conversation
from liaison_bot.chat.inbound import Account, Where
from liaison_bot.chat.messages import Reply
from liaison_bot.records.audit import AuditEntry, ChainedEntry
from liaison_bot.records.digests import DigestWish
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import Absence, Desk, Invitation, Link, Person, Room, Tenure, Term
from liaison_bot.records.outbox import Leased, Parcel
from liaison_bot.records.referrals import Box, Referral, Step
from liaison_bot.store_time import Beats, Chases, Digests, Retention, Told


class Sealer(Protocol):
    """Encrypts what lies in the database. `about` is bound to it: a value moved to another row does not open."""

    @property
    def current(self) -> str:
        """The name of the key that seals."""
        ...

    @property
    def names(self) -> frozenset[str]:
        """The names of all keys that can open."""
        ...

    def seal(self, clear: bytes, about: str) -> bytes:
        """Encrypt under the current key."""
        ...

    def unseal(self, sealed: bytes, about: str) -> bytes:
        """Decrypt. Raises `VaultError` when the key is missing or what was sealed was changed."""
        ...

    def sealed_with(self, sealed: bytes) -> str:
        """The name of the key this was sealed with."""
        ...


class Inbox(Protocol):
    """The events that were handled, so that each is handled once."""

    def first(self, platform: str, event: str, at: datetime) -> bool:
        """Note an event; False when it is noted already. The first statement of each transaction."""
        ...

    def answer(self, platform: str, event: str) -> Reply:
        """What was answered to an event that is noted already."""
        ...

    def keep_answer(self, platform: str, event: str, reply: Reply, about: str = "") -> None:
        """Keep what is answered, sealed, for when the event comes again, and which referral it tells of."""
        ...

    def forget_answers(self, abouts: Iterable[str]) -> None:
        """Drop what was answered about these: an event that comes again is answered with nothing."""
        ...

    def forget(self, before: datetime) -> int:
        """Drop the events noted before then; how many."""
        ...


class Members(Protocol):
    """Changes to the Network. Each one makes the directory's version grow."""

    def save_desk(self, desk: Desk) -> None:
        """Add a desk, or change it."""
        ...

    def add_person(self, desk: str, name: str, language: str, zone: str) -> Person:
        """Add somebody and give them a number."""
        ...

    def save_person(self, person: Person) -> None:
        """Change somebody's name, language, zone or desk."""
        ...

    def add_tenure(self, tenure: Tenure) -> None:
        """Give a role from a day on. The same role from the same day again replaces its end."""
        ...

    def add_absence(self, absence: Absence) -> None:
        """Note that somebody is away."""
        ...

    def drop_absences(self, person: int, from_day: date) -> None:
        """Somebody is back: absences that start on this day or later go, and one that covers it ends the day before."""
        ...

    def add_term(self, term: Term) -> None:
        """Note from when a country presides. A second term with the same first day replaces the first."""
        ...

    def link(self, link: Link) -> None:
        """Give an account to a person, taking it from whoever had it."""
        ...

    def unlink(self, account: Account) -> None:
        """Take an account from its person."""
        ...

    def save_room(self, room: Room) -> None:
        """Approve a room, or change its class or language."""
        ...

    def drop_room(self, where: Where) -> None:
        """Take a room's approval back; nothing happens where there is none."""
        ...

    def save_wish(self, wish: DigestWish) -> None:
        """Keep what was chosen for a person's or a room's digest; what was chosen before is replaced."""
        ...


class Invitations(Protocol):
    """One-time codes, and how often strangers tried one."""

    def add(self, invitation: Invitation) -> None:
        """Keep an invitation."""
        ...

    def take(self, code_hash: str, now: datetime) -> Invitation | None:
        """The invitation of this code, used up by this call; None when unknown, expired or used."""
        ...

    def open(self, now: datetime) -> tuple[Invitation, ...]:
        """Those that can still be used, the first to expire first."""
        ...

    def cancel(self, code_hash: str) -> None:
        """Let a code that was not used yet never work."""
        ...

    def tried(self, account: Account, at: datetime, since: datetime) -> int:
        """Note one try by an account; how many there have been since, this one included."""
        ...

    def forget(self, over_before: datetime, tried_before: datetime) -> int:
        """Drop invitations used or run out before one moment, and tries before another; how many."""
        ...


class Referrals(Protocol):
    """Referrals, with their content sealed, and their steps."""

    def add(self, referral: Referral) -> None:
        """Keep a new referral. Raises `ReferenceTaken` when the reference is in use."""
        ...

    def get(self, reference: str, *, for_change: bool = False) -> Referral | None:
        """A referral; with `for_change`, nobody else changes it before this unit of work ends."""
        ...

    def save(self, referral: Referral) -> None:
        """Keep a changed referral. Its version must be one more than the one kept, or `Stale` is raised."""
        ...

    def add_step(self, step: Step) -> None:
        """Add one entry to a referral's history."""
        ...

    def steps(self, reference: str) -> tuple[Step, ...]:
        """The whole history, in order."""
        ...

    def step(self, reference: str, number: int) -> Step | None:
        """One entry of the history."""
        ...

    def page(self, box: Box, desk: str, now: datetime, *, skip: int, most: int) -> tuple[Referral, ...]:
        """Some of the referrals in a desk's list.

        WAITING: the desk's turn, or the desk's turn with the file; by due date, those without one last.
        SENT / RECEIVED: not terminal (and for RECEIVED neither draft nor cancelled); newest change first.
        OVERDUE: sent or received by the desk, with `due` or `file_due` past; longest overdue first.
        CLOSED: sent or received by the desk and closed, rejected, withdrawn or (own only) cancelled; newest first.
        """
        ...


class Audit(Protocol):
    """The append-only trail."""

    def append(self, entry: AuditEntry) -> None:
        """Add an entry. It is chained to the one before when the unit of work commits."""
        ...

    def entries(self, after: int = 0) -> Iterator[ChainedEntry]:
        """Every entry with a number above `after`, in order, read piece by piece."""
        ...


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How the outbox stands: parcels that wait, since when the oldest, and those given up lately."""

    waiting: int
    oldest: datetime | None
    given_up: int


class Outbox(Protocol):
    """What is still to be said."""

    def put(self, parcels: Iterable[Parcel]) -> None:
        """Add parcels; one whose key is known already is not added again."""
        ...

    def lease(self, now: datetime, length: timedelta, most: int) -> tuple[Leased, ...]:
        """Take parcels that are due, oldest first, so that nobody else takes them for a while; the unhurried ones last.

        None is taken while an earlier one of the same line (the same person and `account`, or room) is leased or
        postponed. The unhurried ones are a line of their own.
        """
        ...

    def settle(self, parcel: int, now: datetime) -> None:
        """It was said."""
        ...

    def postpone(self, parcel: int, until: datetime, why: str, stumbled: datetime | None = None) -> None:
        """It could not be said now. With `stumbled`, for a reason of its own: those behind it do not wait for it."""
        ...

    def give_up(self, parcel: int, now: datetime, why: str) -> None:
        """It can never be said."""
        ...

    def forget(self, before: datetime) -> int:
        """Drop the parcels that were said, or given up, before then; how many. Their keys can be used again."""
        ...

    def state(self, given_up_since: datetime) -> OutboxState:
        """How the outbox stands; of those given up, how many since then."""
        ...

    def state_of(self, notice: str, given_up_since: datetime) -> OutboxState:
        """How it stands with the parcels of one notice."""
        ...

    def waiting_for(self) -> Mapping[int, int]:
        """How many parcels wait, by person; those for rooms apart."""
        ...


class Conversations(Protocol):
    """Forms under way, sealed: at most one per account is asked one question at a time; others were left half-way."""

    def get(self, account: Account) -> Conversation | None:
        """The one whose question is to be answered."""
        ...

    def of(self, account: Account, form: str) -> Conversation | None:
        """The one about this form, asked or left."""
        ...

    def keep(self, account: Account, conversation: Conversation, now: datetime) -> None:
        """Keep it, replacing an earlier one about the same form; one that asks, the one that asked before it too."""
        ...

    def drop(self, account: Account) -> None:
        """All are over."""
        ...

    def drop_form(self, account: Account, form: str) -> None:
        """The one about this form is over; others go on."""
        ...

    def forget(self, before: datetime) -> int:
        """Drop those that nobody has gone on with since; how many."""
        ...


class UnitOfWork(AbstractContextManager["UnitOfWork"], Protocol):
    """One transaction."""

    inbox: Inbox
    members: Members
    invitations: Invitations
    referrals: Referrals
    audit: Audit
    outbox: Outbox
    conversations: Conversations
    chases: Chases
    retention: Retention
    told: Told
    digests: Digests
    beats: Beats

    @property
    def directory(self) -> Directory:
        """The Network as this transaction sees it, its own changes included."""
        ...

    def commit(self) -> None:
        """Make everything lasting, at once."""
        ...


class Store(Protocol):
    """A database, ready for use."""

    def begin(self, *, read_only: bool = False) -> UnitOfWork:
        """Start a unit of work. Changing anything in one that only reads, or committing it, raises `OnlyReads`."""
        ...

    def check_keys(self) -> None:
        """Prove that every key the database was sealed with is here and right. Raises `VaultError`; changes nothing.

        On a database that was never sealed, the current key is noted instead.
        """
        ...

    def reseal(self, progress: Callable[[int, int], None]) -> int:
        """Seal everything under the current key again, and forget the other keys; how many values were resealed."""
        ...

    def purge(self) -> bool:
        """Write the database's files anew, without what was erased; False when it has to be done later.

        Nobody else gets a turn meanwhile: a second for some hundred thousand referrals.
        """
        ...

    def facts(self) -> Mapping[str, str]:
        """What `doctor` tells of the database: kind, version, schema revision, size. No address, no secret."""
        ...

    def close(self) -> None:
        """Let go of all connections."""
        ...


class Stale(Exception):  # noqa: N818 - says what the record is
    """Somebody else changed the record in between."""


class OnlyReads(Exception):  # noqa: N818 - says what is so
    """A unit of work that only reads was to change something: a bug in what began it."""


class ReferenceTaken(Exception):  # noqa: N818 - says what is so
    """A new referral's random reference is in use; make another."""
