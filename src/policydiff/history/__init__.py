"""History: git is the store. Editions are read from git objects, never by checking out."""
