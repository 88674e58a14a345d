"""How names are made comparable: folding, honorifics and legal forms, skeletons of transliterated names."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = [
    "TITLES",
    "bare_of_article",
    "fold",
    "is_abbreviation",
    "is_acronym",
    "plain",
    "skeleton",
    "strip_affixes",
    "without_initials",
]

_APOSTROPHES = re.compile(r"[’‘'`´ʼʻʿʾ]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=[sS])['’])$")
_ARTICLE = re.compile(r"^(?:the|The|THE)\s+(?=\S)")
_NOT_WORD = re.compile(r"[\W_]+")
# Letters that have no decomposition and that transliteration tables render with stray marks.
_STROKED = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "&": " and "})
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,6}s?")


def plain(name: str) -> str:
    """The name as written, without a leading article and a possessive ending, and with single spaces."""
    return _ARTICLE.sub("", _POSSESSIVE.sub("", " ".join(name.split())))


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in lower-case ASCII words: no diacritics, apostrophes or points; other punctuation is a space.

    "the Côte d'Ivoire's" → "cote divoire", "U.S." → "us", "Al-Jazeera" → "al jazeera", "AT&T" → "at and t".
    """
    text = _APOSTROPHES.sub("", plain(name).translate(_STROKED)).replace(".", "")
    if not text.isascii():
        # Imported late: it loads the Unicode transliteration tables, which plain ASCII names do not need.
        from normality import ascii_text

        text = _APOSTROPHES.sub("", ascii_text(text))
    return _NOT_WORD.sub(" ", text).strip().casefold()


def is_acronym(name: str) -> bool:
    """Whether the name is written as an acronym: "FBI", "U.N.", "G20" (two to seven capitals or digits)."""
    return _ACRONYM.fullmatch(name.replace(".", "")) is not None


def is_abbreviation(name: str) -> bool:
    """Whether the name is one shortened word with its point: "Calif.", "Miss."."""
    return name.endswith(".") and " " not in name and not is_acronym(name)


def bare_of_article(name: str) -> str | None:
    """The one word that a name consists of beside its article, if it does: "The Times" → "Times"."""
    bare = plain(name)
    return bare if name.startswith("The ") and " " not in bare else None


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron king queen prince princess duke emir sheikh
    shaikh sultan emperor pope cardinal archbishop bishop rabbi imam ayatollah grand mullah president vice prime minister
    premier chancellor secretary senator sen rep congressman congresswoman representative governor gov mayor speaker judge
    justice general gen lieutenant lt major maj colonel col captain capt admiral adm brigadier commander sergeant sgt field
    marshal chief foreign defense defence finance interior former ex acting deputy mp crown attorney first lady leader director
    supreme opposition candidate ambassador chairman chairwoman spokesman spokeswoman spokesperson"""
)
"""Words of titles and offices that stand before a person's name, folded."""

_LEGAL_FORMS = _words(
    "inc incorporated corp corporation co company ltd limited llc plc ag sa se nv gmbh spa group holdings holding"
)


def strip_affixes(folded: str, person: bool) -> str:
    """A folded name without titles in front ("president", "sir"; persons) or legal forms behind ("inc"; others)."""
    words = folded.split()
    start, end = 0, len(words)
    if person:
        while start < end - 1 and words[start] in TITLES:
            start += 1
        # What follows "of" is no name of the person: "prince of wales".
        return folded if words[start:] and words[start] == "of" else " ".join(words[start:])
    while end > 1 and words[end - 1] in _LEGAL_FORMS:
        end -= 1
    return " ".join(words[:end])


def without_initials(folded: str) -> str:
    """A folded personal name without single letters between its names: "donald j trump" → "donald trump"."""
    words = folded.split()
    return " ".join(w for i, w in enumerate(words) if len(w) > 1 or i in (0, len(words) - 1))


_PARTICLES = frozenset(["al", "el", "ul", "ad", "ash", "as", "ar", "an", "az", "bin", "ben", "ibn"])
# In order: digraphs that different romanisations write differently are brought to one letter.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"oui|owi|awi", "wi"),
        (r"tch|ch|sch|sh", "x"),
        (r"dzh|dj|zh|j", "j"),
        (r"kh|gh|ck|q|g|k|c", "k"),
        (r"ph|f", "f"),
        (r"dh|d|th|t", "t"),
        (r"ts|tz|z|s", "s"),
        (r"v|w", "v"),
        (r"ou|oo|u|o", "o"),
        (r"[aeiy]+h?$|oh?$", ""),
    )
)


@lru_cache(maxsize=16384)
def skeleton(folded: str) -> str:
    """A folded name reduced to what its romanisations share, word by word: "qassem", "ghasem" → "ksm".

    The article "al-" and "bin" go, consonants that romanisations of Arabic, Persian and Cyrillic confuse become one,
    doubled letters single, vowels after the first letter go. After the idea of Soundex and of Double Metaphone
    (L. Philips, C/C++ Users Journal 18(6), 2000), with the classes chosen for these scripts.
    """
    return " ".join(_reduce(word) for word in folded.split() if word not in _PARTICLES)


def _reduce(word: str) -> str:
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    if not word:
        return "a"
    first = "a" if word[0] in "aeiouy" else word[0]
    rest = re.sub(r"[aeiouy]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)
