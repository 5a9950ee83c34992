"""Spreadsheets: the tables of a comparison as a workbook, and as comma-separated values."""
