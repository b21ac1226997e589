"""Neighbourhoods of regions, in which moves are looked for."""

import numpy as np

from .dimensions import Dimension

OTHER_PROVINCES = (1, 4)


class Places:
    """Neighbourhoods of regions, from near to far."""

    def __init__(self, regions: Dimension, region: np.ndarray) -> None:
        self.region = region
        self.depth = np.array([regions.depths[c] for c in regions.codes])
        self.parent = _parents(regions)
        self.everything = np.arange(len(region))

    def around(self, cell: int) -> list[tuple]:
        """Keys of neighbourhoods that hold the cell: siblings first, everything last."""
        code = int(self.region[cell])
        keys = [("top",)] if self.depth[code] <= 1 else []
        line = self._line(code)
        keys += [("under", node) for node in line[1:-1]]
        if len(line) > 1:
            keys += [("beside", line[-2], others) for others in OTHER_PROVINCES]
        return [*keys, ("all",)]

    def _line(self, code: int) -> list[int]:
        """The region, the one it lies in, and so on up to the nation."""
        line = [code]
        while self.parent[line[-1]] >= 0:
            line.append(int(self.parent[line[-1]]))
        return line

    def cells(self, key: tuple) -> np.ndarray:
        kind, *where = key
        if kind == "all":
            return self.everything
        inside = (
            self.depth <= 1 if kind in ("top", "beside") else np.zeros(len(self.parent), dtype=bool)
        )
        for node in (
            [where[0]] if kind == "under" else self._beside(*where) if kind == "beside" else []
        ):
            inside = inside | self._within(node)
        return np.flatnonzero(inside[self.region])

    def _beside(self, node: int, others: int) -> list[int]:
        """A province and those that follow it in the register, in a ring."""
        provinces = np.flatnonzero(self.depth == 1).tolist()
        at = provinces.index(node) if node in provinces else 0
        return [node, *(provinces[(at + k) % len(provinces)] for k in range(1, others + 1))]

    def _within(self, node: int) -> np.ndarray:
        inside = np.arange(len(self.parent)) == node
        while True:
            wider = inside | (inside[np.maximum(self.parent, 0)] & (self.parent >= 0))
            if (wider == inside).all():
                return inside
            inside = wider


def _parents(regions: Dimension) -> np.ndarray:
    """Position of the region each region lies in; -1 for the nation; areas lie there too."""
    parent = np.zeros(len(regions.codes), dtype=np.int64)
    parent[0] = -1
    for total, parts in reversed(regions.sums):
        if regions.depths[total] < min(regions.depths[p] for p in parts):
            for part in parts:
                parent[regions.position[part]] = regions.position[total]
    return parent
