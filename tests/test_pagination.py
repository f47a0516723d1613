from hypothesis import given
from hypothesis import strategies as st

from backfile.pagination import Entry, lettered, loose, slices


def entries(*groups: tuple[str, int]) -> list[Entry]:
    """Newest first: so many articles of each period, numbered from the newest."""
    found: list[Entry] = []
    for period, count in groups:
        found += [(len(found) + n, period) for n in range(count)]
    return found


def test_a_short_list_stands_on_one_page() -> None:
    (page,) = slices(entries(("2025-06", 60), ("2024-01", 39), ("", 1)))
    assert (page.suffix, len(page.entries), page.periods) == ("", 100, ())


def test_a_long_list_shows_the_newest_and_its_years() -> None:
    pages = {page.suffix: page for page in slices(entries(("2025-06", 60), ("2024-01", 39), ("2024", 1), ("", 1)))}
    assert list(pages) == ["", "2025/", "2024/", "undated/"]
    assert pages[""].entries == tuple(range(50))
    assert pages[""].periods == (("2025", "2025/", 60), ("2024", "2024/", 40), ("undated", "undated/", 1))
    assert len(pages["2024/"].entries) == 40
    assert pages["undated/"].entries == (100,)


def test_a_full_year_is_divided_into_months() -> None:
    pages = {page.suffix: page for page in slices(entries(("2025-06", 400), ("2025-02", 150), ("2025", 7)))}
    assert list(pages) == ["", "2025/", "2025/06/", "2025/02/"]
    assert pages["2025/"].periods == (("2025-06", "2025/06/", 400), ("2025-02", "2025/02/", 150))
    assert pages["2025/"].rest == tuple(range(550, 557))
    assert len(pages["2025/06/"].entries) == 400


@given(st.lists(st.tuples(st.sampled_from(["2025-06", "2025-01", "2025", "2024-12", "2024"]), st.integers(0, 300))))
def test_every_article_is_on_a_page_that_is_linked(groups: list[tuple[str, int]]) -> None:
    listed = entries(*sorted(groups, reverse=True), ("", 3))
    pages = list(slices(listed))
    shown = {position for page in pages for position in (*page.entries, *page.rest)}
    assert shown == {position for position, _ in listed}
    linked = {"", *(suffix for page in pages for _, suffix, _ in page.periods)}
    assert [page.suffix for page in pages if page.suffix not in linked] == []


def test_an_old_article_added_later_changes_no_other_period() -> None:
    before = {page.suffix: page for page in slices(entries(("2025-06", 90), ("2024-01", 60), ("2023-01", 9)))}
    after = {page.suffix: page for page in slices(entries(("2025-06", 90), ("2024-01", 60), ("2023-01", 10)))}
    assert [suffix for suffix in before if before[suffix].entries != after[suffix].entries] == ["2023/"]


def test_what_no_date_parts_is_parted_by_the_first_letters_of_names() -> None:
    names = ["ash", *(f"report-{n}" for n in range(600)), "Über"]
    pages = {page.suffix: page for page in loose("", "", range(602), lambda n: names[n].casefold(), under="a-z/")}
    assert pages[""].entries == tuple(range(50))
    assert pages[""].periods[0] == ("letters a", "a-z/a/", 1)
    assert "a-z/report-5/" in pages, "as many letters as it takes"
    assert "a-z/_fc_/" in pages, "and a folder's name that every disk spells in one way"
    assert [suffix for _, suffix, _ in pages[""].periods] == [suffix for suffix in pages if suffix]


def test_few_without_a_date_stand_on_one_page() -> None:
    (page,) = loose("undated/", "undated", range(500), str)
    assert (page.suffix, len(page.entries), page.periods) == ("undated/", 500, ())


@given(st.lists(st.text("abc-ä", max_size=6), max_size=60), st.integers(1, 9))
def test_letters_part_names_into_groups_that_hold_no_more_than_they_may(names: list[str], most: int) -> None:
    groups = list(lettered([(name, place) for place, name in enumerate(names)], most))
    assert sorted(place for _, _, group in groups for place in group) == list(range(len(names)))
    assert len({segment for _, segment, _ in groups}) == len(groups)
    for letters, _, group in groups:
        assert all(names[place].startswith(letters) for place in group)
        assert len(group) <= most or len({names[place] for place in group}) == 1
