"""Whether an event is told as having happened, denied, possible or lying ahead."""

from __future__ import annotations

import pytest

from claims_reader import read_text

CASES = {
    "Actual": [
        ("Rebels attacked the town.", "attacked"),
        ("Officials said rebels attacked the town.", "attacked"),
        ("Rebels managed to kill two officers.", "kill"),
        ("The minister was forced to resign.", "resign"),
        ("The army began to attack the town.", "attack"),
        ("The group did not fail to attack the town.", "attack"),
        ("The group called on both sides to end the fighting.", "fighting"),
        ("Gunmen killed 20 people.", "killed"),
    ],
    "Negated": [
        ("Rebels did not attack the town.", "attack"),
        ("The army never attacked the town.", "attacked"),
        ("The army denied attacking the town.", "attacking"),
        ("The army denied that it had killed the farmers.", "killed"),
        ("The minister refused to resign.", "resign"),
        ("Officers failed to arrest the suspect.", "arrest"),
        ("No one was injured in the crash.", "injured"),
        ("Neither the police nor the army attacked the town.", "attacked"),
        ("The police prevented an attack on the embassy.", "attack"),
        ("Troops left the town without attacking the rebels.", "attacking"),
        ("There were no signs of an attack on Mosul.", "attack"),
    ],
    "Possible": [
        ("Rebels may have attacked the town.", "attacked"),
        ("Rebels might attack the town.", "attack"),
        ("The man is suspected of killing two tourists.", "killing"),
        ("The alleged attack took place in May.", "attack"),
        ("The man tried to kill the president.", "kill"),
        ("If the minister is arrested, the party will split.", "arrested"),
        ("The group did not deny attacking the town.", "attacking"),
        ("The army has not ruled out sending troops to Mali.", "sending"),
        ("Two men were arrested over a plot to kill the president.", "kill"),
        ("Rebels allegedly attacked the town.", "attacked"),
        ("The army is considering an attack on Mosul.", "attack"),
    ],
    "Planned": [
        ("The president will visit Ghana.", "visit"),
        ("The president plans to visit Ghana.", "visit"),
        ("The general ordered troops to attack the town.", "attack"),
        ("Rebels threatened to attack the town.", "attack"),
        ("The embassy urged citizens to leave the country.", "leave"),
        ("Protesters called for an investigation into the fire.", "investigation"),
        ("The court ordered that the man be released.", "released"),
        ("The summit is to be held in Geneva.", "summit"),
        ("The minister announced that he would resign.", "resign"),
        ("The planned attack on Mosul was called off.", "attack"),
        ("The rebels had hoped to capture Mosul.", "capture"),
        ("The United States threatened Turkey with sanctions.", "sanctions"),
        ("The minister is expected to resign.", "resign"),
        ("The election on 3 May will decide.", "election"),
    ],
}


@pytest.mark.parametrize(
    ("text", "word", "expected"), [(text, word, kind) for kind, cases in CASES.items() for text, word in cases]
)
def test_what_the_text_says_of_it(pipeline, text: str, word: str, expected: str) -> None:
    assert read_text(pipeline.extractor, text).factuality(word) == expected


def test_headline_infinitive_lies_ahead(pipeline) -> None:
    assert (
        read_text(pipeline.extractor, "Nothing else is known.", "Prime minister to resign").factuality("resign")
        == "Planned"
    )


def test_an_assertion_outweighs_a_doubt(pipeline) -> None:
    text = "Police are investigating an alleged attack on a bank. Two gunmen attacked the bank on Friday."
    facts = {e.factuality.value for e in read_text(pipeline.extractor, text).extraction.events if e.cls == "Attack"}
    assert "Actual" in facts


@pytest.mark.parametrize(
    "text",
    [
        "The army denied that it killed the farmers.",
        "The army denied killing the farmers.",
        "The army denies having killed the farmers.",
        "The army did not kill the farmers, a spokesman said.",
    ],
)
def test_a_denied_killing_is_never_actual(pipeline, text: str) -> None:
    assert all(
        e.factuality.value != "Actual"
        for e in read_text(pipeline.extractor, text).extraction.events
        if e.cls == "Killing"
    )


def test_operators_come_from_the_ontology(pipeline, tmp_path) -> None:
    from kg.extract import Extractor
    from kg.ontology import load_ontology

    extra = tmp_path / "more.ttl"
    extra.write_text(
        "@prefix nkg: <https://w3id.org/newskg/ontology#> .\n"
        "@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<urn:x:forbear> a nkg:Operator ; rdfs:label "forbear" ; lexinfo:partOfSpeech lexinfo:verb ;\n'
        '    nkg:effect nkg:Negated ; nkg:governs "clause" .\n'
    )
    text = "The rebels forbear to attack the town."
    assert read_text(Extractor(load_ontology([extra])), text).factuality("attack") == "Negated"


def test_confidence_grows_with_what_speaks_for_an_event(pipeline) -> None:
    full = read_text(pipeline.extractor, "Rebels attacked Mosul on Wednesday, killing four soldiers.").event("attacked")
    bare = read_text(pipeline.extractor, "The attack on Mosul may have failed.").event("attack")
    assert 0 < bare.confidence < full.confidence <= 1
