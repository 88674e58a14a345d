"""The pipeline component "kg_events": entities and times in, events with roles and links out."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.draft import EventDraft, workspace
from kg.extract.events.identity import gather_toll, merge
from kg.extract.events.lexicon import Lexicon
from kg.extract.events.links import add_links, place_elections, share_roles
from kg.extract.events.roles import PendingRole, fill_roles
from kg.extract.events.speech import add_hearers, add_topics
from kg.extract.events.triggers import Scene, Trigger, find_triggers
from kg.ontology import Ontology

__all__ = ["EventReader", "create"]


class EventReader:
    """Finds events by the lexicon, gives them roles by the parse, unites their mentions and links them."""

    def __init__(self) -> None:
        self.lexicon: Lexicon | None = None
        self.noun_classes: dict[str, str] = {}
        self.countries: frozenset[str] = frozenset()
        self.networks: frozenset[str] = frozenset()

    def prepare(self, ontology: Ontology, gazetteer: Mapping[str, str], demonyms: Mapping[str, str]) -> None:
        """Index the lexicon. `demonyms` tells which names are countries'; `gazetteer` is not needed here."""
        del gazetteer
        self.lexicon = Lexicon(ontology)
        self.countries = frozenset(demonyms.values()) | frozenset(demonyms)
        self.networks = frozenset(" ".join(n.form) for n in ontology.nouns if n.group == "network")
        self.noun_classes = {" ".join(n.form): n.denotes for n in ontology.nouns if n.denotes is not None}
        self.noun_classes |= {" ".join(n.form): "Person" for n in ontology.nouns if n.kind in {"title", "kinship"}}

    def __call__(self, doc: Doc) -> Doc:
        """Fill `ws.events`."""
        if self.lexicon is None:
            raise RuntimeError("EventReader.prepare must be called before documents are read")
        ws = workspace(doc)
        scene = Scene(doc, ws, self.lexicon, self.noun_classes, self.countries, self.networks)
        triggers = find_triggers(scene)
        drafts: list[tuple[Trigger, EventDraft]] = []
        pending: list[tuple[EventDraft, PendingRole]] = []
        for trigger in triggers:
            draft = EventDraft(trigger.cls, [trigger.span], trigger.token.i, trigger.reading.entry)
            pending += [(draft, p) for p in fill_roles(scene, trigger, draft)]
            if "Communication" in scene.lineage(trigger.cls):
                add_hearers(scene, trigger, draft)
            drafts.append((trigger, draft))
        united = merge(scene, drafts)
        gather_toll(scene, drafts, united)
        by_token = {t.token.i: united[id(d)] for t, d in drafts if id(d) in united}
        for draft, role in pending:
            if id(draft) in united and role.token.i in by_token:
                united[id(draft)].add_role(
                    role.role, by_token[role.token.i], role.token.i, "event/" + role.rule, role.confidence
                )
        for trigger, draft in drafts:
            if id(draft) in united and "Communication" in scene.lineage(trigger.cls):
                add_topics(scene, trigger, united[id(draft)], by_token)
        events = list({id(e): e for e in by_token.values()}.values())
        add_links(scene, events, by_token)
        share_roles(scene, events)
        place_elections(scene, events)
        ws.events = events
        return doc


@Language.factory("kg_events", requires=["doc._.kg"], assigns=["doc._.kg"])
def create(nlp: Language, name: str) -> EventReader:
    """The factory spaCy knows by name."""
    del nlp, name
    return EventReader()
