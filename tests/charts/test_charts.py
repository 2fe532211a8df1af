"""Charts: drawn by a process of their own, and never missed where they cannot be."""

import logging
import struct
import subprocess
import sys
from typing import Any

import pytest

from liaison_bot import charts
from liaison_bot.charts import draw, with_picture
from liaison_bot.chat import Bar, Chart, Message, Panel
from png import CHART

STATES = Panel("Remisiones por estado", (Bar("Enviada", 3, "3"), Bar("En espera de decisión", 0, "0")))
TIMES = Panel("Hasta el acuse", (Bar("México", 2.5, "2 h 30 min", before=4),), now="esta semana", before="la anterior")


@pytest.fixture(autouse=True)
def _fresh() -> None:
    draw.cache_clear()


def size(png: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def test_a_chart_is_a_png_as_wide_as_a_phone_wants_it_and_as_high_as_it_has_bars() -> None:
    one, both = draw(Chart((STATES,), "tres enviadas")), draw(Chart((STATES, TIMES), "y los tiempos"))
    assert one is not None
    assert both is not None
    assert one.alt == "tres enviadas"
    assert size(one.png)[0] == size(both.png)[0] == 960
    assert size(both.png)[1] > size(one.png)[1]
    assert len(both.png) < 200_000


def test_the_same_chart_for_another_reader_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bytes] = []

    def once(told: bytes) -> bytes:
        drawn.append(told)
        return CHART.png

    monkeypatch.setattr(charts, "_drawn", once)
    assert draw(Chart((STATES,), "tres")) is draw(Chart((STATES,), "tres"))
    assert len(drawn) == 1


def test_without_bars_there_is_no_chart() -> None:
    assert draw(Chart((), "nada")) is None
    assert draw(Chart((Panel("Vacío", ()),), "nada")) is None


@pytest.mark.parametrize(
    "program",
    [
        (sys.executable, "-c", "raise SystemExit(1)"),
        (sys.executable, "-c", "print('no picture')"),
        (sys.executable, "-c", "import time; time.sleep(60)"),
        ("/nowhere/at/all",),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_left_out_and_told(
    program: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(charts, "_program", lambda: program)
    monkeypatch.setattr(charts, "_SECONDS", 0.5)
    with caplog.at_level(logging.WARNING):
        assert draw(Chart((STATES,), "tres")) is None
    assert "a chart was not drawn" in caplog.text


def test_without_the_extra_there_is_no_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(_name: str) -> Any:
        return None

    monkeypatch.setattr(charts, "find_spec", find)
    assert draw(Chart((STATES,), "tres")) is None


def test_what_draws_is_never_loaded_into_the_bot() -> None:
    told = "import sys, liaison_bot.bootstrap, liaison_bot.charts; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "False\n"


def test_a_message_is_given_its_picture_or_goes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    message = Message(title="Resumen", chart=Chart((STATES,), "tres"))
    monkeypatch.setattr(charts, "_drawn", lambda _told: CHART.png)
    drawn = with_picture(message)
    assert drawn.picture
    assert (drawn.picture.alt, drawn.chart) == ("tres", None)
    monkeypatch.setattr(charts, "can_draw", lambda: False)
    draw.cache_clear()
    assert with_picture(message) == Message(title="Resumen")
    assert with_picture(drawn) is drawn
