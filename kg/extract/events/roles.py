"""Roles: the words in a trigger's grammatical slots, turned into fillers the ontology allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.draft import EntityDraft, EventDraft
from kg.extract.events.forms import is_verbal, words
from kg.extract.events.lent import PLACE_SLOTS, lent_arguments
from kg.extract.events.syntax import Argument
from kg.extract.events.triggers import Scene, Trigger

__all__ = ["PendingRole", "fill_roles"]

# Prepositions that say along which way something happened, where the event's own frame has no other use for them.
WAYS = frozenset({"between", "along"})
# Classes of events that happen at one place, so that a place told in their sentence is likely theirs.
STATIONARY = words("Conflict Harm Incident Arrest Conviction Election Meeting")
# Classes whose verbs take an object, so that a headline's bare past form without one is passive.
DONE_TO = words("Attack Killing Injury Arrest Charge Conviction Release Kidnapping Aid Appointment")
# Dependencies by which a trigger hangs on the verb of its clause.
GOVERNED = words("dobj nsubj nsubjpass xcomp advcl pobj prep acl attr amod compound pcomp acomp oprd")
# Words that name a part or a number of what follows "of": the filler is what follows.
TRANSPARENT = words(
    "part parts outskirts outskirt suburb suburbs center centre city town village capital province state "
    "region coast area side north south east west border port district number dozens hundreds thousands "
    "scores group majority rest most some all many few one two three four five six seven eight nine ten "
    "couple series lot half"
)
# Letters that stand after a person's name.
AFTER_NAMES = words("QC KC SC MP MEP MSP MD PhD OBE CBE MBE Jr Jr. Sr Sr. RN Esq")
# Slots of a noun by which a writing names who wrote it: "the agency's report", "data from the ministry".
AUTHORS = ("possessive", "by", "from", "compound", "adjective", "of")
# How far each rule may be trusted, from how often it is right on annotated articles.
TRUST = {
    "subject": 0.85, "passive-subject": 0.85, "object": 0.8, "passive-agent": 0.85, "indirect-object": 0.8,
    "possessive": 0.75, "compound": 0.6, "adjective": 0.6, "preposition": 0.7, "relative-subject": 0.75,
    "conjunct-subject": 0.7, "control": 0.7, "raising": 0.7, "participle": 0.7, "participle-subject": 0.7,
    "reduced-relative": 0.75, "adverbial-subject": 0.65, "gerund-subject": 0.6, "object-preposition": 0.55,
    "relative-gap": 0.7, "clause-place": 0.5, "sentence-place": 0.45, "nested-place": 0.55, "headline-passive": 0.75,
    "struck": 0.8, "swallowed-subject": 0.7, "occasion": 0.5, "shared": 0.6, "shared-object": 0.6, "shared-agent": 0.6, "handled": 0.6, "verdict": 0.6, "author": 0.65, "network": 0.65,
}  # fmt: skip


@dataclass(slots=True, eq=False)
class PendingRole:
    """A role whose filler is an event, known only once mentions are merged."""

    role: str
    token: Token
    rule: str
    confidence: float


def fill_roles(scene: Scene, trigger: Trigger, draft: EventDraft) -> list[PendingRole]:
    """Give a draft the roles its trigger's surroundings state; returns those whose filler is another event."""
    pending: list[PendingRole] = []
    arguments = list(_arguments(scene, trigger))
    if _telegraphic(scene, trigger, arguments):
        arguments = [Argument("object", a.token, "headline-passive") if a.slot == "subject" else a for a in arguments]
    if trigger.cls == "Protest" and not any(c.dep_ == "auxpass" for c in trigger.token.children):
        # Parsers take "300 workers protested" for workers whom somebody protested.
        arguments = [
            Argument("subject", a.token, a.rule) if a.rule.startswith(("reduced-relative", "passive-subject")) else a
            for a in arguments
        ]
    for argument in arguments:
        _take(scene, trigger, draft, argument, pending)
    if "Communication" in scene.lineage(trigger.cls):
        _author(scene, trigger, draft, arguments)
        _network(scene, trigger, draft)
    if not is_verbal(trigger.token) and len([1 for r in draft.roles if r.rule.startswith("possessive")]) == 1:
        _genitive(trigger, draft)
    if not draft.fillers("place") and not {"Communication"} & scene.lineage(trigger.cls):
        for argument in _clause_places(scene, trigger):
            _take(scene, trigger, draft, argument, pending)
    if not draft.fillers("place") and not STATIONARY.isdisjoint(scene.lineage(trigger.cls)):
        for argument in _sentence_places(scene, trigger):
            _take(scene, trigger, draft, argument, pending)
    return pending


def _telegraphic(scene: Scene, trigger: Trigger, arguments: list[Argument]) -> bool:
    """ "Four shot in park": headlines leave the auxiliary out, and put what is active in the present tense."""
    token = trigger.token
    return (
        token.i < scene.ws.title_end
        and token.tag_ in {"VBD", "VBN"}
        and not DONE_TO.isdisjoint(scene.lineage(trigger.cls))
        and not any(a.slot in {"object", "indirect-object", "clause"} for a in arguments)
        and not any(c.dep_ == "prt" or c.tag_ == "VBN" for c in token.children if c.dep_ in {"prt", "aux"})
    )


def _arguments(scene: Scene, trigger: Trigger) -> Iterator[Argument]:
    token = trigger.token
    skipped = set(range(*trigger.span)) - {token.i}
    for argument in scene.grammar.arguments(token):
        if argument.token.i not in skipped:
            yield argument
    if token.pos_ == "ADJ" or trigger.reading.entry.pos == "adjective":
        yield from _adjective(scene, token)
    # The object of a phrase ("took part in the talks") stands below the phrase's last word.
    for i in sorted(skipped):
        word = scene.doc[i]
        if i > token.i and word.dep_ in {"dobj", "pobj"}:
            yield from (a for a in scene.grammar.arguments(word) if a.slot not in {"compound", "adjective"})
    if not is_verbal(token):
        yield from lent_arguments(scene, trigger)


def _author(scene: Scene, trigger: Trigger, draft: EventDraft, arguments: list[Argument]) -> None:
    """ "The agency's report said …": a writing speaks for who wrote it."""
    if draft.fillers("agent"):
        return
    for argument in arguments:
        noun = argument.token
        if role_of(scene, trigger.reading.entry.slots, argument.slot, "Organization") != "agent":
            continue
        if noun.pos_ not in {"NOUN", "PROPN"} or scene.ws.entity_at(noun) is not None:
            continue
        if "Agent" in scene.lineage(scene.noun_classes.get(noun.lemma_.lower(), "Event")):
            continue
        for slot in AUTHORS:
            for a in scene.grammar.arguments(noun):
                entity = _entity(scene, a.token) if a.slot == slot else None
                if entity is not None and _accepts(scene, "agent", entity.cls) and entity.name not in scene.networks:
                    draft.add_role("agent", entity, a.token.i, f"{argument.slot}/author", TRUST["author"])
            if draft.fillers("agent"):
                return


def _network(scene: Scene, trigger: Trigger, draft: EventDraft) -> None:
    """ "wrote of the fire on Twitter": the network belongs to the nearest thing said, wherever a parser hangs it."""
    if draft.fillers("instrument"):
        return
    for word in trigger.token.sent:
        entity = scene.ws.by_token.get(word.i) if word.text in scene.networks else None
        if entity is None or word.dep_ not in {"pobj", "compound", "nmod"}:
            continue
        if word.dep_ == "pobj" and word.head.lower_ not in {"on", "via", "through"}:
            continue
        said = [
            t for t in word.sent if t.i in scene.triggers and "Communication" in scene.lineage(scene.triggers[t.i].cls)
        ]
        if said and min(said, key=lambda t: abs(t.i - word.i)).i == trigger.token.i:
            draft.add_role("instrument", entity, word.i, "network", TRUST["network"])


def _adjective(scene: Scene, token: Token) -> Iterator[Argument]:
    head = token.head
    if token.dep_ == "amod" or token.dep_ == "acl":
        yield Argument("subject", head, "adjective-head")
    elif token.dep_ in {"acomp", "attr"} and is_verbal(head):
        for t, rule in scene.grammar.subjects(head):
            yield Argument("subject", t, rule)
    elif token.dep_ in {"oprd", "ccomp", "xcomp"} and is_verbal(head):
        own = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}]
        for t in own or [c for c in head.children if c.dep_ in {"dobj", "nsubjpass"}]:
            yield Argument("subject", t, "small-clause")
    elif token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}:
        yield Argument("subject", token, "itself")


def _clause_places(scene: Scene, trigger: Trigger) -> Iterator[Argument]:
    """Places on the verb that governs the trigger, unless that verb tells an event of its own."""
    token = trigger.token
    while token.dep_ == "conj":
        token = token.head
    for _ in range(2):
        if token.dep_ not in GOVERNED:
            return
        token = token.head.head if token.head.dep_ == "prep" else token.head
        other = scene.triggers.get(token.i)
        if other is not None and other is not trigger and "Communication" not in scene.lineage(other.cls):
            return
        if is_verbal(token):
            for a in scene.grammar.arguments(token):
                if a.slot in PLACE_SLOTS and a.rule != "object-preposition":
                    yield Argument(a.slot, a.token, "clause-place")


def _sentence_places(scene: Scene, trigger: Trigger) -> Iterator[Argument]:
    """Places told in the sentence for no event of their own, where this is the first event of the sentence that happens somewhere."""
    sent = trigger.token.sent
    rivals = [
        t.i for t in sent if t.i in scene.triggers and not STATIONARY.isdisjoint(scene.lineage(scene.triggers[t.i].cls))
    ]
    if rivals and rivals[0] != trigger.token.i:
        return
    for word in sent:
        if (
            word.dep_ != "prep"
            or not is_verbal(word.head)
            or word.lower_ not in PLACE_SLOTS
            or scene.quotation_at(word.i) is not None
        ):
            continue
        if _owned(scene, word, trigger):
            continue
        for child in word.children:
            if child.dep_ == "pobj":
                yield Argument(word.lower_, child, "sentence-place")


def _owned(scene: Scene, word: Token, trigger: Trigger) -> bool:
    """Whether a preposition hangs below another event's trigger that is no communication."""
    for above in word.ancestors:
        other = scene.triggers.get(above.i)
        if other is not None and other is not trigger and "Communication" not in scene.lineage(other.cls):
            return True
        if scene.ws.entity_at(above) is not None and above != trigger.token:
            return True
    return False


def _take(scene: Scene, trigger: Trigger, draft: EventDraft, argument: Argument, pending: list[PendingRole]) -> None:
    slots = trigger.reading.entry.slots
    token = argument.token
    if argument.rule == "clause-place" and slots.get(argument.slot) != "place" and "place" not in slots.values():
        return
    other = scene.triggers.get(token.i)
    if other is not None and other is not trigger:
        role = role_of(scene, slots, argument.slot, other.cls)
        if role is not None and _accepts(scene, role, other.cls):
            pending.append(PendingRole(role, token, argument.rule, TRUST.get(argument.rule, 0.5)))
            return
    entity = _entity(scene, token)
    if argument.slot in PLACE_SLOTS:
        # "in a hospital in Cairo": what stands behind an unnamed place says where it is.
        for below in scene.grammar.arguments(token):
            if below.slot in PLACE_SLOTS and not is_verbal(token):
                _take(scene, trigger, draft, Argument(below.slot, below.token, "nested-place"), pending)
    if entity is None or entity.name.lower() == "home":
        return
    role = (
        "place"
        if argument.rule in {"clause-place", "sentence-place", "nested-place"}
        else role_of(scene, slots, argument.slot, entity.cls)
    )
    if role is None and argument.slot in WAYS and "Incident" in scene.lineage(trigger.cls):
        role = "place"  # "crashed between Lima and Ica"
    if role is None:
        return
    if role == "agent" and token.lower_ == "it" and not {"Harm", "Incident"}.isdisjoint(scene.lineage(trigger.cls)):
        return  # what killed or damaged was what happened, not whom the article told of last
    if entity.name in scene.networks and role == "agent" and argument.slot in {"compound", "to", "from"}:
        return
    body = "Organization" in scene.lineage(entity.cls)
    if role == "instrument" and argument.slot == "on" and body and entity.name not in scene.networks:
        return
    if argument.slot in {"compound", "adjective"} and role == "agent" and _is_locality(scene, entity):
        role = "place"
    if argument.slot in {"on"} and role == "place" and entity.cls == "GeopoliticalEntity":
        return
    if not _accepts(scene, role, entity.cls):
        if (
            role != "place"
            and argument.slot in PLACE_SLOTS
            and _accepts(scene, "place", entity.cls)
            and slots.get("at") == "place"
        ):
            role = "place"
        else:
            return
    told = "Communication" in scene.lineage(trigger.cls)
    if role == "place" and argument.rule == "object-preposition" and (told or not entity.named):
        return  # "condemned the bombing in Kabul", "five years in prison"
    if role == "about" and argument.slot == "object" and token.lower_ in {"it", "this", "that"}:
        return  # what was said or done, not the thing last named
    rule = argument.rule
    base = rule.removesuffix("-conjunct").removesuffix("-jointly").removeprefix("light-").removeprefix("participle-")
    draft.add_role(role, entity, token.i, f"{argument.slot}/{rule}", TRUST.get(rule, TRUST.get(base, 0.5)))


def role_of(scene: Scene, slots: object, slot: str, cls: str) -> str | None:
    """The role a slot stands for with a filler of a class; a slot qualified by a class of the filler's goes before the bare one."""
    assert isinstance(slots, dict)
    lineage = scene.lineage(cls)
    best: tuple[int, str] | None = None
    for key, role in slots.items():
        name, _, qualifier = key.partition(".")
        if name != slot or (qualifier and qualifier not in lineage):
            continue
        depth = len(scene.lineage(qualifier)) if qualifier else 0
        if best is None or depth > best[0]:
            best = (depth, role)
    if best is None or best[1] == "nothing":
        return None
    return best[1]


def _accepts(scene: Scene, role: str, cls: str) -> bool:
    prop = scene.ontology.roles.get(role)
    return prop is not None and scene.ontology.accepts(prop, cls)


def _entity(scene: Scene, token: Token) -> EntityDraft | None:
    found = scene.ws.entity_at(token)
    if found is None or not found.named:
        # "the group, Free Quito, said": the name beside the description
        for child in token.children:
            beside = scene.ws.entity_at(child) if child.dep_ == "appos" and child.pos_ == "PROPN" else None
            if beside is None or not beside.named or "Agent" not in scene.lineage(beside.cls):
                continue
            if found is None or found.cls in scene.lineage(beside.cls) or beside.cls in scene.lineage(found.cls):
                return beside
    if found is not None:
        return found
    if token.text in AFTER_NAMES and token.i > 0 and scene.doc[token.i - 1].head == token:
        return scene.ws.by_token.get(token.i - 1)
    if token.lower_ in TRANSPARENT or token.pos_ == "NUM":
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "in"}:
                for below in child.children:
                    if below.dep_ == "pobj":
                        return _entity(scene, below)
    return None


def _is_locality(scene: Scene, entity: EntityDraft) -> bool:
    """A place that is no country: "the Lyon bombing" was in Lyon, not by it."""
    if entity.cls in {"Place", "Facility"}:
        return True
    names = {entity.name, *entity.aliases}
    # "US", "UK", "UAE": short capitals are countries whether or not the index lists them.
    short = any(n.replace(".", "").isupper() and len(n.replace(".", "")) <= 3 for n in names)
    return entity.cls == "GeopoliticalEntity" and bool(scene.countries) and not short and not names & scene.countries


def _genitive(trigger: Trigger, draft: EventDraft) -> None:
    """ "Rome's sack of Carthage": where "of" names the one it was done to, the possessor did it."""
    slots = trigger.reading.entry.slots
    role = slots.get("possessive")
    if role is None or role == "agent" or slots.get("of") != role or slots.get("subject") != "agent":
        return
    if any(r.rule.startswith("of/") and r.role == role for r in draft.roles):
        for r in draft.roles:
            if r.rule.startswith("possessive"):
                r.role = "agent"
