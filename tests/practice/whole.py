"""The real program, `liaison-bot demo`, beside a browser: started as anybody would, and used by what is seen on it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from liaison_bot.words import load_catalogues
from practice.looking import form, say

WORDS = load_catalogues(("es", "en", "fr"), "es").of("es")
"""What the bot says, from where it says it: a better word tomorrow is no failure."""
FACTS = {
    "to": "MX",
    "urgency": "urgent",
    "service": "care",
    "action": "document-check",
    "age_band": "12-14",
    "accompaniment": "unaccompanied",
    "consent_basis": "adolescent-consent",
    "consent_by": "adolescent",
}
REFERENCE = re.compile(r"R-[0-9A-Z]{6}")
_PATIENCE = 15.0


@dataclass
class Demo:
    """The program while it runs: where its page is, and what it complained of."""

    process: subprocess.Popen[str]
    url: str
    folder: Path
    complaints: Path

    def stop(self) -> tuple[int, float]:
        """Ask it to end; its exit code, and how many seconds it took."""
        asked = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_PATIENCE), time.monotonic() - asked

    def holds(self, text: str) -> list[str]:
        """Every file of it, its log included, that holds a text as it was typed."""
        wanted = text.encode()
        files = [self.complaints, *(file for file in self.folder.rglob("*") if file.is_file())]
        return [file.name for file in files if wanted in file.read_bytes()]


@contextmanager
def demo(folder: Path) -> Iterator[Demo]:
    """Start it on any free port, with all that it writes in this folder."""
    complaints, work = folder / "stderr.txt", folder / "work"
    work.mkdir()
    program = Path(sys.executable).with_name("liaison-bot")
    with (
        complaints.open("w", encoding="utf-8") as told,
        subprocess.Popen(  # noqa: S603 - our own program, with fixed arguments
            [program, "demo", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
            env={**os.environ, "TMPDIR": str(work)},
        ) as process,
    ):
        try:
            url = _printed_link(process)
            assert url, complaints.read_text("utf-8")
            yield Demo(process, url, work, complaints)
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(_PATIENCE)


def _printed_link(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    for line in process.stdout:
        if found := re.search(r"http://\S+", line):
            return found[0]
    return ""


def choose(shown: Locator, value: str, field: int = 0) -> None:
    """Take the option with this code, wherever the form has it; `field`: in which, where several have it."""
    ticks = shown.locator(f'input[value="{value}"]')
    lists = shown.locator(f'select:has(option[value="{value}"])')
    expect(ticks.or_(lists).first).to_be_visible()
    if ticks.count():
        ticks.nth(field).check()
    else:
        lists.nth(field).select_option(value)


def submit(shown: Locator) -> None:
    shown.locator(".form-foot .primary").click()


def fill(shown: Locator) -> None:
    """Answer everything that a referral needs."""
    for value in FACTS.values():
        choose(shown, value)


def newest(where: Locator, reference: str) -> Locator:
    """What the bot said last about a referral, here."""
    return where.locator(".from-bot").filter(has_text=reference).last


def saved(where: Locator) -> str:
    """The reference of the draft that the bot has just said it keeps."""
    last = where.locator(".from-bot").last
    expect(last).to_contain_text(WORDS("state-draft"))
    found = REFERENCE.search(last.inner_text())
    assert found
    return found[0]


def draft(where: Locator, urgency: str = "urgent") -> str:
    """Make a draft by typing it all in one line; its reference."""
    before = where.locator(".from-bot").count()
    facts = FACTS | {"urgency": urgency}
    say(where, "/referral new " + " ".join(f"{name}={value}" for name, value in facts.items()))
    expect(where.locator(".from-bot")).to_have_count(before + 1)
    return saved(where)


def sent(page: Page, ana: Locator, luis: Locator, urgency: str = "urgent") -> str:
    """A referral from Ana that has reached Luis; its reference."""
    reference = draft(ana, urgency)
    act(ana, reference, "send")
    page.locator("dialog.ask .primary").click()
    expect(newest(luis, reference)).to_contain_text(WORDS("state-sent"))
    expect(newest(ana, reference)).to_contain_text(WORDS("state-sent"))
    return reference


def act(where: Locator, reference: str, verb: str) -> None:
    """Press a button of the newest card, also where it is behind the one for more of them."""
    card = newest(where, reference)
    wanted = card.get_by_role("button", name=WORDS(f"do-referral-{verb}"), exact=True)
    more = card.get_by_role("button", name="Más…")
    expect(wanted.or_(more).first).to_be_visible()
    if not wanted.count():
        more.click()
    wanted.click()


def act_by_form(where: Locator, reference: str, verb: str, *codes: str, note: str = "") -> None:
    """Press a button, and answer what it asks."""
    act(where, reference, verb)
    shown = form(where)
    expect(shown).to_contain_text(reference)
    for code in codes:
        choose(shown, code)
    if note:
        shown.get_by_label(WORDS("field-note")).fill(note)
    submit(shown)
    expect(shown).to_have_count(0)


def sees(where: Locator, reference: str, state: str) -> None:
    expect(newest(where, reference)).to_contain_text(WORDS(f"state-{state}"))


def did(verb: str, who: str) -> str:
    """A line of a referral's history."""
    person, desk = {"ana": ("Ana Mejía", "Honduras"), "luis": ("Luis Herrera", "México")}[who]
    return WORDS(f"did-{verb}", person=person, desk=desk)


def walk(page: Page, to: Locator, *, back: bool = False) -> None:
    """Go somewhere with the Tab key alone."""
    expect(to).to_be_visible()
    for _ in range(150):
        if to.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError("the Tab key does not get there")
