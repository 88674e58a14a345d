"""What communications are about: reported clauses, quotations, the clause an "according to" scopes over.

Attribution rests on this: whatever an event is `about` is told on the word of its agent.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract.draft import EntityDraft, EventDraft
from kg.extract.events.forms import is_verbal, lemma, words
from kg.extract.events.triggers import Scene, Trigger

__all__ = ["add_topics", "content_of"]

# Nouns for the occasion or the writing in which something is said to somebody.
OCCASIONS = words(
    "interview remark remarks letter email e-mail message comment filing conversation statement post address call memo "
    "note speech conference briefing text discussion"
)
# A statement tells one thing, seldom two.
MOST = 2
# An event this far below the root of what is said may still be what it is about; one farther down is a detail.
DEEP = 3


def add_topics(scene: Scene, trigger: Trigger, draft: EventDraft, by_token: dict[int, EventDraft]) -> None:
    """Fill `about` of a communication with the events in its content, or, where there are none, with whom or what it speaks of."""
    if _at_request(scene, trigger, draft, by_token):
        return
    if _denies_it(scene, trigger, draft, by_token):
        return
    content, head = content_of(scene, trigger)
    if not content:
        return
    _first_person(scene, draft, content, by_token)
    events = _topmost(scene, draft, content, by_token)
    near = [e for e in events if e[2] <= DEEP]
    quoted = sum(scene.quotation_at(i) is not None for i in content) > len(content) / 2
    topic = None if quoted else _topic(scene, draft, content, head)
    if not near and events and (topic is None or not topic[0].named):
        near = events[:1]
    for event, token, depth in near[:MOST]:
        draft.add_role("about", event, token.i, f"content-event-{min(depth, 4)}", 0.75 if depth < 2 else 0.6)
    if lemma(trigger.token) in {"claim", "take"} and "responsibility" in trigger.reading.words:
        _own_up(draft)
    if near or draft.fillers("about"):
        return
    if topic is not None:
        draft.add_role("about", topic[0], topic[1].i, "content-topic", 0.5)


def _own_up(draft: EventDraft) -> None:
    """Those who claim responsibility for a deed are told to have done it."""
    for event in draft.fillers("about"):
        if isinstance(event, EventDraft) and not event.fillers("agent"):
            for agent in draft.fillers("agent"):
                event.add_role("agent", agent, draft.head, "claimed", 0.7)


def _first_person(scene: Scene, draft: EventDraft, content: set[int], by_token: dict[int, EventDraft]) -> None:
    """ "I" and "we" in a quotation are who speaks."""
    speakers = draft.fillers("agent")
    if len(speakers) != 1:
        return
    for i in sorted(content):
        event = by_token.get(i)
        if event is None or event is draft or scene.quotation_at(i) is None:
            continue
        for argument in scene.grammar.arguments(scene.doc[i]):
            if argument.token.lower_ not in {"i", "we", "my", "our"} or argument.slot not in {
                "subject",
                "object",
                "possessive",
            }:
                continue
            role = event.entry.slots.get(argument.slot)
            if role not in {None, "nothing"} and not event.fillers(role):
                event.add_role(role, speakers[0], argument.token.i, "first-person", 0.6)


def _at_request(scene: Scene, trigger: Trigger, draft: EventDraft, by_token: dict[int, EventDraft]) -> bool:
    """ "… at the request of X", "on the orders of X": what the clause tells was asked for, and its agent was asked."""
    noun = trigger.token
    if is_verbal(noun) or not {"Appeal", "Order"} & scene.lineage(trigger.cls) or noun.dep_ != "pobj":
        return False
    if noun.head.lower_ not in {"at", "per", "on", "upon", "under", "by"}:
        return False
    for above in noun.head.ancestors:
        event = by_token.get(above.i)
        if event is not None and event is not draft:
            draft.add_role("about", event, above.i, "at-request", 0.75)
            for agent in event.fillers("agent"):
                if agent not in draft.fillers("agent"):
                    draft.add_role("addressee", agent, above.i, "at-request", 0.6)
            return True
    return False


def _denies_it(scene: Scene, trigger: Trigger, draft: EventDraft, by_token: dict[int, EventDraft]) -> bool:
    """ "They denied it": the accusation the sentence before tells of, else the first event told there."""
    if "Denial" not in scene.lineage(trigger.cls) or draft.fillers("about"):
        return False
    if not any(c.dep_ == "dobj" and c.lower_ in {"it", "this", "that"} for c in trigger.token.children):
        return False
    start = trigger.token.sent.start
    if start == 0:
        return False
    told = [by_token[t.i] for t in scene.doc[start - 1].sent if t.i in by_token and by_token[t.i] is not draft]
    told.sort(key=lambda e: "Accusation" not in scene.lineage(e.cls))
    if told:
        draft.add_role("about", told[0], trigger.token.i, "denied-it", 0.6)
    return bool(told)


def add_hearers(scene: Scene, trigger: Trigger, draft: EventDraft) -> None:
    """Addressees that stand not on the verb itself: "told Reuters (that) …", "in an interview with …", "speaking to …"."""
    verb = trigger.token
    if not is_verbal(verb) or draft.fillers("addressee"):
        return
    slots = trigger.reading.entry.slots
    if slots.get("object") == "addressee":
        entity, token = _next_noun(scene, verb)
        if entity is not None and id(entity) not in {id(f) for f in draft.fillers("agent")}:
            draft.add_role("addressee", entity, token.i, "next-noun", 0.7)
            return
    for child in verb.children:
        found: list[Token] = []
        if child.dep_ == "prep" and child.lower_ in {"in", "during"}:
            for noun in child.children:
                if noun.dep_ == "pobj" and lemma(noun) in OCCASIONS:
                    found = [a.token for a in scene.grammar.arguments(noun) if a.slot in {"to", "with"}]
        elif child.dep_ == "advcl" and lemma(child) in {"speak", "talk", "address"}:
            found = [a.token for a in scene.grammar.arguments(child) if a.slot in {"to", "with", "object"}]
        for token in found:
            entity = scene.ws.entity_at(token)
            if entity is not None and scene.ontology.accepts(scene.ontology.roles["addressee"], entity.cls):
                draft.add_role("addressee", entity, token.i, "occasion", 0.7)


def _next_noun(scene: Scene, verb: Token) -> tuple[EntityDraft | None, Token]:
    """The entity whose mention starts right after the verb; the parser often gives it to the clause that follows."""
    i = verb.i + 1
    if i < len(scene.doc) and scene.doc[i].dep_ == "det":
        i += 1
    for entity in dict.fromkeys(
        scene.ws.by_token[j] for j in range(i, min(i + 4, len(scene.doc))) if j in scene.ws.by_token
    ):
        if any(m.start in {i, i - 1} and m.start > verb.i for m in entity.mentions) and scene.ontology.accepts(
            scene.ontology.roles["addressee"], entity.cls
        ):
            return entity, scene.doc[i]
    return None, verb


def content_of(scene: Scene, trigger: Trigger) -> tuple[set[int], Token | None]:
    """The tokens a communication reports, and the head of the reported clause where there is one."""
    verb = trigger.token
    own = set(range(*trigger.span))
    if lemma(verb) in {"accord", "according"}:
        return _scope(verb, own)
    content: set[int] = set()
    head: Token | None = None
    if not {"Statement", "Denial"} & scene.lineage(trigger.cls):
        # "accused of inciting a riot", "called for an investigation": what the preposition governs is the content.
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "for", "over", "about", "with", "against"}:
                content |= {t.i for t in child.subtree if t.i != child.i}
                head = head or next((c for c in child.children if c.dep_ == "pcomp"), None)
    for child in verb.children:
        if (
            child.dep_ in {"ccomp", "xcomp"}
            or (child.dep_ == "acl" and child.tag_ in {"VB", "VBG"})
            or (child.dep_ == "advcl" and child.i > verb.i and any(c.lower_ == "that" for c in child.children))
        ):
            content |= {t.i for t in child.subtree}
            head = head or child
    if verb.dep_ in {"parataxis", "ccomp", "advcl"} and not content and is_verbal(verb.head) and _parenthetical(verb):
        content = {t.i for t in verb.head.subtree} - {t.i for t in verb.subtree}
        head = verb.head
    if not content and is_verbal(verb):
        # "expressed regret for the deaths", "announced plans for a lawsuit": the object and what it governs.
        for child in verb.children:
            if child.dep_ == "dobj" or (child.dep_ == "prep" and child.lower_ in {"of", "for", "over", "about", "on"}):
                content |= {t.i for t in child.subtree}
    sent = verb.sent
    if (
        scene.quotation_at(verb.i) is None
        and "Communication" in scene.lineage(trigger.cls)
        and is_verbal(trigger.token)
    ):
        for start, end in scene.quotations:
            if start < sent.end and end > sent.start - 2 and _nearest(scene, trigger, start, end):
                content |= set(range(start, end))
                head = head or scene.doc[start:end].root
    return content - own, head


def _parenthetical(verb: Token) -> bool:
    """ ", officials said," in the middle or at the end of what they said."""
    before = verb.doc[verb.left_edge.i - 1] if verb.left_edge.i > 0 else None
    return verb.dep_ == "parataxis" or (
        before is not None and before.text == "," and not any(c.dep_ == "mark" for c in verb.children)
    )


def _scope(verb: Token, own: set[int]) -> tuple[set[int], Token | None]:
    head = verb.head
    while head.dep_ in {"prep", "pobj", "prt"} and head.head != head:
        head = head.head
    if not is_verbal(head):
        top = head
        while not is_verbal(top) and top.head != top and top.dep_ not in {"relcl", "acl"}:
            top = top.head
        head = top if is_verbal(top) else head
    while head.dep_ == "conj" and is_verbal(head.head) and verb.i > head.i:
        head = head.head  # behind the last of several clauses it stands for all of them
    below = {t.i for t in verb.subtree} | own
    return {t.i for t in head.subtree} - below, head


def _nearest(scene: Scene, trigger: Trigger, start: int, end: int) -> bool:
    """Whether no other verb of speaking in the sentence stands nearer to the quotation."""
    own = min(abs(trigger.token.i - start), abs(trigger.token.i - end))
    for t in trigger.token.sent:
        other = scene.triggers.get(t.i)
        if (
            other is None
            or other is trigger
            or not is_verbal(t)
            or scene.quotation_at(t.i) is not None
            or "Communication" not in scene.lineage(other.cls)
        ):
            continue
        if min(abs(t.i - start), abs(t.i - end)) < own:
            return False
    return True


def _topmost(
    scene: Scene, draft: EventDraft, content: set[int], by_token: dict[int, EventDraft]
) -> list[tuple[EventDraft, Token, int]]:
    """The events told in the content that hang on no other event told there, with their depth below its root, nearest first."""
    found: list[tuple[EventDraft, Token, int]] = []
    for i in sorted(content):
        event = by_token.get(i)
        if event is None or event is draft or _part_of_quotation(scene, event, i):
            continue
        above = _ancestors(scene.doc[i], content)
        if any(
            a.i in by_token and by_token[a.i] is not draft and not _part_of_quotation(scene, by_token[a.i], a.i)
            for a in above
        ):
            continue
        if all(e is not event for e, _, _ in found):
            found.append((event, scene.doc[i], len(above)))
    return sorted(found, key=lambda f: f[2])


def _part_of_quotation(scene: Scene, event: EventDraft, i: int) -> bool:
    """A saying told inside a quotation is only the way to what is spoken of."""
    return "Statement" in scene.lineage(event.cls) and scene.quotation_at(i) is not None


def _ancestors(token: Token, content: set[int]) -> list[Token]:
    """The words above a token within the content; a conjunct hangs where the first of its row hangs."""
    above = []
    while token.head != token:
        row = token.dep_ == "conj"
        token = token.head
        if token.i not in content:
            break
        if not row:
            above.append(token)
    return above


def _topic(scene: Scene, draft: EventDraft, content: set[int], head: Token | None) -> tuple[EntityDraft, Token] | None:
    """Whom or what the clause is about: its subject, else its object, else the first thing named in it; never the speaker."""
    speakers = {id(f) for role in ("agent", "addressee", "target") for f in draft.fillers(role)}
    order: list[Token] = []
    if head is not None and is_verbal(head):
        order += [a.token for a in scene.grammar.arguments(head) if a.slot in {"subject", "object"}]
    order += [scene.doc[i] for i in sorted(content)]
    return _first_entity(scene, order, content, speakers)


def _first_entity(
    scene: Scene, order: Iterable[Token], content: set[int], speakers: set[int]
) -> tuple[EntityDraft, Token] | None:
    for token in order:
        entity = scene.ws.entity_at(token)
        if entity is not None and token.i in content and id(entity) not in speakers:
            return entity, token
    return None
