"""Ingest: a source document becomes a snapshot, kept beside a copy of its source."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from policydiff.corpus import Corpus, write_files
from policydiff.errors import LookupFailedError, UsageError
from policydiff.read.document import Reading, Told, read_document
from policydiff.read.source import read_bytes
from policydiff.snapshot import dump_snapshot, parse_json, schema_errors
from policydiff.workflows.corrections import kept_corrections
from policydiff.workflows.reread import told_of

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Ingested:
    """What was read, and the files that hold it (not written yet in a dry run)."""

    reading: Reading
    path: Path
    text: str


def ingest(source: Path, told: Told, corpus: Corpus, *, force: bool = False, dry_run: bool = False) -> Ingested:
    """Read `source` into the corpus.

    Raises:
        UsageError: the id or an alias cannot be a name or is taken, and `force` is not given.
        SourceError, LayoutError: the source cannot be read.
        CorrectionError: the file of its corrections is broken.
        StorageError: the folder refuses to be written.
    """
    _check_names(told, corpus, force=force)
    if force:
        told = _with_known(told, corpus)
    data = read_bytes(source)
    suffix = source.suffix.lower()
    kept = f"sources/{told.id}{suffix if _SUFFIX.fullmatch(suffix) else '.txt'}"
    corrections = kept_corrections(told.id, corpus.folder).corrections
    reading = read_document(data, str(source), kept, _with_ids(told, corpus), corrections)
    text = dump_snapshot(reading.snapshot)
    for error in schema_errors("snapshot", parse_json(text, told.id))[:1]:
        field = ".".join(map(str, error.path))
        raise UsageError(f"{field}: {error.message}", where=str(source), remedy="check the options")
    path = corpus.folder / f"{told.id}.json"
    _check_files(told, corpus, path, kept)
    if not dry_run:
        write_files({corpus.folder / kept: data, path: text.encode("utf-8")})
    return Ingested(reading, path, text)


def _check_names(told: Told, corpus: Corpus, *, force: bool) -> None:
    for name in (told.id, *told.aliases):
        if not _NAME.fullmatch(name):
            raise UsageError(
                f"“{name}” cannot be a name",
                where="--id" if name == told.id else "--alias",
                remedy="names are lower-case letters, digits, “.”, “_” and “-”, and begin with a letter or digit",
            )
    for entry in corpus.entries:
        if entry.id == told.id and not force:
            raise UsageError(
                f"snapshot “{told.id}” exists already",
                where=str(entry.path),
                remedy="choose another --id, or --force to read it again",
            )
        taken = {entry.id, *entry.aliases} & {told.id, *told.aliases}
        if entry.id != told.id and taken:
            raise UsageError(
                f"the name “{min(taken)}” is taken by snapshot {entry.id}",
                where=str(entry.path),
                remedy="choose another name",
            )


def _with_known(told: Told, corpus: Corpus) -> Told:
    """What is told now, and for the rest what the snapshot was told when it was read before."""
    for entry in corpus.entries:
        if entry.id == told.id:
            known = told_of(entry.load())
            return replace(
                told,
                aliases=told.aliases or known.aliases,
                series=told.series or known.series,
                round=told.round or known.round,
                implements=told.implements or known.implements,
                layout=told.layout or known.layout,
                values={**known.values, **told.values},
            )
    return told


def _check_files(told: Told, corpus: Corpus, path: Path, kept: str) -> None:
    """Refuse to write over a file that belongs to another snapshot."""
    for entry in corpus.entries:
        owns = entry.path == path or ((corpus.folder / kept).is_file() and entry.load().source.path == kept)
        if entry.id != told.id and owns:
            raise UsageError(
                f"this file belongs to snapshot {entry.id}",
                where=str(entry.path if entry.path == path else corpus.folder / kept),
                remedy="choose another --id",
            )


def _with_ids(told: Told, corpus: Corpus) -> Told:
    """`implements` as an id, where an alias of a known snapshot was given."""
    if told.implements is None:
        return told
    try:
        return replace(told, implements=corpus.resolve(told.implements).id)
    except LookupFailedError:
        return told  # the document may well be ingested later; `validate` looks for it
