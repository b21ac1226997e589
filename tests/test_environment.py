"""The first command of a person makes what it needs, mends what has broken, or says why not.

Packages come from a folder with one small wheel: nothing is asked of a network.
"""

import ast
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from built import ROOT, SECONDS

from portal.installation import Installation
from portal.installer import NotInstalled, pip_environment, why_failed

WHEEL = "kecil-1.0-py3-none-any.whl"
COMMAND = """\
import environment

environment.ensure()

import sys
import kecil

print("berjalan …", kecil.WORD, *sys.argv[1:])
"""


@pytest.fixture(scope="session")
def wheels(tmp_path_factory) -> Path:
    """A folder with the wheel of a package of one line."""
    folder = tmp_path_factory.mktemp("wheels")
    about = "Metadata-Version: 2.1\nName: kecil\nVersion: 1.0\n"
    kind = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    names = ("METADATA", "WHEEL", "RECORD")
    record = "".join(f"kecil-1.0.dist-info/{name},,\n" for name in names) + "kecil.py,,\n"
    with zipfile.ZipFile(folder / WHEEL, "w") as wheel:
        wheel.writestr("kecil.py", 'WORD = "kecil"\n')
        for name, text in zip(names, (about, kind, record), strict=True):
            wheel.writestr(f"kecil-1.0.dist-info/{name}", text)
    return folder


def lock_of(wheel: Path) -> str:
    return f"kecil==1.0 \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


@pytest.fixture
def project(tmp_path, wheels) -> Path:
    """A project with the real scripts, a command and a lock file of one package."""
    root = tmp_path / "proyek"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=ignore)
    shutil.copytree(ROOT / "plugins", root / "plugins", ignore=ignore)
    (root / "scripts" / "command.py").write_text(COMMAND, "utf-8")
    (root / "requirements.lock").write_text(lock_of(wheels / WHEEL))
    return root


def start(project: Path, wheels: Path, *arguments: str, **variables: str) -> subprocess.Popen:
    """The command, by a Python that has none of our packages, where no network is asked."""
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
    return subprocess.Popen(
        [sys._base_executable, str(project / "scripts" / "command.py"), *arguments],
        env=os.environ | offline | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def run(project: Path, wheels: Path, *arguments: str, **variables: str) -> tuple[int, str, str]:
    with start(project, wheels, *arguments, **variables) as started:
        said, complained = started.communicate(timeout=SECONDS)
    return started.returncode, said, complained


def test_the_first_command_makes_its_packages_whatever_pip_is_set_to(project, wheels, tmp_path):
    settings = tmp_path / "pip.conf"
    settings.write_text(
        f"[global]\nfind-links = {wheels}\n[install]\nuser = true\ntarget = {tmp_path / 'lain'}\n"
    )
    variables = {"PIP_USER": "1", "PIP_NO_BINARY": ":all:", "PIP_PREFIX": str(tmp_path / "p")}

    code, said, complained = run(
        *(project, wheels, "kata dengan spasi"),
        **variables,
        PIP_FIND_LINKS="",
        PIP_CONFIG_FILE=str(settings),
        PYTHONIOENCODING="latin-1",
    )

    assert (code, complained) == (0, "")
    assert said.splitlines() == [
        "Menyiapkan .venv dari requirements.lock (sekali saja, satu sampai dua menit) …",
        "  1 paket dipasang …",
        "berjalan … kecil kata dengan spasi",
    ]
    assert not (tmp_path / "lain").exists()


def test_what_has_broken_is_mended_once(project, wheels):
    assert run(project, wheels)[0] == 0
    packages = Installation(project).packages
    again = "Menyiapkan .venv dari requirements.lock"
    assert again not in run(project, wheels)[1]

    (packages / "kecil.py").unlink()
    code, said, complained = run(project, wheels)

    assert (code, complained) == (0, "")
    assert said.startswith(again) and said.endswith("berjalan … kecil\n")


def test_of_two_first_commands_the_second_waits_for_the_first(project, wheels):
    with start(project, wheels, "a") as one, start(project, wheels, "b") as two:
        said = [started.communicate(timeout=SECONDS)[0] for started in (one, two)]

    assert (one.returncode, two.returncode) == (0, 0)
    assert sorted("paket dipasang" in words for words in said) == [False, True]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signal to a group")
def test_ctrl_c_in_the_first_command_is_a_line(project, wheels):
    with start(project, wheels) as started:
        assert started.stdout.readline().startswith("Menyiapkan .venv")
        os.killpg(started.pid, signal.SIGINT)
        _, complained = started.communicate(timeout=SECONDS)

    assert (started.returncode, complained) == (130, "Dihentikan.\n")


def test_packages_that_cannot_be_had_are_a_sentence(project, wheels, tmp_path):
    (tmp_path / "empty").mkdir()

    code, _, complained = run(project, tmp_path / "empty")

    assert code == 1
    assert complained.startswith("kecil==1.0 belum tersedia untuk Python 3.")
    assert len(complained.splitlines()) == 1
    # What is left unfinished does not pass for finished.
    assert run(project, wheels)[0] == 0


@pytest.fixture
def installation(project) -> Installation:
    """One that is whole: an environment without pip, and the package put there by hand."""
    made = Installation(project)
    venv.create(made.folder, symlinks=os.name != "nt")
    (made.packages / "kecil.py").touch()
    (made.packages / "kecil-1.0.dist-info").mkdir()
    (made.packages / "kecil-1.0.dist-info" / "RECORD").write_text("kecil.py,,\n../../bin/k,,\n")
    made.listed.write_text("kecil-1.0.dist-info\nkecil.py")
    made.stamp.write_text(hashlib.sha256(made.lock.read_bytes()).hexdigest())
    assert made.is_current()
    return made


def forget_the_list(made: Installation) -> None:
    made.listed.unlink()


def remove_a_package(made: Installation) -> None:
    (made.packages / "kecil.py").unlink()


def uninstall(made: Installation) -> None:
    shutil.rmtree(made.packages / "kecil-1.0.dist-info")


def leave_unfinished(made: Installation) -> None:
    made.listed.write_text("")


def change_the_lock_file(made: Installation) -> None:
    made.lock.write_text("lain==2.0\n")


def remove_its_python(made: Installation) -> None:
    made.python.unlink()
    made.python.symlink_to("/tidak/ada/python3")


def put_a_program_without_its_library(made: Installation) -> None:
    made.python.unlink()
    made.python.write_text("#!/bin/sh\nexit 127\n")
    made.python.chmod(0o755)


def upgrade_python(made: Installation) -> None:
    settings = made.folder / "pyvenv.cfg"
    version = "{}.{}".format(*sys.version_info)
    settings.write_text(settings.read_text().replace(f"version = {version}", "version = 3.1"))


def lose_the_settings(made: Installation) -> None:
    (made.folder / "pyvenv.cfg").unlink()


@pytest.mark.parametrize(
    "damage",
    [
        *(remove_a_package, uninstall, leave_unfinished, change_the_lock_file),
        *(remove_its_python, put_a_program_without_its_library, upgrade_python, lose_the_settings),
    ],
)
def test_what_is_not_whole_is_seen(damage, installation):
    damage(installation)

    assert not installation.is_current()


@pytest.mark.parametrize("damage", [remove_a_package, uninstall])
def test_without_a_list_the_packages_themselves_are_asked(damage, installation):
    forget_the_list(installation)
    assert installation.is_current()
    damage(installation)

    assert not installation.is_current()


def below(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


@pytest.mark.parametrize("damage", [remove_a_package, change_the_lock_file])
def test_nothing_is_deleted_through_a_link(damage, installation, tmp_path):
    shared = installation.folder.rename(tmp_path / "bersama")
    installation.folder.symlink_to(shared)
    assert installation.is_current()
    damage(installation)
    before = below(shared)

    with pytest.raises(NotInstalled, match=r"adalah tautan ke .*bersama"):
        installation.make(print)
    assert below(shared) == before


def test_an_environment_that_somebody_else_made_stays(project):
    made = Installation(project)
    venv.create(made.folder)
    before = below(made.folder)

    with pytest.raises(NotInstalled, match="bukan buatan perintah ini"):
        made.make(print)
    assert below(made.folder) == before


@pytest.mark.parametrize("kind", ["a file", "a link to nowhere"])
def test_what_is_no_folder_stays(kind, project):
    made = Installation(project)
    if kind == "a file":
        made.folder.write_text("isi")
    else:
        made.folder.symlink_to(project / "tidak-ada")

    with pytest.raises(NotInstalled, match=r"lalu jalankan lagi\.$"):
        made.make(print)
    assert os.path.lexists(made.folder)


def test_only_the_way_to_packages_is_kept_of_pips_settings():
    settings = (
        "global.index-url='https://paket.example/simple'\nglobal.user='true'\n"
        "global.extra-index-url='https://a.example\\nhttps://b.example'\n"
        "install.index-url='https://lain.example/simple'\n:env:.target='/x'\n"
    )
    own = {"PATH": "/bin", "PIP_USER": "1", "PIP_TARGET": "/x", "pip_target": "/y"}

    made = pip_environment(own | {"PIP_PROXY": "http://proksi.example"}, settings)

    assert made == {
        "PATH": "/bin",
        "PIP_INDEX_URL": "https://lain.example/simple",
        "PIP_EXTRA_INDEX_URL": "https://a.example\nhttps://b.example",
        "PIP_PROXY": "http://proksi.example",
        "PIP_CONFIG_FILE": os.devnull,
        "PYTHONUTF8": "1",
    }


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "ERROR: Could not find a version that satisfies the requirement scipy==1.17.1 (from"
            " versions: 0.8.0)\nERROR: No matching distribution found for scipy==1.17.1",
            "scipy==1.17.1 belum tersedia untuk Python",
        ),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by"
            " 'NewConnectionError'\nERROR: No matching distribution found for scipy==1.17.1",
            "server paket tidak terjangkau",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on"
            " device: '/srv/a'",
            "/srv/a: disk penuh",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "tidak sama"),
    ],
)
def test_pips_answer_becomes_a_sentence(said, told):
    warnings = ["WARNING: something about this machine"] * 90

    sentence = why_failed([*warnings, *said.splitlines()])

    assert told in sentence
    assert len(sentence.splitlines()) == 1 and sentence.endswith(".")


def test_an_unknown_answer_of_pip_is_shown_by_its_last_lines():
    shown = why_failed([*(f"WARNING {i}" for i in range(90)), "ERROR: hal baru"])

    assert shown.startswith("Pemasangan paket gagal.")
    assert shown.endswith("ERROR: hal baru") and len(shown.splitlines()) == 7


ENDING = """\
import sys

sys.path[:0] = [{scripts!r}, {plugins!r}]
import endings

endings.speak_everywhere()
sys.excepthook = endings.say_last_words
{act}
"""


def ending(act: str, **options) -> subprocess.CompletedProcess:
    code = ENDING.format(scripts=str(ROOT / "scripts"), plugins=str(ROOT / "plugins"), act=act)
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", **options
    )


def test_ctrl_c_is_a_line_and_130():
    ran = ending(f"import os, signal; os.kill(os.getpid(), {int(signal.SIGINT)}); input()")

    assert (ran.returncode, ran.stderr) == (130, "Dihentikan.\n")


def test_a_full_disk_is_a_line_and_1():
    ran = ending("raise OSError(28, 'No space left on device', '/srv/a')")

    assert (ran.returncode, ran.stderr) == (
        1,
        "/srv/a: disk penuh. Kosongkan ruang, lalu ulangi.\n",
    )


def test_an_error_of_ours_is_shown_whole():
    ran = ending("raise KeyError('a')")

    assert ran.returncode == 1
    assert ran.stderr.startswith("Traceback") and ran.stderr.endswith("KeyError: 'a'\n")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_any_terminal_is_spoken_to(encoding):
    ran = ending("print('Menyiapkan …')", env=os.environ | {"PYTHONIOENCODING": encoding})

    assert (ran.returncode, ran.stdout) == (0, "Menyiapkan …\n")


@pytest.mark.parametrize("path", sorted((ROOT / "scripts").glob("*.py")), ids=lambda p: p.stem)
def test_an_old_python_reads_every_script_far_enough_to_say_what_is_needed(path):
    ast.parse(path.read_text("utf-8"), feature_version=(3, 7))
