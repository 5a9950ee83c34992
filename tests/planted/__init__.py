"""Faults and harmless edits planted into copies of the real data folder, as people make them."""
