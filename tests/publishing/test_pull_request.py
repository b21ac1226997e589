"""The comment under a pull request: to the right one, once, and harmless."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from portal.pull_request import LONGEST, MARK, GitHub, comment, harmless, run_of

from .small_site import ROOT

EVENT = {
    "workflow_run": {
        "id": 7,
        "head_branch": "angka baru",
        "head_sha": "a" * 40,
        "html_url": "https://git.example/owner/portal/actions/runs/7",
        "head_repository": {"owner": {"login": "penyunting"}},
    }
}
RUN = run_of(EVENT)


class FakeGitHub(ThreadingHTTPServer):
    """A GitHub with one repository, `owner/portal`, as far as we ask it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.pulls = [{"number": 3, "head": {"sha": "a" * 40}}]
        self.comments: list[dict] = []
        self.artifacts = [{"id": 21, "name": "changes"}, {"id": 22, "name": "preview"}]
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def add(self, body: str, kind: str) -> None:
        one = {"id": 100 + len(self.comments), "body": body, "user": {"type": kind}}
        self.comments.append(one)


class Answers(BaseHTTPRequestHandler):
    server: FakeGitHub

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        path = self.path.removeprefix("/repos/owner/portal/").partition("?")[0]
        if path == "pulls":
            self._answer(self.server.pulls)
        elif path == "actions/runs/7/artifacts":
            self._answer({"artifacts": self.server.artifacts})
        else:
            assert path == "issues/3/comments"
            page = int(self.path.rpartition("page=")[2])
            self._answer(self.server.comments[(page - 1) * 100 : page * 100])

    def do_POST(self) -> None:
        assert self.path == "/repos/owner/portal/issues/3/comments"
        self.server.add(self._sent()["body"], "Bot")
        self._answer({})

    def do_PATCH(self) -> None:
        number = int(self.path.removeprefix("/repos/owner/portal/issues/comments/"))
        next(one for one in self.server.comments if one["id"] == number).update(self._sent())
        self._answer({})

    def _sent(self) -> dict:
        assert self.headers["Authorization"] == "Bearer rahasia"
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Requests are no news."""


@pytest.fixture
def fake() -> Iterator[FakeGitHub]:
    with FakeGitHub() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def said(fake: FakeGitHub, text: str) -> str:
    return comment(GitHub(fake.address, "owner/portal", "rahasia"), RUN, text)


def test_the_comment_tells_the_changes_and_where_the_preview_is(fake):
    assert said(fake, "## Yang berubah\n") == "Komentar ditulis pada usulan 3."

    (written,) = fake.comments
    assert written["body"].startswith(f"{MARK}\n## Yang berubah\n\n[Unduh pratinjau situs](")
    assert "(https://git.example/owner/portal/actions/runs/7/artifacts/22)" in written["body"]


def test_without_a_preview_the_comment_leads_to_the_reason(fake):
    del fake.artifacts[1]
    said(fake, "Teks")

    assert (
        "[pemeriksaan](https://git.example/owner/portal/actions/runs/7)"
        in (fake.comments[0]["body"])
    )


def test_a_later_run_changes_the_comment_it_wrote_and_no_other(fake):
    for number in range(120):
        fake.add(f"Pendapat {number}", "User")
    fake.add(f"{MARK} ditiru", "User")
    said(fake, "Pertama")
    assert said(fake, "Kedua") == "Komentar pada usulan 3 diperbarui."

    assert len(fake.comments) == 122
    assert "Kedua" in fake.comments[-1]["body"] and "Pertama" not in fake.comments[-1]["body"]
    assert fake.comments[-2]["body"] == f"{MARK} ditiru"


def test_the_pull_request_is_found_by_where_it_comes_from_and_its_commit(fake):
    said(fake, "Teks")

    assert fake.asked[0] == (
        "/repos/owner/portal/pulls?state=open&head=penyunting%3Aangka%20baru&per_page=100"
    )


def test_a_pull_request_that_went_on_is_not_commented_with_what_is_old(fake):
    fake.pulls = [{"number": 3, "head": {"sha": "b" * 40}}]

    assert said(fake, "Teks").startswith("Tidak ada usulan terbuka")
    assert fake.comments == []


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("@semua", "@\u2060semua"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)>"),
        ("![](https://pelacak.example/x.png)", "!\u2060[](https://pelacak.example/x.png)"),
        ("<!-- tersembunyi", "&lt;!-- tersembunyi"),
    ],
)
def test_text_of_a_stranger_calls_nobody_and_loads_nothing(hostile, shown):
    assert harmless(hostile) == shown


def test_a_text_that_is_too_long_is_cut_at_a_line():
    cut = harmless("baris yang sama\n" * 10_000)

    assert len(cut) < LONGEST + 20
    assert cut.endswith("baris yang sama\n\n… dipotong.")


def test_the_script_takes_everything_but_the_text_from_github(fake, tmp_path):
    (tmp_path / "event.json").write_text(json.dumps(EVENT), "utf-8")
    (tmp_path / "changes.md").write_bytes(b"Teks \xff")
    ran = run_script(
        tmp_path / "changes.md",
        GITHUB_API_URL=fake.address,
        GITHUB_REPOSITORY="owner/portal",
        GITHUB_TOKEN="rahasia",
        GITHUB_EVENT_PATH=str(tmp_path / "event.json"),
    )

    assert ran.stdout == "Komentar ditulis pada usulan 3.\n", ran.stderr
    assert "Teks" in fake.comments[0]["body"]


def run_script(summary: Path, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "scripts/comment.py", str(summary)],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
