"""The entity index: names in, candidates out. All look-ups are dictionary look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from kg.link.classes import agreement, family
from kg.link.names import (
    bare_of_article,
    fold,
    is_abbreviation,
    is_acronym,
    plain,
    skeleton,
    strip_affixes,
    without_initials,
)

__all__ = ["Candidate", "EntityIndex", "IndexEntry", "MatchKind"]

_SIMILAR = 0.6
_LONGEST_COUNTRY_NAME = 4


class MatchKind(StrEnum):
    """How a name led to a candidate, from the surest to the least sure.

    COUNTRY: the name says the country too ("Indian Supreme Court"); SHORT: a name that means this one only because it
    is so well known ("Obama"); GENERIC: a name that many countries' bodies have ("Supreme Court"), so that only an
    article's own country can make it this one.
    """

    EXACT = "exact"
    NORMALISED = "normalised"
    ALIAS = "alias"
    COUNTRY = "country"
    DEMONYM = "demonym"
    ACRONYM = "acronym"
    SHORT = "short"
    TRANSLITERATION = "transliteration"
    GENERIC = "generic"


_ORDER = {kind: place for place, kind in enumerate(MatchKind)}


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One entity of the index.

    `aliases` are full names as good as the label; `short` are names that mean it only because it is so well known
    ("Obama"); `adjectives` are a country's ("Iranian"). `within` are the ids of the country and, where it helps, of the
    state or region it lies in or belongs to. `usual`: where its names are shared, it is what the news usually means.
    `shared`: others that the index lacks bear its name as well ("Springfield"), so that the article must name its state
    or country. `region`: a first-level part of a country (a state, a province), which a city's name may be followed by.
    """

    qid: str
    cls: str
    label: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    usual: bool = False
    shared: bool = False
    region: bool = False

    @property
    def is_country(self) -> bool:
        """Whether it is a country or a territory with nationals of its own."""
        return self.cls == "GeopoliticalEntity" and not self.region and (bool(self.adjectives) or not self.within)

    @property
    def is_wide(self) -> bool:
        """Whether a city's name may be followed by it: a country, or a first-level part of one."""
        return self.region or self.is_country

    def names(self) -> Iterator[tuple[str, MatchKind]]:
        """Each name, once, with the kind of match it makes where it is found as it stands."""
        seen: set[str] = set()
        for names, kind in (
            ((self.label,), MatchKind.EXACT),
            (self.aliases, MatchKind.ALIAS),
            (self.short, MatchKind.SHORT),
            (self.adjectives, MatchKind.DEMONYM),
        ):
            for name in names:
                if name not in seen:
                    seen.add(name)
                    yield name, MatchKind.ACRONYM if is_acronym(name) and kind is not MatchKind.SHORT else kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may stand for: how the name matched, and how well the classes agree (0 excluded, to 1)."""

    entry: IndexEntry
    kind: MatchKind
    agreement: float

    def as_json(self) -> dict[str, object]:
        """What is known of it, as JSON: the entry's names and ids, how the name matched, how well the classes agree."""
        entry = self.entry
        return {
            "id": entry.qid,
            "iri": f"http://www.wikidata.org/entity/{entry.qid}",
            "label": entry.label,
            "class": entry.cls,
            "aliases": [*entry.aliases, *entry.short, *entry.adjectives],
            "within": list(entry.within),
            "match": self.kind.value,
            "classAgreement": self.agreement,
        }


def _rank(candidate: Candidate) -> tuple[int, float, bool, int]:
    """What candidates are sorted by, the best first: surer matches, classes that agree better, usual senses, older ids."""
    entry = candidate.entry
    return _ORDER[candidate.kind], -candidate.agreement, not entry.usual, int(entry.qid[1:])


Hits = dict[str, tuple[IndexEntry, MatchKind]]


class EntityIndex:
    """Names to entries. Built once from entries and not changed after."""

    def __init__(
        self, entries: Iterable[IndexEntry], other_script: Iterable[str] = (), ordinary_words: Iterable[str] = ()
    ) -> None:
        """`other_script` are ids of countries whose people's names reach English by transliteration.

        `ordinary_words` are words (in any case) that are also names in the index, which the gazetteer leaves out.
        """
        self.entries: Mapping[str, IndexEntry] = {e.qid: e for e in entries}
        self._ordinary = frozenset(word.casefold() for word in ordinary_words)
        foreign = frozenset(other_script)
        self._names: dict[str, list[tuple[IndexEntry, str, MatchKind]]] = {}
        self._skeletons: dict[str, list[tuple[IndexEntry, str]]] = {}
        self._countries: dict[str, str] = {}
        self._bodies: dict[str, list[IndexEntry]] = {}
        for entry in self.entries.values():
            for name, kind in entry.names():
                folded = fold(name)
                self._names.setdefault(folded, []).append((entry, name, kind))
                bare = strip_affixes(folded, person=False) if family(entry.cls) == "Organization" else folded
                if bare != folded:
                    self._names.setdefault(bare, []).append((entry, name, MatchKind.NORMALISED))
                if entry.is_country:
                    self._countries.setdefault(folded, entry.qid)
                if kind in (MatchKind.EXACT, MatchKind.ALIAS) and foreign.intersection((*entry.within, entry.qid)):
                    self._skeletons.setdefault(skeleton(folded), []).append((entry, folded))
        for entry in self.entries.values():
            if family(entry.cls) == "Organization" and entry.within:
                for name, kind in entry.names():
                    split = self._without_country(fold(name)) if kind is not MatchKind.SHORT else None
                    if split and split[0] in entry.within:
                        self._bodies.setdefault(split[1], []).append(entry)

    def __len__(self) -> int:
        return len(self.entries)

    def candidates(self, name: str, cls: str) -> list[Candidate]:
        """Whatever `name`, said of something of class `cls`, may stand for, the best matches first.

        The name is tried as it is; then without titles, initials and legal forms; then, for organisations, with its
        country taken off ("Indian Supreme Court" is the Supreme Court of India); and only where none of these is known,
        by the skeleton that transliterations share. Entries whose class cannot agree are left out.
        """
        found = [
            Candidate(entry, kind, fit)
            for entry, kind in self._search(name, family(cls)).values()
            if (fit := agreement(cls, entry.cls)) > 0
            and not (kind is MatchKind.GENERIC and bare_of_article(entry.label) and cls != entry.cls)
        ]
        return sorted(found, key=_rank)

    def candidates_of_any_class(self, name: str) -> list[Candidate]:
        """Whatever `name` may stand for where it is not known what it names: the candidates of all families of classes.

        An entry that several families lead to stands in the answer once, by its best match.
        """
        found: dict[str, Candidate] = {}
        for kin in sorted({family(entry.cls) for entry in self.entries.values()}):
            for candidate in self.candidates(name, kin):
                best = found.get(candidate.entry.qid)
                if best is None or _rank(candidate) < _rank(best):
                    found[candidate.entry.qid] = candidate
        return sorted(found.values(), key=_rank)

    def country(self, name: str) -> str | None:
        """The id of the country or territory that has this name or adjective."""
        return self._countries.get(fold(name))

    def _search(self, name: str, kin: str) -> Hits:
        folded = fold(name)
        bare = strip_affixes(folded, person=kin == "Person")
        hits = self._by_name(folded, plain(name), article=plain(name) != name and name[:4].casefold() == "the ")
        if any(agreement(kin, e.cls) for e, _ in hits.values()):
            return hits
        if bare != folded and (hits := self._by_name(bare)):
            return hits
        if kin == "Person":
            if (spare := without_initials(bare)) != bare and " " in spare and (hits := self._by_name(spare)):
                return hits
            return self._by_skeleton(bare)
        return self._by_country(folded) or self._by_skeleton(folded)

    def _by_name(self, folded: str, written: str | None = None, article: bool = False) -> Hits:
        """Entries called `folded`; `written` is the name with its case, where that is known; `article`: "the" was before it."""
        hits: Hits = {}
        for entry, known, kind in self._names.get(folded, ()):
            if kind is MatchKind.ACRONYM and (written is None or written.replace(".", "") != known.replace(".", "")):
                continue  # "who" and "Who" are not the WHO
            if is_abbreviation(known) and written != known:
                continue  # "Miss" and "Wash" are no states
            if kind is MatchKind.EXACT and written != plain(known):
                kind = MatchKind.NORMALISED
            if bare_of_article(known) and not article:
                kind = MatchKind.GENERIC  # "Times" may be any paper, a "Hindu" a believer; "The Times" is one
            if entry.qid not in hits or _ORDER[kind] < _ORDER[hits[entry.qid][1]]:
                hits[entry.qid] = (entry, kind)
        return hits

    def _by_country(self, folded: str) -> Hits:
        split = self._without_country(folded)
        if split is None:
            # One word ("House", "Navy") is too little to go by.
            return {e.qid: (e, MatchKind.GENERIC) for e in self._bodies.get(folded, ())} if " " in folded else {}
        country, rest = split
        hits: Hits = {e.qid: (e, MatchKind.COUNTRY) for e in self._bodies.get(rest, ()) if country in e.within}
        for entry, _, kind in self._names.get(rest, ()):
            if country in entry.within and kind is not MatchKind.ACRONYM and family(entry.cls) == "Organization":
                hits[entry.qid] = (entry, MatchKind.COUNTRY)
        return hits

    def _without_country(self, folded: str) -> tuple[str, str] | None:
        """A name that says its country, as (id of the country, the rest): "us department of defense", "parliament of india"."""
        words = folded.split()
        for size in range(min(_LONGEST_COUNTRY_NAME, len(words) - 1), 0, -1):
            if country := self._countries.get(" ".join(words[:size])):
                return country, " ".join(words[size:])
        for size in range(min(_LONGEST_COUNTRY_NAME, len(words) - 2), 0, -1):
            if country := self._countries.get(" ".join(words[-size:])):
                rest = words[:-size]
                while len(rest) > 1 and rest[-1] in ("of", "the"):
                    rest = rest[:-1]
                if len(rest) < len(words) - size:
                    return country, " ".join(rest)
        return None

    def _by_skeleton(self, folded: str) -> Hits:
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
        are not also ordinary English words or given names ("Apple", "Jordan"). Keys keep their case and
        carry no leading "the"; adjectives ("Iranian") are not among them (see `demonyms`).
        """
        classes: dict[str, set[str]] = {}
        for known in self._names.values():
            shared = {entry.cls for entry, _, _ in known}
            for _, name, kind in known:
                if kind is not MatchKind.DEMONYM:
                    # "Hindu" is no newspaper, "The Hindu" is.
                    classes.setdefault(name if bare_of_article(name) else plain(name), set()).update(shared)
        return {
            name: next(iter(found)) for name, found in classes.items() if len(found) == 1 and self._is_telling(name)
        }

    def _is_telling(self, name: str) -> bool:
        if len(name) < 3 or is_abbreviation(name):
            return False
        return " " in name or is_acronym(name) or name.casefold() not in self._ordinary

    def demonyms(self) -> Mapping[str, str]:
        """Adjectives and names of nationals, and the label of their country: "Iranian", "Iranians" → "Iran"."""
        return {word: entry.label for entry in self.entries.values() if entry.is_country for word in entry.adjectives}
