"""The entities of one document while their mentions are gathered."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.draft import EntityDraft, EntityMention, TitleUse
from kg.extract.entities.name import BODY_CLASSES, PLACE_CLASSES
from kg.extract.entities.table import Table
from kg.model import MentionKind

__all__ = ["Cluster", "Clusters", "compatible"]

_PAST = frozenset({"former", "ex", "late", "then"})
# How many tokens back a mention may look for what it stands for; keeps long documents linear.
_REACH = 1500


@dataclass(slots=True, eq=False)
class Cluster:
    """A draft, and what was said of it: nouns it was called by, their groups, words before them, offices (entry IRIs)."""

    draft: EntityDraft
    nouns: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    mentions: int = 0


class Clusters:
    """All clusters, and which token stands for which."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.all: list[Cluster] = []
        self.by_token: dict[int, EntityDraft] = {}
        self._of: dict[int, Cluster] = {}
        self._heads: list[tuple[int, int]] = []  # (head, number of the cluster), sorted
        self._number: dict[int, int] = {}
        self._numbered: list[Cluster] = []  # by number, one that was merged standing for what it was merged into
        self._subjects: set[tuple[int, int]] = set()  # (number of a cluster, sentence in which it is a subject)

    def new(self, draft: EntityDraft) -> Cluster:
        """A cluster for a new draft."""
        cluster = Cluster(draft)
        self._of[id(draft)] = cluster
        self._number[id(draft)] = len(self._numbered)
        self._numbered.append(cluster)
        self.all.append(cluster)
        return cluster

    def of(self, draft: EntityDraft) -> Cluster:
        """The cluster of a draft."""
        return self._of[id(draft)]

    def at(self, token: int | None) -> Cluster | None:
        """The cluster a token stands for."""
        draft = None if token is None else self.by_token.get(token)
        return None if draft is None else self.of(draft)

    def mention(self, cluster: Cluster, start: int, end: int, head: int, kind: MentionKind) -> None:
        """Record that tokens [start, end) with this head mention the cluster."""
        cluster.draft.mentions.append(EntityMention(start, end, head, kind))
        cluster.mentions += 1
        number = self._number[id(cluster.draft)]
        insort(self._heads, (head, number))
        if self.table.dep[head] in ("nsubj", "nsubjpass"):
            self._subjects.add((number, self.table.sentence[head]))

    def is_subject(self, cluster: Cluster, sentence: int) -> bool:
        """Whether a mention of the cluster is the subject of a clause of this sentence."""
        return (self._number[id(cluster.draft)], sentence) in self._subjects

    def merge(self, gone: Cluster, kept: Cluster) -> None:
        """Make two clusters one, but for titles: a headline shortens them; linear in the mentions of the one that goes and in the tokens that stand for something."""
        self.all.remove(gone)
        self._numbered[self._number[id(gone.draft)]] = kept
        for m in gone.draft.mentions:
            self.mention(kept, m.start, m.end, m.head, m.kind)
        for token, draft in self.by_token.items():
            if draft is gone.draft:
                self.by_token[token] = kept.draft
        kept.draft.gender = kept.draft.gender or gone.draft.gender
        kept.nouns |= gone.nouns
        kept.groups |= gone.groups
        kept.offices |= gone.offices

    def entitle(self, cluster: Cluster, title: TitleUse) -> None:
        """Record a title; a former one is no longer what the person is called by."""
        cluster.draft.titles.append(title)
        if not _PAST.intersection(self.table.lower[max(0, title.start - 1) : title.end]):
            cluster.offices.add(title.entry.iri)
        if title.entry.gender:
            cluster.draft.gender = cluster.draft.gender or title.entry.gender[0]

    def before(self, token: int) -> Iterator[tuple[Cluster, int]]:
        """Clusters with the head of their last mention before a token, the nearest first."""
        seen: set[int] = set()
        for at in range(bisect_left(self._heads, (token, -1)) - 1, -1, -1):
            head, number = self._heads[at]
            if token - head > _REACH:
                return
            if number not in seen:
                seen.add(number)
                yield self._numbered[number], head


def compatible(a: str, b: str) -> bool:
    """Whether one thing may be said to be of both classes: two kinds of body, two of place, or a body and its building."""
    if a == b or (a in BODY_CLASSES and b in BODY_CLASSES) or (a in PLACE_CLASSES and b in PLACE_CLASSES):
        return True
    return {a, b} <= {"Organization", "Place", "Facility"}
