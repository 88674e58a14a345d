"""Events as English sentences: who did what to whom, with what, where, when, according to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Factuality
from kg.ontology import Ontology
from kg.ontology.wording import Wording
from kg.triples import Subjects

__all__ = ["Sentences", "Word", "shown_date"]

# What stands before the fillers of a role that is neither subject nor object, in the order they are told.
_BEFORE = {
    "addressee": "to",
    "beneficiary": "for",
    "participant": "with",
    "instrument": "with",
    "origin": "from",
    "destination": "to",
    "place": "in",
    "about": "about",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a sentence; `kind` is "name" for who and what takes part, "deed" for what happened, else ""."""

    text: str
    kind: str = ""


def shown_date(iso: str) -> str:
    """A day, month or year with its preposition: "on 3 January 2020", "in April 2019", "in 2013"."""
    parts = [int(p) for p in iso[:10].split("-")]
    if len(parts) == 1:
        return f"in {iso}"
    day = dt.date(*[*parts, 1][:3])
    return f"in {day:%B %Y}" if len(parts) == 2 else f"on {day.day} {day:%B %Y}"


class Sentences:
    """Words for the events of one graph."""

    def __init__(self, graph: Subjects, ontology: Ontology, wording: Mapping[str, Wording]) -> None:
        self._graph, self._ontology, self._wording = graph, ontology, wording

    def of(self, event: str) -> tuple[Word, ...]:
        """The sentence for an event's IRI, without a full stop."""
        return tuple(_spaced(self._pieces(event)))

    def name(self, iri: str) -> str:
        """How a participant is called: an entity by its label, an event by its noun and what it was done to."""
        if label := self._graph.text(iri, "rdfs:label"):
            return label
        if self._graph.classes(iri) & self._ontology.event_classes:
            words = self._words(iri)
            done_to = self._fillers(iri, "victim") or self._fillers(iri, "target")
            told = f" {words.noun_link} {_list([self.name(f) for f in done_to])}" if done_to else ""
            return "the " + words.noun.removeprefix("an ").removeprefix("a ") + told
        return iri

    def _words(self, event: str) -> Wording:
        """The words of the event's class, or of the nearest ancestor that has some."""
        classes = sorted(self._graph.classes(event))
        for cls in classes:
            # The nearest ancestor is the one with the most ancestors itself.
            line = [
                cls,
                *sorted(self._ontology.ancestors.get(cls, ()), key=lambda a: -len(self._ontology.ancestors.get(a, ()))),
            ]
            for name in line:
                if name == "Event":
                    break
                if name in self._wording:
                    return self._wording[name]
        return Wording(noun=f"an event: {classes[0] if classes else 'of no class'}")

    def _fillers(self, event: str, role: str) -> list[str]:
        return self._graph.texts(event, f"nkg:{role}")

    def _pieces(self, event: str) -> Iterator[Word]:
        words, factuality = self._words(event), self._factuality(event)
        agents = self._fillers(event, "agent")
        objects = [*self._fillers(event, "victim"), *self._fillers(event, "target")]
        told = {"agent", "victim", "target"}
        if not objects and words.participle:
            objects = self._fillers(event, "beneficiary")
            told.add("beneficiary")
        if factuality is Factuality.POSSIBLE:
            yield Word("perhaps")
        yield from self._clause(words, factuality, agents, objects)
        for role, before in _BEFORE.items():
            fillers = [] if role in told else self._fillers(event, role)
            if fillers:
                happened = self._graph.classes(fillers[0]) & self._ontology.event_classes
                yield Word("in" if role == "instrument" and happened else before)
                yield from self._names(fillers)
        yield from self._numbers(event, objects)
        yield from self._when(event)
        if sources := self._graph.texts(event, "nkg:attributedTo"):
            yield Word(", according to")
            yield from self._names(sources)

    def _factuality(self, event: str) -> Factuality:
        stated = self._graph.text(event, "nkg:factuality")
        return Factuality(stated.rsplit("#", 1)[-1]) if stated else Factuality.ACTUAL

    def _clause(
        self, words: Wording, factuality: Factuality, agents: Sequence[str], objects: Sequence[str]
    ) -> Iterator[Word]:
        """Subject, verb and object, or what can be said without them."""
        if agents and (words.past if objects else words.past_alone):
            past, base = (words.past, words.base) if objects else (words.past_alone, words.base_alone)
            yield from self._names(agents)
            yield Word(_active(past, base, factuality, self._are(agents)), "deed")
            yield from self._names(objects)
        elif objects and words.participle:
            yield from self._names(objects)
            yield Word(_passive(words.participle, factuality, self._are(objects)), "deed")
        elif objects and words.past_alone:
            yield from self._names(objects)
            yield Word(_active(words.past_alone, words.base_alone, factuality, self._are(objects)), "deed")
        else:
            yield Word(_existence(words.noun, factuality), "deed")
            if agents:
                yield Word("by")
                yield from self._names(agents)
            if objects:
                yield Word(words.noun_link)
                yield from self._names(objects)

    def _are(self, iris: Sequence[str]) -> bool:
        """Whether a subject takes a plural verb."""
        return len(iris) > 1 or "Group" in self._graph.classes(iris[0])

    def _names(self, iris: Sequence[str]) -> Iterator[Word]:
        for i, iri in enumerate(iris):
            if i:
                yield Word("and" if i == len(iris) - 1 else ",")
            yield Word(self.name(iri), "name")

    def _numbers(self, event: str, objects: Sequence[str]) -> Iterator[Word]:
        """Dead and hurt, where no group of that size has been named."""
        modifier = self._graph.text(event, "nkg:countModifier")
        sizes = {self._graph.text(o, "nkg:size") for o in objects}
        for name, word in (("deathCount", "dead"), ("injuryCount", "hurt")):
            count = self._graph.text(event, f"nkg:{name}")
            if count is not None and count not in sizes:
                yield Word(f"({modifier + ' ' if modifier else ''}{count} {word})")

    def _when(self, event: str) -> Iterator[Word]:
        date, end = self._graph.text(event, "nkg:date"), self._graph.text(event, "nkg:endDate")
        if date:
            yield Word(shown_date(date))
        if end:
            yield Word("until " + shown_date(end).split(" ", 1)[1])


def _active(past: str, base: str, factuality: Factuality, plural: bool) -> str:
    if factuality is Factuality.NEGATED:
        return f"did not {base}"
    if factuality is Factuality.PLANNED:
        return f"{'are' if plural else 'is'} to {base}"
    return past


def _passive(participle: str, factuality: Factuality, plural: bool) -> str:
    if factuality is Factuality.PLANNED:
        return f"{'are' if plural else 'is'} to be {participle}"
    was = "were" if plural else "was"
    return f"{was} not {participle}" if factuality is Factuality.NEGATED else f"{was} {participle}"


def _existence(noun: str, factuality: Factuality) -> str:
    if factuality is Factuality.NEGATED:
        return f"there was no {noun.removeprefix('an ').removeprefix('a ')}"
    return f"there {'is to be' if factuality is Factuality.PLANNED else 'was'} {noun}"


def _spaced(words: Iterable[Word]) -> Iterator[Word]:
    """Words with the spaces between them, the first with a capital."""
    for i, word in enumerate(words):
        if i == 0:
            yield Word(word.text[:1].upper() + word.text[1:], word.kind)
            continue
        if not word.text.startswith(","):
            yield Word(" ")
        yield word


def _list(names: Sequence[str]) -> str:
    """At most two names, and how many more there are: an event is only named here, and told in full elsewhere."""
    if len(names) > 2:
        return f"{', '.join(names[:2])} and {len(names) - 2} more"
    return " and ".join(names)
