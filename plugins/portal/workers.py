"""Work spread over processes that share what their parent has read."""

import mmap
import os
import pickle
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from .core.problems import ProblemsFound

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many items a process of their own costs more than it saves.
FEW = 100
NAME_SIZE = 1024


class WorkerStopped(Exception):
    """A worker died or found an error in our code; says at which item."""


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_workers(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    name_of: Callable[[Item], str],
    count: int,
) -> list[Result]:
    """`work` of every item, in their order.

    name_of  what to call an item in a message.
    count    processes to use; one where the system cannot fork.
    raises   ProblemsFound as `work` does; WorkerStopped with the item's name.
    """
    if count < 2 or len(items) < FEW or not hasattr(os, "fork"):
        return [work(item) for item in items]
    workers = [_Worker(work, items[i::count], name_of) for i in range(count)]
    shares = [worker.results() for worker in workers]
    return [shares[i % count][i // count] for i in range(len(items))]


class _Worker:
    """One process with its share of the items; what it is at stands in shared memory."""

    def __init__(self, work: Callable, items: Sequence, name_of: Callable[[Any], str]) -> None:
        self._at = mmap.mmap(-1, NAME_SIZE)
        self._read, write = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        self._process = os.fork()
        if self._process == 0:
            os.close(self._read)
            self._run(work, items, name_of, write)
        os.close(write)

    def _run(self, work: Callable, items: Sequence, name_of: Callable, write: int) -> None:
        """The child's whole life."""
        try:
            answer = self._answer(work, items, name_of)
            with os.fdopen(write, "wb") as pipe:
                pickle.dump(answer, pipe)
        finally:
            os._exit(0)

    def _answer(self, work: Callable, items: Sequence, name_of: Callable) -> tuple[str, Any]:
        results = []
        try:
            for item in items:
                self._at[:] = name_of(item).encode("utf-8")[:NAME_SIZE].ljust(NAME_SIZE, b"\0")
                results.append(work(item))
        except ProblemsFound as found:
            return "problems", found.problems
        except Exception:
            return "error", traceback.format_exc()
        return "results", results

    def results(self) -> list:
        with os.fdopen(self._read, "rb") as pipe:
            packed = pipe.read()
        os.waitpid(self._process, 0)
        kind, answer = pickle.loads(packed) if packed else ("error", "proses berhenti sendiri")
        if kind == "problems":
            raise ProblemsFound(answer)
        if kind == "error":
            name = self._at[:].rstrip(b"\0").decode("utf-8", "replace")
            raise WorkerStopped(f"halaman {name}: {answer}")
        return answer
