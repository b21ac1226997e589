"""The form in the browser: a pinned copy of Sveltia CMS under `/admin/`, only on request.

Public pages do not know it. The copy is kept in `.cache/`; without it, without
its digest or without a registry the build stops before it has begun.
"""

import base64
import hashlib
import io
import shutil
import subprocess
import tarfile
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .core.cms import cms_text
from .core.portal import Portal
from .store import remove

Fetch = Callable[[str], bytes]

MAP = b"\n//# sourceMappingURL="
ICONS = b"https://cdn.jsdelivr.net/fontsource/fonts/material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2"
PAGE = """<!doctype html>
<html lang="id">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width">
<title>Penyuntingan</title>
<body>
<noscript>Formulir ini memerlukan JavaScript.</noscript>
<script src="sveltia-cms.js"></script>
</body>
</html>
"""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
    " img-src 'self' data: blob: https://avatars.githubusercontent.com; worker-src blob:;"
    " connect-src 'self' blob: data: https://api.github.com https://www.githubstatus.com{sign_in};"
    " base-uri 'none'; form-action 'none'"
)


class Unavailable(Exception):
    """Why there can be no form in the browser, in one sentence."""


@dataclass(frozen=True)
class Package:
    """One archive of the npm registry, and the file we need of it.

    integrity  SHA-512 of the archive, in base64, as the registry states it.
    """

    name: str
    version: str
    integrity: str
    file: str

    @property
    def archive(self) -> str:
        return f"{self.name.rpartition('/')[2]}-{self.version}.tgz"


CMS = Package(
    "@sveltia/cms",
    "0.221.1",
    "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
    "package/dist/sveltia-cms.js",
)
SYMBOLS = Package(
    "@fontsource-variable/material-symbols-outlined",
    "5.3.8",
    "vKpCnuTqRehg5RUVrqEQ/A8a52KykOJ65wqal9nxFXFVTYKlJOhx7r0TUbTgd2SN7oh31NJblxvX2CJxBNVqJg==",
    "package/files/material-symbols-outlined-latin-wght-normal.woff2",
)


@dataclass(frozen=True)
class Admin:
    """Everything `/admin/` is made of but the site's own records.

    repository  owner/name on GitHub, where changes become pull requests.
    sign_in     address of the OAuth service, "" for signing in with a token.
    """

    script: bytes
    icons: bytes
    repository: str
    sign_in: str


def is_wanted(environment: Mapping[str, str]) -> bool:
    return environment.get("PORTAL_CMS") == "1"


def prepare_admin(cache: Path, environment: Mapping[str, str], fetch: Fetch) -> Admin:
    """Fetch what is not in `cache` yet; raises Unavailable with what to set or do."""
    repository = environment.get("PORTAL_REPOSITORY") or environment.get("GITHUB_REPOSITORY", "")
    if repository.count("/") != 1:
        raise Unavailable(
            f'PORTAL_CMS=1, tetapi repositorinya "{repository}".'
            " Isi PORTAL_REPOSITORY dengan nama/repositori di GitHub."
        )
    script, icons = (file_of(package, cache, environment, fetch) for package in (CMS, SYMBOLS))
    sign_in = environment.get("PORTAL_CMS_SIGN_IN", "").rstrip("/")
    return Admin(self_contained(script), icons, repository, sign_in)


def self_contained(script: bytes) -> bytes:
    """The script with its icons beside it, and without the address of its source map."""
    return script.partition(MAP)[0].replace(ICONS, b"icons.woff2") + b"\n"


def file_of(package: Package, cache: Path, environment: Mapping[str, str], fetch: Fetch) -> bytes:
    """The file of a package, out of the cache or the registry; never of other bytes."""
    kept = cache / package.archive
    archive = kept.read_bytes() if kept.is_file() else b""
    if _digest(archive) != package.integrity:
        archive = _fetched(package, registry(environment), fetch)
        remove(kept)
        with suppress(OSError):
            cache.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(archive)
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        return files.extractfile(package.file).read()


def _fetched(package: Package, address: str, fetch: Fetch) -> bytes:
    where = f"{address}/{package.name}/-/{package.archive}"
    try:
        archive = fetch(where)
    except OSError as error:
        raise Unavailable(
            f"{package.name} {package.version} tidak dapat diunduh ({error})."
            " Periksa sambungan dan NPM_CONFIG_REGISTRY, atau bangun tanpa PORTAL_CMS."
        ) from error
    if _digest(archive) != package.integrity:
        raise Unavailable(
            f"{package.name} {package.version} dari registri tidak sama dengan yang disahkan"
            " (SHA-512 berbeda). Jangan dipakai; periksa NPM_CONFIG_REGISTRY."
        )
    return archive


def _digest(archive: bytes) -> str:
    return base64.b64encode(hashlib.sha512(archive).digest()).decode()


def registry(environment: Mapping[str, str]) -> str:
    """Address of the npm registry: from the environment, else as npm is set."""
    told = environment.get("NPM_CONFIG_REGISTRY") or environment.get("npm_config_registry")
    address = told or _registry_of_npm(environment)
    if not address.startswith(("https://", "http://")):
        raise Unavailable(
            "alamat registri npm tidak diketahui. Isi NPM_CONFIG_REGISTRY dengan alamatnya,"
            " atau bangun tanpa PORTAL_CMS."
        )
    return address.rstrip("/")


def _registry_of_npm(environment: Mapping[str, str]) -> str:
    npm = shutil.which("npm", path=environment.get("PATH", ""))
    if not npm:
        return ""
    ran = subprocess.run(
        [npm, "config", "get", "registry"], capture_output=True, encoding="utf-8", errors="replace"
    )
    return ran.stdout.strip()


def download(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=120) as answer:
        return answer.read()


def write_admin(admin: Admin, portal: Portal, site_url: str, output: Path) -> None:
    """Write `/admin/` into a finished site."""
    folder = output / "admin"
    folder.mkdir()
    (folder / "sveltia-cms.js").write_bytes(admin.script)
    (folder / "icons.woff2").write_bytes(admin.icons)
    config = cms_text(portal, admin.repository, site_url, admin.sign_in)
    (folder / "config.yml").write_text(config, "utf-8", newline="\n")
    policy = POLICY.format(sign_in=f" {admin.sign_in}" if admin.sign_in else "")
    (folder / "index.html").write_text(PAGE.format(policy=policy), "utf-8", newline="\n")
