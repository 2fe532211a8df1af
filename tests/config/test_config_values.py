"""Settings that will do: what they come to, and where each secret comes from."""

import copy
import os
from dataclasses import asdict
from datetime import time
from pathlib import Path

import pytest

from liaison_bot.chat import Where
from liaison_bot.config import (
    Config,
    Database,
    Keys,
    Log,
    Practice,
    Referrals,
    load_config,
)
from liaison_bot.config_matrix import Matrix
from liaison_bot.config_network import Network
from liaison_bot.config_operator import Operator
from liaison_bot.config_retention import Retention
from liaison_bot.config_slack import Slack
from liaison_bot.records.digests import DigestRules, Rhythm
from liaison_bot.secret import Secret

RING = 'current = "a"\n[keys]\na = "hunter2"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "keys.toml").write_text(RING, encoding="utf-8")
    return tmp_path


def load(folder: Path, text: str = "", **environ: str) -> Config:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return load_config(folder / "config.toml", environ)


def test_an_empty_file_means_every_default(folder: Path) -> None:
    assert load(folder) == Config(
        file=folder / "config.toml",
        database=Database(url=Secret(f"sqlite:///{folder}/liaison.sqlite3")),
        keys=Keys(ring=Secret(RING), source=f"{folder}/keys.toml", file=folder / "keys.toml"),
        network=Network(
            languages=("es", "en", "fr"),
            default_language="es",
            rules=None,
            invitation_days=7,
            join_tries_per_hour=5,
            record_protection_need=False,
        ),
        referrals=Referrals(reopen_days=90),
        retention=Retention(contents_days=90, drafts_days=14, skeleton_days=730),
        digests=DigestRules(at=time(8), officers=Rhythm.DAILY, coordinators=Rhythm.WEEKLY, partners=Rhythm.WEEKLY),
        operator=Operator(room=None, late_minutes=10),
        practice=None,
        matrix=None,
        slack=None,
        log=Log(level="info"),
    )


def test_every_key_is_taken(folder: Path) -> None:
    (folder / "own").mkdir()
    (folder / "ring").write_text(RING, encoding="utf-8")
    config = load(
        folder,
        """
        [database]
        url = "postgresql://liaison:hunter2@db.example/liaison"
        [keys]
        file = "ring"
        [network]
        languages = ["fr", "en"]
        default_language = "en"
        rules = "own"
        invitation_days = 3
        join_tries_per_hour = 2
        record_protection_need = true
        [referrals]
        reopen_days = 0
        [retention]
        contents_days = 30
        drafts_days = 10
        skeleton_days = 365
        [digests]
        at = 07:30:00
        officers = "weekly"
        coordinators = "daily"
        partners = "off"
        [operator]
        room = "practice:network:1"
        late_minutes = 30
        [practice]
        port = 9000
        [log]
        level = "debug"
        """,
    )
    assert config.database.url.reveal() == "postgresql://liaison:hunter2@db.example/liaison"
    assert config.keys.file == folder / "ring"
    assert config.network == Network(
        languages=("fr", "en"),
        default_language="en",
        rules=folder / "own",
        invitation_days=3,
        join_tries_per_hour=2,
        record_protection_need=True,
    )
    assert config.referrals.reopen_days == 0
    assert config.operator == Operator(room=Where("practice", "network:1"), late_minutes=30)
    assert config.retention == Retention(contents_days=30, drafts_days=10, skeleton_days=365)
    assert config.digests == DigestRules(
        at=time(7, 30), officers=Rhythm.WEEKLY, coordinators=Rhythm.DAILY, partners=Rhythm.OFF
    )
    assert config.practice == Practice(port=9000)
    assert config.log.level == "debug"


def test_the_default_language_is_the_first_one(folder: Path) -> None:
    assert load(folder, '[network]\nlanguages = ["fr", "es"]').network.default_language == "fr"


def test_an_empty_practice_table_asks_for_the_page_on_its_usual_port(folder: Path) -> None:
    assert load(folder, "[practice]").practice == Practice(port=8765)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite:///liaison.db", "sqlite:///{folder}/liaison.db"),
        ("sqlite:///data/liaison.db?timeout=5", "sqlite:///{folder}/data/liaison.db?timeout=5"),
        ("sqlite:////var/lib/liaison.db", "sqlite:////var/lib/liaison.db"),
        ("postgresql://u:p@h/d", "postgresql://u:p@h/d"),
        ("postgresql+psycopg://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgres://u:p@h/d", "postgres://u:p@h/d"),
    ],
)
def test_the_path_of_a_sqlite_file_counts_from_the_settings(folder: Path, written: str, meant: str) -> None:
    expected = Secret(meant.format(folder=folder))
    assert load(folder, f'[database]\nurl = "{written}"').database.url == expected
    assert load(folder, LIAISON_DATABASE_URL=written).database.url == expected


def test_paths_count_from_the_settings_wherever_the_program_is_started(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "elsewhere").mkdir()
    load(folder)
    monkeypatch.chdir(folder / "elsewhere")
    config = load_config(Path("../config.toml"), {})
    assert config.keys.file is not None
    assert config.keys.file.samefile(folder / "keys.toml")
    assert config.keys.file.is_absolute()


def test_a_variable_counts_before_a_file_and_a_file_before_the_settings(folder: Path) -> None:
    (folder / "url").write_text("sqlite:////from/file\n", encoding="utf-8")
    inline, file = 'url = "sqlite:////inline"', 'url_file = "url"'
    assert load(folder, f"[database]\n{inline}").database.url.reveal() == "sqlite:////inline"
    assert load(folder, f"[database]\n{file}").database.url.reveal() == "sqlite:////from/file"
    from_variable = load(folder, f"[database]\n{file}", LIAISON_DATABASE_URL="sqlite:////variable")
    assert from_variable.database.url.reveal() == "sqlite:////variable"


def test_a_file_that_does_not_count_is_not_read(folder: Path) -> None:
    config = load(
        folder,
        '[database]\nurl_file = "none"\n[keys]\nfile = "none"',
        LIAISON_DATABASE_URL="sqlite:////variable",
        LIAISON_KEYS=RING,
    )
    assert config.keys == Keys(ring=Secret(RING), source="LIAISON_KEYS", file=None)


def test_a_variable_that_is_empty_counts_as_not_set(folder: Path) -> None:
    config = load(folder, LIAISON_DATABASE_URL=" ", LIAISON_KEYS="")
    assert config.keys.file == folder / "keys.toml"
    assert config.database.url.reveal().endswith("/liaison.sqlite3")


def test_the_real_environment_is_used_unless_another_is_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("LIAISON_")]:
        monkeypatch.delenv(name)
    (folder / "config.toml").write_text("", encoding="utf-8")
    monkeypatch.setenv("LIAISON_DATABASE_URL", "sqlite:////variable")
    assert load_config(folder / "config.toml").database.url.reveal() == "sqlite:////variable"


def test_a_file_with_a_byte_order_mark_is_read(folder: Path) -> None:
    (folder / "config.toml").write_bytes(b'\xef\xbb\xbf[log]\r\nlevel = "error"\r\n')
    assert load_config(folder / "config.toml", {}).log.level == "error"


def test_secrets_do_not_show() -> None:
    secret = Secret("hunter2")
    config = Database(url=secret)
    for shown in (str(secret), repr(secret), f"{secret}", f"{secret:>20}", repr(config), repr(asdict(config))):
        assert "hunter2" not in shown
        assert "•••" in shown
    assert secret.reveal() == "hunter2"


def test_secrets_are_told_apart() -> None:
    assert Secret("a") == copy.deepcopy(Secret("a"))
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a")}) == 1


def test_all_settings_together_show_no_secret(folder: Path) -> None:
    config = load(folder, '[database]\nurl = "postgresql://u:hunter2@h/d"')
    assert "hunter2" not in repr(config)


LEAST = '[matrix]\nhomeserver = "https://matrix.ministry.example"\nuser_id = "@liaison:ministry.example"\n'


def matrix(folder: Path, text: str = "", **environ: str) -> Matrix:
    found = load(folder, LEAST + text, **environ).matrix
    assert found
    return found


def test_a_matrix_secret_comes_from_its_variable_before_its_file_before_the_table(folder: Path) -> None:
    (folder / "secret").write_text("from the file\n", encoding="utf-8")
    assert matrix(folder, 'password = "from the table"').password == Secret("from the table")
    assert matrix(folder, 'password_file = "secret"').password == Secret("from the file")
    told = matrix(folder, 'password_file = "secret"', LIAISON_MATRIX_PASSWORD=" from the variable ")
    assert told.password == Secret("from the variable")
    told = matrix(folder, 'device_id = "X"', LIAISON_MATRIX_ACCESS_TOKEN="token", LIAISON_MATRIX_RECOVERY_KEY="key")
    assert (told.access_token, told.recovery_key, told.password) == (Secret("token"), Secret("key"), Secret(""))


def test_the_matrix_store_counts_from_the_settings_folder_and_people_are_sets(folder: Path) -> None:
    told = matrix(
        folder, 'store = "keys"\ninviters = ["@ana:ministry.example", "partner.example:8448"]\nservers = ["a.b"]'
    )
    assert told.store == folder / "keys"
    assert told.inviters == {"@ana:ministry.example", "partner.example:8448"}
    assert told.servers == {"a.b"}


@pytest.mark.parametrize("address", ["http://127.0.0.1:8008", "http://localhost", "https://x.example:8448/base"])
def test_a_homeserver_on_this_computer_may_be_without_encryption(folder: Path, address: str) -> None:
    told = load(folder, LEAST.replace("https://matrix.ministry.example", address)).matrix
    assert told
    assert told.homeserver == address


def slack(folder: Path, text: str = "", **environ: str) -> Slack:
    found = load(folder, f"[slack]\n{text}", **environ).slack
    assert found
    return found


def test_a_slack_token_comes_from_its_variable_before_its_file_before_the_table(folder: Path) -> None:
    (folder / "secret").write_text("xoxb-from-the-file\n", encoding="utf-8")
    app = 'app_token = "xapp-1"\n'
    assert slack(folder, app + 'bot_token = "xoxb-table"').bot_token == Secret("xoxb-table")
    assert slack(folder, app + 'bot_token_file = "secret"').bot_token == Secret("xoxb-from-the-file")
    told = slack(folder, app + 'bot_token_file = "secret"', LIAISON_SLACK_BOT_TOKEN=" xoxb-variable ")
    assert told.bot_token == Secret("xoxb-variable")
    told = slack(folder, LIAISON_SLACK_BOT_TOKEN="xoxb-v", LIAISON_SLACK_APP_TOKEN="xapp-v")
    assert told == Slack(
        bot_token=Secret("xoxb-v"),
        app_token=Secret("xapp-v"),
        api_url="https://slack.com/api/",
        team_id="",
        status=folder / "slack-status.json",
        journal=folder / "slack-journal.sqlite3",
    )
