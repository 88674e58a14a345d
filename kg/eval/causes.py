"""Why a thing was missed or is spurious: one cause for each verdict that is not right, told from what both sides have."""

from __future__ import annotations

from collections.abc import Callable

from kg.eval.gold import GoldArticle, GoldEvent, occurrences
from kg.eval.layout import Layout
from kg.eval.matching import Matching
from kg.eval.measures import FACT_KINDS, Outcome, Verdict
from kg.eval.system import SystemArticle
from kg.model import Span
from kg.ontology import LexicalEntry, Ontology

__all__ = ["Causes", "Lemmas"]

Lemmas = Callable[[str, Span], list[str]]
"""The lemmas of the words that a span of a text covers, lower case."""


class Causes:
    """Names the cause of one article's verdicts."""

    def __init__(
        self,
        gold: GoldArticle,
        system: SystemArticle,
        matching: Matching,
        layout: Layout,
        ontology: Ontology,
        lemmas: Lemmas,
    ) -> None:
        self.gold, self.system, self.matching = gold, system, matching
        self.layout, self.ontology, self.lemmas = layout, ontology, lemmas
        self.event_of = {gid: iri for iri, gid in matching.event.items()}
        self.found_entities = set(matching.filler.values())

    def of(self, verdict: Verdict) -> str:
        """The cause of a verdict, in a few words; empty for one that is right."""
        if verdict.outcome is Outcome.RIGHT:
            return ""
        missed = verdict.outcome is Outcome.MISSED
        if verdict.measure == "events":
            return (
                self._missed_event(self.gold.events[verdict.gold[0]])
                if missed
                else self._spurious_event(verdict.system[0])
            )
        if verdict.measure == "entities":
            return self._missed_entity(verdict.gold[0]) if missed else self._spurious_entity(verdict.system[0])
        if verdict.measure == "relations":
            return self._missed_relation(*verdict.gold) if missed else self._spurious_relation(verdict)
        if verdict.measure in FACT_KINDS:
            return self._missed_fact(verdict.measure, *verdict.gold) if missed else self._spurious_fact(*verdict.system)
        return "wrong value"

    # -- events ----------------------------------------------------------------------------------------

    def _missed_event(self, event: GoldEvent) -> str:
        spans = [self.layout.span(t.start, t.end) for t in event.triggers]
        there = [n for n in self.system.events.values() if any(a.overlaps(b) for a in spans for b in n.spans)]
        if any(event.cls in n.classes for n in there):
            return "merged with another event"
        if there:
            return "wrong class"
        entries = [e for t in event.triggers for e in self._entries(t)]
        if any(self.ontology.is_a(e.denotes, event.cls) for e in entries):
            return "trigger in the lexicon, not taken for an event"
        return "trigger in the lexicon for other classes only" if entries else "trigger not in the lexicon"

    def _entries(self, trigger: Span) -> list[LexicalEntry]:
        """The lexical entries whose words are all among the trigger's, or whose head is."""
        lemmas = set(self.lemmas(self.gold.document.text, trigger))
        return [e for e in self.ontology.lexicon if lemmas >= set(e.form)] or [
            e for e in self.ontology.lexicon if e.form[0] in lemmas
        ]

    def _spurious_event(self, iri: str) -> str:
        node = self.system.events[iri]
        for event in self.gold.events.values():
            spans = [self.layout.span(t.start, t.end) for t in event.triggers]
            if any(a.overlaps(b) for a in spans for b in node.spans):
                return "second node for one event" if event.cls in node.classes else "wrong class"
        return "no event in the gold"

    # -- entities --------------------------------------------------------------------------------------

    def _missed_entity(self, gid: str) -> str:
        if gid in self.found_entities:
            return "merged with another entity"
        if any(s.overlaps(o) for s in self._mentions(gid) for n in self.system.entities.values() for o in n.spans):
            return "wrong extent or class"
        return "name not recognised" if self.gold.entities[gid].qid is not None else "description not recognised"

    def _spurious_entity(self, iri: str) -> str:
        if iri in self.matching.filler:
            return "second node for one entity"
        spans = self.system.entities[iri].spans
        overlap = any(s.overlaps(o) for gid in self.gold.entities for s in self._mentions(gid) for o in spans)
        return "wrong extent or class" if overlap else "no entity in the gold"

    def _mentions(self, gid: str) -> list[Span]:
        entity = self.gold.entities[gid]
        text = self.gold.document.text
        return [
            self.layout.span(at, at + len(name))
            for name in (*entity.names, *entity.descriptions)
            for at in occurrences(name, text)
        ]

    # -- facts -----------------------------------------------------------------------------------------

    def _missed_fact(self, kind: str, event: str, name: str, value: str) -> str:
        iri = self.event_of.get(event)
        if iri is None:
            return "the event was missed"
        said = [(n, v) for (k, n, v) in self.system.events[iri].facts if k == kind]
        if kind in ("dates", "counts"):
            return "wrong value" if any(n == name for n, _ in said) else "not read"
        if value in self.gold.events:
            if value not in self.event_of:
                return "the other event was missed"
        elif value not in self.found_entities:
            return "the filler was missed"
        if any(self.matching.resolve(v, self.system) == value for _, v in said):
            return "wrong slot"
        near = "in the sentence" if self._near(event, value) else "in another sentence (coreference)"
        other = any(n == name for n, _ in said)
        return f"{'another filler, it is' if other else 'not filled, filler'} {near}"

    def _near(self, event: str, filler: str) -> bool:
        """Whether the filler is mentioned in a sentence that has a trigger of the event."""
        sentences = {self.layout.sentence(self.layout.span(t.start, t.end)) for t in self.gold.events[event].triggers}
        if filler in self.gold.events:
            spans = [self.layout.span(t.start, t.end) for t in self.gold.events[filler].triggers]
        else:
            spans = self._mentions(filler)
        return any(self.layout.sentence(s) in sentences for s in spans)

    def _spurious_fact(self, event: str, name: str, value: str) -> str:
        gid = self.matching.event.get(event)
        if gid is None:
            return "the event is spurious"
        facts = self.gold.events[gid].facts
        if any(n == name for _, n, _ in facts) and name in ("date", "endDate", "deathCount", "injuryCount"):
            return "wrong value"
        if name in ("date", "endDate", "deathCount", "injuryCount"):
            return "not in the gold"
        filler = self.matching.resolve(value, self.system)
        if filler is None:
            return "the filler is spurious"
        if any(v == filler for _, _, v in facts):
            return "wrong slot"
        return "wrong filler" if any(n == name for _, n, _ in facts) else "not in the gold"

    def _missed_relation(self, subject: str, prop: str, value: str) -> str:
        if subject not in self.found_entities or (value in self.gold.entities and value not in self.found_entities):
            return "an entity was missed"
        subjects = {iri for iri, gid in self.matching.filler.items() if gid == subject}
        said = [r for r in self.system.relations if r.subject in subjects]
        if any(not r.literal and self.matching.filler.get(r.object) == value for r in said):
            return "wrong property"
        return "another value" if any(r.property == prop for r in said) else "not read"

    def _spurious_relation(self, verdict: Verdict) -> str:
        subject, prop, value = verdict.system
        gid, other = self.matching.filler.get(subject), self.matching.filler.get(value)
        if gid is None or (value in self.system.entities and other is None):
            return "an entity is spurious"
        theirs = [r for r in self.gold.relations if r.subject == gid]
        if other is not None and any(r.object == other for r in theirs):
            return "wrong property"
        return "another value" if any(r.property == prop for r in theirs) else "not in the gold"
