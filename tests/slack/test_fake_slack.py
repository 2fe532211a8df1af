"""The fake Slack does as Slack does for the people who use it, through the real slack-bolt and slack_sdk."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from liaison_bot.testing import FakeClock
from slack.echo import add_echo, bolt, client
from slack.fake import CannotDoError, FakeSlack, Person, SlackApp
from slack.fake.faults import BURST

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


CARD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*CB-0001* espera"}},
    {
        "type": "actions",
        "block_id": "moves",
        "elements": [
            {"type": "button", "action_id": "accept", "text": plain("Aceptar"), "value": "CB-0001"},
            {
                "type": "button",
                "action_id": "decline",
                "text": plain("Declinar"),
                "style": "danger",
                "confirm": {
                    "title": plain("¿Declinar?"),
                    "text": plain("No se deshace"),
                    "confirm": plain("Sí"),
                    "deny": plain("No"),
                },
            },
        ],
    },
]

FORM: Json = {
    "type": "modal",
    "title": plain("Remisión"),
    "submit": plain("Enviar"),
    "notify_on_close": True,
    "private_metadata": "draft-1",
    "blocks": [
        {
            "type": "input",
            "block_id": "to",
            "label": plain("País"),
            "element": {
                "type": "static_select",
                "action_id": "country",
                "options": [{"text": plain("México"), "value": "MX"}, {"text": plain("Belice"), "value": "BZ"}],
            },
        },
        {
            "type": "input",
            "block_id": "note",
            "label": plain("Nota"),
            "optional": True,
            "element": {"type": "plain_text_input", "action_id": "text", "max_length": 10},
        },
    ],
}


def form_app(app: AsyncApp, answers: list[Json], heard: list[Json]) -> None:
    """`/referral` opens the form; a submission is acknowledged with the next answer; everything is written down."""

    @app.command("/referral")
    async def command(ack: Any, client: Any, body: Json) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view({"type": "view_submission", "callback_id": ""})
    async def submitted(ack: Any, body: Json) -> None:
        heard.append(body)
        await ack(**answers.pop(0))

    @app.view_closed("")
    async def closed(ack: Any, body: Json) -> None:
        heard.append(body)
        await ack()


def test_a_bare_bolt_app_answers_commands_and_messages() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack, bolt(slack) as app:
            add_echo(app)
            ana, ben = slack.person("ana"), slack.person("ben")
            red = slack.channel("red", ana, ben)
            outcome = await ana.slash(red, "/referral", "list <b>")
            assert not outcome.error
            assert (await ana.waits_for("echo: list <b>", red)).only_for == ana.id
            assert ben.sees(red) == []
            await ben.types(None, "hola")
            answer = await ben.waits_for("echo: hola")
            assert answer.user == slack.memory.bot.id
            assert slack.complaints == []
            assert slack.refusals == []

    asyncio.run(scenario())


def test_what_people_type_arrives_as_slack_writes_it() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            ana = slack.person("ana")
            red = slack.channel("red", ana)
            said = await ana.types(red, "@liaison <@U1> & #red @channel http://a.example x@liaison")
            bot = slack.memory.bot.id
            assert said.text == (f"<@{bot}> &lt;@U1&gt; &amp; <#{red.id}|red> <!channel> <http://a.example> x<@{bot}>")
            assert said.mentions == [bot, "channel", bot]
            assert said.links == ["http://a.example"]

    asyncio.run(scenario())


def test_a_form_is_opened_filled_refused_at_its_fields_and_sent() -> None:
    async def scenario() -> None:
        answers: list[Json] = [{"response_action": "errors", "errors": {"note": "sin nombres"}}, {}]
        heard: list[Json] = []
        async with FakeSlack() as slack, bolt(slack) as app:
            form_app(app, answers, heard)
            ana = slack.person("ana")
            await ana.slash(None, "/referral")
            view = await ana.waits_for_modal("Remisión")
            with pytest.raises(CannotDoError, match="País"):
                await ana.submits(view)
            with pytest.raises(CannotDoError, match="CA"):
                await ana.submits(view, {"País": "CA"})
            with pytest.raises(CannotDoError, match="11 characters"):
                await ana.submits(view, {"País": "MX", "Nota": "x" * 11})
            outcome = await ana.submits(view, {"País": "MX", "Nota": "Ana"})
            assert outcome.errors == {"note": "sin nombres"}
            assert ana.modal is view
            assert not (await ana.submits(view, {"note": ""})).errors
            assert ana.member.modals == []
            assert heard[-1]["view"]["state"]["values"] == {
                "to": {
                    "country": {"type": "static_select", "selected_option": {"text": plain("México"), "value": "MX"}}
                },
                "note": {"text": {"type": "plain_text_input", "value": None}},
            }
            assert heard[-1]["view"]["private_metadata"] == "draft-1"

    asyncio.run(scenario())


def test_a_form_that_is_closed_is_told_where_the_app_asked_for_it() -> None:
    async def scenario() -> None:
        heard: list[Json] = []
        async with FakeSlack() as slack, bolt(slack) as app:
            form_app(app, [], heard)
            ana = slack.person("ana")
            await ana.slash(None, "/referral")
            await ana.closes(await ana.waits_for_modal())
            assert [each["type"] for each in heard] == ["view_closed"]
            assert ana.modal is None

    asyncio.run(scenario())


def test_a_trigger_opens_one_view_within_three_seconds() -> None:
    async def scenario() -> None:
        clock = FakeClock()
        async with FakeSlack(clock) as slack:
            api, ana = client(slack), slack.person("ana")
            first, second = slack.memory.trigger(ana.member), slack.memory.trigger(ana.member)
            view = (await api.views_open(trigger_id=first, view=FORM))["view"]
            with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
                await api.views_open(trigger_id=first, view=FORM)
            clock.move(seconds=4)
            with pytest.raises(SlackApiError, match="expired_trigger_id"):
                await api.views_open(trigger_id=second, view=FORM)
            told = await api.views_update(view_id=view["id"], hash=view["hash"], view=FORM)
            assert told["view"]["hash"] != view["hash"]
            with pytest.raises(SlackApiError, match="hash_conflict"):
                await api.views_update(view_id=view["id"], hash=view["hash"], view=FORM)
            assert ana.modal is not None
            for _ in range(2):
                await api.views_push(trigger_id=slack.memory.trigger(ana.member, ana.modal), view=FORM)
            with pytest.raises(SlackApiError, match="push_limit_reached"):
                await api.views_push(trigger_id=slack.memory.trigger(ana.member, ana.modal), view=FORM)

    asyncio.run(scenario())


def test_what_was_put_into_a_field_stays_when_the_view_is_drawn_anew_with_it() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, ana = client(slack), slack.person("ana")
            await api.views_open(trigger_id=slack.memory.trigger(ana.member), view=FORM)
            view = ana.modal
            assert view is not None
            await ana.chooses(view, "country", "BZ")
            await api.views_update(view_id=view.id, view=FORM)
            assert view.values["to"]["country"]["selected_option"]["value"] == "BZ"
            other = {**FORM, "blocks": [{**FORM["blocks"][0], "block_id": "to2"}]}
            await api.views_update(view_id=view.id, view=other)
            assert view.values == {}

    asyncio.run(scenario())


SEARCH: Json = {
    "type": "input",
    "block_id": "desk",
    "label": plain("Mesa"),
    "element": {"type": "external_select", "action_id": "desk", "min_query_length": 1},
}


def test_an_answer_to_a_submission_may_draw_the_view_anew_or_put_another_on_it_or_shut_all() -> None:
    async def scenario() -> None:
        second, third = ({**FORM, "title": plain(title), "blocks": []} for title in ("Dos", "Tres"))
        answers: list[Json] = [
            {"response_action": "update", "view": second},
            {"response_action": "push", "view": third},
            {"response_action": "clear"},
        ]
        async with FakeSlack() as slack, bolt(slack) as app:
            form_app(app, answers, [])
            ana = slack.person("ana")
            await ana.slash(None, "/referral")
            first = await ana.waits_for_modal("Remisión")
            await ana.submits(first, {"País": "MX"})
            assert [each.title for each in ana.member.modals] == ["Dos"]
            await ana.submits(first)
            assert [each.title for each in ana.member.modals] == ["Dos", "Tres"]
            await ana.submits(ana.member.modals[-1])
            assert ana.member.modals == []
            assert slack.complaints == []

    asyncio.run(scenario())


def test_options_the_app_knows_are_searched_and_chosen() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack, bolt(slack) as app:

            @app.options("desk")
            async def desks(ack: Any, payload: Json) -> None:
                await ack(options=[{"text": plain(f"{payload['value']}éxico"), "value": "MX"}])

            ana = slack.person("ana")
            await client(slack).views_open(
                trigger_id=slack.memory.trigger(ana.member), view={**FORM, "blocks": [SEARCH]}
            )
            view = await ana.waits_for_modal()
            assert await ana.searches(view, "Mesa", "M") == ["México"]
            await ana.submits(view, {"Mesa": "México"})
            assert view.values["desk"]["desk"]["selected_option"]["value"] == "MX"

    asyncio.run(scenario())


def test_a_select_in_a_message_tells_what_all_its_elements_hold() -> None:
    async def scenario() -> None:
        heard: list[Json] = []
        async with FakeSlack() as slack, bolt(slack) as app:

            @app.action("country")
            async def chosen(ack: Any, body: Json) -> None:
                await ack()
                heard.append(body)

            ana = slack.person("ana")
            day = {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-23"}
            block = {"type": "actions", "block_id": "b", "elements": [FORM["blocks"][0]["element"], day]}
            await client(slack).chat_postMessage(channel=ana.direct.id, text="x", blocks=[block])
            await ana.chooses(ana.sees()[0], "country", "México")
            assert heard[0]["actions"][0]["selected_option"]["value"] == "MX"
            assert heard[0]["state"]["values"]["b"]["day"] == {"type": "datepicker", "selected_date": "2026-11-23"}

    asyncio.run(scenario())


def test_buttons_are_pressed_by_their_words_and_ask_first() -> None:
    async def scenario() -> None:
        pressed: list[Json] = []
        async with FakeSlack() as slack, bolt(slack) as app:

            @app.action("decline")
            async def decline(ack: Any, body: Json, respond: Any) -> None:
                await ack()
                pressed.append(body)
                await respond("declinada", replace_original=True)

            ana = slack.person("ana")
            posted = await client(slack).chat_postMessage(channel=ana.direct.id, text="CB-0001", blocks=CARD)
            card = ana.sees()[0]
            old = card.snapshot()
            assert card.buttons == ["Aceptar", "Declinar"]
            assert card.shown == "*CB-0001* espera\n[Aceptar] [Declinar]"
            assert (await ana.presses(card, "Declinar", confirms=False)).delivery is None
            outcome = await ana.presses(card, "Declinar")
            assert outcome.asked == "¿Declinar?\nNo se deshace"
            assert pressed[0]["message"]["ts"] == posted["ts"]
            await ana.waits_for("declinada")
            with pytest.raises(CannotDoError):
                await ana.presses(card, "Declinar")
            assert not (await ana.presses(old, "Declinar")).error

    asyncio.run(scenario())


def test_a_response_address_is_good_five_times_and_half_an_hour() -> None:
    async def scenario() -> None:
        clock = FakeClock()
        async with FakeSlack(clock) as slack:
            ana = slack.person("ana")
            red = slack.channel("red", ana, bot=False)
            address = AsyncWebhookClient(slack.url + slack.memory.response("commands", red, ana.member))
            for _ in range(4):
                assert (await address.send(text="sólo tú")).status_code == 200
            assert (await address.send(text="todos", response_type="in_channel")).status_code == 200
            assert [each.only_for for each in ana.sees(red)] == [ana.id] * 4 + [""]
            assert "used_url" in (await address.send(text="x")).body
            address = AsyncWebhookClient(slack.url + slack.memory.response("commands", red, ana.member))
            clock.move(minutes=31)
            assert "expired_url" in (await address.send(text="x")).body

    asyncio.run(scenario())


def test_the_home_tab_is_each_persons_and_stays_blank_for_people_of_elsewhere() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack, bolt(slack) as app:

            @app.event("app_home_opened")
            async def opened(event: Json, client: Any) -> None:
                words = [{"type": "section", "text": plain(f"mesa de {event['user']}")}]
                await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": words})

            ana, eva = slack.person("ana"), slack.person("eva", of=slack.workspace("UNICEF"))
            slack.channel("socios", ana, eva)
            for each in (ana, eva):
                assert await each.opens_home() is None
            await slack.until(lambda: ana.member.home and eva.member.home)
            assert ana.home is not None
            assert ana.home.shown == f"mesa de {ana.id}"
            assert eva.home is None

    asyncio.run(scenario())


def test_people_of_elsewhere_have_no_commands_but_words_and_buttons() -> None:
    async def scenario() -> None:
        events: list[Json] = []
        async with FakeSlack() as slack, bolt(slack) as app:

            @app.event("app_mention")
            async def mentioned(body: Json, context: Any) -> None:
                events.append({**body, "actor": context.actor_team_id})

            unicef = slack.workspace("UNICEF")
            ana, eva = slack.person("ana"), slack.person("eva", of=unicef)
            socios = slack.channel("socios", ana, eva)
            assert (await eva.slash(socios, "/referral", "list")).error == "not a valid command"
            assert (await ana.slash(socios, "/meeting")).error == "not a valid command"
            await eva.types(socios, "@liaison list")
            await slack.until(lambda: events)
            assert events[0]["is_ext_shared_channel"] is True
            assert events[0]["event"]["user_team"] == events[0]["actor"] == unicef.id
            assert events[0]["authorizations"][0]["team_id"] == slack.memory.team.id
            info = (await client(slack).conversations_info(channel=socios.id))["channel"]
            assert info["is_ext_shared"]
            assert info["connected_team_ids"] == [slack.memory.team.id, unicef.id]
            told = (await client(slack).users_info(user=eva.id, include_locale=True))["user"]
            assert told["is_stranger"] is False
            assert "locale" not in told
            stranger = slack.person("eli", of=unicef)
            assert (await client(slack).users_info(user=stranger.id))["user"]["is_stranger"] is True

    asyncio.run(scenario())


def test_a_channel_that_becomes_shared_gets_another_id_and_all_are_told() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack, bolt(slack) as app:
            told: list[Json] = []
            for name in ("channel_id_changed", "channel_shared", "channel_unshared"):

                @app.event(name)
                async def changed(event: Json) -> None:
                    told.append(event)

            channel, unicef = slack.channel("mesa", slack.person("ana"), old_id=True), slack.workspace("UNICEF")
            api, old = client(slack), channel.id
            slack.offers(channel, unicef)
            info = (await api.conversations_info(channel=channel.id))["channel"]
            assert (info["is_pending_ext_shared"], info["is_ext_shared"], info["is_private"]) == (True, False, True)
            slack.shares(channel, unicef)
            await slack.until(lambda: len(told) == 2)
            assert {each["type"] for each in told} == {"channel_id_changed", "channel_shared"}
            with pytest.raises(SlackApiError, match="channel_not_found"):
                await api.chat_postMessage(channel=old, text="x")
            slack.unshares(channel, unicef)
            await slack.until(lambda: len(told) == 3)
            slack.makes_public(channel)
            info = (await api.conversations_info(channel=channel.id))["channel"]
            assert (info["is_private"], info["is_ext_shared"]) == (False, False)

    asyncio.run(scenario())


def test_an_ephemeral_message_is_seen_by_one_person_and_by_nobody_who_is_away() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            api, ana, ben = client(slack), slack.person("ana"), slack.person("ben")
            red = slack.channel("red", ana, ben)
            await api.chat_postEphemeral(channel=red.id, user=ana.id, text="sólo tú")
            ben.member.away = True
            await api.chat_postEphemeral(channel=red.id, user=ben.id, text="nadie")
            assert [each.shown for each in ana.sees(red)] == ["sólo tú"]
            assert ben.sees(red) == []
            assert (await api.conversations_history(channel=red.id))["messages"] == []

    asyncio.run(scenario())


def test_edits_deletions_joins_and_bots_arrive_as_events() -> None:
    async def scenario() -> None:
        events: list[Json] = []
        async with FakeSlack() as slack, bolt(slack) as app:

            @app.event("message")
            async def message(event: Json) -> None:
                events.append(event)

            @app.event("member_joined_channel")
            async def joined(event: Json) -> None:
                events.append(event)

            ana, other = slack.person("ana"), slack.person("otro-bot", bot=True)
            red = slack.channel("red", ana, other)
            said = await ana.types(red, "uno")
            await ana.edits(said, "dos")
            await ana.deletes(said)
            await other.types(red, "soy un bot")
            slack.joins(red, slack.person("ben"), by=ana)
            await slack.until(lambda: len(events) == 6)
            kinds = {each.get("subtype", each["type"]) for each in events}
            assert kinds == {"message", "message_changed", "message_deleted", "channel_join", "member_joined_channel"}
            assert [each["app_id"] for each in events if "bot_id" in each] != [slack.app.id]
            changed = next(each for each in events if each.get("subtype") == "message_changed")
            assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("dos", "uno")

    asyncio.run(scenario())


def test_events_come_only_where_the_manifest_asks_and_the_bot_is() -> None:
    async def scenario() -> None:
        app = SlackApp(events=frozenset(["message.im"]))
        async with FakeSlack(app=app) as slack:
            ana = slack.person("ana")
            await ana.types(slack.channel("red", ana), "@liaison hola")
            await ana.types(slack.group_direct(ana, slack.person("ben"), bot=False), "hola")
            assert slack.sockets.deliveries == []
            await ana.types(None, "hola")
            assert len(slack.sockets.deliveries) == 1

    asyncio.run(scenario())


def test_people_cannot_do_what_slacks_client_does_not_offer() -> None:
    async def scenario() -> None:
        async with FakeSlack(app=SlackApp(people_write=False)) as slack:
            ana, ben = slack.person("ana"), slack.person("ben")
            red = slack.channel("red", ana)

            async def cannot(person: Person) -> None:
                with pytest.raises(CannotDoError):
                    await person.types(red, "hola")

            await cannot(ben)
            said = await ana.types(red, "hola")
            with pytest.raises(CannotDoError):
                await ben.edits(said, "x")
            with pytest.raises(CannotDoError, match="turned off"):
                await ana.types(None, "hola")
            slack.archives(red)
            await cannot(ana)

    asyncio.run(scenario())


def test_faults_lose_the_answer_and_not_always_the_message() -> None:
    async def scenario() -> None:
        clock = FakeClock()
        async with FakeSlack(clock) as slack:
            api, red, blue = client(slack), slack.channel("red"), slack.channel("blue")

            async def post(words: str, **more: Any) -> int:
                try:
                    return int((await api.chat_postMessage(channel=red.id, text=words, **more)).status_code)
                except SlackApiError as error:
                    return int(error.response.status_code)

            slack.faults.status("chat.postMessage", 503, stored=True)
            assert await post("guardado") == 503
            slack.faults.status("chat.postMessage", 503, stored=False)
            assert await post("perdido") == 503
            slack.faults.cut("chat.postMessage", stored=True)
            with pytest.raises(aiohttp.ClientError):
                await post("cortado")
            slack.faults.hang("chat.postMessage", stored=True)
            api.timeout = 0.1  # type: ignore[assignment]
            with pytest.raises(TimeoutError):
                await post("colgado")
            api.timeout = 5
            slack.faults.rate_limit("chat.postMessage", red, retry_after=7)
            assert await post("frenado") == 429
            assert (await api.chat_postMessage(channel=blue.id, text="libre"))["ok"]
            clock.move(seconds=8)
            assert await post("llegado") == 200
            assert [each.text for each in red.messages] == ["guardado", "cortado", "colgado", "llegado"]
            slack.faults.error("chat.postMessage", "restricted_action")
            with pytest.raises(SlackApiError, match="restricted_action"):
                await api.chat_postMessage(channel=red.id, text="x")

    asyncio.run(scenario())


def test_the_sdks_own_retry_after_a_cut_connection_posts_twice() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack:
            red = slack.channel("red")
            slack.faults.cut("chat.postMessage", stored=True)
            api = AsyncWebClient(slack.app.bot_token, base_url=slack.api_url)
            assert (await api.chat_postMessage(channel=red.id, text="uno"))["ok"]
            assert [each.text for each in red.messages] == ["uno", "uno"]

    asyncio.run(scenario())


def test_calls_before_retry_after_has_passed_are_noted() -> None:
    async def scenario() -> None:
        clock = FakeClock()
        async with FakeSlack(clock) as slack:
            api, red = client(slack), slack.channel("red")
            slack.faults.rate_limit("chat.postMessage", red, retry_after=10)
            for seconds, left in ((0, 10), (4, 6)):
                clock.move(seconds=seconds)
                with pytest.raises(SlackApiError, match="ratelimited") as caught:
                    await api.chat_postMessage(channel=red.id, text="x")
                assert caught.value.response.headers["Retry-After"] == str(left)
            assert slack.faults.impatient == [f"chat.postMessage {red.id}"]

    asyncio.run(scenario())


def test_a_channel_takes_about_one_message_a_second() -> None:
    async def scenario() -> None:
        clock = FakeClock()
        async with FakeSlack(clock) as slack:
            slack.faults.limit_posting = True
            api, red, blue = client(slack), slack.channel("red"), slack.channel("blue")
            for _ in range(BURST):
                await api.chat_postMessage(channel=red.id, text="x")
            with pytest.raises(SlackApiError, match="ratelimited"):
                await api.chat_postMessage(channel=red.id, text="x")
            assert (await api.chat_postMessage(channel=blue.id, text="x"))["ok"]
            clock.move(seconds=1)
            assert (await api.chat_postMessage(channel=red.id, text="x"))["ok"]

    asyncio.run(scenario())
