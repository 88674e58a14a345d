"""The noun lexicon, looked up from the last word of a phrase backwards."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.entities.table import Table
from kg.ontology import NounEntry

__all__ = ["NounLexicon"]

# A written form is cut where the tokeniser cuts.
_PIECES = re.compile(r"-|['’]s?|[^\s'’-]+")


class NounLexicon:
    """Noun entries by the word they end in, the longest first."""

    def __init__(self, nouns: Iterable[NounEntry]) -> None:
        self._ending: dict[str, list[tuple[tuple[str, ...], NounEntry]]] = {}
        self._nothing: set[str] = set()
        self._fronts: dict[str, str] = {}
        self.proper: dict[str, str] = {}  # whole names and their classes
        for entry in nouns:
            if entry.kind == "front":
                self._fronts[" ".join(entry.form)] = entry.denotes or ""
                continue
            if entry.kind == "proper":
                self.proper[" ".join(entry.form)] = entry.denotes or ""
                continue
            form = tuple(_PIECES.findall(" ".join(entry.form).lower()))
            self._ending.setdefault(form[-1], []).append((form, entry))
            if entry.kind == "nothing":
                self._nothing.add(" ".join(entry.form).lower())
        for entries in self._ending.values():
            entries.sort(key=lambda e: (-len(e[0]), e[0], e[1].kind, e[1].iri))

    def ending_at(self, table: Table, i: int, kinds: frozenset[str], floor: int = 0) -> tuple[NounEntry, int] | None:
        """The longest entry of these kinds whose last word is token i, and the token it begins at (not below `floor`)."""
        lower = table.lower[i]
        found = self._ending.get(lower, ())
        if table.tag[i] == "NNS" and table.lemma[i] != lower:
            found = [*found, *self._ending.get(table.lemma[i], ())]
        elif table.tag[i] == "NNPS" and lower.endswith("s"):
            found = [*found, *self._ending.get(lower[:-1], ())]
        best: tuple[NounEntry, int] | None = None
        for form, entry in found:
            start = i - len(form) + 1
            if entry.kind not in kinds or start < floor or (best and start >= best[1]):
                continue
            if all(table.lower[start + k] == word for k, word in enumerate(form[:-1])):
                best = entry, start
        return best

    def nothing(self, text: str) -> bool:
        """Whether a name like this is the name of no entity."""
        return text.lower() in self._nothing

    def front(self, word: str) -> str | None:
        """The class that a name's first word gives it ("USS" an Artifact, "International" an InternationalBody)."""
        return self._fronts.get(word)

    def given_name(self, text: str) -> str | None:
        """The gender a given name is mostly given to, "m", "f" or "" (both); None where the lexicon has no such name."""
        genders = {e.gender for form, e in self._ending.get(text.lower(), ()) if e.kind == "given" and len(form) == 1}
        if not genders:
            return None
        return {"masculine": "m", "feminine": "f"}.get(next(iter(genders)) or "", "") if len(genders) == 1 else ""

    def word(self, text: str, kinds: frozenset[str]) -> NounEntry | None:
        """The entry of a single word, if there is one of these kinds."""
        return next((e for form, e in self._ending.get(text, ()) if len(form) == 1 and e.kind in kinds), None)
