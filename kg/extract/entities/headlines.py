"""Persons a headline only describes: the article names them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.entities.clusters import Cluster, Clusters
from kg.extract.entities.nominal import Nominal

__all__ = ["join_headline_persons"]

_LEAD = 3  # the first sentences of the body, in which whom the article is about is named


def join_headline_persons(clusters: Clusters, headline: Iterable[tuple[Nominal, str]], title_end: int) -> None:
    """Join each person described in a headline that names nobody to the one named with the same noun, or to the lead's subject.

    `headline` gives the headline's descriptions, each with its noun; tokens [0, title_end) are the headline.
    """
    persons = [c for c in clusters.all if c.draft.named and c.draft.cls == "Person" and c.draft.number == "sg"]
    if any(m.head < title_end for c in persons for m in c.draft.mentions):
        return
    for nominal, noun in headline:
        cluster = clusters.at(nominal.head)
        if cluster is None or cluster.draft.named or cluster.draft.cls != "Person":
            continue
        if nominal.plural or nominal.part or nominal.other:
            continue
        gender = cluster.draft.gender
        fit = [c for c in persons if gender is None or c.draft.gender in (None, gender)]
        same = [c for c in fit if noun in c.nouns]
        if len(same) == 1 or (same and nominal.entry is not None and same[0].offices & cluster.offices):
            clusters.merge(cluster, same[0])
        elif not same and clusters.table.dep[nominal.head] in ("nsubj", "nsubjpass", "ROOT"):
            lead = _lead(clusters, fit, title_end)
            if lead is not None:
                clusters.merge(cluster, lead)


def _lead(clusters: Clusters, persons: list[Cluster], title_end: int) -> Cluster | None:
    """The only one of these named in the article's first sentences as a subject."""
    table = clusters.table
    first = table.sentence[min(title_end, len(table) - 1)]
    found = [
        c
        for c in persons
        if any(
            first <= table.sentence[m.head] < first + _LEAD and table.dep[m.head] in ("nsubj", "nsubjpass")
            for m in c.draft.mentions
        )
    ]
    return found[0] if len(found) == 1 else None
