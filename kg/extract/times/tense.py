"""A token in, past or future out: what the verb above it says of when."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.times.resolve import Direction
from kg.ontology import Ontology

__all__ = ["NOUN_MODIFIERS", "Tense"]

_AHEAD = frozenset(("will", "shall", "'ll", "’ll", "wo", "would", "could", "may", "might", "should", "must", "can"))
NOUN_MODIFIERS = frozenset(("poss", "compound", "nmod", "amod", "nummod"))
_UP_TO = frozenset(("until", "till", "by", "through"))  # they look ahead from a past event, too


@dataclass(frozen=True)
class Tense:
    """Tells the direction of time; `planners` are lemmas whose infinitive or object lies ahead ("plan", "set", "due")."""

    planners: frozenset[str]

    @classmethod
    def of(cls, ontology: Ontology) -> Tense:
        """With the lexicon's operators that make what they govern a plan."""
        return cls(frozenset(o.form[0] for o in ontology.operators if o.effect == "Planned" and len(o.form) == 1))

    def direction(self, token: Token) -> Direction:
        """Where the clause that holds `token` lies in time."""
        if token.dep_ in NOUN_MODIFIERS:
            return Direction.UNKNOWN
        if token.dep_ == "pobj" and token.head.lower_ in _UP_TO:
            return Direction.UNKNOWN
        verb = token
        while verb.pos_ not in ("VERB", "AUX"):
            if verb.head == verb or verb.dep_ in ("poss", "compound"):
                return Direction.UNKNOWN
            verb = verb.head
        return self.of_verb(verb)

    def of_verb(self, verb: Token) -> Direction:
        """Where a verb's event lies in time, by its own form, auxiliaries and the verb that governs it."""
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        if auxiliaries & _AHEAD:
            # "may have fled" looks back, "may flee" ahead.
            return Direction.PAST if auxiliaries & {"have", "'ve", "’ve"} else Direction.FUTURE
        if "to" in auxiliaries:
            governor = verb.head
            if governor == verb:
                return Direction.FUTURE  # a headline: "Senate to meet on Monday"
            if governor.lemma_ in self.planners or governor.lemma_ in ("be", "go"):
                return Direction.FUTURE
            return (
                self.of_verb(governor)
                if verb.dep_ == "xcomp" and governor.pos_ in ("VERB", "AUX")
                else Direction.UNKNOWN
            )
        if verb.tag_ == "VBD" or auxiliaries & {"was", "were", "had", "has", "have", "'ve", "did"}:
            return Direction.PAST
        if (
            verb.dep_ in ("conj", "advcl", "xcomp", "relcl", "acl")
            and verb.head != verb
            and verb.tag_ in ("VBG", "VBN", "VB")
        ):
            above = verb.head
            return self.of_verb(above) if above.pos_ in ("VERB", "AUX") else Direction.UNKNOWN
        return Direction.UNKNOWN
