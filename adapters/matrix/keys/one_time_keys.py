"""The keys by which others begin a session with the bot: fifty that are used once, and one for when they run out.

nio uploads no fallback key, and overlooks a count of zero. `body` is what `/keys/upload` wants now. A key's other half
has to be on the disk before the server has the key: whoever uses it must be understood.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from nio.crypto import Olm

from adapters.matrix.keys.signing import Json, key_id

_KIND: Final = "signed_curve25519"
_ARRIVES_SECONDS: Final = 3600.0


class OneTimeKeys:
    """What others find of the bot's on the server, and what is missing there."""

    def __init__(self, olm: Olm, seconds: Callable[[], float] = time.monotonic) -> None:
        self._olm = olm
        self._seconds = seconds
        self._renewed: float | None = None
        self._fallback_sent = False
        self._fallback_wanted = False
        self._count: int | None = None

    def note(self, sync: Mapping[str, Any]) -> None:
        """Take in what a sync says: how many are left, none where none are named, and whether the last was used."""
        counts = sync.get("device_one_time_keys_count")
        if isinstance(counts, dict):
            self._count = int(counts.get(_KIND) or 0)
        unused = sync.get("device_unused_fallback_key_types")
        if isinstance(unused, list):
            self._fallback_wanted = _KIND not in unused and not self._just_renewed

    @property
    def due(self) -> bool:
        """Tell whether there is anything to upload."""
        return not self._olm.account.shared or self._fallback_wanted or self._missing > 0

    def body(self) -> Json:
        """What to upload; the new keys' private halves are kept before this returns. Asked again, it is the same."""
        account = self._olm.account
        inner = account._account  # noqa: SLF001 - nio's wrapper has no fallback keys
        told: Json = {}
        if not account.shared:
            told["device_keys"] = self.device_keys()
        fresh = self._missing - len(inner.one_time_keys)
        if fresh > 0:
            inner.generate_one_time_keys(fresh)
        if (self._fallback_wanted or not account.shared) and not inner.fallback_key:
            inner.generate_fallback_key()
        self._olm.save_account()
        self._fallback_sent = bool(inner.fallback_key)
        told["one_time_keys"] = {
            f"{_KIND}:{name}": self._signed({"key": key.to_base64()}) for name, key in inner.one_time_keys.items()
        }
        told["fallback_keys"] = {
            f"{_KIND}:{name}": self._signed({"key": key.to_base64(), "fallback": True})
            for name, key in inner.fallback_key.items()
        }
        return told

    def uploaded(self, answer: Mapping[str, Any]) -> None:
        """The server has what `body` gave."""
        olm = self._olm
        olm.account.shared = True
        olm.mark_keys_as_published()
        olm.save_account()
        self._count = int((answer.get("one_time_key_counts") or {}).get(_KIND) or 0)
        if self._fallback_sent:
            self._renewed = self._seconds()
        self._fallback_wanted = False

    def device_keys(self) -> Json:
        """The device's own description, signed by itself."""
        olm = self._olm
        keys = olm.account.identity_keys
        return self._signed(
            {
                "algorithms": ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"],
                "device_id": olm.device_id,
                "user_id": olm.user_id,
                "keys": {
                    f"curve25519:{olm.device_id}": keys["curve25519"],
                    key_id(olm.device_id): keys["ed25519"],
                },
            }
        )

    @property
    def _just_renewed(self) -> bool:
        """Only the last two fallback keys are kept: what was begun with the one before has this long to arrive.

        Being used, a fallback key goes on working meanwhile.
        """
        return self._renewed is not None and self._seconds() - self._renewed < _ARRIVES_SECONDS

    @property
    def _missing(self) -> int:
        if self._count is None:  # nothing is known yet: all of them for a new device, none otherwise
            return 0 if self._olm.account.shared else int(self._olm.account.max_one_time_keys)
        return max(0, int(self._olm.account.max_one_time_keys) - self._count)

    def sign(self, content: Mapping[str, Any]) -> str:
        """The device's signature on an object."""
        told: str = self._olm.sign_json({part: content[part] for part in content.keys() - {"signatures", "unsigned"}})
        return told

    def _signed(self, content: Json) -> Json:
        olm = self._olm
        return content | {"signatures": {olm.user_id: {key_id(olm.device_id): self.sign(content)}}}
