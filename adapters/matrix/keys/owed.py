"""Keys that are owed: to what was said while somebody's homeserver was away, so that they can read it once it is back.

Kept on the disk, encrypted like the device's own keys: a partner's server may be away longer than the bot runs. What is
owed is the key as it stood when they were first missed: it opens what was said from then on, and nothing before.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from nio.crypto import OutboundGroupSession
from nio.store import SqliteStore

_KEPT_SECONDS: Final = 30 * 86400
"""Whoever was away for longer has to be told anew."""
_TABLE: Final = """
create table if not exists owed (
    session text, user text, device text, room text not null, pickle text not null, at integer not null,
    primary key (session, user, device)
) without rowid
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """The key to a room's messages that somebody's device is owed; all their devices where none is named."""

    session: str
    user: str
    device: str
    room: str
    key: str = field(repr=False)


class OwedKeys:
    """All that is owed, in a table beside the device's keys."""

    def __init__(self, files: SqliteStore, pickle_key: str) -> None:
        self._db = files.database
        self._pickle_key = pickle_key
        self._db.execute_sql(_TABLE)
        self._db.execute_sql("delete from owed where at < ?", (int(time.time()) - _KEPT_SECONDS,))
        self._owed: dict[tuple[str, str, str], Owed] = {}
        for session, user, device, room, pickle in self._db.execute_sql(
            "select session, user, device, room, pickle from owed"
        ):
            self._owed[session, user, device] = Owed(session, user, device, room, self._key(pickle))

    @property
    def users(self) -> frozenset[str]:
        """Everybody who is owed something."""
        return frozenset(owed.user for owed in self._owed.values())

    def of(self, user: str) -> tuple[Owed, ...]:
        """What somebody is owed."""
        return tuple(owed for owed in self._owed.values() if owed.user == user)

    def key(self, session: str, user: str, device: str) -> str:
        """The key to a session that a device is owed; empty where it is owed none, and has to have the one of now."""
        owed = self._owed.get((session, user, device)) or self._owed.get((session, user, ""))
        return owed.key if owed else ""

    def add(self, room: str, session: Any, missed: Iterable[tuple[str, str]]) -> None:
        """These people or devices could not be given the key to what is said now. Missed before, they are owed more."""
        new = [(user, device) for user, device in missed if (session.id, user, device) not in self._owed]
        if not new:
            return
        pickle = session.pickle(self._pickle_key).decode("ascii")
        with self._db.atomic():
            for user, device in new:
                values = (session.id, user, device, room, pickle, int(time.time()))
                self._db.execute_sql("insert into owed values (?, ?, ?, ?, ?, ?)", values)
        for user, device in new:
            self._owed[session.id, user, device] = Owed(session.id, user, device, room, session.session_key)

    def settled(self, owed: Owed, still: Iterable[str] = ()) -> None:
        """This is owed no longer; or, of all of somebody's devices, by these alone."""
        which = (owed.session, owed.user, owed.device)
        left = [replace(owed, device=device) for device in still]
        if owed in left:
            return
        with self._db.atomic():
            for each in left:
                self._db.execute_sql(
                    "insert or ignore into owed select session, user, ?, room, pickle, at from owed"
                    " where session = ? and user = ? and device = ?",
                    (each.device, *which),
                )
            self._db.execute_sql("delete from owed where session = ? and user = ? and device = ?", which)
        self._owed |= {(each.session, each.user, each.device): each for each in left}
        self._owed.pop(which, None)

    def gone(self, room: str, present: frozenset[str]) -> None:
        """Who is no longer in a room is owed nothing that was said there."""
        for owed in [owed for owed in self._owed.values() if owed.room == room and owed.user not in present]:
            self.settled(owed)

    def _key(self, pickle: str) -> str:
        session = OutboundGroupSession.from_pickle(pickle.encode("ascii"), self._pickle_key)
        told: str = session.session_key
        return told
