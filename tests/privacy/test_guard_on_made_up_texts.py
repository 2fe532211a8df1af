"""The guard on texts that Hypothesis makes up: numbers in any spelling, and texts made to be slow."""

import time
import unicodedata
from datetime import date

import phonenumbers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.ca import sin
from stdnum.do import cedula
from stdnum.mx import curp
from stdnum.us import ssn

from liaison_bot.privacy.guard import LONGEST, Kind, screen
from liaison_bot.privacy.guard.numbers import REGIONS

# Generous, for a busy machine: the slowest text measured takes a tenth of it.
SLOWEST = 1.0  # seconds
SENTENCES = (
    "{}",
    "Trae {} en copia",
    "lleva el {}, según la madre",
    "She has {} on her",
    "({}) was written on the wristband",
    "Elle porte {} sur elle",
    "Voir : {}.",
)
SEPARATORS = ("", " ", "-", ".", " - ", "‑", "–", "\u200b", "\u00a0", "/")
ZEROS = ("0", "０", "٠", "०", "𝟎")


@st.composite
def written(draw: st.DrawFn, groups: st.SearchStrategy[tuple[str, ...]]) -> str:
    """Return the groups of a number, parted and in digits of some script, inside a sentence."""
    number = draw(st.sampled_from(SEPARATORS)).join(draw(groups))
    zero = ord(draw(st.sampled_from(ZEROS)))
    number = "".join(chr(zero + int(each)) if each.isdigit() else each for each in number)
    number = draw(st.sampled_from((number, number.lower())))
    return draw(st.sampled_from(SENTENCES)).format(number)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def letters(count: int) -> st.SearchStrategy[str]:
    return st.text("ABCDEFGHJKLMNPRSTVXYZ", min_size=count, max_size=count)


@st.composite
def curps(draw: st.DrawFn) -> tuple[str, ...]:
    day = draw(st.dates(date(2001, 1, 1), date(2024, 12, 31)))
    name = draw(letters(1)) + draw(st.sampled_from("AEIOUX")) + draw(letters(2))
    rest = (
        draw(st.sampled_from("HM"))
        + draw(st.sampled_from(("NE", "CS", "JC", "OC")))
        + draw(letters(3))
        + draw(st.sampled_from("AB"))
    )
    start = name + day.strftime("%y%m%d") + rest
    return (start[:4], start[4:10], start[10:] + curp.calc_check_digit(start + "0"))


@st.composite
def dominican(draw: st.DrawFn) -> tuple[str, ...]:
    start = draw(st.sampled_from(("001", "402", "223"))) + draw(digits(7))
    number = start + luhn.calc_check_digit(start)
    assert cedula.is_valid(number) or number[:3] == "000"
    return (number[:3], number[3:10], number[10:])


@st.composite
def social_insurance(draw: st.DrawFn) -> tuple[str, ...]:
    start = draw(st.sampled_from("124569")) + draw(digits(7))
    number = start + luhn.calc_check_digit(start)
    assert sin.is_valid(number)
    return (number[:3], number[3:6], number[6:])


DOCUMENTS = {
    "Mexico, CURP": curps(),
    "Honduras, DNI": st.tuples(digits(4), st.integers(1940, 2025).map(str), digits(5)),
    "Guatemala, CUI": st.tuples(digits(4), digits(5), digits(4)),
    "El Salvador, DUI": st.tuples(digits(8), digits(1)),
    "Nicaragua, cédula": st.tuples(digits(3), digits(6), st.tuples(digits(4), letters(1)).map("".join)),
    "Costa Rica, cédula": st.tuples(st.sampled_from("123456789"), digits(4), digits(4)),
    "Dominican Republic, cédula": dominican(),
    "United States, SSN": st.tuples(digits(3), digits(2), digits(4)).filter(
        lambda parts: bool(ssn.is_valid("-".join(parts)))
    ),
    "United States, A-number": st.tuples(st.just("A"), digits(3), digits(3), digits(3)),
    "Canada, SIN": social_insurance(),
    "Canada, UCI of ten": st.tuples(digits(2), digits(4), digits(4)),
    # Not "2025 2026", which is a span of years.
    "Canada, UCI of eight": st.tuples(digits(4), digits(4)).filter(lambda parts: parts[0][:2] not in {"19", "20"}),
    "passport": st.tuples(st.integers(1, 2).flatmap(letters), digits(7)),
}
# Their hyphens are part of them.
HYPHENED = {
    "Panama, cédula": st.tuples(
        st.sampled_from(("1", "4", "8", "13")), digits(3), st.integers(3, 5).flatmap(digits)
    ).map("-".join),
    "Panama, abroad": st.tuples(st.sampled_from(("PE", "E", "N")), st.integers(1, 3).flatmap(digits), digits(4)).map(
        "-".join
    ),
    "UNHCR": st.tuples(digits(3), st.tuples(digits(2), st.just("C"), digits(5)).map("".join)).map("-".join),
}


@pytest.mark.parametrize("paper", DOCUMENTS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_made_up_document_number_is_refused_in_any_spelling(paper: str, data: st.DataObject) -> None:
    assert screen(data.draw(written(DOCUMENTS[paper])))


@pytest.mark.parametrize("paper", HYPHENED)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_made_up_number_with_its_own_hyphens_is_refused(paper: str, data: st.DataObject) -> None:
    number = data.draw(HYPHENED[paper])
    assert Kind.DOCUMENT in screen(data.draw(st.sampled_from(SENTENCES)).format(number))


FORMATS = (
    phonenumbers.PhoneNumberFormat.E164,
    phonenumbers.PhoneNumberFormat.INTERNATIONAL,
    phonenumbers.PhoneNumberFormat.NATIONAL,
    phonenumbers.PhoneNumberFormat.RFC3966,
)
TYPES = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)


@st.composite
def phones(draw: st.DrawFn) -> str:
    """Return an example number of one of the countries, its last two digits changed, in one of the usual formats."""
    region, sort = draw(st.sampled_from(REGIONS)), draw(st.sampled_from(TYPES))
    number = phonenumbers.example_number_for_type(region, sort) or phonenumbers.example_number(region)
    assert number is not None
    assert number.national_number is not None
    other = phonenumbers.PhoneNumber(
        country_code=number.country_code, national_number=number.national_number // 100 * 100 + draw(st.integers(0, 99))
    )
    text = phonenumbers.format_number(other, draw(st.sampled_from(FORMATS)))
    return text.replace(" ", draw(st.sampled_from((" ", "-", ".", "  ", "\u00a0")))).replace(
        "-", draw(st.sampled_from("-‑–."))
    )


@given(phone=phones(), sentence=st.sampled_from(SENTENCES))
@settings(max_examples=300, deadline=None)
def test_a_telephone_number_of_the_eleven_countries_is_refused(phone: str, sentence: str) -> None:
    assert Kind.PHONE in screen(sentence.format(phone))


@given(
    person=st.from_regex(r"[a-z]{2,8}[._]?[a-z0-9]{1,6}", fullmatch=True),
    at=st.sampled_from(("@", " @ ", "＠", "(at)", " [at] ", " arroba ", " (arroba) ", " arobase ")),
    host=st.sampled_from(("gmail", "hotmail", "yahoo", "outlook", "example", "correo")),
    dot=st.sampled_from((".", " . ", " punto ", " dot ", "(dot)", " point ")),
    ending=st.sampled_from(("com", "es", "org", "hn", "fr", "ca")),
    sentence=st.sampled_from(SENTENCES),
)
@settings(max_examples=200, deadline=None)
def test_an_email_address_is_refused_in_any_spelling(
    person: str, at: str, host: str, dot: str, ending: str, sentence: str
) -> None:
    assert Kind.EMAIL in screen(sentence.format(f"{person}{at}{host}{dot}{ending}"))


@given(
    day=st.dates(date(2007, 1, 1), date(2024, 12, 31)),
    form=st.sampled_from(("%d/%m/%Y", "%d-%m-%y", "%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y")),
    birth=st.sampled_from(
        (
            "nacida el {}",
            "fecha de nacimiento: {}",
            "FDN {}",
            "born {}",
            "DOB {}",
            "née le {}",
            "date de naissance : {}",
        )
    ),
)
@settings(max_examples=200, deadline=None)
def test_a_date_of_birth_is_refused_in_any_spelling(day: date, form: str, birth: str) -> None:
    assert Kind.BIRTH_DATE in screen(birth.format(day.strftime(form)))


@given(
    reference=st.from_regex(r"R-[0-9A-HJKMNP-TV-Z]{6}", fullmatch=True),
    sentence=st.sampled_from(SENTENCES),
)
@settings(max_examples=200, deadline=None)
def test_a_case_reference_passes(reference: str, sentence: str) -> None:
    assert screen(sentence.format(reference)) == ()


@given(text=st.text(max_size=400))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_text_nothing_is_raised_and_kinds_come_in_order(text: str) -> None:
    found = screen(text)
    assert all(isinstance(kind, Kind) for kind in found)
    assert list(found) == [kind for kind in Kind if kind in found]


@given(text=st.text(max_size=120))
@settings(max_examples=150, deadline=None)
def test_composed_and_decomposed_letters_are_read_alike(text: str) -> None:
    assert screen(unicodedata.normalize("NFC", text)) == screen(unicodedata.normalize("NFD", text))


def _seconds(text: str) -> float:
    start = time.perf_counter()
    screen(text)
    return time.perf_counter() - start


@given(text=st.text("aA1 -.@(/,#:'_ñ\u200b", min_size=LONGEST, max_size=LONGEST))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    assert _seconds(text) < SLOWEST


PIECES = (
    "1",
    "1 ",
    "1-",
    "a ",
    "A.",
    "Aa ",
    "a.",
    "@",
    "a@",
    "calle ",
    "calle a ",
    "1 a ",
    "se llama ",
    "born ",
    "1/1/",
    "mayo ",
    "dos mil ",
    "Instagram ",
    "ig a ",
    "San ",
    "(1) ",
)


@pytest.mark.parametrize("piece", PIECES)
def test_a_repeated_piece_is_read_in_time_that_grows_with_its_length_only(piece: str) -> None:
    assert _seconds(piece * LONGEST) < SLOWEST * 20
    assert _seconds((piece * LONGEST)[:LONGEST]) < SLOWEST


def test_a_text_past_all_measure_is_refused_unread() -> None:
    assert screen("a " * 1_000_000) == tuple(Kind)
    assert Kind.NAME in screen("bien " * 200 + "se llama yuleysi" + " bien" * 200)
