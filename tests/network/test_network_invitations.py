"""Who may invite whom, and what an invitation says."""

from datetime import timedelta

import pytest

from liaison_bot.chat import FormErrors
from liaison_bot.errors import Refused
from liaison_bot.network.invitations import issue_invitation, open_desk
from liaison_bot.records.network import Role
from office import Office, code_in, fact
from world import World, errors_of, submitted


def test_an_invitation_says_what_the_colleague_types_in_their_language_and_until_when(office: Office) -> None:
    told = office.world.told("elena", 'invitar oficina=Canadá función=suplente idioma=francés nombre="Jean Roy"')
    code = code_in(told)
    assert f"liaison rejoindre {code}" in told.plain
    assert fact(told, "Vale hasta") == "lunes, 30 de noviembre de 2026, 09:00 (Costa Rica, UTC−06:00)"
    assert "lundi 30 novembre 2026" in told.plain


def test_an_invitation_is_given_in_the_direct_conversation_alone(office: Office) -> None:
    line = 'invite desk=PA role=alternate language=es name="Rosa"'
    for room in ("network", "shared", "hn-room", "unknown"):
        assert "conversación directa" in office.world.refused("elena", line, at=room)
        assert "conversación directa" in office.world.refused("ana", "link", at=room)


@pytest.mark.parametrize("user", ["carlos", "hilda", "paula", "ramon"])
def test_only_coordinators_and_titulars_invite(office: Office, user: str) -> None:
    office.world.refused(user, 'invite desk=HN role=alternate language=es name="Rosa"')


def test_a_titular_invites_to_their_own_desk_alone(office: Office) -> None:
    office.world.told("ana", 'invite desk=HN role=supervisor language=es name="Rosa"')
    form = office.world.say("ana", 'invite desk=MX role=alternate language=es name="Rosa"', forms=True)
    assert "México" not in str(form)


def test_a_titular_invites_a_successor(office: Office) -> None:
    told = office.world.told("ana", 'invite desk=HN role=titular language=es name="Rosa"')
    assert "ya tiene titular, Ana" in told.plain


def test_the_presidency_invites_to_any_desk(office: Office) -> None:
    office.world.told("sofia", 'invite desk=GT role=titular language=es name="Rosa"')


def test_a_role_is_held_only_at_a_desk_that_has_it(office: Office) -> None:
    told = office.world.refused("elena", 'invite desk=UNICEF role=titular language=es name="Rosa"')
    assert "titular" in told
    office.world.refused("elena", 'invite desk=HN role=partner language=es name="Rosa"')
    office.world.refused("elena", 'invite desk=HN role=secretariat language=es name="Rosa"')


def test_operators_are_not_named_in_the_chat(office: Office) -> None:
    reply = office.world.submit(
        "elena", "liaison invite", submitted(desk="ST", role="administrator", language="es", name="Rosa")
    )
    assert set(errors_of(reply).errors) == {"role"}


def test_a_second_titular_is_pointed_out(office: Office) -> None:
    told = office.world.told("elena", 'invite desk=HN role=titular language=es name="Rosa"')
    assert "ya tiene titular, Ana" in told.plain


def test_every_mistake_in_an_invitation_is_said_at_its_field(office: Office) -> None:
    reply = office.world.submit(
        "elena", "liaison invite", submitted(desk="Atlantis", role="king", language="xx", name="7")
    )
    assert set(errors_of(reply).errors) == {"desk", "role", "language", "name"}
    assert "Atlantis" not in str(reply)


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "12345"])
def test_a_name_has_letters_and_at_most_eighty_characters(office: Office, name: str) -> None:
    reply = office.world.submit(
        "elena", "liaison invite", submitted(desk="PA", role="titular", language="es", name=name)
    )
    assert isinstance(reply, FormErrors)
    assert set(reply.errors) == {"name"}


def test_an_invitation_is_asked_for_step_by_step_where_there_are_no_forms(office: Office) -> None:
    office.say("ana", "invitar")
    for answer in ("suplente", "es", "Rosa Díaz"):
        office.world.text("ana", answer)
    told = office.world.text("ana", "sí")
    assert "enlace unirse" in str(told)


def test_what_the_operator_issues_goes_the_same_way(world: World) -> None:
    until = world.clock() + timedelta(days=1)
    with world.store.begin() as uow:
        desk = open_desk(uow, world.services.rulebook, "NI")
        code = issue_invitation(uow, until, desk=desk, role=Role.TITULAR, name="  Rosa   Díaz ", language="es")
        with pytest.raises(Refused, match="liaison-mistake-name"):
            issue_invitation(uow, until, desk=desk, role=Role.TITULAR, name=" ", language="es")
        with pytest.raises(Refused, match="liaison-invite-role-elsewhere"):
            issue_invitation(uow, until, desk=desk, role=Role.PARTNER, name="Rosa", language="es")
        uow.commit()
    assert "Rosa Díaz" in str(world.say("rosa", code))
