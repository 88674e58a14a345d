"""Minimal pairs: sentences of our own, what each must say and what it must not.

A case of `minimal_pairs/*.toml` has a `text` (or a `title`, a headline), what to `expect` and what `never` to find. An event is told as
"Class Factuality | role: filler | date: … | deaths: … | injured: … | modifier: … | by: source"; a class without a
factuality stands for any. A filler is told by a name it goes by, or by its class where it is an event. Further:
"relation: subject property object", "once Class" (one event of the class, no more), and, under `never`, "shortcut
killed" (no such triple in the checked graph). A case that is known to fail has a `known` reason, and must fail.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.model import Document, Event, Extraction

CASES = [
    (path.stem, case)
    for path in sorted((Path(__file__).parent / "minimal_pairs").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def said(case: dict) -> str:
    """The words of a case: a text, or a headline without one."""
    return case.get("title") or case["text"]


ROLES = {
    "agent",
    "target",
    "victim",
    "addressee",
    "beneficiary",
    "instrument",
    "place",
    "origin",
    "destination",
    "about",
}


@dataclass
class Read:
    """A case as it was read: the extraction, and the predicates of its checked graph."""

    extraction: Extraction
    predicates: set[str]


@pytest.fixture(scope="module")
def read(pipeline) -> dict[str, Read]:
    documents = [
        Document(f"https://example.org/{n}", case.get("title", ""), case.get("text", ""), dt.date(2020, 1, 3))
        for n, (_, case) in enumerate(CASES)
    ]
    return {
        extraction.document.title or extraction.document.body: Read(extraction, {p for _, p, _ in graph.triples})
        for extraction, graph in pipeline.graphs(documents)
    }


def test_there_are_enough() -> None:
    assert len(CASES) >= 150
    assert sum("known" in case for _, case in CASES) <= len(CASES) // 20


@pytest.mark.parametrize(("theme", "case"), CASES, ids=[f"{theme}: {said(case)}" for theme, case in CASES])
def test_pair(theme: str, case: dict, read: dict[str, Read], request: pytest.FixtureRequest) -> None:
    if "known" in case:
        request.node.add_marker(pytest.mark.xfail(reason=case["known"], strict=True))
    found = read[said(case)]
    for wanted in case.get("expect", ()):
        assert holds(wanted, found), f"{wanted!r} is not among {told(found.extraction)}"
    for unwanted in case.get("never", ()):
        assert not holds(unwanted, found), f"{unwanted!r} is among {told(found.extraction)}"


def holds(statement: str, found: Read) -> bool:
    """Whether the case says a statement of the little language above."""
    extraction = found.extraction
    if statement.startswith("relation: "):
        return statement.removeprefix("relation: ").lower() in relations(extraction)
    if statement.startswith("shortcut "):
        return any(p.endswith(f"#{statement.split()[1]}>") for p in found.predicates)
    if statement.startswith("once "):
        return sum(e.cls == statement.split()[1] for e in extraction.events) == 1
    head, *parts = [part.strip() for part in statement.split("|")]
    cls, _, factuality = head.partition(" ")
    wanted = [tuple(part.split(": ", 1)) for part in parts]
    return any(
        event.cls == cls and factuality in ("", event.factuality) and all(has(extraction, event, *w) for w in wanted)
        for event in extraction.events
    )


def has(extraction: Extraction, event: Event, key: str, value: str) -> bool:
    """Whether an event has a role, a date, a count, a modifier or a source."""
    match key:
        case "date":
            return event.date is not None and event.date.iso == value
        case "deaths":
            return event.death_count == int(value)
        case "injured":
            return event.injury_count == int(value)
        case "modifier":
            return event.count_modifier == value
        case "by":
            return any(value.lower() in names(extraction, source) for source in event.attributed_to)
    assert key in ROLES, key
    return any(r.role == key and value.lower() in names(extraction, r.filler) for r in event.roles)


def names(extraction: Extraction, id_: str) -> set[str]:
    """What an entity goes by, in lower case without an article; an event goes by its class."""
    for event in extraction.events:
        if event.id == id_:
            return {event.cls.lower()}
    (entity,) = [e for e in extraction.entities if e.id == id_]
    told = {entity.name, *entity.aliases, *(m.text for m in entity.mentions)}
    return {name.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ") for name in told}


def relations(extraction: Extraction) -> set[str]:
    """Every relation in words; marriage holds both ways."""
    found = {
        (subject, r.property.split(":")[1], value)
        for r in extraction.relations
        for subject in names(extraction, r.subject)
        for value in ({str(r.object)} if r.literal else names(extraction, str(r.object)))
    }
    found |= {(value, name, subject) for subject, name, value in found if name in {"spouseOf", "siblingOf"}}
    return {" ".join(parts).lower() for parts in found}


def told(extraction: Extraction) -> list[str]:
    """All that was read, for whoever looks at a failure."""
    return [
        f"{e.cls} {e.factuality} {e.triggers[0].text!r} "
        + ", ".join(f"{r.role}={sorted(names(extraction, r.filler))[0]}" for r in e.roles)
        + f" {e.date.iso if e.date else ''} {e.death_count or e.injury_count or ''}"
        for e in extraction.events
    ] + sorted(relations(extraction))
