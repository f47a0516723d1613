"""A URL as a place of files: list, send, remove, each refusal said in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from backfile.config import Site
from backfile.errors import InputError, Problem, UsageError
from backfile.memory import MARK
from backfile.publish.output import MARK_TEXT, marked
from backfile.remote.types import content_type

Stamp = tuple[int, str]
"Size in bytes, and whatever there is that changes when the file does: an ETag, a time."

_TAGS = ("ETag", "etag", "md5Hash", "mtime", "modified", "LastModified", "last_modified", "created")
_TYPED = {"s3": "ContentType", "s3a": "ContentType", "gs": "content_type", "gcs": "content_type"}
"How a store is told the type of a file. Others tell by its ending, or have none."
_FOLDERS = frozenset({"memory", "sftp", "ssh", "ftp", "smb"})
"Where folders stand empty once their files are gone; a bucket has none."
_NEXT = "the next build goes on from there"


class Place:
    def __init__(self, site: Site) -> None:
        """Where `site` goes. Raises `UsageError` where nothing that is installed can write to such a URL."""
        url, self.shown = site.remote, site.where
        protocol = url.partition("://")[0]
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            cure = "install Backfile with its extra “remote”: pip install '.[remote]'"
            raise UsageError(
                f"--output {self.shown} needs the package “fsspec”, which is not installed — {cure}"
            ) from None
        try:
            self._files, self._root = url_to_fs(url)
        except ImportError as error:
            raise UsageError(
                f"--output {self.shown} needs a package that is not installed ({error}) — install it"
            ) from None
        except Exception as error:  # of a kind that only its package knows
            cure = "give a folder, or a URL that fsspec knows, as s3://bucket/folder"
            raise UsageError(f"--output cannot be {self.shown} ({error}) — {cure}") from None
        self._root = self._root.rstrip("/")
        self._type = _TYPED.get(protocol)
        self._folders = protocol in _FOLDERS

    def check(self) -> None:
        """Raises `InputError` unless what stands here is a site of ours, or nothing. Changes nothing."""
        with self._told("cannot be looked at", "see that it is there, and that you may list and read it"):
            self._files.invalidate_cache()
            if self._is_ours():
                return
            try:
                others = self._files.ls(self._root, detail=False)
            except FileNotFoundError:  # yet to be made; a bucket that is not there is told of by this
                others = self._files.find(self._root)
            if not any(name.rstrip("/") != self._root for name in others):
                return
        hint = "empty it, or give --output a place of its own"
        raise InputError([Problem(self.shown, 0, "holds files that no build has written", hint)])

    def listed(self) -> dict[str, Stamp]:
        """Every file here by its path, our mark too."""
        with self._told("cannot be listed", f"see that you may list it; {_NEXT}"):
            self._files.invalidate_cache()
            found: dict[str, dict[str, Any]] = self._files.find(self._root, detail=True)
            return {
                name[len(self._root) + 1 :]: _stamp(info)
                for name, info in found.items()
                if info.get("type") != "directory" and not name.endswith("/")
            }

    def mark(self) -> None:
        """Marks it as ours."""
        with self._told("cannot be written to", f"see that it is there, and that you may write to it; {_NEXT}"):
            self._files.pipe_file(self._at(MARK), MARK_TEXT)

    def send(self, file: Path, path: str) -> Stamp:
        """Puts the bytes of `file` at `path`, at once where the store can, and says how they are listed."""
        typed = {self._type: content_type(path)} if self._type else {}
        with self._told(f"{path} could not be sent", _NEXT):
            self._files.put_file(str(file), self._at(path), **typed)
            return _stamp(self._files.info(self._at(path)))

    def remove(self, path: str) -> None:
        with self._told(f"{path} could not be removed", _NEXT), suppress(FileNotFoundError):
            self._files.rm_file(self._at(path))
        if self._folders:
            with suppress(OSError):
                for parent in PurePosixPath(path).parents[:-1]:
                    self._files.rmdir(self._at(parent.as_posix()))

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"

    def _is_ours(self) -> bool:
        with suppress(FileNotFoundError):
            return marked(self._files.cat_file(self._at(MARK)))
        return False

    @contextmanager
    def _told(self, what: str, cure: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # of each store's own kind: botocore's are no OSErrors
            cause = " ".join(str(error).split()) or type(error).__name__
            raise InputError([Problem(self.shown, 0, f"{what}: {cause}", cure)]) from error


def _stamp(info: dict[str, Any]) -> Stamp:
    tag = next((info[name] for name in _TAGS if info.get(name)), "")
    if isinstance(tag, datetime):  # some stores list a number and tell a time
        tag = tag.timestamp()
    return info.get("size") or 0, str(tag).strip('"')
