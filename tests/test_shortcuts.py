"""The quick ways of `knowledge` say what the plain ones say."""

from __future__ import annotations

import re
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.knowledge import (
    arabic,
    arabic_beginnings,
    arabic_words,
    around,
    kinds,
    lexicon,
    moments,
    numerals,
    panel,
    quantities,
    sentences,
    stems,
    tags,
    terms,
    topics,
    wording,
)
from backfile.knowledge.gather import Lower
from backfile.knowledge.memo import remembered
from backfile.knowledge.runs import Run, scan
from backfile.model import Mention, Name

WORDS = "one Twenty seventy- ONE two-three hundred and thousand a A half quarter of dozen million someone tenth - ."
PIECES = (
    """a ab É ß ª ² 7 19 covid-19 well-known x-² - -- _ ' ’ it's it’s 's “ ” – … . , \u00a0 \n ć Ω ا \U0001d44e ½ Ⅳ"""
)
TIMES = """this last past the weekend year YEAR ago earlier el pasado half quarter in Since early 7pm_ 2019-05-04 24
hace Monday May march May's o'clock o’clock 7pm 7.30pm 17:30 17:305 2019 1999 2119 19x mid- Mid-May amid-x mid
a.m. am year days on one يوم أمس فجر segunda-feira USA Today MONDAY 3 ٣٠ ٢٠١٩ , . -"""
MOMENT = re.compile(r"\d[:.]\d\d(?!\d)|(?:19|20)\d\d|\d[ap]m\b|\b[Mm]id-|[\u0621-\u064a]")
SPELT = "one Seven sEVEN someone Sh Rs ſh rS hundred dos Dos dOS - _ * $ 5 a half and $one twenty-two . about É"
NEAR = (
    "in of de by with at the said says By insurer Insurer cadena peruana surveyor shares 41 41, , who province x town ("
)
COUNTED = "homes the of May may Monday people’s in-law x 5 5th . , _ \n the-in Of killed MAY people"
BEFORE = "at least more THAN as many about (some $ US$ Sh Rs. € nearly fish to a total of ½ \n over Sh RS £ US A$"


class Everything(frozenset[str]):
    def __contains__(self, word: object) -> bool:
        return True


def phrases(words: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words.split(" ")), max_size=9).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(phrases(WORDS))
def test_spelt_numbers_are_all_that_the_pattern_finds(text: str) -> None:
    quick = [match.span() for match in numerals._english(text)]
    assert quick == [match.span() for match in numerals._ENGLISH.finditer(text)]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*SPELT.split(), " ", " "]), max_size=8).map("".join), st.booleans())
def test_numbers_in_words_are_looked_for_wherever_one_is_found(text: str, spanish: bool) -> None:
    found = list(numerals.printed(text, spanish))
    with pytest.MonkeyPatch.context() as patch:
        begin = numerals._BEGIN_SPANISH if spanish else numerals._BEGIN
        patch.setattr(numerals, "_spelt_out", lambda text, *_: not begin.isdisjoint(numerals._apart(text.lower())))
        assert list(numerals.printed(text, spanish)) == found


def test_numbers_in_words_are_counted_among_the_first_of_a_paragraph_that_has_more() -> None:
    text = "sEVEN " + "someone " * 150 + "5 " * 60
    assert len(list(numerals.printed(text, False))) == 50


def _plain_phrases(after: str, before: str) -> tuple[str, str]:
    """The words after and before a number that tell what it counts, from where they stand."""
    words = list(quantities._WORD.finditer(after))[:4]
    while words and words[-1][0].lower() in quantities._LOOSE:
        words.pop()
    while words and words[0][0].lower() in quantities._LOOSE:
        words.pop(0)
    phrase = after[words[0].start() : words[-1].end()] if words else ""
    words, kept = list(quantities._WORD.finditer(before))[-quantities._BEFORE_WORDS :], []
    while words and words[-1][0].lower() in quantities._LOOSE:
        words.pop()
    for word in reversed(words):
        if word[0].lower() in quantities.CALENDAR:
            break
        kept.append(word)
        if sum(x[0].lower() not in quantities._LOOSE for x in kept) == 2:
            break
    while kept and kept[-1][0].lower() in quantities._LOOSE:
        kept.pop()
    return phrase, before[kept[-1].start() : kept[0].end()] if kept else ""


@settings(max_examples=300, deadline=None)
@given(*[st.lists(st.sampled_from([*COUNTED.split(), " ", "-"]), max_size=14).map("".join)] * 2)
def test_phrases_of_a_quantity_are_found_by_their_words(after: str, before: str) -> None:
    following = quantities._WORD.findall(after)[: quantities._AFTER_WORDS]
    leading = quantities._WORD.findall(before)[-quantities._BEFORE_WORDS :][::-1]
    found = quantities._phrase(after, following[:4]), quantities._phrase_before(before, leading)
    assert found == _plain_phrases(after, before)


@settings(max_examples=300, deadline=None)
@given(phrases(BEFORE), st.sampled_from(["", " ", "\n"]))
def test_what_stands_before_a_number_is_all_that_the_pattern_finds(before: str, space: str) -> None:
    text = before + space
    head = numerals._HEAD.search(text[-24:])
    assert head is not None
    found = numerals._headed(text + "5", len(text))
    assert found == (len(text) - len(head[0]), bool(head["hedge"]), bool(head["money"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abAé -\n", max_size=12), max_size=4), st.text("abAé ", max_size=3))
def test_a_word_stands_in_lower_case_whether_it_is_looked_for_or_listed(texts: list[str], word: str) -> None:
    listed = set(re.findall(r"[a-zß-öø-ÿ]{2,}", "\n".join(texts)))
    lower = Lower(texts)
    assert [word in lower for _ in range(120)] == [word in listed] * 120


def test_a_sketch_has_the_lowest_hashes_of_a_long_text_and_of_one_that_repeats_itself() -> None:
    long = " ".join(f"w{n}" for n in range(900))
    hashes = sorted({crc32(f"w{n} w{n + 1} w{n + 2}".encode()) for n in range(898)})
    assert terms.sketch([long]) == tuple(hashes[: terms.SKETCH])
    assert len(terms.sketch(["again and again and again"])) == 2


def _plain_terms(title: str, paragraphs: list[str]) -> list[tuple[str, int]]:
    said = [*stems.words(title), *(word for text in paragraphs for word in stems.words(text))]
    weights: dict[str, int] = {}
    for word in said:
        weights[stems.stem(word)] = weights.get(stems.stem(word), 0) + 1
    for word in dict.fromkeys(said):
        weights[stems.stem(word)] += 2 * (word[0].isupper() and word.lower() not in said)
    for text, bonus in ((title, 4), ("".join(paragraphs[:1]), 2)):
        for form in {stems.stem(word) for word in stems.words(text)}:
            weights[form] += bonus
    return sorted(((form, n) for form, n in weights.items() if form), key=lambda x: -x[1])


@settings(max_examples=100, deadline=None)
@given(
    *[
        st.lists(
            st.sampled_from(
                ["Ferry", "ferry", "Ferries", "the", "The", "IV", "É", "él", "Él", "Ǆ", "harbour", "9", "ا"]
            )
        ).map(" ".join)
    ]
    * 3
)
def test_terms_weigh_what_their_words_weigh(title: str, first: str, second: str) -> None:
    assert list(terms.note(title, [first, second])[0]) == _plain_terms(title, [first, second])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PIECES.split(" "), " "]), max_size=12).map("".join))
def test_words_are_all_that_the_patterns_find(text: str) -> None:
    assert list(stems.words(text)) == stems.WORD.findall(text)
    assert topics._words(text) == topics._WORD.findall(text)
    assert wording.words(text) == wording._WORD.findall(text)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(TIMES.split()), max_size=8),
    st.sampled_from([" ", "", "  ", "\u2009"]),
    st.sampled_from("Ax"),
)
def test_a_time_is_looked_for_wherever_it_may_stand(words: list[str], space: str, first: str) -> None:
    text = first + space + space.join(words)
    tokens = moments._TOKEN.findall(text)
    assert moments._signed(text) == bool(MOMENT.search(text))
    assert moments._spans(text, tokens) == [match.span() for match in moments._TOKEN.finditer(text)]
    phrase = moments._PHRASE.search("".join(map(moments._class, tokens)))
    shown = moments._signed(text) or not moments._SIGNS.isdisjoint(tokens)
    assert not (phrase and shown) or moments._may_say(text)


def test_each_word_that_says_when_is_looked_for() -> None:
    for word in moments._SIGNS:
        for text in (
            f"this {word} past",
            f"of {word} ago",
            f"{word} pasado",
            f"early {word}, 3 {word}",
            f"hace a {word}",
        ):
            tokens = moments._TOKEN.findall(text)
            phrase = moments._PHRASE.search("".join(map(moments._class, tokens)))
            assert not phrase or moments._may_say(text)


def test_what_is_remembered_is_what_was_said_however_much_that_is() -> None:
    asked = []

    @remembered(3)
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    words = ["a", "bb", "a", "ccc", "a", "dddd", "a"]
    assert [length(word) for word in words] == [len(word) for word in words]
    assert asked == ["a", "bb", "ccc", "dddd", "a"]  # full with the third, it forgets all


def test_every_arabic_form_of_the_gazetteer_is_found_by_its_first_word() -> None:
    known = lexicon.load()
    for form, entry in known.arabic.items():
        words = arabic_words.WORD.findall(form)
        if " ".join(map(arabic_words.plain, words)) == form and not words[0].endswith(arabic_words.AMMAN):
            assert known.begins[words[0]] >= len(words)
            if entry.kind == "country":
                tokens = [(word, 0, 0) for word in words]
                assert arabic._entry(tokens, 0, form, known) == (len(words), entry)


ARABIC = """بن محمد عبد أبو الرئيس وزير والوزير الأمريكي في مدينة سكان المرسى وادي النخيل وزارة المياه ووزارة شرطة عمان
السلطانية عمّان العقبة والعراق للأردن قال أن إن المتحدث منى الراشد جوردان ويتكومب نور الحارثي كتاب جديد ، ."""


@settings(max_examples=300, deadline=None)
@given(phrases(" ".join(ARABIC.split())), phrases(" ".join(ARABIC.split())))
def test_arabic_names_begin_nowhere_but_where_they_are_looked_for(first: str, second: str) -> None:
    known = lexicon.load()
    text = f"{first} {second}"
    found = [(arabic_words.plain(m[0]), *m.span()) for m in arabic_words.WORD.finditer(text)]
    for at in range(len(found)):
        assert arabic_beginnings.may_begin(found, at) or arabic._name(found, at, text, known) == arabic._NONE


@given(st.lists(st.sampled_from("abcd"), max_size=20))
def test_known_words_are_told_with_where_they_stand(words: list[str]) -> None:
    wanted = [(at, word) for at, word in enumerate(words) if word in "ac"]
    assert list(topics._known(words, "ac".__contains__)) == wanted


@settings(max_examples=300, deadline=None)
@given(
    phrases("in of the The by company capital pueblo peruana captain at with Olena Marchuk shares , “said plain in,")
)
def test_a_word_that_can_say_nothing_changes_nothing_around_a_name(before: str) -> None:
    for behind in ("", " said", ", who", " province", " shares fell", ", 34,", " plain", "’s board", " (34)"):
        text = f"{before} Norhaven{behind}"
        found = around._read.__wrapped__(text, len(before) + 1, len(before) + 9)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(around, "_leads", lambda word: True)
            assert found == around._read.__wrapped__(text, len(before) + 1, len(before) + 9)


def test_an_outlet_is_known_by_itself_or_by_the_article() -> None:
    barred = frozenset({"harbour post", "mee"})
    names = ["BBC Arabic", "The Harbour Post", "Harbour Post Weekly", "Sunday Tribune", "MEE", "Harbour", "BBC", "Lima"]
    outlets = [name for name in names if tags._outlet(name, barred)]
    assert outlets == [*names[:5], *(["BBC"] if "bbc" in lexicon.load().outlets else [])]


ENDINGS = "Messrs messrs approx homes fires Drowned x-approx U.S.approx 12345 12 Inc Bros p.m e.g É écoles Str. C k"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(ENDINGS.split()), min_size=1, max_size=5), st.sampled_from([". ", ", ", "-"]))
def test_sentences_end_where_they_do_if_each_word_is_read(words: list[str], between: str) -> None:
    text = between.join(words) + ". The next."
    found = sentences.split.__wrapped__(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "_TAIL", len(text) + 1)
        assert sentences.split.__wrapped__(text) == found


@settings(max_examples=200, deadline=None)
@given(phrases("the event festival feast, of called ritual carnival Rite a , ceremonial"))
def test_what_is_celebrated_is_all_that_the_pattern_finds(before: str) -> None:
    for text in (before, before + " ", before + ", "):
        assert not kinds._OCCASION.search(text) or text.endswith(kinds._OCCASION_ENDS)


def test_what_stands_around_several_mentions_is_what_stands_around_any() -> None:
    texts = ["", "The firm Norhaven said so. Shares in Norhaven fell.", "Later in Norhaven province."]
    known = lexicon.load()
    runs = [run for number, text in enumerate(texts) for run in scan(text, number, known) if run.words == ("Norhaven",)]
    assert len(runs) == 3
    for some in ([], runs[:1], runs[1:], runs):
        each = [around.around(run, texts[run.paragraph]) for run in some]
        assert list(around.together(some, texts)) == [
            any(x[at] for x in each) for at in range(len(around.Around._fields))
        ]


def test_a_body_is_counted_by_each_mention_that_has_a_maker_before_it() -> None:
    texts = ["", "The firm Kelbrin fell. The insurer Kelbrin rose. Kelbrin shares fell."]
    runs = [run for run in scan(texts[1], 1, lexicon.load()) if run.words == ("Kelbrin",)]
    assert isinstance(runs[0], Run)
    assert [kinds.points(some, texts, lexicon.load(), False)[2] for some in (runs[:1], runs[:2], runs)] == [2, 4, 6]


def test_names_of_running_text_are_told_whether_all_of_it_is_or_not() -> None:
    prose, table = "A fire burned into Kerribee on Friday, and nobody was hurt.", "- Kerribee 3"
    for paragraphs in ((prose,), (prose, prose), (prose, table), (table,), ()):
        names = [Name("n", "place", (Mention(number, 0, 1),)) for number in range(len(paragraphs) + 1)]
        names.append(Name("none", "place", ()))
        numbers = [0, *(number for number, text in enumerate(paragraphs, 1) if text == prose)]
        assert panel._told(names, paragraphs) == [names[number] for number in numbers]
