"""A message with something to look at: as text, and kept."""

import pytest

from liaison_bot.chat import Button, Fact, Message, Picture
from liaison_bot.chat.wire import pack_reply, unpack_reply
from png import CHART, png

MESSAGE = Message(title="Resumen", facts=(Fact("Abiertas", "7"),), buttons=(Button("Ver", "list"),), picture=CHART)


def test_in_words_a_picture_is_what_it_shows() -> None:
    assert MESSAGE.plain == f"Resumen\n\nAbiertas: 7\n\n{CHART.alt}\n\n[Ver] list"


def test_an_answer_is_kept_with_its_picture() -> None:
    assert unpack_reply(pack_reply(MESSAGE)) == MESSAGE


def test_a_picture_knows_its_size() -> None:
    assert Picture(png(321, 5), "").size == (321, 5)


@pytest.mark.parametrize("other", [b"", png()[:23], b"\xff\xd8\xff\xe0" + bytes(40), b"<svg/>" + bytes(40)])
def test_what_is_no_png_is_no_picture(other: bytes) -> None:
    with pytest.raises(ValueError, match="PNG"):
        Picture(other, "")
