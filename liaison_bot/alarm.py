"""The operator's alarm: what went wrong and nobody in a chat would notice, said in the one room of the configuration.

Counts and times only. The room is approved nowhere but in config.toml; where others than its organisation can read it
now, nothing is said. What is told stands in the log and in `doctor` too, so nothing is lost without a room.
"""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from liaison_bot.app import frames
from liaison_bot.chat import Audience, ChatPlatform, Message, TryLater, Unreachable, Where
from liaison_bot.clock import Clock
from liaison_bot.commands import Services
from liaison_bot.errors import DatabaseLost
from liaison_bot.store import Store

log = logging.getLogger(__name__)

ROUND_SECONDS = 60.0
SEND_SECONDS = 20
_FIRST_LOOK = timedelta(days=1)
"""A room that was never told anything is told of no more than this."""
_MOMENT = timedelta(microseconds=1)
_FIT = frozenset({Audience.ONE_PERSON, Audience.MEMBERS})


class Alarm:
    """Tells the operator's room of what is new, once."""

    def __init__(
        self, store: Store, services: Services, clock: Clock, platforms: Mapping[str, ChatPlatform], room: Where
    ) -> None:
        self._store = store
        self._services = services
        self._clock = clock
        self._platform = platforms[room.platform]
        self._room = room

    async def run(self) -> None:
        """Look every minute, until cancelled. Raises `DatabaseLost`."""
        while True:
            try:
                await self.round()
            except DatabaseLost:
                raise
            except Exception as bug:  # noqa: BLE001 - whatever it is, it may be over in a minute
                log.error("operator's room: unexpected %s\n%s", type(bug).__name__, frames(bug))
            await asyncio.sleep(ROUND_SECONDS)

    async def round(self) -> None:
        """Tell what is new, if anything is. What cannot be told now is told the next time."""
        now = self._clock()
        found = await asyncio.to_thread(self._news, now)
        if found is None:
            return
        message, key = found
        try:
            async with asyncio.timeout(SEND_SECONDS):
                if await self._platform.audience(self._room) in _FIT:
                    await self._platform.send(self._room, message, key)
                else:
                    log.warning("operator's room: nothing was said there: who reads it is not sure, or are others too")
        except (TryLater, TimeoutError):
            return
        except Unreachable as gone:
            log.warning("operator's room: cannot be reached: %s", gone.why)
        await asyncio.to_thread(self._told, now)

    def _news(self, now: datetime) -> tuple[Message, str] | None:
        """What went wrong since the room was last told, and a key by which it is the same if it is said again."""
        words = self._services.catalogues.of(self._services.catalogues.default)
        late_after = self._services.limits.late
        with self._store.begin(read_only=True) as uow:
            since = uow.beats.told() or now - _FIRST_LOOK
            late, outbox = uow.beats.lateness(), uow.outbox.state(since + _MOMENT)
        told = []
        if late and late.until > since:
            told.append(words("alarm-late", since=_utc(late.since), until=_utc(late.until), count=late.missed))
        if outbox.given_up:
            told.append(words("alarm-given-up", count=outbox.given_up))
        if outbox.oldest and since < outbox.oldest <= now - late_after:
            told.append(words("alarm-waiting", count=outbox.waiting, since=_utc(outbox.oldest)))
        if not told:
            return None
        message = Message(title=words("alarm-title"), paragraphs=(*told, words("alarm-doctor")))
        return message, f"operator:{since:%Y%m%dT%H%M%S%f}"

    def _told(self, now: datetime) -> None:
        with self._store.begin() as uow:
            uow.beats.tell(now)
            uow.commit()


def _utc(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
