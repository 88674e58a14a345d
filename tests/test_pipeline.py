"""The whole line, from sources to a store."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg import Pipeline, Settings, open_store
from kg.errors import OntologyError
from kg.pipeline import BATCH


def articles(path: Path, number: int, text: str = "Police in Oslo arrested {n} men on Friday.") -> Path:
    path.write_text(
        "".join(
            json.dumps(
                {
                    "url": f"https://example.org/{i}",
                    "title": f"Arrests in Oslo, part {i}",
                    "text": text.format(n=i + 2),
                    "published": "2020-01-04",
                }
            )
            + "\n"
            for i in range(number)
        )
    )
    return path


def content(where: Path) -> bytes:
    with open_store(where, read_only=True) as store:
        return b"".join(store.dump())


def test_the_sample_article_says_what_it_says(sample_store):
    """The facts a reader of the sample would name first."""
    with open_store(sample_store, read_only=True) as store:

        def asks(pattern: str) -> bool:
            return bool(store.query(f"ASK {{ {pattern} }}"))

        soleimani = "?s rdfs:label ?name . FILTER(CONTAINS(STR(?name), 'Soleimani'))"
        assert asks(f"?k a nkg:Killing ; nkg:factuality nkg:Actual ; nkg:victim ?s . {soleimani}")
        assert asks("?o a nkg:Order ; nkg:agent/rdfs:label 'Donald Trump'@en")
        assert asks("?k a nkg:Killing ; nkg:deathCount 25 ; nkg:victim/nkg:size 25 ; nkg:date '2019-12-29'^^xsd:date")
        assert asks("?d a nkg:Departure ; nkg:factuality nkg:Planned ; nkg:origin wd:Q796")
        assert asks("?m a nkg:ArmedForce ; nkg:backedBy wd:Q794")
        assert asks("?p rdfs:label 'Mark Esper'@en ; schema:jobTitle 'Defense Secretary'")


def test_a_plan_is_no_deed(sample_store):
    """Soleimani was making plans to attack diplomats: that is no attack of his."""
    with open_store(sample_store, read_only=True) as store:
        assert not store.query(
            "ASK { ?a nkg:attacked ?d . ?d rdfs:label ?name FILTER(CONTAINS(STR(?name), 'diplomats')) }"
        )


def test_evidence_gives_back_its_words(sample_store):
    with open_store(sample_store, read_only=True) as store:
        rows = list(
            store.query(
                "SELECT ?words ?begin ?end ?text { ?event a/rdfs:subClassOf* ?class ; nkg:sentence ?s ; nkg:evidence ?p ."
                " ?p nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext/nif:isString ?text }"
            )
        )
    assert len(rows) > 40
    for words, begin, end, text in rows:
        assert str(text)[int(str(begin)) : int(str(end))] == str(words)


def test_nothing_is_read_from_what_is_not_the_article(sample_store):
    with open_store(sample_store, read_only=True) as store:
        names = [str(row[0]) for row in store.query("SELECT ?n { ?e rdfs:label ?n ; nkg:evidence ?p }")]
    assert names
    assert not [n for n in names if any(word in n for word in ("Twitter", "Click", "min read", "Subscribe", "Photo"))]


def test_the_same_again_changes_nothing(pipeline, samples, store_copy):
    before = content(store_copy)
    with open_store(store_copy) as store:
        result = pipeline.ingest([samples / "baghdad.json"], store)
    assert (result.read, result.unchanged, result.added, result.replaced) == (1, 1, 0, 0)
    assert content(store_copy) == before


def test_an_edited_article_replaces_its_own_facts_only(pipeline, tmp_path):
    where = tmp_path / "store"
    with open_store(where) as store:
        pipeline.ingest([articles(tmp_path / "a.jsonl", 2)], store)
        kept = store.graph("https://example.org/1")
        edited = tmp_path / "b.json"
        edited.write_text(
            json.dumps(
                {
                    "url": "https://example.org/0",
                    "title": "Correction",
                    "text": "Nobody was arrested.",
                    "published": "2020-01-05",
                }
            )
        )
        result = pipeline.ingest([edited], store)
        assert (result.replaced, result.added) == (1, 0)
        assert store.graph("https://example.org/1") == kept
        assert b"Correction" in store.graph("https://example.org/0")
        assert not store.query("ASK { GRAPH <https://example.org/0> { ?x a nkg:Arrest ; nkg:factuality nkg:Actual } }")


def test_texts_can_be_left_out(tmp_path):
    with open_store(tmp_path / "store") as store:
        Pipeline(Settings(include_text=False)).ingest([articles(tmp_path / "a.jsonl", 1)], store)
        assert not store.query("ASK { ?c nif:isString ?text }")
        assert store.query("ASK { ?e a nkg:Arrest ; nkg:sentence ?s }")


def test_names_begin_with_the_base_iri(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("Mayor resigns\n\nThe mayor of Oslo, Ada Moreno, resigned on Friday.\n")
    with open_store(tmp_path / "store") as store:
        Pipeline(Settings(base_iri="https://facts.example/id/")).ingest([source], store)
        assert store.query("ASK { <https://facts.example/id/person/ada-moreno> a nkg:Person }")


def test_an_event_class_of_ones_own_needs_only_turtle(tmp_path):
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        """
@prefix nkg: <https://w3id.org/newskg/ontology#> . @prefix my: <https://example.org/my#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
nkg:Concert a owl:Class ; rdfs:subClassOf nkg:Event ; rdfs:label "concert"@en .
my:serenade a ontolex:LexicalEntry ; rdfs:label "serenade" ; lexinfo:partOfSpeech lexinfo:verb ; ontolex:denotes nkg:Concert .
my:recital a ontolex:LexicalEntry ; rdfs:label "recital" ; lexinfo:partOfSpeech lexinfo:noun ; ontolex:denotes nkg:Concert .
"""
    )
    source = tmp_path / "a.txt"
    source.write_text("Music\n\nAngela Merkel serenaded the guests in Oslo on Friday. The recital lasted an hour.\n")
    with open_store(tmp_path / "store") as store:
        Pipeline(Settings(ontology=(mine,))).ingest([source], store)
        assert store.query("ASK { ?c a nkg:Concert ; nkg:agent/rdfs:label 'Angela Merkel'@en }")


def test_what_is_skipped_is_told(pipeline, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    with open_store(tmp_path / "store") as store:
        result = pipeline.ingest([empty, articles(tmp_path / "a.jsonl", 1)], store)
    assert result.read == result.added == 1
    assert [Path(s.source).name for s in result.skipped] == ["empty.txt"]
    assert result.as_json()["skipped"][0]["reason"] == "it is empty"


def test_counts_are_those_of_the_store(pipeline, samples, tmp_path):
    with open_store(tmp_path / "store") as store:
        result = pipeline.ingest([samples / "baghdad.json"], store)
        events = {str(r[0]) for r in store.query("SELECT ?e { ?e nkg:factuality ?f ; nkg:sentence ?s }")}
    assert result.events == len(events)
    assert result.entities > 10
    assert result.facts > result.events


@pytest.mark.parametrize("broken", ["nkg:X a owl:Class ;", "@prefix x: <unfinished"])
def test_a_broken_ontology_is_told_before_anything_is_read(tmp_path, broken):
    mine = tmp_path / "mine.ttl"
    mine.write_text(broken)
    with open_store(tmp_path / "store") as store:
        with pytest.raises(OntologyError, match=r"mine\.ttl"):
            Pipeline(Settings(ontology=(mine,))).ingest([articles(tmp_path / "a.jsonl", 1)], store)
        assert not list(store.graphs())


def test_several_processes_give_the_same_store(pipeline, tmp_path):
    source = articles(tmp_path / "a.jsonl", BATCH + 3)
    with open_store(tmp_path / "one") as store:
        alone = pipeline.ingest([source], store)
    # Processes are spawned, which needs a main module that can be imported: that of a script.
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, kg\n"
        "if __name__ == '__main__':\n"
        "    with kg.open_store(sys.argv[2]) as store:\n"
        "        done = []\n"
        "        result = kg.Pipeline().ingest([sys.argv[1]], store, processes=2, on_stored=done.append)\n"
        "        print(result.read, result.facts, done)\n"
    )
    told = subprocess.run(
        [sys.executable, str(script), str(source), str(tmp_path / "two")], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == f"{alone.read} {alone.facts} [{BATCH}, 3]"
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_public_names_are_there_and_importing_them_is_cheap():
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    code = "import sys, kg, kg.cli; print([m for m in ('spacy', 'rdflib', 'pyoxigraph', 'trafilatura', 'rich') if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing
