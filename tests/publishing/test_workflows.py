"""The workflows call scripts, with options those have, and may do no more than they must."""

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from portal.cache import CODE

from .small_site import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# A tag can be moved by whoever holds the action; what it pointed at is told beside it.
PINNED = re.compile(
    r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|docker://[\w./-]+:[\w.]+@sha256:[0-9a-f]{64}"
)
ZIZMOR = Path(sysconfig.get_path("scripts")) / "zizmor"
COMMAND = re.compile(r"python3 (scripts/\w+\.py)((?: .*)?)")


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request) -> dict:
    return yaml.safe_load(request.param.read_text("utf-8"))


def test_every_command_is_one_script_with_its_own_options(workflow):
    commands = [s["run"] for j in workflow["jobs"].values() for s in j["steps"] if "run" in s]
    for command in commands:
        script, options = COMMAND.fullmatch(command).groups()
        if "--" in options:
            asked = [sys.executable, script, "--help"]
            known = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True).stdout
            assert set(re.findall(r"--[a-z-]+", options)) <= set(re.findall(r"--[a-z-]+", known))


def test_nothing_is_allowed_that_is_not_said(workflow):
    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


def test_what_builds_the_site_has_the_whole_history(workflow):
    for job in workflow["jobs"].values():
        if any(re.search(r"build|publish|test", step.get("run", "")) for step in job["steps"]):
            assert job["steps"][0]["with"]["fetch-depth"] == 0


def triggers(workflow: dict) -> set[str]:
    """YAML reads the key `on` as true."""
    return set(workflow[True])


def rights(workflow: dict) -> set[str]:
    granted = [workflow["permissions"], *(j.get("permissions", {}) for j in jobs(workflow))]
    return {f"{name}: {level}" for of in granted for name, level in of.items()}


def jobs(workflow: dict) -> list[dict]:
    return list(workflow["jobs"].values())


def steps(workflow: dict) -> list[dict]:
    return [step for job in jobs(workflow) for step in job["steps"]]


def test_what_runs_code_of_a_pull_request_may_only_read(workflow):
    assert "pull_request_target" not in triggers(workflow)
    if "pull_request" in triggers(workflow):
        assert rights(workflow) <= {"contents: read"}
        assert "secrets." not in str(workflow) and "github.token" not in str(workflow)


def test_what_may_write_under_a_pull_request_runs_the_code_of_the_main_branch(workflow):
    if "pull-requests: write" not in rights(workflow):
        return
    assert triggers(workflow) == {"workflow_run"}
    assert rights(workflow) == {"contents: read", "actions: read", "pull-requests: write"}
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"] == {"persist-credentials": False}
    downloads = [s for s in steps(workflow) if "download-artifact" in s.get("uses", "")]
    assert [s["with"]["path"] for s in downloads] == ["changes"]
    assert [s["run"] for s in steps(workflow) if "run" in s] == [
        "python3 scripts/comment.py changes/changes.md"
    ]


def test_nothing_a_stranger_can_write_becomes_part_of_a_command(workflow):
    assert not [s["run"] for s in steps(workflow) if "${{" in s.get("run", "")]


def test_one_workflow_writes_the_comment_from_what_the_other_uploads():
    read = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in WORKFLOWS}
    asked, told = read["pull-request"], read["comment"]
    uploads = {
        step["with"]["name"]: step["with"]["path"]
        for step in steps(asked)
        if "upload-artifact" in step.get("uses", "")
    }

    assert told[True]["workflow_run"] == {"workflows": [asked["name"]], "types": ["completed"]}
    assert uploads == {"changes": "changes.md", "preview": "output"}
    check = next(s["run"] for s in steps(asked) if "check.py" in s.get("run", ""))
    assert check.endswith(f"--summary {uploads['changes']}")
    upload = next(s for s in steps(asked) if s.get("with", {}).get("name") == "changes")
    assert upload["if"] == "always()"


def test_what_a_build_kept_is_given_only_to_builds_of_the_same_code_and_packages(workflow):
    hashed = "|".join(f"'{n}'" if "." in n else f"'{n}/**'" for n in CODE)
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/cache@"):
            for key in (step["with"]["key"], *step["with"].get("restore-keys", "").splitlines()):
                within = re.search(r"hashFiles\((.*?)\)", key)[1]
                assert set(hashed.split("|")) <= set(within.split(", "))
            assert step["with"]["path"] == ".cache/site"
            assert "pull_request" not in triggers(workflow)


def test_publications_wait_for_each_other():
    publish = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))

    assert publish["concurrency"] == {"group": "publish", "cancel-in-progress": False}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_its_full_commit_and_names_its_version(path):
    used = re.findall(r"^\s*(?:- )?uses: *(.*)$", path.read_text("utf-8"), re.MULTILINE)

    assert used
    assert [action for action in used if not PINNED.fullmatch(action)] == []


def test_one_action_has_one_commit_everywhere():
    texts = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    versions = dict(re.findall(r"uses: *([\w./-]+)@(.*)", texts))

    assert all(
        texts.count(f"{name}@") == texts.count(f"{name}@{v}") for name, v in versions.items()
    )


def audited(*paths: Path) -> subprocess.CompletedProcess:
    """What zizmor says of workflows: permissions, secrets, what strangers can inject."""
    command = [str(ZIZMOR), "--offline", "--no-progress", "--format", "plain", *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_an_auditor_finds_nothing_in_the_workflows():
    found = audited(*WORKFLOWS)

    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("python3 scripts/check.py --format github", "echo ${{ github.head_ref }}", "injection"),
        ("  contents: read", "  contents: write", "excessive-permissions"),
        ("34e114876b0b11c390a56381ad16ebd13914f8d5 # v4.3.1", "v4", "unpinned-uses"),
        ("on:\n  pull_request:", "on:\n  pull_request_target:", "dangerous-triggers"),
        ("    runs-on: ubuntu-24.04\n", "", "failed to validate"),
    ],
)
def test_the_auditor_finds_what_is_wrong(tmp_path, old, new, finding):
    text = (ROOT / ".github" / "workflows" / "pull-request.yml").read_text("utf-8")
    assert old in text
    path = tmp_path / ".github" / "workflows" / "pull-request.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(old, new), "utf-8")
    found = audited(path)

    assert found.returncode != 0
    assert finding in found.stdout + found.stderr
