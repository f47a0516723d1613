"""Runs of capitalised words become entities: kinds settled, short forms led back to full ones.

“Kim”, “Mr Kim” → Kim Jong Un      “OAA” ← Oman Athletics Association (OAA)      “Russian” supports Russia
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from backfile.knowledge import lexicon
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


_LINKS = frozenset({"of", "for", "on", "de", "del", "du", "des"})


class Gathered:
    """The entities of one article while it is read."""

    def __init__(self, latin: dict[str, Entry]) -> None:
        self.latin = latin
        self.texts: Sequence[str] = ()
        self.lower: set[str] = set()
        self.forms: dict[tuple[str, ...], list[Run]] = defaultdict(list)
        self.entries: dict[str, Entry] = {}
        self.mentions: dict[str, list[Place]] = defaultdict(list)
        self.support: dict[str, list[Place]] = defaultdict(list)
        self.kinds: dict[str, str] = {}
        self.spelt: dict[str, Counter[str]] = defaultdict(Counter)
        self.plain: dict[str, tuple[str, ...]] = {}
        self.alias: dict[str, str] = {}
        "Short form → canonical name, of this article."

    def take(self, runs: list[Run], texts: Sequence[str]) -> None:
        self.texts = texts
        lower = self.lower = {x for text in texts for x in _LOWER.findall(text)}
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
        words, start, opens = list(run.words), run.start, run.opens
        while words and " ".join(words) not in self.latin and self._idle(words, opens, lower, inside):
            start = self._next(run, words, start)
            words, opens = words[1:], False
        if " ".join(words) in self.latin:
            yield run._replace(words=tuple(words), start=start, opens=opens)
            return
        for size in (2, 1):
            entry = self.latin.get(" ".join(words[:size])) if len(words) >= size else None
            if not entry or not self._precedes(entry, words[:size], words[size:], inside):
                continue
            end = start + len(" ".join(words[:size]))
            if entry.kind == "people" or len(words) > size:
                self._known(entry, (run.paragraph, start, end))
            rest = words[size:]
            start, words = (self.texts[run.paragraph].find(rest[0], end) if rest else end), rest
            break
        if words:
            yield run._replace(words=tuple(words), start=start, opens=opens)

    def _next(self, run: Run, words: list[str], start: int) -> int:
        return self.texts[run.paragraph].find(words[1], start + len(words[0])) if len(words) > 1 else start

    def _idle(self, words: list[str], opens: bool, lower: set[str], inside: set[tuple[str, ...]]) -> bool:
        """Whether the first word is capitalised for its place alone."""
        first = words[0].lower().replace("’", "'").partition("'")[0]
        if len(words) > 1 and words[1] in _LINKS and first in w.BODY_HEADS:
            return False
        if first in w.CALENDAR and words[-1].lower() in w.PLACE_TAILS:
            return False
        if first in w.COMMON and (opens or len(words) == 1 or first not in w.OF_NAMES):
            return True
        if not opens or len(words) == 1 or tuple(words) in inside:
            return False
        return (
            first in lower
            or (first.endswith("ing") and tuple(words[1:]) in inside)
            or (" ".join(words[1:]) in self.latin and words[0] not in self.latin)
        )

    def _precedes(self, entry: Entry, first: list[str], rest: list[str], inside: set[tuple[str, ...]]) -> bool:
        """Whether a nation stands before another name: “Kenyan Wesley Sang”, but not in “Philippine Coast Guard”."""
        if entry.kind == "people":
            return len(rest) < 2 or rest[-1].lower() not in w.BODIES or tuple(rest) in inside
        if (
            len(rest) > 1
            and entry.kind != "organisation"
            and tuple(rest) in inside
            and rest[-1].lower() not in w.BODIES
        ):
            return True
        short = entry.kind == "country" and first[0].replace(".", "").isupper()
        return short and len(rest) > 2 and rest[-1].lower() in w.BODIES

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
                self.plain[text] = _plain(words)
            name = longer or text
            self.spelt[name][text] += sum(3 if r.paragraph == 0 else 1 for r in runs)
            self.mentions[name] += [(r.paragraph, r.start, r.end) for r in runs]
            self._brackets(name, runs)

    def _longer(self, words: tuple[str, ...]) -> str | None:
        """The full name that `words` shorten: its end (“Al Harthy”), its first and last word, or a body's beginning."""
        mine = _plain(words)
        for full in self.kinds:
            parts = self.plain[full]
            if len(parts) < len(mine) or not mine or (self.kinds[full] == "organisation" and len(mine) < 2):
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

    def _kind(self, words: tuple[str, ...], runs: list[Run]) -> str:
        first, last = words[0].lower(), words[-1].lower()
        if first in w.SHIPS or last in w.OTHER_TAILS:
            return "other"
        if last in w.BODIES or first in w.BODIES or {"of", "for", "and", "&"} & set(words):
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
        evident |= {
            words for words, runs in self.forms.items() if len(runs) > 1 and words[-1].lower() not in self.lower
        }
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
        if len(words) == 1 and words[0].lower() in w.AMBIGUOUS:
            runs = self.forms[words]
            trusted = any(self._located(r) for r in runs) or (
                len(runs) > 1 and entry.kind in ("country", "organisation")
            )
            if words not in evident or run.titled or not trusted:
                return
        self._known(entry, (run.paragraph, run.start, run.end))

    def _stands(self, words: tuple[str, ...], run: Run, evident: set[tuple[str, ...]]) -> bool:
        word = words[0].lower()
        idle = word in w.NOT_NAMES or word in w.COMMON or word in w.TITLES or word in w.BODIES or len(word) < 3
        return not idle and words in evident and not any(c.isdigit() for c in words[0])

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
        full = [(name.split(), name) for name, kind in self.kinds.items() if " " in name and kind != "other"]
        people = [(parts, name) for parts, name in full if self.kinds[name] == "person"]
        for parts, name in people:
            found.setdefault(parts[-1], name)
            if parts[0].lower() in w.FAMILY_FIRST:
                found.setdefault(parts[0], name)
        general = w.COMMON | w.BODIES | w.BODY_HEADS | w.NOT_NAMES | w.PLACE_HEADS
        for parts, name in full:
            alone = self.forms.get((parts[0],), [])
            located = self.kinds[name] != "person" and any(self._located(run) for run in alone)
            if parts[0] not in self.latin and parts[0].lower() not in general and not located:
                found.setdefault(parts[0], name)
        return found

    def _shown(self, name: str) -> str:
        """The commonest spelling with a first name, the title's counting three times: Robert Mugabe, not Robert Gabriel Mugabe."""
        forms = {
            form: n
            for form, n in self.spelt[name].items()
            if _plain((form,))[:1] == self.plain[name][:1] and " " in form
        }
        return (
            min(forms, key=lambda form: (-forms[form], -len(form), form), default=name) if name in self.plain else name
        )

    def names(self) -> Iterator[Found]:
        for name in sorted({*self.mentions, *self.support}):
            entry = self.entries.get(name)
            kind = self.kinds.get(name) or ("organisation" if entry and entry.kind == "organisation" else "place")
            shown = self._shown(name) if kind == "person" else name
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
