"""The packages of the lock file as a bill of materials that scanners read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+?))?\s*\\?$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Package:
    """One pinned package; one name may stand twice, for different interpreters.

    condition  where it is installed, such as `sys_platform == 'win32'`; "" is everywhere.
    hashes     SHA-256 of every file that may be installed.
    """

    name: str
    version: str
    condition: str
    hashes: tuple[str, ...]


def locked_packages(lock: str) -> list[Package]:
    """The entries of a requirements file with hashes, in its order."""
    packages: list[Package] = []
    for line in lock.splitlines():
        if found := PACKAGE.match(line):
            name, version, condition = found.groups()
            packages.append(Package(name, version, condition or "", ()))
        elif found := HASH.search(line):
            packages[-1] = replace(packages[-1], hashes=(*packages[-1].hashes, found[1]))
    return packages


def bill_of_materials(packages: Iterable[Package]) -> dict:
    """A CycloneDX 1.6 document; no time and no serial number, so that it is always the same.

    source  https://cyclonedx.org/docs/1.6/json/
    """
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": [_component(package) for package in packages],
    }


def _component(package: Package) -> dict:
    address = f"pkg:pypi/{package.name}@{package.version}"
    files = {
        "type": "distribution",
        "url": f"https://pypi.org/project/{package.name}/{package.version}/",
        "hashes": [{"alg": "SHA-256", "content": one} for one in package.hashes],
    }
    component = {
        "type": "library",
        "bom-ref": address,
        "name": package.name,
        "version": package.version,
        "purl": address,
        "externalReferences": [files],
    }
    if package.condition:
        component["properties"] = [{"name": "netral:condition", "value": package.condition}]
    return component
