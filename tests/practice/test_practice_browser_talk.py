"""People side by side in a real browser: what each sees, says and presses."""

import re

from playwright.sync_api import expect

from liaison_bot.chat import CommandUsed
from practice.looking import Open, bubbles, pane, say, tab
from practice.scripted import CARD, Beside


def test_two_people_sit_side_by_side_and_a_newcomer_is_told_where_to_begin(visit: Open, practice: Beside) -> None:
    page = visit()
    expect(page).to_have_title("Red de práctica")
    expect(page).to_have_url(re.compile(r"^http://127\.0\.0\.1:\d+/$"))
    expect(page.get_by_role("region", name="Ana Mejía")).to_be_visible()
    expect(page.get_by_role("region", name="Luis Robledo")).to_be_visible()
    expect(pane(page, 0)).to_contain_text("Solo Ana Mejía y el bot leen esto.")
    pane(page, 0).get_by_role("button", name="Probar /help").click()
    expect(bubbles(pane(page, 0)).last).to_contain_text("Lo que puedes pedir")
    expect(bubbles(pane(page, 1))).to_have_count(0)
    assert [type(event) for event in practice.core.heard] == [CommandUsed]


def test_what_is_said_in_a_room_is_seen_by_all_who_sit_there(visit: Open, practice: Beside) -> None:
    page = visit()
    ana, luis = pane(page, 0), pane(page, 1)
    tab(ana, "Con asociadas").click()
    expect(ana).to_contain_text("También lo leen organizaciones asociadas: Ana Mejía, Luis Robledo y Ruth Okafor.")
    say(ana, "buenos días")
    expect(tab(luis, "Con asociadas")).to_have_accessible_name("Con asociadas 1 sin leer")
    say(ana, f"/referral show {CARD}")
    expect(tab(luis, "Con asociadas")).to_have_accessible_name("Con asociadas 3 sin leer")
    tab(luis, "Con asociadas").click()
    expect(bubbles(luis)).to_have_count(3)
    expect(bubbles(luis).first).to_have_text("buenos días")
    expect(luis.locator(".post").first).to_contain_text("Ana Mejía")
    expect(tab(luis, "Con asociadas")).to_have_accessible_name("Con asociadas")
    assert len(practice.core.heard) == 1


def test_each_person_is_spoken_to_in_their_own_language(visit: Open) -> None:
    page = visit(locale="en-GB")
    expect(page.get_by_role("heading", level=1)).to_have_text("Practice network")
    assert page.locator("html").get_attribute("lang") == "en"
    pane(page, 1).get_by_label("Quién está aquí").select_option("marie")
    expect(pane(page, 1)).to_have_attribute("lang", "fr")
    expect(pane(page, 1)).to_contain_text("Agente de liaison, Canada")
    expect(tab(pane(page, 1), "Avec le bot")).to_be_visible()
    expect(tab(pane(page, 1), "Le Réseau")).to_be_visible()
    expect(pane(page, 1).get_by_role("tab")).to_have_count(2)
    expect(tab(pane(page, 0), "La Red")).to_be_visible()
    expect(pane(page, 1).get_by_label("Qui est ici")).to_be_focused()


def test_people_can_be_added_removed_and_are_still_there_after_reloading(visit: Open) -> None:
    page = visit()
    page.get_by_role("button", name="Agregar persona").click()
    expect(page.get_by_role("region", name="Marie Tremblay")).to_be_visible()
    page.get_by_role("button", name="Quitar a Luis Robledo").click()
    tab(pane(page, 0), "La Red").click()
    page.reload()
    expect(page.locator(".pane")).to_have_count(2)
    expect(pane(page, 1)).to_have_attribute("aria-label", "Marie Tremblay")
    expect(tab(pane(page, 0), "La Red")).to_have_attribute("aria-selected", "true")


def test_a_newer_card_takes_the_buttons_of_the_older_one(visit: Open) -> None:
    page = visit()
    ana = pane(page, 0)
    say(ana, f"/referral show {CARD}")
    ana.get_by_role("button", name="Aceptar").click()
    expect(ana.get_by_role("button", name="Aceptar")).to_have_count(0)
    expect(ana.get_by_text("Hay una versión más reciente abajo.")).to_be_visible()
    expect(ana.locator(".log").get_by_role("button", name="Retirar")).to_have_count(1)
    expect(ana.locator(".post").last).to_contain_text("Aceptada por México")
    expect(ana.locator(".post").last).to_be_focused()


def test_a_button_that_asks_first_does_nothing_until_it_is_told_yes(visit: Open, practice: Beside) -> None:
    page = visit()
    ana = pane(page, 0)
    say(ana, f"/referral show {CARD}")
    withdraw = ana.get_by_role("button", name="Retirar")
    withdraw.click()
    question = page.locator("dialog.ask")
    expect(question).to_contain_text("México lo verá.")
    expect(question.get_by_role("button", name="Cancelar")).to_be_focused()
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(withdraw).to_be_focused()
    assert len(practice.core.heard) == 1
    withdraw.press("Enter")
    question.get_by_role("button", name="Retirar").click()
    expect(ana.locator(".post").last).to_contain_text("Retirada")
    assert len(practice.core.heard) == 2


def test_a_second_click_is_not_a_second_intention(visit: Open, practice: Beside) -> None:
    page = visit()
    ana = pane(page, 0)
    say(ana, "/help")
    expect(bubbles(ana)).to_have_count(2)
    practice.core.seconds = 0.6
    ana.get_by_role("button", name="Ver", exact=True).dblclick()
    expect(ana.locator(".busy")).to_have_text("El bot está trabajando…")
    expect(ana.get_by_role("button", name="Ver", exact=True)).to_have_attribute("aria-disabled", "true")
    expect(bubbles(ana)).to_have_count(4)
    expect(ana.locator(".busy")).to_have_text("")
    assert len(practice.core.heard) == 2
