"""The page `kg show` prints."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from kg.cli.output import console
from kg.describe import ArticleDescription, EntityLine, EventLine, RelationLine
from kg.model import Factuality

__all__ = ["article_page"]

_FACTUALITY = {
    Factuality.PLANNED: ("planned", "yellow"),
    Factuality.POSSIBLE: ("possible", "magenta"),
    Factuality.NEGATED: ("not so", "red"),
}
_READS = {
    "schema:jobTitle": "is",
    "nkg:leads": "leads",
    "nkg:memberOf": "is a member of",
    "nkg:worksFor": "works for",
    "nkg:representativeOf": "speaks for",
    "nkg:nationality": "belongs to",
    "nkg:partOf": "is part of",
    "nkg:locatedIn": "lies in",
    "nkg:backedBy": "is backed by",
    "nkg:alliedWith": "is allied with",
    "nkg:founderOf": "founded",
    "nkg:ownerOf": "owns",
    "nkg:relativeOf": "is related to",
    "nkg:spouseOf": "is married to",
    "nkg:parentOf": "is a parent of",
    "nkg:siblingOf": "is a sibling of",
    "nkg:age": "is aged",
}


def article_page(article: ArticleDescription, evidence: bool = True, out: Console | None = None) -> None:
    """Print an article's entities, events and relations; `evidence` quotes the sentence behind each event."""
    out = out or console()
    out.print(Text(article.headline, style="bold"))
    told = (article.publisher, article.published, article.url)
    out.print(Text(" · ".join(part for part in told if part), style="dim"))
    if article.entities:
        _section(out, "Who, where and what", [_entities(article.entities)])
    if article.events:
        _section(out, "What happened", [_events(article.events, evidence)])
    if article.relations:
        _section(out, "What else is said", [_relations(article.relations)])


def _section(out: Console, title: str, parts: Iterable[RenderableType]) -> None:
    out.print()
    out.print(Rule(Text(title, style="bold"), align="left", characters="─", style="dim"))
    out.print(Group(*parts))


def _entities(entities: Iterable[EntityLine]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(ratio=5)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    for entity in entities:
        name = Text(entity.name, style="cyan")
        if entity.size and entity.size not in entity.name:
            name.append(f" ({entity.size})", style="dim")
        if entity.other_names:
            name.append(f"  also {', '.join(entity.other_names)}", style="dim")
        link = Text("")
        if entity.qid:
            link = Text(entity.qid, style=f"green link https://www.wikidata.org/wiki/{entity.qid}")
            if entity.confidence is not None:
                link.append(f" {entity.confidence:.2f}", style="not bold dim")
        table.add_row(name, Text(_spaced(entity.cls), style="dim"), link)
    return table


def _events(events: Iterable[EventLine], evidence: bool) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for event in events:
        kind = Text(_spaced(event.cls), style="dim")
        if event.confidence is not None:
            kind.append(f"\n{event.confidence:.2f}")
        table.add_row(kind, _event(event, evidence))
    return table


def _event(event: EventLine, evidence: bool) -> Text:
    """The event's sentence, and below it the article's with the words underlined that tell of the event."""
    text = Text()
    if event.factuality in _FACTUALITY:
        word, colour = _FACTUALITY[event.factuality]
        text.append(f"{word}: ", style=colour)
    for piece in event.words:
        text.append(piece.text, style={"name": "cyan", "deed": "bold"}.get(piece.kind, ""))
    if evidence and event.evidence:
        quote = Text(" ".join(event.evidence.split()), style="dim italic")
        for trigger in event.triggers:
            quote.highlight_regex(rf"\b{re.escape(trigger)}\b", style="not dim underline")
        text.append("\n").append(quote)
    return text


def _relations(relations: Iterable[RelationLine]) -> Text:
    text = Text()
    for relation in relations:
        text.append(relation.subject, style="cyan")
        text.append(f" {_READS.get(relation.property, relation.property)} ")
        text.append(relation.object, style="cyan" if relation.property not in ("schema:jobTitle", "nkg:age") else "")
        text.append("\n")
    text.rstrip()
    return text


def _spaced(cls: str) -> str:
    """ "GovernmentBody" as "government body"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls).lower()
