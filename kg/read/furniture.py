"""Page furniture: what stands on the page round an article, told from it by general patterns.

Nothing here knows a site or an article. A page is looked at line by line: a whole line may be furniture
("2 min read"), or its beginning (a dateline), or its end (a picture credit behind a caption), or a heading
and the list of links below it. When in doubt a line is content: a fact lost is worse than a stray "Share".
Captions, standfirsts and pull quotes are content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span
from kg.read.dates import is_date_line
from kg.read.furniture_patterns import LINES, LINK_LINE, OPENING, PREFIXES, SECTIONS, SUFFIXES, TITLE_SUFFIX

__all__ = ["find_furniture", "label_furniture"]

_LINE = re.compile(r"[^\n]+")
_SPACE = re.compile(r"[^\S\n]")
# Longer than this is prose, whatever it begins with; the legal lines below some articles are the longest furniture.
_LONGEST = 500
_LONGEST_CREDIT = 160
# A standfirst or caption may come before the paragraph that has the dateline.
_SHORTEST_PARAGRAPH = 250


def find_furniture(title: str, body: str) -> tuple[Span, ...]:
    """The furniture of a page as disjoint spans, ascending, into `Document.text` (title, blank line, body).

    A span covers no white space at its ends.
    """
    return _merged([span for span, _ in label_furniture(title, body)])


def label_furniture(title: str, body: str) -> list[tuple[Span, str]]:
    """The same before merging, each span with the name of the pattern that found it."""
    found = []
    if title and (match := TITLE_SUFFIX.search(title)):
        found.append((Span(match.start(1), len(title)), "site name"))
    offset = len(title) + 2 if title else 0
    for start, end, name in _of_body(body, title):
        while start < end and body[start].isspace():
            start += 1
        while end > start and body[end - 1].isspace():
            end -= 1
        if start < end:
            found.append((Span(offset + start, offset + end), name))
    return sorted(found)


def _of_body(body: str, title: str) -> Iterator[tuple[int, int, str]]:
    in_section: str | None = None
    first = True
    prose = False
    # No-break and other spaces read as plain ones; one for one, so that offsets stand.
    for match in _LINE.finditer(_SPACE.sub(" ", body)):
        line = match[0].strip()
        if not line:
            continue
        start = match.start() + match[0].index(line)
        end = start + len(line)
        if first and title and line.casefold() == title.casefold():
            yield start, end, "headline again"
            first = False
            continue
        first = False
        heading = next((name for name, pattern in SECTIONS if pattern.fullmatch(line)), None)
        whole = _whole_line(line)
        if heading:
            in_section = heading
            yield start, end, heading
        elif whole:
            yield start, end, whole
        elif in_section and LINK_LINE.fullmatch(line):
            yield start, end, in_section
        else:
            in_section = None
            yield from _edges(line, start, opens=not prose)
            prose = prose or len(line) > _SHORTEST_PARAGRAPH


def _whole_line(line: str) -> str | None:
    """The name of the pattern that takes the whole line, if one does."""
    if len(line) > _LONGEST:
        return None
    if is_date_line(line):
        return "date line"
    return next((name for name, pattern in LINES if pattern.fullmatch(line)), None)


def _edges(line: str, start: int, *, opens: bool) -> Iterator[tuple[int, int, str]]:
    for name, pattern in PREFIXES:
        if (match := pattern.match(line)) and (opens or name not in OPENING):
            yield start, start + match.end(), name
            break
    end, name = len(line), ""
    # Credits may stand behind each other: "… (AP Photo/Jane Doe) [Getty]".
    while suffix := next((s for s in (_suffix(line, end, named) for named in SUFFIXES) if s), None):
        end, name = suffix
    if name:
        yield start + end, start + len(line), name


def _suffix(line: str, end: int, named: tuple[str, re.Pattern[str]]) -> tuple[int, str] | None:
    """Where in `line`, taken up to `end` without white space, the named suffix begins, if it stands there."""
    end = len(line[:end].rstrip())
    match = named[1].search(line, max(0, end - _LONGEST_CREDIT), end)
    return (next(at for at in map(match.start, range(1, named[1].groups + 1)) if at >= 0), named[0]) if match else None


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
