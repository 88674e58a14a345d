"""What the words around an unsure name say it is: "Governor X" and "X, who" a person; "in X", "mayor of X", "X, Ohio" a place."""

from __future__ import annotations

from collections import Counter

from kg.extract.entities.name import BODY_CLASSES, Name
from kg.extract.entities.name_classes import TITLE_KINDS, NameClasses
from kg.extract.entities.table import Table

__all__ = ["Surroundings"]

_NAME_TAGS = frozenset({"NNP", "NNPS", "HYPH", "."})
# What stands in them stands in a place: the first alone, the others where a known place follows after a comma.
_IN = frozenset({"in", "near"})
_AT = frozenset({"in", "near", "at", "from", "to", "of", "outside", "between", "and", "around"})
# Whose "of" is followed by the name of a settlement; the noun lexicon adds places and territorial offices.
_OF_PLACES = frozenset(
    ["streets", "outskirts", "people", "residents", "suburb", "north", "south", "east", "west", "centre", "center"]
)
_SPEAKS = frozenset({"say", "tell", "add", "explain", "note", "recall", "write"})


class Surroundings:
    """Reads what stands around the names of one document."""

    def __init__(self, table: Table, classes: NameClasses, names: list[Name]) -> None:
        self.table = table
        self.classes = classes
        self.lexicon = classes.lexicon
        self._people = {i for n in names if n.cls == "Person" and n.end - n.start > 1 for i in range(n.start, n.end)}
        self._places = {n.start: n for n in names if n.cls == "GeopoliticalEntity" and (n.sure or n.known)}
        self._settled = {i for n in names if n.cls == "GeopoliticalEntity" for i in range(n.start, n.end)}
        self._often = Counter(table.text[n.end - 1] for n in names)
        # Said of one mention, true of all that are written alike.
        self._placed = {
            table.surface(n.start, n.end)
            for n in names
            if not n.sure and n.cls != "Place" and self._stands_for_place(n)
        }

    def cls(self, name: Name) -> str | None:
        """The class the surroundings give a name; None where they say nothing."""
        table = self.table
        proper = all(table.tag[i] in _NAME_TAGS for i in range(name.start, name.end))
        if proper and self._person(name):
            return "Person"
        described = self._described(name)
        if described is not None:
            return described
        if name.cls != "Place" and table.surface(name.start, name.end) in self._placed:
            return "GeopoliticalEntity"
        return "Person" if self._joined_to_person(name) else None

    def _person(self, name: Name) -> bool:
        table, size = self.table, name.end - name.start
        if size < 2:
            return False
        if name.start and not table.plural(name.start - 1):
            title = self.lexicon.ending_at(table, name.start - 1, TITLE_KINDS)
            if title and (title[0].kind == "honorific" or title[1] < name.start):
                return True
        if size <= 4 and name.cls != "Place":
            if self.lexicon.given_name(table.text[name.start]) is not None:
                return True
            if self.classes.acts_as_person(table, name.end - 1):
                return True
        return table.lower[name.end : name.end + 2] == [",", "who"]

    def _described(self, name: Name) -> str | None:
        """The class that a noun in apposition gives: "law firm X", "the boat, X", "X, the Russian space agency"."""
        table, start = self.table, name.start
        last = name.end - 1
        nouns = []
        if start and table.tag[start - 1] == "NN" and table.sentence[start - 1] == table.sentence[start]:
            nouns.append(start - 1)
        if start > 1 and table.text[start - 1] == "," and table.dep[last] == "appos" and table.head[last] == start - 2:
            nouns.append(start - 2)
        if (name.cls == "Person" and name.end - name.start > 1) or name.cls == "GeopoliticalEntity":
            nouns = nouns[:1] if nouns[:1] == [start - 1] else []
        else:
            nouns.extend(k for k in table.kids[last] if table.dep[k] == "appos" and k > name.end)
        for i in nouns:
            if table.tag[i] != "NN" or table.capital(i):
                continue
            found = self.lexicon.ending_at(table, i, frozenset({"entity", "title", "kinship"}))
            if found is None or found[0].denotes is None:
                continue
            if found[0].denotes == "Person":
                return "Person" if name.cls == "Person" else None
            if name.cls in ("Person", "GeopoliticalEntity") and found[0].denotes not in BODY_CLASSES:
                return None
            return found[0].denotes
        return None

    def _joined_to_person(self, name: Name) -> bool:
        """Whether the name is joined by "and" to a person's, and has two words or more as that has."""
        table, last = self.table, name.end - 1
        joined = table.dep[last] == "conj" and table.head[last] in self._people
        return joined and name.end - name.start > 1 and name.cls == "Organization"

    def _stands_for_place(self, name: Name) -> bool:
        table, start, size = self.table, name.start, name.end - name.start
        if size > 3 or not start or table.text[start].isupper():
            return False
        if any(table.tag[i] not in _NAME_TAGS for i in range(start, name.end)):
            return False
        before = table.lower[start - 1]
        if name.cls == "Facility":
            return before in _AT and self._before_place(name)
        single = name.cls == "Person" or size == 1
        if before in _IN and size <= 2 and single and table.lower[name.end : name.end + 1] != ["'s"]:
            return True
        if before in _AT and self._before_place(name):
            return True
        if size == 1 and name.cls in ("Person", "NORP", "Artifact", "Organization") and self._beside_place(name):
            return True
        return before == "of" and start > 1 and single and self._of_settlements(start - 2)

    def _before_place(self, name: Name) -> bool:
        """ "Fairhaven, Vermont": a comma and a known place follow."""
        i = name.end
        return i + 1 < len(self.table) and self.table.text[i] == "," and i + 1 in self._places

    def _beside_place(self, name: Name) -> bool:
        """ "between X and Lyon", "from X to Lyon"; "Lyon, Lille and X", where X is named but once."""
        table = self.table
        before, after = table.lower[name.start - 1], table.lower[name.end : name.end + 1]
        if before in ("between", "from") and after in (["and"], ["to"]):
            return name.end + 1 in self._places
        if self._often[table.text[name.start]] > 1 or name.cls not in ("Person", "NORP"):
            return False
        i, settled = name.start, False
        while table.dep[i] == "conj":
            i = table.head[i]
            settled = settled or i in self._settled
        return settled and table.dep[i] in ("pobj", "appos")

    def _of_settlements(self, i: int) -> bool:
        """Whether token i is a noun whose "of" is followed by a settlement: "town of", "mayor of"."""
        if self.table.lower[i] in _OF_PLACES:
            return True
        found = self.lexicon.ending_at(self.table, i, frozenset({"entity", "name", "title"}))
        if found is None:
            return False
        return found[0].denotes == "GeopoliticalEntity" or found[0].group == "territorial"
