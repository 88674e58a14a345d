"""The measures: every comparison becomes a verdict, and every figure is counted from verdicts.

Precision, recall and F1 are micro-averaged: pooled over all articles before dividing (Manning, Raghavan and Schütze,
"Introduction to Information Retrieval", section 8.3). The measures are those of docs/gold.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.eval.gold import GoldArticle, GoldRelation
from kg.eval.matching import Matching, same_title
from kg.eval.system import SystemArticle, SystemRelation
from kg.model import Factuality

__all__ = ["FACT_KINDS", "MEASURES", "Outcome", "Tally", "Verdict", "judge", "tally"]

FACT_KINDS = ("roles", "relations", "dates", "counts", "attribution", "between")
"""The kinds of facts that are pooled in the headline figure, "facts"."""
MEASURES = ("entities", "classes", "linking", "nil", "events", *FACT_KINDS, "factuality", "not Actual", "facts")
"""All measures, in the order they are reported."""

Parts = tuple[str, ...]


class Outcome(StrEnum):
    """What became of one thing that the gold says, or that the graph says."""

    RIGHT = "right"
    MISSED = "missed"
    SPURIOUS = "spurious"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One comparison. `gold` are the gold ids and values of the thing where the gold has it; `system` the IRIs and values
    where the graph has it; `text` shows it to a reader. A wrong value is two verdicts: one missed, one spurious."""

    article: str
    measure: str
    outcome: Outcome
    text: str
    gold: Parts = ()
    system: Parts = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts, and the figures they give; each figure is 0 where there is nothing to divide by."""

    right: int = 0
    system: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """What share of the graph's things is right."""
        return self.right / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """What share of the gold's things was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.system + self.gold) if self.system + self.gold else 0.0


def tally(verdicts: Iterable[Verdict]) -> dict[str, Tally]:
    """The figures of each measure, "facts" pooled from its kinds."""
    counts = {m: dict.fromkeys(Outcome, 0) for m in MEASURES}
    for v in verdicts:
        counts[v.measure][v.outcome] += 1
        if v.measure in FACT_KINDS:
            counts["facts"][v.outcome] += 1
    return {
        m: Tally(c[Outcome.RIGHT], c[Outcome.RIGHT] + c[Outcome.SPURIOUS], c[Outcome.RIGHT] + c[Outcome.MISSED])
        for m, c in counts.items()
    }


def judge(gold: GoldArticle, system: SystemArticle, matching: Matching) -> Iterator[Verdict]:
    """All verdicts on one article."""
    return _Judge(gold, system, matching).verdicts()


class _Judge:
    def __init__(self, gold: GoldArticle, system: SystemArticle, matching: Matching) -> None:
        self.gold, self.system, self.matching = gold, system, matching
        self.event_of = {gid: iri for iri, gid in matching.event.items()}
        self.entity_of = {gid: iri for iri, gid in matching.entity.items()}

    def verdicts(self) -> Iterator[Verdict]:
        yield from self.nodes()
        yield from self.links()
        for kind in FACT_KINDS:
            yield from self.relations() if kind == "relations" else self.facts(kind)
        yield from self.factuality()

    def say(
        self,
        measure: str,
        outcome: Outcome,
        text: str,
        gold: Parts = (),
        system: Parts = (),
        confidence: float | None = None,
    ) -> Verdict:
        return Verdict(self.gold.id, measure, outcome, text, gold, system, confidence)

    def either(self, measure: str, right: bool, text: str, gold: Parts, system: Parts) -> Iterator[Verdict]:
        """A thing both sides have: right, or missed and spurious at once."""
        for outcome in (Outcome.RIGHT,) if right else (Outcome.MISSED, Outcome.SPURIOUS):
            yield self.say(measure, outcome, text, gold, system)

    def nodes(self) -> Iterator[Verdict]:
        gold, system = self.gold, self.system
        for measure, entries, nodes, found in (
            ("entities", gold.entities, system.entities, self.entity_of),
            ("events", gold.events, system.events, self.event_of),
        ):
            for gid in entries:
                iri = found.get(gid)
                outcome = Outcome.MISSED if iri is None else Outcome.RIGHT
                yield self.say(measure, outcome, gold.shown(gid), (gid,), () if iri is None else (iri,))
            for iri in nodes.keys() - set(found.values()):
                yield self.say(measure, Outcome.SPURIOUS, system.shown(iri), (), (iri,))
        for gid, iri in self.entity_of.items():
            right = gold.entities[gid].cls in system.entities[iri].classes
            text = (
                f"{gold.shown(gid)} is {gold.entities[gid].cls}, not {'/'.join(sorted(system.entities[iri].classes))}"
            )
            yield from self.either("classes", right, text, (gid,), (iri,))

    def links(self) -> Iterator[Verdict]:
        for gid, entry in self.gold.entities.items():
            iri = self.entity_of.get(gid)
            qid = self.system.entities[iri].qid if iri else None
            text, parts = (
                f"{self.gold.shown(gid)} is {entry.qid}, not {qid or 'unlinked'}",
                ((gid,), (iri,) if iri else ()),
            )
            if entry.verified:
                yield self.say("linking", Outcome.RIGHT if qid == entry.qid else Outcome.MISSED, text, *parts)
            if qid and qid != entry.qid and (entry.verified or entry.qid == "NIL"):
                yield self.say("linking", Outcome.SPURIOUS, text, *parts)
            if entry.qid == "NIL" and iri:
                yield from self.either("nil", qid is None, text, *parts)

    def facts(self, kind: str) -> Iterator[Verdict]:
        """Facts on events: right where the event, the name and the value, or the node it stands for, are the gold's."""
        wanted: set[Parts] = {(gid, n, v) for gid, e in self.gold.events.items() for k, n, v in e.facts if k == kind}
        said: list[tuple[Parts, Parts | None, float | None]] = []
        for iri, event in self.system.events.items():
            for (k, name, value), confidence in event.facts.items():
                if k == kind:
                    gid, filler = self.matching.event.get(iri), self.value(kind, value)
                    got = None if gid is None or filler is None else (gid, name, filler)
                    said.append(((iri, name, value), got, confidence))
        yield from self.compare(kind, wanted, said)

    def value(self, kind: str, value: str) -> str | None:
        return value if kind in ("dates", "counts") else self.matching.resolve(value, self.system)

    def relations(self) -> Iterator[Verdict]:
        wanted: set[Parts] = {(r.subject, r.property, r.object) for r in self.gold.relations}
        said: list[tuple[Parts, Parts | None, float | None]] = []
        for relation, confidence in self.system.relations.items():
            found = self.gold_relation(relation)
            said.append(((relation.subject, relation.property, relation.object), found, confidence))
        yield from self.compare("relations", wanted, said)

    def gold_relation(self, said: SystemRelation) -> Parts | None:
        subject = self.matching.resolve(said.subject, self.system)
        if subject is None:
            return None
        if not said.literal:
            target = self.matching.resolve(said.object, self.system)
            return None if target is None else (subject, said.property, target)
        of_subject = [r for r in self.gold.relations if (r.subject, r.property) == (subject, said.property)]
        # An equal literal before one that merely contains it, so that two titles of one person find their own.
        for r in sorted(of_subject, key=lambda r: (r.object != said.object, r.object)):
            if _same_literal(r, said):
                return (r.subject, r.property, r.object)
        return None

    def compare(
        self, kind: str, wanted: set[Parts], said: list[tuple[Parts, Parts | None, float | None]]
    ) -> Iterator[Verdict]:
        """A fact said twice counts once."""
        hit: set[Parts] = set()
        for raw, got, confidence in said:
            if got is None or got not in wanted:
                text = " ".join(self.system.shown(part) for part in raw)
                yield self.say(kind, Outcome.SPURIOUS, text, got or (), raw, confidence)
            elif got not in hit:
                hit.add(got)
                yield self.say(kind, Outcome.RIGHT, " ".join(map(self.gold.shown, got)), got, raw, confidence)
        for fact in sorted(wanted - hit):
            yield self.say(kind, Outcome.MISSED, " ".join(map(self.gold.shown, fact)), fact)

    def factuality(self) -> Iterator[Verdict]:
        for gid, iri in self.event_of.items():
            want, got = self.gold.events[gid].factuality, self.system.events[iri].factuality
            text = f"{self.gold.shown(gid)} is {want}, not {got}"
            yield from self.either("factuality", want == got, text, (gid,), (iri,))
            if want == got != Factuality.ACTUAL:
                yield self.say("not Actual", Outcome.RIGHT, text, (gid,), (iri,))
            elif want != got:
                if want != Factuality.ACTUAL:
                    yield self.say("not Actual", Outcome.MISSED, text, (gid,), (iri,))
                if got != Factuality.ACTUAL:
                    yield self.say("not Actual", Outcome.SPURIOUS, text, (gid,), (iri,))


def _same_literal(gold: GoldRelation, said: SystemRelation) -> bool:
    return gold.object == said.object or (gold.property == "schema:jobTitle" and same_title(gold.object, said.object))
