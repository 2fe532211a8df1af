"""When somebody cannot be reached: how long it is tried, who is told, and that an outage of ours does not count."""

import asyncio
import logging
from datetime import timedelta

import pytest

from liaison_bot.chat import Account, Audience, TryLater, Unreachable, Where
from liaison_bot.delivery import ACCOUNT_WAIT, GIVE_UP_AFTER, Delivery
from liaison_bot.records.network import Link
from liaison_bot.records.outbox import Parcel
from liaison_bot.referrals.moves import STEP
from liaison_bot.testing import FakePlatform
from world import World, account


def deliver(delivery: Delivery) -> None:
    asyncio.run(delivery.round())


def given_up(world: World) -> int:
    with world.store.begin(read_only=True) as uow:
        return uow.outbox.state(world.clock() - timedelta(days=30)).given_up


def waiting_for(world: World, user: str) -> int:
    with world.store.begin(read_only=True) as uow:
        return uow.outbox.waiting_for().get(world.people[user].id, 0)


def unlink(world: World, user: str) -> None:
    with world.store.begin() as uow:
        uow.members.unlink(account(user))
        uow.commit()


def nobody_takes(to: Account | Where, _key: str) -> None:
    if to == account("luis"):
        raise TryLater


def sent_and_unreachable(world: World, platform: FakePlatform, *, to: str = "luis") -> str:
    def gone(where: Account | Where, _key: str) -> None:
        if where == account(to):
            raise Unreachable("the account is closed")

    platform.fails = gone
    return world.sent()


def test_somebody_without_an_account_is_waited_for_and_told_once_they_have_one(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    world.sent()
    unlink(world, "luis")
    deliver(delivery)
    assert (given_up(world), waiting_for(world, "luis")) == (0, 1)
    with world.store.begin() as uow:
        uow.members.link(Link(account("luis-anew"), world.people["luis"].id, world.clock()))
        uow.commit()
    world.clock.move(seconds=ACCOUNT_WAIT.total_seconds())
    deliver(delivery)
    assert "la envió" in platform.said[account("luis-anew")][0].plain


def test_an_account_on_a_platform_that_is_not_connected_is_waited_for_too(world: World) -> None:
    world.sent()
    deliver(Delivery(world.store, world.services, world.clock, {"other": FakePlatform("other")}))
    assert (given_up(world), waiting_for(world, "luis")) == (0, 1)


def test_without_an_account_it_is_given_up_after_three_days_of_looking(world: World, delivery: Delivery) -> None:
    world.sent()
    unlink(world, "luis")
    for _ in range(GIVE_UP_AFTER // ACCOUNT_WAIT + 1):
        deliver(delivery)
        assert given_up(world) == 0
        world.clock.move(hours=1)
    deliver(delivery)
    assert (given_up(world), waiting_for(world, "luis")) == (1, 0)


@pytest.mark.parametrize("trouble", [TryLater(), ValueError("something of the child")])
def test_what_fails_again_and_again_is_given_up_after_three_days_of_trying(
    world: World, platform: FakePlatform, delivery: Delivery, trouble: Exception
) -> None:
    world.sent()

    def fails(_to: Account | Where, _key: str) -> None:
        raise trouble

    platform.fails = fails
    began = world.clock()
    while not given_up(world):
        deliver(delivery)
        world.clock.move(minutes=15)
        assert world.clock() - began < timedelta(days=4)
    assert world.clock() - began > GIVE_UP_AFTER


def test_an_outage_in_which_nobody_tried_does_not_count(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    world.sent()
    world.clock.move(days=10)
    platform.fails = nobody_takes
    deliver(delivery)
    assert given_up(world) == 0, "the first try failed, ten days after it was made"
    world.clock.move(days=10)
    deliver(delivery)
    assert given_up(world) == 0, "nobody tried in between"
    platform.fails = lambda _to, _key: None
    world.clock.move(hours=1)
    deliver(delivery)
    assert len(platform.said[account("luis")]) == 1


def test_giving_up_is_logged_with_ids_only(
    world: World, platform: FakePlatform, delivery: Delivery, caplog: pytest.LogCaptureFixture
) -> None:
    sent_and_unreachable(world, platform)
    with caplog.at_level(logging.WARNING):
        deliver(delivery)
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.endswith(f"given up for person {world.people['luis'].id}: the account is closed")
    assert "Luis" not in line


def test_the_coordinators_are_told_who_could_not_be_reached_and_about_which_referral(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    reference = sent_and_unreachable(world, platform)
    deliver(delivery)
    deliver(delivery)
    for coordinator in ("elena", "sofia"):
        (notice,) = platform.said[account(coordinator)]
        assert notice.plain == (
            f"No se pudo entregar a Luis (México) un aviso sobre {reference}. Por favor, avísele por otra vía."
        )


def test_a_reference_that_a_coordinator_may_not_know_of_is_not_told(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    reference = world.draft()
    with world.store.begin() as uow:
        uow.outbox.put([_parcel(world, world.people["carlos"].id, reference)])
        uow.commit()

    def gone(where: Account | Where, _key: str) -> None:
        if where == account("carlos"):
            raise Unreachable("gone")

    platform.fails = gone
    deliver(delivery)
    deliver(delivery)
    (notice,) = platform.said[account("elena")]
    assert "Carlos (Honduras)" in notice.plain
    assert reference not in notice.plain


def test_it_is_told_once_a_day_for_each_person(world: World, platform: FakePlatform, delivery: Delivery) -> None:
    sent_and_unreachable(world, platform)
    for _ in range(3):
        world.sent()
        deliver(delivery)
    assert given_up(world) == 4
    assert len(platform.said[account("elena")]) == 1
    world.clock.move(days=1)
    world.sent()
    deliver(delivery)
    deliver(delivery)
    assert len(platform.said[account("elena")]) == 2


def test_a_coordinator_who_cannot_be_reached_either_makes_no_further_notice(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    def gone(_where: Account | Where, _key: str) -> None:
        raise Unreachable("gone")

    platform.fails = gone
    world.sent()
    for _ in range(5):
        deliver(delivery)
    assert given_up(world) == 3, "Luis, and the two coordinators who were to be told of it"
    with world.store.begin(read_only=True) as uow:
        assert uow.outbox.waiting_for() == {}


def test_where_others_read_along_the_coordinator_is_only_told_that_there_is_news(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    reference = sent_and_unreachable(world, platform)
    deliver(delivery)
    platform.audiences[account("elena")] = Audience.UNKNOWN
    deliver(delivery)
    (notice,) = platform.said[account("elena")]
    assert "Hay novedades" in notice.plain
    assert "Luis" not in notice.plain
    assert reference not in notice.plain


def test_giving_up_and_telling_of_it_are_one_commit(
    world: World, platform: FakePlatform, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_and_unreachable(world, platform)

    def breaks(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("liaison_bot.delivery.tell_of_undelivered", breaks)
        deliver(delivery)
    assert given_up(world) == 0
    world.clock.move(minutes=1)
    deliver(delivery)
    assert given_up(world) == 1
    assert waiting_for(world, "elena") == 1


def test_the_question_of_a_form_goes_to_the_account_that_began_it(
    world: World, platform: FakePlatform, delivery: Delivery
) -> None:
    reference = world.sent()
    deliver(delivery)
    world.clock.move(minutes=1)
    with world.store.begin() as uow:
        uow.members.link(Link(account("luis-phone"), world.people["luis"].id, world.clock()))
        uow.commit()
    world.text("luis", f"referral accept {reference}", at="network")
    deliver(delivery)
    assert "1. Autoridad de protección" in platform.said[account("luis")][-1].plain
    assert not platform.said[account("luis-phone")]
    world.text("luis", "1")
    world.text("luis", "sí")
    assert world.referral(reference).state == "accepted"


@pytest.mark.parametrize("to", ["", "hilda"])
def test_a_question_for_an_account_that_is_somebody_elses_now_is_dropped(
    world: World, platform: FakePlatform, delivery: Delivery, to: str
) -> None:
    reference = world.sent()
    deliver(delivery)
    world.text("luis", f"referral accept {reference}", at="network")
    with world.store.begin() as uow:
        uow.members.unlink(account("luis"))
        uow.members.link(Link(account("luis-phone"), world.people["luis"].id, world.clock()))
        if to:
            uow.members.link(Link(account("luis"), world.people[to].id, world.clock()))
        uow.commit()
    before = len(platform.said[account("luis")])
    deliver(delivery)
    assert len(platform.said[account("luis")]) == before
    assert not platform.said[account("luis-phone")]
    assert (waiting_for(world, "luis"), given_up(world)) == (0, 0)


def _parcel(world: World, person: int, subject: str) -> Parcel:
    return Parcel(key="k", person=person, notice=STEP, subject=subject, number=0, made=world.clock())
