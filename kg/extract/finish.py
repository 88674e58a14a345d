"""Drafts in, the frozen model out: token indices become code points, and what nothing speaks of is left out."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.draft import EntityDraft, EventDraft, Workspace, workspace
from kg.model import (
    Entity,
    Event,
    EventLink,
    Extraction,
    Factuality,
    Mention,
    MentionKind,
    Provenance,
    Relation,
    RoleFiller,
    Span,
)

__all__ = ["finish"]

_FAINT = 0.4  # the confidence of an event that one noun tells of, and nothing else


def finish(doc: Doc, provenance: Provenance) -> Extraction:
    """The article's Extraction.

    Unnamed entities that fill no role and stand in no relation are left out, and so are events of which a noun in
    the body is all there is ("hurricanes are storms"): most are talk in general.
    """
    ws = workspace(doc)
    pointed_at = {id(x) for e in ws.events for x in (*(r.filler for r in e.roles), *(other for _, other, _ in e.links))}
    ws.events = [e for e in ws.events if id(e) in pointed_at or not _says_nothing(ws, e)]
    used = {id(r.filler) for e in ws.events for r in e.roles} | {id(a) for e in ws.events for a in e.attributed_to}
    used |= {id(r.subject) for r in ws.relations} | {id(r.object) for r in ws.relations}
    entities = [e for e in ws.entities if e.named or id(e) in used]
    entities.sort(key=lambda e: min((m.start, m.end) for m in e.mentions))
    events = sorted(ws.events, key=lambda e: min(e.triggers))
    ids = {id(e): f"e{i}" for i, e in enumerate(entities, 1)} | {id(e): f"v{i}" for i, e in enumerate(events, 1)}
    return Extraction(
        document=ws.document,
        entities=tuple(_entity(doc, e, ids[id(e)]) for e in entities),
        events=tuple(_event(doc, e, ids) for e in events),
        relations=tuple(
            Relation(
                subject=ids[id(r.subject)],
                property=r.property,
                object=ids[id(r.object)] if isinstance(r.object, EntityDraft) else r.object,
                literal=not isinstance(r.object, EntityDraft),
                evidence=_span(doc, r.start, r.end),
                confidence=r.confidence,
            )
            for r in ws.relations
        ),
        provenance=provenance,
    )


def _says_nothing(ws: Workspace, event: EventDraft) -> bool:
    told = event.roles or event.links or event.attributed_to or event.date or len(event.triggers) > 1
    plain = event.factuality is Factuality.ACTUAL
    return plain and not told and event.confidence <= _FAINT and event.triggers[0][0] >= ws.title_end


def _span(doc: Doc, start: int, end: int) -> Span:
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last))


def _without_blanks(doc: Doc, start: int, end: int) -> Span:
    """The span without white space at its ends, which in the article's own text may be page furniture."""
    while end - start > 1 and doc[end - 1].is_space:
        end -= 1
    while end - start > 1 and doc[start].is_space:
        start += 1
    return _span(doc, start, end)


def _mention(doc: Doc, start: int, end: int, kind: MentionKind) -> Mention:
    span = _span(doc, start, end)
    return Mention(span, span.of(workspace(doc).document.text), kind)


def _entity(doc: Doc, draft: EntityDraft, id_: str) -> Entity:
    people = workspace(doc).ontology.is_a(draft.cls, "Group")
    return Entity(
        id=id_,
        cls=draft.cls,
        name=draft.name,
        aliases=tuple(a for a in dict.fromkeys(draft.aliases) if a != draft.name),
        mentions=tuple(
            _mention(doc, m.start, m.end, m.kind) for m in sorted(draft.mentions, key=lambda m: (m.start, m.end))
        ),
        named=draft.named,
        # Three rockets are told of as "three rockets"; only people have a size in the vocabulary.
        size=draft.size if people else None,
        size_modifier=draft.size_modifier if people else None,
        confidence=round(draft.confidence, 3),
    )


def _event(doc: Doc, draft: EventDraft, ids: dict[int, str]) -> Event:
    sentence = doc[draft.head].sent
    return Event(
        id=ids[id(draft)],
        cls=draft.cls,
        triggers=tuple(_mention(doc, s, e, MentionKind.NAME) for s, e in sorted(draft.triggers)),
        sentence=_without_blanks(doc, sentence.start, sentence.end),
        roles=tuple(
            RoleFiller(r.role, ids[id(r.filler)], round(r.confidence, 3)) for r in draft.roles if id(r.filler) in ids
        ),
        factuality=draft.factuality,
        date=draft.date,
        end_date=draft.end_date,
        death_count=draft.death_count,
        injury_count=draft.injury_count,
        count_modifier=draft.count_modifier,
        attributed_to=tuple(dict.fromkeys(ids[id(a)] for a in draft.attributed_to)),
        links=tuple(EventLink(p, ids[id(e)], round(c, 3)) for p, e, c in draft.links if id(e) in ids),
        confidence=round(draft.confidence, 3),
    )
