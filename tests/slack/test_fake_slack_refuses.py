"""What Slack's Web API refuses, the fake refuses with the same word; asked through the real slack_sdk."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from slack.echo import client
from slack.fake import FakeSlack, SlackApp
from slack.fake import blocks as kit

Json = dict[str, Any]
Asking = Callable[[FakeSlack, AsyncWebClient], Awaitable[Any]]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: object) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(text: str = "Aceptar", **more: object) -> Json:
    return {"type": "button", "text": plain(text), "action_id": "go", **more}


def option(value: str, text: str = "uno") -> Json:
    return {"text": plain(text), "value": value}


def select(*options: Json, **more: object) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": list(options), **more}


def typed(block: str = "name", **more: object) -> Json:
    element = {"type": "plain_text_input", "action_id": "typed", **more}
    return {"type": "input", "block_id": block, "label": plain("Nombre"), "element": element}


def modal(*blocks: Json, **more: object) -> Json:
    return {"type": "modal", "title": plain("Remisión"), "blocks": list(blocks), "submit": plain("Enviar"), **more}


def refused(asking: Asking, app: SlackApp | None = None) -> str:
    """The word with which this is refused."""

    async def scenario() -> str:
        async with FakeSlack(app=app) as slack:
            with pytest.raises(SlackApiError) as caught:
                await asking(slack, client(slack))
            return str(caught.value.response["error"])

    return asyncio.run(scenario())


GOOD_BLOCKS: list[list[Json]] = [
    [section("x" * 3000)],
    [section("x", fields=[plain("f" * 2000)] * 10)],
    [{"type": "header", "text": plain("h" * 150)}],
    [{"type": "divider"}] * 50,
    [{"type": "actions", "elements": [button("b" * 75, value="v" * 2000, style="danger")]}],
    [{"type": "actions", "elements": [button(action_id=f"a{number}") for number in range(25)]}],
    [{"type": "context", "elements": [plain("c")] * 10}],
    [{"type": "actions", "elements": [select(*[option(f"{number}") for number in range(100)])]}],
    [section("x", accessory={"type": "overflow", "options": [option(f"{number}") for number in range(5)]})],
    [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 20] * 100}],
]

BAD_BLOCKS: list[list[Json]] = [
    [section("x" * 3001)],
    [section("")],
    [{"type": "section"}],
    [section("x", fields=[plain("f")] * 11)],
    [section("x", fields=[plain("f" * 2001)])],
    [section("x", colour="red")],
    [section("x", block_id=None)],
    [section("x", block_id="b" * 256)],
    [section("x", block_id="one"), section("y", block_id="one")],
    [{"type": "header", "text": plain("h" * 151)}],
    [{"type": "header", "text": {"type": "mrkdwn", "text": "no"}}],
    [{"type": "divider"}] * 51,
    [{"type": "marquee"}],
    [{"type": "actions", "elements": []}],
    [{"type": "actions", "elements": [button(action_id=f"a{number}") for number in range(26)]}],
    [{"type": "actions", "elements": [button(), button()]}],
    [{"type": "actions", "elements": [button("b" * 76)]}],
    [{"type": "actions", "elements": [button(value="v" * 2001)]}],
    [{"type": "actions", "elements": [button(action_id="a" * 256)]}],
    [{"type": "actions", "elements": [button(style="blue")]}],
    [
        {
            "type": "actions",
            "elements": [button(confirm={"title": plain("¿?"), "text": plain("sí"), "confirm": plain("x")})],
        }
    ],
    [
        {
            "type": "actions",
            "elements": [
                button(
                    confirm={"title": plain("t"), "text": plain("x"), "confirm": plain("y" * 31), "deny": plain("n")}
                ),
            ],
        },
    ],
    [{"type": "context", "elements": [plain("c")] * 11}],
    [{"type": "context", "elements": [button()]}],
    [{"type": "actions", "elements": [select(*[option(f"{number}") for number in range(101)])]}],
    [{"type": "actions", "elements": [select(option("1", "t" * 76))]}],
    [{"type": "actions", "elements": [select(option("v" * 151))]}],
    [{"type": "actions", "elements": [select(option("1"), option("1"))]}],
    [{"type": "actions", "elements": [select(option("1"), initial_option=option("2"))]}],
    [{"type": "actions", "elements": [select(option("1"), placeholder=plain("p" * 151))]}],
    [{"type": "actions", "elements": [select()]}],
    [section("x", accessory={"type": "overflow", "options": [option(f"{number}") for number in range(6)]})],
    [section("x", accessory={"type": "checkboxes", "options": [option(f"{number}") for number in range(11)]})],
    [section("x", accessory={"type": "datepicker", "initial_date": "3/1/2026"})],
    [section("x", accessory={"type": "plain_text_input"})],
    [typed(max_length=3001)],
    [typed(max_length=3, initial_value="cuatro")],
    [typed("a", focus_on_load=True), typed("b", focus_on_load=True)],
    [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}],
    [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2,
    [{"type": "markdown", "text": "m" * 6001}] * 2,
]


@pytest.mark.parametrize("blocks", GOOD_BLOCKS, ids=lambda blocks: str(blocks)[:40])
def test_blocks_at_their_limits_are_posted(blocks: list[Json]) -> None:
    assert kit.message_blocks(blocks) == []


@pytest.mark.parametrize("blocks", BAD_BLOCKS, ids=lambda blocks: str(blocks)[:60])
def test_blocks_past_a_limit_are_refused_at_their_place(blocks: list[Json]) -> None:
    async def ask(slack: FakeSlack, api: AsyncWebClient) -> None:
        channel = slack.channel("red")
        await api.chat_postMessage(channel=channel.id, text="x", blocks=blocks)

    assert refused(ask) == "invalid_blocks"
    assert all("[json-pointer:/blocks" in each for each in kit.message_blocks(blocks))


@pytest.mark.parametrize(
    "view",
    [
        modal(title=plain("t" * 25)),
        modal(submit=plain("s" * 25)),
        modal(close=plain("c" * 25)),
        modal(private_metadata="p" * 3001),
        modal(callback_id="c" * 256),
        modal(*[{"type": "divider"}] * 101),
        modal({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}),
        modal(colour="red"),
        modal(notify_on_close=None),
        {"type": "modal", "blocks": []},
        {"type": "modal", "title": plain("t"), "blocks": [typed()]},
        {"type": "home", "blocks": [], "title": plain("t")},
        {"type": "home", "blocks": []},
        {"type": "window", "blocks": []},
    ],
    ids=lambda view: str(view)[:60],
)
def test_a_modal_past_a_limit_is_refused(view: Json) -> None:
    async def ask(slack: FakeSlack, api: AsyncWebClient) -> None:
        ana = slack.person("ana")
        await api.views_open(trigger_id=slack.memory.trigger(ana.member), view=view)

    assert refused(ask) == "invalid_arguments"


def test_a_modal_of_more_than_250_kilobytes_is_refused() -> None:
    groups = [
        {"label": plain("g"), "options": [option(f"{group}-{each}", "t" * 75) for each in range(100)]}
        for group in range(30)
    ]

    async def ask(slack: FakeSlack, api: AsyncWebClient) -> None:
        select_all = {"type": "static_select", "action_id": "pick", "option_groups": groups}
        block = {"type": "input", "label": plain("x"), "element": select_all}
        await api.views_open(trigger_id=slack.memory.trigger(slack.person("ana").member), view=modal(block))

    assert refused(ask) == "view_too_large"


def _elsewhere(slack: FakeSlack) -> str:
    return slack.person("eva", of=slack.workspace("UNICEF")).id


CALLS: dict[str, tuple[str, Asking]] = {
    "an unknown method": ("unknown_method", lambda _, api: api.api_call("chat.postMesage", json={})),
    "an unknown argument": (
        "invalid_arguments",
        lambda slack, api: api.chat_postMessage(channel=slack.channel("a").id, text="x", colour="red"),
    ),
    "a missing argument": ("invalid_arguments", lambda _, api: api.api_call("chat.postMessage", json={"text": "x"})),
    "a number for a text": (
        "invalid_arguments",
        lambda slack, api: api.api_call("chat.postMessage", json={"channel": slack.channel("a").id, "text": 7}),
    ),
    "nothing to say": (
        "no_text",
        lambda slack, api: api.api_call("chat.postMessage", json={"channel": slack.channel("a").id}),
    ),
    "no such channel": ("channel_not_found", lambda _, api: api.chat_postMessage(channel="C000000999", text="x")),
    "a private channel without the bot": (
        "channel_not_found",
        lambda slack, api: api.chat_postMessage(channel=slack.channel("a", private=True, bot=False).id, text="x"),
    ),
    "a public channel without the bot": (
        "not_in_channel",
        lambda slack, api: api.chat_postMessage(channel=slack.channel("a", bot=False).id, text="x"),
    ),
    "a direct conversation of two others": (
        "channel_not_found",
        lambda slack, api: api.chat_postMessage(
            channel=slack.group_direct(slack.person("ana"), slack.person("ben"), bot=False).id, text="x"
        ),
    ),
    "a stranger of another workspace": (
        "channel_not_found",
        lambda slack, api: api.chat_postMessage(channel=_elsewhere(slack), text="x"),
    ),
    "opening a stranger's conversation": (
        "user_not_visible",
        lambda slack, api: api.conversations_open(users=_elsewhere(slack)),
    ),
    "nobody": ("user_not_found", lambda _, api: api.conversations_open(users="U000000999")),
    "a person nobody knows": ("user_not_found", lambda _, api: api.users_info(user="U000000999")),
    "metadata that is not flat": (
        "invalid_metadata_schema",
        lambda slack, api: api.chat_postMessage(
            channel=slack.channel("a").id, text="x", metadata={"event_type": "p", "event_payload": {"a": {"b": 1}}}
        ),
    ),
    "metadata without a type": (
        "invalid_metadata_format",
        lambda slack, api: api.chat_postMessage(channel=slack.channel("a").id, text="x", metadata={"id": "1"}),
    ),
    "metadata without end": (
        "metadata_too_large",
        lambda slack, api: api.chat_postMessage(
            channel=slack.channel("a").id, text="x", metadata={"event_type": "p", "event_payload": {"a": "x" * 9000}}
        ),
    ),
    "blocks of 14,000 characters": (
        "msg_blocks_too_long",
        lambda slack, api: api.chat_postMessage(
            channel=slack.channel("a").id, text="x", blocks=[section("x" * 2800)] * 5
        ),
    ),
    "an ephemeral message to somebody who is not there": (
        "user_not_in_channel",
        lambda slack, api: api.chat_postEphemeral(channel=slack.channel("a").id, user=slack.person("ana").id, text="x"),
    ),
    "an answer to a message that is not there": (
        "cannot_reply_to_message",
        lambda slack, api: api.chat_postMessage(channel=slack.channel("a").id, thread_ts="1.000001", text="x"),
    ),
    "a message that is not there": (
        "message_not_found",
        lambda slack, api: api.chat_update(channel=slack.channel("a").id, ts="1700000000.000001", text="x"),
    ),
    "a thread that is not there": (
        "thread_not_found",
        lambda slack, api: api.conversations_replies(channel=slack.channel("a").id, ts="1700000000.000001"),
    ),
    "a wrong cursor": (
        "invalid_cursor",
        lambda slack, api: api.conversations_history(channel=slack.channel("a").id, cursor="%%%"),
    ),
    "a trigger that never was": ("invalid_trigger_id", lambda _, api: api.views_open(trigger_id="1.2.3", view=modal())),
    "a view that never was": ("not_found", lambda _, api: api.views_update(view_id="V000000999", view=modal())),
    "pushing on no modal": (
        "not_found",
        lambda slack, api: api.views_push(trigger_id=slack.memory.trigger(slack.person("ana").member), view=modal()),
    ),
    "a Home tab of nobody": (
        "invalid_arguments",
        lambda _, api: api.views_publish(user_id="U000000999", view={"type": "home", "blocks": []}),
    ),
    "another name for the bot": (
        "missing_scope",
        lambda slack, api: api.chat_postMessage(channel=slack.channel("a").id, text="x", username="Ana"),
    ),
    "the wrong token": ("invalid_auth", lambda slack, _: client(slack, "xoxb-wrong").auth_test()),
    "the app's token where the bot's belongs": (
        "not_allowed_token_type",
        lambda slack, _: client(slack, slack.app.app_token).auth_test(),
    ),
    "the bot's token where the app's belongs": (
        "not_allowed_token_type",
        lambda slack, api: api.apps_connections_open(app_token=slack.app.bot_token),
    ),
}


@pytest.mark.parametrize("what", CALLS)
def test_slack_refuses(what: str) -> None:
    error, asking = CALLS[what]
    assert refused(asking) == error


@pytest.mark.parametrize(
    ("asking", "needed"),
    [
        (lambda slack, api: api.chat_postMessage(channel=slack.channel("a").id, text="x"), "chat:write"),
        (lambda slack, api: api.conversations_info(channel=slack.channel("a", private=True).id), "groups:read"),
        (lambda slack, api: api.conversations_info(channel=slack.person("ana").direct.id), "im:read"),
        (lambda slack, api: api.conversations_history(channel=slack.channel("a").id), "channels:history"),
        (lambda slack, api: api.conversations_open(users=slack.person("ana").id), "im:write"),
        (lambda slack, api: api.users_info(user=slack.person("ana").id), "users:read"),
        (lambda _, api: api.users_conversations(types="mpim"), "mpim:read"),
    ],
)
def test_a_scope_that_was_not_granted_is_missed(asking: Asking, needed: str) -> None:
    none = SlackApp(scopes=frozenset(), events=frozenset(), commands={})
    assert refused(asking, none) == "missing_scope"
    assert refused(asking, none) == "missing_scope"

    async def scenario() -> None:
        enough = SlackApp(scopes=frozenset([needed]), events=frozenset(), commands={})
        async with FakeSlack(app=enough) as slack:
            assert (await asking(slack, client(slack)))["ok"]

    asyncio.run(scenario())


def test_without_a_messages_tab_nobody_can_be_written_to() -> None:
    async def ask(slack: FakeSlack, api: AsyncWebClient) -> None:
        await api.chat_postMessage(channel=slack.person("ana").direct.id, text="x")

    assert refused(ask, SlackApp(messages_tab=False)) == "messages_tab_disabled"


def test_what_a_manifest_grants_is_all_there_is() -> None:
    manifest = {
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "slash_commands": [{"command": "/referral", "description": "x", "should_escape": True}],
        },
        "oauth_config": {"scopes": {"bot": ["commands", "im:history"]}},
        "settings": {"socket_mode_enabled": True, "event_subscriptions": {"bot_events": ["message.im"]}},
    }
    app = SlackApp.from_manifest(manifest)
    assert app.scopes == {"commands", "im:history"}
    assert app.commands == {"/referral": True}
    assert (app.home_tab, app.messages_tab, app.people_write, app.interactivity) == (True, True, True, False)
    with pytest.raises(ValueError, match="Socket Mode"):
        SlackApp.from_manifest({**manifest, "settings": {}})


def test_only_the_bots_own_messages_change_and_nothing_is_said_in_an_archive() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, ana = client(slack), slack.person("ana")
            red = slack.channel("red", ana)
            said = await ana.types(red, "hola")
            ts = (await api.chat_postMessage(channel=red.id, text="uno", blocks=[section("uno")]))["ts"]
            for wrong, error in (
                ({"ts": ts, "text": "x" * 4001}, "msg_too_long"),
                ({"ts": said.ts, "text": "x"}, "cant_update_message"),
                ({"ts": ts, "channel": ana.id, "text": "x"}, "channel_not_found"),
            ):
                with pytest.raises(SlackApiError, match=error):
                    await api.chat_update(**{"channel": red.id, **wrong})
            with pytest.raises(SlackApiError, match="cant_delete_message"):
                await api.chat_delete(channel=red.id, ts=said.ts)
            await api.chat_update(channel=red.id, ts=ts, text="dos")
            assert [each.shown for each in ana.sees(red)] == ["hola", "dos"]
            await api.chat_delete(channel=red.id, ts=ts)
            assert [each.shown for each in ana.sees(red)] == ["hola"]
            slack.archives(red)
            with pytest.raises(SlackApiError, match="is_archived"):
                await api.chat_postMessage(channel=red.id, text="x")

    asyncio.run(scenario())


def test_a_deactivated_account_cannot_be_written_to_anew_but_its_old_conversation_takes_everything() -> None:
    """chat.postMessage succeeds, says Slack (python-slack-sdk#1156): who asks for delivery must ask users.info."""

    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, ana = client(slack), slack.person("ana")
            direct = ana.direct
            slack.deactivates(ana)
            with pytest.raises(SlackApiError, match="user_disabled"):
                await api.conversations_open(users=ana.id)
            assert (await api.chat_postMessage(channel=direct.id, text="hola"))["ok"]
            assert (await api.users_info(user=ana.id))["user"]["deleted"] is True

    asyncio.run(scenario())


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive"])
def test_a_token_that_is_worth_nothing_any_more_is_refused(error: str) -> None:
    async def ask(slack: FakeSlack, api: AsyncWebClient) -> None:
        await api.auth_test()
        slack.faults.revoke(error)
        await api.auth_test()

    assert refused(ask) == error


def test_metadata_is_given_back_by_history_and_goes_only_when_it_is_taken_away() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, red = client(slack), slack.channel("red")
            parcel = {"event_type": "parcel", "event_payload": {"id": "p-1"}}
            ts = (await api.chat_postMessage(channel=red.id, text="uno", metadata=parcel))["ts"]
            await api.chat_update(channel=red.id, ts=ts, text="dos")
            for wanted, found in ((True, parcel), (False, None)):
                told = await api.conversations_history(channel=red.id, include_all_metadata=wanted)
                assert told["messages"][0].get("metadata") == found
            await api.chat_update(channel=red.id, ts=ts, text="tres", metadata={})
            told = await api.conversations_history(channel=red.id, include_all_metadata=True)
            assert "metadata" not in told["messages"][0]

    asyncio.run(scenario())


def test_history_comes_in_pages_the_newest_first_and_threads_apart() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, ana = client(slack), slack.person("ana")
            red = slack.channel("red", ana)
            first = await ana.types(red, "uno")
            await ana.types(red, "en el hilo", thread=first)
            last = await ana.types(red, "dos")
            page = await api.conversations_history(channel=red.id, limit=1)
            assert [each["text"] for each in page["messages"]] == ["dos"]
            rest = await api.conversations_history(
                channel=red.id, limit=1, cursor=page["response_metadata"]["next_cursor"]
            )
            assert [each["text"] for each in rest["messages"]] == ["uno"]
            assert not rest["has_more"]
            since = await api.conversations_history(channel=red.id, oldest=first.ts, latest=last.ts)
            assert since["messages"] == []
            thread = await api.conversations_replies(channel=red.id, ts=first.ts)
            assert [each["text"] for each in thread["messages"]] == ["uno", "en el hilo"]

    asyncio.run(scenario())


def test_what_is_wrong_but_let_pass_is_complained_of() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, red = client(slack), slack.channel("red")
            await api.chat_postMessage(channel=red.id, text="x" * 4001)
            with pytest.warns(UserWarning, match="text"):
                await api.chat_postMessage(channel=red.id, blocks=[section("sin texto")])
            assert len(slack.complaints) == 2

    asyncio.run(scenario())


def test_a_manifest_that_slack_would_refuse_is_refused() -> None:
    with pytest.raises(ValueError, match=r"message\.im needs one of im:history"):
        SlackApp(scopes=frozenset(), events=frozenset(["message.im"]), commands={})
    with pytest.raises(ValueError, match="commands"):
        SlackApp(scopes=frozenset(), events=frozenset())
    with pytest.raises(ValueError, match="does not know"):
        SlackApp(events=frozenset(["message.everywhere"]))
