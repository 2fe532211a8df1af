"""Matrix's signatures and emoji verification once more, from the specification and `cryptography` alone.

It shares no line with `adapters.matrix.keys`: where both agree, they agree on what is written there.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Json = dict[str, Any]


def text(data: bytes) -> str:
    return base64.b64encode(data).decode().replace("=", "")


def data(written: str) -> bytes:
    return base64.b64decode(written + "===")


def canonical(content: Mapping[str, Any]) -> bytes:
    bare = {key: value for key, value in content.items() if key not in {"signatures", "unsigned"}}
    return json.dumps(bare, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def public(key: Ed25519PrivateKey) -> str:
    return text(key.public_key().public_bytes_raw())


def sign(content: Json, user: str, name: str, key: Ed25519PrivateKey) -> Json:
    signatures = {**content.get("signatures", {})}
    signatures[user] = {**signatures.get(user, {}), f"ed25519:{name}": text(key.sign(canonical(content)))}
    return {**content, "signatures": signatures}


def check(content: Mapping[str, Any], user: str, name: str, key: str) -> None:
    """Raises `InvalidSignature`, or `KeyError` where there is none."""
    signature = data(content["signatures"][user][f"ed25519:{name}"])
    Ed25519PublicKey.from_public_bytes(data(key)).verify(signature, canonical(content))


def only_key(content: Mapping[str, Any]) -> str:
    [(name, key)] = content["keys"].items()
    assert name == f"ed25519:{key}"
    return str(key)


def check_identity(answer: Mapping[str, Any], user: str, *devices: str) -> str:
    """Check every signature that a whole identity with these signed devices has; the master key."""
    master, own, others = (answer[f"{usage}_keys"][user] for usage in ("master", "self_signing", "user_signing"))
    assert [each["usage"] for each in (master, own, others)] == [["master"], ["self_signing"], ["user_signing"]]
    assert {each["user_id"] for each in (master, own, others)} == {user}
    check(own, user, only_key(master), only_key(master))
    check(others, user, only_key(master), only_key(master))
    for device in devices:
        described = answer["device_keys"][user][device]
        key = described["keys"][f"ed25519:{device}"]
        assert (described["user_id"], described["device_id"]) == (user, device)
        check(described, user, device, key)
        check(described, user, only_key(own), only_key(own))
        check(master, user, device, key)
    return only_key(master)


class Keys:
    """Somebody's identity."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.master, self.own, self.others = (Ed25519PrivateKey.generate() for _ in range(3))

    def upload(self) -> Json:
        def described(usage: str, key: Ed25519PrivateKey) -> Json:
            content = {"user_id": self.user, "usage": [usage], "keys": {f"ed25519:{public(key)}": public(key)}}
            return sign(content, self.user, public(self.master), self.master)

        return {
            "master_key": described("master", self.master),
            "self_signing_key": described("self_signing", self.own),
            "user_signing_key": described("user_signing", self.others),
        }

    def sign_device(self, device: Json) -> Json:
        return sign({**device, "signatures": {}}, self.user, public(self.own), self.own)


class Comparison:
    """One side of `m.sas.v1`, without any order of events: only what is computed."""

    def __init__(self, me: tuple[str, str], them: tuple[str, str], flow: str) -> None:
        self.me, self.them, self.flow = me, them, flow
        self._key = X25519PrivateKey.generate()
        self.key = text(self._key.public_key().public_bytes_raw())
        self._shared = b""

    def meet(self, theirs: str) -> None:
        self._theirs = theirs
        self._shared = self._key.exchange(X25519PublicKey.from_public_bytes(data(theirs)))

    def derive(self, info: str, length: int) -> bytes:
        return HKDF(algorithm=SHA256(), length=length, salt=None, info=info.encode()).derive(self._shared)

    def numbers(self, *, began: bool) -> tuple[list[int], tuple[int, int, int]]:
        """The numbers of the seven emoji, and the three decimals."""
        mine, theirs = "|".join([*self.me, self.key]), "|".join([*self.them, self._theirs])
        first, second = (mine, theirs) if began else (theirs, mine)
        drawn = self.derive(f"MATRIX_KEY_VERIFICATION_SAS|{first}|{second}|{self.flow}", 6)
        bits = f"{int.from_bytes(drawn, 'big'):048b}"
        emoji = [int(bits[at : at + 6], 2) for at in range(0, 42, 6)]
        one, two, three = (int(bits[at : at + 13], 2) + 1000 for at in range(0, 39, 13))
        return emoji, (one, two, three)

    def mac(self, giver: tuple[str, str], taker: tuple[str, str], name: str, value: str) -> str:
        info = f"MATRIX_KEY_VERIFICATION_MAC{''.join(giver)}{''.join(taker)}{self.flow}{name}"
        return text(hmac.new(self.derive(info, 32), value.encode(), hashlib.sha256).digest())

    def give(self, keys: Mapping[str, str]) -> Json:
        """The content of `m.key.verification.mac`."""
        macs = {name: self.mac(self.me, self.them, name, key) for name, key in keys.items()}
        return {"mac": macs, "keys": self.mac(self.me, self.them, "KEY_IDS", ",".join(sorted(keys)))}

    def proves(self, content: Mapping[str, Any], keys: Mapping[str, str]) -> bool:
        """Whether the other side's proofs are of exactly these keys."""
        wanted = {name: self.mac(self.them, self.me, name, key) for name, key in keys.items()}
        names = self.mac(self.them, self.me, "KEY_IDS", ",".join(sorted(keys)))
        return bool(content["mac"] == wanted and content["keys"] == names)


def commitment(key: str, start: Mapping[str, Any]) -> str:
    whole = key + json.dumps(start, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text(hashlib.sha256(whole.encode()).digest())
