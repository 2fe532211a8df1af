"""The least that answers on Matrix, as a process: `python -m bench.echo raw|nio HOMESERVER ACCOUNT`.

`raw` is bare HTTP; `nio` is the library's own client, encrypting where a room is. Both join wherever they are invited,
say again what they hear, and remember nothing. The password is the tests'.
"""

import asyncio
import itertools
import sys
from collections.abc import Mapping
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import aiohttp
from nio import AsyncClient, AsyncClientConfig, InviteMemberEvent, MatrixRoom, RoomMessageText

PASSWORD = "a long one"  # noqa: S105 - of an account on a homeserver that is gone when the measurement ends
_NOTICE = "m.notice"
_SYNC_MS = 30_000


async def raw(homeserver: str, account: str) -> None:
    """Echo by bare HTTP: one request for each answer, in a task of its own."""
    numbers, base = itertools.count(), f"{homeserver}/_matrix/client/v3"
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:

        async def call(method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
            async with session.request(method, f"{base}/{path}", json=body) as answer:
                return await answer.json()

        login = {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": account}, "password": PASSWORD}
        token = (await call("POST", "login", login))["access_token"]
        session.headers["Authorization"] = f"Bearer {token}"
        since = (await call("GET", "sync?timeout=0"))["next_batch"]
        print("ready", flush=True)  # noqa: T201 - told to whoever started it
        while True:
            told = await call("GET", f"sync?timeout={_SYNC_MS}&since={since}")
            since, rooms = told["next_batch"], told.get("rooms", {})
            for room in rooms.get("invite", {}):
                await call("POST", f"join/{quote(room)}", {})
            for room, news in rooms.get("join", {}).items():
                for event in news.get("timeline", {}).get("events", ()):
                    if event["type"] == "m.room.message" and event["sender"] != account:
                        said = {"msgtype": _NOTICE, "body": event["content"]["body"]}
                        path = f"rooms/{quote(room)}/send/m.room.message/{next(numbers)}"
                        group.create_task(call("PUT", path, said))


async def nio(homeserver: str, account: str) -> None:
    """Echo by the library's client, as its documentation shows it."""
    with TemporaryDirectory(prefix="liaison-bench-") as store:
        client = AsyncClient(
            homeserver, account, store_path=store, config=AsyncClientConfig(encryption_enabled=True, request_timeout=60)
        )

        async def heard(room: MatrixRoom, event: RoomMessageText) -> None:
            if event.sender != account:
                said = {"msgtype": _NOTICE, "body": event.body}
                await client.room_send(room.room_id, "m.room.message", said, ignore_unverified_devices=True)

        async def invited(room: MatrixRoom, _event: InviteMemberEvent) -> None:
            await client.join(room.room_id)

        await client.login(PASSWORD)
        await client.sync(full_state=True)
        client.add_event_callback(heard, RoomMessageText)
        client.add_event_callback(invited, InviteMemberEvent)
        print("ready", flush=True)  # noqa: T201 - told to whoever started it
        try:
            await client.sync_forever(timeout=_SYNC_MS)
        finally:
            await client.close()


if __name__ == "__main__":
    asyncio.run({"raw": raw, "nio": nio}[sys.argv[1]](sys.argv[2], sys.argv[3]))
