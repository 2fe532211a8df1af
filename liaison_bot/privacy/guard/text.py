"""One plain spelling for every way of writing the same thing.

What people type carries accents or drops them, comes in full-width or styled letters, with invisible characters
between the digits, Cyrillic look-alikes, six kinds of hyphen, or numbers written as words. The detectors read the
result of `plain` (and `with_digits`), which is nearly always ASCII, and so need only one spelling of each pattern.
"""

import re
import unicodedata
from functools import lru_cache

# Letters that no Unicode decomposition brings home: look-alikes of other scripts, and Latin ones with a stroke.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсхукΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινκρøØłŁđĐðıŋħŧ",
    "ABESIJKMHOPCTXYaesijopcxykABEZHIKMNOPTYXoivkpoOlLdDdinht",
)
_SPELLED = {"ß": "ss", "œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "þ": "th"}
_QUOTES = "‘’‚‛′‵ʼʹ`´"
_DOTS = "·•‧∙⋅・｡。"
_BLANKS = "\u2800\u3164\u1160\u115f"  # look empty, and are no spaces to Unicode


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    answer = character.translate(_ALIKE)
    if category in {"Mn", "Me", "Cf", "Cs", "Co", "Cn"}:
        answer = ""
    elif character in _SPELLED:
        answer = _SPELLED[character]
    elif character == "\n":
        answer = "\n"
    elif category in {"Zs", "Zl", "Zp", "Cc"} or character in _BLANKS:
        answer = " "
    elif category == "Pd" or character in "−‐⁃﹣":
        answer = "-"
    elif category == "Nd":
        answer = str(unicodedata.decimal(character))
    elif category == "No" and unicodedata.digit(character, None) is not None:
        answer = str(unicodedata.digit(character))
    elif character in _QUOTES:
        answer = "'"
    elif character in _DOTS:
        answer = "."
    return answer


def plain(text: str) -> str:
    """Return `text` without accents, styles, invisible characters and look-alikes; upper and lower case are kept."""
    if text.isascii():
        return text.replace("\t", " ").replace("\r", " ")
    # Before decomposing: a few spacing accents would turn into a space and a mark, and part a word in two.
    joined = "".join("'" if character in _QUOTES else character for character in text)
    return "".join(map(_plain_character, unicodedata.normalize("NFKD", joined)))


def fold(text: str) -> str:
    """Return `text` as `plain` does, in lower case: the form in which words are compared."""
    return plain(text).lower()


_UNITS = {
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince": 0,
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen": 0,
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize": 0,
    "sixteen seventeen eighteen nineteen": 16,
    "dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco": 16,
    "veintiseis veintisiete veintiocho veintinueve": 26,
}
_TENS = {
    "diez veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa": 10,
    "ten twenty thirty forty fifty sixty seventy eighty ninety": 10,
    "dix vingt trente quarante cinquante soixante septante huitante nonante": 10,
}
_HUNDREDS = "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
HUNDRED, THOUSAND = 100, 1000


def _number_words() -> dict[str, int]:
    values = {word: first + step for words, first in _UNITS.items() for step, word in enumerate(words.split())}
    for words, first in _TENS.items():
        values.update({word: first * (step + 1) for step, word in enumerate(words.split())})
    values.update({word: HUNDRED * (step + 1) for step, word in enumerate(_HUNDREDS.split())})
    values.update(dict.fromkeys(("ciento", "hundred", "cent", "cents"), HUNDRED))
    values.update(dict.fromkeys(("mil", "thousand", "mille"), THOUSAND))
    return values | {"una": 1, "une": 1, "quatrevingt": 80, "oh": 0, "veintiun": 21}


_VALUES = _number_words()
_WORD = "(?:vingts|" + "|".join(sorted(_VALUES, key=len, reverse=True)) + ")"
_RUN = re.compile(rf"\b{_WORD}(?:[\s,.-]{{1,3}}(?:(?:y|and|et)[\s-])?{_WORD})+\b", re.IGNORECASE)
_EIGHTY = re.compile(r"quatre[\s-]vingts?")
_CENTURIES = {19, 20}


def with_digits(text: str) -> str:
    """Return plain `text` with numbers written as words put in digits ("nueve nueve uno dos", "dos mil doce")."""
    return _RUN.sub(lambda run: _digits(run.group()), text)


def _digits(run: str) -> str:
    joined = _EIGHTY.sub("quatrevingt", run.lower())
    values = [_VALUES[word] for word in re.findall(r"[a-z]+", joined) if word in _VALUES]
    if len(values) == 2 and THOUSAND not in values and values[0] not in _CENTURIES:  # noqa: PLR2004 - "one two": a pair of words
        return run
    groups: list[int] = []
    for value in values:
        if groups and (grown := _grown(groups[-1], value)) is not None:
            groups[-1] = grown
        else:
            groups.append(value)
    return " ".join(map(str, groups)) if not _is_year(groups) else f"{groups[0]}{groups[1]}"


def _is_year(groups: list[int]) -> bool:
    return len(groups) == 2 and groups[0] in _CENTURIES and 10 <= groups[1] < HUNDRED  # noqa: PLR2004 - "twenty" "twelve"


def _grown(number: int, value: int) -> int | None:
    """Return `number` with `value` taken into it as speech does, or None when `value` begins a number of its own."""
    if value == THOUSAND:
        return number * THOUSAND if 0 < number < THOUSAND else None
    if value == HUNDRED and 0 < number < 10:  # noqa: PLR2004 - two hundred, deux cents
        return number * HUNDRED
    fits = (
        (number >= THOUSAND and number % THOUSAND == 0 and value < THOUSAND)
        or (number >= HUNDRED and number % HUNDRED == 0 and 0 < value < HUNDRED)
        or (number >= 20 and number % HUNDRED >= 20 and number % 10 == 0 and 0 < value < 10)  # noqa: PLR2004 - tens and units
        or (number % HUNDRED in {60, 80} and 10 <= value < 20)  # noqa: PLR2004 - soixante-douze, quatre-vingt-dix
    )
    return number + value if fits else None
