"""The whole bot between the fake Slack and the practice page: the core, its delivery, and both adapters."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from aiohttp import ClientSession, CookieJar

from adapters.practice import PracticePlatform, Seat
from adapters.slack import SlackPlatform, SlackSettings
from liaison_bot.chat import Account, ChatPlatform
from liaison_bot.delivery import Delivery
from liaison_bot.front import Front
from liaison_bot.records.network import Link
from practice.scripted import TOKEN, ScriptedCore
from practice.visiting import Visit, line
from slack.connected import installed
from slack.fake import FakeSlack, Person, Posted
from world import PLATFORM, World, everybodys_platform

CALLED = {"send": "Enviar", "close": "Confirmar y cerrar", "withdraw": "Retirar"}
FORM: dict[str, str | list[str]] = {
    "field:to": "CA",
    "field:urgency": "urgent",
    "field:service": "family-tracing",
    "field:action": ["document-check"],
    "field:age_band": "12-14",
    "field:accompaniment": "unaccompanied",
    "field:consent_basis": "caregiver-consent",
    "field:consent_by": "parent",
}


@dataclass
class Whole:
    """Both platforms, with an officer of Honduras on Slack and one of Canada on the practice page."""

    world: World
    slack: FakeSlack
    platform: SlackPlatform
    delivery: Delivery
    visit: Visit
    ana: Person

    async def passes(self, **by: float) -> None:
        """Let time pass for everybody."""
        self.world.clock.move(**by)
        self.slack.tick()
        self.delivery.wake()
        await asyncio.sleep(0.05)

    async def marie(self, words: str) -> None:
        """Type on the practice page."""
        status, _ = await self.visit.post("/api/say", line(f"/{words}", seat="marie", place="direct:marie"))
        assert status == 200

    async def marie_reads(self, words: str) -> str:
        """Wait until this stands on the practice page; the whole message."""
        for _ in range(200):
            messages = [post["message"] for post in await self.visit.shown() if "message" in post]
            for message in reversed(messages):
                told = " ".join([message["title"], *message["paragraphs"]])
                if words in told:
                    return told
            await self.passes(seconds=2)
        raise AssertionError(f"never read {words!r}")

    async def ana_reads(self, words: str) -> Posted:
        """Wait until this stands in the direct conversation on Slack, whatever time that takes."""
        for _ in range(40):
            with contextlib.suppress(AssertionError):
                return await self.ana.waits_for(words, seconds=0.3)
            await self.passes(seconds=2)
        return await self.ana.waits_for(words, seconds=0.3)


@asynccontextmanager
async def whole(world: World, *, guard_channels: bool = False, elsewhere: bool = False) -> AsyncIterator[Whole]:
    """Everything, running; with `elsewhere`, also the platform on which everybody was to begin with."""
    async with (
        FakeSlack(world.clock, installed(guard_channels=guard_channels)) as slack,
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as session,
        asyncio.TaskGroup() as group,
    ):
        ana = slack.person("ana")
        link(world, "ana", Account("slack", ana.member.team.id, ana.id))
        link(world, "marie", Account("practice", "practice", "marie"))
        ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        printed: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        settings = SlackSettings(bot_token=slack.app.bot_token, app_token=slack.app.app_token, api_url=slack.api_url)
        platform = SlackPlatform(settings, announce=ready.set_result, clock=world.clock)
        seat = Seat("marie", "Marie", {"fr": "Canada", "en": "Canada", "es": "Canadá"}, "fr", ())
        practice = PracticePlatform([seat], [], port=0, token=TOKEN, announce=printed.set_result, clock=world.clock)
        platforms: dict[str, ChatPlatform] = {"slack": platform, "practice": practice}
        if elsewhere:
            platforms[PLATFORM] = everybodys_platform()
        delivery = Delivery(world.store, world.services, world.clock, platforms)
        front = Front(world.app, partial(delivery.wake))
        tasks = [group.create_task(run) for run in (platform.run(front), practice.run(front), delivery.run())]
        address = await asyncio.wait_for(printed, 5)
        await asyncio.wait_for(ready, 5)
        async with session.get(address) as opened:
            assert opened.status == 200
        visit = Visit(session, address.removesuffix(f"/?token={TOKEN}"), ScriptedCore(), practice)
        yield Whole(world, slack, platform, delivery, visit, ana)
        for task in tasks:
            task.cancel()
        front.close()


def move(world: World, person: Person) -> None:
    """Somebody has their account on Slack now, and none where they had it before."""
    world.moved(person.member.handle, Account("slack", person.member.team.id, person.id))


def link(world: World, user: str, account: Account) -> None:
    """Give somebody an account, after the one they were made with."""
    with world.store.begin() as uow:
        uow.members.link(Link(account, world.people[user].id, world.clock() + timedelta(seconds=1)))
        uow.commit()
