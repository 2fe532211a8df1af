"""The only module that knows every part: it opens the database, puts the core together, and connects the platforms."""

import asyncio
import contextlib
import json
import logging
import signal
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from liaison_bot import on_matrix
from liaison_bot.alarm import Alarm
from liaison_bot.app import App
from liaison_bot.beat import tick
from liaison_bot.chat import ChatPlatform, CommandUsed, Where
from liaison_bot.clock import Clock, MovedClock, system_clock
from liaison_bot.commands.command import Limits, Services
from liaison_bot.config import Config
from liaison_bot.delivery import Delivery
from liaison_bot.demo import seed
from liaison_bot.doctor import Finding, examine, examine_files, examine_keys, examine_platforms
from liaison_bot.errors import ConfigError, VaultError
from liaison_bot.features import services
from liaison_bot.front import Front
from liaison_bot.network.joining import stranger
from liaison_bot.on_practice import PRACTICE, practice_platform
from liaison_bot.on_slack import SLACK, slack_findings, slack_manifest, slack_platform
from liaison_bot.operating import operators_entry
from liaison_bot.privacy.trail import Note
from liaison_bot.privacy.vault import KeyRing, Vault, only_one, read_keys, read_ring, replace_keys
from liaison_bot.records.network import Desk
from liaison_bot.rulebook import Rulebook, load_rulebook
from liaison_bot.store import Store
from liaison_bot.taking_back import TakingBack
from liaison_bot.ticker import Job, ticking
from liaison_bot.tidying import tidy
from liaison_bot.time_machine import PracticeTime
from liaison_bot.toml_file import read_text
from liaison_bot.words import load_catalogues
from storage import migrate, open_store

log = logging.getLogger(__name__)

zoneinfo.reset_tzpath(())  # the zones of the pinned `tzdata`, and not of whatever the machine has
BEAT_SECONDS = 20
"""The shortest deadline is an hour; half of it is told within this time."""
TIDY_SECONDS = 3600
KEYS_SECONDS = 60
"""A bot that still runs with former keys, or on a file that is gone, notices and stops within this time."""
Connected = Callable[[str, str], None]
"""Told when a platform is connected: its name, and an address to open where it has one."""


@dataclass(frozen=True, slots=True)
class House:
    """The core, ready for events. `room` is the operator's, where they have one.

    `machine` moves its clock: the practice network's alone, and never in earnest.
    """

    store: Store
    services: Services
    clock: Clock
    app: App
    room: Where | None = None
    machine: PracticeTime | None = None


def rules(config: Config) -> Rulebook:
    """The rules that hold: those that ship, with the operator's in their place. Raises `ConfigError`."""
    network = config.network
    return load_rulebook(network.rules, network.languages, record_protection_need=network.record_protection_need)


def build_services(config: Config) -> Services:
    """Rules, words, commands and limits, as configured."""
    network = config.network
    limits = Limits(
        reopen=timedelta(days=config.referrals.reopen_days),
        contents=timedelta(days=config.retention.contents_days),
        drafts=timedelta(days=config.retention.drafts_days),
        skeleton=timedelta(days=config.retention.skeleton_days),
        late=timedelta(minutes=config.operator.late_minutes),
        invitation=timedelta(days=network.invitation_days),
        join_tries=network.join_tries_per_hour,
        digests=config.digests,
    )
    return services(rules(config), load_catalogues(network.languages, network.default_language), limits)


def vault(config: Config) -> Vault:
    """The key ring. Raises `VaultError`."""
    return read_keys(config.keys.ring.reveal(), config.keys.source)


@contextmanager
def open_house(config: Config, clock: Clock = system_clock) -> Iterator[House]:
    """Put the core together on its database; it is let go at the end. Raises `ConfigError` and `VaultError`."""
    ready = build_services(config)
    store = open_store(config.database.url.reveal(), vault(config))
    try:
        store.check_keys()
        seat_desks(store, ready)
        yield House(store, ready, clock, App(store, ready, clock, stranger), config.operator.room)
    finally:
        store.close()


@contextmanager
def open_practice(config: Config) -> Iterator[House]:
    """Put the core together on an empty database, with a clock that can be moved and the practice network laid out."""
    clock = MovedClock()
    with open_house(config, clock) as house:
        seed_practice(house)
        yield replace(house, machine=PracticeTime(clock, house.services.rulebook))


def prepare_database(config: Config) -> None:
    """Bring the database's schema up to date."""
    migrate(config.database.url.reveal())


def seat_desks(store: Store, ready: Services) -> None:
    """Make a desk for every seat of the rules that has none yet; what was changed since is left as it is."""
    with store.begin(read_only=True) as uow:
        known = {desk.code for desk in uow.directory.desks}
    if known.issuperset(seat.code for seat in ready.rulebook.seats):
        return
    with store.begin() as uow:
        known = {desk.code for desk in uow.directory.desks}
        for seat in ready.rulebook.seats:
            if seat.code in known:
                continue
            language = ready.catalogues.of(seat.language).language
            uow.members.save_desk(Desk(seat.code, seat.kind, seat.zone, language))
        uow.commit()


def configured(config: Config) -> Iterator[str]:
    """The names of the chat platforms that are configured."""
    if config.practice is not None:
        yield PRACTICE
    if config.matrix is not None:
        yield on_matrix.MATRIX
    if config.slack is not None:
        yield SLACK


def platforms(config: Config, house: House, connected: Connected) -> dict[str, ChatPlatform]:
    """The chat platforms that are configured, and nothing of the others imported."""
    found: dict[str, ChatPlatform] = {}
    if config.practice is not None:
        announce = partial(connected, PRACTICE)
        with house.store.begin(read_only=True) as uow:
            directory = uow.directory
        practice = partial(practice_platform, directory, house.services, config.practice.port, announce, house.clock)
        found[PRACTICE] = practice(house.machine)
    if config.matrix is not None:
        openings, announce = house.services.grammar.openings, partial(connected, on_matrix.MATRIX)
        found[on_matrix.MATRIX] = on_matrix.matrix_platform(config.matrix, openings, announce, house.clock)
    if config.slack is not None:
        found[SLACK] = slack_platform(config.slack, partial(connected, SLACK), house.clock)
    return found


def seed_practice(house: House) -> None:
    """Lay out the practice network: its cases happen through the same door as everything else, at their own time."""

    def handle_at(moment: datetime) -> Callable[[CommandUsed], object]:
        return App(house.store, house.services, lambda: moment, stranger).handle

    seed(house.store, house.services, house.clock, handle_at)


def findings(config: Config, house: House, note: Note | None = None) -> Iterator[Finding]:
    """What `doctor` tells. The keys have opened the database by now. `note`: the trail's end on another day."""
    database, table, written = sqlite_file(config), config.matrix, read_text(config.file)
    secret = {"keys": config.keys.file, "database": database}
    hidden = [config.database.url] if database is None else []
    hidden += [table.password, table.access_token, table.recovery_key] if table else []
    hidden += [config.slack.bot_token, config.slack.app_token] if config.slack else []
    if any(each.reveal() and each.reveal() in written for each in hidden):
        secret["configuration"] = config.file
    yield examine_keys(read_ring(config.keys.ring.reveal(), config.keys.source))
    yield from examine_files({about: path for about, path in secret.items() if path}, database)
    yield from examine(house.store, house.services, frozenset(configured(config)), house.clock(), note)
    yield examine_platforms(configured(config))
    if config.matrix is not None:
        yield from on_matrix.findings(config.matrix, house.clock())
    if config.slack is not None:
        with house.store.begin(read_only=True) as uow:
            directory = uow.directory
        yield from slack_findings(config.slack, directory, house.clock())


def manifest_for_slack(language: str, *, guard_channels: bool) -> str:
    """The manifest of the Slack app, as Slack takes it. Needs no configuration. Raises `ConfigError`."""
    catalogues = load_catalogues((language,), language)
    return json.dumps(slack_manifest(catalogues, language, guard_channels=guard_channels), ensure_ascii=False, indent=2)


def sqlite_file(config: Config) -> Path | None:
    """The database's file; None where it is a server's."""
    kind, _, path = config.database.url.reveal().partition(":///")
    return Path(path.partition("?")[0]) if kind == "sqlite" else None


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation did: how many values it sealed anew, with which key; what stays in the ring, what went."""

    count: int
    current: str
    kept: tuple[str, ...]
    dropped: tuple[str, ...]


def rotate(config: Config, progress: Callable[[int, int], None], clock: Clock = system_clock) -> Rotation:
    """Make a new key, seal everything with it, and drop the keys that were replaced in earlier rotations.

    At every moment, the ring in place holds each key that anything is sealed with, and the one that a bot which still
    runs seals with: the new key is in it, on the disk, before anything is sealed with it; the one before leaves it only
    by the next rotation. After a crash, another `rotate` goes on with the key that is current by then.

    A ring that comes from a variable cannot be changed here: everything is sealed with its current key.

    Raises `ConfigError`, and `VaultError` when the ring in place does not fit, before anything is changed.
    """
    file, url = config.keys.file, config.database.url.reveal()
    if file is None:
        ring = read_ring(config.keys.ring.reveal(), config.keys.source)
        count = _reseal(url, ring, config.keys.source, progress, clock)
        return Rotation(count, ring.current, tuple(sorted(set(ring.keys) - {ring.current})), ())
    with only_one(file):
        former = read_ring(read_text(file), str(file))
        with closing(open_store(url, former.vault())) as store:
            store.check_keys()
        both = former.rotating()
        _replace(file, both)
        count = _reseal(url, both, str(file), progress, clock)
        after = both.rotated()
        _replace(file, after)
    kept = tuple(sorted(set(after.keys) - {after.current}))
    return Rotation(count, after.current, kept, tuple(sorted(set(both.keys) - set(after.keys))))


def _replace(file: Path, ring: KeyRing) -> None:
    try:
        replace_keys(file, ring.text())
    except OSError as wrong:
        raise ConfigError(f"{file}: cannot be replaced: {wrong.strerror}; the key ring is as it was") from None


def _reseal(url: str, ring: KeyRing, source: str, progress: Callable[[int, int], None], clock: Clock) -> int:
    with closing(open_store(url, ring.vault())) as store:
        store.check_keys()
        try:
            count = store.reseal(progress)
        except VaultError as wrong:
            told = "nothing is lost, no key was dropped, and “rotate” goes on from there once that is mended"
            raise ConfigError(f"{source}: not everything could be encrypted anew: {wrong}; {told}") from None
        with store.begin() as uow:
            uow.audit.append(operators_entry(clock(), "rotate", code=ring.current))
            uow.commit()
    return count


async def serve(house: House, connected: Mapping[str, ChatPlatform]) -> None:
    """Run until asked to stop: every platform and the delivery, side by side."""
    delivery = Delivery(house.store, house.services, house.clock, connected)
    taking_back = [TakingBack(house.store, house.clock, platform) for platform in connected.values()]
    front = Front(house.app, handled=delivery.wake)
    beat = Job("beat", BEAT_SECONDS, lambda: tick(house.store, house.services, house.clock))
    tidying = Job("tidy", TIDY_SECONDS, lambda: tidy(house.store, house.clock()))
    jobs = (beat, tidying, Job("keys", KEYS_SECONDS, partial(check_keys, house)))

    async def happen() -> None:
        await asyncio.to_thread(beat.call)
        while await delivery.round():
            continue
        for each in taking_back:
            await each.round()

    loop, running = asyncio.get_running_loop(), asyncio.current_task()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, running.cancel if running else loop.stop)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            async with asyncio.TaskGroup() as group:
                group.create_task(delivery.run(), name="delivery")
                for platform in connected.values():
                    group.create_task(platform.run(front), name=platform.name)
                for each in taking_back:
                    group.create_task(each.run(), name="taking back")
                group.create_task(ticking(jobs), name="ticker")
                if house.room:
                    alarm = Alarm(house.store, house.services, house.clock, connected, house.room)
                    group.create_task(alarm.run(), name="alarm")
                if house.machine:
                    group.create_task(house.machine.run(happen, partial(asyncio.to_thread, tidying.call)), name="time")
    finally:
        front.close()


def check_keys(house: House) -> None:
    """See that this process still has the keys. Raises `VaultError` after a rotation: it has to be started again."""
    try:
        house.store.check_keys()
    except VaultError as wrong:
        raise VaultError(f"{wrong}; stopped: start it again once the key ring is right") from None
