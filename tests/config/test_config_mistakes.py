"""Settings that will not do: each mistake is told with its file, line and key, what was found, and what is allowed."""

from pathlib import Path

import pytest

from liaison_bot.config import load_config
from liaison_bot.config_operator import ROOM_ALLOWED
from liaison_bot.errors import ConfigError

ADDRESS = "an address that begins with sqlite:/// or postgresql://"
RING = "the key ring that `liaison-bot init` makes, or the variable LIAISON_KEYS"
VARIABLES = ", ".join(
    f"LIAISON_{name}"
    for name in (
        "DATABASE_URL",
        "KEYS",
        "MATRIX_PASSWORD",
        "MATRIX_ACCESS_TOKEN",
        "MATRIX_RECOVERY_KEY",
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
    )
)
TABLES = "database, keys, network, referrals, retention, digests, operator, practice, matrix, slack, log"
NETWORK = "languages, default_language, rules, invitation_days, join_tries_per_hour, record_protection_need"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "keys.toml").write_text("a key ring", encoding="utf-8")
    return tmp_path


def mistakes(folder: Path, text: str, **environ: str) -> list[str]:
    """What is told, without the path of the file."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as wrong:
        load_config(path, environ)
    assert "hunter2" not in str(wrong.value)
    return [one.replace(f"{folder}/", "") for one in wrong.value.problems]


@pytest.mark.parametrize(
    ("table", "line", "told"),
    [
        ("database", "url = 5", f"database.url: found a whole number; allowed: {ADDRESS}"),
        ("database", 'url = ["hunter2"]', f"database.url: found a list; allowed: {ADDRESS}"),
        ("database", 'url = "hunter2"', f"database.url: this is not the address of a database; allowed: {ADDRESS}"),
        ("database", 'url = ""', f"database.url: this is not the address of a database; allowed: {ADDRESS}"),
        ("database", 'url = "sqlite:///"', f"database.url: this is not the address of a database; allowed: {ADDRESS}"),
        (
            "database",
            'url = "sqlite:///:memory:"',
            f"database.url: this is not the address of a database; allowed: {ADDRESS}",
        ),
        (
            "database",
            'url = "mysql://u:hunter2@h/d"',
            f"database.url: this is not the address of a database; allowed: {ADDRESS}",
        ),
        ("database", "url_file = 5", "database.url_file: found 5; allowed: a path in quotes"),
        ("database", 'url_file = ""', "database.url_file: found “”; allowed: a path in quotes"),
        (
            "database",
            'url_file = "postgresql://u:hunter2@h"',
            f"database.url_file: the file it names: there is no such file; allowed: {ADDRESS}",
        ),
        ("database", 'url_file = "."', "database.url_file: : found a folder; allowed: a file"),
        ("database", 'ulr = "hunter2"', "database.ulr: unknown key; did you mean url?; allowed: url, url_file"),
        ("keys", "file = true", "keys.file: found true; allowed: a path in quotes"),
        ("keys", 'file = "hunter2"', f"keys.file: the file it names: there is no such file; allowed: {RING}"),
        ("keys", 'ring = "hunter2"', "keys.ring: unknown key; allowed: file"),
        ("network", 'languages = "es"', "network.languages: found “es”; allowed: a list, each: en, es, fr"),
        (
            "network",
            "languages = []",
            "network.languages: found an empty list; allowed: one or more of en, es, fr, each once",
        ),
        (
            "network",
            'languages = ["es", "es"]',
            "network.languages: a language is there twice; allowed: one or more of en, es, fr, each once",
        ),
        ("network", 'languages = ["es", "de"]', "network.languages[2]: found “de”; allowed: en, es, fr"),
        ("network", "languages = [1]", "network.languages[1]: found 1; allowed: en, es, fr"),
        ("network", 'default_language = "de"', "network.default_language: found “de”; allowed: en, es, fr"),
        ("network", "default_language = 1", "network.default_language: found 1; allowed: en, es, fr"),
        ("network", "rules = 1", "network.rules: found 1; allowed: a path in quotes"),
        (
            "network",
            'rules = "none"',
            "network.rules: none: there is no such folder, or it may not be entered; allowed: a folder of data files",
        ),
        ("network", 'rules = "keys.toml"', "network.rules: keys.toml: found a file; allowed: a folder of data files"),
        ("network", "invitation_days = 0", "network.invitation_days: found 0; allowed: a whole number from 1 to 90"),
        ("network", "invitation_days = 91", "network.invitation_days: found 91; allowed: a whole number from 1 to 90"),
        (
            "network",
            "invitation_days = 7.0",
            "network.invitation_days: found 7.0; allowed: a whole number from 1 to 90",
        ),
        (
            "network",
            'invitation_days = "7"',
            "network.invitation_days: found the text “7”; allowed: a whole number from 1 to 90",
        ),
        (
            "network",
            "join_tries_per_hour = true",
            "network.join_tries_per_hour: found true; allowed: a whole number from 1 to 100",
        ),
        (
            "network",
            "join_tries_per_hour = 0",
            "network.join_tries_per_hour: found 0; allowed: a whole number from 1 to 100",
        ),
        (
            "network",
            'record_protection_need = "no"',
            "network.record_protection_need: found the text “no”; allowed: true or false",
        ),
        ("network", "record_protection_need = 0", "network.record_protection_need: found 0; allowed: true or false"),
        ("network", "langauges = []", f"network.langauges: unknown key; did you mean languages?; allowed: {NETWORK}"),
        ("referrals", "reopen_days = -1", "referrals.reopen_days: found -1; allowed: a whole number from 0 to 3650"),
        (
            "referrals",
            "reopen_days = 3651",
            "referrals.reopen_days: found 3651; allowed: a whole number from 0 to 3650",
        ),
        (
            "retention",
            "contents_days = 89",
            (
                "retention.contents_days: found 89, and referrals.reopen_days is 90; allowed: 90 or more: "
                "a referral that can be opened again keeps its contents"
            ),
        ),
        (
            "retention",
            "skeleton_days = 89",
            (
                "retention.skeleton_days: found 89, and contents_days is 90; allowed: 90 or more: "
                "a referral that has contents is there"
            ),
        ),
        ("retention", "drafts_days = 7", "retention.drafts_days: found 7; allowed: a whole number from 8 to 365"),
        (
            "retention",
            "contents_days = 7301",
            "retention.contents_days: found 7301; allowed: a whole number from 8 to 7300",
        ),
        ("digests", "at = 8", "digests.at: found 8; allowed: a time of day in whole minutes, such as 08:00:00"),
        (
            "digests",
            "at = 08:00:30",
            "digests.at: found 08:00:30; allowed: a time of day in whole minutes, such as 08:00:00",
        ),
        ("digests", 'officers = "hourly"', "digests.officers: found “hourly”; allowed: daily, weekly, off"),
        ("digests", "coordinators = true", "digests.coordinators: found true; allowed: daily, weekly, off"),
        ("digests", 'partners = "daily"', "digests.partners: found “daily”; allowed: weekly, off"),
        ("digests", 'charts = "on"', "digests.charts: found the text “on”; allowed: true or false"),
        ("digests", "hour = 8", "digests.hour: unknown key; allowed: at, officers, coordinators, partners, charts"),
        ("operator", "late_minutes = 1", "operator.late_minutes: found 1; allowed: a whole number from 2 to 1440"),
        (
            "operator",
            "late_minutes = 1441",
            "operator.late_minutes: found 1441; allowed: a whole number from 2 to 1440",
        ),
        ("operator", 'room = "#operators"', f"operator.room: found “#operators”; allowed: {ROOM_ALLOWED}"),
        *(
            ("operator", f'room = "{name}"', f"operator.room: found “{name}”; allowed: {ROOM_ALLOWED}")
            for name in ("matrix:#operators:ministry.example", "slack:#operators", "slack:U024BE7LR", "slack:operators")
        ),
        ("operator", 'room = "matrix:"', f"operator.room: found “matrix:”; allowed: {ROOM_ALLOWED}"),
        ("operator", 'room = "teams:red"', f"operator.room: found “teams:red”; allowed: {ROOM_ALLOWED}"),
        ("operator", "room = 7", f"operator.room: found 7; allowed: {ROOM_ALLOWED}"),
        (
            "operator",
            'room = "slack:C024BE7LR"',
            (
                "operator.room: [slack] is not there, so nothing can be said in the room; "
                "allowed: a room on a platform that has its table"
            ),
        ),
        ("practice", "port = -1", "practice.port: found -1; allowed: a whole number from 0 to 65535"),
        ("practice", 'port = "80"', "practice.port: found the text “80”; allowed: a whole number from 0 to 65535"),
        ("practice", "host = 1", "practice.host: unknown key; allowed: port"),
        ("log", 'level = "loud"', "log.level: found “loud”; allowed: debug, info, warning, error"),
        ("log", "level = 10", "log.level: found 10; allowed: debug, info, warning, error"),
    ],
)
def test_a_mistake_at_a_key_is_told_with_its_line(folder: Path, table: str, line: str, told: str) -> None:
    told = told.replace("url_file: :", f"url_file: {folder}:")
    assert mistakes(folder, f"# what it is about\n[{table}]\n\n{line} # why") == [f"config.toml, line 4: {told}"]


@pytest.mark.parametrize("table", TABLES.split(", "))
def test_a_table_that_is_none_is_told_without_what_it_holds(folder: Path, table: str) -> None:
    assert mistakes(folder, f'{table} = "hunter2"') == [f"config.toml, line 1: {table}: found a text; allowed: a table"]
    assert mistakes(folder, f"[[{table}]]") == [f"config.toml, line 1: {table}: found a list; allowed: a table"]


def test_an_unknown_table_is_told_with_the_nearest(folder: Path) -> None:
    assert mistakes(folder, '[referals]\na = "hunter2"') == [
        f"config.toml, line 1: referals: unknown key; did you mean referrals?; allowed: {TABLES}"
    ]


def test_a_key_outside_its_table_is_unknown(folder: Path) -> None:
    assert mistakes(folder, 'url = "hunter2"') == [f"config.toml, line 1: url: unknown key; allowed: {TABLES}"]


def test_a_default_language_that_is_not_in_use_is_told(folder: Path) -> None:
    assert mistakes(folder, '[network]\nlanguages = ["es", "en"]\ndefault_language = "fr"') == [
        "config.toml, line 3: network.default_language: found “fr”; allowed: one of languages: es, en"
    ]


def test_everything_is_told_at_once(folder: Path) -> None:
    told = mistakes(
        folder,
        '[log]\nlevel = 1\n[network]\ninvitation_days = 0\nrules = "none"\nlanguages = ["fr"]\n'
        'default_language = "es"\ntypo = 1\n[practice]\nport = 99999\n[database]\nurl = "hunter2"\n[else]\n',
        LIAISON_KEY="hunter2",
    )
    assert [one.partition(": ")[0] for one in told] == [
        "LIAISON_KEY",
        "config.toml, line 13",
        "config.toml, line 12",
        "config.toml, line 4",
        "config.toml, line 8",
        "config.toml, line 7",
        "config.toml, line 5",
        "config.toml, line 10",
        "config.toml, line 2",
    ]


def test_an_address_and_its_file_are_not_given_together(folder: Path) -> None:
    (folder / "url").write_text("sqlite:////there", encoding="utf-8")
    text = '[database]\nurl = "sqlite:////here"\nurl_file = "url"'
    told = ["config.toml, line 3: database.url_file: found together with url; allowed: one of the two"]
    assert mistakes(folder, text) == told
    assert mistakes(folder, text, LIAISON_DATABASE_URL="sqlite:////variable") == told


def test_a_file_that_holds_no_address_is_told_without_what_it_holds(folder: Path) -> None:
    text = '[database]\nurl_file = "url"'
    (folder / "url").write_text("hunter2", encoding="utf-8")
    assert mistakes(folder, text) == [
        f"config.toml, line 2: database.url_file: the file does not hold the address of a database; allowed: {ADDRESS}"
    ]
    (folder / "url").write_text(" \n", encoding="utf-8")
    assert mistakes(folder, text) == [
        f"config.toml, line 2: database.url_file: url: the file is empty; allowed: {ADDRESS}"
    ]
    (folder / "url").write_bytes(b"hunter2\xff")
    assert mistakes(folder, text) == [
        "config.toml, line 2: database.url_file: url, line 1: found a character that is not UTF-8; allowed: UTF-8 text"
    ]


def test_a_key_ring_that_is_missing_or_empty_is_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "") == [f"config.toml: keys.file: keys.toml: there is no such file; allowed: {RING}"]
    (tmp_path / "keys.toml").write_text("\n", encoding="utf-8")
    assert mistakes(tmp_path, "") == [f"config.toml: keys.file: keys.toml: the file is empty; allowed: {RING}"]


def test_a_key_ring_that_may_not_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "keys.toml":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert mistakes(folder, "") == [
        f"config.toml: keys.file: keys.toml: this program is not permitted to read it; allowed: {RING}"
    ]


def test_a_variable_that_will_not_do_is_told_without_its_value(folder: Path) -> None:
    assert mistakes(folder, "", LIAISON_DATABASE_URL="hunter2") == [
        f"LIAISON_DATABASE_URL: this is not the address of a database; allowed: {ADDRESS}"
    ]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("LIAISON_DATABASE_URI", "LIAISON_DATABASE_URL"),
        ("LIAISON_DATABASE_URL_FILE", "LIAISON_DATABASE_URL"),
        ("LIAISON_DATABASE", "LIAISON_DATABASE_URL"),
        ("LIAISON_KEY", "LIAISON_KEYS"),
        ("LIAISON_KEYS_FILE", "LIAISON_KEYS"),
        ("LIAISON_MATRIX_PASWORD", "LIAISON_MATRIX_PASSWORD"),
        ("LIAISON_MATRIX_TOKEN", "LIAISON_MATRIX_ACCESS_TOKEN"),
    ],
)
def test_a_variable_that_looks_misspelt_is_not_passed_over(folder: Path, name: str, meant: str) -> None:
    assert mistakes(folder, "", **{name: "hunter2"}) == [
        f"{name}: unknown environment variable; did you mean {meant}?; allowed: {VARIABLES}"
    ]


def test_variables_of_other_programs_are_none_of_our_business(folder: Path) -> None:
    (folder / "config.toml").write_text("", encoding="utf-8")
    load_config(folder / "config.toml", {"DATABASE_URL": "x", "LIAISON_CONFIG": "x", "KEYS": "x"})


def test_settings_that_are_no_toml_are_told_without_what_they_hold(folder: Path) -> None:
    assert mistakes(folder, '[database]\nurl = "hunter2') == [
        "config.toml, at the end: this is not TOML: unterminated string"
    ]
    assert mistakes(folder, "[database]\nurl = hunter2\n") == [
        "config.toml, line 2, column 7: this is not TOML: invalid value"
    ]


def test_settings_that_cannot_be_read_are_told(folder: Path) -> None:
    for path, told in [
        (folder / "none.toml", "there is no such file"),
        (folder, "found a folder; allowed: a file"),
    ]:
        with pytest.raises(ConfigError) as wrong:
            load_config(path, {})
        assert wrong.value.problems == (f"{path}: {told}",)


def test_settings_that_are_not_utf8_are_told_with_the_line(folder: Path) -> None:
    path = folder / "config.toml"
    path.write_bytes("[log]\n# según\n".encode("latin-1"))
    with pytest.raises(ConfigError) as wrong:
        load_config(path, {})
    assert wrong.value.problems == (f"{path}, line 2: found a character that is not UTF-8; allowed: UTF-8 text",)


LEAST = 'homeserver = "https://m.example"\nuser_id = "@b:m.example"\n'
MATRIX = [
    ('homeserver = "http://m.example"', "homeserver: found “http://m.example”; allowed: an address that begins with "),
    ('homeserver = "m.example"', "homeserver: found “m.example”; allowed: an address that begins with https://"),
    ('user_id = "liaison"', "user_id: found “liaison”; allowed: a whole account such as @liaison:ministry.example"),
    ('password = ""', "password: found a text; allowed: a text that is not empty"),
    ("password = 5", "password: found a whole number; allowed: a text that is not empty"),
    (
        'password = "hunter2"\npassword_file = "keys.toml"',
        "password_file: found together with password; allowed: one of",
    ),
    ('password_file = "hunter2"', "password_file: the file it names: there is no such file; allowed: a file with the"),
    ('access_token = "hunter2"', "device_id: is missing; allowed: the device that the access token came with"),
    (
        'inviters = ["ana"]\nservers = ["https://m.example"]',
        "servers[1]: found “https://m.example”; allowed: the name of",
    ),
    ('inviters = ["@ana"]', "inviters[1]: found “@ana”; allowed: an account such as @ana:ministry.example, or the"),
    ("most_rooms = 0", "most_rooms: found 0; allowed: a whole number from 1 to 10000"),
    ('trust = "some"', "trust: found “some”; allowed: all, cross-signed, verified"),
    ("oldest_command_hours = 169", "oldest_command_hours: found 169; allowed: a whole number from 1 to 168"),
    ('pasword = "hunter2"', "pasword: unknown key; did you mean password?; allowed: "),
]


@pytest.mark.parametrize(("text", "told"), MATRIX)
def test_what_is_wrong_in_matrix_is_told_with_its_line_and_no_secret(folder: Path, text: str, told: str) -> None:
    given = "".join(line for line in LEAST.splitlines(keepends=True) if line.split()[0] not in text.split())
    (found,) = [one for one in mistakes(folder, f"[matrix]\n{given}{text}\n") if "is missing" not in one or told in one]
    assert f"matrix.{told}" in found
    assert "line " in found
    assert "hunter2" not in found


def test_matrix_needs_a_homeserver_and_an_account(folder: Path) -> None:
    assert [one.partition(": ")[2] for one in mistakes(folder, "[matrix]\n")] == [
        "matrix.homeserver: is missing; allowed: such as https://matrix.ministry.example",
        "matrix.user_id: is missing; allowed: such as @liaison:ministry.example",
    ]


TOKENS = 'bot_token = "xoxb-hunter2"\napp_token = "xapp-hunter2"\n'
SLACK = [
    ('bot_token = "hunter2"', "bot_token: found a text; allowed: a bot token, which begins with xoxb-"),
    ('app_token = "xoxb-hunter2"', "app_token: found a text; allowed: an app-level token, which begins with xapp-"),
    ('bot_token_file = "hunter2"', "bot_token_file: the file it names: there is no such file; allowed: a file with"),
    ('api_url = "http://example.org"', "api_url: found “http://example.org”; allowed: an address that begins with"),
    ('team_id = "ministry"', "team_id: found “ministry”; allowed: a workspace's id, such as T024BE7LD"),
    ('token = "hunter2"', "token: unknown key; did you mean "),
]


@pytest.mark.parametrize(("text", "told"), SLACK)
def test_what_is_wrong_in_slack_is_told_with_its_line_and_no_secret(folder: Path, text: str, told: str) -> None:
    key = text.split(maxsplit=1)[0].removesuffix("_file")
    given = "".join(line for line in TOKENS.splitlines(keepends=True) if not line.startswith(f"{key} "))
    (found,) = mistakes(folder, f"[slack]\n{given}{text}\n")
    assert f"slack.{told}" in found
    assert "line " in found
    assert "hunter2" not in found


def test_slack_needs_both_tokens(folder: Path) -> None:
    assert [one.partition(": ")[2] for one in mistakes(folder, "[slack]\n")] == [
        "slack.bot_token: is missing; allowed: a token that begins with xoxb-",
        "slack.app_token: is missing; allowed: a token that begins with xapp-",
    ]


def test_a_slack_token_in_a_variable_or_a_file_is_looked_at_too(folder: Path) -> None:
    (folder / "app").write_text("hunter2", encoding="utf-8")
    found = mistakes(folder, '[slack]\napp_token_file = "app"\n', LIAISON_SLACK_BOT_TOKEN="hunter2")
    assert [one.partition(": ")[2] for one in found] == [
        "slack.bot_token: this is not such a token; allowed: a token that begins with xoxb-",
        "slack.app_token: this is not such a token; allowed: a token that begins with xapp-",
    ]
