"""What the hosts of static sites accept, and whether a site stays within it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

MIB = 1024**2


@dataclass(frozen=True)
class Limits:
    """The most a host takes; None where it sets no limit.

    total  bytes of all files together.
    files  number of files.
    file   bytes of one file.
    """

    total: int | None = None
    files: int | None = None
    file: int | None = None


# From the hosts' own documentation, 2026; --max-… on the command line says otherwise.
HOSTS = {
    "github-pages": Limits(total=1024 * MIB, file=100 * MIB),
    "gitlab-pages": Limits(total=1024 * MIB, files=200_000),
    "cloudflare-pages": Limits(files=20_000, file=25 * MIB),
    "netlify": Limits(),
    "none": Limits(),
}


LIMITS = tuple(field.name for field in fields(Limits))


def host_limits(host: str, **own: int | None) -> Limits:
    """The limits of a host, each replaced by our own where that is given."""
    return replace(HOSTS[host], **{name: n for name, n in own.items() if n is not None})


def broken_limits(output: Path, limits: Limits) -> Iterator[str]:
    """A sentence for each limit that the site in `output` breaks."""
    sizes = {p.relative_to(output).as_posix(): p.stat().st_size for p in files_of(output)}
    total = sum(sizes.values())
    if limits.total is not None and total > limits.total:
        yield f"ukuran situs {total} bita; batas {limits.total}. Kurangi gambar atau unduhan."
    if limits.files is not None and len(sizes) > limits.files:
        yield f"situs berisi {len(sizes)} berkas; batas {limits.files}. Pilih penyedia lain."
    for name, size in sizes.items():
        if limits.file is not None and size > limits.file:
            yield f"{name}: {size} bita; batas per berkas {limits.file}. Pecah berkas ini."


def files_of(folder: Path) -> list[Path]:
    """Every file below a folder, sorted by path."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
