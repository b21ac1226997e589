"""What the machine's disk has to say, in a sentence for people."""

import errno
import re
import shutil
from pathlib import Path

FULL = "disk penuh. Kosongkan ruang, lalu ulangi"
FORBIDDEN = "tidak boleh dibuka atau ditulis. Periksa haknya, atau pilih tempat lain"
REASONS = {
    errno.ENOSPC: FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): "jatah disk habis. Kosongkan ruang, lalu ulangi",
    errno.EFBIG: "berkasnya melebihi batas di komputer ini. Naikkan batasnya (ulimit -f)",
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.EROFS: "disk ini hanya dapat dibaca. Pilih folder lain",
    errno.ENOTDIR: "sebagian jalurnya adalah berkas, bukan folder. Pilih folder lain",
    errno.EEXIST: "sudah ada dan bukan folder. Pilih nama lain",
    errno.ENAMETOOLONG: "namanya terlalu panjang. Pilih nama yang lebih pendek",
    errno.ELOOP: "tautannya berputar. Pilih folder lain",
    errno.EIO: "disk rusak atau terputus. Periksa disknya",
    errno.EMFILE: "terlalu banyak berkas terbuka. Naikkan batasnya (ulimit -n)",
}
NUMBER = re.compile(r"\[Errno (\d+)\]")
PATH = re.compile(r"'((?:/|[A-Za-z]:)[^']*)'")


def why_not_written(error: OSError) -> str:
    """One sentence with the place and what to do; "" where the disk is not to blame."""
    if error.errno in REASONS:
        return _sentence(error.errno, error.filename or "")
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):
        # Of a tree that was copied only the text of each failure is left.
        return reason_in(str(error.args[0][-1]))
    return ""


def reason_in(text: str) -> str:
    """The same out of what another program said of its error; the last one counts."""
    numbers = [int(number) for number in NUMBER.findall(text)]
    if not numbers or numbers[-1] not in REASONS:
        return ""
    paths = PATH.findall(text, text.rindex("[Errno"))
    return _sentence(numbers[-1], paths[0] if paths else "")


def home_folder() -> Path | None:
    """Of the person; None where there is none, as for a user id without an entry."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home if home.is_absolute() and home != Path(home.anchor) else None


def _sentence(number: int, path: object) -> str:
    if isinstance(path, bytes):
        path = path.decode("utf-8", "replace")
    return f"{path or 'Tidak dapat ditulis'}: {REASONS[number]}."
