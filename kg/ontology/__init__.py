"""Turtle in, plain dataclasses out: classes, roles, relations and the lexicon that evokes them."""

from kg.ontology.load import default_files, load_ontology, parse_turtle
from kg.ontology.terms import LexicalEntry, LightVerb, NounEntry, Ontology, Operator, Property

__all__ = [
    "LexicalEntry",
    "LightVerb",
    "NounEntry",
    "Ontology",
    "Operator",
    "Property",
    "default_files",
    "load_ontology",
    "parse_turtle",
]
