"""`matrix-verify`: an operator compares emoji with somebody, while the bot runs or while it does not."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import timedelta

from adapters.matrix.device import Device, MatrixStartError, StoreInUseError, own_store, signed_in
from adapters.matrix.encryption import Encryption
from adapters.matrix.homeserver import Homeserver
from adapters.matrix.keys.alone import Alone
from adapters.matrix.keys.cross_signing import read_identity, recovery_key
from adapters.matrix.keys.identity import OwnIdentity
from adapters.matrix.keys.line import Line
from adapters.matrix.keys.relay import relayed
from adapters.matrix.keys.secret_storage import WrongRecoveryKeyError
from adapters.matrix.keys.setup import refusals_told
from adapters.matrix.keys.trust import SignedDevices
from adapters.matrix.keys.verifying import Ask, Outcome, Verifications
from adapters.matrix.settings import MatrixSettings


async def verify(
    settings: MatrixSettings,
    ask: Ask,
    *,
    whom: str = "",
    patience: timedelta = timedelta(minutes=15),
    ready: Callable[[], None] = lambda: None,
) -> Outcome | None:
    """Wait for somebody to ask for verification, or ask `whom`; how it ended, None where nobody came.

    Where the bot runs on the same store, through it. `ready` is called once somebody who asks is heard. Raises
    `MatrixStartError`.
    """
    with refusals_told(settings):
        own = _opened(settings)
        async with Homeserver(settings.homeserver) as server, _line(settings, server, own) as line:
            ended: asyncio.Queue[Outcome] = asyncio.Queue()
            work = Verifications(server, line, own, ask, ended.put_nowait)
            hearing = asyncio.create_task(_hear(line, work, whom, ready))
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


def _opened(settings: MatrixSettings) -> OwnIdentity:
    """The bot's identity with its private keys. They are in this process alone."""
    kept, key = read_identity(settings.store), recovery_key(settings)
    if kept is None or key is None:
        raise MatrixStartError(
            "matrix: verification needs an identity and its recovery key: `liaison-bot matrix-setup` first"
        )
    try:
        return kept.open(key)
    except WrongRecoveryKeyError as wrong:
        raise MatrixStartError(f"matrix.recovery_key: {wrong}. Nothing was changed") from None


@asynccontextmanager
async def _line(settings: MatrixSettings, server: Homeserver, own: OwnIdentity) -> AsyncIterator[Line]:
    async with AsyncExitStack() as stack:
        in_use = None
        try:
            stack.enter_context(own_store(settings.store))
        except StoreInUseError as told:
            in_use = told
        await server.get("login")  # a server that is not there is told, rather than waited for
        device = await signed_in(server, settings)
        if in_use is None:
            yield await _alone(stack, settings, server, device, own)
            return
        line = await stack.enter_async_context(relayed(settings.store, device))
        if line is None:
            raise in_use
        yield line


async def _alone(
    stack: AsyncExitStack, settings: MatrixSettings, server: Homeserver, device: Device, own: OwnIdentity
) -> Alone:
    trusting = SignedDevices(settings.trust, settings.store, own.public)
    encryption = stack.enter_context(closing(Encryption(server, device, settings.store, trusting)))
    await encryption.start()
    return Alone(server, device, encryption)


async def _hear(line: Line, work: Verifications, whom: str, ready: Callable[[], None]) -> None:
    begun = False
    async for heard in line.heard():
        if not begun:
            ready()
        for event, room in heard:
            await work.hear(event, room)
        await work.look_at_the_time()
        if whom and not begun:
            await work.request(whom)
        begun = True
