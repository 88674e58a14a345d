"""Articles in (files, folders, streams), Documents out.

`read` walks the sources and yields one `kg.model.Document` for each article, in order; what cannot be used
is handed to a callback with the reason, and the run goes on. `find_furniture` tells the parts of a page that
are no article; `read` has already called it for every Document it yields.
"""

from kg.read.dates import parse_published
from kg.read.furniture import find_furniture
from kg.read.records import MAX_CHARACTERS, Defaults, content_iri
from kg.read.sources import ENDINGS, check_sources, read

__all__ = [
    "ENDINGS",
    "MAX_CHARACTERS",
    "Defaults",
    "check_sources",
    "content_iri",
    "find_furniture",
    "parse_published",
    "read",
]
