"""A small article with everything an extraction can hold, for the tests of mapping, check and shortcuts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from kg.model import (
    Document,
    Entity,
    EntityLink,
    Event,
    EventLink,
    Extraction,
    Factuality,
    Mention,
    PartialDate,
    Provenance,
    Relation,
    RoleFiller,
    Span,
)

NKG = "https://w3id.org/newskg/ontology#"
BASE = "https://w3id.org/newskg/id/"
URL = "https://news.example/2019/12/harbour"
TITLE = "Rebels kill 25 soldiers at Lindmouth harbour"
BODY = (
    "Rebels of the Northern Front killed at least 25 soldiers in Lindmouth on Friday, the Ministry of Defence said.\n\n"
    "General Ada Moreno, 51, ordered a raid. The Front denied having shelled the town."
)
TEXT = f"{TITLE}\n\n{BODY}"
DOCUMENT = Document(URL, TITLE, BODY, dt.date(2019, 12, 29), "The Lindmouth Gazette")


def span(words: str, n: int = 1) -> Span:
    """Where the n-th occurrence of the words stands in the sample's text."""
    at = -1
    for _ in range(n):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def mention(words: str, n: int = 1) -> Mention:
    return Mention(span(words, n), words)


def sentence(words: str) -> Span:
    """The line of the text in which the words stand first."""
    at = span(words).start
    begin, end = TEXT.rfind("\n", 0, at) + 1, TEXT.find("\n", at)
    return Span(begin, len(TEXT) if end < 0 else end)


FRONT = Entity("front", "ArmedForce", "Northern Front", (mention("Northern Front"), mention("Front", 2)), ("Front",))
SOLDIERS = Entity("soldiers", "Group", "25 soldiers", (mention("25 soldiers"),), (), False, 25, "at least")
TOWN = Entity(
    "town", "GeopoliticalEntity", "Lindmouth", (mention("Lindmouth"),), link=EntityLink("Q90000001", 0.9371, "name")
)
MINISTRY = Entity("ministry", "GovernmentBody", "the Ministry of Defence", (mention("Ministry of Defence"),))
GENERAL = Entity("general", "Person", "Ada Moreno", (mention("Ada Moreno"),), confidence=0.8)
HARBOUR = Entity("harbour", "Facility", "Lindmouth harbour", (mention("Lindmouth harbour"),))
ENTITIES = (FRONT, SOLDIERS, TOWN, MINISTRY, GENERAL, HARBOUR)

KILLING = Event(
    "killing",
    "Killing",
    (mention("kill"), mention("killed")),
    sentence("killed"),
    (RoleFiller("agent", "front"), RoleFiller("victim", "soldiers"), RoleFiller("place", "town")),
    date=PartialDate("2019-12-27"),
    death_count=25,
    count_modifier="at least",
    attributed_to=("ministry",),
    confidence=0.85,
)
STATEMENT = Event(
    "statement",
    "Statement",
    (mention("said"),),
    sentence("said"),
    (RoleFiller("agent", "ministry"), RoleFiller("about", "killing")),
)
ORDER = Event(
    "order",
    "Order",
    (mention("ordered"),),
    sentence("ordered"),
    (RoleFiller("agent", "general"), RoleFiller("about", "raid")),
    links=(EventLink("inResponseTo", "killing"),),
)
RAID = Event("raid", "Attack", (mention("raid"),), sentence("raid"), factuality=Factuality.PLANNED)
SHELLING = Event(
    "shelling",
    "Attack",
    (mention("shelled"),),
    sentence("shelled"),
    (RoleFiller("agent", "front"), RoleFiller("target", "town")),
    factuality=Factuality.NEGATED,
    attributed_to=("front",),
)
EVENTS = (KILLING, STATEMENT, ORDER, RAID, SHELLING)

RELATIONS = (
    Relation("general", "schema:jobTitle", "General", span("General"), literal=True, confidence=0.9),
    Relation("general", "nkg:age", 51, span("51"), literal=True),
    Relation("harbour", "nkg:locatedIn", "town", span("Lindmouth harbour"), confidence=0.7),
    Relation("front", "nkg:backedBy", "ministry", span("Rebels"), factuality=Factuality.NEGATED),
)
SAMPLE = Extraction(
    DOCUMENT, ENTITIES, EVENTS, RELATIONS, Provenance("newskg 0.1.0", "0.1.0", ("en_core_web_sm 3.8.0",))
)


def sample(**changes: Any) -> Extraction:
    """The sample with some of its parts exchanged."""
    return replace(SAMPLE, **changes)


def event_of(
    cls: str, *roles: tuple[str, str], factuality: Factuality = Factuality.ACTUAL, trigger: str = "killed"
) -> Event:
    """A bare event of a class, with roles filled by entities of the sample."""
    return Event(
        "event",
        cls,
        (mention(trigger),),
        sentence(trigger),
        tuple(RoleFiller(role, filler) for role, filler in roles),
        factuality,
    )
