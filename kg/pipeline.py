"""The whole line in one place: read → extract → link → graph → store.

    from kg import Pipeline, open_store

    with open_store("kg-store") as store:
        result = Pipeline().ingest(["article.html"], store)

Articles are taken in batches, since spaCy and pySHACL both spend much time on starting. With several processes each takes
whole batches from text to checked graph, and this one stores them. Batches are stored in the order read, each in one
transaction, so an article is in the store as a whole or not at all.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.background import map_in_processes
from kg.errors import SkippedSource
from kg.graph import DEFAULT_BASE_IRI, ArticleGraph, Checker, CheckResult, Quarantined, map_extraction, to_nquads
from kg.graph.terms import Term
from kg.model import Document, Extraction
from kg.ontology import Ontology, load_ontology
from kg.read import Defaults, read
from kg.store import Change
from kg.triples import term_of

if TYPE_CHECKING:
    from kg.extract import Extractor
    from kg.link import Linker
    from kg.store import Store

__all__ = ["BATCH", "IngestResult", "Pipeline", "Settings", "ingest"]

BATCH = 32
"""Articles extracted and checked in one go."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a pipeline is made of; can be pickled, so that a second process can make the same.

    `ontology` are Turtle files beside the shipped ones, `model` a spaCy pipeline's name, `base_iri` what the names of
    unlinked entities begin with (None: the default ones); `include_text` says whether articles' texts are stored;
    `judge` is a file made by `kg train`, in the place of the shipped judge.
    """

    ontology: tuple[Path, ...] = ()
    model: str | None = None
    base_iri: str | None = None
    include_text: bool = True
    judge: Path | None = None


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What an ingest did. Entities, events and facts (roles, relations, dates, counts, sources, arrows between events)
    are those of the articles' conforming graphs, each counted once for each article."""

    read: int
    added: int
    unchanged: int
    replaced: int
    skipped: tuple[SkippedSource, ...]
    entities: int
    events: int
    facts: int
    quarantined: tuple[Quarantined, ...]

    def as_json(self) -> dict[str, Any]:
        """The result as one JSON object, with every reason."""
        return {
            "articles": {
                "read": self.read,
                "added": self.added,
                "unchanged": self.unchanged,
                "replaced": self.replaced,
                "skipped": len(self.skipped),
            },
            "entities": self.entities,
            "events": self.events,
            "facts": self.facts,
            "skipped": [{"source": s.source, "line": s.line, "reason": s.reason} for s in self.skipped],
            "quarantined": [
                {
                    "article": q.article,
                    "message": q.message,
                    "shape": q.shape,
                    "focusNode": q.focus,
                    "sentence": q.sentence,
                    "triples": list(q.triples),
                }
                for q in self.quarantined
            ],
        }


class Pipeline:
    """Everything that is loaded once and used for many articles. Nothing is loaded before it is needed."""

    def __init__(self, settings: Settings | None = None, linker: Linker | None = None) -> None:
        """`linker` takes the place of the linker on the shipped index."""
        self.settings = settings or Settings()
        self._given_linker = linker

    @cached_property
    def ontology(self) -> Ontology:
        """The ontology with the settings' files. Raises OntologyError for one that cannot be used."""
        return load_ontology(self.settings.ontology)

    @cached_property
    def linker(self) -> Linker:
        """The linker in use."""
        from kg.link import IndexLinker

        return self._given_linker or IndexLinker.default()

    @cached_property
    def extractor(self) -> Extractor:
        """The extractor, told the names its linker's index is sure of. Raises ModelError where the model is missing."""
        from kg import __version__
        from kg.extract import Extractor, load_judge
        from kg.link import load_index

        index = load_index()
        named = {} if self.settings.model is None else {"model": self.settings.model}
        return Extractor(
            self.ontology,
            gazetteer=index.gazetteer(),
            demonyms=index.demonyms(),
            tool=f"newskg {__version__}",
            judge=None if self.settings.judge is None else load_judge(self.settings.judge),
            **named,
        )

    @cached_property
    def checker(self) -> Checker:
        """Shapes and rules, those of the settings' files among them."""
        return Checker(self.ontology, self.settings.ontology)

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """Entities, linked where one is sure, events and relations of each document, in order."""
        for extraction in self.extractor.pipe(documents, batch_size=BATCH):
            yield self.linker.link(extraction)

    def check(self, extractions: Iterable[Extraction]) -> CheckResult:
        """The extractions as graphs that conform to the shapes, with their shortcuts."""
        base_iri, text = self.settings.base_iri or DEFAULT_BASE_IRI, self.settings.include_text
        mapped = [map_extraction(e, self.ontology.ancestors, base_iri, text) for e in extractions]
        return self.checker.check(mapped)

    def graphs(self, documents: Iterable[Document]) -> Iterator[tuple[Extraction, ArticleGraph]]:
        """Each document's extraction and conforming graph, without a store."""
        extractions = self.extract(documents)
        while batch := list(islice(extractions, BATCH)):
            yield from zip(batch, self.check(batch).graphs, strict=True)

    def ingest(
        self,
        sources: Iterable[str | Path],
        store: Store,
        *,
        defaults: Defaults | None = None,
        processes: int = 1,
        on_stored: Callable[[int], None] | None = None,
    ) -> IngestResult:
        """Read the sources into the store.

        `defaults` fill what articles do not say of themselves. `processes` are those that extract, if there is more
        than one batch of articles; they are spawned, so a script that asks for more than one needs the usual
        `if __name__ == "__main__":`, and each has its own language model in memory. A pipeline with a linker of its own
        stays in this process. `on_stored` is called with the number of articles of each batch when it is in the store.

        Raises:
            SourceError: a source does not exist.
            OntologyError, ModelError, EntityIndexError: what the pipeline is made of cannot be used.
            StoreError: the store cannot be written. Batches stored before stay stored.
        """
        skipped: list[SkippedSource] = []
        batches = _batches(read(sources, defaults, on_skip=skipped.append))
        first = list(islice(batches, 2))
        ready: Iterable[_Ready]
        if processes > 1 and len(first) > 1 and self._given_linker is None:
            work = partial(_prepare_elsewhere, self.settings)
            ready = map_in_processes(work, chain(first, batches), processes)
        else:
            ready = map(self._prepare, chain(first, batches))
        changes: Counter[Change] = Counter()
        done: list[_Ready] = []
        with _calm_collector():
            for batch in ready:
                changes.update(store.replace_graphs(batch.graphs))
                done.append(replace(batch, graphs=()))
                if on_stored is not None:
                    on_stored(len(batch.graphs))
        return IngestResult(
            read=changes.total(),
            added=changes[Change.ADDED],
            unchanged=changes[Change.UNCHANGED],
            replaced=changes[Change.REPLACED],
            skipped=tuple(skipped),
            entities=sum(b.entities for b in done),
            events=sum(b.events for b in done),
            facts=sum(b.facts for b in done),
            quarantined=tuple(q for b in done for q in b.quarantined),
        )

    def _prepare(self, documents: Sequence[Document]) -> _Ready:
        """One batch, from text to what the store takes."""
        checked = self.check(self.extract(documents))
        classes, found = _Kinds.of(self.ontology), Counter[str]()
        for graph in checked.graphs:
            found.update(classes.count(graph))
        return _Ready(
            graphs=tuple((g.iri, to_nquads(g)) for g in checked.graphs),
            quarantined=checked.quarantined,
            entities=found["entities"],
            events=found["events"],
            facts=found["facts"],
        )


def ingest(sources: Iterable[str | Path], store: Store, settings: Settings | None = None) -> IngestResult:
    """Read the sources into the store: `Pipeline(settings).ingest(sources, store)`."""
    return Pipeline(settings).ingest(sources, store)


# -- batches on their way to the store ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ready:
    """A batch as the store takes it, each graph as (IRI, N-Quads), and what there is to tell of it."""

    graphs: tuple[tuple[str, bytes], ...]
    quarantined: tuple[Quarantined, ...]
    entities: int
    events: int
    facts: int


def _batches(documents: Iterator[Document]) -> Iterator[list[Document]]:
    while batch := list(islice(documents, BATCH)):
        yield batch


@cache
def _pipeline_elsewhere(settings: Settings) -> Pipeline:
    """In another process: one pipeline for all batches."""
    return Pipeline(settings)


def _prepare_elsewhere(settings: Settings, documents: Sequence[Document]) -> _Ready:
    pipeline = _pipeline_elsewhere(settings)
    with _calm_collector():
        return pipeline._prepare(documents)


@contextmanager
def _calm_collector() -> Iterator[None]:
    """Let Python's cyclic garbage collector run less often while a batch is worked on.

    By default it walks the model, the ontology and the index again for every 700 objects made, which took a sixth of
    the time of extraction and half of that of checking. The settings found are put back.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The terms by which entities, events and facts are told from what else is in a graph."""

    entity_classes: frozenset[Term]
    event_classes: frozenset[Term]
    event_facts: frozenset[Term]
    relations: frozenset[Term]

    @classmethod
    def of(cls, ontology: Ontology) -> _Kinds:
        others = (
            "subEventOf",
            "causedBy",
            "inResponseTo",
            "after",
            "date",
            "endDate",
            "deathCount",
            "injuryCount",
            "attributedTo",
        )
        return cls(
            entity_classes=frozenset(term_of(f"nkg:{c}") for c in ontology.entity_classes),
            event_classes=frozenset(term_of(f"nkg:{c}") for c in ontology.event_classes),
            event_facts=frozenset(term_of(f"nkg:{p}") for p in (*ontology.roles, *others)),
            relations=frozenset(term_of(p) for p in ontology.relations),
        )

    def count(self, graph: ArticleGraph) -> Iterator[str]:
        """One word for each entity, event and fact."""
        type_ = term_of("rdf:type")
        entities = {s for s, p, o in graph.triples if p == type_ and o in self.entity_classes}
        events = {s for s, p, o in graph.triples if p == type_ and o in self.event_classes}
        yield from ("entities" for _ in entities)
        yield from ("events" for _ in events)
        for s, p, _ in graph.triples:
            if (p in self.event_facts and s in events) or (p in self.relations and s in entities):
                yield "facts"
