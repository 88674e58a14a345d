"""The documentation says what is so: its commands run, its options exist, its links lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)


@pytest.fixture
def in_a_copy(tmp_path, monkeypatch, samples):
    """A folder that has the samples, as the repository has."""
    (tmp_path / "samples").symlink_to(samples)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_of_the_readme_run(kg, in_a_copy):
    commands = [line for block in blocks(ROOT / "README.md", "sh") for line in block.splitlines() if line.strip()]
    assert len(commands) >= 8
    for line in commands:
        program, *arguments = shlex.split(line, comments=True)
        assert program == "kg"
        run = kg(*arguments)
        assert run.status == 0, f"{line}\n{run.err}"
        if arguments[0] == "query":
            assert run.out.count("\n") > 1, f"{line}\nfinds nothing"


def test_the_output_in_the_readme_is_what_is_printed(kg, in_a_copy, monkeypatch):
    """Line by line, but for white space, what is elided (…), and the confidences before the events."""
    monkeypatch.setenv("COLUMNS", "160")
    (session,) = blocks(ROOT / "README.md", "console")
    for part in session.split("$ ")[1:]:
        command, *shown = part.splitlines()
        run = kg(*shlex.split(command)[1:])
        assert run.status == 0, run.err
        printed = " ".join(re.sub("─+", " ", run.out + run.err).split())
        for line in shown:
            wanted = " ".join(re.sub(r"^\d\.\d\d ", "", line).split())
            assert wanted in printed or wanted == "…", f"{command} does not print: {line}"


def test_the_python_of_the_readme_runs(in_a_copy, capsys):
    (code,) = blocks(ROOT / "README.md", "python")
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    told = capsys.readouterr().out
    assert "2 articles" in told
    assert "Resignation Actual" in told


def test_the_ontology_of_the_readme_is_found_in_text(kg, in_a_copy):
    (turtle,) = blocks(ROOT / "README.md", "turtle")
    (in_a_copy / "concerts.ttl").write_text(turtle)
    (in_a_copy / "a.txt").write_text("Music\n\nAngela Merkel serenaded the guests in Oslo on Friday.\n")
    assert kg("ingest", "--ontology", "concerts.ttl", "a.txt", "--published", "2020-01-04").status == 0
    assert kg("query", "ASK { ?c a nkg:Concert ; nkg:date '2020-01-03'^^xsd:date }").out == "true\n"


def test_every_option_that_is_documented_exists(kg):
    sections = re.split(r"^## kg ", (ROOT / "docs" / "commands.md").read_text(), flags=re.MULTILINE)[1:]
    for section in sections:
        command = section.split()[0]
        offered = set(re.findall(r"--[a-z][a-z-]+", kg(command, "--help").out))
        for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", section.split("\n## ")[0])):
            assert option in offered, f"kg {command} has no {option}"


def test_every_option_that_exists_is_documented_or_common(kg):
    documented = (ROOT / "docs" / "commands.md").read_text() + (ROOT / "docs" / "gold.md").read_text()
    for command in ("ingest", "query", "show", "stats", "export", "validate", "link", "eval"):
        for option in set(re.findall(r"--[a-z][a-z-]+", kg(command, "--help").out)) - {
            "--help",
            "--text",
            "--evidence",
        }:
            assert option in documented, f"{option} of kg {command} is not documented"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.fixture
def packaging() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]


def test_every_data_file_is_in_the_wheel(packaging):
    """Editable installs find every file; a wheel has only those that a pattern names."""
    patterns = packaging["package-data"]["*"]
    folders = [ROOT / name.replace("newskg_ontology", "ontology").replace(".", "/") for name in packaging["packages"]]
    packed = {file for folder in folders for pattern in patterns for file in folder.glob(pattern)}
    data = [
        f
        for top in ("kg", "ontology")
        for f in (ROOT / top).rglob("*")
        if f.suffix in (".ttl", ".tsv", ".json", ".rq", ".npz")
    ]
    assert len(data) > 20
    assert set(data) <= packed


def test_every_package_is_in_the_wheel(packaging):
    listed = set(packaging["packages"])
    there = {".".join(p.parent.relative_to(ROOT).parts) for p in (ROOT / "kg").rglob("__init__.py")}
    assert listed == there | {"newskg_ontology", "newskg_ontology.lexicon"}


def test_the_figures_of_the_readme_are_those_that_are_held():
    floors = json.loads((ROOT / "tests" / "gold" / "floors.json").read_text())
    told = re.findall(r"^\| \**([a-z ]+?)\** \| \**([01]\.\d\d)\** \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert len(told) >= 6
    assert {name: float(figure) for name, figure in told}.items() <= floors.items()
