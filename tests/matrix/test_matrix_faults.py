"""Killed, cut off and held back: every command is answered, and none twice."""

import asyncio
import json
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from liaison_bot.chat import Account, ChatPlatform, Message, TryLater
from lives import Life
from matrix.officer import PASSWORD, Officer
from matrix.scene import Scene, scene
from matrix.synapse import Synapse, synapse

LIAISON_BOT = str(Path(sys.executable).parent / "liaison-bot")
KILLS = 20


class Stream:
    """Commands typed one after another in a room of several, where each answer says what it answers."""

    def __init__(self, one: Officer, room: str, pause: float) -> None:
        self.one, self.room, self.pause = one, room, pause
        self.sent: list[str] = []
        self.goes_on = True

    async def run(self) -> None:
        while self.goes_on:
            with suppress(AssertionError, OSError):  # the homeserver was not there: this one was not said
                self.sent.append(await self.one.say(self.room, f"!referral list {len(self.sent)}"))
            await asyncio.sleep(self.pause)

    def answers(self) -> Counter[str]:
        said = self.one.messages(self.room)
        return Counter(one.content["m.relates_to"]["m.in_reply_to"]["event_id"] for one in said)

    async def all_answered_once(self, seconds: float = 40) -> None:
        await self.one.until(lambda: set(self.sent) <= set(self.answers()), seconds)
        await asyncio.sleep(1)
        assert set(self.answers().values()) == {1}, "none twice"
        assert self.one.unread == []

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        running = asyncio.create_task(self.run())
        try:
            yield
        finally:
            self.goes_on = False
            await running


async def told_by(*command: str) -> None:
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    assert await process.wait() == 0


async def prepared(play: Scene) -> Path:
    """A folder from which `liaison-bot run` serves Matrix."""
    folder = play.folder / "desk"
    await told_by(LIAISON_BOT, "init", "--folder", str(folder))
    config = folder / "config.toml"
    table = {"homeserver": play.server.url, "user_id": play.id("bot"), "password": PASSWORD}
    given = "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items())
    config.write_text(f'[matrix]\n{given}trust = "all"\n')
    config.chmod(0o600)
    await told_by(LIAISON_BOT, "migrate", "--config", str(config))
    return config


def test_killed_at_any_moment_it_answers_every_command_once(homeserver: Synapse, tmp_path: Path) -> None:
    play, chance = scene(homeserver, tmp_path, "ana", "luis"), random.Random(7)  # noqa: S311 - not a secret

    async def scenario() -> None:
        config = await prepared(play)
        async with play.people("ana", "luis") as (ana, luis):
            life = await Life.begun(config, "matrix")
            room = await ana.room(luis.id)
            stream = Stream(ana, room, 0.1)
            async with stream.going_on():
                for _ in range(KILLS):
                    await asyncio.sleep(chance.uniform(0, 0.6))
                    await life.killed()
                    life = await Life.begun(config, "matrix")
            try:
                await stream.all_answered_once()
                assert len(stream.sent) > KILLS * 2
            finally:
                assert await life.stopped() == 0

    asyncio.run(scenario())


def test_a_homeserver_that_restarts_costs_no_command(tmp_path: Path) -> None:
    (tmp_path / "synapse").mkdir()
    with synapse(tmp_path / "synapse") as server:
        play = scene(server, tmp_path, "ana", "luis")

        async def scenario() -> None:
            async with play.people("ana", "luis") as (ana, luis), play.bot():
                room = await ana.room(luis.id)
                stream = Stream(ana, room, 0.1)
                async with stream.going_on():
                    await ana.until(lambda: len(stream.sent) > 3)
                    await asyncio.to_thread(server.stop, signal.SIGKILL)
                    await asyncio.sleep(0.3)
                    await asyncio.to_thread(server.start)
                    await ana.until(lambda: len(stream.sent) > 6, 40)
                await stream.all_answered_once()

        asyncio.run(scenario())


def test_held_back_by_the_homeserver_it_drops_nothing_and_answers_before_it_tells_news(tmp_path: Path) -> None:
    (tmp_path / "synapse").mkdir()
    server = Synapse(tmp_path / "synapse", rate_limits=True)
    settings = tmp_path / "synapse" / "homeserver.yaml"
    # The bot's limit as it ships (ten at once), then four messages a second instead of one each five.
    settings.write_text(
        json.dumps(json.loads(settings.read_text()) | {"rc_message": {"per_second": 4, "burst_count": 10}})
    )
    server.start()
    play = scene(server, tmp_path, "ana", "luis", "eva")

    async def scenario() -> None:
        async with play.people("ana", "luis", "eva") as (ana, luis, eva), play.bot() as platform:
            room = await ana.room(luis.id, eva.id)
            await luis.until(lambda: room in luis.client.rooms)
            await eva.until(lambda: room in eva.client.rooms)
            stream = Stream(ana, room, 0)
            person = Account("matrix", server.server_name, luis.id)

            async def asks(one: Officer) -> None:
                for number in range(10):
                    stream.sent.append(await one.say(room, f"!referral list {number}"))

            await asyncio.gather(*(asks(one) for one in (ana, luis, eva)))
            await ana.until(lambda: len(stream.answers()) >= 10)
            news = asyncio.create_task(told(platform, person))
            await stream.all_answered_once(60)
            await luis.until(lambda: any(one.body == "Aviso" for one in luis.messages()), 30)
            await news
            moment = next(one.at for one in luis.messages() if one.body == "Aviso")
            assert all(one.at <= moment for one in ana.messages(room)), "the answers came before the news"

    async def told(platform: ChatPlatform, person: Account) -> None:
        while True:
            try:
                await platform.send(person, Message(title="Aviso"), "parcel-1")
            except TryLater as wait:
                await asyncio.sleep(wait.after.total_seconds() if wait.after else 0.5)
            else:
                return

    try:
        asyncio.run(scenario())
    finally:
        server.stop()
