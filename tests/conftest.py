"""What many tests share: the folders, a pipeline that is loaded once, and a store with the sample articles in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def samples() -> Path:
    return ROOT / "samples"


@pytest.fixture(scope="session")
def gold_dir() -> Path:
    return ROOT / "tests" / "gold"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data beside the repository; tests that use it are skipped without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder ../shared")
    return folder


@pytest.fixture(scope="session")
def pipeline():
    from kg import Pipeline

    return Pipeline()


@pytest.fixture(scope="session")
def sample_store(pipeline, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all samples, for reading only."""
    from kg import open_store

    where = tmp_path_factory.mktemp("samples") / "store"
    with open_store(where) as store:
        pipeline.ingest([samples], store)
    return where


@pytest.fixture
def store_copy(sample_store: Path, tmp_path: Path) -> Path:
    """The same, to be written to."""
    return Path(shutil.copytree(sample_store, tmp_path / "store"))


@dataclass(frozen=True)
class Run:
    """What a command did."""

    status: int
    out: str
    err: str


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Run `kg` as its users do, in this process: kg("stats", "--store", path) gives status and output."""
    from kg.cli import main

    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: object, stdin: bytes = b"") -> Run:
        import io
        import sys

        capfd.readouterr()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["kg", *map(str, arguments)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            with pytest.raises(SystemExit) as end:
                main()
        out, err = capfd.readouterr()
        return Run(end.value.code if isinstance(end.value.code, int) else 0, out, err)

    return run
