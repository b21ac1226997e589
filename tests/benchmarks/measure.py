"""What a command costs: the processor seconds of its whole process tree, and its memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

# As at a user's: code is compiled once, not by every process.
USUAL = {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True)
class Cost:
    """processor, wall in seconds; memory of the largest process in MB."""

    processor: float
    wall: float
    memory: float

    def __add__(self, other: "Cost") -> "Cost":
        """Of one after the other."""
        memory = max(self.memory, other.memory)
        return Cost(self.processor + other.processor, self.wall + other.wall, memory)


def cost_in(process: int, work: Callable[[], object]) -> Cost:
    """What `work` costs a process that is running (Linux only); `process` is its id."""
    started, before = time.perf_counter(), _processor(process)
    work()
    wall, status = time.perf_counter() - started, Path(f"/proc/{process}/status").read_text()
    memory = int(status.split("VmHWM:")[1].split()[0]) / 1024
    return Cost(_processor(process) - before, wall, memory)


def _processor(process: int) -> float:
    """Processor seconds of a process so far, of its children too."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def cost_of(command: list[str], folder: Path, variables: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end; stops the benchmark if it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | USUAL | (variables or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{said.decode('utf-8', 'replace')}")
    kilobytes = used.ru_maxrss if sys.platform != "darwin" else used.ru_maxrss / 1024
    wall = time.perf_counter() - started
    return Cost(used.ru_utime + used.ru_stime, wall, kilobytes / 1024)


def median(costs: Iterable[Cost]) -> Cost:
    """The middle of each measure."""
    rows = [(one.processor, one.wall, one.memory) for one in costs]
    return Cost(*(statistics.median(column) for column in zip(*rows, strict=True)))


def size_of(folder: Path) -> tuple[int, int, int]:
    """Pages, files and bytes below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return pages, len(files), sum(path.stat().st_size for path in files)
