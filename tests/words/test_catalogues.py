"""The catalogues say the same things in every language, and everything that the code says."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

import liaison_bot
from liaison_bot.features import COMMANDS
from liaison_bot.records.network import Role
from liaison_bot.words import Words, read_catalogue, shipped_languages

HOME = "en"
OTHERS = [language for language in shipped_languages() if language != HOME]
SAYS = {"words", "theirs", "Refused", "_told"}
"""Functions whose first word is a catalogue's key."""


class Variables(Visitor):
    """Collects the variables of a message."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802 - the parser's own name
        self.found.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    """Every key of a catalogue with its variables."""
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(read_catalogue(language)).body:
        assert not isinstance(entry, fluent.Junk), f"{language}: {entry.content}"
        if isinstance(entry, fluent.Message):
            assert entry.id.name not in found, f"{language}: {entry.id.name} is there twice"
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.found
    return found


def keys_said() -> Iterator[tuple[str, str]]:
    """Every key that stands as such in the code, with where."""
    for path in sorted(Path(liaison_bot.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for argument in node.args[:2]:
                if called in SAYS and isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value, f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys(language: str) -> None:
    assert sorted(messages(language)) == sorted(messages(HOME))


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_has_the_same_values_in_every_language(language: str) -> None:
    told, expected = messages(language), messages(HOME)
    assert {key: told[key] for key in told if key in expected} == {
        key: expected[key] for key in told if key in expected
    }


@pytest.mark.parametrize("language", shipped_languages())
def test_every_key_in_the_code_is_in_every_catalogue(language: str) -> None:
    words = Words(language, read_catalogue(language))
    assert [(key, where) for key, where in keys_said() if not words.has(key)] == []


@pytest.mark.parametrize("language", shipped_languages())
def test_every_command_has_its_words_and_its_line_of_help(language: str) -> None:
    words = Words(language, read_catalogue(language))
    needed = {f"help-{command.id}" for command in COMMANDS} | {f"word-{command.id}" for command in COMMANDS}
    needed |= {f"word-{command.topic}" for command in COMMANDS}
    needed |= {f"role-{role.value}" for role in Role}
    assert sorted(key for key in needed if not words.has(key)) == []


@pytest.mark.parametrize("language", shipped_languages())
def test_words_that_are_typed_are_single_words(language: str) -> None:
    words = Words(language, read_catalogue(language))
    for key in messages(language):
        if key.startswith("word-"):
            assert all(typed and " " not in typed for typed in words.typed(key)), key
