"""What was acknowledged and is not handled yet: kept on the disk, so that a bot that is killed goes on with it.

Slack delivers a command or a press once, and an event no more once it is acknowledged; and it has to be acknowledged
before anything is done. So it is written down first. What people typed is in it: it is sealed with a key made from the
bot's token, and deleted as soon as it is handled.
"""

import hashlib
import json
import logging
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

log = logging.getLogger(__name__)

_NONCE: Final = 12
_TABLE: Final = "create table if not exists taken (number integer primary key, at real not null, sealed blob not null)"


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that was acknowledged: its number in the journal, when, and its payload."""

    number: int
    at: float
    payload: Mapping[str, Any]


class Journal:
    """The journal of one bot. Without a file it is kept in memory, and ends with the program."""

    def __init__(self, file: Path | None, secret: str) -> None:
        self._cipher = AESGCM(hashlib.sha256(f"journal {secret}".encode()).digest())
        if file:
            with suppress(FileExistsError):
                os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        self._database = sqlite3.connect(file or ":memory:", isolation_level=None)
        self._handled: set[int] = set()
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")
        self._database.execute("pragma secure_delete = on")
        self._database.execute(_TABLE)
        # from here on, who else holds the file is not waited for: nobody could be answered meanwhile
        self._database.execute("pragma busy_timeout = 0")

    def keep(self, payload: Mapping[str, Any], at: float) -> int:
        """Write something down; its number."""
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, json.dumps(payload).encode(), None)
        found = self._database.execute("insert into taken (at, sealed) values (?, ?)", (at, sealed))
        return int(found.lastrowid or 0)

    def done(self, number: int) -> None:
        """It is handled. Zero was never written down. What cannot be deleted now is deleted with the next."""
        if number:
            self._handled.add(number)
        for each in tuple(self._handled):
            try:
                self._database.execute("delete from taken where number = ?", (each,))
            except sqlite3.Error as wrong:
                log.warning("the journal cannot be written: %s", type(wrong).__name__)
                return
            self._handled.discard(each)

    def left(self) -> Iterator[Taken]:
        """What an earlier run did not come to, in its order. What another token sealed is nobody's any more."""
        for number, at, sealed in self._database.execute(
            "select number, at, sealed from taken order by number"
        ).fetchall():
            try:
                opened = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
            except InvalidTag:
                self.done(number)
            else:
                yield Taken(number, at, json.loads(opened))

    def close(self) -> None:
        """Let the file go."""
        self.done(0)
        self._database.close()
