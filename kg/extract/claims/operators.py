"""The lexicon's operators, indexed: which word, standing where, does what to the events below it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.model import Factuality
from kg.ontology import Ontology, Operator

__all__ = ["Operators", "combine", "is_verbal", "leaves_open"]

_POS = {
    "verb": ("VERB", "AUX"),
    "noun": ("NOUN", "PROPN"),
    "adjective": ("ADJ", "VERB"),
    "adverb": ("ADV", "CCONJ", "SCONJ"),
}
_NAMES = {"conjunction": "subordinatingConjunction"}  # as LexInfo calls them
_DIRECTIVES = ("Order", "Appeal", "Threat")
_TENSED = frozenset(("VBD", "VBZ", "VBP"))


def is_verbal(token: Token) -> bool:
    """Whether a token heads a clause: a verb, or an auxiliary used as one."""
    return token.pos_ in ("VERB", "AUX")


def leaves_open(governor: Token, effect: Factuality) -> bool:
    """Whether a negation of the governor has had its say in the effect: "has not ruled out"."""
    return effect is Factuality.POSSIBLE and any(c.dep_ == "neg" for c in governor.children)


def combine(inner: Factuality, outer: Factuality) -> Factuality:
    """What `outer` makes of what already is `inner`: not failing happens, denying a plan denies the event."""
    if outer is Factuality.ACTUAL or inner is outer is not Factuality.NEGATED:
        return inner
    if outer is Factuality.NEGATED:
        return Factuality.ACTUAL if inner is Factuality.NEGATED else Factuality.NEGATED
    return inner if inner is Factuality.NEGATED else outer


class Operators:
    """Look-up of operators by word and part of speech."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._by_word: dict[tuple[str, str], list[Operator]] = {}
        for operator in ontology.operators:
            self._by_word.setdefault((operator.pos, operator.form[0]), []).append(operator)
        self._directives = frozenset(
            entry.form[0]
            for entry in ontology.lexicon
            if entry.pos == "verb" and any(ontology.is_a(entry.denotes, c) for c in _DIRECTIVES)
        )
        self.light = frozenset(v.form[0] for v in ontology.light_verbs if len(v.form) == 1)
        self.happening = frozenset(v.form[0] for v in ontology.light_verbs if v.kind == "happening")

    def effect(self, governor: Token, slot: str, governed: Token, cls: str) -> Factuality | None:
        """What `governor` makes of an event of class `cls` in one of its slots; None where it is no operator there."""
        for operator in self._readings(governor):
            if slot not in operator.governs or any(self.ontology.is_a(cls, s) for s in operator.spares):
                continue
            # "Demanded that they leave": the subjunctive is spelled like a present.
            subjunctive = governed.tag_ == "VBP" and self.directs(governor)
            if slot == "clause" and operator.effect == "Planned" and _has_own_tense(governed) and not subjunctive:
                continue
            if operator.effect == "Denied":
                denied = any(c.dep_ == "neg" for c in governor.children)
                return Factuality.POSSIBLE if denied else Factuality.NEGATED
            return Factuality(operator.effect)
        return None

    def directs(self, governor: Token) -> bool:
        """Whether a word orders, asks for or threatens what it governs, which its own denial leaves open."""
        return is_verbal(governor) and governor.lemma_.lower() in self._directives

    def _readings(self, word: Token) -> Iterator[Operator]:
        lemma, lower = word.lemma_.lower(), word.lower_
        # The lemmatizer makes "hop" of "hoped" and "hopes", too: the form without its last letter is tried as well.
        forms = dict.fromkeys((lemma, lower, lower[:-1]) if lower.endswith(("ed", "es")) else (lemma, lower))
        for pos, tags in _POS.items():
            if word.pos_ in tags:
                for form in forms:
                    for operator in self._by_word.get((pos, form), ()):
                        rest = operator.form[1:]
                        if not rest or any(c.lower_ == rest[0] for c in word.children):
                            yield operator

    def of(self, pos: str, word: Token) -> Factuality | None:
        """The effect of a word that needs no slot: a modal, an adverb, a conjunction, a preposition."""
        found = self._by_word.get((_NAMES.get(pos, pos), word.lower_))
        return Factuality(found[0].effect) if found else None


def _has_own_tense(verb: Token) -> bool:
    """ "… agreed that they left" as against "agreed to leave" and "demanded that they leave"."""
    if verb.tag_ in _TENSED:
        return True
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    past = any(c.lower_ == "have" for c in auxiliaries)  # "said to have left"
    return is_verbal(verb) and (past or any(c.tag_ in _TENSED or c.tag_ == "MD" for c in auxiliaries))
