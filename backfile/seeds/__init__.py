"""A raw file → decoded text → articles and a gapless ledger of spans.

read(site, problems)  →  Seed, Seed, …       everything in `seeds/`, in the order of the files' names
divide(seed)          →  Divided              its articles, and what took each of its characters
"""

from backfile.seeds.dividing import divide as divide
from backfile.seeds.reading import read as read
