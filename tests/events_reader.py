"""Reads our own sentences for the tests of events: what was found, in short strings."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from kg.extract import Extractor
from kg.link import load_index
from kg.model import Document, Event, Extraction
from kg.ontology import load_ontology


@cache
def extractor(*extra: Path) -> Extractor:
    index = load_index()
    return Extractor(load_ontology(extra=extra), gazetteer=index.gazetteer(), demonyms=index.demonyms())


def read(body: str, title: str = "", extra: tuple[Path, ...] = ()) -> Extraction:
    return extractor(*extra).extract(Document("https://example.org/a", title, body, dt.date(2020, 1, 3)))


def events(extraction: Extraction, cls: str) -> list[Event]:
    return [e for e in extraction.events if e.cls == cls]


def event(extraction: Extraction, cls: str) -> Event:
    """The only event of a class."""
    found = events(extraction, cls)
    assert len(found) == 1, [(e.cls, [t.text for t in e.triggers]) for e in extraction.events]
    return found[0]


def fillers(extraction: Extraction, found: Event, role: str) -> set[str]:
    """Names of a role's entities; of its events, their classes in angle brackets."""
    label = {e.id: e.name for e in extraction.entities} | {e.id: f"<{e.cls}>" for e in extraction.events}
    return {label[r.filler] for r in found.roles if r.role == role}


def links(extraction: Extraction, found: Event) -> set[tuple[str, str]]:
    cls = {e.id: e.cls for e in extraction.events}
    return {(link.property, cls[link.event]) for link in found.links}
