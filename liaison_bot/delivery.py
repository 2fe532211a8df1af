"""The door out: what is to be said to others, said once.

Lease a parcel, ask the platform who can read the place *now*, make the message from what disclosure lets through there
and then, send it under the parcel's key, settle. A crash in between leads to the same key being sent again, which a
platform takes as the same message. A person's parcels are said in their order, what is in no hurry after the rest; one
person's trouble, or a platform that does not answer for them, never holds up another's.

What goes to a room is made for nobody in particular who reads it. A room that is read by others than it was approved
for is told nothing: its approval ends.
"""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from liaison_bot.app import context, frames
from liaison_bot.charts import with_picture
from liaison_bot.chat import Account, Audience, ChatPlatform, Message, TryLater, Unreachable, Where
from liaison_bot.clock import Clock
from liaison_bot.commands import Context, Services
from liaison_bot.commands.undelivered import tell_of_undelivered
from liaison_bot.errors import DatabaseLost
from liaison_bot.network.rooms import suspend_if_drifted
from liaison_bot.privacy.told import marked, note
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.outbox import Leased, Parcel
from liaison_bot.records.places import place_of
from liaison_bot.store import Store, UnitOfWork

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
"""After it, somebody else may take the parcel: what a crash left undelivered waits no longer than this."""
SEND_SECONDS = 20
"""A platform that has not answered by then is tried again later. Well within the lease."""
BATCH = 50
PAUSE_SECONDS = 1.0
LONGEST_WAIT = timedelta(minutes=15)
ACCOUNT_WAIT = timedelta(hours=1)
"""How often it is looked whether somebody without an account on a connected platform has one by now."""
GIVE_UP_AFTER = timedelta(days=3)
"""Of trying: time in which nobody tried, because the bot did not run, does not count."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A parcel with the account, or the room, it goes to."""

    leased: Leased
    to: Account | Where


class Delivery:
    """Takes parcels from the outbox to the platforms."""

    def __init__(self, store: Store, services: Services, clock: Clock, platforms: Mapping[str, ChatPlatform]) -> None:
        self._store = store
        self._services = services
        self._clock = clock
        self._platforms = platforms
        self._wake = asyncio.Event()
        self._under_way: dict[Account | Where, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._taken: set[int] = set()
        self._leasing = asyncio.Lock()

    def wake(self) -> None:
        """There may be something to deliver."""
        self._wake.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        try:
            while True:
                self._wake.clear()
                async with self._leasing:
                    begun = await self._begin_or_nothing()
                if begun == BATCH:
                    continue
                # not `wait_for`: in Python 3.11 it can lose a cancellation that comes together with what it waits for
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(PAUSE_SECONDS):
                        await self._wake.wait()
        finally:
            await self._stop()

    async def round(self) -> int:
        """Deliver what is due now, once, to the end, with what is under way already; how many parcels were taken."""
        async with self._leasing:
            count = await self.begin_round()
            tasks = tuple(self._tasks)
        await asyncio.gather(*tasks)
        return count

    async def begin_round(self) -> int:
        """Begin to deliver what is due now, each account and room for itself; how many parcels were taken."""
        until = self._clock() + LEASE - timedelta(seconds=SEND_SECONDS)
        by_place: defaultdict[Account | Where, list[Leased]] = defaultdict(list)
        addressed = await asyncio.to_thread(self._lease)
        for parcel in addressed:
            if parcel.leased.id not in self._taken:  # its lease may run out while it is being sent all the same
                self._taken.add(parcel.leased.id)
                by_place[parcel.to].append(parcel.leased)
        for to, parcels in by_place.items():
            in_order = sorted(parcels, key=lambda one: (one.parcel.unhurried, one.parcel.made, one.id))
            task = asyncio.create_task(self._deliver_after(self._under_way.get(to), to, in_order, until))
            self._under_way[to] = task
            self._tasks.add(task)
            task.add_done_callback(partial(self._is_done, to))
        return len(addressed)

    def _is_done(self, to: Account | Where, task: asyncio.Task[None]) -> None:
        """What is behind it, and was put there meanwhile, can be taken now."""
        self._tasks.discard(task)
        if self._under_way[to] is task:
            del self._under_way[to]
        self.wake()

    async def _begin_or_nothing(self) -> int:
        """A round; where the database cannot be asked, nothing is lost, and the next round asks again."""
        try:
            return await self.begin_round()
        except DatabaseLost:
            raise
        except Exception as bug:  # noqa: BLE001 - a database that restarts must not stop the bot
            log.error("delivery: unexpected %s\n%s", type(bug).__name__, frames(bug))
            return 0

    async def _stop(self) -> None:
        """Let go of what is under way; its leases run out by themselves."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _lease(self) -> list[Addressed]:
        now = self._clock()
        addressed = []
        with self._store.begin() as uow:
            for leased in uow.outbox.lease(now, LEASE, BATCH):
                found = self._addressed(uow, leased, now)
                if found:
                    addressed.append(found)
            uow.commit()
        return addressed

    def _addressed(self, uow: UnitOfWork, leased: Leased, now: datetime) -> Addressed | None:
        """Where a parcel goes; None when it is dropped, or waits until there is an account to send it to."""
        parcel, directory = leased.parcel, uow.directory
        if parcel.room:
            return self._addressed_to_room(uow, leased, parcel.room, now)
        if directory.member(parcel.person, now) is None or not _is_still_theirs(uow, parcel):
            uow.outbox.settle(leased.id, now)
            return None
        account = parcel.account or directory.account(parcel.person, frozenset(self._platforms))
        if account is None or account.platform not in self._platforms:
            self._put_off(uow, leased, now, ACCOUNT_WAIT, "no account on a connected platform")
            return None
        return Addressed(leased, account)

    def _addressed_to_room(self, uow: UnitOfWork, leased: Leased, room: Where, now: datetime) -> Addressed | None:
        """A room whose approval ended is told nothing any more."""
        if uow.directory.room(room) is None:
            uow.outbox.settle(leased.id, now)
            return None
        if room.platform not in self._platforms:
            self._put_off(uow, leased, now, ACCOUNT_WAIT, "a room of a platform that is not connected")
            return None
        return Addressed(leased, room)

    async def _deliver_after(
        self, earlier: asyncio.Task[None] | None, to: Account | Where, parcels: Sequence[Leased], until: datetime
    ) -> None:
        """Deliver to one place, after what is being said there; what the database's trouble stops is leased anew."""
        try:
            if earlier:
                await asyncio.wait([earlier])
            await self._deliver_all(to, parcels, until)
        except Exception as bug:  # noqa: BLE001 - a database that restarts must not stop the bot
            log.error("delivery: unexpected %s\n%s", type(bug).__name__, frames(bug))
        finally:
            self._taken.difference_update(leased.id for leased in parcels)

    async def _deliver_all(self, to: Account | Where, parcels: Sequence[Leased], until: datetime) -> None:
        """In order: when one must wait, so do those behind it, and those that the lease has no time left for."""
        for at, leased in enumerate(parcels):
            if self._clock() > until:
                await asyncio.to_thread(self._postpone, parcels[at:], timedelta(0), "no time left")
                return
            try:
                await self._deliver(to, leased)
            except (TryLater, TimeoutError) as wait:
                after = wait.after if isinstance(wait, TryLater) else None
                await asyncio.to_thread(self._postpone, parcels[at:], after, "try later")
                return
            except Unreachable as gone:
                await asyncio.to_thread(self._give_up, leased, gone.why)
            except Exception as bug:  # noqa: BLE001 - one parcel's trouble must not stop the others
                log.error("parcel %s: unexpected %s\n%s", leased.id, type(bug).__name__, frames(bug))
                await asyncio.to_thread(self._stumble, leased)

    async def _deliver(self, to: Account | Where, leased: Leased) -> None:
        platform = self._platforms[to.platform]
        async with asyncio.timeout(SEND_SECONDS):
            audience = await platform.audience(to)
            if isinstance(to, Where) and audience is Audience.UNKNOWN:
                raise TryLater
            message, entry = await asyncio.to_thread(self._noted_message, to, leased, audience)
            if message is not None and message.chart:
                message = await asyncio.to_thread(with_picture, message)
            if message is not None:
                await platform.send(to, message, leased.parcel.key)
        await asyncio.to_thread(self._settle, leased, entry, audience)

    def _noted_message(
        self, to: Account | Where, leased: Leased, audience: Audience
    ) -> tuple[Message | None, AuditEntry | None]:
        """Make the message; where it may have to be taken back one day, once that place is noted.

        What is erased between the two is not in it, and what is erased later is taken back from there.
        """
        message, entry = self._message(to, leased, audience)
        if message is None or not message.about:
            return message, entry
        with self._store.begin(read_only=True) as uow:
            if uow.told.known(message.about, to):
                return message, entry
        with self._store.begin() as uow:
            note(uow, message, (to,), self._clock())
            uow.commit()
        again, entry = self._message(to, leased, audience)
        return again and replace(again, about=message.about), entry

    def _message(
        self, to: Account | Where, leased: Leased, audience: Audience
    ) -> tuple[Message | None, AuditEntry | None]:
        """Make the message as things stand now, None when there is nothing to say; and the trail's entry for it."""
        parcel, now = leased.parcel, self._clock()
        with self._store.begin(read_only=True) as uow:
            directory = uow.directory
            where = to if isinstance(to, Where) else Where(to.platform, to.user)
            account = to if isinstance(to, Account) else Account(to.platform, "", "")
            room = directory.room(where) if parcel.room else None
            actor = directory.reader_of(room) if room else directory.member(parcel.person, now)
            place = place_of(where, audience, directory)
            if actor is None or (room and place.kind is not room.kind):
                return None, None
            ctx = context(self._services, uow, now, account, actor, place, where=where, audience=audience)
            message = self._services.notices[parcel.notice](ctx, parcel)
            if message is None:
                return None, None
            return marked(message, parcel.subject.rpartition(" ")[2]), _entry(ctx, parcel, message)

    def _settle(self, leased: Leased, entry: AuditEntry | None, audience: Audience) -> None:
        with self._store.begin() as uow:
            if leased.parcel.room:
                suspend_if_drifted(uow, leased.parcel.room, audience, self._clock())
            if entry:
                uow.audit.append(entry)
            uow.outbox.settle(leased.id, self._clock())
            uow.commit()

    def _postpone(self, parcels: Sequence[Leased], after: timedelta | None, why: str) -> None:
        now = self._clock()
        with self._store.begin() as uow:
            for leased in parcels:
                wait = backoff(leased.attempts) if after is None else after
                self._put_off(uow, leased, now, wait, why)
            uow.commit()

    def _put_off(self, uow: UnitOfWork, leased: Leased, now: datetime, wait: timedelta, why: str) -> None:
        """Try again after a while; give it up once it was tried for as long as it is worth."""
        if now - leased.first_tried > GIVE_UP_AFTER:
            _give_up(uow, leased, now, f"tried for {GIVE_UP_AFTER.days} days: {why}")
        else:
            uow.outbox.postpone(leased.id, now + wait, why)

    def _stumble(self, leased: Leased) -> None:
        """It failed for a reason of its own, most likely a bug: tried again, and no longer waited for."""
        now = self._clock()
        with self._store.begin() as uow:
            if now - leased.first_tried > GIVE_UP_AFTER:
                _give_up(uow, leased, now, f"tried for {GIVE_UP_AFTER.days} days: an unexpected error")
            else:
                uow.outbox.postpone(leased.id, now + backoff(leased.attempts), "an unexpected error", stumbled=now)
            uow.commit()

    def _give_up(self, leased: Leased, why: str) -> None:
        with self._store.begin() as uow:
            _give_up(uow, leased, self._clock(), why)
            uow.commit()


def _give_up(uow: UnitOfWork, leased: Leased, now: datetime, why: str) -> None:
    """It will not be said. That is never silent: the log has it, and the coordinators are told in the same commit."""
    whom = "a room" if leased.parcel.room else f"person {leased.parcel.person}"
    log.warning("parcel %s: given up for %s: %s", leased.id, whom, why)
    uow.outbox.give_up(leased.id, now, why)
    tell_of_undelivered(uow, leased.parcel, now)


def _entry(ctx: Context, parcel: Parcel, message: Message) -> AuditEntry | None:
    """The trail's entry for a notice that shows a referral or its facts: reading one is an entry, however it comes."""
    if not message.card and not message.facts:
        return None
    reference = message.card or ctx.entry.reference
    person = parcel.person or None  # a room is nobody
    return replace(ctx.entry, person=person, command=parcel.notice, reference=reference, result="delivered")


def _is_still_theirs(uow: UnitOfWork, parcel: Parcel) -> bool:
    """Tell whether the account that a parcel is for alone, if it is, is still its person's."""
    if parcel.account is None:
        return True
    return any(link.account == parcel.account and link.person == parcel.person for link in uow.directory.links)


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many attempts: a second, doubled each time, a quarter of an hour at most."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 12)), LONGEST_WAIT)
