"""Approving rooms, what becomes of an approval when others can read a room, and a room's successor."""

import asyncio

import pytest

from liaison_bot.chat import Audience, Message, Where
from liaison_bot.front import Front
from liaison_bot.records.network import Room, RoomClass
from office import Office, fact
from world import PLATFORM, World

NEW = "unknown"
"""A room that nobody has approved yet."""


def kept(office: Office, room: str) -> Room | None:
    return office.directory().room(Where(PLATFORM, room))


def read(office: Office, notice: str) -> dict[str, Message]:
    """Who is told, and what they read."""
    names = {person.id: user for user, person in office.world.people.items()}
    found = {names[parcel.person]: parcel for parcel in office.parcels(notice)}
    told = {user: office.notice(user, parcel) for user, parcel in found.items()}
    return {user: message for user, message in told.items() if message}


def test_a_coordinator_approves_the_room_they_type_it_in(office: Office) -> None:
    told = office.world.told("elena", "sala red", at=NEW)
    assert fact(told, "Aprobada como") == "Canal de la Red"
    assert fact(told, "La puede leer") == "solo personas de la institución que la aloja"
    assert kept(office, NEW) == Room(PLATFORM, NEW, RoomClass.NETWORK, "es")
    assert not office.say("luis", "quién", at=NEW).error


@pytest.mark.parametrize("line", ["enlace sala red", "liaison room network", "liaison salon réseau", "sala class=red"])
def test_a_room_is_approved_in_any_language(office: Office, line: str) -> None:
    office.world.told("elena", line, at=NEW)
    room = kept(office, NEW)
    assert room
    assert room.kind is RoomClass.NETWORK


def test_a_desks_room_is_named_with_its_desk_and_its_language(office: Office) -> None:
    told = office.world.told("sofia", "sala oficina República Dominicana inglés", at=NEW)
    assert fact(told, "Aprobada como") == "Canal de la oficina: República Dominicana"
    assert kept(office, NEW) == Room(PLATFORM, NEW, RoomClass.DESK, "en", "DO")
    assert office.say("elena", "help", at=NEW).title == "What you can do"


def test_a_rooms_language_stays_when_its_class_changes(office: Office) -> None:
    office.world.told("elena", "sala compartida français", at=NEW)
    office.world.told("elena", "salon réseau", at=NEW)
    assert kept(office, NEW) == Room(PLATFORM, NEW, RoomClass.NETWORK, "fr")


def test_a_coordinator_of_no_country_names_the_desk(office: Office) -> None:
    assert "¿De qué oficina" in office.world.refused("elena", "sala oficina", at=NEW)
    assert "¿Quiso decir Honduras" in office.world.refused("elena", "sala oficina Hondurass", at=NEW)
    assert "Ninguna oficina" in office.world.refused("elena", "sala oficina Atlántida", at=NEW)


def test_a_titular_approves_a_room_for_their_own_desk(office: Office) -> None:
    office.world.told("luis", "sala oficina", at=NEW)
    assert kept(office, NEW) == Room(PLATFORM, NEW, RoomClass.DESK, "es", "MX")
    office.world.told("luis", "sala ninguna", at=NEW)
    assert kept(office, NEW) is None


def test_a_titular_touches_no_room_that_is_not_their_desks(office: Office) -> None:
    for line in ("sala red", "sala compartida", "sala oficina Honduras"):
        assert "corresponde a la coordinación" in office.world.refused("luis", line, at=NEW)
    for room in ("network", "shared", "hn-room"):
        for line in ("sala oficina", "sala oficina México", "sala ninguna"):
            assert "corresponde a la coordinación" in office.world.refused("luis", line, at=room)
    assert office.world.told("luis", "sala", at="network").buttons == ()


@pytest.mark.parametrize("user", ["carlos", "hilda", "paula", "ramon", "rita"])
def test_nobody_else_approves_a_room(office: Office, user: str) -> None:
    office.world.refused(user, "liaison room network", at=NEW)
    office.world.refused(user, "liaison room none", at="hn-room")
    assert kept(office, "hn-room")


def test_a_direct_conversation_is_not_approved(office: Office) -> None:
    for line in ("sala", "sala red", "sala ninguna"):
        assert "conversación directa" in office.world.refused("elena", line)


@pytest.mark.parametrize(
    ("audience", "line", "why"),
    [
        (Audience.OUTSIDERS, "sala red", "otras organizaciones"),
        (Audience.OUTSIDERS, "sala oficina Honduras", "otras organizaciones"),
        (Audience.OPEN, "sala red", "puede entrar cualquiera"),
        (Audience.OPEN, "sala compartida", "puede entrar cualquiera"),
        (Audience.UNKNOWN, "sala red", "no puedo averiguar"),
        (Audience.UNKNOWN, "sala compartida", "no puedo averiguar"),
    ],
)
def test_a_room_is_not_approved_for_what_its_readers_do_not_fit(
    office: Office, audience: Audience, line: str, why: str
) -> None:
    office.world.readers[NEW] = audience
    assert why in office.world.refused("elena", line, at=NEW)
    assert kept(office, NEW) is None


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.OUTSIDERS])
def test_a_shared_room_may_be_read_by_outsiders_and_need_not(office: Office, audience: Audience) -> None:
    office.world.readers[NEW] = audience
    office.world.told("elena", "sala compartida", at=NEW)
    assert kept(office, NEW)


@pytest.mark.parametrize("line", ["sala plaza", "sala red Honduras", "sala ninguna ahora mismo", "sala compartida xx"])
def test_what_is_no_class_or_too_much_is_refused(office: Office, line: str) -> None:
    before = kept(office, "network")
    office.world.refused("elena", line, at="network")
    assert kept(office, "network") == before


def test_there_is_nothing_to_take_back_from_a_room_nobody_approved(office: Office) -> None:
    assert "nada que retirar" in office.world.refused("elena", "sala ninguna", at=NEW)


def test_alone_it_says_what_the_room_is_with_buttons_that_change_it(office: Office) -> None:
    told = office.world.told("elena", "sala", at=NEW)
    assert "Nadie ha aprobado esta sala" in told.plain
    assert [one.words for one in told.buttons] == ["enlace sala red", "enlace sala compartida"]
    office.world.told("elena", told.buttons[0].words, at=NEW)
    told = office.world.told("elena", "sala", at=NEW)
    assert fact(told, "Aprobada como") == "Canal de la Red"
    assert fact(told, "Idioma") == "español"
    assert [one.words for one in told.buttons] == ["enlace sala compartida", "enlace sala ninguna"]
    office.world.readers[NEW] = Audience.UNKNOWN
    told = office.world.told("elena", "sala", at=NEW)
    assert fact(told, "La puede leer") == "no se puede averiguar ahora"


def test_approvals_are_in_the_trail_with_what_was_and_what_is(office: Office) -> None:
    office.world.told("elena", "sala oficina Honduras", at="network")
    office.world.told("elena", "sala ninguna", at="network")
    first, second = office.trail()
    assert (first.command, first.reference) == ("liaison-room", "fake network")
    assert [(one.before, one.after) for one in (first, second)] == [("network", "desk HN"), ("desk HN", "")]


def test_the_other_coordinators_are_told_of_an_approval_and_of_its_end(office: Office) -> None:
    office.world.told("ana", "sala oficina", at=NEW)
    told = read(office, "room-changed")
    assert set(told) == {"elena", "sofia"}
    assert "Ana aprobó la sala unknown (fake) como: Canal de la oficina: Honduras" in told["elena"].plain
    office.world.clock.move(minutes=1)
    office.world.told("elena", "sala ninguna", at=NEW)
    parcel = office.parcels("room-changed")[-1]
    notice = office.notice("sofia", parcel)
    assert notice
    assert "Elena retiró la aprobación" in notice.plain


@pytest.mark.parametrize(
    ("room", "audience"),
    [
        ("network", Audience.OUTSIDERS),
        ("network", Audience.OPEN),
        ("hn-room", Audience.OUTSIDERS),
        ("hn-room", Audience.OPEN),
        ("shared", Audience.OPEN),
    ],
)
@pytest.mark.parametrize(("user", "line"), [("luis", "estado"), ("ana", "zzz"), ("stranger", "hola")])
def test_an_approval_ends_when_others_can_read_the_room(
    office: Office, room: str, audience: Audience, user: str, line: str
) -> None:
    office.world.readers[room] = audience
    office.world.say(user, line, at=room)
    assert kept(office, room) is None
    (entry,) = [one for one in office.trail() if one.command == "room-suspended"]
    assert (entry.reference, entry.code, entry.after) == (f"fake {room}", audience.value, "")
    told = read(office, "room-suspended")
    assert set(told) == {"elena", "sofia"}
    assert f"la sala {room} (fake)" in told["elena"].plain
    assert "«enlace sala»" in told["elena"].plain


def test_the_end_of_an_approval_is_told_once_and_not_when_it_is_mended_already(office: Office) -> None:
    office.world.readers["network"] = Audience.OPEN
    for _ in range(3):
        office.say("luis", "estado", at="network")
        office.world.clock.move(seconds=1)
    assert len(office.parcels("room-suspended")) == 2
    office.world.readers["network"] = Audience.MEMBERS
    office.world.told("elena", "sala red", at="network")
    office.world.clock.move(minutes=5)
    assert read(office, "room-suspended") == {}


def test_nothing_of_a_case_is_said_where_others_can_read_or_nobody_knows_who(world: World) -> None:
    reference = world.sent("ana", "MX")
    assert "urgente" in world.told("ana", f"ver {reference}", at="hn-room").plain.lower()
    for audience in (Audience.UNKNOWN, Audience.OUTSIDERS, Audience.OPEN):
        world.readers["hn-room"] = audience
        assert "México" not in world.refused("ana", f"ver {reference}", at="hn-room")


def test_not_knowing_for_a_moment_who_reads_a_room_ends_nothing(office: Office) -> None:
    for room in ("network", "shared", "hn-room"):
        office.world.readers[room] = Audience.UNKNOWN
        office.world.refused("luis", "quién", at=room)
        assert kept(office, room)
    assert office.parcels("room-suspended") == []


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("es", ("Retiré la aprobación de la sala network (fake)", "«enlace sala»", "Elena aprobó la sala")),
        ("en", ("taken back the approval of the room network (fake)", "“liaison room”", "Elena has approved the room")),
        ("fr", ("retiré l'approbation du salon network (fake)", "« liaison salon »", "Elena a approuvé le salon")),
    ],
)
def test_coordinators_are_told_in_their_language(office: Office, language: str, says: tuple[str, ...]) -> None:
    office.world.told("sofia", f"idioma {language}")
    office.world.readers["network"] = Audience.OPEN
    office.say("luis", "estado", at="network")
    office.world.told("elena", "sala red", at=NEW)
    told = read(office, "room-suspended")["sofia"].plain + read(office, "room-changed")["sofia"].plain
    assert all(words in told for words in says), told


def test_a_rooms_successor_takes_its_approval_along_once(office: Office) -> None:
    old, new = Where(PLATFORM, "hn-room"), Where(PLATFORM, "hn-room-2")
    front = Front(office.world.app, handled=lambda: None)
    for _ in range(2):
        asyncio.run(front.moved(old, new))
    front.close()
    assert kept(office, "hn-room") is None
    assert kept(office, "hn-room-2") == Room(PLATFORM, "hn-room-2", RoomClass.DESK, "es", "HN")
    (entry,) = office.trail()
    assert (entry.command, entry.reference, entry.code) == ("room-moved", "fake hn-room", "fake hn-room-2")
    assert entry.after == "desk HN"


def test_a_room_that_nobody_approved_leaves_nothing_to_its_successor(office: Office) -> None:
    before = office.directory().rooms
    office.world.app.moved(Where(PLATFORM, NEW), Where(PLATFORM, "next"))
    office.world.app.moved(Where(PLATFORM, "network"), Where(PLATFORM, "network"))
    assert office.directory().rooms == before
    assert office.trail() == []


def test_a_successor_with_an_approval_of_its_own_keeps_it(office: Office) -> None:
    office.world.app.moved(Where(PLATFORM, "network"), Where(PLATFORM, "hn-room"))
    assert kept(office, "network") is None
    assert kept(office, "hn-room") == Room(PLATFORM, "hn-room", RoomClass.DESK, "es", "HN")


def test_what_goes_wrong_with_a_move_is_logged_and_not_raised(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(office.world.store, "begin", broken)
    office.world.app.moved(Where(PLATFORM, "network"), Where(PLATFORM, "next"))
    assert "unexpected RuntimeError" in caplog.text


def test_an_approval_ends_when_a_platform_notices_who_can_read_the_room_and_nobody_spoke(office: Office) -> None:
    told: list[str] = []
    front = Front(office.world.app, handled=lambda: told.append("deliver"))
    for audience in (Audience.MEMBERS, Audience.UNKNOWN, Audience.OUTSIDERS, Audience.OPEN):
        asyncio.run(front.readers(Where(PLATFORM, "network"), audience))
    front.close()
    assert kept(office, "network") is None
    (entry,) = office.trail()
    assert (entry.command, entry.reference, entry.code) == ("room-suspended", "fake network", "outsiders")
    assert set(read(office, "room-suspended")) == {"elena", "sofia"}
    assert told == ["deliver"]


def test_who_reads_a_room_that_nobody_approved_changes_nothing(office: Office) -> None:
    office.world.app.readers(Where(PLATFORM, NEW), Audience.OPEN)
    assert office.trail() == []


def test_what_goes_wrong_when_a_platform_notices_readers_is_logged_and_not_raised(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(office.world.store, "begin", broken)
    office.world.app.readers(Where(PLATFORM, "network"), Audience.OPEN)
    assert "who reads a room: unexpected OSError" in caplog.text
