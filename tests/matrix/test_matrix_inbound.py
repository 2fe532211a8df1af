"""What of a room's talk is said to the bot."""

from typing import Any

import pytest

from adapters.matrix.inbound import Corrected, Passing, Reader, Said, Tapped
from adapters.matrix.rooms import Room

ME, ANA, LUIS = "@liaison:ministry.test", "@ana:ministry.test", "@luis:other.test"
READER = Reader(ME, frozenset({"referral", "remision", "liaison"}))
DIRECT = Room("!d", members={ME: "join", ANA: "join"})
ROOM = Room("!r", members={ME: "join", ANA: "join", LUIS: "join"}, names={ME: "Enlace"})


def message(body: str, sender: str = ANA, /, **content: Any) -> dict[str, Any]:
    return {"type": "m.room.message", "sender": sender, "content": {"msgtype": "m.text", "body": body, **content}}


def test_in_a_direct_conversation_everything_typed_is_for_the_bot() -> None:
    assert READER.read(message("¿Qué hay?"), DIRECT) == Said("¿Qué hay?")
    assert READER.read(message("!lo que sea"), DIRECT) == Said("lo que sea", command=True)
    assert READER.read(message("/referral list"), DIRECT) == Said("referral list", command=True)


@pytest.mark.parametrize("line", ["!referral list", "!Remisión lista", "! liaison who"])
def test_in_a_room_a_command_is_known_by_its_first_word_in_any_language(line: str) -> None:
    assert READER.read(message(line), ROOM) == Said(line[1:].strip(), command=True)


@pytest.mark.parametrize(
    "line",
    ["!weather", "hola a todas", "Enlace entre oficinas", "ana@enlace.test", "!", "@liaison:other.test hola"],
)
def test_other_talk_of_a_room_is_said_in_passing(line: str) -> None:
    assert READER.read(message(line), ROOM) == Passing(line)
    assert READER.read(message("  "), ROOM) is None


@pytest.mark.parametrize(
    "line",
    [
        "@Enlace ayuda",
        "Enlace: ayuda",
        "enlace, ayuda",
        "@liaison ayuda",
        "@liaison:ministry.test ayuda",
        "@Enlace: ayuda",
    ],
)
def test_called_by_its_name_at_the_beginning(line: str) -> None:
    assert READER.read(message(line), ROOM) == Said("ayuda")


def test_called_by_a_mention_anywhere() -> None:
    mentioned = message("ayuda, Enlace", **{"m.mentions": {"user_ids": [ME]}})
    assert READER.read(mentioned, ROOM) == Said("ayuda,")
    pill = message("Enlace ayuda", formatted_body=f'<a href="https://matrix.to/#/{ME}">Enlace</a> ayuda')
    assert READER.read(pill, ROOM) == Said("ayuda")
    somebody_else = message("Luis, ayuda", **{"m.mentions": {"user_ids": [LUIS]}})
    assert READER.read(somebody_else, ROOM) == Passing("Luis, ayuda")


def test_a_reply_is_read_without_what_it_quotes_and_knows_what_it_answers() -> None:
    reply = message("> <@x> 1. Aceptar\n\n2", **{"m.relates_to": {"m.in_reply_to": {"event_id": "$card"}}})
    assert READER.read(reply, DIRECT) == Said("2", answers="$card")
    assert READER.read(reply, ROOM) == Said("2", answers="$card", addressed=False)


def test_a_message_in_a_thread_answers_nothing_by_being_there() -> None:
    thread = {
        "rel_type": "m.thread",
        "event_id": "$first",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$x"},
    }
    assert READER.read(message("hola", **{"m.relates_to": thread}), DIRECT) == Said("hola", thread="$first")


def test_an_edit_is_a_correction_whatever_its_body_repeats() -> None:
    edit = message("* !referral list", **{"m.relates_to": {"rel_type": "m.replace", "event_id": "$first"}})
    assert READER.read(edit, ROOM) == Corrected("$first")


@pytest.mark.parametrize("key", ["2️⃣", "2⃣"])
def test_a_number_under_a_message_is_a_choice(key: str) -> None:
    relation = {"rel_type": "m.annotation", "event_id": "$card", "key": key}
    event = {"type": "m.reaction", "sender": ANA, "content": {"m.relates_to": relation}}
    assert READER.read(event, ROOM) == Tapped(2, "$card")
    assert READER.read({**event, "content": {"m.relates_to": {**relation, "key": "👍"}}}, ROOM) is None


@pytest.mark.parametrize(
    "event",
    [
        message("!referral list", ME),
        message("!referral list", msgtype="m.notice"),
        message("!referral list", msgtype="m.emote"),
        {**message("!referral list"), "type": "m.sticker"},
        {**message("!referral list"), "state_key": ""},
        {"type": "m.room.message", "sender": ANA, "content": {}},
        {"type": "m.room.message", "sender": ANA, "content": {"msgtype": "m.text", "body": ["x"]}},
        {"type": "m.room.message", "sender": ANA},
    ],
)
def test_notices_pictures_the_bots_own_words_and_what_is_malformed_are_passed_over(event: dict[str, Any]) -> None:
    assert READER.read(event, DIRECT) is None


def test_what_is_no_text_does_not_come_through() -> None:
    assert READER.read(message("ho\x00la\ud800 \x07mundo"), DIRECT) == Said("hola mundo")
