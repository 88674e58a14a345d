"""Where things are and whose they are: "Kerman, Iran", "the hospital in Omsk", "Iraqi militias", "Parliament of Canada"."""

from __future__ import annotations

from kg.extract.draft import EntityDraft
from kg.extract.entities.name import BODY_CLASSES, PLACE_CLASSES
from kg.extract.relations.facts import Facts
from kg.model import MentionKind

__all__ = ["places"]

_REGIONS = frozenset(
    {"states", "cities", "provinces", "towns", "districts", "counties", "islands", "regions", "state", "city"}
)
_EMPLOYERS = frozenset({"Company", "NewsOutlet", "GovernmentBody"})
_DIRECTIONS = frozenset(
    {
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "north",
        "south",
        "east",
        "west",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
    }
)


def places(facts: Facts) -> None:
    """Read location, parts and nationality off every mention and what stands beside it."""
    towns = {
        a: e
        for e in facts.ws.entities
        if e.named and e.cls == "GeopoliticalEntity" and not facts.country(e)
        for a in (e.name, *e.aliases)
    }
    _states_of(facts)
    for entity in list(facts.ws.entities):
        _part_by_name(facts, entity)
        _place_by_name(facts, entity, towns)
        _country_by_name(facts, entity)
        for m in entity.mentions:
            if m.kind is MentionKind.PRONOUN:
                continue
            _comma(facts, entity, m.end)
            _possessed(facts, entity, m.start, m.end)
            _inside(facts, entity, m.start, m.end, m.head)
            _beside(facts, entity, m.start, m.end, m.head)


def _states_of(facts: Facts) -> None:
    """ "the US states of Idaho and Ohio", "parts of Spain, including Madrid": each of the list is in the country."""
    table = facts.table
    for i in range(2, len(table) - 1):
        if table.lower[i] == "of" and table.lower[i - 1] in _REGIONS:
            land = facts.at(i - 2)
            if land is None and (owner := table.kid(i - 1, "poss", "amod")) is not None:
                land = facts.at(owner)
        elif table.lower[i] == "including" or (table.lower[i] == "as" and table.lower[i - 1] == "such"):
            before = facts.ending.get(i - (table.lower[i] == "as") - (table.text[i - 1] == ","))
            land = before[0] if before is not None else None
        else:
            continue
        if land is None or land.cls != "GeopoliticalEntity":
            continue
        for place, stop in _list_from(facts, i + 1):
            if not facts.country(place):
                facts.add(place, "nkg:locatedIn", land, i - 2, stop, "states-of", 0.7)


def _list_from(facts: Facts, i: int) -> list[tuple[EntityDraft, int]]:
    """The places of a list that begins at token i, and where each ends."""
    table, found = facts.table, []
    while (hit := facts.starting.get(i)) is not None and hit[0].cls == "GeopoliticalEntity" and hit[0].named:
        found.append(hit)
        i = hit[1]
        while i < len(table) and table.lower[i] in (",", "and", "or", "the"):
            i += 1
    return found


def _part_by_name(facts: Facts, entity: EntityDraft) -> None:
    """ "House Judiciary Committee", "UN General Assembly": a body's name that begins with another's is of that one."""
    if not entity.named or entity.cls not in BODY_CLASSES - {"Company", "PoliticalParty"}:
        return
    for m in entity.mentions:
        if m.kind is not MentionKind.NAME or m.end - m.start < 3 or not facts.table.capital(m.end - 1):
            continue
        whole = facts.named_bodies.get(facts.table.text[m.start])
        if whole is not None and whole is not entity:
            facts.add(entity, "nkg:partOf", whole, m.start, m.end, "name", 0.7)
            return


def _place_by_name(facts: Facts, entity: EntityDraft, towns: dict[str, EntityDraft]) -> None:
    """ "Leeds District Court", "Leeds Conference Centre": where the town it begins with is named in the article."""
    if not towns or not entity.named or entity.cls not in ("GovernmentBody", "Facility", "DiplomaticMission"):
        return
    table = facts.table
    for m in entity.mentions:
        if m.kind is not MentionKind.NAME or not table.capital(m.end - 1):
            continue
        first = m.start + (table.lower[m.start] == "the")
        for end in range(min(m.end - 1, first + 3), first, -1):
            town = towns.get(table.surface(first, end))
            if town is not None:
                facts.add(entity, "nkg:locatedIn", town, m.start, m.end, "name", 0.7)
                return


def _country_by_name(facts: Facts, entity: EntityDraft) -> None:
    """ "Royal Canadian Mounted Police": a body's name holds the adjective of a country which the article names."""
    if not entity.named or entity.cls not in BODY_CLASSES - {"InternationalBody", "DiplomaticMission", "NewsOutlet"}:
        return
    for m in entity.mentions:
        if m.kind is MentionKind.NAME and m.end - m.start > 1:
            for i in range(m.start, m.end):
                land = facts.land_of(facts.table.text[i])
                if land is not None:
                    facts.add(entity, "nkg:nationality", land, m.start, m.end, "name-country", 0.6)
                    return


def _comma(facts: Facts, entity: EntityDraft, end: int) -> None:
    """ "Kerman, Iran": the larger place follows the comma at once and is named."""
    table = facts.table
    if entity.cls not in PLACE_CLASSES | BODY_CLASSES or end + 1 >= len(table) or table.text[end] != ",":
        return
    following = facts.starting.get(end + 1)
    if following is None or following[0].cls != "GeopoliticalEntity" or following[0] is entity:
        return
    if not table.tag[end + 1].startswith("NN") or not table.capital(end + 1):
        return
    larger, stop = following
    own = facts.at(end - 1)
    if own is not entity and own is not None and own.cls in PLACE_CLASSES:
        return  # the comma belongs to the place the mention ends in: "the embassy in Ankara, Turkey"
    widest = facts.ending.get(end)
    if (
        widest is not None
        and widest[0] is not entity
        and widest[0].cls in BODY_CLASSES - {"DiplomaticMission"}
        and widest[0].named
    ):
        return  # "University of California, San Diego"
    if _listed(facts, end):
        return
    if entity.cls == "GeopoliticalEntity" and facts.country(entity):
        return
    if table.dep[table.head[end + 1]] == "conj" and entity.cls != "GeopoliticalEntity":
        return
    facts.add(entity, "nkg:locatedIn", larger, end - 1, stop, "comma", 0.9)


def _listed(facts: Facts, comma: int) -> bool:
    """Whether the comma is one of a list ("Paris, London and Rome") and not of an address."""
    table = facts.table
    links, i = 1, comma
    while (back := facts.ending.get(i)) is not None and back[1] > 0 and table.text[back[1] - 1] == ",":
        i = back[1] - 1
        links += 1
    i = comma
    while (ahead := facts.starting.get(i + 1)) is not None and ahead[0].cls in PLACE_CLASSES:
        i = ahead[1]
        if i >= len(table) or table.text[i] != ",":
            break
        links += 1
    if (
        i + 1 < len(table)
        and table.lower[i + (table.text[i] == ",")] in ("and", "or", "&")
        and facts.starting.get(i + 1 + (table.text[i] == ","))
    ):
        return True
    return links > 3


def _possessed(facts: Facts, entity: EntityDraft, start: int, end: int) -> None:
    """ "Lake University's Water Institute", "Oregon's Hill County": the possessor ends right before the name."""
    table = facts.table
    if (
        not entity.named
        or start < 2
        or table.lower[start - 1] not in ("'s", "’s", "'", "’")
        or not table.capital(start)
    ):
        return
    before = facts.ending.get(start - 1)
    owner = before[0] if before is not None and before[1] < start - 1 else None
    if owner is None or owner is entity or before is None:
        return
    if owner.cls in BODY_CLASSES and entity.cls in BODY_CLASSES:
        facts.add(entity, "nkg:partOf", owner, before[1], end, "possessor", 0.6)
    elif owner.cls == "GeopoliticalEntity" and entity.cls != "Person":
        _owned(facts, entity, owner, before[1], end, True, facts.country(owner) and entity.cls == "Facility")
    elif owner.cls in ("Facility", "Place") and entity.cls in ("Facility", "Place"):
        facts.add(entity, "nkg:locatedIn", owner, before[1], end, "possessor", 0.6)


def _inside(facts: Facts, entity: EntityDraft, start: int, end: int, head: int) -> None:
    """Places named within the mention, before its head or after an "of"/"in"."""
    table = facts.table
    seen: set[int] = set()
    for i in range(start, end):
        other = facts.at(i)
        if other is None or other is entity or id(other) in seen or i == head:
            continue
        seen.add(id(other))
        front = i < head or table.lower[i - 1] in ("of", "the")
        if other.cls == "GeopoliticalEntity":
            if (
                i + 1 < end
                and table.capital(i + 1)
                and table.lower[i + 1]
                in (
                    "county",
                    "province",
                    "district",
                    "state",
                    "island",
                    "valley",
                    "river",
                    "bay",
                )
            ):
                continue  # "Montgomery County Police" is not in Montgomery
            if i + 2 < end and table.text[i + 1] in ("-", "–") and table.tag[i + 2] == "VBN":
                continue  # "Iran-backed" says nothing of whose it is
            _owned(facts, entity, other, start, end, front, table.capital(head))
        elif i < head and other.cls in ("ArmedForce", "PoliticalParty") and entity.cls in ("Group", "Person"):
            facts.add(entity, "nkg:memberOf", other, start, end, "modifier")
        elif i < head and other.cls in BODY_CLASSES and entity.cls in ("Group",):
            facts.add(entity, "nkg:worksFor", other, start, end, "modifier", 0.6)
        elif (
            i < head
            and other.cls in BODY_CLASSES
            and entity.cls in BODY_CLASSES
            and entity.cls not in ("ArmedForce", "NewsOutlet")
        ):
            facts.add(entity, "nkg:partOf", other, start, end, "modifier", 0.6)


def _owned(
    facts: Facts, entity: EntityDraft, place: EntityDraft, start: int, end: int, front: bool, proper: bool = False
) -> None:
    if entity.cls in ("Group", "Person") and facts.country(place):
        if front:
            facts.add(entity, "nkg:nationality", place, start, end, "adjective", 0.85)
    elif entity.cls in BODY_CLASSES - {"InternationalBody"} and facts.country(place):
        facts.add(entity, "nkg:nationality", place, start, end, "adjective", 0.85)
    elif proper and not (
        entity.cls in ("DiplomaticMission", "GeopoliticalEntity", "Place") or (front and entity.cls == "GovernmentBody")
    ):
        return  # a place in a proper name need not be where the thing is: "University of California", "Utah Jazz"
    elif (
        entity.cls in BODY_CLASSES - {"InternationalBody", "Company", "NewsOutlet", "PoliticalParty"}
        or entity.cls == "Facility"
    ):
        facts.add(entity, "nkg:locatedIn", place, start, end, "modifier", 0.6)
    elif entity.cls == "GeopoliticalEntity" and not facts.country(entity):
        facts.add(entity, "nkg:locatedIn", place, start, end, "capital", 0.75)
    elif entity.cls == "Place":
        direction = facts.table.lower[start] in _DIRECTIONS
        facts.add(entity, "nkg:partOf" if direction else "nkg:locatedIn", place, start, end, "modifier", 0.6)


def _beside(facts: Facts, entity: EntityDraft, start: int, end: int, head: int) -> None:
    """What hangs on the mention: a possessor before it, a place after it."""
    table = facts.table
    owner = table.kid(head, "poss")
    if (owner is not None and owner < start) or (owner is not None and table.tag[owner] == "PRP$"):
        other = facts.at(owner)
        if other is not None and other.cls == "GeopoliticalEntity":
            _owned(facts, entity, other, owner, end, True)
        elif other is not None and other.cls in BODY_CLASSES and entity.cls in BODY_CLASSES:
            facts.add(entity, "nkg:partOf", other, owner, end, "possessive", 0.7)
    if (entity.cls in PLACE_CLASSES and not facts.country(entity)) or (
        entity.named
        and entity.cls in BODY_CLASSES - {"ArmedForce", "InternationalBody", "NewsOutlet", "PoliticalParty"}
    ):
        # A building or a town is in the place that follows it, whatever the parser hangs that on.
        found = facts.phrase_object(end, "in")
        place = facts.at(found[1]) if found is not None else None
        if found is not None and place is not None and place.cls == "GeopoliticalEntity":
            town = entity.cls not in BODY_CLASSES or not facts.country(place)
            facts.add(entity, "nkg:locatedIn", place if town else None, start, found[1] + 1, "next", 0.8)
    for k in table.kids[head]:
        if k < head or table.dep[k] != "prep" or k > end + 1:
            continue
        obj = table.kid(k, "pobj")
        other = facts.at(obj)
        if obj is None or other is None:
            continue
        preposition = table.lower[k]
        if (
            preposition in ("in", "at", "on")
            and other.cls in PLACE_CLASSES
            and entity.cls in PLACE_CLASSES | BODY_CLASSES
        ):
            if entity.cls in BODY_CLASSES and facts.country(other):
                if not entity.named:
                    for o in facts.with_conjuncts(obj):
                        facts.add(entity, "nkg:nationality", facts.at(o), min(start, k), o + 1, "in-country", 0.7)
                continue
            if entity.cls == "ArmedForce" and entity.named:
                continue
            if entity.cls == "GeopoliticalEntity" and facts.country(entity):
                continue
            for o in facts.with_conjuncts(obj):
                facts.add(entity, "nkg:locatedIn", facts.at(o), min(start, k), o + 1, "in", 0.5)
        elif preposition == "of" and other.cls == "GeopoliticalEntity" and k == end:
            _owned(facts, entity, other, start, obj + 1, False)
        elif preposition == "from" and entity.cls in BODY_CLASSES | {"Group", "Person"} and facts.country(other):
            for o in facts.with_conjuncts(obj):
                if (place := facts.at(o)) is not None and facts.country(place):
                    facts.add(entity, "nkg:nationality", place, min(start, k), o + 1, "from", 0.8)
        elif (
            preposition in ("of", "from")
            and other.cls in BODY_CLASSES
            and entity.cls in ("Group", "Person")
            and k in (end, head + 1)
        ):
            if not entity.titles and table.lemma[head] != "member":
                joined = other.cls in ("ArmedForce", "PoliticalParty", "InternationalBody") or entity.cls == "Person"
                prop = "nkg:memberOf" if joined and other.cls not in _EMPLOYERS else "nkg:worksFor"
                facts.add(entity, prop, other, start, obj + 1, "of-body", 0.7)
        elif preposition == "of" and other.cls in BODY_CLASSES and entity.cls in BODY_CLASSES and k == end:
            facts.add(entity, "nkg:partOf", other, start, obj + 1, "of", 0.7)
