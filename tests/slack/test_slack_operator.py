"""The operator's channel on Slack: told once what went wrong, and never where others read along."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import pytest

from adapters.slack import SlackPlatform, SlackSettings
from slack.connected import installed
from slack.fake import FakeSlack, Person
from slack.fake.workspace import Channel, Workspace
from slack.whole import move
from trouble import at_work, late, logged, noted
from world import World

LATE = "Nadie revisó los plazos desde 2026-11-23 15:00 UTC hasta 2026-11-23 18:00 UTC."


@dataclass
class Scene:
    """A workspace with somebody who runs the bot and their channel, and another organisation's."""

    world: World
    slack: FakeSlack
    olga: Person
    channel: Channel
    partner: Workspace

    def bot(self) -> AbstractAsyncContextManager[None]:
        """One life of the bot."""
        app = self.slack.app
        settings = SlackSettings(bot_token=app.bot_token, app_token=app.app_token, api_url=self.slack.api_url)
        platform = SlackPlatform(settings, announce=lambda _me: None, clock=self.world.clock)
        return at_work(self.world, platform, self.channel.id)

    def said(self) -> list[str]:
        """What the bot has said in the channel."""
        return [one.shown for one in self.channel.messages if one.user == self.slack.memory.bot.id and not one.subtype]


def play(world: World, scenario: Callable[[Scene], Awaitable[None]]) -> None:
    async def played() -> None:
        async with FakeSlack(world.clock, installed()) as slack:
            olga = slack.person("olga")
            channel = slack.channel("operators", olga, private=True)
            await asyncio.wait_for(scenario(Scene(world, slack, olga, channel, slack.workspace("Partner"))), 60)
            assert slack.complaints == []

    asyncio.run(played())


def test_the_channel_is_told_once_that_nobody_looked_and_not_again_after_a_restart(world: World) -> None:
    async def scenario(scene: Scene) -> None:
        late(world)
        async with scene.bot():
            told = await scene.olga.waits_for(LATE, scene.channel, seconds=15)
            assert "Aviso para quien opera el bot" in told.shown
            await noted(world)
        luis = scene.slack.person("luis")
        move(world, luis)
        scene.slack.deactivates(luis)
        world.clock.move(minutes=1)
        reference = world.sent("ana", "MX")
        async with scene.bot():
            async with asyncio.timeout(15):
                while len(scene.said()) < 2:
                    world.clock.move(seconds=2)  # what was tried before the bot was connected is tried again
                    await asyncio.sleep(0.1)
        _, second = scene.said()
        assert "No se pudo entregar un aviso." in second
        assert LATE not in second
        assert reference not in second

    play(world, scenario)


def shared(scene: Scene) -> None:
    scene.slack.shares(scene.channel, scene.partner)


def no_longer_shared(scene: Scene) -> None:
    scene.slack.unshares(scene.channel, scene.partner)


def offered(scene: Scene) -> None:
    scene.slack.offers(scene.channel, scene.partner)


def no_longer_offered(scene: Scene) -> None:
    scene.channel.pending.clear()


def public(scene: Scene) -> None:
    scene.slack.makes_public(scene.channel)


def private(scene: Scene) -> None:
    scene.channel.kind = "group"


def archived(scene: Scene) -> None:
    scene.slack.archives(scene.channel)


def not_archived(scene: Scene) -> None:
    scene.slack.unarchives(scene.channel)


def without_the_bot(scene: Scene) -> None:
    scene.slack.leaves(scene.channel, None)


def with_the_bot(scene: Scene) -> None:
    scene.slack.joins(scene.channel, None, by=scene.olga)


@pytest.mark.parametrize(
    ("unfit", "mended", "why"),
    [
        (shared, no_longer_shared, "people of another organisation can read it"),
        (offered, no_longer_offered, "people of another organisation can read it, or are invited to"),
        (public, private, "anybody can walk in"),
        (archived, not_archived, "who reads it cannot be seen: the bot is not in it, or it is not encrypted (Matrix)"),
        (without_the_bot, with_the_bot, "who reads it cannot be seen: the bot is not in it"),
    ],
)
def test_nothing_is_said_where_it_does_not_belong_the_log_says_why_and_once_that_is_mended_it_is_said(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    unfit: Callable[[Scene], None],
    mended: Callable[[Scene], None],
    why: str,
) -> None:
    monkeypatch.setattr("adapters.slack.audience.CHANNEL_SECONDS", 0.0)

    async def scenario(scene: Scene) -> None:
        unfit(scene)
        late(world)
        async with scene.bot():
            await logged(caplog, f"operator's room {scene.channel.id}: nothing is said there: {why}")
            assert scene.said() == []
            mended(scene)
            await scene.olga.waits_for(LATE, scene.channel, seconds=15)
        assert len(scene.said()) == 1
        assert caplog.text.count("nothing is said there") == 1, "said once, and not in each round"

    play(world, scenario)


def test_a_room_that_will_not_do_is_in_the_log_before_anything_goes_wrong(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario(scene: Scene) -> None:
        scene.slack.leaves(scene.channel, None)
        async with scene.bot():
            await logged(caplog, "the bot is not in it")

    play(world, scenario)
