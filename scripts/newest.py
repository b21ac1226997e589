"""Rewrites requirements.lock with the newest version of every package, for this machine only.

Then `python3 scripts/test.py` says whether they work. Not to be committed: the README has the way.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
RESOLVE = ("install", "--dry-run", "--ignore-installed", "--only-binary", ":all:", "--quiet")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--project", type=Path, default=Path(__file__).resolve().parent.parent)
    options.add_argument("--report", type=Path, metavar="FILE")
    chosen = options.parse_args()
    lock = chosen.project / "requirements.lock"
    before = dict(PINNED.findall(lock.read_text("utf-8")))
    found = resolve(unpinned(tomllib.loads((chosen.project / "pyproject.toml").read_text("utf-8"))))
    lock.write_text("".join(found), "utf-8", newline="\n")
    after = dict(PINNED.findall("".join(found)))
    lines = [f"- {n}: {before.get(n, '–')} → {v}" for n, v in after.items() if before.get(n) != v]
    print("\n".join(lines))
    if chosen.report:
        text = "\n".join(["Pengujian gagal dengan versi terbaru paket-paket ini:\n", *lines, ""])
        chosen.report.write_text(text, "utf-8", newline="\n")


def unpinned(project: dict) -> list[str]:
    """Every package that pyproject.toml pins, without its version."""
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["test"]
    return [one.partition("==")[0] for one in wanted]


def resolve(names: list[str]) -> list[str]:
    """Entries of a lock file, sorted, with the digests of what pip would install here."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", *RESOLVE, "--report", str(report), *names]
        subprocess.run(command, check=True)
        packages = json.loads(report.read_text("utf-8"))["install"]
    return sorted(map(entry, packages))


def entry(package: dict) -> str:
    name = re.sub(r"[-_.]+", "-", package["metadata"]["name"]).lower()
    version = package["metadata"]["version"]
    digest = package["download_info"]["archive_info"]["hashes"]["sha256"]
    return f"{name.lower()}=={version} \\\n    --hash=sha256:{digest}\n"


if __name__ == "__main__":
    main()
