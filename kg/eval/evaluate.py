"""Gold articles and their graphs in, an `Evaluation` out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.eval.causes import Causes, Lemmas
from kg.eval.confidence import Statement, statement_confidences
from kg.eval.gold import GoldArticle
from kg.eval.layout import Layout
from kg.eval.matching import match
from kg.eval.measures import Verdict, judge
from kg.eval.report import Evaluation
from kg.eval.system import read_triples
from kg.graph.terms import Triple
from kg.model import Span
from kg.ontology import Ontology
from kg.pipeline import Pipeline

__all__ = ["evaluate", "score"]


def score(
    gold: Iterable[GoldArticle],
    graphs: Mapping[str, Iterable[Triple]],
    ontology: Ontology,
    lemmas: Lemmas,
    sure: Mapping[str, Mapping[Statement, float]] | None = None,
) -> Evaluation:
    """Compare the graphs, by the url of their article, with the gold. An article without a graph is one that says nothing.

    `sure` gives, by url too, the confidence of statements that the graph gives none of.
    """
    judged: list[tuple[Verdict, str]] = []
    articles = 0
    for article in gold:
        articles += 1
        layout = Layout(article.document.text)
        url = article.document.url
        system = read_triples(graphs.get(url, ()), layout, ontology, (sure or {}).get(url))
        matching = match(article, system, layout, ontology)
        causes = Causes(article, system, matching, layout, ontology, lemmas)
        judged += [(verdict, causes.of(verdict)) for verdict in judge(article, system, matching)]
    return Evaluation(articles, tuple(judged))


def evaluate(
    gold: Sequence[GoldArticle], pipeline: Pipeline, on_article: Callable[[], None] | None = None
) -> Evaluation:
    """Put the gold's articles through the pipeline, without a store, and compare. `on_article` is called after each."""
    graphs, sure = {}, {}
    for extraction, graph in pipeline.graphs(article.document for article in gold):
        url = extraction.document.url
        graphs[url] = graph.triples
        sure[url] = statement_confidences(extraction, graph.triples)
        if on_article is not None:
            on_article()
    return score(gold, graphs, pipeline.ontology, _lemmas_of(pipeline), sure)


def _lemmas_of(pipeline: Pipeline) -> Lemmas:
    """The pipeline's own lemmas, of the paragraph that a span stands in."""

    def lemmas(text: str, span: Span) -> list[str]:
        start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
        nlp = pipeline.extractor.nlp
        with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name.startswith("kg_")]):
            doc = nlp(text[start : None if end < 0 else end])
        return [t.lemma_.lower() for t in doc if start + t.idx < span.end and start + t.idx + len(t) > span.start]

    return lemmas
