"""Telephone and document numbers.

The eleven countries' papers have many shapes, and people mistype, space and dot them. So no checksum has to hold
here: a number with one wrong digit is still some child's. Seven or more digits that are no date, time, amount, list
of ages or file number of an office are refused, and the shapes with letters by their shape. What is left to decide
is only what to call the find: `phonenumbers` knows what can be dialled in the eleven countries.
"""

import re
from functools import lru_cache
from typing import Final

REGIONS: Final = ("BZ", "CA", "CR", "DO", "SV", "GT", "HN", "MX", "NI", "PA", "US")
_FEWEST, _LONGEST_PHONE = 7, 15  # digits

# As `liaison_bot.ids` makes them. One in a thousand is six digits; no country's passport is R- and six digits.
_REFERENCE = re.compile(r"(?<![A-Za-z0-9-])R-[0-9A-Z]{6}(?![A-Za-z0-9-])", re.IGNORECASE)
_NUMBER = re.compile(rf"\d(?:(?:\s?[-./()_*:~]{{1,2}}\s?|\s{{1,3}}|,)?\d){{{_FEWEST - 1},}}")
_AMOUNT = re.compile(
    r"(?:[$€£]|\b(?:usd|mxn|cad|hnl|gtq|lps?|q)\b\.?) ?\d[\d., ]*|"
    r"\b\d{1,3}(?:[., ]\d{3})+(?:[.,]\d\d)? ?(?:[$€%]|dol+ar\w*|pesos|lempiras|quetzal\w*|colones|cordobas|balboas|"
    r"euros|usd|mxn|cad|"
    r"(?:personas?|people|personnes|ninos|ninas|nna|children|minors|menores|enfants|mineurs|casos|cases|cas|"
    r"migrants?|migrantes)\b)",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\b(?:expediente|exp|oficio|nota|memo(?:rando|randum)?|circular|folio|decreto|acuerdo|resolucion|ley|acta|"
    r"file|case|docket|dossier|note|decision|"
    r"resolution|law|decree|loi|decret|arrete|form|formulario|formulaire|version|v|ticket|informe|report|"
    r"rapport)\b\W{0,3}(?:n\w{0,6}\b)?\W{0,3}$",
    re.IGNORECASE,
)
_FILE_SHAPE = re.compile(r"(?:(?:19|20)\d\d[-/]\d{1,6}|\d{1,6}[-/](?:19|20)\d\d)$")
_LONGEST_PLAN = 10  # years: "2024-2025, 2026" is a span of time, "2000 2099" may be a number
_YEARS = re.compile(r"(?:(?:19|20)\d\d\D{1,3})+(?:19|20)\d\d$")
_AGES = re.compile(r"(?:1?\d-1?\d[^\d-]{1,3})+1?\d-1?\d$")

_PHONE_WORD = re.compile(
    r"\b(?:tels?|tlf|telf|telefonos?|telephones?|phones?|cel|celular(?:es)?|movil|mobile|cell|portable|whats?app|"
    r"wsp|wpp|wa|fax|(?<!se )llam\w*|marc(?:ar|a|ar al)|"
    r"call\w*|dial|text|sms|appel\w*|joindre|joignable|contact\w*|fijo|linea|numero de contacto|reach\w*|ring)\b",
    re.IGNORECASE,
)
_DOCUMENT_WORD = re.compile(
    r"\b(?:pasaportes?|passports?|passeports?|cedulas?|dni|dpi|cui|dui|nui|curp|rfc|ine|ssn|itin|sin|nas|uci|iuc|"
    r"a-?number|alien|a ?#|carnet|carne|identidad|"
    r"identity|identite|identificacion|identification|id|unhcr|acnur|hcr|progres|primes|registro|registration|"
    r"enregistrement|matricula|nss|social security|"
    r"social insurance|assurance sociale|seguro social|partida|document[oa]?s?|licen[cs]\w+|visa|permiso|permit|"
    r"permis|green card|residen\w+|uscis|ins|"
    r"numero unico|file number|numero de caso)\b",
    re.IGNORECASE,
)
_DOCUMENT_SHAPES = re.compile(
    r"\b[A-Z]{4}[ ./-]{0,3}\d{6}[ ./-]{0,3}[A-Z]{3,6}[ ./-]{0,3}[A-Z0-9]{0,4}\b|"  # CURP, its end or not
    r"\b[A-Z]{4}[ .-]?\d{6}[ .-]?[A-Z0-9]{3}\b|"  # RFC
    r"\b\d{3}[ -]\d{2}[A-Z]\d{5}\b|\b[A-Z]{3}-\d{2}[A-Z]\d{4,6}\b|\b\d{2}[A-Z]\d{5}\b|"  # UNHCR
    r"\b(?:PE|E|N|P)[ -]\d{1,4}[ -]\d{1,6}(?:[ -]\d{1,6})?\b|\b(?:1[0-3]|[1-9])[ -]?(?:AV|"
    r"PI)[ -]\d{1,4}[ -]\d{1,6}\b|"  # Panama
    r"(?<![\w-])(?:1[0-3]|[1-9])-\d{2,4}-\d{3,6}(?![\w-])|"
    r"(?<![\w-])(?:1[0-3]|[1-9])-\d{3,4}-\d{2,6}(?![\w-])|"
    r"\bA ?#? ?-?\d{2,3}[ -]\d{3}[ -]\d{3}\b|\bA ?#? ?-?\d{7,9}\b",  # United States
    re.IGNORECASE,
)
# Upper case only: "llamar a 99123456" is no passport.
_PASSPORT = re.compile(r"\b[A-Z]{1,3}[ .#-]{0,2}\d{6,9}[A-Z]?\b")
_MIXED = re.compile(r"(?<![\w-])[A-Za-z0-9]+(?:[-/_][A-Za-z0-9]+)*")
_FEWEST_MIXED = 6
_LONE = re.compile(r"(?<![\w-])[A-Z]{0,3}\d[\dA-Z]*(?:[-./ ]\d[\dA-Z]*)*", re.IGNORECASE)
# "O8O1", but not the ordinal "1o".
_MISTYPED = re.compile(r"\b(?=[OoIl]*\d)(?!\d+[oO]\b)[\dOoIl]{2,}\b")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_NEAR = 30  # characters between a word such as "passport" and its number


def cleared(text: str) -> str:
    """Return plain `text` without the case references and amounts, and with letters typed for digits put right."""
    text = _AMOUNT.sub("|", _REFERENCE.sub("|", text))
    return _MISTYPED.sub(lambda found: found.group().translate(_AS_DIGITS), text)


def kinds_of_numbers(text: str) -> tuple[bool, bool]:
    """Whether plain `text`, its dates taken out, holds a telephone number, and whether it holds a document number."""
    phone, document = False, _has_document_shape(text)
    for found in _NUMBER.finditer(text):
        if not _is_harmless(found, text):
            dialled, issued = _judge(found, text)
            phone, document = phone or dialled, document or issued
    return phone, document


def _has_document_shape(text: str) -> bool:
    return bool(
        _DOCUMENT_SHAPES.search(text)
        or _PASSPORT.search(text)
        or any(_is_mixed(found, text) for found in _MIXED.finditer(text))
        or any(_is_named(found, text) for found in _DOCUMENT_WORD.finditer(text))
    )


def _is_mixed(found: re.Match[str], text: str) -> bool:
    token = found.group()
    digits = sum(character.isdigit() for character in token)
    letters = any(character.isalpha() for character in token)
    return letters and digits >= _FEWEST_MIXED and not _FILE.search(text[: found.start()][-_NEAR:])


def _is_named(word: re.Match[str], text: str) -> bool:
    """Whether a number of four digits or more, and no year, follows a word such as "passport" closely."""
    after = text[word.end() : word.end() + _NEAR]
    return any(
        sum(character.isdigit() for character in each.group()) >= 4 and not re.fullmatch(r"(?:19|20)\d\d", each.group())  # noqa: PLR2004
        for each in _LONE.finditer(after)
    )


def _is_harmless(found: re.Match[str], text: str) -> bool:
    number = found.group()
    if _YEARS.match(number):
        years = [int(year) for year in re.findall(r"\d{4}", number)]
        return years == sorted(set(years)) and years[-1] - years[0] <= _LONGEST_PLAN
    if _FILE_SHAPE.match(number) and _FILE.search(text[: found.start()][-_NEAR:]):
        return True
    bands = [tuple(map(int, band)) for band in re.findall(r"(\d+)-(\d+)", number)] if _AGES.match(number) else []
    return bool(bands) and all(first < last for first, last in bands)


def _judge(found: re.Match[str], text: str) -> tuple[bool, bool]:
    number, before = found.group(), text[max(0, found.start() - _NEAR) : found.start()]
    digits = re.sub(r"\D", "", number)
    shaped = re.fullmatch(r"\(?\d{3}\)?\D{1,3}\d{3}\D{1,2}\d{4}|\d{4}\D\d{4}|(?:\d\d\D){3,4}\d\d|\d{3}\D\d{4}", number)
    phone = len(digits) <= _LONGEST_PHONE and bool(
        before.rstrip(" (").endswith(("+", "00")) or _PHONE_WORD.search(before) or shaped or _can_be_dialled(digits)
    )
    document = bool(_DOCUMENT_WORD.search(before)) or not phone or len(digits) in {9, 13}
    return phone, document


@lru_cache(maxsize=256)
def _can_be_dialled(digits: str) -> bool:
    """Whether `digits` is a number of one of the eleven countries, with or without its country code."""
    import phonenumbers  # noqa: PLC0415 - read, like the lists of words, with the first text that asks for it

    for region in REGIONS:
        for written in (digits, "+" + digits):
            try:
                if phonenumbers.is_valid_number(phonenumbers.parse(written, region)):
                    return True
            except phonenumbers.NumberParseException:
                continue
    return False
