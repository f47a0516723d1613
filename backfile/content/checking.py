"""Front matter → the fields of an `Article`, or everything that is wrong with it.

check("content/2025/06/x.md", "2025/06/x", front)   → ({"title": "…", "tags": (…), …}, [])
check("content/y.md", "y", front)                   → ({}, [Problem("content/y.md", 3, "“tags” is not a list", "…")])

What a person wrote is taken as generously as its meaning allows; a blank value is an absent one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, get_args
from urllib.parse import unquote

from backfile import dates, urls
from backfile.errors import Problem, nearest
from backfile.frontmatter import KEYS, Front
from backfile.model import Role, SeedRef, SetAside

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_BARRED = re.compile(r'[\x00-\x1f\x7f\\:*"<>|\ud800-\udfff]')
_KNOWN = frozenset(KEYS)
_SHA256 = re.compile(r"[0-9a-f]{64}")

Fault = tuple[str, str, str]
"The key it belongs to (empty for the file itself), what is wrong, what to do."


def check(name: str, path: str, front: Front) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of the article at `path`, shown to the user as `name`. With any problem there are no fields."""
    faults: list[Fault] = []
    if fault := path_fault(path):
        faults.append(("", f"its path cannot be an address: {fault}", "rename it"))
    fields: dict[str, Any] = {}
    extra = []
    for key, value in front.meta.items():
        if key not in _KNOWN:
            extra.append((key, value))
        elif type(value) is str and value and key not in _CHECKS:
            fields[key] = value
        elif value not in (None, ""):
            fields[key] = one(key, key, value, faults)
    if not str(fields.get("title", "")).strip():
        near = nearest("title", [key for key, _ in extra])
        hint = f"did you mean it by “{near}”?" if near else "write “title: …” in the front matter"
        faults.append(("title", "there is no title", hint))
    if "aliases" in fields:
        # An article that was moved away and back lists its own path among the former ones.
        fields["aliases"] = tuple(alias for alias in fields["aliases"] if alias != path)
        for alias in fields["aliases"]:
            if fault := path_fault(alias):
                hint = "write a former path below content/ without .md, such as 2025/06/a-headline"
                faults.append(("aliases", f"the alias “{alias}” cannot be: {fault}", hint))
    if faults:
        return {}, [Problem(name, front.lines.get(key, 0), what, hint) for key, what, hint in faults]
    fields["extra"] = tuple(extra)
    return fields, []


def one(kind: str, key: str, value: Any, faults: list[Fault]) -> Any:
    """`value` of the key `key`, checked as that of `kind` is in an article."""
    return _CHECKS.get(kind, _text)(key, value, faults)


def path_fault(path: str) -> str:
    """Why `path` cannot be a path of the site on every system; empty where it can."""
    if path.startswith("/"):
        return "it begins with /"
    if (".." in path or "%" in path) and ".." in unquote(path).replace("\\", "/").split("/"):
        return "it leads out of the archive"
    return next(filter(None, map(_name_fault, path.split("/"))), "")


@lru_cache(maxsize=4096)
def _name_fault(part: str) -> str:
    if odd := _BARRED.search(part):
        return f"it holds “{odd[0]}”, which not every system allows"
    if not part or part != part.strip() or part.startswith(".") or part.endswith("."):
        return f"“{part}” is empty, or begins or ends with a space or a dot"
    if urls.is_device(part):
        return f"“{part}” is the name of a device on Windows"
    if len(part.encode()) > 240:
        return f"“{part[:20]}…” is longer than 240 bytes"
    return ""


def _text(key: str, value: Any, faults: list[Fault]) -> str | None:
    if isinstance(value, str):
        return value
    faults.append((key, f"“{key}” is not a text", f"write it as “{key}: …” on one line"))
    return None


def _id(key: str, value: Any, faults: list[Fault]) -> str | None:
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    faults.append((key, f"“id” cannot be {value!r}", "restore it; or leave the key out, and a build gives a new one"))
    return None


def _date(key: str, value: Any, faults: list[Fault]) -> str | None:
    text = _text(key, value, faults)
    if text is None:
        return None
    try:
        dates.check(text)
    except ValueError as error:
        said = str(error).removeprefix("not a date: ")
        faults.append((key, f"“{key}” is not a date: {said}", "write 2025-06-23, 2025-06 or leave the key out"))
    return text


def _lang(key: str, value: Any, faults: list[Fault]) -> str | None:
    text = _text(key, value, faults)
    if text is not None and not _LANG.fullmatch(text):
        faults.append((key, f"“lang” is not a language tag: {text}", "write one like en, ar or pt-BR"))
    return text


def _role(key: str, value: Any, faults: list[Fault]) -> str | None:
    if value in get_args(Role):
        return str(value)
    faults.append((key, f"“role” cannot be “{value}”", "write lead, related or listing, or leave the key out"))
    return None


def _url(key: str, value: Any, faults: list[Fault]) -> str | None:
    text = _text(key, value, faults)
    if text is not None and not text.lower().startswith(("http://", "https://")):
        faults.append((key, f"“url” is not a web address: {text}", "write it like https://example.org/story"))
    return text


def _texts(key: str, value: Any, faults: list[Fault]) -> tuple[str, ...]:
    if not isinstance(value, list):
        cure = f"write it as {key}: [{value}]" if isinstance(value, str) else f"write it like {key}: [one, two]"
        faults.append((key, f"“{key}” is not a list", cure))
        return ()
    if not all(isinstance(item, str) and item.strip() for item in value):
        faults.append((key, f"“{key}” holds something that is not a text", f"write it like {key}: [one, two]"))
        return ()
    return tuple(dict.fromkeys(value))


def _comments(key: str, value: Any, faults: list[Fault]) -> tuple[str, ...]:
    """Two readers may say the same."""
    return tuple(value) if _texts(key, value, faults) else ()


def _complete(key: str, value: Any, faults: list[Fault]) -> bool:
    if not isinstance(value, bool):
        faults.append((key, f"“complete” cannot be “{value}”", "write true or false"))
    return value is True


def _set_aside(key: str, value: Any, faults: list[Fault]) -> tuple[SetAside, ...]:
    found = []
    for item in value if isinstance(value, list) else [None]:
        fields = item if isinstance(item, dict) else {}
        rule, text, after = fields.get("rule"), fields.get("text"), fields.get("after", 0)
        if not isinstance(rule, str) or not isinstance(text, str) or type(after) is not int or after < 0:
            faults.append((key, "“set_aside” is not a list of passages", "give each a rule, a text and a number after"))
            return ()
        found.append(SetAside(rule, text, after))
    return tuple(found)


def _seed(key: str, value: Any, faults: list[Fault]) -> SeedRef | None:
    seed = seed_ref(value)
    if seed is None:
        faults.append((key, "“seed” does not say which seed", "restore its file, sha256 and spans, or remove the key"))
    return seed


def seed_ref(value: Any) -> SeedRef | None:
    """The `seed` of a front matter; None where it is not one."""
    fields = value if isinstance(value, dict) else {}
    own, spans, also = _name(fields), fields.get("spans", []), fields.get("also", [])
    if own is None or not isinstance(spans, list) or not isinstance(also, list):
        return None
    for span in spans:
        if not isinstance(span, list) or [type(offset) for offset in span] != [int, int] or not 0 <= span[0] <= span[1]:
            return None
    others = tuple(name for item in also if (name := _name(item)))
    return SeedRef(*own, tuple((start, end) for start, end in spans), others) if len(others) == len(also) else None


def _name(value: Any) -> tuple[str, str] | None:
    """A seed's file and SHA-256."""
    file, sha256 = (value.get("file"), value.get("sha256")) if isinstance(value, dict) else (None, None)
    return (
        (file, sha256)
        if isinstance(file, str) and isinstance(sha256, str) and file and _SHA256.fullmatch(sha256)
        else None
    )


_CHECKS: dict[str, Any] = {
    "id": _id,
    "published": _date,
    "captured": _date,
    "lang": _lang,
    "tags": _texts,
    "role": _role,
    "related": _texts,
    "complete": _complete,
    "set_aside": _set_aside,
    "comments": _comments,
    "url": _url,
    "aliases": _texts,
    "seed": _seed,
}
