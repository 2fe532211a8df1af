"""An operator takes a country or a level of urgency out of the rules: what was said with it can still be read."""

import re
from importlib import resources
from pathlib import Path

import pytest

from liaison_bot.app import App
from liaison_bot.commands.command import Limits
from liaison_bot.features import services
from liaison_bot.network.joining import stranger
from liaison_bot.rulebook import load_rulebook
from world import World

TAKEN = {"countries.toml": "MX", "urgency.toml": "urgent"}


def without(name: str, code: str) -> str:
    """A data file that ships, less one entry."""
    text = resources.files("liaison_bot").joinpath("data", name).read_text("utf-8")
    entries = re.split(r"(?m)^(?=\[\[)", text)
    kept = [entry for entry in entries if f'\ncode = "{code}"\n' not in entry]
    assert len(kept) == len(entries) - 1
    return "".join(kept)


@pytest.mark.parametrize("names", [["countries.toml"], ["urgency.toml"], ["countries.toml", "urgency.toml"]])
def test_lists_cards_and_histories_stay_readable(world: World, tmp_path: Path, names: list[str]) -> None:
    reference, draft = world.sent(), world.draft()
    world.told("luis", f"referral ack {reference}")
    folder = tmp_path / "rules"
    folder.mkdir()
    for name in names:
        (folder / name).write_text(without(name, TAKEN[name]), "utf-8")
    ready = services(load_rulebook(folder), world.services.catalogues, Limits())
    world.app = App(world.store, ready, world.clock, stranger)
    world.clock.move(days=30)
    for user, boxes in (("ana", ("sent", "waiting", "overdue")), ("luis", ("received", "overdue"))):
        shown = [world.told(user, f"referral list {box}").plain for box in boxes]
        assert any(reference in page for page in shown), shown
    for user in ("ana", "luis", "elena"):
        card = world.told(user, f"referral show {reference}").plain
        assert reference in card
        assert ("MX" if "countries.toml" in names else "México") in card
        assert ("urgent" if "urgency.toml" in names else "Urgente") in card
        assert "Luis" in world.told(user, f"referral history {reference}").plain
    assert draft in world.told("ana", f"referral show {draft}").plain
    assert world.told("ana", "liaison who MX").plain
    world.told("luis", f"referral accept {reference} consulate")
