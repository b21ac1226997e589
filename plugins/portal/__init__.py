"""The portal as a Pelican plugin: everything we ask of Pelican, on one page.

What needs Pelican is loaded when Pelican asks for it: most scripts do without.
"""

import gc


def register() -> None:
    from pelican import signals

    signals.initialized.connect(ignore_leftovers)
    signals.finalized.connect(collect_garbage_again)
    signals.readers_init.connect(add_reader)
    signals.get_generators.connect(get_generators)


def ignore_leftovers(pelican) -> None:
    from .core.leftovers import LEFTOVERS

    pelican.settings["IGNORE_FILES"] = list(LEFTOVERS)


def add_reader(readers) -> None:
    from .readers import HeaderedMarkdownReader

    for extension in HeaderedMarkdownReader.file_extensions:
        readers.reader_classes[extension] = HeaderedMarkdownReader


def get_generators(pelican) -> tuple:
    # A build keeps nearly all it makes until its end: looking for garbage takes a quarter of it.
    gc.unfreeze()
    gc.disable()
    from .generators import DataGenerator, DocumentsGenerator

    return DocumentsGenerator, DataGenerator


def collect_garbage_again(pelican) -> None:
    # What the next build will give back is not looked through at the end of this one.
    gc.freeze()
    gc.enable()
