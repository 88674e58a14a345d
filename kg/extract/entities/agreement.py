"""Names read against the whole article: one name, one class; what stands around it; names within names."""

from __future__ import annotations

from collections import Counter

from kg.extract.entities.name import BODY_CLASSES, CALENDAR, PARTICLES, Name, is_acronym
from kg.extract.entities.name_classes import TITLE_KINDS, NameClasses
from kg.extract.entities.surroundings import Surroundings
from kg.extract.entities.table import Table

__all__ = ["Agreement"]


class Agreement:
    """The repairs that need all names of a document."""

    def __init__(self, table: Table, classes: NameClasses, dropped: set[str]) -> None:
        self.table = table
        self.classes = classes
        self.lexicon = classes.lexicon
        self.dropped = dropped

    def with_building(self, names: list[Name]) -> list[Name]:
        """ "Waterloo station": an unsure name before a noun for a building or a place is part of that one's name."""
        table = self.table
        persons = {table.text[n.end - 1] for n in names if n.cls == "Person" and n.end - n.start > 1}
        starting = {n.start: n for n in names}
        for name in names:
            i = name.end
            if name.cls == "DiplomaticMission" and i + 1 < len(table) and table.lower[i] == "in":
                place = starting.get(i + 1)
                if place is not None and place.cls == "GeopoliticalEntity":
                    name.end, place.nested = place.end, True
                    continue
            sure = name.sure and name.cls != "Artifact"
            if sure or name.cls in ("GeopoliticalEntity", "NORP") or i >= len(table) or table.capital(i):
                continue
            if (
                table.head[i - 1] != i
                or table.dep[i - 1] != "compound"
                or not table.tag[i].startswith("NN")
                or table.plural(i)
            ):
                continue
            if name.cls == "Person" and (name.end - name.start > 1 or table.text[name.start] in persons):
                continue
            noun, end = self.lexicon.word(table.lower[i], frozenset({"entity"})), i + 1
            if noun is None and table.dep[i] == "compound" and table.head[i] == end:
                two = self.lexicon.ending_at(table, end, frozenset({"entity"}), i)
                noun, end = (two[0], end + 1) if two is not None and two[1] == i else (None, end)
            if noun is not None and noun.denotes in ("Facility", "Place") and noun.group is None:
                name.end, name.cls, name.sure = end, noun.denotes, True
            elif noun is not None and noun.group == "craft" and table.lower[name.start - 1] in ("the", "'s", "’s"):
                name.end, name.cls, name.sure = end, "Artifact", True
        return [n for n in names if not self._of_a_make(n)]

    def _of_a_make(self, name: Name) -> bool:
        """Whether the name is that of a make or model ("Scud missiles"): the thing is the entity, not the name."""
        table, i = self.table, name.end
        if (
            name.known
            or name.end - name.start > 1
            or i >= len(table)
            or table.dep[i - 1] != "compound"
            or table.head[i - 1] < i
        ):
            return False
        noun = self.lexicon.ending_at(table, table.head[i - 1], frozenset({"entity"}))
        return (
            noun is not None
            and noun[0].denotes == "Artifact"
            and name.cls in ("GeopoliticalEntity", "Person", "Organization", "NORP")
        )

    def apart(self, names: list[Name]) -> list[Name]:
        """ "(Mayor of) Koszalin Piotr Jedlinski": a place the article names elsewhere is no part of a person's name."""
        table = self.table
        places = {table.text[n.start] for n in names if n.cls == "GeopoliticalEntity" and n.end - n.start == 1}
        found = []
        for name in names:
            if name.cls == "Organization" and not name.sure and (first := self._given(name)) is not None:
                # As in "Speaker of the House" before a name: the body, then the person.
                cls = self.classes.head_class(table, name.start, first) or "Organization"
                found.append(Name(name.start, first, cls, False))
                name.start, name.cls = first, "Person"
            if (
                name.cls in ("Person", "Organization")
                and not name.sure
                and name.end - name.start >= 3
                and (table.text[name.start] in places or self.classes.place(table, name.start, name.start + 1))
                and name.start
                and table.lower[name.start - 1] in ("of", "in")
                and all(table.tag[i] == "NNP" for i in range(name.start, name.end))
            ):
                found.append(Name(name.start, name.start + 1, "GeopoliticalEntity", True))
                name.start += 1
                name.cls = "Person"
            found.append(name)
        return found

    def _given(self, name: Name) -> int | None:
        """Where within a name of three or four words a given name begins, with a surname after it."""
        table = self.table
        if not 3 <= name.end - name.start <= 4 or any(table.tag[i] != "NNP" for i in range(name.start, name.end)):
            return None
        for i in range(name.start + 1, name.end - 1):
            if self.lexicon.given_name(table.text[i]) is not None:
                return i if self.lexicon.given_name(table.text[i - 1]) is None else None
        return None

    def lengthened(self, names: list[Name]) -> list[Name]:
        """Persons' names with the surnames the recogniser cut off: "Wanda Vázquez" Garced, "Valéry Giscard" d'Estaing."""
        table = self.table
        covered = {i for n in names for i in range(n.start, n.end)}
        for name in names:
            i = name.end
            if name.cls != "Person" or name.known or name.end - name.start < 2 or i >= len(table) or i in covered:
                continue
            if self._surname(i) and name.end - name.start == 2 and not self._surname(i + 1):
                name.end = i + 1
            elif table.lower[i] in PARTICLES and i + 1 not in covered and self._surname(i + 1):
                name.end = i + 2
        return names

    def _surname(self, i: int) -> bool:
        """Whether token i may end a name: a capitalised name in its sentence's middle, no title, no noun for a body."""
        table = self.table
        if i >= len(table) or table.tag[i] != "NNP" or not table.text[i].istitle() or table.lower[i] in CALENDAR:
            return False
        if table.sentence[i] != table.sentence[i - 1] or not table.text[i].isalpha():
            return False
        kinds = TITLE_KINDS | {"entity", "name", "group", "nothing", "kinship"}
        return self.lexicon.ending_at(table, i, kinds) is None

    def without_titles(self, names: list[Name]) -> list[Name]:
        """Names that are words of a title before a person's name ("Interior" Minister) are none."""
        table = self.table
        taken: set[int] = set()
        for name in names:
            if name.cls == "Person" and name.start:
                title = self.lexicon.ending_at(
                    table, name.start - 1, TITLE_KINDS, table.sentence_start[table.sentence[name.start]]
                )
                if title is not None:
                    taken.update(range(title[1], name.start))
        return [n for n in names if not (n.start in taken and n.end - 1 in taken)]

    def agree(self, names: list[Name]) -> None:
        """One name, one class: the same words elsewhere, and the surnames of persons, decide what was unsure."""
        table = self.table
        surnames: dict[str, str] = {}
        votes: dict[str, Counter[str]] = {}
        for name in names:
            surface = table.surface(name.start, name.end)
            votes.setdefault(surface, Counter())[name.cls] += 5 if name.sure else 1
            if name.cls == "Person" and name.end - name.start > 1:
                surnames[table.text[name.end - 1]] = "Person"
                surnames.setdefault(table.text[name.start], "Person")
        common = {w for w, tag in zip(table.text, table.tag, strict=True) if tag in ("NN", "NNS") and w.islower()}
        around = Surroundings(table, self.classes, names)
        within = self._within(names, surnames)
        for name in list(names):
            surface = table.surface(name.start, name.end)
            if name.known and name.cls != "Person":
                continue
            if surface in surnames:
                name.cls = "Person"
            elif name.end - name.start == 1 and surface.endswith("s") and surface[:-1] in surnames:
                family = name.start > 0 and table.lower[name.start - 1] == "the"
                name.cls = "Group" if family else name.cls
            elif not name.sure:
                name.cls = around.cls(name) or within.get(surface) or votes[surface].most_common(1)[0][0]
                if surface in self.dropped or (
                    name.end - name.start == 1 and surface.lower() in common and not surface.isupper()
                ):
                    names.remove(name)

    def _within(self, names: list[Name], surnames: dict[str, str]) -> dict[str, str]:
        """Front words of buildings' and bodies' names, and their class: "Hagia Sophia" where the museum of that name is told of."""
        table = self.table
        found: dict[str, str] = {}
        for name in names:
            if not name.sure or name.known or name.cls not in BODY_CLASSES | {"Facility", "Artifact"}:
                continue
            front = table.surface(name.start, name.end - 1)
            if name.end - name.start > 1 and front not in surnames:
                found[front] = name.cls
        return found

    def apart_at_and(self, names: list[Name]) -> list[Name]:
        """ "Kelly and Baroni" as one name are two persons, where either is the surname of one."""
        table = self.table
        surnames = {table.text[n.end - 1] for n in names if n.cls == "Person" and n.end - n.start > 1}
        found = []
        for name in names:
            pair = name.end - name.start == 3 and table.lower[name.start + 1] == "and" and not name.known
            if pair and surnames & {table.text[name.start], table.text[name.start + 2]}:
                found.append(Name(name.start + 2, name.end, "Person", False))
                name.end, name.cls, name.sure = name.start + 1, "Person", False
            found.append(name)
        return found

    def of_occasions(self, names: list[Name]) -> None:
        """Places in the names of occasions ("London Marathon", "Iraq War") stand within a name that is no entity."""
        table = self.table
        for name in names:
            i = name.end
            if name.cls != "GeopoliticalEntity" or i >= len(table) or not table.capital(i):
                continue
            while i + 1 < len(table) and i < name.end + 2 and table.capital(i + 1) and table.tag[i + 1] == "NNP":
                i += 1
            name.nested = name.nested or (self.classes.is_nothing(table, i) and table.lower[i] not in CALENDAR)

    def again(self, names: list[Name]) -> list[Name]:
        """Surnames of persons, and acronyms given in brackets, where the recogniser passed over them."""
        table = self.table
        covered = {i for n in names for i in range(n.start, n.end)}
        short: dict[str, str] = {}
        for name in names:
            if name.cls == "Person" and name.end - name.start > 1:
                short[table.text[name.end - 1]] = "Person"
            i = name.end
            if (
                i + 2 < len(table)
                and table.text[i] == "("
                and table.text[i + 2] == ")"
                and is_acronym(table.text[i + 1])
            ) and name.cls not in ("Person", "GeopoliticalEntity"):
                short[table.text[i + 1]] = name.cls
        return [
            Name(i, i + 1, short[word], short[word] != "Person")
            for i, word in enumerate(table.text)
            if word in short and i not in covered and table.tag[i].startswith("N") and (len(word) > 2 or word.isupper())
        ]

    def inside(self, names: list[Name]) -> list[Name]:
        """Countries and places at the front or the end of a body's name: "US Geological Survey", "Parliament of Canada"."""
        table = self.table
        found = []
        places = frozenset(
            table.surface(n.start, n.end) for n in names if n.cls == "GeopoliticalEntity" and n.end - n.start <= 3
        ) | frozenset(self.classes.demonyms)
        for name in names:
            if name.end - name.start < 2 or name.cls not in BODY_CLASSES | {"Facility"}:
                continue
            for size in (3, 2, 1):
                if size < name.end - name.start and self.classes.place(table, name.start, name.start + size, places):
                    found.append(Name(name.start, name.start + size, "GeopoliticalEntity", True, True, nested=True))
                    break
            for i in range(name.end - 1, name.start + 1, -1):
                front = i - 1 - (table.lower[i - 1] == "the")
                if table.lower[front] in ("of", "in", "for", "at") and self.classes.place(table, i, name.end, places):
                    found.append(Name(i, name.end, "GeopoliticalEntity", True, True, nested=True))
                    break
        return found
