"""Time expressions in, dates out, worked out from the day of publication.

No more precision than was told: "in July" is a month and "in 2018" a year, and "last week" no date at all.
A weekday, month or day without its year is the nearest one before publication, unless the tense of its
clause says that it lies ahead.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from kg.extract.times.grammar import Match, parse
from kg.extract.times.words import MONTHS, WEEKDAYS, holiday, number
from kg.model import PartialDate

__all__ = ["Direction", "TimeValue", "evaluate", "resolve"]


class Direction(Enum):
    """Where the clause around an expression lies in time, as its tense tells."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class TimeValue:
    """What an expression says: a day, month or year, and the last one of a span.

    `date` is None where the expression names no calendar unit ("last week"); `anchor` is False where it does
    not place anything in time at all: durations, frequencies, ages. `offset` is the number of days from what
    follows the expression ("two days after …": 2).
    """

    date: PartialDate | None = None
    end: PartialDate | None = None
    anchor: bool = True
    offset: int | None = None


NOTHING = TimeValue(anchor=False)
VAGUE = TimeValue()


def resolve(
    expression: str,
    today: dt.date | None,
    direction: Direction = Direction.UNKNOWN,
    reference: PartialDate | None = None,
) -> TimeValue | None:
    """The date that `expression` ("on Friday", "27 December", "two days ago") names for a reader on day `today`.

    `today` is the day of publication: without it only absolute dates are worked out. `direction` is the tense
    of the clause, and `reference` the date told last before, which "the previous day" counts from. None where
    the text is no time expression, or names a day that does not exist ("30 February").
    """
    match = parse(expression)
    return None if match is None else evaluate(match, today, direction, reference)


def evaluate(
    match: Match, today: dt.date | None, direction: Direction = Direction.UNKNOWN, reference: PartialDate | None = None
) -> TimeValue | None:
    """As `resolve`, for an expression found by the grammar."""
    try:
        return _EVALUATORS[match.rule](_Context(match.parts, today, direction, reference))
    except (ValueError, OverflowError):
        # There is no such day, or it lies outside the calendar (before year 1, after 9999).
        return None


@dataclass(frozen=True, slots=True)
class _Context:
    parts: dict[str, str]
    today: dt.date | None
    direction: Direction
    reference: PartialDate | None

    def __getitem__(self, name: str) -> str:
        return self.parts.get(name, "")

    @property
    def month(self) -> int:
        return MONTHS[self["mo"].rstrip(".")]

    @property
    def month2(self) -> int:
        return MONTHS[self["mo2"].rstrip(".")]

    def year_of(self, month: int, day: int | None = None) -> int | None:
        """The year of a month or day told without one."""
        if self["y"]:
            return int(self["y"])
        if self.today is None:
            return None
        return _nearest_year(month, day, self.today, self.direction, self["which"])


def _nearest_year(month: int, day: int | None, today: dt.date, direction: Direction, which: str) -> int:
    """The year in which a yearly date falls: the last one up to `today`, the next one, or the nearer one."""
    if day is None:
        offset = month - today.month
        here = offset == 0
    else:
        there = (month, min(day, 28)) if (month, day) == (2, 29) else (month, day)
        offset = (there > (today.month, today.day)) - (there < (today.month, today.day))
        here = offset == 0
    if which == "this":
        return today.year
    last = today.year - (offset > 0 or (here and which in ("last", "previous")))
    following = today.year + (offset < 0 or (here and which == "next"))
    if which in ("last", "past", "previous") or (direction is Direction.PAST and which != "next"):
        return last
    if which == "next" or direction is Direction.FUTURE:
        return following
    # No tense to tell: what is at most three months ahead and clearly nearer than behind is ahead.
    ahead = (following - today.year) * 12 + month - today.month
    return following if 0 <= ahead <= 3 else last


def _day(date: dt.date) -> TimeValue:
    return TimeValue(PartialDate(date.isoformat()))


def _month(year: int, month: int) -> PartialDate:
    return PartialDate(f"{year:04}-{month:02}")


def _year(year: int) -> PartialDate:
    if not 1 <= year <= 9999:
        raise ValueError(f"no such year: {year}")
    return PartialDate(f"{year:04}")


def _number_of_day(said: str) -> int:
    return int(said.rstrip("sthndr"))


# -- one function for each rule of the grammar: what its parts say --------------------------------------


def _iso(c: _Context) -> TimeValue:
    return _day(dt.date(int(c["y"]), int(c["m"]), int(c["d"])))


def _month_day(c: _Context) -> TimeValue | None:
    day = _number_of_day(c["d"])
    if day > calendar.monthrange(2000, c.month)[1]:
        return None
    year = c.year_of(c.month, day)
    return VAGUE if year is None else _day(dt.date(year, c.month, day))


def _days(c: _Context) -> TimeValue | None:
    first, last = _number_of_day(c["d"]), _number_of_day(c["d2"])
    last_month = c.month2 if c["mo2"] else c.month
    if c["y2"]:
        year = int(c["y"] or c["y2"])
    else:
        found = c.year_of(c.month, first)
        if found is None:
            return VAGUE
        year = found
    start = dt.date(year, c.month, first)
    end = dt.date(int(c["y2"]) if c["y2"] else year, last_month, last)
    if end < start and not c["y2"]:
        end = end.replace(year=year + 1) if c["mo2"] else end
    if end < start:
        return None
    return TimeValue(PartialDate(start.isoformat()), PartialDate(end.isoformat()))


def _months(c: _Context) -> TimeValue:
    year = int(c["y"]) if c["y"] else int(c["y2"]) if c["y2"] else c.year_of(c.month)
    if year is None:
        return VAGUE
    end = int(c["y2"]) if c["y2"] else year + (c.month2 < c.month)
    return TimeValue(_month(year, c.month), _month(end, c.month2))


def _bare_month(c: _Context) -> TimeValue:
    if c["of"] and c.today is not None:
        return TimeValue(_month(c.today.year + {"last": -1, "this": 0, "next": 1}[c["of"]], c.month))
    year = c.year_of(c.month)
    return VAGUE if year is None else TimeValue(_month(year, c.month))


def _bare_year(c: _Context) -> TimeValue:
    return TimeValue(_year(int(c["y"])))


def _years(c: _Context) -> TimeValue | None:
    first, last = int(c["y"]), int(c["y2"])
    return TimeValue(_year(first), _year(last)) if first < last else None


def _weekday_on(c: _Context, name: str) -> dt.date | None:
    if c.today is None:
        return None
    day, today = WEEKDAYS[name.rstrip(".")], c.today
    if c["of"]:
        monday = today - dt.timedelta(days=today.weekday())
        return monday + dt.timedelta(days=day, weeks={"last": -1, "this": 0, "next": 1}[c["of"]])
    back, ahead = (today.weekday() - day) % 7, (day - today.weekday()) % 7
    if c["which"] in ("next", "coming", "this coming") or (
        c.direction is Direction.FUTURE and c["which"] not in ("last", "past", "this past", "the previous")
    ):
        return today + dt.timedelta(days=ahead or (7 if c["which"] == "next" else 0))
    return today - dt.timedelta(days=back or (7 if c["which"] == "last" else 0))


def _weekday(c: _Context) -> TimeValue:
    if c["which"] in ("the following", "the previous"):
        start = _reference_day(c)
        if start is None:
            return VAGUE
        ahead = (WEEKDAYS[c["w"].rstrip(".")] - start.weekday()) % 7 or 7
        back = (start.weekday() - WEEKDAYS[c["w"].rstrip(".")]) % 7 or 7
        return _day(start + dt.timedelta(days=ahead if c["which"] == "the following" else -back))
    found = _weekday_on(c, c["w"])
    return VAGUE if found is None else _day(found)


def _weekdays(c: _Context) -> TimeValue:
    first, week = _weekday_on(c, c["w"]), dt.timedelta(days=7)
    if first is None or c.today is None:
        return VAGUE
    last = first + dt.timedelta(days=(WEEKDAYS[c["w2"].rstrip(".")] - first.weekday()) % 7)
    if c.direction is Direction.PAST and last > c.today:
        first, last = first - week, last - week
    return TimeValue(PartialDate(first.isoformat()), PartialDate(last.isoformat()))


_OFFSETS = {"yesterday": -1, "last night": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}


def _relative(c: _Context) -> TimeValue:
    if c.today is None:
        return VAGUE
    said = " ".join((c["rel"] or c["rel2"]).split())
    return _day(c.today + dt.timedelta(days=_OFFSETS.get(said, 0)))


def _reference_day(c: _Context) -> dt.date | None:
    iso = c.reference.iso if c.reference else ""
    return dt.date.fromisoformat(iso) if len(iso) == 10 else None


def _same_day(c: _Context) -> TimeValue:
    day = _reference_day(c)
    return VAGUE if day is None else _day(day)


def _next_day(c: _Context) -> TimeValue:
    day = _reference_day(c)
    if day is None:
        return VAGUE
    return _day(day + dt.timedelta(days=-1 if c["back"] or c["rel"] in ("before", "earlier") else 1))


def _same_unit(c: _Context) -> TimeValue:
    return VAGUE if c.reference is None else _shift(c.reference.iso, c["u"], 0)


def _next_unit(c: _Context) -> TimeValue:
    return VAGUE if c.reference is None else _shift(c.reference.iso, c["u"] or c["u2"], -1 if c["back"] else 1)


def _unit(c: _Context) -> TimeValue:
    """ "Last month", "this year"; a week, weekend or season spans more days than one and names none."""
    which = " ".join(c["which"].split()).removeprefix("the ")
    if c.today is None or c["u"] not in ("month", "year"):
        return VAGUE
    return _shift(c.today.isoformat(), c["u"], {"last": -1, "next": 1, "coming": 1}.get(which, 0))


def _ago(c: _Context) -> TimeValue:
    """ "Two days ago" counts from publication, "two days earlier" from the date told before."""
    count = number(c["n"])
    told = c.reference.iso if c.reference else ""
    start = (c.today.isoformat() if c.today else "") if c["rel"] == "ago" else told
    if count is None or not start or (c["about"] and c["u"] == "day"):
        return VAGUE
    return _shift(start, c["u"], count * (-1 if c["rel"] in ("ago", "earlier", "before", "prior", "beforehand") else 1))


def _apart(c: _Context) -> TimeValue:
    """ "Two days after the attack": as many days from what follows."""
    count = number(c["n"] or "a")
    if count is None or (c["u"] or c["u2"]) not in ("day", "night"):
        return VAGUE
    return TimeValue(offset=count if c["rel"] == "after" else -count)


def _in_units(c: _Context) -> TimeValue:
    """ "In two days": ahead where the clause is about the future, else the time that something took."""
    count = number(c["n"])
    if c.direction is not Direction.FUTURE or count is None or c.today is None:
        return NOTHING
    return _shift(c.today.isoformat(), c["u"], count)


def _shift(start: str, unit: str, count: int) -> TimeValue:
    """`start` moved by a number of days, months or years, told to the precision of the unit."""
    year, month, day = ([int(p) for p in start.split("-")] + [0, 0])[:3]
    if unit in ("year", "decade"):
        return TimeValue(_year(year + count * (10 if unit == "decade" else 1))) if unit == "year" else VAGUE
    if unit == "month" and month:
        months = year * 12 + month - 1 + count
        return TimeValue(_month(months // 12, months % 12 + 1))
    if unit in ("day", "night") and day:
        return _day(dt.date(year, month, day) + dt.timedelta(days=count))
    if unit in ("hour", "minute") and day and count < 0 and unit == "minute":
        return TimeValue(PartialDate(start))
    return VAGUE


def _holiday(c: _Context) -> TimeValue:
    name = c["h"].replace("’", "'")
    if c["y"]:
        return _day(holiday(name, int(c["y"])))
    if c.today is None:
        return VAGUE
    this = holiday(name, c.today.year)
    year = _nearest_year(this.month, this.day, c.today, c.direction, "")
    return _day(holiday(name, year))


def _nothing(_: _Context) -> TimeValue:
    return NOTHING


def _vague(_: _Context) -> TimeValue:
    return VAGUE


_EVALUATORS: dict[str, Callable[[_Context], TimeValue | None]] = {
    "iso": _iso,
    "day": _month_day,
    "days": _days,
    "month": _bare_month,
    "months": _months,
    "year": _bare_year,
    "years": _years,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "relative": _relative,
    "same_day": _same_day,
    "next_day": _next_day,
    "same_unit": _same_unit,
    "next_unit": _next_unit,
    "unit": _unit,
    "ago": _ago,
    "apart": _apart,
    "in_units": _in_units,
    "holiday": _holiday,
    "vague": _vague,
    "nothing": _nothing,
}
