"""Each thing that can be wrong is named, with exit code 1; and where all is well, that is said of each."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.operating import NEW, Desk
from liaison_bot.beat import tick
from liaison_bot.records.network import Absence, DeskKind, Term
from liaison_bot.rulebook import load_rulebook

COUNTRIES = [seat.code for seat in load_rulebook().seats if seat.kind is DeskKind.COUNTRY]
NO_DIGESTS = '\n[digests]\nofficers = "off"\ncoordinators = "off"\n'
"""Here the clock is the machine's, and nobody runs the bot: at some hour of the day a digest would be missed."""


@pytest.fixture(scope="session")
def staffed(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Network where nothing is wrong: an officer in every country, a Presidency, a platform."""
    folder = tmp_path_factory.mktemp("staffed")
    for name in ("config.toml", "keys.toml", "liaison.sqlite3"):
        (folder / name).write_bytes((migrated / name).read_bytes())
        (folder / name).chmod(0o600)
    desk = Desk(folder).with_practice()
    desk.config.write_text(desk.config.read_text("utf-8") + NO_DIGESTS, "utf-8")
    for code in COUNTRIES:
        desk.member(f"officer-{code}", code)
    with desk.house() as house, house.store.begin() as uow:
        uow.members.add_term(Term("SV", (house.clock() - timedelta(days=30)).date()))
        for parcel in uow.outbox.lease(house.clock(), timedelta(0), 1000):
            uow.outbox.settle(parcel.id, house.clock())
        uow.commit()
    return folder


@pytest.fixture
def well(staffed: Path, tmp_path: Path) -> Desk:
    folder = tmp_path / "well"
    folder.mkdir()
    for path in staffed.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
        (folder / path.name).chmod(0o600)
    return Desk(folder)


def warnings(desk: Desk) -> list[str]:
    """What `doctor` warns of; its exit code says whether it does."""
    told = desk.use("doctor")
    assert told.stderr == ""
    lines = told.stdout.splitlines()
    assert all(line.startswith(("ok    ", "WARN  ")) for line in lines)
    found = [line.removeprefix("WARN  ") for line in lines if line.startswith("WARN")]
    assert told.exit_code == (1 if found else 0)
    return found


def test_where_all_is_well_everything_looked_at_is_named_with_exit_code_0(well: Desk) -> None:
    told = well.done("doctor").stdout
    abouts = [line.removeprefix("ok    ").partition(":")[0] for line in told.splitlines()]
    assert abouts == [
        "keys",
        "keys file",
        "database file",
        "disk",
        "database",
        "schema",
        "size",
        "time zone data",
        "languages",
        "audit trail",
        "ticks",
        "late ticks",
        "outbox",
        "notices without an account",
        "digests",
        "erasing by age",
        "to be taken back from the chats",
        "presidency",
        "countries without an officer",
        "countries with everybody away",
        "platforms",
    ]
    assert "“k1” is used" in told
    assert "SQLite" in told
    assert "en, es, fr" in told
    assert "0 waiting" in told
    assert "presidency: SV" in told


def test_it_changes_nothing(well: Desk) -> None:
    before = well.content()
    well.done("doctor")
    assert well.content() == before


def test_it_holds_no_name_and_no_content(desk: Desk, card: str) -> None:
    told = desk.use("doctor").stdout
    for content in (card, "Ana", "Luis", "12-14"):
        assert content not in told


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE audit SET command = 'x' WHERE number = 3", "BROKEN at entry 3"),
        ("UPDATE audit SET at = at + 1 WHERE number = 3", "BROKEN at entry 3"),
        ("UPDATE audit SET person = 999 WHERE number = 3", "BROKEN at entry 3"),
        ("UPDATE audit SET hash = '0' WHERE number = 3", "BROKEN at entry 3"),
        ("DELETE FROM audit WHERE number = 3", "BROKEN at entry 4"),
        ("DELETE FROM audit WHERE number = 1", "BROKEN at entry 2"),
        ("UPDATE audit SET at = 'yesterday' WHERE number = 3", "BROKEN after entry"),
    ],
)
def test_a_trail_that_was_tampered_with_names_the_first_broken_entry(well: Desk, tampering: str, told: str) -> None:
    with well.connect() as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        assert triggers
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        assert connection.execute(tampering).rowcount == 1
    (warning,) = warnings(well)
    assert warning.startswith(f"audit trail: {told}")


def test_a_trail_that_was_cut_off_shows_by_its_last_hash(well: Desk) -> None:
    def last() -> str:
        lines = well.done("doctor").stdout.splitlines()
        return next(line for line in lines if "audit trail" in line).rpartition(" ")[2]

    before = last()
    with well.connect() as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)")
    assert last() != before


def test_a_notice_that_waits_for_long_is_named_with_its_date(well: Desk) -> None:
    reference = well.say("officer-HN", NEW).card
    well.say("officer-HN", f"referral send {reference}")
    assert warnings(well) == [], "a moment is no delay"
    with well.connect() as connection:
        connection.execute("UPDATE outbox SET made = made - 3600000000 WHERE settled IS NULL")
    (warning,) = warnings(well)
    assert warning.startswith("outbox: 1 waiting, the oldest since 20")


def test_it_warns_when_erasing_was_not_done_or_the_files_still_hold_what_was_erased(well: Desk) -> None:
    with well.connect() as connection:
        connection.execute("UPDATE retention SET finished = ?, lingers = ?", [1_600_000_000_000_000] * 2)
    (warning,) = warnings(well)
    assert warning.startswith("erasing by age: done last for 2020-09-13; what was erased on 2020-09-13 may still be in")


def test_it_warns_when_nobody_looks_at_what_is_due_and_where_nobody_did_for_long(well: Desk) -> None:
    with well.house() as house:
        now = house.clock()
        tick(house.store, house.services, lambda: now - timedelta(days=8))
    assert f"ticks: what is due was last looked at on {now - timedelta(days=8):%Y-%m-%d %H:%M} UTC" in warnings(well)
    with well.house() as house:
        tick(house.store, house.services, lambda: now)
    (warning,) = warnings(well)
    began, ended = now - timedelta(days=8), now
    assert warning == (
        f"late ticks: nobody looked from {began:%Y-%m-%d %H:%M} to {ended:%Y-%m-%d %H:%M} UTC; "
        "0 notices of deadlines were late"
    )


def test_how_long_is_late_is_the_operator_s_to_say(well: Desk) -> None:
    well.config.write_text(f"{well.config.read_text('utf-8')}\n[operator]\nlate_minutes = 60\n", "utf-8")
    with well.house() as house:
        now = house.clock()
        tick(house.store, house.services, lambda: now - timedelta(minutes=59))
    assert warnings(well) == []


def test_a_notice_that_was_given_up_is_counted(well: Desk) -> None:
    well.say("officer-HN", f"referral send {well.say('officer-HN', NEW).card}")
    with well.house() as house, house.store.begin() as uow:
        (leased,) = uow.outbox.lease(house.clock(), timedelta(0), 10)
        uow.outbox.give_up(leased.id, house.clock(), "gone")
        uow.commit()
    (warning,) = warnings(well)
    assert "1 could not be delivered" in warning


def test_a_country_without_an_officer_is_named(well: Desk) -> None:
    with well.connect() as connection:
        connection.execute("DELETE FROM link WHERE \"user\" IN ('officer-MX', 'officer-CR')")
        connection.execute("UPDATE network SET version = version + 1")
    assert warnings(well) == ["countries without an officer: CR, MX"]


def test_a_country_where_everybody_is_away_is_named(well: Desk) -> None:
    today = datetime.now(UTC).date()
    with well.house() as house, house.store.begin() as uow:
        (person,) = (person for person in uow.directory.people if person.desk == "GT")
        uow.members.add_absence(Absence(person.id, today - timedelta(days=2), today + timedelta(days=2)))
        uow.commit()
    assert warnings(well) == ["countries with everybody away: GT"]


def test_a_network_that_nobody_presides_is_told(well: Desk) -> None:
    with well.connect() as connection:
        connection.execute("DELETE FROM term")
        connection.execute("UPDATE network SET version = version + 1")
    assert warnings(well) == ["presidency: nobody presides today"]


def test_a_bot_without_a_platform_is_told(well: Desk) -> None:
    well.config.write_text(NO_DIGESTS, "utf-8")
    assert warnings(well) == ["platforms: none is configured: nobody can reach the bot"]


@pytest.mark.parametrize(("name", "about"), [("keys.toml", "keys file"), ("liaison.sqlite3", "database file")])
@pytest.mark.parametrize("mode", [0o604, 0o644, 0o660])
def test_a_file_that_others_can_open_is_named_with_what_to_do(well: Desk, name: str, about: str, mode: int) -> None:
    (well.folder / name).chmod(mode)
    (warning,) = warnings(well)
    assert warning.startswith(f"{about}: {well.folder / name} is open to other accounts")
    assert warning.endswith(f"chmod 600 {well.folder / name}")
    (well.folder / name).chmod(0o640)
    assert warnings(well) == [], "a group may be let in to read"


def test_a_disk_that_is_nearly_full_is_named(well: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 7_000_000})
    monkeypatch.setattr("liaison_bot.doctor.shutil.disk_usage", lambda _path: usage)
    assert warnings(well) == ["disk: 7 MB free where the database is"]


def test_a_fresh_database_names_all_that_is_still_to_be_done(desk: Desk) -> None:
    found = warnings(desk)
    assert [line.partition(":")[0] for line in found] == ["presidency", "countries without an officer", "platforms"]
    assert ", ".join(sorted(COUNTRIES)) == ", ".join(sorted(found[1].partition(": ")[2].split(", ")))


def test_notices_for_people_without_a_connected_account_are_counted_with_the_peoples_numbers(well: Desk) -> None:
    well.say("officer-HN", f"referral send {well.say('officer-HN', NEW).card}")
    with well.connect() as connection:
        connection.execute("UPDATE link SET platform = 'another' WHERE \"user\" = 'officer-MX'")
        connection.execute("UPDATE network SET version = version + 1")
        (person,) = connection.execute("SELECT person FROM link WHERE \"user\" = 'officer-MX'").fetchone()
    assert warnings(well) == [
        f"notices without an account: 1 notices wait for people without a connected account: persons {person}"
    ]


def test_a_notice_that_was_given_up_long_ago_is_no_warning_any_more(well: Desk) -> None:
    well.say("officer-HN", f"referral send {well.say('officer-HN', NEW).card}")
    with well.house() as house, house.store.begin() as uow:
        (leased,) = uow.outbox.lease(house.clock(), timedelta(0), 10)
        uow.outbox.give_up(leased.id, house.clock() - timedelta(days=8), "gone")
        uow.commit()
    assert warnings(well) == []


def trails_end(desk: Desk) -> str:
    lines = desk.done("doctor").stdout.splitlines()
    return next(line for line in lines if "audit trail" in line).rpartition(" ")[2]


def test_the_trails_end_that_was_noted_is_still_there_and_a_cut_off_one_is_not(well: Desk) -> None:
    noted = trails_end(well)
    well.say("officer-HN", "help")
    assert f"the trail still holds {noted}" in well.done("doctor", "--trail-was", noted).stdout
    later = trails_end(well)
    with well.connect() as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)")
    assert "DOES NOT HOLD" not in well.done("doctor", "--trail-was", noted).stdout
    cut = well.use("doctor", "--trail-was", later)
    assert cut.exit_code == 1
    assert f"WARN  audit trail as noted: the trail DOES NOT HOLD {later}" in cut.stdout


def test_a_note_that_cannot_be_read_is_refused(well: Desk) -> None:
    assert "--trail-was: COUNT:HASH" in well.refused("doctor", "--trail-was", "yesterday")
