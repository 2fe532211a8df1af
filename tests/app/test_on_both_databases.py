"""What has to be the same at the door whichever database is behind it."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from liaison_bot.chat import Account, Audience, CommandUsed, FormSubmitted, Message, Reply, TextSent, Where
from liaison_bot.delivery import Delivery
from liaison_bot.doctor import examine
from liaison_bot.privacy.trail import prove
from liaison_bot.records.referrals import State
from liaison_bot.testing import FakePlatform
from world import PLATFORM, World, account, small_network

NUL = "\0"


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    url = request.getfixturevalue("url") if request.param == "postgresql" else ""
    with small_network(tmp_path, url=url) as network:
        yield network


def plain(reply: Reply) -> str:
    """What is said, and that it is no apology for a crash."""
    assert isinstance(reply, Message), reply
    assert "E-" not in reply.plain
    return reply.plain


def test_of_two_officers_who_press_different_buttons_at_once_one_wins_and_the_other_is_told(world: World) -> None:
    for _ in range(10):
        reference = world.sent()
        start = threading.Barrier(2)

        def press(user: str, line: str, start: threading.Barrier = start) -> Message:
            start.wait()
            reply = world.say(user, line)
            assert isinstance(reply, Message)
            return reply

        with ThreadPoolExecutor(2) as pool:
            one = pool.submit(press, "luis", f"referral accept {reference} consulate")
            other = pool.submit(press, "marisol", f"referral reject {reference} duplicate")
        replies = [one.result(), other.result()]
        assert sorted(reply.error for reply in replies) == [False, True]
        assert "cambió de estado" in next(reply.plain for reply in replies if reply.error)
        assert world.referral(reference).state in {State.ACCEPTED, State.REJECTED}


def test_a_form_begun_in_a_room_goes_on_in_private(world: World) -> None:
    platform = FakePlatform(PLATFORM)
    delivery = Delivery(world.store, world.services, world.clock, {PLATFORM: platform})
    reference = world.sent()
    world.clock.move(hours=1)
    assert "Le escribí" in plain(world.text("luis", f"referral accept {reference}", at="network"))
    asyncio.run(delivery.round())
    assert "1. Autoridad de protección" in platform.said[account("luis")][-1].plain
    world.text("luis", "1")
    world.text("luis", "sí")
    assert world.referral(reference).state is State.ACCEPTED


def test_an_events_id_may_hold_anything_and_is_still_one_event(world: World) -> None:
    ids = [f"Ev{NUL}1", f"Ev{NUL}2", "Ev\x1b\ud8001", "Ev 🙂"]
    replies = {event: world.say("ana", "help", event=event) for event in ids}
    reference = world.draft()
    for event, first in replies.items():
        assert plain(first)
        assert world.say("ana", f"referral send {reference}", event=event) == first
    assert world.referral(reference).state is State.DRAFT


@pytest.mark.parametrize(
    ("who", "where"),
    [
        (Account(PLATFORM, "team", f"ana{NUL}"), Where(PLATFORM, "direct:ana")),
        (Account(PLATFORM, f"te{NUL}am", "ana"), Where(PLATFORM, "direct:ana")),
        (Account(f"fake{NUL}", "team", "ana"), Where(PLATFORM, "direct:ana")),
        (Account(PLATFORM, "team", "ana\ud800"), Where(PLATFORM, "direct:ana")),
        (account("ana"), Where(PLATFORM, f"room{NUL}")),
    ],
)
@pytest.mark.parametrize("words", ["help", "liaison join AAAA-BBBB-CCCC", "referral new"])
def test_an_account_or_a_place_that_cannot_be_stored_is_refused_politely(
    world: World, who: Account, where: Where, words: str
) -> None:
    event = CommandUsed(id="e", account=who, where=where, audience=Audience.ONE_PERSON, words=words)
    assert "No puedo leer desde qué cuenta" in plain(world.app.handle(event))
    assert world.app.suggest(who, words) in {(), world.app.suggest(account("ana"), words)}


def test_control_characters_that_are_typed_are_cleaned(world: World) -> None:
    reference = world.sent()
    assert reference in plain(world.say("luis", f"referral{NUL}show\x1b{reference}"))
    assert plain(world.text("luis", f"re{NUL}ferral\ud800 {NUL}"))
    assert plain(world.say("nobody", f"liaison join {NUL}\ud800"))
    assert plain(world.say("elena", f'liaison invite desk=HN role=alternate name="Ma{NUL}rta\ud800 Cruz" language=es'))
    assert world.app.suggest(account("ana"), f"re{NUL}") == world.app.suggest(account("ana"), "re ")


def test_control_characters_in_a_form_and_in_a_conversation_are_cleaned(world: World) -> None:
    reference = world.sent()
    answers = {"rejection": (f"duplicate{NUL}",), f"no{NUL}te": ("\ud800",), "note": (f"ya existe{NUL}otra",)}
    event = FormSubmitted(
        id="f",
        account=account("luis"),
        where=Where(PLATFORM, "direct:luis"),
        audience=Audience.ONE_PERSON,
        form=f"referral reject {reference}{NUL}",
        answers=answers,
    )
    assert plain(world.app.handle(event))
    assert world.referral(reference).state is State.REJECTED
    assert world.steps(reference)[-1].facts["note"] == ("ya existe otra",)
    other = world.sent()
    plain(world.text("luis", f"referral accept {other}"))
    text = TextSent(
        id="t",
        account=account("luis"),
        where=Where(PLATFORM, "direct:luis"),
        audience=Audience.ONE_PERSON,
        text=f"1{NUL}\ud800",
    )
    assert plain(world.app.handle(text))
    with world.store.begin(read_only=True) as uow:
        assert prove(uow.audit.entries()).broken is None


def test_what_only_reads_is_answered_while_somebody_else_writes(world: World) -> None:
    reference = world.sent()
    delivery = Delivery(world.store, world.services, world.clock, {PLATFORM: FakePlatform(PLATFORM)})
    with world.store.begin() as writer:
        (leased, *_) = writer.outbox.lease(world.clock(), timedelta(0), 10)
        with ThreadPoolExecutor(1) as pool:
            suggested = pool.submit(world.app.suggest, account("luis"), "referral show ")
            assert reference in str(suggested.result(5))
            made = pool.submit(delivery._message, account("luis"), leased, Audience.ONE_PERSON)  # noqa: SLF001 - it reads only
            assert reference in str(made.result(5))
            looked = pool.submit(lambda: list(examine(world.store, world.services, frozenset(), world.clock())))
            assert looked.result(5)
