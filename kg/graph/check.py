"""Graphs in, graphs that conform out, with the reason for everything that was taken away.

Many articles are checked in one go, since pySHACL spends most of its time on getting started. Within a batch what
one article says of a shared entity can neither make good nor spoil what another says of it (`kg.graph.batch`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.graph.article import ArticleGraph
from kg.graph.batch import Batch
from kg.graph.quarantine import Quarantined, Violation, Workbench
from kg.graph.rules import Rules
from kg.graph.shapes import class_edges, ontology_file, read_shapes, results
from kg.graph.terms import Term, iri
from kg.ontology import Ontology, parse_turtle

__all__ = ["CheckResult", "Checker"]

_ROUNDS = 12
"""Each round takes away what the one before left incomplete: a value, its node, what points at that, and so on."""


@dataclass(frozen=True)
class CheckResult:
    """`graphs`, in the order given, conform and have their shortcuts; `quarantined` is what was taken out of them.

    A graph of which nothing can be kept has no triples.
    """

    graphs: tuple[ArticleGraph, ...]
    quarantined: tuple[Quarantined, ...]


class Checker:
    """Shapes, rules and class hierarchy, read once and used for any number of batches."""

    def __init__(self, ontology: Ontology, extra: Iterable[Path] = ()) -> None:
        """`extra` are further Turtle files with shapes or rules. Raises OntologyError for a file that cannot be used."""
        from rdflib import RDF
        from rdflib.term import URIRef

        extra = tuple(extra)
        self._shapes_graph = parse_turtle((ontology_file("shapes.ttl"), *extra))
        self._shapes = read_shapes(self._shapes_graph)
        self._rules = Rules(parse_turtle((ontology_file("rules.ttl"), *extra)), ontology)
        self._edges = class_edges(ontology)
        # Terms that are one object compare at once, so the data uses the shapes' own where it can.
        self._known: dict[Term, Any] = {f"<{t}>": t for ts in self._shapes_graph for t in ts if isinstance(t, URIRef)}
        self._known[iri("rdf:type")] = RDF.type

    def check(self, graphs: Iterable[ArticleGraph]) -> CheckResult:
        """Take out what violates a shape until the rest conforms, then add what the rules derive.

        Costs least for some ten to fifty graphs at a time. Raises OntologyError for shapes that cannot be used.
        """
        benches = [Workbench(graph, self._shapes) for graph in graphs]
        finished: dict[int, ArticleGraph] = {}
        records: dict[int, list[Quarantined]] = {}
        pending = list(range(len(benches)))
        for _ in range(_ROUNDS):
            if not pending:
                break
            batch = Batch([benches[i] for i in pending], self._known, self._edges)
            violations = self._violations(batch)
            shortcuts = batch.split(self._rules.derive(batch.graph)) if len(violations) < len(pending) else {}
            for k, i in enumerate(pending):
                if k in violations:
                    records.setdefault(i, []).extend(benches[i].take_out(violations[k]))
                else:
                    finished[i] = benches[i].finish(shortcuts.get(k, ()))
            pending = [i for i in pending if i not in finished]
        for i in pending:
            records.setdefault(i, []).extend(benches[i].give_up())
            finished[i] = benches[i].finish(())
        return CheckResult(
            graphs=tuple(finished[i] for i in range(len(benches))),
            quarantined=tuple(record for i in range(len(benches)) for record in records.get(i, ())),
        )

    def _violations(self, batch: Batch) -> dict[int, list[Violation]]:
        """The violations in each graph of the batch that has any, in a fixed order."""
        found: dict[int, set[Violation]] = {}
        for result in results(batch.graph, self._shapes_graph):
            violation = Violation(
                shape=str(result.shape),
                component=result.component,
                message=result.message,
                focus=batch.term(result.focus),
                value=None if result.value is None else batch.term(result.value),
            )
            for k in batch.owners(result.focus):
                found.setdefault(k, set()).add(violation)
        return {k: sorted(vs, key=lambda v: (v.shape, v.focus, v.value or "", v.component)) for k, vs in found.items()}
