"""Help that is worth reading, and wrong words that are told what is right."""

import re
import tomllib
from pathlib import Path

import click
import pytest

from cli.operating import Running, liaison, refused
from liaison_bot.cli import main

COMMANDS = sorted(main.commands)
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("how", ["--help", "-h"])
def test_help_names_every_command_in_whole_words(how: str) -> None:
    told = liaison(how)
    assert told.exit_code == 0
    for name, command in main.commands.items():
        assert f"  {name} " in told.stdout
        assert command.short_help
        assert command.short_help in told.stdout
    assert "..." not in told.stdout.partition("Commands:")[2]
    assert "liaison-bot demo" in told.stdout, "where to begin"
    assert "Exit codes" in " ".join(told.stdout.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_does_and_what_each_option_means(name: str) -> None:
    told = liaison(name, "--help")
    assert told.exit_code == 0
    command = main.commands[name]
    assert command.help
    assert len(command.help) > 100, "more than its name already says"
    for option in command.params:
        if isinstance(option, click.Argument):
            assert option.make_metavar(click.Context(command)) in command.help
            continue
        assert isinstance(option, click.Option)
        assert option.help, option.name
        assert option.opts[0] in told.stdout


def test_help_is_told_whatever_else_is_asked_and_reads_nothing() -> None:
    assert liaison("run", "--config", "/nowhere/config.toml", "--help").exit_code == 0


@pytest.mark.parametrize(
    "words", [("runn",), ("run", "--prot", "1"), ("demo", "--port", "x"), ("demo", "--port", "-1")]
)
def test_a_word_that_is_none_is_refused(words: tuple[str, ...]) -> None:
    assert words[-1 if "--port" in words else len(words) // 2] in refused(*words)


@pytest.mark.parametrize("left_out", ["--desk", "--role", "--name", "--language"])
def test_an_option_that_is_missing_is_named(left_out: str) -> None:
    given = {"--desk": "HN", "--role": "titular", "--name": "Ana", "--language": "es"}
    words = [word for option, value in given.items() if option != left_out for word in (option, value)]
    assert left_out in refused("invite", *words)


@pytest.mark.parametrize("name", ["run", "migrate", "people", "doctor", "rotate"])
def test_a_configuration_that_is_not_there_is_named(name: str, tmp_path: Path) -> None:
    told = refused(name, "--config", tmp_path / "none.toml")
    assert told == f"liaison-bot: {tmp_path / 'none.toml'}: there is no such file\n"


def test_the_version_is_the_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert re.search(rf"\b{re.escape(project['version'])}\b", liaison("--version").stdout)


def test_it_starts_as_a_module_and_knows_its_name() -> None:
    with Running("--help") as process:
        assert process.wait() == 0
    assert "Usage:" in process.stdout[0]
    assert process.errors == ""
