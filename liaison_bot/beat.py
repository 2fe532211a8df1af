"""The door of time: what is due and was not done yet, asked of our own tables at every tick.

A tick that runs twice, late, or in two processes changes nothing: what it does, and that it was done, are one commit.
"""

import logging
import time
from datetime import datetime, timedelta

from liaison_bot.clock import Clock
from liaison_bot.commands import Services
from liaison_bot.digests import making
from liaison_bot.records.beats import Lateness
from liaison_bot.referrals import retaining
from liaison_bot.referrals.reminding import chase_due
from liaison_bot.store import Store

log = logging.getLogger(__name__)

_NOTED_EVERY = timedelta(minutes=1)
_CHASED_AT_ONCE = 10
"""Done in one transaction, some tens of milliseconds, so that nobody's command waits long for it."""
_BREATH_SECONDS = 0.005
"""Between transactions, where much is due: whoever waits for the one that may write has their turn."""
_AT_ONCE = 100
"""Erased in one transaction, at night."""
_MOST_ERASED = 1000
"""In one tick, so that whoever waits for their turn gets it: a first run over years goes on for some time."""

_MOST_DIGESTS = 100
"""In one tick: as many as their spacing takes until the next one."""
_DIGESTS_AT_ONCE = 20


def tick(store: Store, services: Services, clock: Clock) -> int:
    """Do everything that is due; how much it was."""
    _note(store, services, clock())
    done = 0
    while True:
        with store.begin() as uow:
            count = chase_due(uow, services, clock(), _CHASED_AT_ONCE)
            if count:
                uow.commit()
        done += count
        if count < _CHASED_AT_ONCE:
            return done + _digests(store, services, clock) + _erase(store, services, clock)
        time.sleep(_BREATH_SECONDS)


def _digests(store: Store, services: Services, clock: Clock) -> int:
    """Make digests whose hour has come, a few in a transaction; how many. What is left is the next tick's."""
    now, made = clock(), 0
    with store.begin(read_only=True) as uow:
        due = making.due(uow, services, now, _MOST_DIGESTS)
    for at in range(0, len(due), _DIGESTS_AT_ONCE):
        with store.begin() as uow:
            made += making.make(uow, services, due[at : at + _DIGESTS_AT_ONCE], now, now + at * making.SPACING)
            uow.commit()
    return made


def _note(store: Store, services: Services, now: datetime) -> None:
    """Note, once a minute, that somebody looks; where nobody did for long, also since when, and what was missed."""
    with store.begin(read_only=True) as uow:
        last = uow.beats.last()
    if last is not None and now - last < _NOTED_EVERY:
        return
    with store.begin() as uow:
        last = uow.beats.last()
        uow.beats.note(now)
        if last is not None and now - last > services.limits.late:
            missed = uow.chases.waiting(now)
            uow.beats.note_late(Lateness(last, now, missed))
            told = "late: nobody looked at what is due from %s to %s UTC; %s notices of deadlines fell due meanwhile"
            log.warning(told, f"{last:%Y-%m-%d %H:%M}", f"{now:%Y-%m-%d %H:%M}", missed)
        uow.commit()


def _erase(store: Store, services: Services, clock: Clock) -> int:
    """Announce and do the day's erasing, or as much of it as a tick may; when it is done, so is what files keep."""
    with store.begin(read_only=True) as uow:
        due, lingers, desks = retaining.is_due(uow, clock()), uow.retention.lingers(), uow.directory.desks
    erased = 0
    if due:
        for desk in desks:
            with store.begin() as uow:
                retaining.announce(uow, services, desk.code, clock())
                uow.commit()
        while erased < _MOST_ERASED:
            with store.begin() as uow:
                count = retaining.erase(uow, services, clock(), _AT_ONCE)
                uow.commit()
            erased += count
            if count < _AT_ONCE:
                due = False
                break
    if not due and (erased or lingers) and not store.purge():
        log.info("what was erased may still be in the database's files: it was in use; tried again soon")
    return erased
