"""Times: reads time expressions and works out the days, months and years they name (`Workspace.times`)."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extract.draft import TimeDraft, workspace
from kg.extract.times.grammar import find
from kg.extract.times.resolve import Direction, TimeValue, evaluate, resolve
from kg.extract.times.tense import NOUN_MODIFIERS, Tense
from kg.model import PartialDate
from kg.ontology import Ontology

__all__ = ["Direction", "TimeValue", "TimesComponent", "resolve"]


@Language.factory("kg_times", requires=["token.dep", "token.tag"])
def create(nlp: Language, name: str) -> TimesComponent:
    """The factory spaCy knows by name."""
    del nlp, name
    return TimesComponent()


class TimesComponent:
    """Fills `Workspace.times`, in text order."""

    def prepare(self, ontology: Ontology, gazetteer: Mapping[str, str], demonyms: Mapping[str, str]) -> None:
        """Take from the lexicon the words that speak of plans, whose complements lie ahead."""
        del gazetteer, demonyms
        self.tense = Tense.of(ontology)

    def __call__(self, doc: Doc) -> Doc:
        """Find the time expressions of an article."""
        ws = workspace(doc)
        text, told = doc.text, _Told()
        for match in find(text):
            span = doc.char_span(match.start, match.end, alignment_mode="expand")
            if span is None or _counts_things(span, match.rule):
                continue
            # What a quoted speaker calls "today" is the day they spoke, which nobody tells.
            deictic = match.rule in _FROM_TODAY and _in_quotation(text, match.start)
            today = None if deictic else ws.today
            value = evaluate(match, today, self.tense.direction(span.root), told.before(match.rule))
            if value is None:
                continue
            ws.times.append(TimeDraft(span.start, span.end, value.date, value.end, value.anchor, value.offset))
            ahead = ws.today is not None and value.date is not None and value.date.iso > ws.today.isoformat()
            if span.root.dep_ not in NOUN_MODIFIERS and not ahead:
                told.add(value)
        return doc


_FROM_TODAY = frozenset(("relative", "ago", "in_units"))
_BY_DAY = frozenset(("same_day", "next_day", "weekday"))


class _Told:
    """The dates told so far, which "the previous day" and "a year later" count from."""

    def __init__(self) -> None:
        self.day: PartialDate | None = None
        self.latest: PartialDate | None = None

    def add(self, value: TimeValue) -> None:
        date = value.end or value.date
        if value.anchor and date is not None:
            self.latest = date
            self.day = date if date.datatype == "date" else self.day

    def before(self, rule: str) -> PartialDate | None:
        return self.day if rule in _BY_DAY else self.latest


def _in_quotation(text: str, at: int) -> bool:
    """Whether a code point stands between quotation marks opened in its own paragraph."""
    paragraph = text[text.rfind("\n", 0, at) + 1 : at]
    return paragraph.count('"') % 2 == 1 or paragraph.count("“") > paragraph.count("”")


def _counts_things(span: Span, rule: str) -> bool:
    """Whether what looks like a year is a number: "2000 people"."""
    token = span[-1]
    if rule != "year" or len(span) > 1 or token.dep_ != "nummod":
        return False
    return token.head.tag_ in ("NNS", "NNPS") and token.i > 0 and token.nbor(-1).dep_ not in ("prep", "det", "poss")
