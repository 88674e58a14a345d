"""Dates: gives events the time expressions that the parse, or the flow of the text, ties to them.

An expression dates what governs it ("Friday's attack", "was killed on Friday"), and what that clause tells
besides without a time of its own ("On Friday rebels attacked the town, killing two"). Parts share the date of
their whole.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.claims.clauses import Clauses
from kg.extract.claims.narrative import follow
from kg.extract.claims.operators import Operators
from kg.extract.draft import EventDraft, TimeDraft, Workspace
from kg.model import Factuality, PartialDate

__all__ = ["date_events"]

_UNTIL = frozenset(("until", "till", "through"))
_SHORT = ("Attack", "Clash", "Accident")


# How sure each way to a date is: what names the event's own day before what tells the day of its surroundings.
_STRENGTH = {
    "modifier": 4,
    "clause": 4,
    "speech": 4,
    "noun": 4,
    "participle": 3,
    "report": 3,
    "argument": 3,
    "along": 3,
}


@dataclass(frozen=True, slots=True)
class _Dating:
    """A time expression's claim on an event; the strongest wins, then the most precise, then the first."""

    time: TimeDraft
    rule: str
    until: bool

    @property
    def rank(self) -> tuple[int, int, int]:
        strength = _STRENGTH.get(self.rule.removesuffix("-loose"), 2) - self.rule.endswith("-loose")
        return (-strength, -len(self.time.date.iso if self.time.date else ""), self.time.start)


def date_events(doc: Doc, ws: Workspace, operators: Operators) -> None:
    """Set `date` and `end_date` of all events of the workspace that the text dates."""
    at: dict[int, EventDraft] = {}
    for event in ws.events:
        for start, end in event.triggers:
            for i in range(start, end):
                at.setdefault(i, event)
    clauses = Clauses(doc, ws, at, operators)
    claims: dict[int, list[_Dating]] = {}
    for time in ws.times:
        if time.anchor and time.date is not None:
            until = clauses.preposition(time) in _UNTIL or clauses.ends(time)
            for event, rule in clauses.dated_by(time):
                claims.setdefault(id(event), []).append(_Dating(time, rule, until))
    for event in ws.events:
        _settle(event, claims.get(id(event), []))
    for _ in range(2):
        _share(ws)
        _count_days(ws, clauses)
    follow(doc, ws)
    _share(ws)


def _settle(event: EventDraft, claims: list[_Dating]) -> None:
    starts = sorted((c for c in claims if not c.until and c.time.date is not None), key=lambda c: c.rank)
    if starts:
        best = starts[0].time
        for claim in starts[1:]:
            # "the 2019 election … was held on Monday": the year is told again, and more exactly
            if best.date and claim.time.date and claim.time.date.iso.startswith(best.date.iso + "-"):
                best = claim.time
        event.date, event.end_date, event.date_rule = best.date, best.end_date, starts[0].rule
    ends = [c for c in claims if c.until]
    if ends and event.end_date is None:
        event.end_date = ends[0].time.date


def _count_days(ws: Workspace, clauses: Clauses) -> None:
    """ "X came two days after Y": either day gives the other."""
    for time in ws.times:
        pair = clauses.apart(time) if time.offset is not None else None
        if pair is not None and time.offset is not None:
            later, earlier = pair
            _move(later, earlier, time.offset)
            _move(earlier, later, -time.offset)


def _move(event: EventDraft, other: EventDraft, days: int) -> None:
    if event.date is None and other.date is not None and other.date.datatype == "date":
        day = dt.date.fromisoformat(other.date.iso) + dt.timedelta(days=days)
        event.date, event.date_rule = PartialDate(day.isoformat()), "apart"


def _share(ws: Workspace) -> None:
    """A part happens when its whole does, and what was done by an event happens with it.

    A whole takes its date from a part only where it is short: a quake's dead are counted for days.
    """
    for event in ws.events:
        if event.factuality is Factuality.NEGATED:
            continue
        for prop, whole, _ in event.links:
            if prop == "subEventOf":
                _inherit(event, whole)
                if any(ws.ontology.is_a(whole.cls, c) for c in _SHORT):
                    _inherit(whole, event)
        for role in event.roles:
            if role.role == "instrument" and isinstance(role.filler, EventDraft):
                _inherit(event, role.filler)
                _inherit(role.filler, event)


def _inherit(event: EventDraft, other: EventDraft) -> None:
    if other.date is not None and (event.date is None or other.date.iso.startswith(event.date.iso + "-")):
        event.date, event.end_date, event.date_rule = other.date, other.end_date, "shared"
