"""The workflows call scripts, with options those have, and may do no more than they must."""

import re
import subprocess
import sys

import pytest
import yaml

from .small_site import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
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


def test_publications_wait_for_each_other():
    publish = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))

    assert publish["concurrency"] == {"group": "publish", "cancel-in-progress": False}
