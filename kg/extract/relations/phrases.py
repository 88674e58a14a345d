"""Relations said with words of their own: membership, backing, alliance, founding."""

from __future__ import annotations

from kg.extract.draft import EntityDraft
from kg.extract.entities.name import BODY_CLASSES, PLACE_CLASSES
from kg.extract.relations.facts import Facts
from kg.model import MentionKind

__all__ = ["phrases"]

_PARTICIPLES = {
    "backed": "nkg:backedBy",
    "supported": "nkg:backedBy",
    "sponsored": "nkg:backedBy",
    "funded": "nkg:backedBy",
    "allied": "nkg:alliedWith",
    "aligned": "nkg:alliedWith",
    "based": "nkg:locatedIn",
    "headquartered": "nkg:locatedIn",
    "located": "nkg:locatedIn",
    "born": "nkg:nationality",
}
_TURNED = {"led": "nkg:leads", "owned": "nkg:ownerOf", "founded": "nkg:founderOf", "controlled": "nkg:ownerOf"}


def phrases(facts: Facts) -> None:
    """Read these relations off the whole article."""
    table = facts.table
    for i in range(len(table)):
        word = table.lower[i]
        if word in _PARTICIPLES or word in _TURNED:
            if i >= 2 and table.text[i - 1] in ("-", "–"):
                _compound(facts, i)
            else:
                _participle(facts, i)
        elif word in ("member", "members") and table.noun(i):
            _member(facts, i)
        elif word in ("part", "ally", "allies"):
            _part(facts, i)
    for entity in list(facts.ws.entities):
        for m in entity.mentions:
            if entity.cls == "Person" and m.kind is not MentionKind.PRONOUN:
                _affiliation(facts, entity, m.start, m.end, m.head)


def _state(facts: Facts, word: str, subject: EntityDraft | None, other: EntityDraft | None, s: int, e: int) -> None:
    if subject is None or other is None:
        return
    if word in _TURNED:
        facts.add(other, _TURNED[word], subject, s, e, f"-{word}", 0.75)
        return
    prop = _PARTICIPLES[word]
    if prop == "nkg:nationality" and not facts.country(other):
        return
    if prop == "nkg:locatedIn" and subject.cls not in PLACE_CLASSES | BODY_CLASSES:
        return
    facts.add(subject, prop, other, s, e, f"-{word}", 0.8)


def _compound(facts: Facts, i: int) -> None:
    """ "Iran-backed militia"."""
    table = facts.table
    other = facts.at(i - 2)
    noun = i
    for _ in range(3):
        noun = table.head[noun]
        if noun > i and (subject := facts.at(noun)) is not None and subject is not other:
            _state(facts, table.lower[i], subject, other, i - 2, noun + 1)
            return


def _participle(facts: Facts, i: int) -> None:
    """ "a militia backed by Iran", "the company is based in London"."""
    table, word = facts.table, facts.table.lower[i]
    subject = facts.at(table.head[i]) if table.dep[i] in ("acl", "relcl") else facts.at(table.kid(i, "nsubjpass"))
    wanted = {"nkg:locatedIn": ("in", "at", "on"), "nkg:alliedWith": ("with", "to"), "nkg:nationality": ()}.get(
        _PARTICIPLES.get(word, ""), ("by",)
    )
    found = facts.object_of(i, *wanted)
    if found is not None and word != "supported":
        for o in facts.with_conjuncts(found[1]):
            _state(facts, word, subject, facts.at(o), min(i, o), max(i, o) + 1)


def _member(facts: Facts, i: int) -> None:
    """ "members of the House", "X, a member of Y"."""
    table = facts.table
    found = facts.object_of(i, "of")
    if found is None or (table.dep[i] == "attr" and table.kid(table.head[i], "neg") is not None):
        return
    for o in facts.with_conjuncts(found[1]):
        other = facts.at(o)
        if other is not None and other.cls in BODY_CLASSES:
            facts.add(facts.at(i), "nkg:memberOf", other, i, o + 1, "member", 0.75)
            if facts.table.dep[i] == "attr":
                facts.add(
                    facts.at(facts.table.kid(facts.table.head[i], "nsubj")), "nkg:memberOf", other, i, o + 1, "member"
                )


def _part(facts: Facts, i: int) -> None:
    """ "X is part of Y", "an ally of Y"."""
    table = facts.table
    found = facts.object_of(i, "of")
    if found is None:
        return
    other = facts.at(found[1])
    subject = (
        facts.at(table.kid(table.head[i], "nsubj"))
        if table.dep[i] == "attr"
        else facts.at(table.head[i])
        if table.dep[i] == "appos"
        else None
    )
    if table.lower[i] != "part":
        facts.add(subject, "nkg:alliedWith", other, i, found[1] + 1, "ally", 0.75)
    elif subject is not None and subject.cls in BODY_CLASSES | PLACE_CLASSES and table.dep[i] in ("attr", "appos"):
        facts.add(subject, "nkg:partOf", other, i, found[1] + 1, "part", 0.75)


def _affiliation(facts: Facts, person: EntityDraft, start: int, end: int, head: int) -> None:
    """ "Martin Smith of PBS", "Doug Collins of Georgia", "PBS's Martin Smith", "Republican Doug Collins"."""
    table = facts.table
    if not person.named:
        return
    before = facts.ending.get(start)
    if before is not None and before[0].cls == "PoliticalParty":
        facts.add(person, "nkg:memberOf", before[0], before[1], end, "party", 0.8)
    if before is not None and facts.country(before[0]):
        facts.add(person, "nkg:nationality", before[0], before[1], end, "adjective", 0.6)
    else:
        _national(facts, person, start, end)
    if end + 1 < len(table) and table.lower[end] in ("of", "from", "with", "at"):
        first = end + 1 + (table.lower[end + 1] == "the")
        following = facts.starting.get(first)
        body = following[0] if following else None
        found = facts.object_of(head, table.lower[end])
        if found is not None and (parsed := facts.at(found[1])) is not None and found[0] == end:
            body = parsed
        stop = max(following[1] if following else 0, found[1] + 1 if found else 0)
        if body is not None and body.cls in BODY_CLASSES:
            prop = "nkg:memberOf" if body.cls in ("PoliticalParty", "ArmedForce") else "nkg:worksFor"
            facts.add(person, prop, body, start, stop, "of", 0.7)
        elif body is not None and facts.country(body) and (table.lower[end] == "from" or not person.titles):
            facts.add(person, "nkg:nationality", body, start, stop, "from", 0.7)
        elif (
            body is not None
            and table.lower[end] == "of"
            and body.cls == "GeopoliticalEntity"
            and not facts.country(body)
        ) and (
            any(t.entry.relation == "nkg:memberOf" for t in person.titles)
            or any(r.subject is person and r.property == "nkg:memberOf" for r in facts.ws.relations)
        ):
            facts.add(person, "nkg:representativeOf", body, start, stop, "constituency", 0.7)


def _national(facts: Facts, person: EntityDraft, start: int, end: int) -> None:
    """ "French inventor Paul Martel", "the Libyan national Karim Haddad", "an Australian, Peter Smith,"."""
    table = facts.table
    floor = max(table.sentence_start[table.sentence[start]], start - 6)
    i = start - 1
    if i > floor and table.text[i] == ",":
        i -= 1  # "an Australian, Peter Smith"
        if (land := facts.at(i)) is None or not facts.country(land) or table.lower[i - 1] not in ("a", "an"):
            return
    while i >= floor:
        land = facts.at(i)
        if land is not None and facts.country(land):
            if table.lower[i + 1] not in ("'s", "’s"):
                facts.add(person, "nkg:nationality", land, i, end, "adjective", 0.6)
            return
        if table.tag[i] not in ("NN", "JJ", "VBN") or table.capital(i) or (land is not None and land is not person):
            return
        i -= 1
