"""A bot with a scripted core and officers around it, on a homeserver, for one test."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.matrix import MatrixPlatform, MatrixSettings
from liaison_bot.chat import Core
from matrix.connected import connected, now, settings
from matrix.officer import PASSWORD, Officer, officer
from matrix.synapse import Synapse
from practice.scripted import ScriptedCore


@dataclass
class Scene:
    """Names are made unique on the homeserver: `name` gives an account's local part."""

    server: Synapse
    folder: Path
    core: ScriptedCore = field(default_factory=ScriptedCore)
    clock: Callable[[], datetime] = now

    def name(self, short: str) -> str:
        unique = f"{self.folder.parent.name}.{self.folder.name}".lower()
        return f"{short}.{''.join(character for character in unique if character.isalnum() or character in '.-')}"

    def id(self, short: str) -> str:
        return self.server.user_id(self.name(short))

    def settings(self, **more: Any) -> MatrixSettings:
        return settings(self.server, self.name("bot"), self.folder / "store", **more)

    @asynccontextmanager
    async def bot(self, core: Core | None = None, **more: Any) -> AsyncIterator[MatrixPlatform]:
        """The bot, connected."""
        async with connected(self.settings(**more), core or self.core, self.clock) as platform:
            yield platform

    @asynccontextmanager
    async def people(self, *names: str, joins: bool = True, on: Synapse | None = None) -> AsyncIterator[list[Officer]]:
        """Officers, signed in, reading along; on the bot's homeserver, or on another."""
        async with AsyncExitStack() as stack:
            made = [officer(on or self.server, self.name(name), self.id("bot"), joins=joins) for name in names]
            yield [await stack.enter_async_context(one) for one in made]


def scene(server: Synapse, folder: Path, *names: str) -> Scene:
    """Accounts for the bot and for these people."""
    made = Scene(server, folder)
    for name in ("bot", *names):
        server.register(made.name(name), PASSWORD)
    return made
