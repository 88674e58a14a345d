"""Identity: which mentions are of one event.

Two mentions are one event where their classes agree, their arguments agree or are silent, and something speaks
for it: the same word, a definite noun ("the attack"), a shared argument, the headline. What is told of as another
("a second blast", "the 2015 election") stays apart.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.draft import EntityDraft, EventDraft
from kg.extract.events.syntax import is_verbal, lemma
from kg.extract.events.triggers import Scene, Trigger

__all__ = ["merge"]

ANOTHER = frozenset("another second third fourth fifth other further additional new previous earlier former next separate similar later".split())
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
CORE = ("victim", "target", "agent", "destination", "origin", "addressee", "beneficiary")


def merge(scene: Scene, drafts: list[tuple[Trigger, EventDraft]]) -> dict[int, EventDraft]:
    """The event each draft's mention belongs to, by the draft's id; drafts that need an antecedent and have none are left out."""
    united: dict[int, EventDraft] = {}
    heads: list[tuple[EventDraft, list[Trigger]]] = []
    for trigger, draft in drafts:
        best, score = None, 0.0
        for event, mentions in heads:
            s = _affinity(scene, trigger, draft, event, mentions)
            if s > score:
                best, score = (event, mentions), s
        if best is not None and score >= 1.0:
            event, mentions = best
            mentions.append(trigger)
            event.triggers.append(trigger.span)
            for r in draft.roles:
                event.add_role(r.role, r.filler, r.token, r.rule, r.confidence)
            united[id(draft)] = event
        elif not trigger.reading.anaphoric:
            heads.append((draft, [trigger]))
            united[id(draft)] = draft
    return united


def _affinity(scene: Scene, trigger: Trigger, draft: EventDraft, event: EventDraft, mentions: list[Trigger]) -> float:
    token = trigger.token
    kin = trigger.cls == event.cls
    if not kin:
        return 0.0
    if trigger.reading.anaphoric and not _definite(token):
        return 0.0
    if _another(token) or _dates_differ(scene, trigger, mentions):
        return 0.0
    shared, conflicts = _compare(draft, event)
    if conflicts:
        return 0.0
    if "Communication" in scene.lineage(trigger.cls):
        return _same_statement(scene, trigger, draft, event, mentions, shared)
    same_word = any(lemma(token) == lemma(m.token) or _kin(lemma(token), lemma(m.token)) for m in mentions)
    score = 0.6 * same_word + 0.7 * min(shared, 2)
    if not is_verbal(token) and _definite(token):
        score += 0.5
    headline = any(m.token.i < scene.ws.title_end for m in mentions)
    score += 0.3 * headline
    distance = min(abs(token.sent.start - m.token.i) for m in mentions)
    if distance < 60:
        score += 0.2
    if not draft.roles:
        score += 0.2
    if trigger.reading.anaphoric:
        score += 0.6
    return score


def _same_statement(
    scene: Scene, trigger: Trigger, draft: EventDraft, event: EventDraft, mentions: list[Trigger], shared: int
) -> float:
    """Statements are apart unless one names the other: the headline's and the lead's, "said in a statement", "the announcement"."""
    token = trigger.token
    same_speaker = bool(set(map(id, draft.fillers("agent"))) & set(map(id, event.fillers("agent"))))
    last = mentions[-1].token
    if not is_verbal(token):
        if last.sent.start == token.sent.start and abs(last.i - token.i) < 15 and (same_speaker or not draft.fillers("agent")):
            return 2.0
        if _definite(token) and (same_speaker or not draft.fillers("agent")):
            return 1.2 + 0.1 * shared - 0.0005 * abs(token.i - last.i)
        return 0.0
    if not is_verbal(last) and last.sent.start == token.sent.start and token.head in {last, last.head} and (
        same_speaker or not draft.fillers("agent")
    ):
        return 2.0
    if last.i < scene.ws.title_end and same_speaker and token.i - scene.ws.title_end < 60:
        return 1.5
    return 0.0


def _kin(one: str, other: str) -> bool:
    """Words of one stem: "explode" and "explosion", "arrest" and "arrests", "quake" and "earthquake"."""
    n = min(len(one), len(other))
    return (n >= 4 and one[:4] == other[:4]) or (n >= 4 and (one.endswith(other) or other.endswith(one)))


def _definite(token: Token) -> bool:
    return any(c.dep_ in {"det", "poss"} and c.lower_ in DEFINITE for c in token.children)


def _another(token: Token) -> bool:
    return any(c.lower_ in ANOTHER for c in token.children if c.dep_ in {"amod", "det", "advmod"}) or any(
        c.ent_type_ == "DATE" and c.text.isdigit() and len(c.text) == 4 for c in token.children if c.dep_ in {"nummod", "compound", "amod"}
    )


def _compare(draft: EventDraft, event: EventDraft) -> tuple[int, bool]:
    """How many core roles share a filler, and whether any has fillers on both sides but none shared."""
    shared, conflict = 0, False
    for role in CORE:
        ours, theirs = draft.fillers(role), event.fillers(role)
        if not ours or not theirs:
            continue
        if set(map(id, ours)) & set(map(id, theirs)):
            shared += 1
        elif role in {"victim", "target", "destination"} or all(_named(f) for f in (*ours, *theirs)):
            conflict = True
    return shared, conflict


def _named(filler: EntityDraft | EventDraft) -> bool:
    return isinstance(filler, EntityDraft) and filler.named


def _dates_differ(scene: Scene, trigger: Trigger, mentions: list[Trigger]) -> bool:
    ours = _date(scene, trigger.token)
    return ours is not None and any((theirs := _date(scene, m.token)) is not None and not _agree(ours, theirs) for m in mentions)


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _date(scene: Scene, token: Token) -> str | None:
    """The date that hangs on the trigger itself."""
    below = {t.i for c in token.children if c.dep_ in {"prep", "npadvmod", "advmod", "compound", "amod", "nummod", "nmod"} for t in c.subtree}
    for time in scene.ws.times:
        if time.anchor and time.date is not None and any(i in below for i in range(time.start, time.end)):
            return time.date.iso
    return None
