"""What arrives by itself, and what happens when the connection does not hold, in a real browser."""

import re

from playwright.sync_api import Route, expect

from liaison_bot.chat import Message
from practice.looking import ANA, Open, bubbles, fill_in, form, pane, say
from practice.scripted import CARD, SENT, Beside


def test_what_the_bot_sends_by_itself_arrives_without_reloading_and_is_announced(visit: Open, practice: Beside) -> None:
    page = visit()
    log = pane(page, 0).get_by_role("log", name="Mensajes: Con el bot")
    expect(log).to_be_visible()
    practice.send(ANA, Message(title="Recordatorio", paragraphs=("Vence hoy.",)), "parcel")
    practice.send(ANA, Message(title="Recordatorio", paragraphs=("Vence hoy.",)), "parcel")
    expect(log.locator(".post")).to_have_count(1)
    expect(log).to_contain_text("Vence hoy.")
    page.reload()
    expect(bubbles(pane(page, 0))).to_have_count(1)


def test_what_the_bot_says_is_text_whatever_it_holds(visit: Open, practice: Beside) -> None:
    page = visit()
    markup = "<img src=x onerror=alert(1)><b>x</b>"
    practice.send(ANA, Message(title=markup, paragraphs=(markup,)), "parcel")
    expect(bubbles(pane(page, 0)).get_by_role("heading")).to_have_text(markup)
    assert page.locator(".log img, .log b").count() == 0


def test_a_lost_connection_is_said_and_what_was_missed_comes_after_it(visit: Open, practice: Beside) -> None:
    page = visit(expected_faults=True)
    say(pane(page, 0), "/help")
    expect(bubbles(pane(page, 0))).to_have_count(2)
    port = int(practice.url.rpartition(":")[2].partition("/")[0])
    practice.stop()
    expect(page.get_by_text("Se perdió la conexión. Intentando de nuevo…")).to_be_visible()
    say(pane(page, 0), f"/referral show {CARD}")
    failure = pane(page, 0).get_by_role("alert")
    expect(failure).to_contain_text(f"No se pudo enviar: «/referral show {CARD}»")
    practice.start(port)
    practice.send(ANA, Message(title="Mientras tanto"), "parcel")
    expect(page.get_by_text("Mientras tanto")).to_be_visible()
    expect(page.locator(".connection")).to_have_text("")
    failure.get_by_role("button", name="Intentar de nuevo").click()
    expect(pane(page, 0).locator(".post").last).to_contain_text("Enviada")
    expect(failure).to_have_text("")


def test_a_page_whose_link_no_longer_holds_says_so(visit: Open, practice: Beside) -> None:
    page = visit(expected_faults=True)
    port = int(practice.url.rpartition(":")[2].partition("/")[0])
    practice.stop()
    practice.start(port, "another-token-for-tests")
    expect(page.get_by_text("Este enlace ya no vale.")).to_be_visible()


def test_what_is_tried_again_after_a_lost_answer_is_the_same_intention(visit: Open, practice: Beside) -> None:
    page = visit(expected_faults=True)
    ana = pane(page, 0)
    lost: list[str] = []

    def lose_the_answer(route: Route) -> None:
        lost.append(route.fetch().text())
        route.abort()

    page.route("**/api/say", lose_the_answer, times=1)
    say(ana, f"/referral show {CARD}")
    ana.get_by_role("button", name="Intentar de nuevo").click()
    expect(ana.get_by_role("button", name="Intentar de nuevo")).to_have_count(0)
    expect(bubbles(ana)).to_have_count(2)
    page.route("**/api/submit", lose_the_answer, times=1)
    say(ana, "/referral new")
    fill_in(form(ana))
    form(ana).get_by_role("button", name="Remitir", exact=True).click()
    expect(form(ana).get_by_role("alert")).to_have_text("No se pudo enviar: «Remitir un caso»")
    form(ana).get_by_role("button", name="Intentar de nuevo").click()
    expect(form(ana)).to_have_count(0)
    assert len(lost) == 2
    assert len(practice.core.heard) == 5
    assert len({event.id for event in practice.core.heard}) == 3


def test_an_old_message_shows_its_day(visit: Open, practice: Beside) -> None:
    page = visit(timezone_id="America/Tegucigalpa")
    practice.send(ANA, SENT, "parcel")
    shown = pane(page, 0).locator("time")
    expect(shown).to_have_text(re.compile(r"^\d{2}:\d{2}\D*$"))
    drawn = page.evaluate("""async () => {
        const { shortTime } = await import("/static/words.js");
        return shortTime("es", "2024-02-03T04:05:00+00:00");
    }""")
    assert "2 feb" in drawn
    assert "22:05" in drawn or "10:05" in drawn
