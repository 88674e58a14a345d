"""The embedded store's folder: whose it is, who may open it, what survives a kill."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError, StoreLocked, StoreVersionError
from kg.store import SelectResult, open_store

G = "https://example.org/news/1"


def fill(path: Path, text: str = "x") -> None:
    with open_store(path) as store:
        store.replace_graph(G, f'<urn:s> <urn:p> "{text}" .'.encode())


def in_another_process(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


HOLD = """
import sys
from kg.store import open_store
with open_store(sys.argv[1], read_only=sys.argv[2] == "reader"):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize(
    ("holder", "read_only", "allowed"),
    [("writer", False, False), ("writer", True, False), ("reader", False, False), ("reader", True, True)],
)
def test_one_process_writes_or_several_read(tmp_path: Path, holder: str, read_only: bool, allowed: bool) -> None:
    fill(tmp_path / "store")
    other = in_another_process(HOLD, tmp_path / "store", holder)
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "open\n"
        if allowed:
            with open_store(tmp_path / "store", read_only=read_only) as store:
                assert list(store.graphs()) == [G]
        else:
            with pytest.raises(StoreLocked, match="another process"):
                open_store(tmp_path / "store", read_only=read_only)
    finally:
        other.communicate("")
    with open_store(tmp_path / "store") as store:
        assert list(store.graphs()) == [G]


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    other = in_another_process(HOLD, tmp_path / "store", "writer")
    assert other.stdout is not None
    other.stdout.readline()
    other.send_signal(signal.SIGKILL)
    other.communicate()
    with open_store(tmp_path / "store") as store:
        assert list(store.graphs()) == [G]


def test_a_store_forgotten_open_does_not_lock_its_own_process_out(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    open_store(tmp_path / "store").query("ASK {}")
    fill(tmp_path / "store")


WRITE = """
import itertools, sys
from kg.store import open_store
graph = "https://example.org/news/1"
contents = [
    "".join(f'<urn:s{i}> <urn:p> "{version}" .\\n' for i in range(400)).encode() for version in ("old", "new")
]
with open_store(sys.argv[1]) as store:
    store.replace_graph(graph, contents[0])
    print("ready", flush=True)
    for content in itertools.cycle(contents[::-1]):
        store.replace_graph(graph, content)
"""


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05])
def test_a_killed_writer_leaves_the_old_graph_or_the_new(tmp_path: Path, delay: float) -> None:
    other = in_another_process(WRITE, tmp_path / "store")
    assert other.stdout is not None
    assert other.stdout.readline() == "ready\n"
    with pytest.raises(subprocess.TimeoutExpired):
        other.wait(delay)
    other.send_signal(signal.SIGKILL)
    other.communicate()
    with open_store(tmp_path / "store") as store:
        for pattern in ("?s <urn:p> ?o", "GRAPH ?g { ?s <urn:p> ?o }"):
            result = store.query(f"SELECT ?o (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?o")
            assert isinstance(result, SelectResult)
            ((version, count),) = result
            assert (str(count), str(version) in ("old", "new")) == ("400", True)


def test_a_store_of_another_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    version = tmp_path / "store" / "VERSION.json"
    version.write_text(json.dumps({**json.loads(version.read_text()), "format": 99, "made_by": "9.9"}))
    with pytest.raises(StoreVersionError, match=r"format 99 \(made by newskg 9\.9\).*ingest again"):
        open_store(tmp_path / "store")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '"1"', "\x00"])
def test_a_damaged_version_file_is_no_version(tmp_path: Path, content: str) -> None:
    fill(tmp_path / "store")
    (tmp_path / "store" / "VERSION.json").write_text(content)
    with pytest.raises(StoreVersionError):
        open_store(tmp_path / "store")


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(StoreError, match=r"not a store.*letter\.txt"):
        open_store(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_store(tmp_path, read_only=True) as store:
        assert list(store.graphs()) == [G]


def test_a_folder_whose_maker_was_killed_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "lock").touch()
    (tmp_path / "VERSION.json.new").write_text("{")
    fill(tmp_path)
    with open_store(tmp_path) as store:
        assert list(store.graphs()) == [G]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="this is a file"):
        open_store(tmp_path / "file")


def test_reading_makes_no_store(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(StoreError, match="there is no store here"):
            open_store(path, read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    with open_store(tmp_path / "store", read_only=True) as store:
        with pytest.raises(StoreError, match="reading only"):
            store.replace_graph(G, b'<urn:s> <urn:p> "y" .')
        with pytest.raises(StoreError, match="reading only"):
            store.delete_graph(G)


def test_a_damaged_database_is_an_error_and_not_overwritten(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    current = tmp_path / "store" / "oxigraph" / "CURRENT"
    current.write_text("MANIFEST-nonsense\n")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "store")
    assert current.read_text() == "MANIFEST-nonsense\n"


def test_a_server_is_not_yet_a_store() -> None:
    with pytest.raises(StoreError, match="SPARQL servers"):
        open_store("https://example.org/sparql")
