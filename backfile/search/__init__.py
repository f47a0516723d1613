"""The search index: Pagefind's, in parts of at most 5,000 articles by period, which the search page joins.

    index(archive, site)   → SearchIndex(shards=("2016-2023", "undated"), files=(…))

    shards    which articles stand in which part
    entries   what the index says of an article, and what a part's key is made of
    engine    Pagefind itself, fed by its service protocol
    facets    the table of tags, sources, years, languages and dates beside each part
    indexing  makes the parts that changed, in `.backfile/search/`; the rest are as they were

The files are outputs like any other: the plan names them, and they are staged, committed and removed with the pages.
"""

from backfile.search.indexing import index

__all__ = ["index"]
