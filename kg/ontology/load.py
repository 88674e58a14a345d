"""Read the ontology's Turtle files into `Ontology`.

A lexical entry takes its slots from three places, the nearer one winning: its own `slot:` properties, the
frames it names with `synsem:synBehavior`, and the default frame of its class and part of speech
(`nkg:verbFrame`, `nkg:nounFrame`, `nkg:adjectiveFrame` on the class or the nearest ancestor that has one). So a new event class
under a known family needs no more than its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from kg.errors import OntologyError
from kg.ontology.terms import LexicalEntry, LightVerb, NounEntry, Ontology, Operator, Property

__all__ = ["default_files", "load_ontology", "parse_turtle"]

NKG = Namespace("https://w3id.org/newskg/ontology#")
SLOT = Namespace("https://w3id.org/newskg/slot#")
SCHEMA = Namespace("https://schema.org/")
ONTOLEX = Namespace("http://www.w3.org/ns/lemon/ontolex#")
SYNSEM = Namespace("http://www.w3.org/ns/lemon/synsem#")
LEXINFO = Namespace("http://www.lexinfo.net/ontology/3.0/lexinfo#")
PREFIXES = {"nkg": NKG, "schema": SCHEMA}
LIGHT_KINDS = ("doing", "undergoing", "happening", "striking")
FRAMES = {"verb": NKG.verbFrame, "noun": NKG.nounFrame, "adjective": NKG.adjectiveFrame}


def default_files() -> tuple[Path, ...]:
    """The Turtle files that come with the package and that extraction reads, in a fixed order."""
    root = Path(str(resources.files("newskg_ontology")))
    return (root / "newskg.ttl", *sorted((root / "lexicon").glob("*.ttl")))


def load_ontology(extra: Iterable[Path] = ()) -> Ontology:
    """The shipped ontology, with the files of `extra` added to it. Raises OntologyError for a file that cannot be used."""
    return _Reader(parse_turtle((*default_files(), *extra))).ontology()


def parse_turtle(files: Iterable[Path]) -> Graph:
    """Turtle files in one graph. Raises OntologyError for one that cannot be read or parsed, with its line."""
    graph = Graph(bind_namespaces="none")
    for path in map(Path, files):
        try:
            graph.parse(path, format="turtle")
        except FileNotFoundError:
            raise OntologyError(f"{path}: no such ontology file; give a Turtle file that exists") from None
        except BadSyntax as error:
            # The error's own text shows the parser's buffer as bytes; the reason alone is what helps.
            reason = getattr(error, "_why", None) or error.message
            raise OntologyError(f"{path}, line {error.lines + 1}: not valid Turtle: {reason}") from error
        except (ParserError, UnicodeDecodeError, OSError) as error:
            raise OntologyError(f"{path}: cannot be read as Turtle: {error}") from error
    return graph


class _Reader:
    """Turns one merged graph into dataclasses."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def ontology(self) -> Ontology:
        version = next(iter(self.graph.objects(URIRef(str(NKG).rstrip("#")), OWL.versionInfo)), "0")
        ancestors = {
            self.name(c): frozenset(
                self.name(a)
                for a in self.graph.transitive_objects(c, RDFS.subClassOf)
                if a is not None and a != c and self.ours(a)
            )
            for c in set(self.graph.subjects(RDF.type, OWL.Class))
            if self.ours(c)
        }
        roles, relations = {}, {}
        for prop in set(self.graph.subjects(RDF.type, NKG.Role)):
            roles[self.name(prop)] = self.property(prop, self.name(prop))
        for prop in set(self.graph.subjects(RDF.type, NKG.Relation)):
            relations[self.curie(prop)] = self.property(prop, self.curie(prop))
        return Ontology(
            version=str(version),
            ancestors=ancestors,
            roles=roles,
            relations=relations,
            lexicon=tuple(sorted(self.entries(), key=lambda e: (e.form, e.pos, e.iri))),
            nouns=tuple(sorted(self.nouns(), key=lambda e: (e.form, e.iri))),
            operators=tuple(sorted(self.operators(), key=lambda e: (e.form, e.iri))),
            light_verbs=tuple(sorted(self.light_verbs(), key=lambda v: (v.form, v.kind))),
        )

    # -- terms ---------------------------------------------------------------------------------------

    @staticmethod
    def ours(node: Node) -> bool:
        return isinstance(node, URIRef) and node.startswith(str(NKG))

    @staticmethod
    def name(node: Node) -> str:
        return str(node).rsplit("#", 1)[-1].rsplit("/", 1)[-1]

    def curie(self, node: Node) -> str:
        for prefix, ns in PREFIXES.items():
            if str(node).startswith(str(ns)):
                return f"{prefix}:{str(node)[len(str(ns)) :]}"
        raise OntologyError(
            f"{node}: a relation must be in one of the namespaces {', '.join(map(str, PREFIXES.values()))}"
        )

    def property(self, prop: Node, name: str) -> Property:
        return Property(
            name=name,
            domain=frozenset(self.classes(prop, RDFS.domain)),
            range=frozenset(self.classes(prop, RDFS.range)),
            parents=frozenset(self.name(p) for p in self.graph.objects(prop, RDFS.subPropertyOf) if self.ours(p)),
        )

    def classes(self, prop: Node, predicate: URIRef) -> Iterator[str]:
        for node in self.graph.objects(prop, predicate):
            union = self.graph.value(node, OWL.unionOf)
            for member in Collection(self.graph, union) if union is not None else [node]:
                yield self.name(member)

    # -- lexicon -------------------------------------------------------------------------------------

    def forms(self, entry: Node) -> Iterator[tuple[str, ...]]:
        """Every written form: `ontolex:canonicalForm`/`ontolex:otherForm` with a `writtenRep`, or, shorter, `rdfs:label`."""
        found = [
            w
            for p in (ONTOLEX.canonicalForm, ONTOLEX.otherForm)
            for f in self.graph.objects(entry, p)
            for w in self.graph.objects(f, ONTOLEX.writtenRep)
        ]
        found = found or list(self.graph.objects(entry, RDFS.label))
        if not found:
            raise OntologyError(
                f"{entry}: a lexical entry needs an rdfs:label or an ontolex:canonicalForm with an ontolex:writtenRep"
            )
        for text in sorted(set(map(str, found))):
            yield tuple(text.split())

    def pos(self, entry: Node) -> str:
        pos = self.graph.value(entry, LEXINFO.partOfSpeech)
        if pos is None:
            raise OntologyError(
                f"{entry}: a lexical entry needs lexinfo:partOfSpeech (lexinfo:verb, lexinfo:noun or lexinfo:adjective)"
            )
        return {"commonNoun": "noun"}.get(self.name(pos), self.name(pos))

    def entries(self) -> Iterator[LexicalEntry]:
        for entry, cls in self.graph.subject_objects(ONTOLEX.denotes):
            if (entry, NKG.nounKind, None) in self.graph:
                continue
            if (cls, RDF.type, OWL.Class) not in self.graph:
                raise OntologyError(f"{entry} denotes {cls}, which no ontology file declares as an owl:Class")
            pos = self.pos(entry)
            slots = dict(self.default_slots(cls, pos))
            for frame in sorted(self.graph.objects(entry, SYNSEM.synBehavior), key=str):
                if (frame, None, None) not in self.graph:
                    raise OntologyError(f"{entry}: its frame {frame} is defined nowhere")
                slots |= dict(self.slots(frame))
            slots |= dict(self.slots(entry))
            for form in self.forms(entry):
                yield LexicalEntry(
                    iri=str(entry),
                    form=form,
                    pos=pos,
                    denotes=self.name(cls),
                    slots={s: r for s, r in slots.items() if r != "nothing"},
                    needs=self.literals(entry, NKG.needs),
                    bars=tuple(sorted({*self.literals(entry, NKG.bars), *self.default_bars(cls, pos)})),
                )

    def literals(self, entry: Node, predicate: URIRef) -> tuple[str, ...]:
        return tuple(sorted(map(str, self.graph.objects(entry, predicate))))

    def slots(self, node: Node) -> Iterator[tuple[str, str]]:
        """A node's own `slot:x nkg:role` statements; `slot:x nkg:nothing` takes an inherited slot away."""
        for predicate, role in self.graph.predicate_objects(node):
            if str(predicate).startswith(str(SLOT)):
                yield str(predicate)[len(str(SLOT)) :], self.name(role)

    def default_slots(self, cls: Node, pos: str) -> Iterator[tuple[str, str]]:
        """Slots of the class's default frames, the farthest ancestor's first so that the nearer one wins."""
        if pos not in FRAMES:
            return
        for ancestor in reversed(self.lineage(cls)):
            for frame in sorted(self.graph.objects(ancestor, FRAMES[pos]), key=str):
                yield from self.slots(frame)

    def default_bars(self, cls: Node, pos: str) -> Iterator[str]:
        """What bars every word of a class, told on its default frames and those of its ancestors."""
        if pos in FRAMES:
            for ancestor in self.lineage(cls):
                for frame in self.graph.objects(ancestor, FRAMES[pos]):
                    yield from self.literals(frame, NKG.bars)

    def lineage(self, cls: Node) -> list[Node]:
        """The class and its ancestors, breadth first."""
        line, seen = [cls], {cls}
        for node in line:
            for parent in sorted(self.graph.objects(node, RDFS.subClassOf), key=str):
                if parent not in seen:
                    seen.add(parent)
                    line.append(parent)
        return line

    def nouns(self) -> Iterator[NounEntry]:
        for entry, kind in self.graph.subject_objects(NKG.nounKind):
            cls, states = self.graph.value(entry, ONTOLEX.denotes), self.graph.value(entry, NKG.states)
            inverse = self.graph.value(entry, NKG.statesInverse)
            relation = states or inverse
            gender = self.graph.value(entry, LEXINFO.gender)
            for form in self.forms(entry):
                yield NounEntry(
                    iri=str(entry),
                    form=form,
                    kind=str(kind),
                    denotes=None if cls is None else self.name(cls),
                    relation=None if relation is None else self.curie(relation),
                    inverse=inverse is not None,
                    group=next(iter(self.literals(entry, NKG.nounGroup)), None),
                    gender=None if gender is None else self.name(gender),
                )

    def operators(self) -> Iterator[Operator]:
        for entry, effect in self.graph.subject_objects(NKG.effect):
            for form in self.forms(entry):
                yield Operator(
                    iri=str(entry),
                    form=form,
                    pos=self.pos(entry),
                    effect=self.name(effect),
                    governs=frozenset(self.literals(entry, NKG.governs)),
                    spares=frozenset(map(self.name, self.graph.objects(entry, NKG.spares))),
                )

    def light_verbs(self) -> Iterator[LightVerb]:
        for entry, kind in self.graph.subject_objects(NKG.lightKind):
            if str(kind) not in LIGHT_KINDS:
                raise OntologyError(f"{entry}: nkg:lightKind must be one of {', '.join(LIGHT_KINDS)}, not {kind}")
            for form in self.forms(entry):
                yield LightVerb(form=form, kind=str(kind))
