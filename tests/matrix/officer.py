"""An officer with a real client: nio's, encrypting, and reading along all the time."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from nio import (
    AsyncClient,
    AsyncClientConfig,
    Event,
    InviteMemberEvent,
    JoinResponse,
    LoginResponse,
    MatrixRoom,
    MegolmEvent,
    RoomCreateResponse,
    RoomMessagesResponse,
    RoomSendResponse,
)
from nio.store import SqliteMemoryStore

from matrix.synapse import Synapse

PASSWORD = "a long one"
ENCRYPTED = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
logging.getLogger("nio").setLevel(logging.CRITICAL)  # it logs what it decrypts


@dataclass
class Heard:
    """One event that the bot put into a room, as the client could read it."""

    id: str
    room: str
    type: str
    content: dict[str, Any]
    encrypted: bool
    at: int

    @property
    def body(self) -> str:
        """What is shown of it."""
        return str(self.content.get("body", ""))


@dataclass
class Officer:
    """A client that is signed in. `heard` is all that the bot said, in order; `unread` what could not be decrypted."""

    client: AsyncClient
    bot: str
    heard: list[Heard] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    invited: set[str] = field(default_factory=set)
    joins: bool = True
    reading: asyncio.Task[None] | None = None
    joining: asyncio.Task[None] | None = None

    @property
    def id(self) -> str:
        return str(self.client.user_id)

    async def room(self, *others: str, encrypted: bool = True, join_rule: str = "invite") -> str:
        """Make a room and invite the bot and others; without others, it is a direct conversation."""
        rule = {"type": "m.room.join_rules", "state_key": "", "content": {"join_rule": join_rule}}
        initial = [rule, ENCRYPTED] if encrypted else [rule]
        made = await self.client.room_create(
            invite=[self.bot, *others], initial_state=initial, is_direct=not others, name="" if not others else "Sala"
        )
        assert isinstance(made, RoomCreateResponse), made
        await self.until(lambda: self.bot in self.members(made.room_id))
        return str(made.room_id)

    def members(self, room: str) -> set[str]:
        """Who is in a room, as far as the client knows."""
        known = self.client.rooms.get(room)
        return {user for user, member in known.users.items() if not member.invited} if known else set()

    async def say(self, room: str, body: str, **content: Any) -> str:
        """Type something; its event's id."""
        return await self.send(room, "m.room.message", {"msgtype": "m.text", "body": body, **content})

    async def tap(self, room: str, event: str, key: str) -> str:
        """React with an emoji."""
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        return await self.send(room, "m.reaction", {"m.relates_to": relation})

    async def edit(self, room: str, event: str, body: str) -> str:
        """Change what was typed."""
        relation = {"rel_type": "m.replace", "event_id": event}
        new = {"msgtype": "m.text", "body": body}
        return await self.say(room, f"* {body}", **{"m.new_content": new, "m.relates_to": relation})

    async def send(self, room: str, kind: str, content: dict[str, Any]) -> str:
        await self.until(lambda: room in self.client.rooms)
        told = await self.client.room_send(room, kind, content, ignore_unverified_devices=True)
        assert isinstance(told, RoomSendResponse), told
        return str(told.event_id)

    async def until(self, true: Callable[[], object], seconds: float = 30) -> None:
        """Wait until something has come about."""
        async with asyncio.timeout(seconds):
            while not true():
                if self.reading and self.reading.done():
                    self.reading.result()  # what the client stumbled over
                await asyncio.sleep(0.02)

    def said(self, room: str = "") -> list[str]:
        """The words of all that the bot said, edits left out; in one room, or anywhere."""
        return [one.body for one in self.messages(room)]

    def messages(self, room: str = "") -> list[Heard]:
        """All that the bot said, edits left out."""
        return [
            one
            for one in self.heard
            if one.type == "m.room.message" and room in {"", one.room} and "m.new_content" not in one.content
        ]

    async def answer(self, room: str, body: str, **content: Any) -> Heard:
        """Type something, and wait for what the bot says next in that room."""
        before = len(self.messages(room))
        await self.say(room, body, **content)
        await self.until(lambda: len(self.messages(room)) > before)
        return self.messages(room)[before]

    async def history(self, room: str) -> list[dict[str, Any]]:
        """The content of all messages of the bot that the server has of a room, decrypted, in order."""
        async with asyncio.timeout(30):
            while True:
                told = await self.client.room_messages(room, start="", limit=100)
                assert isinstance(told, RoomMessagesResponse), told
                bots = [event for event in told.chunk if event.sender == self.bot]
                if not any(isinstance(event, MegolmEvent) for event in bots):
                    said = [event.source for event in reversed(bots)]
                    return [event["content"] for event in said if event["type"] == "m.room.message"]
                await asyncio.sleep(0.05)

    def shown(self, card: str) -> str:
        """What a message of the bot shows by now: its newest edit."""
        edits = [
            one.content["m.new_content"]["body"]
            for one in self.heard
            if "m.new_content" in one.content and one.content["m.relates_to"]["event_id"] == card
        ]
        return str(edits[-1]) if edits else next(one.body for one in self.heard if one.id == card)

    def numbers(self, event: str) -> list[str]:
        """The emoji that the bot put under a message."""
        relations = [one.content.get("m.relates_to", {}) for one in self.heard if one.type == "m.reaction"]
        return [str(relation["key"]) for relation in relations if relation["event_id"] == event]

    def _hear(self, room: MatrixRoom, event: Any) -> None:
        if event.sender != self.bot:
            return
        if isinstance(event, MegolmEvent):
            self.unread.append(event.event_id)
            return
        source = event.source
        encrypted = bool(getattr(event, "decrypted", False))
        self.heard.append(
            Heard(event.event_id, room.room_id, source["type"], source["content"], encrypted, event.server_timestamp)
        )

    def _invite(self, room: MatrixRoom, event: InviteMemberEvent) -> None:
        if event.state_key == self.id:
            self.invited.add(room.room_id)
            if self.joins:
                self.joining = asyncio.create_task(self._join(room.room_id))

    async def _join(self, room: str) -> None:
        """Come in; as a person would, again where the inviting homeserver has not taken in its own invitation yet."""
        while not isinstance(await self.client.join(room), JoinResponse):  # noqa: ASYNC110 - only the homeserver knows
            await asyncio.sleep(0.2)


@asynccontextmanager
async def officer(server: Synapse, user: str, bot: str, *, joins: bool = True) -> AsyncIterator[Officer]:
    """Sign somebody in, and read along until the end. `bot` is the bot's whole id: it may be of another homeserver."""
    config = AsyncClientConfig(encryption_enabled=True, store=SqliteMemoryStore, request_timeout=60)
    client = AsyncClient(server.url, server.user_id(user), config=config)
    signed_in = await client.login(PASSWORD)
    assert isinstance(signed_in, LoginResponse), signed_in
    one = Officer(client, bot, joins=joins)
    client.add_event_callback(one._hear, Event)  # noqa: SLF001 - its own
    client.add_event_callback(one._invite, InviteMemberEvent)  # noqa: SLF001
    reading = one.reading = asyncio.create_task(client.sync_forever(timeout=10_000, full_state=True))
    try:
        yield one
    finally:
        for task in (reading, one.joining):
            if task:
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task
        await client.close()
