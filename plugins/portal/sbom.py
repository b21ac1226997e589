"""The packages of the lock file as a bill of materials that scanners read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+?))?\s*\\?$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Package:
    """One pinned package.

    condition  where it is installed, such as `sys_platform == 'win32'`; "" is everywhere.
    hashes     SHA-256 of every file that may be installed.
    """

    version: str
    condition: str
    hashes: tuple[str, ...]


def locked_packages(lock: str) -> dict[str, Package]:
    """Name -> package, for each entry of a requirements file with hashes."""
    packages: dict[str, Package] = {}
    name = ""
    for line in lock.splitlines():
        if found := PACKAGE.match(line):
            name, version, condition = found.groups()
            packages[name] = Package(version, condition or "", ())
        elif found := HASH.search(line):
            one = packages[name]
            packages[name] = Package(one.version, one.condition, (*one.hashes, found[1]))
    return packages


def bill_of_materials(packages: Mapping[str, Package]) -> dict:
    """A CycloneDX 1.6 document; no time and no serial number, so that it is always the same.

    source  https://cyclonedx.org/docs/1.6/json/
    """
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": [_component(name, one) for name, one in sorted(packages.items())],
    }


def _component(name: str, package: Package) -> dict:
    address = f"pkg:pypi/{name}@{package.version}"
    files = {
        "type": "distribution",
        "url": f"https://pypi.org/project/{name}/{package.version}/",
        "hashes": [{"alg": "SHA-256", "content": one} for one in package.hashes],
    }
    component = {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": package.version,
        "purl": address,
        "externalReferences": [files],
    }
    if package.condition:
        component["properties"] = [{"name": "netral:condition", "value": package.condition}]
    return component
