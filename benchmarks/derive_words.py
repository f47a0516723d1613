"""Derive the two word lists that tell people from bodies: given names, and ordinary English words.

    pip install faker
    apt-get download scowl && dpkg -x scowl_*.deb scowl
    python benchmarks/derive_words.py scowl/usr/share/dict/scowl     # rewrites backfile/knowledge/{given,english}.txt

Needed only when the sources have moved on. Sources: Faker (MIT) for given names in 60 languages; SCOWL (its own
permissive licence), sizes 10 to 35, for words. Inflections are left out: `persons.ordinary` undoes them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

try:
    from faker.providers import person
except ImportError as error:
    sys.exit(f"{error.name} is not installed — pip install faker")

KNOWLEDGE = Path(__file__).resolve().parent.parent / "backfile" / "knowledge"
WIDTH = 118


def listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Lists that are long tails of one country's register.
SPARSE = frozenset(["is_IS"])
# English words that are given names before they are anything else.
NAMES_FIRST = listed("""
mark frank jack john jean carol ruby dean grant iris lily heather dawn rose violet hazel ivy olive daisy martin robin
wade clay dale glen harry henry james peter paul rob bob tom tony victor vincent warren jimmy joe tommy bobby sally
molly angel archer basil beryl bill buddy charity chuck cliff colin curt dean dolly dot earl ebony faith fern florence
gene ginger grace gus hope jade jay jewel joy ken kit kitty lance laurel lee lyric mace maria mason maverick melody
mercy merry mike nick opal patience patty pat pierce poppy reed rocky rod roman rosemary sandy scarlet sherry sue
tanner tracy trinity valentine viola willow will woody christen chip art herb don basil bud duke eddy polly penny amber
carmen pearl drew guy marina eve eva ray roger max
""")


# What no list of Faker's has: transliterated Slavic, Ethiopian, Korean and other names that newsrooms print.
MORE = listed("""
aleksandr aleksandra aleksei alexei alexey anatoly andrei andrey andriy arkady boris bohdan denys dmitri dmitry dmytro
evgeny fyodor gennady grigory igor ihor ilya ivan kirill konstantin kostyantyn leonid lyudmila maksim maksym mikhail
mykhailo mykola nadezhda natalia natalya nikita nikolai nikolay oleg oleh oleksandr oleksiy oleksii olena olha pavlo
petro roman ruslan rustem ruslan semyon sergei sergey serhii serhiy stanislav svetlana svitlana sviatlana taras tetiana
timur vadim vadym valentin valentyn valery valeriy vasily vasyl viktor vitali vitaliy vitaly vladimir vladislav
volodymyr vsevolod vyacheslav yaroslav yegor yelena yevgeny yevhen yulia yuliia yuri yuriy yury zakhar zoya kaja mette
ursula angela olaf emmanuel giorgia viktor recep tayyip abiy haile tigist tsegaye getachew meles genzebe tirunesh
kenenisa almaz selam dawit yared bekele tedros solomon alemayehu demeke isaias ismail omar hassan hussein nouri mustafa
muqtada masrour nechirvan bashar walid rafik najib saad michel nabih hakan devlet ekrem kemal mevlut ahmet jinping
keqiang xiaoping zedong enlai narendra rahul sonia arvind mamata yogi amit rajnath nirmala droupadi manmohan imran
nawaz shehbaz bilawal asif sheikh hasina khaleda ranil mahinda gotabaya anura joko prabowo megawati mahathir anwar
najib muhyiddin prayut thaksin yingluck paetongtarn srettha aung min rodrigo ferdinand leni bongbong hun fumio shinzo
yoshihide shigeru sanae taro yoon lula jair nicolas gustavo evo dina pedro keiko javier cristina gabriel sebastian
michelle nayib daniel xiomara bernardo claudia andres cyril jacob thabo nelson bola muhammadu goodluck olusegun nana
uhuru raila yoweri paul felix joseph hakainde emmerson robert hage samia salva riek mohamed abdel fattah kais
abdelmadjid aziz akufo faure alassane laurent macky bassirou ibrahim mahamat
""")


def main(scowl: Path) -> None:
    words = english(scowl)
    given = (latin_names() | MORE) - (words - NAMES_FIRST)
    write(
        "given.txt",
        "Given names, folded, and Arabic ones as written: from Faker (MIT).",
        sorted(given | arabic_names()),
    )
    write(
        "english.txt",
        "English words without their inflections: from SCOWL, see LICENCES.md.",
        sorted(words - NAMES_FIRST),
    )


def write(name: str, head: str, words: list[str]) -> None:
    lines, line = [f"# {head}"], ""
    for word in words:
        if len(line) + len(word) >= WIDTH:
            lines.append(line)
            line = ""
        line += (" " if line else "") + word
    path = KNOWLEDGE / name
    path.write_text("\n".join([*lines, line]) + "\n", encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(words)} words, {path.stat().st_size // 1024} KB")


def names() -> Iterator[str]:
    for module in pkgutil.iter_modules(person.__path__):
        if module.ispkg and module.name not in SPARSE:
            provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
            for attribute in sorted(dir(provider)):
                if attribute.startswith(("first_name", "first_romanized")):
                    listed = getattr(provider, attribute)
                    yield from (
                        (x for x in listed if isinstance(x, str)) if isinstance(listed, tuple | list | dict) else ()
                    )


def latin_names() -> set[str]:
    found = set()
    for name in names():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
        if re.fullmatch(r"[a-zæøıłđ]{3,}", plain):
            found.add(plain)
    return found


def arabic_names() -> set[str]:
    return {name for name in names() if re.fullmatch(r"[\u0621-\u064a]{3,}", name) and not name.startswith("ال")}


def english(scowl: Path) -> set[str]:
    found: set[str] = set()
    for size in (10, 20, 35):
        files = (scowl / f"{side}-words.{size}" for side in ("english", "british", "american"))
        text = " ".join(file.read_text("latin-1") for file in files)
        found |= {word for word in text.split() if re.fullmatch(r"[a-z]{3,14}", word)}
    return {word for word in found if not any(base in found for base in bases(word))}


def bases(word: str) -> Iterator[str]:
    """What `word` may be an inflection of; `persons` has the same."""
    for ending, instead in (
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) > 3 and not word.endswith("ss"):
            yield word[: -len(ending)] + instead


if __name__ == "__main__":
    main(Path(sys.argv[1]))
