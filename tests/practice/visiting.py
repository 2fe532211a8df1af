"""The practice network over HTTP, as its own page would use it."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, CookieJar

from adapters.practice import PracticePlatform
from liaison_bot.chat.practising import TimeMachine
from practice.scripted import TOKEN, ScriptedCore, platform


@dataclass
class Visit:
    """A page that has come in through the printed link."""

    session: ClientSession
    base: str
    core: ScriptedCore
    platform: PracticePlatform

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, dict[str, Any]]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        ours = {"Content-Type": "application/json", "Origin": self.base, "Sec-Fetch-Site": "same-origin"}
        sent = {name: value for name, value in {**ours, **headers}.items() if value}
        async with self.session.post(
            self.base + path, data=raw, headers=sent, skip_auto_headers=["Content-Type"]
        ) as got:
            return got.status, await got.json()

    async def get(self, path: str, **headers: str) -> tuple[int, dict[str, Any]]:
        async with self.session.get(self.base + path, headers=headers) as got:
            return got.status, await got.json()

    async def posts(self, last_seen: str = "") -> list[tuple[str, str, dict[str, Any]]]:
        """Everything the stream sends until it says that the page is up to date, as (id, event, data)."""
        headers = {"Last-Event-ID": last_seen} if last_seen else {}
        events: list[tuple[str, str, dict[str, Any]]] = []
        async with self.session.get(f"{self.base}/api/stream", headers=headers) as stream:
            assert stream.status == 200
            while not events or events[-1][1] != "ready":
                events.append(await asyncio.wait_for(read_event(stream.content), 5))
        return events

    async def shown(self) -> list[dict[str, Any]]:
        return [data for _, event, data in await self.posts() if event == "post"]


async def read_event(stream: asyncio.StreamReader | Any) -> tuple[str, str, dict[str, Any]]:
    fields: dict[str, str] = {}
    while (line := (await stream.readline()).decode().rstrip("\n")) or "data" not in fields:
        name, _, value = line.partition(": ")
        fields[name] = value
    return fields.get("id", ""), fields["event"], json.loads(fields["data"])


@asynccontextmanager
async def running(
    core: ScriptedCore, machine: TimeMachine | None = None
) -> AsyncIterator[tuple[PracticePlatform, str]]:
    """The practice network on a free port, and the link it printed."""
    printed: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    practice = platform(announce=printed.set_result, machine=machine)
    run = asyncio.create_task(practice.run(core))
    try:
        yield practice, await asyncio.wait_for(printed, 5)
    finally:
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)


@asynccontextmanager
async def visiting(machine: TimeMachine | None = None) -> AsyncIterator[Visit]:
    core = ScriptedCore()
    async with running(core, machine) as (practice, link), ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        async with session.get(link) as opened:
            assert opened.status == 200
        yield Visit(session, link.removesuffix(f"/?token={TOKEN}"), core, practice)


def line(text: str, *, seat: str = "ana", place: str = "direct:ana", **more: object) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "seat": seat, "place": place, "text": text, "shows_forms": True, **more}
