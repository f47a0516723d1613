"""Atom, JSON Feed, sitemap, robots and the data files, from records to text; nothing here reads a clock or a disk.

    atom(feed, [atom_entry(article, "2025/06/x/"), …])         → the whole of feed.xml
    csv([csv_row(article, "/2025/06/x/"), …])                  → the whole of articles.csv

What makes one article's share depends on that article alone, so that a caller may keep it.
"""

from backfile.feeds.sitemaps import robots, sitemap, sitemap_index
from backfile.feeds.syndication import Feed, atom, atom_entry, json_feed, json_item, moment
from backfile.feeds.tables import csv, csv_row, jsonl, jsonl_line, story_line

__all__ = [
    "Feed", "atom", "atom_entry", "csv", "csv_row", "json_feed", "json_item", "jsonl", "jsonl_line", "moment", "robots",
    "sitemap", "sitemap_index", "story_line",
]  # fmt: skip
