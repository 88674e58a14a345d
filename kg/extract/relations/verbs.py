"""Offices and employers told by a verb: "X was appointed head of Y", "X serves as mayor of Y", "X heads Y", "X works for Y"."""

from __future__ import annotations

from kg.extract.draft import EntityDraft, TitleUse
from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.name import BODY_CLASSES
from kg.extract.relations.facts import Facts

__all__ = ["offices_by_verb", "predicated_nationality", "verbs"]

_TITLES = frozenset({"title"})
_INTO_OFFICE = frozenset(
    {"appoint", "elect", "name", "install", "crown", "swear", "inaugurate", "reelect", "re-elect", "confirm", "hire"}
)
_HOLDS = frozenset({"be", "become", "remain"})
_AS = _INTO_OFFICE | {"serve", "work", "act", "resign", "retire", "quit", "step", "continue", "employ", "succeed"}
_LEADS = frozenset({"head", "lead", "chair", "captain", "helm"})


def offices_by_verb(facts: Facts, lexicon: NounLexicon) -> None:
    """Give each person the titles that verbs of appointing and serving say of them."""
    table = facts.table
    for i in range(len(table)):
        if table.dep[i] not in ("oprd", "attr", "pobj", "nsubj", "dobj", "appos") or not table.noun(i):
            continue
        holder = facts.at(_holder(facts, i))
        if holder is None or holder.cls != "Person" or any(t.end == i + 1 for t in holder.titles):
            continue
        hit = lexicon.ending_at(table, i, _TITLES, table.sentence_start[table.sentence[i]])
        if hit is not None:
            holder.titles.append(TitleUse(hit[1], i + 1, hit[0]))


def _holder(facts: Facts, i: int) -> int | None:
    """The token of who holds the office of noun i, by the verb it hangs on."""
    table = facts.table
    above = table.head[i]
    dep = table.dep[i]
    if dep in ("oprd", "attr"):
        lemma = table.lemma[above]
        if table.kid(above, "neg") is not None:
            return None
        if dep == "attr" and lemma not in _HOLDS and lemma not in _INTO_OFFICE:
            return None
        if dep == "oprd" and lemma not in _INTO_OFFICE:
            return None
        return _subject(facts, above)
    if dep == "pobj":
        verb = table.head[above]
        if table.lower[above] != "as" or table.lemma[verb] not in _AS or table.kid(verb, "neg") is not None:
            return None
        passive = table.kid(verb, "auxpass") is not None or table.kid(verb, "nsubjpass") is not None
        if table.lemma[verb] in _INTO_OFFICE and not passive:
            return table.kid(verb, "dobj")
        return _subject(facts, verb)
    # "the agency's head, Anna Bell"
    name = table.kid(i, "appos")
    return name if name is not None and table.kid(i, "poss") is not None else None


def _subject(facts: Facts, verb: int) -> int | None:
    """The subject of a verb, its own or that of the verb it is joined to or governed by."""
    table = facts.table
    for _ in range(3):
        found = table.kid(verb, "nsubj", "nsubjpass")
        if found is not None:
            return found
        if table.dep[verb] in ("acl", "relcl"):
            return table.head[verb]
        if table.dep[verb] not in ("conj", "xcomp", "advcl"):
            return None
        verb = table.head[verb]
    return None


def verbs(facts: Facts) -> None:
    """Read leading and working off verbs of the present and of relative clauses."""
    table = facts.table
    for i in range(len(table)):
        if not table.tag[i].startswith("VB") or table.kid(i, "neg") is not None:
            continue
        lemma = table.lemma[i]
        if lemma in _LEADS and (obj := table.kid(i, "dobj")) is not None:
            led = facts.at(obj)
            if led is not None and led.cls in BODY_CLASSES:
                _state(facts, _subject(facts, i), "nkg:leads", led, i, obj)
        elif lemma in ("work", "teach") and (found := facts.object_of(i, "for", "at")) is not None:
            employer = facts.at(found[1])
            if employer is not None and employer.cls in BODY_CLASSES | {"Facility"}:
                _state(facts, _subject(facts, i), "nkg:worksFor", employer, i, found[1])
        elif lemma == "represent" and (obj := table.kid(i, "dobj")) is not None:
            _state(facts, _subject(facts, i), "nkg:representativeOf", facts.at(obj), i, obj)


def _state(facts: Facts, who: int | None, prop: str, other: EntityDraft | None, verb: int, obj: int) -> None:
    person = facts.at(who)
    if person is not None and person.cls == "Person":
        facts.add(person, prop, other, min(verb, obj), max(verb, obj) + 1, "verb", 0.6)


def predicated_nationality(facts: Facts) -> None:
    """ "Two of the dead were Indian", "the victims were from France and Mexico"."""
    table = facts.table
    for i in range(len(table)):
        if table.lemma[i] != "be" or table.kid(i, "neg") is not None:
            continue
        subject = table.kid(i, "nsubj")
        who = facts.at(subject)
        if who is None or subject is None or who.cls not in BODY_CLASSES | {"Person", "Group"}:
            continue
        place = table.kid(i, "acomp", "attr")
        if place is None and (found := facts.object_of(i, "from")) is not None:
            place = found[1]
        if place is None:
            continue
        for o in facts.with_conjuncts(place):
            land = facts.at(o)
            if land is not None and facts.country(land):
                facts.add(who, "nkg:nationality", land, subject, o + 1, "be", 0.7)
