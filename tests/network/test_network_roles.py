"""Ending somebody else's role, and roles that begin and end on a day at their desk."""

import pytest

from liaison_bot.records.network import Role, Tenure
from liaison_bot.records.places import UNKNOWN
from office import Office, fact
from world import account

FAR_EAST, FAR_WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"


def roles(office: Office, user: str) -> set[Role]:
    actor = office.directory().actor(account(user), office.world.clock())
    return set(actor.roles) if actor else set()


def tenures(office: Office, user: str) -> list[tuple[str, str, str]]:
    person = office.world.people[user].id
    return [
        (one.role.value, one.starts.isoformat(), one.ends.isoformat() if one.ends else "")
        for one in office.directory().tenures_of(person)
    ]


def told(office: Office, notice: str = "roles-changed") -> dict[str, str]:
    """Who is told, and the last that they read."""
    names = {person.id: user for user, person in office.world.people.items()}
    found = {}
    for parcel in office.parcels(notice):
        user = names[parcel.person]
        if office.directory().actor(account(user), office.world.clock()):
            message = office.notice(user, parcel)
            found[user] = message.plain if message else ""
    return found


def test_a_titular_ends_an_alternates_role_at_once(office: Office) -> None:
    office.say("carlos", "ausencia")  # a form under way
    answer = office.world.told("ana", "baja Carlos hoy sí")
    assert "Carlos ya no tiene ninguna función en la Red (Honduras)" in answer.plain
    assert "«enlace invitar»" in answer.plain
    assert roles(office, "carlos") == set()
    assert "liaison join" in office.say("carlos", "ayuda").plain
    with office.world.store.begin() as uow:
        assert uow.conversations.get(account("carlos")) is None
    notices = told(office)
    assert set(notices) == {"hilda", "elena", "sofia"}
    assert "Carlos (Honduras) ya no tiene ninguna función" in notices["elena"]
    assert told(office, "desk-uncovered") == {}


def test_a_role_that_ends_later_is_kept_until_that_day_at_the_desk(office: Office) -> None:
    answer = office.world.told("hilda", "baja Carlos 1/12 sí")
    assert "termina al comenzar el martes, 1 de diciembre de 2026" in answer.plain
    notices = told(office)
    assert set(notices) == {"ana", "carlos", "elena", "sofia"}
    assert "hasta lunes, 30 de noviembre de 2026 inclusive" in notices["carlos"]
    assert "hasta lunes, 30 de noviembre" in fact(office.world.told("carlos", "yo"), "Función")
    assert "hasta lunes, 30 de noviembre" in office.world.told("luis", "quién Honduras").plain
    office.world.clock.move(days=7, hours=14)  # 05:00 UTC on the 1st is still the 30th in Tegucigalpa
    assert roles(office, "carlos") == {Role.ALTERNATE}
    office.world.clock.move(hours=1)
    assert roles(office, "carlos") == set()


def test_an_end_that_is_still_to_come_is_changed_or_taken_back(office: Office) -> None:
    office.world.told("ana", "baja Carlos 1/12 sí")
    answer = office.world.told("ana", "baja Carlos 15/12 sí")
    assert tenures(office, "carlos")[0][2] == "2026-12-15"
    office.world.clock.move(minutes=1)
    assert "se queda" in office.world.told("ana", answer.buttons[0].words).plain
    assert tenures(office, "carlos")[0][2] == ""
    assert told(office)["hilda"].startswith("Cambió la función de Carlos (Honduras). Ahora: ")
    assert "no tiene fecha de término" in office.world.refused("ana", "baja Carlos confirmar=se-queda")


def test_the_last_of_a_desk_leaves_it_empty_and_the_coordinators_are_told(office: Office) -> None:
    office.world.told("hilda", "baja Carlos hoy sí")
    office.world.clock.move(minutes=1)
    assert "se queda sin nadie que atienda" in office.world.told("hilda", "baja Ana 1/12 sí").plain
    notices = told(office, "desk-uncovered")
    assert set(notices) == {"elena", "sofia"}
    assert "Desde el martes, 1 de diciembre de 2026 no hay nadie" in notices["elena"]


def test_it_is_asked_step_by_step_where_there_are_no_forms(office: Office) -> None:
    assert "Carlos · funcionario(a) de enlace suplente" in office.say("ana", "baja").plain
    for answer in ("1", "omitir", "sí"):
        office.world.text("ana", answer)
    assert roles(office, "carlos") == {Role.ALTERNATE}
    office.world.text("ana", "sí")
    assert roles(office, "carlos") == set()


@pytest.mark.parametrize(
    ("user", "line", "why"),
    [
        ("elena", "baja Ana hoy sí", "oficina de Honduras: a su titular o a su supervisión nacional"),
        ("elena", "baja Hilda hoy sí", "oficina de Honduras"),
        ("elena", "baja Elena hoy sí", "escriba «enlace dejar»"),
        ("sofia", "baja Ana hoy sí", "oficina de Honduras"),
        ("sofia", "baja Elena hoy sí", "corresponde a la Secretaría Técnica"),
        ("ana", "baja Luis hoy sí", "oficina de México"),
        ("ana", "baja Paula hoy sí", "corresponde a la Secretaría Técnica"),
        ("ana", "baja Ana hoy sí", "escriba «enlace dejar»"),
        ("hilda", "baja Hilda hoy sí", "escriba «enlace dejar»"),
    ],
)
def test_whose_role_is_not_ones_own_to_end_is_refused_with_who_can(
    office: Office, user: str, line: str, why: str
) -> None:
    before = office.directory().tenures
    assert why in office.world.refused(user, line)
    assert office.directory().tenures == before


@pytest.mark.parametrize("user", ["carlos", "paula", "ramon"])
def test_those_who_act_for_nobody_else_end_no_roles_and_give_none(office: Office, user: str) -> None:
    office.world.refused(user, "liaison dismiss Ana today yes")
    office.world.refused(user, "liaison role Hilda titular")


def test_who_stands_in_for_a_titular_neither_ends_their_role_nor_takes_it(office: Office) -> None:
    office.world.told("ana", "ausencia hoy mañana")
    assert "oficina de Honduras" in office.world.refused("carlos", "baja Ana hoy sí")
    assert "Nadie se da una función" in office.world.refused("carlos", "función Carlos titular")
    office.say("carlos", "función Hilda titular confirmar=sí")
    assert roles(office, "ana") == {Role.TITULAR}
    assert roles(office, "hilda") == {Role.SUPERVISOR}


def test_the_secretariat_ends_roles_at_organisations_and_at_its_own_desk(office: Office) -> None:
    office.world.told("elena", "baja Paula hoy sí")
    assert roles(office, "paula") == set()


def test_ending_a_role_is_between_one_person_and_the_bot(office: Office) -> None:
    for line in ("baja Carlos hoy sí", "función Carlos titular"):
        assert "conversación directa" in office.world.refused("ana", line, at="hn-room")


def test_a_desk_with_nobody_else_has_nobody_to_dismiss(office: Office) -> None:
    assert "No hay nadie" in office.world.refused("sofia", "baja")
    assert "Primero debe unirse" in office.world.refused("sofia", "función")


def test_two_people_of_one_name_are_told_apart(office: Office) -> None:
    with office.world.store.begin() as uow:
        twin = uow.members.add_person("HN", "Carlos", "es", "America/Tegucigalpa")
        uow.members.add_tenure(Tenure(twin.id, Role.ALTERNATE, office.world.clock().date()))
        uow.commit()
    form = office.world.asked("ana", "baja").form
    assert [option.label for option in form.fields[0].options if "Carlos" in option.label] == [
        f"Carlos · funcionario(a) de enlace suplente · {number}"
        for number in sorted((twin.id, office.world.people["carlos"].id))
    ]
    before = office.directory().tenures
    office.say("ana", "baja Carlos hoy sí")
    assert office.directory().tenures == before, "a name that two people have means neither"
    office.world.told("ana", f"baja p{twin.id} hoy sí")
    assert roles(office, "carlos") == {Role.ALTERNATE}


def test_a_dismissal_is_in_the_trail_without_a_name(office: Office) -> None:
    office.world.told("ana", "baja Carlos 1/12 sí")
    entry = office.trail()[-1]
    number = office.world.people["carlos"].id
    assert (entry.command, entry.reference, entry.before, entry.code) == (
        "liaison-dismiss",
        f"person {number}",
        "alternate",
        "2026-12-01",
    )
    assert "Carlos" not in str(entry)


@pytest.mark.parametrize("zone", [FAR_EAST, FAR_WEST])
def test_ones_own_zone_moves_neither_the_end_nor_the_beginning_of_a_role(office: Office, zone: str) -> None:
    office.world.told("ana", f"zona {zone}")
    office.world.told("carlos", f"zona {zone}")
    office.world.told("ana", "función Carlos supervisión 2026-11-24")
    assert roles(office, "carlos") == {Role.ALTERNATE}, "it is still the 23rd in Tegucigalpa"
    office.world.told("ana", "baja Carlos hoy sí")
    assert roles(office, "carlos") == set()
    assert tenures(office, "carlos")[0][2] == "2026-11-23"
    office.world.told("ana", "dejar confirmar=sí")
    assert roles(office, "ana") == set()
    assert tenures(office, "ana")[0][2] == "2026-11-23"


def test_today_is_today_at_the_other_desk_too(office: Office) -> None:
    with office.world.store.begin() as uow:
        desk = uow.directory.desk("UNICEF")
        assert desk
        uow.members.save_desk(type(desk)("UNICEF", desk.kind, FAR_EAST, "en"))
        uow.commit()
    office.world.told("elena", "baja Paula hoy sí")  # the 23rd in Costa Rica, the 24th there
    assert tenures(office, "paula")[0][2] == "2026-11-24"
    assert roles(office, "paula") == set()


def test_a_handover_names_the_successor_and_ends_the_titulars_role_that_day(office: Office) -> None:
    asked = office.world.told("ana", "función Carlos titular 1/1")
    assert "la función de Ana como titular termina ese mismo día" in asked.plain
    assert tenures(office, "carlos") == [tenures(office, "carlos")[0]]
    done = office.world.told("ana", asked.buttons[0].words)
    assert "a partir del viernes, 1 de enero de 2027" in done.plain
    assert "La función de Ana como titular termina al comenzar el viernes, 1 de enero de 2027" in done.plain
    assert "titular, a partir del viernes, 1 de enero" in fact(office.world.told("carlos", "yo"), "Función")
    assert "titular, a partir del viernes, 1 de enero" in office.world.told("luis", "quién Honduras").plain
    assert set(told(office)) == {"carlos", "hilda", "elena", "sofia"}
    office.world.clock.move(days=38, hours=14)
    assert (roles(office, "ana"), roles(office, "carlos")) == ({Role.TITULAR}, {Role.ALTERNATE})
    office.world.clock.move(hours=1)
    assert (roles(office, "ana"), roles(office, "carlos")) == (set(), {Role.TITULAR})
    assert [one.name for one in office.directory().on_duty("HN", office.world.clock())] == ["Carlos"]


def test_a_titular_for_some_days_stays_alternate_beside_it(office: Office) -> None:
    office.world.told("ana", "función Carlos titular 1/12 15/12 sí")
    office.world.clock.move(days=10)
    assert roles(office, "carlos") == {Role.TITULAR, Role.ALTERNATE}
    assert [one.name for one in office.directory().on_duty("HN", office.world.clock())] == ["Carlos"]
    office.world.clock.move(days=13)
    assert roles(office, "carlos") == {Role.ALTERNATE}


def test_a_role_that_is_held_gets_another_end_and_one_to_come_another_beginning(office: Office) -> None:
    office.world.told("ana", "función Carlos suplente hasta=31/12")
    assert tenures(office, "carlos")[0][2] == "2027-01-01"
    office.world.told("ana", "función Carlos suplente")
    assert tenures(office, "carlos")[0][2] == ""
    office.world.told("ana", "función Carlos supervisión 1/12")
    office.world.told("ana", "función Carlos supervisión 10/12")
    office.world.clock.move(days=12)
    assert roles(office, "carlos") == {Role.ALTERNATE}
    office.world.clock.move(days=6)
    assert roles(office, "carlos") == {Role.ALTERNATE, Role.SUPERVISOR}


@pytest.mark.parametrize(
    ("user", "line"),
    [
        ("ana", "función Carlos supervisión 15/12 1/12"),
        ("ana", "función Carlos supervisión 2026-11-01"),
        ("ana", "función Carlos supervisión 2040-01-01"),
        ("ana", "función Carlos auditoría"),
        ("ana", "función Luis suplente"),
        ("ana", "función Ana supervisión"),
        ("elena", "función Carlos titular"),
        ("elena", "función Paula titular"),
        ("elena", "función Paula administración"),
        ("elena", "función Paula secretaría"),
        ("sofia", "función Ana titular"),
    ],
)
def test_a_role_that_one_may_not_give_or_that_cannot_be_is_not_given(office: Office, user: str, line: str) -> None:
    before = office.directory().tenures
    reply = office.say(user, line)
    assert reply.error
    assert office.directory().tenures == before


def test_the_secretariat_gives_roles_at_organisations(office: Office) -> None:
    office.world.told("elena", "función Ramon punto-focal")
    assert roles(office, "ramon") == {Role.CIVIL_SOCIETY, Role.PARTNER}


def test_between_two_roles_somebody_is_neither_a_stranger_nor_a_member(office: Office) -> None:
    office.world.told("ana", "función Carlos supervisión 15/12")
    office.world.told("ana", "función Carlos suplente hasta=30/11")
    assert "supervisión nacional, a partir del martes, 15 de diciembre" in office.world.told("luis", "quién hn").plain
    office.world.clock.move(days=10)
    answer = office.say("carlos", "remisión lista")
    assert not answer.error
    assert "Su función en la oficina de Honduras comienza el martes, 15 de diciembre de 2026" in answer.plain
    assert "Honduras" not in office.say("carlos", "hola", at="shared").plain
    assert "Carlos · supervisión nacional, a partir del martes" in office.world.told("luis", "quién hn").plain
    assert "baja p" in office.world.told("ana", "baja Carlos 10/12 sí").plain
    office.world.clock.move(days=20)
    assert "liaison join" in office.say("carlos", "hola").plain


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (
            "es",
            ("La función de Carlos", "Cambió la función de Carlos", "Su función en la oficina de Honduras comienza"),
        ),
        ("en", ("The role of Carlos", "The role of Carlos (Honduras) has changed", "Your role at the Honduras desk")),
        ("fr", ("La fonction de Carlos", "La fonction de Carlos (Honduras) a changé", "Votre fonction au bureau")),
    ],
)
def test_it_is_told_in_ones_own_language(office: Office, language: str, says: tuple[str, ...]) -> None:
    for user in ("ana", "hilda", "carlos"):
        office.world.told(user, f"liaison language {language}")
    answer = office.world.told("ana", "liaison dismiss Carlos 2026-12-20 confirm=yes").plain
    office.world.told("ana", "liaison role Carlos supervisor 2027-01-10")
    notice = told(office)["hilda"]
    office.world.clock.move(days=35)
    waiting = office.say("carlos", "hola").plain
    assert [words for words, said in zip(says, (answer, notice, waiting), strict=True) if words not in said] == []


def test_a_notice_of_roles_in_a_place_that_is_not_known_says_nothing(office: Office) -> None:
    office.world.told("ana", "baja Carlos 1/12 sí")
    assert office.notice("elena", office.parcels("roles-changed")[0], UNKNOWN) is None
