"""Triggers: which words of the text evoke an event, and by which reading of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.draft import Workspace
from kg.extract.events.forms import is_passive, is_verbal, lemma
from kg.extract.events.lexicon import Lexicon, Reading
from kg.extract.events.quotes import quotations
from kg.extract.events.syntax import Grammar

__all__ = ["Scene", "Trigger", "find_triggers"]

PRONOUN_CLASSES = {
    "he": "Person", "she": "Person", "him": "Person", "her": "Person", "who": "Person", "i": "Person",
    "they": "Group", "them": "Group", "we": "Group", "us": "Group", "himself": "Person", "herself": "Person",
}  # fmt: skip

# Verbs below which an infinitive of saying is something said.
# Verbs with a subjunctive below "that".
ASKING = frozenset(
    {"ask", "demand", "recommend", "request", "urge", "propose", "suggest", "advise", "insist", "order", "require"}
)
SPEAKING_ON = frozenset(
    {"go", "continue", "begin", "start", "take", "use", "proceed", "come", "turn", "appear", "seem"}
)


@dataclass(slots=True, eq=False)
class Trigger:
    """A word that evokes an event: its head token, its span [start, end) and the reading it was found by."""

    token: Token
    span: tuple[int, int]
    reading: Reading

    @property
    def cls(self) -> str:
        """The event class evoked."""
        return self.reading.entry.denotes


class Scene:
    """One article while its events are being read: entities, grammar, quotations, and the triggers found so far."""

    def __init__(
        self,
        doc: Doc,
        ws: Workspace,
        lexicon: Lexicon,
        noun_classes: dict[str, str],
        countries: frozenset[str],
        networks: frozenset[str],
    ) -> None:
        self.doc, self.ws, self.lexicon = doc, ws, lexicon
        self.ontology = ws.ontology
        self.grammar = Grammar(doc)
        self.quotations = quotations(doc)
        self.noun_classes, self.countries, self.networks = noun_classes, countries, networks
        self.triggers: dict[int, Trigger] = {}
        self._lineage: dict[str, frozenset[str]] = {}
        self._in_quote = {i: q for q in self.quotations for i in range(*q)}

    # -- what conditions ask ---------------------------------------------------------------------------------

    def fillers(self, token: Token, slot: str) -> list[Token]:
        """The words in a slot; for a noun under a light verb, that verb's subject and prepositions count as well."""
        found = self.grammar.fillers(token, slot)
        if (
            not found
            and slot not in {"object", "clause", "compound", "adjective", "possessive"}
            and not is_verbal(token)
        ):
            verb = self.light(token)
            if verb is not None:
                return self.grammar.fillers(verb, slot)
        return found

    def classes(self, token: Token) -> Iterable[str]:
        """The classes of what a word stands for, with all their ancestors."""
        entity = self.ws.entity_at(token)
        if entity is not None:
            return self.lineage(entity.cls)
        trigger = self.triggers.get(token.i)
        if trigger is not None:
            return self.lineage(trigger.cls)
        cls = PRONOUN_CLASSES.get(token.lower_) or self.noun_classes.get(lemma(token))
        if cls is None and token.ent_type_ == "PERSON":
            cls = "Person"
        return self.lineage(cls) if cls else ()

    def lineage(self, cls: str) -> frozenset[str]:
        """The class and its ancestors."""
        if cls not in self._lineage:
            self._lineage[cls] = self.ontology.ancestors.get(cls, frozenset()) | {cls}
        return self._lineage[cls]

    def told(self, cls: str) -> bool:
        """Whether a trigger of this class is already sure."""
        return any(cls in self.lineage(t.cls) for t in self.triggers.values())

    def quoted(self, token: Token) -> bool:
        """Whether a quotation stands in the verb's sentence, or right before it, and the verb outside."""
        if token.i in self._in_quote:
            return False
        sent = token.sent
        return any(s < sent.end and e > sent.start - 2 for s, e in self.quotations)

    def quotation_at(self, i: int) -> tuple[int, int] | None:
        """The quotation a token stands in."""
        return self._in_quote.get(i)

    def light(self, token: Token) -> Token | None:
        """The light verb of doing or undergoing that governs a noun."""
        found = self.light_kind(token)
        return found[0] if found else None

    def light_kind(self, token: Token) -> tuple[Token, str] | None:
        """The light verb that governs a noun, and its kind."""
        while token.dep_ == "conj" and not is_verbal(token):
            token = token.head
        head = token.head
        if token.dep_ in {"dobj", "nsubjpass"} and is_verbal(head):
            kind = self.lexicon.light(head, None)
            if kind in {"doing", "undergoing"}:
                return head, kind
        if token.dep_ == "pobj" and head.dep_ in {"prep", "prt"} and is_verbal(head.head):
            kind = self.lexicon.light(head.head, head.lower_)
            if kind in {"doing", "undergoing"}:
                return head.head, kind
        for child in token.children:
            if (
                child.dep_ in {"acl", "relcl"}
                and is_verbal(child)
                and self.lexicon.light(child, None) == "doing"
                and (is_passive(child) or child.dep_ == "relcl")
            ):
                return child, "doing"
        return None


def find_triggers(scene: Scene) -> list[Trigger]:
    """All triggers in the order of the text.

    Sure readings come first, so that conditions may ask what the article tells of; then those with conditions.
    Where several readings of one word fit, the longest wins, then the one with conditions met.
    """
    waiting: list[tuple[Token, list[tuple[Reading, tuple[int, int]]]]] = []
    for token in scene.doc:
        if not token.is_alpha and "-" not in token.text and token.text[-1:] != ".":
            continue
        if token.ent_type_ in {"DATE", "TIME"} and token.pos_ in {"NOUN", "PROPN"}:
            continue  # "March"
        found = list(scene.lexicon.readings(token))
        if not found or _part_of_name(scene, token):
            continue
        if any(r.conditional for r, _ in found):
            waiting.append((token, found))
        else:
            _choose(scene, token, found)
    for token, found in waiting:
        _choose(scene, token, found)
    _drop_parts(scene)
    return [scene.triggers[i] for i in sorted(scene.triggers)]


def _choose(scene: Scene, token: Token, found: list[tuple[Reading, tuple[int, int]]]) -> None:
    ranked = sorted(found, key=lambda rs: (-len(rs[0].words), rs[0].anaphoric, not rs[0].conditional))
    for reading, span in ranked:
        if reading.fits(token, scene) and not _generic(scene, token, reading):
            scene.triggers[token.i] = Trigger(token, span, reading)
            return


def _generic(scene: Scene, token: Token, reading: Reading) -> bool:
    """Talk of what happens in general, or might be said: no event is told.

    News tells events in the past or the perfect, in headlines in the bare present; a plain present in the body
    ("officials are removed by vote"), a "can" or a "shall" state rules and habits. A first person's verb of
    speaking inside a quotation ("we say that …") is part of what is said.
    """
    if token.i < scene.ws.title_end:
        return False
    communicates = "Communication" in scene.lineage(reading.entry.denotes)
    if not is_verbal(token):
        return (
            not communicates
            and token.tag_ == "NNS"
            and token.dep_ == "nsubj"
            and token.head.tag_ in {"VBP", "VBZ"}
            and lemma(token.head) == "be"
            and not any(c.dep_ in {"det", "poss", "nummod"} for c in token.children)
        )
    auxiliaries = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
    if communicates:
        if _unsaid(scene, token, reading, auxiliaries):
            return True
        if "Statement" not in scene.lineage(reading.entry.denotes) or scene.quotation_at(token.i) is None:
            return False
        subjects = [t.lower_ for t, _ in scene.grammar.subjects(token)]
        return not subjects or bool({"i", "we", "you"} & set(subjects)) or any(c.tag_ == "MD" for c in auxiliaries)
    if any(c.tag_ == "MD" and c.lower_ in {"can", "shall"} for c in auxiliaries):
        return True
    if token.tag_ == "VB" and token.dep_ == "xcomp" and scene.quotation_at(token.i) is not None:
        return True  # "I thought I was going to die", "we want to help"
    if any(c.dep_ == "aux" for c in auxiliaries):
        return False
    plural = any(c.dep_ in {"nsubj", "nsubjpass"} and c.tag_ in {"NNS", "WDT", "WP"} for c in token.children)
    if token.tag_ == "VBP" and token.dep_ == "ccomp" and lemma(token.head) in ASKING:
        return False  # "recommended that residents leave" is no present
    if token.tag_ in {"VBZ", "VBP"}:
        return True
    return plural and any(c.dep_ == "auxpass" and c.tag_ in {"VBZ", "VBP"} for c in auxiliaries)


def _unsaid(scene: Scene, token: Token, reading: Reading, auxiliaries: list[Token]) -> bool:
    """Words not said yet, or to be said by nobody: "could reveal", "easy to say", "must not name", "a bid to add".

    An infinitive below a verb of beginning or going on is said ("went on to say"); so is one that tells what
    was done for it ("took to the radio to thank them").
    """
    if "Statement" not in scene.lineage(reading.entry.denotes) or token.tag_ != "VB":
        return False
    if any(c.tag_ == "MD" and c.lower_ not in {"will", "would"} for c in auxiliaries):
        return True
    said = token.dep_ == "advcl" or (token.dep_ == "xcomp" and lemma(token.head) in SPEAKING_ON)
    return not said and any(c.tag_ == "TO" for c in auxiliaries)


def _part_of_name(scene: Scene, token: Token) -> bool:
    """A word inside a name ("Court of Appeal", "House Judiciary Investigation Unit") evokes nothing."""
    entity = scene.ws.by_token.get(token.i)
    if entity is None or not entity.named:
        return False
    if token.pos_ != "PROPN" and token.ent_type_ == "":
        return False
    return any(m.start <= token.i < m.end and m.end - m.start > 1 for m in entity.mentions) and token.pos_ == "PROPN"


def _drop_parts(scene: Scene) -> None:
    """Triggers that lie within a longer one ("death" in "death toll" would be the same mention told twice)."""
    for trigger in list(scene.triggers.values()):
        start, end = trigger.span
        for i in range(start, end):
            other = scene.triggers.get(i)
            if other is not None and other is not trigger and len(other.reading.words) < len(trigger.reading.words):
                del scene.triggers[i]
