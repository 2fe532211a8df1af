"""The operator's alarm: what went wrong and nobody in a chat would notice, said in the one room of the configuration.

Counts and times only. The room is approved nowhere but in config.toml; where others than its organisation can read it
now, nothing is said. What is told stands in the log and in `doctor` too, so nothing is lost without a room.

That the room will not do is logged before anything has to be said there: it is looked at in each round. What could not
be said is said once it can be.
"""

import asyncio
import hashlib
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

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
"""A room that was never told anything is told of no more than this, and of what waits now."""
_EVER = datetime.min.replace(tzinfo=UTC)
_MOMENT = timedelta(microseconds=1)
_UNFIT = {
    Audience.OUTSIDERS: "people of another organisation can read it, or are invited to",
    Audience.OPEN: "anybody can walk in, or read it from outside",
    Audience.UNKNOWN: (
        "who reads it cannot be seen: the bot is not in it, or it is not encrypted (Matrix), or archived (Slack)"
    ),
}


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
        self._trouble = ""
        """Why nothing can be said in the room, as the log has it already; empty where it can."""

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
        try:
            async with asyncio.timeout(SEND_SECONDS):
                trouble = _UNFIT.get(await self._platform.audience(self._room), "")
                if not trouble:
                    await self._tell(self._clock())
        except (TryLater, TimeoutError):
            return
        except Unreachable as gone:
            trouble = gone.why
        self._note(trouble)

    async def _tell(self, now: datetime) -> None:
        found = await asyncio.to_thread(self._news, now)
        if found:
            message, key = found
            await self._platform.send(self._room, message, key)
            await asyncio.to_thread(self._told, now)

    def _note(self, trouble: str) -> None:
        """Log why nothing can be said, when that is new, and when it is over."""
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if trouble:
            log.warning("operator's room %s: nothing is said there: %s", self._room.id, trouble)
        else:
            log.info("operator's room %s: what goes wrong can be said there again", self._room.id)

    def _news(self, now: datetime) -> tuple[Message, str] | None:
        """What went wrong since the room was last told, and a key by which it is the same if it is said again."""
        words = self._services.catalogues.of(self._services.catalogues.default)
        late_after = self._services.limits.late
        with self._store.begin(read_only=True) as uow:
            before = uow.beats.told()
            since = before or now - _FIRST_LOOK
            late, outbox = uow.beats.lateness(), uow.outbox.state(since + _MOMENT)
        told = []
        if late and late.until > since:
            told.append(words("alarm-late", since=_utc(late.since), until=_utc(late.until), count=late.missed))
        if outbox.given_up:
            told.append(words("alarm-given-up", count=outbox.given_up))
        if outbox.oldest and (before or _EVER) < outbox.oldest + late_after <= now:
            told.append(words("alarm-waiting", count=outbox.waiting, since=_utc(outbox.oldest)))
        if not told:
            return None
        message = Message(title=words("alarm-title"), paragraphs=(*told, words("alarm-doctor")))
        # Said again where it may have been said, it is the same; what has become more meanwhile is said.
        words_said = hashlib.sha256(message.plain.encode()).hexdigest()
        return message, f"operator:{before or 'never'}:{words_said}"

    def _told(self, now: datetime) -> None:
        with self._store.begin() as uow:
            uow.beats.tell(now)
            uow.commit()


def _utc(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
