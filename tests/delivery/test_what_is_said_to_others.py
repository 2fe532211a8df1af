"""The door out: each notice once, made from what may be shown when it is delivered; trouble stays one's own."""

import asyncio
from datetime import timedelta

import pytest

from liaison_bot.chat import Account, Audience, TryLater, Unreachable, Where
from liaison_bot.delivery import Delivery, backoff
from liaison_bot.network.tenures import end_roles
from liaison_bot.records.audit import AuditEntry
from liaison_bot.testing import FakePlatform
from world import World, account


def deliver(delivery: Delivery, rounds: int = 1) -> None:
    for _ in range(rounds):
        asyncio.run(delivery.round())


def test_a_step_reaches_the_other_side_with_the_card_and_its_buttons(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    reference = world.sent()
    deliver(delivery)
    (notice,) = platform.said[account("luis")]
    assert "Ana (Honduras) la envió." in notice.plain
    assert reference in notice.title
    assert {f"remisión aceptar {reference}", f"remisión recibir {reference}"} <= {b.words for b in notice.buttons}


def test_everybody_reads_it_in_their_own_language_and_zone(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    reference = world.sent(to="CA")
    world.told("marie", f"orientation recevoir {reference}")
    deliver(delivery)
    assert "a envoyée" in platform.said[account("marie")][0].plain
    assert "Toronto" in platform.said[account("marie")][0].plain
    assert "acusó recibo" in platform.said[account("ana")][0].plain


def test_a_notice_is_sent_once_however_often_it_is_tried(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    world.sent()
    deliver(delivery, rounds=3)
    assert len(platform.said[account("luis")]) == 1


def test_a_crash_after_sending_and_before_settling_does_not_say_it_twice(
    world: World, platform: FakePlatform, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.sent()

    def crash(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(Delivery, "_settle", crash)
        patched.setattr(Delivery, "_postpone", lambda *_: None)
        deliver(delivery)
    world.clock.move(minutes=3)
    deliver(delivery)
    assert len(platform.said[account("luis")]) == 1
    world.clock.move(minutes=10)
    assert world.notified() == set()


def test_a_right_that_ended_before_delivery_shows_nothing(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    reference = world.sent()
    world.told("ana", f"referral withdraw {reference} consent-withdrawn")
    deliver(delivery)
    for notice in platform.said[account("luis")]:
        assert "12 a 14" not in notice.plain
        assert "Grupo de edad" not in notice.plain


def test_somebody_who_left_is_told_nothing(world: World, platform: FakePlatform, delivery: Delivery) -> None:
    world.sent()
    with world.store.begin() as uow:
        end_roles(uow, world.people["luis"], world.clock().date(), world.clock(), by=None)
        uow.commit()
    deliver(delivery)
    assert not platform.said[account("luis")]


def test_where_somebody_else_could_read_it_only_that_there_is_news_is_said(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    reference = world.sent()
    platform.audiences[account("luis")] = Audience.UNKNOWN
    deliver(delivery)
    (notice,) = platform.said[account("luis")]
    assert reference not in notice.plain
    assert "Hay novedades" in notice.plain


def test_one_persons_trouble_does_not_hold_up_the_others(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    world.sent(to="MX")
    world.sent(to="BZ")
    world.sent(to="CA")

    def fails(to: Account | Where, _key: str) -> None:
        if to == account("luis"):
            raise TryLater(timedelta(minutes=5))
        if to == account("grace"):
            raise Unreachable("gone")

    platform.fails = fails
    deliver(delivery)
    assert len(platform.said[account("marie")]) == 1
    platform.fails = lambda _to, _key: None
    world.clock.move(minutes=4)
    deliver(delivery)
    assert not platform.said[account("luis")], "what the platform says to wait is waited"
    world.clock.move(minutes=2)
    deliver(delivery)
    assert len(platform.said[account("luis")]) == 1
    assert not platform.said[account("grace")]
    with world.store.begin() as uow:
        assert uow.outbox.state(world.clock() - timedelta(days=1)).given_up == 1


def test_what_is_behind_a_notice_that_must_wait_waits_too(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    reference = world.sent()
    world.told("ana", f"referral raise {reference} emergency")
    waits = iter([TryLater(timedelta(minutes=1))])

    def fails(_to: Account | Where, _key: str) -> None:
        for wait in waits:
            raise wait

    platform.fails = fails
    deliver(delivery)
    assert not platform.said[account("luis")]
    world.clock.move(minutes=2)
    deliver(delivery)
    first, second = platform.said[account("luis")]
    assert "la envió" in first.plain
    assert "la envió" not in second.plain.split("\n\n")[1]


def test_a_database_that_fails_for_a_moment_does_not_end_the_delivery(
    world: World, platform: FakePlatform, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.sent()
    lease = delivery._lease  # noqa: SLF001 - the database's trouble is put where it would come up
    troubles = iter([RuntimeError("the server is starting up")])

    def troubled() -> object:
        for trouble in troubles:
            raise trouble
        return lease()

    monkeypatch.setattr(delivery, "_lease", troubled)
    monkeypatch.setattr("liaison_bot.delivery.PAUSE_SECONDS", 0.01)

    async def run_until_said() -> None:
        said = asyncio.Event()
        platform.fails = lambda _to, _key: said.set()
        running = asyncio.create_task(delivery.run())
        await said.wait()
        running.cancel()

    asyncio.run(asyncio.wait_for(run_until_said(), 10))
    assert len(platform.said[account("luis")]) == 1


def test_waiting_grows_and_stays_bounded() -> None:
    waits = [backoff(attempts) for attempts in range(1, 40)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=1)
    assert waits[-1] == timedelta(minutes=15)


def test_a_form_begun_in_a_room_goes_on_in_private(world: World, platform: FakePlatform, delivery: Delivery) -> None:
    reference = world.sent()
    said = world.text("luis", f"referral accept {reference}", at="network")
    assert "Le escribí" in str(said)
    deliver(delivery)
    assert "1. Autoridad de protección" in platform.said[account("luis")][-1].plain
    world.text("luis", "1")
    world.text("luis", "sí")
    assert world.referral(reference).state == "accepted"


def delivered(world: World) -> list[AuditEntry]:
    with world.store.begin(read_only=True) as uow:
        return [found.entry for found in uow.audit.entries() if found.entry.result == "delivered"]


def test_a_notice_that_shows_a_referral_is_an_entry_in_the_trail(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    reference = world.sent()
    deliver(delivery, rounds=2)
    assert platform.said[account("luis")]
    (entry,) = delivered(world)
    assert (entry.command, entry.reference, entry.person, entry.desk, entry.place, entry.code) == (
        "referral-step",
        reference,
        world.people["luis"].id,
        "MX",
        "direct",
        "",
    )


def test_a_notice_that_shows_nothing_of_a_case_is_no_entry(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    world.sent()
    platform.audiences[account("luis")] = Audience.UNKNOWN
    deliver(delivery)
    assert platform.said[account("luis")]
    assert delivered(world) == []


def test_the_entry_and_the_settling_are_one_commit(
    world: World, platform: FakePlatform, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.sent()

    def breaks(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("storage.outbox.SqlOutbox.settle", breaks)
        deliver(delivery)
    assert delivered(world) == []
    world.clock.move(minutes=1)
    deliver(delivery)
    assert len(delivered(world)) == 1
    assert len(platform.said[account("luis")]) == 1
