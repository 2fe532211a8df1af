"""A small Network for tests: real core, real SQLite, a clock that moves by hand. Everybody in it is made up."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from liaison_bot.app import App, context
from liaison_bot.chat import (
    Account,
    Audience,
    CommandUsed,
    FormErrors,
    FormLeft,
    FormSubmitted,
    Message,
    Overheard,
    Reply,
    ShownForm,
    TextSent,
    Where,
)
from liaison_bot.chat.inbound import Answers
from liaison_bot.commands.command import Limits, Services
from liaison_bot.features import services
from liaison_bot.network.joining import stranger
from liaison_bot.privacy.vault import Vault
from liaison_bot.records.digests import DigestRules, Rhythm
from liaison_bot.records.network import Desk, Link, Person, Role, Room, RoomClass, Tenure, Term
from liaison_bot.records.places import DIRECT
from liaison_bot.records.referrals import Referral, Step
from liaison_bot.rulebook import Rulebook, load_rulebook
from liaison_bot.store import Store
from liaison_bot.testing import FakeClock, FakePlatform
from liaison_bot.words import Catalogues, load_catalogues
from storage import migrate, open_store

PLATFORM = "fake"
FACTS = (
    "action=document-check age_band=12-14 accompaniment=unaccompanied consent_basis=caregiver-consent consent_by=parent"
)
OVERRIDDEN = FACTS.replace("caregiver-consent", "vital-interest").replace("consent_by=parent", "consent_by=nobody")
CAST = (
    ("ana", "Ana", "HN", Role.TITULAR, "es"),
    ("carlos", "Carlos", "HN", Role.ALTERNATE, "es"),
    ("hilda", "Hilda", "HN", Role.SUPERVISOR, "es"),
    ("luis", "Luis", "MX", Role.TITULAR, "es"),
    ("marisol", "Marisol", "MX", Role.ALTERNATE, "es"),
    ("grace", "Grace", "BZ", Role.TITULAR, "en"),
    ("marie", "Marie", "CA", Role.TITULAR, "fr"),
    ("sofia", "Sofia", "SV", Role.TITULAR, "es"),
    ("elena", "Elena", "ST", Role.SECRETARIAT, "es"),
    ("paula", "Paula", "UNICEF", Role.PARTNER, "en"),
    ("ramon", "Ramon", "RNCOM", Role.CIVIL_SOCIETY, "es"),
    ("rita", "Rita", "RNCOM", Role.PARTNER, "es"),
)
ROOMS = {
    "network": (RoomClass.NETWORK, Audience.MEMBERS, ""),
    "shared": (RoomClass.SHARED, Audience.OUTSIDERS, ""),
    "hn-room": (RoomClass.DESK, Audience.MEMBERS, "HN"),
    "unknown": (None, Audience.MEMBERS, ""),
}
KEY = b"k" * 32


@dataclass(frozen=True)
class News:
    """A notice as somebody reads it."""

    notice: str
    who: str
    message: Message


class World:
    """The Network under test, spoken to through the core's doors."""

    def __init__(self, store: Store, clock: FakeClock, ready: Services) -> None:
        self.store, self.clock, self.services = store, clock, ready
        self.app = App(store, ready, clock, stranger)
        self.people: dict[str, Person] = {}
        self.readers: dict[str, Audience] = {}
        """Who can read a room by now, where that has changed."""
        self.heard: set[str] = set()
        """The rooms in which the bot hears what is said to others."""
        self._events = itertools.count(1)
        self._seed()

    def limited(self, **limits: Any) -> None:
        """Run it under these limits from now on. Whoever has its services already goes on with those."""
        self.services = replace(self.services, limits=replace(self.services.limits, **limits))
        self.app = App(self.store, self.services, self.clock, stranger)

    def moved(self, user: str, to: Account) -> None:
        """Somebody has their account elsewhere now, and none where they had it before."""
        with self.store.begin() as uow:
            uow.members.unlink(account(user))
            uow.members.link(Link(to, self.people[user].id, self.clock() + timedelta(seconds=1)))
            uow.commit()

    def say(
        self, user: str, words: str, *, at: str = "", forms: bool = False, alone: bool = False, event: str = ""
    ) -> Reply:
        """Use a command: typed or pressed."""
        where, audience = self.place(user, at)
        return self.app.handle(
            CommandUsed(
                id=event or self.event(),
                account=account(user),
                where=where,
                audience=audience,
                shows_forms=forms,
                hears_all=at in self.heard,
                alone=alone,
                words=words,
            )
        )

    def text(self, user: str, text: str, *, at: str = "") -> Reply:
        """Type plain text."""
        where, audience = self.place(user, at)
        return self.app.handle(
            TextSent(id=self.event(), account=account(user), where=where, audience=audience, text=text)
        )

    def passing(self, user: str, text: str, *, at: str, event: str = "") -> Reply:
        """Say something in a room to others, where the bot hears it."""
        where, audience = self.place(user, at)
        heard = Overheard(
            id=event or self.event(), account=account(user), where=where, audience=audience, hears_all=True, text=text
        )
        return self.app.handle(heard)

    def submit(self, user: str, form: str, answers: Answers, *, event: str = "") -> Reply:
        """Submit a form in the direct conversation."""
        where, audience = self.place(user, "")
        return self.app.handle(
            FormSubmitted(
                id=event or self.event(),
                account=account(user),
                where=where,
                audience=audience,
                shows_forms=True,
                form=form,
                answers=answers,
            )
        )

    def leave(self, user: str, form: str, answers: Answers) -> Reply:
        """Close a form in the direct conversation without submitting it."""
        where, audience = self.place(user, "")
        left = FormLeft(
            id=self.event(), account=account(user), where=where, audience=audience, form=form, answers=answers
        )
        return self.app.handle(left)

    def told(self, user: str, words: str, *, at: str = "") -> Message:
        """Use a command that is answered with a message and not refused."""
        reply = self.say(user, words, at=at)
        assert isinstance(reply, Message), reply
        assert not reply.error, reply.plain
        return reply

    def refused(self, user: str, words: str, *, at: str = "") -> str:
        """Use a command that is refused; what is said."""
        reply = self.say(user, words, at=at)
        assert isinstance(reply, Message), reply
        assert reply.error, reply.plain
        return reply.plain

    def asked(self, user: str, words: str) -> ShownForm:
        """Use a command that is answered with a form."""
        reply = self.say(user, words, forms=True)
        assert isinstance(reply, ShownForm), reply
        return reply

    def draft(self, user: str = "ana", to: str = "MX", *, urgency: str = "urgent", facts: str = FACTS) -> str:
        """Open a draft; its reference."""
        return self.told(user, f"referral new to={to} urgency={urgency} service=family-tracing {facts}").card

    def sent(self, user: str = "ana", to: str = "MX", *, urgency: str = "urgent") -> str:
        """Send a referral; its reference."""
        reference = self.draft(user, to, urgency=urgency)
        self.told(user, f"referral send {reference}")
        return reference

    def referral(self, reference: str) -> Referral:
        """A referral as it is kept."""
        with self.store.begin() as uow:
            found = uow.referrals.get(reference)
        assert found
        return found

    def steps(self, reference: str) -> tuple[Step, ...]:
        """A referral's steps as they are kept."""
        with self.store.begin() as uow:
            return uow.referrals.steps(reference)

    def notified(self) -> set[str]:
        """Who has something in the outbox; the outbox is empty then."""
        names = {person.id: user for user, person in self.people.items()}
        with self.store.begin() as uow:
            leased = uow.outbox.lease(self.clock(), timedelta(minutes=1), 1000)
            for parcel in leased:
                uow.outbox.settle(parcel.id, self.clock())
            uow.commit()
        return {names[one.parcel.person] for one in leased if one.parcel.room is None}

    def news(
        self, wanted: Callable[[str], bool] = lambda _notice: True, *, ahead: timedelta = timedelta()
    ) -> list["News"]:
        """What waits in the outbox, or will by then, as its readers get it now; the outbox is empty then.

        Notices that are not `wanted` are passed over, what goes to rooms too, and what says nothing any more.
        """
        names = {person.id: user for user, person in self.people.items()}
        found = []
        with self.store.begin() as uow:
            for leased in uow.outbox.lease(self.clock() + ahead, timedelta(minutes=1), 1000):
                parcel = leased.parcel
                uow.outbox.settle(leased.id, self.clock())
                if parcel.room or not wanted(parcel.notice):
                    continue
                user = names[parcel.person]
                actor = uow.directory.actor(account(user), self.clock())
                assert actor
                ctx = context(self.services, uow, self.clock(), account(user), actor, DIRECT)
                told = self.services.notices[parcel.notice](ctx, parcel)
                if told:
                    found.append(News(parcel.notice, user, told))
            uow.commit()
        return found

    def place(self, user: str, at: str) -> tuple[Where, Audience]:
        """A room by its name, or somebody's direct conversation."""
        if not at:
            return Where(PLATFORM, f"direct:{user}"), Audience.ONE_PERSON
        return Where(PLATFORM, at), self.readers.get(at) or ROOMS[at][1]

    def event(self) -> str:
        """An event id that was not used yet."""
        return f"event-{next(self._events)}"

    def _seed(self) -> None:
        now = self.clock()
        began = (now - timedelta(days=500)).date()
        with self.store.begin() as uow:
            for seat in self.services.rulebook.seats:
                uow.members.save_desk(Desk(seat.code, seat.kind, seat.zone, seat.language))
            for user, name, desk, role, language in CAST:
                zone = self.services.rulebook.seat(desk).zone
                person = uow.members.add_person(desk, name, language, zone)
                uow.members.add_tenure(Tenure(person.id, role, began))
                uow.members.link(Link(account(user), person.id, now))
                self.people[user] = person
            uow.members.add_term(Term("SV", began))
            for room, (kind, _, desk) in ROOMS.items():
                if kind:
                    uow.members.save_room(Room(PLATFORM, room, kind, "es", desk))
            uow.commit()


def account(user: str) -> Account:
    """Somebody's account on the test platform."""
    return Account(PLATFORM, "team", user)


def everybodys_platform() -> FakePlatform:
    """Where everybody is who did not move, with the rooms there as their readers are."""
    platform = FakePlatform(PLATFORM)
    platform.audiences |= {Where(PLATFORM, room): audience for room, (_, audience, _) in ROOMS.items()}
    return platform


def ready_services(*, protection: bool = False, digests: bool = True) -> Services:
    """Rules, words and commands as they ship, but no charts, which take seconds.

    `digests`: without, where others than theirs are counted.
    """
    rulebook = _rules()
    if protection:
        used = tuple(replace(indicator, off=False) for indicator in rulebook.indicators)
        rulebook = replace(rulebook, indicators=used)
    none = DigestRules(officers=Rhythm.OFF, coordinators=Rhythm.OFF, partners=Rhythm.OFF, charts=False)
    limits = Limits(digests=DigestRules(charts=False) if digests else none)
    return services(rulebook, _words(), limits)


@cache
def _rules() -> Rulebook:
    """Read once: nothing changes them, and reading them takes longer than most tests."""
    return load_rulebook()


@cache
def _words() -> Catalogues:
    return load_catalogues(("es", "en", "fr"), "es")


@cache
def _empty_database() -> bytes:
    """A migrated SQLite file, as every Network begins on one."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "empty.sqlite3")
        migrate(f"sqlite:///{file}")
        return file.read_bytes()


@contextmanager
def small_network(folder: Path, ready: Services | None = None, url: str = "") -> Iterator[World]:
    """Open a Network on a fresh SQLite file, or where the address says."""
    if url:
        migrate(url)
    else:
        file = folder / "test.sqlite3"
        file.write_bytes(_empty_database())
        url = f"sqlite:///{file}"
    store = open_store(url, Vault("k1", {"k1": KEY}))
    try:
        store.check_keys()
        yield World(store, FakeClock(), ready or ready_services())
    finally:
        store.close()


def errors_of(reply: Reply) -> FormErrors:
    """A reply that says what was wrong with a form."""
    assert isinstance(reply, FormErrors), reply
    return reply


def submitted(**answers: str) -> dict[str, tuple[str, ...]]:
    """A form's answers, one value each."""
    return {name: (value,) for name, value in answers.items()}
