"""A picture is given to the practice network's own page, from the post that it stands in."""

import asyncio

import pytest

from liaison_bot.chat import Message
from png import CHART
from practice.looking import ANA
from practice.scripted import DIGEST
from practice.visiting import visiting


def test_the_page_is_told_where_a_picture_is_how_large_and_what_it_shows() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            await visit.platform.send(ANA, Message(title="aviso"), "parcel-1")
            await visit.platform.send(ANA, DIGEST, "parcel-2")
            without, post = await visit.shown()
            assert without["message"]["picture"] is None
            shown = post["message"]["picture"]
            assert {name: shown[name] for name in ("alt", "width", "height")} == {
                "alt": CHART.alt,
                "width": 1200,
                "height": 500,
            }
            async with visit.session.get(visit.base + shown["at"]) as got:
                assert (got.status, got.content_type) == (200, "image/png")
                assert await got.read() == CHART.png
                assert got.headers["Cache-Control"] == "no-store"
                assert got.headers["X-Content-Type-Options"] == "nosniff"
            status, _ = await visit.get(shown["at"], **{"Sec-Fetch-Site": "cross-site"})
            assert status == 403

    asyncio.run(scenario())


@pytest.mark.parametrize("post", ["{run}-1", "{run}-3", "{run}-02", "{run}-2x", "00000000-2", "2", "..%2F2", "%C3%B1"])
def test_there_is_a_picture_where_a_post_has_one_and_nowhere_else(post: str) -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            await visit.platform.send(ANA, Message(title="aviso"), "parcel-1")
            await visit.platform.send(ANA, DIGEST, "parcel-2")
            events = [event for event, kind, _ in await visit.posts() if kind == "post"]
            run = events[0].partition("-")[0]
            status, said = await visit.get(f"/api/picture/{post.format(run=run)}")
            assert (status, said["error"]) == (404, "http")

    asyncio.run(scenario())
