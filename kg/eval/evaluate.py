"""Gold articles and their graphs in, an `Evaluation` out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.eval.causes import Causes, Lemmas
from kg.eval.gold import GoldArticle
from kg.eval.layout import Layout
from kg.eval.matching import match
from kg.eval.measures import Verdict, judge
from kg.eval.report import Evaluation
from kg.eval.system import read_triples
from kg.graph.terms import Triple
from kg.ontology import Ontology

__all__ = ["score"]


def score(
    gold: Iterable[GoldArticle], graphs: Mapping[str, Iterable[Triple]], ontology: Ontology, lemmas: Lemmas
) -> Evaluation:
    """Compare the graphs, by the url of their article, with the gold. An article without a graph is one that says nothing."""
    judged: list[tuple[Verdict, str]] = []
    articles = 0
    for article in gold:
        articles += 1
        layout = Layout(article.document.text)
        system = read_triples(graphs.get(article.document.url, ()), layout, ontology)
        matching = match(article, system, layout, ontology)
        causes = Causes(article, system, matching, layout, ontology, lemmas)
        judged += [(verdict, causes.of(verdict)) for verdict in judge(article, system, matching)]
    return Evaluation(articles, tuple(judged))
