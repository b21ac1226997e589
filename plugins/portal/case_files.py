"""Writing a protected release: all of it or nothing."""

import os
import shutil
import tempfile
from pathlib import Path

from .core.cases.audit import Audit
from .core.cases.disclosure import Protected
from .core.cases.published import table_text
from .core.cases.release import write_release
from .core.cases.report import report_text


def write_protected(protected: Protected, audited: Audit, folder: Path) -> None:
    """Write a release that the audit found nothing in.

    folder  `data/cases/<release>`; it must not exist: what was published stays.
    raises  ValueError if the audit has findings; FileExistsError.
    """
    if audited.findings:
        raise ValueError(f"{len(audited.findings)} findings; a release that leaks is not written")
    if os.path.lexists(folder):
        raise FileExistsError(
            f"{folder} sudah ada; rilis yang terbit tidak diubah. Pilih nama lain."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, text in files(protected).items():
            (partial / name).write_bytes(text.encode("utf-8"))
        partial.chmod(0o755)
        os.replace(partial, folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def files(protected: Protected) -> dict[str, str]:
    """File name -> text. Nothing in it depends on what is withheld, or on the clock."""
    found = {f"{table.name}.csv": table_text(table.rows) for table in protected.tables}
    found["release.yaml"] = write_release(protected.settings)
    found["report.json"] = report_text(protected.report)
    return found
