"""What lies in `seeds/`: which files are seeds, how their bytes become text, what their sidecars may say."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backfile import seeds
from backfile.config import Settings, Site
from backfile.errors import InputError, Problem
from backfile.model import Seed
from backfile.seeds import reading
from backfile.seeds.decoding import decode
from backfile.seeds.sniffing import document_kind


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "seeds").mkdir()
    return Site(tmp_path, Settings())


def put(site: Site, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = site.seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def read(site: Site) -> tuple[list[Seed], list[Problem]]:
    problems: list[Problem] = []
    return list(seeds.read(site, problems)), problems


def test_everything_but_sidecars_and_dotfiles_is_a_seed_in_the_order_of_names(site: Site) -> None:
    put(site, {"b.txt": "B", "a.txt": "A", "a.txt.toml": 'rights = "r"', ".hidden": "x", "2025/c.md": "C", ".d/e": "x"})
    found, problems = read(site)
    assert [seed.file for seed in found] == ["2025/c.md", "a.txt", "b.txt"]
    assert [seed.text for seed in found] == ["C", "A", "B"]
    assert found[1].sidecar.rights == "r"
    assert found[1].sha256 == "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd"
    assert not problems


def test_only_the_named_files_are_read_when_some_are_named(site: Site) -> None:
    put(site, {"b.txt": "B", "a.txt": "A"})
    assert [seed.file for seed in seeds.read(site, [], files=["b.txt"])] == ["b.txt"]


def test_an_archive_without_seeds_has_none(tmp_path: Path) -> None:
    assert read(Site(tmp_path, Settings())) == ([], [])


def zipped() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "A")
    return held.getvalue()


OTHERS: dict[str, tuple[str, bytes]] = {
    "page.txt": ("an HTML page", b"\xef\xbb\xbf\n <!DOCTYPE html>\n<html><body>x</body></html>"),
    "bare.txt": ("an HTML page", b"<html lang=en><p>x"),
    "page.html": ("an HTML page", b"Just text"),
    "wide.txt": ("an HTML page", "<html><p>x</p></html>".encode("utf-16")),
    "feed.txt": ("a feed", b'<?xml version="1.0"?>\n<!-- by us -->\n<rss version="2.0"><channel/></rss>'),
    "atom.txt": ("a feed", b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>'),
    "news.txt": ("an XML document", b'<?xml version="1.0"?><nitf><body/></nitf>'),
    "entities.txt": ("an XML document", b'<!DOCTYPE lolz [\n<!ENTITY lol "lol">]><lolz>&lol;</lolz>'),
    "drawn.txt": ("an XML document", b'<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'),
    "crawl.txt": ("a web archive", b"WARC/1.0\r\nWARC-Type: response\r\n"),
    "pack.txt": ("an archive", zipped()),
    "more.txt": ("an archive", gzip.compress(b"text")),
    "paper.txt": ("a PDF", b"%PDF-1.7\n"),
    "photo.txt": ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00"),
    "photo.jpg": ("a picture", b"\xff\xd8\xff\xe0"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_this_version_does_not_read_is_told_and_shown_nowhere(site: Site, name: str) -> None:
    kind, content = OTHERS[name]
    put(site, {name: content, "z.txt": "A text"})
    found, (problem,) = read(site)
    assert [seed.file for seed in found] == ["z.txt"]
    assert problem.path == f"seeds/{name}"
    assert problem.message == f"is {kind}, which is not read by this version"


@pytest.mark.parametrize(
    "text",
    [
        "The <Prime Minister> said",
        "<photo by A. Smith>\nTitle",
        "<b>Bold</b> words",
        "<headline of the day> it read",
        "<svg onload=alert(1)> is no way to begin a title",
        "<!DOCTYPE x> neither",
        "MZ",
        "a < b",
    ],
)
def test_text_that_holds_some_markup_stays_text(text: str) -> None:
    assert document_kind(text) is None
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", "\u200b\u2028".encode()])
def test_a_file_without_text_is_told(site: Site, content: bytes) -> None:
    put(site, {"a.txt": content})
    found, (problem,) = read(site)
    assert not found
    assert problem.message == "is empty"


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 9, b"\x00" * 500, os.urandom(16).hex().encode() + b"\x01\x02" * 99]
)
def test_bytes_that_are_no_text_are_told(site: Site, content: bytes) -> None:
    put(site, {"a.txt": content})
    found, (problem,) = read(site)
    assert not found
    assert "is not text" in problem.message


def test_a_file_that_is_too_large_is_hashed_and_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMIT", 10)
    put(site, {"a.txt": "A" * 11, "b.txt": "B" * 10})
    found, (problem,) = read(site)
    assert [seed.file for seed in found] == ["b.txt"]
    assert hashlib.sha256(b"A" * 11).hexdigest() in problem.message
    assert problem.hint == "split it into several files"


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are POSIX here")
def test_links_pipes_and_odd_names_are_not_followed(site: Site, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (site.seeds / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site.seeds / "loop").symlink_to(site.seeds)
    os.mkfifo(site.seeds / "pipe.txt")
    put(site, {"z.txt": "Z"})
    Path(os.fsdecode(bytes(site.seeds) + b"/caf\xe9.txt")).write_bytes(b"x")
    found, problems = read(site)
    assert [seed.file for seed in found] == ["z.txt"]
    assert [(problem.path, problem.message.split(",")[0]) for problem in problems] == [
        ("seeds/caf\\udce9.txt", "has a name that is not UTF-8"),
        ("seeds/link.txt", "is a link"),
        ("seeds/loop", "is a link"),
        ("seeds/pipe.txt", "is not an ordinary file"),
    ]


def test_an_unreadable_file_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    put(site, {"a.txt": "A", "b.txt": "B"})
    really = Path.open

    def guarded(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return really(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", guarded)
    found, (problem,) = read(site)
    assert [seed.file for seed in found] == ["b.txt"]
    assert str(problem) == "seeds/a.txt: cannot be read: Permission denied — see that you may read it"


def test_a_file_that_vanishes_is_told(site: Site) -> None:
    put(site, {"a.txt": "A", "b.txt": "B"})
    problems: list[Problem] = []
    walk: Iterator[Seed] = seeds.read(site, problems)
    (site.seeds / "b.txt").unlink()
    assert [seed.file for seed in walk] == ["a.txt"]
    assert [problem.path for problem in problems] == ["seeds/b.txt"]


# ---------------------------------------------------------------- encodings

PROSE = "Police said “no” – it’s the café…\nA second line of the text goes on.\n"
JAPANESE = "東京で大きな地震があった。政府は対応を急いでいる。" * 4
RUSSIAN = "Президент заявил, что переговоры продолжатся на следующей неделе. " * 4
ARABIC = "أعلنت الحكومة اليوم عن سياسة جديدة لدعم النمو.\n" * 4


@pytest.mark.parametrize(
    ("raw", "text", "encoding", "told"),
    [
        (PROSE.encode(), PROSE, "utf-8", None),
        (PROSE.encode("utf-8-sig"), "\ufeff" + PROSE, "utf-8", None),
        (b"\xff\xfe" + PROSE.encode("utf-16-le"), "\ufeff" + PROSE, "utf-16-le", None),
        (b"\xfe\xff" + ARABIC.encode("utf-16-be"), "\ufeff" + ARABIC, "utf-16-be", None),
        (PROSE.encode("utf-16-le"), PROSE, "utf-16-le", "no byte-order mark"),
        (ARABIC.encode("utf-16-be"), ARABIC, "utf-16-be", "no byte-order mark"),
        (PROSE.encode("utf-32"), "\ufeff" + PROSE, "utf-32-le", None),
        (PROSE.encode("cp1252"), PROSE, "cp1252", "Windows-1252"),
        (JAPANESE.encode("shift_jis"), JAPANESE, "cp932", "not UTF-8"),
        (RUSSIAN.encode("koi8-r"), RUSSIAN, "koi8_r", "not UTF-8"),
        ("東京で<地震>".encode("iso2022_jp"), "東京で<地震>", "iso2022_jp_2", "ISO-2022-JP"),
        (
            b"one\r\ntwo\rthree\x0bfour\xe2\x80\xa8five\xc2\x85",
            "one\r\ntwo\rthree\x0bfour\u2028five\x85",
            "utf-8",
            None,
        ),
        (b"+ADw-script+AD4-", "+ADw-script+AD4-", "utf-8", None),
        (b"caf\xc3\xa9 \xff\nand so \xfe", "café \ufffd\nand so \ufffd", "utf-8", "2 characters that are broken"),
        (b"plain \xff text", "plain \ufffd text", "utf-8", "a character that is broken"),
        (b"it ends in \xe2\x80", "it ends in \ufffd", "utf-8", "a character that is broken"),
        (b"a NUL \x00 inside", "a NUL \ufffd inside", "utf-8", "NUL"),
        (b"half \xed\xa0\xbd caf\xc3\xa9", "half \ufffd café", "utf-8", "broken"),
        (b"two halves \xed\xa0\xbd\xed\xb8\x80", "two halves \U0001f600", "utf-8", "halves"),
        ("safe \u202e evil".encode(), "safe \u202e evil", "utf-8", "direction"),
        ("z\u0301" + "\u0301" * 40, "z" + "\u0301" * 41, "utf-8", "combining"),
        ("Itâ€™s here", "Itâ€™s here", "utf-8", "read as Windows-1252"),
    ],
)
def test_bytes_become_text_and_what_is_odd_is_told(
    raw: bytes | str, text: str, encoding: str, told: str | None
) -> None:
    decoded = decode(raw if isinstance(raw, bytes) else raw.encode())
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert [told in odd.message for odd in decoded.oddities] == ([True] if told else [])


def test_the_line_of_what_is_broken_is_named() -> None:
    assert decode(b"one\ntwo\nthr\xff\xc3\xa9e").oddities[0].line == 3
    assert decode("one\ntwo \u201cx\u201d".encode("cp1252")).oddities[0].line == 2


def test_an_encoding_that_cannot_be_told_is_not_guessed() -> None:
    assert decode("Президент".encode("koi8-r")).text is None


def test_the_warnings_of_a_seed_name_its_file_and_line(site: Site) -> None:
    put(site, {"a.txt": b"one\ncaf\xe9 two"})
    (seed,), problems = read(site)
    assert not problems
    assert [(warning.path, warning.line) for warning in seed.warnings] == [("seeds/a.txt", 2)]


# ---------------------------------------------------------------- sidecars


def test_a_sidecar_is_read(site: Site) -> None:
    toml = (
        'captured = "2025-06-23T13:00/2025-06-23T23:59"  # seen on the page\npublished = 2025-06-20\n'
        'rights = "© Tide"\ntags = ["Locks", "Boats"]\nlang = "pt-BR"\nurl = "https://example.org/a"\nsource = "Tide"\n'
    )
    put(site, {"a.txt": "A", "a.txt.toml": "\ufeff" + toml})
    (seed,), _ = read(site)
    assert seed.sidecar.captured == "2025-06-23T13:00/2025-06-23T23:59"
    assert seed.sidecar.published == "2025-06-20"
    assert seed.sidecar.tags == ("Locks", "Boats")
    assert (seed.sidecar.lang, seed.sidecar.url, seed.sidecar.source) == ("pt-BR", "https://example.org/a", "Tide")


def test_every_fault_of_every_sidecar_is_told_at_once_before_any_seed(site: Site) -> None:
    put(
        site,
        {
            "a.txt": "A",
            "a.txt.toml": 'captured = "2025-02-30"\ncapturd = "2025"\ntags = "Locks"\nurl = "example.org"\n'
            'lang = "english!"\n',
            "b.txt": "B",
            "b.txt.toml": "# one\nsource = 3\nrights =\n",
            "c.txt": "C",
            "c.txt.toml": b'rights = "caf\xe9"',
            "d.txt": "D",
            "d.txt.toml": "source = 3\n[tags]\nx = 1\n",
        },
    )
    with pytest.raises(InputError) as raised:
        seeds.read(site, [])
    assert [(problem.path, problem.line) for problem in raised.value.problems] == [
        ("seeds/a.txt.toml", 1),
        ("seeds/a.txt.toml", 2),
        ("seeds/a.txt.toml", 3),
        ("seeds/a.txt.toml", 4),
        ("seeds/a.txt.toml", 5),
        ("seeds/b.txt.toml", 3),
        ("seeds/c.txt.toml", 1),
        ("seeds/d.txt.toml", 1),
        ("seeds/d.txt.toml", 2),
    ]
    assert "did you mean “captured”?" in str(raised.value)


def test_a_sidecar_without_its_seed_is_a_warning(site: Site) -> None:
    put(site, {"a.txt": "A", "b.txt.toml": 'rights = "r"'})
    found, (problem,) = read(site)
    assert [seed.file for seed in found] == ["a.txt"]
    assert (problem.path, problem.message) == ("seeds/b.txt.toml", "is a sidecar without its seed")
