"""Take the README's pictures of the practice network, from the real program: `python tests/practice/picture.py`.

Written to `docs/images/`. Needs what the browser tests need: the project installed, and Chromium on the path.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1]))

from practice.conftest import ARGUMENTS  # noqa: E402 - found beside this file, as the tests find it
from practice.looking import DESKTOP, PHONE, pane  # noqa: E402
from practice.whole import act, demo, newest, sees, sent  # noqa: E402

IMAGES = HERE.parents[2] / "docs" / "images"


def main() -> None:
    """Play the first steps of a referral, and look at it from a desk and on a phone."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        demo(Path(folder)) as running,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS)) as browser,
    ):
        page = opened(browser, running.url, DESKTOP)
        ana, luis = pane(page, 0), pane(page, 1)
        reference = sent(page, ana, luis)
        act(luis, reference, "ack")
        sees(ana, reference, "acknowledged")
        sees(luis, reference, "acknowledged")
        taken(page, reference, (0, 1), "practice-desktop.png")
        page = opened(browser, running.url, PHONE)
        page.get_by_role("button", name="Luis Herrera").click()
        taken(page, reference, (1,), "practice-phone.png")


def opened(browser: Browser, url: str, size: ViewportSize) -> Page:
    """The page in Spanish, by day."""
    page = browser.new_page(viewport=size, locale="es-HN", color_scheme="light", timezone_id="America/Tegucigalpa")
    page.goto(url)
    expect(pane(page, 0).locator(".chip").last).to_be_attached()
    return page


def taken(page: Page, reference: str, numbers: tuple[int, ...], name: str) -> None:
    """Take one picture, with the newest card in view from its top and nothing being typed."""
    page.evaluate("document.activeElement?.blur()")
    for number in numbers:
        card = newest(pane(page, number), reference)
        expect(card).to_be_visible()
        card.evaluate("card => card.scrollIntoView()")
    page.wait_for_timeout(200)
    page.screenshot(path=IMAGES / name)


if __name__ == "__main__":
    main()
