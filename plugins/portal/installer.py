"""Pip, asked for the packages of a lock file, and what its failures mean for people."""

import ast
import os
import platform
import re
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from .disk import reason_in

# How to reach packages. Whatever else somebody has set for pip is for other projects.
REACHING = (
    *("INDEX_URL", "EXTRA_INDEX_URL", "FIND_LINKS", "NO_INDEX", "TRUSTED_HOST", "PROXY", "CERT"),
    *("CLIENT_CERT", "TIMEOUT", "DEFAULT_TIMEOUT", "RETRIES", "CACHE_DIR", "NO_CACHE_DIR"),
    *("KEYRING_PROVIDER", "USE_FEATURE", "USE_DEPRECATED", "RESUME_RETRIES"),
)
SETTING = re.compile(r"^(global|install)\.([\w-]+)=(.+)$", re.MULTILINE)
LAST_LINES, KEPT_LINES = 6, 200
EVERY = 20
COLLECTED, PUTTING = ("Collecting ", "Processing "), "Installing collected packages"
UNREACHABLE = re.compile(
    "NewConnectionError|NameResolutionError|TimeoutError|ProxyError|SSLError|Retrying"
    "|Max retries|Could not fetch URL|[Cc]onnection (?:refused|reset|aborted)|HTTP error"
)
MISSING = re.compile(r"No matching distribution found for (\S+)")
NEWEST = "3.14"


class NotInstalled(Exception):
    """Why there are no packages, for people."""


def install(folder: Path, python: Path, lock: Path, say: Callable[[str], None]) -> None:
    """Make an environment in an empty folder, with every package of a lock file.

    python  the new environment's own.
    say     is told now and then how far it is.
    raises  NotInstalled.
    """
    _make_environment(folder)
    pip = [str(python), "-I", "-m", "pip"]
    settings = _settings(pip)
    asked = ["install", "--require-hashes", "--only-binary", ":all:", "--progress-bar", "off"]
    started = subprocess.Popen(
        [*pip, *asked, "--no-input", "--disable-pip-version-check", "-r", str(lock)],
        env=pip_environment(os.environ, settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with started:
        try:
            lines = (line.decode("utf-8", "replace").rstrip() for line in started.stdout)
            last = deque(_told(lines, say), maxlen=KEPT_LINES)
        except BaseException:
            started.kill()
            raise
    if started.returncode != 0:
        raise NotInstalled(why_failed(last))


def _make_environment(folder: Path) -> None:
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        raise NotInstalled(_without_pip()) from None
    try:
        # A copy of Python would not find its library where that moves.
        venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError as error:
        said = (error.output or b"").decode("utf-8", "replace").strip()
        if "No module named" in said:
            raise NotInstalled(_without_pip()) from None
        raise NotInstalled(
            reason_in(said) or f".venv tidak dapat dibuat:\n{_last(said.split(chr(10)))}"
        ) from None


def _without_pip() -> str:
    return (
        "Python ini tidak membawa venv dan pip. Di Debian atau Ubuntu: sudo apt install"
        " python3-venv; di tempat lain pasang Python dari https://www.python.org/downloads/."
        " Lalu jalankan lagi."
    )


def _settings(pip: list[str]) -> str:
    """All that pip's files say; it would list those of the user alone if PIP_USER were set."""
    every = {name: v for name, v in os.environ.items() if not name.upper().startswith("PIP_")}
    every |= {name: v for name, v in os.environ.items() if name == "PIP_CONFIG_FILE"}
    listed = subprocess.run(
        [*pip, "config", "list"], env=every | {"PIP_USER": "0"}, capture_output=True
    )
    return listed.stdout.decode("utf-8", "replace")


def _told(lines: Iterable[str], say: Callable[[str], None]) -> Iterable[str]:
    """The same lines; of some of them people are told."""
    count = 0
    for line in lines:
        if line.startswith(COLLECTED):
            count += 1
            if count % EVERY == 0:
                say(f"  {count} paket diambil …")
        elif line.startswith(PUTTING):
            say(f"  {count} paket dipasang …")
        yield line


def pip_environment(own: Mapping[str, str], settings: str) -> dict[str, str]:
    """Surroundings in which pip installs into `.venv`, from where a person gets packages.

    own       the variables of this process.
    settings  the lines of `pip config list`.
    """
    kept = {name: value for name, value in own.items() if not name.upper().startswith("PIP_")}
    for section in ("global", "install"):
        for where, name, value in SETTING.findall(settings):
            variable = name.upper().replace("-", "_")
            if where == section and variable in REACHING:
                kept[f"PIP_{variable}"] = _unquoted(value)
    reaching = {f"PIP_{name}" for name in REACHING}
    kept |= {name: value for name, value in own.items() if value and name in reaching}
    return kept | {"PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1"}


def _unquoted(value: str) -> str:
    try:
        return str(ast.literal_eval(value))
    except (ValueError, SyntaxError):
        return value


def why_failed(lines: Iterable[str]) -> str:
    """One sentence out of what pip said; its last lines where it is none of the known causes."""
    said = [line for line in lines if line.strip()]
    text = "\n".join(said)
    if reason := reason_in(text):
        return f"Pemasangan paket gagal. {reason}"
    if UNREACHABLE.search(text):
        return (
            "Paket tidak dapat diambil: server paket tidak terjangkau. Periksa sambungan internet"
            " dan setelan proksi, lalu jalankan lagi."
        )
    if missing := MISSING.search(text):
        return (
            f"{missing[1]} belum tersedia untuk Python {platform.python_version()} di komputer ini"
            f" ({platform.system()} {platform.machine()}). Pakai Python 3.11 sampai {NEWEST} 64 bit"
            " dari https://www.python.org/downloads/."
        )
    if "DO NOT MATCH THE HASHES" in text:
        return (
            "Sebuah paket tidak sama dengan yang tercatat di requirements.lock dan tidak dipasang."
            " Periksa dari server mana paket diambil, lalu jalankan lagi."
        )
    return f"Pemasangan paket gagal. Kata pip:\n{_last(said)}"


def _last(lines: list[str]) -> str:
    return "\n".join(lines[-LAST_LINES:])
