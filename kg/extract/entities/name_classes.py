"""What the words of a name say of its class: the last noun ("Ministry of Health"), titles, what names no entity."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.name import BODY_CLASSES, CALENDAR
from kg.extract.entities.table import Table

__all__ = ["TITLE_KINDS", "NameClasses"]

TITLE_KINDS = frozenset({"title", "rank", "honorific"})
_HEADS = frozenset({"name", "entity"})
_NOTHING = frozenset({"nothing"})
_NAMES_ALONE = frozenset({"parliament", "congress", "senate", "police", "house", "commons"})


class NameClasses:
    """Looks names and their words up: in the noun lexicon, the gazetteer (name → class) and among the countries' adjectives."""

    def __init__(self, lexicon: NounLexicon, gazetteer: Mapping[str, str], demonyms: Mapping[str, str]) -> None:
        self.lexicon = lexicon
        known = {**lexicon.proper, **gazetteer}
        # A building named for a person ("Lord's") is not to be found in every title.
        self.gazetteer = {n: c for n, c in known.items() if " " in n or not lexicon.word(n.lower(), TITLE_KINDS)}
        self.demonyms = demonyms
        self._initials = {"".join(w[0] for w in c.split() if w[0].isupper()) for c in demonyms.values() if " " in c}

    def head_class(self, table: Table, start: int, end: int) -> str | None:
        """The class that the last noun of a name gives it ("Ministry of Health" by "Ministry")."""
        stop = end
        for i in range(start + 1, end):
            if table.lower[i] in ("of", "for", "in", "at", "on", ",", "against"):
                stop = i
                break
        if end - start == 1 and table.lower[start] not in _NAMES_ALONE:
            single = self.lexicon.word(table.lower[start], _HEADS)
            if single is None or single.kind != "entity" or single.denotes != "GovernmentBody":
                return None
        found = self.lexicon.ending_at(table, stop - 1, _HEADS, start)
        if found is None:
            return None
        named = self.lexicon.ending_at(table, stop - 1, frozenset({"name"}), start)
        proper = named is not None and table.capital(stop - 1) and named[1] >= found[1]
        alone = end - start == 1 and table.lower[start] not in _NAMES_ALONE
        entry = named[0] if named is not None and proper and not alone else found[0]
        cls = entry.denotes if entry.denotes not in ("Person", "Group") else None
        if stop < end and table.lower[stop] == "for" and cls == "Facility":
            cls = "Organization"  # a centre, a cinema for something is who runs it
        front = self.lexicon.front(table.text[start])
        return front if front in BODY_CLASSES and cls in ("Organization", "GovernmentBody") else cls

    def title_split(self, table: Table, start: int, end: int) -> tuple[int, int] | None:
        """(where the last title inside the span begins, where what follows it begins); None without a title."""
        for i in range(end - 1, start - 1, -1):
            if i == end - 1 and end - start == 1:
                return None
            found = self.lexicon.ending_at(table, i, TITLE_KINDS, start)
            if found:
                return found[1], i + 1
        return None

    def is_nothing(self, table: Table, i: int) -> bool:
        """Whether a word is the name of no entity: a weekday, a language, a feast."""
        return table.lower[i] in CALENDAR or self.lexicon.ending_at(table, i, _NOTHING) is not None

    def no_entity(self, table: Table, start: int, end: int, cls: str) -> bool:
        """Whether the span names a thing of no class: a law, a storm, a war, a job."""
        if table.tag[start] in ("CD", "PRP", "DT") and end - start == 1:
            return True
        given = cls == "Person" and self.lexicon.given_name(table.text[start]) is not None
        if self.lexicon.nothing(table.surface(start, end)) or (not given and self.lexicon.nothing(table.text[start])):
            return True
        if end - start > 2 and self.lexicon.nothing(table.surface(start, start + 2)):
            return True
        stop = next((i for i in range(start + 1, end) if table.lower[i] in ("of", "for", "on", "in")), end)
        if cls != "Person" and self.lexicon.nothing(table.text[stop - 1]):
            return True
        title = self.lexicon.ending_at(table, end - 1, TITLE_KINDS, start)
        if title is not None and title[1] == start:
            return True
        return (
            start > 0 and table.capital(start - 1) and self.lexicon.nothing(table.text[start - 1]) and end - start == 1
        )

    def place(self, table: Table, start: int, end: int, places: frozenset[str] = frozenset()) -> bool:
        """Whether the span is a country or another place: by the gazetteer, by initials, or one of `places`."""
        surface = table.surface(start, end)
        return (
            surface in places
            or self.gazetteer.get(surface) == "GeopoliticalEntity"
            or (surface.isupper() and surface.replace(".", "") in self._initials)
        )

    def acts_as_person(self, table: Table, i: int) -> bool:
        """Whether a title stands in apposition to token i ("Jane Doe, a spokeswoman for …")."""
        return any(
            table.dep[k] == "appos" and self.lexicon.ending_at(table, k, frozenset({"title", "kinship"}))
            for k in table.kids[i]
        )
