"""The theme: Jinja templates and static files, a digest for each template, and `render(page)`.

    theme = templates.load(site)
    theme.digest("article.html")    → "5c0f…", which changes when anything that makes an article's page changes
    theme.render(page)              → b"<!doctype html>…"

An archive's own `templates/` and `static/` stand before the built-in ones, file by file. A template sees `view` and
`site` and the functions of `helpers`; nothing else.
"""

from backfile.templates.theme import Theme, begun, load

__all__ = ["Theme", "begun", "load"]
