"""TOML that a person wrote: parsed, or refused with the line that is wrong.

table(raw, "seeds/a.txt.toml", problems)   → ({"captured": "2025-06-23"}, the text), or None
line_of("captured", text)                  → 1
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from backfile.errors import Problem


def table(raw: bytes, shown: str, problems: list[Problem]) -> tuple[dict[str, Any], str] | None:
    """What `raw` says, and its text; None where it cannot be read, and why is added to `problems` under `shown`."""
    try:
        text = raw.decode("utf-8-sig")  # as Windows’ editors save it
        return tomllib.loads(text), text
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(shown, line, "is not UTF-8", "save it as UTF-8"))
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        line = int(place.split(",")[0].removeprefix("line ")) if place.startswith("line ") else len(text.splitlines())
        problems.append(Problem(shown, line, f"is not valid TOML: {message}", "mend the line"))
    except RecursionError:
        problems.append(Problem(shown, 1, "is nested too deeply", "write each setting as key = value"))
    return None


def line_of(key: str, text: str, *, within: str = "") -> int:
    """The line that sets `key`, below the heading `[within]` where one is given.

    That of the heading, else 1, where it is set some other way.
    """
    sets = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    heading, inside = 0, not within
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip().replace(" ", "")
        if within and bare.startswith("["):
            inside = bare.replace("'", '"').startswith((f"[{within}]", f"[[{within}]]"))
            heading = number if inside and not heading else heading
        elif inside and sets.match(line):
            return number
    return heading or (0 if within else 1)
