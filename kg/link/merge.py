"""Entities with the same id are one: unite them and re-point what refers to them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from kg.model import Entity, Event, Extraction, Relation, RoleFiller

__all__ = ["merge_linked"]

T = TypeVar("T")


def merge_linked(extraction: Extraction) -> Extraction:
    """The extraction with all entities that link to one Wikidata id made one.

    The first of them keeps its id and place, and takes over name, class and link of the one whose link is surest; mentions
    and names are united. Roles, attributions and relations point to it; what thereby becomes double is kept once,
    with the higher confidence, and a relation of an entity with itself goes. Nothing linked twice: the same object back.
    """
    groups: dict[str, list[Entity]] = {}
    for entity in extraction.entities:
        if entity.link is not None:
            groups.setdefault(entity.link.qid, []).append(entity)
    united = {group[0].id: _unite(group) for group in groups.values() if len(group) > 1}
    if not united:
        return extraction
    to = {e.id: group[0].id for group in groups.values() for e in group[1:]}
    return replace(
        extraction,
        entities=tuple(united.get(e.id, e) for e in extraction.entities if e.id not in to),
        events=tuple(_event(event, to) for event in extraction.events),
        relations=_relations(extraction.relations, to),
    )


def _unite(group: list[Entity]) -> Entity:
    best = max(group, key=lambda e: (e.link.confidence if e.link else 0.0, e.confidence))
    names = dict.fromkeys(n for e in (best, *group) for n in (e.name, *e.aliases))
    return replace(
        best,
        id=group[0].id,
        mentions=tuple(sorted({m for e in group for m in e.mentions})),
        aliases=tuple(n for n in names if n != best.name),
        named=any(e.named for e in group),
        confidence=max(e.confidence for e in group),
    )


def _event(event: Event, to: dict[str, str]) -> Event:
    roles = [replace(r, filler=to.get(r.filler, r.filler)) for r in event.roles]
    return replace(
        event,
        roles=_distinct(roles, _role_key, lambda r: r.confidence),
        attributed_to=tuple(dict.fromkeys(to.get(i, i) for i in event.attributed_to)),
    )


def _role_key(filler: RoleFiller) -> tuple[str, str]:
    return filler.role, filler.filler


def _relations(relations: Iterable[Relation], to: dict[str, str]) -> tuple[Relation, ...]:
    pointed = []
    for relation in relations:
        target = relation.object
        if not relation.literal and isinstance(target, str):
            target = to.get(target, target)
        moved = replace(
            relation,
            subject=to.get(relation.subject, relation.subject),
            object=target,
            attributed_to=tuple(dict.fromkeys(to.get(i, i) for i in relation.attributed_to)),
        )
        if moved.literal or moved.subject != moved.object:
            pointed.append(moved)
    return _distinct(pointed, lambda r: replace(r, confidence=1.0), lambda r: r.confidence)


def _distinct(items: Iterable[T], key: Callable[[T], Hashable], weight: Callable[[T], float]) -> tuple[T, ...]:
    """One item a key, the heaviest, in the order in which the keys first came."""
    kept: dict[Hashable, T] = {}
    for item in items:
        k = key(item)
        if k not in kept or weight(item) > weight(kept[k]):
            kept[k] = item
    return tuple(kept.values())
