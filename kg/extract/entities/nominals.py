"""Mentions without a name: noun phrases whose head the noun lexicon knows, and numbers that stand for people."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.name import BODY_CLASSES, Name
from kg.extract.entities.numbers import modifier_before, number_at, year_like
from kg.extract.entities.table import Table
from kg.ontology import NounEntry

__all__ = ["Nominal", "NominalFinder"]

_KINDS = frozenset({"entity", "group", "title", "kinship"})
_LOOKED_UP = _KINDS | {"nothing"}
_QUANTITY = frozenset({"quantity"})
_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos", "attr", "ROOT", "oprd", "dep"})
_SKIPPED = frozenset(
    {"preconj", "punct", "cc", "intj", "mark", "prep", "advmod", "relcl", "acl", "appos", "nsubj", "aux", "cop"}
)
_COUNTING = frozenset({"DT", "JJ", "RB", "PRP", "JJS", "JJR"})
_ARTICLES = frozenset({"the", "a", "an"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "said"})
_NOT_PEOPLE = frozenset(
    [
        "%",
        "percent",
        "per",
        "cent",
        "years",
        "year",
        "days",
        "hours",
        "minutes",
        "km",
        "miles",
        "degrees",
        "dollars",
        "euros",
        "pounds",
        "am",
        "pm",
        "p.m.",
        "a.m.",
    ]
)
_ADJECTIVAL = frozenset(
    {"injured", "wounded", "dead", "deceased", "accused", "affected", "missing", "elderly", "survivors"}
)


@dataclass(slots=True)
class Nominal:
    """A description. `det` is "def", "indef", "poss" or "bare"; `counted` the token whose noun a quantity counts."""

    start: int
    end: int
    head: int
    cls: str
    entry: NounEntry | None
    det: str
    plural: bool
    size: int | None = None
    size_modifier: str | None = None
    named: bool = False
    counted: int | None = None
    part: bool = False  # "one of the victims": part of something else, never the same as it
    other: bool = False  # "another man", "three others", "second": not the one before
    age: int | None = None
    title_start: int = 0  # where the words of the lexicon entry begin


class NominalFinder:
    """Finds the descriptions of a document, given its names."""

    def __init__(self, lexicon: NounLexicon) -> None:
        self.lexicon = lexicon

    def find(self, table: Table, names: list[Name], titles: frozenset[int]) -> list[Nominal]:
        """The descriptions, in the order of their heads; `titles` are the tokens of titles that stand before names."""
        covered = {i: n for n in names for i in range(n.start, n.end)}
        found: list[Nominal] = []
        taken: set[int] = set()
        for i in range(len(table)):
            if i in taken or i in titles:
                continue
            nominal = self._national(table, i, covered[i]) if i in covered else self._at(table, i, covered)
            if nominal is not None:
                found.append(nominal)
                if nominal.counted is not None:
                    taken.add(nominal.counted)
        return found

    def _at(self, table: Table, i: int, covered: dict[int, Name]) -> Nominal | None:
        tag, lower = table.tag[i], table.lower[i]
        if tag in ("NN", "NNS", "NNP", "NNPS"):
            quantity = self.lexicon.ending_at(table, i, _QUANTITY)
            if quantity and (found := self._quantity(table, i, covered)):
                return found
            return self._noun(table, i, covered)
        counting = tag == "CD" or (tag in _COUNTING and self.lexicon.ending_at(table, i, _QUANTITY) is not None)
        if counting and i + 1 < len(table) and table.lower[i + 1] == "of":
            return self._quantity(table, i, covered)
        if tag == "CD" and table.dep[i] in _ARGUMENT:
            return self._number(table, i)
        if (
            lower == "more"
            and i
            and table.dep[i] in _ARGUMENT
            and (table.tag[i - 1] == "CD" or self._counts(table, i - 1))
        ):
            return self._more(table, i)
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
                and table.dep[i] in _ARGUMENT
                and table.dep[i] not in ("ROOT", "dep", "attr", "oprd", "appos")
            )
            and i
            and (table.lower[i - 1] in ("the", "those", "of") or table.tag[i - 1] == "CD")
        ):
            size, modifier, start = self._size(table, i, i)
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

    def _national(self, table: Table, i: int, name: Name) -> Nominal | None:
        """ "one American", "three Britons": a counted nationality is its people."""
        counted = name.cls == "GeopoliticalEntity" and name.end - name.start == 1 and i > 0 and table.tag[i - 1] == "CD"
        if not counted or table.dep[i] not in _ARGUMENT or table.head[i - 1] != i:
            return None
        size, modifier, start = self._size(table, i, i)
        if size is None:
            return None
        cls = "Person" if size == 1 else "Group"
        return Nominal(
            start, i + 1, i, cls, None, "indef", size > 1, size if size > 1 else None, modifier, part=size == 1
        )

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
        det = self._det(table, start, i)
        if det == "no":
            return None
        size, modifier, start = self._size(table, start, i)
        if not plural:
            size = modifier = None
        while start < i and (
            table.lower[start] in _ARTICLES or table.tag[start] == "PRP$" or not table.text[start][0].isalnum()
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
        return table.tag[i].startswith("NN") and self.lexicon.ending_at(table, i, _KINDS) is not None

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
        start = min(first, table.left_edge(i, _SKIPPED))
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
            if table.lower[k] in _DEFINITE and table.tag[k] in ("DT", "PDT", "JJ", "VBD"):
                return "def"
            if table.tag[k] in ("PRP$", "POS", "WP$"):
                return "poss"
            if table.lower[k] in ("a", "an", "another", "one", "some", "several", "any", "no", "each", "every"):
                return "indef"
        return "bare"

    def _size(self, table: Table, start: int, head: int) -> tuple[int | None, str | None, int]:
        for k in range(head - 1, start - 1, -1):
            dozen = table.lower[k] == "dozen"
            if dozen or (table.tag[k] == "CD" and table.dep[k] == "nummod" and table.head[k] == head):
                number = number_at(table, k)
                if number is None:
                    return None, None, start
                value, begin, _ = number
                if year_like(table.text[k]) and begin == k:
                    return None, None, start
                if dozen and table.lower[begin - 1] == "a":
                    begin -= 1
                modifier, outer = modifier_before(table, begin)
                return value, modifier, min(start, outer)
        if head == start and head and table.tag[head - 1] == "CD":
            number = number_at(table, head - 1)
            if number:
                modifier, outer = modifier_before(table, number[1])
                return number[0], modifier, outer
        return None, None, start

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
            stop = next((k for k in range(i + 2, edge + 1) if table.text[k] in ",;:()—"), edge + 1)
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

    def _counts(self, table: Table, i: int) -> bool:
        return self.lexicon.ending_at(table, i, _QUANTITY) is not None

    @staticmethod
    def _more(table: Table, i: int) -> Nominal:
        """ "twenty more", "thousands more"."""
        number = number_at(table, i - 1)
        start = number[1] if number else i - 1
        modifier, start = modifier_before(table, start)
        return Nominal(
            start, i + 1, i, "Group", None, "bare", True, number[0] if number else None, modifier, other=True
        )

    # -- numbers and quantities ----------------------------------------------------------------------

    def _number(self, table: Table, i: int) -> Nominal | None:
        """ "killing 20", "five dead": a number that stands for people."""
        number = number_at(table, i)
        if number is None:
            return None
        value, begin, end = number
        if begin != i and table.dep[begin] in _ARGUMENT and begin < i:
            return None
        after = table.lower[end] if end < len(table) else ""
        before = table.lower[begin - 1] if begin else ""
        if before.endswith(("$", "€", "£", "¥")):
            return None
        verb = table.head[i]
        if (
            after in _NOT_PEOPLE
            or (
                before
                in (
                    "$",
                    "€",
                    "£",
                    "aged",
                    "age",
                    "no.",
                    "number",
                    "#",
                    "in",
                    "since",
                    "until",
                    "of",
                    "on",
                    "to",
                    "from",
                    "for",
                    "at",
                    "by",
                )
                and before + " " + after != "to dead"
                and not (before in ("to", "at", "by") and begin > 1 and table.lower[begin - 2] in ("up",))
            )
            or year_like(table.text[i])
            or value == 0
            or table.dep[i] not in ("nsubj", "nsubjpass", "dobj", "conj", "ROOT")
            or (not table.tag[verb].startswith("VB") and table.dep[i] != "conj")
        ) and not (before == "least" or table.lower[max(0, begin - 2) : begin] == ["more", "than"]):
            return None
        if after in ("dead", "injured", "killed", "wounded", "hurt", "missing") and end < len(table):
            end += table.tag[end] == "JJ"
        modifier, start = modifier_before(table, begin)
        return Nominal(
            start, max(end, i + 1), i, "Group" if value > 1 else "Person", None, "bare", value > 1, value, modifier
        )

    def _quantity(self, table: Table, i: int, covered: dict[int, Name]) -> Nominal | None:
        """ "hundreds of residents", "a group of men", "two of the victims", "dozens"."""
        number = number_at(table, i) if table.tag[i] == "CD" or table.lower[i] == "dozen" else None
        begin = number[1] if number else i
        modifier, start = modifier_before(table, begin)
        if (
            start == begin
            and begin
            and table.tag[begin - 1] in ("JJ", "DT")
            and table.dep[begin - 1] in ("amod", "det")
        ):
            start = begin - (table.tag[begin - 1] == "JJ")
        size = number[0] if number else None
        preposition = next((k for k in table.kids[i] if table.lower[k] == "of" and k == i + 1), None)
        if preposition is None:
            if table.lower[i] in ("hundreds", "thousands", "dozens", "scores") and table.dep[i] in _ARGUMENT:
                return Nominal(start, i + 1, i, "Group", None, "bare", True, None, modifier)
            return None
        noun = table.kid(preposition, "pobj")
        if noun is None:
            return None
        entry = self.lexicon.ending_at(table, noun, _KINDS)
        inner_start = table.left_edge(noun, _SKIPPED)
        part = table.lower[inner_start] in _DEFINITE or table.tag[noun] == "PRP" or table.tag[inner_start] == "PRP$"
        if noun in covered or (entry is None and table.tag[noun] != "PRP"):
            people = table.lower[i] in ("members", "member")
            if not people:
                return None
            part = True
        cls = "Group"
        if (
            entry is not None
            and entry[0].denotes not in ("Person", "Group", "GeopoliticalEntity", None)
            and noun not in covered
        ):
            cls = str(entry[0].denotes)
        if size == 1 or table.lower[i] in ("member", "one"):
            cls = "Person" if cls == "Group" else cls
        end = noun + 1
        if noun in covered:
            end = covered[noun].end
        if not part and size is None and table.lower[i] not in ("member", "members"):
            inner, _, _ = self._size(table, inner_start, noun)
            size = inner
        return Nominal(
            start,
            end,
            i,
            cls,
            entry[0] if entry and not part else None,
            "indef",
            cls != "Person",
            size,
            modifier,
            counted=None if part else noun,
            part=part,
        )
