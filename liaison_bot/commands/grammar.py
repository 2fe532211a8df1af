"""How a typed line finds its command: the words of every language, typed with or without accents, in any case.

    referral accept r7kq2mx institution=consulate
    remisión aceptar R-7KQ2MX institución=consulado
    orientation accepter R-7KQ2MX

Words come from the catalogues: `word-referral` for a topic, `word-referral-accept` for a verb, the one to show first.
"""

import difflib
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liaison_bot.chat.text import fold
from liaison_bot.commands.command import Command, Line
from liaison_bot.errors import Refused
from liaison_bot.ids import read_reference
from liaison_bot.records.network import Actor
from liaison_bot.words import Catalogues, Words

_QUOTES = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "\u00a0": " ", "\u202f": " "})
_CLOSE = 0.8
_LONGEST = 8000
"""Characters of a line that are read; nobody types more."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A line cut into words: those before the first `key=value`, and the `key=value` pairs."""

    words: tuple[str, ...]
    named: Mapping[str, tuple[str, ...]]


class Grammar:
    """All commands, by the words that people may type for them."""

    def __init__(self, commands: Sequence[Command], catalogues: Catalogues, home: str) -> None:
        """`home` is the topic whose verbs may be typed alone: `help`, `me`."""
        self.commands = tuple(commands)
        self.home = home
        self._by_id = {(command.topic, command.verb): command for command in commands}
        self._topics: dict[str, str] = {}
        self._verbs: dict[str, dict[str, Command]] = {}
        self._alone = {command.topic: command for command in commands if command.alone}
        for command in commands:
            verbs = self._verbs.setdefault(command.topic, {})
            for word in catalogues.typed(f"word-{command.topic}") | {command.topic}:
                self._topics[word] = command.topic
            for word in catalogues.typed(f"word-{command.id}") | {fold(command.verb)}:
                taken = verbs.setdefault(word, command)
                if taken is not command:
                    raise ValueError(f"“{word}” is typed for both {taken.id} and {command.id}")
        self._steering = {
            word: steer
            for steer in ("back", "skip", "cancel", "more", "yes")
            for word in catalogues.typed(f"word-{steer}")
        }

    @property
    def openings(self) -> frozenset[str]:
        """What a line that names its topic begins with, folded, in every language."""
        return frozenset(self._topics)

    def command(self, topic: str, verb: str) -> Command:
        """The command of this topic and verb. Raises `KeyError`."""
        return self._by_id[topic, verb]

    def steering(self, typed: str) -> str | None:
        """What a word means in a conversation: back, skip, cancel, more or yes."""
        return self._steering.get(fold(typed))

    def line(self, words: Words, topic: str, verb: str) -> str:
        """A command's words in a language, as they are shown."""
        if self._by_id[topic, verb].alone:
            return self._shown(words, topic)
        return f"{self._shown(words, topic)} {(words.typed(f'word-{topic}-{verb}') or (verb,))[0]}"

    def starts_command(self, text: str) -> bool:
        """Tell whether a line's first words are surely a command's, and not an answer to a question."""
        typed = cut(text).words
        if len(typed) == 1:
            return self._verbs[self.home].get(fold(typed[0])) is self._by_id.get((self.home, "help"))
        return len(typed) > 1 and fold(typed[1]) in self._verbs.get(self._topics.get(fold(typed[0]), ""), {})

    def read(self, text: str, actor: Actor, words: Words) -> Line:
        """Find the command of a typed line. Raises `Refused` with the nearest command, in the reader's own words."""
        typed = cut(text)
        if not typed.words:
            return Line(self.command(self.home, "help"))
        first, *rest = typed.words
        topic = self._topics.get(fold(first))
        if topic is not None:
            return self._read_verb(topic, rest, typed, actor, words)
        short = self._read_short(first, rest, typed)
        if short is None:
            near = self.near(first, actor, words)
            raise Refused("unknown-word-near" if near else "unknown-word", near=near)
        return short

    def topic(self, word: str) -> str | None:
        """The topic somebody means by a word."""
        return self._topics.get(fold(word))

    def verb(self, topic: str, word: str) -> Command | None:
        """The command somebody means by a word within a topic."""
        return self._verbs.get(topic, {}).get(fold(word))

    def near(self, word: str, actor: Actor, words: Words, topic: str = "") -> str:
        """What this person may use that is nearest to a word, of one topic or of all, as it is shown in a language."""
        found: dict[str, str] = (
            {} if topic else {known: self._shown(words, each) for known, each in self._topics.items()}
        )
        for each in [topic] if topic else self._verbs:
            for known, command in self._verbs[each].items():
                if command.may(actor) and not command.hidden:
                    found[known] = self.line(words, each, command.verb)
        close = difflib.get_close_matches(fold(word), list(found), n=1, cutoff=_CLOSE)
        return found[close[0]] if close else ""

    def _shown(self, words: Words, topic: str) -> str:
        return (words.typed(f"word-{topic}") or (topic,))[0]

    def _read_short(self, first: str, rest: Sequence[str], typed: Typed) -> Line | None:
        """A line without a topic: a reference alone, or a verb that only one topic has, or home has too."""
        if read_reference(first) and ("referral", "show") in self._by_id:
            return self._read_reference("referral", typed.words, typed)
        word = fold(first)
        if not rest and word in self._steering:  # “back” alone answers a question that is not asked any more
            return None
        meant = [verbs[word] for verbs in self._verbs.values() if word in verbs]
        command = self._verbs[self.home].get(word) or (meant[0] if len(meant) == 1 else None)
        return self._finish(command, rest, typed) if command else None

    def _read_verb(self, topic: str, rest: Sequence[str], typed: Typed, actor: Actor, words: Words) -> Line:
        if not rest:
            alone = self._alone.get(topic)
            return self._finish(alone, rest, typed) if alone else Line(self.command(self.home, "help"), rest=(topic,))
        if read_reference(rest[0]) and (topic, "show") in self._by_id:
            return self._read_reference(topic, rest, typed)
        command = self._verbs[topic].get(fold(rest[0]))
        other = self._topics.get(fold(rest[0])) if topic == self.home else None
        if command is None and other is not None:  # where the home topic is a platform's word for all there is
            return self._read_verb(other, rest[1:], typed, actor, words)
        if command is None:
            near = self.near(rest[0], actor, words, topic)
            raise Refused("unknown-verb-near" if near else "unknown-verb", near=near, topic=self._shown(words, topic))
        return self._finish(command, rest[1:], typed)

    def _read_reference(self, topic: str, words: Sequence[str], typed: Typed) -> Line:
        """A reference first: what is to be done with it may follow; alone, it is shown."""
        verb = self._verbs[topic].get(fold(words[1])) if len(words) > 1 else None
        if verb is None:
            return self._finish(self.command(topic, "show"), words, typed)
        return self._finish(verb, (words[0], *words[2:]), typed)

    @staticmethod
    def _finish(command: Command, words: Iterable[str], typed: Typed) -> Line:
        reference, rest = "", []
        for word in _joined(words):
            found = "" if reference or not command.takes_reference else read_reference(word)
            if found:
                reference = found
            else:
                rest.append(word)
        return Line(command, reference, typed.named, tuple(rest))


def _joined(words: Iterable[str]) -> list[str]:
    """Words, with a reference that was typed in two made one: “R 7KQ2MX”, “R- 7KQ2MX”."""
    joined: list[str] = []
    for word in words:
        if joined and fold(joined[-1]).strip() == "r" and read_reference(f"R-{word}"):
            joined[-1] = f"R-{word}"
        else:
            joined.append(word)
    return joined


def cut(text: str) -> Typed:
    """Cut a line into words and `key=value` pairs; quotes keep what belongs together, and may be left open."""
    tidy = text[:_LONGEST].translate(_QUOTES).strip()
    lexer = shlex.shlex(tidy, posix=True)
    lexer.whitespace_split, lexer.quotes, lexer.commenters, lexer.escape = True, '"', "", ""
    try:
        parts = list(lexer)
    except ValueError:  # a quote was left open
        parts = tidy.replace('"', " ").split()
    words: list[str] = []
    named: dict[str, tuple[str, ...]] = {}
    for part in parts:
        key, equals, value = part.partition("=")
        if equals and key:
            named[key] = (*named.get(key, ()), value)
        else:
            words.append(part)
    return Typed(tuple(words), named)
