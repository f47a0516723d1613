"""Backfile turns captured news into a permanent, linked, citable website.

    seeds → articles → content/*.md → archive → pages → public/
    read     divide     a person may    arrange   plan,    stage,
                        edit here                 render   commit

A raw capture comes in on the left, is divided into articles, rests as Markdown where people may edit it, is arranged
into an archive, turned into pages and published on the right. `pipeline` is the table of contents; each other module
is one stage, and imports only from the stages before it.
"""

__version__ = "0.1.0"
