"""What every store must do, run over each kind of store there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.store import (
    AskResult,
    Change,
    GraphResult,
    Iri,
    Literal,
    ResultFormat,
    SelectResult,
    Store,
    Triple,
    open_store,
)

NKG = "https://w3id.org/newskg/ontology#"
WD = "http://www.wikidata.org/entity/"
XSD = "http://www.w3.org/2001/XMLSchema#"
RAID, REPLY = "https://example.org/news/raid", "https://example.org/news/reply"


def nquads(graph: str, *triples: str) -> bytes:
    return "".join(f"{triple} <{graph}> .\n" for triple in triples).encode()


KILLED = f"<{WD}Q1> <{NKG}killed> <{WD}Q2>"
PERSON = f"<{WD}Q1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{NKG}Person>"
SIZE = f'<{WD}Q3> <{NKG}size> "25"^^<{XSD}integer>'


@pytest.fixture(params=["oxigraph"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Opens the one store of the test, again and again."""
    return {"oxigraph": lambda: open_store(tmp_path / "store")}[request.param]


@pytest.fixture
def store(reopen: Callable[[], Store]) -> Iterator[Store]:
    with reopen() as opened:
        yield opened


def rows(store: Store, sparql: str) -> list[tuple[str | None, ...]]:
    result = store.query(sparql)
    assert isinstance(result, SelectResult)
    return [tuple(None if term is None else str(term) for term in row) for row in result]


class TestGraphs:
    def test_a_new_graph_is_added_and_read_back(self, store: Store) -> None:
        assert store.replace_graph(RAID, nquads(RAID, KILLED, PERSON)) is Change.ADDED
        assert store.graph(RAID) == nquads(RAID, PERSON, KILLED)
        assert list(store.graphs()) == [RAID]

    def test_the_same_content_changes_nothing(self, store: Store) -> None:
        store.replace_graph(RAID, nquads(RAID, KILLED, PERSON))
        assert store.replace_graph(RAID, nquads(RAID, PERSON, KILLED, PERSON)) is Change.UNCHANGED

    def test_the_same_values_spelled_otherwise_change_nothing(self, store: Store) -> None:
        confidence = f'<{WD}Q1> <{NKG}confidence> "0.80"^^<{XSD}decimal>'
        store.replace_graph(RAID, nquads(RAID, confidence))
        assert store.replace_graph(RAID, nquads(RAID, confidence)) is Change.UNCHANGED

    def test_blank_nodes_renamed_change_nothing(self, store: Store) -> None:
        store.replace_graph(RAID, nquads(RAID, f"_:a <{NKG}agent> _:b", f"_:b <{NKG}agent> <{WD}Q1>"))
        same = nquads(RAID, f"_:x <{NKG}agent> <{WD}Q1>", f"_:y <{NKG}agent> _:x")
        assert store.replace_graph(RAID, same) is Change.UNCHANGED

    def test_blank_nodes_of_two_graphs_stay_apart(self, store: Store) -> None:
        for graph in (RAID, REPLY):
            store.replace_graph(graph, nquads(graph, f"_:a <{NKG}size> {SIZE.split()[-1]}"))
        assert len(rows(store, "SELECT ?s { ?s nkg:size ?n }")) == 2

    def test_new_content_replaces_the_old_wholly(self, store: Store) -> None:
        store.replace_graph(RAID, nquads(RAID, KILLED, PERSON))
        assert store.replace_graph(RAID, nquads(RAID, PERSON, SIZE)) is Change.REPLACED
        assert store.graph(RAID) == nquads(RAID, PERSON, SIZE)
        assert rows(store, "SELECT ?who { ?who nkg:killed ?whom }") == []

    def test_replacing_one_graph_leaves_the_others(self, store: Store) -> None:
        store.replace_graph(RAID, nquads(RAID, KILLED))
        store.replace_graph(REPLY, nquads(REPLY, PERSON))
        store.replace_graph(RAID, nquads(RAID, SIZE))
        assert store.graph(REPLY) == nquads(REPLY, PERSON)

    def test_many_at_once(self, store: Store) -> None:
        store.replace_graph(RAID, nquads(RAID, KILLED))
        changes = store.replace_graphs([(RAID, nquads(RAID, SIZE)), (REPLY, nquads(REPLY, KILLED))])
        assert changes == [Change.REPLACED, Change.ADDED]
        assert rows(store, "SELECT ?who { ?who nkg:killed ?whom }") == [(f"{WD}Q1",)]

    def test_of_a_graph_given_twice_the_last_counts(self, store: Store) -> None:
        store.replace_graphs([(RAID, nquads(RAID, SIZE)), (RAID, nquads(RAID, KILLED))])
        assert store.graph(RAID) == nquads(RAID, KILLED)

    def test_many_at_once_are_all_or_nothing(self, store: Store) -> None:
        with pytest.raises(StoreError, match="reply"):
            store.replace_graphs([(RAID, nquads(RAID, KILLED)), (REPLY, b"<broken")])
        assert list(store.graphs()) == []

    def test_deleting(self, store: Store) -> None:
        store.replace_graph(RAID, nquads(RAID, KILLED))
        assert store.delete_graph(RAID) is True
        assert store.delete_graph(RAID) is False
        assert list(store.graphs()) == []
        assert rows(store, "SELECT * { ?s ?p ?o }") == []

    def test_triples_without_a_graph_belong_to_the_named_one(self, store: Store) -> None:
        store.replace_graph(RAID, f"{KILLED} .\n".encode())
        assert store.graph(RAID) == nquads(RAID, KILLED)

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"<urn:a> <urn:b> .", "not N-Quads"),
            (b"", "empty"),
            (nquads(REPLY, KILLED), "another graph"),
            ('<urn:a> <urn:b> "é"'.encode("latin-1"), "not N-Quads"),
        ],
    )
    def test_what_is_no_graph_is_refused(self, store: Store, data: bytes, message: str) -> None:
        store.replace_graph(RAID, nquads(RAID, KILLED))
        with pytest.raises(StoreError, match=message):
            store.replace_graph(RAID, data)
        assert store.graph(RAID) == nquads(RAID, KILLED)

    @pytest.mark.parametrize("name", ["no scheme", "urn:x> {} ; DROP ALL", ""])
    def test_a_graph_needs_an_iri(self, store: Store, name: str) -> None:
        for action in (lambda: store.replace_graph(name, f"{KILLED} .".encode()), lambda: store.delete_graph(name)):
            with pytest.raises(StoreError):
                action()

    def test_what_was_stored_is_there_when_opened_again(self, reopen: Callable[[], Store]) -> None:
        with reopen() as first:
            first.replace_graph(RAID, nquads(RAID, KILLED))
        with reopen() as second:
            assert second.graph(RAID) == nquads(RAID, KILLED)

    def test_a_closed_store_says_so(self, store: Store) -> None:
        store.close()
        store.close()
        with pytest.raises(StoreError, match="closed"):
            store.query("ASK {}")

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(text=st.text() | st.sampled_from(["\\u0041", '""" } ; DROP ALL #', "\x00\x85\u2028\u202e", "a\\"]))
    def test_any_text_comes_back_as_it_was(self, store: Store, text: str) -> None:
        escaped = "".join(f"\\U{ord(c):08X}" for c in text)
        store.replace_graph(RAID, nquads(RAID, f'<urn:s> <urn:p> "{escaped}"'))
        result = store.query("SELECT ?o { ?s ?p ?o }")
        assert isinstance(result, SelectResult)
        assert list(result) == [(Literal(text),)]
        assert store.replace_graph(RAID, store.graph(RAID)) is Change.UNCHANGED


class TestQueries:
    @pytest.fixture(autouse=True)
    def two_articles(self, store: Store) -> None:
        label = f'<{WD}Q1> <http://www.w3.org/2000/01/rdf-schema#label> "Ann Lee"@en'
        store.replace_graph(RAID, nquads(RAID, KILLED, PERSON, label))
        store.replace_graph(REPLY, nquads(REPLY, KILLED, PERSON, label, SIZE))

    def test_all_graphs_are_asked_without_naming_one(self, store: Store) -> None:
        assert rows(store, "SELECT ?who { ?who nkg:killed wd:Q2 }") == [(f"{WD}Q1",)]

    def test_what_two_articles_state_counts_once(self, store: Store) -> None:
        assert rows(store, "SELECT (COUNT(*) AS ?n) { ?s nkg:killed ?o . ?s a nkg:Person ; rdfs:label ?l }") == [("1",)]

    def test_which_articles_state_it(self, store: Store) -> None:
        found = rows(store, "SELECT ?g { GRAPH ?g { ?who nkg:killed wd:Q2 } } ORDER BY ?g")
        assert found == [(RAID,), (REPLY,)]

    def test_a_fact_goes_with_the_last_article_that_states_it(self, store: Store) -> None:
        store.delete_graph(RAID)
        assert rows(store, "SELECT ?who { ?who nkg:killed wd:Q2 }") == [(f"{WD}Q1",)]
        store.replace_graph(REPLY, nquads(REPLY, SIZE))
        assert rows(store, "SELECT ?who { ?who nkg:killed wd:Q2 }") == []

    def test_rows_are_plain_values(self, store: Store) -> None:
        result = store.query(
            "SELECT ?s ?n ?l ?none { ?s nkg:size ?n . OPTIONAL { ?s rdfs:comment ?none } BIND('x'@en AS ?l) }"
        )
        assert isinstance(result, SelectResult)
        assert result.variables == ("s", "n", "l", "none")
        (row,) = result
        assert row[0] == Iri(f"{WD}Q3")
        assert isinstance(row[1], Literal)
        assert row[1].value == 25
        assert isinstance(row[2], Literal)
        assert row[2].language == "en"
        assert row[3] is None

    def test_ask(self, store: Store) -> None:
        yes, no = store.query("ASK { wd:Q1 nkg:killed ?x }"), store.query("ASK { wd:Q9 nkg:killed ?x }")
        assert isinstance(yes, AskResult)
        assert bool(yes) is True
        assert bool(no) is False
        assert b"true" in yes.serialize(ResultFormat.JSON)

    def test_construct(self, store: Store) -> None:
        result = store.query("CONSTRUCT { ?b nkg:killedBy ?a } WHERE { ?a nkg:killed ?b }")
        assert isinstance(result, GraphResult)
        assert list(result) == [Triple(Iri(f"{WD}Q2"), Iri(f"{NKG}killedBy"), Iri(f"{WD}Q1"))]

    def test_turtle_has_the_prefixes_it_uses_and_no_others(self, store: Store) -> None:
        turtle = store.query("CONSTRUCT WHERE { ?a nkg:killed ?b }").serialize(ResultFormat.TURTLE).decode()
        assert "wd:Q1 nkg:killed wd:Q2" in turtle
        assert turtle.count("@prefix") == 2

    @pytest.mark.parametrize(
        ("format", "expected"),
        [
            (ResultFormat.CSV, b"n\r\n25\r\n"),
            (ResultFormat.TSV, b"?n\n25\n"),
            (ResultFormat.JSON, b'"value":"25"'),
            (ResultFormat.XML, b">25</literal>"),
        ],
    )
    def test_select_in_the_w3c_formats(self, store: Store, format: ResultFormat, expected: bytes) -> None:
        assert expected in store.query("SELECT ?n { ?s nkg:size ?n }").serialize(format)

    def test_a_format_that_does_not_fit_is_refused(self, store: Store) -> None:
        with pytest.raises(QueryError, match="csv"):
            store.query("SELECT * { ?s nkg:size ?n }").serialize(ResultFormat.TURTLE)

    @pytest.mark.parametrize(
        "prefix", ["nkg", "wd", "schema", "nif", "itsrdf", "prov", "sem", "skos", "rdfs", "rdf", "xsd", "owl", "dct"]
    )
    def test_the_usual_prefixes_are_there(self, store: Store, prefix: str) -> None:
        store.query(f"ASK {{ ?s {prefix}:x ?o }}")

    def test_a_prefix_of_the_query_wins(self, store: Store) -> None:
        assert rows(store, "PREFIX nkg: <urn:other:> SELECT * { ?s nkg:killed ?o }") == []

    def test_a_query_that_does_not_parse_says_where(self, store: Store) -> None:
        with pytest.raises(QueryError, match="line 2, column") as caught:
            store.query("SELECT *\n{ ?s nkg:killed }")
        assert caught.value.line == 2
        assert caught.value.column is not None

    def test_an_unknown_prefix_is_named_as_the_cause(self, store: Store) -> None:
        with pytest.raises(QueryError, match=r"(?i)prefix not found"):
            store.query("SELECT * { ?s nope:killed ?o }")

    @pytest.mark.parametrize("sparql", ["", "   ", "hello", "SELECT (<urn:no:such:function>(1) AS ?x) {}"])
    def test_what_is_no_query_is_an_error(self, store: Store, sparql: str) -> None:
        with pytest.raises(QueryError):
            rows(store, sparql)

    @pytest.mark.parametrize("sparql", ["DROP ALL", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "CLEAR ALL"])
    def test_an_update_is_refused_as_such(self, store: Store, sparql: str) -> None:
        with pytest.raises(QueryError, match="update"):
            store.query(sparql)
        assert len(list(store.graphs())) == 2


class TestWhole:
    def test_equal_stores_dump_equal_bytes(self, tmp_path: Path) -> None:
        dumps = []
        for name, order in (("a", (RAID, REPLY)), ("b", (REPLY, RAID))):
            with open_store(tmp_path / name) as store:
                for graph in order:
                    store.replace_graph(graph, nquads(graph, SIZE, KILLED, f"_:x <{NKG}agent> <{WD}Q1>"))
                dumps.append(list(store.dump()))
        assert dumps[0] == dumps[1]
        assert b"".join(dumps[0]).count(RAID.encode()) == 3

    def test_a_dump_read_into_another_store_changes_nothing_there(self, store: Store) -> None:
        store.replace_graph(RAID, nquads(RAID, SIZE, f"_:x <{NKG}agent> _:y"))
        assert store.replace_graph(RAID, b"".join(store.dump())) is Change.UNCHANGED

    def test_stats_count_what_is_stored(self, store: Store) -> None:
        store.replace_graph(RAID, nquads(RAID, KILLED, PERSON))
        store.replace_graph(REPLY, nquads(REPLY, PERSON, SIZE))
        stats = store.stats()
        assert (stats.graphs, stats.quads) == (2, 4)
        assert stats.classes == {f"{NKG}Person": 1}

    def test_an_empty_store(self, store: Store) -> None:
        assert list(store.dump()) == []
        assert store.graph(RAID) == b""
        assert store.stats().quads == 0
