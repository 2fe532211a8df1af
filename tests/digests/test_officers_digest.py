"""An officer's digest: each working morning at their hour, what is theirs to do in full, and the rest as counts."""

from datetime import timedelta

import pytest

from digesting import Reader
from liaison_bot.beat import tick
from liaison_bot.records.outbox import Parcel
from world import World

MONDAY = "2026-11-30"


@pytest.fixture
def waiting(reader: Reader) -> str:
    """A referral that waits for Honduras over a weekend; everything else was read."""
    reader.at("2026-11-27 15:00")
    reference = reader.world.sent("luis", "HN", urgency="normal")
    reader.forget()
    return reference


def test_on_a_working_morning_it_says_what_waits_with_the_next_thing_to_do(reader: Reader, waiting: str) -> None:
    reader.at(f"{MONDAY} 07:58")
    reader.beat()
    assert reader.read("ana") == []
    reader.at(f"{MONDAY} 08:01")
    reader.beat()
    (digest,) = reader.read("ana")
    assert digest.title == "Honduras: su resumen · lunes, 30 de noviembre de 2026"
    assert "Lo demás que espera a su oficina (1)" in digest.plain
    row = next(item for item in digest.items if waiting in item.text)
    assert row.button
    assert (row.button.label, row.button.words) == ("Acusar recibo", f"remisión recibir {waiting}")
    assert not reader.world.told("ana", row.button.words).error


def test_it_comes_once_however_often_the_beat_goes_and_not_at_the_weekend(reader: Reader, waiting: str) -> None:
    for day in ("2026-11-28", "2026-11-29"):
        reader.at(f"{day} 09:00")
        reader.beat()
    assert reader.read("ana") == []
    reader.at(f"{MONDAY} 08:01")
    for _ in range(4):
        reader.beat()
    assert len(reader.read("ana")) == 1
    assert waiting in reader.read("ana")[0].plain


@pytest.mark.usefixtures("waiting")
def test_two_bots_on_one_database_make_it_once(reader: Reader) -> None:
    other = Reader(reader.world, reader.platform)
    reader.at(f"{MONDAY} 08:01")
    tick(reader.world.store, reader.world.services, reader.world.clock)
    other.beat()
    reader.deliver()
    assert len(reader.read("ana")) == 1


@pytest.mark.usefixtures("waiting")
def test_on_a_holiday_of_the_desks_country_there_is_none(reader: Reader) -> None:
    reader.at("2026-12-25 09:00")
    reader.beat()
    assert reader.read("ana") == []


@pytest.mark.usefixtures("waiting")
def test_what_was_missed_is_caught_up_on_the_same_day_and_skipped_after_it(reader: Reader) -> None:
    reader.at(f"{MONDAY} 17:30")
    reader.beat()
    assert len(reader.read("ana")) == 1
    reader.at("2026-12-01 21:30")
    reader.beat()
    reader.at("2026-12-02 00:30")
    reader.beat()
    assert len(reader.read("ana")) == 1
    reader.at("2026-12-02 08:01")
    reader.beat()
    assert [one.title[-32:] for one in reader.read("ana")][1:] == ["miércoles, 2 de diciembre de 2026"[-32:]]


@pytest.mark.usefixtures("waiting")
def test_one_that_could_not_be_delivered_on_its_day_is_not_said_on_the_next(reader: Reader) -> None:
    reader.at(f"{MONDAY} 08:01")
    tick(reader.world.store, reader.world.services, reader.world.clock)
    reader.at("2026-12-01 07:00")
    reader.deliver()
    assert reader.read("ana") == []


@pytest.mark.usefixtures("waiting")
def test_whoever_is_away_has_none(reader: Reader) -> None:
    reader.world.told("ana", f"liaison away {MONDAY} 2026-12-04")
    reader.at(f"{MONDAY} 08:01")
    reader.beat()
    assert reader.read("ana") == []
    assert len(reader.read("carlos")) == 1


def test_nothing_to_do_is_silence_unless_the_desk_wants_it_said(reader: Reader) -> None:
    reader.at(f"{MONDAY} 08:01")
    reader.beat()
    assert reader.read("ana") == []
    told = reader.world.told("ana", "resumen siempre")
    assert "también cuando no hay nada pendiente" in told.plain
    reader.at("2026-12-01 08:01")
    reader.beat()
    (digest,) = reader.read("ana")
    assert "No hay nada pendiente de su oficina." in digest.plain
    assert len(reader.read("carlos")) == 1, "it is the desk's choice"
    reader.world.told("ana", "resumen silencio")
    reader.at("2026-12-02 08:01")
    reader.beat()
    assert len(reader.read("ana")) == 1


def test_others_who_are_in_time_are_no_reason_to_write_and_those_who_are_late_are(reader: Reader) -> None:
    reader.at("2026-11-27 15:00")
    reader.world.sent("ana", "MX", urgency="normal")
    reader.forget()
    reader.at(f"{MONDAY} 08:01")
    reader.beat()
    assert reader.read("ana") == []
    reader.at("2026-12-04 08:01")
    reader.beat()
    (digest,) = reader.read("ana")
    assert "Esperamos a otras oficinas en una remisión; vencidas: 1." in digest.plain
    assert "No hay nada pendiente de su oficina." in digest.plain


def test_what_is_overdue_stands_first_then_what_is_due_today_then_the_rest(reader: Reader) -> None:
    reader.at("2026-11-29 10:00")
    world = reader.world
    today, overdue = world.sent("luis", "HN", urgency="urgent"), world.sent("luis", "HN", urgency="emergency")
    later = world.sent("luis", "HN", urgency="normal")
    reader.forget()
    reader.at(f"{MONDAY} 08:01")
    reader.beat()
    (digest,) = reader.read("ana")
    headings = [item.text for item in digest.items if item.heading]
    assert headings == ["Vencidas (1)", "Vencen hoy (1)", "Lo demás que espera a su oficina (1)"]
    places = [digest.plain.index(reference) for reference in (overdue, today, later)]
    assert places == sorted(places)


def test_twenty_are_told_in_full_and_the_rest_is_a_number_with_the_way_to_them(reader: Reader) -> None:
    reader.at("2026-11-27 15:00")
    for _ in range(23):
        reader.world.sent("luis", "HN", urgency="normal")
    reader.forget()
    reader.at(f"{MONDAY} 08:01")
    reader.beat()
    (digest,) = reader.read("ana")
    rows = [item for item in digest.items if not item.heading]
    assert len(rows) == 21
    assert rows[-1].text == "… y 3 más."
    assert rows[-1].button
    assert len(reader.world.told("ana", rows[-1].button.words).items) == 3


def test_everybody_reads_it_in_their_language_and_by_their_clock(reader: Reader) -> None:
    world = reader.world
    reader.at("2026-11-27 15:00")
    world.sent("luis", "BZ", urgency="normal")
    world.sent("luis", "CA", urgency="normal")
    reader.forget()
    reader.at(f"{MONDAY} 08:01", "America/Toronto")
    reader.beat()
    assert reader.read("grace") == []
    (french,) = reader.read("marie")
    assert french.title == "Canada : votre récapitulatif · lundi 30 novembre 2026"
    assert "Ce qui attend encore votre bureau (1)" in french.plain
    reader.at(f"{MONDAY} 08:01", "America/Belize")
    reader.beat()
    (english,) = reader.read("grace")
    assert english.title == "Belize: your digest · Monday, November 30, 2026"


def test_who_moves_has_it_by_the_clock_of_where_they_are(reader: Reader, waiting: str) -> None:
    reader.world.told("ana", "liaison timezone Europe/Madrid")
    reader.at(f"{MONDAY} 08:01", "Europe/Madrid")
    reader.beat()
    assert waiting in reader.read("ana")[0].plain
    reader.at(f"{MONDAY} 08:01")
    reader.beat()
    assert len(reader.read("ana")) == 1


def test_nothing_of_the_child_is_in_it(reader: Reader, waiting: str) -> None:
    reader.at(f"{MONDAY} 08:01")
    reader.beat()
    (digest,) = reader.read("ana")
    assert waiting in digest.plain
    assert "12 a 14" not in digest.plain
    assert "familia" not in digest.plain.casefold()


@pytest.mark.usefixtures("waiting")
def test_what_somebody_is_told_otherwise_goes_before_digests(world: World, reader: Reader) -> None:
    reader.at(f"{MONDAY} 08:01")
    tick(world.store, world.services, world.clock)
    world.clock.move(minutes=1)
    with world.store.begin() as uow:
        person, now = world.people["luis"].id, world.clock()
        uow.outbox.put([Parcel(key="k", person=person, notice="question", subject="", number=0, made=now)])
        (first, *_), rest = uow.outbox.lease(now, timedelta(minutes=1), 1), uow.outbox.lease(now, timedelta(0), 50)
    assert first.parcel.notice == "question"
    assert {one.parcel.notice for one in rest} >= {"digest-officer"}
