"""The bot's platform on a homeserver, beside a test."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.matrix import MatrixPlatform, MatrixSettings, Trust
from liaison_bot.chat import Core
from matrix.officer import PASSWORD
from matrix.synapse import Synapse

OPENINGS = frozenset({"referral", "remision", "liaison", "enlace"})


def now() -> datetime:
    return datetime.now(UTC)


def settings(server: Synapse, bot: str, store: Path, **more: Any) -> MatrixSettings:
    """How the bot is on a homeserver, with its password."""
    usual: dict[str, Any] = {"homeserver": server.url, "key_wait": timedelta(seconds=2), "trust": Trust.ALL}
    return MatrixSettings(user_id=server.user_id(bot), store=store, password=PASSWORD, **(usual | more))


@asynccontextmanager
async def connected(
    to: MatrixSettings, core: Core, clock: Callable[[], datetime] = now
) -> AsyncIterator[MatrixPlatform]:
    """Run the platform until the end of the block."""
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    made = MatrixPlatform(to, openings=OPENINGS, announce=ready.set_result, clock=clock)
    run = asyncio.create_task(made.run(core))
    waited: tuple[asyncio.Future[str] | asyncio.Task[None], ...] = (ready, run)
    await asyncio.wait(waited, timeout=30, return_when=asyncio.FIRST_COMPLETED)
    if run.done():
        run.result()
    try:
        yield made
    finally:
        run.cancel()
        with suppress(asyncio.CancelledError):
            await run
