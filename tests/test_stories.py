"""Coverage of one event brought together, and told from events that look alike."""

from __future__ import annotations

from stories_support import Coverage

from backfile.model import StoriesSaid, StorySaid

# A tram crash told by three outlets in two languages, a lorry crash two weeks later that recalls it, two others.
TRAMS = """
wire | Northern Wire | 2025-09-02T09:00:00Z | en | Eleven hurt as tram and bus collide in Bratvik
Eleven people were injured when a tram ran into a city bus at a crossing in the port of Bratvik on Tuesday, police said.
The tram was carrying about 60 passengers. Two of the injured were in serious condition, according to Haukedal Hospital.
"The lights were green for both of us," said the bus driver, Torvald Aasen. The operator, Bratvik Sporvei, suspended trams.

island | The Island Post | 2025-09-02T15:30:00Z | en | Tram crash leaves eleven injured
Eleven people were hurt when a tram ran into a city bus at a crossing in the port of Bratvik on Tuesday, police said.
The tram was carrying about 60 passengers. Two of the injured were in serious condition, according to Haukedal Hospital.
"The lights were green for both of us," said the bus driver, Torvald Aasen. The operator, Bratvik Sporvei, suspended trams.

fjord | Fjord Tidings | 2025-09-02T13:00:00Z | en | 'We flew like skittles'
Gunnhild Moe was standing with a pram when the floor went sideways. "We flew like skittles," she said outside the bakery.
Nobody in the pram was hurt. Thirteen people were injured, by the count of the crews in Bratvik.
Torvald Aasen, who drove the bus, sat on the kerb with a blanket round him until Haukedal Hospital had called.

sur | Diario del Sur | 2025-09-03T08:00:00Z | es | Choque de tranvía y autobús en Bratvik
Trece personas resultaron heridas en el puerto de Bratvik cuando un tranvía chocó con un autobús, según el hospital.
El conductor, Torvald Aasen, dijo que tenía luz verde. Bratvik Sporvei suspendió el servicio.

lorry | Northern Wire | 2025-09-16T09:00:00Z | en | Two killed as lorry hits tram in Elvestad
Two people died when a lorry struck a tram in Elvestad on Tuesday, two weeks after a crash in Bratvik.
"This has nothing to do with signals," said Jonas Birkeland of Elvestad police. The lorry belongs to Myhre Transport.

daily | Elvestad Daily | 2025-09-16T14:00:00Z | en | Lorry runs wild in Elvestad
The Myhre Transport lorry that came down the hill in Elvestad with no brakes carried gravel and one sandwich.
Three people are dead. Jonas Birkeland, who leads the inquiry, praised the tram driver, Elin Sund.

onions | Harvest Watch | 2025-09-16T08:00:00Z | en | Onion growers of Lasalgaon keep their crop
Sunita Gaikwad took 31 sacks of onions home from Lasalgaon because the price would not have paid for the tractor.

chess | Capital Post | 2025-09-17T08:00:00Z | en | Kolarov draws with black in Split
The grandmaster Stefan Kolarov drew in nineteen moves on Monday and went for a swim.
"""  # noqa: E501


def test_accounts_of_one_event_come_together_in_order_of_time_and_others_stay_alone() -> None:
    assert Coverage(TRAMS).grouped() == {"wire fjord island sur", "lorry daily"}


def test_a_story_has_the_headline_that_says_most_in_the_commonest_language_and_its_address() -> None:
    found, story_of = Coverage(TRAMS).stories()
    assert [(story.slug, story.title) for story in found] == [
        ("eleven-hurt-as-tram-and-bus-collide-in-bratvik", "Eleven hurt as tram and bus collide in Bratvik"),
        ("two-killed-as-lorry-hits-tram-in-elvestad", "Two killed as lorry hits tram in Elvestad"),
    ]
    assert story_of == (0, 0, 0, 0, 1, 1, None, None)


def test_the_first_to_report_is_named_only_where_dates_tell() -> None:
    found, _ = Coverage(TRAMS).stories()
    assert [story.first for story in found] == [0, 4]
    found, _ = Coverage(TRAMS.replace("2025-09-02T09:00:00Z", "2025-09-02")).stories()
    assert [story.first for story in found] == [None, 4]


def test_an_article_in_another_script_joins_by_its_names() -> None:
    text = """
gulf | Gulf Ledger | 2025-10-12T09:00:00+04:00 | en | Dhow race off Sur cut short by squall
The dhow race off Sur was abandoned on Saturday after a squall capsized three boats, said Salim Bin Nasser Al Araimi.
Salim Bin Nasser Al Araimi heads the sailing club. "The wind did not have a ticket," Al Araimi said.

harbour | صحيفة الميناء | 2025-10-12T13:00:00+04:00 | ar | عاصفة توقف سباق السفن
أوقفت عاصفة مفاجئة سباق السفن السنوي صباح السبت بعد انقلاب أربع سفن.
وقال رئيس النادي سالم بن ناصر العريمي إن جميع البحارة بخير. وأضاف العريمي أن السباق سيعاد.

other | صحيفة الميناء | 2025-10-12T15:00:00+04:00 | ar | مكتبة جديدة في السوق القديم
افتتحت مكتبة عامة داخل مبنى السوق القديم بعد أعمال ترميم استمرت سنوات.
وقالت المهندسة نور عبد الهادي منصور إن الطاولات بقيت كما كانت.
"""
    assert Coverage(text).grouped() == {"gulf harbour"}


def test_the_same_race_a_year_later_is_another_story() -> None:
    years = []
    for year, winner, second in (("2024", "Rui Almeida", "Mikel Arrieta"), ("2025", "Mikel Arrieta", "Rui Almeida")):
        for source in ("Velo Gazette", "Northern Wire"):
            years.append(
                f"{source[:4].lower()}{year} | {source} | {year}-09-13 | en | {winner} wins Tour of the Four Valleys\n"
                f"{winner} won the Tour of the Four Valleys at Serre on Saturday, ahead of {second}, {source} says.\n"
                f"{'Gravel' if source[0] == 'V' else 'The'} lay on the last bend, and {winner} took it first."
            )
    assert Coverage("\n\n".join(years)).grouped() == {"nort2024 velo2024", "nort2025 velo2025"}


def test_a_text_and_its_reprint_are_a_story_but_not_captures_of_one_article() -> None:
    one, two = TRAMS.strip().split("\n\n")[:2]
    assert Coverage(f"{one}\n\n{two}").grouped() == {"wire island"}
    assert Coverage(f"{one}\n\n{two.replace('The Island Post', 'Northern Wire')}").grouped() == set()


def test_a_person_joins_keeps_apart_and_names() -> None:
    coverage = Coverage(TRAMS)
    joined = StorySaid(articles=("onions", "chess", "gone"), title="Odds & ends", slug="odds")
    named = StorySaid(articles=("lorry",), slug="odds")
    said = StoriesSaid(story=(joined, named), apart=(("sur", "wire"), ("daily", "lorry")))
    assert coverage.grouped(said) == {"wire fjord island", "onions chess"}
    found, _ = coverage.stories(said)
    assert [(story.slug, story.title) for story in found][-1] == ("odds", "Odds & ends")


def test_a_reprint_kept_apart_leaves_the_story_of_its_source() -> None:
    assert Coverage(TRAMS).grouped(StoriesSaid(apart=(("wire", "island"),))) >= {"lorry daily"}
    found, story_of = Coverage(TRAMS).stories(StoriesSaid(apart=(("wire", "island"),)))
    assert story_of[0] != story_of[1]
    assert len(found) >= 2


def test_stories_with_one_title_get_addresses_of_their_own() -> None:
    coverage = Coverage(TRAMS)
    said = StoriesSaid(story=(StorySaid(("wire",), title="Trams"), StorySaid(("lorry",), title="Trams")))
    found, _ = coverage.stories(said)
    assert [(story.slug, coverage.articles[story.articles[0]].id) for story in found] == [
        ("trams", "wire"), ("trams-2", "lorry"),
    ]  # fmt: skip


def test_an_added_article_leaves_other_stories_as_they_were() -> None:
    before, _ = Coverage(TRAMS).stories()
    added = (
        "late | Fjord Tidings | 2025-09-18T08:00:00Z | en | Elin Sund goes back to work in Elvestad\n"
        "Elin Sund drove her tram through Elvestad again on Thursday. Jonas Birkeland of the police was on board."
    )
    after, _ = Coverage(f"{TRAMS.strip()}\n\n{added}").stories()
    assert after[0] == before[0]
    assert after[1].articles == (*before[1].articles, 8)


def test_no_articles_and_articles_of_nothing() -> None:
    assert Coverage("one | A | 2025-09-02 | en | -\n\ntwo | B | 2025-09-02 | en | -").grouped() == set()
