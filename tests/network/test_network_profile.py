"""Who somebody is to the bot, and what they set for themselves."""

import pytest

from liaison_bot.network import zones
from liaison_bot.network.gather import gathered
from liaison_bot.network.towns import GATHERED
from office import Office, fact
from world import account

COUNTRIES = ("BZ", "CA", "CR", "DO", "SV", "GT", "HN", "MX", "NI", "PA", "US")
LANGUAGES = ("en", "es", "fr")


def test_everybody_can_see_what_the_bot_knows_of_them(office: Office) -> None:
    told = office.world.told("grace", "me")
    assert fact(told, "Name") == "Grace"
    assert fact(told, "Desk") == "Belize"
    assert fact(told, "Role") == "titular liaison officer, since Friday, July 11, 2025"
    assert fact(told, "Language") == "English"
    assert fact(told, "Time zone") == "America/Belize: 09:00 (Belize)"
    assert fact(told, "Accounts") == "fake: grace"


def test_the_presidency_is_among_the_roles_of_those_who_preside(office: Office) -> None:
    assert "Presidencia" in fact(office.world.told("sofia", "yo"), "Función")


def test_what_is_known_of_somebody_is_told_to_them_alone(office: Office) -> None:
    for room in ("network", "shared", "hn-room", "unknown"):
        assert "Ana" not in office.world.refused("ana", "yo", at=room)


@pytest.mark.parametrize(
    ("typed", "language", "answer"),
    [
        ("liaison language fr", "fr", "français"),
        ("idioma inglés", "en", "English"),
        ("langue Spanish", "es", "español"),
        ("language=english", "en", "English"),
    ],
)
def test_a_language_is_changed_by_any_of_its_names_and_answered_in_it(
    office: Office, typed: str, language: str, answer: str
) -> None:
    line = typed if not typed.startswith("language=") else f"enlace idioma {typed}"
    assert answer in office.world.told("ana", line).plain
    actor = office.directory().actor(account("ana"), office.world.clock())
    assert actor
    assert actor.person.language == language


def test_without_a_language_the_choices_are_buttons(office: Office) -> None:
    told = office.world.told("ana", "idioma")
    assert [button.label for button in told.buttons] == ["English", "español", "français"]
    assert "English" in office.world.told("ana", told.buttons[0].words).plain


def test_a_language_that_is_not_spoken_here_is_refused_with_those_that_are(office: Office) -> None:
    assert "English · español · français" in office.world.refused("ana", "idioma quechua")
    assert "¿Quiso decir" in office.world.refused("ana", "idioma inlges")


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("America/Tegucigalpa", "America/Tegucigalpa"),
        ("america/tegucigalpa", "America/Tegucigalpa"),
        ("Ciudad de México", "America/Mexico_City"),
        ("mexico city", "America/Mexico_City"),
        ("Nueva York", "America/New_York"),
        ("Montréal", "America/Toronto"),
        ("San Pedro Sula", "America/Tegucigalpa"),
        ("Tijuana", "America/Tijuana"),
        ("Zúrich", "Europe/Zurich"),
        ("UTC", "UTC"),
    ],
)
def test_a_time_zone_is_found_by_its_name_or_a_city_in_any_language(typed: str, zone: str) -> None:
    assert zones.find_zone(typed, LANGUAGES, COUNTRIES) == zone


def test_the_gathered_towns_are_what_the_library_holds_now() -> None:
    assert GATHERED.read_text(encoding="utf-8") == gathered(), "run python -m liaison_bot.network.gather"


def test_of_towns_with_one_name_the_largest_in_these_countries_is_meant() -> None:
    assert zones.find_zone("Veracruz", LANGUAGES, ("PA", "MX")) == "America/Mexico_City"
    assert zones.find_zone("Veracruz", LANGUAGES, ("PA", "HN")) == "America/Panama"


def test_a_country_that_was_added_to_the_rules_has_its_towns() -> None:
    assert zones.find_zone("Viña del Mar", LANGUAGES, COUNTRIES) is None
    assert zones.find_zone("Viña del Mar", LANGUAGES, (*COUNTRIES, "CL")) == "America/Santiago"
    assert zones.near_zone("Viña dle Mar", LANGUAGES, (*COUNTRIES, "CL")) == "America/Santiago"


@pytest.mark.parametrize("typed", ["", "nowhere at all", "-06:00", "Etc/GMT+6", "../../etc/passwd", "x" * 4000])
def test_what_is_no_place_is_no_zone(typed: str) -> None:
    assert zones.find_zone(typed, LANGUAGES, COUNTRIES) is None


def test_a_misspelt_city_is_answered_with_the_nearest(office: Office) -> None:
    assert "Ciudad de México (America/Mexico_City)" in office.world.refused("ana", "zona Ciudad de Mexco")
    assert "Tegucigalpa" in office.world.refused("ana", "zona xyzzy qwerty plugh")


def test_a_new_time_zone_is_answered_with_the_time_there_now(office: Office) -> None:
    assert "07:00 (Tijuana, UTC−08:00)" in office.world.told("ana", "zona Tijuana").plain
    assert "Tijuana" in fact(office.world.told("ana", "yo"), "Zona horaria")


def test_the_zones_of_the_member_countries_are_offered_as_buttons(office: Office) -> None:
    told = office.world.told("ana", "zona")
    assert len(told.buttons) == 11
    assert "Tegucigalpa" in [button.label for button in told.buttons]
    office.world.told("ana", told.buttons[-1].words)


def test_leaving_asks_first_and_ends_the_role_at_once(office: Office) -> None:
    office.say("carlos", "retirarse")
    assert office.directory().actor(account("carlos"), office.world.clock())
    office.world.text("carlos", "1")
    office.world.text("carlos", "sí")
    assert office.directory().actor(account("carlos"), office.world.clock()) is None


def test_leaving_by_its_button_is_asked_once_more_by_the_platform(office: Office) -> None:
    button = office.world.told("carlos", "yo").buttons[-1]
    assert button.confirm
    assert button.words == "enlace dejar confirmar=sí"
    office.world.told("carlos", button.words)
    assert office.directory().actor(account("carlos"), office.world.clock()) is None


def test_a_reference_waits_at_the_desk_when_its_officer_leaves_and_the_coordinators_know(office: Office) -> None:
    office.world.sent("ana", "BZ")
    told = office.world.told("grace", "leave confirm=yes")
    assert "Nobody is left on duty at your desk" in told.plain
    parcels = office.parcels("desk-uncovered")
    assert {parcel.subject for parcel in parcels} == {"BZ"}
    notice = office.notice("elena", parcels[0])
    assert notice
    assert "Belice" in notice.plain


@pytest.mark.parametrize("typed", ["leave no", "leave maybe", "leave confirm=no"])
def test_nobody_leaves_without_saying_yes(office: Office, typed: str) -> None:
    office.say("carlos", typed)
    assert office.directory().actor(account("carlos"), office.world.clock())
