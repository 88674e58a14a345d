"""What travels between the stages: plain frozen dataclasses, with no third-party types in them.

Offsets are Unicode code points into `Document.text`, the text as stored; `end` is exclusive.
Class, role and property names are those of the ontology: classes and roles by local name
("Killing", "victim"), relations as CURIEs ("nkg:leads", "schema:jobTitle").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "Document",
    "Entity",
    "EntityLink",
    "Event",
    "EventLink",
    "Extraction",
    "Factuality",
    "Mention",
    "MentionKind",
    "PartialDate",
    "Provenance",
    "Relation",
    "RoleFiller",
    "Span",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range [start, end) of code points in a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The part of `text` this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One article, as read.

    `url` is the article's IRI and names its graph. `furniture` lists the parts of `text` that belong to
    the page and not to the article ("2 min read", photo credits, bylines, datelines); they stay in the
    stored text, so that offsets hold, and nothing is extracted from them.
    """

    url: str
    title: str
    body: str
    published: dt.date | dt.datetime | None = None
    publisher: str | None = None
    author: str | None = None
    furniture: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The text as stored and addressed by every offset: headline, blank line, body."""
        return f"{self.title}\n\n{self.body}" if self.title else self.body

    @property
    def date(self) -> dt.date | None:
        """The day of publication, from which "Friday" or "last week" are worked out."""
        return self.published.date() if isinstance(self.published, dt.datetime) else self.published


class MentionKind(StrEnum):
    """How a mention names its entity: by name, by a description ("the militia"), by a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of text that stands for an entity, or an event's trigger."""

    span: Span
    text: str
    kind: MentionKind = MentionKind.NAME


@dataclass(frozen=True, slots=True)
class EntityLink:
    """A link to Wikidata: `qid` such as "Q30", the linker's probability, and why it was chosen.

    `anchors` are the stretches of text that name it by themselves and may be marked with the id; None: every
    mention by name. ("Iranian" and "the country" refer to Iran, but are no names of it.)
    """

    qid: str
    confidence: float
    reason: str = ""
    anchors: tuple[Span, ...] | None = None

    def stands_for(self, mention: Mention) -> bool:
        """Whether this mention of the entity may itself be marked with the id."""
        return mention.kind is MentionKind.NAME if self.anchors is None else mention.span in self.anchors


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing the article speaks of, with all its mentions. `id` is local to the article ("e3").

    `named` tells "Kataeb Hezbollah" from "25 fighters"; `size` and `size_modifier` ("at least" …) are a
    group's count.
    """

    id: str
    cls: str
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    named: bool = True
    size: int | None = None
    size_modifier: str | None = None
    confidence: float = 1.0
    link: EntityLink | None = None


class Factuality(StrEnum):
    """The vocabulary's four: what the article says of an event's having happened."""

    ACTUAL = "Actual"
    NEGATED = "Negated"
    POSSIBLE = "Possible"
    PLANNED = "Planned"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year, as precise as the text tells: `iso` is YYYY-MM-DD, YYYY-MM or YYYY."""

    iso: str

    def __post_init__(self) -> None:
        parts = self.iso.split("-")
        if not 1 <= len(parts) <= 3 or len(parts[0]) != 4:
            raise ValueError(f"not a date, a month or a year: {self.iso!r}")
        dt.date(*(int(p) for p in [*parts, "1", "1"][:3]))

    @property
    def datatype(self) -> str:
        """The XML Schema datatype's local name: date, gYearMonth or gYear."""
        return {4: "gYear", 7: "gYearMonth", 10: "date"}[len(self.iso)]


@dataclass(frozen=True, slots=True)
class RoleFiller:
    """Who or what fills an event's role: `filler` is the id of an entity or of an event."""

    role: str
    filler: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class EventLink:
    """An arrow between events: `property` is subEventOf, causedBy, inResponseTo or after."""

    property: str
    event: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """One event, with every mention of it as a trigger. `id` is local to the article ("v7").

    `sentence` is the whole sentence of the first trigger. `attributed_to` holds the ids of the entities
    whose word the article gives for it.
    """

    id: str
    cls: str
    triggers: tuple[Mention, ...]
    sentence: Span
    roles: tuple[RoleFiller, ...] = ()
    factuality: Factuality = Factuality.ACTUAL
    date: PartialDate | None = None
    end_date: PartialDate | None = None
    death_count: int | None = None
    injury_count: int | None = None
    count_modifier: str | None = None
    attributed_to: tuple[str, ...] = ()
    links: tuple[EventLink, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing fact about an entity: subject id, property (CURIE), and an entity id or a literal.

    `object` holds an entity's id where `literal` is False; else the value itself: a string for
    schema:jobTitle, an int for nkg:age. `evidence` is the stretch of text that says it.
    """

    subject: str
    property: str
    object: str | int
    evidence: Span
    literal: bool = False
    factuality: Factuality = Factuality.ACTUAL
    attributed_to: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made an extraction: versions of the tool and the ontology, and the models by name and version."""

    tool: str
    ontology: str
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says: what extraction gives, linking completes and mapping turns into a graph."""

    document: Document
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    provenance: Provenance = field(default_factory=lambda: Provenance("newskg", "none"))
