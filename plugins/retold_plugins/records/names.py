"""How the fields of articles are called in the records of archives, interfaces and data sets."""

from __future__ import annotations


def folded(name: str) -> str:
    """A field's name without case, underscores, hyphens and namespaces."""
    return name.rpartition(":")[2].lower().replace("_", "").replace("-", "").replace(" ", "")


TEXT = (
    *("text", "body", "content", "articlebody", "articletext", "bodytext", "fulltext", "maintext", "maincontent"),
    *("story", "storytext", "article", "contents", "contenthtml", "contenttext", "bodyhtml", "plaintext", "rawtext"),
    *("document", "transcript", "description", "summary"),
)
FIELDS = {
    "title": ("title", "headline", "heading", "articletitle", "header", "name"),
    "date": (
        *("date", "datepublished", "published", "publishedat", "publishdate", "publicationdate", "pubdate"),
        *("publishedon", "publisheddate", "datepublication", "firstpublished", "webpublicationdate", "datetime"),
        *("timestamp", "createdat", "created", "versioncreated", "datecreated"),
    ),
    "language": ("language", "lang", "inlanguage", "languagecode", "locale"),
    "outlet": (
        *("outlet", "publisher", "source", "sourcename", "newspaper", "publication", "sitename", "site"),
        *("provider", "media", "sourcedomain", "domain"),
    ),
    "url": ("url", "link", "canonicalurl", "weburl", "articleurl", "canonicallink", "uri", "permalink", "href"),
}
WRAPPERS = (
    "articles",
    "items",
    "results",
    "data",
    "docs",
    "documents",
    "records",
    "entries",
    "stories",
    "hits",
    "rows",
)
