"""Look at what Slack shows, in three languages: `python tests/slack/picture.py FOLDER` writes pages and pictures there.

The real program runs against the fake Slack; an officer of each language does the same first things. Needs what the
browser tests need.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[2])]

from cli.operating import NEW, Desk, Running, liaison  # noqa: E402 - found beside this file, as the tests find it
from practice.conftest import ARGUMENTS  # noqa: E402
from slack import drawing  # noqa: E402
from slack.connected import installed  # noqa: E402
from slack.fake import FakeSlack, Person, Posted  # noqa: E402

PEOPLE = {"es": ("ana", "HN"), "en": ("grace", "BZ"), "fr": ("marie", "CA")}
PATIENCE = 20.0


def main(folder: Path) -> None:
    """Let an officer of each language begin, and take a picture of what each saw."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as operator:
        seen = asyncio.run(first_things(Path(operator) / "bot"))
    chromium = shutil.which("chromium")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS)) as browser,
    ):
        page = browser.new_page(viewport={"width": 700, "height": 900})
        for name, drawn in seen.items():
            file = folder / f"{name}.html"
            file.write_text(drawing.page(drawn), "utf-8")
            page.goto(file.as_uri())
            page.screenshot(path=file.with_suffix(".png"), full_page=True)


async def first_things(folder: Path) -> dict[str, list[str]]:
    """What each officer saw, by language and what it is."""
    desk, seen = Desk(folder), dict[str, list[str]]()
    assert liaison("init", "--folder", folder).exit_code == 0
    desk.done("migrate")
    desk.member("luis", "MX")
    async with FakeSlack(lambda: datetime.now(UTC), installed(), ticking=True) as slack:
        told = {"bot_token": slack.app.bot_token, "app_token": slack.app.app_token, "api_url": slack.api_url}
        desk.config.write_text("[slack]\n" + "".join(f'{key} = "{value}"\n' for key, value in told.items()), "utf-8")
        with Running("run", "--config", desk.config) as bot:
            await asyncio.to_thread(bot.until, "ready: slack")
            for language, (handle, country) in PEOPLE.items():
                code = await asyncio.to_thread(desk.invite, country, "titular", handle.title(), language)
                await officer(slack, slack.person(handle), code, language, seen)
    return seen


async def officer(slack: FakeSlack, person: Person, code: str, language: str, seen: dict[str, list[str]]) -> None:
    """Join, ask for help, close a form, refer, send twice, look at the list and at Home."""

    async def says(name: str, words: str) -> Posted:
        before = len(person.sees())
        await person.types(None, words)
        await slack.until(lambda: len(person.sees()) > before + 1, PATIENCE)
        await asyncio.sleep(1.0)  # a long answer comes in parts, and what tells contents gets them afterwards
        answers = person.sees()[before + 1 :]
        seen.setdefault(f"{language}-{name}", []).extend(drawing.message(one, who="liaison-bot") for one in answers)
        return answers[-1]

    await says("talk", f"liaison join {code}")
    await says("help", "liaison help")
    await says("help", "liaison help referral")
    await person.slash(None, "/referral", "new")
    form = await person.waits_for_modal("15", seconds=PATIENCE)
    seen[f"{language}-form"] = [drawing.view(form)]
    await person.closes(form)
    draft = await says("card", NEW)
    found = re.search(r"R-[0-9A-Z]{6}", draft.shown)
    assert found, draft.shown
    await says("card", f"referral send {found[0]}")
    await says("talk", f"referral send {found[0]}")
    await says("talk", "la niña se llama Rosa Pérez")
    await says("talk", "referral list sent")
    await person.opens_home()
    await slack.until(lambda: person.home, PATIENCE)
    assert person.home
    seen[f"{language}-home"] = [drawing.view(person.home)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
