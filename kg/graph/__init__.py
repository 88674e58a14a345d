"""Extractions in, checked RDF out: one graph an article, and the reason for each rejection."""

from kg.graph.article import ArticleGraph, to_nquads
from kg.graph.check import Checker, CheckResult
from kg.graph.mapping import DEFAULT_BASE_IRI, map_extraction
from kg.graph.names import article_iri
from kg.graph.quarantine import Quarantined
from kg.graph.serialize import FORMATS, serialize
from kg.graph.validate import RdfViolation, ValidationReport, validate_rdf

__all__ = [
    "DEFAULT_BASE_IRI",
    "FORMATS",
    "ArticleGraph",
    "CheckResult",
    "Checker",
    "Quarantined",
    "RdfViolation",
    "ValidationReport",
    "article_iri",
    "map_extraction",
    "serialize",
    "to_nquads",
    "validate_rdf",
]
