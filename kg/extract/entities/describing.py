"""Descriptions join the entity they describe, or make one of their own.

The order is that of multi-pass sieves (Lee et al. 2013, "Deterministic coreference resolution based on
entity-centric, precision-ranked rules"): the surest rule first, and a description no rule is sure of stays alone.
"""

from __future__ import annotations

from kg.extract.draft import EntityDraft, TitleUse
from kg.extract.entities.clusters import Cluster, Clusters, compatible
from kg.extract.entities.headlines import join_headline_persons
from kg.extract.entities.name import BODY_CLASSES, PLACE_CLASSES
from kg.extract.entities.nominal import Nominal
from kg.extract.entities.variants import Countries, plain
from kg.model import MentionKind

__all__ = ["Describer"]

_PLAIN_MODIFIERS = frozenset({"several", "many", "local", "least", "same", "more", "entire", "whole", "such", "few"})


class Describer:
    """Enters a document's descriptions into its clusters."""

    def __init__(self, clusters: Clusters, countries: Countries, title_end: int) -> None:
        self.clusters = clusters
        self.table = clusters.table
        self.countries = countries
        self.title_end = title_end

    def add(self, nominals: list[Nominal]) -> None:
        """Descriptions join the entity they describe, or make one of their own."""
        for nominal in nominals:
            cluster = self._describes(nominal)
            if cluster is None and _vague(nominal):
                continue
            if cluster is None:
                cluster = self.clusters.new(self._draft(nominal))
            elif cluster.draft.size is None and nominal.size is not None and not cluster.draft.named:
                cluster.draft.size, cluster.draft.size_modifier = nominal.size, nominal.size_modifier
            draft = cluster.draft
            if nominal.entry is not None:
                cluster.nouns.add(self._noun(nominal))
                cluster.modifiers |= self._modifiers(nominal)
                if nominal.entry.group:
                    cluster.groups.add(nominal.entry.group)
                if nominal.entry.kind in ("title", "kinship") and draft.cls == "Person":
                    self.clusters.entitle(cluster, TitleUse(nominal.title_start, nominal.head + 1, nominal.entry))
                draft.gender = draft.gender or _gender(nominal)
            # "the Iran-backed militia" beside a true name is a description of it.
            named = nominal.named and not (draft.named and draft.name[:1].isupper() and self._common(nominal, draft))
            kind = MentionKind.NAME if named else MentionKind.NOMINAL
            surface = self.table.surface(nominal.start, nominal.end)
            if (not draft.named or named) and surface not in draft.aliases:
                draft.aliases.append(surface)
            self.clusters.mention(cluster, nominal.start, nominal.end, nominal.head, kind)
            self.clusters.by_token[nominal.head] = draft
            if nominal.counted is not None:
                self.clusters.by_token[nominal.counted] = draft
        headline = [(n, self._noun(n)) for n in nominals if n.head < self.title_end]
        join_headline_persons(self.clusters, headline, self.title_end)

    def _draft(self, nominal: Nominal) -> EntityDraft:
        surface = self.table.surface(nominal.start, nominal.end)
        return EntityDraft(
            nominal.cls,
            surface,
            [],
            nominal.named,
            size=nominal.size,
            size_modifier=nominal.size_modifier,
            number="pl" if nominal.plural else "sg",
            gender=_gender(nominal) or (None if nominal.cls in ("Person", "Group") else "n"),
            confidence=0.8,
        )

    def _common(self, nominal: Nominal, draft: EntityDraft) -> bool:
        """Whether the description ends in a common noun and the entity's name in a proper one."""
        return self.table.text[nominal.head][:1].islower() and draft.name.split()[-1][:1].isupper()

    def _noun(self, nominal: Nominal) -> str:
        if nominal.entry is not None and nominal.entry.kind in ("title", "kinship"):
            return " ".join(nominal.entry.form)
        return self.table.lemma[nominal.head] if self.table.plural(nominal.head) else self.table.lower[nominal.head]

    def _modifiers(self, nominal: Nominal) -> set[str]:
        """The words before the noun that tell it from others of its kind."""
        table = self.table
        first = nominal.title_start if nominal.entry is not None else nominal.head
        return {
            table.lower[i]
            for i in range(nominal.start, max(first, nominal.start))
            if table.tag[i][:2] in ("JJ", "NN", "VB") and table.lower[i] not in _PLAIN_MODIFIERS
        }

    def _differs(self, nominal: Nominal, cluster: Cluster) -> bool:
        mine = self._modifiers(nominal)
        return bool(mine and cluster.modifiers and not mine & cluster.modifiers)

    def _describes(self, nominal: Nominal) -> Cluster | None:
        if nominal.part and nominal.cls == "Person" and self.table.dep[nominal.head] in ("appos", "attr"):
            return self._apposition(nominal)
        if nominal.part:
            return self._one_of(nominal)
        if nominal.other:
            return self._twin(nominal)
        if nominal.named:
            return self._named_twin(nominal) or self._apposition(nominal)
        if (place := self._of_place(nominal)) is not None:
            return place
        appositive = self._apposition(nominal)
        if appositive is not None:
            return appositive
        if nominal.head < self.title_end and not nominal.plural and (named := self._headline(nominal)) is not None:
            return named
        if nominal.det == "def" and not nominal.plural:
            return self._definite(nominal)
        return self._same_description(nominal)

    def _one_of(self, nominal: Nominal) -> Cluster | None:
        """ "one of these groups, the Free Brigade,": the name in apposition is the one."""
        table, i = self.table, nominal.head
        if nominal.size not in (None, 1) or table.lower[i] not in ("one", "member"):
            return None
        inner = [k for p in table.kids[i] if table.dep[p] == "prep" for k in table.kids[p] if table.dep[k] == "pobj"]
        for place in (i, *inner):
            name = table.kid(place, "appos")
            draft = None if name is None else self.clusters.by_token.get(name)
            if draft is not None and draft.named and draft.number != "pl" and draft.cls not in PLACE_CLASSES:
                return self.clusters.of(draft)
        return None

    def _of_place(self, nominal: Nominal) -> Cluster | None:
        """ "the state of Alabama": the noun and the name are one."""
        table, i = self.table, nominal.head
        if nominal.cls not in PLACE_CLASSES or i + 2 >= len(table) or table.lower[i + 1] != "of":
            return None
        draft = self.clusters.by_token.get(i + 2)
        if (
            draft is None
            or draft.cls not in ("Place", "GeopoliticalEntity")
            or not draft.named
            or not table.noun(i + 2)
        ):
            return None
        return self.clusters.of(draft)

    def _holder(self, nominal: Nominal) -> Cluster | None:
        """The only named person of the article with this title."""
        assert nominal.entry is not None
        found = [c for c in self.clusters.all if c.draft.named and nominal.entry.iri in c.offices]
        return found[0] if len(found) == 1 else None

    def _headline(self, nominal: Nominal) -> Cluster | None:
        """Headlines describe first what the lead names: "Governor signs bill … Governor Jane Doe"."""
        if nominal.entry is None or nominal.det == "indef":
            return None
        if nominal.entry.kind == "title":
            return self._holder(nominal)
        if nominal.cls in BODY_CLASSES | PLACE_CLASSES:
            noun = self._noun(nominal)
            found = [
                c
                for c in self.clusters.all
                if c.draft.named and noun in c.nouns and compatible(nominal.cls, c.draft.cls)
            ]
            return found[0] if len(found) == 1 else None
        return None

    def _named_twin(self, nominal: Nominal) -> Cluster | None:
        beside = self.clusters.by_token.get(nominal.head - 1)
        if (
            beside is not None
            and beside.cls in BODY_CLASSES
            and nominal.cls in BODY_CLASSES
            and beside.cls in (nominal.cls, "Organization")
        ):
            # "the Taliban militia", "the AFP news agency": the noun says what the name is.
            beside.cls = nominal.cls
            return self.clusters.of(beside)
        surface = plain(self.table.surface(nominal.start, nominal.end))
        noun = self._noun(nominal)
        inside = {
            id(self.clusters.by_token[i])
            for i in range(nominal.start, nominal.end)
            if i in self.clusters.by_token and i != nominal.head
        }
        for cluster in self.clusters.all:
            if cluster.draft.cls != nominal.cls or not cluster.draft.named:
                continue
            if any(plain(a) == surface for a in cluster.draft.aliases):
                return cluster
            for m in cluster.draft.mentions:
                there = {id(self.clusters.by_token[i]) for i in range(m.start, m.end) if i in self.clusters.by_token}
                if noun in cluster.nouns and inside & there and m.kind is MentionKind.NAME:
                    return cluster
        return None

    def _twin(self, nominal: Nominal) -> Cluster | None:
        surface = plain(self.table.surface(nominal.start, nominal.end))
        return next(
            (c for c in self.clusters.all if not c.draft.named and any(plain(a) == surface for a in c.draft.aliases)),
            None,
        )

    def _apposition(self, nominal: Nominal) -> Cluster | None:
        """ "X, the speaker of the house": a description beside a name is that name's."""
        table, i = self.table, nominal.head
        other: int | None = None
        if table.dep[i] == "appos":
            other = table.head[i]
        elif table.dep[i] == "attr" and table.lemma[table.head[i]] == "be" and table.kid(table.head[i], "neg") is None:
            # "X is a doctor"
            other = table.kid(table.head[i], "nsubj")
            if (
                nominal.cls != "Person"
                or other is None
                or (d := self.clusters.by_token.get(other)) is None
                or d.number != "sg"
            ):
                return None
        else:
            other = next((k for k in table.kids[i] if table.dep[k] == "appos" and k in self.clusters.by_token), None)
            other = self._stray_apposition(nominal) if other is None else other
        if other is None and nominal.entry is not None and nominal.entry.kind in ("title", "kinship"):
            other = self._right_after(nominal)
            other = self._beside_comma(nominal) if other is None else other
        if other is None or nominal.plural or abs(other - i) > 15:
            return None
        draft = self.clusters.by_token.get(other)
        if draft is None or not compatible(nominal.cls, draft.cls):
            return None
        return self.clusters.of(draft)

    def _stray_apposition(self, nominal: Nominal) -> int | None:
        """ "the militia in Iraq, the Free Brigade,": the parser hangs the name on the place; the classes say where it belongs."""
        for preposition in self.table.kids[nominal.head]:
            if self.table.dep[preposition] != "prep" or (obj := self.table.kid(preposition, "pobj")) is None:
                continue
            inner, name = self.clusters.by_token.get(obj), self.table.kid(obj, "appos")
            described = None if name is None else self.clusters.by_token.get(name)
            if (
                described is not None
                and described.named
                and compatible(nominal.cls, described.cls)
                and inner is not None
                and not compatible(inner.cls, described.cls)
            ):
                return name
        return None

    def _right_after(self, nominal: Nominal) -> int | None:
        """ "Voters elected Ann Lee mayor of Hull": the office of the person named right before it."""
        before = self.clusters.by_token.get(nominal.start - 1) if nominal.start else None
        if before is None or not before.named or before.cls != "Person" or nominal.det != "bare":
            return None
        return nominal.start - 1

    def _beside_comma(self, nominal: Nominal) -> int | None:
        """ "the mayor of Paris, Anne Hidalgo," and "Anne Hidalgo, mayor of Paris,": by commas, where the parse says nothing."""
        table, n = self.table, len(self.table)
        closing = (",", ".", ")", ";", ":")
        if nominal.end + 1 < n and table.text[nominal.end] == ",":
            draft = self.clusters.by_token.get(nominal.end + 1)
            if draft is not None and draft.named and draft.cls == "Person" and nominal.det != "indef":
                end = nominal.end + 1
                while end < n and self.clusters.by_token.get(end) is draft:
                    end += 1
                if end < n and table.text[end] in closing:
                    return nominal.end + 1
        start = nominal.start - (table.lower[nominal.start - 1] in ("the", "a", "an"))
        stop = nominal.end
        if stop < n and table.dep[stop] == "prep" and nominal.start <= table.head[stop] < stop:
            stop = min(table.right_edge(stop) + 1, stop + 6)
            stop = next((k for k in range(nominal.end, stop) if table.text[k] in closing), stop)
        if start >= 2 and table.text[start - 1] == "," and stop < n and table.text[stop] in closing:
            draft = self.clusters.by_token.get(start - 2)
            if draft is not None and draft.named and draft.cls == "Person":
                return start - 2
        return None

    def _definite(self, nominal: Nominal) -> Cluster | None:
        noun = self._noun(nominal)
        near = list(self.clusters.before(nominal.head))
        if nominal.cls == "GeopoliticalEntity":
            return self._land(nominal, near)
        # Said with the same noun before, or named with it.
        for cluster, _ in near:
            alike = compatible(nominal.cls, cluster.draft.cls) and cluster.draft.number == "sg"
            if alike and noun in cluster.nouns and not self._differs(nominal, cluster):
                return cluster
        if nominal.entry is None:
            if nominal.cls == "Person":
                people = [c for c, _ in near if c.draft.cls == "Person"]
                return people[0] if people else None
            return None
        if nominal.entry.group in ("human", "perpetrator"):
            return self._same_human(nominal, near)
        if nominal.entry.kind in ("title", "kinship"):
            if holder := self._holder(nominal):
                return holder
            here = self.table.sentence[nominal.head]
            holders = [c for c, p in near if nominal.entry.iri in c.offices and here - self.table.sentence[p] <= 3]
            return holders[0] if holders else None
        if nominal.cls in BODY_CLASSES and nominal.cls != "Organization":
            same = [c for c, _ in near if c.draft.cls == nominal.cls and c.draft.named]
            distinct = {id(c) for c in same}
            if len(distinct) == 1:
                return same[0]
        return None

    def _same_human(self, nominal: Nominal, near: list[tuple[Cluster, int]]) -> Cluster | None:
        """ "the man", "the suspect": one person without a name, spoken of shortly before."""
        here, gender = self.table.sentence[nominal.head], _gender(nominal)
        for cluster, place in near:
            if here - self.table.sentence[place] > 4:
                return None
            draft = cluster.draft
            if (
                draft.cls != "Person"
                or draft.named
                or draft.number != "sg"
                or (gender and draft.gender not in (None, gender))
            ):
                continue
            assert nominal.entry is not None
            if nominal.entry.group == "human" and "kin" not in cluster.groups:
                return cluster
            if cluster.groups & {"human", "perpetrator"}:
                return cluster
        return None

    def _land(self, nominal: Nominal, near: list[tuple[Cluster, int]]) -> Cluster | None:
        """ "the country", "the city": the nearest one named, of the right kind."""
        assert nominal.entry is not None
        here = self.table.sentence[nominal.head]
        for cluster, place in near:
            if here - self.table.sentence[place] > 4:
                return None
            draft = cluster.draft
            land = draft.cls == "GeopoliticalEntity" and draft.named
            if land and (nominal.entry.group == "country") == self._is_country(draft):
                return cluster
        return None

    def _is_country(self, draft: EntityDraft) -> bool:
        return any(self.countries.is_one(a) for a in draft.aliases)

    def _only_named(self, nominal: Nominal) -> Cluster | None:
        """ "police", "the government": the one body of that kind which the article names."""
        if (
            nominal.cls not in BODY_CLASSES
            or nominal.plural
            or nominal.det in ("indef", "poss")
            or nominal.entry is None
        ):
            return None
        if nominal.det == "bare" and nominal.head - nominal.start > 0:
            return None
        noun = self._noun(nominal)
        found = [c for c in self.clusters.all if c.draft.named and noun in c.nouns and c.draft.cls in BODY_CLASSES]
        return found[0] if len(found) == 1 else None

    def _same_description(self, nominal: Nominal) -> Cluster | None:
        if (named := self._only_named(nominal)) is not None:
            return named
        noun = self._noun(nominal) if nominal.entry is not None else None
        for cluster, place in self.clusters.before(nominal.head):
            draft = cluster.draft
            if draft.named or draft.cls != nominal.cls or draft.number != ("pl" if nominal.plural else "sg"):
                continue
            same_size = nominal.size is not None and draft.size == nominal.size
            if noun is not None and noun in cluster.nouns:
                if self._differs(nominal, cluster):
                    continue
                if nominal.size is not None and draft.size is not None and not same_size:
                    continue
                counted = (nominal.size is None) != (draft.size is None)
                if (nominal.det == "indef" or (counted and nominal.det == "bare")) and place >= self.title_end:
                    continue
                return cluster
            if same_size and nominal.cls == "Group" and (noun is None or not cluster.nouns):
                return cluster
        return None


def _vague(nominal: Nominal) -> bool:
    """Whether a description is worth nothing unless it stands for something named."""
    entry = nominal.entry
    if entry is None or nominal.named:
        return False
    if entry.group == "weak" or entry.denotes == "Place":
        return True
    return (
        entry.denotes == "GeopoliticalEntity"
        and nominal.size is None
        and not (nominal.plural and nominal.head > nominal.start)
    )


def _gender(nominal: Nominal) -> str | None:
    if nominal.entry is None or nominal.plural:
        return None
    return {"masculine": "m", "feminine": "f"}.get(nominal.entry.gender or "")
