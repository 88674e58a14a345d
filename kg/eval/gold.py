"""Gold annotations: pairs of `ID.article.json` and `ID.gold.json` in, dataclasses out (format: docs/gold.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.model import Document, Factuality, Span
from kg.read import parse_published

__all__ = ["BETWEEN", "GoldArticle", "GoldEntity", "GoldEvent", "GoldRelation", "load_gold", "occurrences"]

BETWEEN = ("subEventOf", "causedBy", "inResponseTo", "after")
"""The arrows between events."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """One annotated entity. `qid` is a Wikidata id, "?" (it has one, unverified), "NIL" (it has none) or None (unnamed)."""

    id: str
    cls: str
    names: tuple[str, ...]
    descriptions: tuple[str, ...]
    qid: str | None

    @property
    def verified(self) -> bool:
        """Whether the Wikidata id is known for certain."""
        return self.qid is not None and re.fullmatch(r"Q\d+", self.qid) is not None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event; `facts` holds its roles, dates, counts, attribution and arrows as (kind, name, value)."""

    id: str
    cls: str
    triggers: tuple[Span, ...]
    factuality: Factuality
    facts: frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation of an entity: `object` is an entity's id where `literal` is False, else the text of the value."""

    subject: str
    property: str
    object: str
    literal: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and all that it says. Offsets count in `document.text`."""

    id: str
    document: Document
    entities: Mapping[str, GoldEntity]
    events: Mapping[str, GoldEvent]
    relations: frozenset[GoldRelation]

    def shown(self, id_: str) -> str:
        """An id as a reader would like to see it: an entity's best name, an event's class and trigger."""
        if id_ in self.entities:
            entity = self.entities[id_]
            return (*entity.names, *entity.descriptions)[0]
        if id_ in self.events:
            event = self.events[id_]
            return f"{event.cls}:{event.triggers[0].of(self.document.text)}"
        return id_


def occurrences(words: str, text: str) -> list[int]:
    """Where `words` stands in `text` as whole words, by offset; case counts."""
    return [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def load_gold(folder: Path) -> list[GoldArticle]:
    """All gold articles of a folder, by file name. Raises SourceError where there is none or an annotation is faulty."""
    paths = sorted(folder.glob("*.gold.json"))
    if not paths:
        raise SourceError(
            f"{folder}: no gold annotations here; they are pairs of files ID.article.json and ID.gold.json"
        )
    return [_article(path) for path in paths]


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be read as JSON: {error}") from error
    if not isinstance(value, dict):
        raise SourceError(f"{path}: must hold one JSON object")
    return value


def _article(path: Path) -> GoldArticle:
    gold, article = _json(path), _json(path.with_name(path.name.replace(".gold.", ".article.")))
    try:
        document = Document(
            url=article["url"],
            title=article["title"],
            body=article["text"],
            published=parse_published(article["published"]) if article.get("published") else None,
        )
        entities = {e["id"]: _entity(e) for e in gold["entities"]}
        event_ids = {e["id"] for e in gold["events"]}
        events = {e["id"]: _event(e, document.text, entities.keys() | event_ids) for e in gold["events"]}
        relations = frozenset(_relation(r, entities) for r in gold["relations"])
        if (
            len(entities) + len(events) != len(gold["entities"]) + len(gold["events"])
            or entities.keys() & events.keys()
        ):
            raise ValueError("two entries have the same id")
        return GoldArticle(article["id"], document, entities, events, relations)
    except KeyError as error:
        raise SourceError(f"{path}: the key {error} is missing") from error
    except (TypeError, ValueError) as error:
        raise SourceError(f"{path}: {error}") from error


def _entity(entry: dict[str, Any]) -> GoldEntity:
    names, descriptions = tuple(entry["names"]), tuple(entry.get("descriptions") or ())
    if not names and not descriptions:
        raise ValueError(f"entity {entry['id']} has neither a name nor a description")
    return GoldEntity(entry["id"], entry["class"], names, descriptions, entry.get("qid"))


def _event(entry: dict[str, Any], text: str, known: set[str]) -> GoldEvent:
    facts = frozenset(_facts(entry))
    for kind, name, value in facts:
        if kind in ("roles", "attribution", "between") and value not in known:
            raise ValueError(f"event {entry['id']}, {name}: {value!r} is the id of nothing")
    if not entry["triggers"]:
        raise ValueError(f"event {entry['id']} has no trigger")
    return GoldEvent(
        id=entry["id"],
        cls=entry["class"],
        triggers=tuple(_trigger(entry["id"], t, text) for t in entry["triggers"]),
        factuality=Factuality(entry["factuality"]),
        facts=facts,
    )


def _trigger(event: str, entry: dict[str, Any], text: str) -> Span:
    words, nth = entry["text"], entry.get("n", 1)
    found = occurrences(words, text)
    if not 1 <= nth <= len(found):
        raise ValueError(f"event {event}: the text has no occurrence {nth} of the trigger {words!r}")
    return Span(found[nth - 1], found[nth - 1] + len(words))


def _facts(entry: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for role, fillers in (entry.get("roles") or {}).items():
        yield from (("roles", role, filler) for filler in fillers)
    for name in ("date", "endDate"):
        if entry.get(name):
            yield "dates", name, entry[name]
    for name in ("deathCount", "injuryCount"):
        if entry.get(name):
            yield "counts", name, str(entry[name])
    yield from (("attribution", "attributedTo", filler) for filler in entry.get("attributedTo") or ())
    for name in BETWEEN:
        yield from (("between", name, event) for event in entry.get(name) or ())


def _relation(entry: dict[str, Any], entities: Mapping[str, GoldEntity]) -> GoldRelation:
    subject, prop, value = entry["s"], entry["p"], entry["o"]
    literal = prop in ("schema:jobTitle", "nkg:age") or value not in entities
    if subject not in entities:
        raise ValueError(f"relation {prop}: its subject {subject!r} is the id of no entity")
    return GoldRelation(subject, prop, str(value), literal)
