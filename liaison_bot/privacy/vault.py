"""Encryption of what lies in the database: AES-256-GCM under a key that is not in the database.

A key ring is a file of named keys, each 32 random bytes in base64, one of them current. What is sealed carries the name
of its key, so keys can be rotated: a new one becomes current, everything is sealed again, the old one is removed.
"""

import base64
import binascii
import os
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from liaison_bot.errors import VaultError

KEY_BYTES = 32
_NONCE_BYTES = 12  # NIST SP 800-38D: 96 bits, random, never twice under a key


class Vault:
    """A key ring in use."""

    def __init__(self, current: str, keys: Mapping[str, bytes]) -> None:
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
        return bytes([len(name)]) + name + nonce + self._ciphers[self.current].encrypt(nonce, clear, about.encode())

    def unseal(self, sealed: bytes, about: str) -> bytes:
        """Decrypt. Raises `VaultError` when the key is missing, wrong, or what was sealed was changed or moved."""
        name = self.sealed_with(sealed)
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise VaultError(f"something was sealed with key “{name}”, which is not in the key ring")
        start = 1 + len(name.encode())
        nonce, secret = sealed[start : start + _NONCE_BYTES], sealed[start + _NONCE_BYTES :]
        try:
            return cipher.decrypt(nonce, secret, about.encode())
        except InvalidTag:
            raise VaultError(
                f"key “{name}” does not open what was sealed with it: another key, or altered data"
            ) from None

    def sealed_with(self, sealed: bytes) -> str:
        """The name of the key this was sealed with."""
        return sealed[1 : 1 + sealed[0]].decode() if sealed else ""


def read_keys(text: str, source: str) -> Vault:
    """Read a key ring: TOML with `current` and a table `keys`. No error ever shows a key."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise VaultError(f"{source}: not a key ring: line {_line(wrong)} is not TOML") from None
    keys, current = told.get("keys"), told.get("current")
    if not isinstance(keys, dict) or not isinstance(current, str) or not keys:
        raise VaultError(f'{source}: a key ring has `current = "name"` and a table [keys] with that name in it')
    try:
        return Vault(current, {name: base64.b64decode(key, validate=True) for name, key in keys.items()})
    except (binascii.Error, TypeError, ValueError):
        raise VaultError(f"{source}: every key is {KEY_BYTES} bytes in base64") from None
    except VaultError as wrong:
        raise VaultError(f"{source}: {wrong}") from None


def new_keys(name: str, others: Mapping[str, str] | None = None) -> str:
    """Make a key ring's text with a new current key, keeping others (name to base64)."""
    fresh = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    lines = [
        "# The keys to what liaison-bot encrypts in its database. Keep a copy apart from the database's backups:",
        "# without it, the contents of referrals cannot be read by anyone.",
        f'current = "{name}"',
        "",
        "[keys]",
        *(f'{other} = "{key}"' for other, key in (others or {}).items()),
        f'{name} = "{fresh}"',
    ]
    return "\n".join(lines) + "\n"


def write_keys(path: Path, text: str) -> None:
    """Write a key ring that only its owner can read, whole or not at all. An existing one must be moved away first."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def replace_keys(path: Path, text: str) -> None:
    """Put a new key ring in the place of an old one, at once: a crash leaves the one or the other, whole."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    write_keys(fresh, text)
    fresh.replace(path)


def only_current(text: str) -> str:
    """The same key ring with its current key alone."""
    told = tomllib.loads(text)
    others = [f'{name} = "{key}"' for name, key in told["keys"].items() if name != told["current"]]
    return "".join(line for line in text.splitlines(keepends=True) if line.strip() not in others)


def _line(wrong: tomllib.TOMLDecodeError) -> str:
    """Where a TOML error is; its message may quote the text, so only the number is taken from it."""
    words = str(wrong).partition("line ")[2]
    return words.partition(",")[0] or "?"
