"""The bot's identity on its homeserver: made or restored, kept under the recovery key, and its device signed by it.

Nothing is written anywhere before all that is given has been checked. Each step may be repeated, so that what was cut
short is finished by doing it again.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from adapters.matrix.device import Device, MatrixStartError
from adapters.matrix.homeserver import Homeserver, RefusedError, patiently
from adapters.matrix.keys.files import write_private
from adapters.matrix.keys.identity import MASTER, SECRETS, Identity, OwnIdentity, has_identity, master_key
from adapters.matrix.keys.one_time_keys import OneTimeKeys
from adapters.matrix.keys.secret_storage import RecoveryKey, SecretStorage, WrongRecoveryKeyError
from adapters.matrix.keys.signing import Json, key_id, with_signature
from adapters.matrix.settings import MatrixSettings

_KEPT: Final = "identity.json"
_UNAUTHORIZED: Final = 401
_LOST: Final = (
    "`liaison-bot matrix-setup --reset` makes a new identity when the key is lost: everybody who verified the bot is "
    "warned, and has to verify it again"
)


@dataclass(frozen=True, slots=True)
class KeptIdentity:
    """The identity in the store's folder. Its public part is plain; the private keys are under the recovery key."""

    public: Identity
    sealed: Mapping[str, Json]

    def open(self, key: RecoveryKey) -> OwnIdentity:
        """The whole identity. Raises `WrongRecoveryKeyError`."""
        try:
            own = OwnIdentity.of(self.public.user, {name: key.decrypt(name, self.sealed[name]) for name in SECRETS})
        except KeyError:
            raise WrongRecoveryKeyError("it does not open what is kept") from None
        if own.public != self.public:
            raise WrongRecoveryKeyError("what it opens does not fit its public part")
        return own


def read_identity(store: Path) -> KeptIdentity | None:
    """The identity that is kept in a store; None before `matrix-setup`. Raises `MatrixStartError` if unreadable."""
    path = store / _KEPT
    try:
        found = json.loads(path.read_text("utf-8"))
        return KeptIdentity(Identity(**found["public"]), dict(found["sealed"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        told = f"{path}: cannot be read; put it back from the backup of the whole folder"
        raise MatrixStartError(told) from None


def keep_identity(store: Path, own: OwnIdentity, key: RecoveryKey) -> None:
    """Keep an identity in the store's folder."""
    public = own.public
    content = {
        "public": {
            "user": public.user,
            "master": public.master,
            "self_signing": public.self_signing,
            "user_signing": public.user_signing,
        },
        "sealed": {name: key.encrypt(name, secret) for name, secret in own.secrets.items()},
    }
    write_private(store / _KEPT, json.dumps(content).encode())


def recovery_key(settings: MatrixSettings) -> RecoveryKey | None:
    """The recovery key that was configured. Raises `MatrixStartError` for a mistyped one."""
    if not settings.recovery_key.strip():
        return None
    try:
        return RecoveryKey.parse(settings.recovery_key)
    except WrongRecoveryKeyError as wrong:
        raise MatrixStartError(f"matrix.recovery_key: {wrong}. Nothing was changed") from None


async def query_keys(server: Homeserver, *users: str) -> Json:
    """What the server knows of people's devices and identities."""
    body = {"device_keys": {user: [] for user in users}, "timeout": 10_000}
    found: Json = await patiently(lambda: server.post("keys", "query", body=body))
    return found


@dataclass(frozen=True, slots=True)
class Plan:
    """What `carry_out` will do, after everything was checked. `key_name` is the secret storage that is there."""

    own: OwnIdentity
    key: RecoveryKey
    key_is_new: bool
    made: bool
    restored: bool
    key_name: str


class CrossSigning:
    """Sets the identity up for one device."""

    def __init__(self, server: Homeserver, settings: MatrixSettings, device: Device) -> None:
        self._server = server
        self._settings = settings
        self._device = device
        self._storage = SecretStorage(server, device.user_id)

    async def plan(self, *, reset: bool = False) -> Plan:
        """Look at what there is, here and on the server, and decide. Changes nothing. Raises `MatrixStartError`."""
        key = None if reset else recovery_key(self._settings)  # one that is replaced may be in somebody else's hands
        me = self._device.user_id
        default = None if reset else await self._storage.default_key()
        kept = None if reset else read_identity(self._settings.store)
        answer = {} if reset else await query_keys(self._server, me)
        name = default[0] if default else ""
        there = has_identity(answer, me)
        nothing = kept is None and not there and default is None
        if key is None and not nothing:
            what = "an identity for cross-signing" if there or kept else "a secret storage"
            raise MatrixStartError(f"matrix.recovery_key is missing: {me} has {what} already. {_LOST}")
        if nothing or key is None:
            own, new = OwnIdentity.new(me), key is None
            return Plan(own, key or RecoveryKey.new(), key_is_new=new, made=True, restored=False, key_name="")
        try:
            own_or_none = await self._open(key, kept, default)
        except WrongRecoveryKeyError as wrong:
            raise MatrixStartError(f"matrix.recovery_key: {wrong}. Nothing was changed. {_LOST}") from None
        if there and (own_or_none is None or Identity.read(answer, me) != own_or_none.public):
            raise MatrixStartError(self._other(answer, kept))
        own = own_or_none or OwnIdentity.new(me)
        restored = kept is None and own_or_none is not None
        made = own_or_none is None
        return Plan(own, key, key_is_new=False, made=made, restored=restored, key_name=name)

    async def carry_out(self, plan: Plan, keys: OneTimeKeys) -> None:
        """Keep the identity here and on the server, and sign this device. Raises `MatrixStartError`.

        The device's keys have been uploaded before. What is signed is the device as it is described here, never what
        the server says of it.
        """
        me, own = self._device.user_id, plan.own
        keep_identity(self._settings.store, own, plan.key)
        name = plan.key_name or await self._storage.begin(plan.key)
        if await self._sealed_elsewhere(plan, name):
            await self._storage.keep(own.secrets, name, plan.key)
        answer = await query_keys(self._server, me)
        device_keys = keys.device_keys()
        sign = keys.sign
        if Identity.read(answer, me) != own.public:
            await self._upload(own.upload(self._device.device_id, sign))
            answer = await query_keys(self._server, me)
        master = master_key(answer, me)
        signed = {
            self._device.device_id: own.sign_device(device_keys),
            own.master.public: with_signature(master, me, key_id(self._device.device_id), sign(master)),
        }
        await upload_signatures(self._server, {me: signed})

    async def _open(
        self, key: RecoveryKey, kept: KeptIdentity | None, default: tuple[str, Json] | None
    ) -> OwnIdentity | None:
        """The identity that the key opens, here or on the server; None where the storage holds none."""
        if kept:
            if default and not key.fits(default[1]):
                raise WrongRecoveryKeyError("it is not the one of the account's secret storage")
            return kept.open(key)
        if default is None:
            return None
        if not key.fits(default[1]):
            raise WrongRecoveryKeyError("it is not the one of the account's secret storage")
        found = await self._storage.read(SECRETS, default[0], key)
        if MASTER not in found:
            return None
        try:
            return OwnIdentity.of(self._device.user_id, found)
        except (KeyError, ValueError):
            raise WrongRecoveryKeyError("the secret storage holds only a part of the identity") from None

    async def _sealed_elsewhere(self, plan: Plan, name: str) -> bool:
        """Tell whether the server's storage lacks the identity that it should hold."""
        if plan.made or not plan.key_name:
            return True
        return await self._storage.read(SECRETS, name, plan.key) != plan.own.secrets

    async def _upload(self, body: Json) -> None:
        """Upload the identity, with the password where the server asks for it."""

        async def send(auth: Json | None = None) -> None:
            whole = body | ({"auth": auth} if auth else {})
            await patiently(lambda: self._server.post("keys", "device_signing", "upload", body=whole))

        try:
            await send()
        except RefusedError as asked:
            if asked.status != _UNAUTHORIZED or "flows" not in asked.told:
                raise MatrixStartError(f"the homeserver refuses the identity ({asked.code})") from None
            await self._confirm(send, asked.told)

    async def _confirm(self, send: Callable[[Json], Any], told: Mapping[str, Any]) -> None:
        flows = [flow.get("stages") for flow in told.get("flows") or () if isinstance(flow, dict)]
        if ["m.login.password"] not in flows:
            raise MatrixStartError(
                "the homeserver wants the change confirmed by other means than the password; allow it in the account's "
                "settings there, and run `liaison-bot matrix-setup` again"
            )
        if not self._settings.password:
            raise MatrixStartError("matrix.password is missing: the homeserver asks for it to set up the identity")
        user = {"type": "m.id.user", "user": self._device.user_id}
        auth = {"type": "m.login.password", "identifier": user, "password": self._settings.password}
        try:
            await send(auth | {"session": told.get("session")})
        except RefusedError as no:
            raise MatrixStartError(f"matrix.password: the homeserver does not accept it ({no.code})") from None

    def _other(self, answer: Json, kept: KeptIdentity | None) -> str:
        theirs = Identity.read(answer, self._device.user_id)
        told = theirs.fingerprint if theirs else "one that cannot be read"
        mine = kept.public.fingerprint if kept else "none, or another one, in the secret storage"
        return (
            f"{self._device.user_id}: the homeserver's identity is {told}, ours is {mine}. Somebody has replaced it: "
            f"find out who, before anything else. Nothing was changed. {_LOST}"
        )


async def upload_signatures(server: Homeserver, signed: Mapping[str, Mapping[str, Any]]) -> None:
    """Give the server signatures on devices and identities. Raises `MatrixStartError` if it does not take them all."""
    answer = await patiently(lambda: server.post("keys", "signatures", "upload", body=signed))
    failures = answer.get("failures") or {}
    if failures:
        codes = {str(no.get("errcode")) for user in failures.values() for no in user.values() if isinstance(no, dict)}
        raise MatrixStartError(f"the homeserver refuses a signature ({', '.join(sorted(codes))})")
