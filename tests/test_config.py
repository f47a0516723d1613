from pathlib import Path

import msgspec
import pytest

from backfile import config
from backfile.errors import InputError, UsageError

ROOT = Path(__file__).parent.parent


def settings(tmp_path: Path, text: str) -> config.Site:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    return config.load(tmp_path)


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        settings(tmp_path, text)
    return [str(problem) for problem in caught.value.problems]


def test_an_archive_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert settings(tmp_path, "").settings == config.Settings()


def test_settings_are_read(tmp_path: Path) -> None:
    site = settings(tmp_path, '[tool.backfile]\ntitle = "Harbour"\narticle_files = ["md", "csl"]\n')
    assert (site.settings.title, site.settings.article_files) == ("Harbour", ("md", "csl"))
    assert site.output == tmp_path.resolve() / "public"


def test_all_faults_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    text = '[tool.backfile]\ntitel = "x"\nlist_files_from = "many"\nurl = "example.org"\n\noutput = "../up"\n'
    told = problems(tmp_path, text)
    assert [line.split(":")[1] for line in told] == ["2", "3", "4", "6"]
    assert told[0].endswith("did you mean “title”?")
    assert "https://example.org/archive/" in told[2]


@pytest.mark.parametrize("output", ["", ".", "/tmp", "content", "seeds/x", "a/../.."])
def test_an_output_folder_that_would_do_harm_is_refused(tmp_path: Path, output: str) -> None:
    assert "output" in problems(tmp_path, f'[tool.backfile]\noutput = "{output}"\n')[0]


def test_broken_toml_names_its_line(tmp_path: Path) -> None:
    (told,) = problems(tmp_path, "[tool.backfile]\ntitle = \n")
    assert told.startswith("pyproject.toml:2: is not valid TOML")


def test_bytes_that_are_not_utf_8_name_their_line(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.backfile]\ntitle = '\xff'\n")
    with pytest.raises(InputError, match=r"pyproject.toml:2: is not UTF-8"):
        config.load(tmp_path)


def test_a_folder_that_is_no_archive_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="init"):
        config.load(tmp_path / "nowhere")
    with pytest.raises(UsageError, match=r"pyproject\.toml"):
        config.load(tmp_path)


def test_the_readme_describes_every_setting() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for field in msgspec.structs.fields(config.Settings):
        assert f"| `{field.name}` |" in readme
