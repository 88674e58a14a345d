"""Names: what the model's recogniser found, mapped to the vocabulary's classes, repaired, and filled up.

Known names (the gazetteer) win over the recogniser; the last noun of a name decides its class before the
recogniser's label does; capitalised runs that end in such a noun are names even where it saw none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.table import Table

__all__ = ["BODY_CLASSES", "Name", "NameFinder", "is_acronym"]

_LABELS = {
    "PERSON": "Person",
    "GPE": "GeopoliticalEntity",
    "ORG": "Organization",
    "FAC": "Facility",
    "LOC": "Place",
    "PRODUCT": "Artifact",
    "NORP": "NORP",
}
BODY_CLASSES = frozenset(
    {
        "Organization",
        "GovernmentBody",
        "ArmedForce",
        "DiplomaticMission",
        "Company",
        "NewsOutlet",
        "PoliticalParty",
        "InternationalBody",
    }
)
_HEADS = frozenset({"name", "entity"})
_TITLES = frozenset({"title", "honorific"})
_NOTHING = frozenset({"nothing"})
_JOINERS = frozenset({"of", "for", "the", "and", "de", "du", "des", "del", "la", "al", "el", "-", "–", "&", "'", "’", "'s", "’s", "."})
_CALENDAR = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)
_PARTICLES = frozenset({"de", "da", "di", "du", "del", "la", "bin", "bint", "ibn", "al", "el", "van", "von", "der", "den", "ben", "abu"})
_LONGEST_KNOWN = 9
_CUTS = frozenset({",", ";", "(", ")", "/", ":"})
_AFTER_NAMES = frozenset({"QC", "KC", "MP", "MEP", "MBE", "OBE", "CBE", "PhD", "MD"})
# Nouns of buildings and places that are as often surnames.
_SURNAMES = frozenset(["hall", "park", "church", "field", "fields", "house", "bridge", "banks", "lake", "rivers", "hill", "hills", "king", "wood", "woods", "forest", "temple", "castle", "mill", "mills", "lane", "street", "pool", "stone"])


@dataclass(slots=True)
class Name:
    """Tokens [start, end) that name something. `sure`: the gazetteer or a noun of its own gave the class."""

    start: int
    end: int
    cls: str
    sure: bool
    known: bool = False
    nested: bool = False


class NameFinder:
    """Finds the names of a document."""

    def __init__(self, lexicon: NounLexicon, gazetteer: Mapping[str, str], demonyms: Mapping[str, str]) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.demonyms = demonyms
        self._dropped: set[str] = set()
        self._initials = {"".join(w[0] for w in c.split() if w[0].isupper()) for c in demonyms.values() if " " in c}
        self._first_words = {_first_word(n) for n in gazetteer}

    def find(self, table: Table) -> list[Name]:
        """The names of the document in order; where they nest, the outer before the inner, which has `nested` set."""
        self._dropped = set()  # "Ida" of "Hurricane Ida" is no person either
        names = self._recognised(table)
        names = self._with_known(table, names)
        names = self._with_runs(table, names)
        names = self._with_building(table, names)
        names = self._without_titles(table, self._apart(table, names))
        self._agree(table, names)
        names = [n for n in names if n.cls != "NORP"]
        names += self._again(table, names)
        names += self._inside(table, names)
        return sorted(names, key=lambda n: (n.start, -n.end))

    # -- the recogniser's spans ----------------------------------------------------------------------

    def _recognised(self, table: Table) -> list[Name]:
        names: list[Name] = []
        for ent in table.doc.ents:
            cls = _LABELS.get(ent.label_)
            if cls is None:
                continue
            for start, end in self._pieces(table, ent.start, ent.end, cls):
                start, end = self._trim(table, start, end)
                if start < end:
                    names.extend(self._classed(table, start, end, cls))
        return names

    def _pieces(self, table: Table, start: int, end: int, cls: str) -> list[tuple[int, int]]:
        """A recognised span cut where no name goes on: at commas and brackets ("Auckland, New Zealand"), at scores."""
        if table.surface(start, end) in self.gazetteer:
            return [(start, end)]
        if cls == "Person":
            quote = next((i for i in range(start, end) if table.text[i] in "\"“"), None)
            if quote is not None:
                end = self._after_nickname(table, quote, end)
            stop = next((i for i in range(start + 1, end) if table.text[i] in _CUTS or table.text[i][0].isdigit()), end)
            if stop < end and table.text[stop - 1] in "-–":
                stop -= 1
            return [(start, stop)]
        cuts = [i for i in range(start, end) if table.text[i] in _CUTS]
        if not cuts or (cls == "Organization" and "and" in table.lower[cuts[0] : end] and "(" not in table.text[start:end]):
            return [(start, end)]
        edges = [start - 1, *cuts, end]
        return [(a + 1, b) for a, b in zip(edges, edges[1:], strict=False) if a + 1 < b]

    @staticmethod
    def _after_nickname(table: Table, quote: int, end: int) -> int:
        """The end of a name that has a nickname in quotes inside."""
        close = next((i for i in range(quote + 1, min(quote + 4, len(table))) if table.text[i] in "\"”"), None)
        if close is None or close + 1 >= len(table) or table.tag[close + 1] != "NNP":
            return min(end, quote)
        while close + 1 < len(table) and table.tag[close + 1] == "NNP":
            close += 1
        return max(end, close + 1)

    def _trim(self, table: Table, start: int, end: int) -> tuple[int, int]:
        while start < end and (
            table.lower[start] in ("the", "a", "an") or not table.text[start][0].isalnum() or table.doc[start].is_space
        ):
            start += 1
        while end > start and (table.lower[end - 1] in ("'s", "’s", "the", "of") or not _ends_name(table.text[end - 1])):
            end -= 1
        space = next((i for i in range(start, end) if table.doc[i].is_space), None)
        if space is not None:
            end = space
        return start, end

    def _classed(self, table: Table, start: int, end: int, cls: str) -> list[Name]:
        """A recognised span as names: titles taken off, the class looked up."""
        if not any(table.capital(i) for i in range(start, end)):
            return []
        surface = table.surface(start, end)
        if "[" in surface or "]" in surface or "@" in surface:
            return []
        if cls == "NORP":
            return self._norp(table, start, end)
        known = self.gazetteer.get(surface)
        if known:
            return [Name(start, end, known, True, True)]
        if end - start == 1 and self._is_nothing(table, start):
            return []
        if self._no_entity(table, start, end, cls):
            if end - start > 1:
                self._dropped.add(table.text[end - 1])
            return []
        while end - start > 2 and table.text[end - 1] in _AFTER_NAMES:
            end, cls = end - 1, "Person"
        noun = self.head_class(table, start, end)
        if noun and cls == "Person" and end - start > 1 and table.lower[end - 1] in _SURNAMES:
            noun = None
        if noun:
            return [Name(start, end, noun, True)]
        if cls in ("Person", "Organization", "Facility", "GeopoliticalEntity", "Artifact"):
            split = self._title_split(table, start, end)
            if split is not None:
                title_start, person_start = split
                rest = [Name(person_start, end, "Person", True)] if person_start < end else []
                front = []
                if title_start > start:
                    a, b = self._trim(table, start, title_start)
                    front = self._classed(table, a, b, "Organization") if a < b else []
                return front + rest
        while start < end and cls == "Person" and not table.capital(start):
            start += 1
        return [Name(start, end, cls, False)] if start < end else []

    def _no_entity(self, table: Table, start: int, end: int, cls: str) -> bool:
        """Whether the span names a thing of no class: a law, a storm, a war, a job."""
        if table.tag[start] in ("CD", "PRP", "DT") and end - start == 1:
            return True
        if self.lexicon.nothing(table.surface(start, end)) or self.lexicon.nothing(table.text[start]):
            return True
        if end - start > 2 and self.lexicon.nothing(table.surface(start, start + 2)):
            return True
        stop = next((i for i in range(start + 1, end) if table.lower[i] in ("of", "for", "on", "in")), end)
        if cls != "Person" and self.lexicon.nothing(table.text[stop - 1]):
            return True
        title = self.lexicon.ending_at(table, end - 1, _TITLES, start)
        if title is not None and title[1] == start:
            return True
        return start > 0 and table.capital(start - 1) and self.lexicon.nothing(table.text[start - 1]) and end - start == 1

    def _norp(self, table: Table, start: int, end: int) -> list[Name]:
        surface = table.surface(start, end)
        cls = self.gazetteer.get(surface)
        if cls is None and surface in self.demonyms:
            cls = "GeopoliticalEntity"
        if cls:
            return [Name(start, end, cls, True, True)]
        if end - start == 1:
            if self._is_nothing(table, start):
                return []
            entry = self.lexicon.word(table.lower[start], frozenset({"name"}))
            if entry and entry.denotes:
                return [Name(start, end, entry.denotes, True)]
            if self.demonyms:
                return [Name(start, end, "NORP", False)]
            return [Name(start, end, "GeopoliticalEntity", False)] if table.tag[start] == "JJ" else []
        noun = self.head_class(table, start, end)
        return [Name(start, end, noun, True)] if noun else [Name(start, end, "NORP", False)]

    def _is_nothing(self, table: Table, i: int) -> bool:
        return table.lower[i] in _CALENDAR or self.lexicon.ending_at(table, i, _NOTHING) is not None

    def _title_split(self, table: Table, start: int, end: int) -> tuple[int, int] | None:
        """(where the last title inside the span begins, where what follows it begins); None without a title."""
        for i in range(end - 1, start - 1, -1):
            if i == end - 1 and end - start == 1:
                return None
            found = self.lexicon.ending_at(table, i, _TITLES, start)
            if found and found[0].kind in _TITLES:
                if i + 1 == end:
                    return found[1], end
                if i + 1 < end:
                    return found[1], i + 1
        return None

    def head_class(self, table: Table, start: int, end: int) -> str | None:
        """The class that the last noun of a name gives it ("Ministry of Health" by "Ministry")."""
        stop = end
        for i in range(start + 1, end):
            if table.lower[i] in ("of", "for", "in", "at", "on", ",", "against"):
                stop = i
                break
        if end - start == 1 and table.lower[start] not in ("parliament", "congress", "senate", "police"):
            single = self.lexicon.word(table.lower[start], _HEADS)
            if single is None or single.kind != "entity" or single.denotes not in ("GovernmentBody",):
                return None
        found = self.lexicon.ending_at(table, stop - 1, _HEADS, start)
        if found is None:
            return None
        named = self.lexicon.ending_at(table, stop - 1, frozenset({"name"}), start)
        entry = named[0] if named and table.capital(stop - 1) and named[1] >= found[1] and end - start > 1 else found[0]
        return entry.denotes if entry.denotes not in ("Person", "Group") else None

    # -- known names ---------------------------------------------------------------------------------

    def _with_known(self, table: Table, names: list[Name]) -> list[Name]:
        known = self._known(table)
        kept = []
        for name in names:
            over = [k for k in known if k.start < name.end and name.start < k.end]
            if not over:
                kept.append(name)
                continue
            inside = all(name.start <= k.start and k.end <= name.end for k in over)
            if inside and (name.end - name.start) > max(k.end - k.start for k in over):
                # The recogniser's name is the wider one ("US Geological Survey" around "US"); it stays if its
                # class holds without the gazetteer, else what is known is all there is.
                rest = max(k.end for k in over)
                if not name.sure and over[0].start == name.start and over[0].cls == "GeopoliticalEntity" and (
                    name.end - rest >= 2 and all(table.tag[i] == "NNP" for i in range(rest, name.end))
                ):
                    kept.append(Name(rest, name.end, "Person", False))
                elif name.sure or name.cls in ("Person", "Organization", "Facility"):
                    kept.append(name)
                    for k in over:
                        if k in known:
                            known.remove(k)
        return sorted(kept + known, key=lambda n: n.start)

    def _known(self, table: Table) -> list[Name]:
        found: list[Name] = []
        i, n = 0, len(table)
        while i < n:
            end = self._known_from(table, i) if table.capital(i) else None
            if end is None:
                i += 1
                continue
            surface = table.surface(i, end)
            cls = self.gazetteer.get(surface) or "GeopoliticalEntity"
            if cls == "Person" and (split := self._title_split(table, i, end)) is not None and split[1] < end:
                found.append(Name(split[1], end, cls, True, True))
            elif end - i > 1 or table.tag[i] in ("NNP", "NNPS") or table.doc[i].ent_type_ or surface in self.demonyms:
                found.append(Name(i, end, cls, True, True))
            i = end
        return found

    def _known_from(self, table: Table, start: int) -> int | None:
        """The end of the longest known name that begins at token `start`."""
        if table.text[start] in self.demonyms and table.text[start] not in self._first_words:
            return start + 1
        if _first_word(table.text[start]) not in self._first_words and table.text[start] not in self.demonyms:
            return None
        end, limit = start + 1, min(len(table), start + _LONGEST_KNOWN)
        while end < limit and (table.capital(end) or table.lower[end] in _JOINERS or table.text[end][0].isdigit()):
            end += 1
        for stop in range(end, start, -1):
            surface = table.surface(start, stop)
            if surface in self.gazetteer or surface in self.demonyms:
                return stop
        return None

    # -- runs of capitalised words -------------------------------------------------------------------

    def _with_runs(self, table: Table, names: list[Name]) -> list[Name]:
        """Add runs that end in a noun of the lexicon ("Department of Defense"), or widen names to them."""
        inside: dict[int, Name] = {i: n for n in names for i in range(n.start, n.end)}
        i, n = 0, len(table)
        while i < n:
            if not (self._namelike(table, i)):
                i += 1
                continue
            end = i + 1
            while end < n and self._continues(table, end):
                end += 1
            while end > i + 1 and not self._namelike(table, end - 1):
                end -= 1
            self._run(table, i, end, names, inside)
            i = end
        return sorted(set_of(names), key=lambda x: (x.start, -x.end))

    def _namelike(self, table: Table, i: int) -> bool:
        return table.capital(i) and table.tag[i] in ("NNP", "NNPS", "NN", "NNS", "JJ") and table.lower[i] not in _CALENDAR

    def _continues(self, table: Table, i: int) -> bool:
        if table.capital(i):
            return self._namelike(table, i)
        return (table.lower[i] in ("-", "&") or table.text[i] in _PARTICLES) and i + 1 < len(table) and table.capital(i + 1)

    def _run(self, table: Table, start: int, end: int, names: list[Name], inside: dict[int, Name]) -> None:
        # Titles and persons are cut away from the front and the back.
        split = self._title_split(table, start, end)
        if split is not None:
            start_title, _ = split
            if start_title <= start:
                return
            end = start_title
        stop = end
        while stop + 1 < len(table) and table.lower[stop] in ("of", "for"):
            after = stop + 1 + (table.lower[stop + 1] == "the")
            if after >= len(table) or not self._namelike(table, after):
                break
            stop = after + 1
            while stop < len(table) and (
                self._continues(table, stop)
                or ((table.lower[stop] == "and" and stop + 1 < len(table) and self._namelike(table, stop + 1))
                and self._joins(table, stop))
            ):
                stop += 1
        cls = self.head_class(table, start, end)
        if cls is None:
            if 2 <= end - start <= 4 and not any(i in inside for i in range(start, end)) and (
                (self.lexicon.given_name(table.text[start]) is not None or self._acts_as_person(table, end - 1))
                and all(table.tag[i] == "NNP" or table.text[i] in _PARTICLES for i in range(start, end))
            ):
                names.append(Name(start, end, "Person", False))
            return
        if stop > end and cls in ("Facility", "Place", "GeopoliticalEntity", "Artifact", "DiplomaticMission"):
            stop = end
        over = {id(inside[i]): inside[i] for i in range(start, stop) if i in inside}.values()
        if any(o.start < start or o.end > stop for o in over):
            return
        if any(o.start == start and o.end == stop for o in over) or any(o.known and o.end >= end and o.start <= start for o in over):
            return
        if any(o.cls == "Person" and o.end == end and o.end - o.start > 1 for o in over):
            return
        if end - start == 1 and stop == end:
            if over or table.tag[start] not in ("NNP", "NNPS") or start in table.sentence_start:
                return
        for o in over:
            names.remove(o)
        new = Name(start, stop, cls, True)
        names.append(new)
        for i in range(start, stop):
            inside[i] = new

    def _acts_as_person(self, table: Table, i: int) -> bool:
        """Whether a title stands in apposition to token i ("Jane Doe, a spokeswoman for …")."""
        return any(
            table.dep[k] == "appos" and self.lexicon.ending_at(table, k, frozenset({"title", "kinship"})) for k in table.kids[i]
        )

    @staticmethod
    def _joins(table: Table, i: int) -> bool:
        """Whether "and" at token i joins two words of one name: the next thing is no clause of its own."""
        return table.head[i + 1] < i and table.dep[i + 1] == "conj"

    # -- agreement over the document -----------------------------------------------------------------

    def _agree(self, table: Table, names: list[Name]) -> None:
        """One name, one class: the same words elsewhere, and the surnames of persons, decide what was unsure."""
        surnames: dict[str, str] = {}
        votes: dict[str, Counter[str]] = {}
        for name in names:
            surface = table.surface(name.start, name.end)
            votes.setdefault(surface, Counter())[name.cls] += 5 if name.sure else 1
            if name.cls == "Person" and name.end - name.start > 1:
                surnames[table.text[name.end - 1]] = "Person"
                surnames.setdefault(table.text[name.start], "Person")
        common = {w for w, tag in zip(table.text, table.tag, strict=True) if tag in ("NN", "NNS") and w.islower()}
        for name in list(names):
            surface = table.surface(name.start, name.end)
            if name.known and name.cls != "Person":
                continue
            if surface in surnames:
                name.cls = "Person"
            elif not name.sure:
                name.cls = self._around(table, name) or votes[surface].most_common(1)[0][0]
                if surface in self._dropped or (
                    name.end - name.start == 1 and surface.lower() in common and not surface.isupper()
                ):
                    names.remove(name)

    def _again(self, table: Table, names: list[Name]) -> list[Name]:
        """Surnames of persons, and acronyms given in brackets, where the recogniser passed over them."""
        covered = {i for n in names for i in range(n.start, n.end)}
        short: dict[str, str] = {}
        for name in names:
            if name.cls == "Person" and name.end - name.start > 1:
                short[table.text[name.end - 1]] = "Person"
            i = name.end
            if i + 2 < len(table) and table.text[i] == "(" and table.text[i + 2] == ")" and is_acronym(table.text[i + 1]):
                if name.cls not in ("Person", "GeopoliticalEntity"):
                    short[table.text[i + 1]] = name.cls
        return [
            Name(i, i + 1, short[word], short[word] != "Person")
            for i, word in enumerate(table.text)
            if word in short and i not in covered and table.tag[i].startswith("N") and (len(word) > 2 or word.isupper())
        ]

    def _apart(self, table: Table, names: list[Name]) -> list[Name]:
        """ "(Mayor of) Koszalin Piotr Jedlinski": a place the article names elsewhere is no part of a person's name."""
        places = {table.text[n.start] for n in names if n.cls == "GeopoliticalEntity" and n.end - n.start == 1}
        found = []
        for name in names:
            if (
                name.cls in ("Person", "Organization")
                and not name.sure
                and name.end - name.start >= 3
                and (table.text[name.start] in places or self._place(table, name.start, name.start + 1, set()))
                and name.start
                and table.lower[name.start - 1] in ("of", "in")
                and all(table.tag[i] == "NNP" for i in range(name.start, name.end))
            ):
                found.append(Name(name.start, name.start + 1, "GeopoliticalEntity", True))
                name.start += 1
                name.cls = "Person"
            found.append(name)
        return found

    def _with_building(self, table: Table, names: list[Name]) -> list[Name]:
        """ "Waterloo station": an unsure name before a noun for a building or a place is part of that one's name."""
        persons = {table.text[n.end - 1] for n in names if n.cls == "Person" and n.end - n.start > 1}
        for name in names:
            i = name.end
            if name.sure or name.cls in ("GeopoliticalEntity", "NORP") or i >= len(table) or table.capital(i):
                continue
            if table.head[i - 1] != i or table.dep[i - 1] != "compound" or not table.tag[i].startswith("NN") or table.plural(i):
                continue
            if name.cls == "Person" and (name.end - name.start > 1 or table.text[name.start] in persons):
                continue
            noun = self.lexicon.word(table.lower[i], frozenset({"entity"}))
            if noun is not None and noun.denotes in ("Facility", "Place") and noun.group is None:
                name.end, name.cls, name.sure = i + 1, noun.denotes, True
        return names

    def _without_titles(self, table: Table, names: list[Name]) -> list[Name]:
        """Names that are words of a title before a person's name ("Interior" Minister) are none."""
        taken: set[int] = set()
        for name in names:
            if name.cls == "Person" and name.start:
                title = self.lexicon.ending_at(table, name.start - 1, _TITLES, table.sentence_start[table.sentence[name.start]])
                if title is not None:
                    taken.update(range(title[1], name.start))
        return [n for n in names if not (n.start in taken and n.end - 1 in taken)]

    def _around(self, table: Table, name: Name) -> str | None:
        """What the words around an unsure name say it is: "Governor X" and "X, who" a person, "in X" a place."""
        before = table.lower[name.start - 1] if name.start else ""
        if all(table.tag[i] in ("NNP", "NNPS", "HYPH", ".") for i in range(name.start, name.end)):
            if name.start and not table.plural(name.start - 1):
                title = self.lexicon.ending_at(table, name.start - 1, _TITLES)
                if title and (title[0].kind == "honorific" or title[1] < name.start) and name.end - name.start > 1:
                    return "Person"
            size = name.end - name.start
            if 2 <= size <= 4 and name.cls != "Place" and (
                self.lexicon.given_name(table.text[name.start]) is not None or self._acts_as_person(table, name.end - 1)
            ):
                return "Person"
            after = table.lower[name.end : name.end + 2]
            if after == [",", "who"] and name.end - name.start > 1:
                return "Person"
            if name.end - name.start <= 2 and before in ("in", "near") and (
                name.cls == "Person" or (name.cls == "Organization" and name.end - name.start == 1)
            ):
                if not table.text[name.start].isupper():
                    return "GeopoliticalEntity"
        return None

    # -- names inside names --------------------------------------------------------------------------

    def _inside(self, table: Table, names: list[Name]) -> list[Name]:
        """Countries and places at the front or the end of a body's name: "US Geological Survey", "Parliament of Canada"."""
        found = []
        places = {
            table.surface(n.start, n.end) for n in names if n.cls == "GeopoliticalEntity" and n.end - n.start <= 3
        } | set(self.demonyms)
        for name in names:
            if name.end - name.start < 2 or name.cls not in BODY_CLASSES | {"Facility"}:
                continue
            for size in (3, 2, 1):
                if size < name.end - name.start and self._place(table, name.start, name.start + size, places):
                    found.append(Name(name.start, name.start + size, "GeopoliticalEntity", True, True, nested=True))
                    break
            for i in range(name.end - 1, name.start + 1, -1):
                front = i - 1 - (table.lower[i - 1] == "the")
                if table.lower[front] in ("of", "in", "for", "at") and self._place(table, i, name.end, places):
                    found.append(Name(i, name.end, "GeopoliticalEntity", True, True, nested=True))
                    break
        return found

    def _place(self, table: Table, start: int, end: int, places: set[str]) -> bool:
        surface = table.surface(start, end)
        return (
            surface in places
            or self.gazetteer.get(surface) == "GeopoliticalEntity"
            or (surface.isupper() and surface.replace(".", "") in self._initials)
        )


def set_of(names: list[Name]) -> list[Name]:
    """The names without those that say the same tokens twice."""
    seen: dict[tuple[int, int], Name] = {}
    for name in names:
        seen.setdefault((name.start, name.end), name)
    return list(seen.values())


def is_acronym(text: str) -> bool:
    """Whether a word looks like an abbreviation of a name: two capitals or more ("NATO", "CalFire")."""
    return sum(c.isupper() for c in text) >= 2 and text.replace(".", "").replace("&", "").isalnum()


def _first_word(text: str) -> str:
    found = re.match(r"[^\W_]+", text)
    return found.group() if found else text


def _ends_name(text: str) -> bool:
    return text[-1].isalnum() or (text.endswith((".", "+", "!")) and len(text) > 1)
