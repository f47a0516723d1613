"""The order of the modules, held: each imports only from those before it."""

import ast
from pathlib import Path

import pytest

import backfile
from backfile.later import STAGES

PACKAGE = Path(backfile.__file__).parent
# Modules of one row may not import one another. `citations` stands before `views`, which hold its records.
ORDER = [
    ["errors", "kept", "digests"],
    ["model", "toml", "processes", "later", "versions"],
    ["config"],
    ["urls", "walk"],
    ["rulings"],
    ["language"],
    ["dates"],
    ["frontmatter"],
    ["furniture"],
    ["layouts"],
    ["seeds"],
    ["prose"],
    ["knowledge"],
    ["catalogue"],
    ["content"],
    ["intake"],
    ["comments"],
    ["pagination"],
    ["citations"],
    ["cards"],
    ["views"],
    ["feeds"],
    ["plan"],
    ["writers"],
    ["templates"],
    ["cluster"],
    ["memory"],
    ["publish"],
    ["remote"],
    ["search"],
    ["study"],
    ["account"],
    ["check"],
    ["serve"],
    ["starter"],
    ["glance"],
    ["pipeline"],
    ["console", "options"],
    ["rebuilding"],
    ["cli"],
    ["__main__"],
]
ROW = {name: row for row, names in enumerate(ORDER) for name in names}
FILES = sorted(PACKAGE.rglob("*.py"))


def module(file: Path) -> str:
    """The top-level module that a file belongs to: `plan` for `plan/shelf.py`."""
    first = file.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "backfile":
            parts = node.module.split(".")[1:]
            found.update(parts[:1] or [alias.name for alias in node.names])
        elif isinstance(node, ast.Import):
            found.update(a.name.split(".")[1] for a in node.names if a.name.startswith("backfile."))
    return found


def test_every_module_has_its_row() -> None:
    assert {module(file) for file in FILES} - {"__init__"} == set(ROW)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_come_from_rows_above(file: Path) -> None:
    own = module(file)
    for name in imported(file) - {"__version__", own}:
        assert own == "__init__" or ROW[name] < ROW[own], f"{own} imports {name}"


def test_modules_of_a_stage_are_asked_of_the_stage() -> None:
    """`from backfile.dates.edtf import x` would load `edtf` twice, where a stage is loaded when it is first asked."""
    for file in FILES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.count(".") > 1:
                stage = node.module.split(".")[1]
                assert stage not in STAGES or stage == module(file) or _is_for_types(tree, node), (file, node.module)


def _is_for_types(tree: ast.Module, node: ast.ImportFrom) -> bool:
    guards = (it for it in tree.body if isinstance(it, ast.If) and ast.unparse(it.test) == "TYPE_CHECKING")
    return any(inner.lineno == node.lineno for guard in guards for inner in guard.body)


def test_knowledge_knows_only_records() -> None:
    for file in (PACKAGE / "knowledge").rglob("*.py"):
        assert imported(file) <= {"model", "digests", "errors", "urls", "dates", "knowledge"}, file


def test_modules_and_functions_stay_short_enough_to_read() -> None:
    long = []
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        if text.count("\n") > 250:
            long.append(f"{file}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > 40:
                    long.append(f"{file}:{node.lineno} {node.name}: {lines} lines")
    assert not long, "\n".join(long)
