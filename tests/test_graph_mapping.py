"""An extraction becomes the graph that the vocabulary lays down."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV, SKOS

from graph_samples import (
    BASE,
    DOCUMENT,
    FRONT,
    GENERAL,
    KILLING,
    NKG,
    RAID,
    SAMPLE,
    TEXT,
    URL,
    mention,
    sample,
)
from kg.graph import ArticleGraph, article_iri, map_extraction, to_nquads
from kg.model import EntityLink, Event, Extraction, PartialDate, RoleFiller, Span
from kg.ontology import Ontology, load_ontology

N = Namespace(NKG)
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
SCHEMA = Namespace("https://schema.org/")
WD = Namespace("http://www.wikidata.org/entity/")
ARTICLE = URIRef(URL)
FRONT_IRI = URIRef(BASE + "organization/northern-front")
GENERAL_IRI = URIRef(BASE + "person/ada-moreno")
LINDMOUTH = WD.Q90000001


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def graph(ontology: Ontology) -> Graph:
    return mapped(SAMPLE, ontology)


def mapped(extraction: Extraction, ontology: Ontology) -> Graph:
    return map_extraction(extraction, ontology.ancestors).to_rdflib()


def the(graph: Graph, cls: str) -> URIRef:
    """The one node of a class."""
    (node,) = graph.subjects(RDF.type, N[cls])
    assert isinstance(node, URIRef)
    return node


def words(graph: Graph, node: URIRef) -> set[str]:
    return {str(graph.value(p, NIF.anchorOf)) for p in graph.objects(node, N.evidence)}


def test_the_graph_is_named_by_the_article_and_describes_it(graph: Graph) -> None:
    assert graph.identifier == ARTICLE
    assert (ARTICLE, RDF.type, N.Article) in graph
    assert (ARTICLE, SCHEMA.url, Literal(URL, datatype=XSD.anyURI)) in graph
    assert (ARTICLE, SCHEMA.headline, Literal(DOCUMENT.title)) in graph
    assert (ARTICLE, SCHEMA.datePublished, Literal("2019-12-29", datatype=XSD.date)) in graph
    assert (ARTICLE, SCHEMA.publisher, Literal("The Lindmouth Gazette")) in graph


def test_a_time_of_publication_is_kept(ontology: Ontology) -> None:
    at = dt.datetime(2019, 12, 29, 14, 5, tzinfo=dt.UTC)
    graph = mapped(sample(document=replace(DOCUMENT, published=at)), ontology)
    assert graph.value(ARTICLE, SCHEMA.datePublished) == Literal("2019-12-29T14:05:00+00:00", datatype=XSD.dateTime)


def test_provenance_names_tool_ontology_and_models_and_no_time(graph: Graph) -> None:
    run = graph.value(ARTICLE, PROV.wasGeneratedBy)
    said = {(p, str(o)) for p, o in graph.predicate_objects(run) if p != RDF.type}
    assert said == {(N.toolVersion, "newskg 0.1.0"), (N.ontologyVersion, "0.1.0"), (N.model, "en_core_web_sm 3.8.0")}


def test_the_text_is_stored_unless_switched_off(graph: Graph, ontology: Ontology) -> None:
    assert [str(o) for o in graph.objects(None, NIF.isString)] == [TEXT]
    without = map_extraction(SAMPLE, ontology.ancestors, include_text=False).to_rdflib()
    assert list(without.objects(None, NIF.isString)) == []
    assert len(list(without.subjects(RDF.type, NIF.Context))) == 1


def test_a_linked_entity_is_named_by_wikidata_and_its_mentions_say_how_sure_the_link_is(graph: Graph) -> None:
    assert (LINDMOUTH, RDF.type, N.GeopoliticalEntity) in graph
    (phrase,) = graph.objects(LINDMOUTH, N.evidence)
    assert (phrase, ITSRDF.taIdentRef, LINDMOUTH) in graph
    assert (phrase, ITSRDF.taConfidence, Literal("0.9371", datatype=XSD.double)) in graph


def test_a_named_entity_without_a_link_has_a_readable_iri(graph: Graph) -> None:
    assert (FRONT_IRI, RDF.type, N.ArmedForce) in graph
    assert (FRONT_IRI, RDFS.label, Literal("Northern Front", lang="en")) in graph
    assert (FRONT_IRI, SKOS.altLabel, Literal("Front", lang="en")) in graph
    assert words(graph, FRONT_IRI) == {"Northern Front", "Front"}


def test_the_iri_is_the_same_in_every_article_and_for_every_way_to_write_the_name(ontology: Ontology) -> None:
    for name, cls in (("northern front", "ArmedForce"), ("The Northern  Front", "Organization")):
        other = sample(
            document=replace(DOCUMENT, url="https://other.example/1"),
            entities=(replace(FRONT, name=name, cls=cls, aliases=()), *SAMPLE.entities[1:]),
        )
        assert (FRONT_IRI, RDFS.label, Literal(name, lang="en")) in mapped(other, ontology)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ana Ruiz", "Person"), ("Ana Ruiz", "Facility")),
        (("Ana Ruiz", "Person"), ("Ana-Ruiz", "Person")),
        (("Müller", "Person"), ("Muller", "Person")),
        (("АБВ", "Company"), ("ГДЕ", "Company")),
        (("C", "Company"), ("C++", "Company")),
    ],
)
def test_different_names_and_kinds_have_different_iris(
    one: tuple[str, str], other: tuple[str, str], ontology: Ontology
) -> None:
    def iri(name: str, cls: str) -> object:
        alone = sample(entities=(replace(GENERAL, name=name, cls=cls),), events=(), relations=())
        return the(mapped(alone, ontology), cls)

    assert iri(*one) != iri(*other)


def test_the_base_iri_can_be_chosen(ontology: Ontology) -> None:
    graph = map_extraction(SAMPLE, ontology.ancestors, base_iri="https://kg.example/").to_rdflib()
    assert (URIRef("https://kg.example/person/ada-moreno"), RDF.type, N.Person) in graph


def test_an_unnamed_group_is_local_to_the_article_and_has_its_size(graph: Graph) -> None:
    group = the(graph, "Group")
    assert group.startswith(URL + "#")
    assert (group, N.size, Literal(25)) in graph
    assert (group, N.sizeModifier, Literal("at least")) in graph


def test_two_entities_with_one_link_are_one_node_with_the_narrower_class(ontology: Ontology) -> None:
    link = EntityLink("Q90000002", 0.9)
    broad = replace(FRONT, cls="Organization", link=link)
    narrow = replace(FRONT, id="same", cls="ArmedForce", name="the Front", mentions=(mention("Rebels"),), link=link)
    graph = mapped(sample(entities=(broad, narrow, *SAMPLE.entities[1:])), ontology)
    node = WD.Q90000002
    assert set(graph.objects(node, RDF.type)) == {N.ArmedForce}
    assert [str(o) for o in graph.objects(node, RDFS.label)] == ["Northern Front"]
    assert {str(o) for o in graph.objects(node, SKOS.altLabel)} == {"Front", "the Front"}


def test_every_phrase_says_where_its_words_stand(graph: Graph) -> None:
    phrases = list(graph.subjects(RDF.type, NIF.Phrase))
    assert phrases
    for phrase in phrases:
        begin, end = (int(str(graph.value(phrase, p))) for p in (NIF.beginIndex, NIF.endIndex))
        assert TEXT[begin:end] == str(graph.value(phrase, NIF.anchorOf))
        assert (graph.value(phrase, NIF.referenceContext), RDF.type, NIF.Context) in graph


def test_offsets_count_code_points(ontology: Ontology) -> None:
    document = replace(DOCUMENT, title="Ein 😀", body="Zwei 😀 Ada Moreno")
    at = document.text.index("Ada")
    general = replace(GENERAL, mentions=(replace(GENERAL.mentions[0], span=Span(at, at + 10)),))
    graph = mapped(Extraction(document, (general,), (), ()), ontology)
    assert words(graph, GENERAL_IRI) == {"Ada Moreno"}


def test_an_event_is_written_with_all_that_is_known_of_it(graph: Graph) -> None:
    killing = the(graph, "Killing")
    assert killing.startswith(URL + "#")
    expected = {
        (N.agent, FRONT_IRI),
        (N.victim, the(graph, "Group")),
        (N.place, LINDMOUTH),
        (N.date, Literal("2019-12-27", datatype=XSD.date)),
        (N.deathCount, Literal(25)),
        (N.countModifier, Literal("at least")),
        (N.factuality, N.Actual),
        (N.confidence, Literal("0.85", datatype=XSD.decimal)),
        (N.attributedTo, the(graph, "GovernmentBody")),
        (N.sentence, Literal(TEXT.split("\n")[2])),
    }
    assert expected <= set(graph.predicate_objects(killing))
    assert words(graph, killing) == {"kill", "killed"}


def test_events_may_fill_roles_and_lead_to_events(graph: Graph) -> None:
    assert (the(graph, "Statement"), N.about, the(graph, "Killing")) in graph
    assert (the(graph, "Order"), N.inResponseTo, the(graph, "Killing")) in graph


@pytest.mark.parametrize(
    ("iso", "datatype"), [("2019-12-27", XSD.date), ("2019-12", XSD.gYearMonth), ("2019", XSD.gYear)]
)
def test_a_date_is_as_precise_as_told(iso: str, datatype: URIRef, ontology: Ontology) -> None:
    graph = mapped(sample(events=(replace(KILLING, date=PartialDate(iso), end_date=PartialDate(iso)),)), ontology)
    for prop in (N.date, N.endDate):
        value = graph.value(the(graph, "Killing"), prop)
        assert isinstance(value, Literal) and (str(value), value.datatype) == (iso, datatype)


def test_two_events_told_by_one_word_are_two_nodes(ontology: Ontology) -> None:
    events = (RAID, replace(RAID, id="second"))
    graph = mapped(sample(events=events), ontology)
    assert len(set(graph.subjects(RDF.type, N.Attack))) == 2


def test_an_event_keeps_its_name_when_another_is_found_before_it(ontology: Ontology) -> None:
    first = map_extraction(sample(events=(KILLING,)), ontology.ancestors).to_rdflib()
    second = map_extraction(sample(events=(replace(RAID, id="v0"), KILLING)), ontology.ancestors).to_rdflib()
    assert the(first, "Killing") == the(second, "Killing")


def claims_of(graph: Graph, predicate: URIRef) -> list[dict[str, str]]:
    return [
        {str(p).rsplit("#")[-1]: str(o) for p, o in graph.predicate_objects(claim)}
        for claim in graph.subjects(RDF.predicate, predicate)
    ]


def test_a_relation_stands_plainly_and_as_a_claim(graph: Graph) -> None:
    assert (GENERAL_IRI, SCHEMA.jobTitle, Literal("General")) in graph
    assert (GENERAL_IRI, N.age, Literal(51)) in graph
    (claim,) = claims_of(graph, N.locatedIn)
    assert claim["subject"] == BASE + "place/lindmouth-harbour"
    assert claim["object"] == str(LINDMOUTH)
    assert claim["confidence"] == "0.7"
    assert claim["factuality"] == NKG + "Actual"
    assert claim["type"] == NKG + "Claim"
    assert graph.value(URIRef(claim["evidence"]), NIF.anchorOf) is not None


def test_a_denied_relation_is_only_a_claim(graph: Graph) -> None:
    (claim,) = claims_of(graph, N.backedBy)
    assert claim["factuality"] == NKG + "Negated"
    assert list(graph.triples((None, N.backedBy, None))) == []


def test_a_relation_said_twice_is_one_claim_with_two_pieces_of_evidence(ontology: Ontology) -> None:
    title = SAMPLE.relations[0]
    again = replace(title, evidence=mention("General Ada").span, confidence=0.3)
    graph = mapped(sample(relations=(title, again)), ontology)
    (claim,) = graph.subjects(RDF.predicate, SCHEMA.jobTitle)
    assert words(graph, URIRef(str(claim))) == {"General", "General Ada"}
    assert len(list(graph.objects(claim, N.confidence))) == 1


def test_the_same_extraction_gives_the_same_bytes(ontology: Ontology) -> None:
    once, again = (to_nquads(map_extraction(SAMPLE, ontology.ancestors)) for _ in range(2))
    assert once == again


def test_nquads_say_what_the_graph_says(ontology: Ontology) -> None:
    from rdflib import Dataset

    article = map_extraction(sample(document=replace(DOCUMENT, title='A "quote"\\ and\ttab\r\n')), ontology.ancestors)
    data = Dataset()
    data.parse(data=to_nquads(article), format="nquads")
    assert set(data.graph(ARTICLE)) == set(article.to_rdflib())


def test_a_filler_that_does_not_exist_is_an_error(ontology: Ontology) -> None:
    event = replace(KILLING, roles=(RoleFiller("agent", "nobody"),))
    with pytest.raises(ValueError, match="killing points at nobody"):
        map_extraction(sample(events=(event,)), ontology.ancestors)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a b",
        "https://news.example/ünï?q=ä|b#part",
        "https://news.example/100%",
        'http://h/<>"{}|\\^`[]',
        "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
        "file:///home/me/a file.txt",
        "article 7.txt",
        "http://bro ken/",
        "http://[::1]:8000/x",
        "",
    ],
)
def test_every_address_gives_valid_iris_and_is_kept_word_for_word(url: str, ontology: Ontology) -> None:
    from pyoxigraph import RdfFormat, parse

    article = map_extraction(sample(document=replace(DOCUMENT, url=url)), ontology.ancestors)
    quads = list(parse(to_nquads(article), format=RdfFormat.N_QUADS))  # refuses an IRI that is none
    assert {q.graph_name.value for q in quads} == {article.iri} == {article_iri(url, BASE)}
    assert [q.object.value for q in quads if q.predicate.value == str(SCHEMA.url)] == [url]


def test_valid_addresses_are_the_graphs_name_as_they_are() -> None:
    for url in (URL, "https://xn--nws.example/a%20b?q=1&r=2#part", "urn:isbn:0451450523"):
        assert article_iri(url, BASE) == url


def test_local_names_of_an_address_with_a_fragment_do_not_meet_those_of_the_page(ontology: Ontology) -> None:
    def local(url: str) -> set[str]:
        article = map_extraction(sample(document=replace(DOCUMENT, url=url)), ontology.ancestors)
        return {s for s, _, _ in article.triples if "killing" in s}

    assert not local(URL) & local(URL + "#live")


def test_what_cannot_be_encoded_is_replaced(ontology: Ontology) -> None:
    event = Event("v", "Attack", (mention("raid"),), Span(0, 2))
    document = replace(DOCUMENT, title="\ud800!", body=DOCUMENT.body)
    article = map_extraction(Extraction(document, (), (event,), ()), ontology.ancestors)
    assert "\ufffd" in to_nquads(article).decode()


def test_an_entity_of_a_class_added_to_the_ontology_is_mapped_like_any_other() -> None:
    ancestors = {"Ship": frozenset({"Artifact", "Entity"})}
    ship = replace(GENERAL, cls="Ship", name="Aurora")
    article = map_extraction(Extraction(DOCUMENT, (ship,), (), ()), ancestors)
    assert (f"<{BASE}artifact/aurora>", f"<{RDF.type}>", f"<{NKG}Ship>") in article.triples


def test_an_empty_extraction_is_an_article_about_nothing(ontology: Ontology) -> None:
    article = map_extraction(Extraction(DOCUMENT, (), (), ()), ontology.ancestors)
    assert isinstance(article, ArticleGraph)
    assert (f"<{URL}>", f"<{RDF.type}>", f"<{NKG}Article>") in article.triples
