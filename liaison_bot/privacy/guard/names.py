"""What looks like a person's name.

Three sorts of evidence, from the surest to the weakest: a phrase that announces a name ("se llama", "her mother",
"Sra."), a word that is nothing but a given name or a surname, and a pair of words that could each be something else
("Rosa Flores"). A name in no list, in a sentence that announces none, is not seen: no list of words can do that.
"""

import re

from liaison_bot.privacy.guard.lexicon import (
    ANY_GIVEN,
    ANY_NAME,
    ANY_SURNAME,
    GIVEN,
    NOTHING,
    Lexicon,
    Trait,
    group,
    lexicon,
)
from liaison_bot.privacy.guard.tokens import OF, Token, is_locative, tokens

_NAMING = re.compile(
    r"\b(?:se llaman?|(?:es |fue |esta |quedo )?llamad[oa]s?|me llamo|de nombres?|nombres? (?:es|son)|"
    r"nombres?(?: complet[oa]s?)?(?: y apellidos?)? ?[:=]|apellidos?(?: son| es)? ?:?|responde (?:al nombre de|a)|"
    r"conocid[oa] (?:como|por)|alias|apodad[oa]|apodo|le (?:dicen|llaman)|registrad[oa] como|inscrit[oa] como|"
    r"identificad[oa] como|named|names? (?:is|are|was)|names? ?[:=]|first name|last name|surname|called|"
    r"goes by|known as|nick-?named|aka|a\.k\.a\.?|registered as|identified as|s'appell(?:e|ent|ait)|appelee?s?|"
    r"prenomme?e?|nommee?s?|prenoms?(?: est)? ?:?|noms? ?[:=]|noms? (?:est|sont)|"
    r"du nom de|nom de famille(?: est)?|connue? (?:sous le nom de|comme)|surnommee?|enregistree? (?:comme|"
    r"sous le nom de)|identifiee? comme)(?![a-z])[\s:=\"'«(,]*",
    re.IGNORECASE,
)
_SURE_NAMING = (
    "llam",
    "nombre",
    "apell",
    "respond",
    "prenom",
    "nomme",
    "appel",
    "name",
    "alias",
    "apod",
    "dicen",
    "nom ",
    "surnom",
    "goes",
)

_DESCRIBED = re.compile(
    r"(?:guatemaltec|hondurena?|hondureno|salvadoren|nicaraguens|mexican|venezolan|haitian|cuban|colombian|"
    r"ecuatorian|migrant|hondurien|guatemalteque|salvadorien|garifun|miskit|lenc)\w*",
)
# Verbs of a person and of nothing that an office does.
_HUMAN = re.compile(
    r"\s+(?:(?:ya |no |aun )?(?:tiene|cumplio|llora|huyo|se escapo|extrana|duerme|estudia|viajaba|nacio|se fugo|"
    r"desaparecio)\b(?! (?:lugar|competencia|casos|acceso|que|cobertura|efecto))|"
    r"(?:is|was|turned) (?:\d+|an? \d+)|(?:cried|cries|fled|ran away|misses|sleeps|was born|is scared|is afraid|"
    r"is pregnant|is missing)\b|"
    r"(?:a (?:\d+|fui|pleure|disparu)|pleure|s'est enfui\w*|dort|est nee?)\b|,? (?:de )?\d{1,2} (?:anos|years|"
    r"ans)\b|,? aged? \d+|,? agee? de \d+|\(\d{1,2}\))",
    re.IGNORECASE,
)
# Verbs that stand after anything, and so say nothing after a word in small letters.
_HELPING = frozenset(("est", "a", "se", "no", "is", "has"))
_SHORT = 3  # letters: a small word of three is too often something else
_JOINING = frozenset(("de", "la", "los", "las", "del", "of", "san", "santa", "el", "des", "du", "s"))
_LONGEST_BODY = 4  # letters: MARIA in capitals is a name, ANA may be an authority
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\. ?){2,5}(?![a-z]{2})")
_INITIALS_NAMED = re.compile(
    r"\b(?:iniciales?|initials?|initiales?)\b[^.;\n]{0,12}?[:\s](?-i:[A-Z](?:[. -]{0,2}[A-Z]){1,4})\b",
    re.IGNORECASE,
)
_INITIAL_AND_NAME = re.compile(r"\b[A-Z]\. ?([A-Z][a-z]{2,})\b")
_NAME_AND_INITIAL = re.compile(r"\b([A-Za-z][a-z]{2,}) [A-Z]\.(?![A-Z])")
_SPACED = re.compile(r"(?<!\w)(?:\w[ .\-_*]{1,2}){3,30}\w(?!\w)")
_LONGEST_SPACED = 60


def has_name(text: str) -> bool:
    """Whether plain `text` holds what looks like a person's name."""
    words = lexicon()
    read = tokens(text, words)
    folded = [token.word for token in read]
    return (
        any(_at(index, read, folded, text) for index in range(len(read)))
        or _is_announced(text, read)
        or _has_initials(text, words)
        or _is_spaced_out(text, words)
    )


def _at(index: int, read: list[Token], folded: list[str], text: str) -> bool:
    token = read[index]
    if token.covered:
        return False
    return (
        _stands_alone(index, read, folded)
        or _is_paired(index, read, folded)
        or _follows_relation(index, read, folded)
        or _follows_title(index, read)
        or _is_family(index, read)
        or _acts_like_a_person(token, text)
    )


def _stands_alone(index: int, read: list[Token], folded: list[str]) -> bool:
    token = read[index]
    if index and folded[index - 1] in group("saints") and token.gap in {" ", ". ", "-"}:
        return False
    if token.acronym:
        return bool(token.traits & (Trait.STRONG | Trait.SURNAME)) and len(token.word) > _LONGEST_BODY
    if not token.capital:
        return _stands_alone_in_small_letters(index, read, folded)
    if token.traits & Trait.PLACE:
        return _is_person_not_place(index, read, folded)
    if token.traits & (Trait.STRONG | Trait.CAPITAL | Trait.SURNAME):
        return bool(token.traits & Trait.STRONG) or not _names_a_body(index, folded)
    return bool(token.traits & Trait.WEAK) and _weak_counts(index, read, folded)


def _stands_alone_in_small_letters(index: int, read: list[Token], folded: list[str]) -> bool:
    token = read[index]
    if token.traits & Trait.STRONG and not token.traits & Trait.PLACE:
        return len(token.word) > _SHORT
    return bool(token.traits & Trait.CAPITAL) and not token.traits & Trait.WORD and _is_somebody(index, read, folded)


def _is_somebody(index: int, read: list[Token], folded: list[str]) -> bool:
    """Whether a word without a capital stands where a person does: "mario llegó", "con mario", "la tía de mario"."""
    if index + 1 < len(read) and folded[index + 1] in group("person_verbs") - _HELPING and read[index + 1].gap == " ":
        return True
    before = folded[index - 1] if index else ""
    return before in {"con", "with", "avec"} or (before in OF and index > 1 and folded[index - 2] in group("owned"))


def _weak_counts(index: int, read: list[Token], folded: list[str]) -> bool:
    if index + 1 < len(read) and read[index + 1].word in group("person_verbs") and not read[index + 1].gap.strip():
        return not _names_a_body(index, folded)
    if read[index].first or is_locative(folded, index) or _names_a_body(index, folded):
        return False
    # In a heading every word has a capital, and says nothing.
    beside = [read[near] for near in (index - 1, index + 1) if 0 <= near < len(read)]
    return not any(near.capital and near.traits & (Trait.WORD | Trait.PLACE) and not near.first for near in beside)


def _is_person_not_place(index: int, read: list[Token], folded: list[str]) -> bool:
    token = read[index]
    if not token.capital or not token.traits & ANY_GIVEN or is_locative(folded, index) or _names_a_body(index, folded):
        return False
    after = read[index + 1] if index + 1 < len(read) else None
    if token.traits & (Trait.STRONG | Trait.CAPITAL):
        return not (after and after.gap.strip() == "," and after.may_be(Trait.PLACE))
    before = folded[index - 1] if index else ""
    if before in {"con", "with", "avec"} or (before in OF and index > 1 and folded[index - 2] in group("owned")):
        return True
    return after is not None and after.word in group("person_verbs") and not after.gap.strip()


def _names_a_body(index: int, folded: list[str]) -> bool:
    """Whether the word belongs to the name of an institution or a thing: "Hospital Rosa", "Día de la Paz"."""
    bodies = group("bodies")
    return any(word in bodies for word in folded[max(0, index - 3) : index]) and (
        folded[index - 1] in bodies | _JOINING
    )


def _is_paired(index: int, read: list[Token], folded: list[str]) -> bool:
    if index + 1 >= len(read):
        return False
    token, after = read[index], read[index + 1]
    if after.covered or token.acronym:
        return False
    if after.gap.strip(" ") == "," and _both_capital(token, after):
        in_order = bool(token.traits & ANY_SURNAME) and bool(after.traits & (ANY_GIVEN & ~Trait.WEAK))
        return in_order and not (token.traits | after.traits) & Trait.PLACE
    if after.gap.strip(" -"):
        return False
    if _both_capital(token, after):
        return _pair_counts(token, after) and not _names_a_body(index, folded)
    return _low_pair(token, after) and not (token.traits & Trait.PLACE and is_locative(folded, index))


def _both_capital(token: Token, after: Token) -> bool:
    return token.capital and after.capital


def _pair_counts(token: Token, after: Token) -> bool:
    if not token.traits & ANY_GIVEN:
        return bool(token.traits & ANY_SURNAME) and bool(after.traits & Trait.CAPITAL)
    if after.traits & ANY_SURNAME:
        return True
    known = Trait.WORD | Trait.PLACE
    return bool(after.traits & GIVEN) or (after.unheard and not token.traits & known)


def _low_pair(token: Token, after: Token) -> bool:
    """Whether two words without capitals are a name: one of them has to be nothing else."""
    sure = Trait.STRONG | Trait.CAPITAL
    if token.traits & sure and not token.traits & Trait.WORD:
        return bool(after.traits & (ANY_NAME & ~Trait.COMMON_SURNAME)) or (
            bool(after.traits & Trait.COMMON_SURNAME) and not after.traits & Trait.WORD
        )
    weak_first = bool(token.traits & (Trait.WEAK | Trait.PAIR))
    return weak_first and bool(after.traits & (Trait.SURNAME | Trait.STRONG)) and not after.traits & Trait.PLACE


def _follows_relation(index: int, read: list[Token], folded: list[str]) -> bool:
    """Whether a name stands right after "la niña", "her mother", "mi sobrino", "la petite"."""
    token, before = read[index], index - 1
    if before >= 0 and _DESCRIBED.fullmatch(folded[before]):
        before -= 1
    if before < 0 or folded[before] not in group("relations") or any(mark in token.gap for mark in ".;!?\n/|"):
        return False
    if token.acronym:
        return bool(token.traits & (ANY_NAME & ~Trait.PAIR))
    if token.capital:
        # A comma parts as often as it joins: "for the child, Consular Section".
        named = token.traits & ANY_NAME and (token.traits & GIVEN or not token.traits & Trait.WORD)
        return bool(named) or token.unheard
    if token.traits & Trait.WEAK:
        return not token.gap.strip() and token.word not in group("adjectives")
    return bool(token.traits & (Trait.STRONG | Trait.CAPITAL)) and not token.traits & Trait.WORD


def _follows_title(index: int, read: list[Token]) -> bool:
    if (
        not index
        or read[index - 1].word not in group("titles")
        or any(mark in read[index].gap for mark in ",;:!?\n/|-")
    ):
        return False
    title, token = read[index - 1], read[index]
    if title.word in {"me", "mm", "don"} and not (title.capital or token.traits & (Trait.STRONG | Trait.CAPITAL)):
        return False
    if token.capital and not token.acronym:
        return bool(token.traits & ANY_NAME) or token.unheard
    return bool(token.traits & (GIVEN | Trait.SURNAME)) and not token.traits & Trait.WORD


def _is_family(index: int, read: list[Token]) -> bool:
    token = read[index]
    if not token.traits & ANY_SURNAME and not token.unheard:
        return False
    before = read[index - 1].word if index else ""
    after = read[index + 1].word if index + 1 < len(read) else ""
    told = before in group("families") and not token.gap.strip(" :-")
    if told and token.capital:
        return not token.traits & Trait.WORD or bool(token.traits & ANY_SURNAME and not token.first)
    if told:
        return bool(token.traits & Trait.SURNAME)
    return after in {"family", "siblings"} and token.capital and bool(token.traits & ANY_SURNAME) and not token.first


def _acts_like_a_person(token: Token, text: str) -> bool:
    """Whether an unheard word with a capital does what people do: "Ixmukané tiene 14 años"."""
    return token.capital and token.unheard and _HUMAN.match(text, token.end) is not None


def _is_announced(text: str, read: list[Token]) -> bool:
    for found in _NAMING.finditer(text):
        before = [token for token in read if token.end <= found.start()]
        after = next((token for token in read if token.end > found.end()), None)
        if after is None or (before and before[-1].word in group("things")):
            continue
        personal = any(token.word in group("relations") for token in before[-3:])
        if _answers(after, found.group().lower(), personal=personal):
            return True
    return False


def _answers(token: Token, phrase: str, *, personal: bool) -> bool:
    if token.covered or (token.traits & Trait.PLACE and not token.traits & ANY_GIVEN):
        return False
    if token.traits & (GIVEN | Trait.SURNAME):
        return token.capital or not token.traits & Trait.WORD
    if token.capital and token.traits & ANY_NAME:
        return True
    sure = any(sign in phrase for sign in _SURE_NAMING)
    return token.unheard and (token.capital or (sure and (personal or _is_foreign(phrase))))


def _is_foreign(phrase: str) -> bool:
    """Whether the announcing phrase is one after which a small unheard word is a name all the same."""
    return any(
        sign in phrase
        for sign in ("se llama", "nombre", "llamad", "s'appel", "prenom", "responde", "apod", "dicen", "name is")
    )


def _has_initials(text: str, words: Lexicon) -> bool:
    if _INITIALS_NAMED.search(text):
        return True
    for found in _INITIALS.finditer(text):
        letters = re.sub(r"[^A-Z]", "", found.group()).lower()
        if letters not in group("abbreviations"):
            return True
    initialled = (each for pattern in (_INITIAL_AND_NAME, _NAME_AND_INITIAL) for each in pattern.finditer(text))
    return any(_is_name_word(words.traits(each[1].lower())) for each in initialled)


def _is_name_word(traits: Trait) -> bool:
    return bool(traits & ANY_NAME) and not (traits & Trait.WORD and not traits & GIVEN)


def _is_spaced_out(text: str, words: Lexicon) -> bool:
    """Whether letters set apart, "M a r i a", spell a name."""
    for found in _SPACED.finditer(text):
        letters = re.sub(r"[^a-z]", "", found.group().lower())[:_LONGEST_SPACED]
        for end in range(4, len(letters) + 1):
            if words.traits(letters[:end]) & (GIVEN | Trait.SURNAME) != NOTHING:
                return True
    return False
