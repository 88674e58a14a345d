"""What two words for events of one class cannot both be said of: another kind, another name, another number, another outcome."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.events.forms import DIRECTING, is_verbal, lemma, words

__all__ = ["another_thing"]

# Words of one class that never name the same thing.
KINDS = tuple(
    map(
        words,
        (
            "earthquake quake tremor temblor",
            "aftershock foreshock",
            "tsunami",
            "landslide mudslide mudflow rockslide avalanche",
            "hurricane typhoon cyclone storm superstorm",
            "surge",
            "flood flooding",
            "fire blaze wildfire bushfire inferno",
            "tornado twister",
            "drought",
            "eruption",
            "heatwave",
            # outcomes of a trial
            "acquit acquittal exonerate",
            "convict conviction sentence jail imprison",
        ),
    )
)
MORE = frozenset({"another", "second", "third", "fourth", "fifth"})
NO = frozenset({"no", "not", "n't", "n’t", "never", "without", "neither", "nor"})


def another_thing(one: Token, other: Token) -> bool:
    """Whether two triggers of one class tell of different events by their own words alone."""
    return (
        (_kind(one) is not None and _kind(other) is not None and _kind(one) != _kind(other))
        or _denied(one) != _denied(other)
        or _differ(_names(one), _names(other))
        or _differ(_decimals(one), _decimals(other))
        or _differ(_years(one), _years(other))
        or _differ(_numbers(one), _numbers(other))
        or (is_verbal(one) and is_verbal(other) and _one_more(one) != _one_more(other))
        or _differ(_asked(one), _asked(other))
    )


def _one_more(token: Token) -> bool:
    """ "A second bomb exploded": a verb that tells of one more."""
    arguments = (c for c in token.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"})
    return any(c.lower_ in MORE for argument in arguments for c in argument.children)


def _asked(token: Token) -> frozenset[str]:
    """What somebody is told to do ("told to leave"), or what is ordered ("ordered a strike")."""
    if not is_verbal(token) or lemma(token) not in DIRECTING:
        return frozenset()
    deeds = [c for c in token.children if c.dep_ == "xcomp"] or [c for c in token.children if c.dep_ == "dobj"]
    return frozenset(map(lemma, deeds))


def _differ(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(ours) and bool(theirs) and not ours & theirs


def _kind(token: Token) -> int | None:
    return next((n for n, kind in enumerate(KINDS) if lemma(token) in kind), None)


def _denied(token: Token) -> bool:
    """ "No injuries were reported", "had not confirmed him": told not to have happened."""
    if any(c.dep_ in {"neg", "det"} and c.lower_ in NO for c in token.children):
        return True
    head = token.head
    return token.dep_ in {"dobj", "nsubjpass"} and is_verbal(head) and any(c.dep_ == "neg" for c in head.children)


def _names(token: Token) -> frozenset[str]:
    """The proper name an event noun stands before: "Typhoon Ana"."""
    head = token.head
    if token.dep_ in {"compound", "nmod"} and head.i == token.i + 1 and head.pos_ == "PROPN" and token.pos_ == "PROPN":
        return frozenset({head.lower_})
    return frozenset()


def _decimals(token: Token) -> frozenset[str]:
    """Magnitudes: "a 6.4 quake", "magnitude 5.0 aftershock"."""
    near = [*token.lefts, *(g for c in token.lefts for g in c.subtree)]
    return frozenset(
        t.text.split("-")[0] for t in near if "." in t.text and t.text.split("-")[0].replace(".", "").isdigit()
    )


def _years(token: Token) -> frozenset[str]:
    """The year before a noun: "the 2015 election"."""
    return frozenset(t.text[:4] for t in token.lefts if t.text[:4].isdigit() and len(t.text.removesuffix("'s")) == 4)


def _numbers(token: Token) -> frozenset[str]:
    """How many a noun counts: "five deaths" are not "the 17 deaths"."""
    if is_verbal(token):
        return frozenset()
    counts = [c.lower_ for c in token.children if c.dep_ == "nummod" and c.tag_ == "CD" and len(c.text) != 4]
    return frozenset(counts) if len(counts) == 1 else frozenset()
