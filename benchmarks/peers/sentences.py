"""Words nobody has heard, and sentences of them: what the generated reports are written in."""

from __future__ import annotations

from itertools import accumulate
from random import Random

_COMMON = """the of and to a in for is on that by this with it not or be are from at as
has have will an was we can all were but they its their one which about also more than who been
other there when after before over into some new said would could should may such only many most
these those first last two three year years day week month under between during while against
because since both each few no out up down off then now still however where what how per"""
_BEGINNINGS = "b c d f g h l m n p r s t w b c d f l m n p r s t v br ch cl dr gr pl pr sh st th tr"
_FUNCTION = _COMMON.split()
_ONSETS = [*_BEGINNINGS.split(), ""]
_VOWELS = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ou"]
_CODAS = ["", "", "", "", "n", "r", "l", "t", "s", "n", "r", "nd", "st", "m"]
_ENDINGS = ["", "", "", "", "", "ing", "ed", "er", "s", "tion", "ly", "al", "ity"]


def zipf(count: int, flatter: float = 0.0) -> list[float]:
    """Cumulative weights by which the first of `count` things are the commonest, as Zipf found of words."""
    return list(accumulate(1.0 / (rank + flatter) for rank in range(1, count + 1)))


class Words:
    """A vocabulary of 26,000, 400 places, and 3,000 people once they are asked for."""

    def __init__(self, roll: Random) -> None:
        self._seen = set(_FUNCTION)
        coined = [*self._coin(roll, 900, 1, 1, ending=False), *self._coin(roll, 6000, 1, 2)]
        self.telling = [*coined, *self._coin(roll, 18000, 2, 3)]
        "All but the function words."
        self.all = [*_FUNCTION, *self.telling]
        self._all_weights = zipf(len(self.all), 2.0)
        self._telling_weights = zipf(len(self.telling), 20.0)
        self.places = [word.capitalize() for word in self._coin(roll, 400, 1, 2, ending=False)]
        self._people: list[str] = []
        self._people_weights = zipf(3000, 20.0)

    def people(self, roll: Random) -> None:
        first = [word.capitalize() for word in self._coin(roll, 150, 1, 2, ending=False)]
        last = [word.capitalize() for word in self._coin(roll, 900, 1, 2, ending=False)]
        self._people = [f"{roll.choice(first)} {roll.choice(last)}" for _ in range(3000)]

    def _coin(self, roll: Random, count: int, least: int, most: int, *, ending: bool = True) -> list[str]:
        """Words of so many syllables that there were not before."""
        made: list[str] = []
        while len(made) < count:
            syllables = range(roll.randint(least, most))
            word = "".join(roll.choice(_ONSETS) + roll.choice(_VOWELS) + roll.choice(_CODAS) for _ in syllables)
            if ending:
                word += roll.choice(_ENDINGS)
            if 2 < len(word) < 16 and word not in self._seen:
                self._seen.add(word)
                made.append(word)
        return made

    def person(self, roll: Random) -> str:
        return roll.choices(self._people, cum_weights=self._people_weights)[0]

    def phrase(self, roll: Random, least: int, most: int) -> str:
        return " ".join(roll.choices(self.telling, cum_weights=self._telling_weights, k=roll.randint(least, most)))

    def paragraph(self, roll: Random, words: int) -> str:
        made = []
        while words > 0:
            length = min(max(6, int(roll.lognormvariate(2.85, 0.4))), 38, max(6, words))
            made.append(self.sentence(roll, length))
            words -= length
        return " ".join(made)

    def sentence(self, roll: Random, length: int) -> str:
        """Some with a figure, a place, a possessive, commas; one in seven said by somebody."""
        words = roll.choices(self.all, cum_weights=self._all_weights, k=length)
        chance = roll.random()
        if chance < 0.30:
            words[roll.randrange(1, length)] = number(roll)
        if chance > 0.70:
            words[roll.randrange(1, length)] = roll.choice(self.places)
        if 0.25 < chance < 0.50:
            owner = roll.randrange(1, length)
            if words[owner][-1].isalpha():
                words[owner] += "'s"
        if length > 11:
            words[roll.randrange(3, length - 4)] += ","
        if length > 20:
            words[length - 4] += roll.choice((",", ",", ";", " \u2014"))
        said = " ".join(words)
        said = said[0].upper() + said[1:]
        if chance > 0.86:
            who = self.person(roll)
            return f'"{said}," {roll.choice(("said", "added", "told reporters"))} {who}.'
        return said + ("?" if chance < 0.02 else ".")


def number(roll: Random) -> str:
    match roll.randrange(6):
        case 0:
            return f"{roll.randint(1, 99)}%"
        case 1:
            return f"{roll.randint(1, 99)}.{roll.randint(1, 9)}%"
        case 2:
            return f"${roll.randint(1, 900)}.{roll.randint(1, 9)} {roll.choice(('million', 'billion'))}"
        case 3:
            return f"${roll.randint(1, 99)},{roll.randint(100, 999)}"
        case 4:
            return f"{roll.randint(1, 99)},{roll.randint(100, 999)}"
        case _:
            return str(roll.randint(1950, 2025))
