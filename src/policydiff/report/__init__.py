"""Reports: one view of a comparison, and renderers that only put it into words and signs."""
