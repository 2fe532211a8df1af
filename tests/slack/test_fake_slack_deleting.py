"""What Slack does with messages that are deleted, and how it lets an app find and delete its own."""

import asyncio
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from liaison_bot.testing import FakeClock
from slack.echo import client
from slack.fake import FakeSlack


async def texts(asked: Any) -> list[str]:
    return [each["text"] for each in (await asked)["messages"]]


async def posted(api: AsyncWebClient, channel: str, count: int) -> list[str]:
    return [(await api.chat_postMessage(channel=channel, text=f"{number}"))["ts"] for number in range(count)]


def test_a_deleted_message_leaves_its_place_behind_for_as_long_as_there_are_answers_to_it() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, ana = client(slack), slack.person("ana")
            (parent,) = await posted(api, ana.direct.id, 1)
            answer = (await api.chat_postMessage(channel=ana.direct.id, text="respuesta", thread_ts=parent))["ts"]
            await api.chat_delete(channel=ana.direct.id, ts=parent)
            (left,) = (await api.conversations_history(channel=ana.direct.id, include_all_metadata=True))["messages"]
            assert left["subtype"] == "tombstone"
            assert left["latest_reply"] == answer
            assert left["text"] == "This message was deleted."
            thread = await texts(api.conversations_replies(channel=ana.direct.id, ts=parent))
            assert thread == ["This message was deleted.", "respuesta"]
            with pytest.raises(SlackApiError, match="message_not_found"):
                await api.chat_delete(channel=ana.direct.id, ts=parent)
            assert ana.sees() == []
            await api.chat_delete(channel=ana.direct.id, ts=answer)
            assert await texts(api.conversations_history(channel=ana.direct.id)) == []
            with pytest.raises(SlackApiError, match="thread_not_found"):
                await api.conversations_replies(channel=ana.direct.id, ts=parent)

    asyncio.run(scenario())


def test_a_thread_counts_the_answers_that_still_stand() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, ana = client(slack), slack.person("ana")
            parent = await ana.types(None, "un hilo")
            first, last = [
                (await api.chat_postMessage(channel=ana.direct.id, text=text, thread_ts=parent.ts))["ts"]
                for text in ("una", "dos")
            ]
            await api.chat_delete(channel=ana.direct.id, ts=last)
            (told,) = (await api.conversations_history(channel=ana.direct.id))["messages"]
            assert told["reply_count"] == 1
            assert told["latest_reply"] == first

    asyncio.run(scenario())


def test_a_cursor_goes_on_where_it_was_though_messages_were_deleted_meanwhile() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, red = client(slack), slack.channel("red")
            said = await posted(api, red.id, 5)
            page = await api.conversations_history(channel=red.id, limit=2)
            for ts in said[2:]:
                await api.chat_delete(channel=red.id, ts=ts)
            cursor = page["response_metadata"]["next_cursor"]
            assert await texts(api.conversations_history(channel=red.id, limit=2, cursor=cursor)) == ["1", "0"]

    asyncio.run(scenario())


def test_a_thread_comes_in_pages_the_oldest_first() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, red = client(slack), slack.channel("red")
            (parent,) = await posted(api, red.id, 1)
            for number in range(3):
                await api.chat_postMessage(channel=red.id, text=f"respuesta {number}", thread_ts=parent)
            page = await api.conversations_replies(channel=red.id, ts=parent, limit=2)
            cursor = page["response_metadata"]["next_cursor"]
            rest = await texts(api.conversations_replies(channel=red.id, ts=parent, limit=2, cursor=cursor))
            assert rest == ["respuesta 1", "respuesta 2"]

    asyncio.run(scenario())


def test_no_more_than_999_messages_are_told_at_once() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, red = client(slack), slack.channel("red")
            await api.conversations_history(channel=red.id, limit=999)
            with pytest.raises(SlackApiError, match="invalid_limit"):
                await api.conversations_history(channel=red.id, limit=1000)

    asyncio.run(scenario())


def test_a_method_takes_as_many_calls_a_minute_as_its_tier_promises() -> None:
    async def scenario() -> None:
        clock = FakeClock()
        async with FakeSlack(clock) as slack:
            api, red = client(slack), slack.channel("red")
            said = await posted(api, red.id, 52)
            slack.faults.limit_methods = True
            for ts in said[:50]:
                await api.chat_delete(channel=red.id, ts=ts)
            with pytest.raises(SlackApiError) as limited:
                await api.chat_delete(channel=red.id, ts=said[50])
            assert limited.value.response.headers["Retry-After"] == "2"
            await api.conversations_history(channel=red.id)
            clock.move(seconds=2)
            await api.chat_delete(channel=red.id, ts=said[50])

    asyncio.run(scenario())


def test_the_conversation_with_a_deactivated_account_is_still_listed_read_and_deleted_in() -> None:
    """Its history stays, says Slack (python-slack-sdk#1156), and a listed conversation says `is_user_deleted`."""

    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, ana = client(slack), slack.person("ana")
            (ts,) = await posted(api, ana.direct.id, 1)
            slack.deactivates(ana)
            (listed,) = (await api.users_conversations(types="im"))["channels"]
            assert (listed["id"], listed["user"], listed["is_user_deleted"]) == (ana.direct.id, ana.id, True)
            assert listed["is_archived"]
            assert (await api.users_conversations(types="im", exclude_archived=True))["channels"] == []
            assert await texts(api.conversations_history(channel=listed["id"])) == ["0"]
            await api.chat_delete(channel=listed["id"], ts=ts)
            assert await texts(api.conversations_history(channel=listed["id"])) == []

    asyncio.run(scenario())
