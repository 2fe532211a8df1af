"""The door out, backwards: what tells of something that was erased is taken back from the chats.

A platform is asked to delete what the bot said; doing it twice does no harm, so a crash, or a second process, leads to
nothing worse than asking again. What cannot be taken back is in the log, in `doctor`, and in the trail.
"""

import asyncio
import logging
from datetime import datetime, timedelta

from liaison_bot.app import frames
from liaison_bot.chat import ChatPlatform, TryLater, Unreachable
from liaison_bot.clock import Clock
from liaison_bot.errors import DatabaseLost
from liaison_bot.privacy.told import is_reference
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.told import Recall
from liaison_bot.store import Store, UnitOfWork

log = logging.getLogger(__name__)

ROUND_SECONDS = 60.0
PLACE_SECONDS = 120.0
"""Looking through the messages of months takes its time."""
MOST = 500
"""In one round."""
LONGEST_WAIT = timedelta(hours=6)
MOST_TRIES = 127
"""Thirty days of them: after a minute, then twice as long each time, and six hours at last."""


class TakingBack:
    """Takes back what is due on one platform, one thing in one place after another. Others have loops of their own."""

    def __init__(self, store: Store, clock: Clock, platform: ChatPlatform) -> None:
        self._store = store
        self._clock = clock
        self._platform = platform

    async def run(self) -> None:
        """Look every minute, from when the platform could connect on, until cancelled. Raises `DatabaseLost`."""
        while True:
            await asyncio.sleep(ROUND_SECONDS)
            try:
                while await self.round() == MOST:
                    continue
            except DatabaseLost:
                raise
            except Exception as bug:  # noqa: BLE001 - whatever it is, it may be over in a minute
                log.error("taking back: unexpected %s\n%s", type(bug).__name__, frames(bug))

    async def round(self) -> int:
        """Take back what is due now, one thing after another, so that the trail says of each what became of it."""
        due = await asyncio.to_thread(self._due)
        for recall in due:
            await self._take_back(recall)
        return len(due)

    async def _take_back(self, recall: Recall) -> None:
        try:
            async with asyncio.timeout(PLACE_SECONDS):
                count = await self._platform.take_back(recall.place, recall.telling)
        except (TryLater, TimeoutError) as wait:
            after = wait.after if isinstance(wait, TryLater) else None
            await asyncio.to_thread(self._put_off, recall, after)
        except Unreachable as gone:
            await asyncio.to_thread(self._give_up, recall, gone.why)
        except Exception as bug:  # noqa: BLE001 - one place's trouble must not stop the others
            log.error("taking back: unexpected %s\n%s", type(bug).__name__, frames(bug))
            await asyncio.to_thread(self._put_off, recall, None)
        else:
            await asyncio.to_thread(self._done, recall, count)

    def _due(self) -> tuple[Recall, ...]:
        with self._store.begin(read_only=True) as uow:
            return uow.told.due(self._platform.name, self._clock(), MOST)

    def _done(self, recall: Recall, count: int) -> None:
        with self._store.begin() as uow:
            if count and is_reference(recall.telling.about):
                uow.audit.append(_entry(recall, self._clock(), str(count), "done"))
            uow.told.drop(recall.id)
            uow.commit()

    def _put_off(self, recall: Recall, after: timedelta | None) -> None:
        """Try again when the platform says, which is no failure; or after a while, for as long as it is worth."""
        now = self._clock()
        with self._store.begin() as uow:
            if after is not None:
                uow.told.put_off(recall.id, now + after, failed=False)
            elif recall.attempts + 1 >= MOST_TRIES:
                _give_up(uow, recall, now, f"tried {MOST_TRIES} times")
            else:
                wait = min(timedelta(minutes=2 ** min(recall.attempts, 12)), LONGEST_WAIT)
                uow.told.put_off(recall.id, now + wait, failed=True)
            uow.commit()

    def _give_up(self, recall: Recall, why: str) -> None:
        with self._store.begin() as uow:
            _give_up(uow, recall, self._clock(), why)
            uow.commit()


def _give_up(uow: UnitOfWork, recall: Recall, now: datetime, why: str) -> None:
    """It stays where it is. The log holds no references: of which referral it is, the trail says."""
    log.warning("what was said of something that was erased stays in one place on %s: %s", recall.place.platform, why)
    if is_reference(recall.telling.about):
        uow.audit.append(_entry(recall, now, "", "unreachable"))
    uow.told.drop(recall.id)


def _entry(recall: Recall, now: datetime, code: str, result: str) -> AuditEntry:
    return AuditEntry(
        at=now,
        person=None,
        desk="",
        roles="",
        command="taken-back",
        reference=recall.telling.about,
        code=code,
        place=recall.place.platform,
        result=result,
    )
