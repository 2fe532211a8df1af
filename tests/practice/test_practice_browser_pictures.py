"""A picture in a message: on a desk and on a phone, by day and by night, and for those who cannot see it."""

from importlib import resources

import pytest
from playwright.sync_api import Locator, Route, ViewportSize, expect

from liaison_bot.chat import Message
from png import CHART
from practice.looking import ANA, DESKTOP, PHONE, Open, bubbles, faults, pane, say
from practice.scripted import CARD, DIGEST, Beside

SMALLEST = ViewportSize(width=320, height=640)


def picture(where: Locator) -> Locator:
    return where.get_by_role("img", name=CHART.alt)


def is_there(shown: Locator) -> bool:
    return bool(shown.evaluate("image => image.decode().then(() => image.naturalWidth === 1200)"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALLEST], ids=["desktop", "phone", "smallest"])
def test_it_fits_where_it_is_looked_at_and_lies_on_paper(
    visit: Open, practice: Beside, scheme: str, size: ViewportSize
) -> None:
    page = visit(viewport=size, color_scheme=scheme)
    ana = pane(page, 0)
    practice.send(ANA, DIGEST, "parcel")
    shown = picture(ana)
    expect(shown).to_be_visible()
    assert is_there(shown)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert ana.locator(".log").evaluate("log => log.scrollWidth - log.clientWidth") == 0
    box, bubble = shown.bounding_box(), bubbles(ana).last.bounding_box()
    assert box
    assert bubble
    assert bubble["x"] <= box["x"]
    assert box["x"] + box["width"] <= bubble["x"] + bubble["width"]
    assert box["width"] / box["height"] == pytest.approx(1200 / 500, rel=0.02)
    assert shown.evaluate("image => getComputedStyle(image).backgroundColor") == "rgb(255, 255, 255)"


def test_it_is_read_out_with_its_message_before_what_can_be_done(visit: Open, practice: Beside) -> None:
    page = visit()
    practice.send(ANA, DIGEST, "parcel")
    expect(picture(pane(page, 0).get_by_role("log"))).to_be_visible()
    read = bubbles(pane(page, 0)).last.aria_snapshot()
    assert read.index("Vencidas") < read.index(f'img "{CHART.alt}"') < read.index('button "Ver las abiertas"')


def test_who_reads_the_end_still_does_when_a_picture_comes_late(visit: Open, practice: Beside) -> None:
    page = visit(viewport=PHONE)
    ana = pane(page, 0)
    say(ana, "/help")
    say(ana, "/help")
    expect(bubbles(ana)).to_have_count(4)
    held: list[Route] = []
    page.route("**/api/picture/*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright asks what it is given for its parameters
    practice.send(ANA, DIGEST, "parcel")
    expect(picture(ana)).to_be_visible()
    before = picture(ana).bounding_box()
    held[0].continue_()
    assert is_there(picture(ana))
    assert picture(ana).bounding_box() == before
    expect(ana.get_by_role("button", name="Ver las abiertas")).to_be_in_viewport()


def test_what_cannot_be_fetched_any_more_is_there_in_words(visit: Open, practice: Beside) -> None:
    page = visit(expected_faults=True)
    page.route("**/api/picture/*", lambda route: route.fulfill(status=404))
    practice.send(ANA, DIGEST, "parcel")
    expect(picture(pane(page, 0))).to_be_visible()
    expect(bubbles(pane(page, 0)).last).to_contain_text("Vencidas")


def test_an_older_picture_of_a_card_is_shown_no_longer(visit: Open, practice: Beside) -> None:
    page = visit()
    ana = pane(page, 0)
    practice.send(ANA, Message(title="Antes", card=CARD, picture=CHART, buttons=DIGEST.buttons), "parcel-1")
    expect(picture(ana)).to_be_visible()
    practice.send(ANA, Message(title="Después", card=CARD, picture=CHART, buttons=DIGEST.buttons), "parcel-2")
    expect(bubbles(ana)).to_have_count(2)
    expect(picture(ana)).to_have_count(1)
    expect(picture(bubbles(ana).last)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, SMALLEST], ids=["desktop", "smallest"])
def test_axe_finds_no_serious_fault_with_it(visit: Open, practice: Beside, scheme: str, size: ViewportSize) -> None:
    # The checker is a script of another origin than the page's own, which the page's policy refuses elsewhere.
    page = visit(viewport=size, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(content=resources.files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    practice.send(ANA, DIGEST, "parcel")
    expect(picture(pane(page, 0))).to_be_visible()
    assert is_there(picture(pane(page, 0)))
    assert faults(page) == []
