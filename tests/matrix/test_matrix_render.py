"""What the bot says, as Matrix events: complete as plain text, clean as markup, its choices numbered."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.matrix.choices import choices_of, confirmation, keycap, number_tapped, number_typed, pack, unpack
from adapters.matrix.render import answering, brief, content, image, inert, moved_down, replacing
from liaison_bot.chat import Button, ButtonStyle, Fact, Item, Message, Picture
from png import CHART, png
from practice.scripted import DIGEST

CARD = Message(
    title="Remisión R-7KQ2MX",
    paragraphs=("De Honduras a México.\nTrato reservado.",),
    facts=(Fact("Estado", "Enviada"),),
    items=(Item("R-1", Button("Ver", "referral show R-1")), Item("nada más")),
    buttons=(Button("Aceptar", "accept R-7KQ2MX"), Button("Retirar", "withdraw R-7KQ2MX", ButtonStyle.DANGER, "¿Sí?")),
)
ALLOWED = {"p", "br", "strong", "code", "ul", "li"}


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[object] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_plain_body_says_everything_and_numbers_every_choice() -> None:
    assert content(CARD)["body"] == (
        "Remisión R-7KQ2MX\n\nDe Honduras a México.\nTrato reservado.\n\nEstado: Enviada\n\n"
        "• R-1\n   1. Ver – referral show R-1\n• nada más\n\n"
        "2. Aceptar – accept R-7KQ2MX\n3. Retirar – withdraw R-7KQ2MX"
    )
    assert [button.words for button in choices_of(CARD)] == [
        "referral show R-1",
        "accept R-7KQ2MX",
        "withdraw R-7KQ2MX",
    ]


def test_what_a_picture_shows_is_said_before_what_can_be_done() -> None:
    said = content(DIGEST)
    blocks = said["body"].split("\n\n")
    assert blocks[-2:] == [CHART.alt, "1. Ver las abiertas – referral list"]
    assert Tags(said["formatted_body"]).text.index(CHART.alt) < Tags(said["formatted_body"]).text.index("Ver las")


def test_a_picture_is_named_by_what_it_shows_and_calls_nobody() -> None:
    thread = answering(content(DIGEST), thread="$root")
    shown = image(
        Picture(png(640, 480), "Aceptadas: 4. Véase example.org, @todos"), {"url": "mxc://ministry/1"}, thread
    )
    assert shown == {
        "msgtype": "m.image",
        "body": inert("Aceptadas: 4. Véase example.org, @todos"),
        "filename": "liaison.png",
        "info": {"mimetype": "image/png", "size": len(png(640, 480)), "w": 640, "h": 480},
        "url": "mxc://ministry/1",
        "m.mentions": {},
        "m.relates_to": thread["m.relates_to"],
    }
    assert "m.relates_to" not in image(CHART, {"url": "mxc://ministry/1"}, content(DIGEST))


def test_it_is_a_notice_that_mentions_nobody() -> None:
    said = content(CARD)
    assert said["msgtype"] == "m.notice"
    assert said["m.mentions"] == {}


def test_an_error_is_marked_in_both() -> None:
    said = content(Message(paragraphs=("No se pudo.",), error=True))
    assert said["body"] == "⚠️ No se pudo."
    assert said["formatted_body"] == "<p>⚠️ No se pudo.</p>"


@given(st.text(max_size=60))
def test_nothing_typed_becomes_markup(typed: str) -> None:
    said = content(
        Message(
            title=typed,
            paragraphs=(typed,),
            facts=(Fact(typed, typed),),
            items=(Item(typed, Button(typed, typed)),),
            buttons=(Button(typed, typed),),
        )
    )
    found = Tags(said["formatted_body"])
    assert found.tags <= ALLOWED
    assert found.attributes == []


@pytest.mark.parametrize(
    "typed",
    [
        "@room",
        "@ana:ministry.test",
        "#sala:ministry.test",
        "https://example.org/x",
        "www.example.org",
        "mailto:a@b.test",
        "<a href='https://example.org'>x</a>",
        "tel:+50400",
        "example.org",
    ],
)
def test_nothing_typed_becomes_a_mention_or_a_link(typed: str) -> None:
    said = content(Message(paragraphs=(typed,)))
    for text in (said["body"], Tags(said["formatted_body"]).text):
        assert typed not in text
        assert text.replace("\u2060", "") == typed


@pytest.mark.parametrize(
    "typed", ["referral accept R-7KQ2MX", "18:00 (Tegucigalpa)", "24.11.2026", "Fin. Nada más: sí"]
)
def test_what_calls_nobody_is_left_as_it_is(typed: str) -> None:
    assert inert(typed) == typed


def test_an_edit_carries_the_new_picture_and_a_reply_knows_what_it_answers() -> None:
    new = content(CARD)
    edit = replacing("$card", new)
    assert edit["m.new_content"] == new
    assert edit["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$card"}
    assert answering(new, "$x")["m.relates_to"] == {"m.in_reply_to": {"event_id": "$x"}}
    assert answering(new, thread="$t")["m.relates_to"]["rel_type"] == "m.thread"
    assert answering(new) == new
    assert moved_down("R-1")["body"] == "R-1 ↓"


def test_the_news_of_a_card_is_short_and_offers_the_same() -> None:
    assert choices_of(brief(CARD)) == choices_of(CARD)
    assert brief(CARD).facts == ()


def test_numbers_are_read_as_they_are_typed_and_tapped() -> None:
    assert [number_typed(text) for text in ("1", " 12 ", "3.", "4)", "5️⃣", "1 2", "uno", "")] == [
        1, 12, 3, 4, 5, None, None, None,
    ]  # fmt: skip
    assert [number_tapped(keycap(number)) for number in range(1, 10)] == list(range(1, 10))


def test_choices_are_kept_whole_and_a_confirmation_offers_the_same_without_asking_again() -> None:
    choices = choices_of(CARD)
    assert unpack(pack(choices)) == choices
    asked = confirmation(choices[-1])
    assert asked.paragraphs == ("¿Sí?",)
    assert choices_of(asked) == (Button("Retirar", "withdraw R-7KQ2MX", ButtonStyle.DANGER),)


def test_what_rows_have_in_common_stands_above_them_and_is_no_row() -> None:
    shown = content(
        Message(items=(Item("Vencidas", heading=True), Item("R-1"), Item("R-2"), Item("Hoy", heading=True)))
    )
    assert shown["body"] == "Vencidas\n• R-1\n• R-2\nHoy"
    assert shown["formatted_body"] == (
        "<p><strong>Vencidas</strong></p><ul><li>R-1</li><li>R-2</li></ul><p><strong>Hoy</strong></p>"
    )
