"""Dates of birth, and the reading of dates that the other detectors need out of their way.

A date of birth is a date near a word of birth ("nacida el 3 de mayo", "DOB 05/03/12", "née en 2012", "cumple 15 el
3 de mayo"), or a full date that lies too far back to be an appointment. How far is a matter of the clock, which
this package does not read: with `today` it is a year; without, every year up to `LAST_PAST_YEAR`, which was over
when this was written. Laws and agreements keep their dates ("Ley del 4 de diciembre de 2014"), and so does a stay
("since 12 November 2023").
"""

import re
from datetime import date, timedelta

LAST_PAST_YEAR = 2024
A_YEAR = timedelta(days=365)
_REACH_AFTER, _REACH_BEFORE = 70, 40  # characters between the word of birth and the date

_MONTHS = (
    "enero|january|janvier|ene|jan|janv",
    "febrero|february|fevrier|feb|fev|fevr",
    "marzo|march|mars|mar",
    "abril|april|avril|abr|apr|avr",
    "mayo|may|mai",
    "junio|june|juin|jun",
    "julio|july|juillet|jul|juil",
    "agosto|august|aout|ago|aug",
    "septiembre|setiembre|september|septembre|sep|sept|set",
    "octubre|october|octobre|oct",
    "noviembre|november|novembre|nov",
    "diciembre|december|decembre|dic|dec",
)
_MONTH_NUMBER = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split("|")}
_MONTH = "(?:" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?: ?(?:st|nd|rd|th|er|o|a))?"
_OF = r"(?:,? ?(?:de el|del?|of|the)? ?)"
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|primero|premier"
_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2}) ?([-/.\s]) ?(\d{1,2}) ?\2 ?((?:19|20)\d\d|\d\d)(?![\w/-]|\.\d)")
_ISO = re.compile(rf"(?<![\w/.-])({_YEAR})([-/. ])(\d{{1,2}})\2(\d{{1,2}})(?![\d/-]|\.\d)")
_DAY_MONTH = re.compile(
    rf"\b(?P<day>{_DAY}|{_ORDINALS}) ?-?{_OF}(?P<month>{_MONTH})(?:-?{_OF}(?P<year>{_YEAR}|\d\d(?= ?$)))?(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{_MONTH}) ?-?(?P<day>{_DAY})(?![\d:])(?:,? ?-?(?:of )?(?P<year>{_YEAR}))?(?!\d)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}{_OF}{_YEAR}\b", re.IGNORECASE)
_TIME = re.compile(
    r"(?:\bUTC ?[+-] ?)?\b\d{1,2}(?::\d\d){1,2}(?:\.\d+)?(?: ?[ap]\.?m\b\.?|Z\b| ?h(?:rs?|oras|eures)?\b)?|"
    r"\b\d{1,2} ?h ?\d\d\b",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    rf"(?<![\w/.-])\d{{1,2}} ?[-/.] ?\d{{1,2}}(?![\d/-])|\b{_YEAR}\b|\b{_MONTH}(?= |$|[.,;)])",
    re.IGNORECASE,
)

_BIRTH = re.compile(
    r"\b(?:naci(?:d[oa]s?|o|miento)|nac\b|f\.? ?(?:de ?)?nac\b|f\.? ?n\.?(?=[ :]*\d)|fdn|cumpleanos|"
    r"cump(?:le|lio|lira|liendo)(?= (?:sus |el )?(?:anos|\d+\b(?! ?(?:dias|horas|h|semanas|meses)\b)))|"
    r"cump(?:le|lio|lira|liendo)(?= (?:sus )?(?:quince|dieci\w+|doce|trece|catorce) )|quinceanos|"
    r"(?:was |were )?born|birth ?-?(?:date|day|year)?|b-?day|d\.? ?o\.? ?b\b|"
    r"turn(?:s|ed|ing)? (?=\d|(?:six|seven|eigh|nine|four|fif|thir)teen)|"
    r"(?:celebrates?|celebrated) (?:his|her|their)|will be \d{1,2} on|"
    r"nees?|nes? (?=(?:le|en) )|naissance|naquit|d\.?d\.?n\b|anniversaire|aura \d{1,2} ans|"
    r"a eu (?:ses )?\d{1,2} ans|fete(?:ra)? ses)",
    re.IGNORECASE,
)
# Papers and phrases that hold a word of birth and tell no date of it.
_NOT_BIRTH = re.compile(
    r"\b(?:(?:actas?|partidas?|certificad[oa]s?|certificacion(?:es)?|inscripcion(?:es)?|registros?|copias?|"
    r"constancias?)(?: original| literal)?"
    r" (?:del? )?(?:acta de )?nacimientos?|(?:pais|lugar|municipio|departamento) de nacimiento|recien nacid[oa]s?|"
    r"birth[- ](?:certificates?|records?|regist(?:ry|ration|ered)|mother|father|parents?|family|country|place)|"
    r"(?:country|place|registration) of birth|"
    r"new-?borns?|(?:actes?|extraits?|certificats?|declarations?|copies?) (?:integrale )?(?:de |"
    r"d')(?:acte de )?naissance|(?:pays|lieu) de naissance|"
    r"nouveau-? ?nee?s?|anniversaire (?:du|de la|des) (?:reseau|conference|convention|accord))\b",
    re.IGNORECASE,
)
_DATED_PAPER = re.compile(
    r"\b(?:ley|decreto|acuerdo|convenio|convencion|protocolo|resolucion|declaracion|reglamento|circular|decision|"
    r"law|act|decree|agreement|"
    r"convention|protocol|resolution|declaration|statute|regulation|loi|decret|accord|arrete|protocole|reglement|"
    r"reunion|sesion|conferencia|cumbre|meeting|session|conference|summit|desde|since|depuis|a partir d\w+)\b"
    r"[^;\n]{0,40}$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;\n!?]|(?<=[a-z0-9]{3})\. (?=[A-Z])")


def without_dates(text: str) -> str:
    """Return plain `text` with its dates and times of day put out of the way of the number detectors."""
    text = _ISO.sub(lambda found: "|" if _iso(found) else found.group(), text)
    text = _NUMERIC.sub(lambda found: "|" if _numeric(found) and not _counts_something(found) else found.group(), text)
    for pattern in (_DAY_MONTH, _MONTH_DAY, _MONTH_YEAR, _TIME):
        text = pattern.sub("|", text)
    return text


def tells_birth_date(text: str, today: date | None) -> bool:
    """Whether plain `text`, with its numbers in digits, tells when somebody was born."""
    return _long_past(text, today) or any(_date_beside_birth(clause) for clause in _CLAUSE.split(text))


def _date_beside_birth(clause: str) -> bool:
    clause = _NOT_BIRTH.sub("document", clause)
    for birth in _BIRTH.finditer(clause):
        after = clause[birth.end() : birth.end() + _REACH_AFTER]
        before = clause[max(0, birth.start() - _REACH_BEFORE) : birth.start()]
        if _has_date(after) or _has_date(before) or _PARTIAL.search(after[:30]):
            return True
    return False


def _has_date(text: str) -> bool:
    numeric = any(_is_date(found) for pattern in (_ISO, _NUMERIC) for found in pattern.finditer(text))
    return numeric or any(pattern.search(text) for pattern in (_DAY_MONTH, _MONTH_DAY, _MONTH_YEAR))


def _long_past(text: str, today: date | None) -> bool:
    return any(
        _is_past(day, today) and not _DATED_PAPER.search(text[max(0, start - 60) : start])
        for start, day in _full_dates(text)
    )


def _is_past(day: date, today: date | None) -> bool:
    return day.year <= LAST_PAST_YEAR if today is None else day < today - A_YEAR


def _full_dates(text: str) -> list[tuple[int, date]]:
    found: list[tuple[int, date | None]] = []
    found += [(each.start(), _iso(each)) for each in _ISO.finditer(text)]
    found += [(each.start(), _numeric(each)) for each in _NUMERIC.finditer(text) if not _counts_something(each)]
    found += [(each.start(), _worded(each)) for pattern in (_DAY_MONTH, _MONTH_DAY) for each in pattern.finditer(text)]
    return [(start, day) for start, day in found if day is not None]


def _is_date(found: re.Match[str]) -> bool:
    return (_iso(found) if found.re is _ISO else _numeric(found)) is not None


def _iso(found: re.Match[str]) -> date | None:
    return _date(int(found[1]), int(found[3]), int(found[4]))


def _numeric(found: re.Match[str]) -> date | None:
    year = int(found[4]) if len(found[4]) > 2 else _century(int(found[4]))  # noqa: PLR2004 - two or four digits
    first, second = int(found[1]), int(found[3])
    return _date(year, second, first) or _date(year, first, second)


def _worded(found: re.Match[str]) -> date | None:
    if found["year"] is None:
        return None
    year = int(found["year"]) if len(found["year"]) > 2 else _century(int(found["year"]))  # noqa: PLR2004 - as above
    day = re.match(r"\d+", found["day"])
    return _date(year, _MONTH_NUMBER[found["month"].lower().rstrip(".")], int(day.group()) if day else 1)


def _counts_something(found: re.Match[str]) -> bool:
    """Whether three small numbers are as likely a count as a date: "10 12 14", "5-10-15"."""
    if len(found[4]) > 2:  # noqa: PLR2004 - a year in full
        return False
    return found[2].isspace() or (found[2] == "-" and len(found[1] + found[3]) < 4)  # noqa: PLR2004 - "05-10-15" is a date


def _century(year: int) -> int:
    return 2000 + year if year < 40 else 1900 + year  # noqa: PLR2004 - nobody is born in 2040 yet


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
