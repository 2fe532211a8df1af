"""The sockets: replaced without loss, found out when they only look open, and never two bots' worth."""

import asyncio
import logging
import re

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import SlackPlatform, SlackSettings, SlackStartError
from liaison_bot.testing import FakeClock
from slack.connected import Bot, Script, installed, play, running
from slack.fake import FakeSlack


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
def test_a_socket_that_slack_ends_is_replaced_and_nothing_falls_between(reason: str) -> None:
    async def scenario(bot: Bot) -> None:
        (first,) = bot.slack.sockets.open
        await bot.slack.sockets.disconnect(reason)
        await bot.slack.until(lambda: any(socket is not first for socket in bot.slack.sockets.open))
        for number in range(6):
            outcome = await bot.ana.slash(None, "/referral", f"list {number}")
            assert not outcome.error
            await bot.ana.types(None, f"hola {number}")
        for number in range(6):
            await bot.ana.waits_for(f"Orden: referral list {number}", seconds=15)
            await bot.ana.waits_for(f"Leí: hola {number}", seconds=15)
        assert bot.core.fresh == 12

    play(scenario)


def test_with_a_warning_the_new_socket_is_open_before_the_old_one_closes() -> None:
    async def scenario(bot: Bot) -> None:
        (first,) = bot.slack.sockets.open
        await bot.slack.sockets.disconnect("warning")
        await bot.slack.until(lambda: len(bot.slack.sockets.open) == 2)
        assert first in bot.slack.sockets.open
        bot.clock.move(seconds=11)
        bot.slack.tick()
        await bot.slack.until(lambda: first not in bot.slack.sockets.open)
        assert len(bot.slack.sockets.open) == 1

    play(scenario)


def test_what_was_said_while_no_socket_was_open_is_answered_when_slack_says_it_again() -> None:
    async def scenario(bot: Bot) -> None:
        (first,) = bot.slack.sockets.open
        first.cut()
        await bot.ana.types(None, "hola")
        await bot.slack.until(lambda: any(socket is not first for socket in bot.slack.sockets.open), seconds=10)
        for seconds in (4, 61):
            bot.clock.move(seconds=seconds)
            bot.slack.tick()
        await bot.ana.waits_for("Leí: hola", seconds=10)
        assert bot.core.fresh == 1

    play(scenario, ping=0.3)


def test_a_socket_that_only_looks_open_is_found_out_by_its_pings() -> None:
    async def scenario(bot: Bot) -> None:
        (first,) = bot.slack.sockets.open
        first.deaf = True
        await bot.slack.until(lambda: any(socket is not first for socket in bot.slack.sockets.open), seconds=15)
        await bot.ana.types(None, "hola")
        if not bot.core.heard:  # it went to the deaf one
            bot.clock.move(seconds=4)
            bot.slack.tick()
            bot.clock.move(minutes=1)
            bot.slack.tick()
        await bot.ana.waits_for("Leí: hola", seconds=10)

    play(scenario, ping=0.3)


def test_an_eleventh_socket_waits_its_turn_and_says_why(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        async with FakeSlack(FakeClock(), installed()) as slack, ClientSession() as session:
            client = AsyncWebClient(base_url=slack.api_url, session=session, retry_handlers=[])
            others = []
            for _ in range(10):
                opened = await client.apps_connections_open(app_token=slack.app.app_token)
                others.append(await session.ws_connect(str(opened["url"])))
            settings = SlackSettings(
                bot_token=slack.app.bot_token, app_token=slack.app.app_token, api_url=slack.api_url
            )
            ready = asyncio.Event()
            platform = SlackPlatform(settings, announce=lambda _me: ready.set(), clock=FakeClock(), ping=0.3)
            run = asyncio.create_task(platform.run(Script()))
            await asyncio.sleep(2.5)
            assert not ready.is_set()
            asked = len(slack.calls("apps.connections.open")) - 10
            assert 2 <= asked <= 5, "it asks more and more slowly"
            await others[0].close()
            await asyncio.wait_for(ready.wait(), 10)
            run.cancel()
            await asyncio.gather(run, return_exceptions=True)
            assert slack.complaints == []

    with caplog.at_level(logging.ERROR):
        asyncio.run(scenario())
    assert [record.getMessage() for record in caplog.records if "ten connections" in record.getMessage()]


def test_another_bot_with_the_same_token_is_told_to_the_operator_and_ones_own_sockets_are_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scenario(bot: Bot) -> None:
        await bot.slack.sockets.disconnect("warning")
        await bot.slack.until(lambda: len(bot.slack.calls("apps.connections.open")) == 3)
        await bot.settled()
        assert "another bot" not in caplog.text
        async with running(bot.slack, bot.core, bot.clock):
            await bot.settled()
        assert caplog.text.count("another bot") == 1

    with caplog.at_level(logging.ERROR):
        play(scenario)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"bot_token": "xoxb-wrong"}, r"slack\.bot_token: Slack does not take it \(invalid_auth\)"),
        ({"app_token": "xapp-wrong"}, r"slack\.app_token: Slack does not take it \(invalid_auth\)"),
        ({"team_id": "T0OTHER"}, r"slack\.team_id: the bot token belongs to workspace T\w+, not T0OTHER"),
    ],
)
def test_a_wrong_token_stops_the_start_with_one_clear_line(wrong: dict[str, str], told: str) -> None:
    async def scenario() -> None:
        async with FakeSlack(FakeClock(), installed()) as slack:
            settings = SlackSettings(
                bot_token=wrong.get("bot_token", slack.app.bot_token),
                app_token=wrong.get("app_token", slack.app.app_token),
                api_url=slack.api_url,
                team_id=wrong.get("team_id", ""),
            )
            platform = SlackPlatform(settings, announce=lambda _me: None, clock=FakeClock())
            with pytest.raises(SlackStartError) as refused:
                await asyncio.wait_for(platform.run(Script()), 5)
            assert re.search(told, refused.value.strerror or "")
            for secret in ("wrong", "xoxb", "xapp"):
                assert secret not in str(refused.value)

    asyncio.run(scenario())


def test_settings_never_show_their_tokens() -> None:
    shown = repr(SlackSettings(bot_token="xoxb-1", app_token="xapp-1"))
    assert "xoxb" not in shown
    assert "xapp" not in shown


def test_everything_delivered_twice_is_done_once() -> None:
    async def scenario(bot: Bot) -> None:
        bot.slack.sockets.twice = True
        await bot.ana.types(None, "hola")
        await bot.ana.waits_for("Leí: hola")
        red = bot.slack.channel("red", bot.ana, private=True)
        await bot.ana.types(red, "@liaison referral list")
        await bot.ana.waits_for("Leí: referral list", red)
        await bot.settled()
        assert bot.core.fresh == 2
        assert sum("Leí: hola" in message.shown for message in bot.ana.sees()) == 1

    play(scenario)


def test_everything_is_acknowledged_at_once_whatever_the_database_does() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.types(None, "hola")
        await bot.ana.waits_for("Leí: hola")
        bot.core.slow = 3
        await bot.ana.types(None, "adiós")
        await bot.slack.until(lambda: not bot.slack.sockets.waiting)
        assert bot.core.fresh == 1, "acknowledged before the core has answered"
        await bot.ana.waits_for("Leí: adiós")

    play(scenario)


def test_the_home_is_drawn_when_somebody_looks_and_again_when_something_changed() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.opens_home()
        await bot.slack.until(lambda: bot.ana.home and "Su oficina hoy 1" in bot.ana.home.shown)
        assert bot.ana.home
        await bot.ana.presses(bot.ana.home, "Aceptar")
        await bot.ana.waits_for("Orden: referral accept")
        await bot.slack.until(lambda: bot.ana.home and "Su oficina hoy 2" in bot.ana.home.shown)
        await bot.luis.types(None, "hola")
        await bot.luis.waits_for("Leí: hola")
        await bot.settled()
        assert bot.core.desks == 2, "nobody draws a Home that nobody has looked at"

    play(scenario)


def test_a_home_is_not_drawn_for_somebody_of_another_organisation() -> None:
    async def scenario(bot: Bot) -> None:
        ruth = bot.slack.person("ruth", of=bot.slack.workspace("UNICEF"))
        bot.slack.channel("partners", bot.ana, ruth, private=True)
        await ruth.opens_home()
        await bot.settled()
        assert bot.core.desks == 0

    play(scenario)
