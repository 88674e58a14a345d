"""What the rules write to: relations kept once each, within the domain and range that the ontology states."""

from __future__ import annotations

from kg.extract.draft import EntityDraft, RelationDraft, Workspace
from kg.extract.entities.name import BODY_CLASSES
from kg.extract.entities.table import Table
from kg.extract.entities.variants import Countries
from kg.model import MentionKind

__all__ = ["Facts"]


class Facts:
    """The relations of one article while they are gathered."""

    def __init__(self, ws: Workspace, table: Table, countries: Countries) -> None:
        self.ws = ws
        self.table = table
        self._countries = countries
        self._lands: dict[str, EntityDraft] | None = None
        self._bodies: dict[str, EntityDraft | None] | None = None
        self._seen: set[tuple[int, str, object]] = set()
        used = {id(r.filler) for e in ws.events for r in e.roles} | {id(a) for e in ws.events for a in e.attributed_to}
        self._used = used
        # Mentions by their first and their last token.
        self.starting: dict[int, tuple[EntityDraft, int]] = {}
        self.ending: dict[int, tuple[EntityDraft, int]] = {}
        # Bodies by their names of one word ("House", "UN").
        self.named_bodies = {
            a: e for e in ws.entities if e.named and e.cls in BODY_CLASSES for a in (e.name, *e.aliases) if " " not in a
        }
        for entity in ws.entities:
            for m in entity.mentions:
                if m.kind is MentionKind.PRONOUN:
                    continue
                if m.start not in self.starting or self.starting[m.start][1] < m.end:
                    self.starting[m.start] = entity, m.end
                if m.end not in self.ending or self.ending[m.end][1] > m.start:
                    self.ending[m.end] = entity, m.start

    def at(self, token: int | None) -> EntityDraft | None:
        """The entity a token stands for."""
        return None if token is None else self.ws.by_token.get(token)

    def counts(self, entity: EntityDraft) -> bool:
        """Whether the entity is told of: it has a name, or fills a role."""
        return entity.named or id(entity) in self._used

    def country(self, entity: EntityDraft) -> bool:
        """Whether a place is a country: known by its adjective, or by its initials."""
        return entity.cls == "GeopoliticalEntity" and (
            not self._countries.names or any(self._countries.is_one(a) for a in (entity.name, *entity.aliases))
        )

    def land_of(self, word: str) -> EntityDraft | None:
        """The country of the article that a word is the adjective or a name of."""
        if self._lands is None:
            self._lands = {}
            for e in self.ws.entities:
                if self.country(e):
                    for a in (e.name, *e.aliases):
                        self._lands.setdefault(self._countries.name(a), e)
        return self._lands.get(self._countries.name(word))

    def body_of_noun(self, noun: str) -> EntityDraft | None:
        """The only named body of the article whose name ends in a noun ("committee"), or None."""
        if self._bodies is None:
            self._bodies = {}
            for e in self.ws.entities:
                if e.named and e.cls in BODY_CLASSES:
                    for last in dict.fromkeys(a.lower().split()[-1] for a in (e.name, *e.aliases) if " " in a):
                        self._bodies[last] = None if last in self._bodies else e
        return self._bodies.get(noun)

    def add(
        self,
        subject: EntityDraft | None,
        prop: str,
        obj: EntityDraft | str | int | None,
        start: int,
        end: int,
        rule: str,
        confidence: float = 0.8,
    ) -> bool:
        """Add a relation, if both ends are told of, the classes allow it, and it was not said before."""
        if subject is None or obj is None or subject is obj or not self.counts(subject):
            return False
        stated = self.ws.ontology.relations.get(prop)
        if stated and stated.domain and not any(self.ws.ontology.is_a(subject.cls, d) for d in stated.domain):
            return False
        if isinstance(obj, EntityDraft):
            if not self.counts(obj) or (stated and not self.ws.ontology.accepts(stated, obj.cls)):
                return False
            key: object = id(obj)
        else:
            key = str(obj).lower()
        if (id(subject), prop, key) in self._seen:
            return False
        if prop == "nkg:nationality" and (id(subject), "nkg:leads", key) in self._seen:
            return False  # who leads a country is said to lead it, and no more
        self._seen.add((id(subject), prop, key))
        self.ws.relations.append(RelationDraft(subject, prop, obj, start, max(end, start + 1), rule, confidence))
        return True

    def phrase_object(self, i: int, *prepositions: str) -> tuple[str, int] | None:
        """(preposition, token) where token i is such a preposition and a named thing follows it at once."""
        if i + 1 >= len(self.table) or self.table.lower[i] not in prepositions:
            return None
        first = i + 1 + (self.table.lower[i + 1] in ("the", "a", "an"))
        found = self.starting.get(first)
        if found is None:
            return None
        entity, end = found
        head = next((k for k in range(end - 1, first - 1, -1) if self.at(k) is entity), None)
        return None if head is None else (self.table.lower[i], head)

    def object_of(self, i: int, *prepositions: str) -> tuple[int, int] | None:
        """(preposition, object) of the first such prepositional phrase that hangs on token i."""
        for k in self.table.kids[i]:
            if self.table.dep[k] in ("prep", "agent") and self.table.lower[k] in prepositions:
                obj = self.table.kid(k, "pobj")
                if obj is not None:
                    return k, obj
        return None

    def with_conjuncts(self, i: int) -> list[int]:
        """Token i and what is joined to it by "and" or a comma."""
        found = [i]
        for k in self.table.kids[i]:
            if self.table.dep[k] == "conj":
                found.extend(self.with_conjuncts(k))
        return found
