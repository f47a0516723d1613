from pathlib import Path

import msgspec
import pytest

from backfile import config
from backfile.config import colour
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


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('accent = "green"', "“accent” is not a colour"),
        ('accent = "#9fd8b4"', "“accent” is too pale for links: its contrast with the paper is 1.6"),
        ('navigation = ["home", "hom"]', "“navigation” cannot be"),
        ('navigation = [{ text = "Us", url = "javascript:alert(1)" }]', "“navigation” leads nowhere"),
        ('navigation = [{ text = " ", url = "/x/" }]', "“navigation” leads nowhere"),
        ('navigation = [{ text = "Us", url = "//evil.example/" }]', "“navigation” leads nowhere"),
        ('navigation = [{ text = "Us" }]', "“navigation” cannot be"),
        ("article_files = [1]", "“article_files” cannot be"),
    ],
)
def test_a_look_that_cannot_be_is_refused_at_its_line(tmp_path: Path, line: str, told: str) -> None:
    (problem,) = problems(tmp_path, f"[tool.backfile]\n{line}\n")
    assert problem.startswith(f"pyproject.toml:2: {told}")
    assert " — " in problem


def test_contrast_is_as_wcag_reckons_it() -> None:
    assert colour.contrast("#fafaf7") == 1
    assert round(colour.contrast("#135e42"), 1) == 7.4
    assert colour.fault("#135e42") == colour.fault("#7A1F2B") == ""


def test_the_theme_s_own_green_comes_out_as_the_theme_has_it() -> None:
    assert "--spot: light-dark(#135e42, oklch(0.8 0.085 162.9)" in colour.rules("#135e42")
