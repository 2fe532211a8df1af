"""The door out: what is to be said to others, said once.

Lease a parcel, ask the platform who can read the place *now*, make the message from what disclosure lets through there
and then, send it under the parcel's key, settle. A crash in between leads to the same key being sent again, which a
platform takes as the same message. One person's trouble never holds up another's.
"""

import asyncio
import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from liaison_bot.app import context, frames
from liaison_bot.chat import Account, Audience, ChatPlatform, Message, TryLater, Unreachable, Where
from liaison_bot.clock import Clock
from liaison_bot.commands import Services
from liaison_bot.records.outbox import Leased
from liaison_bot.records.places import place_of
from liaison_bot.store import Store

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
"""After it, somebody else may take the parcel: what a crash left undelivered waits no longer than this."""
SEND_SECONDS = 20
"""A platform that has not answered by then is tried again later."""
BATCH = 50
PAUSE_SECONDS = 1.0
LONGEST_WAIT = timedelta(minutes=15)
GIVE_UP_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Addressed:
    """A parcel with the account it goes to."""

    leased: Leased
    account: Account


class Delivery:
    """Takes parcels from the outbox to the platforms."""

    def __init__(self, store: Store, services: Services, clock: Clock, platforms: Mapping[str, ChatPlatform]) -> None:
        self._store = store
        self._services = services
        self._clock = clock
        self._platforms = platforms
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There may be something to deliver."""
        self._wake.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        while True:
            self._wake.clear()
            if await self._round_or_nothing() == BATCH:
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), PAUSE_SECONDS)

    async def _round_or_nothing(self) -> int:
        """A round; where the database cannot be asked, nothing is lost, and the next round asks again."""
        try:
            return await self.round()
        except Exception as bug:  # noqa: BLE001 - a database that restarts must not stop the bot
            log.error("delivery: unexpected %s\n%s", type(bug).__name__, frames(bug))
            return 0

    async def round(self) -> int:
        """Deliver what is due now, once; how many parcels were taken."""
        addressed = await asyncio.to_thread(self._lease)
        by_account: dict[Account, list[Leased]] = {}
        for parcel in addressed:
            by_account.setdefault(parcel.account, []).append(parcel.leased)
        await asyncio.gather(*(self._deliver_all(account, leased) for account, leased in by_account.items()))
        return len(addressed)

    def _lease(self) -> list[Addressed]:
        now = self._clock()
        platforms = frozenset(self._platforms)
        addressed = []
        with self._store.begin() as uow:
            for leased in uow.outbox.lease(now, LEASE, BATCH):
                account = uow.directory.account(leased.parcel.person, platforms)
                if account is None:
                    log.warning("parcel %s: person %s has no account here", leased.id, leased.parcel.person)
                    uow.outbox.give_up(leased.id, now, "no account on a connected platform")
                else:
                    addressed.append(Addressed(leased, account))
            uow.commit()
        return addressed

    async def _deliver_all(self, account: Account, parcels: Sequence[Leased]) -> None:
        """One person's parcels, in order; when one must wait, so do those behind it."""
        for at, leased in enumerate(parcels):
            try:
                async with asyncio.timeout(SEND_SECONDS):
                    await self._deliver(account, leased)
            except TryLater as wait:
                for behind in parcels[at:]:
                    await asyncio.to_thread(self._postpone, behind, wait.after)
                return
            except Unreachable as gone:
                log.warning("parcel %s: unreachable: %s", leased.id, gone.why)
                await asyncio.to_thread(self._give_up, leased, gone.why)
            except Exception as bug:  # noqa: BLE001 - one parcel's trouble must not stop the others
                log.error("parcel %s: unexpected %s\n%s", leased.id, type(bug).__name__, frames(bug))
                await asyncio.to_thread(self._postpone, leased, None)

    async def _deliver(self, account: Account, leased: Leased) -> None:
        platform = self._platforms[account.platform]
        audience = await platform.audience(account)
        message = await asyncio.to_thread(self._message, account, leased, audience)
        if message is not None:
            await platform.send(account, message, leased.parcel.key)
        await asyncio.to_thread(self._settle, leased)

    def _message(self, account: Account, leased: Leased, audience: Audience) -> Message | None:
        """Make the message as things stand now; None when there is nothing left to say."""
        parcel, now = leased.parcel, self._clock()
        with self._store.begin(read_only=True) as uow:
            directory = uow.directory
            actor = directory.member(parcel.person, now)
            if actor is None:
                return None
            place = place_of(Where(account.platform, account.user), audience, directory)
            ctx = context(self._services, uow, now, account, actor, place)
            return self._services.notices[parcel.notice](ctx, parcel)

    def _settle(self, leased: Leased) -> None:
        with self._store.begin() as uow:
            uow.outbox.settle(leased.id, self._clock())
            uow.commit()

    def _postpone(self, leased: Leased, after: timedelta | None) -> None:
        now = self._clock()
        if now - leased.parcel.made > GIVE_UP_AFTER:
            self._give_up(leased, "tried for three days")
            return
        with self._store.begin() as uow:
            uow.outbox.postpone(leased.id, now + (after or backoff(leased.attempts)), "try later")
            uow.commit()

    def _give_up(self, leased: Leased, why: str) -> None:
        now: datetime = self._clock()
        with self._store.begin() as uow:
            uow.outbox.give_up(leased.id, now, why)
            uow.commit()


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many attempts: a second, doubled each time, a quarter of an hour at most."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 12)), LONGEST_WAIT)
