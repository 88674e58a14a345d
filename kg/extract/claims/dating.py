"""Dates: gives events the time expressions that the parse, or the flow of the text, ties to them.

An expression dates what governs it ("Friday's attack", "was killed on Friday"), and what that clause tells
besides without a time of its own ("On Friday rebels attacked the town, killing two"). Parts share the date of
their whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.claims.narrative import follow
from kg.extract.claims.operators import Operators, is_verbal
from kg.extract.draft import EventDraft, TimeDraft, Workspace
from kg.model import Factuality

__all__ = ["date_events"]

_NOUN_MODIFIERS = frozenset(("poss", "compound", "nmod", "amod", "nummod"))
_NOT_AT = frozenset(("before", "after", "by", "ahead", "than", "prior", "following"))
_AT = frozenset(("in", "during", "at", "on"))
_UNTIL = frozenset(("until", "till", "through"))
_OF_TIME = frozenset(
    ("before", "after", "when", "while", "since", "until", "as", "because", "if", "although", "though", "once")
)
_SHORT = ("Attack", "Clash", "Accident")


@dataclass(frozen=True, slots=True)
class _Dating:
    """A time expression's claim on an event; the strongest wins, then the most precise, then the first."""

    time: TimeDraft
    strength: int
    until: bool

    @property
    def rank(self) -> tuple[int, int, int]:
        return (-self.strength, -len(self.time.date.iso if self.time.date else ""), self.time.start)


def date_events(doc: Doc, ws: Workspace, operators: Operators) -> None:
    """Set `date` and `end_date` of all events of the workspace that the text dates."""
    at: dict[int, EventDraft] = {}
    for event in ws.events:
        for start, end in event.triggers:
            for i in range(start, end):
                at.setdefault(i, event)
    clauses = _Clauses(doc, ws, at, operators)
    claims: dict[int, list[_Dating]] = {}
    for time in ws.times:
        if time.anchor and (time.date is not None or time.end_date is not None):
            for event, dating in clauses.dated_by(time):
                claims.setdefault(id(event), []).append(dating)
    for event in ws.events:
        _settle(event, claims.get(id(event), []))
    for _ in range(2):
        _share(ws)
    follow(doc, ws)
    _share(ws)


def _settle(event: EventDraft, claims: list[_Dating]) -> None:
    starts = sorted((c for c in claims if not c.until and c.time.date is not None), key=lambda c: c.rank)
    if starts:
        best = starts[0].time
        for claim in starts[1:]:
            # "the 2019 election … was held on Monday": the year is told again, and more exactly
            if best.date and claim.time.date and claim.time.date.iso.startswith(best.date.iso + "-"):
                best = claim.time
        event.date, event.end_date = best.date, best.end_date
    ends = [c for c in claims if c.until]
    if ends and event.end_date is None and event.date is not None:
        event.end_date = ends[0].time.date


def _share(ws: Workspace) -> None:
    """A part happens when its whole does, and what was done by an event happens with it.

    A whole takes its date from a part only where it is short: a quake's dead are counted for days.
    """
    for event in ws.events:
        if event.factuality is Factuality.NEGATED:
            continue
        for prop, whole, _ in event.links:
            if prop == "subEventOf":
                _inherit(event, whole)
                if any(ws.ontology.is_a(whole.cls, c) for c in _SHORT):
                    _inherit(whole, event)
        for role in event.roles:
            if role.role == "instrument" and isinstance(role.filler, EventDraft):
                _inherit(event, role.filler)
                _inherit(role.filler, event)


def _inherit(event: EventDraft, other: EventDraft) -> None:
    if event.date is None and other.date is not None:
        event.date, event.end_date = other.date, other.end_date


class _Clauses:
    """Finds the events that a time expression dates."""

    def __init__(self, doc: Doc, ws: Workspace, at: dict[int, EventDraft], operators: Operators) -> None:
        self.doc, self.ws, self.at, self.operators = doc, ws, at, operators
        self.timed = {i for t in ws.times if t.anchor for i in range(t.start, t.end)}

    def speaks(self, event: EventDraft) -> bool:
        return self.ws.ontology.is_a(event.cls, "Communication")

    def dated_by(self, time: TimeDraft) -> Iterator[tuple[EventDraft, _Dating]]:
        root = self.doc[time.start : time.end].root
        preposition = root.head.lower_ if root.dep_ in ("pobj", "pcomp") else ""
        if (
            root.dep_ == "pobj"
            and root.head.dep_ == "prep"
            and preposition == "of"
            and root.head.head.lower_ in ("as",)
        ):
            preposition = "as of"
        if preposition in _NOT_AT:
            return
        if preposition == "as of" or (root.dep_ == "pobj" and root.head.head.lemma_ == "report"):
            # "As of Friday, ten had died, according to …": the day of the report, not of what it reports.
            reports = list(self._reports(root))
            if reports:
                yield from ((e, _Dating(time, 3, False)) for e in reports)
                return
            for event, strength in self.governed(root):
                if not self.speaks(event):
                    yield event, _Dating(time, strength - 1, False)
            return
        until = preposition in _UNTIL
        for event, strength in self.governed(root):
            yield event, _Dating(time, strength, until)

    def _reports(self, root: Token) -> Iterator[EventDraft]:
        for token in root.sent:
            event = self.at.get(token.i)
            if event is not None and token.lemma_.lower() in ("accord", "according"):
                yield event

    def governed(self, root: Token) -> Iterator[tuple[EventDraft, int]]:
        node, weaker = root, 0
        speech = self._speech_before(root)
        if speech is not None:
            yield speech, 4
            return
        if root.dep_ in _NOUN_MODIFIERS and not is_verbal(root.head):
            found = self._modified(root)
            if found is not None:
                yield found, 4
                return
            # "during Monday's session they protested"; and what the parser took for one name: "Sunday Marine One landed"
            node, weaker = root.head, 1
            if root.dep_ == "poss" and (node.dep_ != "pobj" or node.head.lower_ not in _AT):
                return
        while node.head != node:
            node = node.head
            if is_verbal(node):
                claims = list(self._clause(node, root))
                if claims or node.dep_ not in ("acl", "advcl") or node.tag_ not in ("VBG", "VBN"):
                    yield from ((e, s - weaker) for e, s in claims)
                    return
            elif node.i in self.at:
                yield self.at[node.i], 4 - weaker
                return
            elif node.dep_ == "relcl":
                return
        if node.i in self.at:
            yield self.at[node.i], 3
        elif not is_verbal(node):
            # No verb at all, as in headlines and fragments: the event nouns beside it.
            for child in node.children:
                if child.i in self.at and child.i != root.i:
                    yield self.at[child.i], 2

    def _speech_before(self, root: Token) -> EventDraft | None:
        """ "Police said on Monday they believe …": a day right after a verb of speaking is the day of speaking."""
        start = root.left_edge.i - (1 if root.dep_ == "pobj" and root.head.i == root.left_edge.i - 1 else 0)
        verb = self.doc[start - 1] if start > root.sent.start else root
        event = self.at.get(verb.i)
        return event if event is not None and is_verbal(verb) and self.speaks(event) else None

    def _modified(self, root: Token) -> EventDraft | None:
        """ "Friday's attack", "the 2015 general election": the noun, or another noun on the way to it."""
        if root.head.i in self.at:
            return self.at[root.head.i]
        for token in self.doc[root.i + 1 : min(root.i + 6, root.sent.end)]:
            if (
                token.i in self.at
                and not is_verbal(token)
                and not any(t.is_punct for t in self.doc[root.i + 1 : token.i])
            ):
                return self.at[token.i]
            if token.pos_ not in ("NOUN", "PROPN", "ADJ", "PART", "NUM"):
                break
        return None

    def _clause(self, verb: Token, root: Token) -> Iterator[tuple[EventDraft, int]]:
        event = self.at.get(verb.i)
        if event is not None:
            yield event, 4
        elif verb.dep_ in ("acl", "relcl") and verb.head.i in self.at:
            yield self.at[verb.head.i], 3  # "a letter published on Friday"
            return
        yield from ((e, 3) for e in self._arguments(verb) if e is not event)
        for below in self._dependent_clauses(verb, root):
            found = self.at.get(below.i)
            if found is not None and found is not event:
                yield found, 3
            yield from ((e, 2) for e in self._arguments(below) if e is not found)

    def _arguments(self, verb: Token) -> Iterator[EventDraft]:
        """Event nouns of a verb that only says that they happened, or that is no event itself."""
        event = self.at.get(verb.i)
        lemma = verb.lemma_.lower()
        light = lemma in self.operators.light or lemma in self.operators.happening
        if event is not None and not light:
            return
        for child in verb.children:
            if child.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and child.i in self.at and not is_verbal(child):
                if child.dep_ == "nsubj" and not (lemma in self.operators.happening or lemma == "be" or event is None):
                    continue
                yield self.at[child.i]

    def _dependent_clauses(self, verb: Token, root: Token) -> Iterator[Token]:
        """Clauses told along with `verb`'s: participles, infinitives, and coordinated ones after a day told first."""
        event = self.at.get(verb.i)
        speaks = event is not None and self.speaks(event)
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("by", "in") and not speaks:
                yield from (c for c in child.children if c.dep_ == "pcomp" and not self._has_own_time(c, root))
            elif self._told_along(child, root, speaks) and not self._has_own_time(child, root):
                yield child
                yield from self._dependent_clauses(child, root)

    @staticmethod
    def _told_along(clause: Token, root: Token, speaks: bool) -> bool:
        dep, tag = clause.dep_, clause.tag_
        if dep == "conj":
            shares_subject = not any(c.dep_ == "nsubj" for c in clause.children)
            return clause.i > root.i and (root.i < clause.head.i or shares_subject)
        if speaks:
            return False
        if dep == "advcl":
            marked = any(c.dep_ in ("mark", "advmod") and c.lower_ in _OF_TIME for c in clause.children)
            return tag in ("VBG", "VBN") and not marked
        return dep == "xcomp" or (dep == "ccomp" and tag in ("VBN", "VB"))  # "tried to have him released"

    def _has_own_time(self, clause: Token, root: Token) -> bool:
        return any(t.i in self.timed and t.i != root.i for t in clause.subtree)
