"""Any RDF files in, a report out: do they conform to the ontology and its shapes?"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import SourceError
from kg.graph.shapes import class_edges, ontology_file, read_shapes, results
from kg.graph.store import TripleStore, graph_of
from kg.graph.terms import PREFIXES, from_rdflib, to_rdflib
from kg.ontology import Ontology, parse_turtle

if TYPE_CHECKING:
    from rdflib import Dataset
    from rdflib.term import Node

    _Triple: TypeAlias = tuple[Node, Node, Node]

__all__ = ["RdfViolation", "ValidationReport", "validate_rdf"]

_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]|^$")
_SUFFIXES = {
    ".ttl": "turtle",
    ".n3": "n3",
    ".nt": "nt",
    ".nq": "nquads",
    ".nquads": "nquads",
    ".trig": "trig",
    ".jsonld": "json-ld",
    ".json": "json-ld",
    ".rdf": "xml",
    ".owl": "xml",
    ".xml": "xml",
}


@dataclass(frozen=True, slots=True, order=True)
class RdfViolation:
    """One thing that does not conform: nodes as N-Triples writes them, `shape` the name of the shape."""

    focus: str
    message: str
    path: str | None
    value: str | None
    shape: str


@dataclass(frozen=True)
class ValidationReport:
    """What validation found; `conforms` is true where it found nothing."""

    violations: tuple[RdfViolation, ...]

    @property
    def conforms(self) -> bool:
        """Whether the files conform."""
        return not self.violations


def validate_rdf(files: Iterable[Path], ontology: Ontology, extra: Iterable[Path] = ()) -> ValidationReport:
    """Check RDF files, taken together, against the shapes, and their terms against the ontology.

    The format follows from the file's ending (.ttl, .trig, .nt, .nq, .jsonld, .rdf …); named graphs are taken
    together too. Besides the shapes every term in the ontology's namespace must be one the ontology declares,
    which finds misspelt ones. `extra` are Turtle files with further terms and shapes.
    Raises SourceError for a file that cannot be read or parsed, OntologyError for an `extra` that cannot be used.
    """
    extra = tuple(extra)
    with _quiet():
        return _validate(_read(files), ontology, extra)


def _validate(data: Dataset, ontology: Ontology, extra: tuple[Path, ...]) -> ValidationReport:
    shapes = parse_turtle((ontology_file("shapes.ttl"), *extra))
    names = {iri: shape.name for iri, shape in read_shapes(shapes).items()}
    triples = {(s, p, o) for s, p, o, _ in data.quads()}
    broken = dict(_broken(triples))
    found = set(broken.values())
    store = TripleStore()
    store.fill(triples - broken.keys())
    store.fill({(to_rdflib(s), to_rdflib(p), to_rdflib(o)) for s, p, o in class_edges(ontology)} - triples)
    for result in results(graph_of(store), shapes):
        found.add(
            RdfViolation(
                focus=from_rdflib(result.focus),
                message=result.message,
                path=None if result.path is None else from_rdflib(result.path),
                value=None if result.value is None else from_rdflib(result.value),
                shape=names.get(str(result.shape), str(result.shape)),
            )
        )
    declared = parse_turtle((ontology_file("newskg.ttl"), *extra))
    found.update(_undeclared(triples, {str(s) for s in (*declared.subjects(), *data.subjects())}))
    return ValidationReport(tuple(sorted(found, key=lambda v: (v.focus, v.message, v.path or "", v.value or ""))))


def _broken(triples: Iterable[_Triple]) -> Iterator[tuple[_Triple, RdfViolation]]:
    """Statements whose terms are no RDF, which the shapes cannot be asked about."""
    from rdflib.term import Literal, URIRef

    for s, p, o in triples:
        for node in (s, p, o):
            if isinstance(node, URIRef) and _NO_IRI.search(node):
                message = f"{from_rdflib(node)} is not a valid IRI."
            elif isinstance(node, Literal) and isinstance(node.value, Decimal) and not node.value.is_finite():
                message = f"{from_rdflib(node)} is not a number."
            else:
                continue
            yield (s, p, o), RdfViolation(from_rdflib(s), message, from_rdflib(p), from_rdflib(o), "a valid term")


def _undeclared(triples: Iterable[_Triple], declared: set[str]) -> Iterator[RdfViolation]:
    """Terms of the ontology's namespace, used as property, class or value, that nothing declares."""
    from rdflib.term import URIRef

    for s, p, o in triples:
        for node in (p, o):
            if isinstance(node, URIRef) and node.startswith(PREFIXES["nkg"]) and str(node) not in declared:
                message = f"The ontology declares no {from_rdflib(node)}."
                yield RdfViolation(from_rdflib(s), message, from_rdflib(p), from_rdflib(o), "a declared term")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from printing what the report will say of malformed terms."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _read(files: Iterable[Path]) -> Dataset:
    from rdflib import Dataset

    data = Dataset(default_union=True)
    for path in map(Path, files):
        format_ = _SUFFIXES.get(path.suffix.lower())
        if format_ is None:
            known = ", ".join(sorted(_SUFFIXES))
            raise SourceError(f"{path}: no RDF format is known by this ending; give a file that ends in one of {known}")
        try:
            data.parse(data=path.read_bytes(), format=format_, publicID=path.absolute().as_uri())
        except OSError as error:
            raise SourceError(f"{path}: cannot be read: {error.strerror}") from error
        except Exception as error:  # rdflib's parsers each raise their own kinds, some of them bare Exceptions
            reason = getattr(error, "_why", None) or str(error)  # Turtle's own text shows its buffer as bytes
            line = f", line {error.lines + 1}" if hasattr(error, "lines") else ""
            raise SourceError(f"{path}{line}: cannot be parsed as {format_}: {reason}") from error
    return data
