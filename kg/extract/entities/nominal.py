"""A mention without a name, before it is known what it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ontology import NounEntry

__all__ = ["ARGUMENT", "DEFINITE", "NOUN_KINDS", "SKIPPED", "Nominal"]

# Kinds of lexical entries that make a noun phrase a mention.
NOUN_KINDS = frozenset({"entity", "group", "title", "kinship"})
# Labels under which a number or an adjective stands for people.
ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos", "attr", "ROOT", "oprd", "dep"})
# Dependents that are no part of a noun phrase's front.
SKIPPED = frozenset(
    {"preconj", "punct", "cc", "intj", "mark", "prep", "advmod", "relcl", "acl", "appos", "nsubj", "aux", "cop"}
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "said"})


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
