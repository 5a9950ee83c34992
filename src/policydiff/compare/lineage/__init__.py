"""Measures through many documents: families of them, and the lines that they make over rounds."""
