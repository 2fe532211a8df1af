"""Encryption of what lies in the database: AES-256-GCM under a key that is not in the database.

A key ring is a file of named keys, each 32 random bytes in base64, one of them current. What is sealed carries the name
of its key, so keys can be rotated: a new one becomes current, everything is sealed again, and the one before stays in
the ring until the next rotation, for what a bot that was still running sealed with it in the meantime.

No error ever shows a key, nor what could be one.
"""

import base64
import binascii
import contextlib
import fcntl
import os
import re
import secrets
import stat
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from liaison_bot.errors import ConfigError, VaultError

KEY_BYTES = 32
_NONCE_BYTES = 12  # NIST SP 800-38D: 96 bits, random, never twice under a key
_TAG_BYTES = 16
_LONGEST_NAME = 32
_NAME = re.compile(f"[A-Za-z0-9_-]{{1,{_LONGEST_NAME}}}")
"""A key's name. A key itself, which is 44 characters long, never passes for one, and so is never shown as one."""
_NUMBERED = re.compile(r"k([0-9]{1,9})")
_SHAPE = (
    f'a key ring has `current = "name"` and a table [keys] with that name and {KEY_BYTES} bytes in base64; '
    f"a name has 1 to {_LONGEST_NAME} letters and digits"
)


class Vault:
    """A key ring in use."""

    def __init__(self, current: str, keys: Mapping[str, bytes]) -> None:
        if not all(_NAME.fullmatch(name) for name in (current, *keys)):
            raise VaultError(_SHAPE)
        if current not in keys:
            raise VaultError(f"the current key is “{current}”, but the key ring has only: {', '.join(sorted(keys))}")
        for name, key in keys.items():
            if len(key) != KEY_BYTES:
                raise VaultError(f"key “{name}” is {len(key)} bytes long; a key has {KEY_BYTES}")
        self.current = current
        self._ciphers = {name: AESGCM(key) for name, key in keys.items()}

    @property
    def names(self) -> frozenset[str]:
        """The names of all keys that can open."""
        return frozenset(self._ciphers)

    def seal(self, clear: bytes, about: str) -> bytes:
        """Encrypt under the current key, bound to what it is about."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        name = self.current.encode()
        return bytes([len(name)]) + name + nonce + self._ciphers[self.current].encrypt(nonce, clear, _bound_to(about))

    def unseal(self, sealed: bytes, about: str) -> bytes:
        """Decrypt. Raises `VaultError` when the key is missing, wrong, or what was sealed was changed or moved."""
        name, rest = _cut(sealed)
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise VaultError(f"something was sealed with key “{name}”, which is not in the key ring")
        try:
            return cipher.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], _bound_to(about))
        except InvalidTag:
            raise VaultError(
                f"key “{name}” does not open what was sealed with it: another key, or altered data"
            ) from None

    def sealed_with(self, sealed: bytes) -> str:
        """The name of the key this was sealed with. Raises `VaultError` for what nothing was ever sealed as."""
        return _cut(sealed)[0]


@dataclass(frozen=True, slots=True)
class KeyRing:
    """A key ring as it is kept. `replaces`: a rotation away from this key is under way and is to be finished."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)
    replaces: str = ""

    def vault(self) -> Vault:
        """The ring in use. Raises `VaultError`."""
        return Vault(self.current, self.keys)

    def rotating(self) -> "KeyRing":
        """The ring with a new current key and every key it had; a rotation that was cut short goes on with its own."""
        if self.replaces:
            return self
        last = max((int(found[1]) for name in self.keys if (found := _NUMBERED.fullmatch(name))), default=0)
        name = f"k{last + 1}"  # above all others: the name of a key that was dropped never comes back
        return KeyRing(name, {**self.keys, name: secrets.token_bytes(KEY_BYTES)}, replaces=self.current)

    def rotated(self) -> "KeyRing":
        """The ring after a rotation: the current key and the one before. Nothing is sealed with any other."""
        kept = {name: key for name, key in self.keys.items() if name in {self.current, self.replaces}}
        return KeyRing(self.current, kept)

    def text(self) -> str:
        """The ring as it stands in its file."""
        under_way = [
            "# A rotation is under way or was cut short; `liaison-bot rotate` finishes it.",
            f'replaces = "{self.replaces}"',
        ]
        lines = [
            "# The keys to what liaison-bot encrypts in its database. Keep a copy apart from the database's backups:",
            "# without it, the contents of referrals cannot be read by anyone.",
            f'current = "{self.current}"',
            *(under_way if self.replaces else ()),
            "",
            "[keys]",
            *(f'{name} = "{base64.b64encode(key).decode()}"' for name, key in self.keys.items()),
        ]
        return "\n".join(lines) + "\n"


def new_ring() -> KeyRing:
    """Make a key ring with one new key."""
    return KeyRing("k1", {"k1": secrets.token_bytes(KEY_BYTES)})


def read_ring(text: str, source: str) -> KeyRing:
    """Read a key ring: TOML with `current` and a table `keys`. Raises `VaultError`, which names the source."""
    told = _read_toml(text, source)
    keys, current, replaces = told.get("keys"), told.get("current"), told.get("replaces", "")
    if not isinstance(keys, dict) or not isinstance(current, str) or not isinstance(replaces, str) or not keys:
        raise VaultError(f"{source}: {_SHAPE}")
    try:
        ring = KeyRing(current, {name: base64.b64decode(key, validate=True) for name, key in keys.items()}, replaces)
    except (binascii.Error, TypeError, ValueError):
        raise VaultError(f"{source}: every key is {KEY_BYTES} bytes in base64") from None
    try:
        ring.vault()
    except VaultError as wrong:
        raise VaultError(f"{source}: {wrong}") from None
    if replaces and (replaces not in keys or replaces == current):
        raise VaultError(f"{source}: `replaces` names a key of the ring that is not the current one")
    return ring


def read_keys(text: str, source: str) -> Vault:
    """Read a key ring to use it. Raises `VaultError`, which names the source."""
    return read_ring(text, source).vault()


def write_keys(path: Path, text: str) -> None:
    """Write a key ring that only its owner can read, whole or not at all. Raises `OSError`; replaces nothing."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _make_lasting(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def replace_keys(path: Path, text: str) -> None:
    """Put a new key ring in the place of an old one, at once: a crash leaves the one or the other, whole.

    When it returns, the new one is on the disk, and may be used to seal. Owner and group stay, and that the group may
    read it if it could: a rotation by root must not lock the bot out. Raises `OSError`.
    """
    place = path.resolve()  # a link stays a link
    former = place.stat()
    fresh = place.with_name(f"{place.name}.new")
    fresh.unlink(missing_ok=True)
    write_keys(fresh, text)
    try:
        with contextlib.suppress(PermissionError):  # only root may give a file away; its own it need not
            os.chown(fresh, former.st_uid, former.st_gid)
        fresh.chmod(0o600 | former.st_mode & stat.S_IRGRP)
        fresh.replace(place)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    _make_lasting(place.parent)


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold off whoever else wants to change this key ring. Raises `ConfigError` when somebody is at it already."""
    folder = os.open(path.resolve().parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConfigError(f"{path}: the keys are being rotated at this moment; wait for that to end") from None
        yield
    finally:
        os.close(folder)


def _cut(sealed: bytes) -> tuple[str, bytes]:
    """The name of the key, and nonce and secret. A database holds what somebody put there: not even bytes, perhaps."""
    try:
        raw = bytes(memoryview(sealed))
        end = 1 + raw[0]
        name, rest = raw[1:end].decode("ascii"), raw[end:]
    except (TypeError, IndexError, ValueError):
        name, rest = "", b""
    if not _NAME.fullmatch(name) or len(rest) < _NONCE_BYTES + _TAG_BYTES:
        raise VaultError("something that was sealed is damaged: it does not even name its key")
    return name, rest


def _bound_to(about: str) -> bytes:
    return about.encode("utf-8", "surrogatepass")


def _read_toml(text: str, source: str) -> dict[str, Any]:
    """Read TOML. Its errors may quote the text, so only the line's number is taken from them."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        line = str(wrong).partition("(at line ")[2].partition(",")[0]
        where = f": line {line} is not TOML" if line.isdecimal() else ", or not all of it"
        raise VaultError(f"{source}: not a key ring{where}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits; lists in lists without end
        raise VaultError(f"{source}: not a key ring") from None


def _make_lasting(folder: Path) -> None:
    """Bring to the disk what a folder holds: until then, a power cut may bring back the former file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
