"""Socket Mode of the fake: envelopes, acknowledgements, retries, and sockets that end in every way Slack ends them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from slack_sdk.errors import SlackApiError

from liaison_bot.testing import FakeClock
from slack.echo import add_echo, bolt, client
from slack.fake import FakeSlack

Json = dict[str, Any]


@asynccontextmanager
async def socket(slack: FakeSlack) -> AsyncIterator[ClientWebSocketResponse]:
    """A raw WebSocket of the app, to say the wrong things on."""
    told = await client(slack).apps_connections_open(app_token=slack.app.app_token)
    async with ClientSession() as session, session.ws_connect(told["url"]) as opened:
        yield opened


async def heard(opened: ClientWebSocketResponse) -> Json:
    message = await opened.receive(timeout=3)
    assert message.type is WSMsgType.TEXT, message
    said: Json = json.loads(message.data)
    return said


def test_it_says_hello_and_counts_its_sockets() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack, socket(slack) as first, socket(slack) as second:
            assert (await heard(first))["num_connections"] == 1
            hello = await heard(second)
            assert hello["num_connections"] == 2
            assert set(hello) == {"type", "num_connections", "debug_info", "connection_info"}

    asyncio.run(scenario())


def test_an_eleventh_socket_is_sent_away_and_a_ticket_is_good_once() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack, ClientSession() as session:
            api = client(slack)
            urls = [(await api.apps_connections_open(app_token=slack.app.app_token))["url"] for _ in range(11)]
            opened = [await session.ws_connect(url) for url in urls]
            assert (await heard(opened[-1]))["reason"] == "too_many_websockets"
            assert (await opened[-1].receive()).type is WSMsgType.CLOSE
            again = await session.get(urls[0].replace("ws", "http", 1))
            assert again.status == 401
            for each in opened:
                await each.close()

    asyncio.run(scenario())


def test_an_event_nobody_acknowledges_comes_again_with_its_event_id_and_another_envelope() -> None:
    async def scenario() -> None:
        clock = FakeClock()
        async with FakeSlack(clock) as slack, socket(slack) as opened:
            await heard(opened)
            ana = slack.person("ana")
            await ana.types(None, "hola")
            attempts = [await heard(opened)]
            for seconds in (3, 63, 303):
                slack.tick()
                clock.move(seconds=seconds)
                slack.tick()
                slack.tick()
                attempts.append(await heard(opened))
            assert [each["retry_attempt"] for each in attempts] == [0, 1, 2, 3]
            assert [each["retry_reason"] for each in attempts] == ["", "timeout", "timeout", "timeout"]
            assert len({each["envelope_id"] for each in attempts}) == 4
            assert len({each["payload"]["event_id"] for each in attempts}) == 1
            clock.move(seconds=3)
            slack.tick()
            assert [each.error for each in slack.sockets.deliveries] == ["lost"]

    asyncio.run(scenario())


def test_an_acknowledged_event_does_not_come_again_and_a_late_one_does() -> None:
    async def scenario() -> None:
        clock = FakeClock()
        async with FakeSlack(clock) as slack, socket(slack) as opened:
            await heard(opened)
            await slack.person("ana").types(None, "hola")
            first = await heard(opened)
            clock.move(seconds=4)
            await opened.send_json({"envelope_id": first["envelope_id"]})
            await slack.until(lambda: not slack.sockets._by_envelope)  # noqa: SLF001 - nothing else shows it was heard
            slack.tick()
            second = await heard(opened)
            await opened.send_json({"envelope_id": second["envelope_id"]})
            await slack.until(lambda: slack.sockets.deliveries[0].acknowledged)
            clock.move(hours=1)
            slack.tick()
            assert slack.sockets.waiting == []

    asyncio.run(scenario())


def test_a_command_nobody_acknowledges_is_not_sent_again() -> None:
    async def scenario() -> None:
        async with FakeSlack(patience=0.1) as slack:
            ana = slack.person("ana")
            assert (await ana.slash(None, "/referral", "list")).error == "dispatch_failed"
            async with socket(slack) as opened:
                await heard(opened)
                assert (await ana.slash(None, "/referral", "list")).error == "operation_timeout"
                assert (await heard(opened))["accepts_response_payload"] is True
                slack.tick()
                with pytest.raises(TimeoutError):
                    await opened.receive(timeout=0.1)

    asyncio.run(scenario())


def test_wrong_acknowledgements_are_complained_of() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack, socket(slack) as opened:
            await heard(opened)
            await slack.person("ana").types(None, "hola")
            envelope = (await heard(opened))["envelope_id"]
            await opened.send_json({"envelope_id": envelope, "payload": {"text": "no"}})
            await opened.send_json({"envelope_id": envelope})
            await opened.send_str("hola")
            await slack.until(lambda: len(slack.complaints) == 3)

    asyncio.run(scenario())


def test_events_wait_for_an_app_that_is_away() -> None:
    async def scenario() -> None:
        clock = FakeClock()
        async with FakeSlack(clock) as slack:
            await slack.person("ana").types(None, "hola")
            async with socket(slack) as opened:
                await heard(opened)
                clock.move(minutes=1)
                slack.tick()
                assert (await heard(opened))["payload"]["event"]["text"] == "hola"

    asyncio.run(scenario())


def test_deliveries_can_come_twice_and_in_another_order() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack, socket(slack) as opened:
            await heard(opened)
            ana = slack.person("ana")
            with slack.sockets.held():
                await ana.types(None, "uno")
                await ana.types(None, "dos")
            assert [(await heard(opened))["payload"]["event"]["text"] for _ in range(2)] == ["dos", "uno"]
            slack.sockets.twice = True
            await ana.types(None, "tres")
            first, second = await heard(opened), await heard(opened)
            assert first["payload"] == second["payload"]
            assert first["envelope_id"] != second["envelope_id"]

    asyncio.run(scenario())


@pytest.mark.parametrize("how", ["warning", "refresh_requested", "cut", "deaf"])
def test_the_real_client_comes_back_however_its_socket_ends(how: str) -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack, bolt(slack, ping_interval=0.1) as app:
            add_echo(app)
            ana, old = slack.person("ana"), slack.sockets.open[0]
            if how == "cut":
                old.cut()
            elif how == "deaf":
                old.deaf = True
            else:
                await slack.sockets.disconnect(how)
            await slack.until(lambda: [each for each in slack.sockets.open if each is not old])
            old.cut()
            await slack.until(lambda: old not in slack.sockets.open)
            await ana.types(None, "hola")
            await ana.waits_for("echo: hola")

    asyncio.run(scenario())


def test_a_socket_that_was_warned_is_closed_ten_seconds_later() -> None:
    async def scenario() -> None:
        clock = FakeClock()
        async with FakeSlack(clock) as slack, socket(slack) as opened:
            await heard(opened)
            await slack.sockets.disconnect("warning")
            assert (await heard(opened))["reason"] == "warning"
            slack.tick()
            assert slack.sockets.open
            clock.move(seconds=10)
            slack.tick()
            await slack.until(lambda: not slack.sockets.open)

    asyncio.run(scenario())


def test_socket_mode_that_is_switched_off_takes_no_new_sockets() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack, socket(slack) as opened:
            await heard(opened)
            closing = asyncio.create_task(slack.sockets.disconnect("link_disabled"))
            assert (await heard(opened))["reason"] == "link_disabled"
            await opened.receive()
            await closing
            with pytest.raises(SlackApiError, match="forbidden_team"):
                await client(slack).apps_connections_open(app_token=slack.app.app_token)

    asyncio.run(scenario())
