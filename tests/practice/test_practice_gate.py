"""Nothing but our own page, opened with the printed link, can drive the practice network."""

import asyncio

import pytest
from aiohttp import ClientSession, CookieJar

from practice.scripted import TOKEN, ScriptedCore
from practice.visiting import line, running, visiting


def test_the_printed_link_lets_in_and_leaves_no_token_in_the_address() -> None:
    async def scenario() -> None:
        async with running(ScriptedCore()) as (_, link), ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
            assert link.startswith("http://127.0.0.1:")
            async with session.get(link, allow_redirects=False) as opened:
                assert opened.status == 303
                assert opened.headers["Location"] == "/"
                cookie = opened.headers["Set-Cookie"]
                assert "HttpOnly" in cookie
                assert "SameSite=Strict" in cookie
            async with session.get(link) as page:
                assert page.url.query_string == ""
                assert page.content_type == "text/html"

    asyncio.run(scenario())


@pytest.mark.parametrize("query", ["", "?token=", "?token=wrong", f"?token={TOKEN}x", "?token=%C3%B1"])
def test_without_the_token_the_page_says_where_to_find_the_link(query: str) -> None:
    async def scenario() -> None:
        async with (
            running(ScriptedCore()) as (_, link),
            ClientSession() as session,
            session.get(link.partition("?")[0] + query) as page,
        ):
            assert page.status == 403
            text = await page.text()
            assert "Open the link" in text
            assert TOKEN not in text
            assert "Set-Cookie" not in page.headers

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "path",
    ["/static/app.js", "/api/world", "/api/stream", "/api/suggest?seat=ana&text=", "/api/picture/0-1", "/nothing"],
)
def test_nothing_is_given_to_whoever_has_not_come_through_the_link(path: str) -> None:
    async def scenario() -> None:
        async with (
            running(ScriptedCore()) as (_, link),
            ClientSession() as session,
            session.get(link.partition("/?")[0] + path) as refused,
        ):
            assert refused.status == 403
            assert (await refused.json())["error"] == "token"

    asyncio.run(scenario())


def test_a_name_that_was_made_to_resolve_here_is_refused_even_with_the_token() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            for host in ("evil.example", "127.0.0.1", "127.0.0.1:1", "[::1]:80"):
                async with visit.session.get(f"{visit.base}/?token={TOKEN}", headers={"Host": host}) as refused:
                    assert refused.status == 421, host
                status, said = await visit.post("/api/say", line("/help"), Host=host, Origin=f"http://{host}")
                assert (status, said["error"]) == (421, "host")
            assert visit.core.heard == []

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": ""}, 415),
    ],
)
def test_another_page_cannot_send_anything(headers: dict[str, str], status: int) -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            for path in ("/api/say", "/api/press", "/api/submit"):
                got, _ = await visit.post(path, line("/help"), **headers)
                assert got == status
            assert visit.core.heard == []
            assert await visit.shown() == []

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "path", ["/static/app.js", "/api/world", "/api/stream", "/api/suggest?seat=ana&text=", "/api/picture/0-1"]
)
def test_another_page_cannot_read_anything(path: str) -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            for site in ("cross-site", "same-site", "none"):
                status, said = await visit.get(path, **{"Sec-Fetch-Site": site})
                assert (status, said["error"]) == (403, "origin")

    asyncio.run(scenario())


def test_every_answer_forbids_what_does_not_come_from_here() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            for path in ("/", "/static/style.css", "/api/world", "/api/stream", "/api/picture/0-1", "/nothing"):
                async with visit.session.get(visit.base + path) as got:
                    policy = got.headers["Content-Security-Policy"]
                    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
                    assert "unsafe" not in policy
                    assert "img-src 'self';" in policy
                    assert "frame-ancestors 'none'" in policy
                    assert got.headers["X-Content-Type-Options"] == "nosniff"
                    assert got.headers["Referrer-Policy"] == "no-referrer"
                    assert got.headers["Cache-Control"] == "no-store"
                    assert got.headers["Cross-Origin-Resource-Policy"] == "same-origin"

    asyncio.run(scenario())


@pytest.mark.parametrize("path", ["/static/nothing.js", "/static/..%2Fwords.json", "/static/%2Fetc%2Fpasswd"])
def test_only_the_page_s_own_files_are_given(path: str) -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            assert (await visit.get(path))[0] == 404

    asyncio.run(scenario())
