"""The page's own words: the same in every language, all there, and none for nothing."""

import re
from importlib import resources

from adapters.practice.server import read_words

STATIC = resources.files("adapters.practice").joinpath("static")
SCRIPTS = {file.name: file.read_text("utf-8") for file in STATIC.iterdir() if file.name.endswith(".js")}
AUDIENCES = ("one-person", "members", "outsiders", "unknown")


def test_every_language_has_the_same_words_with_the_same_values() -> None:
    words = read_words()
    assert set(words) == {"es", "en", "fr"}
    for language, said in words.items():
        assert list(said) == list(words["es"]), language
        for key, text in said.items():
            assert text.strip(), f"{language} {key}"
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", words["es"][key])), (
                f"{language} {key}"
            )


def test_every_word_is_used_and_every_word_that_is_used_is_there() -> None:
    quoted = set(re.findall(r'"([a-z][a-z-]*)"', "".join(SCRIPTS.values())))
    by_audience = {f"{stem}-{audience}" for stem in ("audience", "empty") for audience in AUDIENCES}
    known = set(read_words()["es"])
    assert known - by_audience <= quoted
    assert by_audience <= known
    said = set(re.findall(r'\bsay\((?:[\w.]+(?:\([\w.]+\))?, )?"([a-z-]+)"', "".join(SCRIPTS.values())))
    assert len(said) > 20
    assert said <= known


def test_no_script_puts_data_in_as_markup() -> None:
    for name, script in SCRIPTS.items():
        for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "DOMParser"):
            assert forbidden not in script, name


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    for file in STATIC.iterdir():
        text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in text, file.name
        assert "https:" not in text, file.name
        assert "//" not in text or not re.search(r"""["'(]//""", text), file.name


def test_the_page_has_no_script_or_style_of_its_own() -> None:
    page = STATIC.joinpath("index.html").read_text("utf-8")
    assert "<style" not in page
    assert "style=" not in page
    assert re.findall(r"<script[^>]*>(.*?)</script>", page) == [""]
    assert not re.search(r"\son\w+=", page)
