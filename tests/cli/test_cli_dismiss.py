"""What an operator can do about people and desks when nobody in the chat can."""

import re
from datetime import timedelta

import pytest

from cli.operating import NEW, Desk
from liaison_bot.records.audit import AuditEntry


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """Ana and Zoe at Honduras, Elena at the Secretariat; their numbers are 1, 2 and 3."""
    for user, code, role in (("ana", "HN", "titular"), ("zoe", "HN", "alternate"), ("elena", "ST", "secretariat")):
        desk.member(user, code, role)
    return desk


def trail(desk: Desk) -> list[AuditEntry]:
    with desk.house() as house, house.store.begin() as uow:
        return [found.entry for found in uow.audit.entries()]


def told(desk: Desk) -> set[tuple[str, int]]:
    """Which notices wait, and for whom."""
    with desk.house() as house, house.store.begin() as uow:
        leased = uow.outbox.lease(house.clock(), timedelta(minutes=1), 100)
        return {(one.parcel.notice, one.parcel.person) for one in leased}


def soon(desk: Desk, days: int) -> str:
    with desk.house() as house, house.store.begin() as uow:
        return str(uow.directory.today("HN", house.clock()) + timedelta(days=days))


def test_people_are_listed_with_the_numbers_that_the_commands_take(staffed: Desk) -> None:
    rows = staffed.done("people").stdout.splitlines()
    assert [row.split()[:3] for row in rows[1:]] == [["HN", "Ana", "1"], ["HN", "Zoe", "2"], ["ST", "Elena", "3"]]


def test_anybodys_roles_are_ended_at_once(staffed: Desk) -> None:
    done = staffed.done("dismiss", "--person", 1)
    assert done.stdout == "The roles of Ana at desk HN have ended.\n"
    assert "liaison join" in staffed.say("ana", "help").plain
    assert {("roles-changed", 2), ("roles-changed", 3)} <= told(staffed)
    entry = trail(staffed)[-1]
    assert (entry.command, entry.person, entry.reference, entry.before) == (
        "operator-dismiss",
        None,
        "person 1",
        "titular",
    )
    assert "has no role" in staffed.refused("dismiss", "--person", 1)


def test_roles_end_on_a_later_day_and_the_day_can_be_changed(staffed: Desk) -> None:
    day = soon(staffed, 30)
    assert f"end at the start of {day}" in staffed.done("dismiss", "--person", 1, "--on", day).stdout
    assert not staffed.say("ana", "help").error
    assert "have ended" in staffed.done("dismiss", "--person", 1, "--on", soon(staffed, 0)).stdout


def test_a_desk_that_is_left_empty_is_told_of(staffed: Desk) -> None:
    staffed.done("dismiss", "--person", 2)
    assert "Nobody who acts is left at desk HN" in staffed.done("dismiss", "--person", 1).stdout
    assert ("desk-uncovered", 3) in told(staffed)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("dismiss", "--person", 99), "--person: 99 is nobody's number"),
        (("dismiss", "--person", 1, "--on", "tomorrow"), "--on: “tomorrow” is no day"),
        (("dismiss", "--person", 1, "--on", "2020-01-01"), "--on: 2020-01-01 will not do"),
        (("dismiss", "--person", 1, "--on", "2199-01-01"), "--on: 2199-01-01 will not do"),
        (("unlink", "--person", 99, "--platform", "practice"), "--person: 99 is nobody's number"),
        (("unlink", "--person", 1, "--platform", "slack"), "no account on “slack”; there are: practice"),
        (("desk", "XX", "--close"), "CODE: “XX” is no desk; there are: "),
        (("desk", "HN"), "say --close or --open"),
    ],
)
def test_what_will_not_do_is_told_and_changes_nothing(staffed: Desk, words: tuple[object, ...], why: str) -> None:
    before = staffed.content()
    assert why in staffed.refused(str(words[0]), *words[1:])
    assert staffed.content() == before


def test_accounts_on_a_platform_are_taken_away(staffed: Desk) -> None:
    done = staffed.done("unlink", "--person", 2, "--platform", "practice")
    assert done.stdout.startswith("1 account(s) of Zoe at desk HN taken away; 0 left.\n")
    assert "liaison join" in staffed.say("zoe", "help").plain
    assert re.search(r"Zoe +2 +alternate .*not joined", staffed.done("people").stdout)
    entry = trail(staffed)[-1]
    assert (entry.command, entry.reference, entry.before) == ("operator-unlink", "person 2", "practice")


def test_a_closed_desk_takes_no_referral_and_lets_nobody_in_until_it_is_opened(staffed: Desk) -> None:
    staffed.member("luis", "MX")
    card = staffed.say("ana", NEW).card
    assert not staffed.say("ana", f"referral send {card}").error
    done = staffed.done("desk", "mx", "--close")
    assert "Desk MX is closed; people with a role there: 1." in done.stdout
    assert "0 that it sent, 1 that it received" in done.stdout
    assert "Nobody can answer those" in done.stdout
    assert "liaison join" in staffed.say("luis", "help").plain
    assert not staffed.say("ana", NEW).card, "it cannot be chosen"
    assert "closed already" in staffed.done("desk", "MX", "--close").stdout
    assert "Desk MX is open; people with a role there: 1." in staffed.done("desk", "MX", "--open").stdout
    assert staffed.say("ana", NEW).card
    entries = [(one.before, one.after) for one in trail(staffed) if one.command == "operator-desk"]
    assert entries == [("MX", "closed"), ("MX", "open")]
