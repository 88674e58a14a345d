"""From an extraction to its article's graph, as the project's vocabulary lays it down.

The mapping says everything the extraction holds and judges nothing; what the ontology does not allow is found
afterwards by the check. Nothing in it depends on the time of day, so the same article gives the same graph.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping

from kg.graph.article import ArticleGraph
from kg.graph.names import article_iri, entity_iri, local_base
from kg.graph.terms import Term, Triple, iri, literal, nkg
from kg.model import Document, Entity, Event, Extraction, Factuality, Provenance, Relation, Span

__all__ = ["DEFAULT_BASE_IRI", "map_extraction"]

DEFAULT_BASE_IRI = "https://w3id.org/newskg/id/"

_TYPE = iri("rdf:type")
_EVIDENCE = nkg("evidence")
_CONFIDENCE = nkg("confidence")
_ATTRIBUTED = nkg("attributedTo")
_FACTUALITY = nkg("factuality")


def map_extraction(
    extraction: Extraction,
    ancestors: Mapping[str, frozenset[str]],
    base_iri: str = DEFAULT_BASE_IRI,
    include_text: bool = True,
) -> ArticleGraph:
    """The article's graph. `ancestors` gives each class's superclasses (`Ontology.ancestors`).

    `base_iri` is what the IRIs of named entities without a link begin with; `include_text` says whether the
    article's whole text is stored with it (`nif:isString`). Raises ValueError where the extraction points at an
    entity or event that it does not have.
    """
    return _Mapper(extraction, ancestors, base_iri).graph(include_text)


class _Mapper:
    def __init__(self, extraction: Extraction, ancestors: Mapping[str, frozenset[str]], base_iri: str) -> None:
        self.extraction = extraction
        self.ancestors = ancestors
        self.text = extraction.document.text
        self.article = article_iri(extraction.document.url, base_iri)
        self.local = local_base(self.article)
        self.context = f"<{self.local}text>"
        # A dict keeps the order in which things are said and drops what is said twice.
        self.triples: dict[Triple, None] = {}
        self.stems: Counter[str] = Counter()
        self.claims: set[Term] = set()
        self.entities = {e.id: self.entity_term(e, base_iri) for e in extraction.entities}
        self.nodes = self.entities | {v.id: self.event_term(v) for v in extraction.events}

    def graph(self, include_text: bool) -> ArticleGraph:
        self.document(self.extraction.document, self.extraction.provenance, include_text)
        self.describe_entities()
        for event in self.extraction.events:
            self.event(event)
        for relation in self.extraction.relations:
            self.relation(relation)
        return ArticleGraph(self.article, tuple(self.triples))

    def add(self, s: Term, p: Term, o: Term) -> None:
        self.triples[s, p, o] = None

    def node(self, id_: str, user: str) -> Term:
        try:
            return self.nodes[id_]
        except KeyError:
            raise ValueError(f"{self.article}: {user} points at {id_}, which the extraction does not have") from None

    # -- names -----------------------------------------------------------------------------------------

    def entity_term(self, entity: Entity, base_iri: str) -> Term:
        if entity.link is not None:
            return iri(f"wd:{entity.link.qid}")
        if entity.named:
            return f"<{entity_iri(entity.name, self.ancestors.get(entity.cls, frozenset()) | {entity.cls}, base_iri)}>"
        return self.local_term(entity.cls, entity.mentions[0].span if entity.mentions else None, entity.id)

    def event_term(self, event: Event) -> Term:
        return self.local_term(event.cls, event.triggers[0].span if event.triggers else None, event.id)

    def local_term(self, cls: str, span: Span | None, id_: str) -> Term:
        """A name from class and place in the text, which outlast changes elsewhere in the article; from the id if that is all."""
        stem = f"{self.local}{cls.lower()}-{id_ if span is None else span.start}"
        self.stems[stem] += 1
        return f"<{stem}>" if self.stems[stem] == 1 else f"<{stem}-{self.stems[stem]}>"

    # -- the article -----------------------------------------------------------------------------------

    def document(self, document: Document, provenance: Provenance, include_text: bool) -> None:
        article, run = f"<{self.article}>", f"<{self.local}extraction>"
        self.add(article, _TYPE, nkg("Article"))
        self.add(article, iri("schema:url"), literal(document.url, "anyURI"))
        if document.title:
            self.add(article, iri("schema:headline"), literal(document.title))
        if document.published is not None:
            datatype = "dateTime" if isinstance(document.published, dt.datetime) else "date"
            self.add(article, iri("schema:datePublished"), literal(document.published.isoformat(), datatype))
        if document.publisher:
            self.add(article, iri("schema:publisher"), literal(document.publisher))
        if document.author:
            self.add(article, iri("schema:author"), literal(document.author))
        self.add(article, iri("prov:wasGeneratedBy"), run)
        self.add(run, _TYPE, nkg("ExtractionRun"))
        self.add(run, nkg("toolVersion"), literal(provenance.tool))
        self.add(run, nkg("ontologyVersion"), literal(provenance.ontology))
        for model in provenance.models:
            self.add(run, nkg("model"), literal(model))
        self.add(self.context, _TYPE, iri("nif:Context"))
        self.add(self.context, iri("nif:sourceUrl"), article)
        if include_text:
            self.add(self.context, iri("nif:isString"), literal(self.text))

    def phrase(self, node: Term, span: Span) -> Term:
        """A stretch of text as evidence for a node, named by its offsets as RFC 5147 names them."""
        phrase = f"<{self.local}char={span.start},{span.end}>"
        self.add(phrase, _TYPE, iri("nif:Phrase"))
        self.add(phrase, iri("nif:anchorOf"), literal(span.of(self.text)))
        self.add(phrase, iri("nif:beginIndex"), literal(str(span.start), "integer"))
        self.add(phrase, iri("nif:endIndex"), literal(str(span.end), "integer"))
        self.add(phrase, iri("nif:referenceContext"), self.context)
        self.add(node, _EVIDENCE, phrase)
        return phrase

    # -- entities --------------------------------------------------------------------------------------

    def describe_entities(self) -> None:
        """Entities with one name are one node: where two of them got the same link, they are described together."""
        together: dict[Term, list[Entity]] = {}
        for entity in self.extraction.entities:
            together.setdefault(self.entities[entity.id], []).append(entity)
        for node, entities in together.items():
            # The one spoken of most gives class and label, unless another's class is narrower.
            main = max(entities, key=lambda e: (len(e.mentions), e.confidence))
            cls = main.cls
            for other in entities:
                if cls in self.ancestors.get(other.cls, frozenset()):
                    cls = other.cls
            self.entity(node, cls, main, entities)

    def entity(self, node: Term, cls: str, main: Entity, entities: Iterable[Entity]) -> None:
        self.add(node, _TYPE, nkg(cls))
        self.add(node, iri("rdfs:label"), literal(main.name, lang="en"))
        self.add(node, _CONFIDENCE, _decimal(main.confidence))
        if main.size is not None:
            self.add(node, nkg("size"), literal(str(main.size), "integer"))
        if main.size_modifier is not None:
            self.add(node, nkg("sizeModifier"), literal(main.size_modifier))
        for entity in entities:
            for name in (entity.name, *entity.aliases):
                if name != main.name:
                    self.add(node, iri("skos:altLabel"), literal(name, lang="en"))
            for mention in entity.mentions:
                phrase = self.phrase(node, mention.span)
                if entity.link is not None and entity.link.stands_for(mention):
                    self.add(phrase, iri("itsrdf:taIdentRef"), node)
                    self.add(phrase, iri("itsrdf:taConfidence"), literal(_number(entity.link.confidence), "double"))

    # -- events ----------------------------------------------------------------------------------------

    def event(self, event: Event) -> None:
        node, user = self.nodes[event.id], f"event {event.id}"
        self.add(node, _TYPE, nkg(event.cls))
        self.add(node, _FACTUALITY, nkg(event.factuality))
        self.add(node, _CONFIDENCE, _decimal(event.confidence))
        self.add(node, nkg("sentence"), literal(event.sentence.of(self.text)))
        for trigger in event.triggers:
            self.phrase(node, trigger.span)
        for role in event.roles:
            self.add(node, nkg(role.role), self.node(role.filler, user))
        for link in event.links:
            self.add(node, nkg(link.property), self.node(link.event, user))
        for source in event.attributed_to:
            self.add(node, _ATTRIBUTED, self.node(source, user))
        if event.date is not None:
            self.add(node, nkg("date"), literal(event.date.iso, event.date.datatype))
        if event.end_date is not None:
            self.add(node, nkg("endDate"), literal(event.end_date.iso, event.end_date.datatype))
        if event.death_count is not None:
            self.add(node, nkg("deathCount"), literal(str(event.death_count), "integer"))
        if event.injury_count is not None:
            self.add(node, nkg("injuryCount"), literal(str(event.injury_count), "integer"))
        if event.count_modifier is not None:
            self.add(node, nkg("countModifier"), literal(event.count_modifier))

    # -- relations -------------------------------------------------------------------------------------

    def relation(self, relation: Relation) -> None:
        """A relation as an `nkg:Claim`, and as a plain triple where the article tells it as so."""
        user = f"relation {relation.property}"
        subject, predicate = self.node(relation.subject, user), iri(relation.property)
        if not relation.literal:
            object_ = self.node(str(relation.object), user)
        elif isinstance(relation.object, int):
            object_ = literal(str(relation.object), "integer")
        else:
            object_ = literal(relation.object)
        if relation.factuality is Factuality.ACTUAL:
            self.add(subject, predicate, object_)
        said = f"{subject} {predicate} {object_} {relation.factuality}"
        claim = f"<{self.local}claim-{hashlib.sha256(said.encode()).hexdigest()[:12]}>"
        if claim not in self.claims:  # said again elsewhere: the first confidence stands, the evidence gathers
            self.claims.add(claim)
            self.add(claim, _TYPE, nkg("Claim"))
            self.add(claim, iri("rdf:subject"), subject)
            self.add(claim, iri("rdf:predicate"), predicate)
            self.add(claim, iri("rdf:object"), object_)
            self.add(claim, _FACTUALITY, nkg(relation.factuality))
            self.add(claim, _CONFIDENCE, _decimal(relation.confidence))
        for source in relation.attributed_to:
            self.add(claim, _ATTRIBUTED, self.node(source, user))
        self.phrase(claim, relation.evidence)


def _number(value: float) -> str:
    """At most four decimals; a confidence just above nought does not become nought."""
    rounded = max(value, 0.0001) if value > 0 else value
    return f"{rounded:.4f}".rstrip("0").removesuffix(".")


def _decimal(value: float) -> Term:
    # Not a number is no xsd:decimal; as text it is found by the shape for confidence.
    return literal(_number(value), "decimal" if math.isfinite(value) else None)
