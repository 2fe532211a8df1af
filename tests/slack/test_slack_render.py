"""What the bot says, as Slack takes it: never refused, never shortened without its text, never more than it seems."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from adapters.slack import limits, modals
from adapters.slack.render import Rendered, blocks, brief, in_one, parts, rendered
from liaison_bot.chat import Button, ButtonStyle, Fact, Field, FieldKind, Form, FormErrors, Item, Message, Option
from slack.fake import blocks as slacks

TEXT = some.text(
    some.characters(exclude_categories=["Cs", "Cc"]) | some.sampled_from("<>&*_~`@#!|:\n "), max_size=60
) | some.sampled_from(["<!channel>", "<@U123>", "<http://example.org|x>", "a" * 5000, "&" * 3000, "ñ \n" * 1500])
WORD = TEXT.filter(lambda text: bool(text.strip()))
BUTTON = some.builds(Button, WORD, WORD, some.sampled_from(ButtonStyle), TEXT)
MESSAGE = some.builds(
    Message,
    title=TEXT,
    paragraphs=some.lists(TEXT, max_size=8).map(tuple),
    facts=some.lists(some.builds(Fact, TEXT, TEXT), max_size=30).map(tuple),
    items=some.lists(some.builds(Item, TEXT, some.none() | BUTTON), max_size=60).map(tuple),
    buttons=some.lists(BUTTON, max_size=60).map(tuple),
    card=some.sampled_from(["", "R-7KQ2MX"]),
    error=some.booleans(),
)


def fits(part: Rendered) -> None:
    assert 0 < len(part.text.encode()) <= limits.EPHEMERAL_TEXT_BYTES
    told = json.loads(json.dumps(part.blocks))
    assert slacks.message_blocks(told) == []
    assert slacks.characters(told) <= 13_000


@given(MESSAGE)
@settings(max_examples=25, deadline=None)
def test_whatever_is_said_slack_takes_it(message: Message) -> None:
    for part in rendered(message):
        fits(part)
    fits(in_one(message))
    fits(in_one(brief(message)))
    home = {"type": "home", "blocks": blocks(message, limits.BLOCKS_IN_VIEW) or [{"type": "divider"}]}
    assert slacks.view(home) == []


@given(MESSAGE)
@settings(max_examples=25, deadline=None)
def test_nothing_that_was_typed_is_markup_to_slack(message: Message) -> None:
    for part in rendered(message):
        assert "<" not in part.text
        assert ">" not in part.text
        for text in mrkdwn(part.blocks):
            assert "<" not in text


def mrkdwn(told: Any) -> list[str]:
    if isinstance(told, list):
        return [text for one in told for text in mrkdwn(one)]
    if isinstance(told, dict):
        if told.get("type") == "mrkdwn":
            return [told["text"]]
        return [text for one in told.values() for text in mrkdwn(one)]
    return []


def test_a_long_message_becomes_several_and_loses_no_word() -> None:
    rows = tuple(Item(f"Fila {number} {'x' * 300}") for number in range(40))
    message = Message(title="Lista", paragraphs=("a" * 7000,), items=rows, buttons=(Button("Más", "list 2"),), card="R")
    found = parts(message)
    assert len(found) > 1
    whole = "\n".join(part.plain for part in found)
    assert all(f"Fila {number} " in whole for number in range(40))
    assert whole.count("a" * 100) >= 60
    assert [bool(part.buttons) for part in found] == [False] * (len(found) - 1) + [True]
    assert [part.card for part in found] == ["R"] + [""] * (len(found) - 1)


def test_a_message_that_replaces_another_stays_one_and_keeps_its_buttons() -> None:
    rows = tuple(Fact(f"Dato {number}", "x" * 900) for number in range(40))
    one = in_one(Message(title="R-1", facts=rows, buttons=(Button("Aceptar", "accept R-1"),), card="R-1"))
    fits(one)
    assert one.blocks[-1]["elements"][0]["value"] == "accept R-1"


def test_the_plain_text_is_the_whole_message() -> None:
    message = Message(
        title="R-1 · Honduras → México",
        paragraphs=("Enviada.",),
        facts=(Fact("Edad", "12 a 14"),),
        items=(Item("Una fila", Button("Abrir", "show R-1")),),
        buttons=(Button("Aceptar", "accept R-1"),),
    )
    (one,) = rendered(message)
    for words in ("R-1", "Enviada.", "Edad: 12 a 14", "Una fila", "show R-1", "accept R-1"):
        assert words in one.text.replace("→", "→")
    assert [block["type"] for block in one.blocks] == ["header", "section", "section", "section", "actions"]


def test_a_confirmation_and_the_styles_are_slacks_own() -> None:
    button = Button("Retirar", "withdraw R-1", ButtonStyle.DANGER, "¿Retirar la remisión?")
    (actions,) = blocks(Message(buttons=(button,)))
    (element,) = actions["elements"]
    assert element["style"] == "danger"
    assert element["confirm"]["text"]["text"] == "¿Retirar la remisión?"
    assert element["confirm"]["confirm"]["text"] == "Retirar"


def test_an_error_is_marked_in_words_and_in_blocks() -> None:
    (one,) = rendered(Message(paragraphs=("No se puede.",), error=True))
    assert one.text.startswith("⚠️")
    assert one.blocks[0]["text"]["text"].startswith("⚠️")


def test_news_are_short_and_hold_no_content_of_a_case() -> None:
    message = Message(
        title="R-1 · Honduras → México",
        paragraphs=("Aceptada.", "Lo demás."),
        facts=(Fact("Edad", "12 a 14"),),
        buttons=(Button("Iniciar", "start R-1", ButtonStyle.PRIMARY), Button("Historial", "history R-1")),
    )
    assert brief(message).plain == "R-1 · Honduras → México\n\nAceptada.\n\n[Iniciar] start R-1"


CHOICES = some.lists(some.builds(Option, WORD, TEXT), min_size=0, max_size=120).map(tuple)
FIELD = some.builds(
    Field,
    name=some.from_regex(r"[a-z_]{1,20}", fullmatch=True),
    kind=some.sampled_from(FieldKind),
    label=WORD,
    hint=TEXT,
    required=some.booleans(),
    more=some.booleans(),
    options=CHOICES,
    value=some.lists(TEXT, max_size=3).map(tuple),
    longest=some.integers(1, 5000),
    error=TEXT,
)
FORM = some.builds(
    Form,
    id=WORD,
    title=WORD,
    submit=WORD,
    fields=some.lists(FIELD, min_size=1, max_size=12, unique_by=lambda field: field.name).map(tuple),
    intro=TEXT,
)


@given(FORM)
@settings(max_examples=25, deadline=None)
def test_whatever_is_asked_slack_shows_it(form: Form) -> None:
    assert slacks.view(json.loads(json.dumps(modals.view(form)))) == []


def choices(number: int) -> tuple[Option, ...]:
    return tuple(Option(f"code-{at}", f"Opción {at:04}") for at in range(number))


def test_a_list_too_long_for_one_menu_is_cut_into_groups_and_keeps_what_was_chosen() -> None:
    field = Field(
        name="place", kind=FieldKind.CHOICES, label="Lugar", options=choices(250), value=("code-7", "code-249")
    )
    element = modals.view(Form("f", "t", "s", (field,)))["blocks"][0]["element"]
    assert [len(group["options"]) for group in element["option_groups"]] == [100, 100, 50]
    assert element["option_groups"][0]["label"]["text"] == "Opción 0000 – Opción 0099"
    assert [option["value"] for option in element["initial_options"]] == ["code-7", "code-249"]


@pytest.mark.parametrize(
    ("kind", "count", "shown"),
    [
        (FieldKind.CHOICE, 3, "static_select"),
        (FieldKind.CHOICES, 3, "checkboxes"),
        (FieldKind.CHOICES, 11, "multi_static_select"),
        (FieldKind.CHOICE, 0, "plain_text_input"),
        (FieldKind.DATE, 0, "datepicker"),
        (FieldKind.TEXT, 0, "plain_text_input"),
    ],
)
def test_each_kind_of_question_has_its_element(kind: FieldKind, count: int, shown: str) -> None:
    field = Field(name="x", kind=kind, label="X", options=choices(count))
    assert modals.view(Form("f", "t", "s", (field,)))["blocks"][0]["element"]["type"] == shown


def test_what_was_wrong_stands_above_its_field_and_what_is_known_in_it() -> None:
    field = Field(name="note", kind=FieldKind.TEXT, label="Nota", value=("hola",), error="Sin nombres.")
    shown = modals.view(Form("referral new", "t", "s", (field,), intro="Bienvenida"))
    assert [block["type"] for block in shown["blocks"]] == ["section", "section", "input"]
    assert "Sin nombres." in shown["blocks"][1]["text"]["text"]
    assert shown["blocks"][2]["element"]["initial_value"] == "hola"
    assert modals.told_in(shown) == "referral new"


def test_a_mistake_at_a_field_that_is_not_shown_stands_at_the_first() -> None:
    shown = modals.view(Form("f", "t", "s", (Field(name="a", kind=FieldKind.TEXT, label="A"),)))
    assert modals.errors_at(FormErrors("f", {"b": "Falta."}), shown) == {"field:a": "Falta."}


def test_every_kind_of_answer_is_read_back() -> None:
    values = {
        "field:a": {"answer": {"type": "plain_text_input", "value": "texto"}},
        "field:b": {"answer": {"type": "static_select", "selected_option": {"value": "x"}}},
        "field:c": {"answer": {"type": "checkboxes", "selected_options": [{"value": "x"}, {"value": "y"}]}},
        "field:d": {"answer": {"type": "datepicker", "selected_date": "2026-11-23"}},
        "field:e": {"answer": {"type": "plain_text_input", "value": None}},
        "field:f": {"answer": {"type": "static_select", "selected_option": None}},
        "other": {"answer": {"value": "z"}},
    }
    assert modals.answers_of({"state": {"values": values}}) == {
        "a": ("texto",),
        "b": ("x",),
        "c": ("x", "y"),
        "d": ("2026-11-23",),
        "e": (),
        "f": (),
    }


def test_a_title_that_is_too_long_for_a_modal_says_there_what_is_done_and_the_rest_below() -> None:
    fields = (Field(name="note", kind=FieldKind.TEXT, label="Note"),)
    form = Form("referral ask R-7KQ2MX", "R-7KQ2MX · Poser une question", "Envoyer", fields, close="Fermer")
    shown = modals.view(form)
    assert shown["title"]["text"] == "Poser une question"
    assert shown["close"]["text"] == "Fermer"
    assert shown["blocks"][0]["text"]["text"] == "R-7KQ2MX"
    long = modals.view(Form("x", "Un título que no cabe de ninguna manera", "Sí", fields))
    assert len(long["title"]["text"]) <= 24
    assert long["blocks"][0]["text"]["text"] == "Un título que no cabe de ninguna manera"


def test_a_question_is_answered_with_no_in_the_readers_language() -> None:
    button = Button("Orienter", "referral send R-1", confirm="Envoyer ?", deny="Non")
    (row,) = blocks(Message(buttons=(button,)))
    assert row["elements"][0]["confirm"]["deny"]["text"] == "Non"


def test_the_heading_of_a_list_stands_out_from_its_rows() -> None:
    (heading, row) = blocks(Message(items=(Item("Pendientes", heading=True), Item("R-1"))))
    assert (heading["type"], row["type"]) == ("header", "section")


def test_rows_that_are_left_out_are_counted_and_buttons_never_are() -> None:
    told = blocks(Message(items=tuple(Item(f"R-{n}") for n in range(120)), buttons=(Button("Ver", "list"),)), 100)
    assert len(told) == 100
    assert told[-1]["type"] == "actions"
    assert told[-2]["text"]["text"] == "… +22"
    one = in_one(Message(title="R-1", paragraphs=("largo " * 1500,), buttons=(Button("Ver", "list"),)))
    assert one.blocks[-2]["text"]["text"] == "…"
    assert one.text.rstrip().endswith("list")


def test_who_hears_a_list_hears_which_row_a_button_belongs_to() -> None:
    (row,) = blocks(Message(items=(Item("R-7KQ2MX · urgente", button=Button("Ver", "show")),)))
    assert row["accessory"]["accessibility_label"] == "Ver: R-7KQ2MX · urgente"
