"""Names become entities: one for all variants of a name, with the titles that stand before it."""

from __future__ import annotations

from kg.extract.draft import EntityDraft, TitleUse
from kg.extract.entities.clusters import Cluster, Clusters
from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.name import Name, is_acronym
from kg.extract.entities.variants import Countries, NameBook
from kg.model import MentionKind

__all__ = ["Namer"]


class Namer:
    """Enters a document's names into its clusters."""

    def __init__(self, clusters: Clusters, countries: Countries, lexicon: NounLexicon) -> None:
        self.clusters = clusters
        self.table = clusters.table
        self.countries = countries
        self.lexicon = lexicon
        self.book = NameBook(countries, lexicon)

    def add(self, names: list[Name]) -> None:
        """One entity for the variants of each name; longer names are met first."""
        table = self.table
        self._define(names)
        of: dict[int, EntityDraft] = {}
        outer = {i: n.cls for n in names if not n.nested for i in range(n.start, n.end)}
        for name in sorted(names, key=lambda n: (n.nested, -(n.end - n.start), n.start)):
            surface = table.surface(name.start, name.end)
            cluster = self._same(surface, name)
            if cluster is None:
                if name.nested and not self._speaks_of(surface, outer.get(name.start, "")):
                    continue
                cluster = self._new(surface, name)
            if surface not in cluster.draft.aliases:
                cluster.draft.aliases.append(surface)
                self.book.add(cluster, surface)
            self.clusters.mention(cluster, name.start, name.end, self._head(name), MentionKind.NAME)
            of[id(name)] = cluster.draft
        for cluster in self.clusters.all:
            cluster.draft.name = self._best(cluster.draft)
        # Where names nest, the narrowest has its tokens, but for the head, which is the widest's.
        by_width = sorted((n for n in names if id(n) in of), key=lambda n: n.start - n.end)
        for name in by_width:
            for i in range(name.start, name.end):
                self.clusters.by_token[i] = of[id(name)]
        for name in reversed(by_width):
            self.clusters.by_token[self._head(name)] = of[id(name)]

    def _speaks_of(self, surface: str, outer: str) -> bool:
        """Whether a name within one of class `outer` is spoken of: the country of a ministry is, the town of a university is not."""
        return outer in ("GovernmentBody", "ArmedForce", "DiplomaticMission") and self.countries.is_one(surface)

    def add_titles(self, titles: list[tuple[Name, TitleUse]]) -> None:
        """Titles that stand before names: their words stand for the person too."""
        for name, title in titles:
            draft = self.clusters.by_token[name.end - 1]
            self.clusters.entitle(self.clusters.of(draft), title)
            if name.end - name.start == 1 and title.entry.kind in ("title", "rank") and title.end == name.start:
                with_title = self.table.surface(title.start, name.end)
                if with_title not in draft.aliases:
                    draft.aliases.append(with_title)
            for i in range(title.start, title.end):
                self.clusters.by_token.setdefault(i, draft)

    def _define(self, names: list[Name]) -> None:
        """ "National Transportation Safety Board (NTSB)": what the brackets give is the same name."""
        table = self.table
        starting = {n.start: n for n in names}
        for name in names:
            short = starting.get(name.end + 1)
            if short is None or short.end >= len(table) or table.text[name.end] != "(" or table.text[short.end] != ")":
                continue
            if short.end - short.start == 1 and is_acronym(table.text[short.start]) and name.cls != "Person":
                self.book.defined[table.text[short.start]] = table.surface(name.start, name.end)
                short.cls = name.cls

    def _same(self, surface: str, name: Name) -> Cluster | None:
        if (cluster := self.book.exact(surface, name.cls)) is not None:
            return cluster
        found = self.book.variants(surface, name.cls)
        if len(found) > 1:
            # Two of the same surname: the one named nearest before.
            before = [(max(s), c) for c in found if (s := [m.start for m in c.draft.mentions if m.start < name.start])]
            return max(before, key=lambda b: b[0])[1] if before else None
        return found[0] if found else None

    def _new(self, surface: str, name: Name) -> Cluster:
        draft = EntityDraft(name.cls, surface, [], True, confidence=0.9 if name.sure else 0.75)
        draft.gender = None if name.cls == "Person" else "n"
        if name.cls == "Person" and name.end - name.start > 1:
            draft.gender = self.lexicon.given_name(self.table.text[name.start]) or None
        cluster = self.clusters.new(draft)
        if name.cls not in ("Person", "GeopoliticalEntity"):
            cluster.nouns |= {self.table.lower[self._noun(name)], self.table.lower[name.start]}
        return cluster

    def _best(self, draft: EntityDraft) -> str:
        """The name an entity is called by: the fullest; of countries, the noun before the adjective."""
        nouns = [a for a in draft.aliases if a not in self.countries.demonyms]
        if draft.cls == "GeopoliticalEntity" and nouns:
            return max(nouns, key=lambda a: (len(a) > 3 and not a.isupper(), -draft.aliases.index(a)))
        return max(nouns or draft.aliases, key=len)

    def _head(self, name: Name) -> int:
        """The token of a name that the rest of the sentence hangs on."""
        table = self.table
        for i in range(name.end - 1, name.start - 1, -1):
            if not name.start <= table.head[i] < name.end and table.tag[i] not in ("POS", "IN", ",", "HYPH"):
                return i
        return name.end - 1

    def _noun(self, name: Name) -> int:
        """The last word before the first "of"."""
        for i in range(name.start + 1, name.end):
            if self.table.lower[i] in ("of", "for", "in", "at"):
                return i - 1
        return name.end - 1
