"""What programs leave beside the files of people: it is nobody's, and read by nobody.

Lock files, copies and companions of editors and systems come and go by themselves. They are
never read, never published, named nowhere, and no mistake of anybody.
"""

import re
from fnmatch import translate
from pathlib import PurePosixPath

# Names of files and folders, as patterns of a shell.
LEFTOVERS = (
    # .DS_Store, ._x of macOS, .x.swp of vim, .#x of Emacs, .~lock.x# of LibreOffice;
    # but .well-known, which is for visitors.
    ".[!w]*",
    ".w[!e]*",
    "*.sw[a-z]",
    "*~",
    "~*",  # ~$x.docx and ~WRL0001.tmp of Word
    "#*#",
    "[Tt]humbs.db",
    "[Ee]hthumbs.db",
    "[Dd]esktop.ini",
    "Icon\r",
    "__pycache__",
    "*.pyc",
)
LEFT_BEHIND = re.compile("|".join(map(translate, LEFTOVERS)), re.DOTALL)


def is_left_behind(path: str | PurePosixPath) -> bool:
    """Whether a path below the project is such a file, or lies in such a folder."""
    return any(map(LEFT_BEHIND.fullmatch, str(path).split("/")))
