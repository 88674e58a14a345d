"""Arrows between events: part of, caused by, in response to, after; and the roles that pass along them."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.draft import EventDraft
from kg.extract.events.syntax import is_verbal, lemma
from kg.extract.events.triggers import Scene

__all__ = ["add_links", "share_roles"]

PARTS = frozenset({"Death", "Killing", "Injury", "Destruction"})
WHOLES = frozenset({"Attack", "Accident", "Disaster", "Clash", "Protest", "Outbreak"})


def add_links(scene: Scene, events: list[EventDraft], by_token: dict[int, EventDraft]) -> None:
    """Fill `links` of all events."""
    for event in events:
        for start, end in list(event.triggers):
            for i in range(start, end):
                if by_token.get(i) is event:
                    _explicit(scene, event, scene.doc[i], by_token)
    for event in events:
        if event.cls in PARTS and not any(p == "subEventOf" for p, _, _ in event.links):
            whole = _whole(scene, event, by_token)
            if whole is not None:
                _link(event, "subEventOf", *whole)


def _link(event: EventDraft, prop: str, other: EventDraft, confidence: float) -> None:
    if other is not event and not any(p == prop and e is other for p, e, _ in event.links):
        event.links.append((prop, other, confidence))


def _explicit(scene: Scene, event: EventDraft, token: Token, by_token: dict[int, EventDraft]) -> None:
    """Links that words say: "in response to", "in retaliation for", "after", "following", "caused by"."""
    for child in token.children:
        if child.dep_ not in {"prep", "advcl", "agent", "pcomp", "mark"}:
            continue
        word = child.lower_
        if word == "in":
            for noun in child.children:
                if lemma(noun) in {"response", "retaliation", "reaction", "reply", "revenge", "protest"}:
                    for other in _below(noun, by_token):
                        _link(event, "inResponseTo", other, 0.8)
        elif word in {"after", "following"}:
            for other in _below(child, by_token):
                _link(event, "after", other, 0.7)
        elif word in {"over"} and event.cls in {"Protest", "Resignation"}:
            for other in _below(child, by_token):
                _link(event, "inResponseTo", other, 0.6)
        elif word == "due" or word == "because":
            for other in _below(child, by_token):
                _link(event, "causedBy", other, 0.6)
        elif child.dep_ == "advcl" and any(m.lower_ == "after" for m in child.children if m.dep_ in {"mark", "prep"}):
            if child.i in by_token:
                _link(event, "after", by_token[child.i], 0.6)
    if lemma(token) in {"cause", "trigger"}:
        return
    governor = token.head
    if token.dep_ == "dobj" and is_verbal(governor) and lemma(governor) in {"cause", "trigger", "spark", "prompt"}:
        for subject, _ in scene.grammar.subjects(governor):
            if subject.i in by_token:
                _link(event, "causedBy", by_token[subject.i], 0.7)


def _below(token: Token, by_token: dict[int, EventDraft]) -> list[EventDraft]:
    found: list[EventDraft] = []
    queue = list(token.children)
    while queue:
        t = queue.pop(0)
        if t.i in by_token:
            found.append(by_token[t.i])
        else:
            queue += list(t.children)
    return found[:1]


def _whole(scene: Scene, event: EventDraft, by_token: dict[int, EventDraft]) -> tuple[EventDraft, float] | None:
    """The attack, accident or disaster a death or damage belongs to: in the sentence, else the article's nearest before."""
    for start, _ in sorted(event.triggers):
        sent = scene.doc[start].sent
        near = [by_token[t.i] for t in sent if t.i in by_token and by_token[t.i].cls in WHOLES]
        if near:
            return near[0], 0.7
    first = min(event.triggers)[0]
    before = [e for e in by_token.values() if e.cls in WHOLES and min(e.triggers)[0] < first]
    if before:
        main = max(set(before), key=lambda e: (len(e.triggers), -min(e.triggers)[0]))
        return main, 0.45
    return None


def share_roles(scene: Scene, events: list[EventDraft]) -> None:
    """A part happens where its whole does, and whoever made the attack did what came of it."""
    for event in events:
        for prop, whole, confidence in event.links:
            if prop != "subEventOf":
                continue
            if not event.fillers("place"):
                for r in list(whole.roles):
                    if r.role == "place":
                        event.add_role("place", r.filler, r.token, "of-whole", round(0.6 * confidence, 3))
            if event.cls in {"Killing", "Injury"} and whole.cls == "Attack":
                if not event.fillers("agent"):
                    for r in list(whole.roles):
                        if r.role == "agent":
                            event.add_role("agent", r.filler, r.token, "of-whole", round(0.6 * confidence, 3))
