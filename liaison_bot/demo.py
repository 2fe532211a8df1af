"""The practice network: made-up officers, rooms and cases, laid out by the same commands that people type.

Nothing here is anybody's: names, cases and dates are invented, and the dates follow the day it is started.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from liaison_bot.chat import Account, Audience, CommandUsed, Message, Where
from liaison_bot.clock import Clock
from liaison_bot.commands.command import Services
from liaison_bot.records.digests import DigestWish, Kind, nothing_chosen, person_target
from liaison_bot.records.network import Link, Role, Room, RoomClass, Tenure, Term
from liaison_bot.store import Store, UnitOfWork

Handle = Callable[[CommandUsed], object]
"""The core's door, at a moment of the past."""


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody of the practice network."""

    user: str
    name: str
    desk: str
    role: Role
    language: str


PLAYERS = (
    Player("ana", "Ana Mejía", "HN", Role.TITULAR, "es"),
    Player("luis", "Luis Herrera", "MX", Role.TITULAR, "es"),
    Player("grace", "Grace Young", "BZ", Role.TITULAR, "en"),
    Player("marie", "Marie Tremblay", "CA", Role.TITULAR, "fr"),
    Player("daniel", "Daniel Brooks", "US", Role.TITULAR, "en"),
    Player("sofia", "Sofía Ramírez", "SV", Role.TITULAR, "es"),
    Player("telma", "Telma Castillo", "GT", Role.TITULAR, "es"),
    Player("carlos", "Carlos Zelaya", "HN", Role.ALTERNATE, "es"),
    Player("elena", "Elena Vargas", "ST", Role.SECRETARIAT, "es"),
    Player("paula", "Paula Ortiz", "UNICEF", Role.PARTNER, "es"),
)
PRESIDENCY = "SV"
ROOMS = (
    Room("practice", "network", RoomClass.NETWORK, "es"),
    Room("practice", "shared", RoomClass.SHARED, "es"),
)
_FACTS = (
    "action=document-check age_band=12-14 accompaniment=unaccompanied"
    " consent_basis=adolescent-consent consent_by=adolescent"
)
CASES: tuple[tuple[tuple[float, str, str], ...], ...] = (
    (
        (5, "ana", f"referral new to=MX urgency=urgent service=family-tracing {_FACTS}"),
        (4.5, "ana", "referral send {ref}"),
    ),
    (
        (400, "telma", f"referral new to=HN urgency=normal service=identity-documents {_FACTS}"),
        (399, "telma", "referral send {ref}"),
        (360, "ana", "referral ack {ref}"),
    ),
    (
        (200, "luis", f"referral new to=HN urgency=urgent service=care {_FACTS}"),
        (199, "luis", "referral send {ref}"),
        (190, "ana", "referral ack {ref}"),
        (180, "ana", "referral accept {ref} child-protection"),
        (170, "luis", "referral file {ref} sent file_channel=encrypted-mail"),
        (160, "ana", "referral file {ref} received"),
        (120, "ana", "referral update {ref} tracing-started"),
    ),
    (
        (90, "marie", f"referral new to=HN urgency=normal service=family-tracing {_FACTS}"),
        (89, "marie", "referral send {ref}"),
        (80, "ana", "referral ask {ref} documents-held"),
    ),
    (
        (700, "ana", f"referral new to=US urgency=normal service=family-tracing {_FACTS}"),
        (699, "ana", "referral send {ref}"),
        (690, "daniel", "referral accept {ref} child-protection"),
        (600, "daniel", "referral complete {ref} service-delivered"),
        (590, "ana", "referral close {ref} goals-met"),
    ),
    ((2, "grace", f"referral new to=MX urgency=emergency service=care {_FACTS}"),),
)
"""Cases, each as commands so many hours before now. What is missing in one is left for whoever practises."""


def seed_people(uow: UnitOfWork, services: Services, now: datetime) -> None:
    """Put the practice network's people and rooms into an empty database. Their digests begin with the next morning."""
    began = (now - timedelta(days=400)).date()
    for player in PLAYERS:
        seat = services.rulebook.seat(player.desk)
        person = uow.members.add_person(player.desk, player.name, player.language, seat.zone)
        uow.members.add_tenure(Tenure(person.id, player.role, began))
        uow.members.link(Link(_account(player.user), person.id, now - timedelta(days=400)))
        for kind in (Kind.OFFICER, Kind.NETWORK):
            uow.members.save_wish(DigestWish(kind=kind, target=person_target(person.id), since=now))
    uow.members.add_term(Term(PRESIDENCY, began))
    for room in ROOMS:
        uow.members.save_room(room)
        begun = nothing_chosen(room, now)
        if begun:
            uow.members.save_wish(begun)


def seed_cases(handle_at: Callable[[datetime], Handle], now: datetime) -> None:
    """Let the made-up cases happen, each command at its time in the past."""
    events = [
        (now - timedelta(hours=hours), number, user, words)
        for number, case in enumerate(CASES)
        for hours, user, words in case
    ]
    references: dict[int, str] = {}
    for moment, number, user, words in sorted(events):
        reference = references.get(number, "")
        told = handle_at(moment)(_command(user, words.format(ref=reference), f"seed:{number}:{moment.isoformat()}"))
        if not isinstance(told, Message) or told.error:
            raise RuntimeError(f"the practice network's case {number} does not play: {words.split()[:2]}")
        references.setdefault(number, told.card)


def seed(store: Store, services: Services, clock: Clock, handle_at: Callable[[datetime], Handle]) -> None:
    """Lay out the whole practice network in an empty database."""
    now = clock()
    with store.begin() as uow:
        seed_people(uow, services, now)
        uow.commit()
    seed_cases(handle_at, now)


def _account(user: str) -> Account:
    return Account("practice", "practice", user)


def _command(user: str, words: str, event: str) -> CommandUsed:
    where = Where("practice", f"direct:{user}")
    return CommandUsed(id=event, account=_account(user), where=where, audience=Audience.ONE_PERSON, words=words)
