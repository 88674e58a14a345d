"""Arrows between events: part of, caused by, in response to, after; and the roles that pass along them."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.draft import EventDraft
from kg.extract.events.forms import is_verbal, lemma, words
from kg.extract.events.triggers import Scene

__all__ = ["add_links", "place_elections", "share_roles"]

PARTS = frozenset({"Harm"})
WHOLES = frozenset({"Attack", "Accident", "Disaster", "Clash", "Protest", "Outbreak"})
BLAMELESS = frozenset({"Accident", "Disaster", "Outbreak"})
# Words that say of a death nothing on whether somebody caused it.
NEUTRAL = words("kill die death dead lose perish fatality loss toll demise succumb claim drown suffocate")
REACTIONS = words("response retaliation reaction reply revenge answer protest retribution")
REPLIES = words(
    "respond reply oppose denounce condemn criticize criticise dismiss reject deny question rebut refute welcome retort challenge rebuke slam"
)
# What is imposed against a disease.
MEASURES = words("lockdown curfew closure quarantine shutdown")
AFTERMATH = frozenset({"aftershock", "tsunami", "landslide", "mudslide", "foreshock"})
UPROOTED = frozenset({"evacuate", "relocate", "displace", "flee", "evacuation", "displacement", "airlift"})
ESCAPES = frozenset({"flee", "run", "escape", "evacuate", "airlift"})


def add_links(scene: Scene, events: list[EventDraft], by_token: dict[int, EventDraft]) -> None:
    """Fill `links` of all events, and tell killing from death by what it came of."""
    for event in events:
        for i in _heads(event, by_token):
            _explicit(scene, event, scene.doc[i], by_token)
    incident = _incident(scene, events)
    for event in events:
        if _is(scene, event, PARTS) and not any(p == "subEventOf" for p, _, _ in event.links):
            whole = _whole(scene, event, by_token)
            if whole is not None:
                _link(event, "causedBy" if whole[0].cls == "Outbreak" else "subEventOf", *whole)
        elif event.cls == "Aid" and incident is not None and not event.links:
            _link(event, "inResponseTo", incident, 0.5)
        elif event.cls == "Release":
            _after_arrest(event, events)
        elif event.cls == "Legislation" and any(lemma(scene.doc[i]) in MEASURES for i in _heads(event, by_token)):
            outbreak = next((e for e in events if e.cls == "Outbreak"), None)
            if outbreak is not None:
                _link(event, "inResponseTo", outbreak, 0.5)
        elif event.cls == "Disaster" and any(lemma(scene.doc[i]) in AFTERMATH for i in _heads(event, by_token)):
            cause = next((e for e in events if e is not event and e.cls == "Disaster" and not e.links), None)
            if cause is not None:
                _link(event, "causedBy", cause, 0.5)
        elif event.cls == "Departure" and incident is not None and _is(scene, incident, frozenset({"Attack"})):
            escapes = any(lemma(scene.doc[i]) in ESCAPES for i in _heads(event, by_token))
            _link(event, "after", incident if escapes else event, 0.5)
        elif event.cls == "Departure" and incident is not None and _is(scene, incident, BLAMELESS) and not event.links:
            uprooted = any(lemma(scene.doc[i]) in UPROOTED for i in _heads(event, by_token))
            _link(event, "causedBy", incident if uprooted else event, 0.5)
        if "Communication" in scene.lineage(event.cls):
            _reply(scene, event, by_token)
            _condole(scene, event, events, by_token)
        _at_meeting(scene, event, events)
    for event in events:
        _sense(scene, event, by_token)


def _is(scene: Scene, event: EventDraft, classes: frozenset[str]) -> bool:
    """Whether an event is of one of some classes or families."""
    return not scene.lineage(event.cls).isdisjoint(classes)


def _heads(event: EventDraft, by_token: dict[int, EventDraft]) -> list[int]:
    """The tokens the event's triggers hang on."""
    return [i for start, end in sorted(event.triggers) for i in range(start, end) if by_token.get(i) is event]


def _link(event: EventDraft, prop: str, other: EventDraft, confidence: float) -> None:
    if other is event or any(e is other for _, e, _ in event.links) or any(e is event for _, e, _ in other.links):
        return
    event.links.append((prop, other, confidence))


def _incident(scene: Scene, events: list[EventDraft]) -> EventDraft | None:
    """The attack, accident or disaster the article tells most of."""
    return max(
        (e for e in events if _is(scene, e, WHOLES - {"Protest"})),
        key=lambda e: (len(e.triggers), -min(e.triggers)[0]),
        default=None,
    )


def _after_arrest(event: EventDraft, events: list[EventDraft]) -> None:
    freed = {id(f) for f in event.fillers("target")}
    for other in events:
        if other.cls == "Arrest" and freed & {id(f) for f in other.fillers("target")}:
            _link(event, "after", other, 0.6)


def _reply(scene: Scene, event: EventDraft, by_token: dict[int, EventDraft]) -> None:
    """A rejection or an answer responds to the statement it is about, where another made it."""
    if not any(lemma(scene.doc[i]) in REPLIES for i in _heads(event, by_token)):
        return
    speakers = {id(f) for f in event.fillers("agent")}
    for topic in event.fillers("about"):
        if not isinstance(topic, EventDraft) or "Communication" not in scene.lineage(topic.cls):
            continue
        if not speakers & {id(f) for f in topic.fillers("agent")}:
            _link(event, "inResponseTo", topic, 0.6)


def _condole(scene: Scene, event: EventDraft, events: list[EventDraft], by_token: dict[int, EventDraft]) -> None:
    """Tributes and condolences answer the death told most of."""
    if any(lemma(scene.doc[i]) in {"tribute", "condolence", "eulogy"} for i in _heads(event, by_token)):
        deaths = [e for e in events if e.cls in {"Death", "Killing"}]
        if deaths:
            _link(event, "inResponseTo", max(deaths, key=lambda e: len(e.triggers)), 0.6)


def _at_meeting(scene: Scene, event: EventDraft, events: list[EventDraft]) -> None:
    """What those who met said and agreed is part of the meeting the headline tells of."""
    if event.links or not _is(scene, event, frozenset({"Statement", "Appeal", "Agreement"})):
        return
    agents = {id(f) for f in event.fillers("agent")}
    for other in events:
        told = other.cls == "Meeting" and min(other.triggers)[0] < scene.ws.title_end
        if told and agents & {id(f) for f in other.fillers("agent")}:
            _link(event, "subEventOf", other, 0.5)


def _sense(scene: Scene, event: EventDraft, by_token: dict[int, EventDraft]) -> None:
    """ "Killed" in a crash or a flood is a death, "died" in an attack a killing; words that name the deed keep their class."""
    if event.cls not in {"Death", "Killing"}:
        return
    if not all(lemma(scene.doc[i]) in NEUTRAL for i in _heads(event, by_token)):
        return
    causes = {e.cls for p, e, _ in event.links if p in {"subEventOf", "causedBy"}}
    causes |= {f.cls for f in event.fillers("instrument") if isinstance(f, EventDraft)}
    if causes & BLAMELESS:
        event.cls = "Death"
        event.roles = [r for r in event.roles if r.role != "agent"]
    elif "Attack" in causes:
        event.cls = "Killing"


def _explicit(scene: Scene, event: EventDraft, token: Token, by_token: dict[int, EventDraft]) -> None:
    """Links that words say: "in response to", "in retaliation for", "after", "following", "caused by", "killed in the attack"."""
    below = list(token.children)
    if token.dep_ in {"nsubj", "nsubjpass", "dobj"} and token.head.i not in by_token:
        # "the strikes were in retaliation for …", "carried out strikes in response to …"
        below += [c for c in token.head.children if c.dep_ == "prep"]
    for child in below:
        if child.dep_ not in {"prep", "advcl", "agent", "pcomp", "mark"}:
            continue
        word = child.lower_
        if word == "in":
            for noun in child.children:
                if lemma(noun) in REACTIONS:
                    # The parser may hang "for the killing" beside "in retaliation" as well as below it.
                    after = scene.doc[noun.i + 1] if noun.i + 1 < len(scene.doc) else noun
                    for other in _below(noun, by_token) or (_below(after, by_token) if after.dep_ == "prep" else []):
                        _link(event, "inResponseTo", other, 0.8)
                elif _is(scene, event, PARTS) and noun.i in by_token and _is(scene, by_token[noun.i], WHOLES):
                    _link(event, "subEventOf", by_token[noun.i], 0.8)
                elif noun.dep_ == "pobj" and noun.i in by_token and by_token[noun.i].cls == "Meeting":
                    _link(event, "subEventOf", by_token[noun.i], 0.6)
        elif word == "at":
            for noun in child.children:
                if noun.i in by_token and by_token[noun.i].cls == "Meeting":
                    _link(event, "subEventOf", by_token[noun.i], 0.7)
        elif word in {"after", "following"}:
            for other in _below(child, by_token):
                if not _is(scene, event, PARTS) or not _is(scene, other, WHOLES):
                    _link(event, "after", other, 0.7)
        elif word == "over" and event.cls in {"Protest", "Resignation"}:
            for other in _below(child, by_token):
                _link(event, "inResponseTo", other, 0.6)
        elif word in {"due", "because"} and not _is(scene, event, PARTS):
            for other in _below(child, by_token):
                _link(event, "causedBy", other, 0.6)
        elif child.dep_ == "advcl" and child.i in by_token and any(m.lower_ == "after" for m in child.children):
            _link(event, "after", by_token[child.i], 0.6)
    if _is(scene, event, PARTS) and is_verbal(token):
        for subject in scene.grammar.fillers(token, "subject"):
            if subject.i in by_token and _is(scene, by_token[subject.i], WHOLES):
                _link(event, "subEventOf", by_token[subject.i], 0.8)
    governor = token.head
    if token.dep_ == "dobj" and is_verbal(governor) and lemma(governor) in {"cause", "trigger", "spark", "prompt"}:
        for subject, _ in scene.grammar.subjects(governor):
            if subject.i in by_token:
                _link(event, "subEventOf" if _is(scene, event, PARTS) else "causedBy", by_token[subject.i], 0.7)
    if event.cls == "Disaster" and token.dep_ == "pobj" and token.head.dep_ == "agent":
        return
    for child in token.children:
        if child.dep_ == "acl" and lemma(child) in {"cause", "trigger", "spark"}:
            for found in scene.grammar.arguments(child):
                if found.slot == "by" and found.token.i in by_token:
                    _link(event, "causedBy", by_token[found.token.i], 0.7)


def _below(token: Token, by_token: dict[int, EventDraft]) -> list[EventDraft]:
    queue = list(token.children)
    while queue:
        t = queue.pop(0)
        if t.i in by_token:
            return [by_token[t.i]]
        queue += list(t.children)
    return []


def _whole(scene: Scene, event: EventDraft, by_token: dict[int, EventDraft]) -> tuple[EventDraft, float] | None:
    """The attack, accident or disaster a death or damage belongs to: in the sentence, else the one told most of before."""
    for filler in event.fillers("instrument"):
        if isinstance(filler, EventDraft) and _is(scene, filler, WHOLES):
            return filler, 0.8
    for start, _ in sorted(event.triggers):
        above = [by_token[t.i] for t in scene.doc[start].ancestors if t.i in by_token]
        governing = next((e for e in above if _is(scene, e, WHOLES)), None)
        if governing is not None:
            return governing, 0.7
        near = [
            (abs(t.i - start), by_token[t.i])
            for t in scene.doc[start].sent
            if t.i in by_token and _is(scene, by_token[t.i], WHOLES)
        ]
        if near:
            return min(near, key=lambda d: d[0])[1], 0.65
    first = min(event.triggers)[0]
    before = [e for e in by_token.values() if _is(scene, e, WHOLES) and min(e.triggers)[0] < first]
    if before:
        return max(before, key=lambda e: (len(e.triggers), -min(e.triggers)[0])), 0.45
    after = {id(e): e for e in by_token.values() if _is(scene, e, WHOLES)}
    if len(after) == 1:
        return next(iter(after.values())), 0.4
    return None


def share_roles(scene: Scene, events: list[EventDraft]) -> None:
    """A part happens where its whole does, whoever made the attack did what came of it, and an inquiry looks into the incident."""
    incident = _incident(scene, events)
    for event in events:
        for prop, whole, confidence in event.links:
            if prop != "subEventOf" or not _is(scene, whole, WHOLES) or not _is(scene, event, PARTS):
                continue
            if confidence >= 0.6 and not event.fillers("place"):
                _inherit(event, whole, "place", confidence)
            elif not whole.fillers("place"):
                _inherit(whole, event, "place", confidence)
            if event.cls in {"Killing", "Injury"} and whole.cls == "Attack" and not event.fillers("agent"):
                _inherit(event, whole, "agent", confidence)
            if whole.cls == "Attack" and not whole.fillers("target"):
                for r in [r for r in event.roles if r.role == "victim"][:2]:
                    whole.add_role("target", r.filler, r.token, "victim-of-part", round(0.7 * confidence, 3))
        if (
            event.cls == "Investigation"
            and incident is not None
            and not event.fillers("about")
            and not event.fillers("target")
        ):
            event.add_role("about", incident, min(event.triggers)[0], "incident", 0.5)


def place_elections(scene: Scene, events: list[EventDraft]) -> None:
    """An election told of without a place is held in the country the article speaks of most."""
    home = max(
        (e for e in scene.ws.entities if e.cls == "GeopoliticalEntity" and {e.name, *e.aliases} & scene.countries),
        key=lambda e: len(e.mentions),
        default=None,
    )
    for event in events:
        if event.cls == "Election" and home is not None and not event.fillers("place"):
            event.add_role("place", home, event.head, "home-country", 0.5)


def _inherit(event: EventDraft, other: EventDraft, role: str, confidence: float) -> None:
    victims = {id(f) for f in event.fillers("victim")}
    found = [r for r in other.roles if r.role == role and id(r.filler) not in victims]
    sure = [r for r in found if r.confidence >= 0.6]
    for r in (sure or found)[:2]:
        if r.filler is not event:
            event.add_role(role, r.filler, r.token, "of-whole", round(0.6 * confidence, 3))
