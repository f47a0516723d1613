"""Dumps in every layout, shown whole, and whose each line is."""

from __future__ import annotations

import pytest

from backfile import layouts
from backfile.layouts.times import read_glued

LABELS = """\
Try Our AI Features
Explore what Daily8 AI can do for you:
Comments
No comments yet...
Related Articles
"""
ARABIC_LABELS = """\
جرب ميزات الذكاء الاصطناعي لدينا
اكتشف ما يمكن أن يفعله Daily8 AI من أجلك:
التعليقات
لا يوجد تعليقات بعد...
أخبار ذات صلة
"""
BLOCK_LABELS = "Orange background\n\n" + LABELS.replace("\n", "\n\n")


def item(source: str, when: str, title: str, body: str = "") -> str:
    """A related article of a flat page."""
    return "\n".join(part for part in (source, when, f"- {source}", title, body) if part) + "\n"


def block(source: str, when: str, title: str, body: str = "", category: str = "") -> str:
    """A related article of a logo page."""
    bullets = (f"  • {category}\n" if category else "") + f"  • {source}"
    head = f"{title}\n{title}\n\n{source}\n\ntime{when}\n\n{bullets}\n\n{title}\n"
    return head + (f"\n{body}\n\n" if body else "\n")


def seen(text: str) -> list[dict[str, object]]:
    """The articles of a dump as plain values; a field printed twice must read the same."""
    found = []
    for article in layouts.divide(text).articles:
        fields: dict[str, object] = {"role": article.role}
        for name, start, end in article.fields:
            assert fields.setdefault(name, text[start:end]) == text[start:end] or name == "tags"
        fields["body"] = [text[start:end] for start, end in article.body]
        found.append(fields)
    return found


def rules(text: str) -> list[str]:
    return [rule for rule, _, _ in sorted(layouts.divide(text).furniture, key=lambda piece: piece[1])]


GAPS = {
    "two lines": "\n\n",
    "one line": "\n",
    "none": "",
    "debris": "&w=3840&q=100)\n\n",
    "png": ".png&w=1920&q=75)\n\n",
}


@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS.keys())
def test_a_flat_page_is_divided_by_the_heads_of_its_items_whatever_stands_between(gap: str) -> None:
    text = (
        "\nMayor opens the new lock\nThe gates moved at noon.\nBoats followed.\nHashtags\n\n"
        + LABELS
        + gap
        + item("Delta Echo", "5 minutes ago", "Ferry late again", "It was late by an hour.")
        + gap
        + item("Delta Echo", "an hour ago", "Eels return", "Nets were full on Monday.")
    )
    assert seen(text) == [
        {"role": "lead", "title": "Mayor opens the new lock", "body": ["The gates moved at noon.", "Boats followed."]},
        {
            "role": "related",
            "source": "Delta Echo",
            "relative": "5 minutes ago",
            "title": "Ferry late again",
            "body": ["It was late by an hour."],
        },
        {
            "role": "related",
            "source": "Delta Echo",
            "relative": "an hour ago",
            "title": "Eels return",
            "body": ["Nets were full on Monday."],
        },
    ]
    dump = layouts.divide(text)
    assert dump.layout == "flat"
    assert not dump.notes
    assert {article.lang for article in dump.articles} == {"en"}
    assert {article.page for article in dump.articles} == {0}


def test_windows_newlines_change_nothing() -> None:
    text = "Title here\nA line.\n\n" + LABELS + "\n" + item("Delta Echo", "a day ago", "Eels return", "Nets were full.")
    assert seen(text.replace("\n", "\r\n")) == seen(text)


def test_an_arabic_page_is_a_flat_page_with_other_labels() -> None:
    text = (
        "عنوان الخبر الرئيسي\nفقرة أولى من النص.\nهاشتاغز\n\n"
        + ARABIC_LABELS
        + "\n\n"
        + item("Elsport", "منذ ساعة واحدة", "عنوان آخر", "نص الخبر الآخر هنا.")
        + "\n\n"
        + item("صحيفة النهر", "منذ ٤١ دقائق", "عنوان ثالث", "نص ثالث.")
    )
    articles = seen(text)
    assert [a.get("source") for a in articles] == [None, "Elsport", "صحيفة النهر"]
    assert [a.get("relative") for a in articles] == [None, "منذ ساعة واحدة", "منذ ٤١ دقائق"]
    assert articles[0]["body"] == ["فقرة أولى من النص."]
    assert {article.lang for article in layouts.divide(text).articles} == {"ar"}


def test_items_may_lack_a_text_or_hold_several_lines() -> None:
    text = (
        "Lead title\n\n"
        + LABELS
        + item("Yon", "2 days ago", "Only a title")
        + item("Yon", "2 days ago", "Three lines", "One.\nTwo.\nThree.")
        + "\n\n"
        + item("Yon", "3 days ago", "Last", "End.")
    )
    assert [(a["title"], a["body"]) for a in seen(text)] == [
        ("Lead title", []),
        ("Only a title", []),
        ("Three lines", ["One.", "Two.", "Three."]),
        ("Last", ["End."]),
    ]


def test_lines_that_look_like_labels_or_heads_stay_text_where_their_neighbours_are_not() -> None:
    lead = [
        "Comments",
        "They said little.",
        "Related Articles",
        "2 hours ago",
        "- The Tide said so.",
        "Hashtags",
        "More.",
    ]
    text = (
        "Lead title\n" + "\n".join(lead) + "\nHashtags\n\n" + LABELS + "\n" + item("Tide", "a day ago", "T", "Tide\nB.")
    )
    articles = seen(text)
    assert articles[0]["body"] == lead
    assert articles[1]["body"] == ["Tide", "B."]
    assert rules(text).count("site.hashtags-label") == 1


def test_hashtags_listed_under_their_label_are_the_leads_tags() -> None:
    text = "Lead title\nText.\nHashtags\n#Delta\n#RiverFlood\n\n" + LABELS
    dump = layouts.divide(text)
    assert [text[a:b] for name, a, b in dump.articles[0].fields if name == "tags"] == ["Delta", "RiverFlood"]
    assert dump.articles[0].body == ((11, 16),)


@pytest.mark.parametrize("title", ["Five things to know about the new lock", "The new lock is open!"])
def test_a_person_above_the_title_is_the_author(title: str) -> None:
    text = f"Ana María Brook\n{title}\nIt is wide.\nIt is deep.\nHashtags\n\n" + LABELS
    (article,) = seen(text)
    assert article["author"] == "Ana María Brook"
    assert article["title"] == title


@pytest.mark.parametrize(
    "lines",
    [
        ["Storm Warning Lifted", "The warning was lifted at noon.", "Boats sailed."],
        ["River Delta News", "What we know about the lock so far", "It is wide."],
        ["Ana Brook", "Cup Final", "She won."],
        ["Ana Brook", "The lock has opened at last. It took a year in all 2025 at 10:28pm", "She saw it."],
        ["Ana Brook wins the cup", "What we know about the final so far", "She won."],
    ],
)
def test_a_title_is_not_taken_for_a_person(lines: list[str]) -> None:
    assert seen("\n".join(lines) + "\n\n" + LABELS)[0]["title"] == lines[0]


def test_image_debris_above_the_title_is_not_the_title() -> None:
    text = ".jpg&w=3840&q=100)\nLead title\nText.\n\n" + LABELS
    assert seen(text)[0]["title"] == "Lead title"
    assert rules(text)[0] == "site.image-debris"
    cut = "Lead title\nText.\n\n" + LABELS + "\nTide\n2 hours ago\n- Tide\nLock opens\nThe gates.\n.jpg&w="
    assert [a["title"] for a in seen(cut)] == ["Lead title", "Lock opens"]
    assert rules(cut)[-1] == "site.image-debris"


METAS = [
    ("Delta Echo09-05-2025\n\n", {"source": "Delta Echo", "published": "09-05-2025"}),
    ("Delta Echo2 days ago\n", {"source": "Delta Echo", "relative": "2 days ago"}),
    ("نهار٠٩-٠٥-٢٠٢٥\n", {"source": "نهار", "published": "٠٩-٠٥-٢٠٢٥"}),
    ("Elsportمنذ يوم واحد\n", {"source": "Elsport", "relative": "منذ يوم واحد"}),
    ("", {}),
]


@pytest.mark.parametrize(("meta", "fields"), METAS)
def test_a_logo_pages_lead_has_its_source_and_time_in_one_word(meta: str, fields: dict[str, str]) -> None:
    text = (
        f"logo\nThe lead\n\nThe lead\n\n{meta}First paragraph, from 3 days ago.\nSecond paragraph.\n"
        + BLOCK_LABELS
        + block("Yon", "12 minutes ago", "Ferry late", "It was late.")
        + block("Yon", "an hour ago", "No text at all")
        + block("Tide", "a day ago", "Last", "The end.")
    )
    lead, *others = seen(text)
    body = ["First paragraph, from 3 days ago.", "Second paragraph."]
    assert lead == {"role": "lead", "title": "The lead", **fields, "body": body}
    assert [(a["source"], a["relative"], a["title"], a["body"]) for a in others] == [
        ("Yon", "12 minutes ago", "Ferry late", ["It was late."]),
        ("Yon", "an hour ago", "No text at all", []),
        ("Tide", "a day ago", "Last", ["The end."]),
    ]
    assert all("category" not in a for a in others)
    assert layouts.divide(text).layout == "logo"


def test_the_alternative_text_of_an_items_picture_may_differ_from_its_title() -> None:
    odd = block("Yon", "a day ago", "Ferry late", "It was late.").replace(
        "Ferry late\nFerry", "A ferry at sea\nFerry", 1
    )
    articles = seen(
        "logo\nLead\n\nLead\n\nText.\n" + BLOCK_LABELS + block("Tide", "an hour ago", "First", "One.") + odd
    )
    assert [(a["title"], a["body"]) for a in articles[1:]] == [("First", ["One."]), ("Ferry late", ["It was late."])]


def test_a_hashtag_page_lists_articles_with_category_and_tag() -> None:
    text = (
        "logo\n#\n\nLatest news with #RiverFlood\n\n"
        + block("Yon", "5 minutes ago", "Ferry late", "It was late.", "Travel")
        + block("Tide", "2 days ago", "Eels return", "Nets were full.", "Nature")
    )
    assert seen(text) == [
        {
            "role": "listing",
            "title": "Ferry late",
            "source": "Yon",
            "relative": "5 minutes ago",
            "category": "Travel",
            "tags": "RiverFlood",
            "body": ["It was late."],
        },
        {
            "role": "listing",
            "title": "Eels return",
            "source": "Tide",
            "relative": "2 days ago",
            "category": "Nature",
            "tags": "RiverFlood",
            "body": ["Nets were full."],
        },
    ]
    assert layouts.divide(text).layout == "hashtag"


def test_an_item_older_than_some_days_has_a_date_for_its_time() -> None:
    listing = "logo\n#\n\nLatest news with #RiverFlood\n\n" + block(
        "Yon", "11-06-2025", "Ferry late", "It was late.", "Travel"
    )
    flat = "Lead\nText.\n\n" + LABELS + "\n\n" + item("Tide", "27-05-2025", "Eels return", "Nets were full.")
    assert [(a["source"], a["published"], a["body"]) for a in (*seen(listing), seen(flat)[1])] == [
        ("Yon", "11-06-2025", ["It was late."]),
        ("Tide", "27-05-2025", ["Nets were full."]),
    ]
    (no_day,) = seen(listing.replace("11-06", "31-02"))
    assert "published" not in no_day


def test_an_inkl_page_is_one_article_with_source_section_and_author() -> None:
    text = (
        "Read all your papers in one place.\n100’s of premium titles.\nOne app.\nStart reading\n"
        "The Tide\nThe Tide\nTravel\nAna Brook\n\nFerry late again\n\n"
        "The ferry at dusk\nThe ferry at dusk Photograph: Ana Brook/AW\n\n"
        "It was late.\n\nNobody minded.\n"
    )
    (article,) = seen(text)
    assert article == {
        "role": "lead",
        "source": "The Tide",
        "category": "Travel",
        "author": "Ana Brook",
        "title": "Ferry late again",
        "body": ["It was late.", "Nobody minded."],
    }
    assert [text[a:b] for _, a, b in layouts.divide(text).articles[0].asides] == [
        "The ferry at dusk",
        "The ferry at dusk Photograph: Ana Brook/AW",
    ]
    assert rules(text) == ["site.preamble"] * 4


def test_a_newsbreak_page_is_a_teaser_and_a_list_of_teasers() -> None:
    text = (
        "Ferry late again\n\nThe Tide\n 5 days ago\n\nCover picture for the articleIt was late by...\n\n"
        "Yon\nEels return\n\nNets were full of...\n\ndelta.example\n\nTide!\nLock opens\n\nThe gates...\n\n\n"
    )
    assert [(a["role"], a["source"], a["title"], a["body"]) for a in seen(text)] == [
        ("lead", "The Tide", "Ferry late again", ["It was late by..."]),
        ("listing", "Yon", "Eels return", ["Nets were full of..."]),
        ("listing", "Tide!", "Lock opens", ["The gates..."]),
    ]
    assert rules(text) == ["site.image-alt", "site.source-alone"]


@pytest.mark.parametrize(
    "head",
    [
        "29 June 2025\n\nNorth: Lock opens\n\nPhoto: AW\nBoats.\n\n",
        "North: Lock opens\n\n29 June 2025\npress release\n\n",
    ],
)
def test_an_allafrica_page_is_dated_above_or_below_its_title(head: str) -> None:
    (article,) = seen(head + "The gates moved.\n\nBoats followed.\n")
    assert article["published"] == "29 June 2025"
    assert article["title"] == "North: Lock opens"
    assert article["body"] == ["The gates moved.", "Boats followed."]


def test_a_line_that_is_no_date_makes_no_dated_page() -> None:
    (article,) = seen("99 Bottles 2025\n\nNorth: Lock opens\n\nThe gates moved.\n")
    assert article["title"] == "99 Bottles 2025"
    assert "published" not in article


def test_unknown_text_is_one_article_titled_by_its_first_line_with_a_note() -> None:
    text = "\n\n  A plain note  \n\nWith a line.\n\n\nAnd <b>markup</b>, The <Prime Minister> said.\n"
    dump = layouts.divide(text)
    assert dump.layout == "unknown"
    assert seen(text) == [
        {
            "role": "lead",
            "title": "A plain note",
            "body": ["With a line.", "And <b>markup</b>, The <Prime Minister> said."],
        }
    ]
    (note,) = dump.notes
    assert "not known" in note.message
    assert text[note.at :].startswith("A plain note")


def test_several_pages_in_one_file_are_told_apart() -> None:
    first = "First lead\nText.\n\n" + LABELS + "\n\n" + item("Yon", "a day ago", "Eels return", "Nets were full.")
    second = "logo\nSecond lead\n\nSecond lead\n\nTide2 days ago\nText.\n" + BLOCK_LABELS
    second += block("Tide", "an hour ago", "Lock opens", "The gates moved.")
    third = "عنوان\nنص.\n\n" + ARABIC_LABELS + "\n" + item("Elsport", "منذ يوم واحد", "آخر", "نص آخر.")
    for joint in ("\n", "\n\n", "\n\n\n"):
        dump = layouts.divide(first + joint + second + joint + third)
        assert [(a.role, a.page) for a in dump.articles] == [
            ("lead", 0),
            ("related", 0),
            ("lead", 1),
            ("related", 1),
            ("lead", 2),
            ("related", 2),
        ]
        assert [a.lang for a in dump.articles] == ["en", "en", "en", "en", "ar", "ar"]
        assert [len(a.body) for a in dump.articles] == [1] * 6


def test_an_item_without_text_before_another_page_does_not_borrow_its_title() -> None:
    first = "First lead\nText.\n\n" + LABELS + "\n\n" + item("Yon", "a day ago", "Only a title")
    second = "Second lead\nText.\n\n" + LABELS
    assert [(a["title"], a["body"]) for a in seen(first + "\n\n" + second)] == [
        ("First lead", ["Text."]),
        ("Only a title", []),
        ("Second lead", ["Text."]),
    ]


def test_text_of_no_page_before_and_behind_a_page_stays_apart() -> None:
    page = "First lead\nText.\n\n" + LABELS + "\n\n" + item("Yon", "a day ago", "Eels return", "Nets were full.")
    text = "Saved by a friend on a wet day.\n\n\n" + page + "\n\n\nThat is all I found, I am afraid.\n"
    dump = layouts.divide(text)
    assert [a["title"] for a in seen(text)] == [
        "Saved by a friend on a wet day.",
        "First lead",
        "Eels return",
        "That is all I found, I am afraid.",
    ]
    assert [note.message for note in dump.notes] == ["the layout of this text is not known"] * 2


FLAT = "First lead\nText.\nHashtags\n\n" + LABELS + "\n\n" + item("Yon", "a day ago", "Eels return", "Nets were full.")


@pytest.mark.parametrize(
    ("upto", "titles"),
    [
        ("Hashtags", ["First lead"]),
        ("Try Our", ["First lead"]),
        ("Comments", ["First lead"]),
        ("Related Articles\n\n\nYo", ["First lead"]),
        ("Related Articles\n\n\nYon\na day", ["First lead"]),
        ("Related Articles\n\n\nYon\na day ago\n- Y", ["First lead"]),
        ("- Yon\nEels re", ["First lead", "Eels re"]),
        ("Nets we", ["First lead", "Eels return"]),
    ],
)
def test_a_flat_page_cut_anywhere_keeps_what_is_whole(upto: str, titles: list[str]) -> None:
    text = FLAT[: FLAT.index(upto) + len(upto)]
    assert [a["title"] for a in seen(text)] == titles
    dump = layouts.divide(text)
    assert dump.articles[-1].tail == (len(titles) == 2)
    assert dump.notes or len(titles) == 2


LOGO = "logo\nLead\n\nLead\n\nYon2 days ago\nText.\n" + BLOCK_LABELS + block("Yon", "a day ago", "Eels", "Full nets.")


@pytest.mark.parametrize(
    ("tail", "titles"),
    [
        ("Lock op", ["Lead", "Eels"]),
        ("Lock opens\nLock op", ["Lead", "Eels"]),
        ("Lock opens\nLock opens\n\nTi", ["Lead", "Eels", "Lock opens"]),
        ("Lock opens\nLock opens\n\nTide\n\ntime2 ho", ["Lead", "Eels", "Lock opens"]),
        ("Lock opens\nLock opens\n\nTide\n\ntime2 hours ago\n\n  • Ti", ["Lead", "Eels", "Lock opens"]),
    ],
)
def test_a_logo_page_cut_in_a_head_keeps_a_title_that_was_printed_twice(tail: str, titles: list[str]) -> None:
    articles = seen(LOGO + tail)
    assert [a["title"] for a in articles] == titles
    assert articles[1]["body"] == ["Full nets."]
    assert articles[-1].get("source") in (("Tide", None) if len(titles) == 3 else ("Yon",))


def test_a_logo_page_cut_in_the_first_words_of_a_text_keeps_them() -> None:
    last = seen(LOGO + "\n" + block("Tide", "2 hours ago", "Lock opens", "Nobody had ex").rstrip())[-1]
    assert (last["title"], last["body"]) == ("Lock opens", ["Nobody had ex"])


@pytest.mark.parametrize(
    ("text", "sources", "source", "rest"),
    [
        ("Axios12-03-2025", (), "Axios", "12-03-2025"),
        ("News2412-03-2025", (), "News24", "12-03-2025"),
        ("CNN12 hours ago", (), "CNN", "12 hours ago"),
        ("Forbesa day ago", (), "Forbes", "a day ago"),
        ("Malaysiakinia day ago", (), "Malaysiakini", "a day ago"),
        ("Indus Mediaan hour ago", (), "Indus Media", "an hour ago"),
        ("Indus Mediaa few seconds ago", (), "Indus Media", "a few seconds ago"),
        ("News242 days ago", (), "News24", "2 days ago"),
        ("News122 hours ago", (), "News12", "2 hours ago"),
        ("Channel 55 days ago", (), "Channel 5", "5 days ago"),
        ("News313 days ago", ("News31",), "News31", "3 days ago"),
        ("News313 days ago", ("News3",), "News3", "13 days ago"),
        ("الجزيرةمنذ يوم واحد", (), "الجزيرة", "منذ يوم واحد"),
        ("منذ الفجرمنذ ٣ أيام", (), "منذ الفجر", "منذ ٣ أيام"),
    ],
)
def test_a_source_and_its_time_in_one_word_are_parted(
    text: str, sources: tuple[str, ...], source: str, rest: str
) -> None:
    glued = read_glued(text, sources)
    assert glued is not None
    assert (text[: glued.cut], text[glued.cut :]) == (source, rest)
    assert glued.other is None


def test_where_nothing_decides_between_two_readings_both_are_told() -> None:
    glued = read_glued("Radio 113 days ago", ())
    assert glued is not None
    assert ("Radio 113 days ago"[: glued.cut], glued.other) == ("Radio 1", "Radio 11")
    dump = layouts.divide("logo\nLead\n\nLead\n\nRadio 113 days ago\nText.\n" + BLOCK_LABELS)
    assert "“Radio 1” or “Radio 11”" in dump.notes[0].message


@pytest.mark.parametrize(
    "text", ["He left 3 days ago", "The lock opened 12-03-2025", "99-99-2025", "12-03-2025", "a day ago"]
)
def test_what_is_no_source_with_a_time_is_left_alone(text: str) -> None:
    assert read_glued(text, ()) is None


COMMENTS = ["Dana R", "2 hours ago", "About time, too.", "About time, too.", "- Dana R"]


def with_comments(labels: str, *, arabic: bool = False) -> str:
    empty = "لا يوجد تعليقات بعد..." if arabic else "No comments yet..."
    assert labels.count(empty) == 1
    return labels.replace(empty, "\n\n".join(COMMENTS) if "\n\n" in labels else "\n".join(COMMENTS))


@pytest.mark.parametrize(
    "text",
    [
        "Lead\nText.\n\n" + with_comments(LABELS) + "\n\n" + item("Yon", "a day ago", "Eels return", "Nets were full."),
        "رحلة\nنص.\n\n"
        + with_comments(ARABIC_LABELS, arabic=True)
        + "\n\n"
        + item("Yon", "a day ago", "Eels", "Nets."),
        "logo\nLead\n\nLead\n\nText.\n\n"
        + with_comments(BLOCK_LABELS)
        + block("Yon", "a day ago", "Eels", "Full nets."),
        "Lead\nText.\n\n" + with_comments(LABELS),
    ],
    ids=["flat", "Arabic", "logo", "no related articles"],
)
def test_lines_between_the_heading_of_the_comments_and_the_next_label_are_comments_of_the_lead(text: str) -> None:
    dump = layouts.divide(text)
    lead, *others = dump.articles
    assert [text[start:end] for name, start, end in lead.fields if name == "comments"] == COMMENTS
    assert len(lead.body) == 1
    assert [article.role for article in others] == ["related"] * ("ago\n- Yon" in text or "• Yon" in text)
    assert "site.related-heading" in rules(text)
    assert not dump.notes


def test_comments_that_nothing_closes_are_kept_and_doubted() -> None:
    page = "Lead\nText.\n\n" + with_comments(LABELS).removesuffix("Related Articles\n")
    for text in (page, page + "\n\n" + item("Yon", "a day ago", "Eels return", "Nets were full.")):
        dump = layouts.divide(text)
        assert [text[a:b] for name, a, b in dump.articles[0].fields if name == "comments"] == COMMENTS
        assert [note.message for note in dump.notes] == ["the page’s comments have no end"]
        assert [article.role for article in dump.articles[1:]] == ["related"] * (text != page)


def test_the_labels_and_heads_of_others_end_the_comments() -> None:
    cut = "Lead\nText.\n\nTry Our AI Features\nExplore what Daily8 AI can do for you:\nComments\n"
    text = (
        cut + "Second lead\nIts text.\n\n" + LABELS + item("Yon", "a day ago", "Eels return", "Nets.\nRelated Articles")
    )
    assert [(a["title"], a["body"]) for a in seen(text)][:2] == [("Lead", ["Text."]), ("Second lead", ["Its text."])]
    text = cut + item("Yon", "a day ago", "Eels return", "Nets.\nRelated Articles")
    assert [a["title"] for a in seen(text)] == ["Lead", "Eels return"]
    assert not [
        name for article in layouts.divide(text).articles for name, _, _ in article.fields if name == "comments"
    ]
