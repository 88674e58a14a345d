"""Narrative time: events told one after another, without a day of their own, happen on the day told last.

In a report of an incident the past tense moves the story on within one day until another day is named (the
"narrative progression" of Kamp & Rohrer 1983); states, summaries and what lies further back are not told so.
"""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Doc, Token

from kg.extract.claims.operators import is_verbal
from kg.extract.draft import EventDraft, TimeDraft, Workspace
from kg.extract.times.tense import NOUN_MODIFIERS
from kg.model import Factuality, PartialDate

__all__ = ["follow"]

# The families whose events make up the story of an incident; decisions, statements and deals are told more freely.
_STORY = ("Conflict", "Harm", "Movement", "Incident", "Aid")
_RECENT = 60  # days before publication
_PERFECT = frozenset(("had", "has", "have", "'d", "'ve", "’d", "’ve"))


def follow(doc: Doc, ws: Workspace) -> None:
    """Date events of the body that the text leaves undated from the one told before them."""
    said_on: dict[int, tuple[int, PartialDate]] = {}
    sentence_of = _sentence_numbers(doc)
    day: PartialDate | None = None
    families = {i: _family(ws, e) for e in ws.events for s, t in e.triggers for i in range(s, t)}
    days = [(t.start, t.date) for t in ws.times if t.date is not None and _moves_story(doc, ws, t, families)]
    for head, event in _in_order(doc, ws):
        while days and days[0][0] < head.i:
            day = days.pop(0)[1]
        family = families[head.i]
        if event.date is None and family == "speech":
            _same_speaker(event, sentence_of[head.i], said_on)
        elif event.date is None and day is not None and family == "story" and _goes_on(doc, ws, head, event):
            event.date, event.date_rule = day, "story"
        if event.date is None or not is_verbal(head) or event.factuality is not Factuality.ACTUAL:
            continue
        if family == "speech" and event.date.datatype == "date" and _dated_here(doc, ws, head, event):
            said_on |= {id(f): (sentence_of[head.i], event.date) for f in event.fillers("agent")}
        elif family == "story" and _recent(ws, event.date):
            day = event.date
        elif family == "other":
            day = None  # the story of the incident is left for what came of it


def _family(ws: Workspace, event: EventDraft) -> str:
    if ws.ontology.is_a(event.cls, "Communication"):
        return "speech"
    return "story" if any(ws.ontology.is_a(event.cls, c) for c in _STORY) else "other"


def _moves_story(doc: Doc, ws: Workspace, time: TimeDraft, families: dict[int, str]) -> bool:
    """Whether an expression says when a clause of the body takes place that reports no words."""
    if time.date is None or not time.anchor or not _recent(ws, time.date):
        return False
    token = doc[time.start : time.end].root
    if token.dep_ in NOUN_MODIFIERS:
        return False
    while not is_verbal(token) and token.head != token:
        if token.dep_ in ("relcl", "acl"):
            return False
        token = token.head
    return is_verbal(token) and token.tag_ == "VBD" and families.get(token.i, "story") == "story"


def _dated_here(doc: Doc, ws: Workspace, verb: Token, event: EventDraft) -> bool:
    """Whether the sentence that a verb heads tells its event's day itself."""
    main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    sentence = verb.sent
    return main and any(
        t.date == event.date
        and sentence.start <= t.start < sentence.end
        and doc[t.start : t.end].root.dep_ not in NOUN_MODIFIERS
        for t in ws.times
    )


def _recent(ws: Workspace, date: PartialDate) -> bool:
    """Whether a date is a day, and news, not history."""
    if date.datatype != "date":
        return False
    return ws.today is None or 0 <= (ws.today - dt.date.fromisoformat(date.iso)).days <= _RECENT


def _in_order(doc: Doc, ws: Workspace) -> list[tuple[Token, EventDraft]]:
    """Each mention in the body, with its event."""
    mentions = [(doc[s:e].root, event) for event in ws.events for s, e in event.triggers if s >= ws.title_end]
    return sorted(mentions, key=lambda m: m[0].i)


def _sentence_numbers(doc: Doc) -> list[int]:
    numbers: list[int] = []
    for number, sentence in enumerate(doc.sents):
        numbers += [number] * len(sentence)
    return numbers


def _same_speaker(event: EventDraft, sentence: int, said_on: dict[int, tuple[int, PartialDate]]) -> None:
    """ "She also said …", in the next sentence at most, was said on the same day."""
    for speaker in event.fillers("agent"):
        if id(speaker) in said_on and sentence - said_on[id(speaker)][0] <= 4:
            event.date, event.date_rule = said_on[id(speaker)][1], "speaker"
            return


def _goes_on(doc: Doc, ws: Workspace, head: Token, event: EventDraft) -> bool:
    if event.factuality is not Factuality.ACTUAL or head.tag_ not in ("VBD", "VBN", "VBG") or head.dep_ == "pcomp":
        return False
    if any(c.lower_ in _PERFECT for c in head.children if c.dep_ in ("aux", "auxpass")):
        return False
    return not _in_quotation(doc, head) and not _timed(ws, head)


def _in_quotation(doc: Doc, token: Token) -> bool:
    marks = [t.text for t in doc[token.sent.start : token.i] if t.text in ('"', "“", "”")]
    return marks.count('"') % 2 == 1 or marks.count("“") > marks.count("”")


def _timed(ws: Workspace, head: Token) -> bool:
    """Whether the clause says when, be it as vaguely as "last week" or "in the 1990s"."""
    low, high = head.left_edge.i, head.right_edge.i
    return any(low <= t.start <= high for t in ws.times if t.anchor)
