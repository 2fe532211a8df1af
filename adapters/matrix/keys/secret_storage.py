"""Secrets under the recovery key, as the specification keeps them: `m.secret_storage.v1.aes-hmac-sha2`.

The same form is used on the server, where an operator can open it with Element, and in the store's folder.
"""

import hmac
import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.matrix.homeserver import Homeserver, RefusedError, patiently
from adapters.matrix.keys.signing import Json, from_base64, unpadded

ALGORITHM: Final = "m.secret_storage.v1.aes-hmac-sha2"
DEFAULT_KEY: Final = "m.secret_storage.default_key"
_KEY: Final = "m.secret_storage.key."
_PREFIX: Final = b"\x8b\x01"
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 16
_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_GROUP: Final = 4
_NOTHING: Final = bytes(32)
_MISSING: Final = 404


class WrongRecoveryKeyError(ValueError):
    """A recovery key that is mistyped, or not the one that something was encrypted with. Holds nothing of it."""


class RecoveryKey:
    """What opens the secrets: 32 random bytes, written in base 58 in groups of four."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def new(cls) -> "RecoveryKey":
        """Make a key."""
        return cls(secrets.token_bytes(_KEY_BYTES))

    @classmethod
    def parse(cls, written: str) -> "RecoveryKey":
        """Read a key as people keep it; spaces do not matter. Raises `WrongRecoveryKeyError`."""
        number = 0
        for letter in "".join(written.split()):
            digit = _ALPHABET.find(letter)
            if digit < 0:
                raise WrongRecoveryKeyError("it holds a character that no recovery key has")
            number = number * len(_ALPHABET) + digit
        size = len(_PREFIX) + _KEY_BYTES + 1
        if number >= 1 << 8 * size:
            raise WrongRecoveryKeyError("it is too long")
        whole = number.to_bytes(size)
        if not whole.startswith(_PREFIX):
            raise WrongRecoveryKeyError("it is too short, or no recovery key")
        if _parity(whole):
            raise WrongRecoveryKeyError("it is mistyped: its check does not fit")
        return cls(whole[len(_PREFIX) : -1])

    @property
    def written(self) -> str:
        """The key as people keep it."""
        body = _PREFIX + self._key
        number = int.from_bytes(body + bytes([_parity(body)]))
        letters = ""
        while number:
            number, digit = divmod(number, len(_ALPHABET))
            letters = _ALPHABET[digit] + letters
        return " ".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))

    def encrypt(self, name: str, secret: bytes) -> Json:
        """Encrypt a secret under its name."""
        nonce = bytearray(secrets.token_bytes(_NONCE_BYTES))
        nonce[8] &= 0x7F  # bit 63: implementations differ in how they count beyond it
        return self._encrypt(name, secret, bytes(nonce))

    def decrypt(self, name: str, sealed: Mapping[str, Any]) -> bytes:
        """Decrypt a secret. Raises `WrongRecoveryKeyError` for another key's, another name's, or an altered one."""
        stream, proof = self._keys(name)
        try:
            nonce, body, mac = (from_base64(sealed[part]) for part in ("iv", "ciphertext", "mac"))
            fits = len(nonce) == _NONCE_BYTES and hmac.compare_digest(hmac.digest(proof, body, sha256), mac)
        except (KeyError, TypeError, ValueError, AttributeError):
            fits, nonce, body = False, b"", b""
        if not fits:
            raise WrongRecoveryKeyError("it does not open what is kept")
        return _stream(stream, nonce, body)

    def description(self) -> Json:
        """What the server keeps about the key, so that a client can tell a wrong one."""
        check = self.encrypt("", _NOTHING)
        return {"algorithm": ALGORITHM, "iv": check["iv"], "mac": check["mac"]}

    def fits(self, description: Mapping[str, Any]) -> bool:
        """Tell whether a description is of this key. Some older ones cannot tell; they fit any."""
        if description.get("algorithm") != ALGORITHM:
            return False
        if "iv" not in description or "mac" not in description:
            return True
        try:
            check = self._encrypt("", _NOTHING, from_base64(description["iv"]))
            return hmac.compare_digest(from_base64(check["mac"]), from_base64(description["mac"]))
        except (TypeError, ValueError, AttributeError):
            return False

    def _encrypt(self, name: str, secret: bytes, nonce: bytes) -> Json:
        stream, proof = self._keys(name)
        body = _stream(stream, nonce, secret)
        mac = hmac.digest(proof, body, sha256)
        return {"iv": unpadded(nonce), "ciphertext": unpadded(body), "mac": unpadded(mac)}

    def _keys(self, name: str) -> tuple[bytes, bytes]:
        both = HKDF(algorithm=SHA256(), length=2 * _KEY_BYTES, salt=_NOTHING, info=name.encode()).derive(self._key)
        return both[:_KEY_BYTES], both[_KEY_BYTES:]


class SecretStorage:
    """The secrets that the server keeps for an account."""

    def __init__(self, server: Homeserver, user: str) -> None:
        self._server = server
        self._user = user

    async def default_key(self) -> tuple[str, Json] | None:
        """The key that clients encrypt with now: its id and description; None where secrets were never kept."""
        name = (await self._read(DEFAULT_KEY)).get("key")
        description = await self._read(f"{_KEY}{name}") if isinstance(name, str) else {}
        return (name, description) if isinstance(name, str) and description else None

    async def read(self, names: tuple[str, ...], key_name: str, key: RecoveryKey) -> dict[str, bytes]:
        """Open those of the named secrets that are there. Raises `WrongRecoveryKeyError`."""
        found = {}
        for name in names:
            sealed = (await self._read(name)).get("encrypted")
            if isinstance(sealed, dict) and key_name in sealed:
                found[name] = key.decrypt(name, sealed[key_name])
        return found

    async def keep(self, found: Mapping[str, bytes], key_name: str, key: RecoveryKey) -> None:
        """Keep secrets under a key that is there already."""
        for name, secret in found.items():
            await self._write(name, {"encrypted": {key_name: key.encrypt(name, secret)}})

    async def begin(self, key: RecoveryKey) -> str:
        """Describe a new key and make it the default; its id. Last of all, so that half of it is nothing."""
        name = secrets.token_urlsafe(24)
        await self._write(f"{_KEY}{name}", key.description())
        await self._write(DEFAULT_KEY, {"key": name})
        return name

    async def _read(self, kind: str) -> Json:
        try:
            found: Json = await patiently(lambda: self._server.get("user", self._user, "account_data", kind))
        except RefusedError as no:
            if no.status == _MISSING:
                return {}
            raise
        return found

    async def _write(self, kind: str, content: Json) -> None:
        await patiently(lambda: self._server.put("user", self._user, "account_data", kind, body=content))


def _parity(data: bytes) -> int:
    parity = 0
    for byte in data:
        parity ^= byte
    return parity


def _stream(key: bytes, nonce: bytes, data: bytes) -> bytes:
    """AES-CTR, which is its own reverse."""
    working = Cipher(algorithms.AES(key), modes.CTR(nonce)).encryptor()
    return working.update(data) + working.finalize()
