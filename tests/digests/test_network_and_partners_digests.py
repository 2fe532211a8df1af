"""The Network's digest, for coordinators and its own room; and the figures in rooms shared with partners."""

import asyncio
import re
from datetime import timedelta

import pytest

from digesting import Reader
from liaison_bot.chat import Audience, Bar, Chart, CommandUsed, Message, Picture, Reply, Unreachable, Where
from liaison_bot.delivery import Delivery
from liaison_bot.front import Front
from liaison_bot.records.digests import DigestRules
from liaison_bot.records.network import Term
from png import CHART
from world import PLATFORM, World, account

MONDAY = "2026-11-30"
COSTA_RICA = "America/Costa_Rica"


@pytest.fixture
def late(reader: Reader) -> str:
    """A referral to Mexico whose receipt is overdue on Monday; everything else was read."""
    reader.at("2026-11-27 15:00")
    reference = reader.world.sent("ana", "MX", urgency="emergency")
    reader.forget()
    return reference


def test_coordinators_have_it_on_mondays_with_counts_and_references_and_no_contents(reader: Reader, late: str) -> None:
    reader.at(f"{MONDAY} 08:01", COSTA_RICA)
    reader.beat()
    (digest,) = reader.read("elena")
    assert digest.title == "La Red: resumen para la coordinación · lunes, 30 de noviembre de 2026"
    assert "Remisiones abiertas: 1. Plazos vencidos: 1." in digest.plain
    assert "Plazos vencidos por oficina: México: 1." in digest.plain
    assert "Enviada – pendiente de acuse: 1 (Emergencia: 1)" in digest.plain
    assert late in digest.plain
    assert "12 a 14" not in digest.plain
    assert "Hoy no hay quien atienda en: Costa Rica" in digest.plain
    assert not any("aceptar" in (item.button.words if item.button else "") for item in digest.items)
    reader.at("2026-12-01 08:01", COSTA_RICA)
    reader.beat()
    assert len(reader.read("elena")) == 1, "weekly, unless it is wanted daily"


def with_charts(reader: Reader) -> World:
    """The same Network, with charts."""
    world = reader.world
    world.limited(digests=DigestRules())
    reader.delivery = Delivery(world.store, world.services, world.clock, {PLATFORM: reader.platform})
    return world


def test_its_chart_shows_what_is_open_and_how_long_countries_took(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, drawn = with_charts(reader), list[Chart]()

    def draw(chart: Chart) -> Picture:
        drawn.append(chart)
        return Picture(CHART.png, chart.alt)

    monkeypatch.setattr("liaison_bot.charts.draw", draw)
    reference = ""
    for day, minutes in (("2026-11-25 10:00", 30), ("2026-12-02 10:00", 90)):
        reader.at(day)
        reference = world.sent("ana", "MX")
        world.clock.move(minutes=minutes)
        world.told("luis", f"referral ack {reference}")
    world.sent("ana", "MX")
    reader.forget()
    reader.at("2026-12-07 08:01", COSTA_RICA)
    reader.beat()
    (digest,) = reader.read("elena")
    states, times = drawn[0].panels
    assert [(bar.label, bar.value) for bar in states.bars] == [
        ("Enviada – pendiente de acuse", 1),
        ("Recibida (con acuse)", 2),
    ]
    assert times.bars == (Bar("México", 1.5, "90 minutos", before=0.5),)
    assert digest.picture
    assert digest.picture.alt == (
        "Remisiones abiertas por estado: Enviada – pendiente de acuse: 1 · Recibida (con acuse): 2\n"
        "Tiempo hasta el acuse de recibo (mediana): México: 90 minutos"
    )
    assert digest.chart is None, "no platform sees it"
    assert reference not in digest.picture.alt


@pytest.mark.usefixtures("late")
def test_whoever_asks_for_it_has_its_chart_too_drawn_after_the_database_was_let_go(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = with_charts(reader)

    def draw(_chart: Chart) -> Picture:
        with world.store.begin() as uow:  # somebody else's command meanwhile
            uow.commit()
        return CHART

    monkeypatch.setattr("liaison_bot.charts.draw", draw)

    async def asked() -> Reply:
        front = Front(world.app, handled=lambda: None)
        where, audience = world.place("elena", "")
        command = CommandUsed(id="one", account=account("elena"), where=where, audience=audience, words="resumen ahora")
        return await front.handle(command)

    reply = asyncio.run(asked())
    assert isinstance(reply, Message)
    assert "Remisiones abiertas: 1." in reply.plain
    assert reply.picture == CHART


@pytest.mark.usefixtures("late")
def test_without_charts_there_is_none(reader: Reader) -> None:
    told = reader.world.told("elena", "resumen ahora")
    assert "Remisiones abiertas: 1." in told.plain
    assert (told.chart, told.picture) == (None, None)


def test_daily_if_it_is_wanted(reader: Reader) -> None:
    reader.world.told("elena", "resumen diario")
    for day in ("2026-11-24", "2026-11-25"):
        reader.at(f"{day} 08:01", COSTA_RICA)
        reader.beat()
    assert len(reader.read("elena")) == 2


def test_the_networks_room_has_it_in_its_language_and_its_readers_are_nobody_in_particular(
    reader: Reader, late: str
) -> None:
    reader.world.told("elena", "liaison room network english", at="network")
    reader.at(f"{MONDAY} 08:01", COSTA_RICA)
    reader.beat()
    (digest,) = reader.posted("network")
    assert digest.title == "The Network: digest for coordinators · Monday, November 30, 2026"
    assert late in digest.plain
    assert "It is your turn" not in digest.plain
    assert "12 to 14" not in digest.plain


def test_a_room_says_it_as_a_coordinator_chooses(reader: Reader) -> None:
    world = reader.world
    told = world.told("elena", "resumen diario", at="network")
    assert "cada día hábil – se decidió para esta sala" in told.plain
    assert "a las 09:30 (Costa Rica)" in world.told("elena", "resumen hora 9:30", at="network").plain
    assert "a las 09:30 (Ottawa)" not in told.plain
    reader.at("2026-11-24 09:31", COSTA_RICA)
    reader.beat()
    assert len(reader.posted("network")) == 1
    world.told("sofia", "resumen apagar", at="network")
    reader.at("2026-11-25 09:31", COSTA_RICA)
    reader.beat()
    assert len(reader.posted("network")) == 1


def test_others_see_what_a_room_has_and_decide_nothing(world: World) -> None:
    told = world.told("ana", "resumen", at="network")
    assert "Resumen de la Red" in told.plain
    assert told.buttons == ()
    for line in ("resumen diario", "resumen ahora", "resumen prueba", "resumen hora 8"):
        assert "lo decide la coordinación" in world.refused("ana", line, at="network")
        for room in ("hn-room", "unknown"):
            assert "Aquí no hay resumen" in world.refused("elena", line, at=room)
    assert "Aquí no hay resumen" in world.refused("ana", "resumen siempre", at="network")


def test_a_change_of_presidency_holds_for_digests_at_once(reader: Reader, late: str) -> None:
    with reader.world.store.begin() as uow:
        uow.members.add_term(Term("HN", reader.world.clock().date() + timedelta(days=3)))
        uow.commit()
    reader.at(f"{MONDAY} 08:01")
    reader.beat()
    titles = [one.title for one in reader.read("ana")]
    assert any("para la coordinación" in title for title in titles)
    assert not any("para la coordinación" in one.title for one in reader.read("sofia"))
    assert any(late in one.plain for one in reader.read("ana"))


def test_how_long_countries_took_stands_beside_the_week_before(reader: Reader) -> None:
    world = reader.world
    reader.at("2026-11-24 09:00")
    first = world.sent("ana", "MX", urgency="normal")
    world.clock.move(hours=5)
    world.told("luis", f"referral ack {first}")
    reader.at("2026-12-02 09:00")
    second, third = world.sent("ana", "MX"), world.sent("ana", "MX")
    world.clock.move(hours=1)
    world.told("luis", f"referral ack {second}")
    world.clock.move(hours=2)
    world.told("luis", f"referral ack {third}")
    world.clock.move(minutes=1)
    told = world.told("elena", "resumen ahora")
    row = next(item.text for item in told.items if item.text.startswith("México"))
    assert row == "México: acuse, 2 horas (antes: 5 horas)"


def shared(reader: Reader, when: str) -> list[str]:
    reader.at(when, COSTA_RICA)
    reader.beat()
    return [one.plain for one in reader.posted("shared")]


def test_partners_have_figures_of_the_whole_network_once_a_week_and_nothing_small(reader: Reader) -> None:
    world = reader.world
    for urgency, count in (("urgent", 6), ("normal", 7), ("emergency", 2)):
        for _ in range(count):
            world.sent("ana", "MX", urgency=urgency)
    (digest,) = shared(reader, f"{MONDAY} 08:01")
    assert "Abiertas, en total: 15" in digest
    assert "Emergencia + Urgente: 8 en conjunto" in digest
    assert "Normal: 7" in digest
    assert "Por etapa: no se muestra: alguna cifra es menor de 5" in digest
    assert not re.search(r"R-[0-9A-Z]{6}|México|Honduras|Ana|Luis", digest)
    assert "resumen" not in [button.words for message in reader.posted("shared") for button in message.buttons]


def test_a_weeks_figures_stay_as_they_were_settled_however_often_they_are_asked_for(reader: Reader) -> None:
    world = reader.world
    for _ in range(6):
        world.sent("ana", "MX")
    (digest,) = shared(reader, f"{MONDAY} 08:01")
    world.sent("ana", "MX")
    assert world.told("elena", "resumen ahora", at="shared").plain == digest
    assert "Abiertas, en total: 6" in digest
    assert "una vez por semana" in world.refused("elena", "resumen diario", at="shared")
    assert "Abiertas, en total: 7" in shared(reader, "2026-12-07 08:01")[1]


def test_figures_that_are_all_small_are_not_said(reader: Reader) -> None:
    reader.world.sent("ana", "MX")
    assert shared(reader, f"{MONDAY} 08:01") == []
    assert "Abiertas, en total: menos de 5" in reader.world.told("elena", "resumen ahora", at="shared").plain


def test_a_room_that_others_can_read_is_told_nothing_and_loses_its_approval(reader: Reader, late: str) -> None:
    reader.seen_by("network", Audience.OUTSIDERS)
    reader.at(f"{MONDAY} 08:01", COSTA_RICA)
    reader.beat()
    assert reader.posted("network") == []
    assert late
    with reader.world.store.begin(read_only=True) as uow:
        assert uow.directory.room(Where(PLATFORM, "network")) is None


def test_a_room_whose_readers_cannot_be_found_out_waits_and_keeps_its_approval(reader: Reader, late: str) -> None:
    reader.seen_by("network", Audience.UNKNOWN)
    reader.at(f"{MONDAY} 08:01", COSTA_RICA)
    reader.beat()
    assert reader.posted("network") == []
    reader.seen_by("network", Audience.MEMBERS)
    reader.world.clock.move(minutes=1)
    reader.deliver()
    assert late in reader.posted("network")[0].plain


def test_the_trail_tells_that_a_digest_was_delivered_to_a_room(reader: Reader, late: str) -> None:
    reader.at(f"{MONDAY} 08:01", COSTA_RICA)
    reader.beat()
    with reader.world.store.begin(read_only=True) as uow:
        entries = [one.entry for one in uow.audit.entries() if one.entry.command == "digest-network"]
    assert {(one.person, one.place) for one in entries} >= {(None, "network")}
    assert all(late not in f"{one}" for one in entries)


def test_a_room_that_is_approved_after_the_hour_has_its_first_digest_the_next_time(reader: Reader) -> None:
    reader.at(f"{MONDAY} 10:00", COSTA_RICA)
    reader.world.told("elena", "liaison room network", at="unknown")
    reader.world.told("elena", "liaison room shared", at="network")
    reader.beat()
    assert reader.posted("unknown") == []
    assert reader.posted("network") == []
    reader.at("2026-12-07 08:01", COSTA_RICA)
    reader.beat()
    assert len(reader.posted("unknown")) == 1


def test_what_was_chosen_for_a_room_goes_along_to_the_one_that_replaces_it(reader: Reader) -> None:
    world = reader.world
    world.told("elena", "resumen diario", at="network")
    world.app.moved(Where(PLATFORM, "network"), Where(PLATFORM, "unknown"))
    assert "cada día hábil – se decidió para esta sala" in world.told("elena", "resumen", at="unknown").plain


def test_a_digest_that_cannot_be_posted_for_days_is_told_to_the_coordinators(reader: Reader) -> None:
    def gone(to: object, _key: str) -> None:
        if isinstance(to, Where):
            raise Unreachable("the room is gone")

    reader.platform.fails = gone
    reader.at(f"{MONDAY} 08:01", COSTA_RICA)
    reader.beat()
    reader.world.clock.move(minutes=1)
    reader.deliver()
    told = [one.plain for one in reader.platform.said[account("elena")]]
    assert any("No se pudo publicar el resumen en la sala network (fake)" in one for one in told)
