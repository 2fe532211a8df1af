"""The door of time: what is due and was not done yet, asked of our own tables at every tick.

A tick that runs twice, late, or in two processes changes nothing: what it does, and that it was done, are one commit.
"""

from liaison_bot.clock import Clock
from liaison_bot.commands import Services
from liaison_bot.referrals.reminding import chase_due
from liaison_bot.store import Store

_AT_ONCE = 100
"""Done in one transaction, so that nobody's command waits long for it."""


def tick(store: Store, services: Services, clock: Clock) -> int:
    """Do everything that is due; how much it was."""
    done = 0
    while True:
        with store.begin() as uow:
            count = chase_due(uow, services, clock(), _AT_ONCE)
            if count:
                uow.commit()
        done += count
        if count < _AT_ONCE:
            return done
