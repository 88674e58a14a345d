"""Drafts in, the frozen model out: token indices become code points, and what nothing speaks of is left out."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.draft import EntityDraft, EventDraft, Workspace, workspace
from kg.model import (
    Entity,
    Event,
    EventLink,
    Extraction,
    Mention,
    MentionKind,
    Provenance,
    Relation,
    RoleFiller,
    Span,
)

__all__ = ["draft_ids", "finish"]


def finish(doc: Doc, provenance: Provenance) -> Extraction:
    """The article's Extraction. Unnamed entities that fill no role and stand in no relation are left out."""
    ws = workspace(doc)
    entities, events = _entities(ws), _events(ws)
    ids = draft_ids(ws)
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


def draft_ids(ws: Workspace) -> dict[int, str]:
    """The id in the Extraction of every draft that gets into it, by the draft's `id()`: e1 … in the order of the text, v1 …"""
    entities, events = _entities(ws), _events(ws)
    return {id(e): f"e{i}" for i, e in enumerate(entities, 1)} | {id(e): f"v{i}" for i, e in enumerate(events, 1)}


def _entities(ws: Workspace) -> list[EntityDraft]:
    used = {id(r.filler) for e in ws.events for r in e.roles} | {id(a) for e in ws.events for a in e.attributed_to}
    used |= {id(r.subject) for r in ws.relations} | {id(r.object) for r in ws.relations}
    entities = [e for e in ws.entities if e.named or id(e) in used]
    return sorted(entities, key=lambda e: min((m.start, m.end) for m in e.mentions))


def _events(ws: Workspace) -> list[EventDraft]:
    return sorted(ws.events, key=lambda e: min(e.triggers))


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
