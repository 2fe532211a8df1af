"""A message with something to look at: as text, and kept."""

from liaison_bot.chat import Button, Fact, Message, Picture
from liaison_bot.chat.wire import pack_reply, unpack_reply

PICTURE = Picture(b"\x89PNG\r\n\x1a\n\x00\xff", "Remisiones por estado: enviada 3, aceptada 4.")
MESSAGE = Message(title="Resumen", facts=(Fact("Abiertas", "7"),), buttons=(Button("Ver", "list"),), picture=PICTURE)


def test_in_words_a_picture_is_what_it_shows() -> None:
    assert MESSAGE.plain == f"Resumen\n\nAbiertas: 7\n\n{PICTURE.alt}\n\n[Ver] list"


def test_an_answer_is_kept_with_its_picture() -> None:
    assert unpack_reply(pack_reply(MESSAGE)) == MESSAGE
