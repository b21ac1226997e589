"""Files that tell the hosts of static sites what else to do; elsewhere they do nothing.

`.nojekyll`   GitHub Pages shows files and folders as they are.
`_headers`    Cloudflare Pages and Netlify send the pages' own policy as headers,
              and what only a header can say.
`_redirects`  is a page of the site like `robots.txt`, made from `data/moved.csv`.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from .core.built_pages import canonical_of
from .core.security import WASM

HOST_FILES = (".nojekyll", "_headers")
EVERYWHERE = (
    "X-Content-Type-Options: nosniff",
    "X-Frame-Options: DENY",
    "Referrer-Policy: no-referrer",
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy: same-origin",
)
# A meta tag cannot say this.
UNFRAMED = "; frame-ancestors 'none'"


def write_host_files(output: Path, policies: Mapping[str, str]) -> None:
    """Add the files to a finished site; `policies` of its pages, by their names."""
    (output / ".nojekyll").write_bytes(b"")
    (output / "_headers").write_text(headers(output, policies), "utf-8", newline="\n")


def headers(output: Path, policies: Mapping[str, str]) -> str:
    """Common headers, and for each part of the site the policy of its pages.

    No two policies meet on a page: a browser would apply both at once.
    """
    home = (output / "index.html").read_text("utf-8")
    root = urlsplit(canonical_of(home)).path.rstrip("/")
    rules = [("/*", EVERYWHERE)]
    for path, policy in {**_parts("", policies), **_engine(policies)}.items():
        rules.append((f"{root}/{path}", (f"Content-Security-Policy: {policy}{UNFRAMED}",)))
    return "\n".join("\n  ".join([path, *lines]) for path, lines in rules) + "\n"


def _parts(folder: str, policies: Mapping[str, str]) -> dict[str, str]:
    """Patterns below a folder -> policy: the whole folder at once where one policy rules it."""
    if folder and len(set(policies.values())) == 1:
        return {f"{folder}*": next(iter(policies.values()))}
    rules: dict[str, str] = {}
    below: dict[str, dict[str, str]] = {}
    for name, policy in policies.items():
        first, slash, _ = name.removeprefix(folder).partition("/")
        if slash:
            below.setdefault(f"{folder}{first}/", {})[name] = policy
        else:
            rules[name.removesuffix("index.html")] = policy
    for inner, some in below.items():
        rules |= _parts(inner, some)
    return rules


def _engine(policies: Mapping[str, str]) -> dict[str, str]:
    """The search works in a worker, which obeys the headers of its own file."""
    searching = [policy for policy in policies.values() if WASM in policy]
    return {"pagefind/*": searching[0]} if searching else {}
