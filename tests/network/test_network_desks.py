"""The directory, a desk's own settings, the Presidency, and how things stand."""

import pytest

from office import Office, fact
from world import OVERRIDDEN, World


def test_the_directory_shows_who_is_on_duty_everywhere_and_what_time_it_is_there(office: Office) -> None:
    office.world.told("ana", "ausencia hoy mañana")
    rows = [item.text for item in office.world.told("luis", "quién").items]
    assert "Honduras: Carlos · 09:00 (Tegucigalpa)" in rows
    assert "República Dominicana: nadie se ha unido todavía · 11:00 (Santo Domingo)" in rows
    assert any("Secretaría Técnica: Elena" in row for row in rows)


def test_a_desk_where_all_are_away_is_shown_as_that(office: Office) -> None:
    office.world.told("grace", "away today tomorrow")
    rows = [item.text for item in office.world.told("luis", "quién").items]
    assert "Belice: nadie está en este momento · 09:00 (Belice)" in rows


@pytest.mark.parametrize("typed", ["Honduras", "hn", "el Honduras", "Hondruas"])
def test_a_desk_is_found_by_its_names_and_a_near_miss_is_answered(office: Office, typed: str) -> None:
    told = office.say("marie", f"qui {typed}")
    assert "Honduras" in told.plain
    assert told.error == (typed not in {"Honduras", "hn"})


@pytest.mark.parametrize("typed", ["Estados Unidos", "United States", "États-Unis", "EEUU", "usa"])
def test_a_country_goes_by_its_names_in_every_language(office: Office, typed: str) -> None:
    assert office.world.told("grace", f"who {typed}").title == "United States"


def test_a_desks_people_are_shown_with_role_and_whether_they_are_there(office: Office) -> None:
    office.world.told("ana", "ausencia hoy mañana")
    told = office.world.told("grace", "who Honduras")
    assert [item.text for item in told.items] == [
        "Ana · titular liaison officer · away",
        "Carlos · alternate liaison officer · on duty",
        "Hilda · national supervisor",
    ]
    assert fact(told, "Receives files by") == "not said yet"


def test_the_secure_channel_is_shown_in_private_alone(office: Office) -> None:
    office.world.told("ana", "canal valija diplomática")
    assert fact(office.world.told("luis", "quién hn"), "Recibe expedientes por") == "Valija diplomática"
    assert "Valija" not in office.world.told("luis", "quién hn", at="network").plain


@pytest.mark.parametrize("room", ["shared", "unknown"])
def test_the_directory_is_not_shown_to_partners_rooms_or_unknown_ones(office: Office, room: str) -> None:
    for line in ("quién", "quién Honduras"):
        told = office.world.refused("luis", line, at=room)
        assert "Ana" not in told
    told = office.world.told("luis", "estado", at=room).plain
    assert "Luis" not in told
    assert "México" not in told


def test_the_directory_is_not_for_civil_society(office: Office) -> None:
    office.world.refused("ramon", "quién")
    office.world.told("paula", "who")


def test_an_unknown_desk_is_refused_without_repeating_it(office: Office) -> None:
    assert "Ruritania" not in office.world.refused("grace", "who Ruritania")


@pytest.mark.parametrize("user", ["ana", "paula"])
def test_a_desks_channel_is_set_by_its_titular_or_focal_point(office: Office, user: str) -> None:
    buttons = office.world.told(user, "files").buttons
    assert len(buttons) == 5
    office.world.told(user, buttons[2].words)
    desk = office.directory().desk(office.world.people[user].desk)
    assert desk
    assert desk.file_channel == "cpims"


@pytest.mark.parametrize("user", ["carlos", "hilda", "elena", "ramon"])
def test_a_desks_channel_is_not_set_by_others(office: Office, user: str) -> None:
    office.world.refused(user, "files cpims")


def test_an_alternate_sets_the_channel_while_the_titular_is_away(office: Office) -> None:
    office.world.told("ana", "ausencia hoy mañana")
    office.world.told("carlos", "canal cpims")


def test_a_channel_that_is_not_on_the_list_is_refused_with_those_that_are(office: Office) -> None:
    assert "Valija diplomática · " in office.world.refused("ana", "canal WhatsApp")
    assert "¿Quiso decir" in office.world.refused("ana", "canal valija diplomtica")


def test_the_presidency_changes_on_its_day_by_the_clock_of_the_country_that_takes_it_on(office: Office) -> None:
    told = office.world.told("elena", "presidencia Honduras 24/11")
    assert fact(told, "Hoy") == "El Salvador"
    office.world.refused("ana", "presidencia HN 25/11")
    office.world.clock.move(hours=14)  # five in the morning in UTC, still the 23rd in Tegucigalpa
    assert fact(office.world.told("ana", "estado"), "Presidencia Pro-Témpore") == "El Salvador"
    office.world.clock.move(hours=2)
    assert fact(office.world.told("ana", "estado"), "Presidencia Pro-Témpore") == "Honduras"
    assert "Presidencia" in fact(office.world.told("ana", "yo"), "Función")
    assert "Presidencia" not in fact(office.world.told("sofia", "yo"), "Función")


def test_a_wrong_handover_is_corrected_by_another_country_on_the_same_day(office: Office) -> None:
    office.world.told("elena", "presidencia HN 15/1/2027")
    told = office.world.told("elena", "presidencia GT 15/1/2027")
    assert fact(told, "viernes, 15 de enero de 2027") == "Guatemala"


@pytest.mark.parametrize(
    "line", ["presidencia HN 1/1/2020", "presidencia UNICEF 15/1/2027", "presidencia HN 2040-01-01"]
)
def test_a_handover_that_cannot_be_is_asked_again(office: Office, line: str) -> None:
    before = office.directory().terms
    office.say("elena", line)
    assert office.directory().terms == before


def test_how_things_stand_counts_what_waits_and_what_is_overdue(world: World) -> None:
    for _ in range(2):
        world.sent("luis", "HN", urgency="emergency")
    told = world.told("ana", "estado")
    assert fact(told, "Pendientes de su oficina") == "2"
    assert fact(told, "Vencidas") == "0"
    world.clock.move(hours=2)
    assert fact(world.told("hilda", "estado"), "Vencidas") == "2"
    assert fact(world.told("ana", "estado"), "Datos de zonas horarias").startswith("20")


def test_more_than_ten_is_told_as_ten_and_more(world: World) -> None:
    for _ in range(11):
        world.sent("luis", "HN")
    assert fact(world.told("ana", "estado"), "Pendientes de su oficina") == "10+"


@pytest.mark.parametrize(("user", "room"), [("elena", ""), ("ramon", ""), ("luis", "network"), ("luis", "hn-room")])
def test_a_desks_counts_are_for_its_own_people_and_places(world: World, user: str, room: str) -> None:
    world.draft("luis", "HN", facts=OVERRIDDEN)
    labels = {one.label for one in world.told(user, "status", at=room).facts}
    assert ("Pendientes de su oficina" in labels) == (room == "network")
