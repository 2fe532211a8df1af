"""An identity: three keys that say which devices are somebody's own. The bot's, and what the server tells of others'.

The master key signs the self-signing key, which signs one's devices, and the user-signing key, which signs the master
keys of people one has verified.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from adapters.matrix.keys.signing import Json, SigningKey, from_base64, is_signed, key_id, with_signature

MASTER: Final = "m.cross_signing.master"
SELF_SIGNING: Final = "m.cross_signing.self_signing"
USER_SIGNING: Final = "m.cross_signing.user_signing"
SECRETS: Final = (MASTER, SELF_SIGNING, USER_SIGNING)
"""The private keys, by the names that the specification gives them in secret storage."""


@dataclass(frozen=True, slots=True)
class OwnIdentity:
    """The bot's identity, private keys included."""

    user: str
    master: SigningKey
    self_signing: SigningKey
    user_signing: SigningKey

    @classmethod
    def new(cls, user: str) -> "OwnIdentity":
        """Make one."""
        return cls(user, SigningKey.new(), SigningKey.new(), SigningKey.new())

    @classmethod
    def of(cls, user: str, secrets: Mapping[str, bytes]) -> "OwnIdentity":
        """The identity that was kept. Raises `ValueError` or `KeyError` where a key is missing or none."""
        return cls(user, *(SigningKey(from_base64(secrets[name].decode("ascii"))) for name in SECRETS))

    @property
    def secrets(self) -> dict[str, bytes]:
        """The private keys, to be encrypted and kept."""
        keys = (self.master, self.self_signing, self.user_signing)
        return {name: key.seed.encode() for name, key in zip(SECRETS, keys, strict=True)}

    @property
    def public(self) -> "Identity":
        """What others know of it."""
        return Identity(self.user, self.master.public, self.self_signing.public, self.user_signing.public)

    def upload(self, device: str, sign: Callable[[Json], str]) -> Json:
        """What `/keys/device_signing/upload` wants. `sign` is the device's: it vouches for the identity in return."""
        told: Json = {}
        for usage, key in self._by_usage():
            content: Json = {"user_id": self.user, "usage": [usage], "keys": {key_id(key.public): key.public}}
            if usage == "master":
                content = with_signature(content, self.user, key_id(device), sign(content))
            else:
                content = with_signature(content, self.user, key_id(self.master.public), self.master.sign(content))
            told[f"{usage}_key"] = content
        return told

    def sign_device(self, keys: Mapping[str, Any]) -> Json:
        """A device's description with the identity's signature. Whoever calls has made sure whose device it is."""
        key = self.self_signing
        return with_signature(keys, self.user, key_id(key.public), key.sign(keys))

    def sign_person(self, master: Mapping[str, Any]) -> Json:
        """Somebody's master key with the signature that says: verified."""
        key = self.user_signing
        return with_signature(master, self.user, key_id(key.public), key.sign(master))

    def _by_usage(self) -> tuple[tuple[str, SigningKey], ...]:
        return ("master", self.master), ("self_signing", self.self_signing), ("user_signing", self.user_signing)


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity's public keys, their signatures checked. A key that is not there, or not signed, is empty."""

    user: str
    master: str
    self_signing: str = ""
    user_signing: str = ""

    @classmethod
    def read(cls, answer: Mapping[str, Any], user: str) -> "Identity | None":
        """Somebody's identity in an answer to `/keys/query`; None where there is none."""
        master = _key(answer, "master", user)
        if not master:
            return None
        signed = {}
        for usage in ("self_signing", "user_signing"):
            content = _content(answer, usage, user)
            good = is_signed(content, user, master, master)
            signed[usage] = _key(answer, usage, user) if good else ""
        return cls(user, master, **signed)

    @property
    def fingerprint(self) -> str:
        """The master key in groups of four, to be compared by people."""
        return " ".join(self.master[at : at + 4] for at in range(0, len(self.master), 4))

    def owns(self, keys: Mapping[str, Any], device: str) -> bool:
        """Tell whether the identity signed this description of this device, and the device did too."""
        own = own_key(keys, self.user, device)
        return bool(
            self.self_signing
            and own
            and is_signed(keys, self.user, device, own)
            and is_signed(keys, self.user, self.self_signing, self.self_signing)
        )


def own_key(keys: Mapping[str, Any], user: str, device: str) -> str:
    """A device's signing key by its description; empty where that is of another device, or malformed."""
    try:
        own = keys["keys"][key_id(device)] if (keys["user_id"], keys["device_id"]) == (user, device) else ""
    except (KeyError, TypeError):
        return ""
    return own if isinstance(own, str) else ""


def master_key(answer: Mapping[str, Any], user: str) -> Json:
    """Somebody's master key as the server tells it, with all signatures on it; empty where there is none."""
    return _content(answer, "master", user)


def has_identity(answer: Mapping[str, Any], user: str) -> bool:
    """Tell whether the server names any identity of somebody, well-formed or not."""
    return bool((answer.get("master_keys") or {}).get(user) or (answer.get("self_signing_keys") or {}).get(user))


def _content(answer: Mapping[str, Any], usage: str, user: str) -> Json:
    content = (answer.get(f"{usage}_keys") or {}).get(user)
    return content if isinstance(content, dict) else {}


def _key(answer: Mapping[str, Any], usage: str, user: str) -> str:
    """The one key in a description that is of this user, for this use, and named by itself."""
    content = _content(answer, usage, user)
    keys, uses = content.get("keys"), content.get("usage")
    if content.get("user_id") != user or not isinstance(uses, list) or usage not in uses:
        return ""
    if not isinstance(keys, dict) or len(keys) != 1:
        return ""
    [(name, key)] = keys.items()
    return key if isinstance(key, str) and name == key_id(key) else ""
