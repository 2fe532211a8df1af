"""TOML tables as frozen dataclasses, strictly: every mistake at once, with its key and what is allowed.

Nothing is guessed: a number in quotes is not a number, and a key nobody knows is a mistake, not a remark.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from cattrs import Converter
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.errors import (
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from liaison_bot.toml_file import KeyPath, Toml, name_type, show

T = TypeVar("T")
_PLAIN: dict[Any, str] = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    time: "a time of day such as 08:00:00",
}
_NO_TEXTS = frozenset(_PLAIN) - {str}


class Wrong(ValueError):  # noqa: N818 - reads as what a check says
    """What a check raises: the value will not do, and `allowed` says what would."""

    def __init__(self, allowed: str) -> None:
        super().__init__(allowed)
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value with a rule of its own. `mark` is the `NewType` that stands for it in a dataclass.

    `base` is the TOML type it must have; with float, whole numbers will do. `secret` values are never quoted.
    """

    mark: Any
    base: type
    allowed: str
    check: Callable[[Any], bool] = lambda _value: True
    secret: bool = False


def path_text(of: Any) -> Kind:
    """A path of a file or folder, as it is written."""
    return Kind(of, str, "a path in quotes", lambda told: bool(told) and told.isprintable())


def whole_number(mark: Any, least: int, most: int) -> Kind:
    """A whole number within bounds."""
    return Kind(mark, int, f"a whole number from {least} to {most}", lambda number: least <= number <= most)


class Strict:
    """Makes frozen dataclasses from TOML tables. A field whose name ends in `_` is the key without it."""

    def __init__(self, kinds: Iterable[Kind] = ()) -> None:
        self._kinds = {kind.mark: kind for kind in kinds}
        converter = self._converter = Converter(detailed_validation=True)
        converter.register_structure_hook_factory(dataclasses.is_dataclass, self._table)
        converter.register_structure_hook_factory(_is_list, self._list)
        for base, allowed in _PLAIN.items():
            converter.register_structure_hook(base, _reading(Kind(base, base, allowed)))
        for kind in self._kinds.values():
            converter.register_structure_hook(kind.mark, _reading(kind))

    def structure(self, toml: Toml, path: KeyPath, wanted: type[T]) -> tuple[T | None, list[str]]:
        """The table at a key as a dataclass, or None and everything that is wrong with it."""
        try:
            made: T = self._converter.structure(toml.at(path), wanted)
        except Exception as wrong:  # noqa: BLE001 - cattrs raises whatever a hook raised, alone or in groups
            return None, list(self._problems(toml, path, wrong, wanted))
        return made, []

    def _table(self, wanted: Any) -> Callable[[Any, Any], Any]:
        renamed: dict[str, Any] = {
            field.name: override(rename=field.name.rstrip("_"))
            for field in dataclasses.fields(wanted)
            if field.name.endswith("_")
        }
        make = make_dict_structure_fn(
            wanted, self._converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **renamed
        )

        def structure(told: Any, wanted: Any) -> Any:
            if not isinstance(told, dict):
                raise Wrong("a table")
            return make(told, wanted)

        return structure

    def _list(self, wanted: Any) -> Callable[[Any, Any], Any]:
        make = homogenous_tuple_structure_factory(wanted, self._converter)

        def structure(told: Any, wanted: Any) -> Any:
            if not isinstance(told, list):
                raise Wrong(self._allowed(wanted))
            return make(told, wanted)

        return structure

    def _problems(self, toml: Toml, path: KeyPath, wrong: BaseException, wanted: Any) -> Iterator[str]:
        """Walk the tree of what cattrs found."""
        if isinstance(wrong, ClassValidationError | IterableValidationError):
            noted, others = wrong.group_exceptions()
            for inner, note in noted:
                part = note.index if isinstance(note, IterableValidationNote) else note.name.rstrip("_")
                yield from self._problems(toml, (*path, part), inner, note.type)
            for inner in others:
                yield from self._problems(toml, path, inner, wanted)
        elif isinstance(wrong, ForbiddenExtraKeysError):
            known = [field.name.rstrip("_") for field in dataclasses.fields(wrong.cl)]
            for key in sorted(wrong.extra_fields):
                yield toml.unknown_key((*path, key), known)
        elif isinstance(wrong, KeyError):
            yield toml.problem(path, "is missing", self._allowed(wanted))
        elif not isinstance(wrong, ValueError) and get_origin(wanted) is not Literal:
            raise wrong  # no check says this: it is a mistake of the program
        else:
            allowed = wrong.allowed if isinstance(wrong, Wrong) else self._allowed(wanted)
            yield toml.problem(path, f"found {self._show(toml.at(path), wanted)}", allowed)

    def _show(self, value: Any, wanted: Any) -> str:
        """What was found. A secret may also have been put where its table belongs."""
        wanted = _without_none(wanted)
        kind = self._kinds.get(wanted)
        if dataclasses.is_dataclass(wanted) or (kind and kind.secret):
            return name_type(value)
        base = kind.base if kind else wanted
        return f"the text {show(value)}" if isinstance(value, str) and base in _NO_TEXTS else show(value)

    def _allowed(self, wanted: Any) -> str:
        wanted = _without_none(wanted)
        if wanted in self._kinds:
            return self._kinds[wanted].allowed
        if get_origin(wanted) is tuple:
            return f"a list, each: {self._allowed(get_args(wanted)[0])}"
        if get_origin(wanted) is Literal:
            return ", ".join(map(str, get_args(wanted)))
        if _is_enum(wanted):
            return ", ".join(wanted)
        return _PLAIN.get(wanted, "a table")


def _without_none(wanted: Any) -> Any:
    """What a key must be that may be left out."""
    if get_origin(wanted) not in {Union, UnionType}:
        return wanted
    return next(option for option in get_args(wanted) if option is not type(None))


def _is_enum(wanted: Any) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, StrEnum)


def _is_list(wanted: Any) -> bool:
    return get_origin(wanted) is tuple


def _reading(kind: Kind) -> Callable[[Any, Any], Any]:
    """Let through what is exactly of a kind: `true` is no number, and a number is no text."""
    bases: tuple[type, ...] = (int, float) if kind.base is float else (kind.base,)

    def read(told: Any, wanted: Any) -> Any:
        if _is_enum(wanted):  # which cattrs takes for a kind of text
            return wanted(told)
        if not isinstance(told, bases) or (isinstance(told, bool) and kind.base is not bool) or not kind.check(told):
            raise Wrong(kind.allowed)
        return told

    return read
