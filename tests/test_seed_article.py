"""What must be found in a real article on January 2020 in Iraq (it lies in ../shared and is no part of the project)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg

US, IRAN, IRAQ, TRUMP, SOLEIMANI = "wd:Q30", "wd:Q794", "wd:Q796", "wd:Q22686", "wd:Q892014"
AIRPORT, PENTAGON, MILITIA, GUARDS, QUDS = "wd:Q304438", "wd:Q11209", "wd:Q4119382", "wd:Q271110", "wd:Q311381"


@pytest.fixture(scope="module")
def article(shared: Path) -> Path:
    path = shared / "eval" / "gold" / "dev" / "seed.article.json"
    if not path.is_file():
        pytest.skip("needs the article in ../shared")
    return path


@pytest.fixture(scope="module")
def store(pipeline, article: Path, tmp_path_factory: pytest.TempPathFactory):
    with kg.open_store(tmp_path_factory.mktemp("seed") / "store") as store:
        pipeline.ingest([article], store)
        yield store


@pytest.fixture(scope="module")
def ask(store):
    return lambda pattern: bool(store.query(f"ASK {{ {pattern} }}"))


def test_who_killed_soleimani(store):
    assert {str(who) for (who,) in store.query(f"SELECT ?who {{ ?who nkg:killed {SOLEIMANI} }}")} == {
        "http://www.wikidata.org/entity/Q30"
    }


def test_trump_ordered_that_killing(ask):
    assert ask(f"?o a nkg:Order ; nkg:agent {TRUMP} ; nkg:about ?k . ?k a nkg:Killing ; nkg:victim {SOLEIMANI}")


def test_the_strike_on_25_fighters(ask):
    assert ask(
        f"""?k a nkg:Killing ; nkg:agent {US} ; nkg:victim ?v ; nkg:deathCount 25 ; nkg:date "2019-12-29"^^xsd:date .
            ?v a nkg:Group ; nkg:size 25 . ?k nkg:place {IRAQ}"""
    )


def test_the_american_killed_in_a_rocket_attack(ask):
    assert ask(
        """?k a nkg:Killing ; nkg:victim ?v ; nkg:date "2019-12-27"^^xsd:date ; nkg:subEventOf ?a .
           ?a a nkg:Attack ; nkg:date "2019-12-27"^^xsd:date . ?v a nkg:Person ; rdfs:label ?n . FILTER(CONTAINS(?n, "American"))"""
    )


def test_the_rockets_on_the_airport(ask):
    assert ask(
        f"""?a a nkg:Attack ; nkg:target|nkg:place {AIRPORT} ; nkg:date "2020-01-03"^^xsd:date ; nkg:instrument ?r ; nkg:attributedTo ?s .
            ?r rdfs:label ?rl FILTER(CONTAINS(?rl, "Katyusha rockets")) ?s rdfs:label ?sl FILTER(CONTAINS(?sl, "Iraqi security officials"))
            ?k a nkg:Killing ; nkg:subEventOf ?a ; nkg:deathCount 4"""
    )


def test_the_embassys_appeal(ask):
    assert ask(
        f"""?p a nkg:Appeal ; nkg:agent ?e ; nkg:addressee ?c ; nkg:about ?d . ?e a nkg:DiplomaticMission .
            ?c rdfs:label|skos:altLabel ?cl FILTER(CONTAINS(STR(?cl), "US citizens"))
            ?d a nkg:Departure ; nkg:factuality nkg:Planned ; nkg:origin {IRAQ}"""
    )


def test_the_us_blames_the_militia(ask):
    assert ask(f"?a a nkg:Accusation ; nkg:agent {US} ; nkg:target {MILITIA}")


def test_plans_to_attack_are_no_attack(store, ask):
    assert ask(
        f"""?a a nkg:Attack ; nkg:agent {SOLEIMANI} ; nkg:target ?d ; nkg:factuality ?f .
            ?d rdfs:label ?l FILTER(CONTAINS(?l, "American diplomats") && ?f != nkg:Actual)"""
    )
    assert not ask(f"{SOLEIMANI} nkg:attacked ?x")


def test_the_pentagon_is_the_department_of_defense(store):
    nodes = {
        str(n)
        for (n,) in store.query(
            """SELECT DISTINCT ?n { ?n a nkg:GovernmentBody ; rdfs:label|skos:altLabel ?l
               FILTER(STR(?l) IN ("Pentagon", "Department of Defense")) }"""
        )
    }
    assert nodes == {"http://www.wikidata.org/entity/Q11209"}


def test_titles_and_who_leads_what(ask):
    assert ask('?e rdfs:label ?l ; schema:jobTitle "Defense Secretary" FILTER(STR(?l) = "Mark Esper")')
    assert ask(f"{SOLEIMANI} nkg:leads {GUARDS}") or ask(f"{SOLEIMANI} nkg:leads {QUDS}")


def test_iran_backs_the_militia(ask):
    assert ask(f"{MILITIA} nkg:backedBy {IRAN}")


def test_nothing_comes_from_the_page_furniture(store, article: Path):
    text = json.loads(article.read_text())["text"]
    furniture = [
        "2 min read",
        "[Getty]",
        "Click to enlarge",
        "Follow us on\xa0Twitter\xa0and\xa0Instagram\xa0to stay connected",
    ]
    assert all(f in text for f in furniture)
    rows = list(
        store.query(
            "SELECT ?b ?e ?t { ?p a nif:Phrase ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:referenceContext/nif:isString ?t }"
        )
    )
    assert rows
    for begin, end, stored in rows:
        for piece in furniture:
            at = str(stored).index(piece)
            assert int(end.value) <= at or int(begin.value) >= at + len(piece)


def test_every_event_has_evidence_that_gives_back_its_trigger(store):
    rows = list(
        store.query(
            """SELECT ?v ?a ?b ?e ?t { ?v nkg:factuality ?f ; nkg:sentence ?s OPTIONAL { ?v nkg:evidence ?p .
               ?p nif:anchorOf ?a ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:referenceContext/nif:isString ?t } }"""
        )
    )
    assert rows
    for _, anchor, begin, end, text in rows:
        assert str(text)[int(begin.value) : int(end.value)] == str(anchor)
