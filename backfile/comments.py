"""`comments/ID/*.md`: what people say about the article ID, a file each, checked and put in order.

    comments/3fa0b1c2d4e5-1/dana.md
        ---
        author: Dana Reyes
        date: 2025-06-24
        reply_to: sam
        ---
        I was there, and the lock stood open.

    read(site, ids)     → {"3fa0b1c2d4e5-1": (Comment("sam", …), Comment("dana", …, reply_to="sam"))}

All four keys (`url`, the author's, is the fourth) may be left out. A file's name is its comment's address on the page:
`#comment-dana`.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterator

from backfile import dates, frontmatter
from backfile.config import Site
from backfile.content import checking
from backfile.errors import InputError, Problem, meant
from backfile.frontmatter import Front, FrontError
from backfile.model import Comment, Record

FOLDER = "comments"
_KEYS = {"author": "author", "date": "published", "url": "url", "reply_to": "title"}
"Each with the key of an article's front matter that is checked alike."
_STEM = re.compile(r"\w[\w.~-]{0,119}")
_NAME_IT = "name it with letters, digits, hyphens and dots, such as 2025-06-24-dana.md"
_GUESSES = 20  # problems in which a folder's name is compared with 10,000 ids, in 0.1 s each
_Threads = dict[str, tuple[Comment, ...]]


class _File(Record, frozen=True):
    """A comment, and the line that says what it answers."""

    comment: Comment
    line: int


def read(site: Site, ids: Collection[str]) -> _Threads:
    """The comments on each of the articles `ids`, in the order of their dates, those without one last, then by name.

    Raises `InputError` with everything wrong in any of them.
    """
    problems: list[Problem] = []
    threads: _Threads = {}
    for folder in sorted(_folders(site, problems)):
        stems = sorted(_stems(site, folder, problems))
        if stems and folder not in ids:
            problems.append(_stray(folder, ids if len(problems) < _GUESSES else ()))
        files = {stem: found for stem in stems if (found := _file(site, folder, stem, problems))}
        problems += _lost(folder, files, stems)
        problems += _circles(folder, files)
        threads[folder] = tuple(sorted((file.comment for file in files.values()), key=_order))
    if problems:
        raise InputError(problems)
    return {id_: thread for id_, thread in threads.items() if thread}


def body(site: Site, path: str) -> str:
    """The Markdown of the comment at `path` (below `comments/`, without `.md`)."""
    return frontmatter.split((site.root / FOLDER / f"{path}.md").read_bytes().decode("utf-8"))[1]


def _order(comment: Comment) -> tuple[bool, str, str]:
    date = dates.parse(comment.date) if comment.date else None
    known = date is not None and date.earliest is not None
    return (not known, date.key if date and known else "", comment.stem)


# ---------------------------------------------------------------- what lies in the folder


def _folders(site: Site, problems: list[Problem]) -> Iterator[str]:
    """The names of the folders in `comments/`; a comment that lies in none of them is reported."""
    for entry in _listed(site, "", problems):
        if entry.is_dir(follow_symlinks=False):
            yield entry.name
        elif entry.name.endswith(".md"):
            hint = f"put it into a folder named after the article's id: {FOLDER}/ID/{entry.name}"
            problems.append(Problem(f"{FOLDER}/{entry.name}", 0, "is on no article", hint))


def _stems(site: Site, folder: str, problems: list[Problem]) -> Iterator[str]:
    for entry in _listed(site, folder, problems):
        shown = f"{FOLDER}/{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            hint = f"a reply stands beside what it answers, in {FOLDER}/{folder}/, with “reply_to: …”"
            problems.append(Problem(shown, 0, "is a folder where comments belong", hint))
        elif not entry.name.endswith(".md"):
            continue
        elif not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            problems.append(Problem(shown, 0, "is not a file", "move it elsewhere"))
        elif not _STEM.fullmatch(entry.name[:-3]):
            problems.append(Problem(shown, 0, "its name cannot be part of an address", _NAME_IT))
        else:
            yield entry.name[:-3]


def _listed(site: Site, folder: str, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
    """What lies in `comments/` or one of its folders. Links are reported, hidden names passed over."""
    at = site.root / FOLDER / folder
    if not os.path.lexists(at):
        return
    shown = f"{FOLDER}/{folder}".rstrip("/")
    if at.is_symlink() or not at.is_dir():
        problems.append(Problem(shown, 0, "is not an ordinary folder", "put one in its place"))
        return
    try:
        entries = list(os.scandir(at))
    except OSError as error:
        problems.append(Problem(shown, 0, "cannot be listed", (error.strerror or str(error)).lower()))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            hint = "put the file or folder itself here"
            problems.append(Problem(f"{shown}/{entry.name}", 0, "is a symbolic link, and none is followed", hint))
        else:
            yield entry


def _stray(folder: str, ids: Collection[str]) -> Problem:
    known = meant(folder, ids, "name the folder after the “id” in the article's front matter", 0.8)
    return Problem(f"{FOLDER}/{folder}", 0, f"there is no article with the id “{folder}”", known)


# ---------------------------------------------------------------- what a file says


def _file(site: Site, folder: str, stem: str, problems: list[Problem]) -> _File | None:
    """One comment; what is wrong with it is appended to `problems`."""
    name = f"{FOLDER}/{folder}/{stem}.md"
    raw = b""
    try:
        raw = (site.root / name).read_bytes()
        front = frontmatter.read(raw.decode("utf-8"))
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        problems.append(Problem(name, 0, f"cannot be read: {cause}", "let this user read it"))
    except UnicodeDecodeError as error:
        problems.append(Problem(name, raw.count(b"\n", 0, error.start) + 1, "is not UTF-8", "save it as UTF-8"))
    except FrontError as error:
        hint = error.hint.replace("“title: …”", "“author: …”")
        problems.append(Problem(name, error.line, error.message, hint))
    else:
        fields, faults = _fields(front)
        problems += (Problem(name, front.lines.get(key, 0), what, hint) for key, what, hint in faults)
        digest = hashlib.sha256(front.body.encode()).hexdigest()[:32]
        return _File(Comment(stem, digest, **fields), front.lines.get("reply_to", 0))
    return None


def _fields(front: Front) -> tuple[dict[str, str], list[checking.Fault]]:
    """The keys that are known and hold something, and what is wrong with them."""
    faults: list[checking.Fault] = []
    fields = {}
    for key, value in front.meta.items():
        if key not in _KEYS:
            if hint := meant(key, _KEYS, likeness=0.75):
                faults.append((key, f"a comment has no “{key}”", hint))
        elif value is not None:
            value = str(value) if type(value) is int else value  # `date: 2025` is a number to YAML
            before = len(faults)
            text = checking.one(_KEYS[key], key, value, faults)
            if len(faults) == before and text.strip():
                fields[key] = text.strip()
    if "reply_to" in fields:
        fields["reply_to"] = fields["reply_to"].removesuffix(".md")
    if not front.body.strip():
        faults.append(("", "the comment says nothing", "write it below the front matter, or delete the file"))
    return fields, faults


def _lost(folder: str, files: dict[str, _File], stems: Collection[str]) -> Iterator[Problem]:
    """Replies to what is not there."""
    for stem, file in files.items():
        answered = file.comment.reply_to
        if answered is not None and answered not in stems:
            hint = meant(answered, stems, "name the file of another comment on the article")
            yield Problem(
                f"{FOLDER}/{folder}/{stem}.md", file.line, f"“reply_to” names “{answered}”, which is not there", hint
            )


def _circles(folder: str, files: dict[str, _File]) -> Iterator[Problem]:
    """Replies that answer one another, so that none of them came first."""
    seen: set[str] = set()
    for first in files:
        path: list[str] = []
        at: str | None = first
        while at in files and at not in seen:
            seen.add(at)
            path.append(at)
            at = files[at].comment.reply_to
        if at in path:
            circle = [*path[path.index(at) :], at]
            message = f"the replies go round in a circle: {' → '.join(circle)}"
            name = f"{FOLDER}/{folder}/{circle[0]}.md"
            yield Problem(name, files[circle[0]].line, message, "take “reply_to” out of the one that came first")
