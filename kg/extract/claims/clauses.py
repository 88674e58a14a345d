"""Which events a time expression dates, by the clause it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.claims.operators import Operators, is_verbal
from kg.extract.draft import EventDraft, TimeDraft, Workspace
from kg.model import Factuality

__all__ = ["Clauses"]

_NOUN_MODIFIERS = frozenset(("poss", "compound", "nmod", "amod", "nummod"))
_NOT_AT = frozenset(("before", "after", "by", "ahead", "than", "prior", "following"))
_OPEN = frozenset(("acl", "advcl", "pcomp", "xcomp"))  # clauses that share the time of the one they hang on
_RANKS = frozenset(("first", "second", "third", "fourth", "fifth", "last", "only", "most", "worst"))
_AT = frozenset(("in", "during", "at", "on"))
_OF_TIME = frozenset(
    ("before", "after", "when", "while", "since", "until", "as", "because", "if", "although", "though", "once")
)
_ENDS = frozenset(("end", "conclude", "finish", "expire", "cease"))
_REACH = 8  # words after "two days after" among which the event is looked for


def _ranks(word: Token) -> bool:
    """ "The deadliest since 2017", "the first attack since May": a comparison, not a date."""
    if is_verbal(word):
        return False
    return (
        word.tag_ == "JJS"
        or word.lower_ in _RANKS
        or any(t.tag_ in ("JJS", "RBS") or t.lower_ in _RANKS for t in word.lefts)
    )


def _lacks_object(verb: Token) -> bool:
    deps = {c.dep_ for c in verb.children if c.tag_ not in ("WDT", "WP")}
    return "nsubj" in deps and not deps & {"dobj", "ccomp", "xcomp"}


class Clauses:
    """Finds the events that a time expression dates."""

    def __init__(self, doc: Doc, ws: Workspace, at: dict[int, EventDraft], operators: Operators) -> None:
        self.doc, self.ws, self.at, self.operators = doc, ws, at, operators
        self.timed = {i for t in ws.times if t.anchor for i in range(t.start, t.end)}

    def speaks(self, event: EventDraft) -> bool:
        """Whether an event is one of communication."""
        return self.ws.ontology.is_a(event.cls, "Communication")

    def preposition(self, time: TimeDraft) -> str:
        """The preposition before an expression, "as of" for one; empty where there is none."""
        root = self.doc[time.start : time.end].root
        if root.dep_ not in ("pobj", "pcomp"):
            return ""
        return "as of" if root.head.lower_ == "of" and root.head.head.lower_ == "as" else root.head.lower_

    def ends(self, time: TimeDraft) -> bool:
        """Whether the clause of an expression says that something ended then."""
        token = self.doc[time.start : time.end].root
        while not is_verbal(token) and token.head != token:
            token = token.head
        return token.lemma_.lower() in _ENDS and token.i not in self.at

    def apart(self, time: TimeDraft) -> tuple[EventDraft, EventDraft] | None:
        """For "X came two days after Y": X and Y, where both are events."""
        root, word = self.doc[time.start : time.end].root, self.doc[time.end - 1]  # "days", "after"
        clause = root.head
        if is_verbal(clause) and clause.i >= time.end:
            # "X …, a day after Y happened": the days hang on what follows them
            pair = self.at.get(clause.head.i), self.at.get(clause.i)
            return (pair[0], pair[1]) if pair[0] is not None and pair[1] is not None else None
        later = next((e for e, _ in (*self._governed(root), *self._governed(word))), None)
        for token in self.doc[time.end : min(time.end + _REACH, root.sent.end)]:
            other = self.at.get(token.i)
            if other is not None and other is not later:
                return None if later is None else (later, other)
        return None

    def dated_by(self, time: TimeDraft) -> Iterator[tuple[EventDraft, str]]:
        """The events an expression dates, each with the way it was reached."""
        root = self.doc[time.start : time.end].root
        preposition = self.preposition(time)
        told_then = list(self._when(root))
        yield from told_then
        if told_then:
            return
        if preposition in _NOT_AT or (preposition == "since" and _ranks(root.head.head)):
            return
        if preposition == "as of" or (preposition and root.head.head.lower_ in ("report", "reports")):
            # "As of Friday, ten had died, according to …": the day of the report, not of what it reports.
            reports = list(self._reports(root))
            yield from ((e, "report") for e in reports)
            if not reports:
                yield from ((e, rule + "-loose") for e, rule in self._governed(root) if not self.speaks(e))
            return
        yield from self._governed(root)
        main = root.sent.root
        if time.start <= root.sent.start + 1 and is_verbal(main) and main.i in self.at and main.tag_ != "VB":
            yield self.at[main.i], "first"  # "On Monday, hours before …, they met": told first, it dates the sentence

    def _reports(self, root: Token) -> Iterator[EventDraft]:
        """ "According to …", else the verb of speaking that the sentence, or the clause around the day, is headed by."""
        sources = [t for t in root.sent if t.i in self.at and t.lemma_.lower() in ("accord", "according")]
        if not sources:
            above = [t for t in (*root.ancestors, root.sent.root) if is_verbal(t) and t.i in self.at]
            sources = [t for t in above if self.speaks(self.at[t.i])][:1]
        yield from dict.fromkeys(self.at[t.i] for t in sources)

    def _when(self, root: Token) -> Iterator[tuple[EventDraft, str]]:
        """ "27 December, when a rocket hit the base": the clause that tells what happened then."""
        for clause in root.children:
            if clause.dep_ == "relcl" and any(c.lower_ == "when" for c in clause.children):
                yield from self._clause(clause, root)

    def _governed(self, root: Token) -> Iterator[tuple[EventDraft, str]]:
        node, loose = root, ""
        speech = self._speech_before(root)
        if speech is not None:
            yield speech, "speech"
            return
        if root.dep_ in _NOUN_MODIFIERS and not is_verbal(root.head):
            found = self._modified(root)
            if found is not None:
                yield found, "modifier"
                return
            # "during Monday's session they protested"; and what the parser took for one name: "Friday Ocean Star sailed"
            node, loose = root.head, "-loose"
            if root.dep_ == "poss" and (node.dep_ != "pobj" or node.head.lower_ not in _AT):
                return
        while node.head != node:
            node = node.head
            if is_verbal(node):
                claims = list(self._clause(node, root))
                if claims or node.dep_ not in _OPEN or node.tag_ not in ("VB", "VBG", "VBN"):
                    yield from ((e, rule + loose) for e, rule in claims)
                    return
            elif node.i in self.at:
                yield self.at[node.i], "noun" + loose
                return
            elif node.dep_ == "relcl":
                return
        if node.i in self.at:
            yield self.at[node.i], "noun-loose"
        elif not is_verbal(node):
            # No verb at all, as in headlines and fragments: the event nouns beside it.
            for child in node.children:
                if child.i in self.at and child.i != root.i:
                    yield self.at[child.i], "beside"

    def _speech_before(self, root: Token) -> EventDraft | None:
        """ "Police said on Monday they believe …": a day right after a verb of speaking is the day of speaking."""
        start = root.left_edge.i - (1 if root.dep_ == "pobj" and root.head.i == root.left_edge.i - 1 else 0)
        verb = self.doc[start - 1] if start > root.sent.start else root
        event = self.at.get(verb.i)
        return event if event is not None and is_verbal(verb) and self.speaks(event) else None

    def _modified(self, root: Token) -> EventDraft | None:
        """ "Friday's attack", "the 2015 general election": the noun, or another noun on the way to it."""
        if root.head.i in self.at:
            return self.at[root.head.i]
        for token in self.doc[root.i + 1 : min(root.i + 6, root.sent.end)]:
            if (
                token.i in self.at
                and not is_verbal(token)
                and not any(t.is_punct for t in self.doc[root.i + 1 : token.i])
            ):
                return self.at[token.i]
            if token.pos_ not in ("NOUN", "PROPN", "ADJ", "PART", "NUM"):
                break
        return None

    def _clause(self, verb: Token, root: Token) -> Iterator[tuple[EventDraft, str]]:
        event = self.at.get(verb.i)
        if event is not None:
            yield event, "clause"
            if verb.dep_ == "relcl" and verb.head.i in self.at and _lacks_object(verb):
                yield self.at[verb.head.i], "participle"  # "the emergency he declared on Friday"
        elif verb.dep_ in ("acl", "relcl") and verb.head.i in self.at:
            yield self.at[verb.head.i], "participle"  # "a letter published on Friday"
            return
        main = self._main_clause(verb)
        if main is not None and main.i in self.at:
            yield self.at[main.i], "along"  # "speaking in Delhi on Friday, he announced …"
        yield from ((e, "argument") for e in self._arguments(verb) if e is not event)
        for below in self._dependent_clauses(verb, root):
            found = self.at.get(below.i)
            # "They met in Oslo on Monday, saying …" may have been said later; "On Monday they met, saying …" was not.
            later = found is not None and self.speaks(found) and root.i > verb.i
            if found is not None and found is not event and not later:
                yield found, "along"
            yield from ((e, "along-argument") for e in self._arguments(below) if e is not found)

    @staticmethod
    def _main_clause(verb: Token) -> Token | None:
        """The verb that a participle before it goes with, having the same subject."""
        head = verb.head
        if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl"):
            return None
        main = head if verb.dep_ == "advcl" else head.head if head.dep_ in ("nsubj", "nsubjpass") else verb
        return main if main.i > verb.i and is_verbal(main) else None

    def _arguments(self, verb: Token) -> Iterator[EventDraft]:
        """Event nouns of a verb that only says that they happened, or that is no event itself."""
        event = self.at.get(verb.i)
        lemma = verb.lemma_.lower()
        light = lemma in self.operators.light or lemma in self.operators.happening
        if event is not None and not light:
            return
        for child in verb.children:
            if child.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and child.i in self.at and not is_verbal(child):
                if child.dep_ == "nsubj" and not (lemma in self.operators.happening or lemma == "be" or event is None):
                    continue
                yield self.at[child.i]

    def _dependent_clauses(self, verb: Token, root: Token) -> Iterator[Token]:
        """Clauses told along with `verb`'s: participles, infinitives, and coordinated ones after a day told first."""
        event = self.at.get(verb.i)
        speaks = event is not None and self.speaks(event)
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("by", "in") and not speaks:
                yield from (c for c in child.children if c.dep_ == "pcomp" and not self._has_own_time(c, root))
            elif child.dep_ == "xcomp" and self._planned(child):
                continue  # "agreed on Monday to leave": that day they agreed
            elif self._told_along(child, root, speaks) and not self._has_own_time(child, root):
                yield child
                yield from self._dependent_clauses(child, root)

    def _planned(self, clause: Token) -> bool:
        event = self.at.get(clause.i)
        effect = self.operators.effect(clause.head, "clause", clause, event.cls if event is not None else "")
        return effect is Factuality.PLANNED

    @staticmethod
    def _told_along(clause: Token, root: Token, speaks: bool) -> bool:
        dep, tag = clause.dep_, clause.tag_
        if dep == "conj":
            shares_subject = not any(c.dep_ == "nsubj" for c in clause.children)
            return clause.i > root.i and (root.i < clause.head.i or shares_subject)
        if speaks:
            return False
        if dep == "advcl":
            marked = any(c.dep_ in ("mark", "advmod") and c.lower_ in _OF_TIME for c in clause.children)
            return tag in ("VBG", "VBN") and not marked
        return dep == "xcomp" or (dep == "ccomp" and tag in ("VBN", "VB"))  # "tried to have him released"

    def _has_own_time(self, clause: Token, root: Token) -> bool:
        return any(t.i in self.timed and t.i != root.i for t in clause.subtree)
