"""A name in a text: the span that later rules class, widen, split or drop."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.calendar_names import DAY_NAMES, MONTH_NAMES

__all__ = ["BODY_CLASSES", "CALENDAR", "PARTICLES", "PLACE_CLASSES", "Name", "is_acronym"]

BODY_CLASSES = frozenset(
    {
        "Organization",
        "GovernmentBody",
        "ArmedForce",
        "DiplomaticMission",
        "Company",
        "NewsOutlet",
        "PoliticalParty",
        "InternationalBody",
    }
)
CALENDAR = frozenset((*DAY_NAMES, *MONTH_NAMES))
PLACE_CLASSES = frozenset({"Place", "GeopoliticalEntity", "Facility"})
PARTICLES = frozenset(
    ["de", "da", "di", "du", "del", "la", "bin", "bint", "ibn", "al", "el", "van", "von", "der", "den", "ben", "abu"]
)


@dataclass(slots=True)
class Name:
    """Tokens [start, end) that name something of class `cls`.

    `sure`: the gazetteer or a noun of the name's own gave the class; `known`: the gazetteer has it; `nested`: it
    lies within another name.
    """

    start: int
    end: int
    cls: str
    sure: bool
    known: bool = False
    nested: bool = False


def is_acronym(text: str) -> bool:
    """Whether a word looks like an abbreviation of a name: two capitals or more ("NATO", "CalFire")."""
    return sum(c.isupper() for c in text) >= 2 and text.replace(".", "").replace("&", "").isalnum()
