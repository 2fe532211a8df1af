"""What `doctor` looks at: everything that can be wrong without anybody having noticed. Ids and counts, no content."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

from liaison_bot.commands.command import Services
from liaison_bot.privacy.trail import first_broken
from liaison_bot.records.network import CASE_ROLES, DeskKind
from liaison_bot.store import Store

_LATE = timedelta(minutes=10)
"""A notice that waits longer than this is worth a look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    found: str
    well: bool = True


def examine(store: Store, services: Services, now: datetime) -> Iterator[Finding]:
    """Look at everything, in the order in which one thing rests on another."""
    yield from (Finding(about, found) for about, found in store.facts().items())
    yield Finding("keys", "every key that is in use is here and right")
    yield Finding("time zone data", version("tzdata"))
    yield Finding("languages", ", ".join(sorted(services.catalogues.all)))
    yield _trail(store)
    yield _outbox(store, now)
    yield from _network(store, services, now)


def _trail(store: Store) -> Finding:
    with store.begin() as uow:
        count, broken = first_broken(uow.audit.entries())
    if broken is None:
        return Finding("audit trail", f"{count} entries, each tied to the one before")
    return Finding("audit trail", f"BROKEN at entry {broken}: it, or one before it, was altered or removed", well=False)


def _outbox(store: Store, now: datetime) -> Finding:
    with store.begin() as uow:
        state = uow.outbox.state()
    late = state.oldest is not None and now - state.oldest > _LATE
    since = f", the oldest since {state.oldest:%Y-%m-%d %H:%M} UTC" if state.oldest else ""
    told = f"{state.waiting} waiting{since}; {state.given_up} could not be delivered"
    return Finding("outbox", told, well=not late and not state.given_up)


def _network(store: Store, services: Services, now: datetime) -> Iterator[Finding]:
    with store.begin() as uow:
        directory = uow.directory
    presiding = directory.presiding(now)
    yield Finding("presidency", presiding.code if presiding else "nobody presides today", well=presiding is not None)
    linked = {link.person for link in directory.links}
    empty, away = [], []
    for seat in services.rulebook.seats:
        if seat.kind is not DeskKind.COUNTRY:
            continue
        acting = [member for member in directory.members(seat.code, now) if member.is_any(CASE_ROLES)]
        if not any(member.person.id in linked for member in acting):
            empty.append(seat.code)
        elif all(directory.is_away(member.person, now) for member in acting):
            away.append(seat.code)
    yield Finding("countries without an officer", ", ".join(empty) or "none", well=not empty)
    yield Finding("countries with everybody away", ", ".join(away) or "none", well=not away)
