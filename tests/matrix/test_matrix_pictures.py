"""A message's picture: an event of its own after the words, sealed where they are, once; left out where it must be."""

import asyncio
import json
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from nio.crypto import decrypt_attachment

from adapters.matrix.render import content, inert
from liaison_bot.chat import Account, Message
from matrix.officer import Heard, Officer
from matrix.proxy import Asked, Fault, Proxy, proxy
from matrix.scene import Scene, scene
from matrix.synapse import Synapse
from png import CHART
from practice.scripted import CARD, DIGEST

ASK = "!referral digest"
CARRIED = Message(title="Tarjeta", card=CARD, picture=CHART)
LEFT_OUT = "a picture was left out"


def pictures(one: Officer, room: str = "") -> list[Heard]:
    """The pictures that somebody's client has."""
    return [heard for heard in one.messages(room) if heard.content["msgtype"] == "m.image"]


Moment = Callable[[Proxy, Asked], bool]


def uploads(_: Proxy, asked: Asked) -> bool:
    return asked.method == "POST" and asked.what == "upload"


def shows(between: Proxy, asked: Asked) -> bool:
    """Tell whether a request puts the first sealed event after an upload, or puts it again."""
    said = [one for one in between.asked if uploads(between, one) or "/send/m.room.encrypted/" in one.what]
    since = list(takewhile(lambda one: not uploads(between, one), reversed(said)))
    return len(since) < len(said) and set(since) == {asked}


async def fetched(one: Officer, address: str) -> tuple[str, bytes]:
    """A file as a signed-in client of today fetches it, and as what it is given."""
    media = address.removeprefix("mxc://")
    url = f"{one.client.homeserver}/_matrix/client/v1/media/download/{media}"
    signed_in = {"Authorization": f"Bearer {one.client.access_token}"}
    async with aiohttp.ClientSession() as session, session.get(url, headers=signed_in) as got:
        assert got.status == 200
        return got.content_type, await got.read()


async def opened(one: Officer, event: dict[str, Any]) -> bytes:
    """What a client shows of a picture that came sealed."""
    file = event["file"]
    assert file["v"] == "v2"
    assert (file["key"]["alg"], file["key"]["kty"], file["key"]["ext"]) == ("A256CTR", "oct", True)
    kind, unreadable = await fetched(one, file["url"])
    assert kind == "application/octet-stream"
    assert b"PNG" not in unreadable
    picture: bytes = decrypt_attachment(unreadable, file["key"]["k"], file["hashes"]["sha256"], file["iv"])
    return picture


def person(play: Scene, one: Officer) -> Account:
    return Account("matrix", play.server.server_name, one.id)


def test_where_words_are_sealed_the_picture_is_and_an_officer_opens_it(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot():
            room = await ana.room()
            words = await ana.answer(room, ASK)
            assert words.body == content(DIGEST)["body"]
            assert CHART.alt in words.body
            await ana.until(lambda: pictures(ana))
            (picture,) = pictures(ana)
            assert picture.encrypted
            assert "url" not in picture.content
            assert (picture.body, picture.content["filename"]) == (inert(CHART.alt), "liaison.png")
            assert picture.content["info"] == {"mimetype": "image/png", "size": len(CHART.png), "w": 1200, "h": 500}
            assert await opened(ana, picture.content) == CHART.png
            assert (await ana.answer(room, "1")).body.startswith("Remisiones abiertas"), (
                "the words' numbers still count"
            )
            assert len(pictures(ana)) == 1

    asyncio.run(scenario())


def test_in_a_room_in_clear_it_is_there_as_it_is_in_the_thread_that_it_was_asked_in(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot():
            room = await ana.room(luis.id, encrypted=False)
            root = await ana.say(room, "sobre el resumen")
            within = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True}
            words = await ana.answer(room, ASK, **{"m.relates_to": within})
            await ana.until(lambda: pictures(ana, room))
            (picture,) = pictures(ana, room)
            assert not picture.encrypted
            assert picture.content["m.relates_to"] == words.content["m.relates_to"]
            assert picture.content["m.relates_to"]["event_id"] == root
            assert "file" not in picture.content
            assert await fetched(ana, picture.content["url"]) == ("image/png", CHART.png)
            await ana.answer(room, ASK)
            await ana.until(lambda: len(pictures(ana, room)) == 2)
            outside = pictures(ana, room)[1].content["m.relates_to"]
            assert set(outside) == {"m.in_reply_to"}, "it says what it answers, as the words do"

    asyncio.run(scenario())


def test_news_bring_theirs_once_for_each_key_and_an_edit_has_none(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot() as platform:
            await ana.room()
            for _ in range(2):
                await platform.send(person(play, ana), DIGEST, "parcel-1")
            await ana.until(lambda: pictures(ana))
            await platform.send(person(play, ana), CARRIED, "parcel-2")
            await platform.send(person(play, ana), CARRIED, "parcel-3")
            await ana.until(lambda: len(ana.messages()) == 5)
            kinds = [heard.content["msgtype"] for heard in ana.messages()]
            assert kinds == ["m.text", "m.image", "m.text", "m.image", "m.text"]
            first = ana.messages()[2].id
            await ana.until(lambda: any("m.new_content" in heard.content for heard in ana.heard))
            assert CHART.alt in ana.shown(first)
            assert all(heard.encrypted for heard in ana.messages())

    asyncio.run(scenario())


def page(status: int) -> Callable[[], web.Response]:
    """What a gateway before the media answers by itself."""
    return lambda: web.Response(status=status, text=f"<html><h1>{status}</h1></html>", content_type="text/html")


def told(status: int, code: str, **more: object) -> Callable[[], web.Response]:
    return lambda: web.json_response({"errcode": code, **more}, status=status)


LIMITED = told(429, "M_LIMIT_EXCEEDED", retry_after_ms=60_000)
REFUSALS: dict[str, tuple[Moment, Callable[[], web.Response], str]] = {
    "too large": (uploads, page(413), "413 M_UNKNOWN"),
    "forbidden": (uploads, told(403, "M_FORBIDDEN"), "403 M_FORBIDDEN"),
    "elsewhere": (uploads, lambda: web.Response(status=302, headers={"Location": "http://127.0.0.1:9/"}), "in time"),
    "limited": (uploads, LIMITED, "in time"),
    "in trouble": (uploads, page(502), "in time"),
    "no homeserver": (uploads, page(200), "in time"),
    "nowhere": (uploads, told(200, ""), "in time"),
    "limited when shown": (shows, LIMITED, "in time"),
    "forbidden when shown": (shows, told(403, "M_FORBIDDEN"), "403 M_FORBIDDEN"),
}


@pytest.mark.parametrize("why", REFUSALS)
def test_a_picture_that_is_not_taken_costs_no_words_and_one_line(
    homeserver: Synapse, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    play = scene(homeserver, tmp_path, "ana")
    monkeypatch.setattr("adapters.matrix.sending._PICTURE_SECONDS", 1)
    moment, refuses, said = REFUSALS[why]

    async def scenario() -> None:
        async with (
            proxy(homeserver.url) as between,
            play.people("ana") as (ana,),
            play.bot(homeserver=between.url) as platform,
        ):
            between.instead = lambda asked: refuses() if moment(between, asked) else None
            room = await ana.room()
            assert (await ana.answer(room, ASK)).body == content(DIGEST)["body"]
            await platform.send(person(play, ana), DIGEST, "parcel-1")
            await ana.until(lambda: len(ana.messages()) == 2)
            assert (await ana.answer(room, "hola")).body == "Leí: hola"
            assert pictures(ana) == []
            between.instead = lambda _: None
            await platform.send(person(play, ana), DIGEST, "parcel-1")  # it was said, and counts as said
            assert len(ana.messages()) == 3
            monkeypatch.setattr("adapters.matrix.sending._PICTURE_SECONDS", 8)
            await platform.send(person(play, ana), DIGEST, "parcel-2")
            await ana.until(lambda: pictures(ana))

    asyncio.run(scenario())
    lines = [line.getMessage() for line in caplog.records if line.name.startswith("adapters.matrix")]
    assert [LEFT_OUT in line and said in line for line in lines] == [True, True], lines
    assert CHART.alt not in caplog.text


def test_a_homeserver_with_a_limit_of_its_own_takes_the_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "synapse").mkdir()
    server = Synapse(tmp_path / "synapse")
    settings = tmp_path / "synapse" / "homeserver.yaml"
    settings.write_text(json.dumps(json.loads(settings.read_text()) | {"max_upload_size": "100"}))
    server.start()
    play = scene(server, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot():
            room = await ana.room()
            assert (await ana.answer(room, ASK)).body == content(DIGEST)["body"]
            assert (await ana.answer(room, "hola")).body == "Leí: hola"

    try:
        asyncio.run(scenario())
    finally:
        server.stop()
    assert f"{LEFT_OUT}: 413 M_TOO_LARGE" in caplog.text


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.NONE])
def test_a_line_that_breaks_once_costs_no_picture_and_doubles_none(
    homeserver: Synapse, tmp_path: Path, fault: Fault
) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with (
            proxy(homeserver.url) as between,
            play.people("ana") as (ana,),
            play.bot(homeserver=between.url) as platform,
        ):
            spoilt = {"uploaded", "shown"}

            def spoil(asked: Asked) -> Fault:
                which = "uploaded" if uploads(between, asked) else "shown" if shows(between, asked) else ""
                if which not in spoilt:
                    return Fault.NONE
                spoilt.remove(which)
                return fault

            await ana.room()
            await platform.send(person(play, ana), Message(title="Aviso"), "parcel-0")
            between.fault = spoil
            await platform.send(person(play, ana), DIGEST, "parcel-1")
            between.fault = lambda _: Fault.NONE
            await platform.send(person(play, ana), Message(title="Fin"), "parcel-2")
            await ana.until(lambda: ana.said()[-1] == "Fin")
            assert spoilt == set()
            assert [heard.content["msgtype"] for heard in ana.messages()] == ["m.text", "m.text", "m.image", "m.text"]
            assert await opened(ana, pictures(ana)[0].content) == CHART.png

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("moment", "taken_in"),
    [(uploads, False), (uploads, True), (shows, False), (shows, True)],
    ids=["before the upload", "after the upload", "before it is shown", "after it is shown"],
)
@pytest.mark.parametrize("message", [None, DIGEST, CARRIED], ids=["answer", "news", "news of a card"])
def test_ended_between_the_words_and_the_picture_it_has_both_once_afterwards(
    homeserver: Synapse,
    tmp_path: Path,
    moment: Moment,
    taken_in: bool,  # noqa: FBT001 - a parameter of the test
    message: Message | None,
) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with proxy(homeserver.url) as between, play.people("ana") as (ana,):
            reached = asyncio.Event()

            async def hold(asked: Asked) -> None:
                if moment(between, asked):
                    reached.set()
                    await asyncio.Event().wait()

            async with play.bot(homeserver=between.url) as platform:
                room = await ana.room()
                await ana.answer(room, "hola")
                if taken_in:
                    between.after = hold
                else:
                    between.before = hold
                said = platform.send(person(play, ana), message, "parcel-1") if message else ana.say(room, ASK)
                saying = asyncio.ensure_future(said)
                await asyncio.wait_for(reached.wait(), 20)
            saying.cancel()
            await asyncio.gather(saying, return_exceptions=True)
            between.before = between.after = None
            async with play.bot(homeserver=between.url) as platform:
                if message:
                    await platform.send(person(play, ana), message, "parcel-1")
                await ana.until(lambda: pictures(ana))
                await ana.answer(room, "fin.")
            kinds = [heard["msgtype"] for heard in await ana.history(room) if "m.new_content" not in heard]
            words = "m.text" if message else "m.notice"
            assert kinds == ["m.notice", words, "m.image", "m.notice"]
            assert await opened(ana, pictures(ana)[0].content) == CHART.png

    asyncio.run(scenario())
