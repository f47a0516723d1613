"""Runs of capitalised words become entities: kinds settled, short forms led back to full ones.

“Kim”, “Mr Kim” → Kim Jong Un      “OAA” ← Oman Athletics Association (OAA)      “Russian” supports Russia
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from backfile.knowledge import doubts, kinds, shorts
from backfile.knowledge import words as w
from backfile.knowledge.lexicon import Entry, Lexicon
from backfile.knowledge.openings import Setting, doubtful, trim
from backfile.knowledge.persons import ordinary
from backfile.knowledge.runs import Run
from backfile.knowledge.shorts import plain

Place = tuple[int, int, int]
Found = tuple[str, str, list[Place], list[Place], Entry | None]

_LOWER = re.compile(r"[a-zß-öø-ÿ]{2,}")
_LETTER = re.compile(r"[a-zß-öø-ÿ]")
# Names with one last word that are compared with each other; bounds the work on a hostile text.
_NAMESAKES = 20
_FEW = 99
_IDLE = w.NOT_NAMES | w.COMMON | w.TITLES | w.BODIES
_opens, _titled = attrgetter("opens"), attrgetter("titled")


class Lower:
    """The words that stand in lower case in some texts; takes the “pain” of Spain for one.

    Few are asked for, so each is looked for: listing all took a tenth of the time. Where many are, all are listed.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._text = "\n".join(texts)
        self._asked = 0

    def __contains__(self, word: object) -> bool:
        self._asked += 1
        if self._asked > _FEW:
            return word in self._listed
        return isinstance(word, str) and _LOWER.fullmatch(word) is not None and self._stands(word)

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(_LOWER.findall(self._text))

    def _stands(self, word: str) -> bool:
        text = self._text
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if not _LETTER.match(text, end) and not (at and _LETTER.match(text, at - 1)):
                return True
            at = text.find(word, end)
        return False


class Gathered:
    """The entities of one article while it is read."""

    def __init__(self, known: Lexicon, english: bool) -> None:
        self.known = known
        self.english = english
        self.texts: Sequence[str] = ()
        self.lower = Lower(())
        self.forms: dict[tuple[str, ...], list[Run]] = defaultdict(list)
        self.entries: dict[str, Entry] = {}
        self.mentions: dict[str, list[Place]] = defaultdict(list)
        self.support: dict[str, list[Place]] = defaultdict(list)
        self.kinds: dict[str, str] = {}
        self.spelt: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.plain: dict[str, tuple[str, ...]] = {}
        self.first: dict[str, list[str]] = defaultdict(list)
        self.last: dict[str, list[str]] = defaultdict(list)
        self.alias: dict[str, str] = {}
        "Short form → canonical name, of this article."

    def take(self, runs: list[Run], texts: Sequence[str]) -> None:
        self.texts = texts
        self.lower = Lower(texts)
        inside = {run.words for run in runs if not run.opens}
        inside |= {run.words[-1:] for run in runs if len(run.words) > 1}
        alone = {run.words[0] for run in runs if len(run.words) == 1}
        setting = Setting(texts, self.known, self.lower, {x for x in alone if doubtful(x, self.known)}, inside)
        for run in runs:
            words = run.words
            if len(words) > 1:
                if not words[0][-1:].islower() and run.text.isupper():  # a dateline or a kicker: LOWER BRACKWATER
                    run = run._replace(words=tuple(map(str.title, words)))
            elif words[0].isupper() and len(words[0]) > 3 and self._shouted(run):
                run = run._replace(words=(run.text.title(),), opens=False)
            kept, nation, start, end = trim(run, setting)
            if nation:
                self.know(nation, (run.paragraph, start, end))
            if kept:
                self.forms[kept.words].append(kept)
        self._full_names()
        self._short_names()

    def _shouted(self, run: Run) -> bool:
        """Whether a word in capitals is a place's that opens a report: “AQABA, Jordan —”."""
        return run.text not in self.known.latin and (
            run.text.title() in self.known.latin or kinds.opens_report(run, self.texts[run.paragraph])
        )

    def know(self, entry: Entry, place: Place, form: str = "") -> None:
        """Take a mention of what the gazetteer knows."""
        store = self.support if entry.kind == "people" else self.mentions
        store[entry.name].append(place)
        self.spelt[entry.name][form] += 1
        self.entries.setdefault(entry.name, self.known.latin.get(entry.name, entry))

    def _full_names(self) -> None:
        """Names of several words, and one-word names that the gazetteer knows beyond doubt."""
        latin = self.known.latin
        several = [words for words in self.forms if len(words) > 1 and " ".join(words) not in latin]
        several.sort(key=lambda words: (-len(plain(words)), -len(words), words))
        for words in several:
            runs = self.forms.pop(words)
            text = " ".join(words)
            longer = self._longer(words, runs)
            if longer:
                self.alias[text] = longer
            else:
                alone = kinds.Alone(self.forms.get(words[:1], ()), self.forms.get(words[-1:], ()))
                self.kinds[text] = kinds.of_several(words, runs, self.texts, alone, self.known)
                parts = self.plain[text] = plain(words)
                if parts:
                    self.first[parts[0]].append(text)
                    self.last[parts[-1]].append(text)
            name = longer or text
            self.spelt[name][text] += sum([1 if r.paragraph else 3 for r in runs])
            self.mentions[name] += [(r.paragraph, r.start, r.end) for r in runs]
            self._introduced(name, runs)

    def _longer(self, words: tuple[str, ...], runs: Sequence[Run]) -> str | None:
        """The full name that `words` shorten: its end (“Al Harthy”), its first and last word, or a body's beginning."""
        mine = plain(words)
        if not mine:
            return None
        for full in [*self.last[mine[-1]][:_NAMESAKES], *self.first[mine[0]][:_NAMESAKES]]:
            parts = self.plain[full]
            body = self.kinds[full] == "organisation"
            if len(parts) < len(mine) or (body and len(mine) < 2) or self.kinds[full] == "other":
                continue
            ends = parts[-len(mine) :] == mine and not (body and len(mine) < len(parts) and self._sited(runs))
            around = len(mine) > 1 and parts[0] == mine[0] and parts[-1] == mine[-1]
            begins = body and len(mine) > 1 and parts[: len(mine)] == mine and words[-1].lower() not in w.BODIES
            if ends or around or begins or shorts.same_person(mine, parts):
                return full
        royal = len(mine) == 2 and words[0].lower() in w.TITLES
        return next((full for full in self.first[mine[1]][:_NAMESAKES]), None) if royal else None

    def _sited(self, runs: Sequence[Run]) -> bool:
        """Whether a name is a place's by what stands around it: the Cerro Pardo mine, not Minera Cerro Pardo."""
        return any(kinds.placed(run, self.texts[run.paragraph], self.known) for run in runs)

    def _introduced(self, name: str, runs: list[Run]) -> None:
        """“Oman Athletics Association (OAA)” introduces OAA."""
        for run in runs:
            alias = shorts.introduced(run, self.texts[run.paragraph])
            if alias:
                self.alias.setdefault(alias, name)

    def _short_names(self) -> None:
        """What is left are single words and forms of the gazetteer."""
        full = shorts.surnames(self.kinds, self.forms, self.texts, self.known)
        letters = shorts.initials(self.kinds)
        sure, likely = self._evident()
        for words, runs in sorted(self.forms.items(), key=lambda item: (item[1][0].paragraph, item[1][0].start)):
            text = " ".join(words)
            entry = self.known.latin.get(text)
            name = full.get(text) or self.alias.get(text) or (None if entry else letters.get(text))
            if entry and name:
                nationals = bool(self.support.get(entry.name))
                entry = None if doubts.called_so(name, self.kinds, runs, self.texts, nationals) else entry
            trusted = entry and doubts.trusted(entry, words, runs, self.texts, self.known, words in sure)
            stands = not name and not (entry and trusted) and self._stands(words, runs, likely)
            for run in runs:
                place = (run.paragraph, run.start, run.end)
                if name and not (entry and kinds.located(run, self.texts[run.paragraph])):
                    self.mentions[name].append(place)
                elif entry and trusted and not run.titled:
                    self.know(entry, place, text)
                elif stands or ((name or trusted) and self._stands(words, [run], likely)):
                    if text not in self.kinds:
                        self.kinds[text] = kinds.of_one(runs, self.texts, self.known)
                    self.mentions[text].append(place)

    def _evident(self) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
        """Forms whose capital proves something, and those with words that open sentences but are no English words."""
        sure = {words for words, runs in self.forms.items() if not all(map(_opens, runs))}
        sure |= {words for words, runs in self.forms.items() if len(runs) > 1 and words[-1].lower() not in self.lower}
        lone = {words for words in self.forms if len(words) == 1 and len(words[0]) > 1}
        sure |= {words for words in lone if words[0].isupper()}
        return sure, sure | {words for words in lone if self.english and not ordinary(words[0])}

    def _stands(self, words: tuple[str, ...], runs: list[Run], evident: set[tuple[str, ...]]) -> bool:
        word = words[0].lower()
        if word in _IDLE or len(word) < 3 or words not in evident or word.endswith("ese"):
            return False
        if not word.isalpha() and any(map(str.isdigit, words[0])):
            return False
        return not ordinary(word) or any(map(_titled, runs))

    def _shown(self, name: str, person: bool) -> str:
        """The commonest spelling, the title's counting three times: Robert Mugabe, not Robert Gabriel Mugabe."""
        whole = self.plain.get(name)
        if not whole:
            return name
        forms = []
        for form, n in self.spelt[name].items():
            short = plain((form,))
            if short == whole or (person and len(short) > 1 and short[0] == whole[0] and short[-1] == whole[-1]):
                forms.append((-n, -len(form), form))
        return min(forms)[2] if forms else name

    def names(self) -> Iterator[Found]:
        """(name, kind, mentions, support, what the gazetteer knows of it), by name."""
        for name in sorted({*self.mentions, *self.support}):
            entry = self.entries.get(name) if name not in self.kinds else None
            kind = self.kinds.get(name) or ("organisation" if entry and entry.kind == "organisation" else "place")
            shown = doubts.printed(entry, self.spelt[name]) if entry else self._shown(name, kind == "person")
            yield shown, kind, self.mentions.get(name, []), self.support.get(name, []), entry
