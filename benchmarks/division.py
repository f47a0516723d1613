"""Does a body that is divided before it is parsed give the page that Python-Markdown gives of the whole?

    python benchmarks/division.py                         40,000 documents, 150,000 blocks and more
    python benchmarks/division.py --count 500 --seed 7
    python benchmarks/division.py --files content         and the bodies of an archive's own files

Documents are put together from blocks of every kind, with what a stranger types between them. Prints the first that
differ, and exits 1 if any does.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from backfile import frontmatter, prose
from backfile.prose import characters, escaping, parser, rendering, shapes
from backfile.prose.blocks import blocks_of_html

_TEXT = """
the of Port said 5 * 3 snake_case a < b AT&T Reuters: (x) [note] “Q” 12. don’t – C# # ! ~ | = + 7% $9 \u202eab é
الميناء [x]: \\* &amp; &copy; <b> `code` **b** *i* _u_ ![i](a.png) [t](https://example.org/x)
*it*. **two *three words* [a link](https://example.org/a-b/c.d), (*b*) *c*d [x](http://e.org)! ***e***
"""
_WORDS = _TEXT.split()
_PARTS = ["\n\n"] * 8 + ["\n", "\n\n\n", "\n\n\n\n", "\n \n", "\n\n    ", "\n\n\t"]


def documents(count: int, seed: int) -> Iterator[str]:
    rng = random.Random(seed)
    for _ in range(count):
        yield "".join(_block(rng) + rng.choice(_PARTS) for _ in range(rng.randint(1, 7)))


def _block(rng: random.Random) -> str:
    def words(most: int = 6, of: int = 40) -> str:
        return " ".join(rng.choice(_WORDS[: rng.choice((of, len(_WORDS)))]) for _ in range(rng.randint(1, most)))

    def lines(*starts: str) -> str:
        return "\n".join(rng.choice(starts) + words() for _ in range(rng.randint(1, 4)))

    kinds = (
        *(lambda: words(12), lambda: words(12), lambda: escaping.light(words(9)), lambda: words() + "\n---"),
        lambda: "#" * rng.randint(1, 7) + rng.choice(("", " ", " ", "  ")) + words() + rng.choice(("", "", " #", "##")),
        *(lambda: lines("- "), lambda: lines("- "), lambda: lines("* ", "+ ", "- ", "-  ", "1. ", "2) ", "> ")),
        *(lambda: "> " + words(), lambda: lines("> "), lambda: ">" + words(), lambda: "[a]: https://example.org/"),
        *(lambda: f"- [a]: {words(1)}", lambda: "    " + words(), lambda: "  " + words(), lambda: "\t" + words()),
        *(lambda: f"- {words()}\n    {words()}", lambda: "***", lambda: "- - -", lambda: words() + "  \n" + words()),
    )
    return rng.choice(kinds)()


def differs(typed: str) -> bool:
    """Whether a document's page, or its text, is another than that of the whole in one piece."""
    source = characters.tidy_lines(typed)
    if shapes.explosive(source):
        return False
    whole = rendering._NUMBERED.sub(
        lambda p: p[0] + rendering._anchor(p[1], rendering._LABEL), parser.safe(rendering._closed(source))
    )
    text = tuple(map(characters.balanced, blocks_of_html(whole)))
    plain = text if escaping.read_back(source) is not None else prose.plain(typed)  # whose own proof is in `hostile`
    return prose.to_html(typed) != whole or plain != text


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=40_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--files", type=Path, help="a folder of content files")
    given = options.parse_args()
    wrong = total = blocks = 0
    files = given.files.rglob("*.md") if given.files else ()
    bodies = (frontmatter.split(file.read_text(encoding="utf-8"))[1] for file in files)
    for source in (documents(given.count, given.seed), bodies):
        for typed in source:
            total += 1
            blocks += typed.count("\n\n") + 1
            if differs(typed):
                wrong += 1
                if wrong <= 5:
                    print(f"{typed!a:.600}")
    print(f"{total - wrong:,} of {total:,} documents, {blocks:,} blocks, give the same page divided as whole")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
