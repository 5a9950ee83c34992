"""What each command does, as plain typed functions: the Python API of policydiff."""
