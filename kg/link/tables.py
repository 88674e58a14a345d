"""Reads an entity index from its tab-separated files: the ones shipped with the package, or others of the same form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from kg.errors import EntityIndexError
from kg.link.index import EntityIndex, IndexEntry

__all__ = ["load_index"]

FACTS = ("id", "class", "label", "aliases", "short", "within", "flags")
ADJECTIVES = ("id", "adjectives")
WORDS = ("word",)
FLAGS = frozenset(["usual", "shared", "region", "other-script"])
_QID = re.compile(r"Q[1-9]\d*")


def load_index(paths: Iterable[Path] | None = None) -> EntityIndex:
    """The index that the files of `paths` hold, or the one shipped with the package (read once).

    A file is UTF-8 and tab-separated, its first line names the columns: those of facts (`FACTS`; lists are separated by
    "|", the flags are "usual", "shared", "region" and "other-script": see `IndexEntry` and `EntityIndex`), `ADJECTIVES` of places that other files define, or ordinary `WORDS`.
    Raises EntityIndexError for a file that is missing or not of this form, naming the line.
    """
    return _read(tuple(paths)) if paths is not None else _shipped()


@cache
def _shipped() -> EntityIndex:
    return _read(tuple(sorted(Path(str(resources.files("kg.link.data"))).glob("*.tsv"))))


def _read(paths: tuple[Path, ...]) -> EntityIndex:
    if not paths:
        raise EntityIndexError("no entity index: no .tsv file was given or found")
    facts: dict[str, tuple[str, list[str]]] = {}
    adjectives: dict[str, tuple[str, ...]] = {}
    words: set[str] = set()
    for path in paths:
        for place, row in _rows(path):
            if len(row) == len(WORDS):
                words.update(row)
                continue
            if not _QID.fullmatch(row[0]):
                raise EntityIndexError(f"{place}: {row[0]!r} is not a Wikidata id such as Q30")
            if len(row) == len(ADJECTIVES):
                adjectives[row[0]] = _list(row[1])
                continue
            if not row[1] or not row[2] or not FLAGS.issuperset(_list(row[6])):
                raise EntityIndexError(
                    f"{place}: class and label must be given, flags be of {', '.join(sorted(FLAGS))}"
                )
            if row[0] in facts:
                raise EntityIndexError(
                    f"{place}: {row[0]} is already defined at {facts[row[0]][0]}; keep one of the two"
                )
            facts[row[0]] = (place, row)
    if unknown := adjectives.keys() - facts.keys():
        raise EntityIndexError(f"adjectives of entities that the index does not have: {', '.join(sorted(unknown))}")
    return EntityIndex(
        (_entry(row, adjectives.get(qid, ())) for qid, (_, row) in facts.items()),
        other_script=[qid for qid, (_, row) in facts.items() if "other-script" in _list(row[6])],
        ordinary_words=words,
    )


def _entry(row: list[str], adjectives: tuple[str, ...]) -> IndexEntry:
    qid, cls, label, aliases, short, within, flags = row
    return IndexEntry(
        qid,
        cls,
        label,
        _list(aliases),
        _list(short),
        adjectives,
        _list(within),
        usual="usual" in _list(flags),
        shared="shared" in _list(flags),
        region="region" in _list(flags),
    )


def _rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each data line of a file as (where it stands, its fields)."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EntityIndexError(f"{path}: cannot be read as an entity index: {error}") from error
    header = tuple(lines[0].split("\t")) if lines else ()
    if header not in (FACTS, ADJECTIVES, WORDS):
        raise EntityIndexError(f"{path}: not an entity index: the first line must be {' '.join(FACTS)}, tab-separated")
    for number, line in enumerate(lines[1:], 2):
        place, row = f"{path}, line {number}", line.split("\t")
        if len(row) != len(header):
            raise EntityIndexError(f"{place}: {len(row)} fields, not {len(header)}")
        yield place, row


def _list(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)
