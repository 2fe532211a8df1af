"""How the Network is run: the table `[network]` of config.toml."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import NewType

from liaison_bot.strict import Kind, path_text, whole_number
from liaison_bot.toml_file import show


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How the Network is run. `rules` is a folder of data files that replace those that ship."""

    languages: tuple[str, ...]
    default_language: str
    rules: Path | None
    invitation_days: int
    join_tries_per_hour: int
    record_protection_need: bool


def _catalogues() -> tuple[str, ...]:
    """The languages that have words. Reading them takes long; their files' names will do."""
    words = resources.files("liaison_bot").joinpath("words")
    return tuple(sorted(file.name.removesuffix(".ftl") for file in words.iterdir() if file.name.endswith(".ftl")))


_Language = NewType("_Language", str)
_Rules = NewType("_Rules", str)
_Invitation = NewType("_Invitation", int)
_Tries = NewType("_Tries", int)
_LANGUAGES = _catalogues()
KINDS = (
    Kind(_Language, str, ", ".join(_LANGUAGES), lambda told: told in _LANGUAGES),
    path_text(_Rules),
    whole_number(_Invitation, 1, 90),
    whole_number(_Tries, 1, 100),
)


@dataclass(frozen=True, kw_only=True)
class NetworkTable:
    """The table as it is written."""

    languages: tuple[_Language, ...] = (_Language("es"), _Language("en"), _Language("fr"))
    default_language: _Language | None = None
    rules: _Rules | None = None
    invitation_days: _Invitation = _Invitation(7)
    join_tries_per_hour: _Tries = _Tries(5)
    record_protection_need: bool = False

    @property
    def default(self) -> str:
        """The language of whoever has chosen none."""
        return self.default_language or next(iter(self.languages), "")

    def contradictions(self) -> Iterator[tuple[str, str, str]]:
        """What cannot hold together, by key: what was found, and what is allowed."""
        if not self.languages or len(set(self.languages)) < len(self.languages):
            found = "a language is there twice" if self.languages else "found an empty list"
            yield "languages", found, f"one or more of {', '.join(_LANGUAGES)}, each once"
        if self.languages and self.default not in self.languages:
            yield "default_language", f"found {show(self.default)}", f"one of languages: {', '.join(self.languages)}"
