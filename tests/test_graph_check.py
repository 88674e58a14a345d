"""What violates a shape is taken out, with what hangs on it and a reason; what is left conforms."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph

from graph_samples import DOCUMENT, ENTITIES, EVENTS, GENERAL, KILLING, NKG, ORDER, SAMPLE, TOWN, URL, mention, sample
from kg.errors import OntologyError
from kg.graph import ArticleGraph, Checker, CheckResult, Quarantined, map_extraction, serialize, to_nquads
from kg.model import EntityLink, Event, Extraction, Factuality, Relation, RoleFiller
from kg.ontology import Ontology, load_ontology

ONTOLOGY = Path(__file__).parent.parent / "ontology"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def checker(ontology: Ontology) -> Checker:
    return Checker(ontology)


@pytest.fixture(scope="module")
def check(checker: Checker, ontology: Ontology):  # type: ignore[no-untyped-def]
    def run(*extractions: Extraction) -> CheckResult:
        return checker.check(map_extraction(e, ontology.ancestors) for e in extractions)

    return run


def with_events(*events: Event) -> Extraction:
    return sample(events=events)


def statements(result: CheckResult, *parts: str) -> list[str]:
    """The statements of the (first) graph that contain all the parts."""
    return [t for t in map(" ".join, result.graphs[0].triples) if all(part in t for part in parts)]


@pytest.fixture(scope="module")
def report_of() -> Callable[[tuple[ArticleGraph, ...]], str]:
    """pySHACL's own report on graphs as exported, all together, by the ontology's files; empty where they conform."""
    shapes, terms = (Graph().parse(ONTOLOGY / name) for name in ("shapes.ttl", "newskg.ttl"))

    def run(graphs: tuple[ArticleGraph, ...]) -> str:
        data = Graph().parse(data=serialize(to_nquads(graphs), "ntriples"), format="nt")
        conforms, _, text = pyshacl.validate(data, shacl_graph=shapes, ont_graph=terms)
        return "" if conforms else text

    return run


def unaccounted(before: ArticleGraph, result: CheckResult) -> set[str]:
    """Statements that are gone and stand in no record."""
    kept = {" ".join(t) for graph in result.graphs for t in graph.triples}
    recorded = {t for q in result.quarantined for t in q.triples}
    return {" ".join(t) for t in before.triples} - kept - recorded


def test_a_good_graph_is_kept_whole(check, ontology: Ontology) -> None:  # type: ignore[no-untyped-def]
    result = check(SAMPLE)
    assert result.quarantined == ()
    assert set(map_extraction(SAMPLE, ontology.ancestors).triples) <= set(result.graphs[0].triples)


def test_a_filler_of_the_wrong_kind_costs_the_role_and_not_the_event(check) -> None:  # type: ignore[no-untyped-def]
    result = check(with_events(replace(KILLING, roles=(*KILLING.roles, RoleFiller("victim", "town")))))
    assert statements(result, "#victim>", "Q90000001") == []
    assert len(statements(result, "#victim>")) == 1
    (record,) = result.quarantined
    assert record == Quarantined(
        article=URL,
        message="A victim is a person or a group of people.",
        shape="https://w3id.org/newskg/shapes#VictimRole",
        focus="http://www.wikidata.org/entity/Q90000001",
        triples=(f"<{URL}#killing-7> <{NKG}victim> <http://www.wikidata.org/entity/Q90000001>",),
        sentence=KILLING.sentence.of(DOCUMENT.text),
    )


def test_an_event_without_a_trigger_goes_with_all_that_points_at_it(check) -> None:  # type: ignore[no-untyped-def]
    bare = replace(KILLING, triggers=())
    result = check(with_events(bare, *EVENTS[1:]))
    assert statements(result, "#killing-") == []
    assert len(statements(result, "#Statement>")) == 1
    record = next(q for q in result.quarantined if q.shape.endswith("#EventEvidence"))
    assert record.message == "An event has evidence: the words that tell it."
    assert any("#about>" in t for t in record.triples) and any("#inResponseTo>" in t for t in record.triples)
    assert record.sentence == KILLING.sentence.of(DOCUMENT.text)


def test_an_entity_without_a_mention_goes_with_its_roles_relations_and_claims(check) -> None:  # type: ignore[no-untyped-def]
    entities = tuple(replace(e, mentions=()) if e is GENERAL else e for e in ENTITIES)
    result = check(sample(entities=entities))
    assert statements(result, "ada-moreno") == []
    assert statements(result, "jobTitle") == []
    assert len(statements(result, "#Order>")) == 1


def test_a_relation_between_the_wrong_kinds_goes_with_its_claim(check) -> None:  # type: ignore[no-untyped-def]
    wrong = Relation("town", "nkg:leads", "front", mention("Rebels").span)
    result = check(sample(relations=(*SAMPLE.relations, wrong)))
    assert statements(result, "#leads>") == []
    (record,) = result.quarantined
    assert record.message == "Only a person leads."
    assert any(f"<{NKG}Claim>" in t for t in record.triples)
    assert len(statements(result, f"<{NKG}Claim>")) == len(SAMPLE.relations)


def test_a_denied_relation_is_held_to_the_same_kinds(check) -> None:  # type: ignore[no-untyped-def]
    wrong = Relation("town", "nkg:leads", "front", mention("Rebels").span, factuality=Factuality.NEGATED)
    result = check(sample(relations=(wrong,)))
    assert statements(result, "#leads>") == []
    assert [q.message for q in result.quarantined] == ["Only a person leads."]


def test_a_claim_without_its_due_takes_the_plain_relation_along(checker: Checker, ontology: Ontology) -> None:
    graph = map_extraction(SAMPLE, ontology.ancestors)
    claim = next(s for s, p, o in graph.triples if p.endswith("#predicate>") and o.endswith("locatedIn>"))
    torn = ArticleGraph(graph.iri, tuple(t for t in graph.triples if not (t[0] == claim and "evidence" in t[1])))
    result = checker.check([torn])
    assert statements(result, "locatedIn>") == []
    assert [q.shape.rsplit("#")[-1] for q in result.quarantined] == ["ClaimEvidence"]


@pytest.mark.parametrize("confidence", [0.0, -0.5, 1.5, float("nan")])
def test_a_confidence_that_is_none_costs_the_event(confidence: float, check) -> None:  # type: ignore[no-untyped-def]
    result = check(with_events(replace(ORDER, confidence=confidence, links=(), roles=ORDER.roles[:1]), KILLING))
    assert statements(result, "#Order>") == []
    assert len(statements(result, "#Killing>")) == 1
    assert any(q.message == "Confidence is an xsd:decimal above 0 and at most 1." for q in result.quarantined)


def test_a_modifier_that_is_none_costs_the_modifier(check) -> None:  # type: ignore[no-untyped-def]
    result = check(with_events(replace(KILLING, count_modifier="roughly")))
    assert statements(result, "countModifier") == []
    assert len(statements(result, "#deathCount>")) == 1


def test_a_count_below_nought_goes_with_its_modifier(check) -> None:  # type: ignore[no-untyped-def]
    result = check(with_events(replace(KILLING, death_count=-1)))
    assert statements(result, "deathCount") == [] and statements(result, "countModifier") == []
    assert len(statements(result, "#Killing>")) == 1


def test_a_class_the_ontology_does_not_know_costs_the_node(check) -> None:  # type: ignore[no-untyped-def]
    result = check(with_events(replace(ORDER, cls="Whim", links=(), roles=ORDER.roles[:1]), KILLING))
    assert statements(result, "Whim") == [] and statements(result, "#whim-") == []
    assert any("its class must be one the ontology declares" in q.message for q in result.quarantined)


def test_evidence_nobody_rests_on_goes_too(check) -> None:  # type: ignore[no-untyped-def]
    result = check(with_events(replace(ORDER, confidence=0.0, links=(), roles=()), KILLING))
    assert statements(result, '"ordered"') == []


def test_a_graph_without_its_article_is_not_kept(checker: Checker, ontology: Ontology) -> None:
    graph = map_extraction(SAMPLE, ontology.ancestors)
    torn = ArticleGraph(graph.iri, tuple(t for t in graph.triples if not t[1].endswith("schema.org/url>")))
    result = checker.check([torn])
    assert result.graphs == (ArticleGraph(graph.iri, ()),)
    assert not unaccounted(torn, result)


def test_articles_of_one_batch_do_not_mend_or_spoil_each_other(check) -> None:  # type: ignore[no-untyped-def]
    link = EntityLink("Q90000009", 0.9)
    as_place = sample(entities=tuple(replace(e, link=link) if e is TOWN else e for e in ENTITIES))
    as_thing = sample(
        document=replace(DOCUMENT, url="https://news.example/other"),
        entities=tuple(replace(e, link=link, cls="Artifact") if e is TOWN else e for e in ENTITIES),
        relations=(),
    )
    result = check(as_place, as_thing)
    assert [q.article for q in result.quarantined] == ["https://news.example/other"]
    assert statements(result, "#place>", "Q90000009")
    assert not [t for t in result.graphs[1].triples if t[1] == f"<{NKG}place>"]


def test_graphs_come_back_in_their_order(check) -> None:  # type: ignore[no-untyped-def]
    urls = [f"https://news.example/{n}" for n in (3, 1, 2)]
    extractions = [sample(document=replace(DOCUMENT, url=u)) for u in urls]
    extractions[1] = replace(extractions[1], events=(replace(KILLING, triggers=()),))
    assert [g.iri for g in check(*extractions).graphs] == urls


def test_nothing_to_check_is_no_trouble(check) -> None:  # type: ignore[no-untyped-def]
    assert check() == CheckResult((), ())


def test_the_same_graph_twice_in_a_batch_is_checked_twice(check) -> None:  # type: ignore[no-untyped-def]
    once, again = check(SAMPLE, SAMPLE).graphs
    assert once == again == check(SAMPLE).graphs[0]


def test_the_export_conforms_by_pyshacls_own_word(check, report_of) -> None:  # type: ignore[no-untyped-def]
    broken = sample(
        document=replace(DOCUMENT, url="https://news.example/broken"),
        entities=(*ENTITIES[:4], replace(GENERAL, mentions=()), ENTITIES[5]),
        events=(replace(KILLING, roles=(*KILLING.roles, RoleFiller("victim", "town"))), *EVENTS[1:]),
    )
    result = check(SAMPLE, broken)
    assert result.quarantined
    assert report_of(result.graphs) == ""


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_broken_the_rest_conforms_and_nothing_is_lost_silently(
    seed: int, checker: Checker, ontology: Ontology, report_of: Callable[[tuple[ArticleGraph, ...]], str]
) -> None:
    rng = random.Random(seed)
    graph = map_extraction(SAMPLE, ontology.ancestors)
    triples = list(graph.triples)
    objects = [o for _, _, o in triples]
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(triples))
        if rng.random() < 0.5:
            del triples[at]
        else:
            triples[at] = (*triples[at][:2], rng.choice(objects))
    torn = ArticleGraph(graph.iri, tuple(dict.fromkeys(triples)))
    result = checker.check([torn])
    assert report_of(result.graphs) == ""
    assert not unaccounted(torn, result)
    assert checker.check([torn]) == result


def test_a_file_with_a_syntax_error_is_named(ontology: Ontology, tmp_path: Path) -> None:
    bad = tmp_path / "mine.ttl"
    bad.write_text("@prefix nkg: <https://w3id.org/newskg/ontology#> .\nnkg:A a ; .\n")
    with pytest.raises(OntologyError, match=r"mine\.ttl, line 2"):
        Checker(ontology, [bad])
    with pytest.raises(OntologyError, match="no such ontology file"):
        Checker(ontology, [tmp_path / "none.ttl"])


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("CONSTRUCT { ?a ?b } WHERE", "not valid SPARQL"),
        ("SELECT ?a WHERE { ?a ?b ?c }", "must be a CONSTRUCT"),
        ("CONSTRUCT { ?a foo:b ?c } WHERE { ?a foo:b ?c }", "declare the prefix"),
    ],
)
def test_a_rule_that_is_none_is_named(query: str, message: str, ontology: Ontology, tmp_path: Path) -> None:
    bad = tmp_path / "mine.ttl"
    bad.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix nkg: <https://w3id.org/newskg/ontology#> .\n"
        f'nkg:MyRule a sh:NodeShape ; sh:targetClass nkg:Attack ; sh:rule [ a sh:SPARQLRule ; sh:construct "{query}" ] .'
    )
    with pytest.raises(OntologyError, match=f"MyRule.*{message}"):
        Checker(ontology, [bad])


def test_shapes_of_ones_own_count_too(ontology: Ontology, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix nkg: <https://w3id.org/newskg/ontology#> .\n"
        "nkg:Dated a sh:PropertyShape ; sh:targetClass nkg:Killing ; sh:path nkg:endDate ; sh:minCount 1 ;\n"
        '    sh:message "A killing ends some day." .'
    )
    result = Checker(ontology, [mine]).check([map_extraction(SAMPLE, ontology.ancestors)])
    assert "A killing ends some day." in [q.message for q in result.quarantined]
    assert statements(result, "#Killing>") == []
