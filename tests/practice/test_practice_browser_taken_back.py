"""Contents erased on demand in the real program: what the bot had said goes from everybody's pane, and stays gone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from practice.looking import Open, pane
from practice.moving import an_hour_later
from practice.whole import WORDS, Demo, act_by_form, demo, newest, sees, sent

CONTENT = "12 a 14"
GONE = "El bot retiró este mensaje."


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


def said(where: Locator, *texts: str) -> Locator:
    found = where.locator(".from-bot")
    for text in texts:
        found = found.filter(has_text=text)
    return found


def test_what_was_said_of_it_goes_from_both_panes_and_the_news_of_that_stays(visit: Open, practice: Demo) -> None:
    page = visit()
    ana, luis = pane(page, 0), pane(page, 1)
    expect(ana.locator(".from-bot").last).to_be_visible()
    reference = sent(page, ana, luis)
    act_by_form(ana, reference, "withdraw", "consent-withdrawn")
    sees(luis, reference, "withdrawn")
    expect(said(ana, CONTENT, reference)).not_to_have_count(0)
    act_by_form(ana, reference, "erase", "consent-withdrawn")
    expect(newest(ana, reference)).to_contain_text(WORDS("done-erase", reference=reference, desk="México")[:40])
    expect(newest(ana, reference)).not_to_contain_text(CONTENT)
    expect(said(luis, CONTENT, reference)).not_to_have_count(0)
    an_hour_later(page)
    for where in (ana, luis):
        expect(said(where, GONE)).not_to_have_count(0)
        expect(said(where, CONTENT, reference)).to_have_count(0)
    expect(said(ana, reference)).to_have_count(0)
    expect(said(luis, reference)).to_have_count(1)
    expect(said(luis, reference)).to_contain_text("borró el contenido")
    page.reload()
    for where in (ana, luis):
        expect(said(where, GONE)).not_to_have_count(0)
        expect(said(where, CONTENT, reference)).to_have_count(0)
    assert practice.complaints.read_text("utf-8") == ""
