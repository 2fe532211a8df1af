"""What an operator reads when a data file of their own will not do."""

from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from liaison_bot.errors import ConfigError
from liaison_bot.rulebook import FILES, load_rulebook

Write = Callable[[str, str], Path]
"""Writes a data file of the operator's."""

WORD = "small letters a-z, digits and single hyphens, at most 40 characters"
FIELD = "small letters a-z, digits and underscores, at most 40 characters"
LABEL = "a text of 1 to 75 characters on one line, without commas"
HOURS = "a number of hours, more than 0 and at most 8784"
ZONE = "an IANA time zone such as America/Tegucigalpa"


def shipped(name: str) -> str:
    return resources.files("liaison_bot").joinpath("data", name).read_text("utf-8")


def problems(folder: Path, languages: tuple[str, ...] = ("en", "es", "fr")) -> list[str]:
    with pytest.raises(ConfigError) as wrong:
        load_rulebook(folder, languages)
    return list(wrong.value.problems)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "found", "allowed"),
    [
        ("countries.toml", 'code = "BZ"', 'code = "bz"', "country[“bz”].code", "found “bz”", "the two capital letters"),
        ("countries.toml", 'code = "BZ"', "code = 7", "country[1].code", "found 7", "the two capital letters"),
        ("countries.toml", '"America/Belize"', '"America/Beliz"', "country[“BZ”].zone", "found “America/Beliz”", ZONE),
        ("countries.toml", '"America/Belize"', '"America"', "country[“BZ”].zone", "found “America”", ZONE),
        ("countries.toml", '"America/Belize"', '"/etc/passwd"', "country[“BZ”].zone", "found “/etc/passwd”", ZONE),
        ("countries.toml", 'calendar = "BZ"', 'calendar = "XX"', "country[“BZ”].calendar", "found “XX”", "`holidays`"),
        ("countries.toml", '["saturday", "sunday"]', '["sat"]', "country[“BZ”].weekend[1]", "found “sat”", "monday, "),
        ("countries.toml", '["saturday", "sunday"]', '"sunday"', "country[“BZ”].weekend", "found “sunday”", "a list"),
        (
            "countries.toml",
            '["saturday", "sunday"]',
            '["sunday", "sunday"]',
            "country[“BZ”].weekend",
            "a day is there twice",
            "each day once",
        ),
        (
            "countries.toml",
            "opens = 08:00:00",
            'opens = "8:00"',
            "country[“BZ”].opens",
            "found the text “8:00”",
            "08:00",
        ),
        ("countries.toml", "closes = 17:00:00", "closes = 07:00:00", "country[“BZ”].closes", "found 07:00:00", "08:00"),
        ("countries.toml", 'language = "en"', 'language = "de"', "country[“BZ”].language", "found “de”", "en, es, fr"),
        ("countries.toml", 'en = "Belize"', 'en = ""', "country[“BZ”].en", "found “”", LABEL),
        ("countries.toml", "calendar =", "calender =", "country[“BZ”].calender", "did you mean calendar?", "code, "),
        (
            "countries.toml",
            'kind = "secretariat"',
            'kind = "observer"',
            "organisation[“ST”].kind",
            "found “observer”",
            "secretariat, ",
        ),
        (
            "countries.toml",
            "refers = true",
            'refers = "yes"',
            "organisation[“UNICEF”].refers",
            "text “yes”",
            "true or ",
        ),
        ("countries.toml", 'code = "UNHCR"', 'code = "IOM"', "organisation[“IOM”].code", "“IOM” is there", "once"),
        ("countries.toml", 'es = "OIM"', 'es = "unicef"', "[“IOM”].es", "“unicef” already means “UNICEF”", "one entry"),
        ("codes.toml", 'code = "no-competence"', 'code = "No_Competence"', ".code", "found “No_Competence”", WORD),
        ("codes.toml", 'code = "no-competence"', 'code = "no--competence"', ".code", "found “no--competence”", WORD),
        ("codes.toml", 'es = "Duplicada"', 'es = "Duplicada, creo"', "[“duplicate”].es", "“Duplicada, creo”", LABEL),
        ("codes.toml", 'es = "Duplicada"', f'es = "{"x" * 76}"', "[“duplicate”].es", f"found “{'x' * 60}…”", LABEL),
        ("codes.toml", 'es = "Duplicada"', 'es = " Duplicada"', "[“duplicate”].es", "found “ Duplicada”", LABEL),
        ("codes.toml", 'es = "Duplicada"', 'es = "a\\nb"', "[“duplicate”].es", "found “a\\nb”", LABEL),
        ("codes.toml", 'es = "Duplicada"', "es = true", "[“duplicate”].es", "found true", LABEL),
        ("codes.toml", "sensitive = true", "sensitive = 1", "].sensitive", "found 1", "true or false"),
        ("codes.toml", "sensitive = true", "override = true", "].override", "found true", "in the list consent_basis"),
        ("codes.toml", "sensitive = true", 'asks = ["care"]', "].asks", "is there", "in the list question"),
        ("codes.toml", 'asks = ["care"]', 'asks = ["cares"]', "[“care-arrangement”].asks", "“cares”", "care, "),
        ("codes.toml", 'asks = ["care"]', 'asks = ["consent_basis"]', "].asks", "“consent_basis”", "consent_date"),
        ("codes.toml", 'asks = ["care"]', "asks = 7", "[“care-arrangement”].asks", "found 7", "list"),
        ("codes.toml", 'also = ["duplicado"', "also = [7", "[“duplicate”].also[1]", "found 7", LABEL),
        (
            "codes.toml",
            'code = "identity-mismatch"',
            'code = "duplicate"',
            "[“duplicate”].code",
            "is there twice",
            "once",
        ),
        (
            "codes.toml",
            'es = "Duplicada"',
            'es = "OTRO-MOTIVO"',
            "[“other”].es",
            "“Otro motivo” already means",
            "one entry",
        ),
        ("urgency.toml", "receipt = 1\n", "receipt = 0\n", "urgency[“emergency”].hours.receipt", "found 0", HOURS),
        ("urgency.toml", "receipt = 1\n", "receipt = -1\n", "urgency[“emergency”].hours.receipt", "found -1", HOURS),
        ("urgency.toml", "receipt = 1\n", "receipt = nan\n", "urgency[“emergency”].hours.receipt", "found nan", HOURS),
        ("urgency.toml", "receipt = 1\n", "receipt = inf\n", "urgency[“emergency”].hours.receipt", "found inf", HOURS),
        (
            "urgency.toml",
            "receipt = 1\n",
            "receipt = true\n",
            "urgency[“emergency”].hours.receipt",
            "found true",
            HOURS,
        ),
        ("urgency.toml", "receipt = 1\n", 'receipt = "1"\n', "urgency[“emergency”].hours.receipt", "text “1”", HOURS),
        ("urgency.toml", "decision = 24\n", "decision = 0.5\n", ".hours.decision", "found 0.5", "at least the 1 hours"),
        (
            "urgency.toml",
            "answer = 12\n",
            "anwser = 12\n",
            ".hours.anwser",
            "did you mean answer?",
            "receipt, decision, ",
        ),
        ("indicators.toml", 'name = "sex"', 'name = "Sex"', "indicator[“Sex”].name", "found “Sex”", FIELD),
        ("indicators.toml", 'name = "sex"', 'name = "service"', "[“service”].name", "found “service”", "not already"),
        ("indicators.toml", 'name = "sex"', 'name = "care"', "indicator[“care”].name", "“care” is there twice", "once"),
        (
            "indicators.toml",
            'kind = "month"',
            'kind = "year"',
            ".kind",
            "found “year”",
            "choice, choices, country, month, ",
        ),
        (
            "indicators.toml",
            'list = "care"',
            'list = "cares"',
            "[“care”].list",
            "found “cares”",
            "accompaniment, action, ",
        ),
        ("indicators.toml", 'kind = "month"', 'kind = "choice"', ".list", "is missing, which kind choice", "a list of"),
        (
            "indicators.toml",
            'kind = "month"',
            'kind = "text"',
            ".longest",
            "is missing, which kind text",
            "a number of",
        ),
        ("indicators.toml", "longest = 280", "longest = 281", "[“note”].longest", "found 281", "1 to 280"),
        ("indicators.toml", "longest = 280", "longest = 0", "[“note”].longest", "found 0", "1 to 280"),
        (
            "indicators.toml",
            'class = "restricted"',
            'class = "secret"',
            "].class",
            "found “secret”",
            "party, restricted",
        ),
        ("indicators.toml", "more = false", "more = true", "[“action”].more", "found true", "required is true"),
        ("indicators.toml", "off = true", 'off = "true"', "].off", "found the text “true”", "true or false"),
    ],
)
def test_a_mistake_is_told_with_its_file_line_and_key_what_was_found_and_what_is_allowed(
    write: Write, name: str, old: str, new: str, key: str, found: str, allowed: str
) -> None:
    text = shipped(name)
    assert old in text
    own_line = f"\n{old}" if f"\n{old}" in text else old  # the comments above speak of keys too
    place = text.index(own_line) + len(own_line) - len(old)
    path = write(name, text[:place] + new + text[place + len(old) :])
    line = text.count("\n", 0, place) + 1
    told = problems(path.parent)
    matching = [one for one in told if key in one and found in one]
    assert matching, told
    where, _, rest = matching[0].partition(": ")
    assert rest.rpartition("; allowed: ")[2].count(allowed), matching
    if "which kind" in found:  # what is missing has no line of its own: its entry's is told
        line = text.count("\n", 0, text.rindex("[[", 0, place)) + 1
    if "already means" in found or (
        found != "a day is there twice" and "is there" in found
    ):  # told at whichever stands below the other
        assert where.startswith(f"{path}, line ")
    else:
        assert where == f"{path}, line {line}"


@pytest.mark.parametrize(
    ("name", "first", "key"),
    [
        ("countries.toml", "country", "zone"),
        ("countries.toml", "country", "es"),
        ("countries.toml", "country", "fr"),
        ("countries.toml", "organisation", "refers"),
        ("codes.toml", "rejection", "code"),
        ("codes.toml", "rejection", "fr"),
        ("urgency.toml", "urgency", "en"),
        ("urgency.toml", "urgency", "receipt"),
        ("indicators.toml", "indicator", "name"),
        ("indicators.toml", "indicator", "class"),
        ("indicators.toml", "indicator", "required"),
    ],
)
def test_a_key_that_is_missing_is_named_with_the_entry_it_belongs_to(
    write: Write, name: str, first: str, key: str
) -> None:
    lines = shipped(name).split("\n")
    header = lines.index(f"[[{first}]]")
    del lines[next(at for at in range(header, len(lines)) if lines[at].startswith(f"{key} = "))]
    path = write(name, "\n".join(lines))
    told = [one for one in problems(path.parent) if "is missing" in one]
    assert told[0].startswith(f"{path}, line ")
    assert f".{key}: is missing; allowed: " in told[0]


def test_a_label_in_one_language_that_is_missing_is_told_for_labels_and_hints(write: Write) -> None:
    path = write("indicators.toml", shipped("indicators.toml").replace('fr = "Sexe"\n', "", 1))
    (told,) = problems(path.parent)
    assert told.startswith(f"{path}, line ")
    assert "indicator[“sex”].label.fr: is missing; allowed: a text of 1 to 280 characters" in told


def test_a_language_that_the_network_does_not_use_may_be_left_out(write: Write) -> None:
    path = write("urgency.toml", shipped("urgency.toml").replace('fr = "Normal"\n', "", 1))
    assert load_rulebook(path.parent, ("es", "en")).urgency("normal").labels == {"es": "Normal", "en": "Normal"}


def test_a_language_that_was_added_is_asked_for_everywhere() -> None:
    with pytest.raises(ConfigError, match=r"country\[“BZ”\]\.pt: is missing"):
        load_rulebook(languages=("es", "pt"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_operators_replaces_the_whole_file(write: Write, name: str) -> None:
    path = write(name, "")
    assert any(one.startswith(f"{path}: ") and "missing" in one for one in problems(path.parent))


def test_what_is_replaced_is_used_and_the_rest_ships(write: Write) -> None:
    path = write("urgency.toml", shipped("urgency.toml").replace("receipt = 1\n", "receipt = 2.5\n", 1))
    rulebook = load_rulebook(path.parent)
    assert rulebook.urgency("emergency").receipt.total_seconds() == 2.5 * 3600
    assert len(rulebook.countries) == 11


def test_a_list_that_the_lifecycle_needs_cannot_be_left_out(write: Write) -> None:
    path = write("codes.toml", shipped("codes.toml").replace("[[lowering]]", "[[lowerin]]"))
    told = problems(path.parent)
    assert f"{path}: lowering: the list is missing; allowed: one table [[lowering]] or more" in told
    assert any("lowerin: unknown key; did you mean lowering?" in one for one in told)


def test_an_empty_list_is_a_mistake(write: Write) -> None:
    head, _, tail = shipped("codes.toml").partition("# --- sex")
    rest = tail[tail.index("# --- ") :]
    path = write("codes.toml", f"sex = []\n{head}{rest}")
    assert problems(path.parent) == [
        f"{path}, line 1: sex: found an empty list; allowed: one table [[sex]] or more",
    ]


def test_a_list_that_is_no_list_is_a_mistake(write: Write) -> None:
    path = write("urgency.toml", 'urgency = "high"\n')
    assert problems(path.parent) == [f"{path}, line 1: urgency: found a text; allowed: one table [[urgency]] or more"]


def test_consent_withdrawn_cannot_be_taken_out(write: Write) -> None:
    path = write("codes.toml", shipped("codes.toml").replace('"consent-withdrawn"', '"no-consent-now"', 1))
    (told,) = problems(path.parent)
    assert "withdrawal: consent-withdrawn is missing" in told


def test_not_every_consent_may_be_an_override(write: Write) -> None:
    text = shipped("codes.toml")
    start = text.index("[[consent_basis]]")
    only = text.index('code = "vital-interest"')
    path = write("codes.toml", text[:start] + "[[consent_basis]]\n" + text[only:])
    (told,) = problems(path.parent)
    assert "consent_basis: every entry is an override" in told


def test_the_consent_basis_must_be_asked(write: Write) -> None:
    text = shipped("indicators.toml").replace('name = "consent_basis"', 'name = "basis"')
    path = write("indicators.toml", text)
    (told,) = problems(path.parent)
    assert "indicator: consent_basis is missing or not required" in told


def test_the_shipped_questions_may_ask_for_what_an_operators_own_indicators_lack(write: Write) -> None:
    text = shipped("indicators.toml").replace('name = "care"', 'name = "care_type"')
    rulebook = load_rulebook(write("indicators.toml", text).parent)
    code = rulebook.codes("question").get("care-arrangement")
    assert code
    assert code.asks == ("care",)


def test_there_is_one_secretariat(write: Write) -> None:
    path = write(
        "countries.toml", shipped("countries.toml").replace('\nkind = "secretariat"', '\nkind = "organisation"')
    )
    (told,) = problems(path.parent)
    assert "organisation: found 0 of kind secretariat; allowed: exactly one" in told


def test_levels_of_urgency_do_not_stand_among_the_codes(write: Write) -> None:
    path = write("codes.toml", shipped("codes.toml").replace("[[sex]]", "[[urgency]]", 1))
    assert any("urgency: the levels of urgency stand in urgency.toml" in one for one in problems(path.parent))


def test_a_file_whose_name_is_misspelt_is_not_passed_over(write: Write) -> None:
    path = write("code.toml", "")
    assert problems(path.parent) == [f"{path}: unknown file; did you mean codes.toml?; allowed: " + ", ".join(FILES)]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path / "none") == [
        f"{tmp_path / 'none'}: cannot be read as a folder: No such file or directory"
    ]


def test_mistakes_in_several_files_are_told_at_once(write: Write) -> None:
    write("urgency.toml", shipped("urgency.toml").replace("receipt = 1\n", "receipt = 0\n"))
    write("countries.toml", shipped("countries.toml").replace("America/Panama", "America/Paname"))
    folder = write("codes.toml", shipped("codes.toml").replace('fr = "Doublon"\n', "")).parent
    told = problems(folder)
    assert [one.partition(", line")[0].rpartition("/")[2] for one in told] == [
        "countries.toml",
        "countries.toml",
        "countries.toml",
        "urgency.toml",
        "codes.toml",
    ]


def test_text_that_is_not_toml_is_told_with_line_and_column_and_never_quoted(write: Write) -> None:
    path = write("urgency.toml", '[[urgency]]\ncode = "x"\nhunter2\n')
    write("codes.toml", '[[rejection]]\ncode = "a"\ncode = "b"\n')
    assert problems(path.parent) == [
        f"{path.parent / 'codes.toml'}, line 3, column 11: this is not TOML: a table or key is there twice",
        f"{path}, line 3, column 8: this is not TOML: expected '=' after a key in a key/value pair",
    ]


def test_a_file_that_is_not_utf8_is_told_with_its_line(write: Write) -> None:
    path = write("urgency.toml", "")
    path.write_bytes("# uno\n# México\n".encode("latin-1"))
    assert problems(path.parent) == [f"{path}, line 2: found a character that is not UTF-8; allowed: UTF-8 text"]


def test_what_is_there_twice_is_told_with_the_line_of_the_first(write: Write) -> None:
    text = shipped("codes.toml").replace('code = "identity-mismatch"', 'code = "person-not-found"')
    path = write("codes.toml", text)
    first = text.count("\n", 0, text.index('code = "person-not-found"'))
    second = text.count("\n", 0, text.rindex('code = "person-not-found"')) + 1
    (told,) = problems(path.parent)
    assert told == (
        f"{path}, line {second}: rejection[“person-not-found”].code: "
        f"“person-not-found” is there twice, first in line {first}; allowed: each once"
    )
