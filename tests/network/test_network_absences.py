"""Being away, and who stands in."""

import pytest

from liaison_bot.network.cover import gaps
from office import Office
from world import errors_of, submitted


def test_being_away_says_who_the_desks_traffic_goes_to(office: Office) -> None:
    told = office.world.told("ana", "ausencia 24/12 4/1").plain
    assert "del jueves, 24 de diciembre de 2026 al lunes, 4 de enero de 2027" in told
    assert "Carlos (funcionario(a) de enlace suplente)" in told
    assert office.parcels("desk-uncovered") == []


def test_the_alternate_is_on_duty_while_the_titular_is_away(office: Office) -> None:
    office.world.told("ana", "ausencia hoy mañana")
    directory, now = office.directory(), office.world.clock()
    assert [person.name for person in directory.on_duty("HN", now)] == ["Carlos"]
    assert "Carlos" in office.world.told("carlos", "estado").plain
    office.world.clock.move(days=2)
    assert [person.name for person in directory.on_duty("HN", office.world.clock())] == ["Ana"]


def test_when_nobody_else_is_there_that_is_said_and_the_coordinators_are_told(office: Office) -> None:
    told = office.world.told("grace", "away tomorrow 11/30").plain
    assert "nobody else is on duty at your desk" in told
    parcels = office.parcels("desk-uncovered")
    names = {person.id: user for user, person in office.world.people.items()}
    assert {names[parcel.person] for parcel in parcels} == {"elena", "sofia"}
    notice = office.notice("elena", parcels[0])
    assert notice
    assert "Belice" in notice.plain
    assert "30 de noviembre" in notice.plain


def test_only_the_days_on_which_both_are_away_are_uncovered(office: Office) -> None:
    office.world.told("carlos", "ausencia 1/12 5/12")
    told = office.world.told("ana", "ausencia 3/12 9/12").plain
    assert "Del jueves, 3 de diciembre de 2026 al sábado, 5 de diciembre de 2026 no hay nadie más" in told
    today = office.world.clock().date()
    found = list(gaps(office.directory(), "HN", today, today.replace(year=2027)))
    assert [(first.isoformat(), last.isoformat()) for first, last in found] == [("2026-12-03", "2026-12-05")]


def test_the_coordinators_are_told_nothing_when_somebody_came_back_before_they_could_be(office: Office) -> None:
    office.world.told("grace", "away tomorrow 11/30")
    parcels = office.parcels("desk-uncovered")
    office.world.told("grace", "liaison back")
    assert office.notice("elena", parcels[0]) is None


def test_coming_back_ends_the_absence_today(office: Office) -> None:
    office.world.told("ana", "ausencia hoy 30/11")
    office.world.told("ana", "regreso")
    directory = office.directory()
    assert not directory.is_away(office.world.people["ana"], office.world.clock())
    assert "No tiene ninguna ausencia" in office.world.refused("ana", "regreso")


def test_somebody_without_referrals_is_simply_noted_as_away(office: Office) -> None:
    told = office.world.told("hilda", "ausencia hoy mañana")
    assert len(told.paragraphs) == 1


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"from": "2026-11-22", "to": "2026-12-01"}, {"from"}),
        ({"from": "2026-12-01", "to": "2026-11-01"}, {"to"}),
        ({"from": "2028-12-01", "to": "2028-12-02"}, {"from", "to"}),
        ({"from": "never", "to": "31/02/2027"}, {"from", "to"}),
        ({"from": "", "to": ""}, {"from", "to"}),
    ],
)
def test_days_that_will_not_do_are_said_at_their_field(
    office: Office, answers: dict[str, str], wrong: set[str]
) -> None:
    reply = office.world.submit("ana", "liaison away", submitted(**answers))
    assert set(errors_of(reply).errors) == wrong
    assert office.directory().absences == ()


def test_the_last_day_may_not_lie_before_the_first(office: Office) -> None:
    assert "anterior" in office.world.refused("ana", "ausencia 5/12 3/12/2026")


def test_nobody_is_away_for_more_than_a_year(office: Office) -> None:
    office.world.refused("ana", "ausencia 5/12/2026 5/1/2028")


@pytest.mark.parametrize(
    ("user", "typed"),
    [
        ("ana", "ausencia 24/12/2026 25/12/2026"),
        ("grace", "away 12/24/2026 12/25/2026"),
        ("marie", "absence 24/12/2026 25/12/2026"),
        ("marie", "absence 2026-12-24 2026-12-25"),
        ("ana", "enlace ausencia desde=24/12 hasta=25/12"),
    ],
)
def test_days_are_read_as_they_are_written_in_ones_language(office: Office, user: str, typed: str) -> None:
    office.world.told(user, typed)
    absence = office.directory().absences[0]
    assert (absence.starts.isoformat(), absence.ends.isoformat()) == ("2026-12-24", "2026-12-25")
