"""Every format says the same, in an order of its own."""

from __future__ import annotations

import json

import pytest
from rdflib import Dataset, Graph

from graph_samples import SAMPLE, TITLE, URL, sample
from kg.graph import FORMATS, map_extraction, serialize, to_nquads
from kg.model import Document
from kg.ontology import load_ontology

RDFLIB_NAMES = {"jsonld": "json-ld", "ntriples": "nt"}


@pytest.fixture(scope="module")
def nquads() -> bytes:
    ancestors = load_ontology().ancestors
    other = sample(document=Document("urn:x:other", 'Say "hi" \\ or\tnot', "€ 5 😀\r\nend", None))
    return to_nquads([map_extraction(SAMPLE, ancestors), map_extraction(other, ancestors)])


def triples(data: bytes, format: str) -> set[tuple[object, ...]]:
    return set(Graph().parse(data=data, format=RDFLIB_NAMES.get(format, format)))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("format", ["trig", "jsonld", "nquads"])
def test_named_graphs_survive(format: str, nquads: bytes) -> None:
    def quads(data: bytes, format: str) -> set[tuple[object, ...]]:
        dataset = Dataset()
        dataset.parse(data=data, format=RDFLIB_NAMES.get(format, format))
        return set(dataset.quads())

    assert quads(serialize(nquads, format), format) == quads(nquads, "nquads")


@pytest.mark.parametrize("format", ["turtle", "ntriples"])
def test_all_graphs_stand_together_where_there_are_no_names(format: str, nquads: bytes) -> None:
    plain = b"".join(line.rpartition(b" <")[0] + b" .\n" for line in nquads.splitlines(keepends=False))
    assert triples(serialize(nquads, format), format) == triples(plain, "nt")


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_the_order_of_the_input_does_not_matter(format: str, nquads: bytes) -> None:
    lines = nquads.splitlines(keepends=True)
    assert serialize(b"".join(reversed(lines)) + lines[0], format) == serialize(nquads, format)


def test_turtle_is_fit_to_read(nquads: bytes) -> None:
    text = serialize(nquads, "turtle").decode()
    assert "@prefix nkg: <https://w3id.org/newskg/ontology#> ." in text
    assert f"<{URL}> a nkg:Article ;\n" in text
    assert f'schema:headline "{TITLE}"' in text
    assert "nkg:deathCount 25" in text
    assert '"2019-12-27"^^xsd:date' in text
    assert "wd:Q90000001 a nkg:GeopoliticalEntity ;" in text


def test_jsonld_is_json_with_short_names(nquads: bytes) -> None:
    data = json.loads(serialize(nquads, "jsonld"))
    assert data["@context"]["nkg"] == "https://w3id.org/newskg/ontology#"
    assert [graph["@id"] for graph in data["@graph"]] == [URL, "urn:x:other"]


def test_statements_without_a_graph_and_blank_nodes_pass() -> None:
    nquads = b'_:a <http://x/p> "v" .\n# a remark\n\n_:a <http://x/q> _:b <http://x/g> .\n'
    for format in FORMATS:
        assert len(triples(serialize(nquads, format), format)) >= 1


def test_an_empty_store_is_an_empty_document() -> None:
    assert serialize(b"", "nquads") == b""
    for format in FORMATS:
        assert triples(serialize(b"", format), format) == set()


def test_unknown_formats_and_broken_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="choose one of jsonld, nquads"):
        serialize(b"", "xml")
    with pytest.raises(ValueError, match="line 2 is not an N-Quads statement"):
        serialize(b"<http://x/s> <http://x/p> <http://x/o> .\n<s> oops\n", "turtle")
