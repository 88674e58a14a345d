"""Grammatical slots of a word, read off the dependency parse: who is its subject, its object, what hangs on it by which preposition.

Labels are those of spaCy's English models (ClearNLP/Stanford style: nsubj, nsubjpass, dobj, dative, agent, pobj …).
A slot's fillers are given with the rule they were found by, so that trust in each rule can be measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.events.forms import INTRANSITIVE, is_finite, is_passive, is_verbal, lemma, words

__all__ = ["Argument", "Grammar"]


# Prepositions that belong to the noun before them, not to the verb that governs it.
WHERE = frozenset({"in", "at", "near", "outside", "inside"})
OWN_PREPOSITIONS = frozenset({"of", "about", "by", "for"})
# Verbs whose "on" names who answers for the deed that is their object.
ACCUSING = frozenset({"blame", "pin"})


RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# Words before "with" that make what follows do the same as the one before.
JOINTLY = frozenset({"along", "together", "alongside"})
# Verbs that say whom somebody takes for the doer, not who did it.
SUSPECTING = frozenset({"accuse", "suspect", "blame"})
# Verbs whose object says what stands after "as".
QUOTING = frozenset({"quote", "cite"})
# Verbs whose object, not subject, is understood as the subject of the infinitive they govern.
OBJECT_CONTROL = words(
    "urge force order ask tell persuade convince encourage allow permit enable lead help cause advise "
    "warn instruct direct compel require invite request beg push press pressure accuse suspect blame "
    "charge convict prevent stop ban bar see"
)


@dataclass(frozen=True, slots=True)
class Argument:
    """A word in a slot: `slot` as in the lexicon ("subject", "object", "in" …), `rule` names how it was found."""

    slot: str
    token: Token
    rule: str


class Grammar:
    """Slots of the words of one Doc, each worked out once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._arguments: dict[int, tuple[Argument, ...]] = {}
        self._subjects: dict[int, tuple[tuple[Token, str], ...]] = {}

    # -- what a word governs ---------------------------------------------------------------------------------

    def arguments(self, token: Token) -> tuple[Argument, ...]:
        """All arguments of a word, with coordinated ones ("Ann and Bob")."""
        if token.i not in self._arguments:
            direct = self._of_verb(token) if is_verbal(token) else self._of_noun(token)
            self._arguments[token.i] = tuple(dict.fromkeys(x for a in direct for x in _with_conjuncts(a)))
        return self._arguments[token.i]

    def fillers(self, token: Token, slot: str) -> list[Token]:
        """The words in one slot."""
        return [a.token for a in self.arguments(token) if a.slot == slot]

    def _of_verb(self, verb: Token) -> Iterator[Argument]:
        passive = is_passive(verb)
        objects = []
        swallowed = self._swallowed(verb)
        for child in verb.children:
            dep = child.dep_
            if swallowed is not None and swallowed.head == child:
                continue
            if dep in {"dobj", "obj"}:
                target = self.antecedent(child)
                if target is not None:
                    objects.append(child)
                    yield Argument("object", target, "object")
            elif dep == "nsubjpass" or (dep == "nsubj" and passive):
                target = self.antecedent(child)
                if target is not None:
                    yield Argument("object", target, "passive-subject")
            elif dep == "dative":
                if child.pos_ == "ADP":
                    yield from _objects_of(child)
                else:
                    yield Argument("indirect-object", child, "indirect-object")
            elif dep == "agent":
                yield from (Argument("subject", a.token, "passive-agent") for a in _objects_of(child))
                yield from (Argument("by", a.token, "passive-agent") for a in _objects_of(child))
            elif dep in {"prep", "prt"} and child.pos_ in {"ADP", "SCONJ", "ADV", "VERB", "PART"}:
                yield from _objects_of(child)
            elif dep in {"ccomp", "xcomp"}:
                yield Argument("clause", child, "clause")
                if (
                    dep == "ccomp"
                    and child.pos_ in {"NOUN", "PROPN"}
                    and not any(c.dep_ in {"nsubj", "aux", "cop"} for c in child.children)
                ):
                    yield Argument("object", child, "nominal-clause")
        for token, rule in self.subjects(verb):
            yield Argument("subject", token, rule)
        if passive and not any(c.dep_ in {"nsubjpass", "nsubj"} for c in verb.children):
            for token, rule in self._passive_subjects(verb):
                yield Argument("object", token, rule)
        if verb.dep_ == "relcl" and not objects and not passive:
            yield from self._gap(verb)
        for other in verb.children:
            if other.dep_ == "conj" and is_verbal(other) and not any(c.dep_ == "nsubj" for c in other.children):
                yield from self._shared_with(verb, other, passive)
        # A parser hangs "killed two people with a knife in Lima" on the people, or "met Li in Rome" on Li.
        nested = objects + [
            noun
            for child in verb.children
            if child.dep_ in {"prep", "agent"}
            for noun in child.children
            if noun.dep_ == "pobj" and noun.pos_ in {"NOUN", "PROPN"}
        ]
        for noun in nested:
            for child in noun.children:
                if child.dep_ == "prep" and noun in objects and child.lower_ not in OWN_PREPOSITIONS | WHERE:
                    for found in _objects_of(child):
                        yield Argument(found.slot, found.token, "object-preposition")
            yield from _places_below(noun)

    def _shared_with(self, verb: Token, other: Token, passive: bool) -> Iterator[Argument]:
        """ "arrested and charged three men", "were beaten and robbed by soldiers": what stands behind the second verb belongs to both."""
        deps = {c.dep_ for c in verb.children}
        if passive and is_passive(other) and "agent" not in deps:
            for child in other.children:
                if child.dep_ == "agent":
                    yield from (Argument("subject", a.token, "shared-agent") for a in _objects_of(child))
        elif (
            not passive
            and other.i == verb.i + 2
            and lemma(verb) not in INTRANSITIVE
            and not deps & {"dobj", "prep", "ccomp", "xcomp", "dative"}
        ):
            for child in other.children:
                if child.dep_ == "dobj" and child.i > other.i:
                    yield Argument("object", child, "shared-object")

    def _gap(self, verb: Token) -> Iterator[Argument]:
        """ "the man whom police arrested": the antecedent is the object where the clause has a subject of its own."""
        own = [c for c in verb.children if c.dep_ == "nsubj"]
        if (
            own
            and own[0].lower_ not in RELATIVE
            and not any(c.dep_ in {"dobj", "ccomp"} and c.lower_ not in RELATIVE for c in verb.children)
        ):
            stranded = [c for c in verb.children if c.dep_ == "prep" and not any(True for _ in c.children)]
            if not stranded and not any(
                c.dep_ == "advmod" and c.lower_ in {"where", "when", "why"} for c in verb.children
            ):
                yield Argument("object", verb.head, "relative-gap")

    def _of_noun(self, noun: Token) -> Iterator[Argument]:
        for child in noun.children:
            dep = child.dep_
            if dep == "poss":
                target = self.antecedent(child)
                if target is not None:
                    yield Argument("possessive", target, "possessive")
            elif dep in {"compound", "nmod", "amod"}:
                slot = "adjective" if dep == "amod" else "compound"
                yield Argument(slot, child, slot)
                for other in child.lefts:  # "a French-German agreement"
                    if child.i == other.i + 2 and self.doc[other.i + 1].text in {"-", "–"}:
                        yield Argument(slot, other, slot)
            elif dep in {"prep", "agent"}:
                if child.lower_ == "on" and noun.dep_ == "dobj" and lemma(noun.head) in ACCUSING:
                    continue  # "blamed the attack on rebels": they are accused, not attacked
                yield from _objects_of(child)
                for below in child.children:
                    if below.dep_ == "pobj":
                        yield from _places_below(below)
                        if child.lower_ == "by":  # "an attack by rebels on the base"
                            for further in below.children:
                                if further.dep_ == "prep" and further.lower_ in {"on", "against"}:
                                    yield from _objects_of(further)
            elif dep == "acl" and child.tag_ == "VBN":
                for found in self._of_verb(child):
                    if found.slot in {"by", "in", "at", "on", "near", "against"} and found.rule != "object-preposition":
                        yield Argument(found.slot, found.token, "participle-" + found.rule)
            elif dep == "appos":
                yield Argument("apposition", child, "apposition")
            elif dep in {"acl", "relcl"} and child.tag_ in {"VB", "VBG"}:
                yield Argument("clause", child, "clause")
        if noun.dep_ == "compound" and noun.head.pos_ in {"NOUN", "PROPN"}:
            for child in noun.head.children:
                if child.dep_ == "poss" and child.i < noun.i:
                    yield Argument("possessive", child, "possessive-of-head")

    # -- subjects --------------------------------------------------------------------------------------------

    def subjects(self, verb: Token) -> tuple[tuple[Token, str], ...]:
        """Who does what an active verb says: its own subject, or the one it shares by control, relative clause or conjunction."""
        if verb.i not in self._subjects:
            self._subjects[verb.i] = ()  # a verb met again on the way has no subject to give
            self._subjects[verb.i] = tuple(self._find_subjects(verb))
        return self._subjects[verb.i]

    def _find_subjects(self, verb: Token) -> Iterator[tuple[Token, str]]:
        if is_passive(verb):
            return
        own = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"}]
        if own:
            for child in own:
                target = self.antecedent(child)
                if target is not None:
                    yield target, "subject" if target == child else "relative-subject"
            return
        swallowed = self._swallowed(verb)
        if swallowed is not None:
            yield swallowed, "swallowed-subject"
            return
        head, dep = verb.head, verb.dep_
        if dep == "acl" and (verb.tag_ == "VBG" or (verb.tag_ == "VBN" and lemma(verb) in INTRANSITIVE)):
            yield head, "participle-subject"
        elif dep == "relcl":
            if not any(c.dep_ == "nsubjpass" for c in verb.children) and verb.tag_ not in {"VB"}:
                yield head, "relative-subject"
        elif dep == "amod" and verb.tag_ == "VBG":
            yield head, "participle-subject"
        elif dep == "conj":
            if is_verbal(head):
                yield from self._grammatical_subjects(head, "conjunct-subject")
        elif dep in {"xcomp", "ccomp"} and is_verbal(head):
            if dep == "xcomp" or not is_finite(verb):
                yield from self._controller(head)
        elif dep == "xcomp" and head.dep_ in {"acomp", "attr", "oprd"} and is_verbal(head.head):
            yield from self._grammatical_subjects(head.head, "raising")  # "was due to retire"
        elif dep in {"advcl"} and is_verbal(head):
            yield from self._grammatical_subjects(head, "adverbial-subject")
        elif dep == "pcomp" and head.dep_ in {"prep", "prt"}:
            governor = head.head
            if is_verbal(governor) and lemma(governor) not in SUSPECTING:
                if lemma(governor) in (QUOTING if head.lower_ == "as" else OBJECT_CONTROL) or head.lower_ in {
                    "of",
                    "from",
                    "for",
                }:
                    affected = self._affected(governor)
                    yield from affected or list(self._grammatical_subjects(governor, "gerund-subject"))
                elif not is_passive(governor) or head.lower_ in {"before", "after", "while", "since"}:
                    yield from self._grammatical_subjects(governor, "gerund-subject")
        elif dep == "acl" and verb.tag_ == "VB":
            holder = [c for c in head.children if c.dep_ == "poss"] or [
                a.token
                for c in head.children
                if c.dep_ == "prep" and c.lower_ in {"by", "from"}
                for a in _objects_of(c)
            ]
            holder = holder or [c for c in head.children if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN"]
            above = head.head if head.dep_ in {"dobj", "attr"} else head.head.head if head.dep_ == "pobj" else None
            if holder:
                target = self.antecedent(holder[0])
                if target is not None:
                    yield target, "infinitive-possessor"
            elif above is not None and is_verbal(above):
                yield from self._grammatical_subjects(above, "infinitive-subject")

    def _swallowed(self, verb: Token) -> Token | None:
        """The subject a parser has put below a preposition or the verb above: "On Monday Acme Ltd announced …"."""
        if not is_finite(verb) or verb.i == 0 or verb.dep_ not in {"ROOT", "ccomp", "advcl"}:
            return None
        if any(c.dep_ in {"nsubj", "csubj", "nsubjpass", "expl"} for c in verb.children):
            return None
        word = self.doc[
            min((c.i for c in verb.children if c.dep_ in {"aux", "neg"} and c.i < verb.i), default=verb.i) - 1
        ]
        while word.pos_ == "ADV" and word.i > 0:
            word = self.doc[word.i - 1]
        governors = {verb.i, verb.head.i}
        while word.dep_ in {"compound", "nmod", "conj", "pobj", "prep", "appos", "dobj"}:
            if word.dep_ == "dobj" and word.head == verb.head != verb and word.head.i < word.i:
                return word
            if word.dep_ == "pobj" and word.head.dep_ == "prep" and word.head.head.i in governors:
                return word if word.pos_ in {"PROPN", "NOUN"} and word.head.i < word.i else None
            if word.head.i >= verb.i:
                return None
            word = word.head
        return None

    def _controller(self, head: Token) -> Iterator[tuple[Token, str]]:
        objects = [c for c in head.children if c.dep_ in {"dobj", "dative"}]
        if lemma(head) in {"call", "appeal", "plead", "prevail"}:
            urged = [a.token for c in head.children if c.dep_ == "prep" and c.lower_ != "for" for a in _objects_of(c)]
            if urged:
                yield from ((t, "control") for t in urged)
                return
        if objects and lemma(head) in OBJECT_CONTROL:
            yield from ((o, "control") for o in objects)
        elif is_passive(head):
            yield from self._grammatical_subjects(head, "raising")
        else:
            yield from self._grammatical_subjects(head, "control")

    def _affected(self, verb: Token) -> list[tuple[Token, str]]:
        found = [a.token for a in self.arguments_direct(verb) if a.slot == "object"]
        return [(t, "control") for t in found]

    def arguments_direct(self, verb: Token) -> list[Argument]:
        """Objects and passive subjects only; cheap, and safe to ask while subjects are being worked out."""
        found = []
        passive = is_passive(verb)
        for child in verb.children:
            if child.dep_ == "dobj" or child.dep_ == "nsubjpass" or (passive and child.dep_ == "nsubj"):
                target = self.antecedent(child)
                if target is not None:
                    found.append(Argument("object", target, "object"))
        if passive and not found:
            found = [Argument("object", t, r) for t, r in self._passive_subjects(verb)]
        return found

    def _grammatical_subjects(self, verb: Token, rule: str) -> Iterator[tuple[Token, str]]:
        """The word in subject position, whatever the voice."""
        if is_passive(verb):
            yield from ((a.token, rule) for a in self.arguments_direct(verb))
        else:
            yield from ((t, rule) for t, _ in self.subjects(verb))

    def _passive_subjects(self, verb: Token) -> Iterator[tuple[Token, str]]:
        head, dep = verb.head, verb.dep_
        if dep in {"acl", "relcl", "amod"} and head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            yield head, "reduced-relative" if dep != "amod" else "participle"
        elif dep == "conj" and is_verbal(head):
            yield from self._grammatical_subjects(head, "conjunct-subject")
        elif dep == "ccomp" and is_finite(verb):
            swallowed = self._swallowed(verb)
            if swallowed is not None:
                yield swallowed, "swallowed-subject"
        elif dep in {"xcomp", "ccomp", "advcl"} and is_verbal(head):
            yield from self._controller(head)
        elif dep == "oprd" or dep == "acomp":
            yield from ((c, "small-clause") for c in head.children if c.dep_ in {"dobj", "nsubj"})

    def antecedent(self, token: Token) -> Token | None:
        """The word itself; for a relative pronoun, the noun its clause hangs on."""
        if token.lower_ in RELATIVE and token.tag_ in {"WDT", "WP", "WP$", "IN", "DT"}:
            verb: Token = token.head
            while verb.dep_ in {"conj", "xcomp", "ccomp", "auxpass", "aux", "poss", "pobj", "prep"}:
                if verb.head == verb:
                    return None
                verb = verb.head
            if verb.dep_ in {"relcl", "acl"}:
                return verb.head
            return None if token.lower_ != "that" or token.tag_ != "DT" else token
        return token


def _objects_of(preposition: Token) -> Iterator[Argument]:
    name = preposition.lower_
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield Argument(name, child, "preposition")
        elif child.dep_ == "prep" and name not in {"according", "due", "owing", "thanks", "prior"}:
            # "out of the city", "from inside the base"
            yield from _objects_of(child)


def _places_below(noun: Token) -> Iterator[Argument]:
    """Places told behind a noun, also over an "of": "fighters of the militia in Iraq"."""
    for child in noun.children:
        if child.dep_ != "prep":
            continue
        if child.lower_ in WHERE:
            for found in _objects_of(child):
                yield Argument(found.slot, found.token, "object-preposition")
        elif child.lower_ == "of":
            for below in child.children:
                if below.dep_ == "pobj":
                    yield from _places_below(below)


def _with_conjuncts(argument: Argument) -> Iterator[Argument]:
    yield argument
    if argument.slot in {"clause", "adjective"}:
        return
    for other in argument.token.conjuncts:
        if other.i > argument.token.i and other.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
            yield Argument(argument.slot, other, argument.rule + "-conjunct")
    if argument.slot in {"subject", "object"}:
        for child in argument.token.children:
            if child.dep_ == "prep" and child.lower_ in JOINTLY | {"including"}:
                for found in _objects_of(child):
                    yield Argument(argument.slot, found.token, argument.rule + "-jointly")
