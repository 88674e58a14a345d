"""Bad input: a clear message, the documented exit status, and the store as it was."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg import open_store


@pytest.fixture
def unharmed(store_copy: Path):
    """The store, checked afterwards: whatever was tried, it still holds what it held."""
    with open_store(store_copy, read_only=True) as store:
        before = b"".join(store.dump())
    yield store_copy
    with open_store(store_copy, read_only=True) as store:
        assert b"".join(store.dump()) == before


def fails(run, status: int, *words: str) -> None:
    assert run.status == status, run.err
    assert "Traceback" not in run.err
    for word in words:
        assert word in run.err


def test_a_missing_file(kg, unharmed, tmp_path):
    fails(kg("ingest", tmp_path / "none.txt", "--store", unharmed), 3, "none.txt", "no such file")


def test_a_missing_file_makes_no_store(kg, tmp_path):
    fails(kg("ingest", tmp_path / "none.txt", "--store", tmp_path / "new"), 3, "none.txt")
    assert not (tmp_path / "new").exists()


def test_an_empty_file(kg, unharmed, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    fails(kg("ingest", empty, "--store", unharmed), 3, "empty.txt", "it is empty")


def test_a_binary_file(kg, unharmed, tmp_path):
    binary = tmp_path / "picture.txt"
    binary.write_bytes(bytes(range(256)) * 40)
    fails(kg("ingest", binary, "--store", unharmed), 3, "picture.txt", "no text")


def test_a_pdf_under_the_wrong_name(kg, unharmed, tmp_path):
    pdf = tmp_path / "article.txt"
    pdf.write_bytes(b"%PDF-1.7\n" + b"x" * 100)
    fails(kg("ingest", pdf, "--store", unharmed), 3, "article.txt", "PDF")


def test_a_page_without_an_article(kg, unharmed, tmp_path):
    page = tmp_path / "menu.html"
    page.write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    fails(kg("ingest", page, "--store", unharmed), 3, "menu.html", "article")


def test_a_text_of_fifty_megabytes(kg, unharmed, tmp_path):
    book = tmp_path / "book.txt"
    book.write_text("Words and more words.\n" * 2_300_000)
    fails(kg("ingest", book, "--store", unharmed), 3, "book.txt", "larger than")


def test_text_in_an_encoding_that_cannot_be_told(kg, unharmed, tmp_path):
    odd = tmp_path / "odd.jsonl"
    odd.write_bytes('{"title": "A"}\n'.encode("utf-16"))
    fails(kg("ingest", odd, "--store", unharmed), 3, "odd.jsonl", "UTF-8")


def test_text_in_another_encoding_is_read(kg, unharmed, tmp_path):
    old = tmp_path / "old.txt"
    old.write_bytes("Café owner arrested in Besançon\n\nPolice arrested François Müller on Friday.\n".encode("cp1252"))
    new = tmp_path / "new-store"
    run = kg("ingest", old, "--store", new, "--published", "2020-01-04")
    assert run.status == 0, run.err
    assert "François Müller" in kg("show", "Besançon", "--store", new).out


def test_a_date_that_is_none(kg, unharmed, samples):
    fails(
        kg("ingest", samples / "baghdad.json", "--store", unharmed, "--published", "soonish"),
        2,
        "soonish",
        "2020-01-03",
    )


def test_a_date_that_is_none_in_an_article(kg, unharmed, tmp_path):
    article = tmp_path / "article.json"
    article.write_text(json.dumps({"title": "Talks", "text": "They met.", "published": "the other day"}))
    fails(kg("ingest", article, "--store", unharmed), 3, "article.json", "the other day")


def test_a_broken_line_is_skipped_counted_and_named(kg, tmp_path):
    lines = tmp_path / "articles.jsonl"
    good = {
        "url": "https://example.org/a",
        "title": "Mayor resigns",
        "text": "The mayor of Oslo resigned.",
        "published": "2020-01-03",
    }
    lines.write_text(
        json.dumps(good) + '\n{"title": "cut o\n' + json.dumps(good | {"url": "https://example.org/b"}) + "\n"
    )
    report = tmp_path / "report.json"
    run = kg("ingest", lines, "--store", tmp_path / "store", "--report", report)
    assert run.status == 0, run.err
    assert "2 articles read: 2 added" in run.err
    assert "1 source skipped" in run.err
    assert "articles.jsonl, line 2" in run.err
    told = json.loads(report.read_text())
    assert told["articles"]["skipped"] == 1
    assert told["skipped"][0]["line"] == 2


def test_an_ontology_file_with_a_syntax_error(kg, unharmed, samples, tmp_path):
    ontology = tmp_path / "mine.ttl"
    ontology.write_text("@prefix nkg: <https://w3id.org/newskg/ontology#> .\nnkg:Parade a owl:Class ;\n")
    fails(kg("ingest", samples / "baghdad.json", "--store", unharmed, "--ontology", ontology), 4, "mine.ttl", "line")


def test_an_ontology_file_that_is_missing(kg, unharmed, samples, tmp_path):
    run = kg("ingest", samples / "baghdad.json", "--store", unharmed, "--ontology", tmp_path / "none.ttl")
    fails(run, 4, "none.ttl", "no such ontology file")


def test_a_language_model_that_is_not_installed(kg, unharmed, samples):
    fails(
        kg("ingest", samples / "baghdad.json", "--store", unharmed, "--model", "xx_none"), 5, "xx_none", "not installed"
    )


def test_a_store_of_another_version(kg, samples, tmp_path, store_copy):
    version = store_copy / "VERSION.json"
    version.write_text(version.read_text().replace('"format": 1', '"format": 99'))
    for command in (
        ("ingest", samples / "baghdad.json"),
        ("query", "ASK {}"),
        ("stats",),
        ("export",),
        ("show", "Iraq"),
    ):
        fails(kg(*command, "--store", store_copy), 6, "format 99")


def test_a_store_that_another_process_has_open(kg, samples, unharmed):
    holder = "import sys, kg; s = kg.open_store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(unharmed)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        fails(kg("ingest", samples / "baghdad.json", "--store", unharmed), 6, "another process")
        fails(kg("stats", "--store", unharmed), 6, "another process")
        process.communicate()


def test_a_folder_that_is_no_store(kg, samples, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    fails(kg("ingest", samples / "baghdad.json", "--store", tmp_path), 6, "not a store")


def test_a_store_that_does_not_exist(kg, tmp_path):
    for command in (("query", "ASK {}"), ("stats",), ("export",), ("show", "Iraq")):
        fails(kg(*command, "--store", tmp_path / "none"), 6, "there is no store here", "kg ingest")


def test_malformed_sparql(kg, unharmed):
    fails(kg("query", "SELECT ?who {\n  ?who nkg:killed }", "--store", unharmed), 7, "line 2")


def test_a_query_file_that_is_missing(kg, unharmed, tmp_path):
    fails(kg("query", "-f", tmp_path / "none.rq", "--store", unharmed), 7, "none.rq")


def test_a_format_that_does_not_fit_the_query(kg, unharmed):
    fails(kg("query", "SELECT * { ?a nkg:killed ?b }", "--format", "turtle", "--store", unharmed), 7, "turtle")


def test_an_article_nobody_knows(kg, unharmed):
    fails(kg("show", "penguins", "--store", unharmed), 9, "penguins")


def test_words_that_fit_several_articles(kg, unharmed):
    run = kg("show", "example.org", "--store", unharmed)
    fails(run, 9, "say which", "https://example.org/news/ferry-sinks-off-zanzibar")


def test_an_export_file_that_does_not_tell_its_format(kg, unharmed, tmp_path):
    fails(kg("export", tmp_path / "facts.xlsx", "--store", unharmed), 2, "facts.xlsx")


def test_an_export_into_a_folder_that_does_not_exist(kg, unharmed, tmp_path):
    fails(kg("export", tmp_path / "none" / "facts.ttl", "--store", unharmed), 9, "facts.ttl", "cannot be written")


def test_a_base_iri_that_is_none(kg, unharmed, samples):
    fails(kg("ingest", samples / "baghdad.json", "--store", unharmed, "--base-iri", "my things"), 2, "absolute IRI")


def test_an_unknown_command(kg):
    fails(kg("digest"), 2, "digest")


def test_gold_that_is_faulty(kg, tmp_path):
    fails(kg("eval", tmp_path), 3, "no gold annotations")
    (tmp_path / "a.article.json").write_text(
        json.dumps({"id": "a", "url": "u:a", "title": "A", "text": "Nothing.", "published": "2020-01-01"})
    )
    event = {
        "id": "v",
        "class": "Attack",
        "triggers": [{"text": "attack", "n": 1}],
        "factuality": "Actual",
        "roles": {},
    }
    (tmp_path / "a.gold.json").write_text(json.dumps({"id": "a", "entities": [], "events": [event], "relations": []}))
    fails(kg("eval", tmp_path), 3, "a.gold.json", "no occurrence 1 of the trigger 'attack'")


def test_floors_that_name_no_measure(kg, gold_dir, tmp_path):
    floors = tmp_path / "floors.json"
    floors.write_text('{"beauty": 0.9}')
    fails(kg("eval", gold_dir, "--gate", floors), 3, "beauty", "is no measure")
