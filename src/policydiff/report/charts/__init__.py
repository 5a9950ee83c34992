"""Charts: the figures of a dossier drawn as pictures that are put into pages."""
