"""N-Quads in, any of the usual formats out, the same bytes for the same statements.

The writers are our own because the bytes of rdflib's depend on the order of the input, and they take six times as long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from kg.graph.terms import PREFIXES, Term, Triple, iri, literal_text

__all__ = ["FORMATS", "serialize"]

_Graphs: TypeAlias = Mapping[Term, list[Triple]]

_TERM = r'<[^<>"{}|^`\\\x00-\x20]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^<>]*>)?'
_QUAD = re.compile(rf"\s*({_TERM})\s+({_TERM})\s+({_TERM})\s*({_TERM})?\s*\.\s*")
_LOCAL = re.compile(r"[A-Za-z_0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_NATURAL = re.compile(r"(\d+)")
_TYPE = iri("rdf:type")
_NUMBER = re.compile(
    r'"([+-]?\d+)"\^\^<http://www\.w3\.org/2001/XMLSchema#integer>|"([+-]?\d*\.\d+)"\^\^<http://www\.w3\.org/2001/XMLSchema#decimal>'
)


def serialize(nquads: bytes, format: str) -> bytes:
    """The statements of an N-Quads document as "turtle", "trig", "nquads", "ntriples" or "jsonld", in UTF-8.

    Turtle and N-Triples know no named graphs: there the statements of all graphs stand together, each once.
    Raises ValueError for another format, and for a line that is no quad.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}; choose one of {', '.join(sorted(FORMATS))}")
    return "".join(FORMATS[format](_graphs(nquads.decode()))).encode()


def _graphs(nquads: str) -> _Graphs:
    """Statements by graph, each once and sorted; the default graph goes by the empty string."""
    graphs: dict[Term, set[Triple]] = {}
    for number, line in enumerate(nquads.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _QUAD.fullmatch(line)
        if match is None:
            raise ValueError(f"line {number} is not an N-Quads statement: {line[:120]}")
        s, p, o, g = match.groups()
        graphs.setdefault(g or "", set()).add((s, p, o))
    return {g: sorted(graphs[g], key=_order) for g in sorted(graphs)}


def _order(triple: Triple) -> tuple[Any, ...]:
    """Numbers in names count as numbers, so that the third phrase does not stand after the twentieth; types come first."""
    s, p, o = triple
    return _NATURAL.split(s)[::2], [int(n) for n in _NATURAL.findall(s)], s, p != _TYPE, p, o


def _nquads(graphs: _Graphs) -> Iterator[str]:
    for g, triples in graphs.items():
        end = f" {g} .\n" if g else " .\n"
        for s, p, o in triples:
            yield f"{s} {p} {o}{end}"


def _merged(graphs: _Graphs) -> list[Triple]:
    if len(graphs) == 1:
        return next(iter(graphs.values()))
    return sorted({t for triples in graphs.values() for t in triples}, key=_order)


def _ntriples(graphs: _Graphs) -> Iterator[str]:
    for s, p, o in _merged(graphs):
        yield f"{s} {p} {o} .\n"


def _turtle(graphs: _Graphs) -> Iterator[str]:
    yield from _prefixes()
    yield from _subjects(_merged(graphs), _Curies(), "")


def _trig(graphs: _Graphs) -> Iterator[str]:
    yield from _prefixes()
    curie = _Curies()
    for g, triples in graphs.items():
        if g:
            yield f"\n{g} {{\n"
            yield from _subjects(triples, curie, "    ")
            yield "}\n"
        else:
            yield from _subjects(triples, curie, "")


def _prefixes() -> Iterator[str]:
    for prefix, namespace in PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"


class _Curies(dict[Term, str]):
    """A term as Turtle writes it shortest, remembered."""

    def __missing__(self, term: Term) -> str:
        short = self[term] = _shorten(term)
        return short


def _shorten(term: Term) -> str:
    if term.startswith("<"):
        for prefix, namespace in PREFIXES.items():
            if term.startswith(namespace, 1) and _LOCAL.fullmatch(term, len(namespace) + 1, len(term) - 1):
                return f"{prefix}:{term[len(namespace) + 1 : -1]}"
        return term
    if term.endswith(">"):
        if number := _NUMBER.fullmatch(term):
            return number[1] or number[2]
        text, _, datatype = term.rpartition("^^")
        return f"{text}^^{_shorten(datatype)}"
    return term


def _subjects(triples: Iterable[Triple], curie: _Curies, indent: str) -> Iterator[str]:
    """Statements grouped by subject and predicate; they come sorted."""
    subject = predicate = None
    for s, p, o in triples:
        verb = "a" if p == _TYPE else curie[p]
        if s != subject:
            yield ("" if subject is None else " .\n") + f"\n{indent}{curie[s]} {verb} {curie[o]}"
        elif p != predicate:
            yield f" ;\n{indent}    {verb} {curie[o]}"
        else:
            yield f", {curie[o]}"
        subject, predicate = s, p
    if subject is not None:
        yield " .\n"


def _jsonld(graphs: _Graphs) -> Iterator[str]:
    curie = _Curies()
    blocks: list[dict[str, Any]] = []
    for g, triples in graphs.items():
        nodes = list(_nodes(triples, curie))
        blocks += [{"@id": g[1:-1] if g.startswith("<") else g, "@graph": nodes}] if g else nodes
    yield json.dumps({"@context": PREFIXES, "@graph": blocks}, ensure_ascii=False, indent=1) + "\n"


def _nodes(triples: Iterable[Triple], curie: _Curies) -> Iterator[dict[str, Any]]:
    node: dict[str, Any] = {}
    for s, p, o in triples:
        name = _json_id(s, curie)
        if node.get("@id") != name:
            if node:
                yield node
            node = {"@id": name}
        if p == _TYPE:
            node.setdefault("@type", []).append(_json_id(o, curie))
        else:
            node.setdefault(curie[p] if p != curie[p] else p[1:-1], []).append(_json_value(o, curie))
    if node:
        yield node


def _json_id(term: Term, curie: _Curies) -> str:
    short = curie[term]
    return short[1:-1] if short.startswith("<") else short


def _json_value(term: Term, curie: _Curies) -> dict[str, str]:
    if not term.startswith('"'):
        return {"@id": _json_id(term, curie)}
    value = {"@value": literal_text(term)}
    tail = term[term.rindex('"') + 1 :]
    if tail.startswith("@"):
        value["@language"] = tail[1:]
    elif tail:
        value["@type"] = _json_id(tail[2:], curie)
    return value


FORMATS: Mapping[str, Callable[[_Graphs], Iterable[str]]] = {
    "jsonld": _jsonld,
    "nquads": _nquads,
    "ntriples": _ntriples,
    "trig": _trig,
    "turtle": _turtle,
}
"""The formats by name, each with its writer."""
