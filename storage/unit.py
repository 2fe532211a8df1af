"""One transaction."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from threading import Lock, get_ident
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine

from liaison_bot.records.directory import Directory
from liaison_bot.store import (
    Audit,
    Conversations,
    Inbox,
    Invitations,
    Members,
    Outbox,
    Referrals,
    Sealer,
)
from liaison_bot.store_time import Beats, Chases, Digests, Retention, Told
from storage.audit import KnownEnd, SqlAudit
from storage.beats import SqlBeats
from storage.chases import SqlChases
from storage.conversations import SqlConversations
from storage.digests import SqlDigests
from storage.directory import load, version
from storage.engine import BEGIN_AS_READER, BEGIN_AS_WRITER, OpenedFile
from storage.inbox import SqlInbox
from storage.invitations import SqlInvitations
from storage.members import SqlMembers
from storage.outbox import SqlOutbox
from storage.referrals import SqlReferrals
from storage.retention import SqlRetention
from storage.told import SqlTold
from storage.transaction import Transaction

_REFUSE_CHANGES, _ALLOW_CHANGES = "PRAGMA query_only = ON", "PRAGMA query_only = OFF"
_READ_ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


class OneAtATime:
    """The queue for SQLite, which has one writer: threads wait here, in a queue, and not by asking again and again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._owner: int | None = None

    def __enter__(self) -> None:
        if self._owner == get_ident():
            raise RuntimeError("this thread has a unit of work under way already: it would wait for itself for ever")
        self._lock.acquire()
        self._owner = get_ident()

    def __exit__(self, *_: object) -> None:
        self._owner = None
        self._lock.release()


@dataclass(slots=True)
class Shared:
    """What the units of work of one store share. The directory is only ever a committed one."""

    engine: Engine
    sealer: Sealer
    queue: AbstractContextManager[None]
    file: OpenedFile
    directory: Directory | None = None
    audit_end: KnownEnd = field(default_factory=KnownEnd)
    _keeping: Lock = field(default_factory=Lock)

    def keep(self, found: Directory, *, only_if_newer: bool) -> None:
        """Keep a directory for whoever asks next. One of an older moment may not replace one that is newer."""
        with self._keeping:
            if not only_if_newer or self.directory is None or found.version > self.directory.version:
                self.directory = found


class SqlUnitOfWork:
    """A transaction from entering to leaving; only `commit` makes it last, and nothing can be asked after it."""

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

    def __init__(self, shared: Shared, *, read_only: bool = False) -> None:
        self._shared = shared
        self._only_reads = read_only
        self._queue = nullcontext() if read_only else shared.queue
        self._directory: Directory | None = None
        self._changed_network = False
        self._given_back = False

    def __enter__(self) -> Self:
        self._queue.__enter__()
        try:
            transaction = self._begin()
        except BaseException:
            self._queue.__exit__(None, None, None)
            raise
        self._transaction = transaction
        self._audit = SqlAudit(transaction, self._shared.audit_end)
        self.inbox = SqlInbox(transaction)
        self.members = SqlMembers(transaction, self._forget_directory)
        self.invitations = SqlInvitations(transaction)
        self.referrals = SqlReferrals(transaction)
        self.audit = self._audit
        self.outbox = SqlOutbox(transaction)
        self.conversations = SqlConversations(transaction)
        self.chases = SqlChases(transaction)
        self.retention = SqlRetention(transaction)
        self.told = SqlTold(transaction)
        self.digests = SqlDigests(transaction)
        self.beats = SqlBeats(transaction)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._let_go()  # and what was not committed is undone
        finally:
            self._queue.__exit__(kind, raised, trace)

    @property
    def directory(self) -> Directory:
        """The Network as this transaction sees it, its own changes included."""
        if self._directory is None:
            self._directory = self._read_directory()
        return self._directory

    def commit(self) -> None:
        """Make everything lasting, at once."""
        self._transaction.check_may_change()
        self._audit.write()
        self._transaction.finish()
        self._connection.commit()
        self._audit.committed()
        self._let_go()

    def _begin(self) -> Transaction:
        self._shared.file.check()
        engine = self._shared.engine
        self._connection = engine.raw_connection()
        try:
            cursor, aside = self._connection.cursor(), self._connection.cursor()
            for statement in self._beginning():
                cursor.execute(statement)
            self._shared.file.check()  # a connection that was opened just now may have met another file of that name
        except BaseException:
            self._connection.close()
            raise
        return Transaction(cursor, aside, self._together, engine.dialect, self._shared.sealer, self._only_reads)

    def _beginning(self) -> tuple[str, ...]:
        """How a transaction begins. PostgreSQL's driver begins a usual one by itself, with its first statement."""
        if self._shared.engine.dialect.name == "sqlite":
            return (_REFUSE_CHANGES, BEGIN_AS_READER) if self._only_reads else (BEGIN_AS_WRITER,)
        return (_READ_ONE_MOMENT,) if self._only_reads else ()

    def _together(self) -> AbstractContextManager[object]:
        """Where statements are sent without waiting for each other's outcome. SQLite has nowhere to send them."""
        if self._shared.engine.dialect.name == "sqlite":
            return nullcontext()
        driver: Any = self._connection.driver_connection
        pipeline: AbstractContextManager[object] = driver.pipeline()
        return pipeline

    def _let_go(self) -> None:
        """Give the connection back, once. The cursors are closed first: nothing may reach it through them later.

        Once given back, it is somebody else's, or closed: nothing of it is touched again.
        """
        if self._given_back:
            return
        self._given_back = True
        try:
            if self._only_reads and self._shared.engine.dialect.name == "sqlite":
                self._transaction.cursor.execute(
                    _ALLOW_CHANGES
                )  # it stays with the connection, for whoever has it next
        except BaseException:
            self._connection.invalidate()
            raise
        self._transaction.cursor.close()
        self._transaction.aside.close()
        self._connection.close()

    def _read_directory(self) -> Directory:
        if self._changed_network:
            return load(self._transaction)
        kept = self._shared.directory
        if kept is None or kept.version != version(self._transaction):
            kept = load(self._transaction)
            self._shared.keep(kept, only_if_newer=self._only_reads)
        return kept

    def _forget_directory(self) -> None:
        self._changed_network = True
        self._directory = None
