"""What the adapter itself has to remember: how far it has read, where it speaks with whom, what its numbers mean.

One small SQLite file in the store's folder. Everything is on the disk when a method returns. It holds ids and the words
of commands, never what somebody typed.
"""

import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from adapters.matrix.choices import pack, unpack
from adapters.matrix.told import TABLE, Told
from liaison_bot.chat import Button

_TABLES: Final = """
create table if not exists mark (name text primary key, value text not null) without rowid;
create table if not exists direct (person text primary key, room text not null) without rowid;
create table if not exists choice (event text primary key, choices text not null, at integer not null) without rowid;
create table if not exists newest (room text primary key, event text not null) without rowid;
create table if not exists card (
    room text, card text, event text not null, title text not null, primary key (room, card)
) without rowid;
create table if not exists sent (key text primary key, event text not null, at integer not null) without rowid;
create table if not exists meant (event text primary key, meaning text not null, at integer not null) without rowid;
create table if not exists successor (room text primary key, predecessor text not null) without rowid;
"""
_CHECKPOINT: Final = "checkpoint"
_KEPT_SECONDS: Final = {"choice": 180 * 86400, "sent": 30 * 86400, "meant": 30 * 86400}
"""How long what only grows is kept: longer than a redelivery can come, or an old card be of use."""


class State:
    """The file, open. It belongs to one process and one thread."""

    def __init__(self, path: Path) -> None:
        path.touch(0o600)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")
        self._db.executescript(_TABLES + TABLE)
        self.told = Told(self._db)
        self._newest: dict[str, str] = dict(self._db.execute("select room, event from newest").fetchall())

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    @property
    def checkpoint(self) -> str:
        """The position in the server's stream before which everything is handled; empty before the first start."""
        return self._one("select value from mark where name = ?", _CHECKPOINT)

    def save_checkpoint(self, position: str) -> None:
        """Everything before this position is handled."""
        self._db.execute("replace into mark values (?, ?)", (_CHECKPOINT, position))

    def direct(self, person: str) -> str:
        """The room in which the bot speaks with somebody alone; empty where there is none."""
        return self._one("select room from direct where person = ?", person)

    def directs(self) -> dict[str, str]:
        """Every such room, by person."""
        return dict(self._db.execute("select person, room from direct").fetchall())

    def save_direct(self, person: str, room: str) -> None:
        """From now on the bot speaks with somebody in this room."""
        self._db.execute("replace into direct values (?, ?)", (person, room))

    def forget_room(self, room: str) -> bool:
        """The bot is out of a room; whether something stands there that is still to be taken back one day.

        That stays noted: the bot may be invited again, and what it cannot take back then must be told of.
        """
        with self._together():
            for table in ("direct", "newest", "card"):
                self._db.execute(f"delete from {table} where room = ?", (room,))  # noqa: S608 - names from above
        self._newest.pop(room, None)
        return self.told.stands_in(room)

    def forget(self, events: Collection[str]) -> None:
        """Messages are not there any more: they show no card, and nothing can be chosen under them."""
        with self._together():
            for event in events:
                for table in ("newest", "card", "choice"):
                    self._db.execute(f"delete from {table} where event = ?", (event,))  # noqa: S608 - from above
        self._newest = {room: event for room, event in self._newest.items() if event not in events}

    def move_room(self, old: str, new: str) -> None:
        """A room goes on as another."""
        self._db.execute("update or replace direct set room = ? where room = ?", (new, old))

    def newest(self, room: str) -> str:
        """The bot's newest message in a room, if something can be chosen under it; or empty."""
        return self._newest.get(room, "")

    def is_newest(self, room: str, event: str) -> bool:
        """Tell whether this is the bot's newest message in a room, and something can be chosen under it."""
        return self._newest.get(room) == event

    def choices(self, event: str) -> tuple[Button, ...]:
        """What can be chosen under one of the bot's messages."""
        packed = self._one("select choices from choice where event = ?", event) if event else ""
        return unpack(packed) if packed else ()

    def said(self, room: str, event: str, choices: tuple[Button, ...], *, also: str = "") -> None:
        """Keep what the bot's newest message in a room offers. `also` is an edited card that now offers the same."""
        if not choices and not also and room not in self._newest:
            return  # most answers: there is nothing to offer, and nothing older that they would end
        with self._together():
            if choices:
                self._db.execute("replace into newest values (?, ?)", (room, event))
                for each in (event, also) if also else (event,):
                    self._db.execute("replace into choice values (?, ?, ?)", (each, pack(choices), _now()))
            else:
                self._db.execute("delete from newest where room = ?", (room,))
                self._db.execute("delete from choice where event = ?", (also,))
        if choices:
            self._newest[room] = event
        else:
            self._newest.pop(room, None)

    def withdraw(self, event: str) -> None:
        """Nothing can be chosen under this message any more."""
        self._db.execute("delete from choice where event = ?", (event,))

    def card(self, room: str, card: str) -> tuple[str, str]:
        """The message that shows a card in a room, and its title; empty where there is none."""
        found = self._db.execute("select event, title from card where room = ? and card = ?", (room, card)).fetchone()
        return found or ("", "")

    def save_card(self, room: str, card: str, event: str, title: str) -> None:
        """This message shows the card from now on."""
        self._db.execute("replace into card values (?, ?, ?, ?)", (room, card, event, title))

    def sent(self, key: str) -> bool:
        """Tell whether something was said under this key."""
        return bool(self._one("select event from sent where key = ?", key))

    def save_sent(self, key: str, event: str) -> None:
        """Something was said under this key."""
        self._db.execute("insert or ignore into sent values (?, ?, ?)", (key, event, _now()))

    def meaning(self, event: str) -> str | None:
        """What was made of a number when it was first read."""
        found = self._db.execute("select meaning from meant where event = ?", (event,)).fetchone()
        return str(found[0]) if found else None

    def save_meaning(self, event: str, meaning: str) -> None:
        """Keep what is made of a number, before anything comes of it."""
        self._db.execute("insert or ignore into meant values (?, ?, ?)", (event, meaning, _now()))

    def predecessor(self, room: str) -> str:
        """The room that this one continues, where the bot has still to follow it; or empty."""
        return self._one("select predecessor from successor where room = ?", room)

    def save_successor(self, room: str, predecessor: str) -> None:
        """A room has ended, and the bot has to follow it to this one."""
        self._db.execute("replace into successor values (?, ?)", (room, predecessor))

    def followed(self, room: str) -> None:
        """The bot has followed a room to this one."""
        self._db.execute("delete from successor where room = ?", (room,))

    def tidy(self) -> None:
        """Drop what can be of no use any more."""
        with self._together():
            for table, seconds in _KEPT_SECONDS.items():
                self._db.execute(f"delete from {table} where at < ?", (_now() - seconds,))  # noqa: S608 - from above
            self.told.tidy(_now())

    def _one(self, query: str, value: str) -> str:
        found = self._db.execute(query, (value,)).fetchone()
        return str(found[0]) if found else ""

    @contextmanager
    def _together(self) -> Iterator[None]:
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")


def _now() -> int:
    return int(time.time())
