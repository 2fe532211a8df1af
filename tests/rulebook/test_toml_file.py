"""Where in a TOML file something stands, and what is said of a file that is none."""

import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_bot.errors import ConfigError
from liaison_bot.toml_file import Toml, find_lines, parse, read_text, show

WITH_EVERYTHING = '''\
# a comment with [brackets] and "quotes"
top = 1
"quoted key" = 2 # [not.a.table]
'literal' = { inner = 1, other = [1, 2] }
long = """
[not.a.table]
key = "not a key"
""" # and after
literal_long = \'\'\'
[neither]\'\'\'
list = [
  "a # no comment",
  [1, 2], # a comment ]
  { key = "no key of its own" },
]
a.b = 3
[table]
key = "x = 1"
  indented = true
[table.under]
key = 1

[[many]]
key = 1
[many.under]
key = 2
[[many]] # the second
key = 3
[[many.more]]
key = 4
[[many.more]]
key = 5
'''


def test_lines_are_those_where_keys_and_tables_stand() -> None:
    assert find_lines(WITH_EVERYTHING) == {
        ("top",): 2,
        ("quoted key",): 3,
        ("literal",): 4,
        ("long",): 5,
        ("literal_long",): 9,
        ("list",): 11,
        ("a",): 16,
        ("a", "b"): 16,
        ("table",): 17,
        ("table", "key"): 18,
        ("table", "indented"): 19,
        ("table", "under"): 20,
        ("table", "under", "key"): 21,
        ("many",): 23,
        ("many", 0): 23,
        ("many", 0, "key"): 24,
        ("many", 0, "under"): 25,
        ("many", 0, "under", "key"): 26,
        ("many", 1): 27,
        ("many", 1, "key"): 28,
        ("many", 1, "more"): 29,
        ("many", 1, "more", 0): 29,
        ("many", 1, "more", 0, "key"): 30,
        ("many", 1, "more", 1): 31,
        ("many", 1, "more", 1, "key"): 32,
    }


def test_lines_are_the_same_with_the_line_ends_of_windows() -> None:
    assert find_lines(WITH_EVERYTHING.replace("\n", "\r\n")) == find_lines(WITH_EVERYTHING)


def test_a_key_without_a_line_of_its_own_goes_by_the_line_it_stands_in() -> None:
    toml = parse(WITH_EVERYTHING, "f.toml")
    assert toml.problem(("literal", "inner"), "found 1") == "f.toml, line 4: literal.inner: found 1"
    assert toml.problem(("list", 2, "key"), "found", "x") == "f.toml, line 11: list[3].key: found; allowed: x"
    assert toml.problem(("nowhere",), "is missing") == "f.toml: nowhere: is missing"


def test_entries_go_by_their_code_or_name() -> None:
    toml = parse('[[a]]\ncode = "x"\n[[b]]\nname = "y"\n[[c]]\ncode = 1\n', "f")
    assert toml.problem(("a", 0, "es"), "?") == "f, line 1: a[“x”].es: ?"
    assert toml.problem(("b", 0), "?") == "f, line 3: b[“y”]: ?"
    assert toml.problem(("c", 0, "code"), "?") == "f, line 6: c[1].code: ?"


def test_the_nearest_known_key_is_offered() -> None:
    toml = parse("langage = 1", "f")
    assert toml.unknown_key(("langage",), ("language", "zone")) == (
        "f, line 1: langage: unknown key; did you mean language?; allowed: language, zone"
    )
    assert toml.unknown_key(("langage",), ()) == "f, line 1: langage: unknown key; allowed: nothing"


@given(st.text(alphabet="[]{}=\"'#\n\r.,ab1 \\", max_size=60))
def test_any_toml_text_has_its_lines(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = text.count("\n") + 1
    assert all(1 <= line <= lines for line in find_lines(text).values())


@given(st.integers(0, 2**32))
def test_a_file_that_was_cut_or_mixed_up_is_never_more_than_a_mistake(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - to break a text, not a secret
    characters = list(WITH_EVERYTHING)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(characters))
        characters[at : at + chance.randint(0, 5)] = chance.choice(
            ["", "[", "]", '"', "'''", "=", "\n", "\\", "é", "\0"]
        )
    told: tuple[str, ...] = ()
    try:
        parse("".join(characters), "f")
    except ConfigError as wrong:
        told = wrong.problems
    assert all(one.startswith("f") for one in told)
    assert len(told) <= 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = hunter2", "f, line 1, column 5: this is not TOML: invalid value"),
        ('a = "hunter2', "f, at the end: this is not TOML: unterminated string"),
        ("hunter2", "f, at the end: this is not TOML: expected '=' after a key in a key/value pair"),
        ("hunter2 = 1\nhunter2 = 2", "f, at the end: this is not TOML: a table or key is there twice"),
        ("[hunter2]\n[hunter2]", "f, line 2, column 9: this is not TOML: a table or key is there twice"),
        ("a = {hunter2 = 1, hunter2 = 2}", "f, line 1, column 30: this is not TOML: a table or key is there twice"),
        ('a = "\x01hunter2"', "f, line 1, column 6: this is not TOML: this character cannot stand here"),
        ("a = " + "9" * 5000, "f: this is not TOML: something in it is too long or too deep"),
        ("a = " + "[" * 5000, "f: this is not TOML: something in it is too long or too deep"),
    ],
)
def test_what_is_not_toml_is_told_without_what_stands_there(text: str, told: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        parse(text, "f")
    assert str(wrong.value) == told
    assert "hunter2" not in str(wrong.value)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "f.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert parse(read_text(path), "f").told == {"a": 1}


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    for path, told in [
        (tmp_path / "none", "there is no such file"),
        (tmp_path, "found a folder; allowed: a file"),
        (tmp_path / ("x" * 300), "cannot be read: File name too long"),
        (tmp_path / "a\0b", "cannot be read: this is not the name of a file"),
    ]:
        with pytest.raises(ConfigError) as wrong:
            read_text(path, "f")
        assert str(wrong.value) == f"f: {told}"


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)  # whoever runs the tests may be allowed to read everything
    with pytest.raises(ConfigError, match=r"^f: this program is not permitted to read it$"):
        read_text(tmp_path / "f", "f")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x" * 61, f"“{'x' * 60}…”"),
        ("a\nb", "“a\\nb”"),
        (True, "true"),
        pytest.param(10**5000, "a very large number", id="very large"),
        (1.5, "1.5"),
        ([1], "a list"),
        ({}, "a table"),
    ],
)
def test_values_are_quoted_short_and_on_one_line(value: object, shown: str) -> None:
    assert show(value) == shown


def test_a_file_that_was_read_does_not_show_itself() -> None:
    assert repr(Toml("f", "hunter2", {"a": "hunter2"})) == "Toml(name='f')"
