"""What the article taken whole says of its people, where no sentence says it in so many words.

A detective belongs to the one police force the article names, a senator to the one senate.
"""

from __future__ import annotations

from kg.extract.draft import EntityDraft
from kg.extract.entities.name import BODY_CLASSES
from kg.extract.relations.facts import Facts

__all__ = ["whole"]

# The last words of the names of bodies, by the words that end the titles of those who serve there.
_POLICE = ("police", "constabulary")
_SERVES = {
    **dict.fromkeys(
        ("detective", "inspector", "constable", "sergeant", "superintendent", "officer", "policeman", "policewoman"),
        ("nkg:worksFor", _POLICE),
    ),
    **dict.fromkeys(("senator",), ("nkg:memberOf", ("senate",))),
    **dict.fromkeys(("congressman", "congresswoman"), ("nkg:memberOf", ("congress", "representatives", "house"))),
    **dict.fromkeys(("mp", "mps"), ("nkg:memberOf", ("parliament", "commons", "knesset", "bundestag"))),
    **dict.fromkeys(
        ("lawmaker", "legislator", "parliamentarian"),
        (
            "nkg:memberOf",
            (
                "parliament",
                "legislature",
                "congress",
                "council",
                "senate",
                "assembly",
                "yuan",
                "house",
                "representatives",
            ),
        ),
    ),
    **dict.fromkeys(("councillor", "councilor", "councilman", "councilwoman"), ("nkg:memberOf", ("council",))),
    "judge": ("nkg:worksFor", ("court",)),
    "magistrate": ("nkg:worksFor", ("court",)),
    "firefighter": ("nkg:worksFor", ("rescue", "department", "brigade")),
}


def whole(facts: Facts) -> None:
    """Add the relations that follow from the article as a whole."""
    bodies: dict[str, list[EntityDraft]] = {}
    for entity in facts.ws.entities:
        if entity.cls in BODY_CLASSES:
            for word in dict.fromkeys(a.lower().split()[-1] for a in (entity.name, *entity.aliases) if a):
                bodies.setdefault(word, []).append(entity)
    for person in facts.ws.entities:
        if person.cls != "Person":
            continue
        for title in person.titles:
            served = _SERVES.get(facts.table.lemma[title.end - 1])
            if served is None:
                continue
            prop, words = served
            if any(
                r.subject is person and r.property in (prop, "nkg:worksFor", "nkg:leads") for r in facts.ws.relations
            ):
                continue
            found = list({id(e): e for w in words for e in bodies.get(w, ())}.values())
            if len(found) > 1:
                found = [e for e in found if e.named]
            if len(found) == 1:
                facts.add(person, prop, found[0], title.start, title.end, "only-body", 0.5)
