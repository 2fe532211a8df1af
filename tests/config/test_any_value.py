"""Whatever an operator writes into a TOML file is taken, or told as a mistake: nothing else ever comes of it."""

import json
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from liaison_bot.config import example_config, load_config
from liaison_bot.errors import ConfigError
from liaison_bot.rulebook import FILES, load_rulebook

SECRET = "hunter2-in-the-open"
EVERY_KEY = f"""
[database]
url = "postgresql://liaison:{SECRET}@localhost/liaison"
[keys]
file = "keys.toml"
[network]
languages = ["es", "en"]
default_language = "en"
rules = "."
invitation_days = 7
join_tries_per_hour = 5
record_protection_need = false
[referrals]
reopen_days = 90
[retention]
contents_days = 90
drafts_days = 14
skeleton_days = 730
[digests]
at = 08:00:00
officers = "daily"
coordinators = "weekly"
partners = "weekly"
[practice]
port = 8765
[log]
level = "info"
"""

Path_ = tuple[str | int, ...]
text = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=100)
simple = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(),
    text,
    st.dates(),
    st.times(),
    st.datetimes(),
    st.sampled_from([0, -1, 1, 10**400, "", " ", "es", "US", "/", "..", "a\0b", "x" * 300]),
)
anything = st.recursive(simple, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3))


def write_toml(told: dict[str, Any]) -> str:
    return "".join(f"{_quoted(key)} = {_inline(value)}\n" for key, value in told.items())


def _inline(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)} = {_inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value > 10**20:
        return hex(value)  # Python writes and reads no decimals of thousands of digits
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f")


def places(told: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Every place at which a value stands."""
    keys = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in keys:
        yield (*path, key)
        yield from places(value, (*path, key))


def with_another(told: Any, path: Path_, value: Any) -> Any:
    """The same with another value at one place."""
    if not path:
        return value
    changed = told.copy()
    changed[path[0]] = with_another(told[path[0]], path[1:], value)
    return changed


def mistakes_of(load: Any) -> str:
    try:
        load()
    except ConfigError as wrong:
        return str(wrong)
    return ""


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_at_any_key_of_a_data_file_is_taken_or_told(name: str, data: st.DataObject, tmp_path: Path) -> None:
    told = tomllib.loads(resources.files("liaison_bot").joinpath("data", name).read_text("utf-8"))
    path = data.draw(st.sampled_from(sorted(places(told), key=str)))
    written = write_toml(with_another(told, path, data.draw(anything)))
    (tmp_path / name).write_text(written, encoding="utf-8", newline="")
    mistakes = mistakes_of(lambda: load_rulebook(tmp_path))
    assert all(
        line.startswith((f"{tmp_path / name}", str(tmp_path), "liaison_bot/data/"))
        for line in mistakes.split("\n")
        if line
    )


@pytest.mark.parametrize("name", FILES)
def test_a_data_file_written_in_another_way_says_the_same(name: str, tmp_path: Path) -> None:
    told = tomllib.loads(resources.files("liaison_bot").joinpath("data", name).read_text("utf-8"))
    (tmp_path / name).write_text(write_toml(told), encoding="utf-8")
    assert load_rulebook(tmp_path) == load_rulebook()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_at_any_key_of_the_settings_is_taken_or_told_and_no_secret_is(
    data: st.DataObject, tmp_path: Path
) -> None:
    (tmp_path / "keys.toml").write_text(SECRET, encoding="utf-8")
    told = tomllib.loads(EVERY_KEY)
    path = data.draw(st.sampled_from(sorted(places(told), key=str)))
    (tmp_path / "config.toml").write_text(
        write_toml(with_another(told, path, data.draw(anything))), encoding="utf-8", newline=""
    )
    mistakes = mistakes_of(lambda: load_config(tmp_path / "config.toml", {}))
    assert SECRET not in mistakes
    assert all(line.startswith(f"{tmp_path / 'config.toml'}") for line in mistakes.split("\n") if line)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_secret_at_any_key_that_holds_one_or_under_an_unknown_name_is_never_told(
    data: st.DataObject, tmp_path: Path
) -> None:
    told = tomllib.loads(EVERY_KEY)
    secret_places = [("database",), ("database", "url"), ("keys",), ("keys", "file"), ("practice",), ("network",)]
    path = data.draw(st.sampled_from(secret_places))
    wrapped = data.draw(st.sampled_from([SECRET, [SECRET], {"a": SECRET}, {"url_file": SECRET}, {"file": SECRET}]))
    (tmp_path / "config.toml").write_text(write_toml(with_another(told, path, wrapped)), encoding="utf-8")
    mistakes = mistakes_of(lambda: load_config(tmp_path / "config.toml", {}))
    assert mistakes
    assert SECRET not in mistakes


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_settings_that_were_cut_off_or_overwritten_anywhere_are_taken_or_told(
    data: st.DataObject, tmp_path: Path
) -> None:
    whole = data.draw(st.sampled_from([EVERY_KEY, example_config()]))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 40, len(whole))))
    broken = whole[:start] + data.draw(text) + whole[end:]
    assume(broken != whole)
    (tmp_path / "config.toml").write_text(broken, encoding="utf-8", newline="")
    mistakes_of(lambda: load_config(tmp_path / "config.toml", {}))
