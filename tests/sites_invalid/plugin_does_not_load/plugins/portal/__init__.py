"""The portal as a Pelican plugin: everything we ask of Pelican, on one page."""

from pelican import signals

from .generators import DataGenerator, DocumentsGenerator
from .readers import TidakAda


def register() -> None:
    signals.readers_init.connect(add_reader)
    signals.get_generators.connect(get_generators)


def add_reader(readers) -> None:
    for extension in HeaderedMarkdownReader.file_extensions:
        readers.reader_classes[extension] = HeaderedMarkdownReader


def get_generators(pelican) -> tuple:
    return DocumentsGenerator, DataGenerator
