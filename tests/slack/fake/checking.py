"""Saying what is wrong with JSON, where, in the words Slack uses."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Where:
    """A JSON pointer."""

    path: str

    def __truediv__(self, name: str | int) -> "Where":
        return Where(f"{self.path}/{name}")


@dataclass
class Checker:
    """Collects what is wrong."""

    wrong: list[str] = field(default_factory=list)

    def refuse(self, at: Where, why: str) -> str:
        """One thing wrong; gives it back in Slack's form."""
        said = f"[ERROR] {why} [json-pointer:{at.path}]"
        self.wrong.append(said)
        return said

    def fields(self, at: Where, given: Mapping[str, Any], *, needed: Collection[str], allowed: Collection[str]) -> None:
        """The object has what it needs, nothing unknown, and no null."""
        for name in sorted(set(needed) - set(given)):
            self.refuse(at, f"missing required field: {name}")
        for name, value in given.items():
            if name not in needed and name not in allowed:
                self.refuse(at, f"additional property: {name}")
            elif value is None:
                self.refuse(at / name, "must not be null")

    def text(self, at: Where, given: Mapping[str, Any], name: str, most: int, *, least: int = 1) -> None:
        """The field, where it is there, is a string of so many characters."""
        if name not in given:
            return
        value = given[name]
        if not isinstance(value, str):
            self.refuse(at / name, "must be a string")
        elif len(value) > most:
            self.refuse(at / name, f"must be less than {most + 1} characters")
        elif len(value) < least:
            self.refuse(at / name, f"must be more than {least - 1} characters")

    def flag(self, at: Where, given: Mapping[str, Any], name: str) -> None:
        """The field, where it is there, is true or false."""
        if name in given and not isinstance(given[name], bool):
            self.refuse(at / name, "must be a boolean")

    def whole(self, at: Where, given: Mapping[str, Any], name: str, least: int, most: int) -> None:
        """The field, where it is there, is a whole number in this range."""
        value = given.get(name, least)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.refuse(at / name, f"must be a whole number from {least} to {most}")

    def one_of(self, at: Where, given: Mapping[str, Any], name: str, allowed: Collection[str]) -> None:
        """The field, where it is there, is one of these words."""
        if name in given and given[name] not in allowed:
            self.refuse(at / name, f"must be one of {', '.join(sorted(allowed))}")

    def array(self, at: Where, given: Mapping[Any, Any], name: str | int, least: int, most: int) -> Sequence[Any]:
        """The field's items, after counting them; nothing where it is missing."""
        if name not in given:
            return ()
        items = given[name]
        if not isinstance(items, list):
            self.refuse(at / name, "must be an array")
            return ()
        if not least <= len(items) <= most:
            self.refuse(at / name, f"must have from {least} to {most} items, has {len(items)}")
        return items

    def once(self, at: Where, name: str, items: Sequence[Any]) -> None:
        """No two items have the same value of this field."""
        seen: set[str] = set()
        for number, each in enumerate(items):
            value = each.get(name) if isinstance(each, dict) else None
            if isinstance(value, str) and value in seen:
                self.refuse(at / number / name, f"`{name}` {value} already exists")
            elif isinstance(value, str):
                seen.add(value)

    def one_focus(self, at: Where, items: Sequence[Any]) -> None:
        """At most one element asks for the cursor."""

        def asks(each: object) -> int:
            if isinstance(each, dict):
                return (each.get("focus_on_load") is True) + sum(asks(value) for value in each.values())
            return sum(asks(item) for item in each) if isinstance(each, list) else 0

        if asks(list(items)) > 1:
            self.refuse(at, "only one element may have focus_on_load")
