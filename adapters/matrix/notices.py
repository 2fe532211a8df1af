"""What the bot says by itself: to somebody in their direct conversation, or in a room; each key once."""

import asyncio
from collections import defaultdict
from typing import Any

from adapters.matrix.choices import choices_of
from adapters.matrix.directs import Directs
from adapters.matrix.homeserver import RefusedError
from adapters.matrix.render import answering, brief, content, replacing, ringing
from adapters.matrix.rooms import Room
from adapters.matrix.sending import Sending, transaction
from adapters.matrix.settings import PLATFORM, account_of
from adapters.matrix.state import State
from adapters.matrix.told import Tells
from liaison_bot.chat import Account, Audience, Message, Unreachable, Where

Json = dict[str, Any]


class Notices:
    """Says notices, and knows who would read them."""

    def __init__(self, state: State, sending: Sending, directs: Directs, rooms: dict[str, Room]) -> None:
        self._state = state
        self._sending = sending
        self._directs = directs
        self._rooms = rooms
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def audience(self, to: Account | Where) -> Audience:
        """Who can read a place, as the server has it now; a conversation that is not there yet is made for one."""
        if isinstance(to, Where):
            room = self._rooms.get(to.id) if to.platform == PLATFORM else None
        elif not is_account(to):
            return Audience.UNKNOWN
        else:
            room = self._directs.find(to.user)
            if room is None:
                return Audience.ONE_PERSON if await self._directs.exists(to.user) else Audience.UNKNOWN
        if room is None:
            return Audience.UNKNOWN
        await self._directs.refresh(room)
        if self._rooms.get(room.id) is not room:  # it was left meanwhile, and what the server told is of before
            return Audience.UNKNOWN
        if isinstance(to, Account):
            return Audience.ONE_PERSON  # where it will do no longer, another is made, for this person alone
        return self._directs.audience_as_room(room)

    def turn(self, to: Account | Where) -> asyncio.Lock:
        """Held while something is said there: one thing at a time."""
        return self._turns[_target(to)]

    async def send(self, to: Account | Where, message: Message, key: str) -> None:
        """Say something, once for each key. Raises `TryLater` and `Unreachable`."""
        key = f"{_target(to)} {key}"
        async with self.turn(to):
            if self._state.sent(key):
                return
            room = await self._room(to)
            try:
                event = await self._say(room, message, key, to.user if isinstance(to, Account) else "")
            except RefusedError as no:
                raise Unreachable(f"the room does not let the bot speak: {no.code}") from None
            self._state.save_sent(key, event)

    async def _room(self, to: Account | Where) -> Room:
        if isinstance(to, Account):
            if not is_account(to):
                raise Unreachable("not an account on Matrix")
            return await self._directs.place(to.user)
        room = self._rooms.get(to.id) if to.platform == PLATFORM else None
        if room is None:
            raise Unreachable("the bot is not in this room")
        return room

    async def _say(self, room: Room, message: Message, key: str, person: str) -> str:
        """Show a message. A card that stands in the room already is changed there, and the news of it told."""
        choices, tells = choices_of(message), Tells(message.about, person)
        card, _ = self._state.card(room.id, message.card) if message.card else ("", "")
        if card:
            picture = replacing(card, content(message))
            await self._sending.notice(room, picture, transaction("card", key))
            said = answering(ringing(content(brief(message))), card)
        else:
            said = ringing(content(message))
        event = await self._sending.notice(room, said, transaction("notice", key), tells)
        if message.card and not card and self._directs.audience(room) is Audience.ONE_PERSON:
            self._state.save_card(room.id, message.card, event, message.title)
        self._state.said(room.id, event, choices, also=card)
        if choices:
            self._sending.number(room, event, len(choices), lambda: self._state.is_newest(room.id, event))
        # A card that is changed where it stands stays words; one that has begun with this event still owes its picture.
        if message.picture and card in {"", event}:
            await self._sending.picture(room, message.picture, said, transaction("picture", key), tells)
        return event


def _target(to: Account | Where) -> str:
    return to.user if isinstance(to, Account) else to.id


def is_account(account: Account) -> bool:
    """Tell whether this can be an account on Matrix: the team is the server that the user id names."""
    return account == account_of(account.user) and account.user.startswith("@") and account.team != ""
