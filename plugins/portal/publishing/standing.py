"""How the commit to publish stands to the one that is live, and to what is not committed."""

import json
import re
from pathlib import Path

from ..manifest import INPUTS, LOCK, MANIFEST
from .git import Git, GitFailed
from .sources import Commit

ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def live_manifest(site: Commit) -> dict:
    """What the live site says of itself; nothing where it was filled by other means."""
    try:
        manifest = json.loads(site.read(MANIFEST) or b"{}")
    except ValueError:
        return {}
    return manifest if isinstance(manifest, dict) else {}


def why_not_over(project: Git, live: object, commit: str) -> str:
    """Why a commit must not take the place of the live one, as a sentence; "" if it may.

    live  the commit the live site was built from, or whatever its manifest says there.
    """
    if not isinstance(live, str) or not ID.fullmatch(live) or live == commit:
        return ""
    if project("rev-parse", "--is-shallow-repository") == "true":
        return ""  # The build says what to do.
    known = f"Yang tayang dibangun dari komit {live[:12]}"
    if not project.succeeds("cat-file", "-e", f"{live}^{{commit}}"):
        return f"{known}, yang tidak dikenal di sini. Ambil dulu: git fetch --all."
    if project.succeeds("merge-base", "--is-ancestor", live, commit):
        return ""
    if project.succeeds("merge-base", "--is-ancestor", commit, live):
        return f"{known}, yang lebih baru daripada {commit[:12]}. Terbitkan komit yang terbaru."
    return (
        f"{known}, yang tidak termuat dalam {commit[:12]}: perubahan di sana akan hilang dari"
        " situs. Gabungkan dulu: git merge."
    )


def left_out(root: Path) -> list[str]:
    """Files of the site's inputs with changes that are not committed, by their paths."""
    asked = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
    try:
        listed = Git(root)(*asked, "--", *INPUTS, LOCK).split("\0")
    except GitFailed:
        return []
    return sorted(line[3:] for line in listed if line)
