"""What must, or must not, stand around a word for it to evoke its event: `nkg:needs` and `nkg:bars` of the lexicon.

A condition is alternatives joined by " or "; an alternative is tests joined by " and "; the grammar of a test is
given in `ontology/lexicon/README.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Token

from kg.errors import OntologyError
from kg.extract.events.syntax import is_passive, is_verbal, lemma

__all__ = ["Condition", "Surroundings", "parse"]


class Surroundings(Protocol):
    """What a test may ask about the text around a word."""

    def fillers(self, token: Token, slot: str) -> list[Token]:
        """The words in a slot of `token`."""

    def classes(self, token: Token) -> Iterable[str]:
        """The classes of what a word stands for, with all their ancestors."""

    def told(self, cls: str) -> bool:
        """Whether the article has an event of this class that is sure."""

    def quoted(self, token: Token) -> bool:
        """Whether a quotation belongs to this verb."""

    def light(self, token: Token) -> Token | None:
        """The light verb that governs a noun."""


@dataclass(frozen=True, slots=True)
class Test:
    """One test: a slot or a named feature, and the classes or lemmas it is held against."""

    name: str
    classes: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Condition:
    """Alternatives, of which one must hold with all its tests."""

    alternatives: tuple[tuple[Test, ...], ...]

    def holds(self, token: Token, around: Surroundings) -> bool:
        """Whether the condition holds for a word."""
        return any(all(_passes(t, token, around) for t in tests) for tests in self.alternatives)

    @property
    def asks_for_antecedent(self) -> bool:
        """Whether the word counts only as a repeated mention of an event told before ("the incident")."""
        return any(t.name == "antecedent" for tests in self.alternatives for t in tests)


def parse(text: str) -> Condition:
    """A condition from its text. Raises OntologyError where the text is none."""
    return Condition(tuple(tuple(_test(part.strip()) for part in alt.split(" and ")) for alt in text.split(" or ")))


def _test(text: str) -> Test:
    name, sep, values = text.partition(":")
    if sep:
        return Test(name, classes=frozenset(values.split("|")))
    name, sep, values = text.partition("=")
    if not name or (sep and not values) or " " in name:
        raise OntologyError(f"not a condition: {text!r}; write SLOT, SLOT:Class|Class or SLOT=lemma|lemma")
    return Test(name, words=frozenset(values.split("|")) if sep else frozenset())


def _passes(test: Test, token: Token, around: Surroundings) -> bool:
    feature = FEATURES.get(test.name)
    if feature is not None:
        return feature(test, token, around)
    found = around.fillers(token, test.name)
    if test.classes:
        return any(test.classes.intersection(around.classes(t)) for t in found)
    if test.words:
        return any(lemma(t) in test.words or t.lower_ in test.words for t in found)
    return bool(found)


def _governor(test: Test, token: Token, around: Surroundings) -> bool:
    """The verb or preposition a noun hangs on, and, over a preposition, the word above it."""
    heads = []
    head = _first_conjunct(token)
    if head.dep_ in {"dobj", "nsubjpass", "nsubj", "pobj", "attr", "dative", "oprd"}:
        heads.append(head.head)
        if head.dep_ == "pobj":
            heads.append(head.head.head)
    for child in token.children:
        if child.dep_ in {"acl", "relcl"}:
            heads.append(child)
    return any(lemma(h) in test.words for h in heads) if test.words else bool(heads)


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj":
        token = token.head
    return token


def _complement(test: Test, token: Token, around: Surroundings) -> bool:
    found = [c for c in token.children if c.dep_ in {"oprd", "attr", "acomp", "xcomp"}]
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "as":
            found += [g for g in child.children if g.dep_ == "pobj"]
        if child.dep_ == "ccomp" and not is_verbal(child):
            found.append(child)
        if child.dep_ == "dobj" and len([c for c in token.children if c.dep_ == "dobj"]) > 1:
            found.append(child)
    found += [c for f in list(found) for c in f.conjuncts] + [
        c for f in list(found) for c in f.children if c.dep_ in {"compound", "oprd", "attr"}
    ]
    return any(lemma(t) in test.words for t in found) if test.words else bool(found)


def _determiner(test: Test, token: Token, around: Surroundings) -> bool:
    return any(c.dep_ == "det" and (not test.words or c.lower_ in test.words) for c in token.children)


def _words(test: Test, token: Token, around: Surroundings) -> bool:
    return any(lemma(t) in test.words or t.lower_ in test.words for t in token.sent)


FEATURES: dict[str, Callable[[Test, Token, Surroundings], bool]] = {
    "passive": lambda test, token, around: is_verbal(token) and is_passive(token),
    "participle": lambda test, token, around: token.dep_ == "amod",
    "plural": lambda test, token, around: token.tag_ in {"NNS", "NNPS"},
    "plural-subject": lambda test, token, around: any(
        t.tag_ in {"NNS", "NNPS"} or any(True for _ in t.conjuncts) or t.lower_ in {"they", "we"}
        for t in around.fillers(token, "subject")
    ),
    "copula": lambda test, token, around: (
        token.dep_ in {"acomp", "oprd", "attr", "ccomp"} and token.pos_ in {"ADJ", "VERB", "NOUN", "ADV"}
    ),
    "particle": lambda test, token, around: any(c.dep_ == "prt" and c.lower_ in test.words for c in token.children),
    "quote": lambda test, token, around: around.quoted(token),
    "light": lambda test, token, around: around.light(token) is not None,
    "infinitive": lambda test, token, around: any(c.dep_ == "xcomp" for c in token.children),
    "not-object": lambda test, token, around: not around.fillers(token, "object"),
    "complement": _complement,
    "determiner": _determiner,
    "governor": _governor,
    "around": _words,
    "article": lambda test, token, around: any(around.told(c) for c in test.classes),
    "antecedent": lambda test, token, around: True,
}
