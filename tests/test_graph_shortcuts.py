"""Events that did happen, and only they, become short statements between those who took part."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from graph_samples import BASE, NKG, SAMPLE, URL, event_of, sample
from kg.graph import Checker, map_extraction
from kg.model import Extraction, Factuality
from kg.ontology import Ontology, load_ontology

FRONT, MINISTRY = BASE + "organization/northern-front", BASE + "organization/ministry-of-defence"
GENERAL, TOWN = BASE + "person/ada-moreno", "http://www.wikidata.org/entity/Q90000001"
IRIS = {"front": FRONT, "ministry": MINISTRY, "general": GENERAL, "town": TOWN}
SHORTCUTS = [
    ("killed", "Killing", "victim", "general"),
    ("injured", "Injury", "victim", "general"),
    ("attacked", "Attack", "target", "town"),
    ("attacked", "Attack", "victim", "general"),
    ("kidnapped", "Kidnapping", "victim", "general"),
    ("arrested", "Arrest", "target", "general"),
    ("charged", "Charge", "target", "general"),
    ("convicted", "Conviction", "target", "general"),
    ("sanctioned", "Sanction", "target", "ministry"),
    ("accused", "Accusation", "target", "ministry"),
    ("urged", "Appeal", "addressee", "ministry"),
    ("ordered", "Order", "addressee", "general"),
    ("threatened", "Threat", "target", "town"),
    ("threatened", "Threat", "addressee", "general"),
    ("met", "Meeting", "agent", "general"),
    ("agreedWith", "Agreement", "agent", "ministry"),
    ("appointed", "Appointment", "target", "general"),
    ("acquired", "Acquisition", "target", "ministry"),
    ("aided", "Aid", "beneficiary", "town"),
    ("visited", "Arrival", "destination", "town"),
    ("left", "Departure", "origin", "town"),
    ("deployedTo", "Deployment", "destination", "town"),
]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def checker(ontology: Ontology) -> Checker:
    return Checker(ontology)


def shortcuts(extraction: Extraction, checker: Checker, ontology: Ontology) -> set[tuple[str, str, str]]:
    """What the rules add, without the namespace."""
    graph = map_extraction(extraction, ontology.ancestors)
    result = checker.check([graph])
    assert result.quarantined == ()
    added = set(result.graphs[0].triples) - set(graph.triples)
    return {(s[1:-1], p[1:-1].removeprefix(NKG), o[1:-1]) for s, p, o in added}


@pytest.mark.parametrize(("name", "cls", "role", "filler"), SHORTCUTS)
def test_what_happened_becomes_a_shortcut(
    name: str, cls: str, role: str, filler: str, checker: Checker, ontology: Ontology
) -> None:
    event = event_of(cls, ("agent", "front"), (role, filler))
    expected = {(FRONT, name, IRIS[filler])}
    if role == "agent":
        expected.add((IRIS[filler], name, FRONT))
    assert shortcuts(sample(events=(event,)), checker, ontology) == expected


@pytest.mark.parametrize("factuality", [Factuality.NEGATED, Factuality.POSSIBLE, Factuality.PLANNED])
@pytest.mark.parametrize(("name", "cls", "role", "filler"), SHORTCUTS)
def test_what_did_not_happen_never_does(
    name: str, cls: str, role: str, filler: str, factuality: Factuality, checker: Checker, ontology: Ontology
) -> None:
    event = event_of(cls, ("agent", "front"), (role, filler), factuality=factuality)
    assert shortcuts(sample(events=(event,)), checker, ontology) == set()


def test_the_samples_denied_shelling_is_no_attack(checker: Checker, ontology: Ontology) -> None:
    assert {name for _, name, _ in shortcuts(SAMPLE, checker, ontology)} == {"killed"}


def test_a_death_nobody_caused_has_no_killer(checker: Checker, ontology: Ontology) -> None:
    event = event_of("Death", ("agent", "front"), ("victim", "general"))
    assert shortcuts(sample(events=(event,)), checker, ontology) == set()


def test_three_parties_all_met_each_other(checker: Checker, ontology: Ontology) -> None:
    event = event_of("Meeting", ("agent", "front"), ("agent", "general"), ("agent", "ministry"))
    assert len(shortcuts(sample(events=(event,)), checker, ontology)) == 6


def test_each_article_has_its_own_shortcuts(checker: Checker, ontology: Ontology) -> None:
    from dataclasses import replace

    attack = event_of("Attack", ("agent", "front"), ("target", "town"))
    other = sample(document=replace(SAMPLE.document, url="https://news.example/2"), events=())
    graphs = [map_extraction(e, ontology.ancestors) for e in (sample(events=(attack,)), other)]
    first, second = checker.check(graphs).graphs
    assert (f"<{FRONT}>", f"<{NKG}attacked>", f"<{TOWN}>") in first.triples
    assert second.triples == graphs[1].triples


def test_an_event_behind_a_shortcut_can_be_asked_for(checker: Checker, ontology: Ontology) -> None:
    graph: Graph = checker.check([map_extraction(SAMPLE, ontology.ancestors)]).graphs[0].to_rdflib()
    rows = graph.query(
        "SELECT ?event WHERE { ?who nkg:killed ?whom . ?event a nkg:Killing ; nkg:agent ?who ; nkg:victim ?whom }"
    )
    assert [row[0] for row in rows] == list(graph.subjects(RDF.type, URIRef(NKG + "Killing")))  # type: ignore[index]
    assert str(graph.identifier) == URL


def test_rules_hold_for_narrower_classes_and_new_ones_can_be_added(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        """
        @prefix nkg: <https://w3id.org/newskg/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        nkg:Ambush a owl:Class ; rdfs:subClassOf nkg:Attack .
        nkg:AmbushRule a sh:NodeShape ; sh:targetClass nkg:Ambush ; sh:rule [ a sh:SPARQLRule ;
            sh:prefixes <https://w3id.org/newskg/rules> ;
            sh:construct "CONSTRUCT { ?a nkg:ambushed ?b } WHERE { $this nkg:agent ?a ; nkg:target ?b }" ] .
        """
    )
    ontology = load_ontology([mine])
    extraction = sample(events=(event_of("Ambush", ("agent", "front"), ("target", "general")),))
    assert shortcuts(extraction, Checker(ontology, [mine]), ontology) == {
        (FRONT, "attacked", GENERAL),
        (FRONT, "ambushed", GENERAL),
    }
