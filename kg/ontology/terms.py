"""The ontology as the extractor sees it: plain dataclasses, no RDF in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["LexicalEntry", "LightVerb", "NounEntry", "Ontology", "Operator", "Property"]


@dataclass(frozen=True, slots=True)
class Property:
    """A role or a relation: `name` as in the model ("victim", "nkg:leads"), `domain` and `range` as sets of class names."""

    name: str
    domain: frozenset[str] = frozenset()
    range: frozenset[str] = frozenset()
    parents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """A word, or several, that evokes an event class.

    `form` are the lemmas in order ("carry", "out"); `pos` is the head's: "verb", "noun" or "adjective".
    `slots` maps grammatical slots to roles: {"subject": "agent", "object": "victim", "in": "place"}; a slot
    is "subject", "object" (a passive's subject too), "indirect-object", "possessive", "compound", "adjective" or a
    preposition, and may name a class of fillers ("subject.Artifact": "instrument"), for which it holds before
    the bare one. `needs` and `bars` are conditions on what stands around
    (their syntax is that of `ontology/lexicon/README.md`).
    """

    iri: str
    form: tuple[str, ...]
    pos: str
    denotes: str
    slots: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its arguments to the event noun it governs.

    `kind` is "doing" (its subject does what the noun says: "carry out an attack"), "undergoing" (its subject
    has it done to them: "face charges"), "happening" (the noun is its subject: "the attack took place in …") or
    "striking" (the noun is its subject, and its object where that happens: "the quake shook Lima").
    """

    form: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class NounEntry:
    """A common noun that denotes entities of a class, or that says something of a person ("president").

    `kind` says how the noun is used: "entity" (a hospital is a Facility), "group" (people: many even in the
    singular), "title" (president: a job or an office), "rank" (General: a title only before a name), "honorific"
    (Mr), "kinship" (son), "name" (gives the class of names it ends, "Airlines"), "quantity" (hundreds: what it
    counts follows "of"), "nothing" (a name that is no entity), "given" (a given name), "front" (gives the
    class of names it begins, "USS"), "proper" (a whole name, "Roscosmos", of one meaning).

    `group` names nouns alike in use: "national" (offices of a state), "territorial" (of a land or town), "envoy",
    "human" and "perpetrator" (who may stand for the same person), "country", "weak" (nothing unless they stand for
    what is named), "of" (a person only with "of"), "network" (on
    which others say something).

    `relation` is the relation it states, if it states one ("nkg:leads"); `inverse` where the relation runs towards
    the one it is said of ("X's son Y": X is the parent).
    """

    iri: str
    form: tuple[str, ...]
    kind: str
    denotes: str | None = None
    relation: str | None = None
    inverse: bool = False
    group: str | None = None
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that changes the factuality of the events it governs: "deny", "plan", "alleged", "may".

    `effect` is what they become ("Negated", "Possible", "Planned"), or "Actual" where the word lets them stand.
    `governs` says where they stand: "clause", "object", "modified", "compound" or a preposition; `spares` names
    event classes it leaves alone.
    """

    iri: str
    form: tuple[str, ...]
    pos: str
    effect: str
    governs: frozenset[str] = frozenset()
    spares: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ontology:
    """Classes with their ancestors, roles, relations and the lexicon, as read from Turtle."""

    version: str
    ancestors: Mapping[str, frozenset[str]]
    roles: Mapping[str, Property]
    relations: Mapping[str, Property]
    lexicon: tuple[LexicalEntry, ...] = ()
    nouns: tuple[NounEntry, ...] = ()
    operators: tuple[Operator, ...] = ()
    light_verbs: tuple[LightVerb, ...] = ()

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Whether class `cls` is `ancestor` or one of its subclasses; unknown classes are only themselves."""
        return cls == ancestor or ancestor in self.ancestors.get(cls, frozenset())

    def accepts(self, prop: Property, cls: str) -> bool:
        """Whether a filler of class `cls` is within the property's range (an empty range takes all)."""
        return not prop.range or any(self.is_a(cls, r) for r in prop.range)

    @property
    def event_classes(self) -> frozenset[str]:
        """The names of all subclasses of Event."""
        return frozenset(c for c in self.ancestors if self.is_a(c, "Event"))

    @property
    def entity_classes(self) -> frozenset[str]:
        """The names of all subclasses of Entity."""
        return frozenset(c for c in self.ancestors if self.is_a(c, "Entity"))
