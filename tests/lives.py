"""`liaison-bot run` as a process of many lives: each begins in moments and can be ended without any warning.

Most of a start is loading code. A process that has it loaded forks each life, so a test can afford to kill many.
"""

import asyncio
import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    ["liaison_bot.cli", "liaison_bot.bootstrap", "storage", "adapters.matrix", "adapters.slack"]
)
_PATIENCE_SECONDS = 30


class Life:
    """One life of the bot."""

    def __init__(self, config: Path) -> None:
        told, tells = _FORKS.Pipe(duplex=False)
        self._process = _FORKS.Process(target=_live, args=(str(config), tells))
        self._process.start()
        tells.close()
        self._said = os.fdopen(os.dup(told.fileno()), encoding="utf-8")
        told.close()

    @classmethod
    async def begun(cls, config: Path, ready: str) -> Self:
        """A life that has said that it is ready."""
        life = cls(config)
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while (line := await asyncio.to_thread(life._said.readline)) != f"ready: {ready}\n":
                assert line, "it ended"
        return life

    async def killed(self) -> None:
        """End it at once, as a power cut would."""
        await self._ended(signal.SIGKILL)

    async def stopped(self) -> int:
        """End it as an operator does; its exit code."""
        return await self._ended(signal.SIGTERM)

    async def _ended(self, how: signal.Signals) -> int:
        assert self._process.pid
        os.kill(self._process.pid, how)
        await asyncio.to_thread(self._process.join, _PATIENCE_SECONDS)
        self._said.close()
        code = self._process.exitcode
        assert code is not None, "it does not end"
        return code


def _live(config: str, tells: Connection) -> None:
    from liaison_bot.cli import main  # noqa: PLC0415 - loaded before the fork

    os.dup2(tells.fileno(), 1)
    main(["run", "--config", config])
