"""Rebuild a commit and compare it, byte for byte, with a published site."""

import environment

environment.ensure()

import argparse
import sys
from contextlib import nullcontext

from places import path, remote

from portal.publishing.git import GitFailed
from portal.publishing.sources import Address, Folder, Unreadable, published_commit
from portal.publishing.verification import result, verify


def main() -> int:
    chosen = read_options()
    try:
        with published_site(chosen) as published:
            found = verify(environment.ROOT, published, chosen.commit, chosen.site_url)
            said = result(published, found)
    except (Unreadable, GitFailed) as failed:
        print(f"Tidak dapat dibandingkan: {failed}", file=sys.stderr)
        return 2
    for difference in found:
        print(difference)
    print(said)
    return 1 if found else 0


def read_options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    where = options.add_mutually_exclusive_group(required=True)
    where.add_argument("--url", help="the address of the live site")
    where.add_argument("--dir", type=path, help="a folder, or a clone of the branch")
    repository = "name, path or URL of a git repository"
    where.add_argument("--remote", type=remote, help=repository)
    options.add_argument("--branch", default="gh-pages", metavar="NAME")
    options.add_argument("--commit", metavar="COMMIT", help="default: what manifest.json says")
    options.add_argument("--site-url", metavar="URL", help="default: what manifest.json says")
    return options.parse_args()


def published_site(chosen: argparse.Namespace):
    if chosen.remote is not None:
        return published_commit(environment.ROOT, chosen.remote, chosen.branch)
    return nullcontext(Folder(chosen.dir) if chosen.dir else Address(chosen.url))


if __name__ == "__main__":
    sys.exit(main())
