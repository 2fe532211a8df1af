"""What the documents say is so: every command, option, setting and dependency is there, and every link leads on."""

import re
import tomllib
from pathlib import Path

import click
import pytest

from liaison_bot.cli import main
from liaison_bot.commands import Command
from liaison_bot.config import example_config
from liaison_bot.features import COMMANDS
from liaison_bot.network.commands import COMMANDS as OF_THE_NETWORK
from liaison_bot.records.network import Actor, Desk, DeskKind, Person, Role
from liaison_bot.records.referrals import State
from world import ready_services

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
OPERATORS = (ROOT / "docs/operators.md").read_text()
SERVICES = ready_services()
OFFICER = Actor(
    Person(1, "HN", "Ana", "es", "UTC"), Desk("HN", DeskKind.COUNTRY, "UTC", "es"), frozenset({Role.TITULAR})
)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_of_the_command_line_and_its_options_are_described(name: str) -> None:
    assert f"`{name}`" in OPERATORS
    for option in main.commands[name].params:
        if isinstance(option, click.Option):
            assert f"`{option.opts[0]}`" in OPERATORS, option


def test_every_setting_is_described() -> None:
    told = re.sub(r"^#(\w+ = |\[)", r"\1", example_config(), flags=re.MULTILINE)
    for table, key in re.findall(r"^\[(\w+)\]|^(\w+) =", told, flags=re.MULTILINE):
        assert (f"`[{table}]`" if table else f"`{key}`") in OPERATORS, table or key


def shown(command: Command, language: str) -> str:
    words = SERVICES.catalogues.of(language)
    return (words.typed(f"word-{command.id}") or (command.verb,))[0]


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_every_command_of_an_officer_stands_on_their_page_in_their_words(language: str) -> None:
    page = (ROOT / f"docs/officers.{language}.md").read_text()
    coordinators = {"presidency"}
    for command in COMMANDS:
        if command.may(OFFICER) and not command.hidden and command.verb not in coordinators:
            assert shown(command, language) in page, command.id


def test_the_officers_page_tells_how_to_join() -> None:
    join = next(command for command in OF_THE_NETWORK if command.verb == "join")
    for language in ("es", "en", "fr"):
        assert shown(join, language) in (ROOT / f"docs/officers.{language}.md").read_text()


def examples(language: str) -> list[str]:
    """What an officer's page tells to type: in code, and in the lines that stand apart."""
    page = (ROOT / f"docs/officers.{language}.md").read_text()
    found = [*re.findall(r"`([^`]+)`", page), *re.findall(r"^    (.+)$", page, flags=re.MULTILINE)]
    return [line for line in found if line != "@bot" and SERVICES.grammar.steering(line) is None]


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_whatever_an_officers_page_says_to_type_is_understood(language: str) -> None:
    lines = examples(language)
    assert len(lines) > len(COMMANDS)
    for line in lines:
        SERVICES.grammar.read(line, OFFICER, SERVICES.catalogues.of(language))


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_every_state_stands_on_an_officers_page_in_its_words(language: str) -> None:
    page = (ROOT / f"docs/officers.{language}.md").read_text()
    words = SERVICES.catalogues.of(language)
    for state in State:
        assert f"| {words(f'state-{state.value}')} |" in page, state


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_link_and_picture_leads_to_something_that_is_there(page: Path) -> None:
    text = page.read_text()
    for target in [*re.findall(r"\]\(([^)#\s]+)", text), *re.findall(r'src="([^"]+)"', text)]:
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), target


def test_every_dependency_earns_its_line_in_the_readme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [
        *project["project"]["dependencies"],
        *(one for extra in project["project"]["optional-dependencies"].values() for one in extra),
        *project["dependency-groups"]["dev"],
    ]
    readme = (ROOT / "README.md").read_text()
    for one in wanted:
        name = re.split(r"[\[<>=;]", one)[0]
        assert f"`{name}`" in readme, name


def test_no_page_holds_the_path_of_a_machine() -> None:
    for page in PAGES:
        assert not re.search(r"/(work|root|home|tmp)/|\bshared/", page.read_text()), page
