"""Comments: those of a captured page are kept, those in `comments/` become a thread below their article."""

from __future__ import annotations

from pathlib import Path

import pytest
import sites
from lxml.html import HtmlElement
from serving import preview

from backfile import check, comments, config, pipeline
from backfile.config import Site
from backfile.errors import Problem

ID = "3fa0b1c2d4e5-1"
STORY = sites.story("Lock opens at last", "The gates moved at noon.", id=ID)
OTHER = sites.story("Mill closes", "It had forty workers.", id="3fa0b1c2d4e5-2")
PAGE = "2025/06/lock/index.html"


def archive(root: Path, *, on: str = ID, **said: str) -> Site:
    site = sites.archive(root, {"2025/06/lock": STORY, "2025/06/mill": OTHER})
    for stem, text in said.items():
        say(site, stem, text, on=on)
    return site


def say(site: Site, stem: str, text: str, *, on: str = ID) -> Path:
    file = site.root / "comments" / on / f"{stem}.md"
    sites.write(file, text)
    return file


def comment(text: str, **fields: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"---\n\n{text}\n"


def shown(site: Site) -> HtmlElement:
    sites.build(site)
    return sites.pages(site)[PAGE].tree


Nested = list[tuple[str, "Nested"]]


def nested(item: HtmlElement) -> Nested:
    """The comments of the lists right below `item`, by anchor, each with its replies."""
    return [(li.get("id", "").removeprefix("comment-"), nested(li)) for li in item.xpath("./ol[@class='thread']/li")]


def thread(page: HtmlElement) -> Nested:
    (section,) = page.xpath("//section[@id='comments']")
    return nested(section)


# ---------------------------------------------------------------- what a page printed


def test_comments_of_a_captured_page_are_kept_and_shown(tmp_path: Path) -> None:
    site = sites.archive(tmp_path)
    lines = ["Dana R", "2 hours ago", "About <b>time</b>: at *last*!", "2025", "2025"]
    labels = ["Try Our AI Features", "Explore what Daily8 AI can do for you:", "Comments", *lines, "Related Articles"]
    sites.write(site.seeds / "page.txt", "\n".join(["Lock opens", "The gates moved.", "", *labels]) + "\n")
    pipeline.ingest(site, lambda stage, done: None)
    (file,) = site.content.rglob("*.md")
    assert 'comments: [Dana R, "2 hours ago",' in file.read_text("utf-8")
    sites.build(site)
    (page,) = (p.tree for path, p in sites.pages(site).items() if path.endswith("lock-opens/index.html"))
    assert [each.text_content() for each in page.xpath("//li[contains(@class, 'p-comment')]")] == lines
    assert not page.xpath("//section[@id='comments']")
    reports, odd, unaccounted = pipeline.accounts(site)
    assert (odd, unaccounted) == ([], 0)
    assert sum(span["field"] == "comments" for span in reports[0]["spans"]) == len(lines)


def test_a_person_strikes_a_captured_comment_out_and_import_spares_that(tmp_path: Path) -> None:
    site = sites.archive(tmp_path)
    text = "Lock opens\nText.\n\nTry Our AI Features\nComments\nBuy pills\nAt last\nRelated Articles\n"
    sites.write(site.seeds / "page.txt", text)
    pipeline.ingest(site, lambda stage, done: None)
    (file,) = site.content.rglob("*.md")
    sites.write(file, file.read_text("utf-8").replace("[Buy pills, At last]", "[At last]"))
    report, _ = pipeline.ingest(site, lambda stage, done: None)
    assert "comments: [At last]" in file.read_text("utf-8")
    assert (report.updated, report.unchanged) == (0, 1)


# ---------------------------------------------------------------- a thread


def test_replies_stand_below_what_they_answer_each_list_by_date_then_name(tmp_path: Path) -> None:
    site = archive(
        tmp_path,
        late=comment("Late.", author="Lea", date="2025-07"),
        b=comment("Same day, b.", author="B", date="2025-06-24"),
        a=comment("Same day, a.", author="A", date="2025-06-24"),
        undated=comment("No date."),
        reply=comment("Indeed.", author="Rui", date="2026", reply_to="a.md"),
        first=comment("First.", author="Sam", date="2025-06-23T13:05:00Z", reply_to="a"),
    )
    page = shown(site)
    assert thread(page) == [("a", [("first", []), ("reply", [])]), ("b", []), ("late", []), ("undated", [])]
    slugs = [" ".join(each.text_content().split()) for each in page.xpath("//ol[@class='thread']//p[@class='slug']")]
    assert slugs[0] == "A24 June 2025"
    assert slugs[-1].startswith("Anonymousn.d.")


def test_a_deep_thread_is_nested_four_lists_deep_and_then_says_what_each_answers(tmp_path: Path) -> None:
    said = {f"c{n}": comment(f"Reply {n}.", author=f"Author {n}", reply_to=f"c{n - 1}") for n in range(1, 400)}
    page = shown(archive(tmp_path, c0=comment("First.", author="Author 0"), **said))
    ((c0, [(c1, [(c2, rest)])]),) = thread(page)
    assert (c0, c1, c2) == ("c0", "c1", "c2")
    assert rest == [(f"c{n}", []) for n in range(3, 400)]
    (seventh,) = page.xpath("//li[@id='comment-c7']")
    (answered,) = seventh.xpath(".//a[contains(., 'in reply to')]")
    assert answered.text_content() == "in reply to Author 6"
    assert answered.get("href").endswith("/2025/06/lock/#comment-c6")
    assert not page.xpath("//li[@id='comment-c3']//a[contains(., 'in reply to')]"), "it stands below what it answers"
    assert not sites.lost(config.load(tmp_path))


def test_what_is_said_is_markdown_that_nobody_trusts(tmp_path: Path) -> None:
    text = "# Loud\n\nI *was* there. <script>alert(1)</script> [x](javascript:alert(1))\n\n![y](https://evil.example/y.png)"
    site = archive(tmp_path, sam=comment(text, author='"<b>Sam</b>"', url="https://sam.example/"))
    (item,) = shown(site).xpath("//li[@id='comment-sam']")
    (said,) = item.xpath("./div[@class='said p-content']")
    assert said.xpath(".//em")[0].text == "was"
    assert "<script>alert(1)</script>" in said.text_content()
    assert not item.xpath(".//script | .//img | .//b | .//@onload | .//a[starts-with(@href, 'javascript')]")
    assert not said.xpath(".//@id"), "the paragraphs with numbers are the article's"
    (author,) = item.xpath("./p/a[contains(@class, 'p-author')]")
    assert (author.text, author.get("href")) == ("<b>Sam</b>", "https://sam.example/")
    assert "nofollow" in author.get("rel")


def test_an_address_that_no_link_may_lead_to_is_none(tmp_path: Path) -> None:
    site = archive(tmp_path, sam=comment("Here.", author="Sam", url="https://sam.example/<x>"))
    assert not shown(site).xpath("//li[@id='comment-sam']/p/a[contains(@class, 'p-author')]")


def test_microformats_name_comment_author_date_and_text(tmp_path: Path) -> None:
    site = archive(tmp_path, sam=comment("Here.", author="Sam", date="2025-06-24"))
    (item,) = shown(site).xpath("//article[contains(@class, 'h-entry')]//li[@class='u-comment h-cite']")
    assert item.xpath(".//*[contains(@class, 'p-author')]")[0].text == "Sam"
    assert item.xpath(".//time[@class='dt-published']/@datetime") == ["2025-06-24"]
    assert item.xpath(".//a[@class='u-url']/@href") == ["#comment-sam"]
    assert item.xpath(".//*[contains(@class, 'p-content')]")[0].text_content().strip() == "Here."
    assert len(item.xpath("//*[contains(concat(' ', @class, ' '), ' e-content ')]")) == 1


def test_names_of_files_may_be_of_any_script(tmp_path: Path) -> None:
    site = archive(tmp_path, **{"سامي": comment("هنا.", author="سامي"), "b.2": comment("Too.", reply_to="سامي")})
    assert thread(shown(site)) == [("سامي", [("b.2", [])])]
    assert not list(check.problems(config.load(tmp_path)))


# ---------------------------------------------------------------- building again


def test_a_comment_renders_the_page_of_its_article_alone(tmp_path: Path) -> None:
    site = archive(tmp_path)
    sites.build(site)
    file = say(site, "sam", comment("Here.", author="Sam"))
    for text in (None, comment("There.", author="Sam"), comment("There.", author="Samir")):
        if text:
            sites.write(file, text)
        assert sites.build(site).rendered == {"/2025/06/lock/": "what it shows changed: comments"}
    assert sites.build(site).rendered == {}
    file.unlink()
    assert sites.build(site).rendered == {"/2025/06/lock/": "what it shows changed: comments"}


def test_the_preview_shows_a_comment_as_it_is_saved(tmp_path: Path) -> None:
    site = archive(tmp_path)
    with preview(site) as served:
        assert b"comment-sam" not in served.ask("GET", "/2025/06/lock/").body
        before = len(served.printed())  # the first build told of itself too
        say(site, "sam", comment("Here.", author="Sam"))
        served.wait_for("Rebuilt:", before)
        assert b"comment-sam" in served.ask("GET", "/2025/06/lock/").body
        assert served.interrupt() == 0


# ---------------------------------------------------------------- what is wrong


def told(site: Site) -> list[tuple[str, int, str]]:
    """What a build says, which is what `check` says too."""
    found: list[Problem] = sites.problems(site)
    assert set(found) <= set(check.problems(config.load(site.root)))
    return [
        (problem.path.removeprefix("comments/"), problem.line, problem.message.partition(";")[0]) for problem in found
    ]


def test_everything_wrong_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    site = archive(
        tmp_path,
        broken="---\nauthor: [\n---\n\nText.\n",
        bare="No front matter.\n",
        empty=comment("", author="Sam"),
        lost=comment("Indeed.", author="Sam", reply_to="emtpy"),
        date=comment("Then.", date="yesterday"),
        url=comment("Hm.", author="Sam", url="javascript:alert(1)"),
        typo=comment("Hm.", auther="Sam"),
        two=comment("Two.", reply_to="one"),
        one=comment("One.", reply_to="two"),
        self=comment("Me.", reply_to="self"),
        **{"to broken": comment("Hm."), "reply": comment("Hm.", reply_to="broken")},
    )
    say(site, "sam", comment("Here."), on="3fa0b1c2d4e5-9")
    sites.write(tmp_path / "comments/loose.md", comment("Here."))
    sites.write(tmp_path / f"comments/{ID}/replies/x.md", comment("Here."))
    assert told(site) == sorted(
        [
            ("3fa0b1c2d4e5-9", 0, "there is no article with the id “3fa0b1c2d4e5-9”"),
            ("loose.md", 0, "is on no article"),
            (f"{ID}/replies", 0, "is a folder where comments belong"),
            (f"{ID}/bare.md", 1, "there is no front matter"),
            (f"{ID}/broken.md", 3, "the front matter is not YAML: did not find expected node content"),
            (f"{ID}/date.md", 2, "“date” is not a date: “yesterday”"),
            (f"{ID}/empty.md", 0, "the comment says nothing"),
            (f"{ID}/lost.md", 3, "“reply_to” names “emtpy”, which is not there"),
            (f"{ID}/one.md", 2, "the replies go round in a circle: one → two → one"),
            (f"{ID}/self.md", 2, "the replies go round in a circle: self → self"),
            (f"{ID}/to broken.md", 0, "its name cannot be part of an address"),
            (f"{ID}/typo.md", 2, "a comment has no “auther”"),
            (f"{ID}/url.md", 3, "“url” is not a web address: javascript:alert(1)"),
        ]
    )
    hints = {problem.path: problem.hint for problem in sites.problems(site)}
    assert hints["comments/3fa0b1c2d4e5-9"] == "did you mean “3fa0b1c2d4e5-2”?"
    assert hints[f"comments/{ID}/lost.md"] == "did you mean “empty”?"
    assert "put it into a folder" in hints["comments/loose.md"]


def test_links_are_told_of_and_not_followed(tmp_path: Path) -> None:
    site = archive(tmp_path / "site", sam=comment("Here.", author="Sam"))
    secret = tmp_path / "secret.md"
    sites.write(secret, comment("Secret."))
    (site.root / "comments" / ID / "stolen.md").symlink_to(secret)
    (site.root / "comments" / "3fa0b1c2d4e5-2").symlink_to(tmp_path)
    assert [place for place, _, _ in told(site)] == [f"{ID}/stolen.md", "3fa0b1c2d4e5-2"]


def test_hidden_and_other_files_are_passed_over(tmp_path: Path) -> None:
    site = archive(tmp_path, sam=comment("Here.", author="Sam"))
    for name in (".sam.md.swp", ".gitkeep", "picture.jpg", "notes.txt"):
        sites.write(tmp_path / "comments" / ID / name, "x")
        sites.write(tmp_path / "comments" / name, "x")
    (tmp_path / "comments/nobody").mkdir()
    assert thread(shown(site)) == [("sam", [])]


def test_numbers_are_taken_for_the_text_that_they_are(tmp_path: Path) -> None:
    site = archive(tmp_path, **{"12": comment("A.", author="7", date="2025"), "13": comment("B.", reply_to="12")})
    (first, second) = comments.read(site, {ID})[ID]
    assert (first.stem, first.author, first.date) == ("12", "7", "2025")
    assert (second.stem, second.reply_to) == ("13", "12")


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_folder_of_comments_that_is_none_is_told(tmp_path: Path, kind: str) -> None:
    site = archive(tmp_path / "site")
    if kind == "file":
        sites.write(site.root / "comments", "x")
    else:
        (site.root / "comments").symlink_to(tmp_path)
    (problem,) = sites.problems(site)
    assert (problem.path, problem.message) == ("comments", "is not an ordinary folder")
