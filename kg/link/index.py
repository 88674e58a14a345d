"""The entity index: names in, candidates out. Facts are read from tab-separated files; look-ups are dictionary look-ups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path

from kg.errors import EntityIndexError
from kg.link.classes import agreement
from kg.link.names import fold, is_acronym, plain, skeleton, strip_affixes

__all__ = ["Candidate", "EntityIndex", "IndexEntry", "MatchKind", "load_index"]

COLUMNS = ("id", "class", "label", "aliases", "short", "within", "flags")
FLAGS = frozenset(["usual", "other-script"])
_QID = re.compile(r"Q[1-9]\d*")
_SIMILAR = 0.6


class MatchKind(StrEnum):
    """How a name led to a candidate, from the surest to the least sure."""

    EXACT = "exact"
    NORMALISED = "normalised"
    ALIAS = "alias"
    DEMONYM = "demonym"
    SHORT = "short"
    ACRONYM = "acronym"
    TRANSLITERATION = "transliteration"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One entity of the index.

    `aliases` are full names as good as the label; `short` are names that mean it only because it is so well known
    ("Obama"); `adjectives` are a country's ("Iranian"). `within` are the ids of the country and, where it helps, of the
    state or region it lies in or belongs to. `usual`: where its names are shared, it is what the news usually means.
    """

    qid: str
    cls: str
    label: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may stand for: how the name matched, and how well the classes agree (0 excluded, to 1)."""

    entry: IndexEntry
    kind: MatchKind
    agreement: float


class EntityIndex:
    """Names to entries. Built once from entries and not changed after."""

    def __init__(self, entries: Iterable[IndexEntry], other_script: Iterable[str] = ()) -> None:
        """`other_script` are ids of countries whose people's names reach English by transliteration."""
        self.entries: Mapping[str, IndexEntry] = {e.qid: e for e in entries}
        foreign = frozenset(other_script)
        self._names: dict[str, list[tuple[IndexEntry, str, MatchKind]]] = {}
        self._skeletons: dict[str, list[tuple[IndexEntry, str]]] = {}
        for entry in self.entries.values():
            for name, kind in _named(entry):
                self._names.setdefault(fold(name), []).append((entry, name, kind))
                if kind in (MatchKind.EXACT, MatchKind.ALIAS) and foreign.intersection((*entry.within, entry.qid)):
                    self._skeletons.setdefault(skeleton(fold(name)), []).append((entry, fold(name)))

    def __len__(self) -> int:
        return len(self.entries)

    def candidates(self, name: str, cls: str) -> list[Candidate]:
        """Whatever `name`, said of something of class `cls`, may stand for, the best matches first.

        The name is tried as it is, then without titles and legal forms, and only where neither is known
        by the skeleton that transliterations share. Entries whose class cannot agree are left out.
        """
        folded = fold(name)
        bare = strip_affixes(folded, person=cls == "Person")
        hits = self._hits(plain(name), folded) or (self._hits(bare, bare, written=False) if bare != folded else {})
        if not hits:
            hits = self._by_skeleton(bare)
        found = [
            Candidate(entry, kind, fit) for entry, kind in hits.values() if (fit := agreement(cls, entry.cls)) > 0
        ]
        order = list(MatchKind)
        return sorted(found, key=lambda c: (order.index(c.kind), -c.agreement, not c.entry.usual, int(c.entry.qid[1:])))

    def _hits(self, name: str, folded: str, written: bool = True) -> dict[str, tuple[IndexEntry, MatchKind]]:
        """Entries by id that are called `folded`; `written` is False where the case of the name is not known."""
        hits: dict[str, tuple[IndexEntry, MatchKind]] = {}
        order = list(MatchKind)
        undotted = name.replace(".", "")
        for entry, known, kind in self._names.get(folded, ()):
            same = name == plain(known)
            if kind is MatchKind.ACRONYM and written and undotted != known.replace(".", ""):
                continue  # "who" and "Who" are not the WHO
            if kind is MatchKind.EXACT and not same:
                kind = MatchKind.NORMALISED
            if entry.qid not in hits or order.index(kind) < order.index(hits[entry.qid][1]):
                hits[entry.qid] = (entry, kind)
        return hits

    def _by_skeleton(self, folded: str) -> dict[str, tuple[IndexEntry, MatchKind]]:
        bones = skeleton(folded)
        # One word, or a few consonants, are shared by too many unrelated names.
        if " " not in bones or len(bones) < 6:
            return {}
        return {
            entry.qid: (entry, MatchKind.TRANSLITERATION)
            for entry, known in self._skeletons.get(bones, ())
            if SequenceMatcher(None, folded, known, autojunk=False).ratio() >= _SIMILAR
        }

    def gazetteer(self) -> Mapping[str, str]:
        """Surface names and the class of what they name: "Associated Press" → "NewsOutlet".

        Only names of three characters or more whose entries all have one class, and of single words only those that
        are not also ordinary English words or given names ("Turkey", "Apple", "Jordan"). Keys keep their case and
        carry no leading "the"; adjectives ("Iranian") are not among them (see `demonyms`).
        """
        ordinary = _ordinary_words()
        classes: dict[str, set[str]] = {}
        for known in self._names.values():
            for entry, _, _ in known:
                for _, name, kind in known:
                    if kind is not MatchKind.DEMONYM:
                        classes.setdefault(plain(name), set()).add(entry.cls)
        return {
            name: next(iter(found))
            for name, found in classes.items()
            if len(found) == 1 and len(name) >= 3 and (" " in name or name.casefold() not in ordinary or is_acronym(name))
        }

    def demonyms(self) -> Mapping[str, str]:
        """Adjectives and names of nationals, and the label of the place they belong to: "Iranian", "Iranians" → "Iran"."""
        return {word: entry.label for entry in self.entries.values() for word in entry.adjectives}


def _named(entry: IndexEntry) -> Iterable[tuple[str, MatchKind]]:
    """Each name of an entry, once, with the kind of match it makes."""
    seen: set[str] = set()
    for names, kind in (
        ((entry.label,), MatchKind.EXACT),
        (entry.aliases, MatchKind.ALIAS),
        (entry.short, MatchKind.SHORT),
        (entry.adjectives, MatchKind.DEMONYM),
    ):
        for name in names:
            if name not in seen:
                seen.add(name)
                yield name, MatchKind.ACRONYM if is_acronym(name) else kind


def load_index(paths: Iterable[Path] | None = None) -> EntityIndex:
    """The index that the files of `paths` hold, or the one shipped with the package.

    A file is UTF-8, tab-separated, with a header line; lists are separated by "|". A file whose header is
    "id", "adjectives" adds adjectives to entities of the others. Raises EntityIndexError for a file that is missing
    or not of this form, naming the line.
    """
    return _read(tuple(paths)) if paths is not None else _shipped()


@cache
def _shipped() -> EntityIndex:
    root = Path(str(resources.files("kg.link.data")))
    return _read(tuple(p for p in sorted(root.glob("*.tsv")) if p.name != "ordinary.tsv"))


@cache
def _ordinary_words() -> frozenset[str]:
    path = Path(str(resources.files("kg.link.data"))) / "ordinary.tsv"
    return frozenset(word.casefold() for word in path.read_text(encoding="utf-8").split())


def _read(paths: tuple[Path, ...]) -> EntityIndex:
    if not paths:
        raise EntityIndexError("no entity index: the folder has no .tsv file")
    facts: dict[str, tuple[str, list[str]]] = {}
    adjectives: dict[str, tuple[str, ...]] = {}
    for path in paths:
        for place, row in _rows(path):
            if len(row) == 2:
                adjectives[row[0]] = _list(row[1])
            elif row[0] in facts:
                raise EntityIndexError(f"{place}: {row[0]} is already defined at {facts[row[0]][0]}; keep one of the two")
            else:
                facts[row[0]] = (place, row)
    unknown = adjectives.keys() - facts.keys()
    if unknown:
        raise EntityIndexError(f"adjectives of entities that the index does not have: {', '.join(sorted(unknown))}")
    entries = [
        IndexEntry(
            qid,
            cls,
            label,
            _list(aliases),
            _list(short),
            adjectives.get(qid, ()),
            _list(within),
            "usual" in _list(flags),
        )
        for qid, cls, label, aliases, short, within, flags in (row for _, row in facts.values())
    ]
    return EntityIndex(entries, [qid for qid, (_, row) in facts.items() if "other-script" in _list(row[6])])


def _rows(path: Path) -> Iterable[tuple[str, list[str]]]:
    """Each data line of a file as (where it stands, its fields)."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EntityIndexError(f"{path}: cannot be read as an entity index: {error}") from error
    header = tuple(lines[0].split("\t")) if lines else ()
    if header not in (COLUMNS, ("id", "adjectives")):
        raise EntityIndexError(f"{path}: not an entity index: the first line must be {' '.join(COLUMNS)}, tab-separated")
    for number, line in enumerate(lines[1:], 2):
        place, row = f"{path}, line {number}", line.split("\t")
        if len(row) != len(header):
            raise EntityIndexError(f"{place}: {len(row)} fields, not {len(header)}")
        if not _QID.fullmatch(row[0]):
            raise EntityIndexError(f"{place}: {row[0]!r} is not a Wikidata id such as Q30")
        if len(row) > 2 and (not row[1] or not row[2] or not FLAGS.issuperset(_list(row[6]))):
            raise EntityIndexError(f"{place}: class and label must be given, and flags be of {', '.join(sorted(FLAGS))}")
        yield place, row


def _list(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)
