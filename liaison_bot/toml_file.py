"""The operator's TOML files as they stand on disk: reading them, and saying where in them something is wrong.

What a value must be is said elsewhere (`strict`). Nothing here quotes a file that is not TOML: it may hold a secret.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import Any

from liaison_bot.errors import ConfigError

KeyPath = tuple[str | int, ...]
"""Where a value stands: keys, and places in lists counted from 0."""

_MOST_QUOTED = 60
_MOST_NUMBER = 10**12
_AT = re.compile(r"^(?P<why>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL)
_KEY = re.compile(r"""\s*(?:"(?P<basic>(?:[^"\\]|\\.)*)"|'(?P<literal>[^']*)'|(?P<bare>[\w-]+))\s*(?P<end>[.=\]])""")
_TOKEN = re.compile(
    r"""(?P<long>\"{3}|'{3})|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(?P<comment>\#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])"""
)
_TYPES = (
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number"),
    (str, "a text"),
    (list, "a list"),
    (dict, "a table"),
    (date, "a date"),
    (time, "a time of day"),
)


@dataclass(frozen=True)
class Toml:
    """A TOML file that was read. `name` is how errors call it."""

    name: str
    text: str = field(repr=False)
    told: dict[str, Any] = field(repr=False)

    @cached_property
    def _lines(self) -> Mapping[KeyPath, int]:
        """Looked for only when something is wrong."""
        return find_lines(self.text)

    def problem(self, path: KeyPath, found: str, allowed: str = "") -> str:
        """One mistake as the operator reads it: the file, the line as near as can be told, the key, and what is so."""
        line = self.line(path)
        where = self.name + (f", line {line}" if line else "") + (f": {self._spell(path)}" if path else "")
        return f"{where}: {found}" + (f"; allowed: {allowed}" if allowed else "")

    def line(self, path: KeyPath) -> int | None:
        """The line of a key, or of what it stands in; None where neither can be told."""
        near = (self._lines.get(path[:length]) for length in range(len(path), 0, -1))
        return next((number for number in near if number), None)

    def unknown_key(self, path: KeyPath, known: Iterable[str]) -> str:
        """A key that nobody knows, the nearest that somebody does, and all of them. Never its value."""
        known = tuple(known)
        near = difflib.get_close_matches(str(path[-1]), known, n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        return self.problem(path, f"unknown key{meant}", ", ".join(known) or "nothing")

    def at(self, path: KeyPath) -> Any:
        """What stands at a key."""
        value: Any = self.told
        for part in path:
            value = value[part]
        return value

    def _spell(self, path: KeyPath) -> str:
        """A key as people read it: entries of a list go by their code or name, or else are counted from 1."""
        spelt = ""
        for length, part in enumerate(path, start=1):
            if isinstance(part, str):
                spelt += ("." if spelt else "") + _on_one_line(part)
                continue
            entry = self.at(path[:length])
            called = entry.get("code", entry.get("name")) if isinstance(entry, dict) else None
            spelt += f"[{show(called) if isinstance(called, str) else part + 1}]"
        return spelt


def read_text(path: Path, name: str = "") -> str:
    """Read a text file. Raises `ConfigError` when it is not there, may not be read, or is not text."""
    name = name or str(path)
    try:
        told = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{name}: there is no such file") from None
    except IsADirectoryError:
        raise ConfigError(f"{name}: found a folder; allowed: a file") from None
    except PermissionError:
        raise ConfigError(f"{name}: this program is not permitted to read it") from None
    except (OSError, ValueError) as wrong:  # ValueError: a NUL in the path
        reason = wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else "this is not the name of a file"
        raise ConfigError(f"{name}: cannot be read: {reason}") from None
    try:
        return told.decode("utf-8-sig")  # some editors put a byte order mark
    except UnicodeDecodeError as wrong:
        line = told.count(b"\n", 0, wrong.start) + 1
        raise ConfigError(f"{name}, line {line}: found a character that is not UTF-8; allowed: UTF-8 text") from None


def parse(text: str, name: str) -> Toml:
    """Read TOML. Raises `ConfigError` with line and column."""
    try:
        return Toml(name, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        raise ConfigError(f"{name}{_not_toml(str(wrong))}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits; lists in lists without end
        raise ConfigError(f"{name}: this is not TOML: something in it is too long or too deep") from None


def show(value: Any) -> str:
    """A TOML value as an error quotes it: short, on one line."""
    if isinstance(value, str):
        short = value if len(value) <= _MOST_QUOTED else value[:_MOST_QUOTED] + "…"
        return f"“{_on_one_line(short)}”"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) > _MOST_NUMBER:
        return "a very large number"  # it may have more digits than Python turns into text
    if isinstance(value, int | float):
        return str(value)
    return value.isoformat() if isinstance(value, date | time) else name_type(value)


def _on_one_line(text: str) -> str:
    return text if text.isprintable() else text.encode("unicode_escape").decode()


def name_type(value: Any) -> str:
    """The type of a TOML value, without the value."""
    return next(name for kind, name in _TYPES if isinstance(value, kind))


def find_lines(text: str) -> Mapping[KeyPath, int]:
    """The line (from 1) of each table and key of a valid TOML text.

    Python's TOML reader keeps no lines. This finds those of keys that stand at the start of a line, which is how
    people write them; keys inside `{ … }` go by the line of what they are in.
    """
    lines: dict[KeyPath, int] = {}
    lists: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for line, statement in _statements(text):
        if statement.startswith("["):
            is_list = statement.startswith("[[")
            table = _within(lists, _keys(statement[1 + is_list :]))
            if is_list:
                lists[table] = lists.get(table, -1) + 1
                lines.setdefault(table, line)
                table = (*table, lists[table])
            lines[table] = line
        else:
            keys = _keys(statement)
            for length in range(1, len(keys) + 1):
                lines.setdefault((*table, *keys[:length]), line)
    return lines


def _statements(text: str) -> Iterable[tuple[int, str]]:
    """Each statement's first line, with its number: lines inside a list or a long text are not statements."""
    depth, long = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        rest = line.strip()
        if not depth and not long:
            if not rest or rest.startswith("#"):
                continue
            yield number, rest
        depth, long = _open_after(line, depth, long)


def _open_after(line: str, depth: int, long: str) -> tuple[int, str]:
    """How many brackets are open after a line, and the quotes of the long text that is, if one is."""
    at = 0
    while True:
        if long:
            end = line.find(long, at)
            if end < 0:
                return depth, long
            at, long = end + 3, ""
        found = _TOKEN.search(line, at)
        if found is None:
            return depth, ""
        at = found.end()
        depth += bool(found["open"]) - bool(found["close"])
        long = found["long"] or ""


def _keys(statement: str) -> tuple[str, ...]:
    """The parts of the dotted key at the start of a statement."""
    keys: list[str] = []
    at = 0
    while found := _KEY.match(statement, at):
        keys.append(next(part for part in (found["basic"], found["literal"], found["bare"]) if part is not None))
        if found["end"] != ".":
            break
        at = found.end()
    return tuple(keys)


def _within(lists: Mapping[KeyPath, int], keys: tuple[str, ...]) -> KeyPath:
    """A header's place: where what it stands in is a list of tables, the newest of them is meant."""
    path: KeyPath = keys[:1]
    for key in keys[1:]:
        path = (*path, lists[path], key) if path in lists else (*path, key)
    return path


def _not_toml(wrong: str) -> str:
    """What Python says of a text that is not TOML, without what it quotes of it."""
    found = _AT.match(wrong)
    if found is None:
        return ": this is not TOML"
    place = f", line {found['line']}, column {found['column']}" if found["line"] else ", at the end"
    why = found["why"]
    if why.startswith(("Cannot", "Duplicate")):
        why = "a table or key is there twice"
    elif "'" in why and not why.startswith("Expected"):
        why = "this character cannot stand here"
    return f"{place}: this is not TOML: {why[:1].lower()}{why[1:]}"
