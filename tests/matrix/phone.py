"""An officer's end of a verification, which an operator's `matrix-verify` is at the other end of."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from secrets import token_hex

from nio import RoomSendResponse

from adapters.matrix.device import signed_in
from adapters.matrix.homeserver import Homeserver
from adapters.matrix.keys.sas import EMOJI
from adapters.matrix.keys.verification import KIND
from adapters.matrix.settings import MatrixSettings
from matrix.independent import Comparison, Json, Keys, commitment, public
from matrix.officer_with_keys import Officer, officer
from matrix.synapse import Synapse

REQUEST = {"methods": ["m.sas.v1"]}


START = {
    "method": "m.sas.v1",
    "key_agreement_protocols": ["curve25519-hkdf-sha256"],
    "hashes": ["sha256"],
    "message_authentication_codes": ["hkdf-hmac-sha256.v2"],
    "short_authentication_string": ["decimal", "emoji"],
}


@dataclass
class Phone:
    """The officer's end of one verification, by messages to the bot's device or in a room."""

    officer: Officer
    bot: str
    bot_device: str
    room: str = ""
    flow: str = ""
    heard: list[Json] = field(default_factory=list)

    @property
    def sas(self) -> Comparison:
        if not hasattr(self, "_sas"):
            me = (self.officer.user, self.officer.device)
            self._sas = Comparison(me, (self.bot, self.bot_device), self.flow)
        return self._sas

    async def asks(self) -> None:
        content = REQUEST | {"from_device": self.officer.device}
        if self.room:
            words = {"msgtype": f"{KIND}request", "body": "verify", "to": self.bot}
            self.flow = await self.put("m.room.message", content | words)
        else:
            self.flow = token_hex(8)
            await self.says("request", content | {"timestamp": int(time.time() * 1000)})

    async def says(self, kind: str, content: Json) -> Json:
        if self.room:
            content = content | {"m.relates_to": {"rel_type": "m.reference", "event_id": self.flow}}
            await self.put(f"{KIND}{kind}", content)
        else:
            content = content | {"transaction_id": self.flow}
            body = {"messages": {self.bot: {self.bot_device: content}}}
            await self.officer.raw.put("sendToDevice", f"{KIND}{kind}", token_hex(8), body=body)
        return content

    async def put(self, kind: str, content: Json) -> str:
        client = self.officer.client
        sent = await client.room_send(self.room, kind, content, ignore_unverified_devices=True)
        assert isinstance(sent, RoomSendResponse)
        return str(sent.event_id)

    async def hears(self, kind: str) -> Json:
        """The bot's next event of a kind; any other of the bot's before it is a failure."""
        patience = time.monotonic() + 15
        while not self.heard:
            assert time.monotonic() < patience, kind
            told = await self.officer.sync()
            events = (
                [event.source for event in self.officer.decrypted]
                if self.room
                else told.get("to_device", {}).get("events", [])
            )
            self.heard += [
                event
                for event in events
                if event["sender"] == self.bot and "verification" in f"{event['type']}{event['content'].get('msgtype')}"
            ]
            await asyncio.sleep(0.05)
        event = self.heard.pop(0)
        assert event["type"] == f"{KIND}{kind}", event["content"].get("reason")
        return dict(event["content"])

    async def compares_as_beginner(self) -> None:
        """From ready until both show the emoji."""
        start = await self.says("start", START | {"from_device": self.officer.device})
        accepted = await self.hears("accept")
        await self.says("key", {"key": self.sas.key})
        key = (await self.hears("key"))["key"]
        assert accepted["commitment"] == commitment(key, start)
        self.sas.meet(key)

    async def compares_as_asked(self, committed: str = "") -> None:
        start = await self.hears("start")
        await self.says(
            "accept",
            {
                "method": "m.sas.v1",
                "key_agreement_protocol": "curve25519-hkdf-sha256",
                "hash": "sha256",
                "message_authentication_code": "hkdf-hmac-sha256.v2",
                "short_authentication_string": ["emoji"],
                "commitment": commitment(committed or self.sas.key, start),
            },
        )
        self.sas.meet((await self.hears("key"))["key"])
        await self.says("key", {"key": self.sas.key})

    def shows(self, *, began: bool) -> tuple[tuple[str, str], ...]:
        return tuple(EMOJI[number] for number in self.sas.numbers(began=began)[0])


@asynccontextmanager
async def meeting(
    server: Synapse, user: str, settings: MatrixSettings, way: str, *, identity: bool = True
) -> AsyncIterator[tuple[Phone, Keys]]:
    """An officer, with an identity if so wanted, and a room with the bot in it where that is the way."""
    async with officer(server, user) as ana:
        keys = await ana.has_identity() if identity else Keys(ana.user)
        devices = (await ana.query(settings.user_id))["device_keys"][settings.user_id]
        [device] = devices
        room = ""
        if way != "by device":
            room = await ana.room_with(settings.user_id, encrypted=way == "in an encrypted room")
            await joined(settings, room)
        await ana.sync()
        yield Phone(ana, settings.user_id, device, room), keys


async def joined(settings: MatrixSettings, room: str) -> None:
    async with Homeserver(settings.homeserver) as server:
        await signed_in(server, settings)
        await server.post("rooms", room, "join", body={})


def keys_of_officer(phone: Phone, keys: Keys) -> dict[str, str]:
    assert phone.officer.client.olm
    own = phone.officer.client.olm.account.identity_keys["ed25519"]
    master = public(keys.master)
    return {f"ed25519:{phone.officer.device}": own, f"ed25519:{master}": master}
