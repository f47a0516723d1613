"""Runs of capitalised words become entities: kinds settled, short forms led back to full ones.

“Kim”, “Mr Kim” → Kim Jong Un      “OAA” ← Oman Athletics Association (OAA)      “Russian” supports Russia
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from backfile.knowledge import words as w
from backfile.knowledge.lexicon import Entry
from backfile.knowledge.runs import Run

Place = tuple[int, int, int]
Found = tuple[str, str, list[Place], list[Place], str, str]

_LOWER = re.compile(r"(?<![\w'’])[a-zß-öø-ÿ]{2,}")
_SPEAKS = re.compile(rf"(?:,? (?:{w.SPEECH})\b|,? \(?\d\d\b|['’]s? [a-z])")
_SPOKEN = re.compile(r"(?:said|says|told|by|dijo|según|and) $")
_AT = re.compile(r"(?:\b(?:in|at|near|from|to|into|across|around|outside|of|en|desde|hacia|à|in the) )$")
_BRACKET = re.compile(r" \(([A-ZÀ-Þ][\w.&-]{1,9})\)")
_TITLE_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*\.?")


class Gathered:
    """The entities of one article while it is read."""

    def __init__(self, latin: dict[str, Entry]) -> None:
        self.latin = latin
        self.texts: Sequence[str] = ()
        self.forms: dict[tuple[str, ...], list[Run]] = defaultdict(list)
        self.entries: dict[str, Entry] = {}
        self.mentions: dict[str, list[Place]] = defaultdict(list)
        self.support: dict[str, list[Place]] = defaultdict(list)
        self.kinds: dict[str, str] = {}
        self.alias: dict[str, str] = {}
        "Short form → canonical name, of this article."

    def take(self, runs: list[Run], texts: Sequence[str]) -> None:
        self.texts = texts
        lower = {x for text in texts for x in _LOWER.findall(text)}
        inside = {run.words for run in runs if not run.opens}
        inside |= {run.words[-1:] for run in runs if len(run.words) > 1}
        for run in runs:
            for kept in self._trimmed(run, lower, inside):
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
                if entry and len(span) == size and text.lower() not in w.AMBIGUOUS | w.COMMON:
                    self._known(entry, place)
                    break
            at += size if size > 1 or len(found) > at else 1

    def _trimmed(self, run: Run, lower: set[str], inside: set[tuple[str, ...]]) -> Iterator[Run]:
        """`run` without the words that only open a sentence, a nation's adjective set apart from the name after it."""
        words, start = list(run.words), run.start
        opens = run.opens
        while words and " ".join(words) not in self.latin:
            first = words[0].lower()
            idle = first in w.COMMON or (opens and len(words) > 1 and first in lower and tuple(words) not in inside)
            if not idle:
                break
            start = self.texts[run.paragraph].find(words[1], start + len(words[0])) if len(words) > 1 else start
            words, opens = words[1:], False
        for size in (2, 1):
            entry = self.latin.get(" ".join(words[:size]))
            if entry and entry.kind == "people" and len(words) >= size:
                end = start + len(" ".join(words[:size]))
                self.support[entry.name].append((run.paragraph, start, end))
                self.entries.setdefault(entry.name, self.latin.get(entry.name, entry))
                rest = words[size:]
                whole = len(rest) > 1 and rest[-1].lower() in w.BODIES and tuple(rest) not in inside
                if not whole:
                    start, words = (self.texts[run.paragraph].find(rest[0], end) if rest else end), rest
                break
        if words:
            yield run._replace(words=tuple(words), start=start, opens=opens)

    def _known(self, entry: Entry, place: Place) -> None:
        store = self.support if entry.kind == "people" else self.mentions
        store[entry.name].append(place)
        self.entries.setdefault(entry.name, self.latin.get(entry.name, entry))

    def _full_names(self) -> None:
        """Names of several words, and one-word names that the gazetteer knows beyond doubt."""
        people = [words for words in self.forms if len(words) > 1 and " ".join(words) not in self.latin]
        people.sort(key=lambda words: (-len(words), words))
        for words in people:
            runs = self.forms.pop(words)
            text = " ".join(words)
            longer = self._longer(words)
            if longer:
                self.alias[text] = longer
            else:
                self.kinds[text] = self._kind(words, runs)
            name = longer or text
            self.mentions[name] += [(r.paragraph, r.start, r.end) for r in runs]
            self._brackets(name, runs)

    def _longer(self, words: tuple[str, ...]) -> str | None:
        """The full name that `words` shorten: its end (“Al Harthy”), its first and last word, or a body's beginning."""
        for full in self.kinds:
            parts = tuple(full.split())
            if len(parts) <= len(words):
                continue
            if parts[-len(words) :] == words or (parts[0] == words[0] and parts[-1] == words[-1]):
                return full
        return None

    def _brackets(self, name: str, runs: list[Run]) -> None:
        """“Oman Athletics Association (OAA)” introduces OAA."""
        for run in runs:
            match = _BRACKET.match(self.texts[run.paragraph], run.end)
            if match and match[1].lower() not in w.CALENDAR:
                self.alias.setdefault(match[1], name)

    def _kind(self, words: tuple[str, ...], runs: list[Run]) -> str:
        first, last = words[0].lower(), words[-1].lower()
        if last in w.BODIES or first in w.BODY_HEADS & w.BODIES or {"of", "for", "and", "&"} & set(words):
            return "place" if first in w.PLACE_HEADS or last in w.PLACE_TAILS else "organisation"
        if last in w.PLACE_TAILS or first in w.PLACE_HEADS:
            return "place"
        if (
            any(run.titled for run in runs)
            or (words[-1],) in self.forms
            or len({"bin", "bint", "Bin", "Bint"} & set(words))
        ):
            return "person"
        if any(self._speaks(run) for run in runs):
            return "person"
        if any(x.isupper() and len(x) > 1 and x.isalpha() for x in words):
            return "organisation"
        return "person" if len(words) <= 4 else "other"

    def _speaks(self, run: Run) -> bool:
        text = self.texts[run.paragraph]
        return bool(_SPEAKS.match(text, run.end) or _SPOKEN.search(text[max(0, run.start - 8) : run.start]))

    def _short_names(self) -> None:
        """What is left are single words and forms of the gazetteer."""
        surnames = self._surnames()
        evident = {words for words, runs in self.forms.items() if any(not r.opens for r in runs)}
        for words, runs in sorted(self.forms.items(), key=lambda item: (item[1][0].paragraph, item[1][0].start)):
            text = " ".join(words)
            entry = self.latin.get(text)
            for run in runs:
                place = (run.paragraph, run.start, run.end)
                name = surnames.get(text) or self.alias.get(text)
                if name and not (entry and self._located(run)):
                    self.mentions[name].append(place)
                elif entry:
                    self._gazetteer(entry, words, run, evident)
                elif self._stands(words, run, evident):
                    self.kinds.setdefault(text, self._single_kind(run))
                    self.mentions[text].append(place)

    def _gazetteer(self, entry: Entry, words: tuple[str, ...], run: Run, evident: set[tuple[str, ...]]) -> None:
        doubtful = len(words) == 1 and words[0].lower() in w.AMBIGUOUS
        if doubtful and (words not in evident or (entry.kind == "city" and run.titled)):
            return
        self._known(entry, (run.paragraph, run.start, run.end))

    def _stands(self, words: tuple[str, ...], run: Run, evident: set[tuple[str, ...]]) -> bool:
        word = words[0].lower()
        idle = word in w.NOT_NAMES or word in w.COMMON or word in w.TITLES or word in w.BODIES or len(word) < 3
        return not idle and words in evident and not run.titled | run.text.isdigit()

    def _single_kind(self, run: Run) -> str:
        text = self.texts[run.paragraph]
        if _AT.search(text[max(0, run.start - 12) : run.start]):
            return "place"
        return (
            "person"
            if self._speaks(run) and not run.text.isupper()
            else "organisation"
            if run.text.isupper()
            else "other"
        )

    def _located(self, run: Run) -> bool:
        text = self.texts[run.paragraph]
        return bool(_AT.search(text[max(0, run.start - 12) : run.start]))

    def _surnames(self) -> dict[str, str]:
        """One word → the full name it stands for: a last word, a family name that comes first, else a first word."""
        found: dict[str, str] = {}
        people = [
            (name.split(), name)
            for name, kind in self.kinds.items()
            if kind in ("person", "other", "organisation") and " " in name
        ]
        for parts, name in people:
            if self.kinds[name] != "organisation":
                found.setdefault(parts[-1], name)
                if parts[0].lower() in w.FAMILY_FIRST:
                    found.setdefault(parts[0], name)
        for parts, name in people:
            if parts[0] not in self.latin and parts[0].lower() not in w.COMMON | w.BODIES | w.BODY_HEADS | w.NOT_NAMES:
                found.setdefault(parts[0], name)
        return found

    def names(self) -> Iterator[Found]:
        for name in sorted({*self.mentions, *self.support}):
            entry = self.entries.get(name)
            kind = self.kinds.get(name) or ("organisation" if entry and entry.kind == "organisation" else "place")
            level = entry.kind if entry and kind == "place" else ""
            yield name, kind, self.mentions.get(name, []), self.support.get(name, []), level, entry.qid if entry else ""
