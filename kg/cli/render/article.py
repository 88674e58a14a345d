"""The page `kg show` prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from kg.cli.output import console
from kg.describe import ArticleDescription, EntityLine, EventLine, RelationLine
from kg.model import Factuality

__all__ = ["article_page"]

_DEEDS = {
    Factuality.ACTUAL: "bold",
    Factuality.PLANNED: "bold yellow",
    Factuality.POSSIBLE: "bold magenta",
    Factuality.NEGATED: "bold red",
}
_READS = {
    "schema:jobTitle": "title",
    "nkg:leads": "leads",
    "nkg:memberOf": "member of",
    "nkg:worksFor": "works for",
    "nkg:representativeOf": "speaks for",
    "nkg:nationality": "nationality",
    "nkg:partOf": "part of",
    "nkg:locatedIn": "located in",
    "nkg:backedBy": "backed by",
    "nkg:alliedWith": "allied with",
    "nkg:founderOf": "founder of",
    "nkg:ownerOf": "owner of",
    "nkg:relativeOf": "relative of",
    "nkg:spouseOf": "married to",
    "nkg:parentOf": "parent of",
    "nkg:siblingOf": "sibling of",
    "nkg:age": "age",
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
        _section(out, "What happened", _events(article.events, evidence))
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


def _events(events: Sequence[EventLine], evidence: bool) -> Iterator[RenderableType]:
    """Events below the sentence that tells of them, its words that do so underlined."""
    width = max(len(_spaced(e.cls)) for e in events)
    for number, (sentence, group) in enumerate(groupby(events, key=lambda e: e.evidence if evidence else "")):
        told = list(group)
        if sentence:
            if number:
                yield Text("")
            quote = Text(" ".join(sentence.split()), style="italic dim")
            for trigger in {t for e in told for t in e.triggers}:
                quote.highlight_regex(rf"\b{re.escape(trigger)}\b", style="not dim underline")
            yield quote
        table = Table(box=None, padding=(0, 1, 0, 0), show_header=False)
        table.add_column(width=4, justify="right", style="dim")
        table.add_column(width=width, style="dim")
        table.add_column(ratio=1)
        for event in told:
            sure = "" if event.confidence is None else f"{event.confidence:.2f}"
            table.add_row(sure, _spaced(event.cls), _event(event))
        yield table


def _event(event: EventLine) -> Text:
    styles = {"name": "cyan", "deed": _DEEDS[event.factuality]}
    return Text.assemble(*((piece.text, styles.get(piece.kind, "")) for piece in event.words))


def _relations(relations: Iterable[RelationLine]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(style="cyan")
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    last = ""
    for relation in relations:
        subject = "" if relation.subject == last else relation.subject
        table.add_row(subject, _READS.get(relation.property, relation.property), relation.object)
        last = relation.subject
    return table


def _spaced(cls: str) -> str:
    """ "GovernmentBody" as "government body"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls).lower()
