"""The practice clock moved by hand in the real program: what a Sunday night brings, in everybody's pane."""

import re
from collections.abc import Iterator
from datetime import datetime
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from practice.looking import DESKTOP, PHONE, Open, faults, pane
from practice.moving import ARRIVAL_MS, arrived, clock, moment, opened
from practice.whole import WORDS, Demo, demo, sent, walk

AXE = resources.files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


def moved_a_week(page: Page) -> None:
    page.get_by_role("button", name="Una semana").click()
    arrived(page)


def test_a_week_passes_and_reminders_and_the_ladder_come_in_everybody_s_pane(visit: Open, practice: Demo) -> None:
    page = visit(viewport={**DESKTOP, "width": 1600})
    ana, luis = pane(page, 0), pane(page, 1)
    page.get_by_role("button", name="Agregar persona").click()
    elena = pane(page, 2)
    elena.locator(".who-select").select_option("elena")
    ways, before = opened(page), moment(page)
    reference = sent(page, ana, luis, "emergency")  # chased at every hour: whenever this begins, it goes the same way
    expect(ways).to_contain_text("No se puede volver atrás")
    moved_a_week(page)
    assert 7 * 24 * 3600 <= (moment(page) - before).total_seconds() < 7 * 24 * 3600 + ARRIVAL_MS / 1000
    expect(clock(page)).to_contain_text(re.compile(r"adelantado \d+ d"))
    for where, said in (
        (luis, WORDS("chase-late", percent=100)),
        (ana, "Se le recordó 3 veces a la oficina de México"),
        (elena, reference),
    ):
        notices = where.locator(".from-bot.notice").filter(has_text=reference)
        expect(notices.filter(has_text=said).first).to_be_attached()
    times = luis.locator(".from-bot.notice").filter(has_text=reference).locator("time")
    stamps = [datetime.fromisoformat(one.get_attribute("datetime") or "") for one in times.all()]
    assert len(stamps) > 3
    assert stamps == sorted(set(stamps)), "each at a time of its own"
    assert all(before <= stamp <= moment(page) for stamp in stamps)
    expect(times.first).to_have_text(re.compile(r"^[^,]+, \d+ [^,]+, \d\d:\d\d$"))
    assert practice.complaints.read_text("utf-8") == ""


def test_until_it_is_moved_it_says_so(browser: Browser, tmp_path: Path) -> None:
    with demo(tmp_path) as untouched:
        context = browser.new_context(viewport=DESKTOP, locale="es-HN")
        page = context.new_page()
        page.goto(untouched.url)
        expect(clock(page)).to_contain_text("sin adelantar")
        context.close()


def test_it_stands_as_it_was_left_after_the_page_is_loaded_again(visit: Open) -> None:
    page = visit()
    opened(page)
    before = moment(page)
    page.get_by_role("button", name="Una hora").click()
    arrived(page)
    assert moment(page) > before
    page.reload()
    expect(clock(page)).to_contain_text("adelantado")
    assert moment(page) > before
    elsewhere = visit()
    expect(clock(elsewhere)).to_contain_text("adelantado")


def test_the_next_working_morning_is_that_of_the_country_that_is_chosen_and_stays_chosen(visit: Open) -> None:
    page = visit()
    ways = opened(page)
    expect(ways.get_by_role("button", name="Siguiente mañana hábil en Honduras")).to_contain_text("08:15")
    ways.get_by_label("Hora y días hábiles de").select_option("México")
    morning = ways.get_by_role("button", name="Siguiente mañana hábil en México")
    expect(morning).to_contain_text("09:15")
    expect(clock(page)).to_contain_text("México (UTC−6)")
    morning.click()
    arrived(page)
    expect(clock(page).locator("time")).to_contain_text("09:15")
    page.reload()
    expect(clock(page)).to_contain_text("México (UTC−6)")


def test_the_keyboard_alone_moves_it(visit: Open) -> None:
    page = visit()
    toggle = clock(page).get_by_role("button", name="Adelantar el reloj")
    walk(page, toggle)
    page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    hour = page.get_by_role("button", name="Una hora")
    before = moment(page)
    walk(page, hour)
    page.keyboard.press("Enter")
    arrived(page)
    assert 3600 <= (moment(page) - before).total_seconds() < 3600 + ARRIVAL_MS / 1000
    expect(hour).to_be_focused()
    walk(page, toggle, back=True)
    page.keyboard.press("Space")
    expect(hour).to_be_hidden()


def test_on_a_phone_it_makes_way_for_the_conversation(visit: Open) -> None:
    page = visit(viewport=PHONE, bypass_csp=True)
    page.add_script_tag(content=AXE)
    ways = opened(page)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    ways.get_by_role("button", name="Una hora").click()
    expect(ways).to_be_hidden()
    expect(clock(page).get_by_role("button", name="Adelantar el reloj")).to_be_focused()
    arrived(page)
    expect(pane(page, 0).locator(".line")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("locale", "button", "week"),
    [("en-BZ", "Move the clock forward", "One week"), ("fr-CA", "Avancer l'horloge", "Une semaine")],
)
def test_it_speaks_the_languages_of_the_page(visit: Open, locale: str, button: str, week: str) -> None:
    page = visit(locale=locale, bypass_csp=True)
    page.add_script_tag(content=AXE)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("button", name=week)).to_be_visible()
    assert faults(page) == []
