"""Numbers written in words and figures, and what stands before them ("at least", "hundreds of").

"between 10 and 15" is read as at least 10, "10 or more" as at least 10; what is only roughly counted ("dozens",
"several") gets no number.
"""

from __future__ import annotations

import re

from kg.extract.entities.table import Table
from kg.extract.number_words import SCALES, TENS, UNITS

__all__ = ["modifier_before", "number_at", "year_like"]

_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")

_MODIFIERS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("at", "least"), "at least"),
    (("no", "fewer", "than"), "at least"),
    (("no", "less", "than"), "at least"),
    (("not", "less", "than"), "at least"),
    (("more", "than"), "more than"),
    (("over",), "more than"),
    (("upwards", "of"), "more than"),
    (("in", "excess", "of"), "more than"),
    (("fewer", "than"), "fewer than"),
    (("less", "than"), "fewer than"),
    (("under",), "fewer than"),
    (("nearly",), "about"),
    (("almost",), "about"),
    (("close", "to"), "about"),
    (("up", "to"), "up to"),
    (("as", "many", "as"), "up to"),
    (("a", "maximum", "of"), "up to"),
    (("about",), "about"),
    (("around",), "about"),
    (("roughly",), "about"),
    (("approximately",), "about"),
    (("some",), "about"),
    (("an", "estimated"), "about"),
    (("estimated",), "about"),
    (("between",), "at least"),
)


def number_at(table: Table, i: int) -> tuple[int, int, int] | None:
    """The whole number token i is part of: (value, start, end). None where it is no whole number."""
    start = i
    while start > 0 and table.sentence[start - 1] == table.sentence[i]:
        if _part(table.lower[start - 1]):
            start -= 1
        elif table.lower[start - 1] == "-" and start > 1 and table.lower[start - 2] in TENS:
            start -= 2
        else:
            break
    end, total, current, seen = start, 0, 0, False
    while end < len(table):
        word = table.lower[end]
        if word in UNITS or word in TENS:
            current += UNITS.get(word, 0) + TENS.get(word, 0)
        elif word in SCALES:
            if word == "hundred":
                current = (current or 1) * 100
            else:
                total, current = total + (current or 1) * SCALES[word], 0
        elif _FIGURES.fullmatch(word):
            if seen:
                break
            value = float(word.replace(",", ""))
            scale = SCALES.get(table.lower[end + 1]) if end + 1 < len(table) else None
            if scale:
                return round(value * scale), start, end + 2
            if value != int(value):
                return None
            current += int(value)
        elif word == "dozen" or (word == "-" and seen and end + 1 < len(table) and _part(table.lower[end + 1])):
            if word == "dozen":
                current = (current or 1) * 12
        elif word == "and" and seen and table.lower[end - 1] in SCALES and table.lower[end + 1] in {**UNITS, **TENS}:
            pass
        else:
            break
        seen = True
        end += 1
    return (total + current, start, end) if seen and start <= i < end else None


def _part(word: str) -> bool:
    return word in UNITS or word in TENS or word in SCALES or word == "dozen" or bool(_FIGURES.fullmatch(word))


def modifier_before(table: Table, start: int) -> tuple[str | None, int]:
    """The modifier that ends before token `start`, as in the vocabulary, and the token it begins at."""
    for words, meaning in _MODIFIERS:
        begin = start - len(words)
        if begin >= 0 and tuple(table.lower[begin:start]) == words:
            return meaning, begin
    return None, start


def year_like(text: str) -> bool:
    """Whether a figure is more likely a year than a count."""
    return len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2100
