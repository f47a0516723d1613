"""Each class of furniture is cut to its own edges, and ordinary prose not at all."""

from __future__ import annotations

import re

import pytest

from backfile import furniture
from backfile.furniture import Context, Cut

BEFORE = "The council met on Tuesday and approved the plan. "
AFTER = " Residents said the works would begin in spring. The mayor was not present."


def cuts(
    text: str, *, title: str = "A bridge is mended", role: str = "related", sources: tuple[str, ...] = ()
) -> tuple[Cut, ...]:
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return furniture.find(text, lines, Context(title, "en", role, sources))  # type: ignore[arg-type]


def taken(text: str, **context: object) -> list[tuple[str, str]]:
    return [(cut.rule, text[cut.start : cut.end]) for cut in cuts(text, **context)]  # type: ignore[arg-type]


INLINE = [
    (
        "promo.newsletter",
        "New TGA newsletter: Morning Post Sign up to receive our reporting from Asia, and other TGA newsletters",
    ),
    ("promo.newsletter", "This is Daybreak, a weekday newsletter about markets. Sign up here."),
    (
        "promo.newsletter",
        "Subscribe to the Opinion newsletter. Essays every week Privacy Policy | Evening Star Newsletters",
    ),
    ("promo.newsletter", "This is Tideline, a weekly note for curious people. Sign up here to read it."),
    ("promo.newsletter", "You are reading Tideline, our free evening newsletter. Sign up here to get it."),
    ("promo.newsletter", "Sign up to the Politics newsletter."),
    ("promo.newsletter", "Get the day's headlines straight to your inbox."),
    ("promo.related-link", "Storm closes the northern bridge for a week Read More »"),
    ("promo.related-link", "READ MORE: Storm closes the northern bridge for a week"),
    ("promo.related-link", "ALSO READ: Storm closes the northern bridge for a week"),
    ("promo.related-link", "ALSO READ | Storm closes the northern bridge for a week"),
    ("promo.related-link", "See also Storm closes the northern bridge for a week"),
    ("promo.related-link", "RELATED STORY: Storm closes the northern bridge for a week"),
    ("promo.related-link", "Related: eBay seller finds a lost painting of the bridge"),
    ("promo.related-link", "ALSO READ: Why is the Harbour Office closing its doors again?"),
    ("promo.related-link", "READ MORE: How to watch Aldgate v Northern Rovers in the final"),
    ("promo.related-link", "Related: Storm closes the northern bridge for a week"),
    ("promo.related-link", "Read more: Northern bridge closed ‘for a week at least’ in Aberdeen storm"),
    ("promo.read-more", "READ MORE"),
    ("promo.read-more", "read more"),
    ("promo.read-more", "Read the full story"),
    ("promo.read-more", "» READ MORE"),
    ("promo.most-read", "Most read in The Star"),
    ("promo.most-read", "Read more on house prices"),
    ("promo.regional", "More news stories for Kent Listen to the latest news for Kent"),
    ("promo.must-watch", "Must Watch"),
    ("promo.podcast", "Click Here To Follow ‘The Long View’"),
    ("promo.podcast", "Learn more about your ad choices. Visit host.fm/adchoices"),
    ("promo.contact", "You can also WhatsApp us on +44 20 7946 0100."),
    ("promo.contact", "Text us on +44 20 7946 0100 with your views."),
    ("promo.contact", "Do you have a story? Call our news desk on 020 7946 0100."),
    ("promo.contact", "You can WhatsApp us on +44 20 7946 0100 or email desk@paper.example."),
    ("promo.comment", "What do you think? Share it with me below!"),
    ("ad.marker", "Advertisement"),
    ("ad.marker", "STORY CONTINUES BELOW THIS AD"),
    ("ad.marker", "Article continues after this advertisement"),
    (
        "ad.sponsored",
        "by Taboola by Taboola Sponsored Links Promoted Links You May Like Buy shoes ShoeShop Learn More Undo",
    ),
    ("paywall.offer", "Want all of The Star? Subscribe."),
    ("paywall.offer", "Start your FREE trial now"),
    ("paywall.offer", "Get exclusive stories. Start your FREE 7-day trial now. Cancel anytime."),
    ("paywall.offer", "Be the first to know. Get full access with a FREE 7-day trial. One trial a reader."),
    ("paywall.offer", "Enjoy unlimited access for just $1 a month."),
    ("promo.comment", "What's your view? Join the debate in the comments below."),
    ("promo.comment", "Seen something odd? Share it with us below!"),
    ("promo.comment", "Comment below and tell us what you think!"),
    ("paywall.offer", "Stay ahead of the news. Every page yours with a FREE 21-day trial. Terms apply."),
    ("paywall.offer", "Subscribe to The Star for full access. Start your FREE trial today. New customers only."),
    ("ui.comments", "Show Comments (12)"),
    ("ui.share", "Social Sharing"),
    ("ui.share", "FacebookTweetLinkFollow"),
    ("ui.share", "FacebookTweetLink Follow"),
    ("ui.share", "Copy the Story Link"),
    ("ui.share", "Click to share on Chirp (Opens in new window) Click to email a link (Opens in new window)"),
    ("media.gallery-index", "5 5 5"),
    ("media.caption", "2 The harbour wall after the storm Credit: Wire"),
    ("media.caption", "The Aldgate pier is shown in this undated photo. (File photo/ABC News Northern Region)"),
    ("media.caption", "Smoke above the harbour in this May 7 handout photo. THE CANADIAN PRESS/HO, Jane Doe"),
    ("media.caption", "The pier at low tide, June 3. — Wire pic"),
    ("media.caption", "The pier at low tide. — Picture by Jane Doe"),
    ("media.caption", "The pier at low tide. PHOTO: WIRE"),
    ("ui.script", "() => { const a = find('x'); if (a) { a.click(); } }"),
    ("media.caption", "The harbour at dawn, Monday, June 23, 2025. (AP Photo/Jane Doe)"),
    ("media.caption", "A view of the harbour on June 23. (Bernama pic)"),
    ("media.caption", "Rescuers search a house hit by the blast in Odesa, Ukraine, late on Sunday. AFP"),
    ("media.caption", "A view of the harbour, Aug. 4. Photo: 123RF"),
    ("media.caption", "A view of the harbour, June 3. Picture: Jane Doe"),
    ("media.video", "WATCH | ‘We lost it all’: Storm closes the northern bridge 1 day ago Duration 4:28"),
    ("media.video", "Toronto Watch WATCH: Storm closes the northern bridge for a week"),
    ("media.caption", "The harbour at dawn on June 23. (The Nordic Press/Jane Doe)"),
    ("media.video", "WATCH BELOW: the moment Jane Doe lifts the cup."),
    ("media.caption", "The harbour at dawn on June 23. Photo by Jane Doe"),
    ("media.caption", "The harbour at dawn on June 23. (Express photo by Jane Doe)"),
    ("media.caption", "The harbour at dawn, 23 June 2025. Reuters"),
    ("media.caption", "The harbour at dawn on June 23. Photo: PA Media"),
    ("media.video", "WATCH ABOVE: The wall gives way."),
    ("media.caption", "The harbour at dawn on June 23. Photo: Supplied"),
    ("media.caption", "The harbour at dawn on June 23. Photo: Omar al-Masri"),
    ("media.caption", "The harbour at dawn on June 23. Photo: Wire / Jane Doe"),
    ("media.video", "WATCH BELOW: The storm closes the bridge."),
    ("media.video", "All times eastern The Report with Jane Doe News Radio Live Channel Coverage"),
    ("media.embed", "A post shared by Jane Doe (@jane.doe_1)"),
    ("attribution.agency", "With inputs from PTI"),
    ("attribution.rule", "___"),
    ("attribution.email", "newsdesk@paper.example"),
    ("attribution.syndication", "This article originally appeared on HuffPost."),
    ("attribution.syndication", "This report by The Nordic Press was first published May 7, 2025."),
    ("attribution.byline", "Report by Jane Doe, English adaptation by John Roe"),
    ("attribution.copyright", "© 2025 The Daily Post. All rights reserved."),
    ("attribution.copyright", "© 2025 U.S. Tide. All rights reserved."),
    ("attribution.featured", "Featured: Jane Doe, head of the harbour office."),
    ("editor.note", "Note: Some responses have been edited for length and/or clarity."),
    ("editor.note", "This story has been corrected to show the right date."),
    ("editor.note", "This interview has been edited for length and clarity."),
    ("structure.live-stamp", "June 23, 4:05 p.m. EDT"),
]


@pytest.mark.parametrize(("rule", "text"), INLINE)
def test_a_passage_between_sentences_is_cut_at_its_own_edges(rule: str, text: str) -> None:
    assert taken(BEFORE + text + AFTER) == [(rule, text)]


@pytest.mark.parametrize(("rule", "text"), INLINE)
def test_blanks_and_quotation_marks_of_any_kind_are_one(rule: str, text: str) -> None:
    odd = (BEFORE + text + AFTER).replace(" ", "\u00a0").replace("'", "’")
    assert [(r, t.replace("\u00a0", " ").replace("’", "'")) for r, t in taken(odd)] == [(rule, text.replace("’", "'"))]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("ad.marker", "Advertisement"),
        ("ad.marker", "إعلان"),
        ("ad.sponsored", "You may also like"),
        ("ui.label", "Article content"),
        ("ui.label", "Show more"),
        ("ui.label", "Watch"),
        ("ui.label", "Loading"),
        ("media.video", "47:50 Min"),
        ("ui.label", "To embed this content on your own page, cut and paste the following:"),
        ("ui.tags", "Tags:"),
        ("ui.tags", "See More: Harbours, Northern Bridge, Oslo"),
        ("ui.share", "Follow"),
        ("media.gallery-index", "4"),
        ("media.gallery-index", "Show all 12"),
        ("media.caption", "3 The harbour at low tide."),
        ("media.caption", "Boats at low tide. (PTI)"),
        ("media.caption", "The harbour at low tide. Photo / Jane Doe"),
        ("media.caption", "The harbour is believed to be open. PHOTO: EVENING WIRE"),
        ("media.credit", "Credit: Alamy"),
        ("media.credit", "via Getty Images"),
        ("media.credit", "Jane Doe via Getty Images"),
        ("media.video", "The harbour opens again. Video / Jane Doe"),
        ("attribution.byline", "JANE DOE"),
        ("attribution.byline", "JANE DOE IN OSLO"),
        ("attribution.agency", "Agencies"),
        ("attribution.copyright", "© The Tide 2025"),
        ("attribution.author-bio", "Jane Doe is a freelance writer based in Oslo."),
        ("attribution.email", "editor@paper.example"),
        ("attribution.agency", "Reporting by Jane Doe; Editing by John Roe"),
        ("promo.most-read", "Most read in The Star"),
        ("promo.related-link", "READ MORE: 'I asked Oslo ferrymen what they would change - few had to think'"),
        ("promo.related-link", "اقرأ أيضاً: العاصفة تغلق الجسر"),
        ("structure.live-stamp", "4:05 p.m. EDT"),
        ("structure.live-stamp", "2025-06-23T08:53:47Z"),
    ],
)
def test_a_line_of_a_lead_is_cut_whole(rule: str, line: str) -> None:
    text = f"The council met on Tuesday.\n{line}\nIt approved the plan.\nNobody spoke against it."
    assert taken(text, role="lead") == [(rule, line)]


def test_a_chain_of_furniture_leaves_the_sentences_around_it() -> None:
    chain = "READ MORE: Storm closes the bridge READ MORE: Ferries full as the storm nears Advertisement read more"
    text = BEFORE + chain + AFTER
    kept = text
    for cut in reversed(cuts(text)):
        kept = kept[: cut.start] + kept[cut.end :]
    assert kept.split() == (BEFORE + AFTER).split()


def test_glued_markers_are_cut_out_of_a_sentence() -> None:
    assert taken("He declined to comment.advertisementThe shares fell.") == [("ad.marker", "advertisement")]
    assert taken("The report, opens new tab said so, external in June.") == [
        ("ui.label", ", opens new tab"),
        ("ui.label", ", external"),
    ]
    assert taken("It ended well. 4:27 p.m. EDTMaj. Doe spoke next.") == [("structure.live-stamp", "4:27 p.m. EDT")]


@pytest.mark.parametrize("before", ["A spokeswoman", "Farmers want", "In the end,", "The U.S."])
def test_what_is_said_of_a_link_is_told_from_an_adjective_by_what_follows(before: str) -> None:
    assert taken(f"{before}, external for the harbour it was late.") == [("ui.label", ", external")]
    assert taken("A big, external shock followed. The local, external one was small.") == []


def test_the_title_repeated_at_the_start_goes_with_its_kicker() -> None:
    title = "Harbour master resigns after flood"
    assert taken(f"Coast Watch {title} The master said so.", title=title) == [
        ("structure.title-repeat", f"Coast Watch {title}")
    ]
    assert taken(f"{title} originally appeared on The Wave. He said so.", title=title) == [
        ("attribution.syndication", f"{title} originally appeared on The Wave.")
    ]
    assert taken(f"{title} originally appeared on The Wave. Coast Watch {title} He said so.", title=title) == [
        ("attribution.syndication", f"{title} originally appeared on The Wave."),
        ("structure.title-repeat", f"Coast Watch {title}"),
    ]
    assert taken(f"{title} in May, he said.", title=title) == []


def test_an_agency_signs_off() -> None:
    assert taken(BEFORE + "Agencies") == [("attribution.agency", "Agencies")]
    assert taken(BEFORE + "The Nordic Press") == [("attribution.agency", "The Nordic Press")]
    assert taken(BEFORE + "— BERNAMA") == [("attribution.agency", "— BERNAMA")]
    assert taken(BEFORE + "(PTI)") == [("attribution.agency", "(PTI)")]
    assert taken("وقال المتحدث إن العمل مستمر. (وكالات)") == [("attribution.agency", "(وكالات)")]


@pytest.mark.parametrize("ending", ["With agency inputs", "- وكالات", "(أ ف ب)", "(رويترز)", "المصدر: وكالات"])
def test_agencies_sign_off_in_other_words(ending: str) -> None:
    assert taken(f"وقال المتحدث إن العمل مستمر. {ending}" if not ending.isascii() else BEFORE + ending) == [
        ("attribution.agency", ending)
    ]


def test_what_follows_furniture_at_the_end_of_a_text_is_known_too() -> None:
    assert [rule for rule, _ in taken(BEFORE + "Show Comments () desk@paper.example - AFP")] == [
        "ui.comments",
        "attribution.email",
        "attribution.agency",
    ]
    assert [part for _, part in taken(BEFORE + "The Nordic Press desk@paper.example")] == [
        "The Nordic Press",
        "desk@paper.example",
    ]
    podcast = "Learn more about your ad choices. Visit pod.fm/adchoices"
    assert [part for _, part in taken(BEFORE + podcast + "Must Watch")] == [podcast, "Must Watch"]
    for owner in ("© 2025 The Tide Limited", "(c) 2025 The Tide", "© The Tide"):
        assert taken(BEFORE + owner) == [("attribution.copyright", owner)]
    assert [part for _, part in taken(BEFORE + "Show Comments (12) Agencies")] == ["Show Comments (12)", "Agencies"]


def test_a_marker_behind_an_advertisement_is_a_marker() -> None:
    assert [rule for rule, _ in taken(BEFORE + "Advertisement ALSO READ: Storm closes the bridge" + AFTER)] == [
        "ad.marker",
        "promo.related-link",
    ]


def test_related_articles_as_a_line_of_a_text_is_text() -> None:
    assert taken("The council met.\nRelated Articles\nIt approved the plan.", role="lead") == []


def test_a_leads_own_agency_and_author_become_fields() -> None:
    text = "By Jane Doe and John Roe\nThe council met.\nIt approved the plan.\nShow Comments ()\nAssociated Press"
    found = [(cut.field, text[cut.start : cut.end]) for cut in cuts(text, role="lead") if cut.field]
    assert found == [("author", "Jane Doe and John Roe"), ("agency", "Associated Press")]
    assert all(cut.field is None for cut in cuts("The council met. Associated Press"))


def test_a_lead_of_outlet_names_is_tags_and_one_of_videos_a_playlist() -> None:
    names = "The Star\nEvening Mail\nNewsday\nlaw CONTACT US"
    assert {rule for rule, _ in taken(names, role="lead")} == {"ui.tags"}
    odd = "The Star\nHello!\nEvening Mail\nPort A.M.\nTimes (Oslo)\nNewsday\nThe Tide\nBay Post"
    assert {rule for rule, _ in taken(odd, role="lead")} == {"ui.tags"}
    assert len(taken(odd, role="lead")) == 8
    videos = "Boats race. Video / Jane Doe\nTide turns. Video: Wire\nSnow falls. Video \\ John Roe\nAn uncredited one"
    assert [rule for rule, _ in taken(videos, role="lead")] == ["media.video-playlist"] * 4


def test_prose_wrapped_at_a_narrow_column_is_no_list_of_tags() -> None:
    assert taken("The harb-\nour opened its lock on Tues-\nday and the first\nboats came in.", role="lead") == []


def test_a_subhead_in_a_lead_stays() -> None:
    assert taken("The council met on Tuesday.\nWhat happens next\nThe plan goes to the mayor.", role="lead") == []


def test_a_line_below_a_credit_within_a_text_is_text() -> None:
    text = "The council met.\nPhoto: Jane Doe\nWork starts in May.\nThe mayor was away."
    assert [part for _, part in taken(text, role="lead")] == ["Photo: Jane Doe"]


def test_a_script_ends_before_prose_with_a_semicolon() -> None:
    script = "() => { const a = find('x'); if (a) { a.click(); } }"
    kept = " At the time there were four people on board; nobody was hurt."
    assert taken(BEFORE + script + kept) == [("ui.script", script)]


def test_headlines_listed_after_further_reading_go_with_it() -> None:
    text = "The council met.\nFurther Reading\nBridge closed for a week\nWho pays for it\nThe mayor was away."
    assert [part for _, part in taken(text, role="lead")] == [
        "Further Reading",
        "Bridge closed for a week",
        "Who pays for it",
    ]


def test_headlines_listed_after_more_from_an_outlet_go_with_it() -> None:
    text = "The council met.\nMore from The Tide\nBridge closed for a week\n'Who pays for it?'\nThe mayor was away."
    assert [part for _, part in taken(text, role="lead")] == [
        "More from The Tide",
        "Bridge closed for a week",
        "'Who pays for it?'",
    ]


def test_a_numbered_picture_with_its_credit_is_set_aside_line_by_line() -> None:
    text = "The council met.\n4\nThe harbour wall after the storm\nCredit: Wire\nIt approved the plan."
    assert [rule for rule, _ in taken(text, role="lead")] == ["media.gallery-index", "media.caption", "media.credit"]


def test_a_newsletters_box_is_set_aside_to_where_it_asks_to_sign_up() -> None:
    box = ["The Tide | Newsletter", "Harbour Days", "Each week our writers look at ships. Sign up for Harbour Days"]
    text = "\n".join(["The council met.", *box, "It approved the plan."])
    assert taken(text, role="lead") == [("promo.newsletter", line) for line in box]
    assert len(taken(text.replace("Sign up for", "Not"), role="lead")) == 1


def test_a_credit_that_ends_in_a_stroke_takes_no_word_of_the_next_sentence() -> None:
    credit = "Photo: Jane Doe/"
    assert taken("It rained. " + BEFORE + credit + " New Harbour players will return.") == [("media.credit", credit)]
    assert (
        taken("It rained. " + BEFORE + "Photo: Doe/ Getty Images The players will return.")[0][1]
        == "Photo: Doe/ Getty Images"
    )


def test_pictures_in_a_row_are_told_by_their_common_number() -> None:
    text = "He came.  Sign up 2 Boats at dawn Credit: Wire 2 The pier Credit: Channel 4 The pair had their own boat."
    assert [part for rule, part in taken(text) if rule == "media.caption"] == [
        "2 Boats at dawn Credit: Wire",
        "2 The pier Credit: Channel 4",
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "WELLINGTON (AP) — The harbour opened on Monday. Ships waited outside.",
        "PARIS, May 12, 2025 /PRNewswire/ -- A firm said so on Monday. US President Doe agreed.",
        "The minister met him on June 16. FBI Director Roe was there. UN envoys came on Monday. EU leaders left.",
        "You can read more about it in the report. The advertisement ran for a week. It is related: it must be.",
        "Internal, external and other reviews were held. A big, external shock followed.",
        "They sign up to fight. Subscribe they did not. He took a photo of the harbour; the picture was lost.",
        "12 Norwegians were rescued on Sunday. 1. Bridge closed 2. Ferries full.",
        "'I agree with the note,' he said. A note: he said nothing. All times are local.",
        "She watched. Watch the sky, he said. The comments (12 of them) came below. Related to that, he left.",
        "The window.open call failed; the function of the council (its document) is var.",
        "The set ended 6 6 after an hour. He paid 5 5 5 times. To his credit: he stayed. Report by report it grew.",
        "He said — and the pic is famous — that it was so. See more: that was the aim. Click to share it, he said.",
        "- The Star reported the same figure 3 hours ago.",
        "ارتفع عدد المشاركين. وقال المتحدث إن الإعلان قريب. من يقرأ أيضا يعرف.",
    ],
)
def test_ordinary_prose_is_left_alone(prose: str) -> None:
    for role in ("lead", "related", "listing"):
        assert taken(f"{prose}\n{prose}", role=role) == []


def test_a_headline_in_title_case_ends_where_lower_case_starts() -> None:
    promo = "READ MORE: How the Storm Took a Northern Town by Surprise"
    assert taken(BEFORE + promo + " The mayor said the town was safe.") == [("promo.related-link", promo)]
    assert taken(BEFORE + promo + " Although it was late, the mayor came.") == [("promo.related-link", promo)]


def test_a_headline_is_bounded_by_a_quotation_or_a_dateline() -> None:
    promo = "ALSO READ: Storm closes the bridge"
    assert taken(BEFORE + promo + " ‘We were not asked,’ the mayor said.") == [("promo.related-link", promo)]
    assert taken(BEFORE + promo + " OSLO (AP) — Ships waited outside.") == [("promo.related-link", promo)]


def test_a_headline_is_not_ended_by_a_name_in_quotation_marks_or_a_speaker() -> None:
    promo = "ALSO READ: Storm closes the bridge"
    kept = " Critics called it a triumph, in 'The Evening Tide' at least, two hours I won't get back."
    assert taken(BEFORE + promo + kept) == [("promo.related-link", promo)]


def test_an_offer_of_a_trial_takes_no_sentence_of_the_text() -> None:
    offer = "Start a FREE 10-day trial. One trial per household."
    assert taken(BEFORE + offer + " No date has been set. New roads are planned.") == [("paywall.offer", offer)]


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Harbour firm names Ana Brook chairman", "Brook, who left the board in May, has no shares."),
        ("Ferries halted in Port Lassen", "Officials in Oslo have said so."),
        ("How Nordic Steel fared in Oslo", "Doe made no comment."),
        ("Storm nears the coast as new locks are put in", "Yesterday, Doe won a prize."),
        ("Man held after raid on Oslo jeweller's", "Independent experts called it careless."),
        ("Council shelves sequel to 'Low Tide'", "Brook & Doe reported a loss."),
        ("Brook to lead the jazz week", "On Friday, the mayor left."),
        ("Ten best walks around the northern lakes", "Director Ana Brook had built the set."),
        ("Walls give way in Port Lassen", "Ana Brook, the mayor, was told."),
    ],
)
def test_a_headline_ends_where_the_next_sentence_has_its_subject(headline: str, sentence: str) -> None:
    assert taken(BEFORE + f"READ MORE: {headline} {sentence}") == [("promo.related-link", f"READ MORE: {headline}")]


@pytest.mark.parametrize("start", ["Officials said it", "Shortly after noon it", "Although late, it"])
def test_a_sentence_starts_with_a_noun_or_adverb_that_no_headline_writes_large(start: str) -> None:
    promo = "READ MORE: Harbour reshuffle: who is in, who is out"
    assert taken(BEFORE + promo + f" {start} was closed.") == [("promo.related-link", promo)]


def test_a_sentence_may_start_with_a_small_letter_and_a_capital() -> None:
    assert taken(BEFORE + "iPhone thefts double in Oslo Read More »" + AFTER) == [
        ("promo.related-link", "iPhone thefts double in Oslo Read More »")
    ]


def test_offsets_are_those_of_the_seed() -> None:
    text = "junk\n" + BEFORE + "READ MORE\njunk"
    line = (5, len(text) - 5)
    assert furniture.find(text, [line], Context("T")) == (Cut(len(text) - 14, len(text) - 5, "promo.read-more"),)
