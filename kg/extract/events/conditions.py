"""What must, or must not, stand around a word for it to evoke its event: `nkg:needs` and `nkg:bars` of the lexicon.

A condition is alternatives joined by " or "; an alternative is tests joined by " and "; the grammar of a test is
given in `ontology/lexicon/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Token

from kg.errors import OntologyError
from kg.extract.events.forms import is_passive, is_verbal, lemma

__all__ = ["Condition", "Surroundings", "parse"]

PLURAL = frozenset({"NNS", "NNPS"})


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
    """Whether one test holds: a named feature of the word, else a slot with its classes or lemmas."""
    match test.name:
        case "passive":
            return is_verbal(token) and is_passive(token)
        case "participle":
            return token.dep_ == "amod"
        case "reduced":
            return token.dep_ == "acl" and token.tag_ == "VBN"
        case "modifies":
            return token.dep_ in {"compound", "nmod"} and (lemma(token.head) in test.words or not test.words)
        case "plural":
            return token.tag_ in PLURAL
        case "plural-subject":
            return any(_many(t) for t in around.fillers(token, "subject"))
        case "copula":
            return token.dep_ in {"acomp", "oprd", "attr", "ccomp"}
        case "particle":
            return any(c.dep_ == "prt" and c.lower_ in test.words for c in token.children)
        case "infinitive":
            return any(c.dep_ == "xcomp" for c in token.children)
        case "quote":
            return around.quoted(token)
        case "light":
            return around.light(token) is not None
        case "not-object":
            return not around.fillers(token, "object")
        case "complement":
            found = list(_complements(token))
            return any(lemma(t) in test.words for t in found) if test.words else bool(found)
        case "determiner":
            return any(c.dep_ == "det" and (not test.words or c.lower_ in test.words) for c in token.children)
        case "governor":
            heads = list(_governors(token))
            return any(lemma(h) in test.words for h in heads) if test.words else bool(heads)
        case "around":
            return any(lemma(t) in test.words or t.lower_ in test.words for t in token.sent)
        case "article":
            return any(around.told(c) for c in test.classes)
        case "antecedent":
            return True  # the mention's identity decides
    fillers = around.fillers(token, test.name)
    if test.classes:
        return any(test.classes.intersection(around.classes(t)) for t in fillers)
    if test.words:
        return any(lemma(t) in test.words or t.lower_ in test.words for t in fillers)
    return bool(fillers)


def _many(token: Token) -> bool:
    return token.tag_ in PLURAL or any(True for _ in token.conjuncts) or token.lower_ in {"they", "we"}


def _governors(token: Token) -> Iterator[Token]:
    """The verb or preposition a noun hangs on, over a preposition the word above it, and clauses that modify it."""
    head = token
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ in {"dobj", "nsubjpass", "nsubj", "pobj", "attr", "dative", "oprd"}:
        yield head.head
        if head.dep_ == "pobj":
            yield head.head.head
    yield from (c for c in token.children if c.dep_ in {"acl", "relcl"})


def _complements(token: Token) -> Iterator[Token]:
    """Predicative complements: "became president", "named him as chief", "found her guilty"; with what they are composed of."""
    for found in _heads_of_complements(token):
        yield found
        yield from found.conjuncts
        yield from (c for c in found.children if c.dep_ in {"compound", "oprd", "attr"})


def _heads_of_complements(token: Token) -> Iterator[Token]:
    objects = [c for c in token.children if c.dep_ == "dobj"]
    if len(objects) > 1:
        yield from objects
    for child in token.children:
        if child.dep_ in {"oprd", "attr", "acomp", "xcomp"} or (child.dep_ == "ccomp" and not is_verbal(child)):
            yield child
        elif child.dep_ == "prep" and child.lower_ == "as":
            yield from (g for g in child.children if g.dep_ == "pobj")
