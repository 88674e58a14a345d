"""Short texts in, their events out: what the tests of dates, counts, factuality and sources ask for, on the real model."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.extract import Extractor
from kg.model import Document, Event, Extraction

FRIDAY = dt.date(2020, 1, 3)


@dataclass(frozen=True)
class Read:
    """One extraction, asked by trigger words."""

    extraction: Extraction

    def event(self, word: str) -> Event:
        """The first event with a trigger that begins with `word`."""
        found = [e for e in self.extraction.events if any(m.text.lower().startswith(word) for m in e.triggers)]
        listed = [(e.cls, [m.text for m in e.triggers]) for e in self.extraction.events]
        assert found, f"no event by the word {word!r} among {listed}"
        return found[0]

    def date(self, word: str) -> str | None:
        """The day of that event."""
        date = self.event(word).date
        return None if date is None else date.iso

    def factuality(self, word: str) -> str:
        """Its factuality's name."""
        return self.event(word).factuality.value

    def sources(self, word: str) -> set[str]:
        """The names of those it is attributed to."""
        names = {e.id: e.name for e in self.extraction.entities}
        return {names[i] for i in self.event(word).attributed_to}


def read_text(extractor: Extractor, body: str, title: str = "", published: dt.date | None = FRIDAY) -> Read:
    """The extraction of an article published on Friday, 3 January 2020, or another day."""
    return Read(extractor.extract(Document("https://example.org/article", title, body, published)))
