"""Officers whose keys matter: nio for sealing, `independent` for identities and emoji.

They read when they are told to, and see what the server said; those of `officer` read along by themselves.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from nio import AsyncClient, AsyncClientConfig, LoginResponse, MegolmEvent, RoomCreateResponse, SyncResponse
from nio.store import SqliteMemoryStore

from adapters.matrix.homeserver import Homeserver
from matrix.independent import Json, Keys, check, only_key
from matrix.officer import ENCRYPTED, PASSWORD
from matrix.synapse import Synapse

_CONFIG = AsyncClientConfig(store=SqliteMemoryStore, store_sync_tokens=False, max_limit_exceeded=0, max_timeouts=0)


@dataclass
class Officer:
    """A person with one device. `raw` speaks to the server directly."""

    client: AsyncClient
    raw: Homeserver

    @property
    def user(self) -> str:
        return str(self.client.user_id)

    @property
    def device(self) -> str:
        return str(self.client.device_id)

    async def sync(self) -> Json:
        """Everything new. nio takes it in; the answer is as the server gave it."""
        query = {"timeout": "0", "full_state": "false"} | (
            {"since": self.client.next_batch} if self.client.next_batch else {}
        )
        told: Json = await self.raw.get("sync", query=query)
        response = SyncResponse.from_dict(json.loads(json.dumps(told)))
        assert isinstance(response, SyncResponse)
        await self.client.receive_response(response)
        self.decrypted = [event for room in response.rooms.join.values() for event in room.timeline.events]
        return told

    async def has_identity(self) -> Keys:
        """Make an identity, and sign this device with it."""
        keys = Keys(self.user)
        await self.raw.post("keys", "device_signing", "upload", body=keys.upload())
        await self.signs_with(keys)
        return keys

    async def signs_with(self, keys: Keys) -> None:
        """Sign this device with an identity that there is."""
        answer = await self.query(self.user)
        signed = keys.sign_device(answer["device_keys"][self.user][self.device])
        told = await self.raw.post("keys", "signatures", "upload", body={self.user: {self.device: signed}})
        assert told["failures"] == {}

    async def query(self, user: str) -> Json:
        told: Json = await self.raw.post("keys", "query", body={"device_keys": {user: []}})
        return told

    async def room_with(self, *users: str, encrypted: bool = True) -> str:
        made = await self.client.room_create(
            invite=list(users), is_direct=True, initial_state=[ENCRYPTED] if encrypted else []
        )
        assert isinstance(made, RoomCreateResponse)
        room: str = made.room_id
        return room

    async def trusts_only_the_cross_signed(self, *users: str) -> None:
        """What current clients do: devices that their owner's identity has not signed get no keys."""
        assert self.client.olm
        self.client.olm.users_for_key_query.update(users)
        await self.client.keys_query()
        for user in users:
            answer = await self.query(user)
            for device in self.client.device_store.active_user_devices(user):
                if is_signed(answer, user, device.device_id):
                    self.client.verify_device(device)
                else:
                    self.client.blacklist_device(device)

    async def says(self, room: str, words: str) -> Json:
        """Say something, sealed for the devices that are trusted; the event as the server has it."""
        content = {"msgtype": "m.text", "body": words}
        sent = await self.client.room_send(room, "m.room.message", content)
        told: Json = await self.raw.get("rooms", room, "event", sent.event_id)
        return told

    def reads(self, event: Json) -> str | None:
        """The words of an event, None where this device has no key to it."""
        assert self.client.olm
        parsed = MegolmEvent.from_dict(event)
        opened = self.client.olm._decrypt_megolm_no_error(parsed)  # noqa: SLF001 - the others raise as many errors as there are reasons
        return None if opened is None else str(opened.body)


def is_signed(answer: Json, user: str, device: str) -> bool:
    """Whether an answer to `/keys/query` names an identity that signed the device, by `independent`'s check."""
    try:
        own = answer["self_signing_keys"][user]
        check(own, user, only_key(answer["master_keys"][user]), only_key(answer["master_keys"][user]))
        check(answer["device_keys"][user][device], user, only_key(own), only_key(own))
    except KeyError:
        return False
    return True


@asynccontextmanager
async def officer(server: Synapse, user: str) -> AsyncIterator[Officer]:
    """Somebody registered, signed in on a new device."""
    client = AsyncClient(server.url, server.user_id(user), config=_CONFIG)
    async with Homeserver(server.url) as raw:
        try:
            assert isinstance(await client.login(PASSWORD), LoginResponse)
            raw.token = client.access_token
            one = Officer(client, raw)
            await client.keys_upload()
            yield one
        finally:
            await client.close()
            if client.store:
                client.store.database.close()


async def until(found: Callable[[], Any], seconds: float = 15) -> Any:
    """Wait for something to be so; what was found."""
    patience = time.monotonic() + seconds
    while not (it := found()):
        assert time.monotonic() < patience, "it did not come"
        await asyncio.sleep(0.05)
    return it
