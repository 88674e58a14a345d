"""Publication dates, read strictly: a date that is none must not silently become one."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

__all__ = ["find_date_line", "is_date_line", "parse_published"]

# strptime patterns with the month as a word: day and month given as numbers ("03/01/2020") mean different days
# on two sides of an ocean, so only ISO 8601 is read there.
_WORDED = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_TIME = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:GMT|UTC|[A-Z]{2,4}T)\)?)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_DAY}\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+{_DAY},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
_DATE_LINE = re.compile(
    rf"(?:(?:first |last )?(?:published|posted|updated|modified|date)(?: on| at)?:?\s+)?(?:{_WEEKDAY}\.?,?\s+)?"
    rf"(?P<date>{_DATE})(?:\s*(?:[,|·•—–-]|at|T)?\s*{_TIME})?",
    re.IGNORECASE,
)


def parse_published(value: str) -> dt.date | dt.datetime:
    """The day, or the moment, that `value` names.

    Accepted are ISO 8601 dates and date-times, RFC 5322 ones as feeds have them ("Fri, 03 Jan 2020 10:00:00 GMT")
    and dates with the month as an English word ("03 January, 2020", "Jan. 3rd 2020", with a weekday or not).

    Raises:
        ValueError: the value is none of these; the text says so and shows how to write one.
    """
    text = value.strip()
    for parse in (_iso, parsedate_to_datetime, _worded):
        try:
            return parse(text)
        except (ValueError, OverflowError, IndexError, TypeError):
            continue
    shown = text if len(text) <= 60 else text[:60] + "…"
    raise ValueError(f"{shown!r} is not a date; write it as 2020-01-03, 2020-01-03T09:30:00Z or 3 January 2020")


def is_date_line(line: str) -> bool:
    """Whether the line is a date and nothing else ("03 January, 2020", "Updated: Jan 3, 2020 10:15 GMT")."""
    return _DATE_LINE.fullmatch(line.strip()) is not None


def find_date_line(body: str, paragraphs: int = 6) -> dt.date | None:
    """The date of the first stand-alone date line among the first non-empty `paragraphs` lines of a page, if any.

    Plain text has no other place to say when it was published.
    """
    lines = [line.strip() for line in body[:4000].split("\n") if line.strip()]
    for line in lines[:paragraphs]:
        match = _DATE_LINE.fullmatch(line)
        if match is not None:
            try:
                found = parse_published(match["date"])
            except ValueError:
                continue
            return found.date() if isinstance(found, dt.datetime) else found
    return None


def _iso(text: str) -> dt.date | dt.datetime:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return dt.datetime.fromisoformat(text)


def _worded(text: str) -> dt.date:
    text = re.sub(rf"^{_WEEKDAY}\b\.?,?\s+", "", text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\bsept\b", "Sep", text, flags=re.IGNORECASE)
    text = " ".join(text.replace(",", " ").replace(".", " ").split())
    for pattern in _WORDED:
        try:
            return dt.datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise ValueError(text)
