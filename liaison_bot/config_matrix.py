"""The table [matrix] of the operator's settings: as it is written, and as it is used."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NewType

from liaison_bot.secret import Secret
from liaison_bot.strict import Kind, path_text, whole_number

Trusted = Literal["all", "cross-signed", "verified"]
SECRETS = {
    "password": "LIAISON_MATRIX_PASSWORD",
    "access_token": "LIAISON_MATRIX_ACCESS_TOKEN",
    "recovery_key": "LIAISON_MATRIX_RECOVERY_KEY",
}
"""The keys that hold a secret, each with the variable that counts before it."""

_SERVER = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?"
_HOMESERVER = re.compile(
    rf"https://{_SERVER}(?:/[!-~]*)?|http://(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{{1,5}})?/?"
)
_USER = re.compile(rf"@[!-9;-~]+:{_SERVER}")
_NAME = re.compile(_SERVER)

_Homeserver = NewType("_Homeserver", str)
_User = NewType("_User", str)
_Server = NewType("_Server", str)
_Inviter = NewType("_Inviter", str)
_Secret = NewType("_Secret", str)
_File = NewType("_File", str)
_Rooms = NewType("_Rooms", int)
_Hours = NewType("_Hours", int)


def is_account(told: str) -> bool:
    """Tell whether this is a whole account, such as `@ana:ministry.example`."""
    return bool(_USER.fullmatch(told))


KINDS = (
    Kind(
        _Homeserver,
        str,
        "an address that begins with https://, or http:// on this computer alone",
        lambda told: bool(_HOMESERVER.fullmatch(told)),
    ),
    Kind(_User, str, "a whole account such as @liaison:ministry.example", is_account),
    Kind(_Server, str, "the name of a homeserver, such as ministry.example", lambda told: bool(_NAME.fullmatch(told))),
    Kind(
        _Inviter,
        str,
        "an account such as @ana:ministry.example, or the name of a homeserver",
        lambda told: bool(_USER.fullmatch(told) or _NAME.fullmatch(told)),
    ),
    Kind(_Secret, str, "a text that is not empty", lambda told: bool(told.strip()), secret=True),
    path_text(_File),
    whole_number(_Rooms, 1, 10_000),
    whole_number(_Hours, 1, 168),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The bot's account on a homeserver, and whom it follows there. `store` is an absolute path."""

    homeserver: str
    user_id: str
    password: Secret
    access_token: Secret
    recovery_key: Secret
    device_id: str
    store: Path
    inviters: frozenset[str]
    servers: frozenset[str]
    most_rooms: int
    trust: Trusted
    oldest_command_hours: int


@dataclass(frozen=True, kw_only=True)
class MatrixTable:
    """The table as it is written."""

    homeserver: _Homeserver | None = None
    user_id: _User | None = None
    password: _Secret | None = field(default=None, repr=False)
    password_file: _File | None = None
    access_token: _Secret | None = field(default=None, repr=False)
    access_token_file: _File | None = None
    device_id: str = ""
    recovery_key: _Secret | None = field(default=None, repr=False)
    recovery_key_file: _File | None = None
    store: _File = _File("matrix")
    inviters: tuple[_Inviter, ...] = ()
    servers: tuple[_Server, ...] = ()
    most_rooms: _Rooms = _Rooms(200)
    trust: Trusted = "cross-signed"
    oldest_command_hours: _Hours = _Hours(6)
