"""One process at a time: a lock ends with its process, however that ends."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

SECONDS = 0.5


def try_lock(file: IO) -> bool:
    """Whether this open file is ours alone now, until it is closed."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        # Some network disks know no locks; two commands at once are rarer than those.
        return True
    return True


@contextmanager
def alone(path: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Inside, no other process is inside with the same path.

    wait  called once if somebody else is; may raise instead of waiting.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not try_lock(file):
            wait()
            while not try_lock(file):
                time.sleep(SECONDS)
        yield
