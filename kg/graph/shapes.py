"""The shapes and rules as data of their own: what each shape looks at, and what a violation of it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.graph.terms import PREFIXES, nkg
from kg.ontology import Ontology

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Result", "Shape", "class_edges", "ontology_file", "read_shapes", "results"]


@dataclass(frozen=True)
class Shape:
    """A shape as the quarantine needs it. All are bare IRIs; `path` is None for a node shape or a path of several steps."""

    iri: str
    name: str
    path: str | None
    classes: frozenset[str]
    subjects_of: frozenset[str]
    objects_of: frozenset[str]
    rejects_node: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a validation report (SHACL, section 3.6.2), with rdflib's nodes; `value` is None where it has none."""

    focus: Node
    value: Node | None
    path: Node | None
    shape: Node
    component: str
    message: str


def results(data: Graph, shapes: Graph) -> list[Result]:
    """What pySHACL finds in a graph, which must hold the class hierarchy too; empty where the graph conforms.

    Raises OntologyError for shapes that pySHACL cannot use.
    """
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError
    from rdflib import Graph, Namespace

    sh = Namespace("http://www.w3.org/ns/shacl#")
    try:
        conforms, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    except ReportableRuntimeError as error:
        raise OntologyError(f"the shapes cannot be used: {error}") from error
    if not isinstance(report, Graph):
        raise OntologyError(f"the shapes cannot be used: {text}")
    if conforms:
        return []
    found = []
    for result in report.objects(None, sh.result):
        said = dict(report.predicate_objects(result))
        found.append(
            Result(
                focus=said[sh.focusNode],
                value=said.get(sh.value),
                path=said.get(sh.resultPath),
                shape=said[sh.sourceShape],
                component=str(said[sh.sourceConstraintComponent]),
                message=str(said[sh.resultMessage]),
            )
        )
    return found


def ontology_file(name: str) -> Path:
    """The path of a Turtle file that comes with the package."""
    return Path(str(resources.files("newskg_ontology"))) / name


def read_shapes(graph: Graph) -> Mapping[str, Shape]:
    """Every named shape of a shapes graph, by IRI."""
    from rdflib import RDF, Namespace, URIRef

    sh, nsh = Namespace("http://www.w3.org/ns/shacl#"), Namespace("https://w3id.org/newskg/shapes#")

    def iris(shape: Node, predicate: URIRef) -> frozenset[str]:
        return frozenset(str(o) for o in graph.objects(shape, predicate) if isinstance(o, URIRef))

    found = {}
    for kind in (sh.NodeShape, sh.PropertyShape):
        for shape in graph.subjects(RDF.type, kind):
            found[str(shape)] = Shape(
                iri=str(shape),
                name=str(graph.value(shape, sh.name, default=shape)),
                path=next(iter(iris(shape, sh.path)), None),
                classes=iris(shape, sh.targetClass),
                subjects_of=iris(shape, sh.targetSubjectsOf),
                objects_of=iris(shape, sh.targetObjectsOf),
                rejects_node=(shape, nsh.rejects, nsh.Node) in graph,
            )
    return found


def class_edges(ontology: Ontology) -> list[tuple[str, str, str]]:
    """The direct `rdfs:subClassOf` statements between the ontology's classes, as N-Triples terms.

    Put beside the data they are all the inference the shapes need.
    """
    edges = []
    for cls, ancestors in sorted(ontology.ancestors.items()):
        inherited = frozenset[str]().union(*(ontology.ancestors.get(a, frozenset()) for a in ancestors))
        edges += [
            (nkg(cls), f"<{PREFIXES['rdfs']}subClassOf>", nkg(parent)) for parent in sorted(ancestors - inherited)
        ]
    return edges
