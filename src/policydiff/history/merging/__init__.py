"""Merging by what a file says: snapshots measure by measure, files of entries one by one."""
