"""The portal as a Pelican plugin: everything we ask of Pelican, on one page."""

import gc

from pelican import signals

from .generators import DataGenerator, DocumentsGenerator
from .readers import HeaderedMarkdownReader


def register() -> None:
    # A build keeps nearly all it makes until its end: looking for garbage takes a quarter of it.
    gc.disable()
    signals.finalized.connect(collect_garbage_again)
    signals.readers_init.connect(add_reader)
    signals.get_generators.connect(get_generators)


def collect_garbage_again(pelican) -> None:
    gc.enable()


def add_reader(readers) -> None:
    for extension in HeaderedMarkdownReader.file_extensions:
        readers.reader_classes[extension] = HeaderedMarkdownReader


def get_generators(pelican) -> tuple:
    return DocumentsGenerator, DataGenerator
