"""Articles ↔ `content/`, with `content/.imported/` as its memory; what a person edited is spared.

    ready(divided)               a dump as it will be filed, made by any process
    write(seeds, divide, site)   import: new articles get a file, known ones are merged field by field
    settle(site)                 ids for handwritten articles, aliases for those a person moved
    ids(divided, site)           the ids of a seed's articles
    held(site)                   the ids of all of them
    program()                    a digest of ours, for what is remembered
    articles(site)               settles, and then reads every article
    read(site)                   every file of `content/`, checked
    look(site, "2025/06/x")      one article as it is now
    body(site, "2025/06/x")      the Markdown of one

Import compares three things for each field: what it wrote last (a digest in `.imported/`), what stands in the file and
what it would write now. A field that a person changed is left as it is, and the report says what import would write.

    imported   the memory: one line of JSON an article
    fields     an article's fields as import gives them, and their digests
    matching   which article of a seed is which that was imported before
    ready      what of an article's file depends on its dump alone
    marks      which seeds are imported as they stand
    shelving   where a new article is put
    merging    the three-way merge, as a value
    importing  `write`: carries the decisions out
    checking   front matter → `Article`, or what is wrong with it
    reading    files → what is known of them
    table      the little of it that is asked of all, in columns
    entries    the rest of it, read when it is asked for
    pieces     a file that many small pieces are added to
    bodies     the HTML of bodies, kept
    shelf      what stands in `content/`, remembered by stat
    settling   `settle`: moved, renamed and handwritten files
    recall     the ids of a seed's articles, for the account of it
    telling    the report, and what it says of what was left alone
    disk       whole files or none
"""

from __future__ import annotations

from backfile.content.importing import write
from backfile.content.marks import Seen
from backfile.content.ready import Ready, ready
from backfile.content.recall import ids
from backfile.content.settling import articles, held, settle
from backfile.content.shelf import body, look, read, sound
from backfile.content.telling import Report
from backfile.versions import program

__all__ = [
    "Ready",
    "Report",
    "Seen",
    "articles",
    "body",
    "held",
    "ids",
    "look",
    "program",
    "read",
    "ready",
    "settle",
    "sound",
    "write",
]
