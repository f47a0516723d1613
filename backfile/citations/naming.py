"""Who is named as author, and how: turned round in a list, by the family's name in a text, else as printed."""

from __future__ import annotations

from backfile.citations.persons import initials, people, printed
from backfile.citations.record import Citation, line
from backfile.citations.runs import Reference, given, ours


def who_wrote(c: Citation) -> str:
    """The author, else the agency; nothing where that is the newspaper itself."""
    who = line(printed(c.author or "") or c.agency or "")
    return "" if who.casefold() == line(c.source or "").casefold() else who


def turned(who: str, word: str, most: int = 6) -> Reference:
    """`Smith, Jane, and John Doe`; past `most` names the first and “et al.”. Names not surely a person's as printed."""
    found = people(who)
    if not found:
        return given(who)
    first = f"{found[0].family}, {found[0].given}"
    if len(found) > most:
        return ((first, "printed"), ours(", et al."))
    rest = [f"{person.given} {person.family}" for person in found[1:]]
    return ((_listed([first, *rest], word), "printed"),)


def abridged(who: str) -> Reference:
    """`Smith, J. A., & Doe, J.`"""
    found = people(who)
    return ((_listed([f"{p.family}, {initials(p)}" for p in found], "&"), "printed"),) if found else given(who)


def _listed(names: list[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, {word} {names[-1]}"


def short(who: str, word: str) -> str:
    """How a reference in the text names the author: `Smith`, `Smith and Doe`, `Smith et al.`"""
    found = people(who)
    if not found:
        return who
    if len(found) > 2:
        return f"{found[0].family} et al."
    return f" {word} ".join(person.family for person in found)
