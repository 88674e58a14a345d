"""Attribution: on whose word the article tells an event.

An event is somebody's word where a statement reports it as news in a clause of its own; what the article also
tells by itself, or only takes up as known ("the crash"), is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.claims.operators import is_verbal
from kg.extract.draft import EntityDraft, EventDraft, Workspace

__all__ = ["attribute_events"]


def attribute_events(doc: Doc, ws: Workspace) -> None:
    """Set `attributed_to` of the events that statements report."""
    reports = [_Report(doc, e) for e in ws.events if ws.ontology.is_a(e.cls, "Statement")]
    reported: dict[int, list[_Report]] = {}
    for report in reports:
        for i in report.tokens:
            reported.setdefault(i, []).append(report)
    for event in ws.events:
        _attribute(doc, ws, event, reported)


def _attribute(doc: Doc, ws: Workspace, event: EventDraft, reported: dict[int, list[_Report]]) -> None:
    sources: list[EntityDraft] = []
    for start, end in event.triggers:
        head = doc[start:end].root
        mine = [r for r in reported.get(head.i, ()) if r.speech is not event]
        news = _is_news(head)
        if not mine:
            if news and head.i >= ws.title_end and is_verbal(head):
                return  # the article says so itself
            continue
        if news:
            for report in mine:
                sources += [s for s in report.sources if all(s is not x for x in sources)]
    agents = {id(f) for f in event.fillers("agent")} if ws.ontology.is_a(event.cls, "Statement") else set()
    event.attributed_to = [s for s in sources if id(s) not in agents]


def _is_news(head: Token) -> bool:
    """Whether a mention tells its event, rather than taking it up: a verb, or an indefinite noun of a light verb."""
    if is_verbal(head):
        return head.dep_ not in ("amod", "relcl", "acl") or head.tag_ != "VBN"
    if head.dep_ in ("dobj", "nsubjpass", "attr", "nsubj") and is_verbal(head.head):
        definite = any(c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "poss" for c in head.children)
        return not definite
    return False


class _Report:
    """A statement: who makes it, and the tokens of what it says."""

    def __init__(self, doc: Doc, speech: EventDraft) -> None:
        self.speech = speech
        self.sources = [f for f in speech.fillers("agent") if isinstance(f, EntityDraft)]
        self.tokens: set[int] = set()
        for start, end in speech.triggers:
            self.tokens |= set(_content(doc[start:end].root))
        spans = {
            i for e in speech.fillers("about") if isinstance(e, EventDraft) for s, t in e.triggers for i in range(s, t)
        }
        quoted = spans & _near_quotations(doc, speech)
        self.tokens |= quoted


def _content(verb: Token) -> Iterator[int]:
    """The tokens of the clause a verb or noun of speaking reports, or that its own clause is set into."""
    if verb.lemma_.lower() in ("accord", "according"):
        top = verb.head
        while not is_verbal(top) and top.head != top:
            top = top.head
        own = {t.i for t in verb.subtree}
        yield from (t.i for t in top.subtree if t.i not in own)
        return
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp", "acl") or (
            child.dep_ == "advcl" and any(c.lower_ == "that" for c in child.children)
        ):
            yield from (t.i for t in child.subtree)
    if (
        verb.dep_ in ("ccomp", "parataxis", "advcl")
        and is_verbal(verb.head)
        and verb.head.i < verb.i
        and not any(c.dep_ in ("ccomp", "mark") for c in verb.children)
    ):
        own = {t.i for t in verb.subtree}
        yield from (t.i for t in verb.head.subtree if t.i not in own)


def _near_quotations(doc: Doc, speech: EventDraft) -> set[int]:
    """The tokens between quotation marks in the sentences of a statement and the one after."""
    found: set[int] = set()
    for start, _ in speech.triggers:
        sent = doc[start].sent
        inside = False
        paragraph_end = next((t.i for t in doc[sent.end :] if t.is_space and "\\n" in t.text), len(doc))
        for token in doc[sent.start : paragraph_end]:
            if token.text in ('"', "“", "”"):
                inside = token.text == "“" or (token.text == '"' and not inside)
            elif inside:
                found.add(token.i)
    return found
