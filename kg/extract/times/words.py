"""The closed word classes of English time expressions: months, weekdays, holidays, number words."""

from __future__ import annotations

import datetime as dt

from kg.extract.calendar_names import DAY_NAMES, MONTH_NAMES
from kg.extract.number_words import TENS, UNITS

__all__ = ["HOLIDAYS", "MONTHS", "NUMBERS", "WEEKDAYS", "holiday", "number"]

# Full names and the usual abbreviations, without the dot.
MONTHS = {key: i for i, name in enumerate(MONTH_NAMES, 1) for key in (name, name[:3])} | {"sept": 9}
WEEKDAYS = {key: i for i, name in enumerate(DAY_NAMES) for key in (name, name[:3])} | {"tues": 1, "thurs": 3}

NUMBERS = {"a": 1, "an": 1} | {w: n for w, n in (UNITS | TENS).items() if 0 < n <= 50}

# Month and day of holidays that have one date wherever they are kept; None for the movable ones.
HOLIDAYS: dict[str, tuple[int, int] | None] = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "may day": (5, 1),
    "fourth of july": (7, 4),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "armistice day": (11, 11),
    "easter sunday": None,
    "easter monday": None,
    "good friday": None,
    "easter": None,
    "thanksgiving": None,
}


def number(word: str) -> int | None:
    """The value of a small number in digits or words; None where it is neither."""
    word = word.lower()
    return int(word) if word.isdecimal() else NUMBERS.get(word)


def holiday(name: str, year: int) -> dt.date:
    """The day of a holiday of `HOLIDAYS` in a year. Raises KeyError for another name."""
    fixed = HOLIDAYS[name]
    if fixed:
        return dt.date(year, *fixed)
    if name == "thanksgiving":  # the fourth Thursday of November, as in the United States
        first = dt.date(year, 11, 1)
        return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 21)
    return _easter(year) + dt.timedelta(days={"good friday": -2, "easter monday": 1}.get(name, 0))


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm in Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)
