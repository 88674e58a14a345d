"""The shortcuts: SHACL rules run over the events of a checked graph (SHACL Advanced Features, section 8, sh:SPARQLRule)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from kg.errors import OntologyError
from kg.ontology import Ontology

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Identifier, Node

__all__ = ["Rules"]

_NKG = "https://w3id.org/newskg/ontology#"


class Rules:
    """Rules by the class they hold for, each query parsed once; pySHACL would parse it anew for every event."""

    def __init__(self, graph: Graph, ontology: Ontology) -> None:
        """Read the rules of a Turtle graph. Raises OntologyError for a query that is no CONSTRUCT or does not parse."""
        from rdflib import Namespace, URIRef

        sh = Namespace("http://www.w3.org/ns/shacl#")
        self._by_class: dict[Node, list[Any]] = {}
        for shape, rule in sorted(graph.subject_objects(sh.rule), key=lambda pair: str(pair[0])):
            prefixes = {
                str(graph.value(d, sh.prefix)): str(graph.value(d, sh.namespace))
                for holder in graph.objects(rule, sh.prefixes)
                for d in graph.objects(holder, sh.declare)
            }
            queries = [_prepare(q, prefixes, shape) for q in sorted(map(str, graph.objects(rule, sh.construct)))]
            for target in graph.objects(shape, sh.targetClass):
                name = str(target).removeprefix(_NKG)
                for cls in ontology.ancestors:
                    if ontology.is_a(cls, name):
                        self._by_class.setdefault(URIRef(_NKG + cls), []).extend(queries)

    def derive(self, graph: Graph) -> Iterator[tuple[Node, tuple[Node, Node, Node]]]:
        """What the rules say of a graph: the event behind it, and the triple."""
        from rdflib import RDF

        for event, cls in list(graph.subject_objects(RDF.type)):
            for query in self._by_class.get(cls, ()):
                for triple in graph.query(query, initBindings={"this": cast("Identifier", event)}):
                    yield event, triple  # type: ignore[misc]


def _prepare(text: str, prefixes: dict[str, str], shape: Node) -> Any:
    from pyparsing import ParseException
    from rdflib.plugins.sparql import prepareQuery

    try:
        query = prepareQuery(text, initNs=prefixes)
    except (ParseException, ValueError) as error:
        raise OntologyError(f"{shape}: its rule is not valid SPARQL: {error}") from error
    except Exception as error:  # rdflib raises a bare Exception for a prefix that is not declared
        if "Unknown namespace prefix" not in str(error):
            raise
        raise OntologyError(f"{shape}: {error}; declare the prefix with sh:declare") from error
    if query.algebra.name != "ConstructQuery":
        raise OntologyError(f"{shape}: a rule's sh:construct must be a CONSTRUCT query")
    return query
