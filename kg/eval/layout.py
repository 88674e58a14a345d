"""A text addressed by its visible characters, so that one place is the same place however the text is laid out."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from kg.model import Span

__all__ = ["Layout"]

# A sentence begins after a full stop (or a closing quote) and white space before a capital, and after an empty line.
_BREAK = re.compile(r"""(?<=[.!?”"])\s+(?=[A-Z“"])|\n\s*\n""")
_CONTEXTS = (60, 30, 15, 8, 4)


class Layout:
    """A text without its white space; spans of it count visible characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.visible = "".join(text.split())
        self._before = [0, *accumulate(not ch.isspace() for ch in text)]
        self._starts = sorted({0, *(self._before[m.end()] for m in _BREAK.finditer(text))})

    def span(self, start: int, end: int) -> Span:
        """The visible characters that code points [start, end) of the text cover; offsets past its end count as its end."""
        last = len(self._before) - 1
        return Span(self._before[min(start, last)], self._before[min(end, last)])

    def sentence(self, span: Span) -> int:
        """Which sentence a span of visible characters begins in, counted from 1."""
        return bisect_right(self._starts, span.start)

    def locate(self, other: Layout, start: int, end: int) -> Span | None:
        """Where code points [start, end) of another layout of this text stand in this one.

        The same text: the same place. Another text that has the same passage: the place whose surroundings, as
        wide as possible, occur exactly once; None where there is no such place.
        """
        there = other.span(start, end)
        if other.visible == self.visible:
            return there
        for width in _CONTEXTS:
            left = min(width, there.start)
            window = other.visible[there.start - left : there.end + width]
            at = self.visible.find(window)
            if at >= 0 and self.visible.find(window, at + 1) < 0:
                return Span(at + left, at + left + len(there))
        return None
