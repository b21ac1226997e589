"""Counting on a Dask cluster, where an agency's files outgrow one machine."""

from contextlib import nullcontext

import pandas as pd

from .raw_cases import Chunk, Columns, count_chunk, merged
from .raw_files import RawFile

WORKERS = 2


def count_with_dask(raw: RawFile, columns: Columns, cluster: str | None = None) -> Chunk:
    """The same counts as `count_in_chunks`, block by block on a cluster.

    cluster  address of a scheduler; a local one with two workers if None.
    raises   ImportError if the optional extra `dask` is not installed; ParserError and
             UnicodeDecodeError as `count_in_chunks`.
    """
    import dask
    from distributed import Client, LocalCluster

    local = nullcontext(cluster)
    if cluster is None:
        local = LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None)
    with local as address, Client(address) as client:
        counted = client.gather(
            client.compute([dask.delayed(count_chunk)(block, columns) for block in _blocks(raw)])
        )
    return merged(counted, columns)


def _blocks(raw: RawFile) -> list:
    import dask.dataframe as dd

    try:
        return dd.read_csv(
            str(raw.path),
            sep=raw.separator,
            dtype="str",
            keep_default_na=False,
            na_values=[],
            encoding="utf-8-sig",
            index_col=False,
        ).to_delayed()
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        # Its own words for a quotation mark that is open where its sample ends.
        raise pd.errors.ParserError(str(error)) from error
