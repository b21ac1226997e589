"""Our portal and its peers built side by side from the same statements, round after round."""

import csv
import shutil
import sys
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus import ROOT, examples, write_portal
from measure import Cost, cost_in, cost_of, median, size_of
from peers import write_hugo, write_pelican
from villages import install_register, write_villages

from portal.builder import pelican_call
from portal.output_folder import files_marked_by, replaceable
from portal.warm import WarmPelican

MARK = ".netral-bench"
PAGES = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "output"]
STRICT = ["--fatal", "warnings"]
FASTER = [*PAGES[:-1], "faster", *STRICT, "-e", 'MARKDOWN_READER="pyromark"']
SEARCH = [
    sys.executable,
    "-c",
    "from pathlib import Path; from portal.cache import store_in;"
    ' from portal.search import update_index; folder = Path(".cache/bench");'
    ' update_index(Path("output"), folder / "search", store_in(folder), "bench")',
]
WHOLE = [
    sys.executable,
    "scripts/build.py",
    "--output",
    "../site",
    "--site-url",
    "https://x.example/p",
]


@dataclass(frozen=True)
class Row:
    """One line of the table: who built what, and the median cost of it."""

    what: str
    cost: Cost


@dataclass(frozen=True)
class Bench(ABC):
    """A place on disk for all projects, built round after round."""

    folder: Path
    rounds: int

    def prepare(self) -> None:
        """Write the projects, the portal's in the folder `portal`; raises NotReplaceable."""
        own = files_marked_by(MARK, usual=ROOT / ".cache" / "bench")
        replaceable(self.folder, ROOT, own)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        (self.folder / MARK).touch()
        self._write(self.folder / "portal")
        (self.folder / "portal" / ".venv").symlink_to(ROOT / ".venv")

    def run(self) -> list[Row]:
        """The medians of some rounds in which everybody builds once."""
        costs: dict[str, list[Cost]] = defaultdict(list)
        for builds in [self._round] * self.rounds + [self._whole_round] * self.rounds:
            for what, cost in builds(self.folder / "portal"):
                costs[what].append(cost)
        return [Row(what, median(found)) for what, found in costs.items()]

    def sizes(self) -> dict[str, tuple[int, int, int]]:
        """Pages, files and bytes of everybody's output."""
        return {path.parent.name: size_of(path) for path in sorted(self.folder.glob("*/output"))}

    @abstractmethod
    def _write(self, portal: Path) -> None:
        """The portal's project, and those of its peers beside it."""

    @abstractmethod
    def _round(self, portal: Path) -> Iterator[tuple[str, Cost]]:
        """What was built, and what it cost."""

    def _whole_round(self, portal: Path) -> Iterator[tuple[str, Cost]]:
        """Builds that remove what was there before, after all others: see `_set_aside`."""
        yield from ()

    def _set_aside(self, *folders: Path) -> None:
        """Out of the way, not removed: a disk that has just freed thousands of files takes
        seconds longer to make new ones, and would charge them to whoever builds next."""
        for path in filter(Path.exists, folders):
            path.rename(self.folder / f"aside-{len([*self.folder.glob('aside-*')])}")


@dataclass(frozen=True)
class Villages(Bench):
    """Every district and village with a page of its own."""

    def _write(self, portal: Path) -> None:
        write_villages(portal, install_register(self.folder / "register"))

    def _round(self, portal: Path) -> Iterator[tuple[str, Cost]]:
        self._set_aside(portal / "output", portal / ".cache")
        yield "villages, cold", cost_of([*PAGES, *STRICT], portal, _cache(portal))
        yield "villages, nothing changed", cost_of([*PAGES, *STRICT], portal, _cache(portal))


@dataclass(frozen=True)
class Records(Bench):
    """Invented statements, beside other builders.

    hugo         Hugo's binary, None to leave it out.
    with_pelican whether stock Pelican builds too; it takes long.
    """

    records: int
    hugo: Path | None
    with_pelican: bool

    def _write(self, portal: Path) -> None:
        with (ROOT / "data" / "regions.csv").open(encoding="utf-8") as file:
            codes = [row["code"] for row in csv.DictReader(file) if not row["valid_to"]]
        statements = list(examples(self.records, codes))
        write_portal(portal, statements)
        if self.hugo:
            write_hugo(self.folder / "hugo", statements)
        if self.with_pelican:
            write_pelican(self.folder / "pelican", statements)

    def _round(self, portal: Path) -> Iterator[tuple[str, Cost]]:
        cache = _cache(portal)
        self._set_aside(portal / "output", portal / "faster", portal / ".cache")
        yield "Netral, cold", cost_of([*PAGES, *STRICT], portal, cache)
        own = {"PORTAL_CACHE": str(portal / ".cache" / "faster")}
        yield "Netral, cold, with the faster reader", cost_of(FASTER, portal, own)
        if self.hugo:
            self._set_aside(self.folder / "hugo" / "output")
            command = [str(self.hugo), "--destination", "output", "--quiet"]
            yield "Hugo, cold", cost_of(command, self.folder / "hugo")
        if self.with_pelican:
            self._set_aside(self.folder / "pelican" / "output")
            yield "Pelican as it comes, cold", cost_of(PAGES, self.folder / "pelican")
        yield from self._again(portal, cache)

    def _again(self, portal: Path, cache: dict[str, str]) -> Iterator[tuple[str, Cost]]:
        for path in portal.rglob("*.*"):
            if path.is_file() and ".venv" not in path.parts:
                path.touch()
        yield "Netral, restored cache", cost_of([*PAGES, *STRICT], portal, cache)
        yield "Netral, nothing changed", cost_of([*PAGES, *STRICT], portal, cache)
        indexed = partial(cost_of, SEARCH, portal, cache | {"PYTHONPATH": str(portal / "plugins")})
        indexed()
        edit(portal)
        pages = cost_of([*PAGES, *STRICT], portal, cache)
        yield "Netral, one statement edited", pages
        yield "Netral, one statement edited, with search", pages + indexed()
        yield (
            "Netral, one statement edited in a preview",
            _previewed(portal, Path(cache["PORTAL_CACHE"])),
        )

    def _whole_round(self, portal: Path) -> Iterator[tuple[str, Cost]]:
        self._set_aside(self.folder / "site", portal / ".cache")
        yield "Netral, whole build with search and checks", cost_of(WHOLE, portal)
        edit(portal)
        yield "Netral, whole build after one edit", cost_of(WHOLE, portal)


def _cache(portal: Path) -> dict[str, str]:
    return {"PORTAL_CACHE": str(portal / ".cache" / "bench")}


def edit(portal: Path) -> str:
    """One more sentence in the statement in the middle, whose path this gives."""
    paths = sorted((portal / "content" / "statements").iterdir())
    path = paths[len(paths) // 2]
    path.write_text(path.read_text("utf-8") + "\nSatu kalimat lagi.\n", "utf-8")
    return path.relative_to(portal).as_posix()


def _previewed(portal: Path, cache: Path) -> Cost:
    """A new text in a preview that is running, after a first one."""
    preview = WarmPelican(portal)
    call = pelican_call(portal, portal / "output", "pelicanconf.py", None, cache)
    if log := preview.build(*call):
        sys.exit(log)
    preview.refresh([edit(portal)])
    cost = cost_in(preview.process, lambda: preview.refresh([edit(portal)]))
    preview.stop()
    return cost
