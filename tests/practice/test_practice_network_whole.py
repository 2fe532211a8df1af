"""The whole system, as anybody meets it: the program started by its command, its page in a real browser."""

import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from practice.looking import DESKTOP, PHONE, Open, bubbles, faults, form, line, pane, say, tab
from practice.whole import (
    WORDS,
    Demo,
    act,
    act_by_form,
    choose,
    demo,
    did,
    draft,
    fill,
    newest,
    saved,
    sees,
    sent,
    submit,
    walk,
)

NETWORK, SHARED = WORDS("room-network"), WORDS("room-shared")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The real practice network takes the place of the scripted one, for all of this module."""
    with demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


def arrive(visit: Open, **settings: Any) -> Page:
    """Open the page, with all that was said before."""
    page = visit(**settings)
    expect(pane(page, 0).locator(".from-bot").last).to_be_visible()
    return page


def sit(where: Locator, user: str) -> None:
    where.locator(".who-select").select_option(user)


def facts(where: Locator) -> set[str]:
    return set(where.locator("dd").all_inner_texts())


def test_a_referral_goes_from_form_to_close_between_two_people(visit: Open) -> None:
    page = arrive(visit)
    ana, luis = pane(page, 0), pane(page, 1)
    say(ana, "/remisión nueva")
    expect(form(ana).locator("select").first).to_be_focused()
    submit(form(ana))
    expect(form(ana).get_by_role("alert")).to_have_text("Por corregir: 8")
    expect(form(ana).locator("select").first).to_be_focused()
    fill(form(ana))
    submit(form(ana))
    expect(form(ana)).to_have_count(0)
    reference = saved(ana)
    expect(luis.locator(".log")).not_to_contain_text(reference)

    act(ana, reference, "send")
    question = page.locator("dialog.ask")
    expect(question).to_contain_text(WORDS("confirm-send", reference=reference))
    page.keyboard.press("Escape")
    sees(ana, reference, "draft")
    act(ana, reference, "send")
    question.locator(".primary").click()
    sees(ana, reference, "sent")
    sees(luis, reference, "sent")
    expect(newest(luis, reference).locator("header")).to_contain_text("Aviso")
    expect(newest(ana, reference).locator("header")).not_to_contain_text("Aviso")

    act(luis, reference, "ack")
    sees(ana, reference, "acknowledged")
    sees(luis, reference, "acknowledged")
    act_by_form(luis, reference, "accept", "child-protection")
    sees(ana, reference, "accepted")
    act_by_form(ana, reference, "file-sent", "encrypted-mail")
    expect(newest(luis, reference)).to_contain_text(did("file-sent", "ana"))
    act(luis, reference, "file-received")
    expect(newest(ana, reference)).to_contain_text(did("file-received", "luis"))
    act_by_form(luis, reference, "update", "tracing-started", note="La entrevista será el lunes.")
    expect(newest(ana, reference)).to_contain_text("La entrevista será el lunes.")
    act_by_form(luis, reference, "complete", "service-delivered")
    sees(ana, reference, "completed")
    act_by_form(ana, reference, "close", "goals-met")
    sees(ana, reference, "closed")
    sees(luis, reference, "closed")
    expect(newest(luis, reference)).to_contain_text(WORDS("access-ended"))

    act(ana, reference, "history")
    happened = [("new", "ana"), ("send", "ana"), ("ack", "luis"), ("accept", "luis"), ("file-sent", "ana")]
    happened += [("file-received", "luis"), ("update", "luis"), ("complete", "luis"), ("close", "ana")]
    expect(newest(ana, reference)).to_contain_text(WORDS("history-title"))
    trail = newest(ana, reference).inner_text()
    places = [trail.index(did(verb, who)) for verb, who in happened]
    assert places == sorted(places)


def test_a_name_in_a_note_is_refused_at_its_field_and_stays_in_the_browser_alone(visit: Open, practice: Demo) -> None:
    page = arrive(visit)
    ana, luis = pane(page, 0), pane(page, 1)
    reference = sent(page, ana, luis)
    act(luis, reference, "ask")
    choose(form(luis), "documents-held")
    note = form(luis).get_by_label(WORDS("field-note"))
    note.fill("La abuela se llama Brígida Fernández.")
    with page.expect_response("**/api/submit") as answered:
        submit(form(luis))
    assert "Brígida" not in answered.value.text()
    expect(form(luis).get_by_role("alert")).to_have_text("Por corregir: 1")
    expect(note).to_be_focused()
    expect(note).to_have_attribute("aria-invalid", "true")
    expect(note).to_have_accessible_description(re.compile(re.escape(WORDS("guard-name"))))
    expect(note).to_have_value("La abuela se llama Brígida Fernández.")
    sees(luis, reference, "sent")
    elsewhere = arrive(visit)
    expect(pane(elsewhere, 1).locator(".log")).to_contain_text(reference)
    assert "Brígida" not in elsewhere.content()
    assert practice.holds("Brígida") == []
    note.fill("La abuela quiere saber si hay partida.")
    submit(form(luis))
    sees(ana, reference, "info-requested")
    expect(newest(ana, reference)).to_contain_text("La abuela quiere saber si hay partida.")


def test_a_room_shows_less_than_a_conversation_and_a_room_with_partners_nothing(visit: Open) -> None:
    page = arrive(visit)
    ana, luis = pane(page, 0), pane(page, 1)
    reference = sent(page, ana, luis)
    alone = facts(newest(ana, reference))
    expect(newest(ana, reference)).not_to_contain_text(WORDS("more-in-private"))
    tab(ana, NETWORK).click()
    say(ana, f"@bot referral show {reference}")
    told = newest(ana, reference)
    expect(told).to_contain_text(WORDS("more-in-private"))
    assert facts(told) < alone
    tab(luis, NETWORK).click()
    expect(newest(luis, reference)).to_contain_text(WORDS("more-in-private"))
    expect(newest(luis, reference).get_by_role("button")).to_have_text([WORDS("do-referral-history")])
    page.get_by_role("button", name="Agregar persona").click()
    paula = pane(page, 2)
    sit(paula, "paula")
    tab(paula, SHARED).click()
    tab(ana, SHARED).click()
    say(ana, f"@bot referral show {reference}")
    expect(paula.locator(".from-bot").last).to_contain_text(WORDS("refused-place"))
    expect(paula.locator(".from-bot").filter(has_text=reference)).to_have_count(0)
    expect(paula.get_by_role("tab", name=NETWORK)).to_have_count(0)
    tab(paula, "Con el bot").click()
    say(paula, f"/referral show {reference}")
    expect(paula.locator(".from-bot").last).to_contain_text(WORDS("referral-unknown", reference=reference))


def test_a_newcomer_joins_with_a_code_that_the_secretariat_makes(visit: Open) -> None:
    page = arrive(visit)
    elena, newcomer = pane(page, 0), pane(page, 1)
    sit(elena, "elena")
    sit(newcomer, "newcomer")
    expect(newcomer.get_by_role("group", name="Para empezar")).to_be_hidden()
    say(newcomer, "/referral list")
    expect(bubbles(newcomer).last).to_contain_text("To join the Network")
    say(elena, "/liaison invite")
    for code in ("PA", "titular", "es"):
        choose(form(elena), code)
    form(elena).get_by_role("textbox").first.fill("Rosa Batista")
    submit(form(elena))
    expect(form(elena)).to_have_count(0)
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", elena.locator(".from-bot").last.inner_text())
    assert found
    say(newcomer, "/liaison join 0000-0000-0000")
    expect(bubbles(newcomer).last).not_to_contain_text(WORDS("liaison-welcome-title"))
    say(newcomer, f"/liaison join {found[0]}")
    expect(newcomer.locator(".from-bot").last).to_contain_text(WORDS("liaison-welcome-title"))
    begin = newcomer.get_by_role("group", name="Para empezar")
    begin.get_by_role("button").nth(1).click()
    expect(newcomer.locator(".from-bot").last).to_contain_text(WORDS("box-waiting"))


def test_question_by_question_a_referral_is_made_without_a_form(visit: Open) -> None:
    page = arrive(visit)
    ana = pane(page, 0)
    ana.get_by_label("Pregunta por pregunta").check()
    say(ana, "/remisión nueva")
    last = ana.locator(".from-bot").last
    answers = ("México", "2", "1", "1, 2", "3", "1", "2", "4", WORDS.typed("word-skip")[0])
    for number, answer in enumerate(answers, start=1):
        expect(last).to_contain_text(WORDS("conversation-place", at=number, of=len(answers)))
        if answer == "1, 2":
            say(ana, "99")
            expect(last).to_have_class(re.compile("failed"))
            expect(last).to_contain_text(WORDS("conversation-place", at=number, of=len(answers)))
        say(ana, answer)
    expect(last).to_contain_text(WORDS("conversation-confirm-more"))
    expect(form(ana)).to_have_count(0)
    say(ana, WORDS.typed("word-yes")[0])
    expect(last).to_contain_text(WORDS("state-draft"))


def test_on_a_phone_everything_fits_and_is_reached(visit: Open) -> None:
    page = arrive(visit, viewport=PHONE, has_touch=True, is_mobile=True)
    ana, luis = pane(page, 0), pane(page, 1)

    def fits(where: Locator) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        for part in where.locator(".log, .form-body").all():
            assert part.evaluate("part => part.scrollWidth - part.clientWidth") == 0
        for box in (part.bounding_box() for part in where.locator(".log button, .form button, .composer *").all()):
            assert box is None or (box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"])

    expect(luis).to_be_hidden()
    begin = ana.get_by_role("group", name="Para empezar").get_by_role("button")
    for number in (1, 2, 3):
        before = ana.locator(".from-bot").count()
        begin.nth(number).tap()
        expect(ana.locator(".from-bot")).to_have_count(before + 1)
        fits(ana)
    begin.first.tap()
    fill(form(ana))
    form(ana).get_by_text("Decir más").tap()
    fits(ana)
    submit(form(ana))
    expect(form(ana)).to_have_count(0)
    reference = saved(ana)
    fits(ana)
    act(ana, reference, "send")
    dialog = page.locator("dialog.ask")
    box = dialog.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    dialog.locator(".primary").tap()
    sees(ana, reference, "sent")
    page.get_by_role("button", name=re.compile(r"^Luis Herrera")).tap()
    sees(luis, reference, "sent")
    fits(luis)
    act(luis, reference, "raise")
    expect(form(luis)).to_contain_text(reference)
    fits(luis)
    form(luis).get_by_role("button", name="Cancelar", exact=True).tap()
    act(luis, reference, "ack")
    sees(luis, reference, "acknowledged")
    act(luis, reference, "history")
    expect(newest(luis, reference)).to_contain_text(WORDS("history-title"))
    for room in (NETWORK, SHARED):
        tab(luis, room).tap()
        expect(tab(luis, room)).to_be_in_viewport()
        fits(luis)


def press_by_keyboard(page: Page, where: Locator, reference: str, verb: str, *, back: bool = False) -> None:
    walk(page, newest(where, reference).get_by_role("button", name=WORDS(f"do-referral-{verb}"), exact=True), back=back)
    page.keyboard.press("Enter")


def first_by_keyboard(page: Page, where: Locator) -> None:
    """Answer a form's only question with its first choice, and send it."""
    expect(form(where).locator("select")).to_be_focused()
    page.keyboard.press("ArrowDown")
    walk(page, form(where).locator(".form-foot .primary"))
    page.keyboard.press("Enter")
    expect(form(where)).to_have_count(0)


def test_the_keyboard_alone_suffices_for_a_whole_referral(visit: Open) -> None:
    page = arrive(visit)
    ana, luis = pane(page, 0), pane(page, 1)
    walk(page, line(ana))
    page.keyboard.type("/remisión nueva")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(form(ana).locator("select").first).to_be_focused()
    page.keyboard.type("México")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for number in range(1, 4):
        field = form(ana).locator("select:not(details *)").nth(number)
        if number == 2:
            walk(page, form(ana).locator("input[type=checkbox]").first)
            page.keyboard.press("Space")
            for value in ("0-5", "unaccompanied"):
                walk(page, form(ana).locator(f'input[value="{value}"]'))
                page.keyboard.press("Space")
        walk(page, field)
        page.keyboard.press("ArrowDown")
    walk(page, form(ana).locator(".form-foot .primary"))
    page.keyboard.press("Enter")
    expect(form(ana)).to_have_count(0)
    reference = saved(ana)
    press_by_keyboard(page, ana, reference, "send", back=True)
    expect(page.locator("dialog.ask .primary")).to_be_focused()
    page.keyboard.press("Enter")
    sees(ana, reference, "sent")
    press_by_keyboard(page, luis, reference, "ack")
    sees(luis, reference, "acknowledged")
    press_by_keyboard(page, luis, reference, "accept")
    first_by_keyboard(page, luis)
    sees(luis, reference, "accepted")
    press_by_keyboard(page, luis, reference, "complete", back=True)
    first_by_keyboard(page, luis)
    sees(ana, reference, "completed")
    press_by_keyboard(page, ana, reference, "close", back=True)
    first_by_keyboard(page, ana)
    sees(luis, reference, "closed")
    for person in (ana, luis):
        assert person.evaluate("pane => [pane.scrollTop, pane.scrollHeight - pane.clientHeight]") == [0, 0]


@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", PHONE)], ids=["desktop", "phone"])
def test_axe_finds_no_serious_fault_with_real_cards_forms_and_lists(
    visit: Open, scheme: str, size: ViewportSize
) -> None:
    page = arrive(visit, viewport=size, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(content=resources.files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    ana = pane(page, 0)
    expect(ana.get_by_role("group", name="Para empezar")).to_be_visible()
    assert faults(page) == []
    reference = draft(ana)
    for words in (
        "help",
        "referral help",
        "referral list sent",
        "liaison who",
        "nonsense",
        f"referral show {reference}",
    ):
        before = ana.locator(".from-bot").count()
        say(ana, f"/{words}")
        expect(ana.locator(".from-bot")).to_have_count(before + 1)
    act(ana, reference, "history")
    expect(newest(ana, reference)).to_contain_text(WORDS("history-title"))
    assert faults(page) == []
    say(ana, "/referral new")
    form(ana).get_by_text("Decir más").click()
    submit(form(ana))
    expect(form(ana).get_by_role("alert")).to_contain_text("Por corregir")
    assert faults(page) == []


def test_it_ends_at_once_and_cleanly_while_pages_are_open(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with demo(tmp_path_factory.mktemp("ending")) as running, browser.new_context() as context:
        stays, leaves = context.new_page(), context.new_page()
        for page in (stays, leaves):
            page.goto(running.url)
            expect(pane(page, 1).locator(".post").last).to_be_visible()
        leaves.close()
        say(pane(stays, 0), "/help")
        expect(bubbles(pane(stays, 0)).last).to_contain_text(WORDS("help-title"))
        code, seconds = running.stop()
        assert code == 0
        assert seconds < 3
        assert running.complaints.read_text("utf-8") == ""
        assert list(running.folder.iterdir()) == []
        expect(stays.locator(".connection")).not_to_have_text("")
