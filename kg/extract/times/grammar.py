"""The grammar of English time expressions: text in, matched expressions out, not yet worked out.

The kinds of expressions are those of TIMEX3 (TimeML, ISO 24617-1): dates, durations, sets, relative ones.
Finding starts at the few words every expression holds (a month, a weekday, "ago", a year …) and tries, around
each, only the rules for that kind of word: news text is mostly free of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.times.words import HOLIDAYS, MONTHS, NUMBERS, WEEKDAYS

__all__ = ["Match", "find", "parse"]


@dataclass(frozen=True, slots=True)
class Match:
    """A time expression in a text: code points [start, end), the rule that matched and what its parts said."""

    start: int
    end: int
    rule: str
    parts: dict[str, str]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(w) for w in words), key=len, reverse=True))


_LONG_MONTHS = _any(m for m in MONTHS if len(m) > 3 and m != "sept")
_LONG_DAYS = _any(d for d in WEEKDAYS if len(d) > 5)
_HOLIDAY = _any(HOLIDAYS).replace("'", "['’]")
_MONTH = rf"(?:{_LONG_MONTHS}|may|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
_WEEKDAY = rf"(?:{_LONG_DAYS}|(?:mon|tues|tue|wed|thurs|thu|fri|sat|sun)\.)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_NUMBER = rf"(?:\d{{1,3}}|{_any(NUMBERS)})"
_SOME = rf"(?:{_NUMBER}|several|many|a\s+few|few|a\s+couple\s+of|a\s+number\s+of|some|half\s+an?)"
_TO = r"(?:\s*[-–—]\s*|\s+(?:through\s+to|to|and|through|until|till)\s+)"
_PART = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|midnight))?"
_UNIT = r"(?:day|night|week|weekend|month|year|decade|hour|minute)"
_VAGUE = (
    r"(?:(?:very\s+)?(?:early|late|mid|middle|beginning|start|end|earlier|later)"
    r"(?:[-\s]+(?:in|of|on|this|last|next))*[-\s]+(?:the\s+)?)?"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter)"

# (kind of the word an expression is found by, name, pattern). Of all matches around that word the longest wins.
_RULES = [
    ("year", "iso", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"),
    ("month", "days", rf"(?P<d>{_DAY}){_TO}(?P<d2>{_DAY})\s+(?:of\s+)?(?P<mo>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?"),
    ("month", "days", rf"(?P<mo>{_MONTH})\s+(?P<d>{_DAY}){_TO}(?P<d2>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?"),
    (
        "month",
        "days",
        rf"(?P<d>{_DAY})\s+(?P<mo>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?{_TO}(?P<d2>{_DAY})\s+(?P<mo2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR}))?",
    ),
    (
        "month",
        "days",
        rf"(?P<mo>{_MONTH})\s+(?P<d>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?{_TO}(?P<mo2>{_MONTH})\s+(?P<d2>{_DAY})(?:,?\s+(?P<y2>{_YEAR}))?",
    ),
    (
        "month",
        "day",
        rf"(?:the\s+)?(?P<d>{_DAY})\s+(?:of\s+)?(?P<mo>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?",
    ),
    (
        "month",
        "day",
        rf"(?P<which>(?:last|this|next|past)\s+)?(?P<mo>{_MONTH})\s+(?:the\s+)?(?P<d>{_DAY})\b(?!,\d|\s+(?:per\s+cent|percent|people))(?:,?\s+(?P<y>{_YEAR}))?",
    ),
    (
        "weekday",
        "day",
        rf"{_WEEKDAY}{_PART},?\s+(?:the\s+)?(?:(?P<d>{_DAY})\s+(?:of\s+)?(?P<mo>{_MONTH})|(?P<moa>{_MONTH})\s+(?P<da>{_DAY})\b(?!,\d))(?:,?\s+(?P<y>{_YEAR}))?",
    ),
    ("month", "month", rf"{_VAGUE}(?P<mo>{_MONTH})(?:\s+of)?,?\s+(?P<y>{_YEAR})"),
    (
        "month",
        "month",
        rf"(?P<vague>{_VAGUE})(?P<which>(?:last|this|next|past|previous)\s+)?(?P<mo>{_MONTH})(?:\s+(?:of\s+)?(?P<of>last|this|next)\s+year)?",
    ),
    ("month", "months", rf"(?P<mo>{_MONTH})(?:\s+(?P<y>{_YEAR}))?{_TO}(?P<mo2>{_MONTH})(?:\s+(?P<y2>{_YEAR}))?"),
    ("year", "years", rf"(?P<y>{_YEAR}){_TO}(?P<y2>{_YEAR})"),
    ("year", "year", rf"{_VAGUE}(?:{_SEASON}(?:\s+of)?\s+)?(?P<y>{_YEAR})"),
    (
        "decade",
        "nothing",
        rf"(?:the\s+)?(?:early\s+|late\s+|mid-?\s*)?(?:{_YEAR}s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|[1-9]0s|\w+\s+century)",
    ),
    (
        "weekday",
        "nothing",
        rf"(?:every|each)\s+(?:other\s+)?(?:{_WEEKDAY})(?:\s+(?:and|or)\s+{_WEEKDAY})?{_PART}|(?:{_LONG_DAYS})s(?!['’])",
    ),
    ("unit", "nothing", rf"(?:every|each|per|a)\s+(?:other\s+|single\s+)?{_UNIT}"),
    ("weekday", "weekdays", rf"(?P<w>{_WEEKDAY}){_PART}{_TO}(?P<w2>{_WEEKDAY}){_PART}"),
    (
        "weekday",
        "weekday",
        rf"(?:(?:very\s+)?(?:early|late|earlier|later)(?:\s+on)?\s+)*(?P<which>(?:last|next|this|past|this\s+past|coming|this\s+coming|the\s+following|the\s+previous)\s+)?(?P<w>{_WEEKDAY})(?:,?\s+(?P<of>last|this|next)\s+week)?{_PART}",
    ),
    (
        "relative",
        "relative",
        rf"(?:(?:earlier|later|late|early)\s+)?(?P<rel>today|tonight|yesterday|tomorrow)(?:['’]s)?{_PART}|(?:the\s+)?(?P<rel2>day\s+(?:before\s+yesterday|after\s+tomorrow))",
    ),
    ("unit", "relative", r"(?:late\s+|early\s+)?(?P<rel>last\s+night|this\s+(?:morning|afternoon|evening))"),
    (
        "unit",
        "same_day",
        r"(?:(?:later|earlier)\s+)?(?:(?:the|that)\s+(?:very\s+)?same\s+(?:day|night|morning|afternoon|evening)|that\s+(?:day|night|morning|afternoon|evening))",
    ),
    (
        "unit",
        "next_day",
        r"the\s+(?P<back>previous|prior|preceding)\s+(?:day|night|morning|afternoon|evening)|the\s+(?:following|next)\s+(?:day|night|morning|afternoon|evening)|the\s+(?:day|night|evening)\s+(?P<rel>before|after|earlier|later)(?=\s*(?:[.,;)]|$))",
    ),
    ("unit", "same_unit", r"(?:that|the\s+same)\s+(?P<u>month|year)"),
    ("unit", "next_unit", r"the\s+(?P<back>previous|prior|preceding)\s+(?P<u>month|year)|the\s+following\s+(?P<u2>month|year)"),
    (
        "unit",
        "unit",
        rf"{_VAGUE}(?P<which>last|this|next|this\s+past|current|the\s+current|coming|the\s+coming)\s+(?P<u>week|weekend|month|year|{_SEASON})",
    ),
    ("unit", "vague", r"(?:earlier|later|early|late)\s+(?:in\s+)?(?:the|that)\s+(?:week|month|year|day)"),
    (
        "unit",
        "apart",
        rf"(?:(?P<n>{_NUMBER})[-\s](?P<u>day|night|week|month|year)s?|the\s+(?P<u2>day))\s+(?P<rel>before|after)(?=\s+(?!that\b)\w)",
    ),
    (
        "unit",
        "ago",
        rf"(?P<about>(?:about|around|some|nearly|almost|over|more\s+than|less\s+than|just)\s+)?(?P<n>{_SOME})[-\s](?P<u>{_UNIT})s?\s+(?P<rel>ago|earlier|later|before|after|prior|beforehand|afterwards?)\b",
    ),
    ("unit", "in_units", rf"in\s+(?P<n>{_NUMBER})\s+(?P<u>{_UNIT})s?(?:['’]s?\s+time)?"),
    (
        "unit",
        "nothing",
        rf"(?:(?:for|over|within|during|about|around|nearly|almost|more\s+than|at\s+least|up\s+to|another)\s+)*(?:the\s+(?:past|last|next|first)\s+)?(?:{_SOME}|hundreds\s+of|dozens\s+of)[-\s](?:and\s+a\s+half\s+)?{_UNIT}s?(?:[-\s](?:long|old))?|(?:in|over|for|during)\s+(?:the\s+)?(?:past|last|recent|coming)\s+{_UNIT}s?",
    ),
    ("holiday", "holiday", rf"(?P<h>{_HOLIDAY})(?:,?\s+(?P<y>{_YEAR}))?"),
]  # fmt: skip

_KEYS = re.compile(
    rf"(?<!\w)(?:(?P<holiday>{_HOLIDAY})|(?P<decade>{_YEAR}s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|[1-9]0s|century)"
    rf"|(?P<month>{_MONTH})|(?P<weekday>{_WEEKDAY}s?)|(?P<year>{_YEAR})|(?P<relative>today|tonight|yesterday|tomorrow)"
    rf"|(?P<unit>{_UNIT}s?|morning|afternoon|evening|{_SEASON}))(?!\w)",
    re.IGNORECASE,
)
_BY_KIND: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
for _kind, _name, _pattern in _RULES:
    _BY_KIND.setdefault(_kind, []).append((_name, re.compile(rf"(?:{_pattern})(?!\w)(?!-\d)", re.IGNORECASE)))

_WORD_START = re.compile(r"(?<![\w$£€.,'’/])\w")
_STOP = re.compile(r"[.;:!?\n](?=\s|$)(?<!\b[A-Za-z]\.)(?<!\b[A-Za-z]{3}\.)")
_REACH = 60  # code points before the found word in which its expression may start

# "May", "March" and bare years are also other words; what stands before them tells.
_POINTS_AT_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|from|through|throughout|during|before|after|of|this|to|and|last|next|early|late|mid|on)[\s-]+$",
    re.IGNORECASE,
)
_POINTS_AT_YEAR = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|through|from|to|during|before|after|between|and|early|late|mid|year|throughout|around|circa|for)[\s-]+|[–—])$",
    re.IGNORECASE,
)
_GOES_ON_AFTER_YEAR = re.compile(r"['’]s| (?!UTC|GMT|BST|IST|EST|PST|EDT|CET|hrs|loca)[A-Za-z]")


def find(text: str) -> Iterator[Match]:
    """All time expressions of a text, in order, none overlapping another."""
    done = 0
    for key in _KEYS.finditer(text):
        if key.start() < done:
            continue
        best = None
        for start in _starts(text, max(done, key.start() - _REACH), key.start()):
            for rule, pattern in _BY_KIND[key.lastgroup or ""]:
                match = pattern.match(text, start)
                longer = match and match.end() > key.start() and (best is None or len(match[0]) > best.end - best.start)
                if match and longer and _is_time(text, rule, match):
                    best = Match(
                        start,
                        match.end(),
                        rule,
                        {
                            k.rstrip("a") if len(k) < 4 else k: v.lower().strip()
                            for k, v in match.groupdict().items()
                            if v
                        },
                    )
        if best is not None:
            done = best.end
            yield best


def parse(expression: str) -> Match | None:
    """The match that covers the whole of `expression`, a leading preposition apart; None where there is none."""
    text = expression.strip()
    found = next(find(text), None)
    if found is None:
        return None
    before, after = text[: found.start].strip().lower(), text[found.end :].strip(" '’s.,")
    return None if after or before not in PREPOSITIONS else found


PREPOSITIONS = frozenset(
    (
        "",
        *[
            "on",
            "in",
            "at",
            "since",
            "until",
            "till",
            "by",
            "from",
            "through",
            "during",
            "for",
            "of",
            "before",
            "after",
            "between",
            "the",
            "as",
            "of",
        ],
        "as of",
        "back in",
    )
)


def _starts(text: str, low: int, key: int) -> Iterator[int]:
    """Where an expression that holds the word at `key` may begin: at words before it, not across a sentence's end."""
    for stop in _STOP.finditer(text, low, key):
        low = stop.end()
    for word in _WORD_START.finditer(text, low, key + 1):
        yield word.start()


def _is_time(text: str, rule: str, match: re.Match[str]) -> bool:
    before, parts = text[max(0, match.start() - 12) : match.start()], match.groupdict()
    if rule == "month":
        said = parts["mo"]
        if not said[0].isupper():
            return False
        doubtful = said.lower() in ("may", "march", "mar", "jun", "jan", "dec") and not parts.get("y")
        return not doubtful or bool(parts.get("which") or parts.get("vague") or _POINTS_AT_MONTH.search(before))
    if rule in ("weekday", "weekdays"):
        return parts["w"][0].isupper()
    if rule == "year":
        if match.end() - match.start() > 4 or _POINTS_AT_YEAR.search(before):
            return True
        after = text[match.end() : match.end() + 5]
        return "1900" <= parts["y"] < "2050" and bool(_GOES_ON_AFTER_YEAR.match(after))
    return True
