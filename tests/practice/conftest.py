"""A browser, the practice network running beside it, and a page of it that must stay without faults."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from practice.looking import DESKTOP, Open, pane
from practice.scripted import Beside

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("these tests need Chromium: install the `chromium` package, so that `chromium` is on the path")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, headless=True, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def practice() -> Iterator[Beside]:
    with Beside() as beside:
        yield beside


@pytest.fixture
def visit(browser: Browser, practice: Beside) -> Iterator[Open]:
    """Open the page, and afterwards see that nothing went wrong in it and nothing was asked of another host."""
    contexts = []
    faults: list[str] = []

    def open_page(*, expected_faults: bool = False, **settings: Any) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "es-HN", **settings})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)

        def asked(url: str) -> None:
            if not url.startswith("http://127.0.0.1:"):
                faults.append(url)

        page.on("request", lambda request: asked(request.url))
        if not expected_faults:
            page.on("console", lambda told: faults.append(told.text) if told.type in {"error", "warning"} else None)
            page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(practice.url)
        expect(pane(page, 0)).to_be_attached()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
