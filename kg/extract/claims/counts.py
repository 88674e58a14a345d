"""Counts: how many died or were hurt, from the size of the victims or the number that stands in their place."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.claims.operators import is_verbal
from kg.extract.draft import EntityDraft, EventDraft, Workspace
from kg.extract.entities.numbers import modifier_before, number_at, year_like
from kg.extract.entities.table import Table, table_of
from kg.model import Factuality

__all__ = ["count_events"]

_HARM = frozenset(("Death", "Killing", "Injury"))
_VICTIM_SLOTS = frozenset(("nsubj", "nsubjpass", "dobj", "appos", "attr", "pobj"))
_OPEN_BOUND = frozenset(("up to", "fewer than"))
_TOLLS = frozenset(("toll", "number", "tally"))  # "death toll", "the number of injured"
_TOLL_VERBS = frozenset(
    (
        "rise",
        "climb",
        "increase",
        "reach",
        "stand",
        "grow",
        "jump",
        "bring",
        "put",
        "go",
        "pass",
        "exceed",
        "soar",
        "hit",
    )
)
_NO_PEOPLE = frozenset(
    (
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "percent",
        "per",
        "%",
        "time",
        "kilometer",
        "kilometre",
        "km",
        "mile",
        "-",
    )
)

Count = tuple[int, str | None]


def count_events(doc: Doc, ws: Workspace) -> None:
    """Set `death_count` or `injury_count`, and `count_modifier`, of the events that the text counts."""
    table = table_of(doc)
    for event in ws.events:
        if event.cls not in _HARM or event.factuality is Factuality.NEGATED:
            continue
        found = list(_counts(doc, table, event))
        if not found:
            continue
        value, modifier = _best(found)
        event.count_modifier = modifier
        if event.cls == "Injury":
            event.injury_count = value
        else:
            event.death_count = value


def _best(found: list[Count]) -> Count:
    """The highest that is no upper bound: later, fuller tolls are higher, and parts of the whole lower."""
    bounded = [c for c in found if c[1] not in _OPEN_BOUND]
    top = max(c[0] for c in bounded or found)
    # Of equal numbers, one with a modifier says more.
    return next((c for c in found if c[0] == top and c[1]), (top, None))


def _counts(doc: Doc, table: Table, event: EventDraft) -> Iterator[Count]:
    for role in event.roles:
        if role.role == "victim" and isinstance(role.filler, EntityDraft):
            if _is_coordinated(doc[role.token]):
                continue
            said = list(_number_of(table, doc[role.token]))
            size, modifier = role.filler.size, role.filler.size_modifier
            if size is None:
                yield from said
            else:
                yield size, modifier or next((m for n, m in said if n == size), None)
    for start, end in event.triggers:
        yield from _around(table, doc[start:end].root)


def _is_coordinated(noun: Token) -> bool:
    """ "The driver and five passengers": neither number is the whole, and sums are not made."""
    if noun.dep_ == "conj" and not is_verbal(noun.head):
        return True
    return any(c.dep_ == "conj" and not is_verbal(c) and c.tag_ != "CD" for c in noun.children)


def _around(table: Table, trigger: Token) -> Iterator[Count]:
    """Numbers in the victims' place: "killed 20", "killing four", "five dead", "the death toll rose to six"."""
    for child in trigger.children:
        if _is_coordinated(child):
            continue
        if child.dep_ in ("nsubjpass", "dobj") or (
            child.dep_ == "nsubj" and trigger.lemma_ in ("die", "perish", "drown", "dead")
        ):
            yield from _number_of(table, child)
        elif child.dep_ == "nummod" or (child.pos_ == "NUM" and child.dep_ in ("nsubj", "quantmod", "npadvmod")):
            yield from _number(table, child.i)
    head = trigger.head
    if trigger.dep_ in ("oprd", "ccomp", "acomp") and head.lemma_ == "leave":  # "left between 10 and 15 people dead"
        for child in (*head.children, *trigger.children):
            if child.dep_ in ("dobj", "nsubj") and child.i > head.i:
                yield from _number_of(table, child)
    if trigger.dep_ in ("amod", "acl", "relcl") and head.ent_type_ not in ("DATE", "TIME"):
        yield from _number_of(table, head)
    if trigger.i > 0 and trigger.pos_ != "VERB" and table.tag[trigger.i - 1] == "CD":
        yield from _number(table, trigger.i - 1)
    toll = next((t for t in (trigger, head, head.head) if t.lemma_ in _TOLLS), None)
    if toll is not None:
        yield from _toll(table, toll)


def _toll(table: Table, toll: Token) -> Iterator[Count]:
    verb = toll.head
    for child in toll.children:
        if child.lower_ in ("of", "at"):
            for number in child.children:
                yield from _number_of(table, number)
    if verb.lemma_ in _TOLL_VERBS:
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("from", "to", "at"):
                figures = [t.i for t in child.subtree if t.tag_ == "CD"]
                if figures and any(t.lower_ in ("to", "at") for t in child.subtree):
                    yield from _number(table, figures[-1])  # "from five to six" may hang on "from"
            elif child.dep_ == "dobj" and child != toll:
                yield from _number_of(table, child)


def _number_of(table: Table, noun: Token) -> Iterator[Count]:
    """The number that counts a noun, or that the noun is."""
    if noun.tag_ == "CD":
        yield from _number(table, noun.i)
        return
    for child in noun.children:
        if child.dep_ == "nummod":
            yield from _number(table, child.i)
            return


def _number(table: Table, i: int) -> Iterator[Count]:
    found = number_at(table, i)
    if found is None:
        return
    value, start, end = found
    if (end < len(table) and table.lemma[end] in _NO_PEOPLE) or (
        start > 0 and table.lower[start - 1] in ("aged", "age")
    ):
        return
    if start > 0 and table.lower[start - 1] == "a":
        start -= 1  # "about a dozen"
    modifier, _ = modifier_before(table, start)
    if value > 0 and not (modifier is None and year_like(table.text[i])):
        yield value, modifier
