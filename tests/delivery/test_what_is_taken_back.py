"""What tells of something that was erased is taken back from the chats: all of it, in its time, and nothing else."""

import asyncio
import logging
from datetime import timedelta

import pytest

from liaison_bot import taking_back
from liaison_bot.beat import tick
from liaison_bot.chat import Account, Message, ShownForm, Telling, TryLater, Unreachable, Where
from liaison_bot.delivery import Delivery
from liaison_bot.records.audit import AuditEntry
from liaison_bot.taking_back import MOST_TRIES, TakingBack
from liaison_bot.testing import FakePlatform
from liaison_bot.tidying import tidy
from world import PLATFORM, World, account

CONTENT = "12 a 14"
FORM = "referral new to=MX urgency=urgent"


@pytest.fixture
def back(world: World, platform: FakePlatform) -> TakingBack:
    platform.clock = world.clock
    return TakingBack(world.store, world.clock, platform)


def take_back(back: TakingBack) -> int:
    return asyncio.run(back.round())


def deliver(delivery: Delivery) -> None:
    while asyncio.run(delivery.round()):
        continue


def rejected(world: World, delivery: Delivery, by: str = "luis") -> str:
    """A referral that was rejected, as everybody was told."""
    reference = world.sent()
    deliver(delivery)
    world.told(by, f"referral reject {reference} duplicate")
    deliver(delivery)
    return reference


def erased_by_age(world: World, reference: str) -> None:
    """Let days pass until its contents are erased, and the minutes after that."""
    for _ in range(100):
        world.clock.move(hours=24)
        tick(world.store, world.services, world.clock)
        if not world.referral(reference).content:
            break
    assert not world.referral(reference).content
    world.clock.move(minutes=11)


def of(reference: str, platform: FakePlatform) -> list[Message]:
    return [message for said in platform.said.values() for message in said if message.about == reference]


def told_of(reference: str, platform: FakePlatform) -> set[Account | Where]:
    """Where something tells of it."""
    return {to for to, said in platform.said.items() if any(one.about == reference for one in said)}


def trail(world: World) -> list[AuditEntry]:
    with world.store.begin(read_only=True) as uow:
        return [one.entry for one in uow.audit.entries() if one.entry.command == "taken-back"]


def overdue(world: World) -> int:
    with world.store.begin(read_only=True) as uow:
        return sum(count for count, _ in uow.told.overdue(world.clock()).values())


def test_what_age_ends_is_taken_back_from_everybody_who_was_told_and_nothing_else_is(
    world: World, platform: FakePlatform, delivery: Delivery, back: TakingBack
) -> None:
    old = rejected(world, delivery)
    assert {account("luis"), account("ana")} <= told_of(old, platform)
    for _ in range(85):
        world.clock.move(hours=24)
        tick(world.store, world.services, world.clock)
        deliver(delivery)
    new = rejected(world, delivery)
    announced = [message for message in platform.said[account("ana")] if not message.about]
    assert take_back(back) == 0
    assert of(old, platform)
    for _ in range(6):
        world.clock.move(hours=24)
        tick(world.store, world.services, world.clock)
    assert not world.referral(old).content
    world.clock.move(minutes=11)
    assert take_back(back) >= 2
    assert not of(old, platform)
    assert of(new, platform), "another's is another's"
    assert announced == [message for message in platform.said[account("ana")] if not message.about]
    assert take_back(back) == 0


def test_it_is_begun_with_once_what_was_being_said_has_been_said(
    world: World, platform: FakePlatform, delivery: Delivery, back: TakingBack
) -> None:
    reference = rejected(world, delivery)
    erased_by_age(world, reference)
    world.clock.move(minutes=-2)
    assert take_back(back) == 0
    world.clock.move(minutes=1)
    assert take_back(back) > 0
    assert not of(reference, platform)


def test_a_message_says_what_it_tells_of_a_refusal_too_and_a_list_nothing(world: World) -> None:
    reference = world.sent()
    for line in (f"referral show {reference}", f"referral history {reference}", f"referral status {reference}"):
        assert world.told("ana", line).about == reference
    assert world.told("ana", "referral list sent").about == ""
    refused = world.say("ana", f"referral ack {reference}")
    assert isinstance(refused, Message)
    assert refused.error
    assert refused.about == reference, "it names it"
    assert world.told("ana", "ayuda").about == ""


def test_the_summary_of_a_form_is_taken_back_after_a_week_and_each_for_itself(
    world: World, platform: FakePlatform, back: TakingBack
) -> None:
    def summary() -> Message:
        said = world.say("ana", FORM)
        for _ in range(60):
            assert isinstance(said, Message)
            if said.tells_contents:
                return said
            said = world.text("ana", "1")
        raise AssertionError(said)

    first = summary()
    platform.said[account("ana")].append(first)
    world.clock.move(hours=24 * 3)
    world.text("ana", "cancelar")
    second = summary()
    platform.said[account("ana")].append(second)
    assert first.about.startswith("form:")
    assert first.about != second.about
    world.clock.move(hours=24 * 4 + 1)
    take_back(back)
    assert platform.said[account("ana")] == [second]
    assert trail(world) == [], "no referral's"


def test_who_has_left_and_a_room_that_is_not_approved_any_more_are_taken_back_from_too(
    world: World, platform: FakePlatform, delivery: Delivery, back: TakingBack
) -> None:
    reference = rejected(world, delivery)
    network = Where(PLATFORM, "network")
    shown = world.told("elena", f"referral show {reference}", at="network")
    platform.said[network].append(shown)
    with world.store.begin() as uow:
        uow.members.unlink(account("luis"))
        uow.members.drop_room(network)
        uow.commit()
    erased_by_age(world, reference)
    take_back(back)
    assert not of(reference, platform)
    assert {(one.reference, one.result) for one in trail(world)} == {(reference, "done")}
    assert sum(int(one.code) for one in trail(world)) >= 3


def test_a_kept_answer_goes_at_once_and_its_event_is_not_handled_again(world: World, delivery: Delivery) -> None:
    reference = rejected(world, delivery)
    world.clock.move(hours=24 * 86)
    tick(world.store, world.services, world.clock)
    world.clock.move(hours=24 * 6)
    world.say("ana", f"referral show {reference}", event="shown")
    assert isinstance(world.say("ana", f"referral show {reference}", event="shown"), Message)
    world.clock.move(hours=24 * 2)
    tick(world.store, world.services, world.clock)
    assert not world.referral(reference).content
    assert world.say("ana", f"referral show {reference}", event="shown") is None


def test_what_cannot_be_done_now_is_tried_again_less_and_less_often(
    world: World, platform: FakePlatform, delivery: Delivery, back: TakingBack
) -> None:
    reference = rejected(world, delivery)
    erased_by_age(world, reference)
    asked = []

    def fails(to: Account | Where, _key: str) -> None:
        asked.append(to)
        if to == account("luis"):
            raise TryLater(timedelta(hours=1)) if len(asked) == 1 else TryLater

    platform.fails = fails
    for _ in range(60 * 24):
        take_back(back)
        world.clock.move(minutes=1)
    mine = [to for to in asked if to == account("luis")]
    assert 5 <= len(mine) <= 15
    assert told_of(reference, platform) == {account("luis")}
    assert overdue(world) == 1
    platform.fails = lambda _to, _key: None
    world.clock.move(hours=7)
    take_back(back)
    assert not of(reference, platform)
    assert overdue(world) == 0


def test_a_place_that_hangs_is_left_and_the_next_one_is_gone_to(
    world: World,
    platform: FakePlatform,
    delivery: Delivery,
    back: TakingBack,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reference = rejected(world, delivery)
    erased_by_age(world, reference)
    monkeypatch.setattr(taking_back, "PLACE_SECONDS", 0.2)
    goes = platform.take_back

    async def hangs(to: Account | Where, telling: Telling) -> int:
        if to == account("luis"):
            await asyncio.Event().wait()
        return await goes(to, telling)

    monkeypatch.setattr(platform, "take_back", hangs)
    take_back(back)
    assert told_of(reference, platform) == {account("luis")}
    assert overdue(world) == 1


def test_another_platform_is_another_s_to_take_back_from(
    world: World, platform: FakePlatform, back: TakingBack
) -> None:
    other = FakePlatform("other", world.clock)
    world.moved("luis", Account("other", "team", "luis"))
    both = Delivery(world.store, world.services, world.clock, {PLATFORM: platform, "other": other})
    reference = rejected(world, both, "marisol")
    erased_by_age(world, reference)
    take_back(back)
    assert not of(reference, platform)
    assert of(reference, other)
    take_back(TakingBack(world.store, world.clock, other))
    assert not of(reference, other)


def test_what_never_will_go_is_in_the_log_and_in_the_trail_and_nowhere_whose(
    world: World,
    platform: FakePlatform,
    delivery: Delivery,
    back: TakingBack,
    caplog: pytest.LogCaptureFixture,
) -> None:
    reference = rejected(world, delivery)
    erased_by_age(world, reference)

    def gone(_to: Account | Where, _key: str) -> None:
        raise Unreachable("the room is gone")

    platform.fails = gone
    caplog.set_level(logging.WARNING)
    take_back(back)
    assert overdue(world) == 0
    assert {(one.reference, one.result, one.person, one.place) for one in trail(world)} == {
        (reference, "unreachable", None, PLATFORM)
    }
    assert f"what was said of something that was erased stays in one place on {PLATFORM}: the room is gone" in (
        caplog.text
    )
    assert reference not in caplog.text
    assert "ana" not in caplog.text


def test_it_is_tried_for_thirty_days_of_trying_and_then_given_up(
    world: World, platform: FakePlatform, delivery: Delivery, back: TakingBack
) -> None:
    reference = rejected(world, delivery)
    erased_by_age(world, reference)

    def fails(_to: Account | Where, _key: str) -> None:
        raise TryLater

    platform.fails = fails
    world.clock.move(hours=24 * 60)  # nobody tried, so nothing was tried for long
    began = world.clock()
    take_back(back)
    assert overdue(world) >= 2
    for _ in range(2 * MOST_TRIES):
        with world.store.begin(read_only=True) as uow:
            if not uow.told.overdue(world.clock()):
                break
        world.clock.move(hours=6)
        take_back(back)
    assert 29 <= (world.clock() - began).days <= 33
    assert {(one.reference, one.result) for one in trail(world)} == {(reference, "unreachable")}


def test_an_unexpected_error_in_one_place_leaves_the_others_and_says_nothing_of_what_was_said(
    world: World,
    platform: FakePlatform,
    delivery: Delivery,
    back: TakingBack,
    caplog: pytest.LogCaptureFixture,
) -> None:
    reference = rejected(world, delivery)
    erased_by_age(world, reference)

    def fails(to: Account | Where, _key: str) -> None:
        if to == account("luis"):
            raise RuntimeError(CONTENT)

    platform.fails = fails
    take_back(back)
    assert told_of(reference, platform) == {account("luis")}
    assert "RuntimeError" in caplog.text
    assert CONTENT not in caplog.text
    assert overdue(world) == 1


def test_a_crash_before_sending_leaves_the_place_noted(
    world: World, platform: FakePlatform, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = world.sent()

    async def crashes(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(platform, "send", crashes)
    with pytest.raises(KeyboardInterrupt):
        asyncio.run(delivery.round())
    with world.store.begin(read_only=True) as uow:
        assert uow.told.known(reference, account("luis"))


def test_notes_of_referrals_that_are_gone_are_tidied_away(world: World) -> None:
    reference = world.draft()
    world.told("ana", f"referral discard {reference}")
    world.told("ana", f"referral erase {reference} sent-in-error")
    with world.store.begin(read_only=True) as uow:
        assert uow.told.known(reference, account("ana")), "that it was erased was said after it was"
    tidy(world.store, world.clock())
    with world.store.begin(read_only=True) as uow:
        assert not uow.told.known(reference, account("ana"))


def test_a_form_that_was_shown_again_tells_nothing_of_what_was_erased(world: World) -> None:
    reference = world.draft()
    shown = world.say("ana", f"referral edit {reference}", forms=True, event="edit")
    assert isinstance(shown, ShownForm)
    world.told("ana", f"referral discard {reference}")
    world.told("ana", f"referral erase {reference} sent-in-error")
    assert world.say("ana", f"referral edit {reference}", forms=True, event="edit") is None


def test_a_form_filled_in_from_what_was_erased_is_not_shown_again(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral reject {reference} duplicate")
    line = f"referral new follows={reference.lower()}"
    assert isinstance(world.say("ana", line, forms=True, event="new"), ShownForm)
    world.told("ana", f"referral erase {reference} asked-for")
    assert world.say("ana", line, forms=True, event="new") is None


def test_what_is_erased_while_its_first_notice_is_made_is_not_in_it(
    world: World, platform: FakePlatform, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = world.sent()
    world.told("ana", f"referral withdraw {reference} consent-withdrawn")
    makes = Delivery._message  # noqa: SLF001 - the moment between reading and noting can be met nowhere else

    def erased_meanwhile(self: Delivery, *about: object) -> object:
        made = makes(self, *about)  # type: ignore[arg-type]
        monkeypatch.setattr(Delivery, "_message", makes)
        world.told("ana", f"referral erase {reference} asked-for")
        return made

    monkeypatch.setattr(Delivery, "_message", erased_meanwhile)
    deliver(delivery)
    assert world.referral(reference).erased
    assert not [message for said in platform.said.values() for message in said if CONTENT in message.plain]


def test_on_demand_everything_goes_in_minutes_and_then_the_other_desk_is_told(
    world: World, platform: FakePlatform, delivery: Delivery, back: TakingBack
) -> None:
    reference = world.sent()
    world.told("ana", f"referral withdraw {reference} consent-withdrawn")
    deliver(delivery)
    shown = world.told("ana", f"referral erase {reference} asked-for", at="network")
    platform.said[Where(PLATFORM, "network")].append(shown)
    for _ in range(14):
        world.clock.move(minutes=1)
        take_back(back)
        deliver(delivery)
    assert told_of(reference, platform) == set(), "what was answered where it had never been named is gone as well"
    world.clock.move(minutes=1)
    take_back(back)
    deliver(delivery)
    assert told_of(reference, platform) == {account("luis")}
    (news,) = of(reference, platform)
    assert "borró el contenido" in news.plain
    world.clock.move(hours=24)
    take_back(back)
    assert of(reference, platform) == [news]


def test_the_summary_of_a_draft_s_form_goes_when_the_draft_is_erased(
    world: World, platform: FakePlatform, back: TakingBack
) -> None:
    said = world.say("ana", FORM, event="begun")
    events = 0
    while isinstance(said, Message) and not said.card:
        if said.tells_contents:
            platform.said[account("ana")].append(said)
            said = world.text("ana", "sí")
            continue
        events += 1
        assert events < 60
        said = world.text("ana", "1")
    assert isinstance(said, Message)
    reference = said.card
    assert platform.said[account("ana")]
    world.told("ana", f"referral discard {reference}")
    world.told("ana", f"referral erase {reference} sent-in-error")
    world.clock.move(minutes=11)
    take_back(back)
    assert platform.said[account("ana")] == []
