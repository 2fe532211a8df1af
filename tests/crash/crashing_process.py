"""A liaison-bot process to be killed: it reads events from standard input, and answers and notices are lines of files.

Started by the crash test as `python crashing_process.py FOLDER`. The notices' file stands for a platform that takes the
same key as the same message, as Matrix does.
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import TextIO

from liaison_bot.app import App
from liaison_bot.bootstrap import House, serve
from liaison_bot.chat import Account, Audience, CommandUsed, Core, Message, Telling, Where
from liaison_bot.clock import system_clock
from liaison_bot.network.joining import stranger
from liaison_bot.privacy.vault import Vault
from storage import open_store
from world import KEY, ready_services


class FilePlatform:
    """A chat platform made of a pipe and a file."""

    name = "fake"

    def __init__(self, notices: Path) -> None:
        lines = notices.read_text().splitlines(keepends=True) if notices.exists() else []
        self._keys = {line.split()[0] for line in lines if line.endswith("\n")}
        self._file: TextIO = notices.open("a")
        if lines and not lines[-1].endswith("\n"):
            self._file.write(" cut\n")  # the line that was being written when it was killed

    async def run(self, core: Core) -> None:
        """Answer every line."""
        loop = asyncio.get_running_loop()
        async with asyncio.TaskGroup() as group:
            while line := await loop.run_in_executor(None, sys.stdin.readline):
                group.create_task(self._answer(core, json.loads(line)))
        await asyncio.Event().wait()

    async def audience(self, to: Account | Where) -> Audience:
        """Everybody here is alone with the bot."""
        del to
        return Audience.ONE_PERSON

    async def send(self, to: Account | Where, message: Message, key: str) -> None:
        """Write a line, once for each key, and make it lasting."""
        if key not in self._keys:
            self._file.write(f"{key} {to.user if isinstance(to, Account) else to.id} {len(message.plain)}\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            self._keys.add(key)

    async def take_back(self, to: Account | Where, telling: Telling) -> int:
        """What is in the file stays there."""
        del to, telling
        return 0

    async def _answer(self, core: Core, event: dict[str, str]) -> None:
        user = event["user"]
        reply = await core.handle(
            CommandUsed(
                id=event["id"],
                account=Account("fake", "team", user),
                where=Where("fake", f"direct:{user}"),
                audience=Audience.ONE_PERSON,
                words=event["words"],
            )
        )
        card = reply.card if isinstance(reply, Message) else ""
        error = reply.error if isinstance(reply, Message) else True
        sys.stdout.write(json.dumps({"id": event["id"], "card": card, "error": error}) + "\n")
        sys.stdout.flush()


def main(folder: Path) -> None:
    """Run until killed."""
    store = open_store(f"sqlite:///{folder / 'test.sqlite3'}", Vault("k1", {"k1": KEY}))
    ready = ready_services()
    house = House(store, ready, system_clock, App(store, ready, system_clock, stranger))
    asyncio.run(serve(house, {"fake": FilePlatform(folder / "notices")}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
