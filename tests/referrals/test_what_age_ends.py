"""What is erased by age: contents, drafts, skeletons; announced a week before, once, and never what was not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from liaison_bot.beat import tick
from liaison_bot.chat import Message
from liaison_bot.records.referrals import State
from world import World

DAY = timedelta(days=1)


def days(world: World, count: int) -> None:
    """Let days pass, with the bot up: it looks at what is due each day."""
    for _ in range(count):
        world.clock.move(hours=24)
        beat(world)


def beat(world: World) -> int:
    return tick(world.store, world.services, world.clock)


def read(world: World) -> dict[str, list[Message]]:
    """What everybody is told about erasing, as they get it, within a few days."""
    found: dict[str, list[Message]] = {}
    for one in world.news(ahead=4 * DAY):
        if one.notice.startswith("retention-"):
            found.setdefault(one.who, []).append(one.message)
    return found


def rejected(world: World, user: str = "ana", to: str = "MX", by: str = "luis") -> str:
    """A referral that was rejected just now."""
    reference = world.sent(user, to)
    world.told(by, f"referral reject {reference} duplicate")
    read(world)
    return reference


def closed(world: World) -> str:
    """A referral that was closed just now."""
    reference = world.sent()
    world.told("luis", f"referral accept {reference} {first(world, 'institution')}")
    world.told("luis", f"referral complete {reference} other")
    world.told("ana", f"referral close {reference} goals-met")
    read(world)
    return reference


def first(world: World, codes: str) -> str:
    return world.services.rulebook.codes(codes).codes[0].code


def exists(world: World, reference: str) -> bool:
    with world.store.begin(read_only=True) as uow:
        return uow.referrals.get(reference) is not None


def test_contents_are_erased_after_ninety_days_and_the_skeleton_after_two_years(world: World) -> None:
    reference = closed(world)
    assert "12 a 14" in world.told("ana", f"referral show {reference}").plain
    days(world, 91)
    shown = world.told("ana", f"referral show {reference}").plain
    assert "12 a 14" not in shown
    assert "Su contenido se borró el " in shown
    assert "Honduras → México" in shown
    assert world.referral(reference).content == {}
    assert not any(step.facts for step in world.steps(reference))
    assert "Su contenido se borró el " in world.told("ana", f"referral history {reference}").plain
    world.clock.move(hours=24 * (730 - 92))
    beat(world)
    assert exists(world, reference)
    days(world, 2)
    assert not exists(world, reference)


def test_the_desk_is_told_a_week_before_each_in_their_language_and_once(world: World) -> None:
    honduras, canada = rejected(world), rejected(world, "marie", "MX")
    days(world, 83)
    assert read(world) == {}
    days(world, 1)
    news = read(world)
    assert set(news) == {"ana", "marie"}, "those on duty at the desks that sent"
    (spanish,), (french,) = news["ana"], news["marie"]
    assert "lunes, 22 de febrero de 2027" in spanish.plain
    assert "Una remisión de su oficina" in spanish.plain
    assert honduras in spanish.plain
    assert canada not in spanish.plain
    assert "Une orientation de votre bureau" in french.plain
    assert "propre système national" in french.plain
    days(world, 6)
    assert world.referral(honduras).content
    days(world, 2)
    assert not world.referral(honduras).content
    assert read(world) == {}


def test_the_day_that_is_announced_is_the_day_it_happens(world: World) -> None:
    reference = rejected(world)
    days(world, 84)
    said = world.told("ana", f"referral show {reference}").plain
    while world.referral(reference).content:
        days(world, 1)
    told = next(word for word in said.split("El ") if "se borrará su contenido" in word).partition(" se borrará")[0]
    assert f"se borró el {told}:" in world.told("ana", f"referral show {reference}").plain


def test_it_is_announced_in_working_hours_of_the_desk(world: World) -> None:
    rejected(world)
    world.clock.move(hours=24 * 84 - 5)  # ten in the morning, in UTC: four in Tegucigalpa
    beat(world)
    with world.store.begin() as uow:
        (leased,) = uow.outbox.lease(world.clock() + DAY, timedelta(minutes=1), 9)
    assert leased.parcel.made.astimezone(ZoneInfo("America/Tegucigalpa")).hour == 8


def test_one_message_a_day_holds_everything_of_a_desk_and_counts_what_it_does_not_show(world: World) -> None:
    every = [rejected(world) for _ in range(22)]
    days(world, 84)
    (message,) = read(world)["ana"]
    assert "22 remisiones de su oficina" in message.plain
    assert sum(reference in message.plain for reference in every) == 20
    assert "y 2 más" in message.plain


def test_what_is_reopened_after_the_announcement_keeps_its_contents(world: World) -> None:
    reference = closed(world)
    days(world, 85)
    world.told("luis", f"referral reopen {reference} {first(world, 'reopening')}")
    assert world.referral(reference).announced is None
    assert read(world) == {}, "what was announced is not so any more when it is read"
    days(world, 60)
    assert world.referral(reference).content


def test_what_was_erased_cannot_be_opened_again_even_where_the_setting_was_made_longer(world: World) -> None:
    reference = closed(world)
    days(world, 91)
    world.limited(reopen=timedelta(days=365), contents=timedelta(days=365))
    assert "Su contenido se borró" in world.refused("luis", f"referral reopen {reference} other")
    assert "Reabrir" not in [button.label for button in world.told("ana", f"referral show {reference}").buttons]


def test_an_unsent_draft_is_announced_and_erased_whole_and_one_that_is_sent_is_not(world: World) -> None:
    kept, lost = world.draft(), world.draft()
    days(world, 8)
    (message,) = read(world)["ana"]
    assert "2 borradores de su oficina" in message.plain
    assert "se borrará este borrador" in world.told("ana", f"referral show {kept}").plain
    world.told("ana", f"referral send {kept}")
    assert "se borrará" not in world.told("ana", f"referral show {kept}").plain
    days(world, 8)
    assert exists(world, kept)
    assert not exists(world, lost)
    assert world.referral(kept).content


def test_changing_a_draft_does_not_keep_it(world: World) -> None:
    reference = world.draft()
    days(world, 13)
    world.told("ana", f"referral edit {reference} urgency=normal")
    days(world, 2)
    assert not exists(world, reference)


def test_a_discarded_draft_goes_without_a_word(world: World) -> None:
    reference = world.draft()
    world.told("ana", f"referral discard {reference}")
    days(world, 13)
    assert exists(world, reference)
    days(world, 2)
    assert not exists(world, reference)
    assert read(world) == {}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda world: world.clock.move(hours=24 * 400), id="the bot was down"),
        pytest.param(
            lambda world: world.limited(reopen=timedelta(), contents=timedelta(days=8)),
            id="the setting was shortened",
        ),
    ],
)
def test_nothing_is_erased_that_was_not_announced_a_week_before(world: World, change: Callable[[World], None]) -> None:
    reference = closed(world)
    days(world, 40)
    change(world)
    world.clock.move(hours=24)
    beat(world)
    assert set(read(world)) == {"ana"}
    days(world, 6)
    assert world.referral(reference).content
    days(world, 2)
    assert not world.referral(reference).content


def test_a_second_tick_of_the_same_day_does_nothing(world: World) -> None:
    rejected(world)
    days(world, 90)
    world.clock.move(hours=24)
    assert beat(world) == 1
    assert beat(world) == 0
    world.clock.move(hours=1)
    assert beat(world) == 0


def test_a_first_run_over_years_goes_in_pieces_with_a_turn_for_others(world: World) -> None:
    ended = world.clock() - 100 * DAY
    model = world.referral(world.draft())
    with world.store.begin() as uow:
        for number in range(1150):
            uow.referrals.add(replace(model, reference=f"R-{number:06}", state=State.REJECTED, since=ended))
        uow.commit()
    assert beat(world) == 0
    world.clock.move(hours=24 * 8)
    assert beat(world) == 1000
    world.told("luis", "referral list")
    assert beat(world) == 150
    assert beat(world) == 0
    assert exists(world, "R-001149")


def test_erasing_is_in_the_trail_and_what_files_keep_is_purged_with_it(world: World) -> None:
    reference = closed(world)
    days(world, 91)
    with world.store.begin(read_only=True) as uow:
        erased = [one.entry for one in uow.audit.entries() if one.entry.command == "erased-by-age"]
        assert uow.retention.lingers() is None
        assert uow.retention.finished() == datetime(2027, 2, 22, 8, tzinfo=UTC)
    assert [(one.reference, one.code, one.desk, one.person) for one in erased] == [(reference, "contents", "HN", None)]


def test_the_other_side_and_coordinators_read_that_it_was_erased_and_nobody_else_what_will_be(world: World) -> None:
    reference = rejected(world)
    days(world, 84)
    assert "se borrará" in world.told("ana", f"referral show {reference}").plain
    for user in ("luis", "elena"):
        assert "se borrará" not in world.told(user, f"referral show {reference}").plain
    days(world, 8)
    for user in ("luis", "elena"):
        assert "Su contenido se borró el " in world.told(user, f"referral show {reference}").plain


def test_a_new_referral_may_follow_one_that_was_erased_and_asks_everything_anew(world: World) -> None:
    reference = rejected(world)
    days(world, 91)
    form = world.asked("ana", f"referral new follows={reference}").form
    known = {field.name: field.value for field in form.fields if field.value}
    assert known["follows"] == (reference,)
    assert "age_band" not in known
    follower = world.told(
        "ana",
        f"referral new follows={reference} to=BZ urgency=urgent service=family-tracing action=document-check "
        "age_band=12-14 accompaniment=unaccompanied consent_basis=caregiver-consent consent_by=parent",
    ).card
    world.told("ana", f"referral send {follower}")
    assert world.referral(follower).follows == reference
    world.clock.move(hours=24 * 641)
    beat(world)
    assert not exists(world, reference)
    assert world.referral(follower).follows is None
