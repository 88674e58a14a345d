"""What the rules propose for gold articles, and whether the gold has it too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.eval import GoldArticle
from kg.eval.layout import Layout
from kg.eval.matching import Matching, match, same_title
from kg.eval.system import SystemArticle, SystemEntity, SystemEvent
from kg.extract.draft import workspace
from kg.extract.finish import draft_ids, finish
from kg.extract.judge import drop_faint, propose
from kg.graph.terms import PREFIXES
from kg.model import Extraction, MentionKind
from kg.pipeline import Pipeline

__all__ = ["ArticleExamples", "Example", "examples_of"]


@dataclass(frozen=True, slots=True)
class Example:
    """A proposal: its kind, its features, the rules' own confidence in it, and whether the gold has it."""

    kind: str
    features: tuple[str, ...]
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class ArticleExamples:
    """One article's proposals, and how many of each kind its gold has."""

    examples: tuple[Example, ...]
    gold: dict[str, int]


def examples_of(
    gold: Sequence[GoldArticle], pipeline: Pipeline, on_article: Callable[[], None] | None = None
) -> Iterator[ArticleExamples]:
    """The examples of each article, in order. The judge in the pipeline has no part in it; `on_article` is called after each."""
    extractor, ontology = pipeline.extractor, pipeline.ontology
    with extractor.nlp.select_pipes(disable=["kg_judge"]):
        docs = extractor.nlp.pipe(map(extractor.prepare, (article.document for article in gold)), batch_size=16)
        for article, doc in zip(gold, docs, strict=True):
            ws = workspace(doc)
            drop_faint(ws)
            ids = draft_ids(ws)
            extraction = finish(doc, extractor.provenance)
            layout = Layout(article.document.text)
            system = _system(extraction, layout)
            oracle = _Oracle(article, system, match(article, system, layout, ontology))
            found = [
                Example(
                    p.kind, tuple(p.features), p.confidence, oracle.right(p.kind, [ids.get(id(k), k) for k in p.key])
                )
                for p in propose(doc)
            ]
            yield ArticleExamples(tuple(found), oracle.counts())
            if on_article is not None:
                on_article()


def _system(extraction: Extraction, layout: Layout) -> SystemArticle:
    """The extraction as the evaluation sees a graph: its ids stand for IRIs."""
    entities = {
        e.id: SystemEntity(
            e.id,
            frozenset({e.cls}),
            (e.name, *e.aliases, *(m.text for m in e.mentions if m.kind is not MentionKind.PRONOUN)),
            tuple(layout.span(m.span.start, m.span.end) for m in e.mentions if m.kind is not MentionKind.PRONOUN),
        )
        for e in extraction.entities
    }
    events = {
        v.id: SystemEvent(
            v.id,
            frozenset({v.cls}),
            tuple(layout.span(m.span.start, m.span.end) for m in v.triggers),
            tuple(m.text for m in v.triggers),
            v.factuality,
            v.confidence,
        )
        for v in extraction.events
    }
    return SystemArticle(entities, events, {})


class _Oracle:
    """Answers from the gold."""

    def __init__(self, gold: GoldArticle, system: SystemArticle, matching: Matching) -> None:
        self.gold, self.system, self.matching = gold, system, matching
        self.facts = {
            (kind, event.id, name, value) for event in gold.events.values() for kind, name, value in event.facts
        }

    def right(self, kind: str, key: list[object]) -> bool:
        """Whether the gold has a proposal, whose drafts are given by their ids."""
        if kind == "event":
            return str(key[0]) in self.matching.event
        subject, name, value = self._id(key[0]), str(key[1]), key[2]
        if kind == "relation":
            return self._related(subject, name, value)
        table = "roles" if kind == "role" else "between"
        return (table, subject, name, self._id(value)) in self.facts

    def counts(self) -> dict[str, int]:
        """How many the gold has of each kind."""
        of = [kind for kind, *_ in self.facts]
        return {
            "event": len(self.gold.events),
            "role": of.count("roles"),
            "link": of.count("between"),
            "relation": len(self.gold.relations),
        }

    def _id(self, node: object) -> str | None:
        return self.matching.resolve(str(node), self.system)

    def _related(self, subject: str | None, name: str, value: object) -> bool:
        literal = str(value) not in self.system.entities
        said = str(value) if literal else self._id(value)
        for relation in self.gold.relations:
            if relation.subject != subject or relation.literal != literal or _plain(relation.property) != _plain(name):
                continue
            if relation.object == said or (literal and same_title(relation.object, str(value))):
                return True
        return False


def _plain(name: str) -> str:
    """A property without its prefix or namespace."""
    for prefix, namespace in PREFIXES.items():
        name = name.removeprefix(namespace).removeprefix(f"{prefix}:")
    return name
