"""Words of a text as the name rules see them: folded, with their case, and with places and institutions marked."""

import re
from dataclasses import dataclass

from liaison_bot.privacy.guard.lexicon import ANY_NAME, Lexicon, Trait, group

_WORD = re.compile(r"[^\W_]+")
_LEET = str.maketrans("013457@$", "oieastas")
_REFERENCE_LIKE = re.compile(r"[A-Z0-9]{5,8}")
_SENTENCE_ENDS = ".!?;\n•"
_LONGEST_ACRONYM = 7
_FEWEST_TO_SHOUT = 3


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `word` is folded; `capital` says it begins with one, in a text where that means something."""

    word: str
    traits: Trait
    capital: bool
    acronym: bool
    first: bool
    covered: bool  # part of a place or an institution
    gap: str  # what stands between the word before and this one
    end: int

    def may_be(self, traits: Trait) -> bool:
        """Whether the word has any of `traits`, and is not read over as a place or an institution."""
        return not self.covered and bool(self.traits & traits)

    @property
    def unheard(self) -> bool:
        """Whether the word is in no list: what a child's name of a small people looks like."""
        return (
            not self.covered
            and not self.acronym
            and len(self.word) > 2  # noqa: PLR2004 - no name is shorter
            and self.word.isalpha()
            and not self.traits & (Trait.WORD | Trait.PLACE)
        )


def tokens(text: str, words: Lexicon) -> list[Token]:
    """Return the words of plain `text`."""
    spans = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    pieces = [text[start:end] for start, end in spans]
    folded = [_unmasked(piece, words) for piece in pieces]
    shouting = _is_shouted(pieces)
    covered = _covered(folded, words)
    made: list[Token] = []
    for index, ((start, end), piece) in enumerate(zip(spans, pieces, strict=True)):
        gap = text[(spans[index - 1][1] if index else 0) : start]
        upper = piece.isupper() and len(piece) > 1
        made.append(
            Token(
                word=folded[index],
                traits=words.traits(folded[index]),
                capital=piece[0].isupper() and not shouting,
                acronym=upper and not shouting and len(piece) <= _LONGEST_ACRONYM,
                first=index == 0 or _ends_sentence(gap, pieces[index - 1]),
                covered=index in covered,
                gap=gap,
                end=end,
            )
        )
    return made


def _unmasked(piece: str, words: Lexicon) -> str:
    """Return the folded word, with digits put back into letters where that makes a name (M4ria, J0se)."""
    folded = piece.lower()
    if folded.isalpha() or folded.isdigit() or _REFERENCE_LIKE.fullmatch(piece):
        return folded
    letters = folded.translate(_LEET)
    return letters if letters.isalpha() and words.traits(letters) & ANY_NAME else folded


def _is_shouted(pieces: list[str]) -> bool:
    letters = [piece for piece in pieces if piece.isalpha() and len(piece) > 1]
    upper = sum(piece.isupper() for piece in letters)
    return len(letters) >= _FEWEST_TO_SHOUT and upper * 10 >= len(letters) * 7


def _ends_sentence(gap: str, before: str) -> bool:
    if "." in gap and (len(before) == 1 or before.lower() in group("before_a_stop")):
        return False
    return any(mark in gap for mark in _SENTENCE_ENDS) or gap.strip() in {"-", "--", "|"}


def _covered(folded: list[str], words: Lexicon) -> set[int]:
    """Return the indices of words that belong to a phrase, or to a place of several words."""
    inside: set[int] = set()
    for index, word in enumerate(folded):
        for phrase in words.phrases.get(word, ()):
            if tuple(folded[index : index + len(phrase)]) == phrase:
                inside.update(range(index, index + len(phrase)))
        if index not in inside:
            inside.update(_place_at(index, folded, words))
    return inside


def _place_at(index: int, folded: list[str], words: Lexicon) -> range:
    for place in words.places.get(folded[index], ()):
        end = index + len(place)
        if tuple(folded[index:end]) == place and not _is_person_instead(index, place, folded, words):
            return range(index, end)
    return range(0)


def _is_person_instead(index: int, place: tuple[str, ...], folded: list[str], words: Lexicon) -> bool:
    """Whether a place such as *Francisco Morazán* stands without a word that makes it a place."""
    like_a_name = place[0] not in group("place_heads") and words.traits(place[0]) & (Trait.STRONG | Trait.CAPITAL)
    return bool(like_a_name) and not is_locative(folded, index)


OF = frozenset(["de", "del", "of", "d", "du", "des"])
# "viaja a David" goes to a town, "entrevistaron a David" spoke to a boy.
_TO = frozenset(["a", "to", "au", "aux", "al"])
_MOTION = re.compile(
    r"(?:viaj|traslad|lleg|envi|va|ir|fue|fueron|retorn|regres|deport|volv|vuel|rumbo|salid|ruta|remit|camino|cruz|"
    r"devuel|repatri|transf|mov|travel|go|going|goes|went|"
    r"return|sent|send|flight|flew|bus|close|next|back|move|arriv|part|voyag|retour|renvo|envoy|rentr|habit|vit|"
    r"vivant|install|heberg|place)\w*"
)
_NEUTRAL = frozenset(["la", "el", "los", "las", "the", "le", "les", "l"])


def is_locative(folded: list[str], index: int) -> bool:
    """Whether the word at `index` stands where a place does ("en Santiago", "consulate in Florence")."""
    before = index - 1
    if before >= 0 and folded[before] in _NEUTRAL:
        before -= 1
    if before < 0:
        return False
    if folded[before] in OF:
        return before == 0 or folded[before - 1] not in group("owned")
    if folded[before] in _TO:
        return any(_MOTION.fullmatch(word) for word in folded[max(0, before - 3) : before])
    return folded[before] in group("locative")
