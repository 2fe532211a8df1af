"""Who may invite whom, and what an invitation says."""

from datetime import timedelta

import pytest

from liaison_bot.chat import FormErrors
from liaison_bot.errors import Refused
from liaison_bot.network.invitations import issue_invitation, open_desk
from liaison_bot.records.network import Role
from office import Office, code_in, fact
from world import World, account, errors_of, submitted


def test_an_invitation_says_what_the_colleague_types_in_their_language_and_until_when(office: Office) -> None:
    office.world.told("marie", "langue espagnol")
    told = office.world.told("marie", 'invitar oficina=Canadá función=suplente idioma=francés nombre="Jean Roy"')
    code = code_in(told)
    assert f"liaison rejoindre {code}" in told.plain
    assert fact(told, "Vale hasta") == "lunes, 30 de noviembre de 2026, 10:00 (Toronto, UTC−05:00)"
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
    told = office.world.told("ana", 'invite desk=HN role=titular language=es name="Rosa"')
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


@pytest.mark.parametrize("role", ["titular", "alternate", "supervisor"])
@pytest.mark.parametrize("user", ["elena", "sofia"])
def test_a_coordinator_cannot_name_anybody_to_a_country_that_has_an_officer(
    office: Office, user: str, role: str
) -> None:
    told = office.world.refused(user, f'invite desk=HN role={role} language=es name="Rosa"')
    assert "quien actúa allí como titular: Ana." in told
    office.world.told("ana", "ausencia hoy mañana")
    told = office.world.refused(user, f'invite desk=HN role={role} language=es name="Rosa"')
    assert "quien actúa allí como titular: Carlos." in told
    office.world.told("carlos", f'invite role={role} language=es name="Rosa"')


def test_an_auditor_of_a_country_who_acts_for_nobody_is_for_the_coordinators_to_invite(office: Office) -> None:
    office.world.told("elena", 'invite desk=HN role=auditor language=es name="Rosa"')


def test_an_officer_without_an_account_keeps_no_coordinator_from_inviting(office: Office) -> None:
    with office.world.store.begin() as uow:
        uow.members.unlink(account("grace"))
        uow.commit()
    office.world.told("elena", 'invite desk=BZ role=titular language=en name="Rosa"')


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("es", ("Elena invitó a una persona a la oficina de Panamá", "Rosa se unió a la Red (Panamá)")),
        ("en", ("Elena has invited somebody to the Panama desk", "Rosa has joined the Network (Panama)")),
        ("fr", ("Elena a invité une personne au bureau Panama", "Rosa a rejoint le Réseau (Panama)")),
    ],
)
def test_the_other_coordinators_see_who_is_invited_and_who_comes_to_an_empty_desk(
    office: Office, language: str, says: tuple[str, ...]
) -> None:
    office.world.told("sofia", f"liaison language {language}")
    code = office.invited('invite desk=PA role=titular language=es name="Rosa"')
    sofia = office.world.people["sofia"].id
    (invited,) = office.parcels("member-invited")
    assert invited.person == sofia
    office.say("rosa", code)
    (joined,) = [one for one in office.parcels("member-joined") if one.person == sofia]
    told = [office.notice("sofia", parcel) for parcel in (invited, joined)]
    assert [words for words, one in zip(says, told, strict=True) if one is None or words not in one.plain] == []


def test_unused_invitations_are_listed_to_those_who_may_issue_them(office: Office) -> None:
    office.invited('invite role=alternate language=es name="Rosa"', by="ana")
    office.invited('invite desk=PA role=titular language=es name="Pedro"', by="sofia")
    office.world.told("ana", "enlace vincular")
    rows = {user: [item.text for item in office.world.told(user, "invitaciones").items] for user in ("ana", "elena")}
    (row,) = rows["ana"]
    assert row.startswith("Rosa · Honduras · funcionario(a) de enlace suplente · hasta lunes, 30 de noviembre de 2026")
    assert row.endswith(" · por Ana")
    (row,) = rows["elena"]
    assert row.startswith("Pedro · Panamá · ")
    assert "Ninguna" not in office.world.told("luis", "invitaciones").plain
    assert office.world.told("luis", "invitaciones").items == ()
    office.world.clock.move(days=8)
    assert "No hay ninguna" in office.world.told("ana", "invitaciones").plain


def test_an_invitation_is_cancelled_by_its_button_and_its_code_works_no_longer(office: Office) -> None:
    code = office.invited('invite role=alternate language=es name="Rosa"', by="ana")
    (item,) = office.world.told("ana", "invitaciones").items
    assert item.button
    assert code not in item.button.words
    assert "Rosa está cancelada" in office.world.told("ana", item.button.words).plain
    assert office.say("rosa", code).error
    assert "ya no está entre las suyas" in office.world.refused("ana", item.button.words)
    entry = [one for one in office.trail() if one.command == "liaison-invitations" and one.before][-1]
    assert (entry.before, entry.code, len(entry.reference)) == ("HN", "alternate", 8)
    assert "Rosa" not in str(entry)


def test_an_invitation_of_the_operators_is_cancelled_by_whom_it_concerns_alone(office: Office) -> None:
    world = office.world
    with world.store.begin() as uow:
        desk = open_desk(uow, world.services.rulebook, "HN")
        until = world.clock() + timedelta(days=1)
        issue_invitation(uow, until, desk=desk, role=Role.TITULAR, name="Rosa", language="es")
        uow.commit()
    (item,) = world.told("ana", "invitaciones").items
    assert item.button
    assert "por quien opera el bot" in item.text
    world.refused("elena", item.button.words)
    world.refused("luis", item.button.words)
    world.refused("carlos", item.button.words)
    world.told("ana", item.button.words)


@pytest.mark.parametrize("line", ["invitaciones borrar 12345678", "invitaciones cancelar", "invitaciones cancelar a b"])
def test_what_else_is_typed_about_invitations_is_answered_with_how(office: Office, line: str) -> None:
    assert "«enlace invitaciones»" in office.world.refused("ana", line)


def test_invitations_are_listed_in_private(office: Office) -> None:
    assert "conversación directa" in office.world.refused("ana", "invitaciones", at="hn-room")
