"""A judge learnt from gold annotations: made, used, and refused where it is no judge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import Pipeline, Settings
from kg.eval import load_gold
from kg.extract import load_judge


@pytest.fixture(scope="module")
def trained(gold_dir: Path, pipeline):
    pytest.importorskip("sklearn", reason="needs the extra train")
    from kg.training import examples_of, train

    return train(list(examples_of(load_gold(gold_dir), pipeline)), {"source": "stories of our own"})


def test_training_tells_what_the_judge_is_worth(trained) -> None:
    assert {"event", "role", "relation"} <= set(trained.reports)
    for report in trained.reports.values():
        assert 0 < report.right <= report.proposals
        assert 0 <= report.brier[1] <= 1 and 0 <= report.auc[1] <= 1
    assert trained.judge.card["articles"] == 9
    assert trained.judge.card["source"] == "stories of our own"


def test_equal_training_gives_equal_bytes(trained, gold_dir: Path, pipeline) -> None:
    from kg.training import examples_of, train

    again = train(list(examples_of(load_gold(gold_dir), pipeline)), {"source": "stories of our own"})
    assert again.judge.dumps() == trained.judge.dumps()


def test_a_judge_of_ones_own_takes_the_place_of_the_shipped_one(tmp_path: Path, gold_dir: Path, pipeline) -> None:
    doubter = tmp_path / "judge.json"
    kinds = {"role": {"bias": -9.0, "threshold": 0.0, "weights": {}}}
    doubter.write_text(json.dumps({"format": 1, "card": {}, "kinds": kinds}))
    document = load_gold(gold_dir)[0].document
    sure = next(pipeline.extract([document]))
    unsure = next(Pipeline(Settings(judge=doubter)).extract([document]))
    assert max(r.confidence for v in unsure.events for r in v.roles) < 0.01
    assert max(r.confidence for v in sure.events for r in v.roles) > 0.5


def test_what_is_below_the_threshold_is_dropped_with_all_that_points_at_it(tmp_path: Path, gold_dir: Path) -> None:
    strict = tmp_path / "judge.json"
    kinds = {"event": {"bias": -9.0, "threshold": 0.5, "weights": {"class=Attack": 18.0}}}
    strict.write_text(json.dumps({"format": 1, "card": {}, "kinds": kinds}))
    for extraction in Pipeline(Settings(judge=strict)).extract(a.document for a in load_gold(gold_dir)):
        ids = {v.id for v in extraction.events} | {e.id for e in extraction.entities}
        assert {v.cls for v in extraction.events} <= {"Attack"}
        assert all(r.filler in ids for v in extraction.events for r in v.roles)
        assert all(link.event in ids for v in extraction.events for link in v.links)


def test_the_shipped_judge_says_what_it_was_made_from() -> None:
    card = load_judge().card
    assert card["articles"] >= 56
    assert card["cross-validation"]["role"]["brier"]["judge"] < card["cross-validation"]["role"]["brier"]["rules"]


def test_the_command_writes_a_judge_that_ingest_takes(kg, gold_dir: Path, samples: Path, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs the extra train")
    judge = tmp_path / "judge.json"
    told = kg("train", gold_dir, "--out", judge, "--source", "stories of our own")
    assert told.status == 0 and "AUC" in told.out
    article = next(p for p in sorted(samples.iterdir()) if p.suffix in {".txt", ".html", ".json"})
    assert kg("ingest", article, "--store", tmp_path / "store", "--judge", judge).status == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [("{", "no judge's model"), ('{"format": 99}', "format 99"), ('{"format": 1, "kinds": []}', "no judge's model")],
)
def test_a_file_that_is_no_judge_is_refused_before_a_store_is_made(
    kg, tmp_path: Path, samples: Path, content: str, reason: str
) -> None:
    judge = tmp_path / "judge.json"
    judge.write_text(content)
    refused = kg("ingest", samples, "--store", tmp_path / "store", "--judge", judge)
    assert refused.status == 5 and reason in refused.err
    assert not (tmp_path / "store").exists()


def test_too_few_articles_are_refused(pipeline, gold_dir: Path) -> None:
    pytest.importorskip("sklearn", reason="needs the extra train")
    from kg.errors import ModelError
    from kg.training import examples_of, train

    with pytest.raises(ModelError, match="too few"):
        train(list(examples_of(load_gold(gold_dir)[:2], pipeline)), {})
