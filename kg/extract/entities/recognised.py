"""The model's entity spans as names: cut, trimmed, freed of titles, classed."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.entities.name import Name
from kg.extract.entities.name_classes import NameClasses
from kg.extract.entities.table import Table

__all__ = ["recognised"]

_LABELS = {
    "PERSON": "Person",
    "GPE": "GeopoliticalEntity",
    "ORG": "Organization",
    "FAC": "Facility",
    "LOC": "Place",
    "PRODUCT": "Artifact",
    "NORP": "NORP",
}
_CUTS = frozenset({",", ";", "(", ")", "/", ":"})
_AFTER_NAMES = frozenset({"QC", "KC", "MP", "MEP", "MBE", "OBE", "CBE", "PhD", "MD"})
# Nouns of buildings and places that are as often surnames.
_SURNAMES = frozenset(
    [
        "hall",
        "park",
        "church",
        "field",
        "fields",
        "house",
        "bridge",
        "banks",
        "lake",
        "rivers",
        "hill",
        "hills",
        "king",
        "wood",
        "woods",
        "forest",
        "temple",
        "castle",
        "mill",
        "mills",
        "lane",
        "street",
        "pool",
        "stone",
    ]
)


def recognised(table: Table, classes: NameClasses) -> tuple[list[Name], set[str]]:
    """The names among the model's spans; and the last words of what was dropped ("Ida" of "Hurricane Ida" is no person either)."""
    reader = _Reader(table, classes)
    return reader.names(), reader.dropped


class _Reader:
    def __init__(self, table: Table, classes: NameClasses) -> None:
        self.table = table
        self.classes = classes
        self.lexicon = classes.lexicon
        self.gazetteer = classes.gazetteer
        self.demonyms = classes.demonyms
        self.dropped: set[str] = set()
        # "Baker" is a job, and a surname where somebody is called so in full.
        self.surnames = {
            e[-1].text for e in table.doc.ents if e.label_ == "PERSON" and len(e) > 1 and e[-2].tag_ == "NNP"
        }

    def names(self) -> list[Name]:
        table = self.table
        names: list[Name] = []
        for ent in table.doc.ents:
            cls = _LABELS.get(ent.label_)
            if cls is None:
                continue
            for start, end in self._pieces(ent.start, ent.end, cls):
                start, end = self._trim(start, end)
                if start < end:
                    names.extend(self._classed(start, end, cls))
        return names

    def _pieces(self, start: int, end: int, cls: str) -> list[tuple[int, int]]:
        """A recognised span cut where no name goes on: at commas and brackets ("Auckland, New Zealand"), at scores."""
        table = self.table
        if table.surface(start, end) in self.gazetteer:
            return [(start, end)]
        if cls == "Person":
            quote = next((i for i in range(start, end) if table.text[i] in '"“'), None)
            if quote is not None:
                end = self._after_nickname(quote, end)
            stop = next((i for i in range(start + 1, end) if table.text[i] in _CUTS or table.text[i][0].isdigit()), end)
            if stop < end and table.text[stop - 1] in "-–":
                stop -= 1
            return [(start, stop)]
        # "Labour Party - 203": a score; "Twitter the Coast Guard": two names.
        for i in range(start + 1, end):
            if table.text[i] in "-–" and i + 1 < end and table.text[i + 1].isdigit() and not self._tight(i):
                end = i
                break
            if table.text[i] == "the" and table.capital(i - 1):
                return [(start, i), (i + 1, end)]
        cuts = [i for i in range(start, end) if table.text[i] in _CUTS]
        if not cuts or (
            cls == "Organization" and "and" in table.lower[cuts[0] : end] and "(" not in table.text[start:end]
        ):
            return [(start, end)]
        edges = [start - 1, *cuts, end]
        return [(a + 1, b) for a, b in pairwise(edges) if a + 1 < b]

    def _tight(self, i: int) -> bool:
        """Whether token i stands right after the one before, with no space."""
        return not self.table.doc[i - 1].whitespace_

    def _after_nickname(self, quote: int, end: int) -> int:
        """The end of a name that has a nickname in quotes inside."""
        table = self.table
        close = next((i for i in range(quote + 1, min(quote + 4, len(table))) if table.text[i] in '"”'), None)
        if close is None or close + 1 >= len(table) or table.tag[close + 1] != "NNP":
            return min(end, quote)
        while close + 1 < len(table) and table.tag[close + 1] == "NNP":
            close += 1
        return max(end, close + 1)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        table = self.table
        while start < end and (
            table.lower[start] in ("the", "a", "an") or not table.text[start][0].isalnum() or table.doc[start].is_space
        ):
            start += 1
        while end > start and (
            table.lower[end - 1] in ("'s", "’s", "the", "of", "and", "or") or not _ends_name(table.text[end - 1])
        ):
            end -= 1
        space = next((i for i in range(start, end) if table.doc[i].is_space), None)
        if space is not None:
            end = space
        return start, end

    def _classed(self, start: int, end: int, cls: str) -> list[Name]:
        """A recognised span as names: titles taken off, the class looked up."""
        table = self.table
        if not any(table.capital(i) for i in range(start, end)):
            return []
        for first in (start, start - 1):
            if first >= 0 and self.lexicon.front(table.text[first]) == "Artifact" and first + 1 < end:
                return [Name(first, end, "Artifact", True)]  # "USS" before the name of a person or a place: a ship's
        surface = table.surface(start, end)
        if any(c in surface for c in "[]@") or table.lower[start][:2] in ("i’", "i‘", "i'"):
            return []
        if cls == "NORP":
            return self._norp(start, end)
        known = self.gazetteer.get(surface)
        if known:
            split = self.classes.title_split(table, start, end) if known == "Person" else None
            if split is not None and split[1] < end:
                start = split[1]
            return [Name(start, end, known, True, True)]
        if end - start == 1 and self.classes.is_nothing(table, start):
            return []
        surname = cls == "Person" and table.capital(end - 1) and table.text[end - 1] in self.surnames
        if surname and end - start == 1:
            return [Name(start, end, cls, False)]
        if self.classes.no_entity(table, start, end, cls):
            if end - start > 1:
                self.dropped.add(table.text[end - 1])
            return []
        while end - start > 2 and table.text[end - 1] in _AFTER_NAMES:
            end, cls = end - 1, "Person"
        noun = self.classes.head_class(table, start, end)
        where = start > 0 and table.lower[start - 1] in ("on", "off", "along", "at")
        if noun and cls == "Person" and end - start > 1 and table.lower[end - 1] in _SURNAMES and not where:
            noun = None
        if noun:
            return [Name(start, end, noun, True)]
        if cls in ("Person", "Organization", "Facility", "GeopoliticalEntity", "Artifact"):
            split = self.classes.title_split(table, start, end - surname)
            if split is not None:
                title_start, person_start = split
                named = person_start < end and table.tag[person_start].startswith("NN")
                rest = [Name(person_start, end, "Person", True)] if named else []
                front = []
                if title_start > start:
                    a, b = self._trim(start, title_start)
                    front = self._classed(a, b, "Organization") if a < b else []
                return front + rest
        while start < end and cls == "Person" and not table.capital(start):
            start += 1
        return [Name(start, end, cls, False)] if start < end else []

    def _norp(self, start: int, end: int) -> list[Name]:
        table = self.table
        surface = table.surface(start, end)
        cls = self.gazetteer.get(surface)
        if cls is None and surface in self.demonyms:
            cls = "GeopoliticalEntity"
        if cls:
            return [Name(start, end, cls, True, True)]
        if end - start == 1:
            if self.classes.is_nothing(table, start):
                return []
            entry = self.lexicon.word(table.lower[start], frozenset({"name"}))
            if entry and entry.denotes:
                return [Name(start, end, entry.denotes, True)]
            if self.demonyms:
                return [Name(start, end, "NORP", False)]
            return [Name(start, end, "GeopoliticalEntity", False)] if table.tag[start] == "JJ" else []
        noun = self.classes.head_class(table, start, end)
        if noun == "PoliticalParty" and self.classes.place(table, start, end - 1):
            return [Name(start, end - 1, "GeopoliticalEntity", True), Name(end - 1, end, noun, True)]
        return [Name(start, end, noun, True)] if noun else [Name(start, end, "NORP", False)]


def _ends_name(text: str) -> bool:
    return text[-1].isalnum() or (text.endswith((".", "+", "!")) and len(text) > 1)
