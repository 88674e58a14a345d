"""Any RDF file can be held against the ontology and its shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_samples import SAMPLE
from kg.errors import OntologyError, SourceError
from kg.graph import Checker, map_extraction, serialize, to_nquads, validate_rdf
from kg.ontology import Ontology, load_ontology

PREFIXES = """@prefix : <https://x.example/> . @prefix nkg: <https://w3id.org/newskg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
"""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def nquads(ontology: Ontology) -> bytes:
    return to_nquads(Checker(ontology).check([map_extraction(SAMPLE, ontology.ancestors)]).graphs)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("format", "ending"),
    [("nquads", "nq"), ("trig", "trig"), ("turtle", "ttl"), ("ntriples", "nt"), ("jsonld", "jsonld")],
)
def test_what_we_write_conforms(format: str, ending: str, nquads: bytes, ontology: Ontology, tmp_path: Path) -> None:
    path = tmp_path / f"export.{ending}"
    path.write_bytes(serialize(nquads, format))
    report = validate_rdf([path], ontology)
    assert report.conforms and report.violations == ()


def test_a_violation_is_reported_with_its_place(ontology: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(PREFIXES + ":t a nkg:Artifact ; nkg:age 3 .")
    report = validate_rdf([path], ontology)
    assert not report.conforms
    found = {(v.focus, v.message, v.shape) for v in report.violations}
    assert ("<https://x.example/t>", "Only a person has an nkg:age.", "who has an age") in found


def test_misspelt_terms_are_found(ontology: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(PREFIXES + ":a nkg:kiled :b . :b a nkg:Persn .")
    messages = {v.message for v in validate_rdf([path], ontology).violations}
    assert {f"The ontology declares no <https://w3id.org/newskg/ontology#{t}>." for t in ("kiled", "Persn")} == messages


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ('nkg:date "Friday"^^xsd:date', "A date is an xsd:date, an xsd:gYearMonth or an xsd:gYear."),
        ('nkg:confidence "much"^^xsd:decimal', "Confidence is an xsd:decimal above 0 and at most 1."),
        ('nkg:confidence "NaN"^^xsd:decimal', '"NaN"^^<http://www.w3.org/2001/XMLSchema#decimal> is not a number.'),
        ("nkg:place <http://x/not an iri>", "<http://x/not an iri> is not a valid IRI."),
    ],
)
def test_malformed_terms_are_violations_like_others(
    statement: str, message: str, ontology: Ontology, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(PREFIXES + f"@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . :e a nkg:Attack ; {statement} .")
    assert message in {v.message for v in validate_rdf([path], ontology).violations}
    assert capfd.readouterr().err == ""


def test_files_are_taken_together(ontology: Ontology, tmp_path: Path) -> None:
    one, other = tmp_path / "a.ttl", tmp_path / "b.ttl"
    one.write_text(PREFIXES + ":p nkg:age 30 .")
    other.write_text(PREFIXES + ":p a nkg:Person .")
    assert any(v.shape == "who has an age" for v in validate_rdf([one], ontology).violations)
    assert not any(v.shape == "who has an age" for v in validate_rdf([one, other], ontology).violations)


def test_terms_of_ones_own_ontology_are_declared(tmp_path: Path) -> None:
    mine, data = tmp_path / "mine.ttl", tmp_path / "data.ttl"
    mine.write_text(PREFIXES + "nkg:Flood a owl:Class ; rdfs:subClassOf nkg:Disaster .")
    data.write_text(PREFIXES + ":e a nkg:Flood .")
    plain = validate_rdf([data], load_ontology()).violations
    assert any("declares no" in v.message for v in plain)
    extended = validate_rdf([data], load_ontology([mine]), [mine]).violations
    assert not any("declares no" in v.message for v in extended)
    assert any(v.message == "An event has exactly one factuality." for v in extended)


def test_rdf_of_other_kinds_has_nothing_to_violate(ontology: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text(PREFIXES + ':a rdfs:label "b" .')
    assert validate_rdf([path], ontology).conforms


def test_the_ontology_conforms_to_itself(ontology: Ontology) -> None:
    files = sorted((Path(__file__).parent.parent / "ontology").glob("*.ttl"))
    assert validate_rdf(files, ontology).violations == ()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.ttl", None, "cannot be read"),
        ("bad.ttl", b"<a> <b>", "cannot be parsed as turtle"),
        ("bad.nq", b"oops", "cannot be parsed as nquads"),
        ("bad.jsonld", b"{", "cannot be parsed as json-ld"),
        ("bad.rdf", b"<rdf", "cannot be parsed as xml"),
        ("binary.ttl", bytes(range(256)), "cannot be parsed as turtle"),
        ("table.csv", b"a,b", "no RDF format is known"),
    ],
)
def test_files_that_cannot_be_read_are_named(
    name: str, content: bytes | None, message: str, ontology: Ontology, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError, match=message) as caught:
        validate_rdf([path], ontology)
    assert str(path) in str(caught.value)


def test_an_extra_that_cannot_be_used_is_an_ontology_error(ontology: Ontology, tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text(PREFIXES + ":e a nkg:Attack .")
    with pytest.raises(OntologyError, match="no such ontology file"):
        validate_rdf([data], ontology, [tmp_path / "none.ttl"])
