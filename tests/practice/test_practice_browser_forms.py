"""Forms in a real browser: mistakes at their fields, nothing lost, nothing sent twice."""

from playwright.sync_api import expect

from liaison_bot.chat import FormSubmitted, TextSent
from practice.looking import Open, bubbles, fill_in, form, line, pane, say
from practice.scripted import Beside


def test_a_form_says_its_mistakes_at_their_fields_and_keeps_what_was_typed(visit: Open, practice: Beside) -> None:
    page = visit()
    ana = pane(page, 0)
    say(ana, "/referral new")
    shown = form(ana)
    expect(shown).to_contain_text("Este formulario solo lo ve Ana Mejía.")
    expect(form(pane(page, 1))).to_have_count(0)
    reference = shown.get_by_label("Referencia nacional")
    expect(reference).to_be_focused()
    expect(reference).to_have_accessible_description("Como figura en tu sistema")
    reference.fill("HN-0042")
    shown.get_by_label("Nota para quien recibe").fill("Sin prisa\nhasta el lunes")
    shown.get_by_role("button", name="Remitir", exact=True).click()
    expect(shown.get_by_role("alert")).to_have_text("Por corregir: 4")
    expect(shown.get_by_label("País que recibe")).to_be_focused()
    expect(shown.get_by_label("País que recibe")).to_have_accessible_description("Falta esta respuesta.")
    expect(shown.get_by_role("radiogroup", name="Urgencia")).to_have_attribute("aria-invalid", "true")
    expect(reference).to_have_value("HN-0042")
    expect(reference).not_to_have_attribute("aria-invalid", "true")
    fill_in(shown)
    shown.get_by_text("Decir más").click()
    shown.get_by_label("Paso fronterizo").select_option("Corinto")
    shown.get_by_role("button", name="Remitir", exact=True).click()
    expect(shown).to_have_count(0)
    expect(ana.locator(".post").last).to_contain_text("Enviada")
    expect(line(ana)).to_be_focused()
    heard = practice.core.heard[-1]
    assert isinstance(heard, FormSubmitted)
    assert heard.answers == {
        "reference": ("HN-0042",),
        "country": ("méxico",),
        "urgency": ("alta",),
        "needs": ("alojamiento", "salud"),
        "until": ("2026-12-01",),
        "note": ("Sin prisa\nhasta el lunes",),
        "route": ("corinto",),
    }


def test_a_form_can_be_answered_with_another_form_that_holds_what_is_known(visit: Open) -> None:
    page = visit()
    ana = pane(page, 0)
    say(ana, "/referral new")
    fill_in(form(ana), "again")
    form(ana).get_by_role("button", name="Remitir", exact=True).click()
    expect(form(ana)).to_contain_text("Esa referencia ya se remitió.")
    expect(form(ana).get_by_label("Referencia nacional")).to_be_focused()
    expect(form(ana).get_by_label("Respuesta antes del")).to_have_value("2026-12-01")
    expect(form(ana).get_by_role("radio", name="Alta")).to_be_checked()
    expect(form(ana).get_by_role("checkbox", name="Salud")).to_be_checked()


def test_escape_closes_a_form_but_asks_before_it_throws_away_what_was_typed(visit: Open) -> None:
    page = visit()
    ana = pane(page, 0)
    say(ana, "/help")
    opener = ana.get_by_role("button", name="Remitir", exact=True)
    opener.click()
    expect(form(ana).get_by_label("Referencia nacional")).to_be_focused()
    page.keyboard.press("Escape")
    expect(form(ana)).to_have_count(0)
    expect(opener).to_be_focused()
    opener.click()
    form(ana).get_by_label("Referencia nacional").fill("HN-1")
    page.keyboard.press("Escape")
    question = page.locator("dialog.ask")
    expect(question).to_contain_text("¿Descartar lo que escribió?")
    page.keyboard.press("Escape")
    expect(form(ana).get_by_label("Referencia nacional")).to_have_value("HN-1")
    page.keyboard.press("Escape")
    question.get_by_role("button", name="Descartar").click()
    expect(form(ana)).to_have_count(0)


def test_question_by_question_no_form_is_shown(visit: Open, practice: Beside) -> None:
    page = visit()
    ana = pane(page, 0)
    ana.get_by_label("Pregunta por pregunta").check()
    say(ana, "/referral new")
    expect(bubbles(ana).last).to_contain_text("1 de 5")
    expect(form(ana)).to_have_count(0)
    say(ana, "HN-0042")
    expect(bubbles(ana).last).to_have_text("Leí: HN-0042")
    command, text = practice.core.heard
    assert not command.shows_forms
    assert isinstance(text, TextSent)
