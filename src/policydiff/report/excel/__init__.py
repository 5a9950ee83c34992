"""Workbooks: a sheet a table of the dossier."""
