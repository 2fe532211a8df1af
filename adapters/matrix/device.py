"""The bot's device: signed in once, kept in the store's folder, and the same for ever after.

Token, device id and keys belong together. A device whose keys are lost cannot be given new ones: others would go on
writing to the old. So the start is refused wherever they disagree, with what to do.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Final

from adapters.matrix.homeserver import Homeserver, RefusedError, SignedOutError, patiently
from adapters.matrix.keys.files import write_private
from adapters.matrix.settings import MatrixSettings

_DEVICE: Final = "device.json"
_LOCK: Final = "lock"
_NAME: Final = "liaison-bot"


class MatrixStartError(OSError):
    """The bot cannot start on Matrix. What is wrong, and what to do, is for the operator."""

    def __init__(self, told: str) -> None:
        super().__init__(None, told)


class StoreInUseError(MatrixStartError):
    """Another process has the store."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device of the bot's account. `pickle_key` encrypts its keys on the disk; `fingerprint` is its public key."""

    user_id: str
    device_id: str
    token: str = field(repr=False)
    pickle_key: str = field(repr=False)
    fingerprint: str = ""


@contextmanager
def own_store(folder: Path) -> Iterator[None]:
    """Make the store's folder, closed to others, and keep it from a second process. Raises `MatrixStartError`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as wrong:
        raise MatrixStartError(f"matrix.store: {folder}: cannot be used: {wrong.strerror}") from None
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            told = f"matrix.store: {folder}: another liaison-bot is using it; end that one first"
            raise StoreInUseError(told) from None
        yield
    finally:
        os.close(lock)


async def signed_in(server: Homeserver, settings: MatrixSettings) -> Device:
    """The bot's device, signed in: as it is kept, or for the first time. Raises `MatrixStartError`."""
    kept = read_device(settings.store)
    if kept is None:
        device = await _first(server, settings)
        save_device(settings.store, device)
    else:
        device = kept
        await _check(server, settings, device)
    server.token = device.token
    return device


def read_device(store: Path) -> Device | None:
    """The device that is kept in a store. Raises `MatrixStartError` for one that cannot be read."""
    path = store / _DEVICE
    try:
        return Device(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):
        told = f"{path}: cannot be read; put it back from the backup of the whole folder"
        raise MatrixStartError(told) from None


def save_device(store: Path, device: Device) -> None:
    """Keep the device, readable by its owner alone; a crash leaves the old file or the new one."""
    write_private(store / _DEVICE, json.dumps(asdict(device)).encode())


async def _first(server: Homeserver, settings: MatrixSettings) -> Device:
    """Sign in, or take over a device that was made elsewhere and has no keys yet."""
    if settings.access_token:
        told = await _who(server, settings.access_token, "matrix.access_token: the homeserver does not know it")
        told = {**told, "access_token": settings.access_token}
        if told.get("device_id") != settings.device_id:
            raise MatrixStartError(
                "matrix.device_id: the access token belongs to another device; set the one it came with"
            )
    elif settings.password:
        login = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": settings.user_id},
            "password": settings.password,
            "initial_device_display_name": _NAME,
        } | ({"device_id": settings.device_id} if settings.device_id else {})
        try:
            told = await patiently(lambda: server.post("login", body=login))
        except RefusedError as no:
            wrong = f"matrix.password: the homeserver does not let {settings.user_id} in ({no.code})"
            raise MatrixStartError(wrong) from None
    else:
        raise MatrixStartError(
            "matrix.password is missing: it is needed for the first start, or access_token and device_id"
        )
    user = str(told.get("user_id"))
    if user != settings.user_id:
        raise MatrixStartError(f"matrix.user_id: the homeserver calls this account {user}, not {settings.user_id}")
    return Device(user, str(told.get("device_id")), str(told.get("access_token")), token_urlsafe(32))


async def _check(server: Homeserver, settings: MatrixSettings, device: Device) -> None:
    where = settings.store / _DEVICE
    anew = f"To begin with a new device, move {settings.store} away and set the password"
    if device.user_id != settings.user_id:
        raise MatrixStartError(f"matrix.user_id: {where} is of {device.user_id}; set that, or name another store")
    if settings.device_id and settings.device_id != device.device_id:
        raise MatrixStartError(f"matrix.device_id: {where} is of device {device.device_id}; set that. {anew}")
    told = await _who(server, device.token, f"{where}: the homeserver does not know this device any more. {anew}")
    if (told.get("user_id"), told.get("device_id")) != (device.user_id, device.device_id):
        raise MatrixStartError(f"{where}: the token belongs to another account or device. {anew}")


async def _who(server: Homeserver, token: str, unknown: str) -> dict[str, Any]:
    server.token = token
    try:
        told: dict[str, Any] = await patiently(lambda: server.get("account", "whoami"))
    except SignedOutError:
        raise MatrixStartError(unknown) from None
    except RefusedError as no:
        raise MatrixStartError(f"matrix: the homeserver refuses the bot's account: {no}") from None
    return told
