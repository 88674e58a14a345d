"""The lexicon, indexed by head lemma so that each token costs one look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.events.conditions import Condition, Surroundings, parse
from kg.extract.events.forms import lemma
from kg.ontology import LexicalEntry, LightVerb, Ontology

__all__ = ["Lexicon", "Reading"]

# "lose one's life": stands for any possessive, and is not looked for.
FILLERS = frozenset({"a", "an", "the", "one's", "be", "oneself"})
VERB_TAGS = frozenset({"VERB", "AUX"})
INFLECTED = frozenset({"VBD", "VBN", "VBG"})
VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry with its conditions read, and its form taken apart: `head` is the lemma it is indexed by."""

    entry: LexicalEntry
    words: tuple[str, ...]
    head: int
    needs: tuple[Condition, ...]
    bars: tuple[Condition, ...]

    @property
    def conditional(self) -> bool:
        """Whether it takes more than the word itself."""
        return bool(self.needs)

    @property
    def anaphoric(self) -> bool:
        """Whether the word counts only as a repeated mention."""
        return any(c.asks_for_antecedent for c in self.needs)

    def fits(self, token: Token, around: Surroundings) -> bool:
        """Whether what stands around lets the word evoke its event."""
        return all(c.holds(token, around) for c in self.needs) and not any(c.holds(token, around) for c in self.bars)


class Lexicon:
    """All readings of event words, and the light verbs."""

    def __init__(self, ontology: Ontology) -> None:
        self._readings: dict[tuple[str, str], list[Reading]] = defaultdict(list)
        self._light: dict[str, list[LightVerb]] = defaultdict(list)
        for entry in ontology.lexicon:
            words = _words(entry)
            head = _head(words, entry.pos)
            reading = Reading(entry, words, head, tuple(map(parse, entry.needs)), tuple(map(parse, entry.bars)))
            self._readings[words[head], entry.pos].append(reading)
        for readings in self._readings.values():
            readings.sort(key=lambda r: (-len(r.words), -len(r.needs), r.entry.iri))
        for verb in ontology.light_verbs:
            self._light[verb.form[0] if verb.form[0] != "be" else verb.form[-1]].append(verb)
        verbs = {head for head, pos in self._readings if pos == "verb"} | set(self._light)
        self._inflected = {form: verb for verb in sorted(verbs) for form in _inflections(verb)}

    def readings(self, token: Token) -> Iterator[tuple[Reading, tuple[int, int]]]:
        """The readings whose words stand there, longest first, with the span [start, end) of the trigger."""
        for pos in _parts_of_speech(token):
            for form in dict.fromkeys((lemma(token), token.lower_, self._base(token))):
                for reading in self._readings.get((form, pos), ()):
                    span = _match(reading, token)
                    if span is not None:
                        yield reading, span

    def light(self, verb: Token, via: str | None) -> str | None:
        """The kind of light verb this is for a noun it governs directly (`via` None) or by a preposition."""
        for candidate in self._light.get(self._base(verb), ()):
            rest = candidate.form[1:]
            particles = {c.lower_ for c in verb.children if c.dep_ in {"prt", "prep"}}
            if via is None and all(w in particles for w in rest):
                return candidate.kind
            if via is not None and rest and rest[-1] == via:
                return candidate.kind
        return None

    def happening(self, verb: Token) -> bool:
        """Whether the verb only says that its subject, an event, came about."""
        return any(v.kind == "happening" for v in self._light.get(self._base(verb), ())) or lemma(verb) == "hold"

    def striking(self, verb: Token) -> bool:
        """Whether the verb's subject, an event, happens where its object is."""
        return any(v.kind == "striking" for v in self._light.get(self._base(verb), ()))

    def _base(self, token: Token) -> str:
        """The lemma; of an inflected form of a verb of the lexicon, that verb: lemmatizers make "rap" of "raped"."""
        base = self._inflected.get(token.lower_) if token.tag_ in INFLECTED else None
        return base or lemma(token)


def _inflections(verb: str) -> Iterator[str]:
    """The regular past and the "-ing" form of a verb, its last consonant doubled or not."""
    if not verb.isalpha() or len(verb) < 3:
        return
    if verb.endswith("e"):
        yield from (verb + "d", verb[:-1] + "ing")
    elif verb.endswith("y") and verb[-2] not in VOWELS:
        yield from (verb[:-1] + "ied", verb + "ing")
    else:
        yield from (verb + "ed", verb + "ing")
        if verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS and verb[-3] not in VOWELS:
            yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


def _words(entry: LexicalEntry) -> tuple[str, ...]:
    split: list[str] = []
    for word in entry.form:
        parts = word.lower().split("-") if entry.pos != "verb" else [word.lower()]
        for i, part in enumerate(parts):
            split += ["-", part] if i else [part]
    return tuple(w for w in split if w not in FILLERS) if entry.pos == "verb" else tuple(split)


def _head(words: tuple[str, ...], pos: str) -> int:
    if pos == "verb":
        return 0
    for link in ("of", "for", "to", "from", "in", "and"):
        if link in words[1:]:
            return words.index(link) - 1
    return len(words) - 1


def _parts_of_speech(token: Token) -> tuple[str, ...]:
    if token.pos_ in VERB_TAGS:
        # A headline's or a modifier's participle may be tagged as verb where the lexicon has an adjective.
        return ("verb", "adjective") if token.tag_ in {"VBN", "VBD"} else ("verb",)
    if token.pos_ in {"NOUN", "PROPN"}:
        return ("noun",)
    if token.pos_ == "ADJ":
        return ("adjective", "verb") if token.lower_.endswith(("ed", "ing")) else ("adjective",)
    return ("verb",) if token.lower_ == "according" else ()


def _match(reading: Reading, token: Token) -> tuple[int, int] | None:
    words, head = reading.words, reading.head
    if len(words) == 1:
        return token.i, token.i + 1
    if reading.entry.pos == "verb":
        return _match_verb(words, token)
    doc, start = token.doc, token.i - head
    if start < 0 or start + len(words) > len(doc):
        return None
    for offset, word in enumerate(words):
        other = doc[start + offset]
        # "was released on bail" is a verb of its own, not the phrase "release on bail"
        if word != other.lower_ and (word != lemma(other) or other.pos_ in VERB_TAGS):
            return None
    return start, start + len(words)


def _match_verb(words: tuple[str, ...], token: Token) -> tuple[int, int] | None:
    """The verb, and each further word below it or below the word before: particle, preposition, object, complement."""
    last, end = token, token.i + 1
    for word in words[1:]:
        found = next(
            (
                c
                for parent in dict.fromkeys((last, token))
                for c in parent.children
                if word in (lemma(c), c.lower_) and c.i > token.i and c.dep_ not in {"nsubj", "conj", "punct"}
            ),
            None,
        )
        if found is None and last.i + 1 < len(token.doc):
            following = token.doc[last.i + 1]
            found = following if word in (lemma(following), following.lower_) else None
        if found is None:
            return None
        if found.i == end:
            end = found.i + 1
        last = found
    return token.i, end
