"""Attribution: on whose word the article tells an event.

An event is somebody's word where a statement reports it as news in a clause of its own; what the article also
tells by itself, or only takes up as known ("the crash"), is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.claims.operators import Operators, is_verbal
from kg.extract.draft import EntityDraft, EventDraft, Workspace
from kg.extract.events.quotes import quotations

__all__ = ["attribute_events"]


def attribute_events(doc: Doc, ws: Workspace, operators: Operators) -> None:
    """Set `attributed_to` of the events that statements report."""
    speeches = [e for e in ws.events if ws.ontology.is_a(e.cls, "Statement")]
    quoted = quotations(doc)
    reports = [_Report(e, doc[start:end].root, quoted) for e in speeches for start, end in e.triggers]
    reported: dict[int, list[_Report]] = {}
    for report in reports:
        for i in report.tokens:
            reported.setdefault(i, []).append(report)
    for event in ws.events:
        _attribute(doc, ws, event, reported, quoted, operators)


def _attribute(
    doc: Doc,
    ws: Workspace,
    event: EventDraft,
    reported: dict[int, list[_Report]],
    quoted: list[tuple[int, int]],
    operators: Operators,
) -> None:
    told: list[tuple[bool, list[_Report]]] = []
    for start, end in sorted(event.triggers):
        head = doc[start:end].root
        if head.i >= ws.title_end:
            told.append((_is_news(head, operators), [r for r in reported.get(head.i, ()) if r.speech is not event]))
    news = [reports for is_news, reports in told if is_news]
    if news and news[0]:
        sources = [s for reports in news for r in reports for s in r.sources]
    elif not news and told and all(reports for _, reports in told) and _is_new(doc[event.head], quoted):
        sources = list(told[0][1][0].sources)  # spoken of nowhere but in somebody's words
    else:
        return  # the article says so itself
    own = {id(f) for f in event.fillers("agent")} if ws.ontology.is_a(event.cls, "Communication") else set()
    event.attributed_to = list({id(s): s for s in sources if id(s) not in own}.values())


def _is_news(head: Token, operators: Operators) -> bool:
    """Whether a mention tells its event, rather than taking it up: a verb, or an indefinite noun of a light verb."""
    if is_verbal(head):
        if head.dep_ == "advcl" and any(c.dep_ == "mark" or c.tag_ == "WRB" for c in head.children):
            return False  # "… when police arrived": in passing
        finite = head.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in head.children)
        return finite or head.dep_ not in ("amod", "relcl", "acl")
    if head.dep_ in ("dobj", "nsubjpass", "attr", "nsubj") and is_verbal(head.head):
        return not _is_definite(head) or (head.dep_ == "dobj" and head.head.lemma_.lower() in operators.light)
    return False


class _Report:
    """One mention of a statement: who makes it, and the tokens of what it says."""

    def __init__(self, speech: EventDraft, verb: Token, quoted: list[tuple[int, int]]) -> None:
        self.speech = speech
        self.tokens = set(_content(verb)) | _in_quotation_of(verb, quoted)
        agents = [(r.token, r.filler) for r in speech.roles if r.role == "agent" and isinstance(r.filler, EntityDraft)]
        near = [f for token, f in agents if verb.sent.start <= token < verb.sent.end]
        self.sources = near or [f for _, f in agents]


def _content(verb: Token) -> Iterator[int]:
    """The tokens of the clause a verb or noun of speaking reports, or that its own clause is set into."""
    if verb.lemma_.lower() in ("accord", "according"):
        top = verb.head
        while top.head != top and (not is_verbal(top) or (top.dep_ == "conj" and is_verbal(top.head))):
            top = top.head  # "… died and … were hurt, according to" speaks of both
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


def _in_quotation_of(verb: Token, quoted: list[tuple[int, int]]) -> set[int]:
    """The tokens of the quotation that stands in the sentence of a verb of speaking, to its end."""
    found: set[int] = set()
    if is_verbal(verb):
        for first, last in quoted:
            if first < verb.sent.end and last >= verb.sent.start - 1 and not first <= verb.i < last:
                found |= set(range(first, last))
    return found


def _is_new(noun: Token, quoted: list[tuple[int, int]]) -> bool:
    """Whether a noun brings up its event, outside the quotations in which people speak of this and that."""
    return not _is_definite(noun) and not any(first <= noun.i < last for first, last in quoted)


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "poss" for c in noun.children)
