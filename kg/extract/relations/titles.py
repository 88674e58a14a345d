"""Jobs, offices and kin: from titles before names, appositions and "X is the …", with the words around the title.

The noun lexicon says what a title states ("spokesman" → representativeOf); of whom it is stated stands before it
("US President", "Iran's foreign minister") or after it ("head of the agency").
"""

from __future__ import annotations

from kg.extract.draft import EntityDraft, TitleUse
from kg.extract.entities.name import BODY_CLASSES
from kg.extract.relations.facts import Facts

__all__ = ["titles"]

_AFTER = ("of", "for", "at", "in", "from", "with", "to", "on")
_SPEAKS_FOR = ("", "of", "for", "at", "with")
_RULES_LAND = frozenset({"national", "territorial"})
_UNDER = frozenset({"deputy", "vice", "assistant"})
_MAKERS = frozenset({"author", "co-author", "coauthor"})
_FIELDS = frozenset(
    {"state", "defense", "defence", "commerce", "justice", "health", "education", "agriculture", "energy", "labor"}
    | {"labour", "finance", "transport", "transportation", "interior", "treasury", "trade", "housing", "environment"}
    | {"information", "culture", "tourism"}
)
_BETWEEN = frozenset({"'s", "’s", "-", "–", "the", "'", "’"})


def titles(facts: Facts) -> None:
    """Read what each title says of its holder."""
    people = [e for e in facts.ws.entities if e.cls == "Person" and e.titles]
    for entity in people:
        for title in sorted(entity.titles, key=lambda t: (t.start - t.end, t.start)):
            if title.entry.kind in ("title", "rank"):
                _job(facts, entity, title)
            elif title.entry.kind == "kinship":
                _kin(facts, entity, title)
    for entity in people:
        _own_country(facts, entity)


def _own_country(facts: Facts, person: EntityDraft) -> None:
    """An office of a state, of no state named: that of the country the article is about."""
    table = facts.table
    office = next(
        (
            t
            for t in person.titles
            if t.entry.group == "national" and not (t.start and table.dep[t.start - 1] in ("compound", "poss", "case"))
        ),
        None,
    )
    if (
        office is None
        or not person.named
        or any(r.subject is person and r.property == "nkg:leads" for r in facts.ws.relations)
    ):
        return
    if "former" in table.lower[max(0, office.start - 2) : office.end]:
        return
    end = facts.ws.title_end
    counts = sorted(
        (
            (len(e.mentions) + 3 * any(m.start < end for m in e.mentions), e)
            for e in facts.ws.entities
            if facts.country(e)
        ),
        key=lambda c: -c[0],
    )
    if counts and (len(counts) == 1 or counts[0][0] >= 1.3 * counts[1][0]):
        facts.add(person, "nkg:leads", counts[0][1], office.start, office.end, "home", 0.5)


def _job(facts: Facts, person: EntityDraft, title: TitleUse) -> None:
    table = facts.table
    start, before = _words_before(facts, person, title)
    while start < title.start and facts.ws.by_token.get(start) is person:
        start += 1  # "elected Ann Lee mayor"
    end = title.end
    field = _portfolio(facts, end)
    name = table.surface(start, field)
    if table.plural(end - 1) and name.endswith(table.text[end - 1]):
        name = name.removesuffix("s")  # "Senators X and Y": each is one
    if not _made(facts, title) and not any(
        r.subject is person and r.property == "schema:jobTitle" and name.lower() in str(r.object).lower()
        for r in facts.ws.relations
    ):
        facts.add(person, "schema:jobTitle", name, start, end, "title", 0.9)
    head = title.end - 1
    after = []
    for k in table.kids[head]:
        if (
            k > head
            and table.dep[k] == "prep"
            and table.lower[k] in _AFTER
            and (obj := table.kid(k, "pobj")) is not None
        ):
            after += [(table.lower[k], facts.at(o), o) for o in facts.with_conjuncts(obj) if o >= field]
    if not any(e is not None and e is not person for _, e, _ in after):
        # What follows by the words alone: "Minister of Scotland Jane Doe", "President Jane Doe of Niger".
        named = facts.starting.get(end)
        stop = named[1] if named is not None and named[0] is person else end
        if (found := facts.phrase_object(end, *_AFTER) or facts.phrase_object(stop, "of")) is not None:
            after.append((found[0], facts.at(found[1]), found[1]))
    stated = title.entry.relation
    if stated == "nkg:leads" and table.lower[title.start] in _UNDER:
        stated = None
    for prep, other, token in [("", e, t) for e, t in before] + after:
        if other is None or other is person:
            continue
        s, e = min(start, token), max(end, token + 1)
        if other.cls == "PoliticalParty" and (
            title.entry.group == "envoy"
            or stated not in ("nkg:leads", "nkg:representativeOf")
            or (not prep and token != title.start - 1)
        ):
            facts.add(person, "nkg:memberOf", other, s, e, "title-party")
        elif other.cls not in BODY_CLASSES | {"GeopoliticalEntity", "Facility", "Place", "Person"}:
            continue
        elif stated == "nkg:leads" and other.cls == "GeopoliticalEntity" and title.entry.group not in _RULES_LAND:
            # "US Speaker", "the committee's chairman of New York": of the place, not over it.
            prop = "nkg:nationality" if facts.country(other) else "nkg:representativeOf"
            facts.add(person, prop, other, s, e, "title-of-place", 0.6)
        elif stated == "nkg:leads" and other.cls in BODY_CLASSES and _one_of_several(facts, start):
            facts.add(person, "nkg:worksFor", other, s, e, "title-a", 0.6)
        elif stated == "nkg:leads" and prep in ("", "of", "for", "at"):
            was = table.dep[head] == "attr" and table.lower[table.head[head]] in ("was", "were")
            if was or "former" in table.lower[max(0, start - 2) : start + 1]:
                if facts.country(other):
                    facts.add(person, "nkg:nationality", other, s, e, "title-former", 0.6)
                elif other.cls in BODY_CLASSES:
                    facts.add(person, "nkg:leads", other, s, e, "led-once", 0.5)
            else:
                facts.add(person, "nkg:leads", other, s, e, "title-leads", 0.95)
        elif stated == "nkg:representativeOf" and prep in (("", "of") if title.entry.group == "envoy" else _SPEAKS_FOR):
            facts.add(person, "nkg:representativeOf", other, s, e, "title-spokesman")
        elif stated in ("nkg:founderOf", "nkg:ownerOf") and prep in ("", "of"):
            facts.add(person, stated, other, s, e, "title-founder")
        elif stated == "nkg:memberOf" and other.cls in BODY_CLASSES:
            facts.add(person, "nkg:memberOf", other, s, e, "title-member")
        elif facts.country(other) and prep in ("", "of"):
            facts.add(person, "nkg:nationality", other, s, e, "title-country", 0.9)
        elif other.cls in BODY_CLASSES and prep in ("", "of", "for", "at", "with", "from", "on"):
            prop = "nkg:memberOf" if other.cls == "ArmedForce" else "nkg:worksFor"
            facts.add(person, prop, other, s, e, "title-employer", 0.7)
        elif other.cls == "GeopoliticalEntity" and prep in ("", "of", "for") and not facts.country(other):
            prop = "nkg:representativeOf" if stated == "nkg:memberOf" else "nkg:worksFor"
            facts.add(person, prop, other, s, e, "title-state", 0.6)


def _one_of_several(facts: Facts, start: int) -> bool:
    """ "a director of the bank": one of several."""
    return start > 0 and facts.table.lower[start - 1] in ("a", "an", "another")


def _made(facts: Facts, title: TitleUse) -> bool:
    """Whether the noun says only what somebody made: "the author of the study"."""
    head = title.end - 1
    return facts.table.lemma[head] in _MAKERS and facts.object_of(head, "of") is not None


def _portfolio(facts: Facts, end: int) -> int:
    """Where a title ends whose field is part of it: "Minister of Information"."""
    table, n = facts.table, len(facts.table)
    if end + 1 >= n or table.lower[end] != "of":
        return end
    if table.lower[end - 1] in ("secretary", "minister") and table.lower[end + 1] in _FIELDS:
        return end + 2
    if not table.capital(end + 1) or facts.at(end + 1) is not None:
        return end
    stop = end + 1
    while stop < n and table.capital(stop) and table.tag[stop].startswith("NN") and facts.at(stop) is None:
        stop += 1
    return stop


def _words_before(facts: Facts, person: EntityDraft, title: TitleUse) -> tuple[int, list[tuple[EntityDraft, int]]]:
    """Where the job title begins with its modifiers, and the entities named before it in its phrase."""
    table = facts.table
    floor = max(table.sentence_start[table.sentence[title.start]], title.start - 8)
    i, start = title.start - 1, title.start
    found: list[tuple[EntityDraft, int]] = []
    open_title = True
    while i >= floor:
        entity = facts.at(i)
        if (
            entity is not None
            and entity is not person
            and (entity.named or table.tag[i] == "PRP$" or entity.cls in BODY_CLASSES)
        ):
            if entity.cls in ("Person", "Group") and table.tag[i] != "PRP$" and table.lower[i + 1] not in ("'s", "’s"):
                break
            found.append((entity, i))
            mention = facts.ending.get(i + 1)
            if mention is not None and mention[0] is entity:
                i = mention[1]
            while i - 1 >= floor and facts.at(i - 1) is entity:
                i -= 1
            open_title = False
        elif table.lower[i] in _BETWEEN:
            open_title = False
        elif table.tag[i] in ("NN", "NNP", "NNPS", "JJ", "NNS") and table.head[i] >= i:
            if open_title and (
                (table.dep[i] in ("compound", "nmod") and table.tag[i] != "NNS")
                or table.lower[i] in ("former", "acting")
            ):
                start = i
            body = facts.body_of_noun(table.lower[i])
            if body is not None and not found:
                found.append((body, i))
        elif (
            table.lower[i] == "and"
            and table.tag[i - 1].startswith(("NN", "JJ"))
            and table.tag[i + 1].startswith(("NN", "JJ"))
        ):
            open_title = False
        else:
            break
        i -= 1
    return start, found


def _kin(facts: Facts, person: EntityDraft, title: TitleUse) -> None:
    table, entry = facts.table, title.entry
    head = title.end - 1
    others: list[int] = []
    owner = table.kid(head, "poss")
    if owner is None and title.start > 0:
        # "his wife Anna": the parser hangs "his" on the name.
        holder = table.head[head]
        owner = table.kid(holder, "poss") if table.dep[head] in ("compound", "nmod") else None
    if owner is not None:
        others = facts.with_conjuncts(owner)
    elif (found := facts.object_of(head, "of", "to")) is not None:
        others = facts.with_conjuncts(found[1])
    for token in others:
        other = facts.at(token)
        if other is None or other.cls != "Person" or entry.relation is None:
            continue
        s, e = min(token, title.start), max(token + 1, title.end)
        if entry.inverse:
            facts.add(other, entry.relation, person, s, e, "kin", 0.75)
        else:
            facts.add(person, entry.relation, other, s, e, "kin", 0.75)
