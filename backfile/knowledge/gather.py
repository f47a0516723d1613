"""Runs of capitalised words become entities: kinds settled, short forms led back to full ones.

“Kim”, “Mr Kim” → Kim Jong Un      “OAA” ← Oman Athletics Association (OAA)      “Russian” supports Russia
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from backfile.knowledge import kinds, lexicon
from backfile.knowledge import words as w
from backfile.knowledge.lexicon import Entry, Lexicon
from backfile.knowledge.openings import Setting, trim
from backfile.knowledge.runs import Run

Place = tuple[int, int, int]
Found = tuple[str, str, list[Place], list[Place], str, str]

_LOWER = re.compile(r"(?<![\w'’])[a-zß-öø-ÿ]{2,}")
_BRACKET = re.compile(r" \(([A-ZÀ-Þ][\w.&-]{1,9})\)")
_TITLE_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*\.?")


# Never a full name's short form.
_GENERAL = w.COMMON | w.BODIES | w.BODY_HEADS | w.NOT_NAMES | w.PLACE_HEADS
_UNPROVEN = w.AMBIGUOUS | w.COMMON
# Names with one last word that are compared with each other; bounds the work on a hostile text.
_NAMESAKES = 20


class Gathered:
    """The entities of one article while it is read."""

    def __init__(self, known: Lexicon) -> None:
        self.known = known
        self.latin = known.latin
        self.texts: Sequence[str] = ()
        self.lower: set[str] = set()
        self.forms: dict[tuple[str, ...], list[Run]] = defaultdict(list)
        self.entries: dict[str, Entry] = {}
        self.mentions: dict[str, list[Place]] = defaultdict(list)
        self.support: dict[str, list[Place]] = defaultdict(list)
        self.kinds: dict[str, str] = {}
        self.spelt: dict[str, Counter[str]] = defaultdict(Counter)
        self.plain: dict[str, tuple[str, ...]] = {}
        self.first: dict[str, list[str]] = defaultdict(list)
        self.last: dict[str, list[str]] = defaultdict(list)
        self.alias: dict[str, str] = {}
        "Short form → canonical name, of this article."

    def take(self, runs: list[Run], texts: Sequence[str]) -> None:
        self.texts = texts
        self.lower = {x for text in texts for x in _LOWER.findall(text)}
        inside = {run.words for run in runs if not run.opens}
        inside |= {run.words[-1:] for run in runs if len(run.words) > 1}
        setting = Setting(texts, self.latin, self.lower, inside)
        for run in runs:
            if len(run.words) > 1 and run.text.isupper():  # a dateline or a kicker: LOWER BRACKWATER
                run = run._replace(words=tuple(x.title() for x in run.words))
            kept, nation, start, end = trim(run, setting)
            if nation:
                self._known(nation, (run.paragraph, start, end))
            if kept:
                self.forms[kept.words].append(kept)
        self._full_names()
        self._short_names()

    def take_headline(self, title: str) -> None:
        """Names of a headline whose capitals prove nothing: those of the text or the gazetteer, and no others."""
        forms = {name.casefold(): name for name in (*self.mentions, *self.alias)}
        upper = title.upper() == title
        found = list(_TITLE_WORD.finditer(title))
        at = 0
        while at < len(found):
            for size in (4, 3, 2, 1):
                span = found[at : at + size]
                text = re.sub(r"['’][sS]?$", "", title[span[0].start() : span[-1].end()])
                place = (0, span[0].start(), span[0].start() + len(text))
                name = forms.get(text.casefold()) or forms.get(text.casefold().rstrip("."))
                entry = self.latin.get(text) or (self.latin.get(text.title()) if upper and len(text) > 3 else None)
                if name and len(span) == size:
                    self.mentions[self.alias.get(name, name)].append(place)
                    break
                if entry and len(span) == size and text.lower() not in _UNPROVEN:
                    self._known(entry, place)
                    break
            at += size

    def _known(self, entry: Entry, place: Place) -> None:
        store = self.support if entry.kind == "people" else self.mentions
        store[entry.name].append(place)
        self.entries.setdefault(entry.name, self.latin.get(entry.name, entry))

    def _full_names(self) -> None:
        """Names of several words, and one-word names that the gazetteer knows beyond doubt."""
        people = [words for words in self.forms if len(words) > 1 and " ".join(words) not in self.latin]
        people.sort(key=lambda words: (-len(_plain(words)), -len(words), words))
        for words in people:
            runs = self.forms.pop(words)
            text = " ".join(words)
            longer = self._longer(words)
            if longer:
                self.alias[text] = longer
            else:
                alone = kinds.Alone((words[0],) in self.forms, (words[-1],) in self.forms)
                self.kinds[text] = kinds.of_several(words, runs, self.texts, alone, self.known)
                parts = self.plain[text] = _plain(words)
                if parts:
                    self.first[parts[0]].append(text)
                    self.last[parts[-1]].append(text)
            name = longer or text
            self.spelt[name][text] += sum(3 if r.paragraph == 0 else 1 for r in runs)
            self.mentions[name] += [(r.paragraph, r.start, r.end) for r in runs]
            self._brackets(name, runs)

    def _longer(self, words: tuple[str, ...]) -> str | None:
        """The full name that `words` shorten: its end (“Al Harthy”), its first and last word, or a body's beginning."""
        mine = _plain(words)
        if not mine:
            return None
        first = self.first[mine[1]] if len(mine) == 2 and words[0].lower() in w.TITLES else []
        for full in [*self.last[mine[-1]][:_NAMESAKES], *first[:_NAMESAKES]]:
            parts = self.plain[full]
            if len(parts) < len(mine) or (self.kinds[full] == "organisation" and len(mine) < 2):
                continue
            royal = len(mine) == 2 and words[0].lower() in w.TITLES and parts[0] == mine[1]
            if (
                royal
                or parts[-len(mine) :] == mine
                or (len(mine) > 1 and parts[0] == mine[0] and parts[-1] == mine[-1])
            ):
                return full
        return None

    def _brackets(self, name: str, runs: list[Run]) -> None:
        """“Oman Athletics Association (OAA)” introduces OAA."""
        for run in runs:
            match = _BRACKET.match(self.texts[run.paragraph], run.end)
            if match and match[1].lower() not in w.CALENDAR:
                self.alias.setdefault(match[1], name)

    def _short_names(self) -> None:
        """What is left are single words and forms of the gazetteer."""
        surnames = self._surnames()
        evident = {words for words, runs in self.forms.items() if any(not r.opens for r in runs)}
        evident |= {
            words for words, runs in self.forms.items() if len(runs) > 1 and words[-1].lower() not in self.lower
        }
        for words, runs in sorted(self.forms.items(), key=lambda item: (item[1][0].paragraph, item[1][0].start)):
            text = " ".join(words)
            entry = self.latin.get(text)
            for run in runs:
                place = (run.paragraph, run.start, run.end)
                name = surnames.get(text) or self.alias.get(text)
                if name and not (entry and kinds.located(run, self.texts[run.paragraph])):
                    self.mentions[name].append(place)
                elif entry:
                    self._gazetteer(entry, words, run, evident)
                elif self._stands(words, run, evident):
                    if text not in self.kinds:
                        self.kinds[text] = kinds.of_one(runs, self.texts, self.known)
                    self.mentions[text].append(place)

    def _gazetteer(self, entry: Entry, words: tuple[str, ...], run: Run, evident: set[tuple[str, ...]]) -> None:
        if len(words) == 1 and words[0].lower() in w.AMBIGUOUS:
            runs = self.forms[words]
            trusted = any(kinds.located(r, self.texts[r.paragraph]) for r in runs) or (
                len(runs) > 1 and entry.kind in ("country", "organisation")
            )
            if words not in evident or run.titled or not trusted:
                return
        self._known(entry, (run.paragraph, run.start, run.end))

    def _stands(self, words: tuple[str, ...], run: Run, evident: set[tuple[str, ...]]) -> bool:
        word = words[0].lower()
        idle = word in w.NOT_NAMES or word in w.COMMON or word in w.TITLES or word in w.BODIES or len(word) < 3
        return not idle and words in evident and not any(c.isdigit() for c in words[0])

    def _surnames(self) -> dict[str, str]:
        """One word → the full name it stands for: a last word, a family name that comes first, else a first word."""
        found: dict[str, str] = {}
        full = [(name.split(), name) for name, kind in self.kinds.items() if " " in name and kind != "other"]
        people = [(parts, name) for parts, name in full if self.kinds[name] == "person"]
        for parts, name in people:
            found.setdefault(parts[-1], name)
            if parts[-1][:3] in ("Al-", "al-", "El-", "el-"):
                found.setdefault(parts[-1][3:], name)
            if parts[0].lower() in w.FAMILY_FIRST:
                found.setdefault(parts[0], name)
        for parts, name in full:
            alone = self.forms.get((parts[0],), [])
            located = self.kinds[name] != "person" and any(
                kinds.located(run, self.texts[run.paragraph]) for run in alone
            )
            if parts[0] not in self.latin and parts[0].lower() not in _GENERAL and not located:
                found.setdefault(parts[0], name)
        return found

    def _shown(self, name: str, person: bool) -> str:
        """The commonest spelling, the title's counting three times: Robert Mugabe, not Robert Gabriel Mugabe."""
        whole = self.plain.get(name)
        if not whole:
            return name
        forms = []
        for form, n in self.spelt[name].items():
            plain = _plain((form,))
            if plain == whole or (person and len(plain) > 1 and plain[0] == whole[0]):
                forms.append((-n, -len(form), form))
        return min(forms)[2] if forms else name

    def names(self) -> Iterator[Found]:
        for name in sorted({*self.mentions, *self.support}):
            entry = self.entries.get(name)
            kind = self.kinds.get(name) or ("organisation" if entry and entry.kind == "organisation" else "place")
            shown = self._shown(name, kind == "person")
            level = entry.kind if entry and kind == "place" else ""
            yield (
                shown,
                kind,
                self.mentions.get(name, []),
                self.support.get(name, []),
                level,
                entry.qid if entry else "",
            )


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """For comparing spellings of one name: “Mohamed Al-Harthi” ends as “Al Harthi” does."""
    text = lexicon.fold(" ".join(words)).replace("-", " ").replace("’", "").replace("'", "")
    return tuple(x for x in text.split() if x not in ("al", "el", "bin", "bint", "ibn", "jr", "sr"))
