"""Writes a generated archive, the same bytes on every machine for the same numbers.

    python benchmarks/archive.py FOLDER [--articles 5000] [--seed 1]      content/*.md, ready to build
    python benchmarks/archive.py FOLDER --dumps 300                       seeds/*.txt, to be imported

Its reports are of seven years, forty publishers and eighty tags, a few of them in most of it; in English, French and
Arabic; dated to the day, by the minute, by reckoning, to a month or a year, roughly, by their capture alone or not at
all; from dumps and written by hand, with and without tags of their own. No word of it means anything.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TypeVar

T = TypeVar("T")
YEARS = range(2019, 2026)
PLACES = (
    *("Norway", "Kenya", "Chile", "Japan", "Oman", "Canada", "Ghana", "Peru", "Nepal", "Malta", "Fiji", "Latvia"),
    *("Lisbon", "Mombasa", "Bergen", "Osaka", "Muscat", "Halifax", "Accra", "Lima", "Pokhara", "Valletta", "Suva"),
)
THEMES = (
    *("Harbours", "Railways", "Elections", "Energy", "Fisheries", "Health", "Schools", "Courts", "Floods", "Trade"),
    *("Budget", "Housing", "Museums", "Football", "Aviation", "Climate", "Mining", "Tourism", "Water", "Telescopes"),
    *("C++ & compilers", "No", "2024", "Über die Grenze", "انتخابات", "ميناء", "日本", "Santé", "Écoles", "Cinéma"),
)
TAGS = tuple(f"{theme}" for pair in zip(THEMES, PLACES, strict=False) for theme in pair) + THEMES[len(PLACES) :]
SOURCES = (
    *(f"The {place} {kind}" for kind in ("Courier", "Herald") for place in PLACES[:18]),
    *("صحيفة الميناء", "Le Phare", "No. 7 News", "AT&T Bulletin"),
)
_ENGLISH = """the a one minister council port ferry report said would on of in with for harbour winter budget line plan
crew company vote week officials town bridge two years after before over new workers north south bay storm road
quay tender school court figures rose fell open closed again first last late early spring river valley"""
_FRENCH = """le la un une ministre conseil port rapport hiver budget ligne équipe société vote semaine ville pont deux
ans après avant sur nouvelle nord sud baie tempête route quai école tribunal chiffres ouvert fermé fleuve"""
_ARABIC = """في من على الميناء الوزير المجلس الشتاء الميزانية خط سفينة طاقم شركة تصويت أسبوع مسؤولون مدينة جسر عامين بعد
قبل جديد عمال شمال جنوب خليج عاصفة طريق رصيف مدرسة محكمة أرقام ارتفعت افتتح أغلق أول ربيع نهر وادي تقرير قال"""
WORDS = {lang: words.split() for lang, words in (("en", _ENGLISH), ("fr", _FRENCH), ("ar", _ARABIC))}
RELATIVE = ("2 hours ago", "a day ago", "12 minutes ago", "3 days ago")


class Chance:
    """`Random` by its one method that no version of Python has changed."""

    def __init__(self, seed: int) -> None:
        self.roll = Random(seed).random

    def below(self, bound: int) -> int:
        return int(self.roll() * bound)

    def one(self, things: Sequence[T]) -> T:
        return things[self.below(len(things))]

    def favourite(self, things: Sequence[T]) -> T:
        """The first most often, the last hardly ever."""
        return things[int(self.roll() ** 3 * len(things))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--dumps", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--url", default="https://example.org/archive/")
    parser.add_argument("--no-search", action="store_true", help="say so in the settings")
    options = parser.parse_args()
    settings(options.folder, options.url, search=not options.no_search)
    if options.dumps:
        write_dumps(options.folder, options.dumps, options.seed)
    else:
        write(options.folder, options.articles, options.seed)


def write(folder: Path, articles: int, seed: int = 1) -> None:
    """`articles` files in `content/`."""
    for path, text in reports(articles, seed):
        file = folder / "content" / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def write_dumps(folder: Path, dumps: int, seed: int = 1) -> None:
    """`dumps` captures in `seeds/`, four reports each, every third with a sidecar."""
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    chance = Chance(seed)
    for number in range(dumps):
        file = folder / "seeds" / f"{number:05}.txt"
        file.write_text(dump(number, chance), encoding="utf-8", newline="\n")
        if number % 3 == 0:
            captured = f'captured = "{chance.one(YEARS)}-{chance.below(12) + 1:02}-{chance.below(28) + 1:02}"\n'
            file.with_name(f"{file.name}.toml").write_text(captured, encoding="utf-8", newline="\n")


def settings(folder: Path, url: str, *, search: bool = True) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["[tool.backfile]", 'title = "A Generated Archive"', f'url = "{url}"']
    if not search:
        lines.append("search = false")
    (folder / "pyproject.toml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def reports(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """(path below `content/` without `.md`, text) of each file."""
    chance = Chance(seed)
    for number in range(count):
        yield report(number, chance)


def report(number: int, chance: Chance) -> tuple[str, str]:
    lang = ("en", "en", "en", "en", "en", "fr", "ar")[chance.below(7)]
    title = f"{sentence(WORDS[lang], 4 + chance.below(6), chance)[:-1]} {number}"
    by_hand, month, dates = number % 9 == 4, "", dated(number, chance)
    for key in ("captured", "published"):
        month = dates[key][:7] if len(dates.get(key, "")) > 6 and dates[key][0] == "2" else month
    fields: dict[str, object] = {"title": title}
    if not by_hand:
        dump, place = divmod(number, 4)
        digest = sha256(f"{dump}".encode()).hexdigest()
        fields["id"] = f"{digest[:12]}-{place + 1}"
        fields["related"] = [f"{digest[:12]}-{n + 1}" for n in range(4) if n != place]
        fields["role"] = "related" if place else "lead"
        fields["seed"] = {"file": f"{dump:05}.txt", "sha256": digest, "spans": [[place * 900, place * 900 + 800]]}
    if number % 8:
        fields["source"] = chance.favourite(SOURCES)
    if number % 11 == 3:
        fields["agency"] = chance.one(("Associated Press", "Reuters", "وكالة الأنباء"))
    fields |= dates
    if number % 50 != 7:
        fields["lang"] = lang
    if number % 20 != 13:
        fields["tags"] = list(dict.fromkeys(chance.favourite(TAGS) for _ in range(2 + chance.below(6))))
    if number % 31 == 5:
        fields["complete"] = False
    if number % 13 == 2:
        fields["set_aside"] = [{"rule": "promo.read-more", "text": f"Read more about report {number}", "after": 1}]
    if number % 40 == 11:
        fields["note_of_ours"] = f"checked by hand, {number}"
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    paragraphs = "\n\n".join(paragraph(WORDS[lang], chance) for _ in range(1 + chance.below(8)))
    path = f"{month.replace('-', '/') or 'undated'}/report-{number}"
    return path, "---\n" + "\n".join(lines) + "\n---\n\n" + paragraphs + "\n"


def dated(number: int, chance: Chance) -> dict[str, str]:
    """What is known of a report's date: mostly the day, in every tenth something else, in every twentieth nothing."""
    year, month, day = YEARS[min(int(chance.roll() ** 0.5 * 7), 6)], chance.below(12) + 1, chance.below(27) + 2
    date, before = f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day - 1:02}"
    match number % 20:
        case 0:
            return {}
        case 2:
            return {"published": date[:7]}
        case 4:
            return {"published": f"{date}T14:05:00Z"}
        case 6:
            return {"published": date[:4]}
        case 8:
            return {"published": f"{date}~"}
        case 10 | 12:
            basis = f"The page was captured on {date} and says “a day ago”."
            published = f"{before}/{date}"
            return {"published": published, "published_basis": basis, "relative": "a day ago", "captured": date}
        case 14:
            return {"published": f"../{date}", "captured": f"{date}T09:00/{date}T18:30"}
        case 16:
            return {"captured": date}
        case 18:
            return {"relative": chance.one(RELATIVE)}
        case _:
            return {"published": date}


def sentence(words: Sequence[str], length: int, chance: Chance) -> str:
    made = " ".join(chance.one(words) for _ in range(length))
    return made[0].upper() + made[1:] + "."


def paragraph(words: Sequence[str], chance: Chance) -> str:
    return " ".join(sentence(words, 6 + chance.below(14), chance) for _ in range(2 + chance.below(4)))


def dump(number: int, chance: Chance) -> str:
    """A flat page of the aggregator: a lead, then three related reports."""
    lang = "ar" if number % 7 == 6 else "en"
    words = WORDS[lang]
    labels, ago = _PAGE[lang]
    lines = ["", sentence(words, 7, chance)[:-1] + f" {number}", *(paragraph(words, chance) for _ in range(6)), labels]
    for n in range(3):
        source = SOURCES[-4] if lang == "ar" else chance.favourite(SOURCES[:-4])
        body = " ".join(paragraph(words, chance) for _ in range(4))
        title = sentence(words, 8, chance)[:-1] + f" {number}-{n}"
        lines += ["", "", source, chance.one(ago), f"- {source}", title, body]
    return "\n".join(lines)


_ENGLISH_LABELS = """Hashtags

Try Our AI Features
Explore what Daily8 AI can do for you:
Comments
No comments yet...
Related Articles"""
_ARABIC_LABELS = """هاشتاغز

جرب ميزات الذكاء الاصطناعي لدينا
اكتشف ما يمكن أن يفعله Daily8 AI من أجلك:
التعليقات
لا يوجد تعليقات بعد...
أخبار ذات صلة"""
_PAGE = {"en": (_ENGLISH_LABELS, RELATIVE), "ar": (_ARABIC_LABELS, ("منذ ساعتين", "منذ يوم واحد"))}
"Of each language: the labels between lead and related reports, and how ages are worded."


if __name__ == "__main__":
    main()
