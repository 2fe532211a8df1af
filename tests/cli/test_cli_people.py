"""From an empty database to somebody who has joined."""

import re
from pathlib import Path

import pytest

from cli.operating import Desk, liaison
from liaison_bot.records.network import Role
from liaison_bot.words import load_catalogues

CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}")


def test_migrating_makes_the_database_and_can_be_repeated(tmp_path: Path) -> None:
    assert liaison("init", "--folder", tmp_path).exit_code == 0
    desk = Desk(tmp_path)
    first = desk.done("migrate")
    assert desk.database.stat().st_mode & 0o777 == 0o600
    assert "schema: 0010" in first.stdout
    desk.member("ana")
    assert desk.done("migrate").exit_code == 0
    assert "Ana" in desk.done("people").stdout


def test_an_empty_network_says_how_to_invite_somebody(desk: Desk) -> None:
    told = desk.done("people").stdout
    assert told.startswith("Nobody")
    assert "liaison-bot invite --desk" in told


def test_the_code_stands_alone_on_standard_output_and_lets_somebody_join(desk: Desk) -> None:
    invited = desk.done("invite", "--desk", "hn", "--role", "Titular", "--name", " Ana  Mejía ", "--language", "ES")
    assert CODE.fullmatch(invited.stdout.removesuffix("\n"))
    assert re.fullmatch(r"It works once, until \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\n", invited.stderr)
    code = invited.stdout.strip()
    assert not desk.say("ana", f"liaison join {code}").error
    assert "Ana Mejía" in desk.say("ana", "liaison me").plain
    assert desk.say("luis", f"liaison join {code}").error, "once"


def test_whom_the_operator_invites_is_in_the_trail_without_a_name_or_the_code(desk: Desk) -> None:
    code = desk.invite(name="Ana")
    with desk.house() as house, house.store.begin() as uow:
        (entry,) = [found.entry for found in uow.audit.entries()]
    assert (entry.command, entry.person, entry.after, entry.code) == ("operator-invite", None, "HN", "titular")
    assert "Ana" not in str(entry)
    assert code not in "".join(desk.content()), "only its hash is kept"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PRESIDENCY])
def test_every_role_can_be_invited_to_somewhere(desk: Desk, role: Role) -> None:
    at = {
        Role.SECRETARIAT: "ST",
        Role.ADMINISTRATOR: "ST",
        Role.PARTNER: "UNICEF",
        Role.CIVIL_SOCIETY: "RNCOM",
    }
    assert not desk.say("one", f"liaison join {desk.invite(at.get(role, 'MX'), role)}").error
    assert role in desk.done("people").stdout


@pytest.mark.parametrize(
    ("option", "value", "named"),
    [
        ("--desk", "XX", ("“XX” is no desk", "GT, HN")),
        ("--desk", "", ("--desk", "HN")),
        ("--role", "chief", ("“chief” is not a role at desk HN", "titular, alternate, supervisor, auditor")),
        ("--role", "presidency", ("“presidency”", "titular, alternate")),
        ("--role", "partner", ("“partner” is not a role at desk HN", "titular")),
        ("--language", "pt", ("“pt”", "es, en, fr")),
        ("--name", "", ("--name", "80 characters")),
        ("--name", "   ", ("--name", "80 characters")),
        ("--name", "1234", ("--name", "letters")),
        ("--name", "a" * 81, ("--name", "80 characters")),
        ("--name", "Ana\x1b[31m", ("--name", "letters")),
    ],
)
def test_what_will_not_do_is_told_with_what_is_allowed_and_invites_nobody(
    desk: Desk, option: str, value: str, named: tuple[str, ...]
) -> None:
    before = desk.content()
    given = {"--desk": "HN", "--role": "titular", "--name": "Ana", "--language": "es", option: value}
    told = desk.refused("invite", *(word for pair in given.items() for word in pair))
    assert len(told.splitlines()) == 1
    for words in named:
        assert words in told
    assert desk.content() == before


def test_everything_that_will_not_do_is_told_at_once(desk: Desk) -> None:
    told = desk.refused("invite", "--desk", "XX", "--role", "x", "--name", "", "--language", "pt")
    assert [line.split(":")[1].strip() for line in told.splitlines()] == ["--desk", "--role", "--name", "--language"]


def test_a_desk_that_was_closed_invites_nobody(desk: Desk) -> None:
    with desk.connect() as connection:
        connection.execute("UPDATE desk SET active = 0 WHERE code = 'HN'")
        connection.execute("UPDATE network SET version = version + 1")
    told = desk.refused("invite", "--desk", "HN", "--role", "titular", "--name", "Ana", "--language", "es")
    assert load_catalogues(("en",), "en").of("en")("liaison-desk-closed") in told


def test_a_bot_without_english_says_so_in_its_own_language(desk: Desk) -> None:
    desk.config.write_text('[network]\nlanguages = ["es"]\n', "utf-8")
    with desk.connect() as connection:
        connection.execute("UPDATE desk SET active = 0 WHERE code = 'HN'")
        connection.execute("UPDATE network SET version = version + 1")
    told = desk.refused("invite", "--desk", "HN", "--role", "titular", "--name", "Ana", "--language", "es")
    assert load_catalogues(("es",), "es").of("es")("liaison-desk-closed") in told


def test_people_are_listed_in_columns_by_desk_and_name(desk: Desk) -> None:
    for user, code, role in (("zoe", "HN", "alternate"), ("bartolomea", "HN", "titular"), ("ann", "UNICEF", "partner")):
        desk.member(user, code, role)
    heading, *rows = desk.done("people").stdout.splitlines()
    assert [row.split()[:2] for row in rows] == [["HN", "Bartolomea"], ["HN", "Zoe"], ["UNICEF", "Ann"]]
    for title, values in (("ROLES", ("titular", "alternate", "partner")), ("ACCOUNTS", ("practice",) * 3)):
        at = heading.index(title)
        assert [row[at : at + len(value)] for row, value in zip(rows, values, strict=True)] == list(values)


def test_who_lost_the_account_or_the_role_is_marked(desk: Desk) -> None:
    desk.member("ana")
    desk.member("luis", "MX")
    with desk.connect() as connection:
        connection.execute("DELETE FROM link WHERE person = 1")
        connection.execute("UPDATE tenure SET starts = '2020-01-01', ends = '2020-02-01' WHERE person = 2")
        connection.execute("UPDATE network SET version = version + 1")
    _, ana, luis = desk.done("people").stdout.splitlines()
    assert ana.endswith("not joined")
    assert "no role today" in luis
