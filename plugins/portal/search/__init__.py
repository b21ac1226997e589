"""The search index of the built pages: made by Pagefind in pieces, put together here.

`seen` says which pages are searched and what is read of them, `parts` cuts them into parts
that depend on their addresses alone, `pagefind` indexes the pages that changed, `postings`
moves what it found into the parts, `merging` makes one index of them, `update` does it all.
"""

from .update import NotIndexed, update_index

__all__ = ["NotIndexed", "update_index"]
