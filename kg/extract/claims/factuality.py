"""Factuality: whether the article tells an event as having happened, denied, possible or lying ahead.

Each mention is judged by what stands around it (`kg.extract.claims.mention`); then the mentions of one event are
weighed against each other, and against what the speech acts about it and its date say.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.claims.mention import Verdict, judge_mention
from kg.extract.claims.operators import Operators
from kg.extract.draft import EventDraft, Workspace
from kg.model import Factuality

__all__ = ["judge_events", "plan_ahead"]


def judge_events(doc: Doc, ws: Workspace, operators: Operators) -> None:
    """Set `factuality` of all events of the workspace."""
    for event in ws.events:
        verdicts = [judge_mention(doc[start:end].root, event.cls, operators) for start, end in event.triggers]
        event.factuality = _weigh(verdicts)
    for event in ws.events:
        _by_speech_act(doc, ws, event, operators)


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


def _by_speech_act(doc: Doc, ws: Workspace, speech: EventDraft, operators: Operators) -> None:
    """What an order, appeal or threat is about lies ahead, and what a denial is about is denied, unless told otherwise."""
    kind = next((k for k in ("Order", "Appeal", "Threat", "Denial") if ws.ontology.is_a(speech.cls, k)), None)
    if kind is None:
        return
    for role in speech.roles:
        event = role.filler
        if (
            role.role != "about"
            or ws.ontology.is_a(role.filler.cls, "Incident")
            or not isinstance(event, EventDraft)
            or event.factuality is not Factuality.ACTUAL
        ):
            continue
        heads = [doc[s:e].root for s, e in event.triggers]
        if any(operators.effect(doc[speech.head], "clause", h, event.cls) is Factuality.ACTUAL for h in heads):
            continue  # "persuaded them to leave": they did
        if all(_is_open(h) for h in heads) and all(h.sent == doc[speech.head].sent for h in heads):
            event.factuality = Factuality.NEGATED if kind == "Denial" else Factuality.PLANNED


def _is_open(head: Token) -> bool:
    """Whether a mention is an infinitive or gerund, which asserts nothing by itself."""
    return head.tag_ in ("VB", "VBG") and not any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children)


def _lies_ahead(event: EventDraft, ws: Workspace) -> bool:
    if event.date is None or ws.today is None:
        return False
    return event.date.iso > ws.today.isoformat()[: len(event.date.iso)]
