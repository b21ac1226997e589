"""The address a site will live at: one rule for building, publishing, verifying and previews."""

import re

CODE = "P160"
LOCAL = ("localhost", "127.0.0.1", "[::1]")
LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
ADDRESS = re.compile(
    rf"(?P<scheme>https?)://(?P<host>{LABEL}(?:\.{LABEL})*|\[[0-9a-f:]+\])(?::[1-9]\d{{0,4}})?"
    r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?"
)
ACCOUNT = re.compile(r"//[^/]*@")
EMPTY = (
    "alamat situs kosong. Beri --site-url https://lembaga.go.id/portal, atau isi SITE_URL (di"
    " GitHub: Settings → Secrets and variables → Actions → Variables)."
)


def wrong_site_url(site_url: str) -> str:
    """Why no site can live at an address, with what to do, as a sentence; "" if one can.

    `https://host`, with a port and a path if need be; `http://` for this machine only.
    Pages name themselves by it, so a query, a fragment, an account or `//` would be in each.
    """
    if not site_url.strip():
        return EMPTY
    found = ADDRESS.fullmatch(site_url)
    if found and (found["scheme"] == "https" or found["host"] in LOCAL):
        return ""
    return (
        f'alamat situs "{ACCOUNT.sub("//…@", site_url)}" tidak dapat dipakai: harus https:// (http://'
        " hanya untuk localhost), nama host dalam huruf kecil, lalu jalur tanpa //, ?, #, spasi,"
        " atau akun. Tulis misalnya https://lembaga.go.id/portal."
    )
