"""The account: what took each character of a seed, for programs and for people."""

from __future__ import annotations

import json

import msgspec

from backfile import account, seeds
from backfile.model import Seed, Segment

TEXT = "\nLock opens\nThe gates moved. Keeper retires at last Read More » Boats followed.\n\n" + "\n".join(
    [
        "Try Our AI Features",
        "Comments",
        "No comments yet...",
        "Related Articles",
        "",
        "Tide",
        "a day ago",
        "- Tide",
        "Eels",
        "Full.",
    ]
)
DIVIDED = seeds.divide(Seed("a.txt", "ab" * 32, "utf-8", TEXT))
IDS = ("abababababab-1", "abababababab-2")


def test_the_report_is_the_contracts_json() -> None:
    report = json.loads(json.dumps(account.report(DIVIDED, IDS)))
    assert (report["file"], report["sha256"], report["length"]) == ("a.txt", "ab" * 32, len(TEXT))
    assert all(list(span) == ["start", "end", "kind", "article", "field", "rule"] for span in report["spans"])
    assert report["spans"][0] == {"start": 0, "end": 1, "kind": "space", "article": None, "field": None, "rule": None}
    assert report["spans"][1] == {
        "start": 1,
        "end": 11,
        "kind": "article",
        "article": "abababababab-1",
        "field": "title",
        "rule": None,
    }
    (promo,) = [span for span in report["spans"] if span["rule"] == "promo.related-link"]
    assert TEXT[promo["start"] : promo["end"]] == "Keeper retires at last Read More »"
    assert (promo["kind"], promo["article"]) == ("furniture", "abababababab-1")
    (dash,) = [span for span in report["spans"] if span["rule"] == "site.dash"]
    assert dash["article"] is None


def test_a_whole_ledger_leaves_nothing() -> None:
    assert account.unaccounted(DIVIDED) == ()


def test_a_gap_an_overlap_and_false_space_are_found() -> None:
    def of(*segments: Segment) -> tuple[tuple[int, int], ...]:
        seed = Seed("a.txt", "0", "utf-8", "abc def")
        return account.unaccounted(msgspec.structs.replace(DIVIDED, seed=seed, ledger=segments))

    title, space, body = (
        Segment(0, 3, "article", 0, "title"),
        Segment(3, 4, "space"),
        Segment(4, 7, "article", 0, "body"),
    )
    assert of(title, space, body) == ()
    assert of(title, body) == ((3, 4),)
    assert of(space, body) == ((0, 3),)
    assert of(title, space) == ((4, 7),)
    assert of(title, Segment(2, 4, "space"), body) == ((2, 3),)
    assert of(title, Segment(3, 5, "space"), Segment(5, 7, "article", 0, "body")) == ((3, 5),)
    assert of() == ((0, 7),)


def test_the_report_in_words_counts_each_field_and_rule_and_sums_all() -> None:
    report = account.report(DIVIDED, IDS)
    text = list(account.lines([report, {**report, "file": "b\x1b.txt"}]))
    assert text[0] == f"seeds/a.txt: {len(TEXT)} characters, 2 articles"
    counts = {line.split()[0]: int(line.split()[1]) for line in text[1 : text.index("seeds/b\\x1b.txt" + text[0][11:])]}
    assert counts["title"] == len("Lock opens" + "Eels")
    assert counts["promo.related-link"] == len("Keeper retires at last Read More »")
    assert sum(counts.values()) == len(TEXT)
    total = next(n for n, line in enumerate(text) if line.startswith("2 seeds:"))
    assert text[total] == f"2 seeds: {2 * len(TEXT)} characters, 4 articles"
    assert sum(int(line.split()[1]) for line in text[total + 1 :]) == 2 * len(TEXT)


def test_no_seeds_make_a_short_report() -> None:
    assert list(account.lines([])) == ["0 seeds: 0 characters, 0 articles"]
