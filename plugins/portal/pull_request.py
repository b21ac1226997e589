"""The comment under a pull request that says what it changes for readers.

It is written with rights the pull request does not have, so what came out of
the pull request is only text here: it is never run, and calls nobody.
"""

import json
import re
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

MARK = "<!-- perubahan bagi pembaca -->"
LONGEST = 60_000  # characters; GitHub takes 65,536 in a comment
PER_PAGE = 100
SECONDS = 60
PREVIEW = "preview"
# What would name people, fetch a picture, hide or show HTML, or end where our own text begins.
CALLS = {"<": "&lt;", "@": "@\u2060", "![": "!\u2060["}


@dataclass(frozen=True)
class GitHub:
    """One repository behind GitHub's interface for programs.

    api         its address, such as `https://api.github.com`.
    repository  owner/name.
    """

    api: str
    repository: str
    token: str

    def ask(self, path: str, method: str = "GET", body: Mapping[str, Any] | None = None) -> Any:
        """The answer to a request below the repository; raises OSError if there is none."""
        request = urllib.request.Request(
            f"{self.api}/repos/{self.repository}/{path}",
            method=method,
            data=json.dumps(body).encode() if body else None,
            headers={
                "Authorization": f"Bearer {self.token}",
                "Accept": "application/vnd.github+json",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return json.load(answer)


@dataclass(frozen=True)
class Run:
    """The finished run of a pull request's workflow, as GitHub itself tells of it.

    owner, branch, commit  where the pull request comes from; not read from its files.
    address                the run's page for people.
    """

    number: int
    owner: str
    branch: str
    commit: str
    address: str


def run_of(event: Mapping[str, Any]) -> Run:
    """The run that a `workflow_run` event is about."""
    told = event["workflow_run"]
    return Run(
        number=int(told["id"]),
        owner=told["head_repository"]["owner"]["login"],
        branch=told["head_branch"],
        commit=told["head_sha"],
        address=told["html_url"],
    )


def comment(github: GitHub, run: Run, text: str) -> str:
    """Write the comment, or change the one that is there; returns what was done, for people."""
    number = _pull_request(github, run)
    if number is None:
        return "Tidak ada usulan terbuka dengan komit ini; tidak ada yang dikomentari."
    body = {"body": _body(text, _preview(github, run))}
    written = next(_written(github, number), None)
    if written is None:
        github.ask(f"issues/{number}/comments", "POST", body)
        return f"Komentar ditulis pada usulan {number}."
    github.ask(f"issues/comments/{written}", "PATCH", body)
    return f"Komentar pada usulan {number} diperbarui."


def harmless(text: str) -> str:
    """The text with nothing in it that calls people or pictures; cut where it is too long."""
    for call, instead in CALLS.items():
        text = text.replace(call, instead)
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rpartition(chr(10))[0]}\n\n… dipotong."


def _body(text: str, preview: str) -> str:
    return f"{MARK}\n{harmless(text).strip()}\n\n{preview}\n"


def _pull_request(github: GitHub, run: Run) -> int | None:
    """The open pull request that ends in the run's commit; None where it went on since."""
    head = quote(f"{run.owner}:{run.branch}", safe="")
    found = github.ask(f"pulls?state=open&head={head}&per_page={PER_PAGE}")
    return next((int(one["number"]) for one in found if one["head"]["sha"] == run.commit), None)


def _preview(github: GitHub, run: Run) -> str:
    """Where the built site is to be had."""
    found = github.ask(f"actions/runs/{run.number}/artifacts?per_page={PER_PAGE}")
    names = {one["name"]: int(one["id"]) for one in found["artifacts"]}
    if PREVIEW not in names:
        return f"Pratinjau situs tidak jadi; sebabnya ada di [pemeriksaan]({run.address})."
    address = f"{run.address}/artifacts/{names[PREVIEW]}"
    return (
        f"[Unduh pratinjau situs]({address}), bongkar, dan jalankan `python3 -m http.server` di"
        " dalamnya. Draf pun terlihat di sana."
    )


def _written(github: GitHub, number: int) -> Iterator[int]:
    """Our own comments there."""
    page = 1
    while True:
        found = github.ask(f"issues/{number}/comments?per_page={PER_PAGE}&page={page}")
        for one in found:
            if one["user"]["type"] == "Bot" and re.match(re.escape(MARK), one["body"]):
                yield int(one["id"])
        if len(found) < PER_PAGE:
            return
        page += 1
