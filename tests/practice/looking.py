"""What is found where on the page of the practice network, and how it is used by somebody who sees it."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, ViewportSize

from liaison_bot.chat import Account

ANA = Account("practice", "practice", "ana")
LUIS = Account("practice", "practice", "luis")
DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=375, height=812)
Open = Callable[..., Page]


def pane(page: Page, number: int) -> Locator:
    return page.locator(".pane").nth(number)


def line(where: Locator) -> Locator:
    return where.locator(".line")


def bubbles(where: Locator) -> Locator:
    return where.locator(".log .bubble")


def say(where: Locator, text: str) -> None:
    line(where).fill(text)
    line(where).press("Enter")


def form(where: Locator) -> Locator:
    return where.get_by_role("dialog")


def tab(where: Locator, name: str) -> Locator:
    return where.get_by_role("tab", name=name)


def fill_in(shown: Locator, reference: str = "HN-0042") -> None:
    shown.get_by_label("Referencia nacional").fill(reference)
    shown.get_by_label("País que recibe").select_option("México")
    shown.get_by_role("radio", name="Alta").check()
    shown.get_by_role("checkbox", name="Salud").check()
    shown.get_by_role("checkbox", name="Alojamiento").check()
    shown.get_by_label("Respuesta antes del").fill("2026-12-01")


def faults(page: Page) -> list[str]:
    """What axe finds wrong and calls serious or critical, and where."""
    page.wait_for_timeout(50)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(results => results.violations)")
    return [
        f"{fault['id']}: {node['html']}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]
