"""The example: every setting is in it with its meaning and default, and it can be used as it is."""

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import get_type_hints

import pytest

from liaison_bot.chat import Where
from liaison_bot.config import Practice, Tables, example_config, load_config

ROOT = Path(__file__).parents[2]
KEYS = [(table.name, key.name) for table in fields(Tables) for key in fields(get_type_hints(Tables)[table.name])]
_HEADER = re.compile(r"#?\[(\w+)\]")
_KEY = re.compile(r"#?(\w+) = .+")


def documented() -> dict[tuple[str, str], str]:
    """Every key of the example, commented out or not, with the comment above it."""
    found: dict[tuple[str, str], str] = {}
    table, comment = "", ""
    for line in example_config().splitlines():
        if header := _HEADER.fullmatch(line):
            table, comment = header[1], ""
        elif key := _KEY.fullmatch(line):
            found[table, key[1]] = comment
            comment = ""
        elif line.startswith("# "):
            comment += line[1:]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "keys.toml").write_text("a key ring", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_every_key_is_explained(table: str, key: str) -> None:
    assert len(documented()[table, key]) > 20


def test_nothing_is_explained_that_there_is_not() -> None:
    assert set(documented()) == set(KEYS)


def test_the_example_is_every_default(folder: Path) -> None:
    path = folder / "config.toml"
    path.write_text(example_config(), encoding="utf-8")
    example = load_config(path, {})
    path.write_text("", encoding="utf-8")
    assert example == load_config(path, {})


def test_what_is_commented_out_holds_the_defaults_too_and_can_be_used(folder: Path) -> None:
    path = folder / "config.toml"
    path.write_text(example_config(), encoding="utf-8")
    example = load_config(path, {})
    (folder / "rules").mkdir()
    told = re.sub(r"^#(\[\w+\]|\w+ = .+)$", r"\1", example_config(), flags=re.MULTILINE)
    path.write_text(re.sub(r"^\w+_file = .+$", "", told, flags=re.MULTILINE), encoding="utf-8")
    everything = load_config(path, {})
    assert everything == replace(
        example,
        operator=replace(example.operator, room=Where("matrix", "!operators:ministry.example")),
        practice=Practice(port=8765),
        matrix=everything.matrix,
        slack=everything.slack,
        network=replace(example.network, rules=folder / "rules"),
    )


def test_the_example_at_the_top_of_the_repository_is_the_one_that_ships() -> None:
    assert (ROOT / "config.example.toml").read_text(encoding="utf-8") == example_config()


def test_the_example_holds_no_secret(folder: Path) -> None:
    (folder / "config.toml").write_text(example_config(), encoding="utf-8")
    assert not re.search(
        r"^(url|password|access_token|recovery_key|bot_token|app_token)(_file)? =", example_config(), flags=re.MULTILINE
    )


def test_what_is_commented_out_of_matrix_holds_its_defaults(folder: Path) -> None:
    path = folder / "config.toml"
    given = '[matrix]\nhomeserver = "https://matrix.ministry.example"\nuser_id = "@liaison:ministry.example"\n'
    path.write_text(given, encoding="utf-8")
    least = load_config(path, {}).matrix
    told = re.sub(
        r"^#(\[matrix\]|\w+ = .+)$",
        r"\1",
        example_config().partition("#[matrix]")[2].partition("#[slack]")[0],
        flags=re.MULTILINE,
    )
    path.write_text("[matrix]\n" + re.sub(r"^\w+_file = .+$", "", told, flags=re.MULTILINE), encoding="utf-8")
    everything = load_config(path, {}).matrix
    assert least is not None
    assert everything is not None
    kept = {name: getattr(least, name) for name in ("password", "access_token", "recovery_key", "device_id")}
    assert replace(everything, **kept) == least


def test_what_is_commented_out_of_slack_holds_its_defaults(folder: Path) -> None:
    path = folder / "config.toml"
    path.write_text('[slack]\nbot_token = "xoxb-made-up"\napp_token = "xapp-made-up"\n', encoding="utf-8")
    least = load_config(path, {}).slack
    told = re.sub(r"^#(\w+ = .+)$", r"\1", example_config().partition("#[slack]")[2], flags=re.MULTILINE)
    path.write_text("[slack]\n" + re.sub(r"^\w+_file = .+$", "", told, flags=re.MULTILINE), encoding="utf-8")
    everything = load_config(path, {}).slack
    assert least is not None
    assert everything is not None
    assert replace(everything, team_id="") == least
