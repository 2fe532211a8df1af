"""The only module that knows every part: it opens the database, puts the core together, and connects the platforms."""

import asyncio
import contextlib
import itertools
import logging
import signal
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from liaison_bot.app import App
from liaison_bot.chat import Audience, ChatPlatform, CommandUsed
from liaison_bot.clock import Clock, system_clock
from liaison_bot.commands.command import Limits, Services
from liaison_bot.config import Config
from liaison_bot.delivery import Delivery
from liaison_bot.demo import seed
from liaison_bot.doctor import Finding, examine
from liaison_bot.errors import ConfigError
from liaison_bot.features import services
from liaison_bot.front import Front
from liaison_bot.network.invitations import issue_invitation, open_desk
from liaison_bot.network.joining import stranger
from liaison_bot.privacy.vault import Vault, new_keys, only_current, read_keys, replace_keys, write_keys
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import Actor, Desk, Role, RoomClass
from liaison_bot.rulebook import Rulebook, load_rulebook
from liaison_bot.store import Store
from liaison_bot.words import Catalogues, load_catalogues
from storage import migrate, open_store

log = logging.getLogger(__name__)

PRACTICE = "practice"
NEWCOMER = "newcomer"
"""The account of the practice network's visitor, whom the Network does not know yet."""


@dataclass(frozen=True, slots=True)
class House:
    """The core, ready for events."""

    store: Store
    services: Services
    clock: Clock
    app: App


def rules(config: Config) -> Rulebook:
    """The rules that hold: those that ship, with the operator's in their place. Raises `ConfigError`."""
    network = config.network
    return load_rulebook(network.rules, network.languages, record_protection_need=network.record_protection_need)


def build_services(config: Config) -> Services:
    """Rules, words, commands and limits, as configured."""
    network = config.network
    limits = Limits(
        reopen=timedelta(days=config.referrals.reopen_days),
        invitation=timedelta(days=network.invitation_days),
        join_tries=network.join_tries_per_hour,
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
        yield House(store, ready, clock, App(store, ready, clock, stranger))
    finally:
        store.close()


def prepare_database(config: Config) -> None:
    """Bring the database's schema up to date."""
    migrate(config.database.url.reveal())


def seat_desks(store: Store, ready: Services) -> None:
    """Make a desk for every seat of the rules that has none yet; what was changed since is left as it is."""
    with store.begin() as uow:
        known = {desk.code for desk in uow.directory.desks}
        fresh = [seat for seat in ready.rulebook.seats if seat.code not in known]
        for seat in fresh:
            language = ready.catalogues.of(seat.language).language
            uow.members.save_desk(Desk(seat.code, seat.kind, seat.zone, language))
        if fresh:
            uow.commit()


def platforms(config: Config, house: House, announce: Callable[[str], None]) -> dict[str, ChatPlatform]:
    """The chat platforms that are configured, and nothing of the others imported."""
    found: dict[str, ChatPlatform] = {}
    if config.practice is not None:
        with house.store.begin() as uow:
            found[PRACTICE] = practice_platform(uow.directory, house, config.practice.port, announce)
    return found


def practice_platform(directory: Directory, house: House, port: int, announce: Callable[[str], None]) -> ChatPlatform:
    """The practice network in a browser: a seat for everybody with an account there, and one for somebody new."""
    from adapters.practice import PracticePlatform, Room, Seat  # noqa: PLC0415 - only where it is configured

    catalogues = house.services.catalogues
    rooms = [room for room in directory.rooms if room.platform == PRACTICE]
    seats = []
    for link in directory.links:
        actor = directory.member(link.person, house.clock()) if link.account.platform == PRACTICE else None
        if actor:
            own = tuple(room.id for room in rooms if sits_in(actor, room.kind, room.desk))
            about = about_person(actor, house.services.rulebook, catalogues)
            seats.append(Seat(link.account.user, actor.person.name, about, actor.person.language, own))
    newcomer = _in_all(catalogues, "practice-newcomer")
    about_newcomer = _in_all(catalogues, "practice-newcomer-about")
    seats.append(Seat(NEWCOMER, newcomer[catalogues.default], about_newcomer, catalogues.default, ()))
    shown = [
        Room(
            room.id,
            _in_all(catalogues, f"room-{room.kind.value}"),
            Audience.OUTSIDERS if room.kind is RoomClass.SHARED else Audience.MEMBERS,
        )
        for room in rooms
    ]
    return PracticePlatform(seats, shown, port=port, announce=announce, clock=house.clock)


def sits_in(actor: Actor, kind: RoomClass, desk: str) -> bool:
    """Tell whether somebody sits in a room of the practice network."""
    outsiders = {Role.PARTNER, Role.CIVIL_SOCIETY}
    match kind:
        case RoomClass.SHARED:
            return actor.is_any(outsiders | {Role.SECRETARIAT, Role.TITULAR})
        case RoomClass.NETWORK:
            return not actor.is_any(outsiders)
        case _:
            return actor.desk.code == desk


def about_person(actor: Actor, rulebook: Rulebook, catalogues: Catalogues) -> dict[str, str]:
    """Somebody's roles and desk, in every language."""
    told = {}
    for language, words in catalogues.all.items():
        roles = words.all_of(words(f"role-{role.value}") for role in Role if role in actor.roles)
        told[language] = f"{roles} – {rulebook.name(actor.desk.code, language)}"
    return told


def seed_practice(house: House) -> None:
    """Lay out the practice network: its cases happen through the same door as everything else, at their own time."""

    def handle_at(moment: datetime) -> Callable[[CommandUsed], object]:
        return App(house.store, house.services, lambda: moment, stranger).handle

    seed(house.store, house.services, house.clock, handle_at)


def invite(house: House, *, desk: str, role: str, name: str, language: str) -> tuple[str, datetime]:
    """Issue a one-time code; the code and until when it works. Raises `Refused` and `ConfigError`."""
    seats = {seat.code.upper(): seat.code for seat in house.services.rulebook.seats}
    code, known = seats.get(desk.upper()), house.services.catalogues.all
    problems = []
    if code is None:
        problems.append(f"--desk: “{desk}” is no desk; there are: {', '.join(sorted(seats))}")
    if role not in set(Role) - {Role.PRESIDENCY}:
        allowed = ", ".join(one for one in Role if one is not Role.PRESIDENCY)
        problems.append(f"--role: “{role}” is no role; there are: {allowed}")
    if language not in known:
        problems.append(f"--language: “{language}” is not used here; there are: {', '.join(known)}")
    if code is None or problems:
        raise ConfigError(*problems)
    expires = house.clock() + house.services.limits.invitation
    with house.store.begin() as uow:
        seat = open_desk(uow, house.services.rulebook, code)
        issued = issue_invitation(uow, expires, desk=seat, role=Role(role), name=name, language=language)
        uow.commit()
    return issued, expires


def people(house: House) -> Iterator[tuple[str, ...]]:
    """Everybody in the Network: desk, name, roles, language, accounts by platform or that they have not joined."""
    now = house.clock()
    with house.store.begin() as uow:
        directory = uow.directory
    for person in sorted(directory.people, key=lambda person: (person.desk, person.name)):
        actor = directory.member(person.id, now)
        roles = ", ".join(role for role in Role if actor and role in actor.roles) or "no role today"
        accounts = sorted({link.account.platform for link in directory.links if link.person == person.id})
        yield person.desk, person.name, roles, person.language, ", ".join(accounts) or "no account"


def findings(house: House) -> Iterator[Finding]:
    """What `doctor` tells."""
    return examine(house.store, house.services, house.clock())


def rotate(config: Config, progress: Callable[[int, int], None]) -> tuple[int, Path]:
    """Make a new key, seal everything with it, retire the others; how much was sealed, and where the old ring is.

    A crash at any point leaves key rings with which everything can be opened: the ring in place always holds every
    key that is in use.
    """
    file = config.keys.file
    if file is None:
        raise ConfigError("the keys do not come from a file")
    text = file.read_text("utf-8")
    read_keys(text, str(file))
    others = tomllib.loads(text)["keys"]
    name = next(f"k{number}" for number in itertools.count(1) if f"k{number}" not in others)
    former = file.with_name(f"{file.name}.before-{name}")
    write_keys(former, text)
    both = new_keys(name, others)
    replace_keys(file, both)
    with closing(open_store(config.database.url.reveal(), read_keys(both, str(file)))) as store:
        store.check_keys()
        count = store.reseal(progress)
    replace_keys(file, only_current(both))
    return count, former


async def serve(house: House, connected: Mapping[str, ChatPlatform]) -> None:
    """Run until asked to stop: every platform and the delivery, side by side."""
    delivery = Delivery(house.store, house.services, house.clock, connected)
    front = Front(house.app, handled=delivery.wake)
    loop, running = asyncio.get_running_loop(), asyncio.current_task()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, running.cancel if running else loop.stop)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            async with asyncio.TaskGroup() as group:
                group.create_task(delivery.run(), name="delivery")
                for platform in connected.values():
                    group.create_task(platform.run(front), name=platform.name)
    finally:
        front.close()


def _in_all(catalogues: Catalogues, key: str) -> dict[str, str]:
    return {language: words(key) for language, words in catalogues.all.items()}
