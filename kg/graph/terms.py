"""RDF terms as N-Triples text, which is quick to make, to sort and to hand to a store; and the way to rdflib's.

A graph of one article has some thousand terms. Written straight as N-Triples they cost a tenth of what rdflib's
term objects cost, so those are made only for the part of a graph that pySHACL and the rules look at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from rdflib.term import Literal, Node, URIRef

__all__ = [
    "PREFIXES",
    "Term",
    "Triple",
    "from_rdflib",
    "iri",
    "iri_text",
    "literal",
    "literal_text",
    "nkg",
    "to_rdflib",
]

Term: TypeAlias = str
"""An RDF term in N-Triples: `<http://…>`, `"text"@en`, `"3"^^<…#integer>`."""
Triple: TypeAlias = tuple[Term, Term, Term]

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "nkg": "https://w3id.org/newskg/ontology#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_LITERAL = re.compile(r'"(.*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_NAMED_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def iri(curie: str) -> Term:
    """The term for a CURIE such as "nkg:leads" or "schema:jobTitle". Raises KeyError for a prefix not in `PREFIXES`."""
    prefix, _, local = curie.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def nkg(local: str) -> Term:
    """The term for a name of this project's ontology."""
    return f"<{PREFIXES['nkg']}{local}>"


def iri_text(term: Term) -> str:
    """The bare IRI of an IRI's term."""
    return term[1:-1]


def literal(text: str, datatype: str | None = None, lang: str | None = None) -> Term:
    """A literal's term; `datatype` is a local name of XML Schema ("integer"). Lone surrogates become U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    quoted = text.translate(_ESCAPES)
    if lang is not None:
        return f'"{quoted}"@{lang}'
    return f'"{quoted}"' if datatype is None else f'"{quoted}"^^<{PREFIXES["xsd"]}{datatype}>'


def from_rdflib(node: Node) -> Term:
    """The term for an object of rdflib; unlike rdflib's own `n3`, for what is no valid IRI or number too."""
    from rdflib.term import BNode, Literal

    if isinstance(node, Literal):
        quoted = str(node).translate(_ESCAPES)
        if node.language:
            return f'"{quoted}"@{node.language}'
        return f'"{quoted}"' if node.datatype is None else f'"{quoted}"^^<{node.datatype}>'
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"


def literal_text(term: Term) -> str:
    """The lexical form of a literal's term."""
    match = _LITERAL.fullmatch(term)
    if match is None:
        raise ValueError(f"not a literal: {term!r}")
    return _unescape(match[1])


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda m: _NAMED_ESCAPES.get(m[3], m[3]) if m[3] else chr(int(m[1] or m[2], 16)), text)


def to_rdflib(term: Term) -> URIRef | Literal:
    """The same term as an object of rdflib."""
    from rdflib.term import Literal, URIRef

    if term.startswith("<"):
        return URIRef(term[1:-1])
    match = _LITERAL.fullmatch(term)
    if match is None:
        raise ValueError(f"not a term: {term!r}")
    text, lang, datatype = match.groups()
    return Literal(_unescape(text), lang=lang, datatype=None if datatype is None else URIRef(datatype))
