"""Factuality: whether the article tells an event as having happened, denied, possible or lying ahead.

Each mention is judged by the operators above it in the parse, from the inside out (in the manner of De Facto:
Saurí & Pustejovsky, "Are you sure that this happened?", Computational Linguistics 38(2), 2012); then the
mentions of one event are weighed against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.claims.operators import Operators, combine, is_verbal
from kg.extract.draft import EventDraft, Workspace
from kg.model import Factuality

__all__ = ["Verdict", "judge_events", "judge_mention", "plan_ahead"]

_NOBODY = frozenset(("no", "none", "nobody", "neither", "zero"))
_NOT_NEGATING = frozenset(("only", "just", "merely", "solely"))
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "acl", "csubj", "csubjpass"))
_OBJECTS = frozenset(("dobj", "nsubjpass", "obj"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """One mention's factuality; `told` where a clause asserts or an operator decides it, not a noun alone."""

    factuality: Factuality
    told: bool


def judge_events(doc: Doc, ws: Workspace, operators: Operators) -> None:
    """Set `factuality` of all events of the workspace."""
    for event in ws.events:
        verdicts = [judge_mention(doc[start:end].root, event.cls, operators) for start, end in event.triggers]
        event.factuality = _weigh(verdicts)
    for event in ws.events:
        _by_speech_act(doc, ws, event)


def plan_ahead(ws: Workspace) -> None:
    """Events dated after publication are planned. Call once dates are set."""
    for event in ws.events:
        if event.factuality is Factuality.ACTUAL and _lies_ahead(event, ws):
            event.factuality = Factuality.PLANNED


def _weigh(verdicts: list[Verdict]) -> Factuality:
    """An assertion counts most, an operator next; a bare noun ("the attack") says nothing against either."""
    told = [v.factuality for v in verdicts if v.told]
    if Factuality.ACTUAL in told or not told:
        return Factuality.ACTUAL
    return max(dict.fromkeys(told), key=told.count)


def _by_speech_act(doc: Doc, ws: Workspace, speech: EventDraft) -> None:
    """What an order, appeal or threat is about lies ahead, and what a denial is about is denied, unless told otherwise."""
    kind = next((k for k in ("Order", "Appeal", "Threat", "Denial") if ws.ontology.is_a(speech.cls, k)), None)
    if kind is None:
        return
    for role in speech.roles:
        event = role.filler
        if role.role != "about" or not isinstance(event, EventDraft) or event.factuality is not Factuality.ACTUAL:
            continue
        heads = [doc[s:e].root for s, e in event.triggers]
        if all(_is_open(h) for h in heads) and all(h.sent == doc[speech.head].sent for h in heads):
            event.factuality = Factuality.NEGATED if kind == "Denial" else Factuality.PLANNED


def _is_open(head: Token) -> bool:
    """Whether a mention is an infinitive or gerund, which asserts nothing by itself."""
    return head.tag_ in ("VB", "VBG") and not any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children)


def _lies_ahead(event: EventDraft, ws: Workspace) -> bool:
    if event.date is None or ws.today is None:
        return False
    return event.date.iso > ws.today.isoformat()[: len(event.date.iso)]


def judge_mention(token: Token, cls: str, operators: Operators) -> Verdict:
    """The factuality that the words around one mention of an event of class `cls` give to it."""
    found, told = Factuality.ACTUAL, is_verbal(token) and token.tag_ not in ("VB", "VBG")
    current, steps = token, 0
    passes = True  # whether negation, tense and modals of `current` hold for the event
    while steps < 12:
        steps += 1
        if passes:
            for effect in _around(current, operators, event=current == token):
                found, told = combine(found, effect), True
        step = _up(current, cls, operators)
        if step is None:
            break
        governor, effect, goes_on = step
        if effect is not None:
            told = told or effect is not Factuality.ACTUAL or is_verbal(token)
            found = combine(found, effect)
        if not goes_on:
            break
        told = told or is_verbal(governor)
        current, passes = governor, True
    return Verdict(found, told)


def _around(word: Token, operators: Operators, event: bool) -> list[Factuality]:
    """The effects of what stands with a word: negation, modals, adverbs, adjectives, conjunctions, "no"."""
    effects: list[Factuality] = []
    negated = False
    for child in word.children:
        dep = child.dep_
        if dep == "neg" or child.lower_ in ("not", "n't", "never"):
            negated = negated or not any(
                c.lower_ in _NOT_NEGATING for c in (child.nbor(1),) if child.i + 1 < len(word.doc)
            )
        elif dep == "aux":
            modal = operators.of("modal", child)
            if modal is not None and is_verbal(word):
                past = any(c.lower_ in ("have", "'ve", "’ve") and c.dep_ == "aux" for c in word.children)
                effects.append(
                    Factuality.POSSIBLE if past and modal is Factuality.PLANNED and child.lower_ != "will" else modal
                )
        elif dep in ("advmod", "npadvmod", "preconj", "cc"):
            effect = operators.of("adverb", child)
            if effect is Factuality.NEGATED:
                negated = True
            elif effect is not None and dep == "advmod":
                effects.append(effect)
        elif dep == "mark":
            effect = operators.of("conjunction", child)
            if effect is not None:
                effects.append(effect)
        elif dep == "amod" and not is_verbal(word):
            modified = operators.effect(child, "modified", word, "")
            if modified is not None:
                effects.append(modified)
        elif dep == "det" and child.lower_ in _NOBODY:
            negated = True
        elif dep in ("nsubj", "nsubjpass") or (dep == "dobj" and event):
            negated = negated or _is_nobody(child)
    if word.dep_ == "pobj" and operators.of("preposition", word.head) is not None:
        effects.append(Factuality.NEGATED)
    if word.dep_ == "pcomp" and operators.of("preposition", word.head) is not None:
        effects.append(Factuality.NEGATED)
    return [Factuality.NEGATED] if negated else effects


def _is_nobody(noun: Token) -> bool:
    return noun.lower_ in _NOBODY or any(
        c.dep_ in ("det", "neg", "advmod") and c.lower_ in _NOBODY for c in noun.children
    )


def _up(word: Token, cls: str, operators: Operators) -> tuple[Token, Factuality | None, bool] | None:
    """The word that governs `word`, what it makes of the event, and whether to go on above it; None at the top."""
    head, dep = word.head, word.dep_
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in word.children)
    if head == word:
        # A headline's future: "Minister to resign".
        return (word, Factuality.PLANNED, False) if infinitive and word.tag_ == "VB" else None
    if dep == "conj":
        return _conjunct(word, cls, operators)
    if dep in _COMPLEMENTS or (dep == "advcl" and infinitive):
        effect = operators.effect(head, "clause", word, cls)
        if effect is None and dep in ("ccomp",) and _parenthetical(word, head):
            return None
        if effect is None and dep == "ccomp" and any(c.dep_ == "neg" for c in head.children):
            return head, Factuality.POSSIBLE, False
        if effect is None and head.lemma_ == "go" and head.tag_ == "VBG" and infinitive:
            return head, Factuality.PLANNED, True
        if effect is None:
            if infinitive and (dep == "acl" or dep == "advcl"):
                return head, Factuality.PLANNED, False
            return None
        return head, effect, True
    if dep in _OBJECTS or (dep in ("nsubj", "attr") and is_verbal(head)):
        if dep in _OBJECTS:
            effect = operators.effect(head, "object", word, cls)
            if effect is not None:
                return head, effect, True
        if head.lemma_ in (operators.happening if dep == "nsubj" else operators.light) or (
            dep == "nsubjpass" and head.lemma_ in operators.light
        ):
            return head, None, True
        return None
    if dep in ("pobj", "pcomp"):
        preposition, governor = head, head.head
        effect = operators.effect(governor, preposition.lower_, word, cls)
        return None if effect is None else (governor, effect, True)
    if dep == "compound":
        effect = operators.effect(head, "compound", word, cls)
        return None if effect is None else (head, effect, True)
    if dep == "advcl" and word.tag_ == "VBG" and word.i > head.i and not any(c.dep_ == "mark" for c in word.children):
        return head, None, True  # "would attack the town, killing many"
    return None


def _parenthetical(word: Token, head: Token) -> bool:
    return head.i > word.i and word.left_edge.i == head.sent.start


def _conjunct(word: Token, cls: str, operators: Operators) -> tuple[Token, Factuality | None, bool] | None:
    """A conjunct stands where the first one stands; it shares its auxiliaries only where it has none of its own."""
    first = word.head
    own = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "det") for c in word.children)
    if not own and is_verbal(word) == is_verbal(first) and word.tag_ == first.tag_:
        return first, None, True
    return _up(first, cls, operators)
