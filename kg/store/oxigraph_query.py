"""Queries on an Oxigraph store, their errors made readable and their answers plain values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.results import AskResult, GraphResult, QueryResult, ResultFormat, SelectResult
from kg.store.terms import BlankNode, Iri, Literal, Term, Triple

__all__ = ["run_query"]

_ROWS = {
    ResultFormat.CSV: ox.QueryResultsFormat.CSV,
    ResultFormat.TSV: ox.QueryResultsFormat.TSV,
    ResultFormat.JSON: ox.QueryResultsFormat.JSON,
    ResultFormat.XML: ox.QueryResultsFormat.XML,
}
_GRAPHS = {
    ResultFormat.TURTLE: ox.RdfFormat.TURTLE,
    ResultFormat.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    ResultFormat.JSONLD: ox.RdfFormat.JSON_LD,
    ResultFormat.RDFXML: ox.RdfFormat.RDF_XML,
}
_POSITION = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
# What a human can use of the list of what the grammar would have taken: its sentences, not its tokens.
_SENTENCE = re.compile(r"[^\[\]'\"]+ [^\[\]'\"]+ [^\[\]'\"]+")
_UPDATE = re.compile(
    r"\s*(?:(?:prefix|base)\b[^>]*>\s*)*(insert|delete|load|clear|drop|create|add|move|copy|with)\b", re.I
)


def run_query(store: ox.Store, sparql: str, prefixes: Mapping[str, str]) -> QueryResult:
    """Evaluate `sparql` on the store's default graph and its named ones.

    Raises:
        QueryError: as `kg.store.Store.query` says.
    """
    with _query_errors(sparql):
        found = store.query(sparql, prefixes=dict(prefixes))
        if isinstance(found, ox.QueryBoolean):
            return _Ask(found)
        if isinstance(found, ox.QuerySolutions):
            return _Select(found, sparql)
        return _Graph(found, sparql, prefixes)


class _Ask(AskResult):
    def __init__(self, found: ox.QueryBoolean) -> None:
        self._found = found

    def __bool__(self) -> bool:
        return bool(self._found)

    def serialize(self, format: ResultFormat) -> bytes:
        return self._found.serialize(format=_ROWS[_fitting(format, self)]) or b""


class _Select(SelectResult):
    def __init__(self, found: ox.QuerySolutions, sparql: str) -> None:
        self._found, self._sparql = found, sparql
        self.variables = tuple(variable.value for variable in found.variables)

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        with _query_errors(self._sparql):
            for row in self._found:
                yield tuple(None if term is None else _plain(term) for term in row)

    def serialize(self, format: ResultFormat) -> bytes:
        with _query_errors(self._sparql):
            return self._found.serialize(format=_ROWS[_fitting(format, self)]) or b""


class _Graph(GraphResult):
    def __init__(self, found: ox.QueryTriples, sparql: str, prefixes: Mapping[str, str]) -> None:
        self._found, self._sparql, self._prefixes = found, sparql, prefixes

    def __iter__(self) -> Iterator[Triple]:
        with _query_errors(self._sparql):
            for triple in self._found:
                yield _plain_triple(triple)

    def serialize(self, format: ResultFormat) -> bytes:
        with _query_errors(self._sparql):
            # By subject and predicate, so that Turtle groups them.
            triples = sorted(set(self._found), key=str)
            chosen = _GRAPHS[_fitting(format, self)]
            if format is not ResultFormat.TURTLE:
                return ox.serialize(triples, format=chosen) or b""
            return _sorted_prefixes(ox.serialize(triples, format=chosen, prefixes=dict(self._prefixes)) or b"")


def _sorted_prefixes(turtle: bytes) -> bytes:
    """The same Turtle with the prefixes it uses, sorted: the engine writes them all, in the order of its hashes."""
    lines = turtle.decode("utf-8").splitlines(keepends=True)
    head = [line for line in lines if line.startswith("@prefix ")]
    body = "".join(lines[len(head) :])
    return ("".join(sorted(line for line in head if line.split()[1] in body)) + body).encode()


def _fitting(format: ResultFormat, result: QueryResult) -> ResultFormat:
    if format not in result.formats:
        raise QueryError(f"this kind of answer cannot be written as {format}; choose {', '.join(result.formats)}")
    return format


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language)
    if isinstance(term, ox.BlankNode):
        return BlankNode(term.value)
    return _plain_triple(term)


def _plain_triple(triple: ox.Triple) -> Triple:
    return Triple(_plain(triple.subject), Iri(triple.predicate.value), _plain(triple.object))


@contextmanager
def _query_errors(sparql: str) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise _syntax_error(str(error), sparql) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be evaluated: {error}") from error


def _syntax_error(message: str, sparql: str) -> QueryError:
    """The engine's message with the place shown, and the grammar's part of it left out."""
    if update := _UPDATE.match(sparql):
        return QueryError(
            f"{update[1].upper()} is an update; only queries (SELECT, ASK, CONSTRUCT, DESCRIBE) are answered"
        )
    if not sparql.strip():
        return QueryError("the query is empty")
    match = _POSITION.match(message)
    if match is None:
        return QueryError(f"the query does not parse: {message}")
    line, column = int(match[1]), int(match[2])
    lines = sparql.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    pointer = "".join("\t" if character == "\t" else " " for character in shown[: column - 1]) + "^"
    hints = [hint.strip() for hint in re.split(r",\s", match[3]) if _SENTENCE.fullmatch(hint.strip())]
    why = f": {hints[0]}" if hints else ""
    return QueryError(
        f"the query does not parse at line {line}, column {column}{why}\n  {shown}\n  {pointer}", line, column
    )
