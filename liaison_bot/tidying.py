"""What is dropped by age, now and then: what was handled, said, or left lying, and nobody will ask for again.

Drafts and referrals are not touched.
"""

from datetime import datetime, timedelta

from liaison_bot.store import Store

ANSWERS_KEPT = timedelta(days=7)
"""Longer than any platform goes on delivering an event that it was not told is handled."""
PARCELS_KEPT = timedelta(days=30)
"""A parcel's row keeps its key from being used again. The same key is only ever made twice within minutes, by one event
that comes again (and is known for `ANSWERS_KEPT`), or within a day, by what is told once a day. So a month is long."""
CONVERSATIONS_KEPT = timedelta(days=7)
"""A form that nobody has gone on with for so long is begun anew."""
INVITATIONS_KEPT = timedelta(days=30)
"""After it was used, or ran out."""
TRIES_KEPT = timedelta(days=1)
"""Strangers' tries at a code: counted for an hour."""

DIGESTS_KEPT = timedelta(days=60)
"""A digest of a day is never made on another one; the notes of those that were made are for whoever asks what was."""


def tidy(store: Store, now: datetime) -> None:
    """Drop what is too old, each kind in a transaction of its own, so that nobody waits for all of it."""
    with store.begin() as uow:
        uow.inbox.forget(now - ANSWERS_KEPT)
        uow.commit()
    with store.begin() as uow:
        uow.outbox.forget(now - PARCELS_KEPT)
        uow.commit()
    with store.begin() as uow:
        uow.conversations.forget(now - CONVERSATIONS_KEPT)
        uow.invitations.forget(now - INVITATIONS_KEPT, now - TRIES_KEPT)
        uow.digests.forget((now - DIGESTS_KEPT).date())
        uow.told.forget()
        uow.commit()
