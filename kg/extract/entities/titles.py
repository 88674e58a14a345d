"""Titles before names: "Finance Minister Ada Moreno", "former Peruvian envoy Luis Roca", "his wife Anna"."""

from __future__ import annotations

from kg.extract.draft import TitleUse
from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.name import Name
from kg.extract.entities.table import Table

__all__ = ["titles_before"]

_KINDS = frozenset({"title", "rank", "honorific", "kinship"})
_BEFORE = frozenset(
    {"former", "acting", "then", "interim", "ex", "deputy", "senior", "chief", "assistant", "vice", "elect"}
)


def titles_before(table: Table, names: list[Name], lexicon: NounLexicon) -> list[tuple[Name, TitleUse]]:
    """Each person's name with the titles that stand right before it ("President and CEO" are two)."""
    found = []
    inside = {i for n in names if not n.nested for i in range(n.start, n.end)}
    for name in names:
        if name.cls != "Person":
            continue
        i = name.start - 1
        floor = table.sentence_start[table.sentence[name.start]]
        first = True
        while i >= floor and table.doc[i].is_space:
            i -= 1
        if (behind := _before_of(table, i, inside, floor)) is not None:
            i = behind
        while i >= floor and i not in inside:
            if table.text[i] == "," and first and lexicon.ending_at(table, i - 1, frozenset({"kinship"}), floor):
                i -= 1
            hit = lexicon.ending_at(table, i, _KINDS, floor)
            if hit is not None and hit[1] in inside:
                hit = lexicon.ending_at(table, i, _KINDS, i)
            if hit is None:
                break
            entry, start = hit
            if table.plural(i) and entry.kind != "honorific":
                # "Presidents X of A and Y of B"
                for other in _joined(table, name, names):
                    found.append((other, TitleUse(start, i + 1, entry)))
                break
            while start - 1 >= floor and table.lower[start - 1] in _BEFORE and start - 1 not in inside:
                start -= 1
            found.append((name, TitleUse(start, i + 1, entry)))
            first = False
            i = start - 1
            if i > floor and table.lower[i] in ("and", "&"):
                i -= 1
            elif entry.kind not in ("honorific", "rank") and table.text[i] != "-":
                break
    return found


def _before_of(table: Table, i: int, inside: set[int], floor: int) -> int | None:
    """ "First Minister of Scotland Nicola Sturgeon": the token before "of" or "to" where a name after it ends at token i."""
    if i not in inside:
        return None
    while i >= floor and i in inside:
        i -= 1
    if table.lower[i] == "the":
        i -= 1
    return i - 1 if i - 1 >= floor and table.lower[i] in ("of", "to", "for", "at") else None


def _joined(table: Table, name: Name, names: list[Name]) -> list[Name]:
    """The name, and the persons joined to it by "and" or commas."""
    people = {i: n for n in names if n.cls == "Person" for i in range(n.start, n.end)}
    found, queue = [name], list(range(name.start, name.end))
    while queue:
        for k in table.kids[queue.pop()]:
            if table.dep[k] == "conj" and k in people and people[k] not in found:
                found.append(people[k])
                queue.extend(range(people[k].start, people[k].end))
    return found
