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
        yield from dict.fromkeys(t for t in self._claims().values() if t not in self.triples)

    def take_out(self, violations: Sequence[Violation]) -> list[Quarantined]:
        """Remove what the violations say must go, and with it what cannot stand alone; a record for each."""
        before = dict(self.triples)
        records = []
        for violation in violations:
            offending = set(self._offending(violation, before))
            if not offending:
                continue
            offending = self._with_dependants(offending, before)
            sentence = self._sentence(violation, offending, before)
            gone = [t for t in before if t in offending and t in self.triples]
            for triple in gone:
                del self.triples[triple]
            records.append(self._record(violation.message, violation.shape, violation.focus, gone, sentence))
        return records

    def give_up(self) -> list[Quarantined]:
        """Remove everything, because what is left after many rounds still does not conform."""
        gone, self.triples = list(self.triples), {}
        message = "The rest of the graph could not be made to conform; none of it is kept."
        return [self._record(message, "", f"<{self.iri}>", gone, None)]

    def finish(self, shortcuts: Iterable[Triple]) -> ArticleGraph:
        """The graph as it now is, with shortcuts."""
        return ArticleGraph(self.iri, tuple(self.triples | dict.fromkeys(sorted(shortcuts))))

    # -- what goes -------------------------------------------------------------------------------------

    def _offending(self, violation: Violation, triples: Mapping[Triple, None]) -> Iterator[Triple]:
        """The statements a violation is about, by the kind of its shape and constraint."""
        focus, shape = violation.focus, self._shapes.get(violation.shape)
        missing = violation.component.endswith("MinCountConstraintComponent")
        if shape is None or shape.rejects_node or (missing and shape.classes):
            yield from (t for t in triples if focus in (t[0], t[2]))
        elif shape.path is not None and not missing:
            path = f"<{shape.path}>"
            for claimed in self._claims().values():
                if claimed[:2] == (focus, path) and violation.value in (None, claimed[2]):
                    yield claimed
            yield from (t for t in triples if t[:2] == (focus, path) and violation.value in (None, t[2]))
        elif shape.subjects_of or shape.objects_of:
            subjects_of = {f"<{p}>" for p in shape.subjects_of}
            objects_of = {f"<{p}>" for p in shape.objects_of}
            for s, p, o in [*triples, *self._claims().values()]:
                if (s == focus and p in subjects_of) or (o == focus and p in objects_of):
                    yield s, p, o
        else:
            yield from (t for t in triples if focus in (t[0], t[2]))

    def _with_dependants(self, offending: set[Triple], triples: Mapping[Triple, None]) -> set[Triple]:
        """The statements, and what makes no sense without them.

        A relation and the claims of it go together; a node that loses its class goes, with its evidence if
        nothing else rests on that; a graph without its article, its text or its provenance goes as a whole.
        """
        claims = self._claims()
        while True:
            size = len(offending)
            nodes = {s for s, p, _ in offending if p == _TYPE}
            nodes |= {claim for claim, relation in claims.items() if relation in offending}
            for node in nodes & claims.keys():
                if not any(c not in nodes and r == claims[node] for c, r in claims.items()):
                    offending.add(claims[node])
            offending |= {t for t in triples if t[0] in nodes or t[2] in nodes}
            resting = {o for s, p, o in triples if p == _EVIDENCE and (s, p, o) not in offending}
            idle = {o for _, p, o in offending if p == _EVIDENCE} - resting
            offending |= {t for t in triples if t[0] in idle}
            if any(p == _TYPE and o in _DOCUMENT for _, p, o in offending):
                return set(triples)
            if len(offending) == size:
                return offending

    def _claims(self) -> dict[Term, Triple]:
        """The relation that each complete claim states."""
        parts: dict[Term, dict[Term, Term]] = {}
        for s, p, o in self.triples:
            if p in _CLAIM_PARTS:
                parts.setdefault(s, {})[p] = o
        s, p, o = _CLAIM_PARTS
        return {claim: (said[s], said[p], said[o]) for claim, said in parts.items() if len(said) == 3}

    # -- the record ------------------------------------------------------------------------------------

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

    def _sentence(self, violation: Violation, offending: set[Triple], triples: Mapping[Triple, None]) -> str | None:
        """The sentence of the event concerned; else the one in which the node's first evidence stands."""
        involved = [violation.focus, *(s for s in dict.fromkeys(t[0] for t in triples if t in offending))]
        said = {(s, p): literal_text(o) for s, p, o in triples if o.startswith('"')}
        for node in involved:
            if (node, _SENTENCE) in said:
                return said[node, _SENTENCE]
        text = next((words for (_, p), words in said.items() if p == iri("nif:isString")), None)
        evidence: dict[Term, Term] = {}
        for s, p, o in triples:
            if p == _EVIDENCE:
                evidence.setdefault(s, o)
        for node in involved:
            if node in evidence:
                begin = said.get((evidence[node], iri("nif:beginIndex")), "")
                if text is None or not begin.isdecimal():
                    return said.get((evidence[node], iri("nif:anchorOf")))
                return _sentence_at(text, int(begin))
        return None


def _sentence_at(text: str, at: int) -> str | None:
    """The stretch around an offset between two ends of sentences or lines: good enough to show."""
    begin = 0
    for match in re.finditer(r"[.!?]['\"”’)]*\s+|\n+", text):
        if match.end() > at:
            return text[begin : match.end()].strip() or None
        begin = match.end()
    return text[begin:].strip() or None
