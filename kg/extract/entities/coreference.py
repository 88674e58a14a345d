"""Mentions that stand for one thing become one entity: names by their variants, descriptions and pronouns by sieves.

The order is that of multi-pass sieves (Lee et al. 2013, "Deterministic coreference resolution based on
entity-centric, precision-ranked rules"): the surest rule first, and a mention no rule is sure of stays alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.draft import EntityDraft, EntityMention, TitleUse
from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.names import BODY_CLASSES, Name, is_acronym
from kg.extract.entities.nominals import Nominal
from kg.extract.entities.table import Table
from kg.model import MentionKind

__all__ = ["Cluster", "Resolver"]

_PLACES = frozenset({"Place", "GeopoliticalEntity", "Facility"})
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_MODIFIER = frozenset({"poss", "compound", "amod", "nmod"})
_NAME_NOUNS = frozenset({"name", "entity"})
_PAST = frozenset({"former", "ex", "late", "then"})
_LETTERS = str.maketrans({"’": "'", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae"})
_PLAIN_MODIFIERS = frozenset({"several", "many", "local", "least", "same", "more", "entire", "whole", "such", "few"})
_LITTLE = frozenset({"of", "the", "and", "for", "&"})


@dataclass(slots=True)
class Cluster:
    """What is known of an entity while mentions are gathered: the draft, and its heads by name and by noun."""

    draft: EntityDraft
    nouns: set[str]
    title_nouns: set[str]
    heads: list[int]
    groups: set[str]
    modifiers: set[str]


class Resolver:
    """Builds the entities of one document."""

    def __init__(self, table: Table, title_end: int, demonyms: Mapping[str, str], lexicon: NounLexicon) -> None:
        self.table = table
        self.lexicon = lexicon
        self.title_end = title_end
        self.demonyms = demonyms
        self.clusters: list[Cluster] = []
        self.by_token: dict[int, EntityDraft] = {}
        self._of: dict[int, Cluster] = {}
        self._defined: dict[str, str] = {}
        self._homes = {_plain(c) for c in demonyms.values()}
        self._countries = {_initials(c): c for c in demonyms.values() if len(c.split()) > 1}

    # -- names ---------------------------------------------------------------------------------------

    def add_names(self, names: list[Name]) -> None:
        """One entity for the variants of each name; longer names are met first."""
        self._define(names)
        order = sorted(names, key=lambda n: (-(n.end - n.start), n.start))
        for name in order:
            surface = self._surface(name.start, name.end)
            cluster = self._same_name(surface, name)
            if cluster is None:
                draft = EntityDraft(name.cls, surface, [], True, confidence=0.9 if name.sure else 0.75)
                draft.gender = None if name.cls == "Person" else "n"
                if name.cls == "Person" and name.end - name.start > 1:
                    draft.gender = self.lexicon.given_name(self.table.text[name.start]) or None
                cluster = self._new(draft)
                if name.cls not in ("Person", "GeopoliticalEntity"):
                    cluster.nouns.add(self.table.lower[self._head_noun(name.start, name.end)])
                    cluster.nouns.add(self.table.lower[name.start])
            if surface not in cluster.draft.aliases:
                cluster.draft.aliases.append(surface)
            self._mention(cluster, name.start, name.end, self._head(name.start, name.end), MentionKind.NAME)
        for cluster in self.clusters:
            draft = cluster.draft
            draft.name = self._best_name(draft)
        # The widest mention has the head, the narrowest the other tokens.
        for name in sorted(names, key=lambda n: -(n.end - n.start)):
            draft = self._of[id_of(name)].draft if id_of(name) in self._of else self._find(name)
            for i in range(name.start, name.end):
                self.by_token[i] = draft
        for name in sorted(names, key=lambda n: n.end - n.start):
            self.by_token[self._head(name.start, name.end)] = self._find(name)

    def _define(self, names: list[Name]) -> None:
        """ "National Transportation Safety Board (NTSB)": what the brackets give is the same name."""
        table = self.table
        starting = {n.start: n for n in names}
        for name in names:
            short = starting.get(name.end + 1)
            if short is None or short.end >= len(table) or table.text[name.end] != "(" or table.text[short.end] != ")":
                continue
            if short.end - short.start == 1 and is_acronym(table.text[short.start]) and name.cls != "Person":
                self._defined[table.text[short.start]] = self._surface(name.start, name.end)
                short.cls = name.cls

    def _find(self, name: Name) -> EntityDraft:
        return next(
            c.draft for c in self.clusters for m in c.draft.mentions if (m.start, m.end) == (name.start, name.end)
        )

    def _surface(self, start: int, end: int) -> str:
        return self.table.surface(start, end)

    def _best_name(self, draft: EntityDraft) -> str:
        adjectives = [a for a in draft.aliases if a in self.demonyms]
        nouns = [a for a in draft.aliases if a not in self.demonyms]
        if draft.cls == "GeopoliticalEntity" and nouns:
            return max(nouns, key=lambda a: (len(a) > 3 and not a.isupper(), -draft.aliases.index(a)))
        return max(nouns or adjectives, key=len)

    def _same_name(self, surface: str, name: Name) -> Cluster | None:
        key = self._key(surface, name.cls)
        home = self.demonyms.get(surface)
        matches = []
        for cluster in self.clusters:
            draft = cluster.draft
            if not _compatible(draft.cls, name.cls):
                continue
            for alias in draft.aliases:
                other = self._key(alias, draft.cls)
                if other == key:
                    return cluster
                if _acronym_of(surface, alias) or _acronym_of(alias, surface) or (draft.cls == "Person" and name.cls == "Person" and _same_person(key, other)) or (name.cls in BODY_CLASSES | {"Facility", "Place"} and _shortened(key, other, self.lexicon)):
                    matches.append(cluster)
        matches = list({id(c): c for c in matches}.values())
        if len(matches) > 1:
            # Two of the same surname: the one named in full nearest before.
            before = [c for c in matches if min(m.start for m in c.draft.mentions) < name.start]
            matches = before[-1:] if name.cls != "Person" else [
                max(before, key=lambda c: max(m.start for m in c.draft.mentions if m.start < name.start))
            ] if before else []
        return matches[0] if matches else None

    def _key(self, surface: str, cls: str = "") -> str:
        """A name as it is compared: without case, accents and article, countries by their own name ("Iranian", "US").

        The country of a body stands at the end: "UK Supreme Court" is "Supreme Court of the United Kingdom".
        """
        surface = self._defined.get(surface, surface)
        if surface in self.demonyms:
            return _plain(self.demonyms[surface])
        words = [self._countries.get(w.replace(".", ""), w) if w.isupper() else w for w in surface.split()]
        if cls in BODY_CLASSES and len(words) > 1:
            words = [w for i, w in enumerate(" ".join(words).split()) if not (i and w == "the")]
            for size in (3, 2, 1):
                front = " ".join(words[:size])
                if size < len(words) and (front in self.demonyms or _plain(front) in self._homes):
                    words = [*words[size:], "of", self.demonyms.get(front, front)]
                    break
        return _plain(" ".join(words))

    def _head(self, start: int, end: int) -> int:
        table = self.table
        for i in range(end - 1, start - 1, -1):
            if not start <= table.head[i] < end and table.tag[i] not in ("POS", "IN", ",", "HYPH"):
                return i
        return end - 1

    def _head_noun(self, start: int, end: int) -> int:
        for i in range(start + 1, end):
            if self.table.lower[i] in ("of", "for", "in", "at"):
                return i - 1
        return end - 1

    def add_titles(self, titles: list[tuple[Name, TitleUse]]) -> None:
        """Titles that stand before names: their words stand for the person too."""
        for name, title in titles:
            draft = self.by_token[name.end - 1]
            self._entitle(draft, title)
            if name.end - name.start == 1 and title.entry.kind == "title":
                with_title = self._surface(title.start, name.end)
                if with_title not in draft.aliases:
                    draft.aliases.append(with_title)
            for i in range(title.start, title.end):
                self.by_token.setdefault(i, draft)

    def _entitle(self, draft: EntityDraft, title: TitleUse) -> None:
        draft.titles.append(title)
        if not _PAST.intersection(self.table.lower[max(0, title.start - 1) : title.end]):
            self._cluster(draft).title_nouns.add(title.entry.iri)
        if title.entry.gender:
            draft.gender = draft.gender or title.entry.gender[0]

    # -- descriptions --------------------------------------------------------------------------------

    def add_nominals(self, nominals: list[Nominal]) -> None:
        """Descriptions join the entity they describe, or make one of their own."""
        for nominal in nominals:
            cluster = self._describes(nominal)
            if cluster is None and _vague(nominal):
                continue
            if cluster is None:
                cluster = self._new(self._draft(nominal))
            elif cluster.draft.size is None and nominal.size is not None and not cluster.draft.named:
                cluster.draft.size, cluster.draft.size_modifier = nominal.size, nominal.size_modifier
            draft = cluster.draft
            if nominal.entry is not None:
                cluster.nouns.add(self._noun(nominal))
                cluster.modifiers |= self._modifiers(nominal)
                if nominal.entry.group:
                    cluster.groups.add(nominal.entry.group)
                if nominal.entry.kind in ("title", "kinship") and draft.cls == "Person":
                    self._entitle(draft, TitleUse(nominal.title_start, nominal.head + 1, nominal.entry))
                draft.gender = draft.gender or _gender(nominal)
            kind = MentionKind.NAME if nominal.named else MentionKind.NOMINAL
            surface = self._surface(nominal.start, nominal.end)
            if not draft.named or nominal.named:
                if surface not in draft.aliases:
                    draft.aliases.append(surface)
            self._mention(cluster, nominal.start, nominal.end, nominal.head, kind)
            self.by_token[nominal.head] = draft
            if nominal.counted is not None:
                self.by_token[nominal.counted] = draft

    def _draft(self, nominal: Nominal) -> EntityDraft:
        surface = self._surface(nominal.start, nominal.end)
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
        if nominal.part:
            return None
        if nominal.other:
            return self._twin(nominal)
        if nominal.named:
            return self._named_twin(nominal)
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

    def _of_place(self, nominal: Nominal) -> Cluster | None:
        """ "the state of Alabama": the noun and the name are one."""
        table, i = self.table, nominal.head
        if nominal.cls not in _PLACES or i + 2 >= len(table) or table.lower[i + 1] != "of":
            return None
        draft = self.by_token.get(i + 2)
        if draft is None or draft.cls not in ("Place", "GeopoliticalEntity") or not draft.named or not table.noun(i + 2):
            return None
        return self._cluster(draft)

    def _holder(self, nominal: Nominal) -> Cluster | None:
        """The only named person of the article with this title."""
        assert nominal.entry is not None
        found = [c for c in self.clusters if c.draft.named and nominal.entry.iri in c.title_nouns]
        return found[0] if len(found) == 1 else None

    def _headline(self, nominal: Nominal) -> Cluster | None:
        """Headlines describe first what the lead names: "Governor signs bill … Governor Jane Doe"."""
        if nominal.entry is None or nominal.det == "indef":
            return None
        if nominal.entry.kind == "title":
            return self._holder(nominal)
        if nominal.cls in BODY_CLASSES | _PLACES:
            noun = self._noun(nominal)
            found = [c for c in self.clusters if c.draft.named and noun in c.nouns and _alike(nominal.cls, c.draft.cls)]
            return found[0] if len(found) == 1 else None
        return None

    def _named_twin(self, nominal: Nominal) -> Cluster | None:
        beside = self.by_token.get(nominal.head - 1)
        if beside is not None and beside.cls in BODY_CLASSES and nominal.cls in BODY_CLASSES and beside.cls in (nominal.cls, "Organization"):
            # "the Taliban militia", "the AFP news agency": the noun says what the name is.
            beside.cls = nominal.cls
            return self._cluster(beside)
        surface = _plain(self._surface(nominal.start, nominal.end))
        noun = self._noun(nominal)
        inside = {id(self.by_token[i]) for i in range(nominal.start, nominal.end) if i in self.by_token and i != nominal.head}
        for cluster in self.clusters:
            if cluster.draft.cls != nominal.cls or not cluster.draft.named:
                continue
            if any(_plain(a) == surface for a in cluster.draft.aliases):
                return cluster
            for m in cluster.draft.mentions:
                there = {id(self.by_token[i]) for i in range(m.start, m.end) if i in self.by_token}
                if noun in cluster.nouns and inside & there and m.kind is MentionKind.NAME:
                    return cluster
        return None

    def _twin(self, nominal: Nominal) -> Cluster | None:
        surface = _plain(self._surface(nominal.start, nominal.end))
        return next(
            (c for c in self.clusters if not c.draft.named and any(_plain(a) == surface for a in c.draft.aliases)), None
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
            if nominal.cls != "Person" or other is None or (d := self.by_token.get(other)) is None or d.number != "sg":
                return None
        else:
            other = next((k for k in table.kids[i] if table.dep[k] == "appos" and k in self.by_token), None)
        if other is None and nominal.entry is not None and nominal.entry.kind in ("title", "kinship"):
            other = self._beside_comma(nominal)
        if other is None or nominal.plural or abs(other - i) > 15:
            return None
        draft = self.by_token.get(other)
        if draft is None or not _alike(nominal.cls, draft.cls):
            return None
        return self._cluster(draft)

    def _beside_comma(self, nominal: Nominal) -> int | None:
        """ "the mayor of Paris, Anne Hidalgo," and "Anne Hidalgo, mayor of Paris,": by commas, where the parse says nothing."""
        table, n = self.table, len(self.table)
        closing = (",", ".", ")", ";", ":")
        if nominal.end + 1 < n and table.text[nominal.end] == ",":
            draft = self.by_token.get(nominal.end + 1)
            if draft is not None and draft.named and draft.cls == "Person" and nominal.det != "indef":
                end = nominal.end + 1
                while end < n and self.by_token.get(end) is draft:
                    end += 1
                if end < n and table.text[end] in closing:
                    return nominal.end + 1
        start = nominal.start - (table.lower[nominal.start - 1] in ("the", "a", "an"))
        if start >= 2 and table.text[start - 1] == "," and nominal.end < n and table.text[nominal.end] in closing:
            draft = self.by_token.get(start - 2)
            if draft is not None and draft.named and draft.cls == "Person":
                return start - 2
        return None

    def _definite(self, nominal: Nominal) -> Cluster | None:
        noun = self._noun(nominal)
        near = list(self._before(nominal.head))
        if nominal.cls == "GeopoliticalEntity":
            return self._land(nominal, near)
        # Said with the same noun before, or named with it.
        for cluster, _ in near:
            if noun in cluster.nouns and _alike(nominal.cls, cluster.draft.cls) and cluster.draft.number == "sg":
                if not self._differs(nominal, cluster):
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
            holders = [c for c, p in near if nominal.entry.iri in c.title_nouns and here - self.table.sentence[p] <= 3]
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
            if draft.cls != "Person" or draft.named or draft.number != "sg" or (gender and draft.gender not in (None, gender)):
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
            if draft.cls == "GeopoliticalEntity" and draft.named:
                if (nominal.entry.group == "country") == self._is_country(draft):
                    return cluster
        return None

    def _is_country(self, draft: EntityDraft) -> bool:
        return any(self._key(a) in self._homes for a in draft.aliases)

    def _only_named(self, nominal: Nominal) -> Cluster | None:
        """ "police", "the government": the one body of that kind which the article names."""
        if nominal.cls not in BODY_CLASSES or nominal.plural or nominal.det in ("indef", "poss") or nominal.entry is None:
            return None
        if nominal.det == "bare" and nominal.head - nominal.start > 0:
            return None
        noun = self._noun(nominal)
        found = [c for c in self.clusters if c.draft.named and noun in c.nouns and c.draft.cls in BODY_CLASSES]
        return found[0] if len(found) == 1 else None

    def _same_description(self, nominal: Nominal) -> Cluster | None:
        if (named := self._only_named(nominal)) is not None:
            return named
        noun = self._noun(nominal) if nominal.entry is not None else None
        for cluster, place in self._before(nominal.head):
            draft = cluster.draft
            if draft.named or draft.cls != nominal.cls or draft.number != ("pl" if nominal.plural else "sg"):
                continue
            same_size = nominal.size is not None and draft.size == nominal.size
            if noun is not None and noun in cluster.nouns:
                if self._differs(nominal, cluster):
                    continue
                if nominal.size is not None and draft.size is not None and not same_size:
                    continue
                if nominal.det == "indef" and place >= self.title_end:
                    continue
                return cluster
            if same_size and nominal.cls == "Group" and (noun is None or not cluster.nouns):
                return cluster
        return None

    # -- pronouns ------------------------------------------------------------------------------------

    def add_pronouns(self) -> None:
        """Pronouns, in order; each sees what those before it stand for."""
        table = self.table
        for i in range(len(table)):
            if table.tag[i] not in ("PRP", "PRP$", "WP", "WP$", "WDT"):
                continue
            word = table.lower[i]
            cluster = None
            if word in _RELATIVE:
                cluster = self._relative(i)
            elif word in _HE:
                cluster = self._person(i, "m")
            elif word in _SHE:
                cluster = self._person(i, "f")
            elif word in _THEY:
                cluster = self._they(i)
            elif word in _IT:
                cluster = self._it(i)
            if cluster is not None:
                self._mention(cluster, i, i + 1, i, MentionKind.PRONOUN)
                self.by_token[i] = cluster.draft
                if word in _HE or word in _SHE:
                    cluster.draft.gender = "m" if word in _HE else "f"

    def _relative(self, i: int) -> Cluster | None:
        table = self.table
        verb = i
        for _ in range(6):
            if table.dep[verb] == "relcl":
                noun = table.head[verb]
                draft = self.by_token.get(noun)
                return self._cluster(draft) if draft is not None and noun < i else None
            if table.head[verb] == verb:
                return None
            verb = table.head[verb]
        return None

    def _person(self, i: int, gender: str) -> Cluster | None:
        return self._best(i, lambda d: d.cls == "Person" and d.number == "sg" and d.gender in (None, gender), gender)

    def _they(self, i: int) -> Cluster | None:
        def fits(d: EntityDraft) -> bool:
            return d.cls == "Group" or d.number == "pl" or d.cls in ("GovernmentBody", "ArmedForce", "Company")

        return self._best(i, fits)

    def _it(self, i: int) -> Cluster | None:
        table = self.table
        verb = table.head[i]
        if table.dep[i] == "expl" or (
            table.lemma[verb] in ("be", "seem", "appear", "become", "take", "remain")
            and table.kid(verb, "ccomp", "xcomp", "csubj", "advcl") is not None
        ):
            return None  # "it is important that …"
        if table.dep[i] not in ("nsubj", "nsubjpass", "poss"):
            return self._best(i, lambda d: d.number == "sg" and d.cls in ("Artifact", "Facility"))
        return self._best(
            i, lambda d: d.number == "sg" and (d.cls in BODY_CLASSES or d.cls in _PLACES or d.cls == "Artifact")
        )

    def _best(self, i: int, fits: object, gender: str | None = None) -> Cluster | None:
        table = self.table
        here = table.sentence[i]
        governors = self._governors(i)
        best: tuple[float, Cluster] | None = None
        for cluster, place in self._before(i):
            if not fits(cluster.draft):  # type: ignore[operator]
                continue
            distance = here - table.sentence[place]
            if distance > 3:
                break
            score = -2.0 * distance
            score += 1.5 if table.dep[place] in _SUBJECT else 0
            score += 1.0 if cluster.draft.named else 0
            score += 0.5 if gender and cluster.draft.gender == gender else 0
            score += min(len(cluster.heads), 4) * 0.25
            if place < i and table.dep[place] in _SUBJECT and table.head[place] in governors:
                score += 3.0  # "X said he …"
            score -= (1.0 if gender else 4.0) if table.dep[place] in _MODIFIER or table.tag[place] == "JJ" else 0
            if table.dep[i] not in ("poss",) and table.head[place] == table.head[i] and distance == 0:
                continue
            if best is None or score > best[0]:
                best = score, cluster
        return best[1] if best and best[0] > -4 else None

    def _governors(self, i: int) -> set[int]:
        """The verbs whose complement the clause of token i is, and those it is joined to."""
        table, found = self.table, set()
        for _ in range(8):
            if table.dep[i] in ("ccomp", "xcomp", "advcl", "conj", "pcomp", "acl"):
                found.add(table.head[i])
            if table.head[i] == i:
                break
            i = table.head[i]
        return found

    # -- the store of clusters -----------------------------------------------------------------------

    def _new(self, draft: EntityDraft) -> Cluster:
        cluster = Cluster(draft, set(), set(), [], set(), set())
        self.clusters.append(cluster)
        self._of[id(draft)] = cluster
        return cluster

    def _cluster(self, draft: EntityDraft) -> Cluster:
        return self._of[id(draft)]

    def _mention(self, cluster: Cluster, start: int, end: int, head: int, kind: MentionKind) -> None:
        cluster.draft.mentions.append(EntityMention(start, end, head, kind))
        cluster.heads.append(head)

    def _before(self, i: int) -> Iterator[tuple[Cluster, int]]:
        """Clusters with their last mention before token i, the nearest first."""
        seen = []
        for cluster in self.clusters:
            last = max((h for h in cluster.heads if h < i), default=None)
            if last is not None:
                seen.append((last, cluster))
        seen.sort(key=lambda x: -x[0])
        for last, cluster in seen:
            yield cluster, last


def _vague(nominal: Nominal) -> bool:
    """Whether a description is worth nothing unless it stands for something named."""
    entry = nominal.entry
    if entry is None or nominal.named:
        return False
    if entry.group == "weak" or entry.denotes == "Place":
        return True
    return entry.denotes == "GeopoliticalEntity" and nominal.size is None and not (nominal.plural and nominal.head > nominal.start)


def id_of(name: Name) -> int:
    """A key for a name (names are compared by identity)."""
    return id(name)


def _gender(nominal: Nominal) -> str | None:
    if nominal.entry is None or nominal.plural:
        return None
    return {"masculine": "m", "feminine": "f"}.get(nominal.entry.gender or "")


def _plain(text: str) -> str:
    text = text if text.isascii() else "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = text.translate(_LETTERS).lower().replace(".", "").replace("-", " ")
    text = text.removeprefix("the ")
    return text.removesuffix("'s").removesuffix("'")


def _compatible(a: str, b: str) -> bool:
    if a == b:
        return True
    return (a in BODY_CLASSES and b in BODY_CLASSES) or (a in _PLACES and b in _PLACES) or {a, b} <= {"Organization", "Place", "Facility"}


def _alike(description: str, named: str) -> bool:
    """Whether a description of this class can be said of an entity of that one."""
    return _compatible(description, named)


def _same_person(short: str, long: str) -> bool:
    """Whether one name is the surname, the first name, or first and last, of the other."""
    a, b = short.split(), long.split()
    if len(a) > len(b):
        a, b = b, a
    if not a:
        return False
    if len(a) == 1:
        return len(a[0]) > 2 and (a[0] == b[-1] or a[0] == b[0] or (len(b) > 2 and a[0] == b[-2]))
    return (a[0] == b[0] and a[-1] == b[-1]) or b[-len(a) :] == a


def _shortened(short: str, long: str, lexicon: NounLexicon) -> bool:
    """Whether one body's name is the other cut short.

    "Council" of "Atlantic Council", "Supreme Court" of "Supreme Court of Canada", "Labour" of "Labour Party"; but
    "House" is not short for "House Judiciary Committee".
    """
    a, b = short.split(), long.split()
    if len(a) > len(b):
        a, b = b, a
    if len(a) == len(b) or not a:
        return False
    if b[-len(a) :] == a:
        return True
    rest = b[len(a) :]
    return b[: len(a)] == a and (rest[0] in ("of", "for") or all(lexicon.word(w, _NAME_NOUNS) for w in rest))


def _initials(text: str) -> str:
    return "".join(w[0] for w in text.split() if w.lower() not in _LITTLE).upper()


def _acronym_of(short: str, long: str) -> bool:
    letters = short.replace(".", "")
    if not letters.isupper() or not 2 <= len(letters) <= 8 or len(long.split()) < 2:
        return False
    words = [w for w in long.replace("-", " ").split()]
    initials = "".join(w[0] for w in words if w.lower() not in _LITTLE).upper()
    with_all = "".join(w[0] for w in words).upper()
    return letters in (initials, with_all)
