"""Runs of capitalised words that the recogniser missed or cut short: "Department of Defense", "Bill de Blasio"."""

from __future__ import annotations

from kg.extract.entities.name import BODY_CLASSES, CALENDAR, PARTICLES, Name
from kg.extract.entities.name_classes import NameClasses
from kg.extract.entities.table import Table

__all__ = ["with_runs"]


def with_runs(table: Table, names: list[Name], classes: NameClasses) -> list[Name]:
    """The names, with runs added that end in a noun of the lexicon or begin with a given name."""
    return _Runs(table, classes).added(names)


class _Runs:
    def __init__(self, table: Table, classes: NameClasses) -> None:
        self.table = table
        self.classes = classes
        self.lexicon = classes.lexicon

    def added(self, names: list[Name]) -> list[Name]:
        """Add runs that end in a noun of the lexicon ("Department of Defense"), or widen names to them."""
        table = self.table
        inside: dict[int, Name] = {i: n for n in names for i in range(n.start, n.end)}
        i, n = 0, len(table)
        while i < n:
            if not (self._namelike(i)):
                i += 1
                continue
            end = i + 1
            while end < n and self._continues(end):
                end += 1
            while end > i + 1 and not self._namelike(end - 1):
                end -= 1
            self._run(i, end, names, inside)
            i = end
        return sorted(_distinct(names), key=lambda x: (x.start, -x.end))

    def _namelike(self, i: int) -> bool:
        table = self.table
        return (
            table.capital(i) and table.tag[i] in ("NNP", "NNPS", "NN", "NNS", "JJ") and table.lower[i] not in CALENDAR
        )

    def _continues(self, i: int) -> bool:
        table = self.table
        if table.capital(i):
            return self._namelike(i)
        return (
            (table.lower[i] in ("-", "–", "&") or table.text[i] in PARTICLES)
            and i + 1 < len(table)
            and table.capital(i + 1)
        )

    def _run(self, start: int, end: int, names: list[Name], inside: dict[int, Name]) -> None:
        table = self.table
        # Titles and persons are cut away from the front and the back.
        tail = inside.get(end - 1)
        if tail is not None and tail.cls == "Person" and tail.start > start:
            end = tail.start
        split = self.classes.title_split(table, start, end)
        if split is not None:
            start_title, _ = split
            if start_title <= start:
                return
            end = start_title
        stop = end
        while stop + 1 < len(table) and table.lower[stop] in ("of", "for"):
            after = stop + 1 + (table.lower[stop + 1] == "the")
            if after >= len(table) or not self._namelike(after):
                break
            stop = after + 1
            while stop < len(table) and (
                self._continues(stop)
                or (
                    (table.lower[stop] == "and" and stop + 1 < len(table) and self._namelike(stop + 1))
                    and self._joins(stop)
                )
            ):
                stop += 1
        # "Centre for Ocean Science" is no building, as "Centre" alone would be.
        whole = stop if stop > end and table.lower[end] == "for" else end
        cls = self.classes.head_class(table, start, whole)
        if cls is None:
            if self.lexicon.front(table.text[start]) == "Artifact" and end - start > 1:
                if not any(i in inside for i in range(start, end)):
                    names.append(Name(start, end, "Artifact", True))
            elif (
                2 <= end - start <= 4
                and not any(i in inside for i in range(start, end))
                and (
                    (
                        self.lexicon.given_name(table.text[start]) is not None
                        or self.classes.acts_as_person(table, end - 1)
                    )
                    and all(table.tag[i] == "NNP" or table.text[i] in PARTICLES for i in range(start, end))
                )
            ):
                names.append(Name(start, end, "Person", False))
            elif self._in_place(start, end, inside):
                names.append(Name(start, end, "GeopoliticalEntity", False))
            return
        if stop > end and cls in ("Facility", "Place", "GeopoliticalEntity", "Artifact", "DiplomaticMission"):
            stop = end
        start = self._joined_front(start, end, cls, inside)
        over = {id(inside[i]): inside[i] for i in range(start, stop) if i in inside}.values()
        if any(o.start < start or o.end > stop for o in over):
            return
        if any(o.start == start and o.end == stop for o in over) or any(
            o.known and o.end >= end and o.start <= start for o in over
        ):
            return
        if any(o.cls == "Person" and o.end == end and o.end - o.start > 1 for o in over):
            return
        alone = end - start == 1 and stop == end
        if alone and (over or table.tag[start] not in ("NNP", "NNPS") or start in table.sentence_start):
            return
        for o in over:
            names.remove(o)
        new = Name(start, stop, cls, True)
        names.append(new)
        for i in range(start, stop):
            inside[i] = new

    def _joined_front(self, start: int, end: int, cls: str, inside: dict[int, Name]) -> int:
        """Where a body's name begins that has "and" in its front: "the House Oversight and Reform Committee"."""
        table = self.table
        if cls not in BODY_CLASSES or end - start > 3 or start < 2 or table.lower[start - 1] not in ("and", "&"):
            return start
        i = start - 1
        while i and self._namelike(i - 1) and table.sentence[i - 1] == table.sentence[start]:
            i -= 1
        front = {id(inside[k]): inside[k] for k in range(i, start - 1) if k in inside}.values()
        whole = start - 1 - i >= 2 and table.lower[i - 1 : i] in (["the"], ["The"])
        if not whole or any(n.sure and not (n.start == i and n.end < start - 1) for n in front):
            return start
        return start if any(n.cls == "Person" for n in front) or self.classes.head_class(table, i, start - 1) else i

    def _in_place(self, start: int, end: int, inside: dict[int, Name]) -> bool:
        """Whether a run stands as only a place does: "in Fairhaven, Vermont"."""
        table = self.table
        if end - start > 3 or not start or end + 1 >= len(table) or any(i in inside for i in range(start, end)):
            return False
        after = inside.get(end + 1)
        placed = table.text[end] == "," and after is not None and after.known and after.cls == "GeopoliticalEntity"
        return placed and table.lower[start - 1] in ("in", "near", "at", "of", "from", "to", "outside")

    def _joins(self, i: int) -> bool:
        """Whether "and" at token i joins two words of one name: the next thing is no clause of its own."""
        table = self.table
        return table.head[i + 1] < i and table.dep[i + 1] == "conj"


def _distinct(names: list[Name]) -> list[Name]:
    """The names without those that say the same tokens twice."""
    seen: dict[tuple[int, int], Name] = {}
    for name in names:
        seen.setdefault((name.start, name.end), name)
    return list(seen.values())
