"""Identity: which mentions are of one event.

Mentions are taken in the order of the text; each joins the earlier event it is likeliest to be of, or starts a
new one. The likelihood is a logistic score over what speaks for and against (a shared argument, the same word, a
definite noun, the headline; another date, another victim, "a second"), with weights fitted on annotated articles
(`identity.json`, made by `scripts/fit_identity.py`).
This is the mention-pair model of coreference (Soon, Ng and Lim 2001) applied to events, with a filter for what
excludes identity outright.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib import resources

from spacy.tokens import Token

from kg.extract.draft import EntityDraft, EventDraft
from kg.extract.events.distinct import another_thing
from kg.extract.events.forms import is_verbal, lemma, words
from kg.extract.events.triggers import Scene, Trigger

__all__ = ["Features", "gather_toll", "merge", "pair_features", "same_kind", "unite", "weights_for"]

Features = dict[str, float]

ANOTHER = words(
    "another second third fourth fifth sixth other further additional new next separate similar later subsequent more"
)
APART = frozenset({"response", "retaliation", "reaction", "revenge"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
CORE = ("victim", "target", "agent", "destination", "origin", "addressee", "beneficiary", "place")
INCIDENTS = frozenset({"Attack", "Accident", "Disaster", "Clash", "Outbreak"})
# An article that tells of more incidents than this is a survey, and its tolls are many.
MANY = 3
TOLLS = frozenset({"Death", "Killing", "Injury"})
DEADLY = frozenset({"Death", "Killing"})


def merge(scene: Scene, drafts: list[tuple[Trigger, EventDraft]]) -> dict[int, EventDraft]:
    """The event each draft's mention belongs to, by the draft's id; drafts that need an antecedent and have none are left out."""
    united: dict[int, EventDraft] = {}
    clusters: list[tuple[EventDraft, list[Trigger]]] = []
    for trigger, draft in drafts:
        best, score = None, 0.0
        rivals = [c for c in clusters if same_kind(trigger.cls, c[0].cls)]
        for event, mentions in rivals:
            features = pair_features(scene, trigger, draft, event, mentions, rivals)
            if features is not None and _dies_once(draft, event):
                best, score = (event, mentions), math.inf
            elif features is not None:
                s = _score(features, _weights()[weights_for(scene, trigger.cls)])
                if s > score:
                    best, score = (event, mentions), s
        if best is not None:
            event, mentions = best
            mentions.append(trigger)
            unite(event, draft, trigger)
            united[id(draft)] = event
        elif not trigger.reading.anaphoric:
            clusters.append((draft, [trigger]))
            united[id(draft)] = draft
    return united


def gather_toll(scene: Scene, drafts: list[tuple[Trigger, EventDraft]], united: dict[int, EventDraft]) -> None:
    """Unite what an article tells of the dead, and of the hurt, of its incident, where numbers and names allow.

    Reports come back to a toll in ever new words ("killed", "lost their lives", "the dead"). With many incidents told,
    or people named, or two numbers, no more is united than single mentions allow.
    """
    incidents = {id(e) for e in united.values() if not INCIDENTS.isdisjoint(scene.lineage(e.cls))}
    if len(incidents) > MANY:
        return
    tolls: list[EventDraft] = []
    for _, draft in drafts:
        event = united.get(id(draft))
        if event is None or event in tolls or TOLLS.isdisjoint(scene.lineage(event.cls)):
            continue
        home = next((t for t in tolls if same_kind(t.cls, event.cls) and _same_toll(scene, t, event)), None)
        if home is None:
            tolls.append(event)
            continue
        home.triggers += event.triggers
        if "Killing" in (home.cls, event.cls):
            home.cls = "Killing"
        for r in event.roles:
            home.add_role(r.role, r.filler, r.token, r.rule, r.confidence)
        for key, other in united.items():
            if other is event:
                united[key] = home


def _same_toll(scene: Scene, one: EventDraft, other: EventDraft) -> bool:
    if any(another_thing(scene.doc[a], scene.doc[b]) for a, _ in one.triggers for b, _ in other.triggers):
        return False
    ours = [f for f in one.fillers("victim") if isinstance(f, EntityDraft)]
    theirs = [f for f in other.fillers("victim") if isinstance(f, EntityDraft)]
    if any(f.cls == "Person" for f in (*ours, *theirs)):
        return bool(set(map(id, ours)) & set(map(id, theirs)))
    sizes = {f.size for f in ours if f.size}, {f.size for f in theirs if f.size}
    return not (sizes[0] and sizes[1]) or bool(sizes[0] & sizes[1])


def unite(event: EventDraft, draft: EventDraft, trigger: Trigger) -> None:
    """Add a mention and its roles to an event."""
    event.triggers.append(trigger.span)
    if "Killing" in (draft.cls, event.cls):
        event.cls = "Killing"
    for r in draft.roles:
        event.add_role(r.role, r.filler, r.token, r.rule, r.confidence)


def same_kind(one: str, other: str) -> bool:
    """Whether mentions of two classes may be of one event."""
    return one == other or (one in DEADLY and other in DEADLY)


def weights_for(scene: Scene, cls: str) -> str:
    """Which table of weights mentions of a class are weighed with: communications are mostly events of their own."""
    return "communication" if "Communication" in scene.lineage(cls) else "other"


@cache
def _weights() -> dict[str, Features]:
    """The weights by table and feature; positive speaks for one event."""
    tables = json.loads(resources.files("kg.extract.events").joinpath("identity.json").read_text("utf-8"))
    return {table: dict(weights) for table, weights in tables.items()}


def _score(features: Features, weights: Features) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def pair_features(
    scene: Scene,
    trigger: Trigger,
    draft: EventDraft,
    event: EventDraft,
    mentions: list[Trigger],
    rivals: list[tuple[EventDraft, list[Trigger]]],
) -> Features | None:
    """What speaks for and against a mention's being of an event; None where it cannot be."""
    token = trigger.token
    noun = not is_verbal(token)
    definite = noun and _definite(token)
    if (trigger.reading.anaphoric and not definite) or _other_people(draft, event):
        return None
    if any(another_thing(token, m.token) for m in mentions):
        return None
    if any(m.token.sent.start == token.sent.start and _told_apart(token, m.token) for m in mentions):
        return None
    last = mentions[-1].token
    if _others_hurt(scene, draft, event):
        return None
    in_title = token.i < scene.ws.title_end
    features: Features = {"bias": 1.0}
    features["same-lemma"] = float(any(lemma(token) == lemma(m.token) for m in mentions))
    features["kin"] = float(not features["same-lemma"] and any(_kin(lemma(token), lemma(m.token)) for m in mentions))
    features["definite"] = float(definite)
    features["indefinite"] = float(
        noun and any(c.dep_ == "det" and c.lower_ in {"a", "an", "any", "no"} for c in token.children)
    )
    features["bare"] = float(noun and not definite and not features["indefinite"])
    features["anaphoric"] = float(trigger.reading.anaphoric)
    features["another"] = float(_another(token))
    features["title-only"] = float(all(m.token.i < scene.ws.title_end for m in mentions))
    features["title"] = float(any(m.token.i < scene.ws.title_end for m in mentions))
    features["both-title"] = float(in_title)
    features["rivals"] = math.log(len(rivals))
    features["latest"] = float(rivals[-1][0] is event)
    features["mentions"] = math.log(len(mentions))
    features["same-sentence"] = float(last.sent.start == token.sent.start)
    features["distance"] = math.log(1 + (token.i - last.i) / 25)
    features["silent"] = float(not draft.roles)
    features["bare-plural"] = float(bool(features["bare"]) and _many(token))
    features["linked"] = float(any(_linked(token, m.token) for m in mentions))
    _compare(draft, event, features)
    dates = _date(scene, token), [d for m in mentions if (d := _date(scene, m.token))]
    if dates[0] and dates[1] and not any(dates[0][:4] == d[:4] for d in dates[1]):
        return None  # told of another year
    if dates[0] and dates[1]:
        agree = any(_agree(dates[0], d) for d in dates[1])
        features["date-same"], features["date-differs"] = float(agree), float(not agree)
    features["hypothetical"] = float(all(_hypothetical(m.token) for m in mentions) != _hypothetical(token))
    features["quote"] = float(scene.quotation_at(token.i) is not None)
    if "Communication" in scene.lineage(trigger.cls):
        features["verb-verb"] = float(not noun and any(is_verbal(m.token) for m in mentions))
        features["participle"] = float(_participle_of(token, last))
        features["noun-near"] = float((noun or not is_verbal(last)) and bool(features["same-sentence"]))
        features["definite-noun"] = float(definite)
        features["lead"] = float(bool(features["title-only"]) and token.i - scene.ws.title_end < 60)
    if "hypothetical" in features and features["hypothetical"] and not any(k.endswith("-shared") for k in features):
        return None  # "plans to attack" and "the attack" are one only if somebody takes part in both
    return {k: v for k, v in features.items() if v}


def _told_apart(token: Token, other: Token) -> bool:
    """Whether a word between them says that one came of the other: "strikes in response to rocket fire"."""
    for low, high in ((token, other), (other, token)):
        # "In response to the raid, they bombed a bridge": the word stands before both, and the one hangs on the other by it.
        if high.is_ancestor(low):
            path = [low, *(a for a in low.ancestors if high.is_ancestor(a))]
            if any(t.lower_ in APART for t in path):
                return True
    between = token.doc[min(token.i, other.i) + 1 : max(token.i, other.i)]
    if len(between) > 12:
        return False
    return any(t.lower_ in APART and (t.is_ancestor(token) or t.head.is_ancestor(token)) for t in between)


def _hypothetical(token: Token) -> bool:
    """A deed only planned, wished or wanted: an infinitive below a noun or verb ("plans to attack"), or a modal's verb."""
    if token.tag_ != "VB":
        return False
    return token.dep_ in {"acl", "xcomp", "advcl"} or any(
        c.tag_ == "MD" and c.lower_ in {"could", "might", "may", "would"} for c in token.children
    )


def _linked(one: Token, other: Token) -> bool:
    """Whether one of two words hangs on the other, at most over a preposition and a word between ("said in a statement")."""
    if one.sent.start != other.sent.start:
        return False
    return _above(one, other) or _above(other, one)


def _above(low: Token, high: Token) -> bool:
    for _ in range(3):
        if low.head == low:
            return False
        low = low.head
        if low == high:
            return True
    return False


def _participle_of(token: Token, last: Token) -> bool:
    """ "…, saying that": a participle without a subject of its own, under the verb or noun of speaking before it."""
    return (
        token.tag_ == "VBG"
        and token.dep_ in {"advcl", "acl", "conj", "xcomp", "pcomp", "ccomp", "dep"}
        and not any(c.dep_ == "nsubj" for c in token.children)
        and (token.head == last or last.is_ancestor(token))
    ) or (last.tag_ == "VBG" and last.dep_ == "advcl" and last.head == token)


def _compare(draft: EventDraft, event: EventDraft, features: Features) -> None:
    for role in CORE:
        ours, theirs = draft.fillers(role), event.fillers(role)
        if not ours or not theirs:
            if ours or theirs:
                features[f"{role}-one-sided"] = 1.0
            continue
        if set(map(id, ours)) & set(map(id, theirs)):
            features[f"{role}-shared"] = 1.0
        elif all(_definite_thing(f) for f in (*ours, *theirs)):
            features[f"{role}-conflict"] = 1.0
        else:
            features[f"{role}-unlike"] = 1.0


def _others_hurt(scene: Scene, draft: EventDraft, event: EventDraft) -> bool:
    """Whether each tells of victims of its own: two persons named, or counts that differ.

    A named person and an uncounted group may be one story ("commanders", then the general's name); four people and
    a group never counted are not, and nor are one contractor and 25 fighters, or the general and then "a contractor".
    """
    ours, theirs = draft.fillers("victim"), event.fillers("victim")
    if not ours or not theirs or set(map(id, ours)) & set(map(id, theirs)):
        return False
    return all(_apart(f, g) or (_new(scene, f) and _named(g)) for f in ours for g in theirs)


def _apart(one: EntityDraft | EventDraft, other: EntityDraft | EventDraft) -> bool:
    if not isinstance(one, EntityDraft) or not isinstance(other, EntityDraft):
        return False
    if one.named and other.named:
        return one.cls == other.cls == "Person"
    if one.named or other.named:
        return (other.size if one.named else one.size) is not None
    return _count(one) != _count(other)


def _named(filler: EntityDraft | EventDraft) -> bool:
    return isinstance(filler, EntityDraft) and filler.named and filler.cls == "Person"


def _new(scene: Scene, filler: EntityDraft | EventDraft) -> bool:
    """Whether a filler is brought in as somebody new: "an officer", not "the officer"."""
    if not isinstance(filler, EntityDraft) or filler.named:
        return False
    first = min(m.start for m in filler.mentions)
    return first > 0 and scene.doc[first - 1].lower_ in {"a", "an", "another"}


def _count(filler: EntityDraft | EventDraft) -> int | None:
    """How many a filler is, where that is told."""
    if not isinstance(filler, EntityDraft):
        return None
    return filler.size if filler.size is not None else 1 if filler.cls == "Person" else None


def _dies_once(draft: EventDraft, event: EventDraft) -> bool:
    """Whether both tell of the death of one person: nobody dies twice."""
    if draft.cls not in DEADLY:
        return False
    shared = set(map(id, draft.fillers("victim"))) & set(map(id, event.fillers("victim")))
    people = {id(f) for f in event.fillers("victim") if isinstance(f, EntityDraft) and f.cls == "Person"}
    return bool(shared & people)


def _other_people(draft: EventDraft, event: EventDraft) -> bool:
    """Whether each tells of a person by name to whom it was done, and they are not the same."""
    for role in ("victim", "target"):
        ours, theirs = _named_people(draft, role), _named_people(event, role)
        if ours and theirs and not ours & theirs:
            return True
    return False


def _named_people(draft: EventDraft, role: str) -> set[str]:
    """The words of the names; two mentions of one person left apart still share one."""
    people = [f for f in draft.fillers(role) if isinstance(f, EntityDraft) and f.named and f.cls == "Person"]
    return {word for f in people for name in (f.name, *f.aliases) for word in name.lower().split()}


def _definite_thing(filler: EntityDraft | EventDraft) -> bool:
    return isinstance(filler, EntityDraft) and (filler.named or filler.size is not None)


def _kin(one: str, other: str) -> bool:
    """Words of one stem: "explode" and "explosion", "arrest" and "arrests", "quake" and "earthquake"."""
    n = min(len(one), len(other))
    return n >= 4 and (one[:4] == other[:4] or one.endswith(other) or other.endswith(one))


def _many(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"}


def _definite(token: Token) -> bool:
    return any(c.dep_ in {"det", "poss"} and c.lower_ in DEFINITE for c in token.children)


def _another(token: Token) -> bool:
    return any(c.lower_ in ANOTHER for c in token.children if c.dep_ in {"amod", "det", "advmod", "nummod"}) or any(
        c.text.isdigit() and len(c.text) == 4 for c in token.children if c.dep_ in {"nummod", "compound", "amod"}
    )


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _date(scene: Scene, token: Token) -> str | None:
    """The date that hangs on the trigger itself, or on the verb it is subject or object of."""
    found = _date_below(scene, token)
    if found is None and token.dep_ in {"dobj", "nsubj", "nsubjpass"}:
        found = _date_below(scene, token.head)
    return found


def _date_below(scene: Scene, token: Token) -> str | None:
    below = {
        t.i
        for c in token.children
        if c.dep_ in {"prep", "npadvmod", "advmod", "compound", "amod", "nummod", "nmod", "poss"}
        for t in c.subtree
    }
    for time in scene.ws.times:
        if time.anchor and time.date is not None and any(i in below for i in range(time.start, time.end)):
            return time.date.iso
    return None
