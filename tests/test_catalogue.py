import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile import catalogue, dates
from backfile.catalogue import places
from backfile.config import Settings, Site
from backfile.errors import InputError
from backfile.model import Article

SITE = Site(Path("/archive"), Settings())


def article(path: str, **more: Any) -> Article:
    return Article(path=path, id=f"{abs(hash(path)):012}-1", title=path, body_digest="", words=0, **more)


def test_order_is_by_publication_then_capture_then_url() -> None:
    archive = catalogue.arrange(
        [
            article("undated/z"),
            article("2025/06/captured", captured="2025-06-20"),
            article("2025/06/b", published="2025-06-21"),
            article("2025/06/a", published="2025-06-21"),
            article("2025/06/interval", published="2025-06-19/2025-06-30"),
            article("2025/06/bounded-above", published="../2025-06-23", captured="2025-06-23"),
        ],
        SITE,
    )
    assert [a.path.split("/")[-1] for a in archive.articles] == [
        *("interval", "captured", "a", "b", "bounded-above", "z"),
    ]
    assert archive.months == (("2025-06", (0, 1, 2, 3, 4)),)
    assert archive.undated == (5,)


def test_a_tag_is_its_slug_shown_in_the_commonest_spelling() -> None:
    archive = catalogue.arrange(
        [
            article("undated/a", tags=("North korea",)),
            article("undated/b", tags=("North Korea", "Oman")),
            article("undated/c", tags=("North Korea", "north-korea")),
        ],
        SITE,
    )
    assert [(t.slug, t.name, t.articles) for t in archive.tags] == [
        ("north-korea", "North Korea", (0, 1, 2)),
        ("oman", "Oman", (1,)),
    ]


def test_names_without_letters_still_have_their_own_slugs() -> None:
    archive = catalogue.arrange([article("undated/a", tags=("🎉", "!!!"))], SITE)
    assert len({tag.slug for tag in archive.tags}) == 2


def test_every_clash_of_paths_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        catalogue.arrange(
            [
                article("tags/x"),
                article("2025/06"),
                article("about"),
                article("notes/A"),
                article("notes/a"),
                article("notes/a/b"),
            ],
            SITE,
        )
    told = "\n".join(map(str, caught.value.problems))
    assert len(caught.value.problems) == 5
    assert "content/notes/a.md: has the same URL as content/notes/A.md" in told
    assert "content/notes/a/b.md: its URL lies inside that of content/notes/a.md" in told


@pytest.mark.parametrize(
    ("more", "period"),
    [
        ({"published": "2025-06-22/2025-06-23"}, "2025-06"),
        ({"published": "2025-05-31/2025-06-01", "captured": "2025-06-01"}, "2025-06"),
        ({"published": "2024", "captured": "2025-06-01"}, "2024"),
        ({"published": "../2025-06-23", "captured": "2025-06-23T13:00/2025-06-23T23:59"}, "2025-06"),
        ({"published": "2024"}, "2024"),
        ({"captured": "2024-12-31/2025-01-01"}, ""),
        ({}, ""),
    ],
)
def test_the_period_is_certain_or_wider(more: dict[str, str], period: str) -> None:
    assert catalogue.period(article("x", **more)) == period


@settings(max_examples=400)
@given(
    st.dates(),
    st.sampled_from(["", "T00:00", "T23:59", "T14:05:30", "T09:00:59", "~", "/.."]),
    st.sampled_from(["", "Z", "+02:00", "-05"]),
)
def test_plain_dates_are_known_without_reckoning(day: datetime.date, rest: str, zone: str) -> None:
    for text in (
        f"{day}{rest}{zone if rest.startswith('T') else ''}",
        f"{day.year:04}-{day.month:02}",
        f"{day.year:04}",
    ):
        date = dates.parse(text)
        assert places.key_of(text) == date.key
        assert places.month_of(text) == (date.month or ("" if "/" in text else f"{day.year:04}"))
