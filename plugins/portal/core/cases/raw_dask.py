"""Counting on a Dask cluster, where an agency's files outgrow one machine."""

from .raw_cases import Chunk, Columns, count_chunk, merged
from .raw_files import RawFile

WORKERS = 2


def count_with_dask(raw: RawFile, columns: Columns, cluster: str | None = None) -> Chunk:
    """The same counts as `count_in_chunks`, block by block on a cluster.

    cluster  address of a scheduler; a local one with two workers if None.
    raises   ImportError if the optional extra `dask` is not installed.
    """
    import dask
    import dask.dataframe as dd
    from distributed import Client, LocalCluster

    address = cluster or LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, dashboard_address=None
    )
    with Client(address) as client:
        blocks = dd.read_csv(
            str(raw.path),
            sep=raw.separator,
            dtype="str",
            keep_default_na=False,
            na_values=[],
            encoding="utf-8-sig",
            index_col=False,
        ).to_delayed()
        counted = client.gather(
            client.compute([dask.delayed(count_chunk)(block, columns) for block in blocks])
        )
    if cluster is None:
        address.close()
    return merged(counted, columns)
