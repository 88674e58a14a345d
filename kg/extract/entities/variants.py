"""When two names are one: spelling, surnames, acronyms, short forms, countries and their adjectives."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from kg.extract.entities.clusters import Cluster, compatible
from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.name import BODY_CLASSES, PLACE_CLASSES

__all__ = ["Countries", "NameBook", "plain"]

_LETTERS = str.maketrans({"’": "'", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae"})
_LITTLE = frozenset({"of", "the", "and", "for", "&"})
_NAME_NOUNS = frozenset({"name", "entity"})


def plain(text: str) -> str:
    """A name without case, accents, full stops, hyphens, leading "the" and genitive."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = text.translate(_LETTERS).lower().replace(".", "").replace("-", " ").removeprefix("the ")
    return text.removesuffix("'s").removesuffix("'")


class Countries:
    """The countries: what has an adjective."""

    def __init__(self, demonyms: Mapping[str, str]) -> None:
        self.demonyms = demonyms
        self.names = frozenset(plain(c) for c in demonyms.values())
        self.initials = {_initials(c): c for c in demonyms.values() if len(c.split()) > 1}

    def name(self, word: str) -> str:
        """The country that an adjective ("Iranian") or initials ("UK") stand for; else the word itself."""
        if word in self.demonyms:
            return self.demonyms[word]
        return self.initials.get(word.replace(".", ""), word) if word.isupper() else word

    def is_one(self, name: str) -> bool:
        """Whether a name, an adjective or initials stand for a country."""
        return plain(self.name(name)) in self.names


class NameBook:
    """The clusters of a document by the names they go by."""

    def __init__(self, countries: Countries, lexicon: NounLexicon) -> None:
        self.defined: dict[
            str, str
        ] = {}  # acronyms the article explains: "NTSB" → "National Transportation Safety Board"
        self._countries = countries
        self._lexicon = lexicon
        self._keys: dict[str, list[Cluster]] = {}
        self._words: dict[str, list[tuple[str, Cluster]]] = {}
        self._initials: dict[str, list[Cluster]] = {}
        self._acronyms: dict[str, list[Cluster]] = {}

    def key(self, surface: str, cls: str = "") -> str:
        """A name as it is compared; the country of a body stands at the end.

        "UK Supreme Court" is "Supreme Court of the United Kingdom"; "Iranian" is "Iran".
        """
        surface = self.defined.get(surface, surface)
        words = [self._countries.name(surface)] if surface in self._countries.demonyms else surface.split()
        words = [self._countries.initials.get(w.replace(".", ""), w) if w.isupper() else w for w in words]
        if cls in BODY_CLASSES and len(words) > 1:
            words = [w for i, w in enumerate(" ".join(words).split()) if not (i and w == "the")]
            for size in (3, 2, 1):
                front = " ".join(words[:size])
                if size < len(words) and (front in self._countries.demonyms or plain(front) in self._countries.names):
                    words = [*words[size:], "of", self._countries.name(front)]
                    break
        return plain(" ".join(words))

    def add(self, cluster: Cluster, surface: str) -> None:
        """Enter a cluster under a further name."""
        key = self.key(surface, cluster.draft.cls)
        self._keys.setdefault(key, []).append(cluster)
        for word in dict.fromkeys(key.split()):
            self._words.setdefault(word, []).append((key, cluster))
        if letters := _acronym(surface):
            self._acronyms.setdefault(letters, []).append(cluster)
        for letters in _abbreviations(surface):
            self._initials.setdefault(letters, []).append(cluster)

    def exact(self, surface: str, cls: str) -> Cluster | None:
        """The cluster that has this very name, in whatever spelling."""
        found = self._keys.get(self.key(surface, cls), ())
        return next((c for c in found if compatible(c.draft.cls, cls)), None)

    def variants(self, surface: str, cls: str) -> list[Cluster]:
        """The clusters this name may be a variant of: an acronym, a surname, a short form."""
        key = self.key(surface, cls)
        found: list[Cluster] = []
        if letters := _acronym(surface):
            found += self._initials.get(letters, ())
        for letters in _abbreviations(surface):
            found += self._acronyms.get(letters, ())
        for word in dict.fromkeys(key.split()):
            found += (c for other, c in self._words.get(word, ()) if self._like(key, cls, other, c.draft.cls))
        return _distinct(c for c in found if compatible(c.draft.cls, cls))

    def _like(self, key: str, cls: str, other: str, other_cls: str) -> bool:
        if cls == "Person":
            return other_cls == "Person" and _same_person(key, other)
        return cls in BODY_CLASSES | (PLACE_CLASSES - {"GeopoliticalEntity"}) and self._shortened(key, other)

    def _shortened(self, short: str, long: str) -> bool:
        """Whether one body's name is the other cut short.

        "Council" of "Atlantic Council", "Supreme Court" of "Supreme Court of Canada", "Labour" of "Labour Party";
        but "House" is not short for "House Judiciary Committee".
        """
        a, b = sorted((short.split(), long.split()), key=len)
        if len(a) == len(b) or not a:
            return False
        if b[-len(a) :] == a:
            return True
        rest = b[len(a) :]
        if "of" in rest[1:]:
            rest = rest[: rest.index("of", 1)]  # the country of "Democratic Party of the United States"
        return b[: len(a)] == a and (rest[0] in ("of", "for") or all(self._lexicon.word(w, _NAME_NOUNS) for w in rest))


def _same_person(short: str, long: str) -> bool:
    """Whether one name is the surname, the first name, or first and last, of the other."""
    a, b = sorted((short.split(), long.split()), key=len)
    if not a:
        return False
    if len(a) == 1:
        return len(a[0]) > 2 and (a[0] == b[-1] or a[0] == b[0] or (len(b) > 2 and a[0] == b[-2]))
    return (a[0] == b[0] and a[-1] == b[-1]) or b[-len(a) :] == a


def _initials(text: str) -> str:
    return "".join(w[0] for w in text.split() if w.lower() not in _LITTLE).upper()


def _acronym(text: str) -> str:
    """The letters of what may be an acronym, else nothing."""
    letters = text.replace(".", "")
    return letters if letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 8 else ""


def _abbreviations(text: str) -> tuple[str, ...]:
    """The acronyms a name of several words may have: with and without its little words."""
    words = text.replace("-", " ").split()
    if len(words) < 2:
        return ()
    return tuple({_initials(" ".join(words)), "".join(w[0] for w in words).upper()})


def _distinct(clusters: Iterable[Cluster]) -> list[Cluster]:
    return list({id(c): c for c in clusters}.values())
