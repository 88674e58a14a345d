"""An article that a store has, found by what a person remembers of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.describe.article import ArticleDescription, describe
from kg.errors import KgError, QueryError
from kg.ontology import load_ontology
from kg.ontology.wording import load_wording
from kg.store import SelectResult, Store
from kg.triples import parse_nquads

__all__ = ["describe_stored", "find_articles"]

_ARTICLES = """
SELECT ?article (SAMPLE(?url) AS ?address) (SAMPLE(?title) AS ?headline)
{ ?article a nkg:Article . OPTIONAL { ?article schema:url ?url } OPTIONAL { ?article schema:headline ?title } }
GROUP BY ?article ORDER BY ?article
"""


def find_articles(wanted: str, store: Store) -> list[tuple[str, str]]:
    """IRI and headline of the articles that are meant: those with this very url or IRI, else those whose url or
    headline has the words in it, whatever their case."""
    answer = store.query(_ARTICLES)
    if not isinstance(answer, SelectResult):
        raise QueryError("the store gave no table for a SELECT")
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in answer]
    exact = [(iri, headline) for iri, url, headline in rows if wanted in (iri, url)]
    folded = wanted.casefold()
    return exact or [(i, h) for i, u, h in rows if any(folded in part.casefold() for part in (i, u, h))]


def describe_stored(wanted: str, store: Store, extra: Iterable[Path] = ()) -> ArticleDescription:
    """Describe the one article of the store that `wanted` means; `extra` are Turtle files with further classes.

    Raises:
        KgError: no article is meant, or several are; the message lists them.
    """
    found = find_articles(wanted, store)
    if not found:
        raise KgError(
            f"the store has no article whose url or headline contains {wanted!r}; kg stats counts what it has"
        )
    if len(found) > 1:
        listed = "\n".join(f"  {headline or iri}\n    {iri}" for iri, headline in found[:10])
        more = f"\n  … and {len(found) - 10} more" if len(found) > 10 else ""
        raise KgError(f"{len(found)} articles match {wanted!r}; say which:\n{listed}{more}")
    extra = tuple(extra)
    return describe(parse_nquads(store.graph(found[0][0])), load_ontology(extra), load_wording(extra))
