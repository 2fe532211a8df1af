"""What is told unasked, in the language of whoever reads it."""

import pytest

from liaison_bot.records.network import Link, Role, Tenure
from office import Office
from world import account

SAYS = {
    "es": (
        "Desde el martes, 1 de diciembre de 2026 no hay nadie que atienda en la oficina de Belice.",
        "Grace (Belice) ya no tiene ninguna función en la Red.",
        "Elena retiró la aprobación de la sala hn-room (fake).",
        "Del viernes, 15 de enero de 2027 al miércoles, 20 de enero de 2027 no hay nadie que atienda en la oficina de",
    ),
    "en": (
        "From Tuesday, December 1, 2026 onwards nobody is on duty at the Belize desk.",
        "Grace (Belize) has no role in the Network any more.",
        "Elena has taken back the approval of the room hn-room (fake).",
        "From Friday, January 15, 2027 to Wednesday, January 20, 2027 nobody is on duty at the Canada desk.",
    ),
    "fr": (
        "À partir du mardi 1 décembre 2026, personne n'est de service au bureau Belize.",
        "Grace (Belize) n'a plus aucune fonction dans le Réseau.",
        "Elena a retiré l'approbation du salon hn-room (fake).",
        "Du vendredi 15 janvier 2027 au mercredi 20 janvier 2027, personne n'est de service au bureau Canada.",
    ),
}


@pytest.mark.parametrize("language", sorted(SAYS))
def test_a_coordinator_reads_each_notice_in_their_language(office: Office, language: str) -> None:
    world = office.world
    world.told("sofia", f"liaison language {language}")
    world.told("marie", "absence 2027-01-15 2027-01-20")
    world.told("elena", "sala ninguna", at="hn-room")
    supervise(office)
    world.told("helen", "dismiss Grace 2026-12-01 yes")
    reader = world.people["sofia"].id

    def read(notice: str, subject: str) -> str:
        found = [one for one in office.parcels(notice) if one.person == reader and one.subject == subject]
        told = office.notice("sofia", found[-1])
        return told.plain if told else ""

    empty, away = read("desk-uncovered", "BZ"), read("desk-uncovered", "CA")
    dropped = read("room-changed", "fake hn-room")
    world.clock.move(days=9)
    gone = read("roles-changed", "BZ")
    told = (empty, gone, dropped, away)
    assert [words for words, one in zip(SAYS[language], told, strict=True) if words not in one] == []


def supervise(office: Office) -> None:
    """Helen supervises Belize's desk, from an account of her own."""
    now = office.world.clock()
    with office.world.store.begin() as uow:
        number = uow.members.add_person("BZ", "Helen", "en", "America/Belize").id
        uow.members.add_tenure(Tenure(number, Role.SUPERVISOR, now.date()))
        uow.members.link(Link(account("helen"), number, now))
        uow.commit()
