"""The practice network's page, made from who and what is in its database. Imported only where it is configured."""

from collections.abc import Callable
from operator import attrgetter

from liaison_bot.chat import Audience, ChatPlatform
from liaison_bot.chat.practising import TimeMachine
from liaison_bot.clock import Clock
from liaison_bot.commands.command import Services
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import Actor, Role, RoomClass
from liaison_bot.rulebook import Rulebook
from liaison_bot.words import Catalogues

PRACTICE = "practice"
NEWCOMER = "newcomer"
"""The account of the practice network's visitor, whom the Network does not know yet."""


def practice_platform(
    directory: Directory,
    services: Services,
    port: int,
    announce: Callable[[str], None],
    clock: Clock,
    machine: TimeMachine | None,
) -> ChatPlatform:
    """The practice network in a browser: a seat for everybody with an account there, and one for somebody new.

    `machine` moves its clock, where it can be moved.
    """
    from adapters.practice import PracticePlatform, Room, Seat  # noqa: PLC0415 - only where it is configured

    catalogues, now = services.catalogues, clock()
    rooms = [room for room in directory.rooms if room.platform == PRACTICE]
    seats = []
    for link in sorted(directory.links, key=attrgetter("person")):  # as they were invited: the first sit side by side
        actor = directory.member(link.person, now) if link.account.platform == PRACTICE else None
        if actor:
            own = tuple(room.id for room in rooms if sits_in(actor, room.kind, room.desk))
            about = about_person(actor, services.rulebook, catalogues)
            seats.append(Seat(link.account.user, actor.person.name, about, actor.person.language, own, actor.desk.code))
    newcomer = _in_all(catalogues, "practice-newcomer")
    about_newcomer = _in_all(catalogues, "practice-newcomer-about")
    if NEWCOMER not in {seat.user for seat in seats}:
        seats.append(Seat(NEWCOMER, newcomer[catalogues.default], about_newcomer, catalogues.default, ()))
    shown = [
        Room(
            room.id,
            _in_all(catalogues, f"room-{room.kind.value}"),
            Audience.OUTSIDERS if room.kind is RoomClass.SHARED else Audience.MEMBERS,
        )
        for room in rooms
    ]
    return PracticePlatform(seats, shown, port=port, announce=announce, clock=clock, machine=machine)


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


def _in_all(catalogues: Catalogues, key: str) -> dict[str, str]:
    return {language: words(key) for language, words in catalogues.all.items()}
