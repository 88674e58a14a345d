"""One mention of an event in, its factuality out: the operators around and above it, from the inside out.

In the manner of De Facto (Saurí & Pustejovsky, "Are you sure that this happened? Assessing the factuality degree
of events in text", Computational Linguistics 38(2), 2012), on the four values of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.claims.operators import Operators, combine, is_verbal, leaves_open
from kg.model import Factuality

__all__ = ["Verdict", "judge_mention"]

_NOBODY = frozenset(("no", "none", "nobody", "neither", "zero"))
_NOT_NEGATING = frozenset(("only", "just", "merely", "solely"))
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "acl", "csubj", "csubjpass"))
_OBJECTS = frozenset(("dobj", "nsubjpass", "obj"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_SPEAKER = frozenset(("i", "we"))
_DEPTH = 12  # words above a mention that are looked at


@dataclass(frozen=True, slots=True)
class Verdict:
    """One mention's factuality; `told` where a clause asserts it or an operator decides, not a noun alone."""

    factuality: Factuality
    told: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """From a word up to its governor: what that makes of the event, and whether what is around it counts, too."""

    governor: Token
    effect: Factuality | None = None
    goes_on: bool = True


def judge_mention(token: Token, cls: str, operators: Operators) -> Verdict:
    """The factuality that the words around one mention of an event of class `cls` give to it."""
    if token.lemma_.lower() in ("accord", "according"):
        return Verdict(Factuality.ACTUAL, True)
    found = operators.effect(token, "self", token, cls) or Factuality.ACTUAL
    told = is_verbal(token) and token.tag_ not in ("VB", "VBG")
    there = _takes_place(token, operators)
    told = told or found is not Factuality.ACTUAL or there
    word, below, asked = token, token, False
    for _ in range(_DEPTH):
        for effect in _around(word, below, token, cls, operators):
            found, told = combine(found, _unless_asked(effect, asked)), True
        step = None if there or (word == token and _tags(token, cls, operators)) else _up(word, cls, operators)
        if step is None:
            break
        if step.effect is not None:
            told = told or step.effect is not Factuality.ACTUAL or is_verbal(token)
            found = combine(found, _unless_asked(step.effect, asked))
            asked = asked or (step.effect is Factuality.PLANNED and operators.directs(step.governor))
        if not step.goes_on:
            break
        told = told or is_verbal(step.governor)
        word, below = step.governor, word
    return Verdict(found, told)


def _unless_asked(effect: Factuality, asked: bool) -> Factuality:
    """ "Did not order the killing", "denied ordering it": whether there was one is another matter than the order."""
    return Factuality.POSSIBLE if asked and effect is Factuality.NEGATED else effect


def _takes_place(noun: Token, operators: Operators) -> bool:
    """ "A blast killed two", "a blast that killed two", "two were left dead": it was there."""
    if any(
        c.dep_ == "relcl" and c.tag_ == "VBD" and any(g.dep_ == "nsubj" and g.tag_ == "WDT" for g in c.children)
        for c in noun.children
    ):
        return True
    verb = noun.head
    if noun.pos_ == "ADJ":
        return noun.dep_ in ("oprd", "acomp", "ccomp") and verb.tag_ == "VBD" and verb.lemma_ != "be"
    if noun.dep_ != "nsubj" or not is_verbal(verb) or verb.tag_ != "VBD" or verb.lemma_ == "be":
        return False
    return operators.effect(verb, "subject", noun, "") is None


def _tags(verb: Token, cls: str, operators: Operators) -> bool:
    """Whether a verb of speaking is only set beside what is said: "…," they said. What stands above it is quoted."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or not operators.ontology.is_a(cls, "Communication"):
        return False
    first = min([verb.i, *(c.left_edge.i for c in verb.children if c.dep_ == "nsubj")])
    return first > verb.sent.start and verb.doc[first - 1].text in (",", '"', "”", "''")


# -- around a word ---------------------------------------------------------------------------------------


def _around(word: Token, below: Token, event: Token, cls: str, operators: Operators) -> Iterator[Factuality]:
    """The effects of what stands with a word; negation takes in the modals: "may not" is no chance."""
    effects: list[Factuality] = []
    for child in word.children:
        if child == below:
            continue  # it has been heard already
        if _negates(child, word, event, cls, operators):
            yield Factuality.NEGATED
            return
        effect = _of_child(child, word, operators)
        if effect is not None:
            effects.append(effect)
    if word.dep_ in ("pobj", "pcomp") and operators.of("preposition", word.head) is not None:
        effects.append(Factuality.NEGATED)
    yield from effects


def _negates(child: Token, word: Token, event: Token, cls: str, operators: Operators) -> bool:
    dep = child.dep_
    if dep == "neg" or child.lower_ in ("not", "n't", "n’t"):
        after = word.doc[child.i + 1] if child.i + 1 < len(word.doc) else child
        return after.lower_ not in _NOT_NEGATING
    if dep in ("advmod", "preconj", "cc"):
        return operators.of("adverb", child) is Factuality.NEGATED
    if dep == "det":
        return child.lower_ in _NOBODY
    if dep in ("acomp", "oprd"):
        own = word == event and not operators.ontology.is_a(cls, "Communication")
        return own and any(c.dep_ == "neg" for c in child.children)  # "found not guilty"
    harmed = dep == "dobj" and word == event and operators.ontology.is_a(cls, "Harm")
    return (dep in ("nsubj", "nsubjpass") or harmed) and _is_nobody(child)


def _of_child(child: Token, word: Token, operators: Operators) -> Factuality | None:
    dep = child.dep_
    if dep == "aux" and is_verbal(word):
        if child.lower_ == "had" and any(c.dep_ == "nsubj" and c.i > child.i for c in word.children):
            return Factuality.POSSIBLE  # "had they left in time, …"
        return _of_modal(child, word, operators)
    if dep == "advmod":
        return operators.of("adverb", child)
    if dep == "mark" or (dep == "advmod" and child.tag_ == "WRB"):
        return operators.of("conjunction", child)
    if dep == "amod" and not is_verbal(word):
        return operators.effect(child, "modified", word, "")
    return None


def _of_modal(modal: Token, verb: Token, operators: Operators) -> Factuality | None:
    effect = operators.of("modal", modal)
    if effect is Factuality.PLANNED:
        if modal.lower_ == "would" and any(c.lower_ in _SPEAKER for c in verb.children):
            return None  # "I would urge everybody": it is being done
        if modal.lower_ not in ("will", "shall") and any(c.lower_ in ("have", "'ve", "’ve") for c in verb.children):
            return Factuality.POSSIBLE  # "should have left"
    return effect


def _is_nobody(noun: Token) -> bool:
    if noun.lower_ in _NOBODY:
        return True
    return any(c.dep_ in ("det", "neg", "advmod", "preconj", "cc") and c.lower_ in _NOBODY for c in noun.children)


# -- above a word ----------------------------------------------------------------------------------------


def _up(word: Token, cls: str, operators: Operators) -> _Step | None:
    """The step to the word that governs `word`; None where nothing above matters."""
    head, dep = word.head, word.dep_
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in word.children)
    if head == word:
        # A headline's future: "Minister to resign".
        return _Step(word, Factuality.PLANNED, False) if infinitive and word.tag_ == "VB" else None
    if dep == "conj":
        return _of_conjunct(word, cls, operators)
    if word.tag_ == "VBN" and dep in ("acl", "relcl"):
        return _Step(head, Factuality.NEGATED, False) if _is_nobody(head) else None
    if dep in _COMPLEMENTS or (dep in ("advcl", "relcl") and infinitive):
        return _of_clause(word, infinitive, cls, operators)
    if dep in _OBJECTS or (dep in ("nsubj", "attr") and is_verbal(head)):
        return _of_argument(word, cls, operators)
    if dep in ("pobj", "pcomp"):
        effect = operators.effect(head.head, head.lower_, word, cls)
        if effect is None and dep == "pcomp" and head.head.dep_ in _OBJECTS:
            # "accused the general of ordering …": the parser may hang the phrase on the accused
            effect = operators.effect(head.head.head, head.lower_, word, cls)
        if effect is None and head.lower_ == "of" and _is_nobody(head.head):
            return _Step(head.head, Factuality.NEGATED, False)  # "no signs of an explosion"
        return None if effect is None else _Step(head.head, effect)
    if dep == "compound":
        effect = operators.effect(head, "compound", word, cls)
        return None if effect is None else _Step(head, effect)
    if dep == "advcl" and word.tag_ == "VBG" and word.i > head.i and not any(c.dep_ == "mark" for c in word.children):
        return _Step(head)  # "would attack the town, killing many"
    return None


def _of_clause(word: Token, infinitive: bool, cls: str, operators: Operators) -> _Step | None:
    head, dep = word.head, word.dep_
    effect = operators.effect(head, "clause", word, cls)
    if effect is not None:
        return _Step(head, effect, not leaves_open(head, effect))
    if infinitive:
        # "arrested over a plot to kill": the parser may pass over the noun right before
        before = word.doc[max(0, next(c.i for c in word.children if c.lower_ == "to") - 1)]
        effect = None if before == head else operators.effect(before, "clause", word, cls)
        if effect is not None and not is_verbal(before):
            return _Step(before, effect)
    if infinitive and head.lemma_ == "go" and head.tag_ == "VBG":
        return _Step(head, Factuality.PLANNED)
    if infinitive and dep in ("acl", "relcl"):
        return _Step(head, Factuality.PLANNED, False)
    denied = dep == "ccomp" and head.i < word.i and any(c.dep_ == "neg" for c in head.children)
    return _Step(head, Factuality.POSSIBLE, False) if denied else None  # "did not say that they left"


def _of_argument(noun: Token, cls: str, operators: Operators) -> _Step | None:
    verb, dep = noun.head, noun.dep_
    effect = operators.effect(verb, "object" if dep in _OBJECTS else "subject", noun, cls)
    if effect is Factuality.ACTUAL:
        return None  # "to end the fighting": it is there
    if effect is not None:
        return _Step(verb, effect, not leaves_open(verb, effect))
    lemma = verb.lemma_.lower()
    if dep in ("nsubj", "nsubjpass"):
        # "The talks are to be held", "the vote is expected to take place"
        for clause in verb.children:
            if clause.dep_ == "xcomp" and clause.lemma_.lower() in operators.light | operators.happening:
                return _Step(clause)
    if lemma in operators.happening if dep == "nsubj" else lemma in operators.light:
        return _Step(verb)
    # "Charges may be laid", "did not catch fire": a new thing is as open as the clause that brings it up.
    return _Step(verb) if dep in _OBJECTS and _is_new(noun) and not is_verbal(noun) else None


def _is_new(noun: Token) -> bool:
    return not any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in noun.children)


def _of_conjunct(word: Token, cls: str, operators: Operators) -> _Step | None:
    """A conjunct stands where the first one stands; it shares its auxiliaries only where it has none of its own."""
    first = word.head
    own = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "det") for c in word.children)
    if not own and is_verbal(word) == is_verbal(first) and word.tag_ == first.tag_:
        return _Step(first)
    return _up(first, cls, operators)
