"""Saving: of which kind a change is, what its commit says of it, and the commit itself."""
