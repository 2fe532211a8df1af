"""Which devices are somebody's own, by the signatures on them rather than by the server's word.

Somebody who was once seen with an identity is never again taken for somebody without one: a server that leaves it out
gains nothing. A new identity in the place of an old one is taken, as clients do, and logged: people lose their keys.
Under `verified` it has to be verified anew.
"""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from nio.crypto import OlmDevice

from adapters.matrix.device import MatrixStartError
from adapters.matrix.keys.files import write_private
from adapters.matrix.keys.identity import Identity, has_identity, master_key, own_key
from adapters.matrix.keys.signing import is_signed
from adapters.matrix.settings import Trust

_SEEN: Final = "identities.json"
log = logging.getLogger(__name__)


class SignedDevices:
    """Tells which devices are written to and listened to: all, the cross-signed, or those of people verified.

    `own` is the bot's identity as it is kept in the store, not as the server tells it. Raises `MatrixStartError` where
    what the store remembers of others cannot be read.
    """

    def __init__(self, mode: Trust, store: Path, own: Identity | None) -> None:
        self._mode = mode
        self._own = own
        self._path = store / _SEEN
        self._seen: dict[str, str] = _read(self._path)
        self._signed: dict[str, dict[str, str]] = {}
        self._verified: set[str] = set()

    def learn(self, answer: Mapping[str, Any]) -> None:
        """Take in an answer to `/keys/query`. People whom it does not name stay as they were."""
        devices = answer.get("device_keys")
        before = dict(self._seen)
        for user, described in (devices if isinstance(devices, dict) else {}).items():
            self._learn(answer, user, described if isinstance(described, dict) else {})
        if self._seen != before:
            write_private(self._path, json.dumps(self._seen).encode())

    def trusts(self, device: OlmDevice) -> bool:
        """Tell whether this device is written to and listened to."""
        if device.deleted or device.blacklisted:
            return False
        if self._mode is Trust.ALL:
            return True
        if device.user_id in self._seen:
            good = self.is_cross_signed(device.user_id, device.device_id, device.ed25519)
            return good and (self._mode is Trust.CROSS_SIGNED or self.is_verified(device.user_id))
        return self._mode is Trust.CROSS_SIGNED or bool(device.verified)

    def may_compare(self, device: OlmDevice) -> bool:
        """Tell whether this device is written to for comparing emoji: verified it can only be afterwards."""
        if self._mode is not Trust.VERIFIED or device.deleted or device.blacklisted:
            return self.trusts(device)
        return device.user_id not in self._seen or self.is_cross_signed(
            device.user_id, device.device_id, device.ed25519
        )

    def is_cross_signed(self, user: str, device_id: str, key: str) -> bool:
        """Tell whether somebody's identity signed this device with this key."""
        return bool(key) and self._signed.get(user, {}).get(device_id) == key

    def is_verified(self, user: str) -> bool:
        """Tell whether the bot signed somebody's present identity after their emoji were compared; itself always."""
        return user in self._verified

    def _learn(self, answer: Mapping[str, Any], user: str, devices: Mapping[str, Any]) -> None:
        self._signed.pop(user, None)
        self._verified.discard(user)
        if not has_identity(answer, user):
            return
        identity = Identity.read(answer, user)
        known, told = self._seen.get(user), identity.master if identity else ""
        if known and told and known != told:
            log.warning("%s has a new cross-signing identity", user)
        self._seen[user] = told or known or ""
        own = self._own
        if identity is None or (own and user == own.user and identity.master != own.master):
            return
        self._signed[user] = {
            device: own_key(keys, user, device)
            for device, keys in devices.items()
            if isinstance(keys, dict) and identity.owns(keys, device)
        }
        mine = own is not None and user == own.user
        if mine or (own and is_signed(master_key(answer, user), own.user, own.user_signing, own.user_signing)):
            self._verified.add(user)


def _read(path: Path) -> dict[str, str]:
    """Who was seen with an identity. Raises `MatrixStartError` where that cannot be read."""
    try:
        found = json.loads(path.read_text("utf-8"))
        return {str(user): str(master) for user, master in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError):
        told = f"{path}: cannot be read; put it back from the backup of the whole folder"
        raise MatrixStartError(told) from None
