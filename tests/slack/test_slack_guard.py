"""What is typed in channels to others: heard only by an app that may, answered to its author alone, written nowhere."""

import asyncio
from pathlib import Path

from liaison_bot.chat import Account, Audience, CommandUsed, Message, Overheard
from liaison_bot.testing import FakeClock
from slack.connected import Bot, Script, eventually, installed, play, running
from slack.fake import FakeSlack
from slack.test_slack_watching import approve
from slack.whole import link, whole
from world import World

CHILD = "la niña se llama Rosa Pérez y nació el 3 de mayo de 2014"


def test_in_a_channel_with_the_guard_its_author_is_told_at_once_and_nobody_else(world: World) -> None:
    async def scenario() -> None:
        async with whole(world, guard_channels=True) as bot:
            elena, luis = bot.slack.person("elena"), bot.slack.person("luis")
            unicef = bot.slack.workspace("UNICEF")
            ruth = bot.slack.person("ruth", of=unicef)
            link(world, "elena", Account("slack", elena.member.team.id, elena.id))
            red = bot.slack.channel("partners", bot.ana, elena, luis, ruth, private=True)
            await bot.ana.types(red, CHILD)
            await elena.slash(red, "/liaison", "sala compartida")
            await elena.waits_for("Anotado", red, seconds=10)
            await elena.slash(red, "/liaison", "sala aviso sí")
            await elena.waits_for("leo lo que se escribe", red, seconds=10)
            assert not any("bórrelo" in one.shown for one in bot.ana.sees(red)), "not before it was turned on"
            for one in (luis, ruth):
                said = await one.types(red, CHILD)
                told = await one.waits_for("bórrelo allí", red, seconds=10)
                assert told.only_for == one.id
                assert "Rosa" not in told.shown
                root = await one.types(red, "disculpen", thread=said)
                await one.types(red, f"perdón: {CHILD}", thread=root)
                in_thread = await one.waits_for("bórrelo allí", red, after=told, seconds=10)
                assert in_thread.thread_ts == said.ts
            assert not any("bórrelo" in one.shown for one in bot.ana.sees(red))
            assert bot.slack.refusals == []

    asyncio.run(scenario())


def test_an_app_without_the_right_hears_nothing_and_says_so_to_who_turns_it_on(world: World) -> None:
    async def scenario() -> None:
        async with whole(world) as bot:
            elena = bot.slack.person("elena")
            link(world, "elena", Account("slack", elena.member.team.id, elena.id))
            red = bot.slack.channel("red", bot.ana, elena, private=True)
            approve(world, red.id)
            await elena.slash(red, "/liaison", "sala aviso sí")
            await elena.waits_for("solo oigo lo que me menciona", red, seconds=10)

    asyncio.run(scenario())


def test_what_mentions_the_bot_is_heard_once_and_what_is_none_of_its_business_not_at_all() -> None:
    async def scenario(bot: Bot) -> None:
        robot = bot.slack.person("robot", bot=True)
        red = bot.slack.channel("red", bot.ana, bot.luis, robot, private=True)
        await bot.ana.types(red, "@liaison referral list")
        await bot.ana.waits_for("Leí: referral list", red)
        said = await bot.ana.types(red, "buenos días")
        await robot.types(red, "soy otro bot")
        await bot.ana.edits(said, "buenas tardes")
        await bot.ana.deletes(said)
        bot.slack.joins(red, bot.slack.person("nuevo"))
        await bot.luis.types(red, "adiós")
        await bot.asked("adiós")
        overheard = [event for event in bot.core.heard if isinstance(event, Overheard)]
        assert [event.text for event in overheard] == ["buenos días", "adiós"]
        assert len(bot.core.heard) == 3
        assert all(event.hears_all for event in bot.core.heard)
        assert bot.slack.calls("conversations.info") == [*bot.slack.calls("conversations.info")[:2]]

    play(scenario, app=installed(guard_channels=True))


def test_what_could_not_be_shown_there_comes_directly() -> None:
    async def scenario(bot: Bot) -> None:
        bot.core.replies["x"] = Message(paragraphs=("Bórrelo",), error=True)
        red = bot.slack.channel("red", bot.ana, private=True)
        bot.slack.faults.error("chat.postEphemeral", "user_not_in_channel")
        await bot.ana.types(red, "x")
        await bot.ana.waits_for("Bórrelo")

    play(scenario, app=installed(guard_channels=True))


def test_it_is_written_nowhere_on_the_way_not_even_sealed(tmp_path: Path) -> None:
    async def scenario() -> None:
        core, clock, journal = Script(slow=60.0), FakeClock(), tmp_path / "journal"
        async with FakeSlack(clock, installed(guard_channels=True)) as slack:
            async with running(slack, core, clock, journal=journal):
                ana = slack.person("ana")
                red = slack.channel("red", ana, private=True)
                await ana.types(red, CHILD)
                await ana.slash(red, "/liaison", "sala")
                await eventually(lambda: len(core.heard) == 2)
            core.slow = 0.0
            core.heard.clear()
            async with running(slack, core, clock, journal=journal):
                await eventually(lambda: core.heard)
            (left,) = core.heard
            assert isinstance(left, CommandUsed)

    asyncio.run(scenario())


def test_an_app_that_hears_channels_hears_at_once_that_one_was_opened() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        bot.slack.makes_public(red)
        await eventually(lambda: (red.id, Audience.OPEN) in bot.core.read_by)
        assert bot.core.heard == []

    play(scenario, app=installed(guard_channels=True), look=600.0)
