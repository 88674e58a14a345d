"""What the components hand to each other while one article is being read: drafts on `doc._.kg`.

Drafts are mutable and speak in token indices of the spaCy Doc; `kg.extract.finish` turns them into the
frozen dataclasses of `kg.model`, which speak in code points.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.model import Document, Factuality, MentionKind, PartialDate
from kg.ontology import LexicalEntry, NounEntry, Ontology

__all__ = [
    "EntityDraft",
    "EntityMention",
    "EventDraft",
    "RelationDraft",
    "RoleDraft",
    "TimeDraft",
    "TitleUse",
    "Workspace",
    "workspace",
]


@dataclass(slots=True)
class EntityMention:
    """Tokens [start, end) that stand for an entity; `head` is the token the parse hangs on (a pronoun's is itself)."""

    start: int
    end: int
    head: int
    kind: MentionKind
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TitleUse:
    """Tokens [start, end) that give somebody's job, office or kinship; the last is the noun of the lexicon entry."""

    start: int
    end: int
    entry: NounEntry


@dataclass(slots=True, eq=False)
class EntityDraft:
    """One thing in the article. Unnamed ones are kept to the end only where they fill a role or relation.

    `number` is "sg" or "pl"; `gender` is "m", "f", "n" or None where unknown.
    """

    cls: str
    name: str
    mentions: list[EntityMention]
    named: bool
    aliases: list[str] = field(default_factory=list)
    size: int | None = None
    size_modifier: str | None = None
    number: str = "sg"
    gender: str | None = None
    titles: list[TitleUse] = field(default_factory=list)
    confidence: float = 1.0


@dataclass(slots=True, eq=False)
class TimeDraft:
    """A time expression, tokens [start, end), worked out: `date` (and `end_date` of a span).

    `anchor` is False for durations and frequencies ("for two days", "every Friday"), which date no event. `offset` is a
    number of days from the event that follows ("two days after the attack": 2).
    """

    start: int
    end: int
    date: PartialDate | None
    end_date: PartialDate | None = None
    anchor: bool = True
    offset: int | None = None


@dataclass(slots=True, eq=False)
class RoleDraft:
    """A role of an event: `filler` is an entity or an event draft; `token` is where it was read; `rule` says how."""

    role: str
    filler: EntityDraft | EventDraft
    token: int
    rule: str
    confidence: float = 1.0


@dataclass(slots=True, eq=False)
class EventDraft:
    """One event, with the token spans of all its triggers (the first is the one it was found by).

    `date_rule` says how the date was found: in its own clause, shared with a whole, told last before …
    """

    cls: str
    triggers: list[tuple[int, int]]
    head: int
    entry: LexicalEntry
    roles: list[RoleDraft] = field(default_factory=list)
    factuality: Factuality = Factuality.ACTUAL
    date: PartialDate | None = None
    end_date: PartialDate | None = None
    date_rule: str = ""
    death_count: int | None = None
    injury_count: int | None = None
    count_modifier: str | None = None
    attributed_to: list[EntityDraft] = field(default_factory=list)
    links: list[tuple[str, EventDraft, float]] = field(default_factory=list)
    confidence: float = 1.0

    def fillers(self, role: str) -> list[EntityDraft | EventDraft]:
        """The fillers of a role, in the order found."""
        return [r.filler for r in self.roles if r.role == role]

    def add_role(
        self, role: str, filler: EntityDraft | EventDraft, token: int, rule: str, confidence: float = 1.0
    ) -> None:
        """Add a filler, unless the role already has it or the event would fill its own role."""
        if filler is not self and not any(r.role == role and r.filler is filler for r in self.roles):
            self.roles.append(RoleDraft(role, filler, token, rule, confidence))


@dataclass(slots=True, eq=False)
class RelationDraft:
    """A relation: `object` is an entity draft, or a string (job title) or an int (age); evidence is tokens [start, end)."""

    subject: EntityDraft
    property: str
    object: EntityDraft | str | int
    start: int
    end: int
    rule: str
    confidence: float = 1.0


@dataclass(slots=True, eq=False)
class Workspace:
    """All drafts of one article.

    `by_token` maps a token index to the entity a mention *headed or covered* by that token stands for: the
    head of every mention, all tokens of a name, and resolved pronouns. Where mentions nest, the widest wins
    for the head, the narrowest for the other tokens ("Dutch" in "Dutch consulate" is the country, "consulate" the mission).
    """

    document: Document
    ontology: Ontology
    title_end: int = 0  # tokens [0, title_end) are the headline
    entities: list[EntityDraft] = field(default_factory=list)
    by_token: dict[int, EntityDraft] = field(default_factory=dict)
    times: list[TimeDraft] = field(default_factory=list)
    events: list[EventDraft] = field(default_factory=list)
    relations: list[RelationDraft] = field(default_factory=list)

    @property
    def today(self) -> dt.date | None:
        """The day of publication."""
        return self.document.date

    def entity_at(self, token: Token) -> EntityDraft | None:
        """The entity whose mention has this token as its head, if any."""
        return self.by_token.get(token.i)


def workspace(doc: Doc) -> Workspace:
    """The drafts of a Doc that went through the extractor."""
    found: Workspace = doc._.kg
    return found
