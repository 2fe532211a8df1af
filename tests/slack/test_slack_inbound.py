"""Slack's payloads, one by one, as what somebody said or did."""

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.escaping import escaped, inert, typed, uncoded, without_mention
from adapters.slack.inbound import (
    Changed,
    Gone,
    Heard,
    Left,
    Moved,
    Opened,
    Passing,
    Reader,
    Submitted,
    Typed,
    Untaken,
    Used,
)
from liaison_bot.chat import Account, Audience, Reason, TextSent

SAMPLES = Path(__file__).parent / "data" / "payloads"
READER = Reader(team="T111", bot="W111", secret="xoxb-secret")


def samples(name: str) -> list[dict[str, Any]]:
    return [each["payload"] for each in json.loads((SAMPLES / f"{name}.json").read_text())]


def said_at(payload: dict[str, Any]) -> float:
    event = payload.get("event", {})
    return float(event.get("ts") or event.get("event_ts") or 0)


def message(**event: Any) -> dict[str, Any]:
    told = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "team": "T111", "ts": "1000.1"}
    return {"type": "event_callback", "event_id": "Ev1", "team_id": "T111", "event": {**told, **event}}


def heard(payload: dict[str, Any], now: float = 1000.0) -> Heard:
    found = READER.event(payload, now)
    assert isinstance(found, Heard)
    return found


@pytest.mark.parametrize("payload", samples("slash_commands"), ids=lambda payload: payload["command"])
def test_every_sample_of_a_slash_command_is_a_command_with_its_words(payload: dict[str, Any]) -> None:
    found = READER.command(payload)
    assert found
    assert found.what == Used(f"{payload['command'][1:]} {payload['text']}".strip())
    assert found.account == Account("slack", payload["team_id"], payload["user_id"])
    assert found.channel == payload["channel_id"]
    assert found.trigger == payload["trigger_id"]
    assert found.id == f"command:{payload['trigger_id']}"


@pytest.mark.parametrize("number", range(len(samples("events"))))
def test_of_the_sample_events_only_what_a_person_says_to_the_bot_is_heard(number: int) -> None:
    payload = samples("events")[number]
    event = payload["event"]
    found = READER.event(payload, said_at(payload))
    if event["type"] == "app_mention":
        assert isinstance(found, Heard)
        assert found.what == Typed("Hi there!")
        assert found.account.user == event["user"]
    elif event["type"] in {"app_uninstalled", "tokens_revoked"}:
        assert found == Gone()
    elif event["type"] == "member_joined_channel":
        assert found == Changed(event["channel"])
    elif event["type"] == "message" and event.get("subtype") in {None, "file_share"}:
        by_a_person = event["user"] != READER.bot and "bot_id" not in event
        assert (isinstance(found, Heard) and isinstance(found.what, Passing)) == by_a_person
    else:
        assert found is None, "other bots and reactions are not for the bot"


@pytest.mark.parametrize("number", range(len(samples("events_shared"))))
def test_in_a_shared_channel_everybody_is_known_by_their_own_team(number: int) -> None:
    payload = samples("events_shared")[number]
    found = READER.event(payload, said_at(payload))
    if isinstance(found, Heard):
        event = payload["event"]
        assert found.account.team in {event.get("user_team"), event.get("source_team"), event.get("team")}
        assert found.id == f"event:{payload['event_id']}"


@pytest.mark.parametrize("number", range(len(samples("block_actions"))))
def test_only_the_bots_own_buttons_are_pressed(number: int) -> None:
    payload = samples("block_actions")[number]
    assert READER.interaction(payload) is None
    ours = json.loads(json.dumps(payload))
    ours["actions"][0] |= {"action_id": "do:0", "value": "referral list", "type": "button"}
    found = READER.interaction(ours)
    assert isinstance(found, Heard)
    assert found.what == Used("referral list")
    assert found.account.user == payload["user"]["id"]
    assert found.account.team == payload["user"].get("team_id", payload["team"]["id"])


@pytest.mark.parametrize("name", ["view_submission", "view_closed", "shortcut", "block_suggestion"])
def test_what_other_apps_would_show_is_not_taken_for_a_form(name: str) -> None:
    for payload in samples(name):
        assert READER.interaction(payload) is None


def test_a_submitted_form_of_the_bot_is_read_from_the_samples_shape() -> None:
    payload = samples("view_submission")[2]
    payload["view"] |= {
        "callback_id": "form",
        "private_metadata": json.dumps({"form": "referral new"}),
        "state": {"values": {"field:note": {"answer": {"type": "plain_text_input", "value": "texto"}}}},
    }
    found = READER.interaction(payload)
    assert isinstance(found, Heard)
    assert found.what == Submitted("referral new", {"note": ("texto",)})
    assert found.account.team == "T-other-side", "not the workspace that the app is installed in"
    closed = READER.interaction({**payload, "type": "view_closed"})
    assert isinstance(closed, Heard)
    assert closed.what == Left("referral new", {"note": ("texto",)})
    assert closed.account == found.account
    assert closed.id != found.id


def test_the_same_answers_in_the_same_view_are_the_same_submission_whatever_carries_them() -> None:
    payload = samples("view_submission")[2]
    payload["view"] |= {"callback_id": "form", "private_metadata": json.dumps({"form": "referral new"})}

    def submitted(trigger: str, answer: str, view: str = "V1") -> str:
        payload["trigger_id"], payload["view"]["id"] = trigger, view
        payload["view"]["state"] = {"values": {"field:to": {"answer": {"value": answer}}}}
        found = READER.interaction(payload)
        assert isinstance(found, Heard)
        assert answer not in found.id
        return found.id

    first = submitted("1.1", "MX")
    assert submitted("2.2", "MX") == first
    assert submitted("1.1", "GT") != first
    assert submitted("1.1", "MX", "V2") != first
    other = Reader(team="T111", bot="W111", secret="another")
    found = other.interaction(payload)
    assert isinstance(found, Heard)
    assert found.id != submitted("1.1", "MX", "V2"), "the digest cannot be guessed back without the secret"


def test_an_event_is_known_by_its_own_id_whatever_the_envelope() -> None:
    assert heard(message(text="hola")).id == "event:Ev1"
    assert heard(message(text="hola")).id == heard(message(text="hola", client_msg_id="x")).id


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B1", "text": "hola"},
        {"user": "W111", "text": "hola"},
        {"user": "USLACKBOT", "text": "hola"},
        {"user": "", "text": "hola"},
        {"subtype": "bot_message", "text": "hola"},
        {"subtype": "message_deleted", "previous_message": {"user": "U1", "text": "hola"}},
        {"subtype": "channel_join", "text": "hola"},
        {"subtype": "channel_topic", "text": "hola"},
        {"text": "   "},
        {"text": "hola", "channel_type": "channel", "channel": "C1", "bot_id": "B1"},
        {"text": "<@W111> hola", "channel_type": "channel", "channel": "C1"},
        {"text": "", "channel_type": "group", "channel": "C1", "subtype": "file_share"},
        {"text": "hola", "channel_type": "mpim", "channel": "G1"},
        {"type": "app_mention", "text": "<@W111> hola", "channel": "D1"},
    ],
)
def test_what_is_not_said_by_a_person_to_the_bot_is_not_heard(event: dict[str, Any]) -> None:
    assert READER.event(message(**event), 1000.0) is None


def test_what_is_said_in_a_channel_to_others_is_known_as_that_and_after_an_hour_not_at_all() -> None:
    said = message(text="hola &amp; adiós", channel_type="group", channel="C1", ts="1000.0")
    assert heard(said).what == Passing("hola & adiós")
    assert not heard(said).direct
    assert READER.event(said, 1000.0 + 2 * 3600) is None


@pytest.mark.parametrize("subtype", ["channel_convert_to_public", "channel_convert_to_private"])
def test_a_channel_that_is_opened_or_closed_has_changed(subtype: str) -> None:
    assert READER.event(message(subtype=subtype, channel_type="channel", channel="C1"), 1000.0) == Changed("C1")


def test_a_message_with_a_file_counts_by_its_text() -> None:
    assert heard(message(subtype="file_share", text="referral list")).what == Typed("referral list")


def test_an_edit_within_a_minute_is_told_and_one_that_changes_no_word_is_not() -> None:
    new = {"user": "U1", "team": "T111", "text": "b", "ts": "1000.1", "edited": {"user": "U1", "ts": "1030.0"}}
    event = {"subtype": "message_changed", "message": new, "previous_message": {"text": "a", "ts": "1000.1"}}
    assert heard(message(**event)).what == Untaken(Reason.EDITED)
    same = {**event, "previous_message": {"text": "b", "ts": "1000.1"}}
    assert READER.event(message(**same), 1000.0) is None, "a link that unfurls is an edit too"
    late = {**event, "message": {**new, "edited": {"user": "U1", "ts": "1100.0"}}}
    assert READER.event(message(**late), 1000.0) is None
    own = {**event, "message": {**new, "bot_id": "B1"}}
    assert READER.event(message(**own), 1000.0) is None


def test_a_mention_that_an_edit_brought_in_is_not_carried_out() -> None:
    event = {"type": "app_mention", "channel": "C1", "text": "<@W111> referral list", "edited": {"ts": "1001.0"}}
    assert heard(message(**event)).what == Untaken(Reason.EDITED)


def test_what_was_said_too_long_ago_is_not_carried_out_and_a_retry_is() -> None:
    assert heard(message(text="hola"), now=1000.0 + 6 * 60).what == Typed("hola")
    assert heard(message(text="hola"), now=1000.0 + 3 * 3600).what == Untaken(Reason.TOO_OLD)


def test_a_channel_that_goes_on_under_another_id_is_followed() -> None:
    event = {"type": "channel_id_changed", "old_channel_id": "G1", "new_channel_id": "C1"}
    assert READER.event(message(**event), 0) == Moved("G1", "C1")


@pytest.mark.parametrize(
    "kind",
    [
        *("channel_shared", "channel_unshared", "member_joined_channel"),
        *("channel_archive", "channel_unarchive", "group_archive", "group_unarchive"),
    ],
)
def test_a_change_of_who_can_read_a_channel_is_noticed(kind: str) -> None:
    assert READER.event(message(type=kind, channel="C1"), 0) == Changed("C1")


def test_only_the_home_tab_opens_a_home() -> None:
    opened = message(type="app_home_opened", tab="home")
    assert READER.event(opened, 0) == Opened(Account("slack", "T111", "U1"))
    assert READER.event(message(type="app_home_opened", tab="messages"), 0) is None


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"event": None},
        {"event": "x"},
        {"type": "block_actions", "user": "U1"},
        {"type": "block_actions", "user": {"id": "U1"}, "actions": "x"},
        {"type": "view_submission", "user": {"id": "U1"}, "view": {"callback_id": "form", "state": []}},
        {"command": 3, "user_id": "U1"},
    ],
)
def test_what_is_malformed_breaks_nothing(payload: dict[str, Any]) -> None:
    READER.event(payload, 0)
    READER.interaction(payload)
    READER.command(payload)


@pytest.mark.parametrize(
    ("delivered", "text"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;", "&lt;"),
        ("<https://example.org/x|example.org/x>", "example.org/x"),
        ("<https://example.org|pulse aquí>", "pulse aquí https://example.org"),
        ("<mailto:ana@example.org|ana@example.org>", "ana@example.org"),
        ("<tel:+50499999999|+504 9999-9999>", "+504 9999-9999 +50499999999"),
        ("<@U123>", "@U123"),
        ("<@U123|ana>", "@ana"),
        ("<#C1|red>", "#red"),
        ("<#C1|>", "#C1"),
        ("<!here>", "@here"),
        ("<!subteam^S1|@oficina>", "@oficina"),
        ("<!date^1^{date}|hoy>", "hoy"),
        ("a\x00b\x07", "ab"),
    ],
)
def test_what_slack_made_of_what_was_typed_is_turned_back(delivered: str, text: str) -> None:
    assert typed(delivered) == text


def test_the_mention_of_the_bot_is_taken_off_once() -> None:
    assert without_mention("<@W111>: referral list", "W111") == "referral list"
    assert without_mention("oye <@W111|liaison> referral", "W111") == "oye referral"
    assert without_mention("<@U222> hola", "W111") == "<@U222> hola"


def test_an_address_copied_from_the_bots_own_words_is_the_address() -> None:
    for address in ("https://example.org/x", "ana@example.org"):
        assert inert(address) != address
        assert typed(escaped(inert(address))) == address


def test_a_line_copied_as_code_is_read_without_its_marks() -> None:
    assert uncoded("`referral list`") == "referral list"
    assert uncoded("```referral list```") == "referral list"
    assert uncoded("di `x`") == "di `x`"


def test_three_characters_are_escaped_and_no_address_is_left() -> None:
    assert escaped("<!channel> & >") == "&lt;!channel&gt; &amp; &gt;"
    for text in ("http://example.org", "ana@example.org", "example.org/x", "tel:504"):
        assert inert(text) != text
        assert inert(text).replace("\u2060", "") == text
    for text in ("R-7KQ2MX · Honduras → México", "referral list to=MX", "12:30", "1. Búsqueda."):
        assert inert(text).replace("\u2060", "") == text


def test_a_text_becomes_an_event_of_the_core() -> None:
    found = heard(message(text="hola"))
    event = found.event(found.private, Audience.ONE_PERSON, forms=False)
    assert isinstance(event, TextSent)
    assert event.where.id == "U1"
    assert event.id == "event:Ev1"
