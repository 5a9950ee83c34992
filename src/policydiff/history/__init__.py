"""Git: what it asks of policydiff, and what is set up in a repository."""
