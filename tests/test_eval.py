"""The measures of `kg eval`, on graphs made from the gold itself, and against the scorer they must agree with."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from kg.errors import SourceError
from kg.eval import Outcome, broken_floors, evaluate, load_gold, read_floors, score
from kg.eval.gold import GoldArticle
from kg.eval.layout import Layout
from kg.eval.matching import normal_name, same_title
from kg.graph import map_extraction, to_nquads
from kg.model import (
    Entity,
    EntityLink,
    Event,
    EventLink,
    Extraction,
    Mention,
    PartialDate,
    Relation,
    RoleFiller,
    Span,
)
from kg.ontology import load_ontology


@pytest.fixture(scope="module")
def ontology():
    return load_ontology()


@pytest.fixture(scope="module")
def gold(gold_dir):
    return load_gold(gold_dir)


def words(text: str, span: Span) -> list[str]:
    return span.of(text).lower().split()


def perfect(article: GoldArticle, folder) -> Extraction:
    """What an extractor without fault would make of a gold article."""
    entries = json.loads((folder / f"{article.id}.gold.json").read_text())
    text = article.document.text

    def mentions(names) -> tuple[Mention, ...]:
        spans = {Span(at, at + len(n)) for n in names for at in [text.find(n)]}
        return tuple(Mention(s, s.of(text)) for s in sorted(spans))

    entities = [
        Entity(
            e["id"],
            e["class"],
            (e["names"] or e["descriptions"])[0],
            mentions([*e["names"], *e.get("descriptions", ())]),
            tuple(e["names"][1:]),
            named=e["qid"] is not None,
            size=e.get("size"),
            size_modifier=e.get("sizeModifier"),
            link=EntityLink(e["qid"], 1.0) if (e["qid"] or "").startswith("Q") else None,
        )
        for e in entries["entities"]
    ]
    events = [
        Event(
            e["id"],
            e["class"],
            tuple(Mention(s, s.of(text)) for s in article.events[e["id"]].triggers),
            article.events[e["id"]].triggers[0],
            tuple(RoleFiller(r, f) for r, fs in e["roles"].items() for f in fs),
            article.events[e["id"]].factuality,
            PartialDate(e["date"]) if "date" in e else None,
            PartialDate(e["endDate"]) if "endDate" in e else None,
            e.get("deathCount"),
            e.get("injuryCount"),
            e.get("countModifier"),
            tuple(e.get("attributedTo", ())),
            tuple(
                EventLink(p, other)
                for p in ("subEventOf", "causedBy", "inResponseTo", "after")
                for other in e.get(p, ())
            ),
        )
        for e in entries["events"]
    ]
    known = {e.id for e in entities}
    relations = [
        Relation(r["s"], r["p"], r["o"], Span(0, 5), literal=r["o"] not in known) for r in entries["relations"]
    ]
    return Extraction(article.document, tuple(entities), tuple(events), tuple(relations))


@pytest.fixture
def graphs(gold, gold_dir, ontology):
    return {a.document.url: map_extraction(perfect(a, gold_dir), ontology.ancestors).triples for a in gold}


def test_a_perfect_graph_is_right_in_everything(gold, graphs, ontology):
    measures = score(gold, graphs, ontology, words).measures()
    assert {name: (t.precision, t.recall) for name, t in measures.items()} == dict.fromkeys(measures, (1.0, 1.0))
    assert measures["facts"].gold > 300


def test_no_graph_finds_nothing(gold, ontology):
    measures = score(gold, {}, ontology, words).measures()
    assert measures["facts"].f1 == measures["events"].recall == 0.0
    assert measures["events"].gold > 100


def change(graphs, url, old, new):
    return graphs | {url: tuple(tuple(new if term == old else term for term in triple) for triple in graphs[url])}


def test_a_role_in_the_wrong_slot_is_missed_once_and_spurious_once(gold, graphs, ontology):
    convoy = next(a for a in gold if a.id == "convoy")
    ns = "https://w3id.org/newskg/ontology#"
    result = score([convoy], change(graphs, convoy.document.url, f"<{ns}victim>", f"<{ns}target>"), ontology, words)
    roles = result.measures()["roles"]
    assert roles.gold - roles.right == roles.system - roles.right == 2  # five drivers, eleven others
    assert result.common_causes("roles", Outcome.MISSED) == {"wrong slot": 2}


def test_a_wrong_class_costs_the_event_and_all_its_facts(gold, graphs, ontology):
    storm = next(a for a in gold if a.id == "storm")
    ns = "https://w3id.org/newskg/ontology#"
    wrong = change(graphs, storm.document.url, f"<{ns}Outbreak>", f"<{ns}Protest>")
    result = score([storm], wrong, ontology, words)
    assert result.common_causes("events", Outcome.MISSED) == {"wrong class": 1}
    assert result.common_causes("roles", Outcome.MISSED) == {"the event was missed": 1}


def test_job_titles_match_where_one_holds_the_other():
    assert same_title("transport minister", "minister")
    assert not same_title("minister", "mayor")


def test_names_are_compared_without_determiners_case_and_possessives():
    assert normal_name("The Road Workers' League") == normal_name("Road Workers' league")
    assert normal_name("Kenya's") == "kenya"
    assert normal_name("their own by-election") == "own by election"


def test_a_place_is_the_same_place_however_the_text_is_laid_out():
    one, other = (
        Layout("Mayor resigns\n\nThe mayor resigned on Friday."),
        Layout("Mayor  resigns The mayor\nresigned on Friday."),
    )
    start = other.text.index("resigned")
    found = one.locate(other, start, start + len("resigned"))
    assert found == one.span(one.text.index("resigned"), one.text.index("resigned") + len("resigned"))
    assert one.sentence(one.span(0, 5)) != one.sentence(found)


def test_facts_are_told_apart_by_confidence(gold, graphs, ontology):
    result = score(gold, graphs, ontology, words)
    low, high = result.split_at(0.8)
    assert low.facts == 0
    assert high.share == 1.0
    assert sum(b.facts for b in result.reliability()) == high.facts


def test_floors_and_baselines(tmp_path, gold, graphs, ontology):
    result = score(gold, graphs, ontology, words)
    file = tmp_path / "floors.json"
    file.write_text('{"events": 0.9, "facts": 1}')
    assert broken_floors(result.measures(), read_floors(file)) == {}
    file.write_text(json.dumps(result.as_json()))
    worse = score(gold, dict(list(graphs.items())[1:]), ontology, words)
    assert "facts" in broken_floors(worse.measures(), read_floors(file))
    file.write_text('{"events": "high"}')
    with pytest.raises(SourceError, match="number from 0 to 1"):
        read_floors(file)


def test_the_gold_covers_every_event_class(gold, ontology):
    annotated = {e.cls for a in gold for e in a.events.values()}
    # Families are not annotated themselves, except the one class that is its own family.
    parents = {p for c in ontology.event_classes for p in ontology.ancestors[c]}
    leaves = {c for c in ontology.event_classes if c not in parents} | {"Death"}
    assert annotated == leaves


def test_gold_articles_are_short_news(gold):
    assert len(gold) >= 8
    assert all(110 <= len(a.document.text.split()) <= 210 for a in gold)


def test_the_pipeline_is_measured_through_the_same_door(gold, pipeline):
    result = evaluate(gold[:2], pipeline)
    measures = result.measures()
    assert result.articles == 2
    assert measures["events"].f1 > 0.3
    assert all(cause for verdict, cause in result.judged if verdict.outcome is not Outcome.RIGHT)


def against_the_scorer(shared, folder, graphs_by_url, nquads, ontology, tmp_path):
    export = tmp_path / "export.nq"
    export.write_bytes(nquads)
    scorer = [sys.executable, str(shared / "eval" / "score.py"), str(folder), str(export), "--json"]
    theirs = json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)
    ours = score(load_gold(folder), graphs_by_url, ontology, words).measures()
    for name, figures in theirs.items():
        tally = ours[name]
        assert (tally.precision, tally.recall, tally.f1) == pytest.approx(
            (figures["p"], figures["r"], figures["f"]), abs=0.0005
        ), name


def test_agrees_with_the_reference_scorer(shared, pipeline, ontology, tmp_path):
    folder = shared / "eval" / "gold" / "dev"
    graphs = [g for _, g in pipeline.graphs(a.document for a in load_gold(folder))]
    by_url = {a.document.url: g.triples for a, g in zip(load_gold(folder), graphs, strict=True)}
    against_the_scorer(shared, folder, by_url, to_nquads(graphs), ontology, tmp_path)


def test_agrees_with_the_reference_scorer_on_spoiled_gold(shared, gold, gold_dir, ontology, tmp_path):
    """Every third triple gone: a graph whose faults are of every kind."""
    graphs = [map_extraction(perfect(a, gold_dir), ontology.ancestors) for a in gold]
    graphs = [replace(g, triples=tuple(t for i, t in enumerate(g.triples) if i % 3)) for g in graphs]
    by_url = {a.document.url: g.triples for a, g in zip(gold, graphs, strict=True)}
    against_the_scorer(shared, gold_dir, by_url, to_nquads(graphs), ontology, tmp_path)
