"""Copies of this process that work beside it, each at its batches in their order.

    copies = Copies(work, 2)
    sent = copies.send([task, another])     # to the one that has least to do
    sent.results()                          # → [work(task), work(another)]
    copies.close()

They need neither threads nor `multiprocessing`, which takes 20 ms to load. What they answer waits in a pipe that takes
a megabyte, so that none has to wait until this process has time for it.
"""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import select
import signal
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from backfile.processes import LENGTH, LostError, end_with, framed, uninterrupted

_PIPE = 1 << 20
_AT_ONCE = 1 << 20
"Bytes that are read in one go."


_own: set[int] = set()
"The ends of pipes that are this process's alone: a copy that held one would keep another from seeing it closed."


class Copies:
    """`work` does one task. They begin with the first batch, and know what this process knows then."""

    def __init__(self, work: Callable[[Any], Any], count: int) -> None:
        self._work, self._count = work, count
        self._copies: list[_Copy] = []
        self._life = -1
        "Closed when this process ends, however it does."

    def send(self, batch: list[Any]) -> Sent:
        """Raises `LostError` where no copy is left, or none can be had."""
        if not self._copies:
            self._begin()
        able = [one for one in self._copies if not one.lost]
        if not able:
            raise LostError("all copies of the process have died")
        one = min(able, key=lambda one: len(one.waiting))
        sent = Sent(self)
        one.give(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL), sent)
        self.exchange(0)
        return sent

    def _begin(self) -> None:
        """There may be fewer than were asked for."""
        gc.freeze()  # so that looking for garbage touches, and thereby copies, no memory of what was there before
        try:
            begun, self._life = os.pipe()
        except OSError as error:
            raise LostError(str(error)) from error
        _own.add(self._life)
        try:
            with uninterrupted(signal.SIGINT):  # copies stay deaf to Ctrl-C: it is this process's to heed
                for _ in range(self._count):
                    self._copies.append(_Copy(self._work, begun))
        except OSError as error:
            if not self._copies:
                raise LostError(str(error)) from error
        finally:
            os.close(begun)

    def exchange(self, wait: float | None) -> None:
        """Gives and takes what can be given and taken now, or once `wait` milliseconds have passed, if any."""
        poll = select.poll()
        ends = {}
        for one in self._copies:
            if not one.lost:
                poll.register(one.answers, select.POLLIN)
                ends[one.answers] = one, one.take
                if one.given:
                    poll.register(one.tasks, select.POLLOUT)
                    ends[one.tasks] = one, one.hand
        for end, _ in poll.poll(wait):
            one, act = ends[end]
            if not one.lost:
                act()

    def close(self) -> None:
        """Ends them, with what they have begun."""
        for one in self._copies:
            one.close()
        if self._life >= 0:
            _close(self._life)
        for one in self._copies:
            with suppress(ChildProcessError):
                os.waitpid(one.process, 0)


class Sent:
    """A batch that a copy has, or has done."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies
        self.answer: bytes | LostError | None = None

    def done(self) -> bool:
        """Whether its results are there, or will never be."""
        if self.answer is None:
            self._copies.exchange(0)
        return self.answer is not None

    def results(self) -> list[Any]:
        """Waits for them. Raises `LostError` where there will be none: whatever the work raised is found out here."""
        while self.answer is None:
            self._copies.exchange(None)
        if isinstance(self.answer, LostError):
            raise self.answer
        try:
            made = pickle.loads(self.answer)
        except Exception as error:
            raise LostError(f"what it made cannot be read ({type(error).__name__})") from error
        if made is None:
            raise LostError("its work failed")
        return list(made)


class _Copy:
    def __init__(self, work: Callable[[Any], Any], begun: int) -> None:
        """`begun` ends when the process that is copied does. Raises `OSError`."""
        made: list[int] = []
        try:
            made += os.pipe()
            made += os.pipe()
            self.process = os.fork()
        except OSError:
            for end in made:
                os.close(end)
            raise
        tasks, self.tasks, self.answers, answers = made
        if self.process == 0:  # nothing of the parent's may run here: no handler, no cleaning up
            try:
                for end in (self.tasks, self.answers, *_own):
                    os.close(end)
                _serve(work, tasks, answers, begun)
            finally:
                os._exit(1)
        os.close(tasks)
        os.close(answers)
        for end in (self.tasks, self.answers):
            os.set_blocking(end, False)
            _own.add(end)
        self.waiting: deque[Sent] = deque()
        "What it has to do, in order."
        self.given = bytearray()
        "Bytes that wait to be handed over."
        self._taken = bytearray()
        self.lost = False

    def give(self, batch: bytes, sent: Sent) -> None:
        self.waiting.append(sent)
        self.given += framed(batch)

    def hand(self) -> None:
        """Hands over what the pipe has room for."""
        try:
            del self.given[: os.write(self.tasks, self.given)]
        except BlockingIOError:
            pass
        except OSError:
            self._lose()

    def take(self) -> None:
        """Takes what there is."""
        try:
            some = os.read(self.answers, _AT_ONCE)
        except BlockingIOError:
            return
        if not some:
            self._lose()
            return
        self._taken += some
        while len(self._taken) >= LENGTH:
            end = LENGTH + int.from_bytes(self._taken[:LENGTH], "big")
            if len(self._taken) < end:
                return
            self.waiting.popleft().answer = bytes(self._taken[LENGTH:end])
            del self._taken[:end]

    def _lose(self) -> None:
        self.close()
        self.lost = True
        for sent in self.waiting:
            sent.answer = LostError("it has died")

    def close(self) -> None:
        if not self.lost:
            _close(self.tasks)
            _close(self.answers)


def _close(end: int) -> None:
    _own.discard(end)
    os.close(end)


def _serve(work: Callable[[Any], Any], tasks: int, answers: int, begun: int) -> NoReturn:
    """What a copy does until nothing more can come, or the process that it works for has died."""
    threading.Thread(target=end_with, args=(begun,), daemon=True).start()
    with suppress(OSError):  # so much is more than this user may have
        fcntl.fcntl(answers, fcntl.F_SETPIPE_SZ, _PIPE)
    with open(tasks, "rb") as given, open(answers, "wb") as taken:
        while head := given.read(LENGTH):
            batch = pickle.loads(given.read(int.from_bytes(head, "big")))
            try:
                answer = pickle.dumps(list(map(work, batch)), pickle.HIGHEST_PROTOCOL)
            except Exception:  # which the process that it works for meets itself, with all that leads there
                answer = pickle.dumps(None)
            taken.write(framed(answer))
            taken.flush()
    os._exit(0)
