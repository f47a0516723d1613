"""Closed classes of words that tell where a sentence starts, and the names of news agencies.

Word lists compiled for this project; released with it under its licence.
"""

from __future__ import annotations


def _set(words: str, between: str | None = None) -> frozenset[str]:
    return frozenset(words.split(between))


OPENERS = _set(
    "A About Above According Across After Again Against Alongside Also Although Amid Among An And Another Any "
    "Around As Asked At Because Before Behind Below Besides Both But By Currently Despite During Each Earlier "
    "Either Even Every Few Following For Former From Further Furthermore Given Had Having He Her Here His However "
    "I If In Including Indeed Instead It Its Just Last Late Later Less Like Local Many Meanwhile More Moreover "
    "Most Much My Nearly Neither Nevertheless No Nobody None Nonetheless Nor Not Nothing Now Numerous Of On Once "
    "One Only Or Other Others Our Over Perhaps Previously Shortly Soon Immediately Ahead Almost Already "
    "Eventually Finally Rather Recent Recently Separately Several She Similar Similarly Since So Some Speaking "
    "Still Such That The Their Then There These They This Those Though Three Through Throughout Thus To Today Two "
    "Under Together Unlike Very Until Upon Up We What When Whenever Where Whether Which While Whilst Who With "
    "Within Without Yesterday Yet You Your That's It's There's He's She's They're We're I'm I've Don't"
)
"Words that open a sentence when they stand capitalised inside a line whose headlines are not in title case."

SUBJECTS = _set(
    "Officials Police Officers Governments Citizens Residents Experts Researchers Scientists Analysts Critics "
    "Authorities Protesters Lawmakers Forecasters Neighbours Neighbors Firefighters Investigators Detectives "
    "Prosecutors Campaigners Schools People Shares Investors Supporters Fans Doctors Nurses Teachers Students "
    "Workers Passengers Drivers Farmers Ministers Lawyers Economists Engineers Rescuers Witnesses Voters "
    "Customers Patients Parents Women Men Thousands Hundreds Dozens Millions Ferries Flights Trains Roads Prices "
    "Sales Profits Revenue Inflation Turnout Demand Forensic Emergency Winds Gusts Tickets Reviewers Details "
    "Reports Sources Opponents Opposition"
)
"Common nouns that a sentence starts with; inside a headline that is not in title case they are small."

NAMING = _set(
    "A An The No My Our Your All Any Last Late Local Now One Two Three First Such In On At For Of Every Her His"
)
"Openers that names and titles of works also start with."

UNFINISHED = _set(
    "a an the of in on at to for from by with without as and or but nor than that which who whose into onto over "
    "under after before during between against amid among near via per about around across through is are was "
    "were be been being has have had will would can could should may might must do does did no its his her their "
    "our your my this these those says if southern northern eastern western central former second third when "
    "while because despite until since v vs how why what where every each some any all both new del de la el al "
    "von van bin ibn abu san st saint"
)
"Words that a headline does not end with (in lower case)."

MODALS = _set(
    "said says told was were is are had has have will would could can may might must should did does do wrote "
    "added asked called warned argued claimed denied declined announced reported confirmed described moved move "
    "became began came went took scored led met kept fell rose flew won lost held made gave ran spoke died left "
    "found saw sold bought built sent paid grew hit put set won't wouldn't didn't wasn't isn't doesn't drew "
    "brought thought stood sat wore broke chose drove felt heard knew meant read shot threw understood withdrew "
    "also never"
)
"Verbs that commonly follow a sentence's subject."

INTRODUCING = _set("how why what when where who if as that whether because while after before says")
"Words behind which a name is a headline's own subject."

INTRANSITIVE = _set("dies resigns braces falls rises collapses slips cools begins continues grows looms")
"Headlines' verbs that no object follows."

SMALL = _set("a an the of in on to for and or but nor at by with from as vs v via per into over is")
"Words that title case leaves small."

TITLES = _set("Mr Mrs Ms Dr Prof Sir Dame Lord Lady President Minister Chancellor Pope King Queen Prince")

CALENDAR = _set(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)

ROLES = _set(
    "executive coach minister president director chairman chairwoman chair officer lead author judge secretary "
    "spokesman spokeswoman spokesperson chief captain manager king queen prince princess pope senator governor "
    "mayor actor singer star striker player boss leader founder representative congressman congresswoman lawmaker "
    "commissioner superintendent sergeant inspector detective scientist researcher engineer novelist comedian "
    "presenter host footballer midfielder defender goalkeeper general commander lawyer doctor professor analyst"
)
"What a name may follow in apposition."

RANKS = _set("minister president king queen prince princess pope judge senator governor mayor general")
"Those of them that headlines write large before a name."

ABBREVIATIONS = _set(
    "Mr Mrs Ms Dr Prof St Sgt Gen Lt Col Maj Capt Cmdr Adm Rev Hon Sen Rep Gov Jr Sr No vs v Mt Ft Jan Feb "
    "Mar Apr Jun Jul "
    "Aug Sep Sept Oct Nov Dec Dept Univ approx Messrs Supt Insp Det Pvt Cpl"
)

AGENCIES = _set(
    "AP|AFP|Reuters|PTI|ANI|IANS|UPI|EFE|ANSA|dpa|DPA|EPA|PA|TASS|Tass|RIA Novosti|Interfax|Xinhua|Kyodo|Kyodo News|"
    "Yonhap|KCNA|Bernama|BERNAMA|Antara|VNA|SPA|WAM|QNA|KUNA|BNA|ONA|ANTARA|SANA|IRNA|Anadolu|Anadolu Agency|"
    "AAP|Ritzau|Belga|Sputnik|Bloomberg|Press Association|PA Media|Associated Press|"
    "The Associated Press|The Canadian Press|Canadian Press|Agence France-Presse|Press Trust of India|"
    "Tribune News Service|"
    "Thomson Reuters|Getty Images|Agencies|agencies|Agency|Wires|News agencies|Our Correspondent|Agency Report",
    "|",
)
"Agencies whose bare name is a credit."

ARABIC_AGENCIES = (
    "وكالات|أ ?ف ?ب|أ\\.ف\\.ب|ا ?ف ?ب|فرانس برس|رويترز|د ?ب ?أ|أ ?ب|أسوشيتد برس|شينخوا|سبوتنيك|الأناضول"
    "|واس|وام|قنا|كونا|بنا|بترا|وفا|واع|سانا|أ ?ش ?أ|العمانية"
)
"The same as brackets hold them at the end of an Arabic text: alternatives of a pattern."

BODIES = _set(
    "US UK UN EU UAE USA UAW AU NATO FBI CIA DOJ DHS ICE FDA CDC EPA NHS BBC CNN NBC ABC CBS ITV NASA WHO IMF "
    "WTO GDP CEO CFO PM MP MPs MEP "
    "DC LA NY NYC NYPD LAPD NFL NBA MLB NHL FIFA UEFA ICC ICJ IDF IAEA UNSC OPEC GOP MAGA AI IT TV FC AFC BJP "
    "PTI GP VP SNP DUP GAA HSE IRA PLO PKK ISIS ISIL "
    "READ MORE WATCH ALSO SEE STORY NEW ALL FREE LIVE VIDEO PHOTO"
)
"Capitals that open a sentence or a label and credit no picture."
