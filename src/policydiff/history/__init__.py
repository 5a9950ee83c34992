"""History: git is the store. Editions are read from git objects, never by checking out."""

from policydiff.history.repository import Repository, open_repository

__all__ = ["Repository", "open_repository"]
