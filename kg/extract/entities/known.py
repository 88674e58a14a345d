"""Known names: the longest entry of the gazetteer, or adjective of a country, at each capitalised word."""

from __future__ import annotations

import re

from kg.extract.entities.name import Name
from kg.extract.entities.name_classes import NameClasses
from kg.extract.entities.table import Table

__all__ = ["Gazetteer"]

_JOINERS = frozenset(
    {"of", "for", "the", "and", "de", "du", "des", "del", "la", "al", "el", "-", "–", "&", "'", "’", "'s", "’s", "."}
)
_LONGEST_KNOWN = 9


class Gazetteer:
    """Finds known names; made once, used for every document."""

    def __init__(self, classes: NameClasses) -> None:
        self.classes = classes
        self.gazetteer = classes.gazetteer
        self.demonyms = classes.demonyms
        self._first_words = {_first_word(n) for n in classes.gazetteer}

    def added(self, table: Table, names: list[Name]) -> list[Name]:
        """The names, with the known ones in place of what they overlap."""
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
                if (
                    not name.sure
                    and over[0].start == name.start
                    and over[0].cls == "GeopoliticalEntity"
                    and (name.end - rest >= 2 and all(table.tag[i] == "NNP" for i in range(rest, name.end)))
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
            if i and self.classes.lexicon.front(table.text[i - 1]) == "Artifact":
                i = end
                continue
            surface = table.surface(i, end)
            cls = self.gazetteer.get(surface) or "GeopoliticalEntity"
            if cls == "Person" and (split := self.classes.title_split(table, i, end)) is not None and split[1] < end:
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
                if stop == start + 2 and table.text[start] == "The" and table.tag[start + 1] not in ("NNP", "NNPS"):
                    return None  # "The Hill" is a newspaper, "The hill" at a sentence's start is none
                return stop
        return None


def _first_word(text: str) -> str:
    found = re.match(r"[^\W_]+", text)
    return found.group() if found else text
