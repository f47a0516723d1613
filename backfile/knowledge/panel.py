"""Who, when and where, in an article's own words.

who(title, paragraphs, names)    → ("Sydney Marsh", "Country Fire Authority")
when(title, paragraphs, names)   → ("on Friday evening",)
where(title, paragraphs, names)  → ("Kerribee", "Mount Tarrawang")
"""
