"""Rewrites the tables of docs/theming.md from the records that templates are given.

python docs/theming.py            a test fails until this has been run
"""

from __future__ import annotations

import ast
from pathlib import Path

DOCS = Path(__file__).parent
VIEWS = DOCS.parent / "backfile" / "views"
GUIDE = DOCS / "theming.md"
START = "<!-- tables: python docs/theming.py -->"


def tables() -> str:
    """A section for each record of `backfile/views`: its docstring, then its fields with what is said of them."""
    made = []
    for name in ("pages", "known", "parts"):
        for node in ast.parse((VIEWS / f"{name}.py").read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                made.append(_section(node))
    return "\n".join(made)


def _section(record: ast.ClassDef) -> str:
    lines = [f"### {record.name}", ""]
    if said := ast.get_docstring(record):
        lines += [" ".join(said.split()), ""]
    fields = [(node, after) for node, after in zip(record.body, [*record.body[1:], None], strict=True)]
    rows = []
    for node, after in fields:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            kind = ast.unparse(node.annotation).replace("|", "\\|")
            rows.append(f"| `{node.target.id}` | `{kind}` | {_said(after)} |")
    head = ["| field | type | what |", "|---|---|---|"] if rows else []
    return "\n".join([*lines, *head, *rows]).rstrip("\n") + "\n"


def _said(node: ast.stmt | None) -> str:
    """The string under a field."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return " ".join(node.value.value.split()).replace("|", "\\|")
    return ""


def guide() -> str:
    """The whole guide with its tables made anew."""
    return GUIDE.read_text(encoding="utf-8").split(START)[0] + START + "\n\n" + tables()


if __name__ == "__main__":
    GUIDE.write_text(guide(), encoding="utf-8")
