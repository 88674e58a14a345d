"""Arguments a noun that tells an event takes from around it: from the light verb above, the noun beside, the clause it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.events.forms import is_verbal, lemma, words
from kg.extract.events.syntax import Argument
from kg.extract.events.triggers import Scene, Trigger

__all__ = ["PLACE_SLOTS", "lent_arguments"]

PLACE_SLOTS = frozenset({"in", "at", "near", "outside", "inside", "on", "across", "around", "throughout", "off"})
# Nouns after which the clause's subject is whoever met, went or spoke: "after a visit to Oslo, she said …".
OCCASIONS = words("Meeting Movement Communication")
OCCASION_PREPOSITIONS = words("in during after following before at on for from since upon")
# What a coordinated noun shares with the one before it: "the abuse and murder of two girls".
SHARED = words("of by against on")
# Classes of acts of those in charge, and verbs that tell what they do with them.
ACTS = words("Order Legislation Charge Investigation Sanction Aid Deployment Layoff")
HANDLING = words(
    "authorize authorise call cancel continue drop ease end expand extend file halt implement introduce lift loosen plan "
    "prepare propose pursue renew resume stop suspend table tighten unseal use withdraw"
)
# Verdicts name who did the deed.
VERDICTS = words("Charge Conviction")


def lent_arguments(scene: Scene, trigger: Trigger) -> Iterator[Argument]:
    """All arguments of a noun that stand on other words; each names its rule."""
    token = trigger.token
    yield from _light(scene, token)
    yield from _struck(scene, token)
    yield from _shared(scene, token)
    yield from _of_clause(scene, trigger)
    yield from _handled(scene, trigger)


def _light(scene: Scene, token: Token) -> Iterator[Argument]:
    """Arguments of the light verb above a noun, and of the verb that says the noun's event came about."""
    found = scene.light_kind(token)
    if found is not None:
        verb, kind = found
        for a in scene.grammar.arguments(verb):
            if a.slot == "subject":
                yield Argument("subject" if kind == "doing" else "object", a.token, "light-" + a.rule)
            elif a.slot == "indirect-object":
                yield Argument("to", a.token, "light-indirect-object")
            elif a.slot not in {"object", "clause", "by"} and a.token != token:
                yield Argument(a.slot, a.token, "light-preposition")
    elif token.dep_ in {"nsubj", "nsubjpass"} and is_verbal(token.head) and scene.lexicon.happening(token.head):
        for a in scene.grammar.arguments(token.head):
            if a.slot in PLACE_SLOTS or a.slot in {"between", "against"}:
                yield Argument(a.slot, a.token, "happening")


def _struck(scene: Scene, token: Token) -> Iterator[Argument]:
    """ "Typhoon Ana battered Luzon", "the quake continues to shake the island": where the event is felt."""
    while token.dep_ in {"compound", "nmod"} and token.i < token.head.i:
        token = token.head  # the noun before the storm's name
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return
    for verb in (token.head, *(c for c in token.head.children if c.dep_ in {"xcomp", "conj"} and is_verbal(c))):
        if scene.lexicon.striking(verb):
            for a in scene.grammar.arguments(verb):
                entity = scene.ws.entity_at(a.token)
                if entity is not None and "Place" in scene.lineage(entity.cls) and a.slot in {"object", *PLACE_SLOTS}:
                    yield Argument("in", a.token, "struck")


def _shared(scene: Scene, token: Token) -> Iterator[Argument]:
    """ "the abuse and murder of two girls": what hangs on one of two coordinated nouns and stands behind both."""
    for other in token.conjuncts:
        if is_verbal(other) or any(c.dep_ in {"prep", "agent"} for c in token.children):
            continue
        for a in scene.grammar.arguments(other):
            behind = a.slot in SHARED and a.token.i > max(other.i, token.i) and abs(other.i - token.i) <= 3
            before = a.slot == "possessive" and a.token.i < other.i < token.i and not _determined(token)
            if behind or before:
                yield Argument(a.slot, a.token, "shared")


def _handled(scene: Scene, trigger: Trigger) -> Iterator[Argument]:
    """ "The city lifted its curfew": who proposes, extends or ends an act of authority is whose act it is."""
    token = trigger.token
    if token.dep_ != "dobj" or ACTS.isdisjoint(scene.lineage(trigger.cls)) or lemma(token.head) not in HANDLING:
        return
    if token.head.i in scene.triggers or scene.light(token) is not None:
        return
    if {"possessive", "by"} & {a.slot for a in scene.grammar.arguments(token) if a.token.pos_ != "PRON"}:
        return
    for found, _ in scene.grammar.subjects(token.head):
        yield Argument("subject", found, "handled")


def _determined(token: Token) -> bool:
    return any(c.dep_ in {"poss", "det"} for c in token.children)


def _of_clause(scene: Scene, trigger: Trigger) -> Iterator[Argument]:
    """What the clause around a noun says of it: who speaks after their visit, who is convicted of the murder."""
    token = trigger.token
    head = token
    while head.dep_ == "conj" and not is_verbal(head.head):
        head = head.head
    if head.dep_ != "pobj" or head.head.dep_ != "prep" or not is_verbal(head.head.head):
        return
    verb = head.head.head
    other = scene.triggers.get(verb.i)
    if other is not None and other.cls == "Conviction" and trigger.cls not in VERDICTS:
        for a in scene.grammar.arguments(verb):
            if a.slot == "object":
                yield Argument("subject", a.token, "verdict")
        return
    if head.head.lower_ == "at" and trigger.cls in {"Appeal", "Order"}:
        return  # "at the request of the crew": asked by others
    if head.head.lower_ not in OCCASION_PREPOSITIONS or OCCASIONS.isdisjoint(scene.lineage(trigger.cls)):
        return
    own = {a.slot for a in scene.grammar.arguments(token)}
    if own & {"possessive", "by", "between", "among", "compound", "adjective"}:
        return
    for a in scene.grammar.arguments(verb):
        if a.slot == "subject" or a.rule.startswith("passive-subject"):
            yield Argument("subject", a.token, "occasion")
