"""Gzip that gives the same bytes on every machine.

Python's own depends on the zlib it was built with: zlib, zlib-ng and Apple's
each choose other matches. This one makes no choice: every byte gets its Huffman
code, counted in whole numbers. On lists of page numbers and digests that costs
a tenth to a quarter more than matching.
source  RFC 1951 (deflate, one block with its own codes), RFC 1952 (gzip)
"""

import heapq
import zlib
from collections import Counter

END = 256
LONGEST = 15
# No flags, no time, no operating system.
HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
# The order in which a block tells the lengths of the codes for lengths: 16, 17, 18, 0, 8, …
# Sixteen lengths of four bits each, and no repetition.
LENGTH_CODES = "000" * 3 + "001" * 16


def pack(content: bytes) -> bytes:
    """A gzip file with `content` in it."""
    bits = _block(content)
    body = int(bits[::-1], 2).to_bytes((len(bits) + 7) // 8, "little")
    return HEADER + body + _word(zlib.crc32(content)) + _word(len(content) & 0xFFFFFFFF)


def _block(content: bytes) -> str:
    """The only block, as bits in the order they are read."""
    lengths = code_lengths(Counter(content) + Counter([END]))
    codes = _codes(lengths)
    table = "".join(f"{lengths.get(symbol, 0):04b}" for symbol in range(END + 1))
    # The last block, own codes, 257 literal codes, 1 distance code, 19 length codes.
    start = "1" + "01" + "00000" + "00000" + "1111" + LENGTH_CODES + table + "0001"
    return start + "".join(map(codes.__getitem__, content)) + codes[END]


def code_lengths(counts: Counter) -> dict[int, int]:
    """Symbol -> bits of its Huffman code, at most 15; equal counts by symbol."""
    counts = dict(counts)
    while True:
        lengths = _huffman(counts)
        if max(lengths.values()) <= LONGEST:
            return lengths
        counts = {symbol: (count + 1) // 2 for symbol, count in counts.items()}


def _huffman(counts: dict[int, int]) -> dict[int, int]:
    heap = [(count, symbol, (symbol,)) for symbol, count in sorted(counts.items())]
    heapq.heapify(heap)
    lengths = dict.fromkeys(counts, 1 if len(counts) == 1 else 0)
    while len(heap) > 1:
        (less, first, some), (more, second, others) = heapq.heappop(heap), heapq.heappop(heap)
        for symbol in some + others:
            lengths[symbol] += 1
        heapq.heappush(heap, (less + more, min(first, second), some + others))
    return lengths


def _codes(lengths: dict[int, int]) -> dict[int, str]:
    """Symbol -> its bits: shorter codes first, equal ones by symbol."""
    codes, code, before = {}, 0, 0
    for symbol, length in sorted(lengths.items(), key=lambda item: (item[1], item[0])):
        code <<= length - before
        codes[symbol] = f"{code:0{length}b}"
        code, before = code + 1, length
    return codes


def _word(value: int) -> bytes:
    return value.to_bytes(4, "little")
