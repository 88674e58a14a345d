"""Whoever adds an event class edits Turtle only: a class and two words in a file of their own are found in text."""

from __future__ import annotations

from pathlib import Path

import pytest

from events_reader import event, events, fillers, read
from kg.errors import OntologyError
from kg.ontology import load_ontology

PREFIXES = """
@prefix nkg: <https://w3id.org/newskg/ontology#> .
@prefix lex: <https://w3id.org/newskg/lexicon#> .
@prefix slot: <https://w3id.org/newskg/slot#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
MARRIAGE = (
    PREFIXES
    + """
nkg:Wedding a owl:Class ; rdfs:subClassOf nkg:Event ; rdfs:label "wedding"@en .
lex:verb-wed a ontolex:LexicalEntry ; rdfs:label "marry" ; lexinfo:partOfSpeech lexinfo:verb ;
    ontolex:denotes nkg:Wedding ; slot:subject nkg:agent ; slot:object nkg:agent .
lex:noun-wedding a ontolex:LexicalEntry ; rdfs:label "wedding" ; lexinfo:partOfSpeech lexinfo:noun ;
    ontolex:denotes nkg:Wedding ; slot:of nkg:agent .
"""
)


@pytest.fixture(scope="module")
def wedding(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ontology") / "wedding.ttl"
    path.write_text(MARRIAGE, encoding="utf-8")
    return path


def test_events_of_a_new_class_are_found_with_their_roles(wedding: Path) -> None:
    extraction = read("Anna Novak married Peter Horvat in Lyon on Saturday.", extra=(wedding,))
    found = event(extraction, "Wedding")
    assert fillers(extraction, found, "agent") == {"Anna Novak", "Peter Horvat"}
    assert fillers(extraction, found, "place") == {"Lyon"}


def test_its_noun_takes_slots_of_its_own_and_those_every_event_has(wedding: Path) -> None:
    extraction = read("The wedding of Anna Novak took place in Lyon.", extra=(wedding,))
    found = event(extraction, "Wedding")
    assert fillers(extraction, found, "agent") == {"Anna Novak"}
    assert fillers(extraction, found, "place") == {"Lyon"}


def test_its_mentions_are_united(wedding: Path) -> None:
    extraction = read("Anna Novak married Peter Horvat on Saturday. The wedding took place in Lyon.", extra=(wedding,))
    assert len(event(extraction, "Wedding").triggers) == 2


def test_without_the_file_the_words_mean_nothing() -> None:
    assert not events(read("Anna Novak married Peter Horvat in Lyon on Saturday."), "Wedding")


def test_a_condition_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(
        MARRIAGE.replace('rdfs:label "marry" ;', 'rdfs:label "marry" ; nkg:needs "object of love" ;'), encoding="utf-8"
    )
    with pytest.raises(OntologyError, match="not a condition"):
        read("Anna Novak married Peter Horvat.", extra=(path,))


def test_a_light_verb_of_no_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "light.ttl"
    path.write_text(
        PREFIXES + 'lex:light-x a nkg:LightVerb ; rdfs:label "x" ; nkg:lightKind "floating" .', encoding="utf-8"
    )
    with pytest.raises(OntologyError, match="lightKind"):
        load_ontology(extra=[path])
