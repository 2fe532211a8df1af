"""With the keyboard alone, on a phone, by day and by night: the practice network in a real browser."""

from importlib import resources

import pytest
from playwright.sync_api import ViewportSize, expect

from liaison_bot.chat import FormSubmitted, Message
from practice.looking import DESKTOP, LUIS, PHONE, Open, bubbles, faults, form, line, pane, say, tab
from practice.scripted import CARD, Beside


def test_a_command_is_completed_from_the_keyboard(visit: Open, practice: Beside) -> None:
    page = visit()
    box = line(pane(page, 0))
    expect(box).to_have_role("combobox")
    box.press_sequentially("/ref")
    options = pane(page, 0).get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(3)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = pane(page, 0).locator("[role=option][aria-selected=true]")
    expect(active).to_have_text("/referral listVer las remisiones abiertas")
    expect(box).to_have_attribute("aria-activedescendant", str(active.get_attribute("id")))
    page.keyboard.press("Enter")
    expect(box).to_have_value("/referral list ")
    page.keyboard.press("Enter")
    expect(bubbles(pane(page, 0)).last).to_contain_text("Remisiones abiertas")
    box.press_sequentially("/")
    expect(options).to_have_count(4)
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("/")
    assert len(practice.core.heard) == 1


def test_a_mention_is_completed_too_and_a_click_takes_a_suggestion(visit: Open) -> None:
    page = visit()
    ana = pane(page, 0)
    tab(ana, "La Red").click()
    line(ana).press_sequentially("@bot he")
    ana.get_by_role("option", name="@bot help").click()
    expect(line(ana)).to_have_value("@bot help ")
    expect(line(ana)).to_be_focused()
    page.keyboard.press("Enter")
    expect(bubbles(ana).last).to_contain_text("Lo que puedes pedir")


def test_the_keyboard_alone_suffices(visit: Open) -> None:
    page = visit()
    ana = pane(page, 0)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Agregar persona")).to_be_focused()
    page.keyboard.press("Tab")
    expect(ana.get_by_label("Quién está aquí")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(tab(ana, "Con el bot")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(tab(ana, "La Red")).to_be_focused()
    expect(tab(ana, "La Red")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(tab(ana, "Con el bot")).to_be_focused()
    page.keyboard.press("Tab")
    expect(ana.get_by_role("log")).to_be_focused()
    page.keyboard.press("Tab")
    expect(ana.get_by_role("button", name="Probar /help")).to_be_focused()
    page.keyboard.press("Enter")
    expect(line(ana)).to_be_focused()
    page.keyboard.type(f"/referral show {CARD}")
    page.keyboard.press("Enter")
    expect(ana.locator(".post").last).to_contain_text("Enviada")
    page.keyboard.press("Shift+Tab")
    expect(ana.get_by_role("group", name="Para empezar").get_by_role("button").last).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(ana.get_by_role("button", name="Retirar")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(ana.locator(".post").last).to_contain_text("Retirada")
    for _ in range(6):
        page.keyboard.press("Tab")
    expect(pane(page, 1).get_by_label("Quién está aquí")).to_be_focused()
    outline = pane(page, 1).locator(".who").evaluate("node => getComputedStyle(node).outlineStyle")
    assert outline == "solid"


def test_a_form_can_be_filled_in_and_sent_with_the_keyboard_alone(visit: Open, practice: Beside) -> None:
    page = visit()
    ana = pane(page, 0)
    say(ana, "/referral new")
    expect(form(ana).get_by_label("Referencia nacional")).to_be_focused()
    page.keyboard.type("HN-0042")
    for keys in ("Tab", "ArrowDown", "Tab", "ArrowDown", "Tab", "Space", "Tab", "Tab", "Tab", "Tab"):
        page.keyboard.press(keys)
    page.keyboard.type("12012026")
    page.keyboard.press("Shift+Tab")
    form(ana).get_by_label("Referencia nacional").focus()
    page.keyboard.press("Enter")
    expect(form(ana)).to_have_count(0)
    heard = practice.core.heard[-1]
    assert isinstance(heard, FormSubmitted)
    assert heard.answers["country"] == ("méxico",)
    assert heard.answers["until"] == ("2026-12-01",)


def test_on_a_phone_one_person_is_shown_at_a_time_and_nothing_is_too_wide(visit: Open, practice: Beside) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    expect(pane(page, 0)).to_be_visible()
    expect(pane(page, 1)).to_be_hidden()
    say(pane(page, 0), f"/referral show {CARD}")
    say(pane(page, 0), "/help")
    say(pane(page, 0), "/" + "x" * 300)
    expect(bubbles(pane(page, 0))).to_have_count(6)
    practice.send(LUIS, Message(title="Para Luis"), "parcel")
    switch = page.get_by_role("button", name="Luis Robledo 1 sin leer")
    expect(switch).to_be_visible()
    for width in (320, 360, 375, 390):
        page.set_viewport_size({"width": width, "height": 812})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert pane(page, 0).locator(".log").evaluate("log => log.scrollWidth - log.clientWidth") == 0
    say(pane(page, 0), "/referral new")
    expect(form(pane(page, 0)).get_by_role("heading", name="Remitir un caso")).to_be_focused()
    assert form(pane(page, 0)).locator(".form-body").evaluate("body => body.scrollWidth - body.clientWidth") == 0
    switch.click()
    expect(pane(page, 1)).to_contain_text("Para Luis")
    expect(page.get_by_role("button", name="Luis Robledo", exact=True)).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_serious_fault(visit: Open, scheme: str, size: ViewportSize) -> None:
    # The checker is a script of another origin than the page's own, which the page's policy refuses elsewhere.
    page = visit(viewport=size, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(content=resources.files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    ana = pane(page, 0)
    assert faults(page) == []
    say(ana, "/help")
    say(ana, f"/referral show {CARD}")
    say(ana, "/unknown")
    ana.get_by_role("button", name="Aceptar").click()
    expect(bubbles(ana)).to_have_count(8)
    line(ana).press_sequentially("/")
    page.keyboard.press("ArrowDown")
    expect(ana.locator("[role=option][aria-selected=true]")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    ana.get_by_role("button", name="Retirar").click()
    expect(page.locator("dialog.ask")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    for room in ("La Red", "Con asociadas"):
        tab(ana, room).click()
        assert faults(page) == []
    say(ana, "/referral new")
    form(ana).get_by_text("Decir más").click()
    assert faults(page) == []
    form(ana).get_by_role("button", name="Remitir", exact=True).click()
    expect(form(ana).get_by_role("alert")).to_contain_text("Por corregir")
    assert faults(page) == []
