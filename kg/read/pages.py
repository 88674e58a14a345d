"""Web pages: the article in them, by trafilatura (Barbaresi 2021, ACL demos, doi 10.18653/v1/2021.acl-demo.15)."""

from __future__ import annotations

import logging

from kg.read.dates import parse_published
from kg.read.records import Fields

__all__ = ["from_html"]

# Less than this is no article but what is left of a page without one: "Please enable JavaScript", "404".
_MIN_CHARACTERS = 80


def from_html(html: str) -> Fields:
    """The article of a page: text with its paragraphs a blank line apart, title, address, date, site and author.

    Raises:
        ValueError: no article is found in the page.
    """
    import trafilatura

    # What it warns of ("discarding data") ends in our own error; printed as well it would only puzzle.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # Else "© 2020" in the footer would be taken for 1 January 2020; and the day it was published, not edited.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:  # what lxml raises on broken trees
        raise ValueError(f"the page cannot be parsed ({error})") from error
    if isinstance(found, dict):  # only what it returns for `as_dict`, which is not asked for
        raise TypeError("trafilatura returned a dict")
    text = (found.text or "").strip() if found is not None else ""
    if found is None or len(text) < _MIN_CHARACTERS:
        raise ValueError("no article was found in the page; save the article's own page, or its text as .txt")
    try:
        published = parse_published(found.date) if found.date else None
    except ValueError:  # trafilatura's reading of the page, not the user's word: better no date than a wrong one
        published = None
    return Fields(
        text="\n\n".join(line for line in text.split("\n") if line.strip()),
        title=found.title,
        url=found.url if found.url and "://" in found.url else None,  # a relative one says nothing by itself
        published=published,
        publisher=found.sitename,
        author=found.author,
    )
