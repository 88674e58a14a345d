"""One article's triples in, a description for people out: its entities, its events as sentences, its relations."""

from kg.describe.article import ArticleDescription, EntityLine, EventLine, RelationLine, describe
from kg.describe.sentences import Word
from kg.describe.stored import describe_stored, find_articles

__all__ = [
    "ArticleDescription",
    "EntityLine",
    "EventLine",
    "RelationLine",
    "Word",
    "describe",
    "describe_stored",
    "find_articles",
]
