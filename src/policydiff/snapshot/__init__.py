"""Snapshots as files: schema, canonical form, and loading with errors that name their place."""

from policydiff.snapshot.dump import dump_snapshot, is_canonical, to_json
from policydiff.snapshot.load import load_snapshot, parse_json, snapshot_of
from policydiff.snapshot.schema import load_schema, schema_errors

__all__ = [
    "dump_snapshot",
    "is_canonical",
    "load_schema",
    "load_snapshot",
    "parse_json",
    "schema_errors",
    "snapshot_of",
    "to_json",
]
