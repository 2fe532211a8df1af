"""What the page sends becomes what happened, once; what the bot answers is shown where it was asked."""

import asyncio
import json
import uuid

import pytest

from liaison_bot.chat import Account, Audience, CommandUsed, FormSubmitted, Message, TextSent, Where
from practice.scripted import CARD, FORM
from practice.visiting import line, read_event, visiting

ANA = Account("practice", "practice", "ana")
ID = "0b0e6a0a-5f0f-4bd5-9a44-6d2a5b6f1d11"


def test_a_line_that_begins_with_a_slash_is_a_command() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            assert await visit.post("/api/say", line("/help", id=ID)) == (200, {"reply": "message"})
            assert visit.core.heard == [
                CommandUsed(
                    id=ID,
                    account=ANA,
                    where=Where("practice", "direct:ana"),
                    audience=Audience.ONE_PERSON,
                    shows_forms=True,
                    words="help",
                )
            ]
            asked, answered = await visit.shown()
            assert (asked["author"], asked["text"], asked["place"]) == ("ana", "/help", "direct:ana")
            assert (answered["author"], answered["place"]) == ("", "direct:ana")
            assert answered["message"]["items"][0]["button"]["words"] == "referral new"

    asyncio.run(scenario())


def test_other_text_in_the_direct_conversation_is_said_to_the_bot_which_then_asks_question_by_question() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            await visit.post("/api/say", line("  quiero remitir\nun caso "))
            (heard,) = visit.core.heard
            assert isinstance(heard, TextSent)
            assert (heard.text, heard.shows_forms) == ("quiero remitir\nun caso", False)

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("typed", "heard_as"),
    [
        ("@bot help", "help"),
        ("@Bot, help", "help"),
        ("@liaison: help", "help"),
        ("@liaison-bot help", "help"),
        ("@bot", ""),
        ("hola @bot", None),
        ("@bottle help", None),
        ("@bot-two help", None),
        ("buenos días", None),
    ],
)
def test_in_a_room_only_what_is_addressed_to_the_bot_reaches_it(typed: str, heard_as: str | None) -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            await visit.post("/api/say", line(typed, place="partners"))
            assert [event.text for event in visit.core.heard if isinstance(event, TextSent)] == (
                [] if heard_as is None else [heard_as]
            )
            assert all(event.audience is Audience.OUTSIDERS for event in visit.core.heard)
            shown = await visit.shown()
            assert shown[0]["text"] == typed
            assert {post["place"] for post in shown} == {"partners"}

    asyncio.run(scenario())


def test_a_button_is_a_command_and_the_log_shows_its_label() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            body = line("", place="network", words=f"accept {CARD}", label="Aceptar", shows_forms=False)
            assert (await visit.post("/api/press", body))[0] == 200
            (heard,) = visit.core.heard
            assert isinstance(heard, CommandUsed)
            assert (heard.words, heard.where.id, heard.shows_forms) == (f"accept {CARD}", "network", False)
            pressed, answer = await visit.shown()
            assert (pressed["text"], pressed["pressed"]) == ("Aceptar", True)
            assert answer["message"]["card"] == CARD

    asyncio.run(scenario())


def test_a_form_is_shown_to_the_person_who_asked_and_to_nobody_else() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            status, answer = await visit.post("/api/say", line("/referral new", place="network"))
            assert (status, answer["reply"]) == (200, "form")
            assert [field["name"] for field in answer["form"]["fields"]] == [field.name for field in FORM.fields]
            assert [post["author"] for post in await visit.shown()] == ["ana"]

    asyncio.run(scenario())


def test_a_form_s_mistakes_go_back_to_it_and_its_answer_to_where_it_was_begun() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            body = line("", place="network", form=FORM.id, answers={"reference": ["HN-1"]})
            status, wrong = await visit.post("/api/submit", body)
            assert (status, wrong["reply"], wrong["form"]) == (200, "errors", FORM.id)
            assert set(wrong["errors"]) == {"country", "urgency", "needs", "until"}
            assert await visit.shown() == []
            right = {
                "reference": ["HN-1"],
                "country": ["méxico"],
                "urgency": ["alta"],
                "needs": ["salud", "alojamiento"],
                "until": ["2026-12-01"],
            }
            status, answer = await visit.post("/api/submit", line("", place="network", form=FORM.id, answers=right))
            assert (status, answer) == (200, {"reply": "message"})
            heard = visit.core.heard[-1]
            assert isinstance(heard, FormSubmitted)
            assert heard.answers["needs"] == ("salud", "alojamiento")
            (shown,) = await visit.shown()
            assert (shown["place"], shown["author"]) == ("network", "")

    asyncio.run(scenario())


def test_an_answer_of_nothing_shows_nothing() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            assert await visit.post("/api/say", line("/nothing")) == (200, {"reply": "nothing"})
            assert len(await visit.shown()) == 1

    asyncio.run(scenario())


def test_an_intention_sent_again_is_answered_again_and_shown_once() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            visit.core.seconds = 0.05
            body = line("/help")
            answers = await asyncio.gather(*(visit.post("/api/say", body) for _ in range(5)))
            assert answers == [(200, {"reply": "message"})] * 5
            assert len(await visit.shown()) == 2

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "change",
    [
        {"id": "not-a-uuid"},
        {"id": ID.upper()},
        {"id": 7},
        {"id": None},
        {"seat": "nobody"},
        {"seat": ["ana"]},
        {"place": "direct:luis"},
        {"place": "nowhere"},
        {"text": None},
        {"text": "   "},
        {"text": "x" * 4001},
        {"text": "zero \x00 byte"},
        {"text": "half \ud800 a pair"},
        {"shows_forms": "yes"},
        {"shows_forms": 1},
    ],
)
def test_a_malformed_line_changes_nothing(change: dict[str, object]) -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            status, said = await visit.post("/api/say", {**line("/help"), **change})
            assert (status, said["error"]) == (400, "malformed")
            assert said["why"]
            assert visit.core.heard == []
            assert await visit.shown() == []

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "answers",
    [
        None,
        [],
        {"reference": "HN-1"},
        {"reference": [1]},
        {"reference": ["x"] * 101},
        {"x" * 501: ["a"]},
        {str(number): [] for number in range(101)},
    ],
)
def test_malformed_answers_change_nothing(answers: object) -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            status, said = await visit.post("/api/submit", line("", form=FORM.id, answers=answers))
            assert (status, said["error"]) == (400, "malformed")
            assert visit.core.heard == []

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b"[" * 30_000, b'{"id": ' + b"9" * 9_000 + b"}", b"null"]
)
def test_a_body_that_is_no_json_object_is_refused(raw: bytes) -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            for path in ("/api/say", "/api/press", "/api/submit"):
                status, said = await visit.post(path, raw)
                assert (status, said["error"]) == (400, "malformed")

    asyncio.run(scenario())


def test_a_body_that_is_too_large_is_refused() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            status, said = await visit.post("/api/say", json.dumps(line("x" * 70_000)).encode())
            assert (status, said["error"]) == (413, "too-large")
            assert visit.core.heard == []

    asyncio.run(scenario())


def test_the_wrong_method_and_an_unknown_path_are_refused_in_json() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            assert (await visit.get("/api/say"))[0] == 405
            assert (await visit.post("/api/world", {}))[0] == 405
            assert (await visit.get("/api/elsewhere"))[0] == 404

    asyncio.run(scenario())


def test_suggestions_are_the_core_s() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            status, said = await visit.get("/api/suggest?seat=ana&text=ref")
            assert status == 200
            assert said["suggestions"][0] == {"words": "referral new", "about": "Remitir un caso a otro país"}
            for query in ("", "seat=nobody&text=a", "seat=ana", f"seat=ana&text={'x' * 501}"):
                assert (await visit.get(f"/api/suggest?{query}"))[0] == 400

    asyncio.run(scenario())


def test_the_stream_goes_on_from_what_was_seen_last() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            for number in range(4):
                await visit.platform.send(ANA, Message(title=f"aviso {number}"), f"parcel-{number}")
            first = await visit.posts()
            assert [event for _, event, _ in first] == ["reset", "post", "post", "post", "post", "ready"]
            seen = first[2][0]
            assert [data["message"]["title"] for _, event, data in await visit.posts(seen) if event == "post"] == [
                "aviso 2",
                "aviso 3",
            ]
            assert [event for _, event, _ in await visit.posts(first[4][0])] == ["ready"]

    asyncio.run(scenario())


@pytest.mark.parametrize("seen", ["elsewhere-3", "3", "-", "{run}-", "{run}-x", "{run}-" + "9" * 400, "{run}-²"])
def test_a_page_that_saw_another_run_of_the_program_begins_anew(seen: str) -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            await visit.platform.send(ANA, Message(title="aviso"), "parcel")
            run = (await visit.posts())[1][0].partition("-")[0]
            again = await visit.posts(seen.replace("{run}", run))
            assert [event for _, event, _ in again] == ["reset", "post", "ready"]

    asyncio.run(scenario())


def test_a_new_message_arrives_while_the_stream_is_open() -> None:
    async def scenario() -> None:
        async with visiting() as visit, visit.session.get(f"{visit.base}/api/stream") as stream:
            assert [(await read_event(stream.content))[1] for _ in range(2)] == ["reset", "ready"]
            await visit.platform.send(Where("practice", "network"), Message(title="aviso"), str(uuid.uuid4()))
            _, event, data = await asyncio.wait_for(read_event(stream.content), 5)
            assert (event, data["place"], data["message"]["title"]) == ("post", "network", "aviso")

    asyncio.run(scenario())
