"""The pipeline component "kg_judge": the last word on what the rules proposed."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.draft import EventDraft, Workspace, workspace
from kg.extract.judge.model import LinearJudge, load_judge
from kg.extract.judge.proposals import propose
from kg.model import Factuality
from kg.ontology import Ontology

__all__ = ["JudgeComponent", "drop_faint", "make_judge"]

_FAINT = 0.4  # the confidence of an event that one noun tells of, and nothing else


class JudgeComponent:
    """Writes the probability on what it keeps, and drops what is below its kind's threshold."""

    def __init__(self) -> None:
        self.judge: LinearJudge | None = None

    def prepare(self, ontology: Ontology, gazetteer: Mapping[str, str], demonyms: Mapping[str, str]) -> None:
        """Load the shipped model."""
        del ontology, gazetteer, demonyms
        self.judge = load_judge()

    def __call__(self, doc: Doc) -> Doc:
        """Judge events first, then what joins them; what hangs on a dropped event goes with it."""
        if self.judge is None:
            raise RuntimeError("JudgeComponent.prepare must be called before documents are read")
        drop_faint(workspace(doc))
        dropped: set[int] = set()
        for proposal in propose(doc):
            weights = self.judge.kinds.get(proposal.kind)
            if weights is None:
                continue
            probability = weights.probability(proposal.features)
            if probability >= weights.threshold:
                proposal.keep(round(probability, 3))
            else:
                proposal.drop()
                if isinstance(proposal.draft, EventDraft):
                    dropped.add(id(proposal.draft))
        if dropped:
            _cut(workspace(doc), dropped)
        return doc


def drop_faint(ws: Workspace) -> None:
    """Leave out events of which a noun in the body is all there is ("hurricanes are storms"): most are talk in general."""
    pointed_at = {id(x) for e in ws.events for x in (*(r.filler for r in e.roles), *(other for _, other, _ in e.links))}
    ws.events = [e for e in ws.events if id(e) in pointed_at or not _says_nothing(ws, e)]


def _says_nothing(ws: Workspace, event: EventDraft) -> bool:
    told = event.roles or event.links or event.attributed_to or event.date or len(event.triggers) > 1
    plain = event.factuality is Factuality.ACTUAL
    return plain and not told and event.confidence <= _FAINT and event.triggers[0][0] >= ws.title_end


def _cut(ws: Workspace, dropped: set[int]) -> None:
    """Take away events, and everything that points at them."""
    ws.events = [e for e in ws.events if id(e) not in dropped]
    for event in ws.events:
        event.roles = [r for r in event.roles if id(r.filler) not in dropped]
        event.links = [link for link in event.links if id(link[1]) not in dropped]


@Language.factory("kg_judge", requires=["doc._.kg"], assigns=["doc._.kg"])
def make_judge(nlp: Language, name: str) -> JudgeComponent:
    """The factory spaCy knows by name."""
    del nlp, name
    return JudgeComponent()
