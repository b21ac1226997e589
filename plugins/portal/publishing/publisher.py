"""Publish a commit exactly, or change nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ..builder import BuildFailed
from ..core.history import moment
from ..core.site_address import CODE, wrong_site_url
from ..manifest import MANIFEST
from ..manifest import site_url as address_of_site
from ..output_folder import NotReplaceable, is_manifest, stop_unless_own_file
from .branch import Branch, Overtaken, remote_branch
from .checkout import Checkout, clean_checkout
from .comparison import Difference, compare, share_gone
from .figures import figure_changes, read_figures, table_of
from .git import Git, GitFailed, blob_ids
from .ledger import (
    LEDGER,
    address_of,
    addresses,
    given_up,
    is_hosts_own,
    read_ledger,
    unanswered,
    written,
)
from .limits import Limits, broken_limits, files_of
from .live import PAGES, SEARCHES, Patience, is_example, live_address, wrong_answers
from .sources import Address, Commit
from .standing import left_out, live_manifest, why_not_over
from .vanished import what_to_do
from .workplace import workplace

SHOWN = 20
FIGURE_LINES = 60


class Refused(Exception):
    """Why nothing was published, for people: one or more lines."""


@dataclass(frozen=True)
class Publication:
    """What to publish, where, and what must not happen.

    commit        of the project; any name git knows.
    remote        name, path or address of a git repository.
    site_url      where the site will live; the settings' own address if None.
    maximum_gone  share of the pages, 0 to 1, that may vanish at once.
    replace_newer whether it may take the place of a site built from a commit that is not
                  among its own.
    manifest      where to put a copy of the published manifest.
    read_back     the address to ask whether it shows the publication: the site's
                  own if None, unless that is an example; "none" asks nobody.
    patience      how long that may take.
    say           is told what happens, a line a step.
    """

    root: Path
    remote: str
    branch: str = "gh-pages"
    commit: str = "HEAD"
    site_url: str | None = None
    limits: Limits = field(default_factory=Limits)
    maximum_gone: float = 0.1
    dry_run: bool = False
    replace_newer: bool = False
    manifest: Path | None = None
    read_back: str | None = None
    patience: Patience = field(default_factory=Patience)
    say: Callable[[str], None] = print


def publish(wanted: Publication) -> str:
    """Build the commit and let the remote's branch show it.

    The branch moves in one step, the last but one; whatever happens before
    it, what is live stays.
    returns  the id of the published commit (of what it would be, if dry).
    raises   Refused, with nothing changed.
    """
    wrong = "" if wanted.site_url is None else wrong_site_url(wanted.site_url)
    if wrong:
        raise Refused(f"{wrong} [{CODE}]\nTidak ada yang diterbitkan.")
    try:
        stop_unless_own_file(wanted.manifest, is_manifest)
        with (
            remote_branch(wanted.root, wanted.remote, wanted.branch) as branch,
            clean_checkout(wanted.root, wanted.commit, lend_cache=True) as source,
            workplace(wanted.root, "site") as folder,
        ):
            return _publish(wanted, branch, source, folder / "site")
    except (BuildFailed, GitFailed, NotReplaceable) as failed:
        raise Refused(f"{failed}\nTidak ada yang diterbitkan.") from None


def _publish(wanted: Publication, branch: Branch, source: Checkout, output: Path) -> str:
    live = _build(wanted, branch, source, output)
    wanted.say("5/8 Menyusun komit terbitan …")
    made = branch.record(output, f"Terbitan {source.commit}", source.time)
    wanted.say("6/8 Membandingkan dengan yang tayang …")
    table = table_of(source.folder)
    if not _compare(wanted, branch, (live, made), output, table):
        wanted.say("Situs yang sama sudah tayang.")
        made = live
    elif wanted.dry_run:
        wanted.say(f"Uji coba: {made[:12]} tidak dikirim.")
        return made
    else:
        _send(wanted, branch, (live, made), output)
    if wanted.manifest:
        wanted.manifest.write_bytes((output / MANIFEST).read_bytes())
    wanted.say(f"Tayang: {made} di {wanted.branch}")
    _ask_live(wanted, output)
    return made


def _build(wanted: Publication, branch: Branch, source: Checkout, output: Path) -> str:
    """Build, check, and fetch what is live; returns its commit."""
    wanted.say(f"1/8 Komit {source.commit[:12]} disalin bersih …")
    _tell_what_is_left_out(wanted)
    _stop_at_newer(wanted, branch, source.commit, branch.fetch())
    wanted.say("2/8 Memeriksa dan membangun situs …")
    source.build(output, wanted.site_url)
    url = address_of_site(output)
    if is_example(url):
        wanted.say(f"Alamat situs masih contoh: {url}. Beri --site-url atau ubah publishconf.py.")
    wanted.say(f"3/8 Mengambil yang tayang di {wanted.branch} …")
    live = branch.fetch()
    _stop_at_newer(wanted, branch, source.commit, live)
    wanted.say("4/8 Memeriksa alamat dan batas penyedia …")
    site = Commit(branch.repository, blob_ids(branch.repository, live) if live else {})
    _keep_hosts_own(wanted, site, output)
    _keep_ledger(site, output, moment(source.time).date())
    _refuse(broken_limits(output, wanted.limits), "Batas penyedia terlampaui")
    return live


def _send(wanted: Publication, branch: Branch, commits: tuple[str, str], output: Path) -> None:
    live, made = commits
    wanted.say("7/8 Mengirim …")
    _move(branch, made, live)
    wanted.say("8/8 Membaca kembali dan mencocokkan setiap bita …")
    try:
        _read_back(wanted, made, output)
    except GitFailed as failed:
        text = "Terkirim, tetapi belum terbaca kembali; jalankan scripts/verify.py."
        raise Refused(f"{failed}\n{text}") from None


def _ask_live(wanted: Publication, output: Path) -> None:
    """Ask the live address, if there is one, until it shows what was published."""
    url = live_address(wanted.read_back, address_of_site(output))
    if not url:
        return
    wanted.say(f"Menanyai {url}: {PAGES} halaman, {SEARCHES} pencarian …")
    wrong = wrong_answers(Address(url), output, wanted.patience)
    if wrong:
        lines = "\n".join(wrong)
        raise Refused(
            f"Terkirim, tetapi {url} belum menjawab dengan benar:\n{lines}\nPeriksa penyedia,"
            f" lalu jalankan scripts/verify.py --url {url}; bila tetap salah, --rollback."
        )
    wanted.say("Semua dijawab dengan benar.")


def roll_back(wanted: Publication) -> str:
    """Let the branch show the commit before the one that is live; returns its id."""
    try:
        with remote_branch(wanted.root, wanted.remote, wanted.branch) as branch:
            live = branch.fetch(depth=2)
            if not live or not branch.repository.succeeds("rev-parse", "--verify", f"{live}^"):
                raise Refused("Tidak ada terbitan sebelumnya untuk dikembalikan.")
            before = branch.repository("rev-parse", f"{live}^")
            difference = _difference(branch.repository, live, before)
            _report(wanted, difference)
            for path in filter(is_hosts_own, difference.gone):
                wanted.say(f"  Ikut hilang, taruh lagi di cabang bila masih perlu: {path}")
            _report_figures(wanted, branch.repository, (live, before), table_of(wanted.root))
            if wanted.dry_run:
                wanted.say(f"Uji coba: {before[:12]} akan tayang lagi.")
                return before
            _move(branch, before, live)
            if branch.live() != before:
                raise Refused("Cabang bergerak lagi sesudah dikembalikan. Periksa yang tayang.")
    except GitFailed as failed:
        raise Refused(f"{failed}\nTidak ada yang berubah.") from None
    wanted.say(f"Dikembalikan: {before} tayang lagi di {wanted.branch}")
    return before


def _tell_what_is_left_out(wanted: Publication) -> None:
    files = left_out(wanted.root)
    if files:
        more = [f"… dan {len(files) - SHOWN} lagi"] if len(files) > SHOWN else []
        lines = ["  Belum dikomit, jadi tidak ikut terbit:", *files[:SHOWN], *more]
        wanted.say("\n    ".join(lines))


def _stop_at_newer(wanted: Publication, branch: Branch, commit: str, live: str) -> None:
    """Refuse what would take the place of a newer publication, unless that is wanted."""
    if not live or wanted.replace_newer:
        return
    site = Commit(branch.repository, blob_ids(branch.repository, live))
    reason = why_not_over(Git(wanted.root), live_manifest(site).get("commit"), commit)
    if reason:
        raise Refused(
            f"{reason} Bila memang harus menggantikannya: --replace-newer; untuk kembali ke"
            " terbitan sebelumnya: --rollback.\nTidak ada yang diterbitkan."
        )


def _keep_hosts_own(wanted: Publication, live: Commit, output: Path) -> None:
    """Take over what was put into the branch beside the site, by its host for instance."""
    listed = live_manifest(live).get("files")
    built = listed if isinstance(listed, dict) else {}
    for path in live.ids:
        target = output / path
        if is_hosts_own(path) and path not in built and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(live.read(path))
            wanted.say(f"  Tetap dari cabang, bukan dari komit: {path}")
    domain, url = output / "CNAME", address_of_site(output)
    if domain.is_file() and domain.read_text("utf-8", "replace").strip() != urlsplit(url).hostname:
        wanted.say(f"  CNAME bukan nama di alamat situs {url}. Samakan keduanya.")


def _keep_ledger(live: Commit, output: Path, day: date) -> None:
    """Write the ledger into the site; refuse if a published address would be lost."""
    # The branch may have been filled by other means before; its pages count too.
    known = addresses(live.ids) | read_ledger((live.read(LEDGER) or b"").decode("utf-8", "replace"))
    lost = unanswered(known, output)
    _refuse(
        what_to_do(lost, output, day),
        "Alamat yang pernah terbit akan hilang. Kembalikan halamannya, atau tulis alamat baru"
        " atau pemberitahuan penarikan di data/moved.csv",
    )
    names = [path.relative_to(output).as_posix() for path in files_of(output)]
    (output / LEDGER).write_text(written(known | addresses(names)), "utf-8", newline="\n")


def _compare(
    wanted: Publication, branch: Branch, commits: tuple[str, str], output: Path, table: str
) -> Difference:
    """Report the difference between two commits; refuse if too much would be lost."""
    live, made = commits
    difference = _difference(branch.repository, live, made)
    _report(wanted, difference)
    _report_figures(wanted, branch.repository, commits, table)
    before = blob_ids(branch.repository, live) if live else {}
    lost = [*difference.gone, *given_up(output, difference.pages().changed)]
    share = share_gone(before, lost)
    if share > wanted.maximum_gone:
        raise Refused(
            f"{share:.0%} halaman akan hilang; batas {wanted.maximum_gone:.0%}."
            " Periksa isi, atau naikkan --maximum-gone.\nTidak ada yang diterbitkan."
        )
    return difference


def _difference(repository: Git, before: str, after: str) -> Difference:
    return compare(blob_ids(repository, before) if before else {}, blob_ids(repository, after))


def _report(wanted: Publication, difference: Difference) -> None:
    pages = difference.pages()
    for word, paths in (("baru", pages.new), ("berubah", pages.changed), ("hilang", pages.gone)):
        shown = [f"/{address_of(path)}" for path in paths[:SHOWN]]
        more = [f"… dan {len(paths) - SHOWN} lagi"] if len(paths) > SHOWN else []
        wanted.say("\n    ".join([f"  {len(paths)} halaman {word}", *shown, *more]))


def _report_figures(
    wanted: Publication, repository: Git, commits: tuple[str, str], table: str
) -> None:
    """Say which figures come, change and go; `table` is where both sites list them all."""
    ids = (blob_ids(repository, commit) if commit else {} for commit in commits)
    old, new = (read_figures(Commit(repository, one).read(table)) for one in ids)
    lines = list(figure_changes(old, new))
    more = (
        [f"    … dan {len(lines) - FIGURE_LINES} baris lagi"] if len(lines) > FIGURE_LINES else []
    )
    for line in [*lines[:FIGURE_LINES], *more]:
        wanted.say(line)


def _move(branch: Branch, commit: str, expected: str) -> None:
    try:
        branch.move(commit, expected)
    except Overtaken as overtaken:
        raise Refused(
            f"Penerbit lain lebih dulu: {branch.name} kini {str(overtaken)[:12]}."
            " Terbitan ini tidak dikirim; jalankan lagi bila masih perlu."
        ) from None


def _read_back(wanted: Publication, made: str, output: Path) -> None:
    """Fetch what is live into a repository that has never seen it, and compare."""
    with remote_branch(wanted.root, wanted.remote, wanted.branch) as branch:
        live = branch.fetch()
        if live != made:
            raise Refused(f"Terkirim, tetapi penerbit lain sudah menggantinya dengan {live[:12]}.")
        differing = branch.differing(live, output)
    if differing:
        lines = "\n".join(differing)
        raise Refused(f"Yang tayang berbeda dari yang dibangun; jalankan --rollback:\n{lines}")


def _refuse(reasons, heading: str) -> None:
    lines = list(reasons)
    if lines:
        raise Refused("\n".join([f"{heading}:", *lines, "Tidak ada yang diterbitkan."]))
