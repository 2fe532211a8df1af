"""What an operator does with the bot's account from the command line: set it up, verify with people, look at it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from json import dumps
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from adapters.matrix.device import Device, MatrixStartError, own_store, read_device, signed_in
from adapters.matrix.encryption import Encryption
from adapters.matrix.homeserver import Homeserver, RefusedError, SignedOutError, patiently
from adapters.matrix.keys.cross_signing import CrossSigning, query_keys, read_identity, recovery_key
from adapters.matrix.keys.identity import Identity, OwnIdentity, has_identity
from adapters.matrix.keys.secret_storage import SecretStorage, WrongRecoveryKeyError
from adapters.matrix.keys.trust import SignedDevices
from adapters.matrix.keys.verifying import Ask, Outcome, Verifications
from adapters.matrix.settings import MatrixSettings, Trust
from liaison_bot.chat import TryLater

Told = tuple[str, str, bool]
"""What was looked at, what was found, and whether it is well."""

_NOTHING: Final[dict[str, Any]] = {"types": []}
_ONLY_KEYS: Final[dict[str, Any]] = {"room": {"rooms": []}}
_FEW: Final[dict[str, Any]] = {
    "room": {"timeline": {"limit": 50}, "ephemeral": _NOTHING, "account_data": _NOTHING},
}
_FEW_KEYS: Final = 10
_SETUP: Final = "`liaison-bot matrix-setup`"
_STATE: Final = "state.sqlite3"
_SYNC_MS: Final = 10_000
_EXAMINE_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class SetupResult:
    """What `setup` did. `fingerprint` is the identity's, to be told to people who want to compare it."""

    user_id: str
    device_id: str
    fingerprint: str
    made: bool
    restored: bool


async def setup(settings: MatrixSettings, show: Callable[[str], None], *, reset: bool = False) -> SetupResult:
    """Sign in, make or restore the identity, and sign the device; safe to repeat.

    `show` is given a new recovery key, once, before anything depends on it. `reset` makes a new identity in the place
    of one whose key is lost. Raises `MatrixStartError`, with what to do.
    """
    recovery_key(settings)  # a mistyped one is told before anything is begun
    with own_store(settings.store), _told(settings):
        async with Homeserver(settings.homeserver) as server:
            await server.get("login")  # a server that is not there is told, rather than waited for
            device = await signed_in(server, settings)
            work = CrossSigning(server, settings, device)
            plan = await work.plan(reset=reset)
            if plan.key_is_new:
                show(plan.key.written)
            trusting = SignedDevices(settings.trust, settings.store, plan.own.public)
            encryption = Encryption(server, device, settings.store, trusting)
            try:
                await encryption.start()
                await work.carry_out(plan, encryption.one_time_keys)
            finally:
                encryption.close()
            found = plan.own.public.fingerprint
            return SetupResult(device.user_id, device.device_id, found, plan.made, plan.restored)


async def verify(
    settings: MatrixSettings, ask: Ask, *, whom: str = "", patience: timedelta = timedelta(minutes=15)
) -> Outcome | None:
    """Wait for somebody to ask for verification, or ask `whom`; how it ended, None where nobody came.

    Not while the bot runs: both would take the same messages. Raises `MatrixStartError`.
    """
    with own_store(settings.store), _told(settings):
        async with _at_work(settings) as (server, device, encryption, own):
            ended: asyncio.Queue[Outcome] = asyncio.Queue()
            work = Verifications(server, device, encryption, own, ask, ended.put_nowait)
            hearing = asyncio.create_task(_hear(server, encryption, work, whom))
            waiting = asyncio.create_task(ended.get())
            try:
                await asyncio.wait({hearing, waiting}, timeout=patience.total_seconds(), return_when="FIRST_COMPLETED")
                if hearing.done():
                    hearing.result()
                return waiting.result() if waiting.done() else None
            finally:
                for task in (hearing, waiting):
                    task.cancel()
                await asyncio.gather(hearing, waiting, return_exceptions=True)
                await work.close()


async def examine(settings: MatrixSettings) -> list[Told]:
    """Look at the account, the device, the identity and the keys on the server. Changes nothing; the bot may run."""
    try:
        device = read_device(settings.store)
        kept = read_identity(settings.store)
        recovery_key(settings)
    except MatrixStartError as wrong:
        return [("matrix store", str(wrong.strerror), False)]
    if device is None:
        return [("matrix device", f"none yet: {_SETUP} signs in", False)]
    async with Homeserver(settings.homeserver) as server:
        server.token = device.token
        try:
            async with asyncio.timeout(_EXAMINE_SECONDS):
                await server.get("account", "whoami")  # whether it is there at all is told at once
                return await _examine(server, settings, device, kept.public if kept else None)
        except SignedOutError:
            told = f"the homeserver does not know device {device.device_id} any more; see the guide, “a lost device”"
            return [("matrix device", told, False)]
        except RefusedError as no:
            return [("matrix homeserver", f"{settings.homeserver} refuses the bot's account ({no.code})", False)]
        except (TryLater, TimeoutError):
            return [("matrix homeserver", f"{settings.homeserver} does not answer as a homeserver", False)]


def last_read(store: Path) -> datetime | None:
    """When the reading position was last written down; None before the first time."""
    files = (store / f"{_STATE}{end}" for end in ("", "-wal"))
    return max((datetime.fromtimestamp(file.stat().st_mtime, UTC) for file in files if file.exists()), default=None)


async def _examine(server: Homeserver, settings: MatrixSettings, device: Device, kept: Identity | None) -> list[Told]:
    me = device.user_id
    answer = await query_keys(server, me)
    theirs = Identity.read(answer, me)
    described = (answer.get("device_keys") or {}).get(me, {}).get(device.device_id, {})
    told: list[Told] = []
    if theirs is None:
        found = "cannot be read" if has_identity(answer, me) else f"none: {_SETUP} makes one"
        told.append(("matrix identity", found, False))
    else:
        fits = kept == theirs
        why = "" if fits else "; the store holds " + (f"another: {kept.fingerprint}" if kept else f"none: {_SETUP}")
        told.append(("matrix identity", f"{theirs.fingerprint}{why}", fits))
    signed = theirs is not None and theirs.owns(described, device.device_id)
    by = f"signed by {theirs.fingerprint}" if signed and theirs else f"not signed, so clients shut it out: {_SETUP}"
    told.append(("matrix device", f"{device.device_id}, {by}", signed))
    default = await SecretStorage(server, me).default_key()
    key = recovery_key(settings)
    if default is None:
        told.append(("matrix recovery key", f"nothing is kept on the server: {_SETUP}", False))
    elif key is None:
        told.append(("matrix recovery key", "not in the configuration, so it cannot be tried", True))
    else:
        fits = key.fits(default[1])
        why = "opens" if fits else "does not open"
        told.append(("matrix recovery key", f"{why} what is kept on the server", fits))
    return [("matrix homeserver", f"{settings.homeserver} answers", True), *told, *await _session_keys(server)]


async def _session_keys(server: Homeserver) -> list[Told]:
    """What there is for others to begin a session with. A first sync is only looked at: no message is taken by it."""
    sync = await patiently(lambda: server.get("sync", query={"filter": _filter(_ONLY_KEYS), "timeout": "0"}))
    count = int((sync.get("device_one_time_keys_count") or {}).get("signed_curve25519") or 0)
    unused = "signed_curve25519" in (sync.get("device_unused_fallback_key_types") or ())
    return [
        ("matrix one-time keys", f"{count} on the server", count >= _FEW_KEYS),
        ("matrix fallback key", "there" if unused else "used, or none: `liaison-bot run` makes a new one", unused),
    ]


@asynccontextmanager
async def _at_work(settings: MatrixSettings) -> AsyncIterator[tuple[Homeserver, Device, Encryption, OwnIdentity]]:
    kept, key = read_identity(settings.store), recovery_key(settings)
    if kept is None or key is None:
        raise MatrixStartError(f"matrix: verification needs an identity and its recovery key: {_SETUP} first")
    try:
        own = kept.open(key)
    except WrongRecoveryKeyError as wrong:
        raise MatrixStartError(f"matrix.recovery_key: {wrong}. Nothing was changed") from None
    async with Homeserver(settings.homeserver) as server:
        await server.get("login")
        device = await signed_in(server, settings)
        # Whoever is to be verified is not yet, and still has to read what is said of it in an encrypted room.
        trust = Trust.CROSS_SIGNED if settings.trust is Trust.VERIFIED else settings.trust
        encryption = Encryption(server, device, settings.store, SignedDevices(trust, settings.store, own.public))
        try:
            await encryption.start()
            yield server, device, encryption, own
        finally:
            encryption.close()


async def _hear(server: Homeserver, encryption: Encryption, work: Verifications, whom: str) -> None:
    since: dict[str, Any] = {}
    few = _filter(_FEW)
    while True:
        query = {"filter": few, "timeout": str(_SYNC_MS) if since else "0", **since}
        sync = await patiently(lambda query=query: server.get("sync", query=query))  # type: ignore[misc]
        encryption.note(sync)
        await encryption.keep_up()
        await work.hear(sync)
        if whom and not since:
            await work.request(whom)
        since = {"since": str(sync["next_batch"])}


@contextmanager
def _told(settings: MatrixSettings) -> Iterator[None]:
    """Say what the homeserver's refusal means to an operator."""
    try:
        yield
    except TryLater:
        raise MatrixStartError(f"matrix.homeserver: {settings.homeserver} does not answer as a homeserver") from None
    except RefusedError as no:
        raise MatrixStartError(f"the homeserver refuses what was asked ({no.code})") from None


def _filter(wanted: dict[str, Any]) -> str:
    """A filter never used before: with the same one, Synapse answers a first sync from its memory for minutes."""
    unheard = {"not_types": [token_hex(8)]}
    return dumps({**wanted, "presence": _NOTHING, "account_data": {**_NOTHING, **unheard}}, separators=(",", ":"))
