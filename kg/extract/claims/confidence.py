"""Confidence: how sure an event is, from what speaks for it."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.claims.operators import is_verbal
from kg.extract.draft import EventDraft, Workspace
from kg.model import Factuality

__all__ = ["rate_events"]


def rate_events(doc: Doc, ws: Workspace) -> None:
    """Scale each event's confidence, as the event reader left it, by its mentions, roles and factuality."""
    for event in ws.events:
        event.confidence = min(1.0, max(0.05, event.confidence * _support(doc, event)))


def _support(doc: Doc, event: EventDraft) -> float:
    """Between 0.35 and 1: mentions by verbs, several mentions, filled roles and a date speak for an event."""
    heads = [doc[start:end].root for start, end in event.triggers]
    support = 0.55
    support += 0.15 * any(is_verbal(h) for h in heads)
    support += 0.1 * (len(heads) > 1)
    support += 0.1 * min(2, len({r.role for r in event.roles}))
    support += 0.05 * (event.date is not None)
    if not event.roles:
        support -= 0.15
    if event.factuality is not Factuality.ACTUAL:
        support -= 0.05
    return support
