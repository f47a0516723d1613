"""English names of the languages that news is captured in, by their first subtag (BCP 47)."""

_TABLE = """
af Afrikaans,am Amharic,ar Arabic,az Azerbaijani,be Belarusian,bg Bulgarian,bn Bengali,bs Bosnian,ca Catalan,ckb Kurdish
cs Czech,cy Welsh,da Danish,de German,el Greek,en English,es Spanish,et Estonian,eu Basque,fa Persian,fi Finnish
fr French,ga Irish,gl Galician,gu Gujarati,ha Hausa,he Hebrew,hi Hindi,hr Croatian,hu Hungarian,hy Armenian
id Indonesian,is Icelandic,it Italian,ja Japanese,ka Georgian,kk Kazakh,km Khmer,kn Kannada,ko Korean,ku Kurdish
ky Kyrgyz,lt Lithuanian,lv Latvian,mk Macedonian,ml Malayalam,mn Mongolian,mr Marathi,ms Malay,mt Maltese,my Burmese
ne Nepali,nl Dutch,no Norwegian,nb Norwegian,nn Norwegian,pa Punjabi,pl Polish,ps Pashto,pt Portuguese,ro Romanian
ru Russian,sd Sindhi,si Sinhala,sk Slovak,sl Slovenian,so Somali,sq Albanian,sr Serbian,sv Swedish,sw Swahili,ta Tamil
te Telugu,tg Tajik,th Thai,tr Turkish,uk Ukrainian,ur Urdu,uz Uzbek,vi Vietnamese,yi Yiddish,yo Yoruba,zh Chinese
zu Zulu
"""
NAMES = dict(entry.split(" ", 1) for line in _TABLE.split("\n") if line for entry in line.split(","))
