"""Which of the bot's events tell of what, by which they are found again when that is to be taken back.

One table of the adapter's file. What an event tells of is noted before it is said, under its transaction, and the id
that the server gives it afterwards; where a crash comes between, the same transaction, or the stream, tells it later.
Edits are not noted: the server lists those of each event. A row stays until the core has asked for it, as it does one
day, and it was dealt with, whether the bot is still in its room or not. Nothing goes by age, but what surely nobody has
seen, and what the core asked for and does not any more.
"""

import sqlite3
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from liaison_bot.chat import Account, Telling, Where

TABLE: Final = """
create table if not exists told (
    cause text not null, room text not null, about text not null, person text not null, part integer not null,
    at real not null, event text not null default '', done integer not null default 0,
    asked integer not null default 0, primary key (cause, room)
) without rowid;
create index if not exists told_about on told (about);
create index if not exists told_event on told (event);
create index if not exists told_room on told (room);
"""
"""To the server, a transaction is one of its room: what is said again in another is another event."""
_KEPT_SECONDS: Final = 30 * 86400


@dataclass(frozen=True, slots=True)
class Tells:
    """What an event tells of (`Message.about`), and who was told; nobody's name where it was said to a whole room.

    `part`: it belongs to a message that is an event of its own, as a picture does.
    """

    about: str = ""
    person: str = ""
    part: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that was said, or was about to be: its `event` is empty where the server has not told that it was.

    `part`: it belongs to another message. `done`: it was taken back, and is still to be counted.
    """

    cause: str
    room: str
    event: str
    part: bool
    done: bool


class Told:
    """The table. It belongs to whoever opened the file."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def begin(self, cause: str, room: str, tells: Tells, now: datetime) -> None:
        """Something is about to be said under this transaction; where that is known, nothing changes."""
        values = (cause, tells.about, room, tells.person, tells.part, now.timestamp())
        self._db.execute(
            "insert or ignore into told (cause, about, room, person, part, at) values (?, ?, ?, ?, ?, ?)", values
        )

    def end(self, cause: str, room: str, event: str) -> None:
        """It was said, as this event."""
        self._db.execute("update told set event = ? where cause = ? and room = ? and event = ''", (event, cause, room))

    def undo(self, cause: str, room: str) -> None:
        """It was not taken."""
        self._db.execute("delete from told where cause = ? and room = ? and event = ''", (cause, room))

    def about(self, event: str) -> str:
        """What an event tells of; empty where that is nothing, or was taken back."""
        query = "select about from told where event = ? and not done"
        found = self._db.execute(query, (event,)).fetchone() if event else None
        return str(found[0]) if found else ""

    def stands_in(self, room: str) -> bool:
        """Tell whether something stands in a room that is still to be taken back one day."""
        found = self._db.execute("select 1 from told where room = ? and event != '' and not done limit 1", (room,))
        return found.fetchone() is not None

    def adopt_cards(self, rooms: Collection[str], person: str, telling: Telling) -> None:
        """Note cards of these rooms that were said before this table was; when that was is not known, so it counts."""
        query = "select room, event from card where card = ? and event not in (select event from told)"
        for room, event in self._db.execute(query, (telling.about,)).fetchall():
            if room in rooms:
                self.begin(event, room, Tells(telling.about, person), telling.since)
                self.end(event, room, event)

    def find(self, to: Account | Where, telling: Telling) -> list[Noted]:
        """What was told there between two moments, which is asked for now."""
        there, place = ("person = ?", to.user) if isinstance(to, Account) else ("room = ?", to.id)
        query = (
            f"update told set asked = ? where {there} and about = ? and at between ? and ? "  # noqa: S608 - from above
            "returning cause, room, event, part, done"
        )
        between = telling.since.timestamp(), telling.until.timestamp()
        found = self._db.execute(query, (int(time.time()), place, telling.about, *between)).fetchall()
        return [Noted(cause, room, event, bool(part), bool(done)) for cause, room, event, part, done in found]

    def done(self, one: Noted) -> None:
        """It was taken back."""
        self._db.execute("update told set done = 1 where cause = ? and room = ?", (one.cause, one.room))

    def drop(self, one: Noted) -> None:
        """It is not there any more, or will never be taken back."""
        self._db.execute("delete from told where cause = ? and room = ?", (one.cause, one.room))

    def settle(self, noted: Iterable[Noted]) -> int:
        """Forget what was taken back; how many messages that was."""
        query, count = "delete from told where cause = ? and room = ? and done returning part", 0
        for one in noted:
            count += sum(not part for (part,) in self._db.execute(query, (one.cause, one.room)).fetchall())
        return count

    def tidy(self, now: int) -> None:
        """Drop what never was said as far as is known, and what the core has given up.

        What it has not given up it asks for several times a day while the bot runs: that a month has passed is told by
        what it did ask for since, so a bot that was off for long forgets nothing.
        """
        self._db.execute("delete from told where event = '' and at < ?", (now - _KEPT_SECONDS,))
        given_up = "asked > 0 and asked < (select max(asked) from told) - ?"
        self._db.execute(f"delete from told where {given_up}", (_KEPT_SECONDS,))  # noqa: S608 - from above
