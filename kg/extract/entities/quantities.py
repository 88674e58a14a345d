"""How many: sizes of groups, numbers and quantities that stand for people ("20", "dozens of men", "three more")."""

from __future__ import annotations

from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.name import Name
from kg.extract.entities.nominal import ARGUMENT, DEFINITE, NOUN_KINDS, SKIPPED, Nominal
from kg.extract.entities.numbers import modifier_before, number_at, year_like
from kg.extract.entities.table import Table

__all__ = ["Quantities"]

_QUANTITY = frozenset({"quantity"})
_COUNTING = frozenset({"DT", "JJ", "RB", "PRP", "JJS", "JJR"})
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


class Quantities:
    """Reads sizes and counted mentions."""

    def __init__(self, lexicon: NounLexicon) -> None:
        self.lexicon = lexicon

    def at(self, table: Table, i: int, covered: dict[int, Name]) -> Nominal | None:
        """The mention that token i counts or is the number of, if it is one."""
        tag = table.tag[i]
        if tag in ("NN", "NNS", "NNP", "NNPS"):
            return self._quantity(table, i, covered) if self._counts(table, i) else None
        counting = tag == "CD" or (tag in _COUNTING and self._counts(table, i))
        if counting and i + 1 < len(table) and table.lower[i + 1] == "of":
            return self._quantity(table, i, covered)
        if table.dep[i] not in ARGUMENT:
            return None
        if tag == "CD":
            return self._number(table, i)
        if table.lower[i] == "more" and i and (table.tag[i - 1] == "CD" or self._counts(table, i - 1)):
            return self._more(table, i)
        return None

    def size(self, table: Table, start: int, head: int) -> tuple[int | None, str | None, int]:
        """(number, modifier, first token) of what counts the noun `head`, whose phrase begins at `start`."""
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

    def national(self, table: Table, i: int, name: Name) -> Nominal | None:
        """ "one American", "three Britons": a counted nationality is its people."""
        counted = name.cls == "GeopoliticalEntity" and name.end - name.start == 1 and i > 0 and table.tag[i - 1] == "CD"
        if not counted or table.dep[i] not in ARGUMENT or table.head[i - 1] != i:
            return None
        size, modifier, start = self.size(table, i, i)
        if size is None:
            return None
        cls = "Person" if size == 1 else "Group"
        return Nominal(
            start, i + 1, i, cls, None, "indef", size > 1, size if size > 1 else None, modifier, part=size == 1
        )

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

    def _number(self, table: Table, i: int) -> Nominal | None:
        """ "killing 20", "five dead": a number that stands for people."""
        number = number_at(table, i)
        if number is None:
            return None
        value, begin, end = number
        if begin != i and table.dep[begin] in ARGUMENT and begin < i:
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
            if table.lower[i] in ("hundreds", "thousands", "dozens", "scores") and table.dep[i] in ARGUMENT:
                return Nominal(start, i + 1, i, "Group", None, "bare", True, None, modifier)
            return None
        noun = table.kid(preposition, "pobj")
        if noun is None:
            return None
        entry = self.lexicon.ending_at(table, noun, NOUN_KINDS)
        inner_start = table.left_edge(noun, SKIPPED)
        part = table.lower[inner_start] in DEFINITE or table.tag[noun] == "PRP" or table.tag[inner_start] == "PRP$"
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
            inner, _, _ = self.size(table, inner_start, noun)
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
