"""What is said to the bot, from a Matrix event to its answer: opened, read, given to the core, and answered."""

import asyncio
import contextlib
import logging
import time
from collections import OrderedDict, defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from adapters.matrix.choices import choices_of, confirmation, number_typed, pack, unpack
from adapters.matrix.directs import Directs
from adapters.matrix.encryption import Encryption, NoKeyError, NotKnownError
from adapters.matrix.homeserver import RefusedError
from adapters.matrix.inbound import Corrected, Heard, Passing, Reader, Said, Tapped
from adapters.matrix.keys.verification import is_verification
from adapters.matrix.render import answering, content, moved_down
from adapters.matrix.rooms import Room
from adapters.matrix.sending import Sending, transaction
from adapters.matrix.settings import PLATFORM, MatrixSettings, account_of
from adapters.matrix.state import State
from adapters.matrix.told import Tells
from liaison_bot.chat import (
    Account,
    Button,
    CommandUsed,
    Core,
    Inbound,
    Message,
    NotTaken,
    Overheard,
    Reason,
    TextSent,
    TryLater,
    Unreachable,
    Where,
)

Json = dict[str, Any]
log = logging.getLogger(__name__)

_ENCRYPTED: Final = "m.room.encrypted"
_CORRECTED_WITHIN_MS: Final = 60_000
_RECENT: Final = 1000
_SAID_AGAIN_SECONDS: Final = 3600.0
_ASKED_AGAIN_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Event:
    """What of an event is needed to the end of its handling."""

    id: str
    sender: str
    moment: int
    room: Room
    trusted: bool = True


class Talk:
    """Answers what is said to the bot."""

    def __init__(
        self,
        core: Core,
        state: State,
        encryption: Encryption,
        sending: Sending,
        directs: Directs,
        reader: Reader,
        settings: MatrixSettings,
        clock: Callable[[], datetime],
        verifies: Callable[[Json, str], Awaitable[None]],
    ) -> None:
        self._core = core
        self._state = state
        self._encryption = encryption
        self._sending = sending
        self._directs = directs
        self._reader = reader
        self._settings = settings
        self._clock = clock
        self._verifies = verifies
        self._since = time.monotonic()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._recent: OrderedDict[str, tuple[str, int]] = OrderedDict()
        self._late: set[tuple[str, str]] = set()
        self._unread: dict[tuple[str, str], float] = {}
        self._given_up: set[str] = set()
        self._confirming: dict[str, str] = {}

    async def heard(self, room: Room, event: Json) -> None:
        """Handle one event of a room, after those of the same person that came before it."""
        sender, event_id, moment = event.get("sender"), event.get("event_id"), event.get("origin_server_ts")
        if not isinstance(sender, str) or not isinstance(event_id, str) or not isinstance(moment, int):
            return
        async with self._turns[sender]:
            known = _Event(event_id, sender, moment, room)
            # What verifies proves itself: clients say it in clear, in encrypted rooms too.
            opened = (event, False) if is_verification(event) else await self._opened(known, event)
            if opened is None:
                return
            read, trusted = opened
            if is_verification(read):
                await self._verifies(read, room.id)
                return
            said = self._reader.read(read, room)
            if said is not None:
                await self._handle(_Event(event_id, sender, moment, room, trusted), said)

    async def _opened(self, at: _Event, event: Json) -> tuple[Json, bool] | None:
        """An event as it can be read. In an encrypted room, words that are not encrypted come from nobody's client."""
        if event.get("type") != _ENCRYPTED:
            return None if at.room.encrypted and event.get("type") != "m.reaction" else (event, True)
        late = time.monotonic() + self._settings.key_wait.total_seconds()
        while True:
            arrived = self._encryption.arrived
            try:
                opened = await self._encryption.open(at.room.id, event)
            except NoKeyError as missing:
                if missing.session in self._given_up or time.monotonic() >= late:
                    why = f": their client keeps it back ({missing.withheld})" if missing.withheld else ""
                    log.warning("event %s: there is no key to it%s", at.id, why)
                    self._given_up.add(missing.session)
                    await self._unreadable(at)
                    return None
                asked = await self._ask_for_key(at, event)
                wait = max(late - time.monotonic(), 0.0)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait if asked else min(wait, _ASKED_AGAIN_SECONDS)):
                        await arrived.wait()
            except NotKnownError:
                if time.monotonic() >= late:
                    log.warning("event %s: whose device it came from cannot be asked", at.id)
                    await self._unreadable(at)
                    return None
                await asyncio.sleep(_ASKED_AGAIN_SECONDS)
            except (TryLater, RefusedError):  # the bot's own homeserver could not be asked now
                await asyncio.sleep(1)
            else:
                if opened is None:
                    await self._unreadable(at)
                return (opened.event, opened.trusted) if opened else None

    async def _ask_for_key(self, at: _Event, event: Json) -> bool:
        """Ask for the key to an event; False where the server could not be told now."""
        try:
            await self._encryption.ask_for_key(at.room.id, event)
        except TryLater:
            return False
        except RefusedError as no:
            log.info("event %s: its key could not be asked for: %s", at.id, no)
        return True

    async def _unreadable(self, at: _Event) -> None:
        """Say so, once in a while: in a room, most of what cannot be read is not for the bot."""
        key, now = (at.room.id, at.sender), time.monotonic()
        if now - self._unread.get(key, -_SAID_AGAIN_SECONDS) < _SAID_AGAIN_SECONDS or self._is_late(at):
            return
        said = await self._answer(at, self._not_taken(at, Reason.UNREADABLE))
        if not said or not await self._sending.is_older(at.room, said, self._since):
            self._unread[key] = now  # else it had been said in its time, and nobody saw it again

    async def _handle(self, at: _Event, heard: Heard) -> None:
        if isinstance(heard, Passing):
            await self._overheard(at, heard)
            return
        thread = heard.thread if isinstance(heard, Said) else ""
        if isinstance(heard, Corrected):
            author, moment = self._recent.get(heard.message, ("", 0))
            if author == at.sender and 0 <= at.moment - moment <= _CORRECTED_WITHIN_MS:
                await self._answer(at, self._not_taken(at, Reason.EDITED))
            return
        chosen = self._chosen(at, heard)
        if chosen is None and isinstance(heard, Tapped):
            return
        if chosen is None and isinstance(heard, Said) and not heard.addressed:  # a reply to somebody else
            await self._overheard(at, Passing(heard.text))
            return
        self._recent[at.id] = (at.sender, at.moment)
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        if refused := self._reason(at):
            await self._refuse(at, refused, thread)
            return
        self._directs.use(at.room)
        forgotten = self._confirming.pop(at.room.id, "")
        if chosen and chosen.confirm:
            await self._confirm(at, chosen, thread)
        else:
            await self._answer(at, self._inbound(at, heard, chosen), thread)
        if forgotten:
            self._state.withdraw(forgotten)

    async def _overheard(self, at: _Event, heard: Passing) -> None:
        """Something was said to others: what the core has to say about it, its author reads alone, directly."""
        if not at.trusted or self._is_late(at):
            return
        account, where, audience = self._about(at)
        said = Overheard(id=at.id, account=account, where=where, audience=audience, hears_all=True, text=heard.text)
        reply = await self._core.handle(said)
        if not isinstance(reply, Message):
            return
        try:
            direct = await self._directs.place(at.sender)
        except (TryLater, Unreachable) as no:
            log.warning("event %s: its author could not be told: %s", at.id, no)
            return
        tells = Tells(reply.about, at.sender)
        await self._sending.answer(direct, content(reply), transaction("overheard", at.id), tells)

    def _chosen(self, at: _Event, heard: Said | Tapped) -> Button | None:
        """The choice that a number stands for. What it was taken for the first time, it is taken for again."""
        number = heard.number if isinstance(heard, Tapped) else number_typed(heard.text)
        if number is None:
            return None
        kept = self._state.meaning(at.id)
        if kept is not None:
            return next(iter(unpack(kept)), None)
        under = heard.under if isinstance(heard, Tapped) else heard.answers
        if not under and at.room.other(self._settings.user_id):
            under = self._state.newest(at.room.id)
        chosen = self._state.choices(under)[number - 1 : number] if number else ()
        about = self._state.told.about(under)
        if about and any(one.confirm for one in chosen):  # the question will tell of it too
            tells = Tells(about, at.sender)
            self._state.told.begin(transaction("answer", at.id), at.room.id, tells, self._clock())
        self._state.save_meaning(at.id, pack(chosen))
        return next(iter(chosen), None)

    def _reason(self, at: _Event) -> Reason | None:
        """Why this is not let through, if it is not."""
        if not at.trusted:
            return Reason.UNTRUSTED
        if at.room.other(self._settings.user_id) and not at.room.encrypted:
            return Reason.UNPROTECTED
        if self._is_late(at):
            return Reason.TOO_OLD
        self._late.discard((at.sender, at.room.id))
        return None

    async def _refuse(self, at: _Event, reason: Reason, thread: str) -> None:
        if reason is Reason.TOO_OLD:  # one line for all that is too old
            if (at.sender, at.room.id) in self._late:
                return
            said = await self._answer(at, self._not_taken(at, reason), thread)
            if not said or not await self._sending.is_older(at.room, said, self._since):
                self._late.add((at.sender, at.room.id))  # else it had been answered in its time: the line is still owed
            return
        if reason is Reason.UNPROTECTED:
            try:
                await self._directs.place(at.sender)
            except (TryLater, Unreachable) as no:
                log.warning("event %s: no encrypted conversation could be offered: %s", at.id, no)
        await self._answer(at, self._not_taken(at, reason), thread)

    async def _confirm(self, at: _Event, chosen: Button, thread: str) -> None:
        asked = confirmation(chosen)
        event = await self._sending.answer(
            at.room, self._reply(at, content(asked), thread), transaction("answer", at.id)
        )
        if event:
            self._offer(at.room, event, asked)
            self._confirming[at.room.id] = event
        self._sending.mark_read(at.room, at.id)

    async def _answer(self, at: _Event, inbound: Inbound, thread: str = "") -> str:
        """Have an event answered, and say the answer where it was asked; its event's id, or empty."""
        event = ""
        typing = asyncio.create_task(self._sending.typing(at.room))
        try:
            with self._sending.making():
                reply = await self._core.handle(inbound)
        finally:
            typing.cancel()
        if isinstance(reply, Message):
            said, tells = self._reply(at, content(reply), thread), Tells(reply.about, at.sender)
            event = await self._sending.answer(at.room, said, transaction("answer", at.id), tells)
            if event:
                self._show_card(at.room, event, reply)
                self._offer(at.room, event, reply)
            if event and reply.picture:
                await self._sending.picture(at.room, reply.picture, said, transaction("picture", at.id), tells)
        self._sending.mark_read(at.room, at.id)
        return event

    def _reply(self, at: _Event, said: Json, thread: str) -> Json:
        """In a room of several, an answer says what it answers."""
        return answering(said, "" if at.room.other(self._settings.user_id) else at.id, thread)

    def _show_card(self, room: Room, event: str, message: Message) -> None:
        """In a direct conversation, the newest picture of a card is the one; the one before it says where to look."""
        if not message.card or not room.other(self._settings.user_id):
            return
        before, title = self._state.card(room.id, message.card)
        if before == event:
            return
        self._state.save_card(room.id, message.card, event, message.title)
        if before:
            self._state.withdraw(before)
            self._sending.edit_later(room, before, moved_down(title), transaction("moved", before, event))

    def _offer(self, room: Room, event: str, message: Message) -> None:
        """Keep what can be chosen now. A mistake that was told has changed nothing: what could be, still can."""
        choices = choices_of(message)
        if message.error and not choices:
            return
        self._state.said(room.id, event, choices)
        if choices:
            self._sending.number(room, event, len(choices), lambda: self._state.is_newest(room.id, event))

    def _inbound(self, at: _Event, heard: Said | Tapped, chosen: Button | None) -> Inbound:
        account, where, audience = self._about(at)
        said = heard.text if isinstance(heard, Said) else ""
        words = chosen.words if chosen else said if isinstance(heard, Said) and heard.command else ""
        inbound: CommandUsed | TextSent
        if words:
            inbound = CommandUsed(id=at.id, account=account, where=where, audience=audience, words=words)
        else:
            inbound = TextSent(id=at.id, account=account, where=where, audience=audience, text=said)
        return replace(inbound, hears_all=not at.room.other(self._settings.user_id))

    def _not_taken(self, at: _Event, why: Reason) -> Inbound:
        account, where, audience = self._about(at)
        return NotTaken(id=at.id, account=account, where=where, audience=audience, why=why)

    def _about(self, at: _Event) -> tuple[Account, Where, Any]:
        return account_of(at.sender), Where(PLATFORM, at.room.id), self._directs.audience(at.room)

    def _is_late(self, at: _Event) -> bool:
        said = datetime.fromtimestamp(at.moment / 1000, UTC)
        oldest: timedelta = self._settings.oldest_command
        return self._clock() - said > oldest
