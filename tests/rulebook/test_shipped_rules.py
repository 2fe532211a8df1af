"""The data files that ship: complete in every language, and all that the program asks for."""

import subprocess
import sys
from datetime import time, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

import holidays
import pytest

from liaison_bot.chat.text import fold
from liaison_bot.records.network import DeskKind
from liaison_bot.referrals.lifecycle import MOVES
from liaison_bot.rulebook import Code, IndicatorKind, Rulebook, load_rulebook
from liaison_bot.rulebook.checks import NEEDED_LISTS, SKELETON
from liaison_bot.rulebook.entries import SHIPPED_CALENDARS

MEMBERS = {"BZ", "CA", "CR", "DO", "GT", "HN", "MX", "NI", "PA", "SV", "US"}
MOST_OPTIONS = 100  # what Slack's menus hold


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def every_code(rulebook: Rulebook) -> list[Code]:
    return [code for codes in rulebook.lists.values() for code in codes.codes]


def test_every_text_is_there_in_every_language_that_has_a_catalogue() -> None:
    words = resources.files("liaison_bot").joinpath("words")
    catalogues = [file.name.removesuffix(".ftl") for file in words.iterdir() if file.name.endswith(".ftl")]
    assert {"es", "en", "fr"} <= set(catalogues)
    load_rulebook(languages=catalogues)


def test_the_eleven_members_are_there(rulebook: Rulebook) -> None:
    assert {country.code for country in rulebook.countries} == MEMBERS


def test_the_desks_beside_countries_are_there_and_only_agencies_refer(rulebook: Rulebook) -> None:
    others = {seat.code: (seat.kind, seat.refers) for seat in rulebook.seats if seat.kind is not DeskKind.COUNTRY}
    assert others == {
        "ST": (DeskKind.SECRETARIAT, False),
        "UNICEF": (DeskKind.ORGANISATION, True),
        "UNHCR": (DeskKind.ORGANISATION, True),
        "IOM": (DeskKind.ORGANISATION, True),
        "RNCOM": (DeskKind.ORGANISATION, False),
    }


def test_every_country_is_a_seat_that_refers(rulebook: Rulebook) -> None:
    for country in rulebook.countries:
        seat = rulebook.seat(country.code)
        assert (seat.kind, seat.refers, seat.names) == (DeskKind.COUNTRY, True, country.names)


def test_zones_weekends_and_hours_can_be_used(rulebook: Rulebook) -> None:
    for country in rulebook.countries:
        assert ZoneInfo(country.zone).key == country.zone
        assert country.weekend == {5, 6}
        assert time(6) < country.opens < country.closes < time(20)


def test_the_calendars_that_are_not_looked_up_exist() -> None:
    assert set(holidays.list_supported_countries()) >= SHIPPED_CALENDARS


def test_a_country_keeps_its_own_calendar(rulebook: Rulebook) -> None:
    assert {country.calendar for country in rulebook.countries} == SHIPPED_CALENDARS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("usa", "US"),
        ("EEUU", "US"),
        ("EE. UU.", "US"),
        ("etats-unis", "US"),
        ("Méjico", "MX"),
        ("mexico", "MX"),
        ("dominicana", "DO"),
        ("la república dominicana", "DO"),
        ("Salvador", "SV"),
        ("canada", "CA"),
        ("belice", "BZ"),
        ("ACNUR", "UNHCR"),
        ("hcr", "UNHCR"),
        ("OIM", "IOM"),
        ("secretaría técnica", "ST"),
    ],
)
def test_desks_are_known_by_what_people_type(rulebook: Rulebook, typed: str, meant: str) -> None:
    found = {
        seat.code
        for seat in rulebook.seats
        if fold(typed) in {fold(word) for word in (seat.code, *seat.names.values(), *seat.also)}
    }
    assert found == {meant}


def test_every_code_that_a_move_asks_for_has_its_list(rulebook: Rulebook) -> None:
    asked = {move.asks for move in MOVES.values() if move.asks}
    assert asked <= set(rulebook.lists)
    assert asked - {"urgency"} <= set(NEEDED_LISTS)


def test_every_list_can_be_shown_in_one_menu(rulebook: Rulebook) -> None:
    for codes in rulebook.lists.values():
        assert 1 <= len(codes.codes) <= MOST_OPTIONS


def test_codes_that_disclose_are_marked(rulebook: Rulebook) -> None:
    service = {code.code for code in rulebook.codes("service").codes if code.sensitive}
    assert {"violence", "trafficking", "asylum", "mental-health"} <= service
    outcome = rulebook.codes("outcome").get("international-protection")
    assert outcome is not None
    assert outcome.sensitive
    assert all(code.sensitive for code in rulebook.codes("protection_stage").codes)


def test_whatever_speaks_of_asylum_is_sensitive(rulebook: Rulebook) -> None:
    for code in every_code(rulebook):
        if "asylum" in code.labels["en"].casefold() or "international protection" in code.labels["en"].casefold():
            assert code.sensitive, code.code


def test_overrides_are_vital_interest_and_best_interests(rulebook: Rulebook) -> None:
    assert {code.code for code in every_code(rulebook) if code.override} == {"vital-interest", "best-interests"}


def test_consent_can_be_withdrawn(rulebook: Rulebook) -> None:
    assert rulebook.codes("withdrawal").get("consent-withdrawn")


def test_urgency_runs_from_the_most_urgent_with_the_deadlines_of_field_practice(rulebook: Rulebook) -> None:
    assert [(level.code, level.rank) for level in rulebook.urgencies] == [
        ("emergency", 0),
        ("urgent", 1),
        ("normal", 2),
    ]
    assert [level.receipt for level in rulebook.urgencies] == [timedelta(hours=hours) for hours in (1, 24, 72)]
    assert [level.working for level in rulebook.urgencies] == [False, False, True]
    two_weeks = 10 * 24  # working days
    assert [level.decision for level in rulebook.urgencies] == [timedelta(hours=hours) for hours in (24, 72, two_weeks)]
    assert [level.answer for level in rulebook.urgencies] == [timedelta(hours=hours) for hours in (12, 48, 5 * 24)]
    assert [level.progress for level in rulebook.urgencies] == [timedelta(hours=hours) for hours in (24, 72, two_weeks)]
    assert [level.confirmation for level in rulebook.urgencies] == [timedelta(days=days) for days in (3, 7, 10)]
    for level in rulebook.urgencies:
        assert (level.withdrawal, level.file) == (level.receipt, level.progress)


def test_levels_of_urgency_read_as_any_code_does(rulebook: Rulebook) -> None:
    assert rulebook.label("urgency", "emergency", "fr") == "Urgence absolue"


def test_a_short_referral_asks_little_and_consent_is_always_asked(rulebook: Rulebook) -> None:
    asked = [indicator.name for indicator in rulebook.indicators if not indicator.more]
    assert asked == ["action", "age_band", "accompaniment", "consent_basis", "consent_by", "consent_limits"]
    needed = {indicator.name for indicator in rulebook.indicators if indicator.required}
    assert needed == {"action", "age_band", "accompaniment", "consent_basis", "consent_by"}


def test_the_need_of_protection_is_restricted_and_not_recorded_by_default(rulebook: Rulebook) -> None:
    hidden = {indicator.name for indicator in rulebook.indicators if indicator.off}
    assert hidden == {"protection_need", "protection_stage"}
    assert hidden == {indicator.name for indicator in rulebook.indicators if indicator.restricted}


def test_the_need_of_protection_can_be_recorded_and_stays_restricted() -> None:
    rulebook = load_rulebook(record_protection_need=True)
    assert not [indicator.name for indicator in rulebook.indicators if indicator.off]
    assert {one.name for one in rulebook.indicators if one.restricted} == {"protection_need", "protection_stage"}


def test_free_text_is_short_and_rare(rulebook: Rulebook) -> None:
    texts = {one.name: one.longest for one in rulebook.indicators if one.kind is IndicatorKind.TEXT}
    assert texts == {"record": 40, "note": 280}


def test_nothing_asks_who_the_child_is(rulebook: Rulebook) -> None:
    assert {one.name for one in rulebook.indicators if one.kind is IndicatorKind.DATE} == {"consent_date"}
    assert not {one.name for one in rulebook.indicators} & set(SKELETON)


def test_a_code_that_was_taken_from_its_list_reads_as_itself(rulebook: Rulebook) -> None:
    assert rulebook.label("outcome", "found-by-luck", "es") == "found-by-luck"
    assert rulebook.name("ICRC", "es") == "ICRC"
    assert rulebook.name("UNHCR", "es") == "ACNUR"


def test_a_language_without_a_label_gets_another_one(rulebook: Rulebook) -> None:
    assert rulebook.label("yes_no", "yes", "pt") in {"Yes", "Sí", "Oui"}


@pytest.mark.parametrize("slow", ["holidays", "babel", "sqlalchemy", "cryptography"])
def test_reading_the_rules_reads_nothing_slow(slow: str) -> None:
    script = (
        f"import sys; from liaison_bot.rulebook import load_rulebook; load_rulebook(); print({slow!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "False"
