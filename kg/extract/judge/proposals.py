"""What the judge sees of the drafts: each event, role, relation and arrow as binary features that a person can read.

Features are strings such as "role+rule=agent/subject" or "class+lemma=Attack/strike"; those that
training never saw weigh nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.draft import EntityDraft, EventDraft, RelationDraft, RoleDraft, workspace
from kg.extract.judge.view import View, bucket

__all__ = ["Proposal", "propose"]

Arrow = tuple[str, EventDraft, float]


@dataclass(slots=True)
class Proposal:
    """One thing the rules put forward, with what to do when it is kept, with a probability, or dropped.

    `key` says what it is: the event; event, role, filler; subject, property, object; or event, arrow, event.
    `confidence` is the rules' own.
    """

    kind: str
    key: tuple[object, ...]
    features: list[str]
    confidence: float
    keep: Callable[[float], None]
    drop: Callable[[], None]
    draft: EventDraft | RoleDraft | RelationDraft | None = None


def propose(doc: Doc) -> Iterator[Proposal]:
    """All proposals of an article: events, then what joins them."""
    ws = workspace(doc)
    view = View(doc, ws)
    events = list(ws.events)
    for event in events:
        yield _event(view, event)
    for event in events:
        yield from (_role(view, event, role) for role in list(event.roles))
        yield from (_link(view, event, link) for link in list(event.links))
    for relation in list(ws.relations):
        yield _relation(view, relation)


def _evoked(view: View, event: EventDraft, prefix: str = "") -> list[str]:
    head = view.doc[event.head]
    return [
        f"{prefix}class={event.cls}",
        f"{prefix}pos={head.pos_}",
        f"{prefix}class+lemma={event.cls}/{head.lemma_.lower()}",
    ]


def _event(view: View, event: EventDraft) -> Proposal:
    head = view.doc[event.head]
    have = {r.role for r in event.roles}
    title = event.head < view.ws.title_end
    before = {c.lemma_.lower() for c in head.children if c.dep_ in ("det", "poss", "aux", "neg")} or {"none"}
    features = [
        *_evoked(view, event),
        f"lemma={head.lemma_.lower()}",
        f"tag={head.tag_}",
        f"dep={head.dep_}",
        f"pos+dep={head.pos_}/{head.dep_}",
        f"parent={head.head.lemma_.lower()}" if head.head != head else "root",
        f"class+parent={event.cls}/{head.head.pos_}",
        f"triggers={bucket(len(event.triggers))}",
        f"roles={bucket(len(event.roles))}",
        f"class+roles={event.cls}/{min(2, len(event.roles))}",
        f"pos+roles={head.pos_}/{min(2, len(event.roles))}",
        f"class+factuality={event.cls}/{event.factuality}",
        f"pos+date={head.pos_}/{event.date is not None}",
        f"where={'title' if title else bucket(view.sentence[event.head])}",
        f"fills={view.uses[id(event)] > 0}",
        f"attributed={bool(event.attributed_to)}",
        f"links={bool(event.links)}",
        f"confidence={event.confidence:.1f}",
        *(f"class+has={event.cls}/{r}" for r in have),
        *(f"pos+before={head.pos_}/{w}" for w in before),
    ]
    return Proposal(
        "event", (event,), features, event.confidence, lambda p: setattr(event, "confidence", p), lambda: None, event
    )


def _filler(view: View, filler: EntityDraft | EventDraft, token: int) -> list[str]:
    if isinstance(filler, EventDraft):
        return [f"filler=event/{filler.cls}", f"filler+pos={view.doc[filler.head].pos_}"]
    kind = view.kind_at.get(token, "pronoun")
    return [f"filler={filler.cls}", f"filler+kind={kind}/{filler.named}", f"filler+size={filler.size is not None}"]


def _role(view: View, event: EventDraft, role: RoleDraft) -> Proposal:
    name, rule, filler = role.role, role.rule, role.filler
    token, head = view.doc[role.token], view.doc[event.head]
    same = sum(r.role == name for r in event.roles)
    path, distance = view.path(event.head, role.token), view.distance(event.head, role.token)
    elsewhere = view.plays[id(filler)]
    features = [
        f"rule={rule}",
        f"role+rule={name}/{rule}",
        f"class+role={event.cls}/{name}",
        f"class+rule={event.cls}/{rule}",
        f"class+role+filler={event.cls}/{name}/{filler.cls}",
        f"role+filler={name}/{filler.cls}",
        f"pos+role={head.pos_}/{name}",
        f"lemma+role={head.lemma_.lower()}/{name}",
        f"role+same={name}/{min(4, same)}",
        f"role+distance={name}/{distance}",
        f"before={role.token < event.head}",
        f"role+path={name}/{path}",
        f"role+dep={name}/{token.dep_}",
        f"preposition={token.head.lemma_.lower()}" if token.dep_ == "pobj" else "preposition=none",
        f"uses={bucket(view.uses[id(filler)])}",
        f"factuality={event.factuality}",
        f"role+confidence={name}/{role.confidence:.1f}",
        f"event+confidence={event.confidence:.1f}",
        f"rank={name}/{bucket(view.rank.get(id(filler), 99))}",
        f"title={name}/{id(filler) in view.in_title}",
        f"plays={name}/{elsewhere[name] > 1}",
        f"alike={name}/{view.alike[event.cls]}",
        *_evoked(view, event, "event "),
        *_filler(view, filler, role.token),
    ]
    return Proposal(
        "role",
        (event, name, filler),
        features,
        role.confidence,
        lambda p: setattr(role, "confidence", p),
        lambda: event.roles.remove(role),
        role,
    )


def _link(view: View, event: EventDraft, link: Arrow) -> Proposal:
    name, other, confidence = link
    features = [
        f"property={name}",
        f"classes={event.cls}/{name}/{other.cls}",
        f"from={event.cls}/{name}",
        f"to={name}/{other.cls}",
        f"property+distance={name}/{view.distance(event.head, other.head)}",
        f"path={view.path(event.head, other.head)}",
        f"factuality={event.factuality}/{other.factuality}",
        f"property+confidence={name}/{confidence:.1f}",
    ]

    def keep(probability: float) -> None:
        event.links[event.links.index(link)] = (name, other, probability)

    return Proposal("link", (event, name, other), features, confidence, keep, lambda: event.links.remove(link))


def _relation(view: View, relation: RelationDraft) -> Proposal:
    name, subject, value = relation.property, relation.subject, relation.object
    kind = value.cls if isinstance(value, EntityDraft) else type(value).__name__
    features = [
        f"property={name}",
        f"property+rule={name}/{relation.rule}",
        f"classes={name}/{subject.cls}/{kind}",
        f"named={name}/{subject.named}",
        f"property+words={name}/{bucket(relation.end - relation.start)}",
        f"used={name}/{view.uses[id(subject)] > 0}",
        f"confidence={relation.confidence:.1f}",
    ]
    if isinstance(value, str) and value:
        features += [f"title={value.lower()}", f"title ends={value.split()[-1].lower()}"]
    if isinstance(value, EntityDraft):
        features.append(f"object named={name}/{value.named}")
    return Proposal(
        "relation",
        (subject, name, value),
        features,
        relation.confidence,
        lambda p: setattr(relation, "confidence", p),
        lambda: view.ws.relations.remove(relation),
        relation,
    )
