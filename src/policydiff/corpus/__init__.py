"""The folder of snapshots: finding it, naming what is in it, writing to it without harm."""

from policydiff.corpus.folder import Corpus, Entry, find_folder, is_path
from policydiff.corpus.writing import locked, write_files

__all__ = ["Corpus", "Entry", "find_folder", "is_path", "locked", "write_files"]
