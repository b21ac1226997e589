"""Work spread over processes that share what their parent has read."""

import mmap
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from .core.problems import ProblemsFound

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many items a process of their own costs more than it saves.
FEW = 100
NAME_SIZE = 1024
# More on one machine is a slip of the finger.
MOST = 64
COUNT = re.compile("[0-9]{0,3}")
# Results sent at once, so that no process keeps all of them.
AT_ONCE = 200
# What a process sends: some results, and one of the others as its last word.
RESULTS, END, PROBLEMS, ERROR = "results", "end", "problems", "error"


class WorkerStopped(Exception):
    """A worker died or found an error in our code; says at which item."""


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def count_of(wanted: str) -> int:
    """How many processes a person wants; one for each core where it is empty or 0.

    raises  ValueError with a sentence where it is no such number.
    """
    if not COUNT.fullmatch(wanted.strip()) or int(wanted.strip() or 0) > MOST:
        raise ValueError(
            f'PORTAL_WORKERS "{wanted[:40]}" bukan jumlah proses. Tulis bilangan bulat 1 sampai'
            f" {MOST}, atau kosongkan."
        )
    return int(wanted.strip() or 0) or cores()


def in_workers(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    name_of: Callable[[Item], str],
    count: int,
) -> list[Result]:
    """`work` of every item, in their order.

    Neighbours go to one process, which can use again what it made for the one before.

    name_of  what to call an item in a message.
    count    processes to use; one where the system cannot fork.
    raises   ProblemsFound as `work` does; WorkerStopped with the item's name.
    """
    if count < 2 or len(items) < FEW or not hasattr(os, "fork"):
        return [work(item) for item in items]
    starts = [len(items) * i // count for i in range(count + 1)]
    workers = [_Worker(work, items[a:b], name_of) for a, b in pairwise(starts)]
    # They have theirs. Here nobody may hold them any more, and results need the room.
    del items
    _listen(workers)
    return [result for worker in workers for result in worker.results()]


def _listen(workers: Iterable["_Worker"]) -> None:
    """Take what workers send until all have ended."""
    running = {worker.receiving: worker for worker in workers}
    while running:
        for receiving in wait(list(running)):
            if not running[receiving].take():
                del running[receiving]


class _Worker:
    """One process with its share of the items; what it is at stands in shared memory."""

    def __init__(self, work: Callable, items: Sequence, name_of: Callable[[Any], str]) -> None:
        self._at = mmap.mmap(-1, NAME_SIZE)
        self._results: list = []
        self._end: tuple[str, Any] = (ERROR, "proses berhenti sendiri")
        self.receiving, sending = Pipe(duplex=False)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        self._process = os.fork()
        if self._process == 0:
            self.receiving.close()
            self._run(work, items, name_of, sending)
        sending.close()

    def _run(self, work: Callable, items: Sequence, name_of: Callable, sending: Connection) -> None:
        """The child's whole life."""
        try:
            sending.send(self._answer(work, items, name_of, sending))
        finally:
            os._exit(0)

    def _answer(
        self, work: Callable, items: Sequence, name_of: Callable, sending: Connection
    ) -> tuple[str, Any]:
        try:
            for start in range(0, len(items), AT_ONCE):
                results = []
                for item in items[start : start + AT_ONCE]:
                    self._at[:] = name_of(item).encode("utf-8")[:NAME_SIZE].ljust(NAME_SIZE, b"\0")
                    results.append(work(item))
                sending.send((RESULTS, results))
        except ProblemsFound as found:
            return PROBLEMS, found.problems
        except Exception:
            return ERROR, traceback.format_exc()
        return END, None

    def take(self) -> bool:
        """Take one answer; False where the process has ended."""
        try:
            kind, answer = self.receiving.recv()
        except EOFError:
            os.waitpid(self._process, 0)
            return False
        if kind == RESULTS:
            self._results += answer
        else:
            self._end = kind, answer
        return True

    def results(self) -> list:
        kind, answer = self._end
        if kind == PROBLEMS:
            raise ProblemsFound(answer)
        if kind == ERROR:
            name = self._at[:].rstrip(b"\0").decode("utf-8", "replace")
            raise WorkerStopped(f"halaman {name}: {answer}")
        return self._results
