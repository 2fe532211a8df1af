"""`referral snooze`: one's own reminders put off within the deadline; never the ladder, never anybody else's."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from liaison_bot.beat import tick
from liaison_bot.chat import Message
from liaison_bot.records.chases import Hand
from world import World

HONDURAS = "America/Tegucigalpa"


def at(world: World, text: str) -> None:
    """Put the clock on a moment in Honduras; it only goes forward."""
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(HONDURAS))
    assert moment >= world.clock()
    world.clock.move(seconds=(moment - world.clock()).total_seconds())


def reminded(world: World) -> dict[str, Message]:
    """Who is reminded by now, of everything that is due, and how."""
    tick(world.store, world.services, world.clock)
    found: dict[str, Message] = {}
    for one in world.news(lambda notice: notice in {"referral-chased", "referral-snoozed"}):
        assert one.who not in found, "one at a time"
        found[one.who] = one.message
    return found


@pytest.fixture
def reference(world: World) -> str:
    """A referral to Honduras, received on a Monday: to be decided by Thursday at nine."""
    at(world, "2027-06-07 09:00")
    sent = world.sent("luis", "HN", urgency="urgent")
    world.told("ana", f"referral ack {sent}")
    reminded(world)
    return sent


def test_reminders_come_again_on_the_day_and_the_other_desk_is_not_told_of_what_was_not_sent(
    world: World, reference: str
) -> None:
    told = world.told("ana", f"referral snooze {reference} 2027-06-09")
    assert "No se le recordará hasta el miércoles, 9 de junio de 2027" in told.plain
    at(world, "2027-06-08 21:00")  # half of the time
    assert reminded(world) == {}
    at(world, "2027-06-09 06:59")
    assert reminded(world) == {}
    at(world, "2027-06-09 07:00")
    news = reminded(world)
    assert set(news) == {"ana"}
    assert "lo había pospuesto hasta hoy" in news["ana"].plain
    at(world, "2027-06-09 19:00")  # four fifths
    assert set(reminded(world)) == {"ana"}
    assert "una vez a la oficina de Honduras" in world.told("luis", f"referral show {reference}").plain


def test_it_stands_on_the_card_and_in_the_line_of_whoever_asked_and_nowhere_else(world: World, reference: str) -> None:
    world.told("ana", f"referral snooze {reference} mañana")
    for words in ("show", "status"):
        assert "No se le recordará hasta el martes" in world.told("ana", f"referral {words} {reference}").plain
        assert "No se le recordará" not in world.told("carlos", f"referral {words} {reference}").plain
        assert "No se le recordará" not in world.told("ana", f"referral {words} {reference}", at="hn-room").plain
    at(world, "2027-06-08 00:00")
    assert "No se le recordará" not in world.told("ana", f"referral show {reference}").plain, "it ends by itself"


def test_a_colleague_is_reminded_all_the_same(world: World, reference: str) -> None:
    world.told("ana", f"referral snooze {reference} 2027-06-09")
    today = f"{world.clock():%Y-%m-%d}"
    world.told("ana", f"liaison away {today} 2027-06-09")
    at(world, "2027-06-09 07:00")
    assert "carlos" in reminded(world)


def test_it_never_stops_the_deadline_nor_the_ladder(world: World, reference: str) -> None:
    world.told("ana", f"referral snooze {reference} 2027-06-10")
    at(world, "2027-06-09 20:00")
    assert reminded(world) == {}
    at(world, "2027-06-10 09:00")
    late = reminded(world)
    assert set(late) == {"ana", "luis"}
    assert "El plazo venció" in late["ana"].plain
    seen: set[str] = set()
    for _ in range(26):
        world.clock.move(hours=2)
        seen |= set(reminded(world))
    assert {"carlos", "hilda", "elena"} <= seen


def test_today_lets_reminders_come_again(world: World, reference: str) -> None:
    world.told("ana", f"referral snooze {reference} 2027-06-09")
    assert "Se le vuelve a recordar" in world.told("ana", f"referral snooze {reference} hoy").plain
    at(world, "2027-06-08 21:00")
    reminded(world)
    at(world, "2027-06-09 07:00")
    news = reminded(world)
    assert "50 %" in news["ana"].plain, "the usual one, and not the one that was asked for and taken back"


def test_another_day_takes_the_place_of_the_first(world: World, reference: str) -> None:
    world.told("ana", f"referral snooze {reference} 2027-06-08")
    world.told("ana", f"referral snooze {reference} 2027-06-09")
    at(world, "2027-06-08 12:00")
    assert reminded(world) == {}
    at(world, "2027-06-09 07:30")
    assert set(reminded(world)) == {"ana"}


def test_what_moves_on_ends_it(world: World, reference: str) -> None:
    world.told("ana", f"referral snooze {reference} 2027-06-09")
    at(world, "2027-06-07 10:00")
    world.told("ana", f"referral ask {reference} {world.services.rulebook.codes('question').codes[0].code}")
    assert "No se le recordará" not in world.told("ana", f"referral show {reference}").plain
    at(world, "2027-06-07 11:00")
    world.told("luis", f"referral answer {reference} note=listo")
    reminded(world)
    at(world, "2027-06-09 07:00")
    assert "pospuesto" not in "".join(message.plain for message in reminded(world).values())


@pytest.mark.usefixtures("reference")
def test_it_can_be_asked_for_where_the_reminder_is(world: World) -> None:
    at(world, "2027-06-09 07:00")
    labels = [button.label for button in reminded(world)["ana"].buttons]
    assert "Recordármelo después" in labels
    at(world, "2027-06-10 09:00")
    assert "Recordármelo después" not in [button.label for button in reminded(world)["ana"].buttons]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2027-06-06", "Ese día ya pasó. Escriba mañana"),
        ("ayer", "Ese día ya pasó. Escriba mañana"),
        ("2027-06-11", "Eso es después del plazo"),
        ("pronto", "No puedo leer esa fecha. Escríbala como 2026-12-24"),
    ],
)
def test_a_day_that_will_not_do_is_refused_with_what_to_write(
    world: World, reference: str, typed: str, said: str
) -> None:
    reply = world.say("ana", f"referral snooze {reference} {typed}")
    assert isinstance(reply, Message)
    assert reply.error
    assert said in reply.plain
    assert "El plazo es el jueves, 10 de junio de 2027, 09:00" in reply.plain
    assert "2027-06-10" in reply.plain, "the last day possible"
    with world.store.begin(read_only=True) as uow:
        assert uow.chases.snoozed(reference) == {}


@pytest.mark.parametrize(
    "typed", ["until tomorrow", "hasta mañana", "hasta el 8/6", "until=mañana", "jusqu'au 2027-06-08", "08/06"]
)
def test_the_word_before_a_day_may_be_there(world: World, reference: str, typed: str) -> None:
    assert "martes, 8 de junio" in world.told("ana", f"referral snooze {reference} {typed}").plain


def test_without_a_day_it_asks_for_one(world: World, reference: str) -> None:
    form = world.asked("ana", f"referral snooze {reference}").form
    assert [field.name for field in form.fields] == ["until"]
    assert "jueves, 10 de junio de 2027" in form.fields[0].hint


def test_whoever_is_not_reminded_has_nothing_to_put_off(world: World, reference: str) -> None:
    assert "no espera ahora a su oficina" in world.refused("luis", f"referral snooze {reference} mañana")
    world.refused("hilda", f"referral snooze {reference} mañana")
    world.refused("elena", f"referral snooze {reference} mañana")
    assert "Sofia" not in world.refused("grace", f"referral snooze {reference} tomorrow")
    assert "conversación" in world.refused("ana", f"referral snooze {reference} mañana", at="hn-room")
    with world.store.begin(read_only=True) as uow:
        assert uow.chases.snoozed(reference) == {}


def test_a_deadline_that_is_near_or_past_or_none_is_not_put_off(world: World) -> None:
    at(world, "2027-06-07 09:00")
    emergency = world.sent("luis", "HN", urgency="emergency")
    assert "demasiado pronto" in world.refused("ana", f"referral snooze {emergency} mañana")
    world.clock.move(hours=2)
    assert "ya venció" in world.refused("ana", f"referral snooze {emergency} mañana")
    world.told("ana", f"referral accept {emergency} {world.services.rulebook.codes('institution').codes[0].code}")
    world.told("ana", f"referral update {emergency} {world.services.rulebook.codes('progress').codes[0].code}")
    with world.store.begin(read_only=True) as uow:
        assert uow.chases.get(emergency, Hand.REFERRAL) is None
    assert "No corre ningún plazo" in world.refused("ana", f"referral snooze {emergency} mañana")
