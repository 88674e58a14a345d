"""What the commands print, and what they do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph import serialize


def test_help_names_every_command_and_the_exit_statuses(kg):
    run = kg("--help")
    assert run.status == 0
    for word in ("ingest", "query", "show", "stats", "export", "validate", "link", "eval", "Exit status", "7 query"):
        assert word in run.out


def test_version(kg):
    from kg import __version__

    assert kg("--version").out == f"kg {__version__}\n"


def test_ingest_tells_what_it_did(kg, samples, tmp_path):
    run = kg("ingest", samples / "baghdad.json", "--store", tmp_path / "store", "--report", tmp_path / "report.json")
    assert run.status == 0
    assert run.out == ""
    assert "1 article read: 1 added." in run.err
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["articles"] == {"read": 1, "added": 1, "unchanged": 0, "replaced": 0, "skipped": 0}
    assert f"{report['facts']} facts" in run.err


def test_the_store_may_be_named_by_the_environment(kg, sample_store, monkeypatch):
    monkeypatch.setenv("KG_STORE", str(sample_store))
    # The fixture clears the variable once, when it is made.
    assert "4 articles" in kg("stats").out


def test_an_article_comes_on_standard_input(kg, tmp_path):
    text = b"Ferry sinks off Malta\n\nA ferry sank off Malta on Friday, killing three people.\n"
    run = kg(
        "ingest",
        "-",
        "--store",
        tmp_path / "store",
        "--published",
        "2020-03-07",
        "--url",
        "https://example.org/ferry",
        stdin=text,
    )
    assert run.status == 0, run.err
    shown = kg("show", "https://example.org/ferry", "--store", tmp_path / "store")
    assert "6 March 2020" in shown.out


QUERY = "SELECT ?name { ?p schema:jobTitle 'Defense Secretary' ; rdfs:label ?name }"


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("csv", "name\r\nMark Esper\r\n"),
        ("tsv", '?name\n"Mark Esper"@en\n'),
    ],
)
def test_query_formats(kg, sample_store, format, expected):
    assert kg("query", QUERY, "--format", format, "--store", sample_store).out == expected


def test_query_as_table_and_json(kg, sample_store):
    table = kg("query", QUERY, "--format", "table", "--store", sample_store)
    assert [line.strip() for line in table.out.splitlines()] == ["name", "Mark Esper"]
    assert "1 row" in table.err
    answer = json.loads(kg("query", QUERY, "--format", "json", "--store", sample_store).out)
    assert answer["results"]["bindings"][0]["name"]["value"] == "Mark Esper"


def test_a_query_from_a_file_from_standard_input_and_from_the_command_line_are_one(kg, sample_store, tmp_path):
    file = tmp_path / "q.rq"
    file.write_text(QUERY)
    answers = {
        kg("query", QUERY, "--store", sample_store).out,
        kg("query", f"@{file}", "--store", sample_store).out,
        kg("query", "-f", file, "--store", sample_store).out,
        kg("query", "-", "--store", sample_store, stdin=QUERY.encode()).out,
    }
    assert answers == {"name\r\nMark Esper\r\n"}


def test_asking_and_constructing(kg, sample_store):
    assert kg("query", "ASK { ?x a nkg:Killing }", "--store", sample_store).out == "true\n"
    made = kg("query", "CONSTRUCT { ?x a nkg:Deed } { ?x a nkg:Order }", "--store", sample_store)
    assert "https://w3id.org/newskg/ontology#Deed" in made.out or "nkg:Deed" in made.out


def test_show_tells_who_did_what_when_according_to_whom(kg, sample_store):
    run = kg("show", "Zanzibar", "--store", sample_store)
    assert run.status == 0
    page = " ".join(run.out.split())
    assert "Ferry sinks off Zanzibar, killing at least 18" in page
    assert "Tanzanian police" in page
    assert "on 15 April 2019" in page
    assert "according to Tanzanian police" in page
    assert "Police arrested the captain" in page  # the evidence
    assert "Police arrested the captain" not in " ".join(
        kg("show", "Zanzibar", "--no-evidence", "--store", sample_store).out.split()
    )


def test_show_marks_what_has_not_happened(kg, sample_store):
    page = " ".join(kg("show", "americans-told", "--store", sample_store).out.split())
    assert "is to depart from Iraq" in page or "are to depart from Iraq" in page


@pytest.mark.parametrize("ending", ["ttl", "trig", "nq", "nt", "jsonld"])
def test_exports_are_the_same_every_time_and_conform(kg, sample_store, tmp_path, ending):
    one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    assert kg("export", one, "--store", sample_store).status == 0
    assert kg("export", two, "--store", sample_store).status == 0
    assert one.read_bytes() == two.read_bytes()
    assert b"Soleimani" in one.read_bytes()
    assert kg("validate", one).out.strip() == "Conforms."


def test_export_to_standard_output_in_a_format_of_ones_choice(kg, sample_store, tmp_path):
    file = tmp_path / "all.nq"
    kg("export", file, "--store", sample_store)
    assert kg("export", "--format", "ntriples", "--store", sample_store).out.encode() == serialize(
        file.read_bytes(), "ntriples"
    )


def test_validate_tells_what_does_not_conform(kg, tmp_path):
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text(
        "@prefix nkg: <https://w3id.org/newskg/ontology#> .\n<urn:a> a nkg:Killing ; nkg:deathCount -3 .\n"
    )
    run = kg("validate", wrong)
    assert run.status == 1
    assert "urn:a" in run.out
    assert "Does not conform" in run.out


def test_link_shows_candidates(kg):
    assert "Q796" in kg("link", "Iraq", "--class", "GeopoliticalEntity").out
    assert "nothing for 'Zzyzx Holdings'" in kg("link", "Zzyzx Holdings").out


def test_eval_prints_figures_causes_and_reliability_and_keeps_a_gate(kg, gold_dir, tmp_path):
    baseline = tmp_path / "baseline.json"
    run = kg("eval", gold_dir, "--json", baseline)
    assert run.status == 0, run.err
    for word in ("precision", "facts", "Errors by cause", "the event was missed", "0.8 and more"):
        assert word in run.out
    figures = json.loads(baseline.read_text())["measures"]
    assert kg("eval", gold_dir, "--gate", baseline).status == 0
    higher = tmp_path / "floors.json"
    higher.write_text(json.dumps({"facts": min(1.0, figures["facts"]["f1"] + 0.05)}))
    failed = kg("eval", gold_dir, "--gate", higher)
    assert failed.status == 1
    assert "facts: F1" in failed.err


def test_nothing_but_the_answer_goes_to_standard_output_when_piped(sample_store):
    """No progress bars, no colours, no words: what another program would read."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "query", QUERY, "--store", str(sample_store)]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert piped.stdout == b"name\r\nMark Esper\r\n"
    assert piped.stderr == b""


def test_a_reader_that_stops_early_is_no_error(sample_store, tmp_path):
    script = f"'{sys.executable}' -c 'from kg.cli import main; main()' export --format nquads --store '{sample_store}' | head -n 1"
    run = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=Path(tmp_path))
    assert run.stdout.count("\n") == 1
    assert "Traceback" not in run.stderr
