"""Pronouns: each stands for what its gender, number and class allow, what is near, and what syntax prefers."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.draft import EntityDraft
from kg.extract.entities.clusters import Cluster, Clusters
from kg.extract.entities.name import BODY_CLASSES, PLACE_CLASSES
from kg.extract.entities.table import Table
from kg.model import MentionKind

__all__ = ["Pronouns"]

_I = frozenset({"i", "me", "my", "myself"})
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "pobj", "dative"})
_MODIFIER = frozenset({"poss", "compound", "amod", "nmod"})


class Pronouns:
    """Enters a document's pronouns into its clusters."""

    def __init__(self, clusters: Clusters) -> None:
        self.clusters = clusters
        self.table = clusters.table

    def add(self) -> None:
        """Pronouns, in order; each sees what those before it stand for."""
        table = self.table
        for i in range(len(table)):
            if table.tag[i] not in ("PRP", "PRP$", "WP", "WP$", "WDT"):
                continue
            word = table.lower[i]
            cluster = None
            if word in _RELATIVE:
                cluster = self._relative(i)
            elif word in _I:
                cluster = self._speaker(i)
            elif word in _HE:
                cluster = self._person(i, "m")
            elif word in _SHE:
                cluster = self._person(i, "f")
            elif word in _THEY:
                cluster = self._they(i)
            elif word in _IT:
                cluster = self._it(i)
            if cluster is not None:
                self.clusters.mention(cluster, i, i + 1, i, MentionKind.PRONOUN)
                self.clusters.by_token[i] = cluster.draft
                if word in _HE or word in _SHE:
                    cluster.draft.gender = "m" if word in _HE else "f"

    def _speaker(self, i: int) -> Cluster | None:
        """ "I" is whose words the clause is: the subject of what governs it."""
        for verb in sorted(self._governors(i)):
            cluster = self.clusters.at(self.table.kid(verb, "nsubj"))
            if cluster is not None and cluster.draft.cls == "Person":
                return cluster
        return None

    def _relative(self, i: int) -> Cluster | None:
        table = self.table
        verb = i
        for _ in range(6):
            if table.dep[verb] == "relcl":
                noun = table.head[verb]
                draft = self.clusters.by_token.get(noun)
                return self.clusters.of(draft) if draft is not None and noun < i else None
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
            i, lambda d: d.number == "sg" and (d.cls in BODY_CLASSES or d.cls in PLACE_CLASSES or d.cls == "Artifact")
        )

    def _best(self, i: int, fits: Callable[[EntityDraft], bool], gender: str | None = None) -> Cluster | None:
        table = self.table
        here = table.sentence[i]
        subject = self.clusters.at(self._subject(i))
        if table.lower[i].endswith(("self", "selves")):
            return subject if subject is not None and fits(subject.draft) else None
        if table.dep[i] not in _OBJECT:
            subject = None
        governors = self._governors(i)
        best: tuple[float, Cluster] | None = None
        for cluster, place in self.clusters.before(i):
            if cluster is subject or not fits(cluster.draft):
                continue
            distance = here - table.sentence[place]
            if distance > 3:
                break
            score = -2.0 * distance
            # The last mention may be but a possessive: "Doe appeared after his arrest".
            leading = self.clusters.is_subject(cluster, table.sentence[place])
            score += 1.5 if leading else 0
            score += 1.0 if cluster.draft.named else 0
            score += 0.5 if gender and cluster.draft.gender == gender else 0
            score += min(cluster.mentions, 4) * 0.25
            if table.dep[place] in _SUBJECT and table.head[place] in governors:
                score += 3.0  # "X said he …"
            if not leading and (table.dep[place] in _MODIFIER or table.tag[place] == "JJ"):
                score -= 1.0 if gender else 4.0
            if table.lower[i] in _THEY and cluster.draft.number == "sg":
                score -= 1.0
            if table.dep[i] != "poss" and table.head[place] == table.head[i] and distance == 0:
                continue
            if best is None or score > best[0]:
                best = score, cluster
        return best[1] if best and best[0] > -4 else None

    def _subject(self, i: int) -> int | None:
        """The subject of the clause that token i is in, also where the clause lacks it ("to replace him")."""
        table, verb = self.table, _verb_above(self.table, i)
        for _ in range(5):
            found = table.kid(verb, *_SUBJECT)
            if found is not None:
                return found if found != i else None
            if table.dep[verb] not in ("xcomp", "advcl", "acl", "conj", "pcomp", "prep"):
                return None
            controller = table.kid(table.head[verb], "dobj") if table.dep[verb] == "xcomp" else None
            if controller is not None and controller < verb:
                return controller  # "asked her to replace him"
            verb = table.head[verb]
        return None

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


def _verb_above(table: Table, i: int) -> int:
    for _ in range(6):
        if table.tag[i].startswith("VB") or table.head[i] == i:
            break
        i = table.head[i]
    return i
