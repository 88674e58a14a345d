"""What a violation takes out of an article's graph, and the record of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.article import ArticleGraph
from kg.graph.shapes import Shape
from kg.graph.terms import Term, Triple, iri, iri_text, literal_text, nkg

__all__ = ["Quarantined", "Violation", "Workbench"]

_TYPE = iri("rdf:type")
_EVIDENCE = nkg("evidence")
_SENTENCE = nkg("sentence")
_TEXT = iri("nif:isString")
_CLAIM_PARTS = (iri("rdf:subject"), iri("rdf:predicate"), iri("rdf:object"))
_DOCUMENT = frozenset({nkg("Article"), nkg("ExtractionRun"), iri("nif:Context")})


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of validation: shape and constraint component as IRIs, focus node and value as N-Triples terms."""

    shape: str
    component: str
    message: str
    focus: Term
    value: Term | None = None


@dataclass(frozen=True, slots=True)
class Quarantined:
    """What one violation took out of one article's graph.

    `triples` are N-Triples statements without the closing dot; they are empty where another violation had
    taken the same ones. `sentence` is what the article says there, where that is known.
    """

    article: str
    message: str
    shape: str
    focus: str
    triples: tuple[str, ...]
    sentence: str | None = None


class Workbench:
    """One article's graph while it is checked."""

    def __init__(self, graph: ArticleGraph, shapes: Mapping[str, Shape]) -> None:
        self.iri = graph.iri
        self.triples: dict[Triple, None] = dict.fromkeys(graph.triples)
        self._shapes = shapes

    def to_check(self) -> Iterator[Triple]:
        """The graph, and each claimed relation as if it were told plainly.

        So a relation that is denied or merely possible, and has no plain triple, must have the right kinds of
        subject and object too.
        """
        yield from self.triples
        yield from dict.fromkeys(t for t in claims_in(self.triples).values() if t not in self.triples)

    def take_out(self, violations: Sequence[Violation]) -> list[Quarantined]:
        """Remove what the violations say must go, and with it what cannot stand alone; a record for each."""
        removal = _Removal(self.triples)
        records = []
        for violation in violations:
            offending = list(removal.offending(violation, self._shapes.get(violation.shape)))
            if offending:
                gone = removal.remove(offending)
                sentence = removal.sentence([violation.focus, *(s for s, _, _ in offending), *(s for s, _, _ in gone)])
                records.append(self._record(violation.message, violation.shape, violation.focus, gone, sentence))
        self.triples = {t: None for t in self.triples if t not in removal.gone}
        return records

    def give_up(self) -> list[Quarantined]:
        """Remove everything, because what is left after many rounds still does not conform."""
        gone, self.triples = list(self.triples), {}
        message = "The rest of the graph could not be made to conform; none of it is kept."
        return [self._record(message, "", f"<{self.iri}>", gone, None)]

    def finish(self, shortcuts: Iterable[Triple]) -> ArticleGraph:
        """The graph as it now is, with shortcuts."""
        return ArticleGraph(self.iri, tuple(self.triples | dict.fromkeys(sorted(shortcuts))))

    def _record(
        self, message: str, shape: str, focus: Term, gone: Iterable[Triple], sentence: str | None
    ) -> Quarantined:
        return Quarantined(
            article=self.iri,
            message=message,
            shape=shape,
            focus=iri_text(focus) if focus.startswith("<") else focus,
            triples=tuple(" ".join(t) for t in gone),
            sentence=sentence,
        )


class _Removal:
    """One round of taking statements out of a graph, whose indexes stay those of the graph as it was."""

    def __init__(self, triples: Mapping[Triple, None]) -> None:
        self.gone: set[Triple] = set()
        self._place = {triple: n for n, triple in enumerate(triples)}
        self._claims = claims_in(triples)
        self._claimed: dict[Triple, list[Term]] = {}
        for claim, relation in self._claims.items():
            self._claimed.setdefault(relation, []).append(claim)
        self._of: dict[Term, list[Triple]] = {}
        self._to: dict[Term, list[Triple]] = {}
        for triple in dict.fromkeys((*triples, *self._claimed)):
            self._of.setdefault(triple[0], []).append(triple)
            self._to.setdefault(triple[2], []).append(triple)

    def offending(self, violation: Violation, shape: Shape | None) -> Iterator[Triple]:
        """The statements a violation is about, by the kind of its shape and constraint; claimed relations count too."""
        focus = violation.focus
        missing = violation.component.endswith("MinCountConstraintComponent")
        whole = shape is None or shape.rejects_node or (missing and shape.classes)
        if shape is None or whole or not (shape.path or shape.subjects_of or shape.objects_of):
            yield from self._around(focus)
        elif shape.path is not None and not missing:
            for triple in self._of.get(focus, ()):
                if triple[1] == f"<{shape.path}>" and violation.value in (None, triple[2]):
                    yield triple
        else:
            yield from (t for t in self._of.get(focus, ()) if t[1][1:-1] in shape.subjects_of)
            yield from (t for t in self._to.get(focus, ()) if t[1][1:-1] in shape.objects_of)

    def remove(self, offending: Iterable[Triple]) -> list[Triple]:
        """Remove statements and what makes no sense without them; what is newly gone, in the graph's order.

        A relation and the claims of it go together; a node that loses its class goes, with its evidence if nothing
        else rests on that; a graph without its article, its text or its provenance goes as a whole.
        """
        before = set(self.gone)
        waiting = list(offending)
        while waiting:
            triple = waiting.pop()
            if triple not in self.gone:
                self.gone.add(triple)
                waiting += self._dependants(triple)
        return sorted((t for t in self.gone - before if t in self._place), key=self._place.__getitem__)

    def _dependants(self, triple: Triple) -> Iterator[Triple]:
        subject, predicate, object_ = triple
        if predicate == _TYPE:
            yield from self._place if object_ in _DOCUMENT else self._around(subject)
        for claim in self._claimed.get(triple, ()):
            yield from self._around(claim)
        if subject in self._claims:
            relation = self._claims[subject]
            if all(self._is_gone(claim) for claim in self._claimed[relation]):
                yield relation
        if predicate == _EVIDENCE and all(t in self.gone for t in self._to[object_] if t[1] == _EVIDENCE):
            yield from self._of.get(object_, ())

    def _is_gone(self, node: Term) -> bool:
        return all(t in self.gone for t in self._of[node] if t[1] == _TYPE)

    def _around(self, node: Term) -> Iterator[Triple]:
        yield from self._of.get(node, ())
        yield from self._to.get(node, ())

    def sentence(self, nodes: Iterable[Term]) -> str | None:
        """The sentence of the first of the nodes that is an event; else the one in which the first evidence stands."""
        nodes = list(dict.fromkeys(nodes))
        for node in nodes:
            if sentence := self._text(node, _SENTENCE):
                return sentence
        for node in nodes:
            for _, predicate, phrase in self._of.get(node, ()):
                if predicate == _EVIDENCE:
                    begin = self._text(phrase, iri("nif:beginIndex")) or ""
                    text = next(
                        (t for c in self._objects(phrase, iri("nif:referenceContext")) if (t := self._text(c, _TEXT))),
                        None,
                    )
                    if text is None or not begin.isdecimal():
                        return self._text(phrase, iri("nif:anchorOf"))
                    return _sentence_at(text, int(begin))
        return None

    def _objects(self, node: Term, predicate: Term) -> Iterator[Term]:
        return (o for _, p, o in self._of.get(node, ()) if p == predicate)

    def _text(self, node: Term, predicate: Term) -> str | None:
        return next((literal_text(o) for o in self._objects(node, predicate) if o.startswith('"')), None)


def claims_in(triples: Iterable[Triple]) -> dict[Term, Triple]:
    """The relation that each complete claim states."""
    parts: dict[Term, dict[Term, Term]] = {}
    for s, p, o in triples:
        if p in _CLAIM_PARTS:
            parts.setdefault(s, {})[p] = o
    s, p, o = _CLAIM_PARTS
    return {claim: (said[s], said[p], said[o]) for claim, said in parts.items() if len(said) == 3}


def _sentence_at(text: str, at: int) -> str | None:
    """The stretch around an offset between two ends of sentences or lines: good enough to show."""
    begin = 0
    for match in re.finditer(r"[.!?]['\"”’)]*\s+|\n+", text):
        if match.end() > at:
            return text[begin : match.end()].strip() or None
        begin = match.end()
    return text[begin:].strip() or None
