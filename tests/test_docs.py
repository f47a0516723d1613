"""What the documents say is so."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(name).stem, ROOT / name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_theming_guide_shows_every_field_as_it_is() -> None:
    theming = script("docs/theming.py")
    assert theming.GUIDE.read_text(encoding="utf-8") == theming.guide(), "run: python docs/theming.py"


def test_the_theming_guide_names_every_template() -> None:
    guide = (ROOT / "docs/theming.md").read_text(encoding="utf-8")
    own = [path.name for path in (ROOT / "templates").glob("*.html") if not path.name.startswith("_")]
    assert [name for name in own if f"`{name}`" not in guide] == []


def test_links_between_documents_lead_somewhere() -> None:
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("import", "build", "serve", "account", "check", "init DIR"):
        assert f"`build.py {command}`" in readme
