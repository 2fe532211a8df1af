"""What `doctor` looks at: everything that can be wrong without anybody having noticed. Ids and counts, no content."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from liaison_bot.commands.command import Services
from liaison_bot.digests.making import NOTICES as DIGESTS
from liaison_bot.digests.making import unmade as unmade_digests
from liaison_bot.privacy.trail import Note, prove
from liaison_bot.privacy.vault import KeyRing
from liaison_bot.records.network import CASE_ROLES, DeskKind
from liaison_bot.store import OutboxState, Store

_LATELY = timedelta(days=7)
"""A notice that was given up is worth a warning for as long."""
_TWO_DAYS = timedelta(days=2)
"""Erasing happens each day."""
_LATE = timedelta(minutes=10)
"""A notice that waits longer than this is worth a look."""
_LITTLE_SPACE_MB = 200
_MB = 1_000_000
_OTHERS = 0o007
_GROUP_WRITES = 0o020


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    found: str
    well: bool = True


def examine(
    store: Store, services: Services, platforms: frozenset[str], now: datetime, note: Note | None = None
) -> Iterator[Finding]:
    """Look at everything in the database, in the order in which one thing rests on another.

    `platforms`: those that `run` connects to. `note`: the trail's end as it was noted on another day.
    """
    yield from (Finding(about, found) for about, found in store.facts().items())
    yield Finding("time zone data", version("tzdata"))
    yield Finding("languages", ", ".join(sorted(services.catalogues.all)))
    yield from _trail(store, note)
    yield from _ticks(store, services, now)
    yield from _outbox(store, platforms, now)
    yield _digests(store, services, now)
    yield _erasing(store, now)
    yield _taking_back(store, platforms, now)
    yield from _network(store, services, now)


def examine_keys(ring: KeyRing) -> Finding:
    """Tell which keys there are, once the database has been opened with them."""
    others = sorted(set(ring.keys) - {ring.current})
    told = f"every key that is in use is here and right; “{ring.current}” is used"
    told += "".join(f", “{name}” still opens" for name in others)
    if ring.replaces:
        return Finding("keys", f"{told}; a rotation was cut short: liaison-bot rotate finishes it", well=False)
    return Finding("keys", told)


def examine_files(files: Mapping[str, Path], data: Path | None) -> Iterator[Finding]:
    """See that nobody else can read the files that hold secrets, and that there is room where the data lies."""
    for about, path in files.items():
        mode = path.stat().st_mode
        if mode & (_OTHERS | _GROUP_WRITES):
            told = f"{path} is open to other accounts of this machine (mode {mode & 0o777:o}): chmod 600 {path}"
            yield Finding(f"{about} file", told, well=False)
        else:
            yield Finding(f"{about} file", f"{path}, closed to other accounts")
    if data is not None:
        free = shutil.disk_usage(data).free // _MB
        yield Finding("disk", f"{free:,} MB free where the database is", well=free >= _LITTLE_SPACE_MB)


def examine_platforms(names: Iterator[str]) -> Finding:
    """Tell which chat platforms are configured."""
    told = ", ".join(sorted(names))
    return Finding("platforms", told or "none is configured: nobody can reach the bot", well=bool(told))


def _trail(store: Store, note: Note | None) -> Iterator[Finding]:
    with store.begin(read_only=True) as uow:
        proof = prove(uow.audit.entries(), note)
    if proof.unreadable:
        told = f"BROKEN after entry {proof.count}: one that follows cannot even be read: it was altered"
    elif proof.broken is not None:
        told = f"BROKEN at entry {proof.broken}: it, or one before it, was altered or removed"
    else:
        end = Note(proof.count, proof.last)
        told = f"{proof.count} entries, each tied to the one before; to be noted elsewhere: {end}"
    yield Finding("audit trail", told, well=proof.broken is None and not proof.unreadable)
    if note is not None:
        held = f"the trail still holds {note}, and what comes before it is as it was then"
        lost = f"the trail DOES NOT HOLD {note}: entries were cut off, or made anew, since that was noted"
        yield Finding("audit trail as noted", held if proof.noted else lost, well=bool(proof.noted))


def _ticks(store: Store, services: Services, now: datetime) -> Iterator[Finding]:
    """Whether somebody looks at what is due, and the last time nobody did for long."""
    with store.begin(read_only=True) as uow:
        last, late = uow.beats.last(), uow.beats.lateness()
    told = (
        f"what is due was last looked at on {last:%Y-%m-%d %H:%M} UTC" if last else "not yet: liaison-bot run does it"
    )
    yield Finding("ticks", told, well=last is None or now - last <= services.limits.late)
    if late is None or now - late.until > _LATELY:
        yield Finding("late ticks", f"none in the last {_LATELY.days} days")
    else:
        told = f"nobody looked from {late.since:%Y-%m-%d %H:%M} to {late.until:%Y-%m-%d %H:%M} UTC"
        yield Finding("late ticks", f"{told}; {late.missed} notices of deadlines were late", well=False)


def _outbox(store: Store, platforms: frozenset[str], now: datetime) -> Iterator[Finding]:
    with store.begin(read_only=True) as uow:
        state, waiting, directory = uow.outbox.state(now - _LATELY), uow.outbox.waiting_for(), uow.directory
    late = state.oldest is not None and now - state.oldest > _LATE
    yield Finding("outbox", _told(state), well=not late and not state.given_up)
    unreached = [person for person in waiting if directory.account(person, platforms) is None]
    count, persons = sum(waiting[person] for person in unreached), ", ".join(map(str, unreached))
    told = f"{count} notices wait for people without a connected account: persons {persons}" if count else "none"
    yield Finding("notices without an account", told, well=not count)


def _digests(store: Store, services: Services, now: datetime) -> Finding:
    """Today's digests that nobody has made, and those of any day that were made and not said."""
    with store.begin(read_only=True) as uow:
        unmade = unmade_digests(uow, services, now)
        states = [uow.outbox.state_of(notice, now - _LATELY) for notice in DIGESTS]
    first = min((one.since for one in unmade), default=None)
    oldest = min((state.oldest for state in states if state.oldest), default=None)
    made = OutboxState(sum(state.waiting for state in states), oldest, sum(state.given_up for state in states))
    late = any(moment and now - moment > services.limits.late for moment in (first, oldest))
    told = f"{len(unmade)} due today and not made{_since(first)}; {_told(made)}"
    return Finding("digests", told, well=not late and not made.given_up)


def _told(state: OutboxState) -> str:
    lately = f"{state.given_up} could not be delivered in the last {_LATELY.days} days"
    return f"{state.waiting} waiting{_since(state.oldest)}; {lately}"


def _since(oldest: datetime | None) -> str:
    return f", the oldest since {oldest:%Y-%m-%d %H:%M} UTC" if oldest else ""


def _erasing(store: Store, now: datetime) -> Finding:
    """Whether the day's erasing was done, and whether what was erased is gone from the database's files too."""
    with store.begin(read_only=True) as uow:
        finished, lingers = uow.retention.finished(), uow.retention.lingers()
    told = f"done last for {finished:%Y-%m-%d}" if finished else "not done yet: liaison-bot run does it"
    if lingers:
        told += f"; what was erased on {lingers:%Y-%m-%d} may still be in the database's files"
    well = (finished is None or now - finished < _TWO_DAYS) and (lingers is None or now - lingers < _TWO_DAYS)
    return Finding("erasing by age", told, well=well)


def _taking_back(store: Store, platforms: frozenset[str], now: datetime) -> Finding:
    """Whether what was said of what was erased is gone from the chats, of those that `run` connects to."""
    with store.begin(read_only=True) as uow:
        overdue = uow.told.overdue(now)
    told = [
        f"in {count} places on {platform}, since {oldest:%Y-%m-%d %H:%M} UTC"
        + ("" if platform in platforms else ", which is not connected")
        for platform, (count, oldest) in overdue.items()
    ]
    well = all(now - oldest < _TWO_DAYS for platform, (_, oldest) in overdue.items() if platform in platforms)
    return Finding("to be taken back from the chats", "; ".join(told) or "nothing waits", well=well)


def _network(store: Store, services: Services, now: datetime) -> Iterator[Finding]:
    with store.begin(read_only=True) as uow:
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
