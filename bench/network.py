"""The made-up Network in a database, with more officers and more referrals than the tests need."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from liaison_bot.chat import CommandUsed, Message, Reply
from liaison_bot.ids import ALPHABET
from liaison_bot.privacy.vault import Vault
from liaison_bot.records.network import DeskKind, Link, Role, Tenure
from liaison_bot.records.referrals import TERMINAL, Clock, FileState, Referral, State, Step
from liaison_bot.referrals.chasing import changes, scheduled
from liaison_bot.testing import FakeClock
from storage import migrate, open_store
from world import KEY, World, account, ready_services

_BATCH = 2000
_MIX = {
    State.DRAFT: 2,
    State.SENT: 4,
    State.ACKNOWLEDGED: 6,
    State.INFO_REQUESTED: 3,
    State.ACCEPTED: 5,
    State.IN_PROGRESS: 12,
    State.COMPLETED: 4,
    State.CLOSED: 50,
    State.REJECTED: 10,
    State.WITHDRAWN: 4,
}
"""Of a hundred referrals, how many stand where: most of them have ended."""
_CLOCKS = {
    State.SENT: Clock.RECEIPT,
    State.ACKNOWLEDGED: Clock.DECISION,
    State.INFO_REQUESTED: Clock.ANSWER,
    State.ACCEPTED: Clock.PROGRESS,
    State.IN_PROGRESS: Clock.PROGRESS,
    State.COMPLETED: Clock.CONFIRMATION,
}
_SENDERS_TURN = frozenset({State.INFO_REQUESTED, State.COMPLETED})
_CONTENT = {
    "action": ("document-check",),
    "age_band": ("12-14",),
    "accompaniment": ("unaccompanied",),
    "consent_basis": ("caregiver-consent",),
    "consent_by": ("parent",),
    "nationality": ("HN",),
    "institution": ("consulate",),
    "care": ("shelter",),
}


@contextmanager
def network(url: str) -> Iterator[World]:
    """Lay out the Network in an empty database."""
    migrate(url)
    store = open_store(url, Vault("k1", {"k1": KEY}))
    try:
        store.check_keys()
        yield World(store, FakeClock(), ready_services())
    finally:
        store.close()


def countries(world: World) -> tuple[str, ...]:
    """The member countries' desks."""
    return tuple(seat.code for seat in world.services.rulebook.seats if seat.kind is DeskKind.COUNTRY)


def add_officers(world: World, count: int) -> dict[str, str]:
    """Let officers join, spread over the countries, the first of each a titular; each one's account and desk."""
    desks, joined = countries(world), {}
    began = (world.clock() - timedelta(days=500)).date()
    with world.store.begin() as uow:
        for number in range(count):
            user, desk = f"officer-{number}", desks[number % len(desks)]
            seat = world.services.rulebook.seat(desk)
            person = uow.members.add_person(desk, f"Officer {number}", seat.language, seat.zone)
            role = Role.TITULAR if number < len(desks) else Role.ALTERNATE
            uow.members.add_tenure(Tenure(person.id, role, began))
            uow.members.link(Link(account(user), person.id, world.clock()))
            joined[user] = desk
        uow.commit()
    return joined


def add_referrals(world: World, count: int) -> tuple[str, ...]:
    """Put referrals between all countries into the database, without anybody's command; their references."""
    chance = random.Random(count)  # noqa: S311 - made up, and the same each time
    references: dict[str, None] = {}
    while len(references) < count:
        references[f"R-{''.join(chance.choices(ALPHABET, k=6))}"] = None
    every = tuple(references)
    for start in range(0, count, _BATCH):
        with world.store.begin() as uow:
            for reference in every[start : start + _BATCH]:
                referral, step = _made_up(world, reference, chance)
                uow.referrals.add(referral)
                uow.referrals.add_step(step)
            uow.commit()
    return every


def add_open(world: World, count: int, spread: timedelta) -> None:
    """Put sent referrals between all countries into the database, whose first reminders fall due over so long."""
    chance = random.Random(count)  # noqa: S311 - made up, and the same each time
    pace = world.services.rulebook.pace("emergency")
    length, person = pace.hours.receipt, world.people["ana"].id
    for start in range(0, count, _BATCH):
        with world.store.begin() as uow:
            for number in range(start, min(start + _BATCH, count)):
                sender, receiver = chance.sample(countries(world), 2)
                since = world.clock() - length * pace.hours.chase.remind[0] / 100 + spread * chance.random()
                reference = (
                    f"R-{''.join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(6))}"
                )
                referral = Referral(
                    reference=reference,
                    from_desk=sender,
                    to_desk=receiver,
                    urgency="emergency",
                    service="family-tracing",
                    state=State.SENT,
                    since=since,
                    opened=since,
                    opened_by=person,
                    version=1,
                    content=_CONTENT,
                    sent=since,
                    sent_by=person,
                    clock=Clock.RECEIPT,
                    turn=receiver,
                    due=since + length,
                )
                uow.referrals.add(referral)
                for _hand, chase in changes(replace(referral, turn=None), referral, since):
                    if chase:
                        uow.chases.keep(scheduled(chase, pace, "UTC"))
            uow.commit()


def handled(world: World, event: CommandUsed) -> Message:
    """Bring an event through the core's door."""
    return done(world.app.handle(event))


def command(world: World, user: str, words: str) -> CommandUsed:
    """Somebody's command in their direct conversation."""
    where, audience = world.place(user, "")
    return CommandUsed(id=world.event(), account=account(user), where=where, audience=audience, words=words)


def done(reply: Reply) -> Message:
    """The answer to a command that did what it was asked: what is refused is faster, and must not be counted."""
    if not isinstance(reply, Message) or reply.error:
        raise RuntimeError(f"a command of the measurement was not done: {reply}")
    return reply


def _made_up(world: World, reference: str, chance: random.Random) -> tuple[Referral, Step]:
    state = chance.choices(tuple(_MIX), tuple(_MIX.values()))[0]
    sender, receiver = chance.sample(countries(world), 2)
    person, now = world.people["ana"].id, world.clock()
    since = now - timedelta(minutes=chance.randrange(700 * 24 * 60 if state in TERMINAL else 30 * 24 * 60))
    referral = Referral(
        reference=reference,
        from_desk=sender,
        to_desk=receiver,
        urgency=chance.choice(("emergency", "urgent", "normal")),
        service="family-tracing",
        state=state,
        since=since,
        opened=since - timedelta(hours=1),
        opened_by=person,
        version=1,
        content=_CONTENT,
    )
    step = Step(
        reference=reference,
        number=1,
        at=since,
        person=person,
        desk=sender,
        did="send",
        before=State.DRAFT,
        after=State.SENT,
    )
    clock = _CLOCKS.get(state)
    if clock:
        turn = sender if state in _SENDERS_TURN else receiver
        due = now + timedelta(minutes=chance.randrange(-5000, 5000))
        referral = replace(referral, sent=since, sent_by=person, clock=clock, turn=turn, due=due)
    if state is State.ACCEPTED:
        referral = replace(referral, file=FileState.NONE, file_turn=sender, file_due=referral.due)
    return referral, step
