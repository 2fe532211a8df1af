"""Signed JSON, as Matrix signs it: Ed25519 over the canonical form, without `signatures` and `unsigned`."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Json = dict[str, Any]

_NOT_SIGNED: Final = ("signatures", "unsigned")
_ALGORITHM: Final = "ed25519"


def unpadded(data: bytes) -> str:
    """Base64 without padding, as Matrix writes keys and signatures."""
    return b64encode(data).decode().rstrip("=")


def from_base64(text: str) -> bytes:
    """Read Base64, padded or not. Raises `ValueError` for anything else."""
    bare = text.rstrip("=")
    return b64decode(bare + "=" * (-len(bare) % 4), validate=True)


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one spelling of a JSON object that is signed and hashed. Raises `ValueError` for what has none."""
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return written.encode()


def key_id(name: str) -> str:
    """What a signing key is called: a device's by the device's id, an identity's by its own public part."""
    return f"{_ALGORITHM}:{name}"


class SigningKey:
    """A private Ed25519 key. It never shows itself but in `seed`."""

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.seed = unpadded(seed)
        self.public = unpadded(self._private.public_key().public_bytes_raw())

    @classmethod
    def new(cls) -> "SigningKey":
        """Make a key."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    def sign(self, content: Mapping[str, Any]) -> str:
        """Sign an object."""
        return unpadded(self._private.sign(_signed_part(content)))


def with_signature(content: Mapping[str, Any], user: str, key: str, signature: str) -> Json:
    """The object with nobody's signature but this one; what the server keeps of others' stays as it is."""
    return {name: part for name, part in content.items() if name not in _NOT_SIGNED} | {
        "signatures": {user: {key: signature}}
    }


def is_signed(content: Mapping[str, Any], user: str, name: str, public: str) -> bool:
    """Tell whether an object has a good signature of this user by the key of this name. Never raises."""
    try:
        signature = from_base64(content["signatures"][user][key_id(name)])
        Ed25519PublicKey.from_public_bytes(from_base64(public)).verify(signature, _signed_part(content))
    except (InvalidSignature, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return False
    return True


def _signed_part(content: Mapping[str, Any]) -> bytes:
    return canonical({name: part for name, part in content.items() if name not in _NOT_SIGNED})
