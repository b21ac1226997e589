"""Check, build and publish one commit, or put the previous publication back."""

import environment

environment.ensure()

import argparse
import os
import sys

from places import path, remote

from portal.publishing.limits import HOSTS, LIMITS, host_limits
from portal.publishing.publisher import Publication, Refused, publish, roll_back

AS_CHOSEN = "remote branch commit site_url maximum_gone dry_run replace_newer manifest read_back"


def main() -> int:
    chosen = read_options()
    try:
        (roll_back if chosen.rollback else publish)(publication(chosen))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def read_options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--remote", type=remote, required=True, help="name, path or URL")
    own = os.environ.get("SITE_URL")
    options.add_argument("--site-url", default=own, metavar="URL", help="https://agency.example")
    options.add_argument("--branch", default="gh-pages", metavar="NAME")
    options.add_argument("--commit", default="HEAD", metavar="COMMIT")
    options.add_argument("--host", choices=sorted(HOSTS), default="github-pages")
    for name in LIMITS:
        options.add_argument(f"--max-{name}", type=int, metavar="N", help="instead of the host's")
    options.add_argument("--maximum-gone", type=float, default=0.1, metavar="SHARE")
    options.add_argument("--manifest", type=path, metavar="FILE", help="a copy to attest")
    options.add_argument("--read-back", metavar="URL", help="asked after; own address; or none")
    options.add_argument("--dry-run", action="store_true", help="say what would happen")
    options.add_argument("--replace-newer", action="store_true", help="even a newer publication")
    options.add_argument("--rollback", action="store_true", help="the previous publication")
    return options.parse_args()


def publication(chosen: argparse.Namespace) -> Publication:
    own = {name: getattr(chosen, f"max_{name}") for name in LIMITS}
    return Publication(
        root=environment.ROOT,
        limits=host_limits(chosen.host, **own),
        say=lambda line: print(line, flush=True),
        **{name: getattr(chosen, name) for name in AS_CHOSEN.split()},
    )


if __name__ == "__main__":
    sys.exit(main())
