"""The practice clock as it is moved on the page."""

import re
from datetime import datetime

from playwright.sync_api import Locator, Page, expect

ARRIVAL_MS = 120_000
"""A week takes some seconds, with digests and their charts; on a busy machine, many."""


def clock(page: Page) -> Locator:
    return page.get_by_role("group", name="Reloj de práctica")


def moment(page: Page) -> datetime:
    time = clock(page).locator("time")
    expect(time).to_have_attribute("datetime", re.compile(r"^\d{4}-"))
    return datetime.fromisoformat(time.get_attribute("datetime") or "")


def opened(page: Page) -> Locator:
    """The ways to move it."""
    expect(clock(page).locator("time")).to_have_text(re.compile(r"[^,]+, \d+ [^,]+ 20\d\d, \d\d:\d\d"))
    clock(page).get_by_role("button", name="Adelantar el reloj").click()
    ways = page.get_by_role("group", name="Adelantar el reloj")
    expect(ways).to_be_visible()
    return ways


def arrived(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="El reloj marca")).to_have_count(1, timeout=ARRIVAL_MS)
    expect(page.get_by_role("progressbar")).to_have_count(0)


def an_hour_later(page: Page) -> None:
    """Move it by an hour."""
    opened(page)
    page.get_by_role("button", name="Una hora").click()
    arrived(page)
