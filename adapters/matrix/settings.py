"""What the Matrix adapter is told by the operator."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from liaison_bot.chat import Account

PLATFORM: Final = "matrix"


class Trust(StrEnum):
    """Which of somebody's devices are written to in encrypted rooms, and listened to."""

    ALL = "all"
    CROSS_SIGNED = "cross-signed"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixSettings:
    """How the bot is on its homeserver.

    It signs in once, with `password`, or else takes over `access_token` and `device_id`. `store` is the folder that
    holds what must stay together: token, device, keys, and how far the bot has read. `inviters` are user ids and names
    of servers whose people may invite it. `servers` are those of the operator's own organisation: a room with people
    of another is open to outsiders. A command older than `oldest_command` is not carried out. A message that cannot be
    decrypted waits for its key as long as `key_wait`.
    """

    homeserver: str
    user_id: str
    store: Path
    password: str = field(default="", repr=False)
    access_token: str = field(default="", repr=False)
    device_id: str = ""
    recovery_key: str = field(default="", repr=False)
    inviters: frozenset[str] = frozenset()
    servers: frozenset[str] = frozenset()
    most_rooms: int = 200
    trust: Trust = Trust.CROSS_SIGNED
    oldest_command: timedelta = timedelta(hours=6)
    key_wait: timedelta = timedelta(seconds=10)

    @property
    def own_servers(self) -> frozenset[str]:
        """The servers whose people are the organisation's own; without any named, the bot's."""
        return self.servers or frozenset({server_of(self.user_id)})

    def may_invite(self, user: str) -> bool:
        """Tell whether the bot follows an invitation from this person; without any named, from its own servers."""
        allowed = self.inviters or self.own_servers
        return user in allowed or server_of(user) in allowed


def server_of(user_id: str) -> str:
    """The homeserver that an account is on: `@ana:ministry.example` is on `ministry.example`."""
    return user_id.partition(":")[2]


def account_of(user_id: str) -> Account:
    """Somebody's account as the core knows it: the team is the server that the user id names."""
    return Account(PLATFORM, server_of(user_id), user_id)
