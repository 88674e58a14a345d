"""Ages of persons: "54-year-old Jane Doe", "Doe, 54,", "aged 54", "who was 54 years old"."""

from __future__ import annotations

from kg.extract.draft import EntityDraft
from kg.extract.number_words import TENS, UNITS
from kg.extract.relations.facts import Facts
from kg.model import MentionKind

__all__ = ["ages"]

_OLDEST = 116
# How far before a name its age may stand: "45-year-old former Lake County police sergeant Jane Doe".
_BEFORE = 9
_MODIFIERS = ("NN", "JJ", "VB", "HY", ":", "PO")


def ages(facts: Facts) -> None:
    """Read the ages off the whole article."""
    table = facts.table
    for i in range(len(table)):
        word = table.lower[i]
        if word in ("aged", "age") and (word == "aged" or table.lower[i - 1] in ("at", "the", ",")):
            _aged(facts, i)
        elif word in ("year", "years"):
            _years(facts, i)
        elif word.isdigit() and table.dep[i] in ("attr", "acomp") and table.lemma[table.head[i]] == "be":
            _add(facts, facts.at(table.kid(table.head[i], "nsubj")), i, i, i + 1, "is", 0.7)
    for entity in list(facts.ws.entities):
        if entity.cls == "Person":
            for m in entity.mentions:
                if m.kind is not MentionKind.PRONOUN:
                    _beside(facts, entity, m.end)


def _value(facts: Facts, i: int) -> int | None:
    """The age that token i gives, or tokens i-2 to i ("twenty-two")."""
    table, word = facts.table, facts.table.lower[i]
    number = int(word) if word.isdigit() and len(word) < 4 else UNITS.get(word) or TENS.get(word)
    if number is not None and number < 10 and i >= 2 and table.lower[i - 1] == "-" and table.lower[i - 2] in TENS:
        number += TENS[table.lower[i - 2]]
    return number if number is not None and 0 < number < _OLDEST else None


def _add(facts: Facts, who: EntityDraft | None, at: int, start: int, end: int, rule: str, sure: float) -> None:
    number = _value(facts, at)
    if who is None or who.cls != "Person" or number is None:
        return
    if any(r.subject is who and r.property == "nkg:age" for r in facts.ws.relations):
        return
    facts.add(who, "nkg:age", number, start, end, rule, sure)


def _years(facts: Facts, i: int) -> None:
    """ "54-year-old", "54 years old", "54 years of age", around "year" at token i."""
    table, n = facts.table, len(facts.table)
    hyphen = table.text[i - 1] in ("-", "–")
    at = i - 2 if hyphen else i - 1
    old = next((k for k in range(i + 1, min(i + 4, n)) if table.lower[k] in ("old", "olds")), None)
    if at < 0 or old is None or any(table.text[k] not in ("-", "–") for k in range(i + 1, old)):
        return
    who = None
    if hyphen or table.lower[i] == "year":
        # The person named or described next, with nothing but modifiers between.
        k = old + 1
        while k < min(n, old + _BEFORE):
            if (found := facts.at(k)) is not None and found.cls == "Person":
                who = found
                break
            if table.tag[k][:2] not in _MODIFIERS or (table.tag[k].startswith("VB") and table.tag[k] != "VBN"):
                break
            k += 1
        if who is None:
            who = facts.at(old)
        if who is None and table.head[old] > old:
            who = facts.at(table.head[old])
    else:
        subject = table.head[old]
        who = facts.at(table.kid(subject, "nsubj")) if table.lemma[subject] == "be" else None
        if who is None and at > 1 and table.text[at - 1] in (",", "("):
            before = facts.ending.get(at - 1)
            who = before[0] if before else None
    _add(facts, who, at, max(at, 0), old + 1, "year-old", 0.9)


def _beside(facts: Facts, person: EntityDraft, end: int) -> None:
    """The age alone, after a comma or in brackets: "Doe, 54, said", "Doe (54)"."""
    table = facts.table
    if end + 2 < len(table) and table.text[end] in (",", "(") and table.text[end + 2] in (",", ".", ")", ";", "and"):
        number = table.text[end + 1]
        if number.isdigit():
            _add(facts, person, end + 1, end + 1, end + 2, "comma", 0.8)
    for k in (end, end + 1):
        if k + 1 < len(table) and table.lower[k] in ("aged", "age"):
            _add(facts, person, k + 1, k, k + 2, "aged", 0.85)


def _aged(facts: Facts, i: int) -> None:
    """ "died aged 86", "at the age of 86": of the subject of the verb."""
    table = facts.table
    number = i + 1 + (i + 1 < len(table) and table.lower[i + 1] == "of")
    if number >= len(table):
        return
    verb = i
    for _ in range(4):
        verb = table.head[verb]
        if table.tag[verb].startswith("VB"):
            break
    _add(facts, facts.at(table.kid(verb, "nsubj", "nsubjpass")), number, i, number + 1, "aged", 0.85)
