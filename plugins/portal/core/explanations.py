"""What a change to the repository means for readers, as Markdown for people."""

from collections.abc import Iterable, Iterator, Sequence

from .changes import Change
from .figures import Figure
from .portal import Portal
from .problems import Message

HEADING = "## Yang berubah bagi pembaca"
MOST = 60  # rows of a table; a comment on GitHub holds 65,536 characters
LONG = 80
KINDS = {
    "statements": "Pernyataan",
    "regulations": "Regulasi",
    "corrections": "Koreksi",
    "pages": "Halaman",
    "sources": "Sumber",
}
WITHHELD = "[c]"


def explanation(
    before: Portal, after: Portal, found: list[Change], others: Sequence[str] = ()
) -> Iterator[str]:
    """Lines of Markdown: pages that come, change and go; figures per region; what to heed.

    found   the changes from `before` to `after`.
    others  files that changed and are no records: code lists, templates, pictures.
    """
    yield HEADING
    yield ""
    if not found and not others:
        yield "Tidak ada perubahan bagi pembaca."
    pages = [change for change in found if change.kind != "figures"]
    yield from _list("Halaman baru", (_page(after, c) for c in pages if c.is_new))
    yield from _list("Ditarik", (_withdrawn(after, c) for c in found if c.is_withdrawn))
    yield from _list("Dihapus", (_record(c) for c in found if c.is_gone))
    yield from _table(
        "Halaman berubah",
        ("catatan", "bidang", "semula", "menjadi"),
        [(_record(c), c.field, c.old, c.new) for c in pages if _differs(c)],
    )
    yield from _table(
        "Angka",
        ("wilayah", "angka", "bidang", "semula", "menjadi"),
        _figures(before, after, [c for c in found if c.kind == "figures" and not c.is_withdrawn]),
    )
    yield from _list("Berkas lain yang berubah", (f"`{path}`" for path in others))
    yield from _list("Perlu diperhatikan", _doubts(after, found))


def message_list(title: str, messages: Sequence[Message]) -> Iterator[str]:
    """Problems or advice as a list of Markdown; nothing where there are none."""
    lines = (
        f"`{one.path}:{one.line}`: {_cell(one.text, len(one.text))} [{one.code}]"
        for one in messages
    )
    yield from _list(title, lines)


def _differs(change: Change) -> bool:
    return bool(change.field) and not change.is_withdrawn


def _figures(before: Portal, after: Portal, found: list[Change]) -> list[tuple[str, ...]]:
    """A row for each value old and new, by region as the register orders them."""
    figures = {f.figure_id: f for portal in (before, after) for f in portal.all_figures}
    order = {region.code: number for number, region in enumerate(after.regions)}
    ordered = sorted(found, key=lambda c: order.get(figures[c.record].region_code, len(order)))
    return [_figure(after, figures[change.record], change) for change in ordered]


def _figure(portal: Portal, figure: Figure, change: Change) -> tuple[str, ...]:
    value = WITHHELD if figure.value is None else str(figure.value)
    words = (
        portal.codes["respondent_group"].get(figure.respondent_group),
        portal.codes["stage_of_handling"].get(figure.stage_of_handling),
        portal.codes["election"].get(figure.election),
        portal.codes["unit"].get(figure.unit),
    )
    what = ", ".join(word.label_id for word in words if word)
    region = portal.regions[figure.region_code].full_name
    name = f"{what} (`{figure.figure_id}`)"
    if change.is_new:
        return region, name, "value", "belum ada", value
    if change.is_gone:
        return region, name, "value", value, "dihapus"
    return region, name, change.field, change.old, change.new


def _page(portal: Portal, change: Change) -> str:
    return f"{KINDS[change.kind]}: {_cell(_title(portal, change))} (`{change.path}`)"


def _title(portal: Portal, change: Change) -> str:
    """The title a new page has."""
    if change.kind == "sources":
        return portal.sources[change.record].title
    documents = portal.pages if change.kind == "pages" else getattr(portal, change.kind)
    return next(d.record.title for d in documents.values() if d.name == change.record)


def _withdrawn(portal: Portal, change: Change) -> str:
    reason = portal.withdrawals[change.record].record.title
    return f"{_record(change)}: {_cell(reason)}"


def _record(change: Change) -> str:
    return f"`{change.record}`"


def _doubts(portal: Portal, found: list[Change]) -> Iterator[str]:
    """New or changed records that are marked as doubtful, each once."""
    figures = {figure.figure_id: figure for figure in portal.figures}
    for change in {c.record: c for c in found if not c.is_gone}.values():
        record = figures.get(change.record) or next(
            (d.record for d in portal.statements.values() if d.name == change.record), None
        )
        if record and record.verification == "needs-review":
            yield f"{_record(change)} masih bertanda perlu ditinjau."


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    whole = list(lines)
    if whole:
        yield from ("", f"### {title}", "", *(f"- {line}" for line in whole[:MOST]))
        yield from _rest(len(whole))


def _table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if rows:
        yield from ("", f"### {title}", "", _row(head), _row(("---",) * len(head)))
        yield from (_row(map(_cell, row)) for row in rows[:MOST])
        yield from _rest(len(rows))


def _rest(count: int) -> Iterator[str]:
    if count > MOST:
        yield from ("", f"… dan {count - MOST} lainnya.")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str, longest: int = LONG) -> str:
    """Text in one line that neither ends a cell nor begins HTML."""
    line = " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
