"""Text in no known layout: one article, titled by its first line; nothing is claimed of it."""

from backfile.layouts.grammar import Layout

LAYOUT = Layout(name="unknown", loose=True)
