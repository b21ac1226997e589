"""Files that tell the hosts of static sites what else to do; elsewhere they do nothing.

`.nojekyll`   GitHub Pages shows files and folders as they are.
`_headers`    Cloudflare Pages and Netlify send the pages' own policy as headers,
              and what only a header can say.
`_redirects`  is a page of the site like `robots.txt`, made from `data/moved.csv`.
"""

from pathlib import Path
from urllib.parse import urlsplit

from .core.output import CANONICAL
from .core.security import WASM, policy_of

EVERYWHERE = (
    "X-Content-Type-Options: nosniff",
    "X-Frame-Options: DENY",
    "Referrer-Policy: no-referrer",
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy: same-origin",
)
# A meta tag cannot say this.
UNFRAMED = "; frame-ancestors 'none'"


def write_host_files(output: Path) -> None:
    """Add the files to a finished site."""
    (output / ".nojekyll").write_bytes(b"")
    (output / "_headers").write_text(headers(output), "utf-8", newline="\n")


def headers(output: Path) -> str:
    """Common headers, and for each part of the site the policy of its pages.

    No two policies meet on a page: a browser would apply both at once.
    """
    home = (output / "index.html").read_text("utf-8")
    root = urlsplit(CANONICAL.search(home)[1]).path.rstrip("/")
    rules = [("/*", EVERYWHERE)]
    policies = page_policies(output)
    for path, policy in {**_parts("", policies), **_engine(policies)}.items():
        rules.append((f"{root}/{path}", (f"Content-Security-Policy: {policy}{UNFRAMED}",)))
    return "\n".join("\n  ".join([path, *lines]) for path, lines in rules) + "\n"


def page_policies(output: Path) -> dict[str, str]:
    """Path of each page -> its policy."""
    pages = sorted(output.rglob("*.html"))
    texts = ((p.relative_to(output).as_posix(), p.read_text("utf-8")) for p in pages)
    return {name: policy_of(text) for name, text in texts}


def _parts(folder: str, policies: dict[str, str]) -> dict[str, str]:
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


def _engine(policies: dict[str, str]) -> dict[str, str]:
    """The search works in a worker, which obeys the headers of its own file."""
    searching = [policy for policy in policies.values() if WASM in policy]
    return {"pagefind/*": searching[0]} if searching else {}
