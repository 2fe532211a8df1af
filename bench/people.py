"""Officers on Matrix, as far as asking something and waiting for the answer goes, with as little work as that takes."""

import asyncio
import itertools
import json
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from nio import AsyncClient, AsyncClientConfig
from nio.store import SqliteMemoryStore

from adapters.matrix.homeserver import Homeserver
from matrix.officer import ENCRYPTED, PASSWORD
from matrix.synapse import Synapse

_NONE: dict[str, Any] = {"types": []}
_TIMELINE = {"types": ["m.room.message", "m.room.encrypted"], "limit": 50}
_FILTER = json.dumps(
    {
        "presence": _NONE,
        "account_data": _NONE,
        "room": {"timeline": _TIMELINE, "state": _NONE, "ephemeral": _NONE, "account_data": _NONE},
    }
)
_PATIENCE_SECONDS = 60
_AT_ONCE = 8
"""People who sit down at the same time: while one waits for a bot to come, another makes rooms."""
_CONFIG = AsyncClientConfig(store=SqliteMemoryStore, encryption_enabled=True, request_timeout=_PATIENCE_SECONDS)


@dataclass
class Asking:
    """Somebody with a room for each bot. `rooms` and what is heard go by the bot's account and whether encrypted."""

    client: AsyncClient
    raw: Homeserver
    rooms: dict[tuple[str, bool], str] = field(default_factory=dict)
    heard: dict[str, asyncio.Queue[str]] = field(default_factory=dict)
    numbers: Any = field(default_factory=itertools.count)

    async def meets(self, bot: str, *, encrypted: bool, third: str) -> None:
        """Make a room with a bot; one that is not encrypted has a third person in it, as the bot wants it."""
        state = [ENCRYPTED] if encrypted else []
        invited = [bot] if encrypted else [bot, third]
        body = {"invite": invited, "initial_state": state, "is_direct": encrypted, "preset": "private_chat"}
        room = (await self.raw.post("createRoom", body=body))["room_id"]
        self.rooms[bot, encrypted] = room
        self.heard[room] = asyncio.Queue()
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while bot not in (await self.raw.get("rooms", room, "joined_members"))["joined"]:  # noqa: ASYNC110 - another process is waited for
                await asyncio.sleep(0.1)

    async def ask(self, bot: str, words: str, *, encrypted: bool) -> float:
        """Say something and wait until the bot says something; how long that took, in milliseconds."""
        room, kind = self.rooms[bot, encrypted], "m.room.message"
        content: dict[str, Any] = {"msgtype": "m.text", "body": words}
        if encrypted:
            kind, content = self.client.encrypt(room, kind, content)
        heard = self.heard[room]
        while not heard.empty():
            heard.get_nowait()
        begun = time.perf_counter()
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await self.raw.put("rooms", room, "send", kind, f"{next(self.numbers)}", body=content)
            while await heard.get() != bot:
                pass
        return (time.perf_counter() - begun) * 1000

    async def read(self, since: str) -> None:
        """Read along until cancelled."""
        while True:
            query = {"filter": _FILTER, "timeout": "30000", "since": since}
            told = await self.raw.get("sync", query=query, seconds=60)
            since = told["next_batch"]
            for room, news in told.get("rooms", {}).get("join", {}).items():
                for event in news["timeline"]["events"]:
                    if room in self.heard:
                        self.heard[room].put_nowait(event["sender"])


async def sit_down(
    stack: AsyncExitStack,
    group: asyncio.TaskGroup,
    server: Synapse,
    names: Sequence[str],
    bots: Sequence[str],
) -> list[Asking]:
    """Sign people in, and give each a room of both kinds with each bot; they read along in the group."""
    few = asyncio.Semaphore(_AT_ONCE)

    async def one(name: str) -> Asking:
        async with few:
            return await _seated(stack, server, name, bots)

    made = await asyncio.gather(*map(one, names))
    for each in made:
        group.create_task(each.read(each.client.next_batch))
    return list(made)


async def _seated(stack: AsyncExitStack, server: Synapse, name: str, bots: Sequence[str]) -> Asking:
    client = AsyncClient(server.url, server.user_id(name), config=_CONFIG)
    stack.push_async_callback(client.close)
    raw = await stack.enter_async_context(Homeserver(server.url))
    await client.login(PASSWORD)
    raw.token = client.access_token
    await client.keys_upload()
    seated = Asking(client, raw)
    for bot in bots:
        for encrypted in (False, True):
            await seated.meets(bot, encrypted=encrypted, third=server.user_id("third"))
    await client.sync(full_state=True)
    await client.keys_query()
    for (_, encrypted), room in seated.rooms.items():
        if encrypted:
            client.rooms[room].members_synced = False
            await client.joined_members(room)
            await client.share_group_session(room, ignore_unverified_devices=True)
    return seated
