"""A graph's triples as N-Triples text, looked at by subject: what `kg.graph` makes and `kg.store` gives back, without RDF objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.graph.terms import PREFIXES, Term, Triple, literal_text

__all__ = ["Subjects", "curie_of", "parse_nquads", "term_of", "text_of"]


def term_of(curie: str) -> Term:
    """The term of a CURIE such as "nkg:agent". Raises KeyError for an unknown prefix."""
    prefix, _, name = curie.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


def text_of(term: Term) -> str:
    """An IRI without its brackets; a literal without its quotes, language or datatype, and escapes; a blank node as it is."""
    if term.startswith("<"):
        return term[1:-1]
    return literal_text(term) if term.startswith('"') else term


def parse_nquads(nquads: bytes) -> Iterator[Triple]:
    """The triples of N-Quads as `kg.store.Store.graph` writes them: one statement a line, single spaces, every graph named."""
    # Not splitlines(): that would also break at U+2028 and its kin, which stand unescaped in literals.
    for line in filter(None, nquads.decode().split("\n")):
        subject, predicate, rest = line.split(" ", 2)
        yield subject, predicate, rest.rsplit(" ", 2)[0]


def curie_of(iri: str) -> str:
    """An IRI shortened with the usual prefixes, or as it is where none fits."""
    fitting = [(ns, prefix) for prefix, ns in PREFIXES.items() if iri.startswith(ns)]
    if not fitting:
        return iri
    namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri[len(namespace) :]}"


class Subjects:
    """The triples of one graph, by subject. Subjects are named by bare IRIs, predicates by CURIEs."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._by_subject: dict[str, dict[Term, list[Term]]] = {}
        for s, p, o in triples:
            self._by_subject.setdefault(text_of(s), {}).setdefault(p, []).append(o)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_subject)

    def __contains__(self, iri: str) -> bool:
        return iri in self._by_subject

    def terms(self, subject: str, curie: str) -> list[Term]:
        """The objects as terms, in the order of the triples."""
        return self._by_subject.get(subject, _NOTHING).get(term_of(curie), [])

    def texts(self, subject: str, curie: str) -> list[str]:
        """The objects as bare IRIs and texts."""
        return [text_of(o) for o in self.terms(subject, curie)]

    def text(self, subject: str, curie: str) -> str | None:
        """The first object's text, if there is one."""
        return next(iter(self.texts(subject, curie)), None)

    def number(self, subject: str, curie: str) -> float | None:
        """The first object as a number, if there is one."""
        found = self.text(subject, curie)
        return None if found is None else float(found)

    def classes(self, subject: str) -> frozenset[str]:
        """The local names of the ontology's classes the subject is of."""
        nkg = PREFIXES["nkg"]
        return frozenset(t.removeprefix(nkg) for t in self.texts(subject, "rdf:type") if t.startswith(nkg))

    def predicates(self, subject: str) -> list[str]:
        """The CURIEs of what is said of a subject."""
        return [curie_of(text_of(p)) for p in self._by_subject.get(subject, _NOTHING)]


_NOTHING: Mapping[Term, list[Term]] = {}
