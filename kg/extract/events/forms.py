"""Forms of words: what a token's lemma, part of speech and auxiliaries say of it by themselves."""

from __future__ import annotations

from spacy.tokens import Token

__all__ = ["DIRECTING", "INTRANSITIVE", "is_finite", "is_passive", "is_verbal", "lemma", "words"]


def words(text: str) -> frozenset[str]:
    """A set of words, from a text that lists them."""
    return frozenset(text.split())


# Verbs without a passive: a parser that takes their past tense for a participle beside a noun is wrong.
INTRANSITIVE = words(
    "agree appear arrive arise capsize collapse collide crash depart derail die disappear erupt escape explode fall flee "
    "happen land march meet occur overturn plunge rally resign return rise skid speak stumble travel vanish vote"
)

# Verbs that govern an infinitive and always have an object: without one they are a headline's passive ("Residents told to leave").
DIRECTING = words(
    "tell urge order force advise warn instruct direct allow persuade convince encourage compel require permit"
)


def lemma(token: Token) -> str:
    """The token's lemma in lower case; a headline's capitals must not hide a word."""
    return token.lemma_.lower()


def is_verbal(token: Token) -> bool:
    """Whether a word governs arguments as verbs do."""
    return token.pos_ in {"VERB", "AUX"}


def is_finite(verb: Token) -> bool:
    """Whether a verb form has a tense or a modal: its subject is its own."""
    return verb.tag_ in {"VBD", "VBZ", "VBP"} or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in verb.children
    )


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: with its auxiliary, or a bare participle that modifies a noun or stands in a headline."""
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    deps = {c.dep_ for c in verb.children}
    if "auxpass" in deps or "nsubjpass" in deps:
        return True
    if lemma(verb) in DIRECTING and "xcomp" in deps and not deps & {"dobj", "dative", "aux"}:
        return any(c.dep_ == "xcomp" and any(a.tag_ == "TO" for a in c.children) for c in verb.children)
    if lemma(verb) in INTRANSITIVE:
        return False
    if "agent" in deps and "dobj" not in deps and "aux" not in deps:
        return True
    if verb.tag_ != "VBN":
        return False
    if any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in verb.children):
        return False
    if verb.dep_ in {"acl", "amod"}:
        return True
    if verb.dep_ in {"conj"} and "aux" not in deps and "nsubj" not in deps and is_verbal(verb.head):
        return is_passive(verb.head) and "dobj" not in deps
    if verb.dep_ in {"oprd", "acomp"}:
        return True
    return (
        verb.dep_ in {"advcl", "ROOT", "ccomp", "xcomp"}
        and "dobj" not in deps
        and ("agent" in deps or "aux" not in deps)
    )
