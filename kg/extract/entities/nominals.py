"""Mentions without a name: noun phrases whose head the noun lexicon knows, and numbers that stand for people."""

from __future__ import annotations

from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.name import BODY_CLASSES, Name
from kg.extract.entities.nominal import ARGUMENT, DEFINITE, NOUN_KINDS, SKIPPED, Nominal
from kg.extract.entities.quantities import Quantities
from kg.extract.entities.table import Table
from kg.ontology import NounEntry

__all__ = ["NominalFinder"]

_LOOKED_UP = NOUN_KINDS | {"nothing"}
# What follows these says where, and is no part of a description.
_PLACING = frozenset({"in", "at", "on", "near", "from"})
_ARTICLES = frozenset({"the", "a", "an"})
_ADJECTIVAL = frozenset(
    {"injured", "wounded", "dead", "deceased", "accused", "affected", "missing", "elderly", "survivors"}
)


class NominalFinder:
    """Finds the descriptions of a document, given its names."""

    def __init__(self, lexicon: NounLexicon) -> None:
        self.lexicon = lexicon
        self.quantities = Quantities(lexicon)

    def find(self, table: Table, names: list[Name], titles: frozenset[int]) -> list[Nominal]:
        """The descriptions, in the order of their heads; `titles` are the tokens of titles that stand before names."""
        covered = {i: n for n in names for i in range(n.start, n.end)}
        found: list[Nominal] = []
        taken: set[int] = set()
        for i in range(len(table)):
            if i in taken or i in titles:
                continue
            nominal = self.quantities.national(table, i, covered[i]) if i in covered else self._at(table, i, covered)
            if nominal is not None:
                found.append(nominal)
                if nominal.counted is not None:
                    taken.add(nominal.counted)
        return found

    def _at(self, table: Table, i: int, covered: dict[int, Name]) -> Nominal | None:
        tag, lower = table.tag[i], table.lower[i]
        if tag in ("NN", "NNS", "NNP", "NNPS"):
            return self.quantities.at(table, i, covered) or self._noun(table, i, covered)
        if (counted := self.quantities.at(table, i, covered)) is not None:
            return counted
        if lower == "another" and table.dep[i] in ("nsubj", "nsubjpass", "dobj"):
            return Nominal(i, i + 1, i, "Person", None, "indef", False, other=True)
        if (
            lower in ("old", "olds")
            and i >= 4
            and table.text[i - 1] in "-–"
            and table.lower[i - 2] in ("year", "years")
        ):
            return self._aged(table, i)
        if (
            (
                lower in _ADJECTIVAL
                and table.dep[i] in ARGUMENT
                and table.dep[i] not in ("ROOT", "dep", "attr", "oprd", "appos")
            )
            and i
            and (table.lower[i - 1] in ("the", "those", "of") or table.tag[i - 1] == "CD")
        ):
            size, modifier, start = self.quantities.size(table, i, i)
            verb = table.head[i]
            one = (
                lower == "accused"
                and size is None
                and (table.tag[verb] == "VBZ" or any(table.lower[k] in ("was", "is", "has") for k in table.kids[verb]))
            )
            return Nominal(
                start,
                i + 1,
                i,
                "Person" if one else "Group",
                None,
                "def" if table.lower[start - 1] == "the" else "bare",
                not one,
                size,
                modifier,
            )
        return None

    # -- nouns ---------------------------------------------------------------------------------------

    def _noun(self, table: Table, i: int, covered: dict[int, Name]) -> Nominal | None:
        found = self.lexicon.ending_at(table, i, _LOOKED_UP)
        if found is None or found[0].kind == "nothing":
            return None
        entry, first = found
        if entry.denotes is None or any(k in covered for k in range(first, i)):
            first = i
        if table.dep[i] in ("compound", "nmod", "amod", "npadvmod"):
            head = table.head[i]
            if head in covered or self._is_entity_noun(table, head) or entry.kind in ("title", "kinship"):
                return None
            if i + 1 < len(table) and table.text[i + 1] in "-–":
                return None
        if entry.kind in ("title", "kinship") and self._before_name(table, i, covered):
            return None
        if entry.group == "of" and table.dep[i] != "appos" and (i + 1 >= len(table) or table.lower[i + 1] != "of"):
            return None  # "head" and "chair" are persons of something
        assert entry.denotes is not None
        plural = (
            table.plural(i)
            and entry.form[-1] != table.lower[i]
            and (table.lemma[i] != table.lower[i] or table.lower[i].endswith("s"))
        ) or entry.kind == "group"
        cls = entry.denotes
        if (cls == "Person" and plural) or (cls == "GeopoliticalEntity" and plural):
            cls = "Group"
        start = self._start(table, i, first)
        holder = covered.get(first - 1)
        if entry.kind == "title" and holder is not None and holder.cls == "Person":
            start = first  # "elected Ann Lee mayor": the office stands right after who holds it
        det = self._det(table, start, i)
        if det == "no":
            return None
        size, modifier, start = self.quantities.size(table, start, i)
        if not plural:
            size = modifier = None
        while start < i and (
            table.lower[start] in _ARTICLES or table.tag[start] in ("PRP$", "WP$") or not table.text[start][0].isalnum()
        ):
            start += 1
        end = self._end(table, i, entry)
        named = False
        inner = [covered[k] for k in range(start, first) if k in covered]
        if inner and not plural and det != "indef" and cls in BODY_CLASSES:
            named = any(n.cls == "GeopoliticalEntity" or n.cls in BODY_CLASSES for n in inner)
            if named:
                start = min(n.start for n in inner)
        if (
            cls == "Facility"
            and entry.group is None
            and not plural
            and det in ("bare", "def")
            and self._called(table, first)
        ):
            named = True
        if cls == "DiplomaticMission":
            end = self._mission_end(table, i, covered)
            named = named or (end > i + 1 and not plural and det != "indef")
        other = any(
            table.lower[k] in ("another", "other", "second", "third", "fourth", "fifth", "tenth", "different", "new")
            for k in range(max(start - 1, 0), i)
        )
        return Nominal(
            start,
            end,
            i,
            cls,
            entry,
            det,
            plural,
            size,
            modifier,
            named,
            other=other,
            age=self._age(table, start, i),
            title_start=first,
        )

    @staticmethod
    def _called(table: Table, first: int) -> bool:
        """Whether a capitalised word stands before the noun that begins at token `first`: "Hallam station"."""
        i = first - 1
        return i >= 0 and table.tag[i] == "NNP" and table.dep[i] == "compound" and i not in table.sentence_start

    def _is_entity_noun(self, table: Table, i: int) -> bool:
        return table.tag[i].startswith("NN") and self.lexicon.ending_at(table, i, NOUN_KINDS) is not None

    @staticmethod
    def _before_name(table: Table, i: int, covered: dict[int, Name]) -> bool:
        name = covered.get(i + 1)
        return (
            name is not None
            and name.cls == "Person"
            and name.start == i + 1
            and table.sentence[i] == table.sentence[i + 1]
        )

    @staticmethod
    def _start(table: Table, i: int, first: int) -> int:
        start = min(first, table.left_edge(i, SKIPPED))
        # A parse gone wrong must not swallow half a sentence.
        floor = max(table.sentence_start[table.sentence[i]], i - 10)
        start = max(start, floor)
        for k in range(i - 1, start - 1, -1):
            if (
                table.text[k] in ',;:—()"“”'
                or table.doc[k].is_space
                or table.tag[k] in ("VBZ", "VBD", "IN", "WP", "MD")
            ):
                return min(k + 1, first)
        return start

    @staticmethod
    def _det(table: Table, start: int, i: int) -> str:
        for k in range(start, i):
            if table.lower[k] == "no":
                return "no"
            if table.lower[k] in DEFINITE and table.tag[k] in ("DT", "PDT", "JJ", "VBD"):
                return "def"
            if table.tag[k] in ("PRP$", "POS", "WP$"):
                return "poss"
            if table.lower[k] in ("a", "an", "another", "one", "some", "several", "any", "no", "each", "every"):
                return "indef"
        return "bare"

    @staticmethod
    def _end(table: Table, i: int, entry: NounEntry) -> int:
        """Where a description ends: with its "of" phrase where that is short and part of what it says."""
        if (
            i + 2 < len(table)
            and table.lower[i + 1] == "of"
            and table.head[i + 1] == i
            and entry.kind in ("title", "group", "entity")
        ):
            edge = table.right_edge(i + 1)
            stop = next(
                (k for k in range(i + 2, edge + 1) if table.text[k] in ",;:()—" or table.lower[k] in _PLACING), edge + 1
            )
            if stop - i <= 8 and not any(table.tag[k].startswith("VB") for k in range(i, stop)):
                return stop
        return i + 1

    @staticmethod
    def _mission_end(table: Table, i: int, covered: dict[int, Name]) -> int:
        if i + 2 < len(table) and table.lower[i + 1] in ("in", "to"):
            place = covered.get(i + 2) or (covered.get(i + 3) if table.lower[i + 2] == "the" else None)
            if place is not None and place.cls in ("GeopoliticalEntity", "Place"):
                return place.end
        return i + 1

    @staticmethod
    def _age(table: Table, start: int, i: int) -> int | None:
        for k in range(start, i - 2):
            if table.lower[k + 2] in ("year", "years") and table.text[k + 1] in "-–" and table.text[k].isdigit():
                return int(table.text[k])
        return None

    def _aged(self, table: Table, i: int) -> Nominal | None:
        """ "the 60-year-old" with no noun after it."""
        if table.dep[i] in ("amod", "compound", "nmod", "acomp") or not table.text[i - 4].isdigit():
            return None
        det = "def" if i >= 5 and table.lower[i - 5] == "the" else "indef"
        return Nominal(i - 4, i + 1, i, "Person", None, det, False, age=int(table.text[i - 4]))
