"""When the class of a mention and the class of a candidate agree."""

from __future__ import annotations

__all__ = ["agreement", "family"]

# The families of the vocabulary. A class that is not listed (one that a user's ontology adds) is a family of its own.
_FAMILIES = {
    "Person": "Person",
    "Organization": "Organization",
    "GovernmentBody": "Organization",
    "ArmedForce": "Organization",
    "DiplomaticMission": "DiplomaticMission",
    "Company": "Organization",
    "NewsOutlet": "Organization",
    "PoliticalParty": "Organization",
    "InternationalBody": "Organization",
    "Place": "Place",
    "GeopoliticalEntity": "GeopoliticalEntity",
    "Facility": "Facility",
    "Artifact": "Artifact",
}
# Pairs of families whose names are told apart only by what is said of them, with how far they agree: a region such as
# Crimea is a place to one reader and a polity to another, a museum or a stock exchange a building or a body.
_NEAR = {
    frozenset(["Place", "GeopoliticalEntity"]): 0.9,
    frozenset(["Place", "Facility"]): 0.9,
    frozenset(["Organization", "Facility"]): 0.85,
}
_GENERAL = frozenset(["Organization", "Place"])


def family(cls: str) -> str:
    """The coarse class: Person, Organization, GeopoliticalEntity, Place, Facility, DiplomaticMission or Artifact."""
    return _FAMILIES.get(cls, cls)


def agreement(mention: str, candidate: str) -> float:
    """How well two classes agree, 0 (not at all) to 1 (the same, or one is the general class of the family)."""
    if mention == candidate:
        return 1.0
    one, other = family(mention), family(candidate)
    if one == other:
        return 1.0 if _GENERAL & {mention, candidate} else 0.95
    return _NEAR.get(frozenset([one, other]), 0.0)
